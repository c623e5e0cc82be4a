"""Weighted sums of a cell: by a column of weights, or by the factors that rake crossed cells to headcounts.

Weights touch means, indices, their intervals, and shares. Counts, n, standard deviations, reliability, agreement, ICC,
correlations and drivers stay as they are, and so does the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.scoring.layout import PAIR, WEIGHTED_PAIR, Layout
from mentorscan.scoring.statistics import Moments, WeightedSums

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """The weighted sums of a cell: ``vector`` of shape (sum of ``layout.weighted_lengths``,), x in 1/quantum."""

    layout: Layout
    vector: Vector

    def __sub__(self, other: Weights) -> Weights:
        """The weighted sums of the people of this cell who are not in the other."""
        return Weights(self.layout, self.vector - other.vector)

    def section(self, name: str) -> list[float]:
        """A section of the vector."""
        found: list[float] = self.vector[self.layout.weighted_sections[name]].tolist()
        return found

    @property
    def people(self) -> tuple[float, float]:
        """The sums of w and of w squared over the people scored."""
        w, w2 = self.section(f"people:{self.layout.base.id}")
        return w, w2

    def answers(self, item: str) -> list[float]:
        """The sum of w of each state of an item."""
        return self.section(f"answers:{item}")

    def score(self, name: str, *, n: int) -> WeightedSums:
        """The weighted sums of a measure, over ``n`` people."""
        measure = self.layout.base.measures[name]
        w, wx, w2, w2x, w2x2 = self.section(f"scores:{self.layout.base.id}:{name}")
        return WeightedSums(n, w=w, wx=wx, w2=w2, w2x=w2x, w2x2=w2x2, unit=measure.quantum)

    def pair(self, a: str, b: str) -> tuple[float, float, float, float]:
        """The sums of w2, w2 x_a, w2 x_b and w2 x_a x_b of two questionnaires over people with both, in 1/quantum."""
        pairs = self.layout.base.pairs
        swapped = (a, b) not in pairs
        start = len(WEIGHTED_PAIR) * pairs.index((b, a) if swapped else (a, b))
        w2, first, second, products = self.section(f"pairs:{self.layout.base.id}")[start : start + len(WEIGHTED_PAIR)]
        return (w2, second, first, products) if swapped else (w2, first, second, products)


def weighted_by_column(layout: Layout, sums: NDArray[np.object_]) -> Weights:
    """The weighted sums that stand in a cell's vector, in whole weights."""
    vector = np.empty(len(layout.weighted_powers))
    for name, section in layout.weighted_sections.items():
        vector[section] = sums[layout.sections[f"weighted:{name}"]].astype(np.float64)
    return Weights(layout, vector / float(WEIGHT_UNIT) ** layout.weighted_powers)


def weighted_by_factors(layout: Layout, cells: Iterable[tuple[Vector, float]]) -> Weights:
    """The weighted sums of crossed cells, each a vector of sums with weight 1 (``sums_of_one``) and its factor."""
    total = np.zeros(len(layout.weighted_powers))
    for vector, factor in cells:
        total += factor**layout.weighted_powers * vector
    return Weights(layout, total)


def sums_of_one(layout: Layout, sums: NDArray[np.int64]) -> Vector:
    """The weighted sums of a cell in which everyone weighs 1, from its plain sums."""
    made: dict[str, Sequence[float]] = {
        f"answers:{item}": sums[layout.sections[f"answers:{item}"]].tolist() for item in layout.items
    }
    for base in layout.bases:
        scored = sums[layout.sections[f"people:{base.id}"]][1]
        made[f"people:{base.id}"] = [scored, scored]
        for name, measure in base.measures.items():
            moments = measure.moments(sums[layout.sections[f"scores:{base.id}:{name}"]].tolist())
            n, x, x2 = in_quanta(moments, measure.quantum) if moments else (0, 0, 0)
            made[f"scores:{base.id}:{name}"] = [n, x, n, x, x2]
        pairs = sums[layout.sections[f"pairs:{base.id}"]].reshape(-1, len(PAIR))
        wanted = [PAIR.index(each) for each in ("n", "sum_a", "sum_b", "products")]
        made[f"pairs:{base.id}"] = pairs[:, wanted].ravel().tolist()
    return np.concatenate([np.asarray(made[name], np.float64) for name in layout.weighted_lengths])


def in_quanta(moments: Moments, quantum: int) -> tuple[float, float, float]:
    """N, sum and sum of squares of some values in 1/quantum."""
    return moments.n, moments.total * quantum / moments.unit, moments.squares * quantum**2 / moments.unit**2
