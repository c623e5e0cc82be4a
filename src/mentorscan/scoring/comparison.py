"""Groups against the whole that they are part of: the difference in points of the index, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from mentorscan.scoring.figures import Cell, Mean
from mentorscan.scoring.statistics import Interval, combined_error, difference_test

SIGNIFICANT = 0.05
"""A group is called above or below the whole where its corrected p is at most this."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A group's index minus that of the whole, with its 95 % interval and its p (of this comparison alone)."""

    difference: float
    interval: Interval
    p: float


def compare(group: Cell, *, rest: Cell, whole: Cell, measures: Sequence[str]) -> Difference | None:
    """The mean of some questionnaires' indices in a group against that in the whole; of one, its index.

    A group is part of the whole: ``M_g - M = (1 - share) (M_g - M_rest)`` on each questionnaire, ``share`` that of the
    group in the people (in the weights) behind the whole's mean. So the test is Welch's of the group against everyone
    else, and its interval that difference's, shrunk alike. There is no finite-population correction.

    ``rest``: the whole without the group. ``None`` where the group is everyone, or one of the two has no spread to
    judge by.
    """
    own, others, everyone = (each.means(measures) for each in (group, rest, whole))
    if not measures or any(set(means) != set(measures) for means in (own, others, everyone)):
        return None
    factors = [100 * (1 - own[each].weight / everyone[each].weight) for each in measures]
    a, b = (_squared_error(cell, means, factors) for cell, means in ((group, own), (rest, others)))
    if a is None or b is None:
        return None
    difference = 100 * fmean(own[each].value - everyone[each].value for each in measures)
    people = (group.scored, rest.scored) if len(measures) > 1 else (own[measures[0]].n, others[measures[0]].n)
    test = difference_test(difference, squared_errors=(a, b), people=people)
    return None if test is None else Difference(difference=difference, interval=test.interval, p=test.p)


def _squared_error(cell: Cell, means: Mapping[str, Mean], factors: Sequence[float]) -> float | None:
    """The squared error of the mean of these means, each times its factor; ``None`` for fewer than two people."""
    if len(means) == 1:
        error = next(iter(means.values())).error
        return None if error is None else (factors[0] * error) ** 2
    covariance = cell.covariance(means)
    return None if covariance is None else combined_error(covariance, factors)
