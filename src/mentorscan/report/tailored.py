"""Results as a recipe wants them told: under another name, without some priorities, without words for levels."""

from __future__ import annotations

from typing import TypeVar

from mentorscan.report.recipe import Recipe
from mentorscan.results import GroupFigures, GroupHallmark, Hallmark, Overall, Results

_Levelled = TypeVar("_Levelled", Hallmark, GroupHallmark)


def tailored(results: Results, recipe: Recipe) -> Results:
    """The results as the recipe wants them told. No figure is made anew: items that are not shown count as before."""
    changes: dict[str, object] = {"organisation": recipe.organisation} if recipe.organisation else {}
    if recipe.without_items:
        changes["priorities"] = tuple(each for each in results.priorities if each.item not in recipe.without_items)
    if not recipe.level_words:
        changes |= {
            "overall": _whole(results.overall),
            "hallmarks": tuple(map(_part, results.hallmarks)),
            "outcomes": tuple(map(_part, results.outcomes)),
            "segments": tuple(
                each.model_copy(update={"groups": tuple(map(_group, each.groups))}) for each in results.segments
            ),
        }
    return results.model_copy(update=changes) if changes else results


def _group(group: GroupFigures) -> GroupFigures:
    overall = _whole(group.overall) if group.overall else None
    return group.model_copy(update={"overall": overall, "hallmarks": tuple(map(_part, group.hallmarks))})


def _whole(overall: Overall) -> Overall:
    return overall.model_copy(update={"level": None, "level_reason": None})


def _part(part: _Levelled) -> _Levelled:
    return part.model_copy(update={"level": None})
