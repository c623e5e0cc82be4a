"""The interview as a rater goes through it: keys in, the screen and the answers out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from tests.instruments import instrument, item, questionnaire, scale
from tests.unit.interview.desk import BEGIN, Desk

from mentorscan.errors import AnswerError, OptionError
from mentorscan.interview.answers import Answer
from mentorscan.interview.journal import Change, State
from mentorscan.interview.screen import Screen
from mentorscan.interview.session import Session

ALL = ("4", "3", "", "2", "?", "")
"""An answer for each of the four items, and Enter at the end of either hallmark: no comment."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_one_key_answers_an_item_and_leads_to_the_next(desk: Desk) -> None:
    file = desk.rate(*BEGIN, *ALL, "f")
    assert file is not None
    assert {item: answer.value or answer.opt_out for item, answer in file.answers.items()} == {
        "c1": 4,
        "c2": 3,
        "t1": 2,
        "t2": "dont_know",
    }
    assert (file.organisation, file.rater, file.date, file.form) == ("Example Ltd", "A. Rater", "2026-11-23", "full")
    assert "Care, item 2 of 2 · 2 of 4" in desk.seen
    assert "What to look for: Papers on t1" in desk.seen
    assert "Kept: 4, point 4" in desk.seen


def test_every_answer_is_on_disk_before_the_screen_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    record = Session.record

    def recorded(session: Session, change: Change) -> State:
        state = record(session, change)
        order.append(f"disk: {change.set}")
        return state

    def kept(screen: Screen, text: str) -> None:
        order.append(f"screen: {text}")

    monkeypatch.setattr(Session, "record", recorded)
    monkeypatch.setattr(Screen, "kept", kept)
    desk.rate(*BEGIN, *ALL, "f")
    told = [line for line in order if line != "disk: None"]
    assert told[:4] == ["disk: c1", "screen: 4, point 4", "disk: c2", "screen: 3, point 3"]


@pytest.fixture
def terminal(desk: Desk) -> Desk:
    """A desk at which one key is enough."""
    desk.one_key = True
    return desk


def test_enter_and_the_space_bar_do_nothing_at_an_item_in_a_terminal(terminal: Desk) -> None:
    file = terminal.rate(*BEGIN, "4", "", "", "3", *ALL[2:], "f")
    assert file is not None
    assert list(file.answers) == ["c1", "c2", "t1", "t2"]
    assert terminal.seen.count("s skips this item.") == 1


def test_an_empty_line_skips_an_item_where_lines_are_typed_and_the_help_says_so(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "h", "", "3", *ALL[2:], "f")
    assert file is not None
    assert list(file.answers) == ["c2", "t1", "t2"]
    assert "An empty line leads on to the next item" in desk.seen


@pytest.mark.parametrize("key", ["", "5", "?"])
def test_enter_and_answer_keys_go_on_at_the_end_of_a_hallmark_in_a_terminal(terminal: Desk, key: str) -> None:
    file = terminal.rate(*BEGIN, "4", "3", key, "2", "?", key, "f")
    assert file is not None
    assert [answer.value for answer in file.answers.values()] == [4, 3, 2, None]
    assert file.comments == {}


@pytest.mark.parametrize("key", ["e", "t", "s", "f", "n", "x", "z"])
def test_other_keys_at_the_end_of_a_hallmark_are_named_and_are_no_comment(terminal: Desk, key: str) -> None:
    file = terminal.rate(*BEGIN, "4", "3", key, "", "2", "1", "", "f")
    assert file is not None
    assert f"There is no {key} here." in terminal.seen
    assert file.comments == {}


def test_a_number_at_the_end_of_a_hallmark_is_no_answer_where_lines_are_typed(desk: Desk) -> None:
    desk.rate(*BEGIN, "4", "3", "5", "q")
    assert "There is no 5 here." in desk.seen


