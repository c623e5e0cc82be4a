"""Means, spreads, shares and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from scipy.special import ndtri, stdtrit

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


def finite_population_factor(n: int, *, people: int) -> float:
    """What a standard error shrinks by where ``n`` of ``people`` answered: ``sqrt(1 - n / people)``; 0 if all did.

    Source: Cochran 1977, the form that goes with the variance of n - 1.

    Raises:
        ValueError: where more answered than there are.

    >>> finite_population_factor(75, people=100), finite_population_factor(100, people=100)
    (0.5, 0.0)
    """
    if n > people:
        raise ValueError(f"{n} answered of {people}")
    return sqrt((people - n) / people) if people else 0.0


def wilson_interval(share: float, n: float) -> Interval:
    """The 95 % interval of a share by Wilson's score method, within 0 and 1.

    ``n``: how many answered; with weights, their effective number. Bounds
    ``(p + z2 / 2n -/+ z sqrt(p (1 - p) / n + z2 / 4n2)) / (1 + z2 / n)``. Source: Wilson 1927; Brown, Cai & DasGupta
    2001, who recommend it for small n.

    Raises:
        ValueError: for a share outside 0 to 1, or nobody.

    >>> [round(bound, 6) for bound in wilson_interval(0.5, 24)]
    [0.314274, 0.685726]
    """
    if not 0 <= share <= 1 or n <= 0:
        raise ValueError(f"no interval of a share of {share} with n = {n}")
    z = float(ndtri((1 + LEVEL) / 2))
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - reach), min(1.0, middle + reach)
