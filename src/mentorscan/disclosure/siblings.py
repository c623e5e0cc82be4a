"""Rule 2 of the gate: a hidden group must not follow from its parent, or the whole, minus the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

Group = str | None


class Direct(NamedTuple):
    """The people of a parent who are in none of its children: never shown, but they are parent minus children."""

    parent: str


Member = Group | Direct


class Base(NamedTuple):
    """What a figure rests on in each group, and the least that may be shown or stay hidden together.

    ``together``: where more than the minimum has to stay hidden together.
    """

    people: Mapping[Member, int]
    minimum: int
    together: int = 0

    def of(self, members: Iterable[Member]) -> Base:
        """The same for some groups only."""
        return Base({member: self.people[member] for member in members}, self.minimum, self.together)

    def protects(self, hidden: Collection[Member]) -> bool:
        """Whether the hidden groups cannot be worked out: nobody is behind them, or enough people in two groups."""
        behind = [self.people[group] for group in hidden if self.people[group]]
        return not behind or (len(behind) >= 2 and sum(behind) >= max(self.minimum, self.together))


def complete(
    bases: Sequence[Base],
    groups: Collection[Member],
    *,
    taken: Collection[Member] = (),
    cost: Mapping[Member, int] | None = None,
) -> frozenset[Member]:
    """The groups to hide: those below a minimum, and as many more as it takes that none can be worked out.

    Groups are added by what they cost (where it is not given: the people of the first base), cheapest first, ties by
    code point.

    >>> sorted(complete([Base({"a": 3, "b": 8, "c": 40}, 5)], "abc"))
    ['a', 'b']
    >>> sorted(complete([Base({"a": 0, "b": 8, "c": 40}, 5)], "abc"))
    ['a']
    """
    hidden = set(taken) | {group for group in groups for base in bases if base.people[group] < base.minimum}
    price = bases[0].people if cost is None else cost
    rest = sorted(set(groups) - hidden, key=lambda group: (price[group], *code_point(group)), reverse=True)
    while rest and not all(base.protects(hidden) for base in bases):
        hidden.add(rest.pop())
    return frozenset(hidden)


def code_point(group: Member) -> tuple[int, str]:
    """Where a group stands among groups that are alike otherwise: named ones by code point, then those without."""
    if group is None:
        return 2, ""
    return (1, group.parent) if isinstance(group, Direct) else (0, group)


@dataclass(frozen=True)
class Tree:
    """The groups of a segment.

    ``parents``: of each group the one above it, if any; ``direct``: parents with people of their own.
    """

    parents: Mapping[Group, str | None]
    direct: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def families(self) -> list[tuple[str | None, list[Member]]]:
        """Groups whose sum is shown by the one above them (``None``: by the whole), from the top down."""
        made: list[tuple[str | None, list[Member]]] = []
        above: list[str | None] = [None]
        while above:
            parent = above.pop(0)
            members: list[Member] = [group for group, each in self.parents.items() if each == parent]
            above += [group for group in members if isinstance(group, str) and group in self.parents.values()]
            if parent in self.direct:
                members.append(Direct(parent))
            made.append((parent, members))
        return made

    def below(self, group: Member) -> list[Member]:
        """A group and all its descendants."""
        found = [group]
        for parent, members in self.families:
            if parent is not None and parent in found:
                found += members
        return found

    def complete(self, bases: Sequence[Base], *, taken: Collection[Member] = ()) -> frozenset[Member]:
        """The groups to hide within each family; below a hidden group everything is hidden.

        >>> tree = Tree({"trade": None, "law": None, "buying": "trade", "sales": "trade", "tax": "trade"})
        >>> people = {"trade": 43, "law": 20, "buying": 3, "sales": 10, "tax": 30}
        >>> sorted(tree.complete([Base(people, 5)]))
        ['buying', 'sales']
        """
        hidden = set(taken)
        cost = {
            member: sum(bases[0].people[each] for each in self.below(member) if not isinstance(each, Direct))
            for member in bases[0].people
        }
        for parent, members in self.families:
            if parent is not None and parent in hidden:
                hidden.update(members)
            else:
                own = hidden.intersection(members)
                hidden |= complete([base.of(members) for base in bases], members, taken=own, cost=cost)
        return frozenset(hidden)
