"""A consensus among the answer files: what it settles, what stays as it was said, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.interview.desk import small
from tests.unit.interview.table import (
    BUILT_IN,
    NAMES,
    NOT_HERE,
    PULSE,
    answer_file,
    consensus_file,
    items_of,
    panel_files,
    scored,
)

from mentorscan.errors import AnswerError
from mentorscan.interview.answer_reading import read_answer_files
from mentorscan.interview.answers import Agreeing, Answer, AnswerFile, InstrumentName, answers_text
from mentorscan.results import Agreed

A, B, C, D = PULSE[:4]
APART: tuple[dict[str, Any], ...] = ({A: 1, B: NOT_HERE, C: 2}, {A: 5, C: {"value": 4, "note": "n"}}, {A: 3})

answers = st.one_of(st.integers(1, 5), st.just({"opt_out": "dont_know"}), st.just(NOT_HERE))
some = st.dictionaries(st.sampled_from(PULSE), answers, max_size=12)


def agreed(found: dict[str, Any]) -> dict[str, Any]:
    """The same answers, each with the reason that a consensus asks for."""
    return {
        each: {"reason": "talked over", **(answer if isinstance(answer, dict) else {"value": answer})}
        for each, answer in found.items()
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.lists(some, min_size=2, max_size=3))
def test_an_empty_consensus_changes_no_figure(tmp_path: Path, own: list[dict[str, Any]]) -> None:
    files = panel_files(tmp_path, *own)
    consensus = consensus_file(tmp_path / "c.yaml", {}, of=files)
    with_it, without = (scored(*each).model_dump(exclude={"created"}) for each in ((*files, consensus), files))
    assert with_it["panel"].pop("consensus")
    assert without["panel"].pop("consensus") is None
    assert with_it == without


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.lists(some, min_size=2, max_size=3), talked=some)
def test_figures_are_those_that_all_raters_answering_so_would_give(
    tmp_path: Path, own: list[dict[str, Any]], talked: dict[str, Any]
) -> None:
    files = panel_files(tmp_path, *own)
    settled = scored(*files, consensus_file(tmp_path / "c.yaml", agreed(talked), of=files))
    alike = scored(*panel_files(tmp_path, *({**each, **talked} for each in own)))
    for name in ("overall", "practices", "reinforcement", "priorities"):
        assert getattr(settled, name) == getattr(alike, name)
    said = {"items": {"__all__": {"ratings", "agreed"}}}
    for mine, theirs in zip(settled.hallmarks, alike.hallmarks, strict=True):
        assert mine.model_dump(exclude=said) == theirs.model_dump(exclude=said)


def test_what_was_said_before_stays_and_what_was_agreed_stands_beside_it(tmp_path: Path) -> None:
    files = panel_files(tmp_path, *APART)
    talked = {A: {"value": 2, "reason": "the chart"}, B: {"opt_out": "dont_know", "reason": "ask the board"}}
    before = scored(*files)
    after = scored(*files, consensus_file(tmp_path / "c.yaml", talked, of=files, date="2026-11-24"))
    assert before.panel
    assert after.panel
    assert after.panel.consensus
    assert (after.panel.consensus.by, after.panel.consensus.date) == ("Dora Leader", "2026-11-24")
    assert after.panel.krippendorff_alpha == before.panel.krippendorff_alpha
    assert after.panel.spread == before.panel.spread
    assert [each.item for each in after.panel.discuss] == [each.item for each in before.panel.discuss] == [A, C, B]
    assert [each.agreed and (each.agreed.value or each.agreed.opt_out) for each in after.panel.discuss] == [
        2,
        None,
        "dont_know",
    ]
    items, earlier = items_of(after), items_of(before)
    assert items[A].agreed == Agreed(value=2, reason="the chart")
    assert items[A].mean == 2
    assert items[A].ratings == earlier[A].ratings
    assert (items[B].dont_know, items[B].answered) == (3, 0)
    assert items[C].agreed is None
    assert after.notes == ()


def test_the_leaders_comments_are_among_the_others_and_the_leader_is_no_rater(tmp_path: Path) -> None:
    files = panel_files(tmp_path, *APART)
    comments = {"accountability": "Settle it in spring"}
    results = scored(*files, consensus_file(tmp_path / "c.yaml", {}, of=files, comments=comments, rater=NAMES[0]))
    assert [each.text for each in results.hallmarks[0].comments] == ["Settle it in spring"]
    assert [each.rater for each in results.source.raters] == list(NAMES)


def problem_of(*files: Path) -> tuple[str, str]:
    with pytest.raises(AnswerError) as found:
        scored(*files)
    (problem,) = found.value.problems
    return problem.code, problem.hint or ""


def test_a_consensus_alone_says_which_files_to_add(tmp_path: Path) -> None:
    files = panel_files(tmp_path, {}, {})
    code, hint = problem_of(consensus_file(tmp_path / "c.yaml", {}, of=files))
    assert (code, hint) == ("consensus-alone", f"add the answer files of '{NAMES[0]}', '{NAMES[1]}'")
    code, hint = problem_of(consensus_file(tmp_path / "c.yaml", {}, of=files, blind=True))
    assert (code, hint) == ("consensus-alone", "add the 2 answer files that it was made of")


def test_of_two_consensus_files_one_has_to_go(tmp_path: Path) -> None:
    files = panel_files(tmp_path, {}, {})
    both = [consensus_file(tmp_path / name, {}, of=files, rater=name) for name in ("c.yaml", "d.yaml")]
    assert problem_of(*files, *both)[0] == "several-consensus"


def test_a_consensus_of_other_answers_is_a_warning_that_names_them(tmp_path: Path) -> None:
    files = panel_files(tmp_path, {}, {}, {})
    consensus = consensus_file(tmp_path / "c.yaml", {}, of=files[:2])
    panel_files(tmp_path, {A: 5}, {}, {})
    (note,) = scored(files[0], files[2], consensus).notes
    assert (note.code, note.severity, note.place) == ("consensus-of-others", "warning", "c.yaml")
    assert note.text == (
        "c.yaml is a consensus of other answers than these "
        f"(changed since: '{NAMES[0]}'; missing: '{NAMES[1]}'; not part of it: '{NAMES[2]}')."
    )
    assert note.values == {"changed": [NAMES[0]], "missing": [NAMES[1]], "unnamed": 0, "added": [NAMES[2]]}


def test_what_was_agreed_on_items_that_were_not_asked_is_noted_and_not_read(tmp_path: Path) -> None:
    files = panel_files(tmp_path, {}, {})
    beyond = next(each for each in BUILT_IN.form_items("full") if each not in PULSE)
    consensus = consensus_file(tmp_path / "c.yaml", {beyond: {"value": 5, "reason": "r"}}, of=files, form="full")
    results = scored(*files, consensus)
    assert [(note.code, note.values["items"]) for note in results.notes] == [("items-beyond-form", [beyond])]


def test_a_consensus_about_another_organisation_is_refused(tmp_path: Path) -> None:
    files = panel_files(tmp_path, {}, {}, organisation="Example Ltd")
    assert problem_of(*files, consensus_file(tmp_path / "c.yaml", {}, of=files, organisation="Rossi"))[0] == (
        "other-organisation"
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (3, "missing-reason"),
        ({"value": 3}, "missing-reason"),
        ({"opt_out": "dont_know"}, "missing-reason"),
        ({"opt_out": "not_applicable"}, "missing-reason"),
        ({"note": "n"}, "nothing-agreed"),
        ({"value": 9, "reason": "r"}, "off-the-scale"),
    ],
)
def test_an_agreed_answer_needs_its_reason(tmp_path: Path, answer: object, code: str) -> None:
    files = panel_files(tmp_path, {}, {})
    assert problem_of(*files, consensus_file(tmp_path / "c.yaml", {A: answer}, of=files))[0] == code


def test_a_reason_beside_a_value_belongs_to_a_consensus_alone(tmp_path: Path) -> None:
    file = answer_file(tmp_path / "a.yaml", {A: {"value": 3, "reason": "r"}}, rater="A")
    assert problem_of(file)[0] == "reason-alone"
    assert (
        problem_of(answer_file(tmp_path / "a.yaml", {}, rater="A", consensus=[{"sha256": "x"}]))[0]
        == "invalid-fingerprint"
    )


@given(
    st.dictionaries(st.sampled_from(["c1", "t2"]), st.builds(Answer, value=st.integers(1, 5), reason=st.just("why"))),
    st.sampled_from(["A", None]),
)
def test_a_consensus_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, Answer], rater: str | None
) -> None:
    file = AnswerFile(
        instrument=InstrumentName(id="test", version="1.0.0"),
        rater="Dora Leader",
        consensus=(Agreeing(rater=rater, sha256="0" * 64), Agreeing(sha256="a" * 64)),
        answers=found,
    )
    path = tmp_path_factory.mktemp("consensus") / "consensus.yaml"
    path.write_text(answers_text(file, instrument=small()), encoding="utf-8")
    assert read_answer_files([path], instrument=small())[0].file == file
