"""How each rater sees the hallmarks: the indices that the raters give, side by side."""

from __future__ import annotations

from mentorscan.report.edition import DASH, Edition
from mentorscan.report.model import Cell, Column, Row, Table
from mentorscan.report.pictures import Dots
from mentorscan.report.plain import plain
from mentorscan.results import Hallmark, Panel, Spread


def spreads(edition: Edition, panel: Panel) -> tuple[tuple[Hallmark, Spread], ...]:
    """The hallmarks to which at least two raters give an index, with these indices."""
    found = (
        (edition.hallmark(each.hallmark), each) for each in panel.spread if each.rated > 1 and each.lowest is not None
    )
    return tuple((hallmark, each) for hallmark, each in found if hallmark is not None)


def spread_table(edition: Edition, panel: Panel, found: tuple[tuple[Hallmark, Spread], ...]) -> Table:
    """A row for each hallmark: the index that each rater gives, then the range; of a blind panel the range alone."""
    words = edition.words
    raters = [each.rater for each in found[0][1].raters]
    return Table(
        id="differences-spread",
        caption=words.gettext("How each rater sees the hallmarks")
        if raters
        else words.gettext("How differently the raters see the hallmarks"),
        columns=(
            Column(title=words.gettext("Hallmark")),
            *(Column(title=plain(each), kind="number") for each in raters),
            Column(title=words.gettext("Lowest to highest")),
        ),
        rows=tuple(_row(edition, *each) for each in found),
        notes=(
            words.gettext("The index from 0 to 100 that each rater's answers alone give, before they were talked over.")
            if panel.consensus
            else words.gettext("The index from 0 to 100 that each rater's answers alone give."),
        ),
    )


def _row(edition: Edition, hallmark: Hallmark, spread: Spread) -> Row:
    title = edition.text(hallmark.title)
    return Row(
        cells=(
            Cell(text=title),
            *(_own(edition, each.index) for each in spread.raters),
            _range(edition, title, spread),
        )
    )


def _own(edition: Edition, index: float | None) -> Cell:
    if index is None:
        return Cell(text=DASH, state="absent")
    return Cell(text=edition.index_text(index), number=edition.index_number(index))


def _range(edition: Edition, title: str, spread: Spread) -> Cell:
    """From the lowest to the highest, and where formats draw, every rater as a mark on the axis."""
    words, low, high = edition.words, spread.lowest or 0.0, spread.highest or 0.0
    first, last = edition.index_text(low), edition.index_text(high)
    ends = first if first == last else words.pgettext("interval", "{low} to {high}", low=first, high=last)
    told = words.gettext("{title}: {range} of 100", title=title, range=ends)
    marks = tuple(round(each.index, 2) for each in spread.raters if each.index is not None)
    dots = Dots(
        alternative=told, low=round(low, 2), high=round(high, 2), marks=marks or (round(low, 2), round(high, 2))
    )
    return Cell(text=ends, dots=dots)
