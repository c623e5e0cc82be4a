"""An assessment under way: its state, and the journal on disk that holds every change before the screen says so.

Every line is appended and forced to the disk by itself. So whatever ends the program (kill -9, a closed terminal, a
full disk), at most the change in flight is lost: a last line that is not whole is dropped and cut off before anything
is appended again. What stands in a journal is the business of ``mentorscan.interview.journal``.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from mentorscan.errors import AnswerError, OutputError, Place, Problem
from mentorscan.files import unwritable, write_whole
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.fitting import fitting
from mentorscan.interview.journal import (
    Change,
    Differences,
    Header,
    State,
    asked_now,
    change_line,
    differences,
    header_line,
    read_journal,
    replayed,
    require_same_instrument,
)


class Session:
    """An open journal: the only one that writes to it. Made by ``begin`` and ``resume``.

    ``header`` and ``state``: who answers what, and where it stands, as far as it fits the instrument of now;
    ``differences``: what is asked otherwise than when this journal was left.
    """

    def __init__(
        self,
        path: Path,
        *,
        header: Header,
        said: State,
        content: bytes,
        instrument: Instrument | None = None,
        changed: Differences | None = None,
    ) -> None:
        self.path = path
        self.header = header
        self.differences = changed or Differences()
        self._said = said
        self._content = bytearray(content)
        self._instrument = instrument
        self.state = self._fitting()

    def record(self, change: Change) -> State:
        """The state after this change, once it is on disk.

        A journal that was removed meanwhile is written again, with all that it held.

        Raises:
            OutputError: where it cannot be written; state and journal are then as before.
        """
        line = change_line(change)
        with _telling(self.path):
            if not self.path.exists():
                self._write_again()
        _append(line, after=bytes(self._content), path=self.path)
        self._content += line
        self.header, self._said = replayed(self.header, self._said, change)
        self.state = self._fitting()
        return self.state

    def answer_file(self) -> AnswerFile:
        """What was answered so far, as an answer file: only items of the form, in their order."""
        header, state = self.header, self.state
        return AnswerFile(
            instrument=header.instrument,
            organisation=header.organisation,
            rater=header.rater,
            date=header.date,
            form=header.form,
            language=state.language,
            consensus=header.consensus,
            answers={each: state.answers[each] for each in header.items if each in state.answers},
            comments=dict(state.comments),
            targets=dict(state.targets),
            plan=state.plan,
        )

    def _fitting(self) -> State:
        if self._instrument is None:
            return self._said
        return fitting(self._said, form=self.header.form, instrument=self._instrument)

    def _write_again(self) -> None:
        folder = self.path.parent
        if not folder.is_dir():
            hint = "put it back or make it again, then repeat your answer: the whole journal will be written there"
            raise OutputError(Problem("journal-folder-gone", "this folder is gone", Place(str(folder)), hint=hint))
        write_whole(self.path, bytes(self._content), force=False)
        _sync_folder(folder)


@contextmanager
def begin(path: Path, *, header: Header) -> Iterator[Session]:
    """A new journal at ``path``, where there is none yet, or one without a whole line; the folder is made.

    Raises:
        OutputError: where it cannot be written.
        AnswerError: where there is a journal already, or another session is writing to it.
    """
    line = header_line(header)
    with ExitStack() as stack:
        with _telling(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(_alone(path))
            if holds_changes(path):
                found, hint = "there is a journal already", "choose another folder"
                raise AnswerError(Problem("journal-exists", found, Place(str(path)), hint=hint))
            path.touch()
        _append(line, after=b"", path=path)
        with _telling(path):
            _sync_folder(path.parent)
        yield Session(path, header=header, said=State(), content=line)


@contextmanager
def resume(path: Path, *, instrument: Instrument) -> Iterator[Session]:
    """The journal at ``path``, to go on with; what is not a whole line at its end is cut off.

    Where this version of mentorscan or of the instrument asks something else than the one before, the journal says so
    from here on, and the session tells the differences.

    Raises:
        AnswerError: where it cannot be read, belongs to another instrument, or another session is writing to it.
        OutputError: where it cannot be written.
    """
    header, _, _ = read_journal(path)
    require_same_instrument(header, instrument=instrument, path=path)
    with ExitStack() as stack:
        with _telling(path):
            stack.enter_context(_alone(path))
            header, said, length = read_journal(path)  # again, now that nobody else writes
            with path.open("r+b") as stream:
                content = stream.read(length)
                stream.truncate(length)
        changed = differences(header, instrument=instrument)
        session = Session(path, header=header, said=said, content=content, instrument=instrument, changed=changed)
        now = asked_now(instrument, form=header.form)
        if now.model_dump_json() != header.asked.model_dump_json():  # the order of the items counts as well
            session.record(Change(asked=now))
        yield session


def holds_changes(path: Path) -> bool:
    """Whether there is a journal at this path, with at least one whole line."""
    with _telling(path):
        return path.is_file() and b"\n" in path.read_bytes()


def set_aside(path: Path) -> Path:
    """The new name of a journal that makes room for another one: ``journal-1.jsonl`` for ``journal.jsonl``.

    Raises:
        AnswerError: where a session is writing to it.
        OutputError: where it cannot be renamed.
    """
    with _alone(path), _telling(path):
        names = (path.with_stem(f"{path.stem}-{number}") for number in count(1))
        return path.rename(next(each for each in names if not each.exists()))


def _append(line: bytes, *, after: bytes, path: Path) -> None:
    """Nothing, once the line has reached the disk behind what stands there; after a failure nothing is left of it.

    The file is opened for each line, so that one that was removed, replaced or locked away meanwhile is noticed.
    """
    with _telling(path), path.open("r+b", buffering=0) as stream:
        if stream.read(len(after)) != after:
            found, hint = "another program has changed or replaced it", "move it away, then repeat your answer: "
            hint += "the whole journal will be written here again"
            raise OutputError(Problem("journal-replaced", found, Place(str(path)), hint=hint))
        stream.truncate()
        try:
            rest = line
            while rest:
                rest = rest[stream.write(rest) :]
            os.fsync(stream.fileno())
        except OSError:
            with suppress(OSError):  # where even this fails, the next change or the next session cuts it off
                stream.truncate(len(after))
            raise


def _sync_folder(folder: Path) -> None:
    """Nothing, once the disk knows the names in this folder too; where a folder cannot be opened, it sees to itself."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that has no such thing
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """A block in which no other session writes to this journal; the lock ends with the process that holds it."""
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        found, hint = "another mentorscan is writing to it", "go on there, or end it first"
        raise AnswerError(Problem("journal-in-use", found, Place(str(path)), hint=hint)) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Faults of the file system as errors about this file."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error
