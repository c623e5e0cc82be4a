"""How steady the means of a segment's groups are: ICC(2) in words, with the figure."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.results import SegmentFigures

_RELIABLE, _WITH_CAUTION = 0.7, 0.5
"""Customary bounds of ICC(2)."""


def steadiness(edition: Edition, segment: SegmentFigures) -> tuple[str, ...]:
    """On which hallmarks the groups of a segment can be compared, on which with caution, and on which they cannot."""
    figures = [
        (round(each.icc2, 9), edition.text(hallmark.title))
        for hallmark in edition.results.hallmarks
        for each in hallmark.differences or ()
        if each.segment == segment.id and each.icc2 is not None
    ]
    words, bounds = edition.words, (_RELIABLE, _WITH_CAUTION)
    good, fair = (words.number(each, decimals=1) for each in bounds)

    def named(low: float, high: float) -> str:
        found = (
            f"{title} ({words.short_of(icc2, (0, *bounds), decimals=2)})"
            for icc2, title in figures
            if low <= icc2 < high
        )
        return ", ".join(found)

    reliable, cautious = named(_RELIABLE, float("inf")), named(_WITH_CAUTION, _RELIABLE)
    unsteady, none = named(0.0, _WITH_CAUTION), named(float("-inf"), 0.0)
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
    return tuple(sentence for found, sentence in told if found)
