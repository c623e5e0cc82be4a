"""Groups against each other and against everyone else: how far they differ, and which do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from scipy.special import stdtr, stdtrit

from mentorscan.scoring.statistics.moments import LEVEL, Interval, Moments


@dataclass(frozen=True, slots=True)
class Icc:
    """ICC(1), how far the group explains an answer; ICC(2), the reliability of the groups' means; and their n0."""

    icc1: float | None
    icc2: float | None
    n0: float | None


def icc(groups: Sequence[Moments]) -> Icc:
    """ICC(1) and ICC(2) of groups of any size, one person included, from an analysis of variance.

    ``ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW)``, ``ICC(2) = (MSB - MSW) / MSB``, with
    ``n0 = (N - sum of n_g squared / N) / (G - 1)``. Source: Bliese 2000. (R's ``multilevel`` takes the mean size of a
    group for n0.) Exact until the last division. Negative where people differ more within groups than between them,
    and given as it is. ``None``: fewer than two groups, nobody beside another (N = G), no variation at all; ICC(2)
    also where all means are equal.

    Raises:
        ValueError: where the groups are counted in different units.

    >>> icc([Moments(3, 3, 3), Moments(3, 12, 48), Moments(3, 15, 75)])
    Icc(icc1=1.0, icc2=1.0, n0=3.0)
    """
    if len({group.unit for group in groups}) > 1:
        raise ValueError("groups in different units")
    people = sum(group.n for group in groups)
    if len(groups) < 2 or people == len(groups):
        return Icc(None, None, None)
    n0 = Fraction(people * people - sum(group.n**2 for group in groups), people * (len(groups) - 1))
    within = sum(Fraction(group.deviations, group.n) for group in groups) / (people - len(groups))
    means = sum(Fraction(group.total**2, group.n) for group in groups)
    between = (means - Fraction(sum(group.total for group in groups) ** 2, people)) / (len(groups) - 1)
    if between == within == 0:
        return Icc(None, None, float(n0))
    return Icc(
        icc1=float((between - within) / (between + (n0 - 1) * within)),
        icc2=float((between - within) / between) if between else None,
        n0=float(n0),
    )


@dataclass(frozen=True, slots=True)
class DifferenceTest:
    """A difference's 95 % interval and its two-sided p."""

    interval: Interval
    p: float


def difference_test(
    difference: float, *, squared_errors: tuple[float, float], people: tuple[int, int]
) -> DifferenceTest | None:
    """Whether a group differs from the whole that it is part of: Welch's test of the group against everyone else.

    ``difference``: group minus whole. As the group is in the whole, the two depend on each other, but their
    difference is a multiple of that between two parts that do not: the group and the rest. ``squared_errors``: what
    these two add to the difference's squared standard error; ``people``: how many they are. Degrees of freedom:
    ``(a + b)2 / (a2 / (n_a - 1) + b2 / (n_b - 1))``. Source: Welch 1947, Satterthwaite 1946. Without any error
    (to nine decimals: everyone agrees) the interval has no width, and p is 1 for no difference, else 0.
    ``None`` where one of the parts is fewer than two people.

    >>> found = difference_test(0.7, squared_errors=(5 / 12, 0.14), people=(4, 5))
    >>> round(found.p, 9), [round(bound, 9) for bound in found.interval]
    (0.391731561, [-1.225335371, 2.625335371])
    """
    if min(people) < 2:
        return None
    a, b = squared_errors
    error = sqrt(a + b)
    if round(error, 9) == 0:
        return DifferenceTest((difference, difference), 0.0 if round(difference, 9) else 1.0)
    df = (a + b) ** 2 / (a**2 / (people[0] - 1) + b**2 / (people[1] - 1))
    reach = float(stdtrit(df, (1 + LEVEL) / 2)) * error
    p = 2 * float(stdtr(df, -abs(difference) / error))
    return DifferenceTest((difference - reach, difference + reach), p)


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Each p adjusted for all the others, so that of those called different 5 % are expected to be alike.

    The smallest of ``m p / rank`` from its own rank upwards, at most 1. Source: Benjamini & Hochberg 1995.

    >>> benjamini_hochberg([0.01, 0.5, 0.03, 0.04])
    [0.04, 0.5, 0.05333333333333334, 0.05333333333333334]
    """
    adjusted = [0.0] * len(p)
    lowest = 1.0
    for rank, position in sorted(enumerate(sorted(range(len(p)), key=p.__getitem__), start=1), reverse=True):
        lowest = min(lowest, len(p) * p[position] / rank)
        adjusted[position] = lowest
    return adjusted
