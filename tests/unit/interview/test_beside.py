"""The raters' view beside the employees': like with like, and clear only by the rule; worked out by hand."""

from __future__ import annotations

from functools import reduce
from math import sqrt
from operator import add
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student
from tests.unit.interview.desk import small

import mentorscan
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument
from mentorscan.interview.agreed import AnswerFiles
from mentorscan.interview.answers import Answer, AnswerFile, InstrumentName, ReadAnswers
from mentorscan.interview.assessment import assessment_results, open_rules
from mentorscan.interview.beside import beside, notes_beside
from mentorscan.interview.responses import AnsweredByRater
from mentorscan.pipeline.options import ScoreOptions
from mentorscan.pipeline.publication import make_results
from mentorscan.results import APART, HallmarkBeside, Results, SurveyBeside
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

PEOPLE = 24
SHA = "ab" * 32
ALL = ("c1", "c2", "t1", "t2")
OPTIONS = ScoreOptions()


def rated(*raters: dict[str, int], instrument: Instrument | None = None, form: str = "full") -> Results:
    """An assessment: what each rater answered, by item."""
    instrument = instrument or small()
    name = InstrumentName(id=instrument.id, version=instrument.version)
    files = [
        ReadAnswers(
            file=AnswerFile(
                instrument=name, rater=f"R{place}", answers={item: Answer(value=value) for item, value in said.items()}
            ),
            name=f"{place}.yaml",
            sha256=SHA,
        )
        for place, said in enumerate(raters)
    ]
    offered = with_both_opt_outs(instrument)
    answered = [AnsweredByRater(each, instrument=offered, form=form) for each in files]
    tally = reduce(add, (tally_responses(each, instrument=offered, options={}) for each in answered))
    counted = make_results(Scores(tally), rules=open_rules(instrument.rules), options=OPTIONS)
    return assessment_results(counted, AnswerFiles(raters=tuple(files)), instrument=instrument, form=form)