def test_back_from_the_end_of_a_hallmark_leads_to_its_last_item_and_back_from_the_next_one_too(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "4", "3", "b", "1", "", "b", "2", "", "2", "1", "", "f")
    assert file is not None
    assert file.answers["c2"].value == 2


def test_a_comment_that_was_neither_given_nor_passed_is_asked_for_again(terminal: Desk) -> None:
    terminal.rate(*BEGIN, "4", "3", "q")
    with pytest.raises(KeyboardInterrupt):
        terminal.rate("g", "c")
    file = terminal.rate("g", "c", "People need time", "2", "1", "", "f")
    assert file is not None
    assert file.comments == {"care": "People need time"}


def test_a_comment_that_was_passed_is_not_asked_for_again(terminal: Desk) -> None:
    terminal.rate(*BEGIN, *ALL, "q")
    assert terminal.rate("g", "f") is not None
    assert "anything to add" not in terminal.seen


def test_a_capital_is_for_the_item_that_was_answered_last(terminal: Desk) -> None:
    file = terminal.rate(
        *BEGIN, "E", "4", "E", "the plan", "e", "a visit", "3", "T", "ask again", "", "2", "1", "", "E", "minutes", "f"
    )  # fmt: skip
    assert file is not None
    assert "Nothing was answered since the start." in terminal.seen
    assert "E evidence for it" in terminal.seen
    assert "About: Statement c1." in terminal.seen
    assert file.answers["c1"] == Answer(value=4, evidence="the plan")
    assert file.answers["c2"] == Answer(value=3, evidence="a visit", note="ask again")
    assert file.answers["t2"] == Answer(value=1, evidence="minutes")


def test_the_start_tells_how_much_there_is_to_answer_and_where_it_is_kept(desk: Desk) -> None:
    desk.rate(*BEGIN, "q")
    assert "4 items · about one minute" in desk.seen
    assert str(desk.folder) in desk.seen.replace("\n", "")


def test_not_applicable_asks_for_its_reason_and_keeps_nothing_without_one(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "n", " ", "", "no programme yet", *ALL[1:], "f")
    assert file is not None
    assert file.answers["c1"] == Answer(opt_out="not_applicable", reason="no programme yet")
    assert desk.seen.count("needs its reason") == 2


def test_a_hyphen_takes_the_choice_of_not_applicable_back(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "n", "", "-", *ALL, "f")
    assert file is not None
    assert file.answers["c1"] == Answer(value=4)
    assert "Nothing was changed." in desk.seen


def test_notes_and_evidence_stay_with_the_item_whatever_is_answered_then(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "t", "ask again", "e", "the plan for 2026", "2", "b", "5", *ALL[1:], "f")
    assert file is not None
    assert file.answers["c1"] == Answer(value=5, note="ask again", evidence="the plan for 2026")
    assert "So far: 2, point 2 · Evidence: the plan for 2026 · Note: ask again" in desk.seen


def test_back_skip_and_jump_lead_through_the_items(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "b", "s", "3", "", "s", "4", "", "j", "1", "j", "5", "s", "", "f")
    assert file is not None
    assert {item: answer.value for item, answer in file.answers.items()} == {"c1": 1, "c2": 3, "t1": 5, "t2": 4}
    assert "This is the first item." in desk.seen


def test_an_answer_can_be_taken_back_and_its_note_stays(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "x", "4", "t", "why", "3", "", "b", "b", "x", "s", "s", "", "2", "2", "", "f")
    assert file is not None
    assert "There is no answer to take back." in desk.seen
    assert "c1" not in file.answers
    assert file.answers["c2"].note == "why"
    assert "One item is still open." in desk.seen


def test_a_hallmark_ends_with_room_for_a_comment(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "4", "3", "c", "People need time", "2", "1", "", "f")
    assert file is not None
    assert file.comments == {"care": "People need time"}


