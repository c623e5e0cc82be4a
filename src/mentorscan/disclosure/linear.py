"""What a reader can work out from shown sums: the linear algebra behind rule 3 of the gate.

People lie in *cells*; every shown sum is the sum of some cells, and a cell with n people adds up to something between
0 and n (figures are fractions of the whole range). A set of cells is *learned* where the shown sums leave it an
interval narrower than ``NARROW`` of its own range; a set that the sums determine exactly is the narrowest case.

Nothing here is random, and a linear programme is solved only for a set that no cheaper argument clears.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NARROW: Final = 0.2
"""An interval below this share of a set's range counts as learned."""

ZERO: Final = 1e-7
"""Distances of shown sums are 0 below this: they are made of whole numbers of people."""

BLOCK: Final = 4_000_000
"""So many numbers are held at a time where many sets are looked at."""


@dataclass(frozen=True)
class Table:
    """Cells and the shown sums that they are part of.

    ``layers``: shape (layers, cells): in each layer the row of the sum that the cell is part of, -1 for none.
    ``people``: shape (cells,), all above 0. ``sums``: shape (rows, figures), between 0 and the people behind each;
    without figures only sets that are determined whatever the answers can be found. ``lowest``, ``highest``: bounds
    of a single person's figure in each sum, of the same shape. The first row is the sum of everyone.
    """

    layers: Ints
    people: Floats
    sums: Floats
    lowest: Floats
    highest: Floats

    @cached_property
    def incidence(self) -> Floats:
        """Which cells a sum is made of: shape (rows, cells)."""
        made = np.zeros((len(self.sums) + 1, len(self.people)))
        for layer in self.layers:
            made[layer, np.arange(len(self.people))] = 1
        return made[:-1]

    def products(self, weights: Floats) -> Floats:
        """The products of any two sums, each cell counted by its weight: shape (rows, rows)."""
        size = len(self.sums) + 1
        layers = self.layers % size
        pairs = (layers[:, None] * size + layers).reshape(-1, len(weights))
        made = np.bincount(pairs.ravel(), np.tile(weights, len(pairs)), size * size).reshape(size, size)
        return np.asarray(made[:-1, :-1], np.float64)

    def spread(self, values: Floats) -> Floats:
        """What the values of the sums that a cell is part of add up to: shape (rows,) to (cells,)."""
        made: Floats = np.append(values, 0.0)[self.layers].sum(axis=0)
        return made

    def merged(self, apart: Ints | None = None) -> tuple[Table, Ints]:
        """The table with cells that are part of the same sums taken as one, and where each cell went.

        ``apart``: cells that are never taken as one with others.
        """
        layers = self.layers
        if apart is not None:
            layers = np.concatenate([layers, np.isin(np.arange(len(self.people)), apart)[None, :]])
        keys, position = np.unique(layers, axis=1, return_inverse=True)
        position = position.ravel()
        people: Floats = np.bincount(position, weights=self.people).astype(np.float64)
        return replace(self, layers=keys[: len(self.layers)], people=people), position

    def only(self, cells: Ints) -> Table:
        """The table of some cells, the others standing still at the centre."""
        rest = np.ones(len(self.people), np.bool_)
        rest[cells] = False
        sums = self.sums - self.incidence[:, rest] @ self.centre[rest]
        return replace(self, layers=self.layers[:, cells], people=self.people[cells], sums=sums)

    @cached_property
    def inverse(self) -> Floats:
        """The pseudo-inverse of the sums' products, each cell weighted by its people: shape (rows, rows)."""
        return inverted(self.products(self.people))

    @cached_property
    def centre(self) -> Floats:
        """A point among those that the sums allow, away from the ends where they leave room: shape (cells, figures).

        An additive fit in means; where that leaves the scale, the point of largest entropy (a logistic fit). Sums that
        contradict each other a little, as items have where some left them blank, count as the additive fit has them.
        """
        a, n = self.incidence, self.people[:, None]
        overall = self.sums[:1] / n.sum()
        y: Floats = n * (overall + a.T @ (self.inverse @ (self.sums - a @ (n * overall))))
        for figure in np.flatnonzero((np.minimum(y, n - y) < n / 20).any(axis=0)):
            y[:, figure] = logistic_fit(self, a @ y[:, figure])
        return np.clip(y, 0, n)


def determined(table: Table, sets: Floats) -> Flags:
    """Which sets follow from the shown sums whatever the answers: shape (sets, atoms) to (sets,)."""
    weighted = sets * table.people
    products = weighted @ table.incidence.T
    left = (weighted * sets).sum(axis=1) - np.einsum("ij,ij->i", products @ table.inverse, products)
    found: Flags = left < ZERO * (1 + weighted.sum(axis=1))
    return found


def bounds_of_one(table: Table) -> tuple[Floats, Floats]:
    """The lowest and the highest figure of a single person in each atom: shapes (atoms, figures)."""
    low, high = (np.zeros((len(table.people), table.sums.shape[1])) for _ in range(2))
    high += 1
    for layer in table.layers:
        part = layer >= 0
        low[part] = np.maximum(low[part], table.lowest[layer[part]])
        high[part] = np.minimum(high[part], table.highest[layer[part]])
    return low, high


