"""Talking it over: what is shown of each item, what is kept, and how it goes on after a stop."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.unit.interview.desk import BEGIN, TODAY, Desk, TypedAhead, small
from tests.unit.interview.three_raters import ANNA, BRUNO, CARLA

from mentorscan.errors import AnswerError
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.interview.answers import Agreeing, Answer, AnswerFile, ReadAnswers
from mentorscan.interview.opening import Opening, Wishes
from mentorscan.interview.talk import TalkOpening, TalkWishes, talk_over
from mentorscan.interview.voice import Voice


class Room:
    """Raters who talk in a folder: ``talk`` types, ``seen`` is what the last run showed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "consensus.jsonl"
        self.seen = ""

    def talk(
        self,
        *lines: str,
        files: Sequence[ReadAnswers] = (ANNA, BRUNO, CARLA),
        one_key: bool = False,
        form: str = "full",
        **wishes: Any,
    ) -> AnswerFile | None:
        screen = TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)
        try:
            opening = TalkOpening(
                self.journal,
                target=self.folder / "consensus.yaml",
                files=files,
                instrument=with_both_opt_outs(small()),
                form=form,
                wishes=TalkWishes(again="mentorscan assess --consensus a b c", **wishes),
                today=TODAY,
            )
            console = Console(file=screen, width=80, highlight=False, emoji=False)
            return talk_over(opening, reader=TypedAhead(lines, one_key=one_key), console=console)
        finally:
            screen.seek(0)
            self.seen = screen.read()


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_only_what_differs_is_asked_and_the_agreed_answer_is_kept_with_its_reason(room: Room) -> None:
    file = room.talk("3", "the chart is of May", "?", "ask the board", "n", "no programme yet", "f")
    assert file is not None
    assert file.answers == {
        "c1": Answer(value=3, reason="the chart is of May"),
        "t1": Answer(opt_out="not_applicable", reason="no programme yet"),
        "t2": Answer(opt_out="dont_know", reason="ask the board"),
    }
    assert (file.rater, file.date, file.organisation) == ("Consensus of Anna, Bruno and Carla", TODAY, "Example Ltd")
    assert (file.form, file.language) == ("full", "en")
    assert file.consensus == tuple(Agreeing(rater=each.file.rater, sha256=each.sha256) for each in (ANNA, BRUNO, CARLA))
    assert "3 items to talk over" in room.seen
    assert "Statement c2." not in room.seen
    assert room.seen.index("Statement c1.") < room.seen.index("Statement t2.") < room.seen.index("Statement t1.")
    assert "Kept: 3, point 3: the chart is of May" in room.seen


def test_the_screen_tells_who_said_what(room: Room) -> None:
    room.talk("s", "s", "q")
    lines = [line.strip() for line in room.seen.splitlines()]
    place = lines.index("3 raters: from 1 to 5.")
    assert lines[place + 1 : place + 7] == [
        "Anna: 1, point 1 · very sure",
        "Note: zebra",
        "Bruno: 4, point 4",
        "Evidence: the chart",
        "Carla: 5, point 5",
        "Note: apple",
    ]
    assert "Carla: left blank" in lines
    assert "Anna: Not applicable (no programme)" in lines
    assert "One rater: 3. One says that it does not apply." in lines
    assert "What to look for: Papers on c1" in lines


def test_a_blind_screen_tells_how_far_apart_and_the_texts_but_neither_names_nor_answers(room: Room) -> None:
    file = room.talk("s", "s", "s", "q", blind=True)
    assert file is None
    lines = [line.strip() for line in room.seen.splitlines()]
    place = lines.index("3 raters: from 1 to 5.")
    assert lines[place + 1 : place + 5] == ["Evidence: the chart", "Note: apple", "Note: zebra", ""]
    assert "Reason: no programme" in lines
    assert "2 rate it. Their answers are 3 points apart." in lines
    assert "One rates it. One says that it does not apply." in lines
    for name in ("Anna", "Bruno", "Carla", "very sure", "left blank"):
        assert name not in room.seen
    file = room.talk("f", blind=True)
    assert file is not None
    assert file.rater == "Consensus of 3 raters"
    assert [each.model_dump(exclude_none=True) for each in file.consensus] == [{"sha256": x * 64} for x in "abc"]
    assert "Anna" not in room.journal.read_text("utf-8")


