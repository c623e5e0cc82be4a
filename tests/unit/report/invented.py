"""Figures from invented answers to the built-in questionnaires, for the report's tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log, sqrt
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import numpy as np
import yaml

from mentorscan.results import (
    Condition,
    FacetFigures,
    Fullness,
    GroupFigures,
    GroupHallmark,
    Hallmark,
    ItemFigures,
    LevelReason,
    Overall,
    PracticeFigures,
    Presence,
    Priority,
    SegmentFigures,
)

FOLDER = Path(__file__).parents[3] / "questionnaires"
DEPARTMENTS = (
    "Sales", "Marketing", "Customer service", "Logistics", "Production North", "Production South", "Quality",
    "Research", "Development", "IT operations", "Data and analytics", "Finance", "Controlling", "Legal and compliance",
    "Human resources", "Communications", "Purchasing", "Facilities", "Internal audit", "Board office",
)  # fmt: skip
DEPARTMENT_SIZES = (48, 31, 42, 37, 60, 44, 18, 22, 39, 16, 12, 17, 8, 7, 14, 11, 13, 9, 3, 4)
LOCATIONS = ("Turin", "Leeds", "Rotterdam", "Home office")
STRENGTHS = {
    "accountability": 3.35,
    "alignment": 3.6,
    "communication": 3.2,
    "value_and_visibility": 3.75,
    "demand": 2.9,
    "multiple_opportunities": 4.05,
    "education_and_training": 4.1,
    "safety_nets": 2.35,
    "outcomes": 3.7,
}
PRACTICES = {
    "readiness": {"en": "Readiness", "it": "Preparazione"},
    "opportunity": {"en": "Opportunity", "it": "Opportunità"},
    "support": {"en": "Support", "it": "Sostegno"},
}

Answers = list[int | None]  # 1..5, 0 for don't know, None for blank


def questionnaire_yaml(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def invented_people(questionnaires: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    random = np.random.default_rng(20261123)
    people = []
    for department, size in zip(DEPARTMENTS, DEPARTMENT_SIZES, strict=True):
        climate = random.normal(0, 0.25)
        leanings = {each["id"]: random.normal(0, 0.3) for each in questionnaires}
        for _ in range(size):
            person: dict[str, Any] = {
                "department": department,
                "location": LOCATIONS[int(random.choice(4, p=(0.46, 0.27, 0.18, 0.09)))],
            }
            mood = random.normal(0, 0.45)
            for each in questionnaires:
                for place, item in enumerate(each["items"]):
                    if random.random() < 0.03:
                        person[item["id"]] = None
                    elif random.random() < (0.16 if each["id"] == "safety_nets" else 0.05):
                        person[item["id"]] = 0
                    else:
                        level = STRENGTHS[each["id"]] + climate + leanings[each["id"]] + mood - 0.18 * place
                        person[item["id"]] = min(5, max(1, round(float(random.normal(level, 0.85)))))
            people.append(person)
    return people


def _scored(people: Sequence[dict[str, Any]], items: Sequence[str]) -> list[float]:
    answered = ([person[item] for item in items if person[item]] for person in people)
    return [fmean(values) for values in answered if len(values) * 2 >= len(items)]


def _index(mean: float) -> float:
    return (mean - 1) / 4 * 100


def _interval(scores: Sequence[float], *, to: Callable[[float], float] = _index) -> tuple[float, float]:
    mean, half = fmean(scores), 1.97 * stdev(scores) / sqrt(len(scores))
    return max(0.0, to(mean - half)), min(100.0, to(mean + half))


def level_at(index: float) -> str:
    return ("latent", "emerging", "developing", "established", "sustained")[min(4, int(index // 20))]


def _item(item: dict[str, Any], people: Sequence[dict[str, Any]], scale: str) -> ItemFigures:
    answers: Answers = [person[item["id"]] for person in people]
    values = [each for each in answers if each]
    return ItemFigures(
        id=item["id"],
        text=item["text"],
        facet=item.get("facet"),
        practice=item.get("practice"),
        scale=scale,
        reverse=item.get("reverse", False),
        weight=1,
        claims=tuple(item.get("claims", ())),
        advice=item.get("advice"),
        evidence=item.get("evidence"),
        answered=len(values),
        mean=fmean(values),
        sd=stdev(values),
        index=_index(fmean(values)),
        favourable=sum(each >= 4 for each in values) / len(values),
        neutral=sum(each == 3 for each in values) / len(values),
        unfavourable=sum(each <= 2 for each in values) / len(values),
        counts={str(point): values.count(point) for point in range(1, 6)},
        dont_know=answers.count(0),
        not_applicable=0,
        blank=answers.count(None),
    )


def hallmark_of(questionnaire: dict[str, Any], people: Sequence[dict[str, Any]]) -> Hallmark:
    items = tuple(_item(item, people, questionnaire["scale"]) for item in questionnaire["items"])
    scores = _scored(people, [item.id for item in items])
    index = _index(fmean(scores))
    unfavourable = fmean(item.unfavourable or 0 for item in items)
    reached = []
    for department in DEPARTMENTS:
        theirs = _scored([each for each in people if each["department"] == department], [item.id for item in items])
        if len(theirs) >= 5:
            reached.append((len(theirs), _index(fmean(theirs)) >= 50))
    reach = sum(size for size, met in reached if met) / (sum(size for size, _ in reached) or 1)
    conditions = (
        Condition(condition="index", bound=60, value=index, met=index >= 60),
        Condition(condition="unfavourable", bound=0.15, value=unfavourable, met=unfavourable <= 0.15),
        Condition(condition="reach", bound=0.9, value=reach, met=reach >= 0.9),
    )
    presence: Presence = "partial" if index >= 20 else "slight"
    if index >= 60:
        presence = "consistent" if all(each.met for each in conditions) else "present"
    return Hallmark(
        id=questionnaire["id"],
        title=questionnaire["title"],
        definition=questionnaire.get("definition"),
        scale=questionnaire["scale"],
        respondents=len(scores),
        mean=fmean(scores),
        sd=stdev(scores),
        index=index,
        interval=_interval(scores),
        level=level_at(index),
        presence=presence,
        presence_conditions=conditions,
        favourable=fmean(item.favourable or 0 for item in items),
        neutral=fmean(item.neutral or 0 for item in items),
        unfavourable=unfavourable,
        dont_know=sum(item.dont_know or 0 for item in items),
        not_applicable=0,
        blank=sum(item.blank or 0 for item in items),
        facets=tuple(_facet(facet, questionnaire, people) for facet in questionnaire.get("facets", ())),
        items=items,
    )


def _facet(facet: dict[str, Any], questionnaire: dict[str, Any], people: Sequence[dict[str, Any]]) -> FacetFigures:
    scores = _scored(people, [item["id"] for item in questionnaire["items"] if item.get("facet") == facet["id"]])
    return FacetFigures(
        id=facet["id"],
        title=facet["title"],
        respondents=len(scores),
        index=_index(fmean(scores)),
        sd=stdev(scores) * 25,
        interval=_interval(scores),
    )


def practices_of(
    questionnaires: Sequence[dict[str, Any]], people: Sequence[dict[str, Any]]
) -> tuple[PracticeFigures, ...]:
    figures = []
    for practice, title in PRACTICES.items():
        items = [item["id"] for each in questionnaires for item in each["items"] if item.get("practice") == practice]
        scores = _scored(people, items)
        figures.append(
            PracticeFigures.model_validate(
                {
                    "id": practice,
                    "title": title,
                    "respondents": len(scores),
                    "index": _index(fmean(scores)),
                    "sd": stdev(scores) * 25,
                    "interval": _interval(scores),
                }
            )
        )
    return tuple(figures)


def overall_of(hallmarks: Sequence[Hallmark], respondents: int) -> Overall:
    indices = [each.index for each in hallmarks if each.index is not None]
    index = fmean(indices)
    weakest = min(hallmarks, key=lambda each: each.index or 0)
    own, cap = int(index // 20), int((weakest.index or 0) // 20) + 1
    return Overall(
        respondents=respondents,
        index=index,
        interval=(index - 1.8, index + 1.8),
        level=level_at(min(own, cap) * 20),
        level_reason=LevelReason(hallmark=weakest.id, uncapped=level_at(index)) if own > cap else None,
        fullness=Fullness(consistent=sum(each.presence == "consistent" for each in hallmarks), of=len(hallmarks)),
        sustainability=exp(fmean(log(max(1, each)) for each in indices)),
        of=tuple(each.id for each in hallmarks),
    )


def priorities_of(hallmarks: Sequence[Hallmark]) -> tuple[Priority, ...]:
    found = [
        Priority(
            item=item.id,
            hallmark=each.id,
            index=item.index or 0,
            target=60,
            gain=(60 - (item.index or 0)) / len(each.items),
        )
        for each in hallmarks
        for item in each.items
        if (item.index or 0) < 60
    ]
    return tuple(sorted(found, key=lambda each: -each.gain))


def segment_of(
    segment: str,
    title: dict[str, str],
    values: Sequence[str],
    people: Sequence[dict[str, Any]],
    questionnaires: Sequence[dict[str, Any]],
) -> SegmentFigures:
    asked = [each for each in questionnaires if each.get("role") != "outcome"]
    groups = []
    for value in values:
        members = [each for each in people if each[segment] == value]
        if len(members) < 5:
            groups.append(GroupFigures(value=value, hidden={"*": "protected"}))
            continue
        small = len(members) < 10
        own = tuple(_group_hallmark(hallmark_of(each, members), small=small) for each in asked)
        if value == "Facilities":
            own = (*own[:-1], GroupHallmark(id=own[-1].id, hidden={"*": "protected"}))
        indices = [each.index for each in own if each.index is not None]
        groups.append(
            GroupFigures(
                value=value,
                respondents=len(members),
                overall=Overall(
                    respondents=len(members),
                    index=fmean(indices),
                    level=level_at(fmean(indices)),
                    of=tuple(each.id for each in own if each.index is not None),
                    hidden={"interval": "too_few_for_distribution"} if small else {},
                ),
                hallmarks=own,
            )
        )
    return SegmentFigures(id=segment, title=title, groups=tuple(groups))


def _group_hallmark(figures: Hallmark, *, small: bool) -> GroupHallmark:
    if small:
        return GroupHallmark(
            id=figures.id,
            respondents=figures.respondents,
            mean=figures.mean,
            index=figures.index,
            level=figures.level,
            hidden=dict.fromkeys(("sd", "interval", "favourable", "items"), "too_few_for_distribution"),
        )
    return GroupHallmark(
        id=figures.id,
        respondents=figures.respondents,
        mean=figures.mean,
        sd=figures.sd,
        index=figures.index,
        interval=figures.interval,
        level=figures.level,
    )
