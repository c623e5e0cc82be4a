"""The journal and the disk under it: what is called kept is there, and where it cannot be, the screen says so."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.unit.interview.desk import BEGIN, TODAY, Desk, TypedAhead, small

from mentorscan.errors import OutputError
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.interview.answers import Answer
from mentorscan.interview.conduct import conduct
from mentorscan.interview.journal import Change, header_of, read_journal
from mentorscan.interview.opening import Opening, Wishes
from mentorscan.interview.session import Session, begin, resume

HEADER = header_of(small(), form="full", organisation=None, rater="A. Rater", date=TODAY)
FIRST = Change(set="c1", answer=Answer(value=4))
SECOND = Change(set="c2", answer=Answer(value=3, note="☂" * 100))


class Disk:
    """What can happen to a journal while it is written to; ``right`` makes it right again."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def full(self) -> None:
        """Nothing more fits but the beginning of a line."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.journal.stat().st_size + 20, self._limits[1]))

    def without_folder(self) -> None:
        shutil.rmtree(self.journal.parent)

    def with_another_file(self) -> None:
        self.journal.unlink()
        self.journal.write_text("somebody else's\n", encoding="utf-8")

    def emptied(self) -> None:
        os.truncate(self.journal, 0)

    def edited(self) -> None:
        """A letter of the first line is another one."""
        content = self.journal.read_bytes()
        self.journal.write_bytes(content.replace(b"A. Rater", b"B. Rater", 1))

    def right(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        self.journal.parent.mkdir(exist_ok=True)
        if self.journal.exists() and not self.journal.read_bytes().startswith(b'{"schema": "mentorscan/journal/1"'):
            self.journal.unlink()
        if self.journal.exists() and b"B. Rater" in self.journal.read_bytes():
            self.journal.unlink()


OBSTACLES: dict[Callable[[Disk], None], str] = {
    Disk.full: "larger than is allowed",
    Disk.without_folder: "this folder is gone",
    Disk.with_another_file: "another program has changed or replaced it",
    Disk.emptied: "another program has changed or replaced it",
    Disk.edited: "another program has changed or replaced it",
}


@pytest.mark.parametrize("obstacle", OBSTACLES, ids=lambda each: each.__name__)
def test_what_cannot_be_kept_is_said_and_the_same_answer_is_kept_once_it_can_be(
    tmp_path: Path, obstacle: Callable[[Disk], None]
) -> None:
    desk = Desk(tmp_path / "assessment")
    disk = Disk(desk.journal)
    try:
        file = desk.rate(*BEGIN, "4", lambda: obstacle(disk), "3", "3", disk.right, "3", "", "2", "1", "", "f")
    finally:
        disk.right()
    assert file is not None
    assert {item: answer.value for item, answer in file.answers.items()} == {"c1": 4, "c2": 3, "t1": 2, "t2": 1}
    assert desk.seen.count("Not kept:") == 2
    assert OBSTACLES[obstacle] in " ".join(desk.seen.split())
    assert desk.seen.count("Kept: 3, point 3") == 1
    assert read_journal(desk.journal)[1].answers == file.answers
    assert read_journal(desk.journal)[0].rater == "A. Rater"


@pytest.mark.parametrize("obstacle", OBSTACLES, ids=lambda each: each.__name__)
def test_a_change_that_was_not_kept_changes_neither_state_nor_journal(
    tmp_path: Path, obstacle: Callable[[Disk], None]
) -> None:
    path = tmp_path / "assessment" / "journal.jsonl"
    disk = Disk(path)
    with begin(path, header=HEADER) as session:
        state = session.record(FIRST)
        obstacle(disk)
        before = path.read_bytes() if path.exists() else None
        try:
            with pytest.raises(OutputError):
                session.record(SECOND)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, disk._limits)
        assert session.state == state
        assert (path.read_bytes() if path.exists() else None) == before


def whole(session: Session) -> bool:
    """Whether the journal on disk holds what the session does."""
    return read_journal(session.path)[:2] == (session.header, session.state)


def test_a_journal_that_was_removed_is_written_again_with_all_that_it_held(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with begin(path, header=HEADER) as session:
        session.record(FIRST)
        path.unlink()
        session.record(SECOND)
        assert whole(session)
    with resume(path, instrument=small()) as session:
        path.rename(tmp_path / "elsewhere.jsonl")
        session.record(Change(mark="t1"))
        assert whole(session)
        assert dict(session.state.answers) == {"c1": FIRST.answer, "c2": SECOND.answer}


def test_a_copy_in_the_place_of_the_journal_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with begin(path, header=HEADER) as session:
        session.record(FIRST)
        shutil.copy(path, tmp_path / "copy")
        (tmp_path / "copy").replace(path)
        session.record(SECOND)
        assert whole(session)


def test_a_journal_that_cannot_be_written_again_stays_away_until_it_can(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with begin(path, header=HEADER) as session:
        session.record(FIRST)
        path.unlink()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
        try:
            with pytest.raises(OutputError):
                session.record(SECOND)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert not path.exists()
        session.record(SECOND)
        assert whole(session)


def test_a_folder_in_which_nothing_may_be_written_is_told_before_anything_is_asked() -> None:
    with pytest.raises(OutputError) as found, begin(Path("/sys/mentorscan/journal.jsonl"), header=HEADER):
        pass
    assert [problem.code for problem in found.value.problems] == ["output-unwritable"]


class Watched(StringIO):
    """A screen that looks at the disk whenever something is shown."""

    def __init__(self, look: Callable[[str], None]) -> None:
        super().__init__()
        self._look = look

    def write(self, text: str, /) -> int:
        self._look(text)
        return super().write(text)


def test_nothing_is_shown_before_the_disk_has_all_that_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tmp_path / "assessment" / "journal.jsonl"
    forced: dict[int, int] = {}
    seen: list[str] = []
    force = os.fsync

    def fsync(descriptor: int) -> None:
        force(descriptor)
        reached = os.fstat(descriptor)
        forced[reached.st_ino] = reached.st_size

    def look(text: str) -> None:
        if journal.exists():
            there = journal.stat()
            assert forced.get(there.st_ino) == there.st_size, text
            assert journal.parent.stat().st_ino in forced
            seen.append(text)

    monkeypatch.setattr("os.fsync", fsync)
    opening = Opening(
        journal,
        target=tmp_path / "assessment" / "answers.yaml",
        instrument=with_both_opt_outs(small()),
        wishes=Wishes(),
        today=TODAY,
    )
    file = conduct(
        opening,
        reader=TypedAhead([*BEGIN, "4", "E", "seen", "m", "m", "3", "c", "a word", "l", "2", "u", "1", "", "f"]),
        console=Console(file=Watched(look), width=200),
    )
    assert file is not None
    assert sum("Kept:" in text for text in seen) == 4
    assert sum("Salvato:" in text for text in seen) == 2
