"""The gate: decides from counts of people alone what may be shown. ``docs/privacy.md`` says it in words.

Groups are decided column by column: ``people`` (the group as a whole), each questionnaire, each practice. A group
hidden in ``people`` is hidden whole. Decisions are taken over all segments of the data, whatever the run shows, so
that runs which show different segments are safe together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mentorscan.instrument.model import Rules
from mentorscan.scoring.scores import Cell, Scores

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
            )
            for segment, cells in scores.cells.items()
        },
    )


def people_by_column(cell: Cell) -> dict[str, int]:
    """How many people stand behind each column of a cell."""
    base = cell.base
    columns = [*base.questionnaires, *(f"practice:{practice}" for practice in base.practices)]
    return {PEOPLE: cell.scored} | {column: cell.n(column) for column in columns}


def gate_segment(
    people: Mapping[Group, Mapping[str, int]],
    *,
    rules: Rules,
    hidden: Collection[str] = (),
    sources: Mapping[str, Collection[str]] | None = None,
) -> SegmentGate:
    """Decide for the groups of one segment.

    ``people``: group -> column -> people. ``hidden``: columns that are hidden in the whole. ``sources``: of columns
    that are made of others (practices) which ones: hidden where one of these is hidden.
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
        gone[column] = everyone if column in hidden else complete(n, minimum=rules.minimum_group, taken=taken)
        few = gone[column] | thin.get(PEOPLE, frozenset())
        thin[column] = complete(n, minimum=rules.minimum_distribution, taken=few)
    return SegmentGate(gone, thin)


def complete(people: Mapping[Group, int], *, minimum: int, taken: Collection[Group] = ()) -> frozenset[Group]:
    """The groups to hide: those below the minimum, and as many more as it takes that none can be worked out.

    The hidden people together must be none, or at least ``minimum`` in at least two groups that have people; else the
    smallest shown group (ties by code point) is hidden too.

    >>> sorted(complete({"a": 3, "b": 8, "c": 40}, minimum=5))
    ['a', 'b']
    >>> sorted(complete({"a": 0, "b": 8, "c": 40}, minimum=5))
    ['a']
    """
    hidden = set(taken) | {group for group, n in people.items() if n < minimum}
    shown = sorted((n, group is None, group or "", group) for group, n in people.items() if group not in hidden)
    for *_, group in shown:
        behind = [people[each] for each in hidden if people[each]]
        if not behind or (len(behind) >= 2 and sum(behind) >= minimum):
            break
        hidden.add(group)
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
