"""The whole picture: the error of the mean of the hallmarks, sustainability, comparisons with bounds."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import geometric_mean

import numpy as np
from numpy.typing import NDArray


def mean_covariance(
    deviations: NDArray[np.float64], n_scored: Sequence[float], *, people: int
) -> NDArray[np.float64] | None:
    """How the hallmarks' means vary together, (H, H), by Taylor linearisation: ``n / (n - 1) * D_ab / (n_a n_b)``.

    ``deviations`` D (H, H): the sums over people of the products of their deviations from the hallmarks' means, 0
    where not scored; ``n_scored`` (H,): the people scored on each; ``people`` n: those with at least one hallmark.
    ``None`` for n < 2.

    >>> mean_covariance(np.array([[2.0, 1.0], [1.0, 2.0]]), [2, 2], people=2).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    if people < 2:
        return None
    n = np.asarray(n_scored, dtype=np.float64)
    return people / (people - 1) * deviations / np.outer(n, n)


def combined_error(covariance: NDArray[np.float64], factors: Sequence[float]) -> float:
    """The squared standard error of the mean of H figures, each ``factor * mean``: ``f C f / H2``.

    ``covariance`` C (H, H): of the means; ``factors`` f (H,): e.g. points of the index per unit of the scale, or the
    finite-population factors. Never below 0, whatever rounding says.

    >>> combined_error(np.array([[1.0, 0.5], [0.5, 1.0]]), [1.0, 2.0])
    1.75
    """
    f = np.asarray(factors, dtype=np.float64)
    return max(0.0, float(f @ covariance @ f) / len(f) ** 2)


def linearised_error(deviations: NDArray[np.float64], n_scored: Sequence[int], *, people: int) -> float | None:
    """The standard error of the mean of the hallmarks' indices, by Taylor linearisation.

    See ``mean_covariance`` for what is taken. (The error of the people's own means belongs to another quantity.)
    ``None`` for fewer than two people.
    """
    covariance = mean_covariance(deviations, n_scored, people=people)
    return None if covariance is None else sqrt(combined_error(covariance, [1.0] * len(n_scored)))


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
