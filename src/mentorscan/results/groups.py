"""The groups of the segments, each beside the whole."""

from __future__ import annotations

from mentorscan.instrument.model import Text
from mentorscan.results.hallmarks import Figures, GroupItem
from mentorscan.results.parts import Interval, Part, Shown, Verdict
from mentorscan.results.whole import Overall, PracticeFigures


class Comparison(Shown):
    """A group against the whole that it is part of, in points of the index.

    ``difference``: group minus whole, with its 95 % ``interval``; ``p``: of Welch's test against everyone else,
    corrected for all comparisons of the segment (Benjamini-Hochberg); ``verdict``: above or below where that is at
    most 0.05, else unclear.
    """

    difference: float | None = None
    interval: Interval | None = None
    p: float | None = None
    verdict: Verdict | None = None


class GroupHallmark(Figures):
    """A hallmark within a group."""

    against_whole: Comparison | None = None
    items: tuple[GroupItem, ...] = ()


class GroupFigures(Shown):
    """A group. ``value`` null: people without a group. ``people``: the headcount, where one was given.

    ``against_whole``: of the overall index. ``as_of``: when figures were made that stand from earlier results.
    """

    value: str | None
    title: Text | None = None
    people: int | None = None
    respondents: int | None = None
    as_of: str | None = None
    overall: Overall | None = None
    against_whole: Comparison | None = None
    hallmarks: tuple[GroupHallmark, ...] = ()
    practices: tuple[PracticeFigures, ...] = ()


class SegmentFigures(Part):
    """A segment and its groups, in declared order, else by code point; ``null`` last."""

    id: str
    title: Text
    groups: tuple[GroupFigures, ...]
