"""Rule 3 of the gate: groups of different segments that overlap must not give away a set of too few people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np

from mentorscan.disclosure.directions import Memory
from mentorscan.disclosure.learned import find_learned, is_learned
from mentorscan.disclosure.linear import NARROW, Ints, Table
from mentorscan.disclosure.parts import is_near_end
from mentorscan.disclosure.siblings import Direct, Member
from mentorscan.disclosure.standing import Standing, Sums

LARGE: Final = 600
"""With more crossed cells the cheapest protection is taken without trying it first."""

STRICTER: Final = 2
"""So many times as wide an interval is asked for of a single group in a large table."""

Hidden = Mapping[str, Collection[Member]]
"""Segment -> the members that are not shown."""


class Crossing:
    """The crossed cells of all segments of the data, and the tables that shown groups make of them."""

    def __init__(self, standing: Standing) -> None:
        self.rows = standing.rows
        tally = standing.scores.tally
        self.names = list(standing.layout.crossed)
        self.counts = np.array(list(tally.crossed.values())).reshape(-1, len(self.names))
        self.base = standing.base.id
        self.layers: list[Ints] = []
        self.memory: Memory = {}
        for position, segment in enumerate(tally.segments):
            members, tree = standing.members(segment), standing.trees[segment]
            chains = []
            for groups in tally.crossed:
                chain = [groups[position]]
                while (parent := tree.parents[chain[-1]]) is not None:
                    chain.append(parent)
                chains.append([members[group] for group in reversed(chain)])
            for depth in range(max(map(len, chains), default=0)):
                self.layers.append(np.array([chain[depth] if depth < len(chain) else -1 for chain in chains]))

    def people(self, column: str | None) -> Ints:
        """People scored on a measure in each cell; ``None``: with at least one hallmark."""
        name = f"people:{self.base}" if column is None else f"scores:{self.base}:{column}"
        made: Ints = self.counts[:, self.names.index(name)].astype(np.int64)
        return made

    def table(self, column: str | None, hidden: Hidden, figures: Sequence[Sums]) -> tuple[Table, Ints, Ints]:
        """The table of what is shown of some figures, with the standing's row of each sum, and each cell's position.

        Sums of figures that fewer people answered than are scored (items) are taken as if all had: means count.
        """
        people = self.people(column)
        cells = np.flatnonzero(people)
        shown = [
            i
            for i, (segment, member) in enumerate(self.rows)
            if segment is None or self._shown(member, hidden[segment])
        ]
        rows = np.array(shown)
        place = np.full(len(self.rows) + 1, -1)
        place[rows] = np.arange(len(rows))
        layers = np.stack([np.zeros(len(cells), np.int64), *(place[layer[cells]] for layer in self.layers)])
        made = Table(layers, people[cells].astype(np.float64), *(np.zeros((len(rows), 0)) for _ in range(3)))
        if figures:
            behind = made.incidence @ made.people
            there = behind > 0
            sums, lowest, highest = (np.zeros((len(rows), len(figures))) for _ in range(3))
            highest += 1
            for i, figure in enumerate(figures):
                n = np.maximum(figure.people[rows], 1)
                sums[:, i] = figure.total[rows] * behind / n
                known = there & (figure.people[rows] > 0)
                lowest[known, i], highest[known, i] = figure.lowest[rows][known], figure.highest[rows][known]
            made = Table(layers, made.people, sums, lowest, highest)
        return made, rows, cells

    @staticmethod
    def _shown(member: Member, hidden: Collection[Member]) -> bool:
        return member not in hidden and not isinstance(member, Direct)

    def find(self, column: str | None, hidden: Hidden, figures: Sequence[Sums], *, minimum: int) -> Ints | None:
        """The cells of a set that is given away; ``None`` if there is none."""
        table, _, cells = self.table(column, hidden, figures)
        found = find_learned(table, minimum=minimum, memory=self.memory)
        return None if found is None else cells[found]

    def near_ends(self, column: str | None, figures: Sequence[Sums], *, minimum: int) -> list[int]:
        """The standing's rows whose own sum gives away a part of its people: it lies too close to an end.

        In a large table a wider interval is asked for: stricter, and much less is left to be found set by set.
        """
        if not figures:
            return []
        table, rows, _ = self.table(column, dict.fromkeys({segment or "" for segment, _ in self.rows}, ()), figures)
        narrow = NARROW * (STRICTER if len(table.people) > LARGE else 1)
        found = []
        for i, cells in enumerate(table.incidence):
            sizes = table.people[np.flatnonzero(cells)]
            if is_near_end(sizes, table.sums[i], table.lowest[i], table.highest[i], minimum=minimum, narrow=narrow):
                found.append(int(rows[i]))
        return found

    def gives_away(self, column: str | None, hidden: Hidden, figures: Sequence[Sums], found: Ints) -> bool:
        """Whether these cells are given away to an outsider; in a large table that is not asked."""
        table, _, cells = self.table(column, hidden, figures)
        if len(cells) > LARGE:
            return False
        return is_learned(table, np.searchsorted(cells, found))

    def touched(self, column: str | None, hidden: Hidden, found: Ints) -> list[tuple[str, Member]]:
        """The shown groups that hold a cell of what is given away, or whose sum is used to work it out."""
        table, rows, cells = self.table(column, hidden, ())
        chosen = np.zeros(len(table.people))
        chosen[np.searchsorted(cells, found)] = 1
        used = np.abs(table.inverse @ (table.incidence @ (table.people * chosen))) > 1e-6
        used |= table.incidence @ chosen > 0
        return [(segment, member) for segment, member in (self.rows[row] for row in rows[used]) if segment is not None]