def test_a_comment_can_be_taken_away_again(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "4", "3", "c", "Time", "b", "3", "c", "-", "2", "1", "", "f")
    assert file is not None
    assert "So far: Time" in desk.seen
    assert file.comments == {}


def test_the_language_changes_at_a_key_and_with_it_everything_on_the_screen(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "l", *ALL, "f")
    assert file is not None
    assert file.language == "it"
    assert "Cura, affermazione 1 di 2 · 1 di 4" in desk.seen
    assert "Salvato: 4, punto 4" in desk.seen
    assert "Non applicabile" in desk.seen


def test_an_instrument_in_one_language_says_that_there_is_no_other(tmp_path: Path) -> None:
    desk = Desk(tmp_path, instrument=instrument([questionnaire("care", [item("c1")])]))
    assert desk.rate(*BEGIN, "l", "4", "", "f") is not None
    assert "There is no other language." in desk.seen


def test_the_pulse_asks_its_own_items_only(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "4", "", "2", "", "f", form="pulse")
    assert file is not None
    assert (list(file.answers), file.form) == (["c1", "t1"], "pulse")


def test_help_names_every_key_and_an_unknown_key_changes_nothing(desk: Desk) -> None:
    file = desk.rate(*BEGIN, "h", "9", "Z", *ALL, "f")
    assert file is not None
    assert "There is no 9 here. Press h for help." in desk.seen
    for key in "?netbsjxlhqETcf":
        assert f"  {key}  " in desk.seen


def test_other_capital_letters_do_the_same(desk: Desk) -> None:
    assert desk.rate(*BEGIN, "S", "B", "N", "no need", *ALL[1:], "F") is not None


def test_quit_keeps_everything_and_says_how_to_go_on(desk: Desk) -> None:
    assert desk.rate(*BEGIN, "4", "q") is None
    assert f"mentorscan assess --resume {desk.journal}" in desk.seen.replace("\n", "")
    file = desk.rate("g", *ALL[1:], "f")
    assert file is not None
    assert file.answers["c1"].value == 4
    assert "1 of 4 items are answered." in desk.seen


