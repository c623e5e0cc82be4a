"""The figures of one cell (a group, or the whole), made from its sums.

Everything here is unprotected. What may leave is decided by ``mentorscan.disclosure``, which asks for the figures that
it shows and never for the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import fmean
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mentorscan.instrument.model import OPT_OUTS, Scale
from mentorscan.scoring.layout import PAIR, Base, Layout
from mentorscan.scoring.statistics import (
    AgreementIndices,
    Interval,
    Moments,
    PairSums,
    agreement,
    combined_error,
    correlation,
    design_effect,
    finite_population_factor,
    mean_covariance,
    mean_interval,
    moments_of_counts,
    weighted_error,
    wilson_interval,
)
from mentorscan.scoring.tally import Sums
from mentorscan.scoring.weights import Weights

Number = TypeVar("Number", int, float)
INDEX: Interval = (0.0, 100.0)


@dataclass(frozen=True, kw_only=True)
class ScoreFigures:
    """A score's figures; ``mean`` and ``sd`` in scale units (``sd_index``: on 0-100), ``interval`` on the index."""

    n: int
    mean: float
    sd: float | None
    index: float
    sd_index: float | None
    interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class Shares:
    """Shares of scored answers, 0-1."""

    favourable: float
    neutral: float
    unfavourable: float


@dataclass(frozen=True, kw_only=True)
class ItemScores:
    """An item's figures: ``counts`` of points as answered, all else after reversing; ``None`` without answers."""

    answered: int
    mean: float | None
    sd: float | None
    index: float | None
    shares: Shares | None
    counts: dict[str, int]
    dont_know: int
    not_applicable: int
    blank: int


@dataclass(frozen=True)
class Mean:
    """A mean of n people, as a fraction of the range, with its standard error; ``weight``: n, or the sum of weights."""

    n: int
    value: float
    error: float | None
    weight: float


