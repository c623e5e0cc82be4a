"""The sets of too few people that shown sums give away: what rule 3 of the gate looks for.

A *set* is one cell or a union of cells with fewer people than the minimum. It is given away where the sums leave it an
interval narrower than ``linear.NARROW`` of its range. Cells that are part of the same shown sums are one *atom*: a
determined set is a union of atoms, and a part of an atom can move against the rest of it.

Three tests, each dearer than the one before, and each clearing sets for good: a direction in which every set that
holds a certain atom can move (``free_atoms``), a direction for each set, and the exact interval. An insider knows one
answer more: sets of others are looked for with one person less.

What is looked at depends on the size. Everything in tables of up to ``INSIDE`` atoms; beyond, of insiders only what
they can work out exactly; beyond ``SUPPORT`` atoms, sets whose atoms are not free are looked at up to a number, those
of fewest atoms first, parts only of atoms whose sum follows exactly, and single groups near an end are held to a
stricter rule (``crossing``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from mentorscan.disclosure.linear import (
    NARROW,
    ZERO,
    Bounds,
    Flags,
    Floats,
    Ints,
    Table,
    blocks,
    inverted,
    travel,
    unions,
)

SETS: Final = 20_000
"""Up to so many sets are looked at one by one; beyond, only those that no single argument clears."""

COUPLED: Final = 0.1
"""Atoms that take back more than this share of each other's move are looked at together."""

ENDS: Final = 0.02
"""An atom with less room than so much of one person's range is not moved against others."""

INSIDE: Final = 120
"""In tables of up to so many atoms the intervals that insiders get are looked at; what follows exactly, in all."""

SUPPORT: Final = 600
"""So many atoms, the largest ones, are moved against a set in a large table."""


def find_learned(table: Table, *, minimum: int, memory: Memory | None = None) -> Ints | None:
    """The cells of a set of fewer than ``minimum`` people that is given away; ``None`` if there is none.

    ``memory``: what other tables of the same survey have in common with this one; it is added to.
    """
    if not len(table.people):
        return None
    atoms, position = table.merged()
    found = None
    small = np.flatnonzero(atoms.people < minimum)
    if len(small):
        found = learned_union(atoms, small, minimum=minimum, memory={} if memory is None else memory)
        if found is not None:
            return np.flatnonzero(np.isin(position, found))
    if table.sums.shape[1]:
        return learned_part(table, atoms, position, minimum=minimum)
    return None


def is_learned(table: Table, cells: Ints) -> bool:
    """Whether these cells together are given away."""
    atoms, position = table.merged(cells)
    own = np.unique(position[cells])
    chosen = np.zeros(len(atoms.people))
    chosen[own] = 1
    if determined(atoms, chosen[None, :])[0]:
        return True
    wanted = NARROW * atoms.people[own].sum()
    return any(Bounds(atoms, figure).width(own) < wanted - ZERO for figure in range(table.sums.shape[1]))


def determined(table: Table, sets: Floats) -> Flags:
    """Which sets follow from the shown sums whatever the answers: shape (sets, atoms) to (sets,)."""
    weighted = sets * table.people
    products = weighted @ table.incidence.T
    left = (weighted * sets).sum(axis=1) - np.einsum("ij,ij->i", products @ table.inverse, products)
    found: Flags = left < ZERO * (1 + weighted.sum(axis=1))
    return found


