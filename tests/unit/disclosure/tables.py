"""Tables of shown sums drawn at random, and what they leave open, worked out by linear programmes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from mentorscan.disclosure.linear import Floats, Ints, Table


def drawn_table(seed: int, *, groups: Sequence[int], people: int, figures: int = 1, hidden: float = 0.2) -> Table:
    """Cells crossed from segments of so many groups; some groups hidden, answers in quarters of the scale."""
    rng = np.random.default_rng(seed)
    member = np.array([rng.choice(size, people, p=rng.dirichlet(np.full(size, 2.0))) for size in groups])
    answers = np.clip(np.round(rng.normal(rng.uniform(1, 3), 1.2, (people, figures))), 0, 4) / 4
    cells, cell = np.unique(member, axis=1, return_inverse=True)
    cell = cell.ravel()
    layers: list[Ints] = [np.zeros(cells.shape[1], np.int64)]
    behind = [np.ones(people, np.bool_)]
    for segment, size in enumerate(groups):
        layer = np.full(cells.shape[1], -1)
        for group in range(size):
            if (member[segment] == group).any() and rng.random() >= hidden:
                layer[cells[segment] == group] = len(behind)
                behind.append(member[segment] == group)
        layers.append(layer)
    return Table(
        np.array(layers),
        np.bincount(cell).astype(np.float64),
        *(np.array([each(answers[there]) for there in behind]) for each in (total, least, most)),
    )


def total(answers: Floats) -> Floats:
    """The sum of each figure."""
    made: Floats = answers.sum(axis=0)
    return made


def least(answers: Floats) -> Floats:
    """The lowest of each figure."""
    made: Floats = answers.min(axis=0)
    return made


def most(answers: Floats) -> Floats:
    """The highest of each figure."""
    made: Floats = answers.max(axis=0)
    return made


def width(table: Table, cells: Sequence[int], figure: int = 0, *, known: tuple[int, float] | None = None) -> float:
    """The width of what these cells can add up to; ``known``: a cell and the figure of one person in it."""
    found = width_if_possible(table, cells, figure, known=known)
    assert found is not None
    return found


def width_if_possible(
    table: Table, cells: Sequence[int], figure: int = 0, *, known: tuple[int, float] | None = None
) -> float | None:
    """The same, and ``None`` where no answers at all fit the sums and what is known."""
    bounds = np.stack([np.zeros(len(table.people)), table.people], axis=1)
    if known is not None:
        bounds[known[0]] += [known[1], known[1] - 1]
    aim = np.zeros(len(table.people))
    aim[list(cells)] = 1
    ends = [
        linprog(sign * aim, A_eq=table.incidence, b_eq=table.sums[:, figure], bounds=bounds, method="highs").fun
        for sign in (1, -1)
    ]
    return None if None in ends else float(-ends[1] - ends[0])


def small_sets(people: Floats, *, most: int) -> Iterator[tuple[int, ...]]:
    """Every set of cells with at most so many people together."""
    small = [int(cell) for cell in np.flatnonzero(people <= most)]
    for count in range(1, most + 1):
        for cells in combinations(small, count):
            if people[list(cells)].sum() <= most:
                yield cells
