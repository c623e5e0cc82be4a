"""What a survey platform does to an export: the second of the two axes along which survey exports differ.

A platform is one file, mostly declarations: how it is recognised, and its *dialect* in a table at hand, that is what
each column is called, which rows are no respondents, and what cells mean beside the points of a scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mentorscan.errors import Note
from mentorscan.responses.tables.table import Head

USES: Final = ("respondent", "submitted", "language", "weight", "platform")
"""What a column may be that is no item, segment or comment; ``platform``: one of the platform's own, never read."""

ISO_DATES: Final = (
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
)
"""How a platform writes the time of submission, where it keeps to ISO 8601, in the notation of chrono (Polars)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnName:
    """What a platform calls a column.

    ``title``: as messages name it. ``codes``: the ids by which an item, segment or comment may be known, the fullest
    first. ``texts``: what it may ask in words, the narrowest first (a matrix's row before the whole). ``use``: one of
    ``USES``, or ``None`` where it may be an item, a segment or a comment. ``labels``: what the platform shows for a
    cell, in every language that is known: code -> labels.
    """

    title: str
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    use: str | None = None
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """Rows that are no respondents: those whose cell in the column at ``column`` is one of ``cells``.

    ``reason``: ``preview`` (also tests), ``dropped`` (by a map), or ``incomplete``, which is only left out where it is
    asked for. ``cells`` are compared without regard to case and white space; ``""`` is the empty cell.
    """

    reason: str
    column: int
    cells: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a platform wrote one table.

    ``columns``: one for each column of the table, in its order. ``merged``: first column -> the others that hold the
    same answer, one of them filled in each row; two filled ones are an unknown value. ``header_rows``: how many rows
    stand before the first respondent. ``not_shown``: cells that mean that the item was not shown; ``blank``: cells
    beside the empty one that mean no answer. ``together``: how a point's value and its label stand in one cell, as
    ``{value}: {label}``. ``dates``: how the time of submission may be written (chrono). ``prose``: what a person typed,
    as it was typed, from a cell. ``survey``: what tells this survey from others of the platform, where the file says
    it. ``definitions``: the names of the files beside the export that labels came from; ``definition_hint``: which file
    would say what its codes mean, where none was found, as in ``put the survey's structure (.lss) beside the export``.
    """

    columns: tuple[ColumnName, ...]
    merged: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    header_rows: int = 1
    rows: tuple[RowRule, ...] = ()
    not_shown: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    together: tuple[str, ...] = ()
    dates: tuple[str, ...] = ISO_DATES
    prose: Callable[[str], str] | None = None
    survey: str | None = None
    definitions: tuple[str, ...] = ()
    definition_hint: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A survey platform.

    ``recognises``: whether a table that begins like this is an export of it. ``dialect``: how it wrote the table,
    whether it was recognised or named by the user; ``beside``: the files in the export's folder. It raises
    ``ExportError`` where the table cannot be one of the platform's. ``definition``: what a table is that holds the
    platform's questions instead of answers, in words (``a LimeSurvey survey structure``), else ``None``.
    ``seen``: how the platform's bytes are known, for ``survey platforms`` and the documentation.
    """

    name: str
    title: str
    seen: str
    recognises: Callable[[Head], bool]
    dialect: Callable[[Head, Sequence[Path]], Dialect]
    definition: Callable[[Head], str | None] = field(default=lambda _: None)
