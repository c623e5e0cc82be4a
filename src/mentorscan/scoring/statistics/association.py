"""How figures go together: correlations, and what drives an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, lcm, sqrt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mentorscan.scoring.statistics.reliability import Listwise, correlations

MOST_PREDICTORS = 15
"""Shapley values look at every subset of the predictors: 32,768 of fifteen."""

LEAST_TOLERANCE = 1e-9
"""The share of a predictor's variance that the others leave unexplained, below which they are called collinear."""


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


class CannotRegressError(ValueError):
    """The variables at ``positions`` do not vary (``constant``), or follow from each other (``collinear``)."""

    def __init__(self, positions: Sequence[int], reason: Literal["constant", "collinear"]) -> None:
        self.positions = tuple(positions)
        self.reason = reason
        super().__init__(f"{reason}: {self.positions}")


@dataclass(frozen=True, slots=True)
class Regression:
    """What predictors (p,) have to do with an outcome: zero-order correlations, R2, and two ways to share R2 out.

    ``relative_weights`` and ``shapley`` each sum to ``r2``; ``shapley`` is ``None`` above ``MOST_PREDICTORS``.
    """

    r: tuple[float, ...]
    r2: float
    relative_weights: tuple[float, ...]
    shapley: tuple[float, ...] | None


def relative_weights(matrix: NDArray[np.float64], with_outcome: Sequence[float]) -> tuple[float, ...]:
    """Johnson's relative weights: R2 shared out among the predictors, (p,).

    ``matrix`` (p, p): correlations of the predictors; ``with_outcome`` (p,): with the outcome. Through the orthogonal
    variables that are closest to the predictors: with L the symmetric root of the matrix, weight j is the sum over m
    of ``L_jm2 * (L^-1 r)_m2``. Source: Johnson 2000.

    >>> [round(weight, 9) for weight in relative_weights(np.eye(2), [0.6, 0.8])]
    [0.36, 0.64]
    """
    values, vectors = np.linalg.eigh(matrix)
    root = (vectors * np.sqrt(values)) @ vectors.T
    weights = root**2 @ np.linalg.solve(root, np.asarray(with_outcome, dtype=np.float64)) ** 2
    return tuple(weights.tolist())


def shapley(matrix: NDArray[np.float64], with_outcome: Sequence[float]) -> tuple[float, ...]:
    """Shapley values (LMG): what a predictor adds to R2, averaged over all orders in which predictors may enter, (p,).

    ``matrix`` (p, p): correlations of the predictors; ``with_outcome`` (p,): with the outcome. Source: Lindeman,
    Merenda & Gold 1980; Groemping 2006.

    Raises:
        ValueError: for more than ``MOST_PREDICTORS``.

    >>> [round(value, 9) for value in shapley(np.eye(2), [0.6, 0.8])]
    [0.36, 0.64]
    """
    p, r = len(matrix), np.asarray(with_outcome, dtype=np.float64)
    if p > MOST_PREDICTORS:
        raise ValueError(f"Shapley values of {p} predictors, at most {MOST_PREDICTORS}")
    explained = np.zeros(2**p)  # by the predictors whose bits are set
    sizes = np.zeros(2**p, dtype=np.int64)
    for size in range(1, p + 1):
        subsets = np.array(list(combinations(range(p), size)))
        masks = (1 << subsets).sum(axis=1)
        betas = np.linalg.solve(matrix[subsets[:, :, None], subsets[:, None, :]], r[subsets][:, :, None])[:, :, 0]
        explained[masks] = (betas * r[subsets]).sum(axis=1)
        sizes[masks] = size
    share = np.array([1 / (p * comb(p - 1, size)) for size in range(p)])  # of the orders in which these come before
    everyone = np.arange(2**p)
    values = []
    for j in range(p):
        without = everyone[everyone & (1 << j) == 0]
        values.append(float(share[sizes[without]] @ (explained[without | (1 << j)] - explained[without])))
    return tuple(values)


def regress(
    listwise: Listwise, *, predictors: Sequence[int], outcomes: Sequence[int], units: Sequence[int]
) -> Regression:
    """What the variables at ``predictors`` have to do with the mean of those at ``outcomes``. Never a cause.

    ``units``: of every variable; value / unit is a share of its range, of which the outcomes' mean is made. Exact
    until the correlations. Collinear are predictors of which the others leave less than ``LEAST_TOLERANCE``
    unexplained (1 - R2 of each on the others, from the eigenvalues of their correlations); all of them are named.

    Raises:
        CannotRegressError: for constant predictors, a constant outcome, or collinear predictors, in this order.
        ValueError: without predictors or outcomes.

    >>> people = Listwise(4, (10, 10, 20), ((30, 29, 59), (29, 30, 59), (59, 59, 118)))
    >>> round(regress(people, predictors=[0], outcomes=[1, 2], units=[3, 3, 6]).r2, 9)
    0.781081081
    """
    if not predictors or not outcomes:
        raise ValueError("a regression needs predictors and an outcome")
    joint = _with_outcome(listwise, predictors=predictors, outcomes=outcomes, units=units)
    c = joint.deviations
    if constant := [position for i, position in enumerate(predictors) if c[i][i] <= 0]:
        raise CannotRegressError(constant, "constant")
    matrix = correlations(joint)
    if matrix is None:
        raise CannotRegressError(outcomes, "constant")
    among, r = matrix[:-1, :-1], matrix[:-1, -1]
    if collinear := [predictors[i] for i in _collinear(among)]:
        raise CannotRegressError(collinear, "collinear")
    return Regression(
        r=tuple(r.tolist()),
        r2=float(r @ np.linalg.solve(among, r)),
        relative_weights=relative_weights(among, r.tolist()),
        shapley=shapley(among, r.tolist()) if len(predictors) <= MOST_PREDICTORS else None,
    )


def _with_outcome(
    listwise: Listwise, *, predictors: Sequence[int], outcomes: Sequence[int], units: Sequence[int]
) -> Listwise:
    """The predictors and, last, the sum of the outcomes in one common unit, in whole numbers."""
    common = lcm(*(units[i] for i in outcomes))
    made = [{i: 1} for i in predictors] + [{i: common // units[i] for i in outcomes}]
    return Listwise(
        listwise.n,
        tuple(sum(times * listwise.sums[i] for i, times in each.items()) for each in made),
        tuple(
            tuple(
                sum(a * b * listwise.products[i][j] for i, a in row.items() for j, b in column.items())
                for column in made
            )
            for row in made
        ),
    )


def _collinear(matrix: NDArray[np.float64]) -> list[int]:
    """The predictors that the others explain all but wholly: ``1 / (R^-1)_jj < LEAST_TOLERANCE``."""
    values, vectors = np.linalg.eigh(matrix)
    inverse_diagonal = (vectors**2 / np.maximum(values, np.finfo(np.float64).eps)).sum(axis=1)
    return [int(j) for j in np.flatnonzero(1 / inverse_diagonal < LEAST_TOLERANCE)]
