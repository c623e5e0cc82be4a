"""The journal of an assessment: what is on disk counts, whatever ends the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.interview.desk import later, small

from mentorscan.errors import AnswerError, OutputError, Place
from mentorscan.files import is_ours
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Action, Answer, InstrumentName
from mentorscan.interview.journal import Asked, Change, Header, State, header_of, read_journal
from mentorscan.interview.session import begin, resume
from mentorscan.version import VERSION

LONG = "Già détto — 何度も ☂ “so” \u2028 \\ \t" * 12
CHANGES = (
    Change(language="it"),
    Change(set="c1", answer=Answer(value=4, note="perché no ☂")),
    Change(position="c2"),
    Change(set="c2", answer=Answer(opt_out="not_applicable", reason="no programme")),
    Change(comment="care", text="più tempo"),
    Change(mark="t1"),
    Change(clear="c1"),
    Change(set="c1", answer=Answer(value=2, evidence=LONG, confidence="high")),
    Change(set="t2", answer=Answer(value=1)),
    Change(targets={"care": "sustained"}),
    Change(plan=(Action(hallmark="care", item="c1", action="incontrarsi — “presto”", due="2027-01-31"),)),
)
LATER = (
    Change(unmark="t1"),
    Change(set="t3", answer=Answer(value=5)),
    Change(comment="care", text=""),
)
"""What happens once the next version of the instrument asks."""


def header(instrument: Instrument) -> Header:
    return header_of(instrument, form="full", organisation="Example Ltd", rater="Ånna", date="2026-11-23")


@dataclass(frozen=True)
class Written:
    """A journal with every kind of change, and header and state as they were after each of its lines."""

    path: Path
    after: list[tuple[Header, State]]

    @property
    def last(self) -> State:
        return self.after[-1][1]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    found = Written(tmp_path / "deep" / "journal.jsonl", [])
    with begin(found.path, header=header(small())) as session:
        found.after.append((session.header, session.state))
        for change in CHANGES:
            session.record(change)
            found.after.append((session.header, session.state))
    with resume(found.path, instrument=later()) as session:
        found.after.append(read_journal(found.path)[:2])
        for change in LATER:
            session.record(change)
            found.after.append(read_journal(found.path)[:2])
    return found


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal of the small instrument."""
    path = tmp_path / "journal.jsonl"
    with begin(path, header=header(small())) as session:
        for change in CHANGES:
            session.record(change)
    return path


def state() -> State:
    """What the journal of the small instrument comes to."""
    return reduce(State.after, CHANGES, State())


def test_replaying_a_journal_gives_the_state(written: Written) -> None:
    read, found, length = read_journal(written.path)
    assert found == State(
        answers={
            "c1": Answer(value=2, evidence=LONG, confidence="high"),
            "c2": Answer(opt_out="not_applicable", reason="no programme"),
            "t2": Answer(value=1),
            "t3": Answer(value=5),
        },
        marked=frozenset({"c2"}),
        language="it",
        position="c2",
        targets={"care": "sustained"},
        plan=(Action(hallmark="care", item="c1", action="incontrarsi — “presto”", due="2027-01-31"),),
    )
    assert (read.rater, read.instrument.version, list(read.items)) == ("Ånna", "2.0.0", ["c1", "c2", "t1", "t3"])
    assert length == written.path.stat().st_size
    assert is_ours(written.path)


def test_the_journal_of_the_test_holds_every_kind_of_change(written: Written) -> None:
    keys = {key for line in written.path.read_bytes().splitlines()[1:] for key in json.loads(line)}
    assert keys == set(Change.model_fields)


def test_cut_at_any_byte_a_journal_loses_at_most_the_change_in_flight(written: Written) -> None:
    content = written.path.read_bytes()
    ends = [at + 1 for at, byte in enumerate(content) if byte == ord("\n")]
    one_more = Change(set="t1", answer=Answer(value=5, note="☂"))
    for cut in range(len(content) + 1):
        written.path.write_bytes(content[:cut])
        whole = sum(end <= cut for end in ends)
        if whole == 0:
            with begin(written.path, header=header(small())) as session:
                assert session.state == State()
            continue
        before, said = written.after[whole - 1]
        assert read_journal(written.path) == (before, said, ends[whole - 1])
        with resume(written.path, instrument=small() if whole <= len(CHANGES) + 1 else later()) as session:
            assert not session.differences
            session.record(one_more)
        assert written.path.read_bytes().splitlines()[:whole] == content.splitlines()[:whole]
        assert len(written.path.read_bytes().splitlines()) == whole + 1
        assert read_journal(written.path)[:2] == (before, said.after(one_more))


TEXTS = st.text(max_size=8)
ANSWERS = st.builds(
    Answer,
    value=st.none() | st.integers(-2, 12),
    opt_out=st.sampled_from([None, "dont_know", "not_applicable"]),
    reason=st.none() | TEXTS,
    note=st.none() | TEXTS,
    evidence=st.none() | TEXTS,
    confidence=st.sampled_from([None, "low", "medium", "high"]),
)
IDS = st.sampled_from(["c1", "c2", "t1", "t3"])
ASKED = st.builds(
    Asked,
    tool=st.none() | TEXTS,
    instrument=st.builds(InstrumentName, id=st.just("test"), version=TEXTS),
    items=st.dictionaries(IDS, st.sampled_from(["one", "other"])),
)
ANY_CHANGE = st.one_of(
    st.builds(Change, set=IDS, answer=ANSWERS),
    st.builds(Change, clear=IDS),
    st.builds(Change, comment=st.sampled_from(["care", "time"]), text=TEXTS),
    st.builds(Change, mark=IDS),
    st.builds(Change, unmark=IDS),
    st.builds(Change, language=TEXTS),
    st.builds(Change, position=IDS),
    st.builds(Change, targets=st.dictionaries(st.sampled_from(["care", "time"]), TEXTS)),
    st.builds(Change, plan=st.lists(st.builds(Action, hallmark=TEXTS, action=TEXTS), max_size=2).map(tuple)),
    st.builds(Change, asked=ASKED),
)


