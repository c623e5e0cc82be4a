"""The parts of a report, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from mentorscan.report.model.tables import Figure, ItemTable, Number, Presence, ProfileTable, Table
from mentorscan.report.pictures import Axis, Radar, Track
from mentorscan.report.prose import Block

PartKind = Literal[
    "summary", "profile", "tables", "beside", "hallmarks", "practices", "reinforcement", "priorities", "chapters"
]


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
class Beside(Part):
    """Two views of the hallmarks on one axis, and the tables with the figures of both.

    ``profile``: one view, with the other as the mark beside it; formats without a picture of it have the tables.
    """

    kind = "beside"

    profile: ProfileTable | None
    axis: Axis
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
    """Part 8: what to do first, what to look at, and the plan: a table to fill in where there is none."""

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
