"""Results in which all that a group's own report must not tell is changed: the attack on the reports of groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import count
from typing import Any

from mentorscan.results import Results

OF_THE_WHOLE = {"respondents", "index", "of", "hidden"}
"""What a group's report tells of the whole, all hallmarks together; the rest of it must leave no trace."""

OF_A_HALLMARK = {"id", "title", "definition", "role", "scale", "respondents", "index", "presence", "hidden"}
"""What a group's report tells of a hallmark of the whole."""

OF_AN_ITEM = {"id", "text", "facet", "practice", "scale", "reverse", "weight", "claims", "advice", "evidence"}
"""The words of an item, and how it counts."""

TURNED = {
    "presence": {"consistent": "slight", "present": "partial", "partial": "present", "slight": "consistent"},
    "verdict": {"above": "below", "below": "unclear", "unclear": "above"},
}


def others_scrambled(results: Results, *, segment: str, place: int) -> Results:
    """The results with every other group changed, and whatever of the whole has no place in this group's report."""
    found, scrambled = results.model_dump(mode="json"), _scrambler(found_levels(results))
    for each in found["segments"]:
        each["groups"] = [
            group if (each["id"], number) == (segment, place) else scrambled(group)
            for number, group in enumerate(each["groups"])
        ]
    found["overall"] = _except(found["overall"], OF_THE_WHOLE, scrambled)
    for part in found["hallmarks"]:
        items = [_except(each, OF_AN_ITEM, scrambled) for each in part["items"]]
        part.update(_except(part, OF_A_HALLMARK, scrambled) | {"items": items})
    for name in ("practices", "outcomes", "reinforcement", "drivers", "priorities", "answers_quality", "panel"):
        found[name] = scrambled(found[name])
    found["source"]["respondents"] = scrambled(found["source"]["respondents"])
    return Results.model_validate(found)


def own_scrambled(results: Results, *, segment: str, place: int) -> Results:
    """The results with this group changed, and nothing else."""
    found, scrambled = results.model_dump(mode="json"), _scrambler(found_levels(results))
    groups = next(each["groups"] for each in found["segments"] if each["id"] == segment)
    groups[place] = scrambled(groups[place])
    return Results.model_validate(found)


def found_levels(results: Results) -> dict[str, str]:
    """Each level's id, and another one in its place."""
    ids = [each.id for each in results.instrument.levels]
    return dict(zip(ids, [*ids[1:], ids[0]], strict=True))


def _except(part: dict[str, Any], kept: Collection[str], scrambled: Callable[..., Any]) -> dict[str, Any]:
    return {name: value if name in kept else scrambled(value, name) for name, value in part.items()}


def _scrambler(levels: dict[str, str]) -> Callable[..., Any]:
    """What changes every number, presence, verdict and level below a part, none of them like the one before."""
    turned, steps = {**TURNED, "level": levels}, count(1)

    def scrambled(part: Any, name: str = "") -> Any:
        if isinstance(part, dict):
            return {key: scrambled(value, key) for key, value in part.items()}
        if isinstance(part, list):
            return [scrambled(each) for each in part]
        if isinstance(part, bool):
            return part
        if isinstance(part, int):
            return part + 1 + next(steps) * 7 % 11
        if isinstance(part, float):
            return part * (0.45 + next(steps) * 37 % 41 / 100) - 0.01
        return turned[name].get(part, part) if name in turned and isinstance(part, str) else part

    return scrambled


def numbers_in(part: Any) -> Iterator[float]:
    """Every number of a part of the results, as data."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from numbers_in(each)
    elif isinstance(part, int | float) and not isinstance(part, bool):
        yield part
