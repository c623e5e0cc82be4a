"""Weighted figures as they may be shown: no finer than whole answers of whole people would give.

A weighted share with twelve digits is a puzzle with one solution: whoever knows the weights can work out from it how
the people of every single weight answered. So shares are rounded to whole people, means to whole points of the answers
behind them, half-widths of intervals to a tenth of a point, p and what the weights cost to two digits. What is left
tells about as much of a single person as the unweighted figure would. Standard deviations and counts of answers, which
are never weighted, are left out: beside weighted figures they would be a second sum over the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from mentorscan.instrument.model import Scale
from mentorscan.scoring.comparison import Difference
from mentorscan.scoring.figures import Cell, ItemScores, ScoreFigures, Shares
from mentorscan.scoring.statistics import Interval

HALF_WIDTH = 1
"""Decimals of a half-width, in points of the index."""


class CoarseCell(Cell):
    """A cell of weighted people, with the figures that may be shown of it."""

    def score(self, name: str, *, scale: Scale | None = None) -> ScoreFigures | None:
        """A measure's figures, the mean as whole points of its items give it."""
        exact = super().score(name)
        if exact is None:
            return None
        measure = self.base.measures[name]
        index = 100 * rounded_share(exact.index / 100, exact.n * measure.unit * len(measure.items))
        lowest, width = (scale.lowest, scale.range) if scale else (0, 100)
        interval = coarse_interval(exact.interval, before=exact.index, after=index)
        return replace(exact, mean=lowest + width * index / 100, index=index, sd=None, sd_index=None, interval=interval)

    def item(self, item: str) -> ItemScores:
        """An item's figures, mean and shares as whole answers give them."""
        exact, scale = super().item(item), self.scale(item)
        if exact.mean is None or exact.shares is None:
            return replace(exact, sd=None)
        mean = scale.lowest + scale.range * rounded_share(
            (exact.mean - scale.lowest) / scale.range, exact.answered * scale.range
        )
        shares = whole_shares(exact.shares, exact.answered)
        return replace(exact, mean=mean, index=scale.index(mean), shares=shares, sd=None)

    def favourable_interval(self, item: str) -> Interval | None:
        """Wilson's interval, in whole per cents."""
        exact = super().favourable_interval(item)
        return exact and (round(exact[0], 2), round(exact[1], 2))

    def overall(self, hallmarks: Sequence[str]) -> tuple[float | None, Interval | None]:
        """The mean of the hallmarks' rounded indices, with its interval."""
        exact, interval = super().overall(hallmarks)
        if exact is None:
            return None, None
        index = fmean(each.index for name in hallmarks if (each := self.score(name)) is not None)
        return index, coarse_interval(interval, before=exact, after=index)


def shown_cell(cell: Cell) -> Cell:
    """The cell itself, or where its people are weighted, the one whose figures may be shown."""
    if cell.weights is None:
        return cell
    return CoarseCell(cell.layout, cell.sums, weights=cell.weights)


def shown_difference(found: Difference, group: Cell, whole: Cell, *, measures: Sequence[str]) -> Difference:
    """A comparison, where people are weighted of the rounded indices and with rounded half-widths."""
    if group.weights is None:
        return found
    indices = [[score.index for each in measures if (score := shown_cell(cell).score(each))] for cell in (group, whole)]
    own, everyone = (fmean(each) for each in indices)
    low, high = (round(abs(bound - found.difference), HALF_WIDTH) for bound in found.interval)
    difference = own - everyone
    return replace(found, difference=difference, interval=(difference - low, difference + high))


def rounded_share(share: float, parts: int) -> float:
    """A share in whole parts.

    >>> rounded_share(0.4173, 12)
    0.4166666666666667
    """
    return round(share * parts) / parts


def whole_shares(shares: Shares, people: int) -> Shares:
    """Shares as whole people give them; together they are still 1."""
    favourable = round(shares.favourable * people)
    unfavourable = min(round(shares.unfavourable * people), people - favourable)
    neutral = people - favourable - unfavourable
    return Shares(favourable=favourable / people, neutral=neutral / people, unfavourable=unfavourable / people)


def coarse_interval(interval: Interval | None, *, before: float, after: float) -> Interval | None:
    """An interval around a rounded index, its half-widths rounded too; still on the index.

    >>> coarse_interval((41.23, 48.87), before=45.05, after=45.0)
    (41.2, 48.8)
    """
    if interval is None:
        return None
    low, high = (round(abs(bound - before), HALF_WIDTH) for bound in interval)
    return max(0.0, after - low), min(100.0, after + high)


def two_digits(value: float) -> float:
    """A number with two significant digits.

    >>> two_digits(1.01240), two_digits(0.66298), two_digits(146.2)
    (1.0, 0.66, 150.0)
    """
    return float(f"{value:.2g}")