@dataclass(frozen=True)
class Cell:
    """The sums of a group, or of the whole, with the figures made of them.

    ``headcount``: how many people it has, where that is known; ``weights``: its weighted sums, where respondents are
    weighted. With weights means, indices, intervals and shares are weighted, and no headcount narrows an interval.
    """

    layout: Layout
    sums: Sums
    headcount: int | None = None
    weights: Weights | None = None

    def __sub__(self, other: Cell) -> Cell:
        """The people of this cell who are not in the other, which is part of it."""
        weights = self.weights - other.weights if self.weights and other.weights else None
        return Cell(self.layout, self.sums - other.sums, weights=weights)

    @property
    def base(self) -> Base:
        """The items that the results rest on."""
        return self.layout.base

    def section(self, name: str) -> list[int]:
        """A section of the sums as whole numbers."""
        numbers: list[int] = self.sums[self.layout.sections[name]].tolist()
        return numbers

    @cached_property
    def rows(self) -> int:
        """Rows in the sums."""
        return self.section("rows")[0]

    @cached_property
    def empty(self) -> int:
        """Rows in which every item was blank."""
        return self.section(f"people:{self.base.id}")[0]

    @cached_property
    def scored(self) -> int:
        """People with at least one hallmark scored."""
        return self.section(f"people:{self.base.id}")[1]

    def n(self, measure: str) -> int:
        """People scored on a measure (an id of ``Base.measures``); 0 where it was not asked."""
        if measure not in self.base.measures:
            return 0
        return sum(self.section(f"scores:{self.base.id}:{measure}")[::3])

    def moments(self, name: str) -> Moments | None:
        """The exact moments of the scores on a measure, as fractions of the range; ``None`` where nobody is scored."""
        if name not in self.base.measures:
            return None
        return self.base.measures[name].moments(self.section(f"scores:{self.base.id}:{name}"))

    @cached_property
    def _means(self) -> dict[str, Mean | None]:
        """The means that were asked for so far."""
        return {}

    def mean(self, name: str) -> Mean | None:
        """The mean of the scores on a measure, with its error; ``None`` where nobody is scored, or all weigh 0."""
        if name not in self._means:
            self._means[name] = self._mean(name)
        return self._means[name]

    def _mean(self, name: str) -> Mean | None:
        moments = self.moments(name)
        if moments is None:
            return None
        if self.weights is None:
            error = None if moments.sd is None else moments.sd / sqrt(moments.n)
            return Mean(moments.n, moments.mean, error, float(moments.n))
        weighted = self.weights.score(name, n=moments.n)
        if weighted.w <= 0:
            return None
        return Mean(moments.n, weighted.mean, weighted_error(weighted), weighted.w)

    def score(self, name: str, *, scale: Scale | None = None) -> ScoreFigures | None:
        """A measure's figures; without a ``scale`` (facets, practices) ``mean`` and ``sd`` are on 0-100 too."""
        mean, moments = self.mean(name), self.moments(name)
        if mean is None or moments is None:
            return None
        index = 100 * mean.value
        lowest, width = (scale.lowest, scale.range) if scale else (0, 100)
        return ScoreFigures(
            n=mean.n,
            mean=lowest + width * mean.value,
            sd=None if moments.sd is None else width * moments.sd,
            index=index,
            sd_index=None if moments.sd is None else 100 * moments.sd,
            interval=self.interval(index, mean.error, n=mean.n),
        )

    def interval(self, index: float, error: float | None, *, n: int) -> Interval | None:
        """The 95 % interval of an index from the error of its mean, as a fraction of the range, over ``n`` people.

        With a headcount it is narrower, down to a point where everyone answered.
        """
        if error is None:
            return None
        if self.headcount and self.weights is None:
            error *= finite_population_factor(min(n, self.headcount), people=self.headcount)
        return mean_interval(index, 100 * error, df=n - 1, bounds=INDEX)

    def scale(self, item: str) -> Scale:
        """The scale of an item."""
        instrument = self.layout.instrument
        return instrument.scale_of(instrument.questionnaire_of[item])

    def counts(self, item: str) -> list[int]:
        """How often each point was chosen, lowest first, after reversing."""
        return self._of_points(item, self.section(f"answers:{item}"))

    def weighted_counts(self, item: str) -> Sequence[float]:
        """The same, everyone counted by their weight."""
        if self.weights is None:
            return self.counts(item)
        return self._of_points(item, self.weights.answers(item))

    def _of_points(self, item: str, states: Sequence[Number]) -> list[Number]:
        """Of figures of an item's states those of its points, lowest first, after reversing."""
        points: list[Number] = list(states[1 : len(self.scale(item).points) + 1])
        return points[::-1] if self.layout.instrument.items[item].reverse else points

    def answered(self, item: str) -> int:
        """How many answered an item on its scale."""
        return sum(self.counts(item))

    def item(self, item: str) -> ItemScores:
        """An item's figures."""
        scale = self.scale(item)
        values = [point.value for point in scale.points]
        counts, weighted = self.counts(item), self.weighted_counts(item)
        states = dict(zip(self.layout.states[item], self.section(f"answers:{item}"), strict=True))
        moments = moments_of_counts(counts, values)
        total = sum(weighted)
        points = sum(count * value for count, value in zip(weighted, values, strict=True))
        mean = points / total if total > 0 else None
        return ItemScores(
            answered=sum(counts),
            mean=mean,
            sd=moments and moments.sd,
            index=None if mean is None else scale.index(mean),
            shares=shares(weighted, values, scale) if total > 0 else None,
            counts={str(value): states[str(value)] for value in values},
            blank=states["blank"],
            **{code: states.get(code, 0) for code in OPT_OUTS},
        )

    def favourable_interval(self, item: str) -> Interval | None:
        """Wilson's interval of an item's favourable share; under weights of the people that they are worth."""
        figures = self.item(item)
        if figures.shares is None:
            return None
        w, w2 = self.weights.people if self.weights else (1.0, 1.0)
        lost = design_effect(self.scored, total=w, squares=w2).deff if self.weights and w > 0 else 1.0
        return wilson_interval(figures.shares.favourable, figures.answered / lost)

    def agreement(self, items: Sequence[str]) -> AgreementIndices:
        """Agreement among the people of this cell on some items of one scale."""
        return agreement([self.counts(item) for item in items])

    def overall(self, hallmarks: Sequence[str]) -> tuple[float | None, Interval | None]:
        """The mean of these hallmarks' indices with its interval; hallmarks without a score are left out."""
        scored = self.means(hallmarks)
        if not scored:
            return None, None
        index = 100 * fmean(each.value for each in scored.values())
        covariance = self.covariance(scored)
        error = None if covariance is None else sqrt(combined_error(covariance, [1.0] * len(scored)))
        return index, self.interval(index, error, n=self.scored)

    def means(self, measures: Sequence[str]) -> dict[str, Mean]:
        """The means of those of these measures on which anyone is scored."""
        return {each: mean for each in measures if (mean := self.mean(each)) is not None}

    def covariance(self, means: Mapping[str, Mean]) -> NDArray[np.float64] | None:
        """How the means of these questionnaires vary together, as fractions of the range: (H, H)."""
        deviations = self._weighted_deviations(means) if self.weights else self._deviations(means)
        return mean_covariance(deviations, [each.weight for each in means.values()], people=self.scored)

    def _deviations(self, means: Mapping[str, Mean]) -> NDArray[np.float64]:
        """Sums of products of people's deviations from the hallmarks' means, as fractions of the range: (H, H)."""
        names = list(means)
        scored = {each: moments for each in names if (moments := self.moments(each)) is not None}
        made = np.zeros((len(names), len(names)))
        for i, a in enumerate(names):
            x = scored[a]
            made[i, i] = x.deviations / (x.n * x.unit**2)
            for j, b in enumerate(names[:i]):
                y, pair = scored[b], self.pair(a, b)
                unit_a, unit_b = (self.base.questionnaires[each].quantum for each in (a, b))
                # The means in 1/quantum are top_a / below_a and top_b / below_b: whole numbers until the last division.
                top_a, below_a, top_b, below_b = x.total * unit_a, x.n * x.unit, y.total * unit_b, y.n * y.unit
                total = pair.products * below_a * below_b + pair.n * top_a * top_b
                total -= top_a * below_b * pair.sum_b + top_b * below_a * pair.sum_a
                made[i, j] = made[j, i] = total / (below_a * below_b * unit_a * unit_b)
        return made

    def _weighted_deviations(self, means: Mapping[str, Mean]) -> NDArray[np.float64]:
        """The same of the deviations times the weights."""
        names, weights = list(means), self.weights
        made = np.zeros((len(names), len(names)))
        if weights is None:
            return made
        for i, a in enumerate(names):
            own, mean_a = weights.score(a, n=means[a].n), means[a].value
            spread = own.w2x2 / own.unit**2 - 2 * mean_a * own.w2x / own.unit + mean_a**2 * own.w2
            made[i, i] = max(0.0, spread)
            for j, b in enumerate(names[:i]):
                mean_b = means[b].value
                unit_a, unit_b = (self.base.questionnaires[each].quantum for each in (a, b))
                w2, w2a, w2b, w2ab = weights.pair(a, b)
                total = w2ab / (unit_a * unit_b) - mean_a * w2b / unit_b - mean_b * w2a / unit_a + mean_a * mean_b * w2
                made[i, j] = made[j, i] = total
        return made

    def pair(self, a: str, b: str) -> PairSums:
        """The sums of two questionnaires' scores over people with both, in 1/quantum."""
        pairs = self.base.pairs
        swapped = (a, b) not in pairs
        position = len(PAIR) * pairs.index((b, a) if swapped else (a, b))
        sums = PairSums(*self.section(f"pairs:{self.base.id}")[position : position + len(PAIR)])
        if not swapped:
            return sums
        return PairSums(sums.n, sums.sum_b, sums.sum_a, sums.squares_b, sums.squares_a, sums.products)

    def correlation(self, a: str, b: str, *, minimum: int) -> float | None:
        """Pearson's correlation of two questionnaires' scores, over people with both."""
        return correlation(self.pair(a, b), minimum=minimum)


def shares(counts: Sequence[float], values: Sequence[int], scale: Scale) -> Shares:
    """Favourable, neutral and unfavourable shares of counted answers."""
    n = sum(counts)
    favourable = sum(count for count, value in zip(counts, values, strict=True) if value >= scale.favourable_from)
    unfavourable = sum(count for count, value in zip(counts, values, strict=True) if value <= scale.unfavourable_to)
    return Shares(favourable=favourable / n, neutral=(n - favourable - unfavourable) / n, unfavourable=unfavourable / n)
