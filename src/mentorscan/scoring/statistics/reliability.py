"""How far the items of a hallmark say the same: reliability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from mentorscan.scoring.statistics.moments import LEVEL, Interval


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
    c = listwise.deviations
    row = [sum(each) for each in c]
    total = sum(row)
    found: list[float | None] = []
    for i in range(len(c)):
        rest = total - 2 * row[i] + c[i][i]
        product = c[i][i] * rest
        found.append((row[i] - c[i][i]) / sqrt(product) if product > 0 else None)
    return found


def alpha_if_dropped(listwise: Listwise) -> list[float | None]:
    """Cronbach's alpha of the other items, for each item, on the same people.

    ``None`` with fewer than three items, fewer than two people, or where the sum of the others is constant.

    >>> alpha_if_dropped(Listwise(3, (6, 6, 6), ((14, 14, 13), (14, 14, 13), (13, 13, 14))))
    [0.6666666666666666, 0.6666666666666666, 1.0]
    """
    return [cronbach_alpha(_without(listwise, i)) for i in range(len(listwise.sums))]


def _without(listwise: Listwise, dropped: int) -> Listwise:
    """The same people on the other variables."""
    kept = [i for i in range(len(listwise.sums)) if i != dropped]
    return Listwise(
        listwise.n,
        tuple(listwise.sums[i] for i in kept),
        tuple(tuple(listwise.products[i][j] for j in kept) for i in kept),
    )


def spearman_brown(listwise: Listwise) -> float | None:
    """The reliability of the sum of two items, ``2 r / (1 + r)``; ``None`` for any other number of items.

    Source: Eisinga, te Grotenhuis & Pelzer 2013: of two items it is the fitting figure, alpha at most equals it.
    ``None``, too, where an item is constant or the two are each other's mirror image (r = -1).

    >>> spearman_brown(Listwise(3, (6, 6), ((14, 13), (13, 14))))
    0.6666666666666666
    """
    if len(listwise.sums) != 2:
        return None
    (a, product), (_, b) = listwise.deviations
    if a <= 0 or b <= 0 or (product < 0 and product * product == a * b):
        return None
    r = product / sqrt(a * b)
    return 2 * r / (1 + r)


def correlations(listwise: Listwise) -> NDArray[np.float64] | None:
    """Pearson's correlations of the variables, (k, k); ``None`` where one of them is constant."""
    c = listwise.deviations
    if any(c[i][i] <= 0 for i in range(len(c))):
        return None
    roots = np.sqrt([float(c[i][i]) for i in range(len(c))])
    found: NDArray[np.float64] = np.array(c, dtype=np.float64) / np.outer(roots, roots)
    return found


def eigenvalue_ratio(listwise: Listwise) -> float | None:
    """The first eigenvalue of the items' correlations over the second: how far one factor carries them all.

    ``None`` for fewer than two items, with a constant item, or where the second eigenvalue is 0.

    >>> round(eigenvalue_ratio(Listwise(3, (6, 6), ((14, 13), (13, 14)))), 9)
    3.0
    """
    matrix = correlations(listwise)
    if matrix is None or len(matrix) < 2:
        return None
    second, first = np.linalg.eigvalsh(matrix)[-2:]
    return float(first / second) if round(float(second), 9) > 0 else None
