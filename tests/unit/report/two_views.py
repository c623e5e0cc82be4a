"""Assessments with a survey beside them, and with more or less behind their answers, for the report's tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.unit.report.test_report_assessment import assessed
from tests.unit.report.test_report_judgement import judged

from mentorscan.interview.beside import beside
from mentorscan.results import Hallmark, Rating, Results, Wave

SHA = "ab" * 32


def survey_of(
    assessment: Results, shifts: Sequence[float], *, half: float | None = 2.0, people: int | None = 40, **fields: Any
) -> Results:
    """A survey in which the employees see so much more (or less) of each hallmark, in turn, than the raters."""

    def hallmark(each: Hallmark, shift: float) -> Hallmark:
        if each.index is None:
            return each
        index = min(100.0, max(0.0, each.index + shift))
        items = tuple(
            item.model_copy(
                update={
                    "index": None if item.index is None else min(100.0, max(0.0, item.index + shift)),
                    "sd": 1.0 if half is not None else None,
                    "answered": 400,
                    "ratings": (),
                }
            )
            for item in each.items
        )
        interval = None if half is None else (index - half, index + half)
        return each.model_copy(update={"index": index, "interval": interval, "respondents": people, "items": items})

    hallmarks = tuple(hallmark(each, shifts[place % len(shifts)]) for place, each in enumerate(assessment.hallmarks))
    update = {
        "hallmarks": hallmarks,
        "overall": assessment.overall.model_copy(update={"respondents": people}),
        "wave": Wave(name="Autumn 2026", from_date="2026-10-01", to_date="2026-10-31"),
        "source": assessment.source.model_copy(update={"kind": "survey", "raters": ()}),
        **fields,
    }
    return assessment.model_copy(update=update)


def with_survey(*shifts: float, assessment: Results | None = None, **fields: Any) -> Results:
    """An assessment with such a survey beside it."""
    rated = assessment or judged(index=3)
    return rated.model_copy(update={"survey": beside(rated, survey_of(rated, shifts, **fields), sha256=SHA)})


def changed(results: Results, place: int, **fields: Any) -> Results:
    """The same with one hallmark of the survey otherwise."""
    assert results.survey
    hallmarks = list(results.survey.hallmarks)
    hallmarks[place] = hallmarks[place].model_copy(update=fields)
    return results.model_copy(update={"survey": results.survey.model_copy(update={"hallmarks": tuple(hallmarks)})})


NOTHING = {"index": None, "interval": None, "difference": None, "verdict": None}


def some_not_compared() -> Results:
    """A hallmark hidden, one without a score, without a common statement, not judged, not asked; two over some."""
    results = with_survey(-20, 0, assessment=judged(index=3, unjudged=("education_and_training",)))
    results = changed(results, 0, **NOTHING, respondents=None, hidden={"index": "protected"})
    results = changed(results, 1, **NOTHING)
    results = changed(results, 2, **NOTHING, raters_index=None)
    results = changed(results, 3, common=("valmodels",))
    results = changed(results, 4, common=("demask", "demagain"), interval=None, verdict="unclear")
    assert results.survey
    last = results.survey.model_copy(update={"hallmarks": results.survey.hallmarks[:-1]})
    return results.model_copy(update={"survey": last})


def nothing_compared() -> Results:
    """No hallmark has an index on both sides."""
    results = with_survey(0)
    for place in range(8):
        results = changed(results, place, **NOTHING)
    return results


def one_statement_apart() -> Results:
    """One statement of all lies apart, as does no hallmark."""
    results = with_survey(0)
    assert results.survey
    first, *rest = results.survey.items
    items = (first.model_copy(update={"index": 20.0, "difference": 30.0}), *rest)
    return results.model_copy(update={"survey": results.survey.model_copy(update={"items": items})})


def of_people(people: int | None) -> Results:
    return with_survey(0, people=people)


def doubtful(*, low: int, bare: int, raters: int = 1) -> Results:
    """Raters who are not very sure of so many answers, and have no evidence for so many of these."""
    results, left = assessed(raters), [low, bare]

    def rating(each: Rating) -> Rating:
        if each.value is None:
            return each
        left[0], left[1] = left[0] - 1, left[1] - 1
        sure = "low" if left[0] >= 0 else "high" if each.rater == "Anna" else "medium"
        return each.model_copy(update={"confidence": sure, "evidence": None if left[1] >= 0 else "the plan"})

    def hallmark(each: Hallmark) -> Hallmark:
        items = tuple(
            item.model_copy(update={"ratings": tuple(rating(said) for said in item.ratings)}) for item in each.items
        )
        return each.model_copy(update={"items": items})

    return results.model_copy(
        update={
            "hallmarks": tuple(map(hallmark, results.hallmarks)),
            "outcomes": tuple(map(hallmark, results.outcomes)),
        }
    )


VIEWS: dict[str, Callable[[], Results]] = {
    "one rater, seen alike": lambda: with_survey(0),
    "three raters, seen alike": lambda: with_survey(3, -3, assessment=assessed(3)),
    "one rater, more everywhere": lambda: with_survey(-20),
    "three raters, more everywhere": lambda: with_survey(-20, assessment=judged(raters=3, index=3)),
    "one rater, less everywhere": lambda: with_survey(20),
    "three raters, less everywhere": lambda: with_survey(20, assessment=judged(raters=3, index=3)),
    "one rater, more and less": lambda: with_survey(-20, 20, 0, 0, 0, 0, 0, 0),
    "three raters, more and less": lambda: with_survey(-20, 20, assessment=judged(raters=3, index=3)),
    "one rater, more on two": lambda: with_survey(-20, 0, 0, 0),
    "three raters, more on two": lambda: with_survey(-20, 0, 0, 0, assessment=judged(raters=3, index=3)),
    "one rater, less on one": lambda: with_survey(20, 0, 0, 0, 0, 0, 0, 0),
    "three raters, less on four": lambda: with_survey(20, 0, assessment=judged(raters=3, index=3)),
    "one rater, nothing told apart": lambda: with_survey(-20, half=None),
    "one rater, some not compared": some_not_compared,
    "one rater, nothing compared": nothing_compared,
    "one rater, one statement apart": one_statement_apart,
    "one rater, people of the survey hidden": lambda: of_people(None),
    "one rater, a survey of one person": lambda: of_people(1),
    "one rater, sure of everything": lambda: doubtful(low=0, bare=0),
    "one rater, one answer in doubt": lambda: doubtful(low=1, bare=0),
    "one rater, one answer in doubt and bare": lambda: doubtful(low=2, bare=1),
    "three raters, five answers in doubt and bare": lambda: doubtful(low=9, bare=5, raters=3),
}
"""Every extreme of these, by its name."""
