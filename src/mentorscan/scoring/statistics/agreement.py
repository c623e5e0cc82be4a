"""How far people agree: within a group, and between raters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum
from statistics import variance
from typing import Literal

from mentorscan.scoring.statistics.moments import moments_of_counts


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
    spread = fsum(variances) / k

    def r_wg_j(expected: float) -> float:
        ratio = min(spread / expected, 1.0)
        return k * (1 - ratio) / (k * (1 - ratio) + ratio)

    uniform = (points * points - 1) / 12
    return AgreementIndices(
        r_wg_star=1 - spread / uniform,
        r_wg_j=r_wg_j(uniform),
        r_wg_j_skewed=r_wg_j(SLIGHTLY_SKEWED[points]) if points in SLIGHTLY_SKEWED else None,
        ad_m=fsum(distances) / k,
    )


def krippendorff_alpha(
    ratings: Sequence[Sequence[float | None]], *, metric: Literal["ordinal", "interval"]
) -> float | None:
    """Krippendorff's alpha of raters (rows) on units (columns, ``None`` where not rated).

    ``1 - Do / De`` over the coincidence matrix, pairs of a unit weighted by ``1 / (m_u - 1)``. Both metrics are squared
    differences, of the ratings or (ordinal) of their mid-ranks; for such ones it comes to ``1 - sum of m_u s2_u / (n
    s2)``, variances with n - 1 within each unit and over all n ratings. Units with fewer than two ratings drop out,
    before ranking too. ``None`` where no unit is left, or all ratings are the same. Source: Krippendorff 2011; Hayes &
    Krippendorff 2007.

    >>> krippendorff_alpha([[1, 2, 3, 4], [1, 2, 3, 4]], metric="ordinal")
    1.0
    >>> krippendorff_alpha([[1, 2, None], [None, 3, 4]], metric="interval")
    0.0
    """
    rated = ([rating for rating in unit if rating is not None] for unit in zip(*ratings, strict=True))
    units = [unit for unit in rated if len(unit) >= 2]
    ordered = sorted(chain.from_iterable(units))
    if len(set(ordered)) < 2:
        return None
    place = {
        rating: (bisect_left(ordered, rating) + bisect_right(ordered, rating)) / 2 if metric == "ordinal" else rating
        for rating in set(ordered)
    }
    observed = fsum(len(unit) * variance([place[rating] for rating in unit]) for unit in units)
    return 1 - observed / (len(ordered) * variance([place[rating] for rating in ordered]))
