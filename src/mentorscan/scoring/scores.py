"""Scores: the figures of one cell (a group, or the whole), made from its sums.

Everything here is unprotected. What may leave is decided by ``mentorscan.disclosure``, which asks for the figures that
it shows and never for the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, sqrt
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from mentorscan.instrument.model import OPT_OUTS, Scale
from mentorscan.scoring.layout import PAIR, Base, Layout
from mentorscan.scoring.statistics import (
    AgreementIndices,
    Interval,
    Listwise,
    Moments,
    PairSums,
    agreement,
    correlation,
    linearised_error,
    mean_interval,
    moments_of_counts,
)
from mentorscan.scoring.tally import Sums, Tally

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
class Cell:
    """The sums of a group, or of the whole, with the figures made of them."""

    layout: Layout
    sums: Sums

    @property
    def base(self) -> Base:
        """The items that the results rest on."""
        return self.layout.base

    def section(self, name: str) -> list[int]:
        """A section of the sums as whole numbers."""
        return [int(each) for each in self.sums[self.layout.sections[name]]]

    @cached_property
    def rows(self) -> int:
        """Rows read."""
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
        measure = self.base.measures[name]
        numbers = iter(self.section(f"scores:{self.base.id}:{name}"))
        common = lcm(*measure.denominators)
        n = total = squares = 0
        for denominator, count, numerators, squared in zip(
            measure.denominators, numbers, numbers, numbers, strict=True
        ):
            n += count
            total += numerators * (common // denominator)
            squares += squared * (common // denominator) ** 2
        return Moments(n, total, squares, common * measure.unit) if n else None

    def score(self, name: str, *, scale: Scale | None = None) -> ScoreFigures | None:
        """A measure's figures; without a ``scale`` (facets, practices) ``mean`` and ``sd`` are on 0-100 too."""
        moments = self.moments(name)
        if moments is None:
            return None
        index = 100 * moments.mean
        sd = None if moments.sd is None else 100 * moments.sd
        lowest, width = (scale.lowest, scale.range) if scale else (0, 100)
        return ScoreFigures(
            n=moments.n,
            mean=lowest + width * moments.mean,
            sd=None if moments.sd is None else width * moments.sd,
            index=index,
            sd_index=sd,
            interval=mean_interval(index, None if sd is None else sd / sqrt(moments.n), df=moments.n - 1, bounds=INDEX),
        )

    def scale(self, item: str) -> Scale:
        """The scale of an item."""
        instrument = self.layout.instrument
        return instrument.scale_of(instrument.questionnaire_of[item])

    def counts(self, item: str) -> list[int]:
        """How often each point was chosen, lowest first, after reversing."""
        points = len(self.scale(item).points)
        counts = self.section(f"answers:{item}")[1 : points + 1]
        return counts[::-1] if self.layout.instrument.items[item].reverse else counts

    def answered(self, item: str) -> int:
        """How many answered an item on its scale."""
        return sum(self.counts(item))

    def item(self, item: str) -> ItemScores:
        """An item's figures."""
        scale = self.scale(item)
        values = [point.value for point in scale.points]
        counts = self.counts(item)
        states = dict(zip(self.layout.states[item], self.section(f"answers:{item}"), strict=True))
        moments = moments_of_counts(counts, values)
        return ItemScores(
            answered=sum(counts),
            mean=moments and moments.mean,
            sd=moments and moments.sd,
            index=moments and scale.index(moments.mean),
            shares=moments and shares(counts, values, scale),
            counts={str(value): states[str(value)] for value in values},
            blank=states["blank"],
            **{code: states.get(code, 0) for code in OPT_OUTS},
        )

    def agreement(self, items: Sequence[str]) -> AgreementIndices:
        """Agreement among the people of this cell on some items of one scale."""
        return agreement([self.counts(item) for item in items])

    def overall(self, hallmarks: Sequence[str]) -> tuple[float | None, Interval | None]:
        """The mean of these hallmarks' indices with its interval; hallmarks without a score are left out."""
        found = {each: self.moments(each) for each in hallmarks}
        scored = {each: moments for each, moments in found.items() if moments is not None}
        if not scored:
            return None, None
        index = 100 * fmean(each.mean for each in scored.values())
        error = linearised_error(self._deviations(scored), [each.n for each in scored.values()], people=self.scored)
        return index, mean_interval(index, error and 100 * error, df=self.scored - 1, bounds=INDEX)

    def _deviations(self, scored: dict[str, Moments]) -> NDArray[np.float64]:
        """Sums of products of people's deviations from the hallmarks' means, as fractions of the range: (H, H)."""
        names = list(scored)
        made = np.zeros((len(names), len(names)))
        for i, a in enumerate(names):
            x = scored[a]
            made[i, i] = x.deviations / (x.n * x.unit**2)
            for j, b in enumerate(names[:i]):
                y, pair = scored[b], self.pair(a, b)
                unit_a, unit_b = (self.base.questionnaires[each].quantum for each in (a, b))
                mean_a, mean_b = Fraction(x.total * unit_a, x.n * x.unit), Fraction(y.total * unit_b, y.n * y.unit)
                total = pair.products - mean_a * pair.sum_b - mean_b * pair.sum_a + pair.n * mean_a * mean_b
                made[i, j] = made[j, i] = total / (unit_a * unit_b)
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


