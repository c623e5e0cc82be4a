"""A cell as the gate lets it be seen: the figures that the whole and a group have alike.

``hidden``: columns of which nothing is shown; ``thin``: columns shown as respondents, mean and index only; ``bare``:
columns shown without items and what is made of items (thin ones included).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorscan.disclosure.gate import PEOPLE, hide_items
from mentorscan.instrument.model import PRACTICES, Instrument, Practice, Questionnaire, Rules, Text
from mentorscan.results import (
    Agreement,
    Comparison,
    Condition,
    FacetFigures,
    Fullness,
    GroupHallmark,
    GroupItem,
    Hallmark,
    HiddenReason,
    LevelReason,
    Overall,
    PracticeFigures,
)
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.maturity import Reach, capped_level, level_of, presence_of
from mentorscan.scoring.statistics import Interval, sustainability_of

PRACTICE_TITLES: Mapping[Practice, Text] = {
    "readiness": {"en": "Readiness", "it": "Preparazione"},
    "opportunity": {"en": "Opportunity", "it": "Opportunità"},
    "support": {"en": "Support", "it": "Sostegno"},
}

PROTECTED: HiddenReason = "protected"
FEW: HiddenReason = "too_few_for_distribution"
ALL_PROTECTED: Mapping[str, HiddenReason] = {"*": PROTECTED}
THIN = ("sd", "interval", "presence", "favourable", "neutral", "unfavourable", "dont_know", "not_applicable", "blank",
        "agreement", "facets", "items")  # fmt: skip
BARE = tuple(field for field in THIN if field not in {"sd", "interval"})
THIN_ITEM = ("sd", "favourable", "neutral", "unfavourable", "counts")
UNWEIGHTED_ITEM = ("sd", "counts")
THIN_OVERALL = ("interval", "fullness", "sustainability")
NO_LEVEL = {"level": None, "level_reason": None}
SHARES = ("favourable", "neutral", "unfavourable")
BESIDES = ("dont_know", "not_applicable", "blank")


def hide(fields: Sequence[str], reason: HiddenReason) -> dict[str, HiddenReason]:
    """The same reason for several fields."""
    return dict.fromkeys(fields, reason)


@dataclass(frozen=True)
class View:
    """What may be seen of a cell."""

    cell: Cell
    instrument: Instrument
    rules: Rules
    hidden: frozenset[str]
    thin: frozenset[str]
    bare: frozenset[str]

    def reason(self, column: str) -> HiddenReason:
        """Why a thin column is thin: too few people for a distribution, or the protection of another group."""
        n = self.cell.scored if column == PEOPLE else min(self.cell.scored, self.cell.n(column))
        return FEW if n < self.rules.minimum_distribution else PROTECTED

    def questionnaire(self, questionnaire: Questionnaire, *, reach: Reach | None = None) -> dict[str, Any]:
        """A questionnaire's figures but for its items, as fields of ``Figures``."""
        if questionnaire.id in self.hidden:
            return {"hidden": ALL_PROTECTED}
        score = self.cell.score(questionnaire.id, scale=self.instrument.scale_of(questionnaire))
        if score is None:
            asked = [self.cell.item(item) for item in self.cell.base.questionnaires[questionnaire.id].items]
            return {name: sum(getattr(each, name) for each in asked) for name in BESIDES}
        figures: dict[str, Any] = {
            "respondents": score.n,
            "mean": score.mean,
            "index": score.index,
            "level": level_of(score.index, self.instrument.levels).id,
        }
        if questionnaire.id in self.thin:
            return figures | {"hidden": hide(THIN, self.reason(questionnaire.id))}
        figures |= {"sd": score.sd, "interval": score.interval}
        hidden = hide(["sd"], PROTECTED) if self.cell.weights else {}
        if questionnaire.id in self.bare:
            return figures | {"hidden": hide(BARE, PROTECTED) | hidden}
        shown = self.shown_items(questionnaire)
        items = [self.cell.item(item) for item in shown]
        shares = [each.shares for each in items if each.shares is not None]
        means = {name: sum(getattr(each, name) for each in shares) / len(shares) if shares else None for name in SHARES}
        presence, conditions = presence_of(
            index=score.index,
            unfavourable=means["unfavourable"],
            reach=reach,
            rules=self.rules.consistent,
            levels=self.instrument.levels,
        )
        rest = {
            "presence": presence,
            "presence_conditions": tuple(Condition(**vars(each)) for each in conditions),
            "agreement": Agreement(**vars(self.cell.agreement(shown))),
            "facets": self.facets(questionnaire),
        }
        if len(items) < len(self.cell.base.questionnaires[questionnaire.id].items):
            return figures | means | rest | {"hidden": hide(BESIDES, PROTECTED) | hidden}
        besides = {name: sum(getattr(each, name) for each in items) for name in BESIDES}
        return figures | means | rest | besides | {"hidden": hidden}

    def items(self, questionnaire: Questionnaire) -> dict[str, dict[str, Any]]:
        """Each item's figures, as fields of ``GroupItem``."""
        asked = self.cell.base.questionnaires[questionnaire.id].items
        if questionnaire.id in self.hidden:
            return {item: {"id": item, "hidden": ALL_PROTECTED} for item in asked}
        if questionnaire.id in self.bare:
            reason = self.reason(questionnaire.id) if questionnaire.id in self.thin else PROTECTED
            return {item: {"id": item, "hidden": {"*": reason}} for item in asked}
        shown = self.shown_items(questionnaire)
        return {item: self.item(item) if item in shown else {"id": item, "hidden": ALL_PROTECTED} for item in asked}

    def shown_items(self, questionnaire: Questionnaire) -> list[str]:
        """The items of a shown questionnaire that are shown themselves."""
        items = self.cell.base.questionnaires[questionnaire.id].items
        hidden = hide_items({item: self.cell.answered(item) for item in items}, minimum=self.rules.minimum_group)
        return [item for item in items if item not in hidden]

    def item(self, item: str) -> dict[str, Any]:
        """A shown item's figures, as fields."""
        figures = {"id": item} | vars(self.cell.item(item))
        shares = figures.pop("shares")
        figures |= vars(shares) if shares else {}
        if figures["answered"] < self.rules.minimum_distribution:
            figures |= dict.fromkeys(THIN_ITEM) | {"hidden": hide(THIN_ITEM, FEW)}
        elif self.cell.weights:
            # Counts say what everyone answered, shares what those answers weigh: together they give small sets away.
            figures |= dict.fromkeys(UNWEIGHTED_ITEM) | {"hidden": hide(UNWEIGHTED_ITEM, PROTECTED)}
        return figures

    def facets(self, questionnaire: Questionnaire) -> tuple[FacetFigures, ...]:
        """The facets of a questionnaire that were asked."""
        asked = {f"{questionnaire.id}/{facet.id}": facet for facet in questionnaire.facets}
        people = {name: self.cell.n(name) for name in asked if name in self.cell.base.facets}
        hidden = hide_items(people, minimum=self.rules.minimum_group)
        return tuple(
            FacetFigures(
                id=asked[name].id,
                title=asked[name].title,
                **({"hidden": ALL_PROTECTED} if name in hidden else self.part(name)),
            )
            for name in people
        )

    def practices(self) -> tuple[PracticeFigures, ...]:
        """The practices that were asked."""
        made = []
        for practice in PRACTICES:
            column = f"practice:{practice}"
            if practice not in self.cell.base.practices:
                continue
            if column in self.hidden:
                figures: dict[str, Any] = {"hidden": ALL_PROTECTED}
            elif column in self.thin:
                figures = {"hidden": {"*": self.reason(column)}}
            else:
                figures = self.part(column)
            titles = PRACTICE_TITLES[practice]
            title = {each: titles.get(each, titles["en"]) for each in self.instrument.languages}
            made.append(PracticeFigures(id=practice, title=title, **figures))
        return tuple(made)

    def part(self, name: str) -> dict[str, Any]:
        """The figures of a facet or a practice, as fields."""
        score = self.cell.score(name)
        if score is None:
            return {}
        figures: dict[str, Any] = {"respondents": score.n, "index": score.index}
        if score.n < self.rules.minimum_distribution:
            return figures | {"hidden": hide(["sd", "interval"], FEW)}
        if self.cell.weights:
            figures["hidden"] = hide(["sd"], PROTECTED)
        return figures | {"sd": score.sd_index, "interval": score.interval}

    def overall(self, hallmarks: Sequence[Hallmark | GroupHallmark]) -> Overall:
        """The whole picture of the cell, made of its shown hallmarks."""
        if PEOPLE in self.hidden:
            return Overall(hidden=ALL_PROTECTED)
        indices = {each.id: each.index for each in hallmarks if each.index is not None}
        index, interval = self.cell.overall(list(indices))
        if index is None:
            return Overall(respondents=self.cell.scored)
        level, capped = capped_level(index, indices, self.instrument.levels)
        figures: dict[str, Any] = {
            "respondents": self.cell.scored,
            "index": index,
            "level": level.id,
            "level_reason": LevelReason(hallmark=capped[0], uncapped=capped[1].id) if capped else None,
            "of": tuple(indices),
        }
        if PEOPLE in self.thin:
            return Overall(**figures, hidden=hide(THIN_OVERALL, self.reason(PEOPLE)))
        consistent = sum(each.presence == "consistent" for each in hallmarks)
        unknown = self.bare & set(indices)
        return Overall(
            **figures,
            interval=interval,
            fullness=None if unknown else Fullness(consistent=consistent, of=len(self.cell.base.hallmarks)),
            hidden=hide(["fullness"], PROTECTED) if unknown else {},
            sustainability=sustainability_of(list(indices.values())),
        )

    def with_sure_level(self, overall: Overall) -> Overall:
        """The same without the level where the interval of a group spans more than one."""
        return overall if self.sure(overall.interval) else overall.model_copy(update=NO_LEVEL)

    def sure(self, interval: Interval | None) -> bool:
        """Whether an interval lies within one level, or there is none to judge by."""
        levels = self.instrument.levels
        return interval is None or level_of(interval[0], levels) == level_of(interval[1], levels)

    def group_hallmark(self, questionnaire: Questionnaire, *, against_whole: Comparison | None = None) -> GroupHallmark:
        """A questionnaire as it stands in a group: its items' words stand with the whole."""
        figures = self.questionnaire(questionnaire)
        shown = questionnaire.id not in self.hidden | self.bare
        items = tuple(GroupItem(**fields) for fields in self.items(questionnaire).values()) if shown else ()
        if not self.sure(figures.get("interval")):
            figures["level"] = None
        if questionnaire.id in self.thin - self.hidden:
            figures["hidden"] |= hide(["against_whole"], self.reason(questionnaire.id))
        return GroupHallmark(id=questionnaire.id, **figures, against_whole=against_whole, items=items)
