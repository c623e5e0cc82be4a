"""The ways to read a heatmap's cells: index and difference together, each alone, and the share that is favourable."""

from __future__ import annotations

from dataclasses import replace

from mentorscan.report import numbers
from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Cell, Reading, Table, View
from mentorscan.results import Figures, SegmentFigures, Shown

STEPS = 4
"""How deep the deepest shade of a sequential view is."""


def with_views(edition: Edition, table: Table, segment: SegmentFigures) -> Table:
    """The heatmap with its views; without that of the favourable shares where no group has one to show."""
    cells = [cell for row in table.rows for cell in row.cells]
    every = _views(edition, segment, tinted=any(each.tint for each in cells))
    if any(part.favourable is not None for group in segment.groups for part in group.hallmarks):
        return replace(table, views=every)
    rows = (
        replace(row, cells=tuple(replace(cell, readings=cell.readings[:-1]) for cell in row.cells))
        for row in table.rows
    )
    return replace(table, views=every[:-1], rows=tuple(rows))


def _views(edition: Edition, segment: SegmentFigures, *, tinted: bool) -> tuple[View, ...]:
    """All views, the one to start with first."""
    words = edition.words
    apart = (
        words.gettext("Blue: above the whole; orange: below it. The stronger the tint, the larger the difference.")
        if tinted
        else ""
    )
    return (
        View(id="both", title=words.gettext("Index and difference"), legend=apart, diverging=True),
        View(
            id="index",
            title=words.gettext("Index"),
            legend=words.gettext("The stronger the tint, the higher the level."),
        ),
        View(
            id="difference",
            title=words.gettext("Difference"),
            legend=_sentences(
                words.gettext("The first row holds the index of the whole, the others their difference from it."),
                apart,
            ),
            diverging=True,
        ),
        View(
            id="favourable",
            title=words.gettext("Favourable"),
            legend=_sentences(
                words.gettext(
                    "The mean share of favourable answers to a hallmark's statements. The stronger the tint, the "
                    "larger the share."
                ),
                *(words.gettext("hidden: {reason}.", reason=each) for each in _reasons(edition, segment)),
            ),
        ),
    )


def readings(edition: Edition, cell: Cell, *, part: Shown, index: float, apart: Reading) -> tuple[Reading, ...]:
    """The cell in each of the views; ``apart``: in that of the differences."""
    return (
        Reading(text=cell.text, shade=cell.tint, number=cell.number),
        Reading(text=cell.text, shade=_depth(edition, index), number=cell.number),
        apart,
        _favourable(edition, part),
    )


def _favourable(edition: Edition, part: Shown) -> Reading:
    """The favourable share, deeper by each fifth. There is none over all hallmarks."""
    share = part.favourable if isinstance(part, Figures) else None
    if share is None:
        missing = edition.missing(part, "favourable")
        return Reading(text=missing.text, state=missing.state)
    depth = min(int(round(share, 9) * (STEPS + 1)), STEPS)
    return Reading(text=edition.words.share(share), shade=depth, number=numbers.share(share))


def _reasons(edition: Edition, segment: SegmentFigures) -> list[str]:
    """Why favourable shares are hidden, where the index beside them is not."""
    parts = [part for group in segment.groups for part in group.hallmarks if part.index is not None]
    every = {edition.missing(each, "favourable").reason for each in parts if hidden_reason(each, "favourable")}
    return sorted(each for each in every if each)


def _sentences(*every: str) -> str:
    return " ".join(each for each in every if each)


def _depth(edition: Edition, index: float) -> int:
    """How deep the tint of the index's level is, of as many as there are levels."""
    return round(STEPS * edition.position_at(index) / max(len(edition.levels) - 1, 1))
