"""The gate: decides what may be shown, before anything is written. ``docs/privacy.md`` says it in words.

Groups are decided column by column: ``people`` (the group as a whole), each questionnaire, the practices together. A
group hidden in ``people`` is hidden whole. Items and facets are never chosen one by one within a group: a group shows
all of a questionnaire's, or none (*bare*), or respondents, mean and index only (*thin*). Decisions are taken over all
segments of the data, whatever the run shows, so that runs which show different segments are safe together.

**Unanimity** (rule 7). Below three times ``minimum_group`` people:

- a questionnaire whose mean lies within half a step of an end of the scale, or whose standard deviation would be shown
  and is 0, is hidden;
- where that holds for an item, a facet or a practice, or a share of an item's answers is 0 or 1, all items and facets
  of that questionnaire, or all practices, are hidden in that group. That takes with them what tells the same: counts,
  opt-outs, blanks, and the questionnaire's own shares, which are means over its items. Its own mean, standard deviation
  and interval stay: an item cannot be worked out from their sum;
- as much is hidden beside it that the hidden people of the segment are at least three times ``minimum_group`` in two
  groups: what subtraction gives is then a figure about so many people that unanimity may be shown;
- the overall index needs no rule: it is the mean of questionnaires that are shown, none of which is near an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentorscan.disclosure.crossing import Crossing
from mentorscan.disclosure.linear import Flags, Ints
from mentorscan.disclosure.siblings import Base, Direct, Group, Member, code_point
from mentorscan.disclosure.standing import Standing, Sums
from mentorscan.instrument.model import Rules
from mentorscan.scoring.scores import Scores

PEOPLE = "people"

UNANIMITY = 3
"""Below so many times ``minimum_group`` people unanimity is hidden."""

TRIED = 8
"""So many of the cheapest ways to protect a set are tried before the cheapest is taken."""


@dataclass(frozen=True)
class SegmentGate:
    """What may not be shown of a segment's groups, by column.

    ``hidden``: groups of which this column is not shown at all; ``thin``: groups of which it is shown as respondents,
    mean and index only (hidden ones included); ``bare``: groups of which it is shown without items, and without what
    is made of items (thin ones included).
    """

    hidden: Mapping[str, frozenset[Group]]
    thin: Mapping[str, frozenset[Group]]
    bare: Mapping[str, frozenset[Group]]


@dataclass(frozen=True)
class Gate:
    """What may not be shown of a survey.

    ``closed``: nothing at all. ``hidden``, ``thin`` and ``bare``: columns of the whole; ``segments``: their groups.
    """

    closed: bool
    hidden: frozenset[str]
    thin: frozenset[str]
    bare: frozenset[str]
    segments: Mapping[str, SegmentGate]


def close_gate(scores: Scores, rules: Rules) -> Gate:
    """Decide what of these scores may be shown under these rules."""
    return Decision(Standing(scores), rules).gate()


@dataclass(frozen=True)
class Column:
    """What is decided at once: figures of one measure (``None``: of everyone scored).

    ``bases``: n by row and the least that may be shown; ``unanimous``: rows that tell on everybody.
    """

    measure: str | None
    figures: Sequence[Sums]
    bases: Sequence[tuple[Ints, int]]
    unanimous: Flags


class Decision:
    """Decides column by column, over all segments together."""

    def __init__(self, standing: Standing, rules: Rules) -> None:
        self.standing, self.rules = standing, rules
        self.crossing = Crossing(standing)
        self.segments = {segment: standing.members(segment) for segment in standing.trees}

    def gate(self) -> Gate:
        """The whole decision."""
        scored, none = self.standing.scored, np.zeros(len(self.standing.rows), np.bool_)
        hidden = {PEOPLE: self.decide(Column(None, (), [(scored, self.rules.minimum_group)], none), taken=[])}
        for name in self.standing.base.questionnaires:
            hidden[name] = self.decide(self.of_measure(name), taken=[hidden[PEOPLE]])
        alone = Column(None, (), [(scored, self.rules.minimum_distribution)], none)
        thin = {PEOPLE: self.decide(alone, taken=[hidden[PEOPLE]])}
        bare = dict(thin)
        for name in self.standing.base.questionnaires:
            spread = Column(name, (), [(self.standing.measure(name).people, self.rules.minimum_distribution)], none)
            thin[name] = self.decide(spread, taken=[hidden[name], thin[PEOPLE]])
            bare[name] = self.decide(self.of_parts(name, name, self.standing.parts(name)), taken=[thin[name]])
        self.decide_practices(hidden, thin, bare)
        return Gate(
            closed=hidden[PEOPLE].whole,
            hidden=frozenset(name for name, each in hidden.items() if each.whole),
            thin=frozenset(name for name, each in thin.items() if each.whole),
            bare=frozenset(name for name, each in bare.items() if each.whole),
            segments={
                segment: SegmentGate(
                    {name: groups_only(each.groups[segment]) for name, each in hidden.items()},
                    {name: groups_only(each.groups[segment]) for name, each in thin.items()},
                    {name: groups_only(each.groups[segment]) for name, each in bare.items()},
                )
                for segment in self.segments
            },
        )

    def decide_practices(self, hidden: dict[str, Choice], thin: dict[str, Choice], bare: dict[str, Choice]) -> None:
        """Decide the practices of a group together: one hidden alone would follow from the hallmarks and the others.

        They are means over items, so that they are shown where the items are that they are made of, and nowhere else.
        """
        owner = self.standing.layout.instrument.questionnaire_of
        measures = self.standing.base.practices
        sources = {f"practice:{name}": {owner[item].id for item in each.items} for name, each in measures.items()}
        practices = self.standing.practices()
        shown = {
            name: sums
            for name, sums in practices.items()
            if sums.people[0] >= self.rules.minimum_group and not any(hidden[each].whole for each in sources[name])
        }
        used = sorted({each for name in shown for each in sources[name]})
        under = Choice(
            {name: frozenset().union(*(hidden[each].groups[name] for each in used)) for name in self.segments}
        )
        column = self.of_parts(None, None, shown)
        together = self.decide(column, taken=[under, thin[PEOPLE], *(bare[each] for each in used)])
        for name in practices:
            hidden[name] = under if name in shown else self.everything
            thin[name] = bare[name] = together if name in shown else self.everything

    def of_measure(self, name: str) -> Column:
        """A questionnaire's mean."""
        sums = self.standing.measure(name)
        telling = sums.near_end | (sums.flat & (sums.people >= self.rules.minimum_distribution))
        return Column(name, [sums], [(sums.people, self.rules.minimum_group)], telling & self.few(sums.people))

    def of_parts(self, name: str | None, measure: str | None, parts: Mapping[str, Sums]) -> Column:
        """The items and facets of a questionnaire, or the practices: shown all or none."""
        least = self.rules.minimum_distribution
        people = self.standing.scored if name is None else self.standing.measure(name).people
        unanimous = np.zeros(len(people), np.bool_)
        for sums in parts.values():
            telling = sums.near_end | ((sums.flat | sums.one_sided) & (sums.people >= least))
            unanimous |= telling & self.few(sums.people) & (people >= least)
        counted = [(sums.people, self.rules.minimum_group) for sums in parts.values()]
        return Column(measure, list(parts.values()), [(people, least), *counted], unanimous)

    def few(self, people: Ints) -> Flags:
        """Enough people to be shown, and too few for unanimity."""
        made: Flags = (people >= self.rules.minimum_group) & (people < UNANIMITY * self.rules.minimum_group)
        return made

    @property
    def everything(self) -> Choice:
        """The whole and all groups."""
        return Choice({segment: frozenset(members) for segment, members in self.segments.items()}, whole=True)

    def decide(self, column: Column, *, taken: Sequence[Choice]) -> Choice:
        """What may not be shown of a column: what is ``taken`` already, and what rules 1, 2, 3 and 7 add."""
        people, minimum = column.bases[0]
        if any(each.whole for each in taken) or people[0] < minimum or column.unanimous[0]:
            return self.everything
        near = {
            self.standing.rows[row]
            for row in self.crossing.near_ends(column.measure, column.figures, minimum=self.rules.minimum_group)
        }
        if (None, None) in near:
            return self.everything
        hidden = {}
        for segment, members in self.segments.items():
            own = frozenset(member for member in members if (segment, member) in near)
            hidden[segment] = self.complete(segment, column, own.union(*(each.groups[segment] for each in taken)))
        while (
            found := self.crossing.find(column.measure, hidden, column.figures, minimum=self.rules.minimum_group)
        ) is not None:
            choices = list(self.choices(column, hidden, found))
            if not choices:
                return self.everything
            hidden = next(
                (
                    choice
                    for choice in choices[:TRIED]
                    if not self.crossing.gives_away(column.measure, choice, column.figures, found)
                ),
                choices[0],
            )
        return Choice(hidden)

    def choices(
        self, column: Column, hidden: Mapping[str, frozenset[Member]], found: Ints
    ) -> Iterator[dict[str, frozenset[Member]]]:
        """What can be hidden, with its siblings, to protect what was found: what hides the fewest people first."""
        people = column.bases[0][0]
        priced = []
        for segment, member in self.crossing.touched(column.measure, hidden, found):
            more = self.complete(segment, column, hidden[segment] | {member})
            rows = self.segments[segment]
            price = sum(people[rows[each]] for each in more - hidden[segment] if not isinstance(each, Direct))
            priced.append((price, *code_point(member), segment, more))
        for *_, segment, more in sorted(priced, key=lambda each: each[:-1]):
            yield {**hidden, segment: more}

    def complete(self, segment: str, column: Column, taken: frozenset[Member]) -> frozenset[Member]:
        """What rules 1, 2 and 7 hide in one segment."""
        rows = self.segments[segment]
        told = {member for member, row in rows.items() if column.unanimous[row]}
        together = UNANIMITY * self.rules.minimum_group if told - taken else 0
        bases = [
            Base({member: int(n[row]) for member, row in rows.items()}, minimum, together)
            for n, minimum in column.bases
            if n[0] >= minimum
        ]
        return self.standing.trees[segment].complete(bases, taken=taken | told)


@dataclass(frozen=True)
class Choice:
    """What may not be shown of a column: of the whole, and by segment of which groups."""

    groups: Mapping[str, frozenset[Member]]
    whole: bool = False


def groups_only(members: Iterable[Member]) -> frozenset[Group]:
    """The groups among these, without the people that parents have of their own."""
    return frozenset(member for member in members if not isinstance(member, Direct))


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
