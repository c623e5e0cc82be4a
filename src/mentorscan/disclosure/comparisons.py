"""Groups beside each other: which lie above or below the whole, and how far the groups explain the answers.

Only groups that are shown with their spread are compared; nothing here ranks them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mentorscan.disclosure.coarse import shown_difference, two_digits
from mentorscan.disclosure.gate import PEOPLE, Group, SegmentGate
from mentorscan.results import Comparison, Differences
from mentorscan.scoring.comparison import SIGNIFICANT, Difference, compare
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.statistics import benjamini_hochberg, icc, reaches

Place = tuple[Group, str]
"""A group and a hallmark, or a group and ``PEOPLE``: all hallmarks together."""


def comparisons(
    cells: Mapping[Group, Cell], *, whole: Cell, gate: SegmentGate, thin: Collection[str], hallmarks: Sequence[str]
) -> dict[Place, Comparison]:
    """The comparisons of a segment's groups with the whole, by group and hallmark; none without a spread to show.

    ``thin``: columns of the whole that have none; ``hallmarks``: those that the whole is made of. p is
    corrected for the other comparisons of the segment (Benjamini-Hochberg): of single hallmarks among themselves, and
    of all hallmarks together among themselves.
    """
    alone: dict[Place, Difference] = {}
    together: dict[Place, Difference] = {}
    made: dict[Place, Comparison] = {}
    for group, cell in cells.items():
        if group in gate.hidden[PEOPLE]:
            continue
        rest = whole - cell
        shown = [each for each in hallmarks if group not in gate.hidden[each]]
        for column in (PEOPLE, *shown):
            measures = [column] if column != PEOPLE else shown
            if column in thin or group in gate.thin[column]:
                continue
            alike = column != PEOPLE or len(shown) == len(hallmarks)
            found = compare(cell, rest=rest, whole=whole, measures=measures) if alike else None
            if found is None:
                made[group, column] = Comparison()
            else:
                shown_found = shown_difference(found, cell, whole, measures=measures)
                (together if column == PEOPLE else alone)[group, column] = shown_found
    coarse = whole.weights is not None
    return made | corrected(alone, coarse=coarse) | corrected(together, coarse=coarse)


def corrected(found: Mapping[Place, Difference], *, coarse: bool) -> dict[Place, Comparison]:
    """Comparisons that belong together, each p corrected for all of them, and what it says in a word."""
    adjusted = benjamini_hochberg([each.p for each in found.values()])
    made: dict[Place, Comparison] = {}
    for (place, each), p in zip(found.items(), adjusted, strict=True):
        apart = reaches(SIGNIFICANT, round(p, 9)) and round(each.difference, 9) != 0
        made[place] = Comparison(
            difference=each.difference,
            interval=each.interval,
            p=two_digits(p) if coarse else p,
            verdict=("above" if each.difference > 0 else "below") if apart else "unclear",
        )
    return made


def differences(
    cells: Mapping[Group, Cell], *, gate: SegmentGate, parents: Collection[Group], questionnaire: str, segment: str
) -> Differences:
    """ICC(1) and ICC(2) of a questionnaire over the groups of a segment that are shown with their spread."""
    groups = [
        moments
        for group, cell in cells.items()
        if group is not None and group not in parents and group not in gate.thin[questionnaire]
        if (moments := cell.moments(questionnaire)) is not None
    ]
    found = icc(groups)
    return Differences(segment=segment, groups=len(groups), icc1=found.icc1, icc2=found.icc2)