def test_input_that_ends_is_an_interruption_and_keeps_everything(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.rate(*BEGIN, "4", "3")
    assert "Everything that you answered is kept." in desk.seen
    file = desk.rate("", "2", "?", "", "f", going_on=True)
    assert file is not None
    assert len(file.answers) == 4


def test_nothing_is_promised_where_nothing_was_begun(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.rate("Example Ltd")
    assert not desk.journal.exists()
    assert "kept" not in desk.seen


def test_going_on_begins_at_the_first_open_item_after_the_last_one_asked(desk: Desk) -> None:
    desk.rate(*BEGIN, "4", "s", "", "q")
    desk.rate("g", "q")
    assert "Time, item 1 of 2 · 3 of 4" in desk.seen


def test_going_on_speaks_the_language_in_which_it_was_left(desk: Desk) -> None:
    desk.rate(*BEGIN, "l", "q")
    desk.rate("g", "q")
    assert "Qui è già stata iniziata una valutazione" in desk.seen
    assert "Cura, affermazione 1 di 2" in desk.seen


def test_a_new_assessment_sets_the_old_journal_aside(desk: Desk) -> None:
    desk.rate(*BEGIN, "4", "q")
    old = desk.journal.read_bytes()
    desk.rate("n", "Other Ltd", "B. Rater", "q")
    assert desk.folder.joinpath("journal-1.jsonl").read_bytes() == old
    assert b"B. Rater" in desk.journal.read_bytes()


def test_another_rater_is_sent_to_another_folder(desk: Desk) -> None:
    desk.rate(*BEGIN, "4", "q")
    with pytest.raises(AnswerError) as found:
        desk.rate("g", rater="B. Rater", form="pulse")
    assert [problem.code for problem in found.value.problems] == ["other-rater", "other-form"]


def test_the_answers_of_another_rater_are_never_replaced(desk: Desk) -> None:
    desk.folder.joinpath("answers.yaml").write_text("schema: 1\nrater: B. Rater\nanswers: {}\n", encoding="utf-8")
    with pytest.raises(AnswerError) as found:
        desk.rate(*BEGIN)
    assert [problem.code for problem in found.value.problems] == ["other-rater"]


def test_a_form_that_does_not_exist_is_refused_before_anything_is_asked(desk: Desk) -> None:
    with pytest.raises(OptionError) as found:
        desk.rate(form="short")
    assert [problem.code for problem in found.value.problems] == ["unknown-form"]


def test_a_rater_signs_with_a_name(desk: Desk) -> None:
    desk.rate("", "  ", "A. Rater", "q")
    assert "Answers are signed" in desk.seen
    assert '"organisation": null' in desk.journal.read_text("utf-8")


def test_everything_fits_a_terminal_of_eighty_columns_and_an_item_fits_twenty_four_lines(desk: Desk) -> None:
    desk.rate(*BEGIN, "t", "note " * 40, *ALL, "f")
    lines = desk.seen.splitlines()
    assert max(map(len, lines)) <= 80
    starts = [at for at, line in enumerate(lines) if ", item " in line]
    assert max(later - at for at, later in pairwise(starts)) <= 24


def test_text_of_the_instrument_is_neither_markup_nor_able_to_steer(tmp_path: Path) -> None:
    text = {"en": "[red]\x1b[2J[/tmp] {0} {item}"}
    hostile = instrument([questionnaire("care", [item("c1", text=text, evidence=text)], title=text, definition=text)])
    desk = Desk(tmp_path, instrument=hostile)
    desk.rate(*BEGIN, "t", "[bold]\x1b[31m{0}", "4", "", "f")
    assert "\x1b" not in desk.seen
    assert "[red][2J[/tmp] {0} {item}" in desk.seen
    assert "[bold][31m{0}" in desk.seen


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_a_terminal_without_unicode_gets_plainer_characters(tmp_path: Path, encoding: str) -> None:
    desk = Desk(tmp_path, encoding=encoding)
    file = desk.rate("Söhne", "Anna", "l", "h", "t", "perché «così» …", *ALL, "f")
    assert file is not None
    assert file.answers["c1"].note == "perché «così» …"
    assert "Cura, affermazione 1 di 2" in desk.seen


def test_a_scale_from_nought_to_ten_has_a_key_for_each_point(tmp_path: Path) -> None:
    wide = instrument([questionnaire("care", [item("c1"), item("c2")])], scales=[scale(lowest=0, points=11)])
    desk = Desk(tmp_path, instrument=wide)
    file = desk.rate(*BEGIN, "+", "0", "", "f")
    assert file is not None
    assert [answer.value for answer in file.answers.values()] == [10, 0]


def test_no_digit_of_a_negative_scale_means_another_number(tmp_path: Path) -> None:
    around = instrument([questionnaire("care", [item("c1"), item("c2")])], scales=[scale(lowest=-2, points=5)])
    desk = Desk(tmp_path, instrument=around)
    file = desk.rate(*BEGIN, "3", "a", "-1", "", "f")
    assert file is not None
    assert "There is no 3 here." in desk.seen
    assert [answer.value for answer in file.answers.values()] == [-2, -1]


def test_what_cannot_be_kept_is_said_and_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    full = {"left": 1}

    def fsync(descriptor: int) -> None:
        if full["left"] and b'"set"' in desk.journal.read_bytes():
            full["left"] -= 1
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("mentorscan.interview.session.os.fsync", fsync)
    file = desk.rate(*BEGIN, "4", "5", *ALL[1:], "f")
    assert file is not None
    assert file.answers["c1"].value == 5
    assert "Not kept:" in desk.seen
    assert "the disk is full" in desk.seen
    assert b'"value": 4' not in desk.journal.read_bytes()
