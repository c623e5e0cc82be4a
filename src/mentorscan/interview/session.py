"""An assessment under way: its state, and the journal on disk that holds every change before the screen says so.

The journal is JSON, one line a change, appended and forced to the disk one by one. So whatever ends the program (kill
-9, a closed terminal, a full disk), at most the change in flight is lost: a last line that is not whole is dropped and
cut off before anything is appended again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from io import FileIO
from itertools import count
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from mentorscan.errors import AnswerError, Place, Problem
from mentorscan.files import unwritable
from mentorscan.instrument.catalogue import item_fingerprint
from mentorscan.instrument.model import Instrument, Model
from mentorscan.interview.answers import Action, Agreeing, Answer, AnswerFile, InstrumentName

SCHEMA: Literal["mentorscan/journal/1"] = "mentorscan/journal/1"
LARGEST_JOURNAL = 50_000_000
"""Bytes; some hundred thousand changes. Beyond it, something else has been given this name."""


class Header(Model):
    """The first line of a journal: who answers what. ``items``: fingerprints of the items asked, in their order.

    ``consensus``: the answer files that are talked over; empty where a rater answers.
    """

    schema_id: Literal["mentorscan/journal/1"] = SCHEMA
    instrument: InstrumentName
    items: dict[str, str]
    form: str
    organisation: str | None
    rater: str
    date: str
    consensus: tuple[Agreeing, ...] = ()


class Change(Model):
    """One line of a journal: exactly one of these happened.

    ``set``: the id of an item that got ``answer``; ``clear``: one whose answer was taken back; ``comment``: the id of a
    questionnaire that got ``text`` (empty: taken back); ``mark``: an item that was marked for later, and ``unmark`` one
    that no longer is; ``language``; ``position``: the place in the course that is asked next; ``targets`` and ``plan``:
    all of them, in place of those before.
    """

    set: str | None = None
    answer: Answer | None = None
    clear: str | None = None
    comment: str | None = None
    text: str | None = None
    mark: str | None = None
    unmark: str | None = None
    language: str | None = None
    position: str | None = None
    targets: dict[str, str] | None = None
    plan: tuple[Action, ...] | None = None


_CHANGE = TypeAdapter(Change)


@dataclass(frozen=True, kw_only=True)
class State:
    """Where an assessment stands."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    language: str | None = None
    position: str | None = None
    targets: Mapping[str, str] = field(default_factory=dict)
    plan: tuple[Action, ...] = ()

    def after(self, change: Change) -> State:
        """The state once this has happened."""
        answers, comments, marked = dict(self.answers), dict(self.comments), set(self.marked)
        if change.set is not None and change.answer is not None:
            answers[change.set] = change.answer
        if change.clear is not None:
            answers.pop(change.clear, None)
        if change.comment is not None:
            comments[change.comment] = change.text or ""
        if change.mark is not None:
            marked.add(change.mark)
        if change.unmark is not None:
            marked.discard(change.unmark)
        return replace(
            self,
            answers=answers,
            comments={each: text for each, text in comments.items() if text},
            marked=frozenset(marked),
            language=change.language or self.language,
            position=change.position or self.position,
            targets=self.targets if change.targets is None else change.targets,
            plan=self.plan if change.plan is None else change.plan,
        )


def header_of(instrument: Instrument, *, form: str, organisation: str | None, rater: str, date: str) -> Header:
    """The header of a new journal."""
    return Header(
        instrument=InstrumentName(id=instrument.id, version=instrument.version),
        items={item: item_fingerprint(instrument, item) for item in instrument.form_items(form)},
        form=form,
        organisation=organisation,
        rater=rater,
        date=date,
    )


class Session:
    """An open journal: the only one that writes to it. Made by ``begin`` and ``resume``."""

    def __init__(self, path: Path, *, header: Header, state: State, stream: FileIO, length: int) -> None:
        self.path = path
        self.header = header
        self.state = state
        self._stream = stream
        self._length = length

    def record(self, change: Change) -> State:
        """The state after this change, once it is on disk.

        Raises:
            OutputError: where it cannot be written; state and journal are then as before.
        """
        line = _line(change.model_dump(mode="json", exclude_none=True))
        _append(self._stream, line, at=self._length, path=self.path)
        self._length += len(line)
        self.state = self.state.after(change)
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


