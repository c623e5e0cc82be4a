"""Every extreme by its name, and what the report says there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from tests.unit.report.examples import full_results, hidden_results
from tests.unit.report.extremes import (
    EVERY_HALLMARK,
    apart_by,
    as_of_a_date,
    asked,
    at,
    capped,
    correlated,
    dont_know_at,
    known_people,
    lowest_statement,
    not_judged,
    not_told_apart,
    one_comparison,
    one_group_shown,
    one_person,
    only_dont_know,
    outcome_only,
    overall,
    practices_at,
    reached,
    statements_hidden,
    straddling,
    with_evidence,
    with_priorities,
    without_score,
)
from tests.unit.report.further import with_weights
from tests.unit.report.planned import ACTIONS, aimed, indexed, planned
from tests.unit.report.test_report_assessment import assessed
from tests.unit.report.test_report_judgement import judged, with_practices
from tests.unit.report.two_views import VIEWS

from mentorscan import pipeline
from mentorscan.report.build import build_group_reports, build_report
from mentorscan.report.language import Language
from mentorscan.report.model import Report
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.results import Results

Key = tuple[str | None, str | tuple[str, ...]]

SEVEN = EVERY_HALLMARK[1:]

EXTREMES: dict[str, Callable[[], Results]] = {
    "none consistent": full_results,
    "one consistent": lambda: at(40, 45, 50, 55, 65, 70, 75, 80, consistent=1),
    "three consistent": lambda: at(40, 45, 50, 55, 65, 70, 75, 80, consistent=3),
    "all consistent": lambda: at(65, 67, 70, 70, 75, 80, 81, 82, consistent=8),
    "all consistent, two lowest": lambda: at(65, 65, 70, 70, 75, 80, 81, 82, consistent=8),
    "all equal, none consistent": lambda: at(*[45.0] * 8),
    "all equal, all consistent": lambda: at(*[75.0] * 8, consistent=8),
    "all nearly equal": lambda: at(59.6, 59.7, 59.8, 59.9),
    "all as good as equal": lambda: at(70.1, 70.2, 70.3, 70.4, consistent=2),
    "one hallmark, not consistent": lambda: at(52),
    "one hallmark, consistent": lambda: at(72, consistent=1),
    "two hallmarks, none consistent": lambda: at(40, 52),
    "two hallmarks, one consistent": lambda: at(40, 72, consistent=1),
    "two hallmarks, both consistent": lambda: at(66, 72, consistent=2),
    "twelve hallmarks": lambda: at(*range(50, 74, 2), consistent=5),
    "thirteen hallmarks": lambda: at(*range(50, 76, 2), consistent=5),
    "thirteen hallmarks, one consistent": lambda: at(*range(50, 76, 2), consistent=1),
    "two weakest": lambda: at(31, 31, 50, 55, 65, 70, 75, 80, consistent=2),
    "seven weakest": lambda: at(31, 31, 31, 31, 31, 31, 31, 80, consistent=1),
    "everything hidden": hidden_results,
    "nothing but don't know": only_dont_know,
    "outcome only": outcome_only,
    "no fullness": lambda: overall(full_results(), fullness=None, sustainability=None, index=58.2),
    "index on a bound": lambda: straddling(60.0, 60.0, index=60.0, level="established"),
    "interval across one bound": lambda: straddling(57.0, 61.0, index=59.0, level="developing"),
    "interval across two bounds": lambda: straddling(38.0, 62.0, index=50.0, level="developing"),
    "interval across all bounds": lambda: straddling(2.0, 98.0, index=50.0, level="developing"),
    "level capped": capped,
    "without a level": lambda: overall(full_results(), level=None, level_reason=None),
    "one without a score": lambda: without_score("accountability"),
    "one without a score, one consistent": lambda: without_score(
        "accountability", results=at(40, 45, 50, 55, 65, 70, 75, 80, consistent=1)
    ),
    "one without a score, none consistent": lambda: without_score("accountability", results=full_results()),
    "one without a score, all others consistent": lambda: without_score(
        "accountability", results=at(65, 67, 70, 70, 75, 80, 81, 82, consistent=8)
    ),
    "one with a score": lambda: without_score(*SEVEN),
    "one with a score, consistent": lambda: without_score(*EVERY_HALLMARK[:-1]),
    "two with a score": lambda: without_score(*EVERY_HALLMARK[2:]),
    "two with a score, both consistent": lambda: without_score(*EVERY_HALLMARK[:6]),
    "one hidden": lambda: without_score("accountability", hidden=True),
    "one not hidden": lambda: without_score(*SEVEN, hidden=True),
    "one not hidden, consistent": lambda: without_score(*EVERY_HALLMARK[:-1], hidden=True),
    "one asked": lambda: asked(1),
    "one asked, consistent": lambda: asked(1, consistent=1),
    "three asked": lambda: asked(3),
    "seven asked": lambda: asked(7),
    "don't know on one": lambda: dont_know_at(0.3),
    "don't know on two alike": lambda: dont_know_at(0.3, 0.3),
    "don't know alike": lambda: dont_know_at(*[0.3] * 8),
    "don't know, one hallmark": lambda: dont_know_at(0.3, results=at(52)),
    "one group shown": one_group_shown,
    "one comparison": one_comparison,
    "below by less than a point": lambda: apart_by(-0.3, -0.4),
    "below by up to five points": lambda: apart_by(-0.3, -5),
    "below by one point": lambda: apart_by(-1, -1),
    "above by five points": lambda: apart_by(5, 5, verdict="above"),
    "above by two to five points": lambda: apart_by(2, 5, verdict="above"),
    "two hallmarks together": lambda: correlated(0.5),
    "three hallmarks, one pair known": lambda: correlated(0.5, None, None),
    "three hallmarks alike": lambda: correlated(0.5, 0.503, 0.502),
    "practices level": lambda: practices_at(58, 58, 58),
    "practices level, with intervals": lambda: practices_at(58, 58.2, 58.1, half=1),
    "practices close": lambda: practices_at(58, 60, 61),
    "practices not told apart": lambda: practices_at(58, 60, 61, half=4),
    "two practices lag": lambda: practices_at(50, 50, 61, half=1),
    "no priority": lambda: with_priorities(0),
    "one priority": lambda: with_priorities(1),
    "statements hidden": statements_hidden,
    "statements of one hallmark hidden": lambda: statements_hidden(some=True),
    "one person": one_person,
    "headcounts known": known_people,
    "headcounts known, not by group": lambda: known_people(by_group=False),
    "as of an earlier day": as_of_a_date,
    "not told apart": lambda: not_told_apart(hallmarks=2),
    "not told apart, one hallmark": lambda: not_told_apart(hallmarks=1),
    "not reached": lambda: reached(0.4, met=False),
    "not reached, some hidden": lambda: reached(0.4, met=False, shown=False),
    "not reached, two segments": lambda: reached(0.4, met=False, segments=2),
    "reach not judged": lambda: reached(None, met=None),
    "reach not checked": lambda: reached(None, met=True),
    "reach not checked, no groups": lambda: reached(None, met=True, segments=0),
    "not judged": not_judged,
    "lowest statement, no don't know": lambda: lowest_statement(dont_know=0),
    "lowest statement, no shares": lambda: lowest_statement(favourable=None),
    "weighted": lambda: with_weights(full_results(), "department"),
    "one rater": lambda: assessed(1),
    "three raters": lambda: assessed(3),
    "one rater, all equal": lambda: judged(index=5),
    "one rater, none consistent": lambda: judged(index=2),
    "one rater, one weak": lambda: judged(index=4, weak="demand"),
    "one rater, seven judged, all consistent": lambda: judged(index=5, unjudged=("alignment",)),
    "one rater, seven judged, none consistent": lambda: judged(index=2, unjudged=("alignment",)),
    "one rater, seven judged, six consistent": lambda: judged(index=5, unjudged=("alignment",), weak="demand"),
    "one rater, two judged, one consistent": lambda: judged(
        index=5, unjudged=EVERY_HALLMARK[2:], weak=EVERY_HALLMARK[0]
    ),
    "one rater, two judged, both consistent": lambda: judged(index=5, unjudged=EVERY_HALLMARK[2:]),
    "one rater, two judged, none consistent": lambda: judged(index=2, unjudged=EVERY_HALLMARK[2:]),
    "one rater, one judged, consistent": lambda: judged(index=5, unjudged=SEVEN),
    "one rater, one judged": lambda: judged(index=2, unjudged=SEVEN),
    "one rater, nothing judged": lambda: judged(index=2, unjudged=EVERY_HALLMARK),
    "one rater, nothing answered": lambda: with_evidence(seen=0, given=0),
    "one rater, one answer, not seen": lambda: with_evidence(seen=0, given=1),
    "one rater, one answer, seen": lambda: with_evidence(seen=1, given=1),
    "one rater, two answers, one seen": lambda: with_evidence(seen=1, given=2),
    "one rater, five answers, all seen": lambda: with_evidence(seen=5, given=5),
    "one rater, practices close": lambda: with_practices(assessed(1), (50, 43, 45)),
    "one rater, two practices lag": lambda: with_practices(assessed(1), (53, 43, 43)),
    "one target, reached": lambda: aimed(demand="established"),
    "two targets, reached": lambda: aimed(demand="established", alignment="latent"),
    "three targets, reached": lambda: aimed(demand="latent", alignment="latent", communication="latent"),
    "two targets, one reached": lambda: aimed(demand="established", alignment="sustained"),
    "two targets, neither reached": lambda: aimed(demand="sustained", alignment="sustained"),
    "three targets, the furthest one point away": lambda: aimed(
        indexed(judged(index=4), demand=79.2, alignment=79.1, communication=78.9),
        demand="sustained",
        alignment="sustained",
        communication="sustained",
    ),
    "a target on what was not judged": lambda: aimed(judged(index=2, unjudged=("alignment",)), alignment="sustained"),
    "three actions planned": lambda: planned(*ACTIONS),
    "actions planned, nothing judged": lambda: planned(*ACTIONS[:1], results=judged(index=2, unjudged=EVERY_HALLMARK)),
    **VIEWS,
}


@cache
def demonstrated() -> Results:
    """The results of the sample survey."""
    with TemporaryDirectory() as folder:
        return pipeline.demo(Path(folder) / "demo", language="en", formats=(), force=False)[0]


def with_group(group: str, **changes: object) -> Results:
    """The results of the sample survey, one of whose departments is otherwise."""
    results = demonstrated()
    segments = tuple(
        segment.model_copy(
            update={
                "groups": tuple(
                    each.model_copy(update=changes) if each.value == group else each for each in segment.groups
                )
            }
        )
        for segment in results.segments
    )
    return results.model_copy(update={"segments": segments})


def uncompared(group: str) -> Results:
    """The results of the sample survey, one of whose departments lies apart on no hallmark."""
    found = next(each for each in demonstrated().segments[0].groups if each.value == group)
    unclear = tuple(
        each.model_copy(
            update={"against_whole": each.against_whole.model_copy(update={"verdict": "unclear"})}
            if each.against_whole
            else {}
        )
        for each in found.hallmarks
    )
    return with_group(group, hallmarks=unclear)


def whole_of(group: str, **changes: object) -> Results:
    """The results of the sample survey, one of whose departments has another figure over all hallmarks."""
    found = next(each for each in demonstrated().segments[0].groups if each.value == group)
    assert found.overall
    return with_group(group, overall=found.overall.model_copy(update=changes))


GROUPS: dict[str, tuple[Callable[[], Results], str, Recipe]] = {
    "a group below the whole": (demonstrated, "Production", WHOLE_REPORT),
    "a group above the whole": (demonstrated, "Research and development", WHOLE_REPORT),
    "a small group": (demonstrated, "Communications", WHOLE_REPORT),
    "a group of which some is hidden": (demonstrated, "Human resources", WHOLE_REPORT),
    "a group apart on no hallmark": (lambda: uncompared("Sales"), "Sales", WHOLE_REPORT),
    "a group whose people are not told": (lambda: with_group("Sales", respondents=None), "Sales", WHOLE_REPORT),
    "a group of an earlier day": (lambda: with_group("Sales", as_of="2026-10-05"), "Sales", WHOLE_REPORT),
    "a group without level words": (demonstrated, "Production", Recipe(level_words=False)),
    "a small group without level words": (demonstrated, "Communications", Recipe(level_words=False)),
    "a group over some hallmarks": (
        lambda: whole_of("Sales", of=tuple(each.id for each in demonstrated().hallmarks[2:])),
        "Sales",
        WHOLE_REPORT,
    ),
    "a group over all but one hallmark": (
        lambda: whole_of("Sales", of=tuple(each.id for each in demonstrated().hallmarks[1:])),
        "Sales",
        WHOLE_REPORT,
    ),
}
"""Groups with reports of their own, by department, and the recipe of the report."""

TAILORED: dict[str, tuple[Callable[[], Results], Recipe]] = {
    "a target without level words": (lambda: aimed(demand="sustained"), Recipe(level_words=False)),
}
"""Results with reports that are told in another way."""

EVERY = (*EXTREMES, *GROUPS, *TAILORED)


@cache
def extreme(name: str) -> Results:
    """The results of this name."""
    return EXTREMES[name]()


@cache
def told(name: str, language: str) -> tuple[Report, dict[Key, set[str]]]:
    """The report on an extreme, and each message that it asked for, as it was filled in."""
    asked: dict[Key, set[str]] = defaultdict(set)
    plain, plural, within = Language.gettext, Language.ngettext, Language.pgettext

    def gettext(self: Language, message: str, /, **values: str) -> str:
        text = plain(self, message, **values)
        asked[None, message].add(text)
        return text

    def ngettext(self: Language, singular: str, many: str, number: int, /, **values: str) -> str:
        text = plural(self, singular, many, number, **values)
        asked[None, (singular, many)].add(text)
        return text

    def pgettext(self: Language, context: str, message: str, /, **values: str) -> str:
        text = within(self, context, message, **values)
        asked[context, message].add(text)
        return text

    with (
        patch.object(Language, "gettext", gettext),
        patch.object(Language, "ngettext", ngettext),
        patch.object(Language, "pgettext", pgettext),
    ):
        return report_on(name, language), asked


def report_on(name: str, language: str) -> Report:
    """The report on an extreme: on the whole, or on a group of it."""
    if name in EXTREMES:
        return build_report(extreme(name), language=language)
    if name in TAILORED:
        made_of, recipe = TAILORED[name]
        return build_report(made_of(), language=language, recipe=recipe)
    results, wanted, recipe = GROUPS[name]
    made = build_group_reports(results(), segment="department", language=language, recipe=recipe)
    return next(report for group, report in made if group.value == wanted)


def texts(value: Any) -> Iterator[str]:
    """Every text of a report, or of a part of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
