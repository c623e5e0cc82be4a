"""What stands in the journal of an assessment: who answers what, then one line for each change.

The file is JSON, one object a line. Replayed in their order, the lines give the state in which the assessment was left,
and the instrument that was asked last. Lines are only ever added: what one version of mentorscan or of an instrument no
longer shows stays where it is, and counts again once the version comes back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError

from mentorscan.errors import AnswerError, Place, Problem
from mentorscan.instrument.catalogue import item_fingerprint
from mentorscan.instrument.model import Instrument, Model
from mentorscan.interview.answers import Action, Agreeing, Answer, InstrumentName
from mentorscan.version import VERSION

SCHEMA: Literal["mentorscan/journal/1"] = "mentorscan/journal/1"
LARGEST_JOURNAL = 50_000_000
"""Bytes; some hundred thousand changes. Beyond it, something else has been given this name."""

_ANY_SCHEMA: Final = re.compile(r"mentorscan/journal/[0-9]{1,9}")
_EXPECTED: Final = "the journal of an assessment, as mentorscan assess writes it"


class Asked(Model):
    """What is asked from here on: by which version of mentorscan, and the fingerprints of the items, in their order."""

    tool: str | None = None
    instrument: InstrumentName
    items: dict[str, str]


class Header(Model):
    """The first line of a journal: who answers what. ``items``: fingerprints of the items asked, in their order.

    ``tool``: the version of mentorscan, which the first journals did not name. ``gone``: fingerprints of items that
    were asked once and are not any more; it comes from the lines that follow and never stands in the file.
    ``consensus``: the answer files that are talked over; empty where a rater answers.
    """

    schema_id: Literal["mentorscan/journal/1"] = SCHEMA
    tool: str | None = None
    instrument: InstrumentName
    items: dict[str, str]
    gone: dict[str, str] = Field(default_factory=dict)
    form: str
    organisation: str | None
    rater: str
    date: str
    consensus: tuple[Agreeing, ...] = ()

    @property
    def asked(self) -> Asked:
        """What is asked."""
        return Asked(tool=self.tool, instrument=self.instrument, items=self.items)

    def after(self, change: Change) -> Header:
        """The header in force once this has happened."""
        if change.asked is None:
            return self
        now = change.asked
        met = self.gone | self.items
        gone = {item: found for item, found in met.items() if item not in now.items}
        return self.model_copy(
            update={"tool": now.tool, "instrument": now.instrument, "items": now.items, "gone": gone}
        )


class Change(Model):
    """One line of a journal: exactly one of these happened.

    ``set``: the id of an item that got ``answer``; ``clear``: one whose answer was taken back; ``comment``: the id of a
    questionnaire that got ``text`` (empty: taken back); ``mark``: an item that was marked for later, and ``unmark`` one
    that no longer is; ``language``; ``position``: the place in the course that is asked next; ``targets`` and ``plan``:
    all of them, in place of those before; ``asked``: another version asks from here on.
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
    asked: Asked | None = None


_CHANGE: Final = TypeAdapter(Change)


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


