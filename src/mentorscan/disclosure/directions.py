"""Atoms that can move whatever is in a set with them: the cheapest test of rule 3, for all small atoms at once.

Each small atom gets a direction that leaves every sum as it is: itself by 1, all others by as little as possible,
measured against their room. A set moves by at least the share ``1 - taken`` of what its atoms move by, ``taken`` being
the most that the other atoms of a set take back; so an atom has to move by ``NARROW / (1 - taken)`` of its people. No
other may be pushed further than it has room by a set of such atoms, and by an insider, who fixes one more atom, at
worst at an end. Then every set of such atoms can move. Without figures there are no ends: ``taken < 1`` will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentorscan.disclosure.insiders import INSIDE
from mentorscan.disclosure.linear import NARROW, ZERO, Flags, Floats, Ints, Table, bounds_of_one, inverted

COUPLED: Final = 0.1
"""Atoms that take back more than this share of each other's move are looked at together."""

ENDS: Final = 0.02
"""An atom with less room than so much of one person's range is not moved against others."""

TAKEN: Final = 0.99
"""Atoms of which others take back more than this are not free."""

ROUNDED: Final = 1e-5
"""Moves are worked out in single precision, and taken as so much larger than they come out."""

SUPPORT: Final = 600
"""So many atoms, the largest ones, are moved against a set that is looked at by itself in a large table."""

WORK: Final = 500_000
"""So many moves are looked at together: they fit into a processor's own memory."""

Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Freedom:
    """What small atoms can do in a set with others.

    ``free``: which can move far enough in any set, shape (small,); ``near``: which small atoms take back much of what
    some of them move by, or the other way round, (chosen,) to (chosen, small); ``moves``: which sets, a row each, can
    move far enough although not all of their atoms are free.
    """

    free: Flags
    near: Callable[[Ints], Flags]
    moves: Callable[[Ints], Flags]


def freedom_of(table: Table, small: Ints, *, minimum: int, memory: Memory) -> Freedom:
    """What the small atoms can do; those that have no room for all figures at once are looked at figure by figure."""
    key = table.layers.tobytes() + table.people.tobytes()
    if key not in memory:
        memory[key] = Directions(table, small, table.people**2, minimum)
    plain = memory[key]
    if not table.sums.shape[1]:
        return Freedom(plain.moving, plain.near, lambda sets: np.zeros(len(sets), np.bool_))
    ends = room_of(table, minimum)
    joint = Directions(table, small, ends.min(axis=1), minimum)
    reach = joint.reach
    tied = np.flatnonzero(~reach.free)
    if len(tied) and ends.shape[1] > 1:
        reach = reach.replaced(tied, [Directions(table, small[tied], room, minimum).reach for room in ends.T])
    free = reach.free & (1 - 2 * reach.pushed[small] >= NARROW / (1 - reach.taken))
    n, most = table.people[small], ends.max(axis=1)[small]
    # Somebody alone in an atom that moves badly may stop others, by knowing it.
    stopped = bool(((n == 1) & (joint.room[small] > 0) & np.isinf(reach.needed)).any())

    def moves(sets: Ints) -> Flags:
        if stopped or len(table.people) <= INSIDE:
            return np.zeros(len(sets), np.bool_)
        needed = n[sets] * reach.needed[sets]
        with np.errstate(invalid="ignore"):  # infinite for an atom that cannot move far enough: no set with it moves
            others = needed.sum(axis=1, keepdims=True) - needed
        left = n[sets] - 2 * most[sets] * others
        wide = left >= NARROW * n[sets] / (1 - reach.taken[sets])
        made: Flags = wide.all(axis=1) & (needed.sum(axis=1) <= 1)
        return made

    return Freedom(free, lambda chosen: plain.near(chosen) | joint.near(chosen), moves)


def room_of(table: Table, minimum: int) -> Floats:
    """How far each atom can be moved to both sides, also where somebody in a large one knows the own figure.

    Shape (atoms, figures).
    """
    n, y = table.people[:, None], table.centre
    low, high = bounds_of_one(table)
    room = np.minimum(y, n - y)
    inside = np.minimum(y - high, n - 1 + low - y)
    room = np.where(n >= minimum, np.minimum(room, inside), room)
    made: Floats = np.where(room > ENDS, room, 0)
    return made