def surveyed(items: tuple[str, ...] = ALL, *, people: int = PEOPLE, instrument: Instrument | None = None) -> Results:
    """A survey: half of the people answer 4, the others 2, so that each item has the index 50."""
    frame = pl.DataFrame({item: [4, 2] * (people // 2) for item in items})
    return mentorscan.score(frame, instrument or small())


def views(assessment: Results, survey: Results) -> dict[str, HallmarkBeside]:
    return {each.id: each for each in beside(assessment, survey, sha256=SHA).hallmarks}


def test_a_hallmark_that_both_were_asked_in_full_is_compared_as_it_was_published() -> None:
    survey = surveyed()
    found = views(rated({"c1": 5, "c2": 4, "t1": 3, "t2": 3}), survey)
    care, time = found["care"], found["time"]
    assert (care.index, care.raters_index, care.difference, care.common) == (50, 87.5, 37.5, ())
    assert (care.interval, care.respondents) == (survey.hallmarks[0].interval, PEOPLE)
    assert (care.verdict, time.verdict, time.difference) == ("above", "unclear", 0)


def test_the_survey_is_named_by_what_its_file_says() -> None:
    survey = surveyed()
    found = beside(rated(dict.fromkeys(ALL, 3)), survey, sha256=SHA)
    assert (found.sha256, found.created, found.respondents) == (SHA, survey.created, PEOPLE)
    assert (found.version, found.form, found.organisation, found.wave) == ("1.0.0", "full", None, None)


def test_fewer_statements_on_one_side_are_compared_over_those_that_both_have() -> None:
    found = views(rated({"c1": 5, "t1": 3}, form="pulse"), surveyed())
    care = found["care"]
    assert (care.common, care.index, care.raters_index, care.difference) == (("c1",), 50, 100, 50)
    # By hand: 24 answers one point either side of 3, so the SD is sqrt(24/23); a point is 25 of the index.
    error = 25 * sqrt(24 / 23) / sqrt(24)
    reach = student.ppf(0.975, 23) * error
    assert care.interval == pytest.approx((50 - reach, 50 + reach))
    assert care.verdict == "above"


def test_the_interval_over_some_statements_is_never_narrower_than_the_true_one() -> None:
    """Where all answers rise and fall as one it is the very interval that the whole hallmark has."""
    whole, survey = surveyed(), surveyed(("c1", "c2"))
    missing = rated({"c1": 5, "c2": 4, "t1": 3, "t2": 3})
    items = tuple(each.model_copy(update={"weight": 2.0}) for each in missing.hallmarks[0].items)
    other = missing.model_copy(update={"hallmarks": (missing.hallmarks[0].model_copy(update={"items": items}),)})
    over_items = views(other, survey)["care"]
    assert over_items.common == ("c1", "c2")
    assert over_items.interval == pytest.approx(whole.hallmarks[0].interval)


def test_a_statement_that_a_rater_left_out_is_not_held_against_the_employees() -> None:
    found = views(rated({"c1": 5, "t1": 3, "t2": 3}), surveyed())
    assert (found["care"].common, found["care"].raters_index) == (("c1",), 100)
    assert found["time"].common == ()


def test_other_words_make_another_statement() -> None:
    survey = surveyed()
    prints = tuple(
        each.model_copy(update={"fingerprint": "cd" * 32}) if each.id in {"c1", "t1", "t2"} else each
        for each in survey.instrument.items
    )
    other = survey.model_copy(update={"instrument": survey.instrument.model_copy(update={"items": prints})})
    found = beside(rated(dict.fromkeys(ALL, 5)), other, sha256=SHA)
    care, time = found.hallmarks
    assert (care.common, [each.id for each in found.items]) == (("c2",), ["c2"])
    assert (time.index, time.raters_index, time.difference, time.verdict, time.hidden) == (None, None, None, None, {})


def test_what_the_survey_hides_stays_hidden_with_its_reason() -> None:
    survey = surveyed()
    hide: dict[str, Any] = {"index": None, "interval": None, "respondents": None, "hidden": {"*": "protected"}}
    items = tuple(
        each.model_copy(update={"index": None, "hidden": {"*": "protected"}}) for each in survey.hallmarks[0].items
    )
    first = survey.hallmarks[0].model_copy(update={**hide, "items": items})
    found = beside(
        rated(dict.fromkeys(ALL, 5)), survey.model_copy(update={"hallmarks": (first, survey.hallmarks[1])}), sha256=SHA
    )
    care = found.hallmarks[0]
    assert care.hidden == dict.fromkeys(("index", "interval", "respondents"), "protected")
    assert (care.index, care.raters_index, care.difference, care.verdict) == (None, 100, None, None)
    assert [(each.difference, each.hidden) for each in found.items[:2]] == [(None, {"index": "protected"})] * 2
    assert found.hallmarks[1].verdict == "above"


def test_without_an_interval_no_difference_is_called_clear() -> None:
    survey = surveyed()
    bare = tuple(each.model_copy(update={"interval": None}) for each in survey.hallmarks)
    found = views(rated(dict.fromkeys(ALL, 5)), survey.model_copy(update={"hallmarks": bare}))
    assert {(each.difference, each.verdict) for each in found.values()} == {(50, "unclear")}


def with_index(results: Results, index: float, interval: tuple[float, float] | None = None) -> Results:
    hallmarks = tuple(
        each.model_copy(update={"index": index, **({"interval": interval} if interval else {})})
        for each in results.hallmarks
    )
    return results.model_copy(update={"hallmarks": hallmarks})


@pytest.mark.parametrize(
    ("raters", "interval", "verdict"),
    [
        (60.0, (45, 55), "above"),
        (40.0, (45, 55), "below"),
        (59.999999999999, (45, 55), "above"),  # floating point falls short of a bound that is met
        (59.99, (45, 55), "unclear"),
        (40.01, (45, 55), "unclear"),
        (60.0, (39, 61), "unclear"),
        (60.0, (40, 60), "unclear"),  # on the end of the interval is not outside it
        (70.0, (30, 69.9), "above"),
    ],
)
def test_a_clear_difference_is_outside_the_interval_and_ten_points_away(
    raters: float, interval: tuple[float, float], verdict: str
) -> None:
    assert APART == 10
    found = views(with_index(rated(dict.fromkeys(ALL, 5)), raters), with_index(surveyed(), 50.0, interval))
    assert {each.verdict for each in found.values()} == {verdict}


@given(raters=st.floats(0, 100), employees=st.floats(0, 100), half=st.floats(0, 60))
def test_the_difference_is_the_raters_less_the_employees_and_the_word_agrees_with_it(
    raters: float, employees: float, half: float
) -> None:
    interval = max(0.0, employees - half), min(100.0, employees + half)
    found = views(with_index(RATED, raters), with_index(SURVEYED, employees, interval))["care"]
    assert found.difference == raters - employees
    if found.verdict == "above":
        assert raters - employees > 9.999
    elif found.verdict == "below":
        assert employees - raters > 9.999
    else:
        assert abs(raters - employees) < 10.001 or half > 9.999


RATED, SURVEYED = rated(dict.fromkeys(ALL, 5)), surveyed()


def codes(assessment: Results, survey: Results) -> list[str]:
    found: SurveyBeside = beside(assessment, survey, sha256=SHA)
    return [each.code for each in notes_beside(assessment, found, place="results.json")]


def test_what_differs_between_the_two_is_noted() -> None:
    assert codes(RATED, SURVEYED) == []
    other = SURVEYED.instrument.model_copy(update={"version": "0.9.0", "form": "pulse"})
    assert codes(RATED, SURVEYED.model_copy(update={"instrument": other})) == [
        "survey-other-version",
        "survey-other-form",
    ]
    named = RATED.model_copy(update={"organisation": "Example Ltd"})
    assert codes(named, SURVEYED) == []
    assert codes(named, SURVEYED.model_copy(update={"organisation": "Rossi"})) == ["survey-other-organisation"]
    assert codes(RATED, SURVEYED.model_copy(update={"hallmarks": ()})) == ["survey-not-compared"]
