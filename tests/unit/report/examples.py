"""Results for the report's tests: a whole organisation, and the extremes."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.unit.report.further import with_statistics
from tests.unit.report.invented import (
    DEPARTMENTS,
    LOCATIONS,
    hallmark_of,
    invented_people,
    level_at,
    overall_of,
    practices_of,
    priorities_of,
    questionnaire_yaml,
    segment_of,
)

from mentorscan.instrument.model import Level, Point, Rules, Scale
from mentorscan.results import (
    AnswersQuality,
    Condition,
    FileInfo,
    GroupFigures,
    Hallmark,
    InstrumentInfo,
    ItemFigures,
    ItemPrint,
    NoteInfo,
    Overall,
    PracticeFigures,
    Presence,
    Respondents,
    Results,
    Source,
    Tool,
    Wave,
)


@cache
def full_results() -> Results:
    """The built-in instrument, some 450 people in twenty departments, two of them too small to be shown."""
    meta = questionnaire_yaml("instrument")
    questionnaires = [questionnaire_yaml(name) for name in meta["questionnaires"]]
    people = invented_people(questionnaires)
    hallmarks = tuple(hallmark_of(each, people) for each in questionnaires if each.get("role") != "outcome")
    outcomes = tuple(
        hallmark_of(each, people).model_copy(update={"role": "outcome", "presence": None, "presence_conditions": ()})
        for each in questionnaires
        if each.get("role") == "outcome"
    )
    segments = tuple(
        segment_of(name, title, values, people, questionnaires)
        for name, title, values in (
            ("department", {"en": "Department", "it": "Reparto"}, DEPARTMENTS),
            ("location", {"en": "Location", "it": "Sede"}, LOCATIONS),
        )
    )
    results = Results(
        tool=Tool(version="0.1.0"),
        created="2026-11-23T09:30:00Z",
        organisation="Example Works",
        wave=Wave(name="Autumn 2026", from_date="2026-10-01", to_date="2026-10-31"),
        instrument=InstrumentInfo(
            id=meta["id"],
            version=meta["version"],
            fingerprint="3f" * 32,
            title=meta["title"],
            introduction=meta.get("introduction"),
            languages=tuple(meta["languages"]),
            form="full",
            scales=tuple(Scale(id=name, **scale) for name, scale in meta["scales"].items()),
            levels=tuple(Level(**level) for level in meta["levels"]),
            items=tuple(
                ItemPrint(id=item["id"], fingerprint="0a" * 32) for each in questionnaires for item in each["items"]
            ),
        ),
        rules=Rules(),
        source=Source(
            kind="survey",
            files=(FileInfo(name="export.csv", sha256="c0ffee" + "42" * 29, platform="plain", rows=len(people) + 7),),
            respondents=Respondents(
                read=len(people) + 7, scored=len(people), left_out={"empty": 4, "too_few_answers": 3, "duplicate": 0}
            ),
        ),
        notes=(
            NoteInfo(
                code="ignored-columns",
                severity="info",
                place="export.csv",
                values={"columns": ["start time", "browser"]},
                text="Columns not used: start time, browser.",
            ),
        ),
        overall=overall_of(hallmarks, len(people)),
        hallmarks=hallmarks,
        practices=practices_of(questionnaires, people),
        outcomes=outcomes,
        priorities=priorities_of(hallmarks),
        segments=segments,
    )
    return with_statistics(results)


def hidden_results() -> Results:
    """The same, with too few people for any figure."""
    results = full_results()
    return results.model_copy(
        update={
            "overall": Overall(hidden={"*": "protected"}),
            "hallmarks": tuple(
                Hallmark(
                    id=each.id,
                    title=each.title,
                    definition=each.definition,
                    scale=each.scale,
                    hidden={"*": "protected"},
                    items=tuple(
                        ItemFigures(
                            id=item.id,
                            text=item.text,
                            scale=item.scale,
                            reverse=False,
                            weight=1,
                            hidden={"*": "protected"},
                        )
                        for item in each.items
                    ),
                )
                for each in results.hallmarks
            ),
            "practices": tuple(
                PracticeFigures(id=each.id, title=each.title, hidden={"*": "protected"}) for each in results.practices
            ),
            "outcomes": (),
            "priorities": (),
            "reinforcement": None,
            "drivers": None,
            "answers_quality": AnswersQuality(hidden={"*": "protected"}),
            "segments": tuple(
                segment.model_copy(
                    update={
                        "groups": tuple(
                            GroupFigures(value=group.value, title=group.title, hidden={"*": "protected"})
                            for group in segment.groups
                        )
                    }
                )
                for segment in results.segments
            ),
            "source": results.source.model_copy(
                update={"respondents": Respondents(read=None, scored=None, left_out={"empty": None})}
            ),
        }
    )


def bare_results() -> Results:
    """Another instrument: four hallmarks, one language, a 0-10 scale, no segments, facets or practices."""
    results = full_results()
    scale = Scale(
        id="agreement",
        points=tuple(Point(value=value, label={"en": f"{value}"}) for value in range(11)),
        favourable_from=9,
        unfavourable_to=1,
    )
    names = ("Trust", "Learning", "Voice", "Time")
    hallmarks = tuple(_renamed(each, title=title) for each, title in zip(results.hallmarks[:4], names, strict=True))
    return results.model_copy(
        update={
            "organisation": None,
            "wave": None,
            "instrument": InstrumentInfo(
                id="club",
                version="2.0.0",
                fingerprint="ab" * 32,
                title={"en": "Learning together"},
                languages=("en",),
                scales=(scale,),
                levels=tuple(
                    Level(id=level.id, from_index=level.from_index, title={"en": level.title["en"]})
                    for level in results.instrument.levels
                ),
                items=(),
            ),
            "hallmarks": hallmarks,
            "overall": overall_of(hallmarks, 40),
            "practices": (),
            "outcomes": (),
            "priorities": (),
            "segments": (),
            "reinforcement": None,
            "drivers": None,
            "answers_quality": None,
            "notes": (),
        }
    )


def with_hallmarks(results: Results, *, keep: int) -> Results:
    """The same results with the first few hallmarks only."""
    kept = results.hallmarks[:keep]
    ids = {each.id for each in kept}
    return results.model_copy(
        update={
            "hallmarks": kept,
            "overall": overall_of(kept, results.overall.respondents or 0),
            "priorities": tuple(each for each in results.priorities if each.hallmark in ids),
        }
    )


def with_presence(results: Results, *, presence: Presence) -> Results:
    """The same results with every hallmark consistent, or every one slight; indices moved to fit."""
    index = {"consistent": 74.0, "present": 66.0, "partial": 45.0, "slight": 12.0}[presence]
    moved = tuple(
        each.model_copy(
            update={
                "index": index + place,
                "interval": (index + place - 1.5, index + place + 1.5),
                "level": level_at(index + place),
                "presence": presence,
                "presence_conditions": (
                    Condition(condition="index", bound=60, value=index + place, met=index + place >= 60),
                ),
            }
        )
        for place, each in enumerate(results.hallmarks)
    )
    return results.model_copy(
        update={"hallmarks": moved, "overall": overall_of(moved, results.overall.respondents or 0)}
    )


def hostile_results(text: str) -> Results:
    """The same results with this text in every field that comes from outside."""
    return Results.model_validate(_poisoned(full_results().model_dump(mode="json"), text))


_TEXTS = {"title", "text", "definition", "introduction", "meaning", "label", "advice", "evidence"}
_STRINGS = {"organisation", "name", "value", "version", "fingerprint", "form", "platform", "sha256", "created"}


def _poisoned(part: Any, text: str, *, key: str = "") -> Any:
    if isinstance(part, dict):
        if key in _TEXTS:
            return dict.fromkeys(part, text)
        return {name: _poisoned(value, text, key=name) for name, value in part.items()}
    if isinstance(part, list):
        return [_poisoned(each, text, key=key) for each in part]
    return text if isinstance(part, str) and key in _STRINGS | {"text"} else part


def _renamed(hallmark: Hallmark, *, title: str) -> Hallmark:
    return hallmark.model_copy(
        update={
            "title": {"en": title},
            "definition": None,
            "scale": "agreement",
            "facets": (),
            "items": tuple(
                item.model_copy(
                    update={
                        "text": {"en": item.text["en"]},
                        "advice": None,
                        "evidence": None,
                        "practice": None,
                        "facet": None,
                        "scale": "agreement",
                        "dont_know": 0,
                    }
                )
                for item in hallmark.items
            ),
        }
    )
