"""What the report says of who answered, of answers that look doubtful, and of weights."""

from __future__ import annotations

import pytest
from tests.unit.report.examples import full_results, hidden_results
from tests.unit.report.further import with_people, with_weights
from tests.unit.report.test_report_assessment import words_of
from tests.unit.report.test_report_statistics import chapter, names

from mentorscan.report.build import build_report
from mentorscan.results import AnswersQuality, Results


def without_left_out(results: Results) -> Results:
    """The same results, with everybody scored who was read."""
    who = results.source.respondents.model_copy(update={"left_out": {}, "read": results.source.respondents.scored})
    return results.model_copy(update={"source": results.source.model_copy(update={"respondents": who})})


def test_the_response_rate_stands_beside_who_answered_and_what_it_takes_for_granted() -> None:
    told = chapter(build_report(with_people(full_results(), people=650)), "answers").sentences
    assert told[0] == "455 of 462 responses are scored."
    assert told[1] == "458 of 650 people answered (70%)."
    assert told[2].startswith("The response rate of each group stands beside its people")
    assert told[2].endswith("it counts those with enough answers for at least one hallmark.")
    assert "missing at random" in told[3]
    assert "is not known" not in " ".join(told)


def test_where_everyone_who_answered_has_a_score_the_rate_of_groups_needs_no_more_words() -> None:
    told = chapter(build_report(with_people(without_left_out(full_results()), people=650)), "answers").sentences
    assert "455 of 650 people answered (70%)." in told
    assert "The response rate of each group stands beside its people, in the tables of the groups." in told


@pytest.mark.parametrize(("people", "missing"), [(458, False), (459, True)])
def test_where_everyone_answered_nobody_is_explained_away(*, people: int, missing: bool) -> None:
    report = build_report(with_people(full_results(), people=people))
    page = words_of(report)
    assert ("missing at random" in page) is missing
    assert ("They treat those who did not answer" in page) is missing
    assert report.basis == (f"458 of {people} people answered (100%).",)


def test_those_left_out_on_request_answered_all_the_same_but_nobody_answered_twice() -> None:
    results = with_people(full_results(), people=650)
    left_out = {"empty": 9, "too_few_answers": 3, "same_answer": 2, "sparse": 1, "duplicate": 5}
    who = results.source.respondents.model_copy(update={"left_out": left_out})
    report = build_report(results.model_copy(update={"source": results.source.model_copy(update={"respondents": who})}))
    assert report.basis[0] == "461 of 650 people answered (71%)."


def test_a_rate_speaks_italian_too() -> None:
    report = build_report(with_people(full_results(), people=650), language="it")
    assert report.basis == ("Hanno risposto 458 persone su 650 (70%).",)
    assert report.groups
    assert report.groups.tables[0].rows[0].cells[1].detail == "hanno risposto 458 su 650, 70%"


def test_headcounts_of_groups_alone_give_no_rate_of_the_whole() -> None:
    told = chapter(build_report(with_people(full_results(), people=None)), "answers").sentences
    assert len(told) == 3
    assert told[1].startswith("The response rate of each group")


def test_without_headcounts_the_report_says_that_there_is_no_response_rate() -> None:
    told = chapter(build_report(full_results()), "answers").sentences
    assert told[1:] == ("How many people were invited is not known, so there is no response rate.",)


def test_a_group_with_a_headcount_shows_its_response_rate() -> None:
    groups = build_report(with_people(full_results(), people=650)).groups
    assert groups
    whole, sales = groups.tables[0].rows[:2]
    assert (whole.cells[1].text, whole.cells[1].detail) == ("455", "458 of 650 answered, 70%")
    same = build_report(with_people(without_left_out(full_results()), people=650)).groups
    assert same
    assert same.tables[0].rows[0].cells[1].detail == "of 650, 70%"
    assert (sales.cells[1].text, sales.cells[1].detail) == ("48", "of 96, 50%")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            AnswersQuality(same_answer=12, sparse=None, duplicates=2, hidden={"sparse": "protected"}),
            (
                "Same answer throughout: 12; hardly anything answered: hidden; the same respondent id twice: 2.",
                "All of them are counted; with --leave-out they would not be.",
            ),
        ),
        (
            AnswersQuality(same_answer=0, sparse=0),
            (
                "Same answer throughout: 0; hardly anything answered: 0.",
                "Without ids nobody can tell whether somebody answered twice.",
            ),
        ),
    ],
)
def test_answers_of_doubtful_quality_are_told_in_neutral_words(found: AnswersQuality, told: tuple[str, ...]) -> None:
    results = full_results().model_copy(update={"answers_quality": found})
    sentences = chapter(build_report(results), "quality").sentences
    assert sentences[: len(told)] == told
    assert len(sentences) == (3 if found.same_answer else 2)


