"""The statistics: small pure functions of sums. Definitions, defaults and sources: ``docs/statistics.md``.

``None`` stands for a figure that cannot be computed; never 0, never NaN. Sums are whole numbers of any size and stay so
until the last division.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import geometric_mean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri, stdtrit

Interval = tuple[float, float]
LEVEL = 0.95
"""The confidence level of every interval."""


class Moments(NamedTuple):
    """n values by their exact sum and sum of squares, in whole ``1 / unit``."""

    n: int
    total: int
    squares: int
    unit: int = 1

    @property
    def mean(self) -> float:
        """The mean, correctly rounded.

        >>> Moments(3, 200, 20000, unit=100).mean
        0.6666666666666666
        """
        return self.total / (self.n * self.unit)

    @property
    def deviations(self) -> int:
        """N times the sum of squared deviations from the mean, in ``1 / unit**2``; exact."""
        return self.n * self.squares - self.total**2

    @property
    def variance(self) -> float | None:
        """The variance with n - 1; ``None`` for fewer than two values.

        >>> Moments(3, 6, 14).variance
        1.0
        """
        return self.deviations / (self.n * (self.n - 1) * self.unit**2) if self.n > 1 else None

    @property
    def sd(self) -> float | None:
        """The standard deviation with n - 1; ``None`` for fewer than two values."""
        return None if self.variance is None else sqrt(self.variance)


def moments_of_counts(counts: Sequence[int], values: Sequence[int]) -> Moments | None:
    """The moments of values that were each counted; ``None`` without any.

    >>> moments_of_counts([1, 0, 1], [1, 2, 3])
    Moments(n=2, total=4, squares=10, unit=1)
    """
    n = total = squares = 0
    for count, value in zip(counts, values, strict=True):
        n += count
        total += count * value
        squares += count * value * value
    return Moments(n, total, squares) if n else None


def mean_interval(mean: float, standard_error: float | None, *, df: int, bounds: Interval) -> Interval | None:
    """The 95 % interval ``mean +/- t(df) se``, clipped to the scale; ``None`` without a standard error.

    Source: any text; Student 1908. Clipping keeps the interval on the scale and changes no coverage.
    """
    if standard_error is None or df < 1:
        return None
    reach = float(stdtrit(df, (1 + LEVEL) / 2)) * standard_error
    return max(bounds[0], mean - reach), min(bounds[1], mean + reach)


@dataclass(frozen=True, slots=True)
class Listwise:
    """n complete people on k variables: ``sums`` (k,) and ``products`` (k, k), whole numbers."""

    n: int
    sums: tuple[int, ...]
    products: tuple[tuple[int, ...], ...]

    @classmethod
    def from_vector(cls, vector: Sequence[int], k: int) -> Listwise:
        """From n, k sums and the upper triangle of the products, row by row.

        >>> Listwise.from_vector([2, 3, 7, 5, 11, 25], 2)
        Listwise(n=2, sums=(3, 7), products=((5, 11), (11, 25)))
        """
        products = [[0] * k for _ in range(k)]
        position = 1 + k
        for i in range(k):
            for j in range(i, k):
                products[i][j] = products[j][i] = int(vector[position])
                position += 1
        return cls(int(vector[0]), tuple(int(each) for each in vector[1 : 1 + k]), tuple(map(tuple, products)))

    @property
    def deviations(self) -> list[list[int]]:
        """N times the sums of products of deviations from the means, exact; shape (k, k)."""
        return [
            [product * self.n - self.sums[i] * self.sums[j] for j, product in enumerate(row)]
            for i, row in enumerate(self.products)
        ]


def cronbach_alpha(listwise: Listwise) -> float | None:
    """Cronbach's alpha, ``k / (k - 1) * (1 - trace C / sum C)``; ``None`` for k < 2, n < 2 or a constant sum score.

    Source: Cronbach 1951. Negative where items point in different directions, and given as it is.
    """
    k = len(listwise.sums)
    if k < 2 or listwise.n < 2:
        return None
    c = listwise.deviations
    total = sum(sum(row) for row in c)
    if total == 0:
        return None
    return k * (total - sum(c[i][i] for i in range(k))) / ((k - 1) * total)


def alpha_interval(alpha: float, *, n: int, k: int) -> Interval | None:
    """Feldt's interval of alpha with ``(n - 1)`` and ``(n - 1)(k - 1)`` degrees of freedom. Source: Feldt 1965.

    >>> [round(bound, 9) for bound in alpha_interval(0.84314276956476, n=30, k=7)]
    [0.739375686, 0.915773072]
    """
    if n < 2 or k < 2:
        return None
    df1, df2 = n - 1, (n - 1) * (k - 1)
    tail = (1 - LEVEL) / 2
    low, high = (1 - (1 - alpha) * float(fdtri(df1, df2, p)) for p in (1 - tail, tail))
    return low, high


def item_rest(listwise: Listwise) -> list[float | None]:
    """Each item's correlation with the sum of the others (corrected item-total correlation).

    ``None`` where the item or the rest is constant, or k < 2.
    """
    k = len(listwise.sums)
    if k < 2 or listwise.n < 2:
        return [None] * k
    c = listwise.deviations
    row = [sum(each) for each in c]
    total = sum(row)
    found: list[float | None] = []
    for i in range(k):
        rest = total - 2 * row[i] + c[i][i]
        product = c[i][i] * rest
        found.append((row[i] - c[i][i]) / sqrt(product) if product > 0 else None)
    return found


class PairSums(NamedTuple):
    """The sums of two scores over the people who have both."""

    n: int
    sum_a: int
    sum_b: int
    squares_a: int
    squares_b: int
    products: int


def correlation(pair: PairSums, *, minimum: int) -> float | None:
    """Pearson's correlation of two scores; ``None`` below ``minimum`` people or without variation.

    >>> correlation(PairSums(3, 6, 6, 14, 14, 14), minimum=3)
    1.0
    """
    n, sum_a, sum_b, squares_a, squares_b, products = pair
    if n < max(minimum, 2):
        return None
    a, b = n * squares_a - sum_a**2, n * squares_b - sum_b**2
    if a <= 0 or b <= 0:
        return None
    value = (n * products - sum_a * sum_b) / sqrt(a * b)
    return max(-1.0, min(1.0, value))


@dataclass(frozen=True)
class AgreementIndices:
    """Agreement within a group, on its items; see ``agreement``."""

    r_wg_star: float | None
    r_wg_j: float | None
    r_wg_j_skewed: float | None
    ad_m: float | None


SLIGHTLY_SKEWED = {5: 1.34}
"""The variance of .05 .15 .20 .35 .25 on five points (LeBreton & Senter 2008); other lengths have no agreed one."""


def agreement(items: Sequence[Sequence[int]]) -> AgreementIndices:
    """Agreement from each item's counts of points (all on one scale of A points), items with one answer left out.

    - ``r_wg_star`` = 1 - mean(s2) / ((A2 - 1) / 12), Lindell, Brandt & Whitney 1999; may be negative
    - ``r_wg_j``: James, Demaree & Wolf 1984, the ratio truncated at 1; under the uniform and the slightly skewed null
    - ``ad_m``: mean absolute deviation from the item's mean, Burke, Finkelstein & Dusig 1999

    >>> agreement([[0, 0, 0, 3, 0]] * 2)
    AgreementIndices(r_wg_star=1.0, r_wg_j=1.0, r_wg_j_skewed=1.0, ad_m=0.0)
    """
    used = [counts for counts in items if sum(counts) >= 2]
    if not used:
        return AgreementIndices(None, None, None, None)
    points, k = len(used[0]), len(used)
    variances, distances = [], []
    for counts in used:
        moments = moments_of_counts(counts, range(points))
        if moments is not None and moments.variance is not None:
            variances.append(moments.variance)
            n, total = moments.n, moments.total
            distances.append(sum(count * abs(step * n - total) for step, count in enumerate(counts)) / n**2)
    variance = fsum(variances) / k

    def r_wg_j(expected: float) -> float:
        ratio = min(variance / expected, 1.0)
        return k * (1 - ratio) / (k * (1 - ratio) + ratio)

    uniform = (points * points - 1) / 12
    return AgreementIndices(
        r_wg_star=1 - variance / uniform,
        r_wg_j=r_wg_j(uniform),
        r_wg_j_skewed=r_wg_j(SLIGHTLY_SKEWED[points]) if points in SLIGHTLY_SKEWED else None,
        ad_m=fsum(distances) / k,
    )


def linearised_error(deviations: NDArray[np.float64], n_scored: Sequence[int], *, people: int) -> float | None:
    """The standard error of the mean of the hallmarks' indices, by Taylor linearisation.

    ``se2 = 1/H2 * sum over pairs a, b of n/(n-1) * D_ab / (n_a n_b)``, ``deviations`` D (H, H): the sums over people
    of the products of their deviations from the hallmarks' indices, 0 where not scored; ``people`` n: those with at
    least one hallmark. (The error of the people's own means belongs to another quantity.) ``None`` for n < 2.
    """
    if people < 2:
        return None
    n = np.asarray(n_scored, dtype=np.float64)
    variance = people / (people - 1) * float((deviations / np.outer(n, n)).sum()) / len(n) ** 2
    return sqrt(max(0.0, variance))


def sustainability_of(indices: Sequence[float]) -> float | None:
    """The geometric mean of indices, each floored at 1: one that is missing cannot be bought off by the others.

    >>> round(sustainability_of([100, 1]), 9), sustainability_of([0, 0]), sustainability_of([])
    (10.0, 1.0, None)
    """
    return geometric_mean([max(1.0, each) for each in indices]) if indices else None


def reaches(value: float, bound: float) -> bool:
    """Whether a figure is at or above a bound, compared on nine decimals, as every comparison with a bound is.

    >>> reaches(59.99999999999999, 60), reaches(59.9999999, 60)
    (True, False)
    """
    return round(value, 9) >= bound
