"""What can be wrong between a map and the instrument that it is for.

These checks look at the data itself; whatever has the wrong type is passed over here where
``mentorscan.responses.mapping.written`` reports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from mentorscan.errors import Place, Problem
from mentorscan.instrument.document import Broken, Document, Part, quoted
from mentorscan.instrument.explain import nearest
from mentorscan.instrument.model import Instrument, Scale, Segment
from mentorscan.instrument.references import repeated
from mentorscan.instrument.written import LANGUAGE
from mentorscan.registry import PLATFORMS
from mentorscan.responses.cells import AnswerKey, GroupKey
from mentorscan.responses.mapping.headers import folded
from mentorscan.responses.mapping.model import DELIMITERS, NAMED, UNNAMED
from mentorscan.responses.model import states_of
from mentorscan.responses.text import caseless, plain

_SHOWN = 12
"""How many known names a problem lists."""

_COLUMN = f"{{item: ID}}, {{segment: ID}}, {{comment: ID}}, {', '.join(UNNAMED[:-1])} or {UNNAMED[-1]}"


def map_problems(document: Document, *, instrument: Instrument) -> Iterator[Problem]:
    """What in a map cannot be, or is not in the instrument."""
    root = Part(document, (), document.data)
    yield from _file_problems(root, instrument)
    ids = ids_of(instrument)
    columns = list(root["columns"].members())
    yield from _header_problems(columns)
    for column in columns:
        yield from _column_problems(column, ids)
    for kind in NAMED:
        yield from repeated((column[kind] for column in columns), kind=kind)
    yield from repeated((column for column in columns if column.text != "ignore"), kind="column")
    for part in root["values"].members():
        yield from _value_problems(part, instrument)
    for part in root["groups"].members():
        yield from _group_problems(part, instrument)


def ids_of(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """The ids of an instrument's columns by what they are."""
    comments = tuple(each.comment.id for each in instrument.questionnaires if each.comment)
    segments = tuple(segment.id for segment in instrument.segments)
    return {"item": tuple(instrument.items), "segment": segments, "comment": comments}


def _file_problems(root: Part, instrument: Instrument) -> Iterator[Problem]:
    """What cannot be about the file as a whole."""
    platform, encoding, delimiter, language = (root[key] for key in ("platform", "encoding", "delimiter", "language"))
    if platform.text and platform.text not in PLATFORMS:
        yield _unknown(platform, "platform", PLATFORMS, "mentorscan survey platforms lists what can be read")
    if encoding.text and not _is_encoding(encoding.text):
        found, hint = f"there is no encoding {encoding.text}", "try cp1252, utf-8 or utf-16"
        yield Problem("unknown-encoding", found, encoding.place, "the name of an encoding", hint)
    if isinstance(delimiter.value, str) and delimiter.value not in DELIMITERS:
        found, hint = f"{quoted(delimiter.value)} stands here", r'a tab is written "\t", in double quotes'
        yield Problem("unknown-delimiter", found, delimiter.place, 'one of "," ";" "\\t" "|" ":"', hint)
    if language.text and re.fullmatch(LANGUAGE, language.text) and language.text not in instrument.languages:
        yield _unknown(language, "language", instrument.languages, "take it out")


def _is_encoding(name: str) -> bool:
    """Whether there is a text encoding of this name."""
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _header_problems(columns: Iterable[Part]) -> Iterator[Problem]:
    """Headers that are empty, or that stand twice but for letter case, white space and HTML."""
    first: dict[str, Part] = {}
    for column in columns:
        header, place = str(column.trail[-1]), column.document.key_place(column.trail)
        name = folded(header)
        if not name:
            hint = "give the column a header in the export, or leave it out here"
            yield Problem("empty-header", "the header is empty", place, "the header of a column", hint)
        elif name in first:
            line = column.document.key_place(first[name].trail).line
            found = f"the header {quoted(header)} stands already in line {line}, but for case, white space or HTML"
            yield Problem("repeated-header", found, place, "each header once", "take one out")
        first.setdefault(name, column)


