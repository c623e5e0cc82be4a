"""Scores: a tally's figures, cell by cell.

Everything here is unprotected. What may leave is decided by ``mentorscan.disclosure``, which asks for the figures that
it shows and never for the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import fmean

import numpy as np

from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.layout import EQUAL, Base
from mentorscan.scoring.statistics import Listwise, rake
from mentorscan.scoring.tally import Groups, Sums, Tally
from mentorscan.scoring.weights import Vector, sums_of_one, weighted_by_column, weighted_by_factors

Group = str | None
Headcount = Mapping[tuple[str | None, Group], int]
"""Segment and group -> how many people work there; ``(None, None)``: in the whole."""


@dataclass(frozen=True)
class Scores:
    """The scores of a tally.

    ``headcount``: how many people there are, as far as it is known. ``raked``: the segments to whose headcounts the
    respondents are weighted; the tally must hold its crossed cells in full. Making the figures then raises
    ``CannotRakeError`` where no weights meet the headcounts.
    """

    tally: Tally
    headcount: Headcount = field(default_factory=dict)
    raked: tuple[str, ...] = ()

    @cached_property
    def whole(self) -> Cell:
        """Everyone."""
        return self._cell(self.tally.whole, people=self.headcount.get((None, None)))

    @property
    def base(self) -> Base:
        """The items that the results rest on."""
        return self.tally.layout.base

    @cached_property
    def cells(self) -> dict[str, dict[Group, Cell]]:
        """Per segment the groups: all declared ones in their order, else by code point; without a group last.

        A parent is the sum of the people in it and in all its descendants; one of whom nobody has a cell is left out.
        """
        declared = {each.id: each.groups for each in self.tally.instrument.segments}
        nobody = np.zeros_like(self.tally.whole)
        cells = {}
        for place, (segment, groups) in enumerate(self.tally.margins.items()):
            parents = {group.id: group.parent for group in declared.get(segment, ())}
            members: dict[Group, set[Group]] = {group: {group} for group in groups}
            for group in groups:
                for ancestor in ancestors_of(group, parents):
                    members.setdefault(ancestor, set()).add(group)
            inner = set(parents.values())
            order: list[Group] = [group for group in parents if group in members or group not in inner]
            order += sorted(group for group in groups if group is not None and group not in order)
            order += [None] if None in groups else []
            cells[segment] = {
                group: self._cell(
                    sum((groups[each] for each in members.get(group, ())), nobody),
                    people=self.headcount.get((segment, group)),
                    place=place,
                    members=members.get(group, set()),
                )
                for group in order
            }
        return cells

    def _cell(
        self, sums: Sums, *, people: int | None, place: int | None = None, members: Collection[Group] = ()
    ) -> Cell:
        """A cell of these sums: the ``members``, groups of the segment at ``place``, or everyone."""
        layout = self.tally.layout
        weights = None
        if self.raked:
            crossed = [
                (self._ones[groups], factor)
                for groups, factor in self.factors.items()
                if place is None or groups[place] in members
            ]
            weights = weighted_by_factors(layout, crossed)
        elif layout.weighted:
            weights = weighted_by_column(layout, sums)
        return Cell(layout, sums, headcount=people, weights=weights)

    @cached_property
    def _ones(self) -> dict[Groups, Vector]:
        """Of every crossed cell the weighted sums in which everyone weighs 1."""
        return {groups: sums_of_one(self.tally.layout, sums) for groups, sums in self.tally.cells.items()}

    @cached_property
    def factors(self) -> dict[Groups, float]:
        """The weight of everyone in each crossed cell: raked to the headcounts of ``raked``, 1 on average."""
        places = [list(self.tally.segments).index(segment) for segment in self.raked]
        people: dict[Groups, float] = {}
        for groups, counts in self.tally.crossed.items():
            key = tuple(groups[place] for place in places)
            people[key] = people.get(key, 0) + int(counts[0])
        targets = [
            {group: n for (segment, group), n in self.headcount.items() if segment == each and group is not None}
            for each in self.raked
        ]
        found = rake(people, targets)
        return {groups: found[tuple(groups[place] for place in places)] for groups in self.tally.cells}

    @property
    def weight_range(self) -> tuple[float, float] | None:
        """The least and the largest weight of a person; ``None`` without weights."""
        if self.raked:
            used = [self.factors[groups] for groups, counts in self.tally.crossed.items() if counts[0]]
            return min(used), max(used)
        return self.tally.weights and (self.tally.weights[0] / WEIGHT_UNIT, self.tally.weights[1] / WEIGHT_UNIT)

    def equal_weights(self, hallmarks: Sequence[str]) -> float | None:
        """The mean of these hallmarks' indices if every item weighed the same; ``None`` where they do."""
        equal = {each: f"{EQUAL}{each}" for each in hallmarks if f"{EQUAL}{each}" in self.base.equal}
        means = self.whole.means([equal.get(each, each) for each in hallmarks])
        return 100 * fmean(each.value for each in means.values()) if equal and means else None

    def listwise(self, questionnaire: str) -> Listwise:
        """The sums over people complete on a questionnaire's items."""
        section = self.tally.layout.whole_sections[f"listwise:{self.base.id}:{questionnaire}"]
        k = len(self.base.questionnaires[questionnaire].items)
        return Listwise.from_vector(self.tally.listwise[section].tolist(), k)

    @cached_property
    def everything(self) -> Listwise:
        """The sums of the questionnaires' scores, each in 1/quantum, over people scored on every one."""
        section = self.tally.layout.whole_sections[f"drivers:{self.base.id}"]
        return Listwise.from_vector(self.tally.listwise[section].tolist(), len(self.base.questionnaires))


def ancestors_of(group: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """The groups above a group, the nearest first. ``parents``: group -> parent.

    >>> ancestors_of("c", {"a": None, "b": "a", "c": "b"})
    ['b', 'a']
    """
    found: list[str] = []
    above = parents.get(group) if group is not None else None
    while above is not None:
        found.append(above)
        above = parents.get(above)
    return found
