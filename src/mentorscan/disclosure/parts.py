"""Parts of the people behind one sum: they are given away where it lies close to an end of the scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from mentorscan.disclosure.directions import SUPPORT
from mentorscan.disclosure.linear import NARROW, ZERO, Bounds, Flags, Floats, Ints, Table, bounds_of_one, determined


def learned_part(table: Table, atoms: Table, position: Ints, *, minimum: int) -> Ints | None:
    """The cells of a part of an atom that is given away: the atom's people are too close to an end of the scale.

    A part of k people of n that add up to y can be anything from ``max(0, y - n + k)`` to ``min(k, y)``. An insider in
    the atom takes the own figure off, between the lowest and the highest that one person in it can have.
    """
    low, high = bounds_of_one(atoms)
    bounds = [Bounds(atoms, figure) for figure in range(table.sums.shape[1])]

    @cache
    def seen(atom: int, figure: int) -> tuple[float, float]:
        return reached(atoms, atom, figure)

    @cache
    def exact(atom: int, figure: int) -> tuple[float, float]:
        return bounds[figure].interval(np.array([atom]))

    for atom in map(int, np.flatnonzero(np.bincount(position) > 1)):
        cells = np.flatnonzero(position == atom)
        sizes, y = table.people[cells], atoms.centre[atom]
        for part in parts(sizes, most=minimum - 1):
            room = PartRoom(sizes.sum(), sizes[part].sum(), minimum, low[atom], high[atom])
            for figure in map(int, np.flatnonzero(room.is_narrow(y, y))):
                if not room.is_narrow(*seen(atom, figure))[figure]:
                    continue
                if len(atoms.people) > SUPPORT:
                    told = determined(atoms, np.eye(1, len(atoms.people), atom))[0]
                else:
                    told = room.is_narrow(*exact(atom, figure))[figure]
                if told:
                    return cells[part]
    return None


def reached(table: Table, atom: int, figure: int) -> tuple[float, float]:
    """From least to most, what an atom can add up to at the points along its own direction: within its interval."""
    a, n = table.incidence, table.people
    direction = -n * (a.T @ (table.inverse @ (a[:, atom] * n[atom])))
    direction[atom] += n[atom]
    start = table.centre[:, figure]
    size, rising = np.abs(direction), direction > 0
    moving = size > 1e-9
    if direction[atom] < ZERO:
        return float(start[atom]), float(start[atom])
    up, down = n - start, start
    forth = float((np.where(rising, up, down)[moving] / size[moving]).min())
    back = float((np.where(rising, down, up)[moving] / size[moving]).min())
    return float(start[atom] - back * direction[atom]), float(start[atom] + forth * direction[atom])


def is_near_end(
    sizes: Floats, sums: Floats, low: Floats, high: Floats, *, minimum: int, narrow: float = NARROW
) -> bool:
    """Whether people of cells of these sizes add up so close to an end that a part of them is given away.

    ``narrow``: below which share of its range an interval counts.

    >>> half, one = np.array([0.0]), np.array([1.0])
    >>> [is_near_end(np.array([2.0, 3, 7]), np.array([y]), half, one, minimum=5) for y in (0.2, 6.0)]
    [True, False]
    """
    people = [float(sizes[part].sum()) for part in parts(sizes, most=minimum - 1)]
    if not people:
        return False
    # The more people of the same sum, the narrower for its size is what they can add up to.
    return bool(PartRoom(float(sizes.sum()), max(people), minimum, low, high, narrow).is_narrow(sums, sums).any())


@dataclass(frozen=True)
class PartRoom:
    """A part of ``part`` people of an atom of ``people``, of whom one is at least ``low`` and at most ``high``."""

    people: float
    part: float
    minimum: int
    low: Floats
    high: Floats
    share: float = NARROW

    def is_narrow(self, least: Floats | float, most: Floats | float) -> Flags:
        """Whether the part is given away where the atom adds up to between ``least`` and ``most``: by figure."""
        narrow = width_of_part(self.people, self.part, least, most) < self.share * self.part - ZERO
        others = min(self.part, self.minimum - 2, self.people - 1)
        for own in (self.low, self.high):
            narrow |= width_of_part(self.people - 1, others, least - own, most - own) < self.share * others - ZERO
        made: Flags = narrow
        return made


def width_of_part(people: float, part: float, least: Floats | float, most: Floats | float) -> Floats:
    """The width of what some people of an atom can add up to whose sum is between least and most, by figure.

    >>> sums = np.array([0.5, 6.0, 12.0])
    >>> width_of_part(12, 4, sums, sums).tolist()
    [0.5, 4.0, 0.0]
    """
    made: Floats = np.minimum(part, most) - np.maximum(0, least - people + part)
    return made


def parts(sizes: Floats, *, most: int) -> list[Ints]:
    """For every number of people up to ``most`` that some, not all, of these cells have together, one choice of them.

    >>> [part.tolist() for part in parts(np.array([1.0, 2, 9]), most=4)]
    [[0], [1], [0, 1]]
    """
    reached: dict[int, tuple[int, ...]] = {0: ()}
    for cell in np.flatnonzero(sizes <= most):
        for total, chosen in list(reached.items()):
            more = total + int(sizes[cell])
            if more <= most and more not in reached:
                reached[more] = (*chosen, int(cell))
        if len(reached) == most + 1:
            break
    return [np.array(chosen, np.int64) for _, chosen in sorted(reached.items()) if 0 < len(chosen) < len(sizes)]
