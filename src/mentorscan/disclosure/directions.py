"""Atoms that can move whatever is in a set with them: the cheapest test of rule 3, for all small atoms at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from mentorscan.disclosure.insiders import INSIDE
from mentorscan.disclosure.linear import NARROW, ZERO, Flags, Floats, Ints, Table, bounds_of_one, inverted

COUPLED: Final = 0.1
"""Atoms that take back more than this share of each other's move are looked at together."""

ENDS: Final = 0.02
"""An atom with less room than so much of one person's range is not moved against others."""

SUPPORT: Final = 600
"""So many atoms, the largest ones, are moved against a set in a large table."""


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