def learned_union(table: Table, small: Ints, *, minimum: int, memory: Memory) -> Ints | None:
    """The atoms of a union of small atoms that is given away, to an outsider or to an insider."""
    free, coupled = free_atoms(table, small, minimum=minimum, memory=memory)
    tied = np.flatnonzero(~free)
    if not len(tied):
        return None
    people = table.people[small]
    sets = unions(people, most=minimum - 1, limit=SETS) if len(table.people) <= SUPPORT else None
    if sets is None:
        wide = len(table.people) > SUPPORT
        sets, all_of_them = joined(coupled, people, tied, most=minimum - 1, limit=SETS // 4 if wide else SETS)
        if not all_of_them and not wide:
            return small[tied[:1]]
    if not sets:
        return None
    kept = np.union1d(support_of(table), small[np.unique(np.concatenate([each.ravel() for each in sets]))])
    place = np.searchsorted(kept, small)
    chosen = [place[each[np.isin(each, tied).any(axis=1)]] for each in sets]
    found = first_learned(table if len(kept) == len(table.people) else table.only(kept), chosen, minimum=minimum)
    return None if found is None else kept[found]


def joined(coupled: Flags, people: Floats, seeds: Ints, *, most: int, limit: int = SETS) -> tuple[list[Ints], bool]:
    """The sets that hang together, hold a seed and have at most ``most`` people, by number of atoms.

    ``coupled``: shape (atoms, atoms). What does not hang together moves nearly independently: such a set moves if its
    parts do. The second: whether these are all; where there are more than ``limit``, those of more atoms are left out.

    >>> chain = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.bool_)
    >>> [each.tolist() for each in joined(chain, np.array([1.0, 1, 1]), np.array([0]), most=2)[0]]
    [[[0]], [[0, 1]]]
    """
    made: list[Ints] = []
    sets = seeds[people[seeds] <= most][:, None]
    while len(sets):
        if sum(map(len, made)) + len(sets) > limit:
            return made, False
        made.append(sets)
        near: Flags = np.asarray(coupled[sets].any(axis=1), np.bool_)
        np.put_along_axis(near, sets, values=False, axis=1)
        near &= people[None, :] <= most - people[sets].sum(axis=1)[:, None]
        rows, more = np.nonzero(near)
        sets = np.unique(np.sort(np.concatenate([sets[rows], more[:, None]], axis=1), axis=1), axis=0)
    return made, True


def support_of(table: Table) -> Ints:
    """The atoms that are moved against a set: all of them, or the largest ones and the ten largest of each sum."""
    n = table.people
    if len(n) <= SUPPORT:
        return np.arange(len(n))
    order = np.argsort(-n, kind="stable")
    chosen = [order[: SUPPORT // 4]]
    for layer in table.layers:
        rows = layer[order]
        by_row = np.argsort(rows, kind="stable")
        start = np.searchsorted(rows[by_row], rows[by_row])
        chosen.append(order[by_row[np.arange(len(n)) - start < 10]])
    return np.unique(np.concatenate(chosen))


def free_atoms(table: Table, small: Ints, *, minimum: int, memory: Memory) -> tuple[Flags, Flags]:
    """Which of the small atoms can move whatever other small atoms are in a set with them: shape (small,).

    Each atom c gets a direction that changes no sum: c by 1, the support by as little as possible. A set moves by at
    least the share ``1 - taken`` of what its atoms move by, ``taken`` being the most that the other atoms of a set take
    back; so c has to move by ``NARROW / (1 - taken)`` of its people. No atom of the support may be pushed further than
    it has room by a set of such atoms, and by an insider, who fixes one more atom, at worst at an end. Then every set
    of such atoms can move. Without figures there are no ends: ``taken < 1`` will do. The second: which of them take
    back much of what another moves by, shape (small, small).
    """
    n = table.people
    support = support_of(table)
    key = table.layers.tobytes() + n.tobytes()
    if key not in memory:
        memory[key] = Directions(table, small, support, n[support] ** 2, minimum)
    plain = memory[key]
    if not table.sums.shape[1]:
        return plain.move, plain.coupled
    y = table.centre
    low, high = bounds_of_one(table)
    room = np.minimum(y, n[:, None] - y)
    inside = np.minimum(y - high, n[:, None] - 1 + low - y)
    ends = np.where((n >= minimum)[:, None], np.minimum(room, inside), room).min(axis=1)
    free = plain.fit(ends)
    tied = np.flatnonzero(~free)
    coupled = plain.coupled
    if len(tied):
        # Once more for those, with directions that avoid the atoms that have little room.
        ready = support[ends[support] > ENDS]
        careful = Directions(table, small[tied], ready, ends[ready] ** 2, minimum)
        free[tied] = careful.fit(ends)
        coupled = coupled.copy()
        coupled[np.ix_(tied, tied)] |= careful.coupled
    return free, coupled


Memory = dict[bytes, "Directions"]
"""Directions that serve every column with the same shown groups and the same people."""


class Directions:
    """For each small atom a change that leaves every sum as it is: the atom by 1, the support by as little as possible.

    ``size``: shape (support, small): how much each other atom moves. ``taken``: the most that other small atoms in a
    set of fewer than ``minimum`` people take back. ``move``: whether there is such a change that takes back less than
    1. ``coupled``: shape (small, small).
    """

    def __init__(self, table: Table, small: Ints, support: Ints, weights: Floats, minimum: int) -> None:
        n, a = table.people, table.incidence
        self.table, self.small, self.support, self.minimum = table, small, support, minimum
        part = a[:, support]
        answer = inverted((part * weights) @ part.T) @ a[:, small]
        changes = (part.T * -weights[:, None]) @ answer
        reached = np.abs(part @ changes + a[:, small]).max(axis=0) < ZERO
        place = np.full(len(n), -1)
        place[support] = np.arange(len(support))
        itself = np.flatnonzero(place[small] >= 0)
        own = np.ones(len(small))
        own[itself] += changes[place[small[itself]], itself]
        self.move: Flags = reached & (own > 0.01)
        self.size: Floats = np.abs(changes) / np.where(self.move, own, 1)
        self.size[place[small[itself]], itself] = 0
        others = np.clip(minimum - 1 - n[small].astype(int), 0, len(small))
        among = self.size[n[support] < minimum]
        count = min(minimum - 2, len(among))
        worst = np.partition(among, len(among) - count, axis=0)[len(among) - count :] if count else among[:0]
        back = np.concatenate([np.zeros((1, len(small))), np.sort(worst, axis=0)[::-1].cumsum(axis=0)])
        self.taken: Floats = back[np.minimum(others, len(back) - 1), np.arange(len(small))]
        self.move &= self.taken < 0.99
        self.coupled: Flags = np.zeros((len(small), len(small)), np.bool_)
        self.coupled[itself] = self.size[place[small[itself]]] > COUPLED
        self.coupled |= self.coupled.T

    def fit(self, ends: Floats) -> Flags:
        """Which atoms can move far enough, where each atom of the table has so much room."""
        n, small, support = self.table.people, self.small, self.support
        taken = np.minimum(self.taken, 0.99)
        needed = self.size * (NARROW * (self.minimum - 1) / (1 - taken))
        little = n[support] < self.minimum
        if len(n) <= INSIDE:
            shifted = 1 + needed[little].max(initial=0, where=self.move)
            needed += self.size * np.where(little, shifted, 0.0)[:, None]
        free = self.move & ((needed <= ends[support][:, None]) | (self.size < ZERO)).all(axis=0)
        pushed = np.zeros(len(n))
        pushed[support] = needed.max(axis=1, initial=0, where=free)
        made: Flags = free & (1 - 2 * pushed[small] >= NARROW / (1 - taken))
        return made


def first_learned(table: Table, sets: list[Ints], *, minimum: int) -> Ints | None:
    """The first of these unions of atoms that is given away; fewest atoms first."""
    n = table.people
    projection = np.diag(n) - (table.incidence * n).T @ table.inverse @ (table.incidence * n)
    bounds = [Bounds(table, figure) for figure in range(table.sums.shape[1])]
    insiders = list(insiders_of(table, projection)) if bounds and len(n) <= INSIDE else []
    for group in sets:
        for block in blocks(group, len(n)):
            directions = projection[block].sum(axis=1)
            people = n[block].sum(axis=1)
            moved = np.take_along_axis(directions, block, axis=1).sum(axis=1)
            hit = moved < ZERO * (1 + people)
            hit |= (people <= minimum - 2) & known_to_insiders(table, projection, block, directions, moved)
            if hit.any():
                return np.array(block[np.argmax(hit)])
            wanted = NARROW * people
            if bounds:
                # What can move far enough with the least room of all figures needs no look at each of them.
                starts = np.stack([each.points[0] for each in bounds])
                room = travel(directions, moved, (n - starts).min(axis=0), starts.min(axis=0))
                close = np.flatnonzero(room < wanted)
            for each in bounds:
                start = each.points[0]
                doubtful = close[travel(directions[close], moved[close], n - start, start) < wanted[close]]
                for i in doubtful:
                    if each.spread(block[i]) < wanted[i] and each.width(block[i]) < wanted[i] - ZERO:
                        return np.array(block[i])
            if insiders:
                exposed = (people <= minimum - 2) & ~safe_from_insiders(table, projection, directions, moved, people)
                for insider in insiders if exposed.any() else ():
                    if (found := insider.learns(block[exposed], directions[exposed])) is not None:
                        return found
    return None


def safe_from_insiders(table: Table, projection: Floats, directions: Floats, moved: Floats, people: Floats) -> Flags:
    """Which sets can move far enough whoever knows one own figure more: shape (sets,); the same test for all at once.

    An insider shifts the centre by at most what the own atom is moved, and leaves a little less room in it; somebody
    alone in an atom also stops it, which bends the direction by at most ``bent * stiff``.
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
    size = np.abs(directions) + bent[:, None] * stiff
    safe = left > ZERO
    for figure in range(table.sums.shape[1]):
        y = table.centre[:, figure]
        shift = np.maximum(0, np.maximum(high[:, figure] - y, y - (n - 1 + low[:, figure])))
        moved_by = (pull * shift[:, None]).max(axis=0)
        down, up = y - moved_by, n - y - moved_by
        several = n > 1
        down[several] = np.minimum(down, y - high[:, figure])[several]
        up[several] = np.minimum(up, n - 1 + low[:, figure] - y)[several]
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


def learned_part(table: Table, atoms: Table, position: Ints, *, minimum: int) -> Ints | None:
    """The cells of a part of an atom that is given away: the atom's people are too close to an end of the scale.

    A part of k people of n that add up to y can be anything from ``max(0, y - n + k)`` to ``min(k, y)``. An insider in
    the atom takes the own figure off, between the lowest and the highest that one person in it can have.
    """
    low, high = bounds_of_one(atoms)
    bounds = [Bounds(atoms, figure) for figure in range(table.sums.shape[1])]
    known: dict[tuple[int, int], tuple[float, float]] = {}
    exact: set[tuple[int, int]] = set()
    order = np.argsort(position, kind="stable")
    for cells in np.split(order, np.flatnonzero(np.diff(position[order])) + 1):
        sizes = table.people[cells]
        if len(cells) == 1 or sizes.min() >= minimum:
            continue
        atom = int(position[cells[0]])
        y = atoms.centre[atom]
        for part in parts(sizes, most=minimum - 1):
            if sizes[part].sum() == sizes.sum():
                continue
            room = PartRoom(sizes.sum(), sizes[part].sum(), minimum, low[atom], high[atom])
            for figure in map(int, np.flatnonzero(room.is_narrow(y, y))):
                if (atom, figure) not in known:
                    known[atom, figure] = reached(atoms, atom, figure)
                if not room.is_narrow(*known[atom, figure])[figure]:
                    continue
                if len(atoms.people) > SUPPORT:
                    if determined(atoms, np.eye(1, len(atoms.people), atom))[0]:
                        return cells[part]
                    continue
                if (atom, figure) not in exact:
                    exact.add((atom, figure))
                    known[atom, figure] = bounds[figure].interval(np.array([atom]))
                if room.is_narrow(*known[atom, figure])[figure]:
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
    n = float(sizes.sum())
    most = float(min(minimum - 1, n - 1))
    if most < 1 or not PartRoom(n, most, minimum, low, high, narrow).is_narrow(sums, sums).any():
        return False
    return any(
        PartRoom(n, float(sizes[part].sum()), minimum, low, high, narrow).is_narrow(sums, sums).any()
        for part in parts(sizes, most=minimum - 1)
        if sizes[part].sum() < n
    )


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
    """For every number of people up to ``most`` that some of these cells have together, one such choice of cells.

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
    return [np.array(chosen, np.int64) for total, chosen in sorted(reached.items()) if total]


def bounds_of_one(table: Table) -> tuple[Floats, Floats]:
    """The lowest and the highest figure of a single person in each atom: shapes (atoms, figures)."""
    low, high = (np.zeros((len(table.people), table.sums.shape[1])) for _ in range(2))
    high += 1
    for layer in table.layers:
        part = layer >= 0
        low[part] = np.maximum(low[part], table.lowest[layer[part]])
        high[part] = np.minimum(high[part], table.highest[layer[part]])
    return low, high


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
        near = inside | (np.abs(directions[:, atom]) > COUPLED / 2 * self.projection[atom, atom])
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
