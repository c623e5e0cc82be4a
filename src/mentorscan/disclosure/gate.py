"""The gate: decides from counts of people alone what may be shown. ``docs/privacy.md`` says it in words.

Groups are decided column by column: ``people`` (the group as a whole), each questionnaire, each practice. A group
hidden in ``people`` is hidden whole. Items and facets are never chosen one by one within a group: where one rests on
too few people, the questionnaire shows respondents, mean and index only, and so does a second group, if the answers of
the first could be worked out from the whole. Decisions are taken over all segments of the data, whatever the run
shows, so that runs which show different segments are safe together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mentorscan.instrument.model import Rules
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.scores import Scores

PEOPLE = "people"

Group = str | None


@dataclass(frozen=True)
class SegmentGate:
    """What may not be shown of a segment's groups, by column.

    ``hidden``: groups of which this column is not shown at all; ``thin``: groups of which it is shown as respondents,
    mean and index only (hidden ones included).
    """

    hidden: Mapping[str, frozenset[Group]]
    thin: Mapping[str, frozenset[Group]]


@dataclass(frozen=True)
class Gate:
    """What may not be shown of a survey.

    ``closed``: nothing at all. ``hidden`` and ``thin``: columns of the whole; ``segments``: their groups.
    """

    closed: bool
    hidden: frozenset[str]
    thin: frozenset[str]
    segments: Mapping[str, SegmentGate]


def close_gate(scores: Scores, rules: Rules) -> Gate:
    """Decide what of these scores may be shown under these rules."""
    whole = people_by_column(scores.whole)
    owner = scores.tally.instrument.questionnaire_of
    sources = {
        f"practice:{practice}": {owner[item].id for item in measure.items}
        for practice, measure in scores.base.practices.items()
    }
    hidden = {column for column, n in whole.items() if n < rules.minimum_group}
    hidden |= {column for column, parts in sources.items() if parts & hidden}
    if PEOPLE in hidden:
        hidden = set(whole)
    return Gate(
        closed=PEOPLE in hidden,
        hidden=frozenset(hidden),
        thin=frozenset(column for column, n in whole.items() if n < rules.minimum_distribution) | hidden,
        segments={
            segment: gate_segment(
                {group: people_by_column(cell) for group, cell in cells.items()},
                rules=rules,
                hidden=hidden,
                sources=sources,
                parts={group: parts_by_column(cell) for group, cell in cells.items()},
            )
            for segment, cells in scores.cells.items()
        },
    )


def people_by_column(cell: Cell) -> dict[str, int]:
    """How many people stand behind each column of a cell."""
    base = cell.base
    columns = [*base.questionnaires, *(f"practice:{practice}" for practice in base.practices)]
    return {PEOPLE: cell.scored} | {column: cell.n(column) for column in columns}


def parts_by_column(cell: Cell) -> dict[str, dict[str, int]]:
    """How many people stand behind the parts of each questionnaire of a cell: its items and its facets."""
    base = cell.base
    return {
        name: {item: cell.answered(item) for item in measure.items}
        | {facet: cell.n(facet) for facet in base.facets if facet.startswith(f"{name}/")}
        for name, measure in base.questionnaires.items()
    }


def gate_segment(
    people: Mapping[Group, Mapping[str, int]],
    *,
    rules: Rules,
    hidden: Collection[str] = (),
    sources: Mapping[str, Collection[str]] | None = None,
    parts: Mapping[Group, Mapping[str, Mapping[str, int]]] | None = None,
) -> SegmentGate:
    """Decide for the groups of one segment.

    ``people``: group -> column -> people. ``hidden``: columns that are hidden in the whole. ``sources``: of columns
    that are made of others (practices) which ones: hidden where one of these is hidden. ``parts``: group -> column ->
    part -> people: a column with a part on too few people is thin, so that parts are shown all or none.
    """
    columns = list(next(iter(people.values()), {PEOPLE: 0}))
    everyone = frozenset(people)
    gone: dict[str, frozenset[Group]] = {}
    thin: dict[str, frozenset[Group]] = {}
    for column in [PEOPLE, *(each for each in columns if each != PEOPLE)]:
        n = {group: counts[column] for group, counts in people.items()}
        taken = set(gone.get(PEOPLE, ()))
        for source in (sources or {}).get(column, ()):
            taken |= gone[source]
        gone[column] = everyone if column in hidden else complete([Base(n, rules.minimum_group)], everyone, taken=taken)
        own = {group: each.get(column, {}) for group, each in (parts or {}).items()}
        names = next(iter(own.values()), {})
        bases = [Base({group: each[name] for group, each in own.items()}, rules.minimum_group) for name in names]
        thin[column] = complete(
            [Base(n, rules.minimum_distribution), *(base for base in bases if base.total >= base.minimum)],
            everyone,
            taken=gone[column] | thin.get(PEOPLE, frozenset()),
        )
    return SegmentGate(gone, thin)


class Base(NamedTuple):
    """What a figure rests on in each group, and the least that may be shown or stay hidden together."""

    people: Mapping[Group, int]
    minimum: int

    @property
    def total(self) -> int:
        """The people of all groups together."""
        return sum(self.people.values())

    def protects(self, hidden: Collection[Group]) -> bool:
        """Whether the hidden groups cannot be worked out: nobody is behind them, or enough people in two groups."""
        behind = [self.people[group] for group in hidden if self.people[group]]
        return not behind or (len(behind) >= 2 and sum(behind) >= self.minimum)


def complete(bases: Sequence[Base], groups: Collection[Group], *, taken: Collection[Group] = ()) -> frozenset[Group]:
    """The groups to hide: those below a minimum, and as many more as it takes that none can be worked out.

    Groups are added smallest first, by the people of the first base (ties by code point).

    >>> sorted(complete([Base({"a": 3, "b": 8, "c": 40}, 5)], "abc"))
    ['a', 'b']
    >>> sorted(complete([Base({"a": 0, "b": 8, "c": 40}, 5)], "abc"))
    ['a']
    """
    hidden = set(taken) | {group for group in groups for base in bases if base.people[group] < base.minimum}
    size = bases[0].people
    rest = sorted(set(groups) - hidden, key=lambda group: (size[group], group is None, group or ""), reverse=True)
    while rest and not all(base.protects(hidden) for base in bases):
        hidden.add(rest.pop())
    return frozenset(hidden)


def hide_items(answered: Mapping[str, int], *, minimum: int) -> frozenset[str]:
    """The items (or facets) of a hallmark to hide: those answered by too few, and never exactly one of several.

    Their sum stands in the hallmark beside them; a single hidden one could be worked out from it.

    >>> sorted(hide_items({"x": 2, "y": 30, "z": 31}, minimum=5))
    ['x', 'y']
    """
    hidden = {item for item, n in answered.items() if n < minimum}
    if len(hidden) == 1:
        rest = sorted((n, item) for item, n in answered.items() if item not in hidden)
        hidden |= {item for _, item in rest[:1]}
    return frozenset(hidden)