def _column_problems(column: Part, ids: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """What is wrong with what is said about one column."""
    if isinstance(column.value, Broken) or column.text in UNNAMED:
        return
    if not isinstance(column.value, dict):
        found = column.document.reading(column.trail) or f"{quoted(str(column.value))} stands here"
        yield Problem("unknown-column", found, column.place, _COLUMN, _meant(column.text or "", ids))
        return
    for key in column.value:
        if key not in NAMED:
            found, place = f"unknown key {key}", column.document.key_place((*column.trail, key))
            hint = nearest(key, NAMED) or "take it out"
            yield Problem("unknown-key", found, place, f"one of {', '.join(NAMED)}", hint)
    kinds = [key for key in NAMED if key in column.value]
    if len(kinds) > 1 or not column.value:
        found = f"{' and '.join(kinds)} stand here" if kinds else "nothing is said about this column"
        yield Problem("unknown-column", found, column.place, "one of item, segment, comment", "leave one of them")
    for kind in kinds:
        named = column[kind]
        if named.text and named.text not in ids[kind]:
            yield _unknown(named, kind, ids[kind], _meant(named.text, ids))
        elif not named.text and not isinstance(named.value, Broken):
            found = named.document.reading(named.trail) or "no id stands here"
            yield Problem("not-text", found, named.place, f"the id of {_a(kind)}", "put the id in quotes")


def _meant(text: str, ids: dict[str, tuple[str, ...]]) -> str:
    """What to do about a text that says nothing about a column."""
    for kind in NAMED:
        if text in ids[kind]:
            return f"{text} is {_a(kind)}: write {{{kind}: {text}}}"
    near = nearest(text, [*UNNAMED, *(each for kind in NAMED for each in ids[kind])])
    return near or "write ignore where nothing is to be read from the column"


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "item" else f"a {kind}"


def _value_problems(part: Part, instrument: Instrument) -> Iterator[Problem]:
    """What is wrong with the cells of a scale's items."""
    scale = instrument.scale_by_id.get(str(part.trail[-1]))
    if scale is None:
        yield _unknown_key(part, "scale", instrument.scale_by_id)
        return
    yield from _cell_problems(part, meaning=lambda cell: state_written(cell.value, scale=scale))
    for cell in part.members():
        if state_written(cell.value, scale=scale) is None and not isinstance(cell.value, Broken):
            states = [*states_of(scale)[1:], "blank"]
            found = cell.document.reading(cell.trail) or f"{quoted(str(cell.value))} stands here"
            found = found if cell.whole is None else f"{cell.whole} stands here"
            label = AnswerKey(scale).state(cell.text or "") or 0
            hint = f"write {states_of(scale)[label]}" if label else nearest(cell.text or "", states)
            expected = f"{', '.join(states[:-1])} or blank"
            yield Problem("unknown-value", found, cell.place, expected, hint or f"write one of them for {scale.id}")


def state_written(value: object, *, scale: Scale) -> str | None:
    """The state that stands in a map as a point's value, an opt-out's code or ``blank``; ``None`` where it is none."""
    name = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else None
    return name if name in states_of(scale) else None


def _group_problems(part: Part, instrument: Instrument) -> Iterator[Problem]:
    """What is wrong with the cells of a segment."""
    declared: dict[str, Segment] = {segment.id: segment for segment in instrument.segments}
    segment = declared.get(str(part.trail[-1]))
    if segment is None:
        yield _unknown_key(part, "segment", declared)
        return
    yield from _cell_problems(part, meaning=lambda cell: cell.text)
    groups = [group.id for group in segment.groups]
    for cell in part.members():
        if groups and cell.text and cell.text not in groups:
            meant = GroupKey(segment).group(cell.text)
            yield _unknown(cell, "group", groups, f"write {meant}" if meant else f"declare {cell.text} as a group")


def _cell_problems(part: Part, *, meaning: Callable[[Part], str | None]) -> Iterator[Problem]:
    """Cells that are empty, or that compare as the same and are said to mean different things."""
    first: dict[str, Part] = {}
    for cell in part.members():
        text, place = str(cell.trail[-1]), cell.document.key_place(cell.trail)
        if not plain(text):
            found, hint = "the empty cell stands here", "the empty cell is always blank: take it out"
            yield Problem("empty-cell", found, place, "the text of a cell", hint)
            continue
        other = first.setdefault(caseless(text), cell)
        if meaning(other) != meaning(cell):
            line = cell.document.key_place(other.trail).line
            found = f"{quoted(text)} means something else in line {line}; letter case and white space do not count"
            yield Problem("ambiguous-cell", found, place, "one meaning for each cell", "take one out")


def _unknown(part: Part, kind: str, known: Collection[str], otherwise: str) -> Problem:
    """The problem of a value that should be the name of a known thing."""
    return _unknown_name(part.text or "", kind, known, part.place, otherwise)


def _unknown_key(part: Part, kind: str, known: Collection[str]) -> Problem:
    """The problem of a key that should be the name of a known thing."""
    return _unknown_name(str(part.trail[-1]), kind, known, part.document.key_place(part.trail), "take it out")


def _unknown_name(name: str, kind: str, known: Collection[str], place: Place, otherwise: str) -> Problem:
    """The problem of a name that nothing is called by."""
    listed = ", ".join([*islice(known, _SHOWN), *["..."] * (len(known) > _SHOWN)])
    expected = f"one of {listed}" if known else f"no {kind}, as none is declared"
    return Problem(f"unknown-{kind}", f"unknown {kind} {name}", place, expected, nearest(name, known) or otherwise)
