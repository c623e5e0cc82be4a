"""The ways to read a heatmap's cells: index and difference together, each alone, and the share that is favourable."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Number, Reading, View
from mentorscan.results import Figures, Shown

STEPS = 4
"""How deep the deepest shade of a sequential view is."""


def views(edition: Edition, *, tinted: bool) -> tuple[View, ...]:
    """The views of every heatmap, the one to start with first. ``tinted``: whether any cell stands out."""
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
            legend=" ".join(
                each
                for each in (
                    words.gettext("The first row holds the index of the whole, the others their difference from it."),
                    apart,
                )
                if each
            ),
            diverging=True,
        ),
        View(
            id="favourable",
            title=words.gettext("Favourable"),
            legend=words.gettext(
                "The mean share of favourable answers to a hallmark's statements. The stronger the tint, the larger "
                "the share."
            ),
        ),
    )


def readings(edition: Edition, cell: Cell, *, part: Shown, index: float, apart: Reading) -> tuple[Reading, ...]:
    """The cell in each of the views; ``apart``: in that of the differences."""
    number = Number(value=index, unit="index")
    return (
        Reading(text=cell.text, shade=cell.tint, number=number),
        Reading(text=cell.text, shade=_depth(edition, index), number=number),
        apart,
        _favourable(edition, part),
    )


def told(edition: Edition, cell: Cell) -> str:
    """A cell's figures in one line, each with its name."""
    words = edition.words
    names = (words.gettext("Index"), words.gettext("Difference"), words.gettext("Favourable"))
    return ", ".join(f"{name} {each.text}" for name, each in zip(names, cell.readings[1:], strict=True))


def _favourable(edition: Edition, part: Shown) -> Reading:
    """The favourable share, deeper by each fifth. There is none over all hallmarks."""
    share = part.favourable if isinstance(part, Figures) else None
    if share is None:
        return Reading(text=edition.missing(part, "favourable").text)
    depth = min(int(round(share, 9) * (STEPS + 1)), STEPS)
    return Reading(text=edition.words.share(share), shade=depth, number=Number(value=share, unit="share"))


def _depth(edition: Edition, index: float) -> int:
    """How deep the tint of the index's level is, of as many as there are levels."""
    return round(STEPS * edition.position_at(index) / max(len(edition.levels) - 1, 1))
