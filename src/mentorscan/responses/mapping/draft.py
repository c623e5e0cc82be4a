"""A draft of a map: every column of an export with a guess, to be corrected by a person and read back as it is."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from mentorscan.instrument.document import quoted
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.strict_yaml import can_hold, parse_yaml
from mentorscan.responses.mapping.cells import MOST, ColumnDraft, Understanding, Unknown
from mentorscan.responses.mapping.checks import ids_of
from mentorscan.responses.mapping.guess import Guess
from mentorscan.responses.mapping.headers import folded, names_of
from mentorscan.responses.mapping.model import NAMED
from mentorscan.responses.platforms.platform import Dialect
from mentorscan.responses.text import counted, plain, shown

_WIDTH: Final = 118
_LONGEST_KEY: Final = 1000
"""YAML allows a key on the line of its value up to 1,024 characters."""

_HOW: Final = {"platform": "says the platform", "id": "by its id", "text": "by its text"}


def draft_map(
    columns: Sequence[ColumnDraft],
    *,
    dialect: Dialect,
    export: str,
    platform: str,
    instrument: Instrument,
    encoding: str | None = None,
) -> str:
    """The text of a map for an export, as far as it can be guessed; it can be loaded as it is.

    ``columns``: those of ``dialect``, in their order. What is certain counts; what is only likely stands behind a
    ``#`` at the beginning of the line. Of cells it tells those that ``Understanding.told`` allows.
    """
    understanding = Understanding(instrument, dialect=dialect)
    lines = [
        *_beginning(export),
        "schema: 1",
        f"platform: {_name(platform)}",
        *([f"encoding: {_name(encoding)}"] if encoding else []),
        *_ROWS,
        *_columns(columns, understanding, platform=platform),
        *_values(understanding.unknown_values(columns)),
        *_groups(understanding.unknown_groups(columns)),
        *_missing(columns, instrument),
    ]
    return "\n".join(lines) + "\n"


def _beginning(export: str) -> list[str]:
    return [
        "# mentorscan map",
        "#",
        *_comment(f"How the columns and cells of {shown(export)} are to be read, as far as it could be guessed.", ""),
        "# Correct it, give it to mentorscan score with --map FILE, and see what the summary says was understood.",
        "#",
        "# Lines that begin with # are not read. Guesses that somebody must confirm are switched off in this way:",
        "# where one is right, take away the # at the beginning of its line. Lines that are not needed may go.",
        "",
    ]


_ROWS: Final = (
    "",
    "# Rows above the header, and rows that are no respondents, by a column and its cells in such rows. Example:",
    "#rows:",
    "#  skip: 1",
    "#  drop:",
    '#    - {column: "Status", values: ["Test"]}',
)


def _columns(columns: Sequence[ColumnDraft], understanding: Understanding, *, platform: str) -> Iterator[str]:
    """What each column is, by its header: {item: ID}, {segment: ID}, {comment: ID}, respondent or the like."""
    yield ""
    yield "# What each column is, by its header: {item: ID}, {segment: ID}, {comment: ID}, respondent, submitted,"
    yield "# language, weight, or ignore."
    yield "columns:"
    own = []
    for position, (column, name) in enumerate(zip(columns, _names(columns), strict=True), 1):
        if column.guess.how == "platform" and column.guess.kind == "ignore":
            own.append(shown(column.name.title))
            continue
        if name is None:
            yield from _comment(f"column {position}: {_nameless(column)}", "  ")
            continue
        said = f"column {position}: {_told_guess(column.guess)}"
        yield from _comment(f"{said}; {_told_cells(column, understanding)}", "  ")
        yield from _entry(name, _meaning(column.guess), indent=2, active=column.guess.how != "near")
    if own:
        yield from _comment(f"of {platform} itself, and not read: {', '.join(own)}", "  ")


def _names(columns: Sequence[ColumnDraft]) -> list[str | None]:
    """By which name a map can call each column, so that no other column answers to it; ``None`` where there is none."""
    known = [[plain(name) for name in names_of(column.name, header=column.header)] for column in columns]
    bearers = Counter(name for names in known for name in set(map(folded, names)))
    return [next((name for name in names if bearers[folded(name)] == 1 and _can_name(name)), None) for names in known]


def _can_name(name: str) -> bool:
    """Whether a name can stand in a map at all."""
    return bool(folded(name)) and can_hold(name)


def _nameless(column: ColumnDraft) -> str:
    """Why a map cannot call a column by any name."""
    title = plain(column.name.title)
    if not folded(title):
        return "has no header; give it one in the export if it is to be read"
    if not can_hold(title):
        return f"{shown(title)} has characters that cannot be written here; rename it in the export to map it"
    return f"{shown(title)} is the name of another column too; rename one of them in the export to map them"


def _told_guess(guess: Guess) -> str:
    """A guess in words."""
    what = f"the {guess.kind} {guess.id}" if guess.kind in NAMED else guess.kind
    if guess.how == "near":
        return f"maybe {what} ({guess.reason})"
    return guess.reason or "nothing is like it" if guess.how == "none" else f"{what}, {_HOW[guess.how]}"


def _told_cells(column: ColumnDraft, understanding: Understanding) -> str:
    """The cells of a column in words, where they may be told."""
    told = understanding.told(column)
    if told:
        most = sorted(told, key=lambda cell: (-told[cell], cell))
        others = len(column.cells or ()) - len(told)
        rarer = [f"and {others} that {'is' if others == 1 else 'are'} not shown"] if others else []
        return "cells: " + ", ".join([*(f"{shown(cell)} {told[cell]}" for cell in most), *rarer])
    if column.cells is not None and not column.cells:
        return "all cells are empty"
    if column.guess.kind in {"item", "segment"} and (column.cells is None or len(column.cells) > MOST):
        return f"more than {MOST} different cells"
    return "its cells are not shown"


def _meaning(guess: Guess) -> str:
    """A guess as a map says it."""
    return f"{{{guess.kind}: {_name(guess.id)}}}" if guess.kind in NAMED else guess.kind


def _values(unknown: Mapping[str, Sequence[Unknown]]) -> Iterator[str]:
    """The cells of items that mean nothing, by the scale."""
    yield ""
    yield "# What cells of items mean, by the scale: a point's value, dont_know, not_applicable, or blank."
    yield from _cells("values", unknown, written=str)


def _groups(unknown: Mapping[str, Sequence[Unknown]]) -> Iterator[str]:
    """The cells of segments that are no group, by the segment."""
    yield ""
    yield "# What cells of segments mean, by the segment: the id of a group."
    yield from _cells("groups", unknown, written=_name)


def _cells(section: str, unknown: Mapping[str, Sequence[Unknown]], *, written: Callable[[str], str]) -> Iterator[str]:
    """A section of cells that mean nothing, each switched off. ``written``: how their meanings are written."""
    yield f"{section}:"
    for name, cells in unknown.items():
        yield f"  {_name(name)}:"
        for each in cells:
            often = counted(each.count, "cell")
            if each.meaning is None or not can_hold(each.cell):
                yield from _comment(f"{shown(each.cell)}: {often}, nothing is like it", "    ")
            else:
                yield from _comment(f"{often}; {each.reason}", "    ")
                yield from _entry(each.cell, written(each.meaning), indent=4, active=False)


def _missing(columns: Iterable[ColumnDraft], instrument: Instrument) -> Iterator[str]:
    """What the instrument has and no column seems to be."""
    found = {(column.guess.kind, column.guess.id) for column in columns}
    texts = {item.id: item.text[instrument.language] for item in instrument.items.values()}
    for kind, ids in ids_of(instrument).items():
        missing = [each for each in ids if (kind, each) not in found]
        if missing:
            yield ""
            yield f"# {kind.capitalize()}s without a column, and without a guess:"
            for each in missing:
                yield f"#   {each}  {shown(texts[each], most=100)}" if each in texts else f"#   {each}"


def _comment(text: str, indent: str) -> list[str]:
    """A text as lines that YAML does not read."""
    start = f"{indent}# "
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=f"{start}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _entry(key: str, value: str, *, indent: int, active: bool) -> list[str]:
    """A key with its value, switched off where it is not ``active``."""
    margin = ("" if active else "#") + " " * indent
    text = _quoted(key)
    if len(text) < _LONGEST_KEY:
        return [f"{margin}{text}: {value}"]
    return [f"{margin}? {text}", f"{margin}: {value}"]


def _quoted(text: str) -> str:
    r"""A text in double quotes, every character spelled out that could steer a terminal, or hide.

    >>> print(_quoted('a "b"\u202e'))
    "a \"b\"\U0000202E"
    """
    return "".join(each if each.isprintable() else f"\\U{ord(each):08X}" for each in quoted(text))


def _name(text: str) -> str:
    """A text as a value: bare where YAML reads it as text, else in quotes.

    >>> _name("sales"), _name("No"), _name("7"), _name("R&D: all")
    ('sales', '"No"', '"7"', '"R&D: all"')
    """
    bare = text.replace("_", "").replace("-", "").isalnum() and parse_yaml(text.encode(), file="").data == text
    return text if bare else _quoted(text)
