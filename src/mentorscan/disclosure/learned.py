"""The sets of too few people that shown sums give away: what rule 3 of the gate looks for.

A *set* is one cell or a union of cells with fewer people than the minimum. It is given away where the sums leave it an
interval narrower than ``linear.NARROW`` of its range. Cells that are part of the same shown sums are one *atom*: a
determined set is a union of atoms, and a part of an atom can move against the rest of it.

Three tests, each dearer than the one before, and each clearing sets for good: a direction in which every set that
holds a certain atom can move (``directions``), a direction for each set, and the exact interval. An insider knows one
answer more: sets of others are looked for with one person less.

What is looked at depends on the size. Everything in tables of up to ``INSIDE`` atoms; beyond, of insiders only what
they can work out exactly; beyond ``SUPPORT`` atoms, sets whose atoms are not free are looked at up to a number, those
of fewest atoms first, parts only of atoms whose sum follows exactly, and single groups near an end are held to a
stricter rule (``crossing``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from mentorscan.disclosure.directions import SUPPORT, Memory, freedom_of, support_of
from mentorscan.disclosure.insiders import INSIDE, insiders_of, known_to_insiders, safe_from_insiders
from mentorscan.disclosure.linear import (
    NARROW,
    ZERO,
    Bounds,
    Flags,
    Floats,
    Ints,
    Table,
    blocks,
    determined,
    travel,
    unions,
)
from mentorscan.disclosure.parts import learned_part

SETS: Final = 20_000
"""Up to so many sets are looked at one by one; beyond, only those that no single argument clears."""


def find_learned(table: Table, *, minimum: int, memory: Memory | None = None) -> Ints | None:
    """The cells of a set of fewer than ``minimum`` people that is given away; ``None`` if there is none.

    ``memory``: what other tables of the same survey have in common with this one; it is added to.
    """
    if not len(table.people):
        return None
    atoms, position = table.merged()
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


def learned_union(table: Table, small: Ints, *, minimum: int, memory: Memory) -> Ints | None:
    """The atoms of a union of small atoms that is given away, to an outsider or to an insider."""
    freedom = freedom_of(table, small, minimum=minimum, memory=memory)
    tied = np.flatnonzero(~freedom.free)
    if not len(tied):
        return None
    people = table.people[small]
    sets = unions(people, most=minimum - 1, limit=SETS) if len(table.people) <= SUPPORT else None
    if sets is None:
        wide = len(table.people) > SUPPORT
        sets, all_of_them = joined(freedom.near, people, tied, most=minimum - 1, limit=SETS // 4 if wide else SETS)
        if not all_of_them and not wide:
            return small[tied[:1]]
    sets = [each[np.isin(each, tied).any(axis=1)] for each in sets]
    sets = [each[~freedom.moves(each)] for each in sets]
    if not any(map(len, sets)):
        return None
    kept = np.union1d(support_of(table), small[np.unique(np.concatenate([each.ravel() for each in sets]))])
    place = np.searchsorted(kept, small)
    chosen = [place[each] for each in sets if len(each)]
    found = first_learned(table if len(kept) == len(table.people) else table.only(kept), chosen, minimum=minimum)
    return None if found is None else kept[found]


def joined(
    near: Callable[[Ints], Flags], people: Floats, seeds: Ints, *, most: int, limit: int = SETS
) -> tuple[list[Ints], bool]:
    """The sets that hang together, hold a seed and have at most ``most`` people, by number of atoms.

    ``near``: which atoms hang together with some. What does not hang together moves nearly independently: such a set
    moves if its parts do. The second: whether these are all; where there are more than ``limit``, those of more atoms
    are left out.

    >>> chain = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.bool_)
    >>> [each.tolist() for each in joined(lambda atoms: chain[atoms], np.array([1.0, 1, 1]), np.array([0]), most=2)[0]]
    [[[0]], [[0, 1]]]
    """
    made: list[Ints] = []
    sets = seeds[people[seeds] <= most][:, None]
    while len(sets):
        if sum(map(len, made)) + len(sets) > limit:
            return made, False
        made.append(sets)
        members, place = np.unique(sets, return_inverse=True)
        more_of: Flags = np.asarray(near(members)[place.reshape(sets.shape)].any(axis=1), np.bool_)
        np.put_along_axis(more_of, sets, values=False, axis=1)
        more_of &= people[None, :] <= most - people[sets].sum(axis=1)[:, None]
        rows, more = np.nonzero(more_of)
        sets = np.unique(np.sort(np.concatenate([sets[rows], more[:, None]], axis=1), axis=1), axis=0)
    return made, True


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
