"""Weights: bringing respondents into the proportions of the headcounts, and what weights do to an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-10
"""The largest relative change of a weight in one round at which raking has arrived."""

ROUNDS = 10_000
"""Margins that can be met are met in far fewer."""

Cell = TypeVar("Cell", bound=tuple[str | None, ...])


class CannotRakeError(ValueError):
    """No weights meet the headcounts: ``kind`` says why; the ``variable``, by position, and ``group``, where known."""

    def __init__(
        self,
        kind: Literal["no_respondents", "no_target", "different_totals", "not_converged"],
        *,
        variable: int | None = None,
        group: str | None = None,
    ) -> None:
        self.kind = kind
        self.variable = variable
        self.group = group
        super().__init__(f"{kind}: variable {variable}, group {group!r}")


def rake(
    people: Mapping[Cell, float], targets: Sequence[Mapping[str, int]], *, respondents: int | None = None
) -> dict[Cell, float]:
    """The factor of each cell by which the groups of every variable come into the proportions of their headcounts.

    ``people``: respondents (or the sum of their weights) by cell, one group per variable; ``targets``: per variable,
    in the cells' order, the headcount of each group. Iterative proportional fitting (Deming & Stephan 1940): the
    variables in turn are multiplied up to their headcounts, until no weight changes by more than 1e-10 in a round.
    The factors are scaled so that the mean weight is 1: over ``respondents``, by default the sum of ``people``.
    The factor of a cell without people is 0.

    Raises:
        CannotRakeError: ``no_respondents``: a group with a headcount has none; ``no_target``: a group has respondents
            and no headcount; ``different_totals``: the headcounts of a variable add up to another total than those of
            the first; ``not_converged``: no weights meet all headcounts at once.

    >>> rake({("a",): 4.0, ("b",): 1.0}, [{"a": 50, "b": 50}])
    {('a',): 0.625, ('b',): 2.5}
    """
    cells = [cell for cell, count in people.items() if count > 0]
    counts = np.array([people[cell] for cell in cells], dtype=np.float64)
    margins = [_margin(cells, target, variable=variable) for variable, target in enumerate(targets)]
    for variable, (_, wanted) in enumerate(margins):
        if wanted.sum() != margins[0][1].sum():
            raise CannotRakeError("different_totals", variable=variable)
    weights = counts.copy()
    for _ in range(ROUNDS):
        change = 0.0
        for groups, wanted in margins:
            ratio = wanted / np.bincount(groups, weights)
            weights *= ratio[groups]
            change = max(change, float(np.abs(ratio - 1).max()))
        if change < TOLERANCE:
            break
    else:
        raise CannotRakeError("not_converged")
    weights *= (counts.sum() if respondents is None else respondents) / weights.sum()
    return dict.fromkeys(people, 0.0) | dict(zip(cells, (weights / counts).tolist(), strict=True))


def _margin(
    cells: Sequence[Cell], target: Mapping[str, int], *, variable: int
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The group of each cell on one variable, by number, and the headcounts by this number."""
    headcounts = {group: headcount for group, headcount in target.items() if headcount > 0}
    number = {group: i for i, group in enumerate(headcounts)}
    found = [cell[variable] for cell in cells]
    for group in found:
        if group not in number:
            raise CannotRakeError("no_target", variable=variable, group=group)
    for group in headcounts:
        if group not in found:
            raise CannotRakeError("no_respondents", variable=variable, group=group)
    groups = np.array([number[group] for group in found if group is not None], dtype=np.intp)
    return groups, np.array(list(headcounts.values()), dtype=np.float64)


class DesignEffect(NamedTuple):
    """What weights multiply variances by, and the number of unweighted respondents that would tell as much."""

    deff: float
    n_eff: float


def design_effect(n: int, *, total: float, squares: float) -> DesignEffect:
    """Kish's design effect of n weights from their sum and their sum of squares: ``n squares / total2``.

    Source: Kish 1965, 1992. 1 for equal weights; weights of 0 count as respondents.

    >>> design_effect(4, total=4, squares=5)
    DesignEffect(deff=1.25, n_eff=3.2)
    """
    return DesignEffect(n * squares / total**2, total**2 / squares)


class WeightedSums(NamedTuple):
    """n weighted values by their sums of w, wx, w2, w2x and w2x2; x in whole ``1 / unit``, w in any unit."""

    n: int
    w: float
    wx: float
    w2: float
    w2x: float
    w2x2: float
    unit: int = 1

    @property
    def mean(self) -> float:
        """The weighted mean.

        >>> WeightedSums(2, w=4, wx=10, w2=10, w2x=28, w2x2=82).mean
        2.5
        """
        return self.wx / (self.w * self.unit)


def weighted_error(sums: WeightedSums) -> float | None:
    """The standard error of a weighted mean M: ``sqrt(n / (n - 1) * sum of (w (x - M))2) / sum of w``.

    Taylor linearisation, as in R's ``survey`` for a sample with replacement; with equal weights it is s / sqrt(n).
    ``None`` for fewer than two people. Whole sums stay whole until the last division.

    >>> weighted_error(WeightedSums(3, w=3, wx=6, w2=3, w2x=6, w2x2=14))
    0.5773502691896257
    """
    n, w, wx, w2, w2x, w2x2, unit = sums
    if n < 2:
        return None
    squares = w**2 * w2x2 - 2 * w * wx * w2x + wx**2 * w2
    return sqrt(max(0.0, n * squares / ((n - 1) * w**4 * unit**2)))
