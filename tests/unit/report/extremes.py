"""Results at the edges of what can happen, each by a name: for what the report says there."""

from __future__ import annotations

from math import exp, fsum, log
from typing import Any

from tests.unit.report.examples import full_results, with_hallmarks
from tests.unit.report.further import compared, with_people
from tests.unit.report.invented import level_at
from tests.unit.report.test_report_assessment import assessed

from mentorscan.results import (
    Condition,
    Fullness,
    GroupFigures,
    Hallmark,
    LevelReason,
    NoteInfo,
    Overall,
    Presence,
    Rating,
    Reinforcement,
    Results,
)

EVERY_HALLMARK = tuple(each.id for each in full_results().hallmarks)


def overall(results: Results, **changes: Any) -> Results:
    return results.model_copy(update={"overall": results.overall.model_copy(update=changes)})


def respondents(results: Results, **changes: Any) -> Results:
    who = results.source.respondents.model_copy(update=changes)
    return results.model_copy(update={"source": results.source.model_copy(update={"respondents": who})})


def at(*indices: float, consistent: int = 0, results: Results | None = None) -> Results:
    """As many hallmarks as there are indices; the last ones are consistent. More than eight repeat the first ones."""
    results = results or full_results()
    known = results.hallmarks
    hallmarks = tuple(
        _at(known[place % len(known)], index, place=place, consistent=len(indices) - place <= consistent)
        for place, index in enumerate(indices)
    )
    mean = fsum(indices) / len(indices)
    whole = Overall(
        respondents=results.overall.respondents,
        index=mean,
        interval=(mean - 1.5, mean + 1.5),
        level=level_at(mean),
        fullness=Fullness(consistent=consistent, of=len(hallmarks)),
        sustainability=exp(fsum(log(max(1, each)) for each in indices) / len(indices)),
        of=tuple(each.id for each in hallmarks),
    )
    ids = {each.id for each in hallmarks}
    priorities = tuple(each for each in results.priorities if each.hallmark in ids)
    return results.model_copy(update={"hallmarks": hallmarks, "overall": whole, "priorities": priorities})


def _at(hallmark: Hallmark, index: float, *, place: int, consistent: bool) -> Hallmark:
    presence: Presence = "consistent" if consistent else "present" if index >= 60 else "partial"
    again = f"_{place}" if place >= len(EVERY_HALLMARK) else ""
    condition = Condition(condition="index", bound=60, value=index, met=index >= 60)
    few = Condition(condition="unfavourable", bound=0.15, value=0.1 if consistent else 0.25, met=consistent)
    return hallmark.model_copy(
        update={
            "id": hallmark.id + again,
            "title": {code: title + again.replace("_", " ") for code, title in hallmark.title.items()},
            "index": index,
            "interval": (index - 1.5, index + 1.5),
            "level": level_at(index),
            "presence": presence,
            "presence_conditions": (condition, few),
        }
    )


def without_score(*ids: str, hidden: bool = False, results: Results | None = None) -> Results:
    """The same results where some hallmarks have no index, hidden or for want of answers on the scale."""
    results = results or at(40, 45, 50, 55, 65, 70, 75, 80, consistent=2)
    gone: dict[str, Any] = dict.fromkeys(("index", "interval", "level", "presence"))
    gone["presence_conditions"] = ()
    gone["hidden"] = {"*": "protected"} if hidden else {}
    hallmarks = tuple(each.model_copy(update=gone) if each.id in ids else each for each in results.hallmarks)
    left = tuple(each for each in results.overall.of if each not in ids)
    found = [each for each in hallmarks if each.presence == "consistent"]
    fullness = Fullness(consistent=len(found), of=len(left) if hidden else len(hallmarks))
    changed = results.model_copy(update={"hallmarks": hallmarks})
    return overall(changed, of=left, fullness=fullness, level_reason=None)


def asked(count: int, *, consistent: int = 0) -> Results:
    """Only the first few hallmarks of the instrument were asked, all with an index of 50 and more."""
    every = full_results()
    missing = [each.id for each in every.hallmarks[count:]]
    titles = {each.id: each.title for each in every.hallmarks[count:]}
    note = NoteInfo(
        code="hallmarks-not-asked",
        severity="warning",
        values={"hallmarks": missing, "titles": titles},
        text="Not asked: " + ", ".join(missing),
    )
    results = at(*(50.0 + 5 * place for place in range(count)), consistent=consistent)
    return results.model_copy(update={"notes": (note,)})


def outcome_only() -> Results:
    """Nothing was asked but what comes of it."""
    results = asked(1)
    titles = {each.id: each.title for each in full_results().hallmarks}
    note = results.notes[0].model_copy(update={"values": {"hallmarks": list(titles), "titles": titles}})
    return results.model_copy(
        update={
            "hallmarks": (),
            "practices": (),
            "priorities": (),
            "segments": (),
            "reinforcement": None,
            "drivers": None,
            "overall": Overall(respondents=40),
            "notes": (note,),
        }
    )


