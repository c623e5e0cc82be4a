"""Every figure that results hold, as a row of its own, for formats that calculate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure of one thing. ``value`` is ``None`` where it is not there; ``hidden`` says why it may not be shown.

    ``segment``, ``group``: empty for the whole; a group's id (``None``: people without a group). ``part``: overall,
    hallmark, facet, item, practice, outcome; ``id``, ``title``: of that thing; ``hallmark``: the one it belongs to.
    ``figure``: its name in the results file; ``low``, ``high``: its 95 % interval. ``people``: how many it rests on.
    """

    segment: str
    group: str | None
    part: str
    hallmark: str
    id: str
    title: str
    figure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    people: int | None = None
    hidden: str | None = None
