"""The results of one group, as far as the gate left them, to be reported as those of the whole organisation are.

Nothing is computed, and what is not named here falls away: of the whole there remain the words (titles, statements),
the rules, and where it all comes from. The group has no reliability, correlations, outcomes or priorities of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mentorscan.results import (
    Figures,
    GroupFigures,
    GroupHallmark,
    GroupItem,
    Hallmark,
    ItemFigures,
    Overall,
    Respondents,
    Results,
    SegmentFigures,
    Source,
)

_OF_THE_WHOLE: Final = ("schema_id", "tool", "created", "organisation", "wave", "instrument", "rules", "weighting")
"""What holds for a group as it does for the whole. How answers were weighted is told as that of the whole."""

_NOTES: Final = frozenset({"hallmarks-not-asked", "scored-before", "tally-folded"})
"""The notes of the run that a group's reader needs; others are about the files, the whole, or other groups."""

_HALLMARK_WORDS: Final = ("id", "title", "definition", "role", "scale")
_ITEM_WORDS: Final = ("id", "text", "facet", "practice", "scale", "reverse", "weight", "claims", "advice", "evidence")

_HALLMARK_FIGURES: Final = tuple(name for name in Figures.model_fields if name != "presence_conditions")
_ITEM_FIGURES: Final = tuple(GroupItem.model_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The group that a report is about, in its segment, within the whole."""

    whole: Results
    segment: SegmentFigures
    group: GroupFigures

    def hallmark(self, hallmark_id: str) -> Hallmark | None:
        """A hallmark of the whole."""
        return next((each for each in self.whole.hallmarks if each.id == hallmark_id), None)


def results_of_group(subject: Subject) -> Results:
    """The results of a group that is shown: what the gate left of it, under the words of the whole."""
    whole, group = subject.whole, subject.group
    own = {each.id: each for each in group.hallmarks}
    return Results.model_construct(
        **{name: getattr(whole, name) for name in _OF_THE_WHOLE},
        as_of=group.as_of,
        source=Source.model_construct(
            kind=whole.source.kind,
            files=whole.source.files,
            respondents=Respondents(read=None, scored=group.respondents, left_out={}, people=group.people),
        ),
        notes=tuple(each for each in whole.notes if each.code in _NOTES),
        overall=group.overall or Overall(hidden=group.hidden),
        hallmarks=tuple(_hallmark(each, own[each.id]) for each in whole.hallmarks if each.id in own),
        practices=group.practices,
    )


def _hallmark(whole: Hallmark, group: GroupHallmark) -> Hallmark:
    """A hallmark of a group. Whether it reaches every part of the organisation is no question to ask of one part."""
    figures: dict[str, Any] = {name: getattr(group, name) for name in _HALLMARK_FIGURES}
    words = {name: getattr(whole, name) for name in _HALLMARK_WORDS if name not in figures}
    own = {each.id: each for each in group.items}
    return Hallmark.model_construct(
        **words,
        **figures,
        presence_conditions=tuple(each for each in group.presence_conditions if each.condition != "reach"),
        reliability=None,
        differences=None,
        items=tuple(_item(each, own) for each in whole.items if each.id in own),
    )


def _item(whole: ItemFigures, group: Mapping[str, GroupItem]) -> ItemFigures:
    figures: dict[str, Any] = {name: getattr(group[whole.id], name) for name in _ITEM_FIGURES}
    words = {name: getattr(whole, name) for name in _ITEM_WORDS if name not in figures}
    return ItemFigures.model_construct(**words, **figures)