def shares(counts: Sequence[int], values: Sequence[int], scale: Scale) -> Shares:
    """Favourable, neutral and unfavourable shares of counted answers."""
    n = sum(counts)
    favourable = sum(count for count, value in zip(counts, values, strict=True) if value >= scale.favourable_from)
    unfavourable = sum(count for count, value in zip(counts, values, strict=True) if value <= scale.unfavourable_to)
    return Shares(favourable=favourable / n, neutral=(n - favourable - unfavourable) / n, unfavourable=unfavourable / n)


@dataclass(frozen=True)
class Scores:
    """The scores of a tally."""

    tally: Tally

    @cached_property
    def whole(self) -> Cell:
        """Everyone."""
        return Cell(self.tally.layout, self.tally.whole)

    @property
    def base(self) -> Base:
        """The items that the results rest on."""
        return self.tally.layout.base

    @cached_property
    def cells(self) -> dict[str, dict[str | None, Cell]]:
        """Per segment the groups: all declared ones in their order, else by code point; without a group last.

        A parent is the sum of the people in it and in all its descendants; one of whom nobody has a cell is left out.
        """
        declared = {each.id: each.groups for each in self.tally.instrument.segments}
        nobody = np.zeros_like(self.tally.whole)
        cells = {}
        for segment, groups in self.tally.margins.items():
            parents = {group.id: group.parent for group in declared.get(segment, ())}
            sums = dict(groups)
            for group in groups:
                for ancestor in ancestors_of(group, parents):
                    sums[ancestor] = sums.get(ancestor, nobody) + groups[group]
            inner = set(parents.values())
            order: list[str | None] = [group for group in parents if group in sums or group not in inner]
            order += sorted(group for group in groups if group is not None and group not in order)
            order += [None] if None in groups else []
            cells[segment] = {group: Cell(self.tally.layout, sums.get(group, nobody)) for group in order}
        return cells

    def listwise(self, questionnaire: str) -> Listwise:
        """The sums over people complete on a questionnaire's items."""
        section = self.tally.layout.whole_sections[f"listwise:{self.base.id}:{questionnaire}"]
        k = len(self.base.questionnaires[questionnaire].items)
        return Listwise.from_vector(self.tally.listwise[section].tolist(), k)


def ancestors_of(group: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """The groups above a group, the nearest first. ``parents``: group -> parent.

    >>> ancestors_of("c", {"a": None, "b": "a", "c": "b"})
    ['b', 'a']
    """
    found: list[str] = []
    above = parents.get(group) if group is not None else None
    while above is not None:
        found.append(above)
        above = parents.get(above)
    return found
