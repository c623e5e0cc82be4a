"""The maturity model: level, presence, fullness, sustainability. Section 7 of the contract.

It makes the claims of the source model measurable: all hallmarks are present at least to some degree (CUL-6: levels);
consistently present hallmarks make the culture fuller (CUL-7: presence and fullness); the more of each, the more
sustainable (CUL-8: sustainability, in which a missing hallmark cannot be bought off).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mentorscan.instrument.model import Consistent, Level
from mentorscan.scoring.statistics import reaches

Presence = Literal["consistent", "present", "partial", "slight"]


@dataclass(frozen=True)
class ConditionFigures:
    """One condition of presence; ``met`` is ``None`` where it could not be judged."""

    condition: Literal["index", "unfavourable", "reach"]
    bound: float
    value: float | None
    met: bool | None
    segment: str | None = None


@dataclass(frozen=True)
class Reach:
    """The share of people in groups whose index reaches a bound, in the segment where it is lowest."""

    segment: str
    share: float


def level_of(index: float, levels: Sequence[Level]) -> Level:
    """The highest level whose ``from`` the index reaches."""
    return [level for level in levels if reaches(index, level.from_index)][-1]


def capped_level(
    index: float, indices: Mapping[str, float], levels: Sequence[Level]
) -> tuple[Level, tuple[str, Level] | None]:
    """The level of the whole: by its index, at most one above the lowest hallmark's.

    ``indices``: index by hallmark. Second: where the cap changed it, the hallmark that caps and the level without it.
    """
    own = level_of(index, levels)
    lowest = min(indices, key=lambda each: indices[each])
    cap = min(levels.index(level_of(indices[lowest], levels)) + 1, len(levels) - 1)
    if levels.index(own) <= cap:
        return own, None
    return levels[cap], (lowest, own)


def reach_of(groups: Mapping[str, Sequence[tuple[int, float]]], *, group_index: float) -> Reach | None:
    """The share of people in groups whose index reaches ``group_index``: the lowest over the segments.

    ``groups``: per segment (people scored, index) of every shown group but parents and the group without a name.
    ``None`` without any such group.

    >>> reach_of({"site": [(30, 70.0), (10, 40.0)]}, group_index=50)
    Reach(segment='site', share=0.75)
    """
    shares = [
        Reach(
            segment,
            sum(people for people, index in shown if reaches(index, group_index)) / sum(people for people, _ in shown),
        )
        for segment, shown in groups.items()
        if shown
    ]
    return min(shares, key=lambda reach: reach.share, default=None)


def presence_of(
    *,
    index: float,
    unfavourable: float | None,
    reach: Reach | None,
    rules: Consistent,
    levels: Sequence[Level],
) -> tuple[Presence | None, tuple[ConditionFigures, ...]]:
    """How far a hallmark is there, with the conditions that decided. ``None`` where they could not be judged.

    ``reach`` ``None``: no group to judge by, which counts as met.
    """
    conditions = (
        ConditionFigures("index", rules.index, index, reaches(index, rules.index)),
        ConditionFigures(
            "unfavourable",
            rules.unfavourable,
            unfavourable,
            None if unfavourable is None else reaches(rules.unfavourable, round(unfavourable, 9)),
        ),
        ConditionFigures(
            "reach",
            rules.reach,
            reach.share if reach else None,
            True if reach is None else reaches(reach.share, rules.reach),
            reach.segment if reach else None,
        ),
    )
    if any(each.met is None for each in conditions):
        return None, conditions
    if all(each.met for each in conditions):
        return "consistent", conditions
    if conditions[0].met:
        return "present", conditions
    second = levels[1].from_index if len(levels) > 1 else 0.0
    return ("partial" if reaches(index, second) else "slight"), conditions