@given(st.lists(ANY_CHANGE, max_size=12))
def test_whatever_is_written_is_read_back_as_the_same_state(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Change]
) -> None:
    path = tmp_path_factory.mktemp("any") / "journal.jsonl"
    with begin(path, header=header(small())) as session:
        for change in changes:
            session.record(change)
        assert read_journal(path) == (session.header, session.state, path.stat().st_size)


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
        assert session.state == state()
        session.record(Change(set="t1", answer=Answer(value=5)))
    added = journal.read_bytes().removeprefix(before)
    assert json.loads(added) == {"set": "t1", "answer": {"value": 5}}


def test_two_sessions_never_write_to_one_journal(journal: Path) -> None:
    with resume(journal, instrument=small()), pytest.raises(AnswerError) as found, resume(journal, instrument=small()):
        pass
    assert [problem.code for problem in found.value.problems] == ["journal-in-use"]
    with resume(journal, instrument=small()) as session:
        assert session.state == state()


def test_a_journal_is_never_begun_over_another_one(journal: Path) -> None:
    with pytest.raises(AnswerError) as found, begin(journal, header=header(small())):
        pass
    assert [problem.code for problem in found.value.problems] == ["journal-exists"]


def test_a_journal_of_another_instrument_or_of_a_form_that_is_gone_is_refused(journal: Path) -> None:
    content = journal.read_bytes()
    other_form = [{"id": "pulse", "title": {"en": "pulse", "it": "pulse"}}]
    for instrument, told in ((small(id="other"), "the instrument test"), (small(forms=other_form), "the form full")):
        with pytest.raises(AnswerError) as found, resume(journal, instrument=instrument):
            pass
        (problem,) = found.value.problems
        assert problem.code == "other-instrument"
        assert told in problem.message
    assert journal.read_bytes() == content


def test_a_newer_version_with_the_same_items_goes_on(journal: Path) -> None:
    with resume(journal, instrument=small(version="1.1.0")) as session:
        assert session.state == state()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"schema": "mentorscan/journal/1", "rater": 3}\n{"mark": "c1"}\n', "not-a-journal"),
        (b'{"schema": "mentorscan/journal/2.5"}\n', "not-a-journal"),
        (b'["schema", "mentorscan/journal/2"]\n', "not-a-journal"),
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


HEADER = {
    "schema": "mentorscan/journal/1",
    "instrument": {"id": "test", "version": "1.0.0"},
    "items": {},
    "form": "full",
    "organisation": None,
    "rater": "A",
    "date": "2026-11-23",
}
ASKED_BY_NEWER = {"tool": "9.1.0", "instrument": {"id": "test", "version": "1.0.0"}, "items": {}}


@pytest.mark.parametrize(
    ("lines", "at", "known", "unknown"),
    [
        ([{"schema": "mentorscan/journal/2", "tool": "9.1.0", "who": "A"}], 1, "9.1.0", "mentorscan/journal/2"),
        ([{"schema": "mentorscan/journal/12"}], 1, None, "mentorscan/journal/12"),
        ([HEADER | {"tool": "9.1.0", "panel": 3}], 1, "9.1.0", "panel"),
        ([HEADER, {"mood": "good"}], 2, None, "mood"),
        ([HEADER | {"tool": VERSION}, {"mood": "good"}], 2, None, "mood"),
        ([HEADER | {"tool": "9.1.0"}, {"mark": "c1"}, {"set": "c1", "answer": {"value": 4, "mood": 1}}], 3, "9.1.0",
         "answer.mood"),
        ([HEADER | {"tool": VERSION}, {"asked": ASKED_BY_NEWER}, {"mood": "good"}], 3, "9.1.0", "mood"),
        ([HEADER | {"tool": VERSION}, {"asked": ASKED_BY_NEWER | {"mood": 1}}], 2, "9.1.0", "asked.mood"),
        ([HEADER, {"asked": "9.1.0", "mood": "good"}], 2, None, "mood"),
    ],
)  # fmt: skip
def test_a_journal_of_a_newer_mentorscan_says_so_and_is_left_as_it_is(
    tmp_path: Path, lines: list[dict[str, object]], at: int, known: str | None, unknown: str
) -> None:
    path = tmp_path / "journal.jsonl"
    content = b"".join(json.dumps(line).encode() + b"\n" for line in lines) + b'{"torn'
    path.write_bytes(content)
    with pytest.raises(AnswerError) as found, resume(path, instrument=small()):
        pass
    (problem,) = found.value.problems
    assert (problem.code, problem.place) == ("newer-journal", Place(str(path), at))
    newer = f"a newer mentorscan ({known}) " if known else "a newer mentorscan wrote"
    assert newer in problem.message
    assert repr(unknown) in problem.message
    assert problem.hint is not None
    assert "update mentorscan" in problem.hint
    assert path.read_bytes() == content


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
