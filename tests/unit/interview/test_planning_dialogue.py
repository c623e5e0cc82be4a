"""The pass over targets and plan as a rater goes through it: keys in, the screen and the answer file out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.interview.desk import BEGIN, Desk, small

from mentorscan.errors import OutputError, Place, Problem
from mentorscan.interview.answers import Action
from mentorscan.interview.course import PLAN
from mentorscan.interview.journal import Change, State, read_journal
from mentorscan.interview.session import Session

RATED = (*BEGIN, "4", "3", "", "2", "2", "")
"""Care lies at 63, established; Time at 25, emerging, and so is the weakest."""

END = ("f", "f")
"""From the list to the end, and there finish."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def action(item: str | None, text: str, **fields: str) -> Action:
    return Action(hallmark="care" if (item or "c").startswith("c") else "time", item=item, action=text, **fields)


def test_targets_and_actions_are_set_hallmark_by_hallmark_the_weakest_first(desk: Desk) -> None:
    typed = ["p", "4", "1", "", "Anna", "31/03/2027", "fewer calls", "", "5", "a", "Meet", "", "", "", "", *END]
    file = desk.rate(*RATED, *typed)
    assert file is not None
    assert file.targets == {"care": "sustained", "time": "established"}
    followed = action("t1", "Begin with t1", owner="Anna", due="2027-03-31", sign="fewer calls")
    assert file.plan == (action(None, "Meet"), followed)
    assert desk.seen.index("Time · 1 of 2") < desk.seen.index("Care · 2 of 2")
    assert "So far: index 25, Emerging" in desk.seen
    assert "2  Emerging (now)" in desk.seen


def test_enter_leaves_everything_as_it_is(desk: Desk) -> None:
    file = desk.rate(*RATED, "p", "", "", "s", "s", *END)
    assert file is not None
    assert (file.targets, file.plan) == ({}, ())
    assert "Nothing is planned so far." in desk.seen


def test_a_target_at_or_below_the_present_level_is_kept_and_said_to_be_reached(desk: Desk) -> None:
    file = desk.rate(*RATED, "p", "2", "f", *END)
    assert file is not None
    assert file.targets == {"time": "emerging"}
    assert "The hallmark has reached this level already." in desk.seen
    again = desk.rate("g", "p", "g", "f", *END)
    assert again == file


def test_a_target_can_be_taken_back_and_the_way_goes_back_too(desk: Desk) -> None:
    file = desk.rate(*RATED, "p", "4", "b", "x", "", "3", "b", "b", "b", "b", "b", "5", "f", *END)
    assert file is not None
    assert file.targets == {"care": "developing", "time": "sustained"}
    assert "Target so far: Established" in desk.seen


def test_advice_can_be_changed_or_turned_down_and_what_was_taken_is_not_offered_again(desk: Desk) -> None:
    file = desk.rate(*RATED, "p", "", "1", "-", "1", "Begin in May", "", "", "", "1", "", "", "", "", "f", *END)
    assert file is not None
    assert file.plan == (action("t1", "Begin in May"), action("t2", "Begin with t2"))
    assert "Nothing was changed." in desk.seen
    assert "There is no further advice here: no other statement is low." in desk.seen


def test_a_date_that_is_none_is_asked_for_again_with_the_expected_form(desk: Desk) -> None:
    file = desk.rate(*RATED, "p", "", "a", "Meet", "", "next week", "03/04/2027", "2027-04-03", "", "f", *END)
    assert file is not None
    assert file.plan[0].due == "2027-04-03"
    assert desk.seen.count("cannot be read as one date. Write it as 31/03/2027 or 2027-03-31") == 2
    assert len([each for each in desk.reader.questions if "Until when?" in each]) == 3


