"""What somebody can work out who knows one answer more, the own one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import numpy as np

from mentorscan.disclosure.linear import NARROW, ZERO, Bounds, Flags, Floats, Ints, Table, bounds_of_one, travel

INSIDE: Final = 120
"""In tables of up to so many atoms the intervals that insiders get are looked at; what follows exactly, in all."""

NEAR: Final = 0.05
"""An insider's intervals are looked at for sets that move the own atom by more than this share."""


def safe_from_insiders(table: Table, projection: Floats, directions: Floats, moved: Floats, people: Floats) -> Flags:
    """Which sets can move far enough whoever knows one own figure more: shape (sets,); the same test for all at once.

    An insider shifts the centre by at most what the own atom is moved, and leaves a little less room in it. Somebody
    alone in an atom also stops it, which bends the direction by at most ``bent * stiff``; an atom that this may turn
    round needs its room both ways.
    """
    n = table.people
    low, high = bounds_of_one(table)
    free = np.maximum(np.diag(projection), ZERO)
    alone = np.flatnonzero((n == 1) & (free > ZERO))
    pull = np.abs(projection) / free[:, None]
    pull[free <= ZERO] = 0
    np.fill_diagonal(pull, 0)
    stiff = np.abs(projection[alone] / np.sqrt(free[alone])[:, None]).max(axis=0, initial=0)
    bent = np.abs(directions[:, alone] / np.sqrt(free[alone])).max(axis=1, initial=0)
    left = moved - bent**2
    bend = bent[:, None] * stiff
    size = np.abs(directions) + bend
    turned = bend > np.abs(directions)
    safe = left > ZERO
    for figure in range(table.sums.shape[1]):
        y = table.centre[:, figure]
        shift = np.maximum(0, np.maximum(high[:, figure] - y, y - (n - 1 + low[:, figure])))
        moved_by = (pull * shift[:, None]).max(axis=0)
        down, up = y - moved_by, n - y - moved_by
        several = n > 1
        down[several] = np.minimum(down, y - high[:, figure])[several]
        up[several] = np.minimum(up, n - 1 + low[:, figure] - y)[several]
        either = np.minimum(up, down)
        up, down = np.where(turned, either, up), np.where(turned, either, down)
        safe &= travel(np.where(directions < 0, -size, size), left, up, down) >= NARROW * people
    made: Flags = safe
    return made


def known_to_insiders(table: Table, projection: Floats, sets: Ints, directions: Floats, moved: Floats) -> Flags:
    """Which unions of atoms follow for somebody who is alone in another atom, and so knows its sum: shape (sets,).

    What is left of the direction when that atom may not move either is ``moved - direction**2 / projection``.
    """
    alone = np.flatnonzero((table.people == 1) & (np.diag(projection) > ZERO))
    if not len(alone):
        return np.zeros(len(sets), np.bool_)
    left = moved[:, None] - directions[:, alone] ** 2 / np.diag(projection)[alone]
    apart = ~(sets[:, :, None] == alone).any(axis=1)
    known: Flags = ((left < ZERO * (1 + moved[:, None])) & apart).any(axis=1)
    return known


def insiders_of(table: Table, projection: Floats) -> Iterator[Insider]:
    """Those who may know one figure more: somebody in each atom that can move, at the lowest and the highest figure."""
    low, high = bounds_of_one(table)
    for atom in np.flatnonzero(np.diag(projection) > ZERO):
        for figure in range(table.sums.shape[1]):
            for own in {float(low[atom, figure]), float(high[atom, figure])}:
                yield Insider(table, projection, int(atom), figure, own)


class Insider:
    """Somebody in an atom who takes the own figure off."""

    def __init__(self, table: Table, projection: Floats, atom: int, figure: int, own: float) -> None:
        self.atom, self.table, self.projection = atom, table, projection
        n = table.people
        self.lower, self.upper = np.zeros_like(n), n.copy()
        self.lower[atom], self.upper[atom] = own, n[atom] - 1 + own
        start = table.centre[:, figure]
        shift = np.clip(start[atom], own, n[atom] - 1 + own) - start[atom]
        self.start = start + shift * projection[atom] / projection[atom, atom]
        self.possible = bool((self.start >= self.lower - ZERO).all() and (self.start <= self.upper + ZERO).all())
        self.figure = figure

    @cached_property
    def bounds(self) -> Bounds | None:
        """The exact intervals with what the insider knows; ``None`` where nobody in the atom can have this figure."""
        made = Bounds(self.table, self.figure, lower=self.lower, upper=self.upper)
        made.points = self.start[None, :] if self.possible else made.points[:0]
        return made if made.possible else None

    def learns(self, sets: Ints, directions: Floats) -> Ints | None:
        """The first of these unions of atoms that the insider learns."""
        n, atom = self.table.people, self.atom
        inside = (sets == atom).any(axis=1)
        near = inside | (np.abs(directions[:, atom]) > NEAR * self.projection[atom, atom])
        if not near.any():
            return None
        sets, directions, inside = sets[near], directions[near], inside[near]
        if n[atom] == 1:
            sets, directions, inside = sets[~inside], directions[~inside], inside[~inside]
            directions = directions - np.outer(directions[:, atom], self.projection[atom]) / self.projection[atom, atom]
        wanted = NARROW * (n[sets].sum(axis=1) - inside)
        if self.possible:
            moved = np.take_along_axis(directions, sets, axis=1).sum(axis=1)
            gone = travel(directions, moved, self.upper - self.start, self.start - self.lower)
            doubtful = np.flatnonzero(gone < wanted)
        else:
            doubtful = np.arange(len(sets))
        for i in doubtful:
            if self.bounds is None:
                return None
            if self.bounds.spread(sets[i]) < wanted[i] and self.bounds.width(sets[i]) < wanted[i] - ZERO:
                found: Ints = sets[i]
                return found
        return None
