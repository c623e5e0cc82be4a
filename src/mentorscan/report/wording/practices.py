"""How the practices stand to each other, in a sentence."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.results import PracticeFigures

_CLOSE = 5.0
"""Of a survey without intervals: indices that lie less than this apart lie close together."""

_LAGS = 10.0
"""Of an assessment: how far apart the ends have to lie for one of them to lag; named raters leave no interval."""


def compared(edition: Edition) -> str | None:
    """Which practice lags behind, or that they lie close together; ``None`` with fewer than two."""
    known = [
        (round(each.index, 9), edition.text(each.title)) for each in edition.results.practices if each.index is not None
    ]
    if len(known) < 2:
        return None
    words = edition.words
    low, high = min(known)[0], max(known)[0]
    if edition.assessed:
        return _rated(edition, known)
    if edition.index_text(low) == edition.index_text(high):
        return words.gettext("The practices all lie at about {index}.", index=edition.index_text(low))
    intervals = _intervals(edition.results.practices)
    if len(intervals) == len(known):
        if max(start for start, _ in intervals) <= min(end for _, end in intervals):
            return words.gettext(
                "The practices lie between {low} and {high} on the index; their intervals overlap, so these answers do "
                "not tell them apart.",
                low=edition.index_text(low),
                high=edition.index_text(high),
            )
    elif high - low < _CLOSE:
        return words.gettext(
            "The practices lie close together: between {low} and {high} on the index.",
            low=edition.index_text(low),
            high=edition.index_text(high),
        )
    return words.gettext(
        "The practice that lags: {lowest} (index {low}). The strongest: {highest} (index {high}).",
        **_ends(edition, known),
    )


def _rated(edition: Edition, known: list[tuple[float, str]]) -> str | None:
    """The practices at both ends, those that share one together; nothing where all of them lie level."""
    words, (low, high) = edition.words, (min(known)[0], max(known)[0])
    if low == high:
        return None
    ends = _ends(edition, known)
    if high - low >= _LAGS:
        return words.gettext(
            "The practice that lags: {lowest} (index {low}). The strongest: {highest} (index {high}).", **ends
        )
    return words.gettext("The lowest: {lowest} (index {low}). The highest: {highest} (index {high}).", **ends)


def _ends(edition: Edition, known: list[tuple[float, str]]) -> dict[str, str]:
    """The practices at both ends with their indices, those that share one together."""
    low, high = min(known)[0], max(known)[0]
    return {
        "lowest": ", ".join(title for index, title in known if index == low),
        "low": edition.index_text(low),
        "highest": ", ".join(title for index, title in known if index == high),
        "high": edition.index_text(high),
    }


def _intervals(practices: tuple[PracticeFigures, ...]) -> list[tuple[float, float]]:
    return [each.interval for each in practices if each.index is not None and each.interval]
