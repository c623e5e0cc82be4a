"""Figures, tables and profiles of the report model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentorscan.report.pictures import Dots, Piece, State, Track
from mentorscan.report.prose import Span

Alignment = Literal["text", "number", "picture"]
Field = Literal["title", "track", "index", "interval", "level", "presence", "respondents"]
Layout = Literal["plain", "consistency", "heatmap", "matrix", "ratings", "actions"]
Unit = Literal["index", "points", "share", "count", "coefficient"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as text. Where there is none: what stands in its place, and why (``reason``)."""

    text: str
    at: float | None = None
    state: State = "shown"
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How far a hallmark is there: its code, its word, a mark (a filled circle), and what it means."""

    code: str
    word: str
    mark: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign with the word that says the same."""

    sign: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure for formats that calculate and sort: on 0-100 (``index``, ``points``), 0-1 (``share``), or as it is.

    ``decimals``: how many to show, where fewer would read as if it met a bound that it misses.
    """

    value: float
    unit: Unit
    decimals: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A cell as one of the table's views shows it. ``shade``: how deep; below zero in the colour of what is below."""

    text: str
    shade: int = 0
    number: Number | None = None
    state: State = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way to read a table's cells, with what its colours mean. ``diverging``: around the whole, else from 0 up."""

    id: str
    title: str
    legend: str
    diverging: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table. ``detail``: a second, smaller line. ``tint``: -3 (well below) to 3 (well above).

    ``mark``: a last line, of a cell that stands out; ``hint``: what a format that can do so tells on demand.
    ``lines``: in place of ``text`` where a cell holds several phrases; ``linked``: these in pieces, where one of
    them holds a link; ``number``: the figure behind ``text``, ``day`` the date, as ISO text. ``readings``: one for each
    view of the table, in their order; empty where the cell is the same in all. ``dots``: a picture of the same, for
    formats that draw it.
    """

    text: str
    detail: str | None = None
    mark: Mark | None = None
    hint: str | None = None
    state: State = "shown"
    tint: int = 0
    presence: Presence | None = None
    lines: tuple[str, ...] = ()
    linked: tuple[tuple[Span, ...], ...] = ()
    number: Number | None = None
    day: str | None = None
    readings: tuple[Reading, ...] = ()
    dots: Dots | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading, and how its cells are aligned; in a profile, which ``field`` of its rows stands in it."""

    title: str
    kind: Alignment = "text"
    field: Field | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table; its first cell is the row's heading. ``span``: one in place of all others."""

    cells: tuple[Cell, ...]
    span: Cell | None = None
    reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption, and notes that stand below it.

    ``folded``: a further table for those who want to know more, which a format may fold away. ``views``: ways to read
    its cells, the first as it is at the start; formats that cannot switch show the cells' own text and detail.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    folded: Table | None = None
    layout: Layout = "plain"
    views: tuple[View, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One row of a profile. ``anchor``: the section that tells more; ``absence``: what stands for a missing figure.

    ``number``, ``people``: the index and the respondents as figures.
    """

    title: str
    anchor: str | None
    index: Figure
    interval: str | None
    level: str | None
    presence: Presence | None
    respondents: str | None
    track: Track
    absence: str
    number: Number | None = None
    people: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileTable:
    """Rows on one axis; columns: title, picture, index, and where they apply interval, level, presence, people."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[ProfileRow, ...]

    @property
    def intervals(self) -> bool:
        """Whether there is a column of intervals."""
        return any(each.field == "interval" for each in self.columns)

    @property
    def ranked(self) -> tuple[ProfileRow, ...]:
        """The rows that have an index, the strongest first; ties as they stand."""
        known = (each for each in self.rows if each.index.at is not None)
        return tuple(sorted(known, key=lambda row: -(row.index.at or 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A statement with its bar; ``cells`` are the numbers, in the order of the table's columns; ``index``: its own."""

    text: str
    pieces: tuple[Piece, ...]
    alternative: str
    cells: tuple[Cell, ...]
    state: State
    index: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTable:
    """The statements of a hallmark as diverging bars around ``middle``; opt-outs from ``optouts_from`` on."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[ItemRow, ...]
    legend: tuple[tuple[str, str], ...]
    middle: float
    optouts_from: float | None
    notes: tuple[str, ...]