@dataclass(frozen=True, kw_only=True)
class Differences:
    """The ids of items that are asked now and were not before, that ask something else, and that are asked no more."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.new or self.changed or self.gone)


def differences(header: Header, *, instrument: Instrument) -> Differences:
    """What the form of this journal asks otherwise now, in the instrument's order; what is gone in the journal's.

    An item that comes back with another wording than the one that was asked once counts as changed.
    """
    return _differences(header, items=_fingerprints(instrument, form=header.form))


def _differences(header: Header, *, items: Mapping[str, str]) -> Differences:
    met = header.gone | header.items
    changed = tuple(each for each, found in items.items() if met.get(each, found) != found)
    return Differences(
        new=tuple(each for each in items if each not in header.items and each not in changed),
        changed=changed,
        gone=tuple(each for each in header.items if each not in items),
    )


def replayed(header: Header, state: State, change: Change) -> tuple[Header, State]:
    """Header and state once this has happened: an answer to an item that has changed is marked for later."""
    if change.asked is not None:
        changed = _differences(header, items=change.asked.items).changed
        state = replace(state, marked=state.marked | {each for each in changed if each in state.answers})
    return header.after(change), state.after(change)


def header_of(instrument: Instrument, *, form: str, organisation: str | None, rater: str, date: str) -> Header:
    """The header of a new journal."""
    asked = asked_now(instrument, form=form)
    return Header(**dict(asked), form=form, organisation=organisation, rater=rater, date=date)


def asked_now(instrument: Instrument, *, form: str) -> Asked:
    """What this version of mentorscan asks with a form of this instrument."""
    name = InstrumentName(id=instrument.id, version=instrument.version)
    return Asked(tool=VERSION, instrument=name, items=_fingerprints(instrument, form=form))


def _fingerprints(instrument: Instrument, *, form: str) -> dict[str, str]:
    return {item: item_fingerprint(instrument, item) for item in instrument.form_items(form)}


def require_same_instrument(header: Header, *, instrument: Instrument, path: Path) -> None:
    """Raise ``AnswerError`` where a journal belongs to another instrument, or to a form that it no longer has."""
    place, hint = Place(str(path)), "name the folder of its instrument with --instrument"
    if header.instrument.id != instrument.id:
        found = f"it belongs to the instrument {header.instrument.id}"
        raise AnswerError(Problem("other-instrument", found, place, instrument.id, hint))
    forms = [each.id for each in instrument.forms]
    if header.form not in forms:
        found = f"it belongs to the form {header.form}, which the instrument does not have"
        raise AnswerError(Problem("other-instrument", found, place, f"one of {', '.join(forms)}", hint))


def header_line(header: Header) -> bytes:
    """The first line of a journal."""
    document = header.model_dump(mode="json", exclude={"gone"})
    return _line({"schema": document.pop("schema_id"), **document})


def change_line(change: Change) -> bytes:
    """The line of a change."""
    return _line(change.model_dump(mode="json", exclude_none=True))


def _line(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


def read_journal(path: Path) -> tuple[Header, State, int]:
    """The header in force after a journal's last whole line, the state then, and where that line ends, in bytes.

    Raises:
        AnswerError: where there is no journal here, a newer mentorscan wrote it, or a line before the last cannot be
            read.
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
    header, state = _header(lines[0], Place(str(path), 1)), State()
    for number, line in enumerate(lines[1:], 2):
        place = Place(str(path), number)
        try:
            change = _CHANGE.validate_json(line)
        except ValidationError as error:
            if unknown := _unknown(error):
                raise _newer(place, tool=_tool(line) or header.tool, unknown=unknown) from error
            hint = "take this line out in a text editor, after you have made a copy of the file"
            raise AnswerError(Problem("damaged-journal", "this line is no change", place, hint=hint)) from error
        header, state = replayed(header, state, change)
    return header, state, length


def _header(line: bytes, place: Place) -> Header:
    """The header in a journal's first line."""
    problem = Problem("not-a-journal", "this is no journal", place, _EXPECTED)
    try:
        document = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AnswerError(problem) from error
    schema = document.pop("schema", None) if isinstance(document, dict) else None
    if not isinstance(schema, str) or not _ANY_SCHEMA.fullmatch(schema):
        raise AnswerError(problem)
    if schema != SCHEMA:
        raise _newer(place, tool=_tool(line), unknown=schema)
    try:
        return Header.model_validate({"schema_id": schema, **document})
    except ValidationError as error:
        if unknown := _unknown(error):
            raise _newer(place, tool=_tool(line), unknown=unknown) from error
        raise AnswerError(problem) from error


def _unknown(error: ValidationError) -> str:
    """The first key of a line that this version does not know; empty where something else is wrong."""
    unknown = (each["loc"] for each in error.errors(include_input=False) if each["type"] == "extra_forbidden")
    return ".".join(map(str, next(unknown, ())))


def _tool(line: bytes) -> str | None:
    """The version of mentorscan that a line names as its own, as far as the line can be understood."""
    document = json.loads(line)
    asked = document.get("asked")
    named = (document.get("tool"), asked.get("tool") if isinstance(asked, dict) else None)
    return next((each for each in named if isinstance(each, str)), None)


def _newer(place: Place, *, tool: str | None, unknown: str) -> AnswerError:
    """That a journal holds what this version does not know; ``tool``: the version that wrote it, where it is known."""
    named = f" ({tool})" if tool and tool != VERSION else ""
    found = f"a newer mentorscan{named} wrote this line: {VERSION} does not know {unknown!r}"
    hint = "update mentorscan to go on with this journal; nothing in it was changed"
    return AnswerError(Problem("newer-journal", found, place, hint=hint))
