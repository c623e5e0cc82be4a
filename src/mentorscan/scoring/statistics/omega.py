"""McDonald's omega: one common factor by maximum likelihood on raw answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentorscan.scoring.statistics.reliability import Listwise, correlations

Floats = NDArray[np.float64]

ROUNDS = 100
"""Newton's method arrives in 5 to 25 rounds, or runs away."""

ARRIVED = 1e-9
"""A step at which Newton's method has arrived: the next one would be about its square."""


@dataclass(frozen=True, slots=True)
class Omega:
    """Omega and the one-factor model that it rests on, in units of the answers.

    ``heywood``: a residual variance is negative, which no population has: too few people, or not one factor.
    """

    value: float
    heywood: bool
    loadings: tuple[float, ...]
    residuals: tuple[float, ...]


def omega(listwise: Listwise) -> Omega | None:
    """McDonald's omega, ``(sum l)2 / ((sum l)2 + sum theta)``, loadings l and residual variances theta of one factor.

    Maximum likelihood on the raw covariance of people who answered every item; residual variances are free, negative
    ones included, and the figure is not clipped. Three items have a closed form (``l_12 = c_12 c_13 / c_23``). Source:
    McDonald 1999; Flora 2020. ``None``: fewer than three items; a constant item; a singular covariance, as with fewer
    people than items; no one-factor solution (three items whose covariances multiply to 0 or less; a likelihood that
    rises without end, or is flat).

    >>> found = omega(Listwise(8, (24, 23, 24), ((84, 77, 81), (77, 77, 75), (81, 75, 84))))
    >>> round(found.value, 9), found.heywood
    (0.866563627, False)
    """
    matrix = correlations(listwise)
    if matrix is None or len(matrix) < 3 or round(float(np.linalg.eigvalsh(matrix)[0]), 9) <= 0:
        return None
    fitted = _of_three(matrix) if len(matrix) == 3 else _best(matrix)
    if fitted is None:
        return None
    loadings, residuals = fitted
    n, c = listwise.n, listwise.deviations
    deviations = np.sqrt([c[i][i] / (n * (n - 1)) for i in range(len(c))])
    raw, theta = loadings * deviations * (-1 if loadings @ deviations < 0 else 1), residuals * deviations**2
    common = float(raw.sum()) ** 2
    return Omega(
        value=common / (common + float(theta.sum())),
        heywood=round(float(residuals.min()), 9) < 0,
        loadings=tuple(raw.tolist()),
        residuals=tuple(theta.tolist()),
    )


def _of_three(matrix: Floats) -> tuple[Floats, Floats] | None:
    """Loadings and residual variances of three items, which one factor fits exactly; ``None`` if only in numbers i."""
    a, b, c = matrix[0, 1], matrix[0, 2], matrix[1, 2]
    if a * b * c <= 0:
        return None
    squares = np.array([a * b / c, a * c / b, b * c / a])
    return np.sqrt(squares) * np.sign([1, a, b]), 1 - squares


def _best(matrix: Floats) -> tuple[Floats, Floats] | None:
    """Loadings and residual variances at the better of the optima that two starts lead to.

    They start from nearly all that the other items leave unexplained, and from half of each item's variance.
    In units in which the inverse has a diagonal of 1, residual variances are of the size of 1, however near the
    matrix is to a singular one.
    """
    units = np.sqrt(1 / np.diag(np.linalg.inv(matrix)))
    scaled = matrix / np.outer(units, units)
    starts = (np.full(len(units), 1 - 0.5 / len(units)), np.diag(scaled) / 2)
    found = [optimum for optimum in (_optimum(scaled, start) for start in starts) if optimum]
    if not found:
        return None
    _, loadings, theta = min(found, key=lambda each: each[0])
    return loadings * units, theta * units**2


def _optimum(matrix: Floats, start: Floats) -> tuple[float, Floats, Floats] | None:
    """Misfit, loadings and residual variances where Newton's method arrives from a start, if it does.

    For given residual variances the best loadings are known, so that only these k are searched for. With the
    eigenvalues ``g`` (ascending) and vectors ``u`` of ``theta u = g C u``, ``u' C u = 1``, the misfit is the sum of
    ``log g + 1 / g - 1`` over all but the first, which the factor takes; loadings ``sqrt(1 - g_1) C u_1``. This way
    residual variances may be negative. Source: Joereskog 1967; Clarke 1970 for the second derivatives.
    """
    whiten = np.linalg.inv(np.linalg.cholesky(matrix))
    theta = start
    values, vectors = _spectrum(whiten, theta)
    for _ in range(ROUNDS):
        curvatures, directions, slopes = _curvature(values, vectors)
        step = directions @ ((directions.T @ slopes) / np.maximum(np.abs(curvatures), 1e-12))
        if np.abs(step).max() < ARRIVED * max(1.0, np.abs(theta).max()):
            if round(float(curvatures[0]), 9) <= 0 or values[0] >= 1:
                return None  # not a minimum, or without a factor
            return _misfit(values), np.sqrt(1 - values[0]) * (matrix @ vectors[:, 0]), theta
        reach = 1.0
        ahead = _spectrum(whiten, theta - step)
        while _misfit(ahead[0]) > _misfit(values) + 1e-12:
            reach /= 2
            if reach < ARRIVED:
                return None
            ahead = _spectrum(whiten, theta - reach * step)
        theta, (values, vectors) = theta - reach * step, ahead
    return None


def _spectrum(whiten: Floats, theta: Floats) -> tuple[Floats, Floats]:
    """Eigenvalues, ascending, and vectors (in columns) of ``theta u = g C u``; ``whiten`` C ``whiten``' = 1."""
    values, vectors = np.linalg.eigh((whiten * theta) @ whiten.T)
    return values, whiten.T @ vectors


def _misfit(values: Floats) -> float:
    """The discrepancy of maximum likelihood; infinite where the model's covariance is not one."""
    left = values[1:]
    return float((np.log(left) + 1 / left - 1).sum()) if left[0] > 0 else np.inf


def _curvature(values: Floats, vectors: Floats) -> tuple[Floats, Floats, Floats]:
    """Eigenvalues and vectors of the misfit's second derivatives by the residual variances, and its first ones."""
    first, second = np.zeros_like(values), np.zeros_like(values)
    first[1:] = 1 / values[1:] - 1 / values[1:] ** 2
    second[1:] = 2 / values[1:] ** 3 - 1 / values[1:] ** 2
    apart = values[:, None] - values
    alike = np.abs(apart) < 1e-7 * values[-1]
    divided = np.where(alike, (second[:, None] + second) / 2, (first[:, None] - first) / np.where(alike, 1.0, apart))
    divided[0, 0] = 0
    pairs = vectors[:, :, None] * vectors[:, None, :]
    k = len(values)
    hessian = (pairs * divided).reshape(k, -1) @ pairs.reshape(k, -1).T
    curvatures, directions = np.linalg.eigh((hessian + hessian.T) / 2)
    return curvatures, directions, vectors**2 @ first