def test_the_reason_is_asked_for_until_it_is_given_and_a_hyphen_takes_the_choice_back(room: Room) -> None:
    file = room.talk("3", "", "-", "4", "because", "s", "s", "f")
    assert file is not None
    assert file.answers == {"c1": Answer(value=4, reason="because")}
    assert "What was agreed needs its reason." in room.seen


@pytest.mark.parametrize("key", ["e", "t", "u", "m", "E", "T", "c", "9"])
def test_keys_of_a_single_rater_mean_nothing_here(room: Room, key: str) -> None:
    room.talk(key, "q")
    assert f"There is no {key} here." in room.seen


def test_an_agreed_answer_can_be_changed_and_taken_back(room: Room) -> None:
    file = room.talk("3", "first", "b", "2", "second", "4", "third", "b", "x", "j", "s", "f")
    assert file is not None
    assert file.answers == {"c1": Answer(value=2, reason="second")}
    assert "Agreed so far: 3, point 3: first" in room.seen


def test_it_goes_on_where_it_stopped_and_says_how(room: Room) -> None:
    assert room.talk("3", "first", "l", "q", language="en") is None
    assert "mentorscan assess --consensus a b c" in room.seen
    file = room.talk("2", "poi", "s", "f")
    assert file is not None
    assert set(file.answers) == {"c1", "t2"}
    assert "Una è già concordata." in room.seen
    assert file.language == "it"


def test_a_pipe_that_ends_loses_nothing(room: Room) -> None:
    with pytest.raises(KeyboardInterrupt):
        room.talk("3", "first", "4")
    assert "Everything that you agreed on is kept." in room.seen
    file = room.talk("s", "s", "f")
    assert file is not None
    assert file.answers == {"c1": Answer(value=3, reason="first")}


def test_a_journal_cut_at_any_byte_loses_at_most_the_change_in_flight(room: Room, tmp_path: Path) -> None:
    room.talk("3", "first", "4", "second", "q")
    whole = room.journal.read_bytes()
    lines = whole.splitlines(keepends=True)
    for length in range(len(lines[0]), len(whole), 7):
        cut = Room(tmp_path / str(length))
        cut.folder.mkdir()
        cut.journal.write_bytes(whole[:length])
        file = cut.talk("s", "s", "s", "f", "f", one_key=False)
        assert file is not None
        kept = whole[: whole[:length].rfind(b"\n") + 1]
        assert len(file.answers) == kept.count(b'"set"')


def test_others_answers_another_form_or_blindness_are_told(room: Room) -> None:
    room.talk("3", "first", "q")

    def refused(**wishes: Any) -> str:
        with pytest.raises(AnswerError) as found:
            room.talk("q", **wishes)
        return found.value.problems[0].code

    assert refused(files=(ANNA, BRUNO)) == "other-answers"
    assert refused(blind=True) == "other-blindness"
    assert refused(form="pulse") == "other-form"
    assert refused(leader="Dora") == "other-rater"


def test_the_journals_of_one_rater_and_of_a_consensus_are_told_apart(room: Room) -> None:
    room.talk("q")
    with pytest.raises(AnswerError) as found:
        Opening(
            room.journal,
            target=room.folder / "answers.yaml",
            instrument=with_both_opt_outs(small()),
            wishes=Wishes(going_on=True),
            today=TODAY,
        ).found()
    assert found.value.problems[0].code == "journal-of-consensus"
    room.journal.unlink()
    desk = Desk(room.folder)
    desk.journal = room.journal
    desk.rate(*BEGIN, "q")
    with pytest.raises(AnswerError) as found:
        room.talk("q")
    assert found.value.problems[0].code == "other-journal"


def test_the_name_of_who_led_it_stands_in_the_file(room: Room) -> None:
    file = room.talk("f", "s", "s", "s", "f", leader="Dora")
    assert file is not None
    assert file.rater == "Dora"


def test_the_indices_of_a_talk_are_those_of_all_raters_with_what_is_agreed(tmp_path: Path) -> None:
    opening = TalkOpening(
        tmp_path / "consensus.jsonl",
        target=tmp_path / "consensus.yaml",
        files=(ANNA, BRUNO),
        instrument=with_both_opt_outs(small()),
        form="full",
        wishes=TalkWishes(again=""),
        today=TODAY,
    )
    with opening.consensus(Voice(opening.instrument, language="en")) as consensus:
        assert consensus.standings()["care"].index == pytest.approx(43.75)  # 1 and 3; 4 and 3
        consensus.agree("c1", value=5, reason="so")
        assert consensus.standings()["care"].index == pytest.approx(75)
