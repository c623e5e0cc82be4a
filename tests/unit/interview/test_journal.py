"""The journal of an assessment: what is on disk counts, whatever ends the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.interview.desk import small

from mentorscan.errors import AnswerError, OutputError
from mentorscan.files import is_ours
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Answer
from mentorscan.interview.session import Change, Header, State, begin, header_of, read_journal, resume

CHANGES = (
    Change(language="it"),
    Change(set="c1", answer=Answer(value=4, note="perché no ☂")),
    Change(position="c2"),
    Change(set="c2", answer=Answer(opt_out="not_applicable", reason="no programme")),
    Change(comment="care", text="più tempo"),
    Change(clear="c1"),
    Change(set="c1", answer=Answer(value=2)),
    Change(comment="care", text=""),
)


def header(instrument: Instrument) -> Header:
    return header_of(instrument, form="full", organisation="Example Ltd", rater="Ånna", date="2026-11-23")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with every kind of change."""
    path = tmp_path / "deep" / "journal.jsonl"
    with begin(path, header=header(small())) as session:
        for change in CHANGES:
            session.record(change)
    return path


def states() -> list[State]:
    """The state after none, one, two ... of the changes."""
    found = [State()]
    for change in CHANGES:
        found.append(found[-1].after(change))
    return found


def test_replaying_a_journal_gives_the_state(journal: Path) -> None:
    read, state, _ = read_journal(journal)
    assert read == header(small())
    assert state == states()[-1]
    assert (state.answers["c1"].value, state.comments, state.language, state.position) == (2, {}, "it", "c2")
    assert is_ours(journal)


def test_cut_at_any_byte_a_journal_loses_at_most_the_change_in_flight(journal: Path) -> None:
    content = journal.read_bytes()
    ends = [at + 1 for at, byte in enumerate(content) if byte == ord("\n")]
    expected = states()
    for cut in range(len(content) + 1):
        journal.write_bytes(content[:cut])
        whole = sum(end <= cut for end in ends)
        if whole == 0:
            with begin(journal, header=header(small())) as session:
                assert session.state == State()
            continue
        with resume(journal, instrument=small()) as session:
            assert session.state == expected[whole - 1]
            session.record(Change(set="t1", answer=Answer(value=5)))
        lines = journal.read_bytes().splitlines()
        assert len(lines) == whole + 1
        assert read_journal(journal)[1] == expected[whole - 1].after(Change(set="t1", answer=Answer(value=5)))


@given(st.binary(max_size=40).filter(lambda tail: b"\n" not in tail))
def test_whatever_a_torn_line_holds_it_is_cut_off(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    path = tmp_path_factory.mktemp("torn") / "journal.jsonl"
    with begin(path, header=header(small())) as session:
        session.record(CHANGES[1])
    whole = path.read_bytes()
    path.write_bytes(whole + tail)
    with resume(path, instrument=small()) as session:
        assert session.state == State().after(CHANGES[1])
    assert path.read_bytes() == whole


def test_a_change_that_cannot_be_written_leaves_no_trace(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = journal.read_bytes()

    def fsync(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with resume(journal, instrument=small()) as session:
        with monkeypatch.context() as patch:
            patch.setattr("mentorscan.interview.session.os.fsync", fsync)
            with pytest.raises(OutputError) as found:
                session.record(Change(set="t1", answer=Answer(value=1, note="x" * 100)))
        assert [problem.code for problem in found.value.problems] == ["output-unwritable"]
        assert session.state == states()[-1]
        session.record(Change(set="t1", answer=Answer(value=5)))
    added = journal.read_bytes().removeprefix(before)
    assert json.loads(added) == {"set": "t1", "answer": {"value": 5}}


def test_two_sessions_never_write_to_one_journal(journal: Path) -> None:
    with resume(journal, instrument=small()), pytest.raises(AnswerError) as found, resume(journal, instrument=small()):
        pass
    assert [problem.code for problem in found.value.problems] == ["journal-in-use"]
    with resume(journal, instrument=small()) as session:
        assert session.state == states()[-1]


def test_a_journal_is_never_begun_over_another_one(journal: Path) -> None:
    with pytest.raises(AnswerError) as found, begin(journal, header=header(small())):
        pass
    assert [problem.code for problem in found.value.problems] == ["journal-exists"]


def test_a_journal_of_another_instrument_is_refused_with_what_differs(journal: Path) -> None:
    made = small()
    care, time = made.questionnaires
    changed = care.items[0].model_copy(update={"text": {"en": "Reworded.", "it": "Cambiata."}})
    new = time.items[0].model_copy(update={"id": "t3"})
    reworded = made.model_copy(
        update={
            "questionnaires": (
                care.model_copy(update={"items": (changed, care.items[1])}),
                time.model_copy(update={"items": (time.items[0], new)}),
            )
        }
    )
    fields = {name: getattr(reworded, name) for name in Instrument.model_fields}
    with pytest.raises(AnswerError) as found, resume(journal, instrument=Instrument(**fields)):
        pass
    (problem,) = found.value.problems
    assert problem.code == "other-instrument"
    assert "removed: t2; added: t3; changed: c1" in problem.message


def test_a_newer_version_with_the_same_items_goes_on(journal: Path) -> None:
    with resume(journal, instrument=small(version="1.1.0")) as session:
        assert session.state == states()[-1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-journal"),
        (b'{"schema": "mentorscan/jour', "empty-journal"),
        (b"respondent,c1\n", "not-a-journal"),
        (b'{"schema": "mentorscan/results/1"}\n', "not-a-journal"),
        (b'{"schema": "mentorscan/journal/1", "rater": 3}\n', "not-a-journal"),
        (b"[" * 100_000 + b"\n", "not-a-journal"),
    ],
)
def test_what_is_no_journal_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(content)
    with pytest.raises(AnswerError) as found, resume(path, instrument=small()):
        pass
    assert [problem.code for problem in found.value.problems] == [code]


def test_a_damaged_line_within_is_named_and_nothing_is_dropped_in_silence(journal: Path) -> None:
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:3], b"{oops}\n", *lines[3:]]))
    with pytest.raises(AnswerError) as found, resume(journal, instrument=small()):
        pass
    (problem,) = found.value.problems
    assert problem.code == "damaged-journal"
    assert problem.place is not None
    assert problem.place.line == 4


def test_a_journal_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AnswerError) as found, resume(tmp_path / "journal.jsonl", instrument=small()):
        pass
    assert [problem.code for problem in found.value.problems] == ["cannot-read"]


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError), begin(tmp_path / "file" / "journal.jsonl", header=header(small())):
        pass


def test_the_answer_file_holds_the_items_of_the_form_in_their_order(tmp_path: Path) -> None:
    with begin(tmp_path / "journal.jsonl", header=header(small())) as session:
        for item_id in ("t2", "c1", "unknown"):
            session.record(Change(set=item_id, answer=Answer(value=3)))
        assert list(session.answer_file().answers) == ["c1", "t2"]