@contextmanager
def begin(path: Path, *, header: Header) -> Iterator[Session]:
    """A new journal at ``path``, where there is none yet, or one without a whole line; the folder is made.

    Raises:
        OutputError: where it cannot be written.
        AnswerError: where there is a journal already, or another session is writing to it.
    """
    document = header.model_dump(mode="json")
    line = _line({"schema": document.pop("schema_id"), **document})
    with ExitStack() as stack:
        with _telling(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(_alone(path))
            if holds_changes(path):
                found, hint = "there is a journal already", "choose another folder"
                raise AnswerError(Problem("journal-exists", found, Place(str(path)), hint=hint))
            stream = stack.enter_context(path.open("r+b" if path.exists() else "xb", buffering=0))
        _append(stream, line, at=0, path=path)
        yield Session(path, header=header, state=State(), stream=stream, length=len(line))


@contextmanager
def resume(path: Path, *, instrument: Instrument) -> Iterator[Session]:
    """The journal at ``path``, to go on with; what is not a whole line at its end is cut off.

    Raises:
        AnswerError: where it cannot be read, belongs to another instrument, or another session is writing to it.
        OutputError: where it cannot be written.
    """
    header, _, _ = read_journal(path)
    require_same_instrument(header, instrument=instrument, path=path)
    with ExitStack() as stack:
        with _telling(path):
            stack.enter_context(_alone(path))
            header, state, length = read_journal(path)  # again, now that nobody else writes
            stream = stack.enter_context(path.open("r+b", buffering=0))
            stream.truncate(length)
        yield Session(path, header=header, state=state, stream=stream, length=length)


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


def read_journal(path: Path) -> tuple[Header, State, int]:
    """The header of a journal, the state after its last whole line, and where that line ends, in bytes.

    Raises:
        AnswerError: where there is no journal here, or a line before the last cannot be read.
    """
    place = Place(str(path))
    try:
        if path.stat().st_size > LARGEST_JOURNAL:
            raise AnswerError(Problem("file-too-large", "the file is too large for a journal", place))
        content = path.read_bytes()
    except OSError as error:
        found = f"cannot be read: {error.strerror or error}"
        raise AnswerError(Problem("cannot-read", found, place, "the journal of an assessment")) from error
    length = content.rfind(b"\n") + 1
    lines = content[:length].splitlines()
    if not lines:
        hint = "begin anew; nothing was answered yet"
        raise AnswerError(Problem("empty-journal", "there is no whole line in it", place, _EXPECTED, hint))
    header = _header(lines[0], path)
    state = State()
    for number, line in enumerate(lines[1:], 2):
        try:
            state = state.after(_CHANGE.validate_json(line))
        except ValidationError as error:
            hint = "take this line out in a text editor, after you have made a copy of the file"
            place = Place(str(path), number)
            raise AnswerError(Problem("damaged-journal", "this line is no change", place, hint=hint)) from error
    return header, state, length


_EXPECTED = "the journal of an assessment, as mentorscan assess writes it"


def require_same_instrument(header: Header, *, instrument: Instrument, path: Path) -> None:
    """Raise ``AnswerError`` where a journal belongs to another instrument, or its items are not the same any more."""
    place, hint = Place(str(path)), "name the folder of its instrument with --instrument"
    if header.instrument.id != instrument.id:
        found = f"it belongs to the instrument {header.instrument.id}"
        raise AnswerError(Problem("other-instrument", found, place, instrument.id, hint))
    forms = [each.id for each in instrument.forms]
    if header.form not in forms:
        found = f"it belongs to the form {header.form}, which the instrument does not have"
        raise AnswerError(Problem("other-instrument", found, place, f"one of {', '.join(forms)}", hint))
    now = {item: item_fingerprint(instrument, item) for item in instrument.form_items(header.form)}
    then = header.items
    differences = {
        "removed": [item for item in then if item not in now],
        "added": [item for item in now if item not in then],
        "changed": [item for item in then if item in now and then[item] != now[item]],
    }
    told = "; ".join(f"{word}: {', '.join(items)}" for word, items in differences.items() if items)
    if told:
        found = f"it was begun with version {header.instrument.version}, whose items differ ({told})"
        expected = f"the items of version {instrument.version}"
        raise AnswerError(Problem("other-instrument", found, place, expected, hint))


def _header(line: bytes, path: Path) -> Header:
    """The header in a journal's first line."""
    problem = Problem("not-a-journal", "this is no journal", Place(str(path), 1), _EXPECTED)
    try:
        document = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AnswerError(problem) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise AnswerError(problem)
    try:
        return Header.model_validate({"schema_id": document.pop("schema"), **document})
    except ValidationError as error:
        raise AnswerError(problem) from error


def _line(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


def _append(stream: FileIO, line: bytes, *, at: int, path: Path) -> None:
    """Nothing, once the line has reached the disk at this place; whatever an earlier failure left there is gone."""
    with _telling(path):
        stream.seek(at)
        stream.truncate()
        rest = line
        while rest:
            rest = rest[stream.write(rest) :]
        os.fsync(stream.fileno())


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