def only_dont_know() -> Results:
    """Everybody chose "don't know" throughout, so that nothing could be scored."""
    results = full_results()
    people = results.overall.respondents or 0
    empty = [
        Hallmark(
            id=each.id,
            title=each.title,
            scale=each.scale,
            items=tuple(
                item.model_copy(
                    update={
                        **dict.fromkeys(("mean", "sd", "index", "favourable", "neutral", "unfavourable"), None),
                        **dict.fromkeys(("favourable_interval", "item_rest", "alpha_if_dropped", "influence"), None),
                        "counts": {},
                        "answered": 0,
                        "dont_know": people,
                        "blank": 0,
                    }
                )
                for item in each.items
            ),
        )
        for each in results.hallmarks
    ]
    return results.model_copy(
        update={
            "overall": Overall(respondents=0),
            "hallmarks": tuple(empty),
            "practices": (),
            "outcomes": (),
            "priorities": (),
            "segments": (),
            "reinforcement": None,
            "drivers": None,
        }
    )


def dont_know_at(*shares: float, results: Results | None = None) -> Results:
    """The first hallmarks with these shares of "don't know", all others with none."""
    results = results or at(40, 45, 50, 55, 65, 70, 75, 80)
    hallmarks = []
    for place, each in enumerate(results.hallmarks):
        share = shares[place] if place < len(shares) else 0.0
        given = {"answered": round(100 * (1 - share)), "dont_know": round(100 * share), "not_applicable": 0, "blank": 0}
        items = tuple(item.model_copy(update=given) for item in each.items)
        hallmarks.append(each.model_copy(update={"items": items}))
    return results.model_copy(update={"hallmarks": tuple(hallmarks)})


def one_group_shown() -> Results:
    """One group of the organisation is shown, all others are too small."""
    results = full_results()
    first, *others = results.segments[0].groups
    hidden = tuple(GroupFigures(value=each.value, hidden={"*": "protected"}) for each in others)
    segment = results.segments[0].model_copy(update={"groups": (first, *hidden)})
    return results.model_copy(update={"segments": (segment,)})


def one_comparison() -> Results:
    """One hallmark, and one group that lies below the whole on it."""
    results = with_hallmarks(one_group_shown(), keep=1)
    group = results.segments[0].groups[0]
    part = group.hallmarks[0].model_copy(update={"against_whole": compared(-8.2, spread=3)})
    group = group.model_copy(update={"hallmarks": (part,), "against_whole": None})
    return results.model_copy(
        update={"segments": (results.segments[0].model_copy(update={"groups": (group,)}),), "reinforcement": None}
    )


def apart_by(*differences: float, verdict: str = "below") -> Results:
    """Two hallmarks, and one group that lies apart from the whole on both by these differences."""
    results = at(40, 70)
    group = results.segments[0].groups[0]
    parts = tuple(
        part.model_copy(
            update={
                "index": (hallmark.index or 0) + difference,
                "against_whole": compared(difference, spread=0.1).model_copy(update={"verdict": verdict}),
            }
        )
        for part, hallmark, difference in zip(group.hallmarks, results.hallmarks, differences, strict=False)
    )
    group = group.model_copy(update={"hallmarks": parts})
    segment = results.segments[0].model_copy(update={"groups": (group,)})
    return results.model_copy(update={"segments": (segment,), "reinforcement": None})


def correlated(*correlations: float | None) -> Results:
    """Two or three hallmarks with these correlations: of the first two, of the first and third, of the second."""
    ids = EVERY_HALLMARK[: 2 if len(correlations) == 1 else 3]
    of = {frozenset(pair): each for pair, each in zip(((0, 1), (0, 2), (1, 2)), correlations, strict=False)}
    matrix = tuple(
        tuple(1.0 if row == column else of[frozenset((row, column))] for column in range(len(ids)))
        for row in range(len(ids))
    )
    results = at(*(60.0, 70.0, 75.0)[: len(ids)])
    found = Reinforcement(hallmarks=ids, correlation=matrix)
    return results.model_copy(update={"reinforcement": found, "drivers": None})


def practices_at(*indices: float, half: float | None = None) -> Results:
    """The practices of a survey at these indices, with intervals of this half width, or without any."""
    results = full_results()
    practices = tuple(
        each.model_copy(update={"index": index, "interval": None if half is None else (index - half, index + half)})
        for each, index in zip(results.practices, indices, strict=True)
    )
    return results.model_copy(update={"practices": practices})


