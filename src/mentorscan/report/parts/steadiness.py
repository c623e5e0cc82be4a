"""How steady the means of a segment's groups are: ICC(2) in words, with the figure."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.results import SegmentFigures

_RELIABLE, _WITH_CAUTION = 0.7, 0.5
"""Customary bounds of ICC(2)."""

_FEW = 2
"""From so few groups ICC(2) says hardly anything: it may be anything below 1."""


def steadiness(edition: Edition, segment: SegmentFigures) -> tuple[str, ...]:
    """On which hallmarks the groups of a segment can be compared, on which with caution, and on which they cannot."""
    found = [
        (each, edition.text(hallmark.title))
        for hallmark in edition.results.hallmarks
        for each in hallmark.differences or ()
        if each.segment == segment.id and each.icc2 is not None
    ]
    words, bounds = edition.words, (_RELIABLE, _WITH_CAUTION)
    if found and all(each.groups <= _FEW for each, _ in found):
        return (words.gettext("How steady the groups' means are (ICC(2)) cannot be told from two groups."),)
    figures = [(round(each.icc2 or 0.0, 9), title) for each, title in found]
    good, fair = (words.number(each, decimals=1) for each in bounds)

    def named(low: float, high: float) -> str:
        between = (
            f"{title} ({words.short_of(icc2, (0, *bounds), decimals=2)})"
            for icc2, title in figures
            if low <= icc2 < high
        )
        return ", ".join(between)

    reliable, cautious = named(_RELIABLE, float("inf")), named(_WITH_CAUTION, _RELIABLE)
    unsteady, none = named(0.0, _WITH_CAUTION), ", ".join(title for icc2, title in figures if icc2 < 0)
    told = (
        (
            reliable,
            words.gettext(
                "The groups' means are reliable (ICC(2) of at least {bound}) on: {titles}.", bound=good, titles=reliable
            ),
        ),
        (
            cautious,
            words.gettext(
                "Compare the groups' means with caution (ICC(2) of {low} to below {high}) on: {titles}.",
                low=fair,
                high=good,
                titles=cautious,
            ),
        ),
        (
            unsteady,
            words.gettext(
                "The groups' means are too unsteady to compare (ICC(2) below {bound}) on: {titles}.",
                bound=fair,
                titles=unsteady,
            ),
        ),
        (
            none,
            words.gettext(
                "The groups differ no more than chance would have them differ (ICC(2) below 0) on: {titles}.",
                titles=none,
            ),
        ),
    )
    unweighted = words.gettext("ICC(2) is taken from the answers as they were given, without weights.")
    return (
        *(sentence for titles, sentence in told if titles),
        *((unweighted,) if figures and edition.results.weighting else ()),
    )