def test_where_doubtful_answers_were_left_out_nobody_is_told_that_they_are_counted() -> None:
    results = full_results()
    who = results.source.respondents.model_copy(update={"left_out": {"same_answer": 12, "sparse": None, "empty": 3}})
    source = results.source.model_copy(update={"respondents": who})
    report = build_report(results.model_copy(update={"source": source}))
    told = chapter(report, "quality").sentences
    assert told[1:3] == (
        "Left out on request: the same answer throughout (12), hardly anything answered (hidden).",
        "The others of these are counted.",
    )
    assert "All of them are counted" not in words_of(report)
    assert report.basis == (told[1],)


def test_without_ids_nothing_is_said_of_how_duplicates_were_counted() -> None:
    results = full_results().model_copy(update={"answers_quality": AnswersQuality(same_answer=3, sparse=1)})
    told = chapter(build_report(results), "quality").sentences
    assert told[0] == "Same answer throughout: 3; hardly anything answered: 1."
    assert told[1] == "Without ids nobody can tell whether somebody answered twice."
    known = results.model_copy(update={"answers_quality": AnswersQuality(same_answer=3, sparse=1, duplicates=0)})
    assert "Without ids" not in words_of(build_report(known))


def test_quality_that_was_not_counted_has_no_chapter_and_hidden_counts_are_called_hidden() -> None:
    for found in (None, AnswersQuality()):
        assert "trust-quality" not in names(build_report(full_results().model_copy(update={"answers_quality": found})))
    assert chapter(build_report(hidden_results()), "quality").sentences[0].count("hidden") == 3


def test_weights_say_by_what_and_what_they_cost() -> None:
    told = chapter(build_report(with_weights(full_results(), "department", "site")), "weights").sentences
    cost = "that costs about as much precision as losing 105 of 455 answers."
    assert told[0] == f"Weighted to the headcounts of Department, site; {cost}"
    assert "between 0.51 and 2.1," in told[1]
    assert "(design effect 1.3, effective number of answers 350)" in told[1]
    report = build_report(with_weights(full_results(), "column"))
    column = chapter(report, "weights").sentences
    assert column[0] == f"Weighted as the export says, by its column weight; {cost}"
    assert len(column) == 4
    assert report.basis == column[:1]
    assert "trust-weights" not in names(build_report(full_results()))
    assert build_report(full_results()).basis == ()


def test_one_answer_lost_to_weights_is_one() -> None:
    results = with_weights(full_results(), "department")
    assert results.weighting
    slight = results.model_copy(update={"weighting": results.weighting.model_copy(update={"n_eff": 454.0})})
    assert build_report(slight).basis[0].endswith("losing one of 455 answers.")
    (told,) = build_report(slight, language="it").basis
    assert told.startswith("Risposte ponderate secondo gli organici di Reparto; in precisione costa all'incirca")
    assert told.endswith(" quanto perdere una risposta su 455.")


def test_weights_that_cost_nothing_say_so() -> None:
    results = with_weights(full_results(), "column")
    assert results.weighting
    free = results.model_copy(update={"weighting": results.weighting.model_copy(update={"n_eff": 455.0, "deff": 1.0})})
    told = "Weighted as the export says, by its column weight; that costs hardly any precision."
    assert build_report(free).basis == (told,)


def test_weights_say_what_they_do_not_touch_and_that_weighted_figures_are_rounded() -> None:
    told = " ".join(chapter(build_report(with_weights(full_results(), "column")), "weights").sentences)
    _, unweighted = told.split("Not weighted are ")
    for each in ("standard deviations", "reliability", "agreement", "ICC", "correlations", "groups that are reached"):
        assert each in unweighted
    assert told.endswith("so that nobody's answer can be worked out from their weight.")


def test_weighted_results_without_standard_deviations_and_counts_have_no_hole() -> None:
    results = with_weights(full_results(), "column")
    hallmarks = tuple(
        each.model_copy(
            update={
                "sd": None,
                "hidden": {"sd": "protected"},
                "items": tuple(
                    item.model_copy(
                        update={"sd": None, "counts": None, "hidden": {"sd": "protected", "counts": "protected"}}
                    )
                    for item in each.items
                ),
            }
        )
        for each in results.hallmarks
    )
    bare, full = (build_report(each) for each in (results.model_copy(update={"hallmarks": hallmarks}), results))
    assert bare == full


@pytest.mark.parametrize(("people", "weighted", "told"), [(650, False, True), (None, False, False), (650, True, False)])
def test_the_method_tells_of_headcounts_only_where_intervals_rest_on_them(
    *, people: int | None, weighted: bool, told: bool
) -> None:
    results = with_people(full_results(), people=people, by_group=False)
    method = chapter(build_report(with_weights(results, "column") if weighted else results), "method")
    text = " ".join(line for term in method.terms for line in term.meaning)
    assert ("finite-population correction" in text) is told
    assert ("the intervals of means and indices are narrower" in text) is told
    assert ("raking" in text) is weighted