class Directions:
    """For each small atom a change that leaves every sum as it is: the atom by 1, the others by as little as possible.

    ``room``: shape (atoms,): the others are moved in proportion to it, those without any not at all. ``there``: whether
    there is such a change, shape (small,).
    """

    def __init__(self, table: Table, small: Ints, room: Floats, minimum: int) -> None:
        self.people, self.small, self.room, self.minimum = table.people, small, room, minimum
        own = table.incidence[:, small]
        products = table.products(room)
        answer = inverted(products) @ own
        left = 1 - room[small] * (own * answer).sum(axis=0)
        self.there: Flags = (np.abs(products @ answer - own).max(axis=0) < ZERO) & (left > 0.01)
        self.left: Floats = np.where(self.there, left, 1)
        self.sums = (table.incidence * (room > 0)).astype(np.float32)
        self.answer = (answer / self.left).T.astype(np.float32)

    def shares(self, chosen: Ints) -> Singles:
        """What share of its room every other atom is moved by: shape (chosen, atoms)."""
        made: Singles = np.abs(self.answer[chosen] @ self.sums)
        made[np.arange(len(chosen)), self.small[chosen]] = 0
        return made

    def near(self, chosen: Ints) -> Flags:
        """Which small atoms take back much of what these move by, or the other way round: shape (chosen, small)."""
        shares = self.shares(chosen)[:, self.small]
        back = shares * (self.left[chosen, None] / self.left) * self.room[self.small[chosen], None]
        made: Flags = np.maximum(shares * self.room[self.small], back) > COUPLED
        return made

    def blocks(self) -> Iterator[tuple[Ints, Singles, Floats]]:
        """The small atoms, so many at a time, with their shares and the most that others in a set take back."""
        size = max(1, WORK // len(self.people))
        little = np.where(self.people < self.minimum, self.room, 0).astype(np.float32)
        for start in range(0, len(self.small), size):
            block = np.arange(start, min(start + size, len(self.small)))
            shares = self.shares(block)
            others = self.minimum - 1 - self.people[self.small[block]].astype(int)
            yield block, shares, sums_of_largest(shares * little, others) + ROUNDED

    @cached_property
    def moving(self) -> Flags:
        """Which atoms can move where there are no ends: shape (small,)."""
        taken = np.concatenate([each for *_, each in self.blocks()])
        made: Flags = self.there & (taken < TAKEN)
        return made

    @property
    def reach(self) -> Reach:
        """How far the small atoms can go where ``room`` is all the room that the others have."""
        n = self.people
        little = n < self.minimum
        free, taken, pushed = self.there.copy(), np.zeros(len(self.small)), np.zeros(len(n))
        needed = np.full(len(self.small), np.inf)
        for block, shares, back in self.blocks():
            taken[block] = np.minimum(back, TAKEN)
            each = (shares + np.float32(ROUNDED)) * (NARROW / (1 - taken[block])).astype(np.float32)[:, None]
            if len(n) <= INSIDE:
                shifted = (self.minimum - 1) * (each * self.room)[free[block]][:, little].max(initial=0)
                each += shares * np.where(little, (1 + shifted) / (self.minimum - 1), 0).astype(np.float32)
            can = self.there[block] & (back < TAKEN)
            needed[block[can]] = each[can].max(axis=1)
            free[block] = needed[block] * (self.minimum - 1) <= 1
            pushed = np.maximum(pushed, (self.minimum - 1) * self.room * each[free[block]].max(axis=0, initial=0))
        return Reach(free, taken, needed, pushed)


@dataclass(frozen=True)
class Reach:
    """How far small atoms can go.

    ``free``: which can move far enough, shape (small,); ``taken``: what others in a set take back at most, shape
    (small,); ``needed``: the share of its room that any other atom is pushed by for each person, shape (small,);
    ``pushed``: how far a set of free ones pushes each atom at most, shape (atoms,).
    """

    free: Flags
    taken: Floats
    needed: Floats
    pushed: Floats

    def replaced(self, tied: Ints, each: Sequence[Reach]) -> Reach:
        """The same where some small atoms go other ways, in every figure one of its own."""
        free, taken, needed = self.free.copy(), self.taken.copy(), self.needed.copy()
        free[tied] = np.all([one.free for one in each], axis=0)
        taken[tied] = np.max([one.taken for one in each], axis=0)
        needed[tied] = np.max([one.needed for one in each], axis=0)
        return Reach(free, taken, needed, np.max([self.pushed, *(one.pushed for one in each)], axis=0))


Memory = dict[bytes, Directions]
"""Directions that serve every column with the same shown groups and the same people."""


def sums_of_largest(values: Singles, counts: Ints) -> Floats:
    """The sum of the largest values in each row, so many of them.

    >>> sums_of_largest(np.array([[1, 4, 2], [8, 5, 3]], np.float32), np.array([2, 1])).tolist()
    [6.0, 8.0]
    """
    left, rows = values.copy(), np.arange(len(values))
    made = np.zeros(len(values))
    for count in range(min(counts.max(initial=0), values.shape[1])):
        largest = left.argmax(axis=1)
        made += np.where(count < counts, left[rows, largest], 0)
        left[rows, largest] = 0
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
