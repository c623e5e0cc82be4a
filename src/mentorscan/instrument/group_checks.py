"""What can be wrong between the groups of a segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mentorscan.errors import Problem
from mentorscan.instrument.document import Part, quoted
from mentorscan.instrument.names import folded
from mentorscan.instrument.references import repeated, unknown


def group_problems(segment: Part) -> Iterator[Problem]:
    """Groups that stand twice, names that mean two groups, and parents that are not there or lead in a circle."""
    groups = [group for group in segment["groups"].entries() if group["id"].text]
    ids = {group["id"].text or "": group for group in groups}
    yield from repeated((group["id"] for group in groups), kind="group")
    yield from _name_problems(groups)
    yield from unknown((group["parent"] for group in groups), known=ids, kind="parent")
    for name in _circles({name: group["parent"].text or "" for name, group in ids.items()}):
        found, hint = f"the group {name} would be a part of itself", "take one of the parents in this circle out"
        yield Problem("parents-in-a-circle", found, ids[name]["parent"].place, "a parent above the group", hint)


def _name_problems(groups: list[Part]) -> Iterator[Problem]:
    """Labels and aliases that mean another group too: a cell of an export may hold any of them."""
    owners = {folded(group["id"].text or ""): group["id"].text for group in reversed(groups)}
    for group in groups:
        own = group["id"].text
        for name in (*group["label"].texts(), *(alias for alias in group["aliases"].entries() if alias.text)):
            owner = owners.setdefault(folded(name.text or ""), own)
            if folded(owner or "") != folded(own or ""):
                found = f"{quoted(name.text or '')} means the group {owner} already"
                hint = "word it differently, or take it out"
                yield Problem("group-name-twice", found, name.place, "a name that means one group only", hint)


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