def with_evidence(*, seen: int, given: int) -> Results:
    """One rater who answered so many statements on the scale, and named for so many of them what was seen."""
    results, left = assessed(1), [given, seen]
    hallmarks = []
    for each in results.hallmarks:
        items = []
        for item in each.items:
            left = [left[0] - 1, left[1] - 1]
            rating = Rating(rater="Anna", value=4, evidence="the plan" if left[1] >= 0 else None)
            items.append(item.model_copy(update={"ratings": (rating,) if left[0] >= 0 else ()}))
        hallmarks.append(each.model_copy(update={"items": tuple(items)}))
    outcomes = tuple(each.model_copy(update={"items": ()}) for each in results.outcomes)
    return results.model_copy(update={"hallmarks": tuple(hallmarks), "outcomes": outcomes})


def straddling(*interval: float, index: float, level: str) -> Results:
    low, high = interval
    return overall(full_results(), index=index, interval=(low, high), level=level, level_reason=None)


def capped() -> Results:
    reason = LevelReason(hallmark="safety_nets", uncapped="sustained")
    return overall(
        full_results(), index=81.0, interval=(79.0, 83.0), level="developing", level_reason=reason, sustainability=62.0
    )


def with_priorities(count: int) -> Results:
    results = full_results()
    return results.model_copy(update={"priorities": results.priorities[:count]})


def statements_hidden(*, some: bool = False) -> Results:
    """All statements are hidden, or those of the first hallmark alone."""
    results = with_priorities(0)
    hallmarks = tuple(
        each.model_copy(
            update={
                "items": tuple(
                    item.model_copy(update={"index": None, "mean": None, "hidden": {"*": "protected"}})
                    for item in each.items
                )
            }
        )
        if not some or not place
        else each
        for place, each in enumerate(results.hallmarks)
    )
    return results.model_copy(update={"hallmarks": hallmarks})


def one_person() -> Results:
    """One person answered, of those who could."""
    results = full_results()
    alone = overall(
        results.model_copy(update={"segments": (), "reinforcement": None, "drivers": None}),
        respondents=1,
        interval=None,
    )
    return respondents(alone, read=1, scored=1, left_out={})


def known_people(*, by_group: bool = True) -> Results:
    """Everybody's headcount is known, and some answered too little to be scored."""
    return respondents(with_people(full_results(), people=910, by_group=by_group), people=910)


def as_of_a_date() -> Results:
    """A group that keeps the figures of an earlier day."""
    results = one_group_shown()
    first, *others = results.segments[0].groups
    groups = (first.model_copy(update={"as_of": "2026-10-15"}), *others)
    return results.model_copy(update={"segments": (results.segments[0].model_copy(update={"groups": groups}),)})


def not_told_apart(*, hallmarks: int) -> Results:
    """Two groups, one of which could not be compared; the other is neither above nor below the whole."""
    results = with_hallmarks(full_results(), keep=hallmarks)
    one, other = (
        group.model_copy(
            update={
                "against_whole": None,
                "hallmarks": tuple(
                    part.model_copy(update={"against_whole": compared(0.1, spread=3) if place else None})
                    for part in group.hallmarks[:hallmarks]
                ),
            }
        )
        for place, group in enumerate(results.segments[0].groups[:2])
    )
    segment = results.segments[0].model_copy(update={"groups": (one, other)})
    return results.model_copy(update={"segments": (segment,), "reinforcement": None})


def reached(value: float | None, *, met: bool | None, segments: int = 1, shown: bool = True) -> Results:
    """The reach of every hallmark by the first segment; with a value of ``None`` it was not checked, or not judged."""
    results = at(70, 75)
    groups = tuple(each for each in results.segments[0].groups if each.overall)[:3]
    groups = groups if shown else results.segments[0].groups
    kept = tuple(each.model_copy(update={"groups": groups}) for each in results.segments[:segments])
    segment = kept[0].id if kept and value is not None else None
    condition = Condition(condition="reach", bound=0.9, value=value, met=met, segment=segment)
    hallmarks = tuple(
        each.model_copy(update={"presence_conditions": (*each.presence_conditions[:1], condition)})
        for each in results.hallmarks
    )
    return results.model_copy(update={"segments": kept, "hallmarks": hallmarks, "reinforcement": None})


def not_judged() -> Results:
    """A hallmark of which neither index nor unfavourable share could be judged."""
    first, *others = full_results().hallmarks
    conditions = (
        Condition(condition="index", bound=60, value=None, met=None),
        Condition(condition="unfavourable", bound=0.15, value=None, met=None),
    )
    hallmarks = (first.model_copy(update={"presence_conditions": conditions}), *others)
    return full_results().model_copy(update={"hallmarks": hallmarks})


def lowest_statement(**changes: Any) -> Results:
    """The items of the weakest hallmark with other figures."""
    *others, last = full_results().hallmarks
    items = tuple(each.model_copy(update=changes) for each in last.items)
    return full_results().model_copy(update={"hallmarks": (*others, last.model_copy(update={"items": items}))})
