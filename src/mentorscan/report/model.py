"""The report as every format sees it: numbers rounded and sentences worded, in the reader's language.

``mentorscan.report.build`` makes it from results; renderers only lay it out. A number is a text; where a picture needs
it, a position stands beside it: 0-100 on the index, or per cent of the picture's width. A part that does not apply is
``None`` or empty, and no format leaves a hole for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from mentorscan.report.design import Design
from mentorscan.report.figures import FigureRow
from mentorscan.report.pictures import Axis, Piece, Radar, State, Track
from mentorscan.report.prose import Block

Alignment = Literal["text", "number", "picture"]
Field = Literal["title", "track", "index", "interval", "level", "presence", "respondents"]
Layout = Literal["plain", "consistency", "heatmap", "matrix", "ratings", "actions"]
Unit = Literal["index", "points", "share", "count", "coefficient"]
PartKind = Literal["summary", "profile", "tables", "hallmarks", "practices", "reinforcement", "priorities", "chapters"]


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
    ``lines``: in place of ``text`` where a cell holds several phrases; ``number``: the figure behind ``text``.
    ``readings``: one for each view of the table, in their order; empty where the cell is the same in all.
    """

    text: str
    detail: str | None = None
    mark: Mark | None = None
    hint: str | None = None
    state: State = "shown"
    tint: int = 0
    presence: Presence | None = None
    lines: tuple[str, ...] = ()
    number: Number | None = None
    readings: tuple[Reading, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One of the two or three figures that the report opens with."""

    title: str
    figure: Figure
    detail: tuple[str, ...]
    number: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word and what it means."""

    name: str
    meaning: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line of the contents list."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the report: its anchor, its heading, and the sentences that it opens with.

    ``picture``: sentences about colours and bars, for formats that have them. ``interpretation``: what the consultant
    wrote about it, which follows the opening. ``finding``: the one sentence that a board has to hear, where there is
    one. ``kind``: how it is laid out.
    """

    kind: ClassVar[PartKind]

    id: str
    title: str
    lead: tuple[str, ...]
    picture: tuple[str, ...] = ()
    interpretation: tuple[Block, ...] = ()
    finding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Part):
    """Part 1: how strong is it? ``headline`` first, then what explains it.

    ``level_held``: what stands beside the picture where the level is held below the one in which the index lies.
    """

    kind = "summary"

    headline: str
    level_held: str | None
    figures: tuple[KeyFigure, ...]
    track: Track
    axis: Axis
    level_meaning: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Part):
    """Part 2: which hallmarks carry it?"""

    kind = "profile"

    table: ProfileTable
    axis: Axis
    radar: Radar | None
    key_title: str
    key: tuple[Term, ...]
    presences: tuple[Presence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables(Part):
    """A part that is made of tables: consistency, groups, where raters differ."""

    kind = "tables"

    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """What people wrote, each text for itself, under a heading."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HallmarkSection:
    """Part 5: what lies behind one hallmark (or outcome). ``ratings``: in an assessment, in place of ``items``.

    ``comments``: of the raters; ``released``: of a survey, after their review; ``interpretation``: the consultant's.
    ``finding``: the sentence on it that a board has to hear, where there is one.
    """

    id: str
    title: str
    definition: str | None
    facts: tuple[Term, ...]
    sentences: tuple[str, ...]
    items: ItemTable | None
    facets: ProfileTable | None
    ratings: Table | None = None
    comments: tuple[Term, ...] = ()
    released: Quotations | None = None
    interpretation: tuple[Block, ...] = ()
    finding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hallmarks(Part):
    """Part 5, and the outcomes: a section each."""

    kind = "hallmarks"

    sections: tuple[HallmarkSection, ...]
    axis: Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Practices(Part):
    """Part 6: which practice lags?"""

    kind = "practices"

    table: ProfileTable
    axis: Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A titled run of sentences, terms and tables."""

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinforcement(Part):
    """Part 7: how do the hallmarks reinforce each other, and what goes together with the outcomes?"""

    kind = "reinforcement"

    matrix: Table | None
    drivers: Chapter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityEntry:
    """A statement to work on first. ``facts`` tells its hallmark, its ``index`` and what it would ``gain``."""

    rank: str
    text: str
    facts: str
    advice: str | None
    evidence: str | None
    hallmark: str
    index: Number
    gain: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorities(Part):
    """Part 8: what to do first, what to look at, and a table to fill in."""

    kind = "priorities"

    entries: tuple[PriorityEntry, ...]
    advice_title: str
    evidence_title: str
    actions: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters(Part):
    """A part that is made of chapters: how to read this, can we trust it."""

    kind = "chapters"

    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The few words that belong to the page rather than to a part of it.

    ``interpretation``: the heading of what the consultant wrote; ``sheets``, ``columns``, ``statuses``: short names for
    the sheets of a workbook (by the id of a part), their columns, and how far an action is; ``shortened``: where a
    format shows a choice only; the rest belongs to switching, sorting and finding.
    """

    contents: str
    skip: str
    guide: str
    sideways: str
    interpretation: str
    shortened: str
    show: str
    filter: str
    no_match: str
    filter_groups: str
    no_group: str
    sort: str
    sheets: Mapping[str, str]
    columns: Mapping[str, str]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page of a printed report. ``facts``: prepared for, by, and the like; ``lines``: whatever else."""

    title: str
    subtitle: str | None
    facts: tuple[Term, ...]
    lines: tuple[str, ...]
    confidentiality: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Who stands by the report: a heading, what they say, and name, role and place below it, a line each."""

    title: str
    text: tuple[Block, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report.

    ``order``: which parts are shown, by id, in which order; ``parts`` are these. ``basis``: what the figures rest on,
    in a sentence each: response rate, weights, rows left out on request. ``figures``: all of them as bare numbers, a
    row each, for formats that calculate; reports that say the same are equal. ``confidentiality``: a line for every
    page. ``placeholders``: what stands in place of ``{{ name }}`` in a template of the user's own; empty where there is
    nothing to say.
    """

    language: str
    direction: str
    title: str
    generator: str
    created: str
    context: tuple[str, ...]
    labels: Labels
    design: Design
    cover: Cover | None
    sign_off: SignOff | None
    confidentiality: str | None
    order: tuple[str, ...]
    summary: Summary
    against: Tables | None
    profile: Profile | None
    consistency: Tables | None
    groups: Tables | None
    hallmarks: Hallmarks | None
    differences: Tables | None
    practices: Practices | None
    reinforcement: Reinforcement | None
    outcomes: Hallmarks | None
    priorities: Priorities | None
    trust: Chapters
    guide: Chapters
    protection: tuple[str, ...]
    basis: tuple[str, ...]
    footer: tuple[str, ...]
    placeholders: Mapping[str, str]
    figures: Iterable[FigureRow] = field(compare=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are shown, in their order."""
        found = (getattr(self, each) for each in self.order)
        return tuple(each for each in found if each)

    @property
    def contents(self) -> tuple[Link, ...]:
        """The contents list: a line for each part."""
        return tuple(Link(anchor=part.id, title=part.title) for part in self.parts)
