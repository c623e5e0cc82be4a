"""The whole screen at work: what keys do, what is kept, and what is seen."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.instruments import instrument, item, questionnaire, scale
from tests.unit.interview.app.walk import KNOWN, Walk, seen
from tests.unit.interview.desk import TODAY, later

from mentorscan.errors import AnswerError, OptionError
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Answer
from mentorscan.interview.app import texts
from mentorscan.interview.app.application import WholeScreen
from mentorscan.interview.app.workbench import Workbench
from mentorscan.interview.opening import Opening, Wishes

BEGUN = ("enter", "enter")


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    return Walk(tmp_path)


def bench(app: WholeScreen) -> Workbench:
    return next(each for each in app.screen_stack if isinstance(each, Workbench))


def test_one_key_rates_an_item_and_leads_on(walk: Walk) -> None:
    shown = walk(*BEGUN, "4")
    assert walk.state.answers == {"c1": Answer(value=4)}
    assert walk.state.position == "c2"
    assert "Kept: 4, point 4" in shown
    assert "Statement c2." in shown


def test_a_whole_assessment_ends_with_the_answers(walk: Walk) -> None:
    walk(*BEGUN, "4", "5", "enter", "1", "question_mark", "enter", "f")
    assert walk.answers is not None
    assert {each: answer.value or answer.opt_out for each, answer in walk.answers.answers.items()} == {
        "c1": 4,
        "c2": 5,
        "t1": 1,
        "t2": "dont_know",
    }


def test_whoever_quits_goes_on_where_they_stopped(walk: Walk) -> None:
    walk(*BEGUN, "4", "q")
    assert walk.answers is None
    assert "1 of 4 items are answered." in walk()
    assert "Statement c2." in walk("enter")
    assert "Statement c2." in walk(going_on=True)


def test_a_new_assessment_keeps_the_other_beside_it(walk: Walk) -> None:
    walk(*BEGUN, "4", "q")
    walk("n", *BEGUN, "2", "q")
    assert walk.state.answers == {"c1": Answer(value=2)}
    assert (walk.folder / "journal-1.jsonl").exists()


def test_a_questionnaire_that_has_changed_is_told_item_by_item(walk: Walk) -> None:
    walk(*BEGUN, "4", "3", "q")
    walk.instrument = later()
    shown = walk("enter")
    for told in ("The questionnaire has changed", "New: Statement t3.", "Changed: Something else.", "Gone: t2"):
        assert told in shown
    walk("enter", "enter", "q")
    assert set(walk.state.marked) == {"c2"}
    assert "The questionnaire has changed" not in walk("enter")


def test_not_applicable_asks_for_its_reason_and_insists(walk: Walk) -> None:
    assert "needs its reason" in walk(*BEGUN, "n", "enter")
    walk(*("enter",), "n", ">no programme", "enter")
    assert walk.state.answers["c1"] == Answer(opt_out="not_applicable", reason="no programme")


def test_escape_leaves_an_item_as_it_was(walk: Walk) -> None:
    assert "Nothing was changed." in walk(*BEGUN, "n", ">because", "escape")
    assert walk.state.answers == {}


def test_evidence_and_note_are_kept_with_enter_and_with_escape(walk: Walk) -> None:
    walk(*BEGUN, "e", ">minutes 4", "enter", "t", ">ask Ann", "escape", "3")
    assert walk.state.answers["c1"] == Answer(value=3, evidence="minutes 4", note="ask Ann")


def test_a_text_is_kept_while_it_is_typed(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "PAUSE", 0.01)
    kept = []

    def look(_: WholeScreen) -> None:
        kept.append(walk.state.answers.get("c1", Answer()).evidence)

    walk(*BEGUN, "e", ">half a thou", lambda _: time.sleep(0.05), "ctrl+home", look)
    assert kept == ["half a thou"]


def test_a_text_that_is_being_typed_is_kept_when_the_program_is_told_to_end(walk: Walk) -> None:
    walk(*BEGUN, "e", ">half a thought", "ctrl+q")
    assert walk.state.answers["c1"].evidence == "half a thought"


def test_evidence_for_the_item_that_was_answered_last_leads_there_and_back(walk: Walk) -> None:
    assert "Statement c1." in walk(*BEGUN, "4", "E")
    shown = walk("enter", "4", "E", ">the files", "enter")
    assert walk.state.answers["c2"].evidence == "the files"
    assert "Is there anything to add about Care?" in shown


def test_a_comment_is_written_at_the_end_of_a_hallmark(walk: Walk) -> None:
    shown = walk(*BEGUN, "4", "4", "c", ">more time", "enter")
    assert walk.state.comments == {"care": "more time"}
    assert "Statement t1." in shown


def test_letters_that_were_meant_for_a_comment_do_nothing_else(walk: Walk) -> None:
    shown = walk(*BEGUN, "4", "4", *"ask5", "n")
    assert "Is there anything to add about Care?" in shown
    assert shown.count("c writes a comment, Enter goes on.") == 2
    assert set(walk.state.answers) == {"c1", "c2"}


def test_once_all_is_answered_one_key_leads_to_the_end_from_anywhere(walk: Walk) -> None:
    walk(*BEGUN, "4", "4", "enter", "4", "m", "4", "q")
    assert "Every item is answered." in walk("enter", "b", "f")
    assert "Which level shall it reach?" in walk("enter", "b", "p")


def test_how_sure_and_marks_are_seen_and_kept(walk: Walk) -> None:
    shown = walk(*BEGUN, "4", "b", "u", "u", "m")
    assert "u  fairly sure" in shown
    assert "⚑ Care, item 1 of 2" in shown
    assert walk.state.answers["c1"].confidence == "medium"
    assert set(walk.state.marked) == {"c1"}


def test_jumping_leads_to_open_items_then_to_marked_ones(walk: Walk) -> None:
    assert "Statement t1." in walk(*BEGUN, "4", "4", "j")
    shown = walk("enter", "m", "4", "4", "j")
    assert "Statement t1." in shown
    assert "Every item is answered." in shown


def test_an_item_is_found_by_its_words(walk: Walk) -> None:
    assert "Statement t2." in walk(*BEGUN, "slash", ">t2", "enter")
    assert "No item holds these words." in walk("enter", "slash", ">nowhere")


def test_the_language_changes_at_any_time_and_is_remembered(walk: Walk) -> None:
    shown = walk(*BEGUN, "4", "l")
    assert "Affermazione c2." in shown
    assert "1 di 4 con risposta" in shown
    assert "Affermazione c2." in walk("enter")


def test_an_answer_is_taken_back_and_what_was_noted_stays(walk: Walk) -> None:
    walk(*BEGUN, "e", ">seen", "enter", "4", "b", "x")
    assert walk.state.answers == {"c1": Answer(evidence="seen")}


def test_a_key_without_a_meaning_is_told(walk: Walk) -> None:
    assert "There is no 9 here. Press F1 for help." in walk(*BEGUN, "9")
    assert "There is no f here." in walk("enter", "f")


def test_what_cannot_be_kept_is_told_and_not_shown_as_an_answer(walk: Walk) -> None:
    away = walk.folder.with_name("away")

    def take_away(_: WholeScreen) -> None:
        walk.folder.rename(away)

    def put_back(_: WholeScreen) -> None:
        away.rename(walk.folder)

    shown = walk(*BEGUN, "4", take_away, "5")
    assert "Not kept:" in shown
    assert "▶ 5" not in shown
    away.rename(walk.folder)
    assert walk.state.answers == {"c1": Answer(value=4)}
    walk("enter", take_away, "5", put_back, "5")
    assert walk.state.answers["c2"] == Answer(value=5)


def test_a_journal_that_somebody_else_writes_is_refused(walk: Walk) -> None:
    walk(*BEGUN, "4", "q")
    opening = Opening(
        walk.journal,
        target=walk.folder / "answers.yaml",
        instrument=with_both_opt_outs(walk.instrument),
        wishes=Wishes(rater=KNOWN["rater"], organisation=KNOWN["organisation"]),
        today=TODAY,
    )
    with ExitStack() as other:
        other.enter_context(opening.go_on())
        with pytest.raises(AnswerError) as refused:
            walk("enter")
    assert [each.code for each in refused.value.problems] == ["journal-in-use"]


def test_an_unknown_form_is_refused_before_the_screen_opens(walk: Walk) -> None:
    with pytest.raises(OptionError):
        walk(form="short")


def test_a_name_is_needed_to_begin(walk: Walk) -> None:
    asked = {"rater": None, "organisation": None}
    assert "Answers are signed: please give a name." in walk("enter", "enter", "enter", **asked)
    assert not walk.journal.exists()
    shown = walk(">Example Ltd", "enter", ">Ann", "enter", "enter", "enter", **asked)
    assert "Example Ltd · Ann" in shown


def long_scale(low: int, high: int) -> Instrument:
    points = [{"value": each, "label": {"en": str(each)}} for each in range(low, high + 1)]
    made = scale() | {"points": points, "favourable_from": high, "unfavourable_to": low}
    return instrument([questionnaire("care", [item("c1"), item("c2")])], scales=[made])


@pytest.mark.parametrize(("low", "high", "key", "value"), [(0, 10, "plus", 10), (1, 10, "0", 10), (-2, 2, "a", -2)])
def test_scales_of_any_length_have_one_key_a_point(tmp_path: Path, low: int, high: int, key: str, value: int) -> None:
    walk = Walk(tmp_path, instrument=long_scale(low, high))
    walk(*BEGUN, key)
    assert walk.state.answers["c1"].value == value


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_item_of_the_built_in_questionnaires_shows_its_whole_scale_at_80_by_24(
    tmp_path: Path, language: str
) -> None:
    built_in = open_instrument(None)
    walk, screens = Walk(tmp_path, instrument=built_in), []
    onward = [each for _ in built_in.form_items("full") for each in ("down", lambda app: screens.append(seen(app)))]
    walk(*BEGUN, lambda app: screens.append(seen(app)), *onward, form="full", language=language)
    last = built_in.scales[0].points[-1].label[language]
    asked = [each for each in screens if " 5  " in each]
    assert len(asked) >= 50
    for each in asked:
        assert last in each
        assert "\n" in each
        assert any(line.split("│")[-1].strip().startswith("n  ") for line in each.splitlines())


def test_without_colours_the_screen_is_grey(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    found: set[tuple[int, ...]] = set()

    def look(app: WholeScreen) -> None:
        for strip in app.screen._compositor.render_strips():
            for segment in strip.apply_filter(app._filters[-1], app.screen.styles.background):
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    if colour is not None and colour.triplet is not None:
                        found.add(tuple(colour.triplet))

    walk(*BEGUN, "4", look)
    assert found
    assert all(len(set(each)) == 1 for each in found)