def test_an_action_in_the_list_can_be_changed_field_by_field_and_removed(desk: Desk) -> None:
    two = ["a", "Meet", "Anna", "2027-03-31", "", "a", "Talk", "", "", "", "f"]
    change = ["c", "1", "Meet twice", "-", "", "More meetings", "c", "2", "-", "c", "7", "c", ""]
    file = desk.rate(*RATED, "p", "", *two, *change, *END)
    assert file is not None
    assert file.plan == (Action(hallmark="time", action="Meet twice", due="2027-03-31", sign="More meetings"),)
    assert "Meet twice [Meet]" not in desk.seen
    assert "What will be done? (- removes the action) [Meet]" in desk.reader.questions
    assert "Removed from the plan." in desk.seen


def test_whoever_quits_goes_on_in_the_plan_with_the_list_first(desk: Desk) -> None:
    assert desk.rate(*RATED, "p", "4", "a", "Meet", "", "", "", "q") is None
    _, state, _ = read_journal(desk.journal)
    assert (state.position, dict(state.targets)) == (PLAN, {"time": "established"})
    file = desk.rate("g", "g", "5", "", *END)
    assert file is not None
    assert desk.seen.index("The plan") < desk.seen.index("Care · 2 of 2")
    assert "Time · 1 of 2" not in desk.seen
    assert file.targets == {"care": "sustained", "time": "established"}


def test_input_that_ends_amid_an_action_has_lost_nothing_that_was_kept(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.rate(*RATED, "p", "", "a", "Meet", "Anna")
    _, state, _ = read_journal(desk.journal)
    assert state.plan == (Action(hallmark="time", action="Meet", owner="Anna"),)
    assert "Everything that you answered is kept." in desk.seen


def test_the_screen_says_kept_only_once_it_is_on_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Session.record

    def record(self: Session, change: Change) -> State:
        if change.targets or change.plan:
            raise OutputError(Problem("cannot-write", "cannot be written: no space left", Place("journal.jsonl")))
        return kept(self, change)

    monkeypatch.setattr(Session, "record", record)
    file = desk.rate(*RATED, "p", "4", "", "a", "Meet", "f", *END)
    assert file is not None
    assert (file.targets, file.plan) == ({}, ())
    assert "Kept: Established" not in desk.seen
    assert "Kept: Meet" not in desk.seen
    assert desk.seen.count("no space left") == 2


def test_the_language_changes_here_too_and_help_names_the_keys(desk: Desk) -> None:
    file = desk.rate(*RATED, "p", "l", "h", "?", "", "1", "", "", "", "", "f", *END)
    assert file is not None
    assert file.language == "it"
    assert file.plan == (action("t1", "Cominciare da t1"),)
    for told in ("Tempo · 1 di 2", "Quale livello deve raggiungere?", "I tasti", "a  un'azione propria", "Il piano"):
        assert told in desk.seen
    assert "Qui il tasto ? non serve" in desk.seen


def test_no_more_advice_is_offered_at_once_than_one_key_can_choose(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.one_key = True
    file = desk.rate(*BEGIN, "1", "1", "", "1", "1", "", "p", "", "2", "Begin", "", "", "", "f", *END)
    assert file is not None
    assert file.plan == (action("c2", "Begin"),)


def test_foreign_text_is_text_on_the_screen(desk: Desk) -> None:
    hostile = "=cmd() [bold]x[/] <script>alert(1)</script>"
    file = desk.rate(*RATED, "p", "", "a", hostile, hostile, "", hostile, "f", *END)
    assert file is not None
    assert (file.plan[0].action, file.plan[0].owner, file.plan[0].sign) == (hostile, hostile, hostile)
    assert "[bold]x[/] <script>alert(1)</script>" in desk.seen.replace("\n  ", " ")


def test_the_instrument_without_advice_leaves_room_for_own_actions(tmp_path: Path) -> None:
    instrument = small()
    bare = [
        each.model_copy(update={"items": tuple(item.model_copy(update={"advice": None}) for item in each.items)})
        for each in instrument.questionnaires
    ]
    desk = Desk(tmp_path, instrument=instrument.model_copy(update={"questionnaires": tuple(bare)}))
    file = desk.rate(*RATED, "p", "", "a", "Meet", "", "", "", "f", *END)
    assert file is not None
    assert file.plan == (Action(hallmark="time", action="Meet"),)
