"""What can be wrong between the groups of a segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mentorscan.errors import Problem
from mentorscan.instrument.document import Part, quoted
from mentorscan.instrument.model import Group
from mentorscan.instrument.names import folded
from mentorscan.instrument.references import repeated, unknown


def group_problems(segment: Part, *, declared: Sequence[Group] = ()) -> Iterator[Problem]:
    """Groups that stand twice, names that mean two groups, and parents that are not there or lead in a circle.

    ``declared``: groups of the same segment that are known from elsewhere, and right among themselves.
    """
    groups = [group for group in segment["groups"].entries() if group["id"].text]
    ids = {group["id"].text or "": group for group in groups}
    yield from repeated((group["id"] for group in groups), kind="group")
    yield from _name_problems(groups, declared)
    parents = {group.id: group.parent or "" for group in declared}
    parents |= {name: group["parent"].text or parents.get(name, "") for name, group in ids.items()}
    yield from unknown((group["parent"] for group in groups), known=parents, kind="parent")
    for name in _circles(parents):
        if name not in ids:
            continue
        found, hint = f"the group {name} would be a part of itself", "take one of the parents in this circle out"
        yield Problem("parents-in-a-circle", found, ids[name]["parent"].place, "a parent above the group", hint)


def _name_problems(groups: Sequence[Part], declared: Sequence[Group]) -> Iterator[Problem]:
    """Ids, labels and aliases that mean another group too: a cell of an export may hold any of them."""
    owners = {folded(name): group.id for group in declared for name in (*group.label.values(), *group.aliases)}
    owners |= {folded(group.id): group.id for group in declared}
    ids = [(group["id"], group["id"].text or "") for group in groups]
    names = [(name, own) for (_, own), group in zip(ids, groups, strict=True) for name in _names(group)]
    for name, own in (*ids, *names):
        owner = owners.setdefault(folded(name.text or ""), own)
        if folded(owner) != folded(own):
            found = f"{quoted(name.text or '')} means the group {owner} already"
            hint = "word it differently, or take it out"
            yield Problem("group-name-twice", found, name.place, "a name that means one group only", hint)


def _names(group: Part) -> Iterator[Part]:
    """The names of a group apart from its id: its label in each language, and its aliases."""
    yield from group["label"].texts()
    yield from (alias for alias in group["aliases"].entries() if alias.text)


def _circles(parents: Mapping[str, str]) -> Iterator[str]:
    """The groups that come back to themselves from parent to parent."""
    done: set[str] = set()
    for start in parents:
        way: list[str] = []
        name = start
        while name in parents and name not in done:
            done.add(name)
            way.append(name)
            name = parents[name]
        if name in way:
            yield from way[way.index(name) :]
