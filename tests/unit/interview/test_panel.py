"""What a panel should talk about first, and how each rater sees the hallmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.instruments import instrument, item, questionnaire, scale
from tests.unit.interview.table import NAMES, NOT_HERE, PULSE, panel_files, scored

from mentorscan.interview.answers import Answer, AnswerFile, InstrumentName, ReadAnswers
from mentorscan.interview.panel import to_discuss

A, B, C, D = PULSE[:4]


def discussed(tmp_path: Path, *answers: dict[str, Any]) -> list[tuple[Any, ...]]:
    panel = scored(*panel_files(tmp_path, *answers)).panel
    assert panel
    return [(each.item, each.lowest, each.highest, each.rated, each.not_applicable) for each in panel.discuss]


def test_what_differs_most_stands_first_ties_in_the_instruments_order(tmp_path: Path) -> None:
    found = discussed(tmp_path, {A: 1, B: 5, C: 2, D: 1}, {A: 3, B: 1, C: 3, D: 5}, {})
    assert found == [(B, 1, 5, 3, 0), (D, 1, 5, 3, 0), (A, 1, 3, 3, 0)]


def test_not_applicable_against_a_rating_is_talked_about_after_the_ratings_that_lie_apart(tmp_path: Path) -> None:
    found = discussed(tmp_path, {A: NOT_HERE, B: 1, C: NOT_HERE}, {C: 1}, {B: 4, C: 5})
    assert found == [(C, 1, 5, 2, 1), (B, 1, 4, 3, 0), (A, 3, 3, 2, 1)]


def test_not_knowing_and_leaving_blank_differ_from_nothing(tmp_path: Path) -> None:
    unknown = {"opt_out": "dont_know"}
    assert discussed(tmp_path, {A: unknown, B: NOT_HERE}, {B: NOT_HERE}, {B: unknown}) == []


def read(rater: str, answers: dict[str, int]) -> ReadAnswers:
    file = AnswerFile(
        instrument=InstrumentName(id="test", version="1.0.0"),
        rater=rater,
        answers={each: Answer(value=value) for each, value in answers.items()},
    )
    return ReadAnswers(file=file, name=rater, sha256=rater)


def test_scales_of_other_lengths_count_by_how_much_of_them_lies_between() -> None:
    made = instrument(
        [
            questionnaire("long", [item("l1"), item("l2")], scale="ten"),
            questionnaire("short", [item("s1"), item("s2")], scale="two"),
        ],
        scales=[scale("ten", lowest=0, points=11), scale("two", points=2)],
    )
    files = [read("a", {"l1": 3, "l2": 1, "s1": 1, "s2": 1}), read("b", {"l1": 5, "l2": 2, "s1": 2, "s2": 1})]
    found = to_discuss(files, instrument=made, items=["l1", "l2", "s1", "s2"])
    assert [each.item for each in found] == ["s1", "l1"]


def test_each_raters_own_index_is_the_one_that_their_file_alone_gives(tmp_path: Path) -> None:
    files = panel_files(tmp_path, dict.fromkeys(PULSE[:3], 5), {A: {"opt_out": "dont_know"}}, dict.fromkeys(PULSE, 1))
    together, alone = scored(*files), [scored(each) for each in files]
    assert together.panel
    assert [each.hallmark for each in together.panel.spread] == [each.id for each in together.hallmarks]
    for place, spread in enumerate(together.panel.spread):
        own = [each.hallmarks[place].index for each in alone]
        assert [each.index for each in spread.raters] == pytest.approx(own)
        assert [each.rater for each in spread.raters] == list(NAMES)
        known = [each for each in own if each is not None]
        assert (spread.lowest, spread.highest) == (min(known), max(known))


def test_a_hallmark_that_a_rater_could_not_judge_has_no_index_from_them(tmp_path: Path) -> None:
    unknown = {each: {"opt_out": "dont_know"} for each in PULSE}
    spread = scored(*panel_files(tmp_path, unknown, {A: 4})).panel
    assert spread
    first = spread.spread[0]
    assert first.raters[0].index is None
    assert first.lowest == first.highest == first.raters[1].index


def test_a_single_rater_is_no_panel(tmp_path: Path) -> None:
    assert scored(*panel_files(tmp_path, {})).panel is None