def inverted(products: Floats) -> Floats:
    """The pseudo-inverse of a symmetric matrix."""
    made: Floats = np.asarray(np.linalg.pinv(products, hermitian=True), np.float64)
    return made


def logistic_fit(table: Table, sums: Floats) -> Floats:
    """The sums of the cells that have these sums and the largest entropy: ``n / (1 + exp(-A'x))``, by Newton's method.

    Where the sums force a cell to an end, the fit comes close to it and stops.
    """
    people = table.people
    x = np.zeros(len(sums))

    def loss(at: Floats) -> float:
        return float(people @ np.logaddexp(0, table.spread(at)) - sums @ at)

    def shares(at: Floats) -> Floats:
        return np.asarray(np.exp(-np.logaddexp(0, -table.spread(at))), np.float64)

    now = loss(x)
    for _ in range(40):
        p = shares(x)
        gradient = table.incidence @ (people * p) - sums
        if np.abs(gradient).max() < 1e-9 * people.sum():
            break
        step = np.linalg.solve(table.products(people * p * (1 - p)) + 1e-7 * np.eye(len(x)), -gradient)
        for _ in range(20):
            if (then := loss(x + step)) <= now:
                break
            step /= 2
        else:
            break
        x, now = x + step, then
    return people * shares(x)


def unions(people: Floats, *, most: int, limit: int) -> list[Ints] | None:
    """Every set of cells with at most ``most`` people together, by number of cells; ``None`` beyond ``limit`` sets.

    >>> [each.tolist() for each in unions(np.array([1.0, 2, 3]), most=4, limit=9)]
    [[[0], [1], [2]], [[0, 1], [0, 2]]]
    """
    ways = np.zeros(most + 1)
    ways[0] = 1
    for size in people[people <= most].astype(int):
        ways[size:] += ways[: most + 1 - size].copy()
    if ways.sum() - 1 > limit:
        return None
    made: list[Ints] = []
    sets = np.flatnonzero(people <= most)[:, None]
    while len(sets):
        made.append(sets)
        left = most - people[sets].sum(axis=1)
        fits = (people[None, :] <= left[:, None]) & (np.arange(len(people))[None, :] > sets[:, -1:])
        rows, more = np.nonzero(fits)
        sets = np.concatenate([sets[rows], more[:, None]], axis=1)
    return made


def blocks(sets: Ints, width: int) -> Iterator[Ints]:
    """The sets, so many at a time that a number for each set and cell can be held."""
    size = max(1, BLOCK // max(1, width))
    for start in range(0, len(sets), size):
        yield sets[start : start + size]


def travel(directions: Floats, moved: Floats, up: Floats, down: Floats) -> Floats:
    """How far sets can go both ways along a direction each: shape (sets,).

    ``directions``: shape (sets, cells), changes that leave every sum as it is; ``moved``: what they do to their set;
    ``up``, ``down``: shape (cells,), the room of each cell.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.abs(directions)
        still = size < 1e-9
        rising = directions > 0
        forth = np.where(still, np.inf, np.where(rising, up, down) / size).min(axis=1)
        back = np.where(still, np.inf, np.where(rising, down, up) / size).min(axis=1)
    return np.where(moved > ZERO, (forth + back) * moved, 0.0)


class Bounds:
    """The exact interval of a set, by linear programmes over one figure of a table."""

    def __init__(self, table: Table, figure: int, *, lower: Floats | None = None, upper: Floats | None = None) -> None:
        self.table = table
        self.lower = np.zeros_like(table.people) if lower is None else lower
        self.upper = table.people if upper is None else upper
        start = table.centre[:, figure]
        self.sums = table.incidence @ start
        self.points = start[None, :]

    @property
    def possible(self) -> bool:
        """Whether any answers at all fit the sums and the bounds."""
        if not len(self.points):
            self._solve(np.zeros(0, np.int64))
        return len(self.points) > 0

    def width(self, cells: Ints) -> float:
        """The width of what a set of cells can add up to."""
        least, most = self.interval(cells)
        return most - least

    def interval(self, cells: Ints) -> tuple[float, float]:
        """What a set of cells can add up to, from least to most; points found on the way are kept."""
        self._solve(cells)
        return self.seen(cells)

    def seen(self, cells: Ints) -> tuple[float, float]:
        """The least and the most that the points found so far make of a set: within its interval."""
        found = self.points[:, cells].sum(axis=1)
        return (float(found.min()), float(found.max())) if len(found) else (0.0, 0.0)

    def spread(self, cells: Ints) -> float:
        """How far apart the points found so far put a set: no more than its width."""
        least, most = self.seen(cells)
        return most - least

    def _solve(self, cells: Ints) -> None:
        linprog = import_module("scipy.optimize").linprog
        bounds = np.stack([self.lower, self.upper], axis=1)
        for sign in (1.0, -1.0):
            aim = np.zeros(len(self.table.people))
            aim[cells] = sign
            found = linprog(aim, A_eq=self.table.incidence, b_eq=self.sums, bounds=bounds)
            if found.x is not None:
                self.points = np.concatenate([self.points, found.x[None, :]])
