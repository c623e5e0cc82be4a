"""What stands behind the figures of the whole and of every group: people, sums, and whether they tell on everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mentorscan.disclosure.linear import Flags, Floats, Ints
from mentorscan.disclosure.siblings import Direct, Member, Tree
from mentorscan.scoring.scores import Scores, ancestors_of

Row = tuple[str | None, Member]
"""A segment and one of its groups; the whole is ``(None, None)``."""


@dataclass(frozen=True)
class Sums:
    """One figure in every row, each value a fraction of the range (0 to 1), each array of shape (rows,).

    ``lowest``, ``highest``: bounds of one person's value. ``near_end``: the mean lies within half a step of an end of
    the scale; ``flat``: all values are the same; ``one_sided``: a share of favourable, neutral or unfavourable answers
    is 0 or 1. Flags are false where nobody is behind the figure.
    """

    people: Ints
    total: Floats
    lowest: Floats
    highest: Floats
    near_end: Flags
    flat: Flags
    one_sided: Flags


class Standing:
    """The sums of a survey, row by row: the whole first, then the groups of every segment."""

    def __init__(self, scores: Scores) -> None:
        self.scores = scores
        self.layout = scores.tally.layout
        self.base = scores.base
        margins = scores.tally.margins
        self.trees = {segment: tree_of(scores, segment) for segment in scores.cells}
        self.rows: list[Row] = [(None, None)]
        vectors = [scores.tally.whole]
        for segment, cells in scores.cells.items():
            direct = sorted(self.trees[segment].direct)
            self.rows += [(segment, group) for group in cells] + [(segment, Direct(parent)) for parent in direct]
            vectors += [cell.sums for cell in cells.values()] + [margins[segment][parent] for parent in direct]
        self.matrix = np.stack(vectors)

    def members(self, segment: str) -> dict[Member, int]:
        """The rows of a segment's groups."""
        return {member: row for row, (each, member) in enumerate(self.rows) if each == segment}

    @cached_property
    def scored(self) -> Ints:
        """People with at least one hallmark scored, by row."""
        return self._part(f"people:{self.base.id}")[:, 1].astype(np.int64)

    def _part(self, section: str) -> NDArray[np.float64]:
        return self.matrix[:, self.layout.sections[section]].astype(np.float64)

    def measure(self, name: str) -> Sums:
        """A questionnaire, facet or practice."""
        measure = self.base.measures[name]
        sums = self._part(f"scores:{self.base.id}:{name}")
        whole = np.array(measure.denominators) * measure.unit
        people = sums[:, ::3].sum(axis=1)
        total, squares = (sums[:, 1::3] / whole).sum(axis=1), (sums[:, 2::3] / whole**2).sum(axis=1)
        n = np.maximum(people, 1)
        mean = total / n
        variance = np.maximum(squares / n - mean**2, 0)
        flat = variance < 1e-12
        # One of n values is at most sd * sqrt(n - 1) away from their mean, sd with the divisor n (Samuelson 1968).
        reach = np.sqrt(np.where(flat, 0, variance) * (n - 1)) + 1e-9
        half = 1 / (2 * min(measure.unit // step for step in measure.steps))
        return Sums(
            people=people.astype(np.int64),
            total=total,
            lowest=np.maximum(mean - reach, 0),
            highest=np.minimum(mean + reach, 1),
            near_end=(people > 0) & near_end(mean, half),
            flat=(people > 0) & flat,
            one_sided=np.zeros(len(people), np.bool_),
        )

    def item(self, name: str) -> Sums:
        """An item, its values as answered."""
        scale = self.layout.instrument.scale_of(self.layout.instrument.questionnaire_of[name])
        values = np.array([point.value for point in scale.points])
        counts = self._part(f"answers:{name}")[:, 1 : 1 + len(values)]
        steps = values - scale.lowest
        reverse = self.layout.instrument.items[name].reverse
        after = scale.lowest + scale.highest - values if reverse else values
        people = counts.sum(axis=1)
        total = counts @ steps / scale.range
        mean = total / np.maximum(people, 1)
        favourable, unfavourable = after >= scale.favourable_from, after <= scale.unfavourable_to
        sides = [chosen for chosen in (favourable, unfavourable, ~(favourable | unfavourable)) if chosen.any()]
        empty = np.stack([counts[:, chosen].sum(axis=1) == 0 for chosen in sides])
        there = counts > 0
        return Sums(
            people=people.astype(np.int64),
            total=total,
            lowest=np.where(there, steps, scale.range).min(axis=1) / scale.range,
            highest=np.where(there, steps, 0).max(axis=1) / scale.range,
            near_end=(people > 0) & near_end(mean, 1 / (2 * scale.range)),
            flat=(people > 0) & (there.sum(axis=1) == 1),
            one_sided=(people > 0) & empty.any(axis=0),
        )

    def parts(self, questionnaire: str) -> Mapping[str, Sums]:
        """The items and facets of a questionnaire."""
        items = self.base.questionnaires[questionnaire].items
        facets = [facet for facet in self.base.facets if facet.startswith(f"{questionnaire}/")]
        return {item: self.item(item) for item in items} | {facet: self.measure(facet) for facet in facets}

    def practices(self) -> Mapping[str, Sums]:
        """The practices."""
        return {name: self.measure(name) for name in self.base.measures if name.startswith("practice:")}


def tree_of(scores: Scores, segment: str) -> Tree:
    """The groups of a segment, each below the nearest group that has a cell."""
    cells, margins = scores.cells[segment], scores.tally.margins[segment]
    declared = [each for each in scores.tally.instrument.segments if each.id == segment]
    parents = {group.id: group.parent for each in declared for group in each.groups}
    shown = {group: next((each for each in ancestors_of(group, parents) if each in cells), None) for group in cells}
    direct = frozenset(group for group in shown.values() if group is not None and group in margins)
    return Tree(shown, direct)


def near_end(mean: Floats, half: float) -> Flags:
    """Whether means, as fractions of the range, lie within ``half`` of 0 or 1."""
    made: Flags = np.round(np.minimum(mean, 1 - mean), 9) <= round(half, 9)
    return made
