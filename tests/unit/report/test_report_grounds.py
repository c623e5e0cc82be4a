"""What an assessment rests on: evidence, judgement, how sure the raters are, and what to look at first."""

from __future__ import annotations

from tests.unit.report.examples import full_results
from tests.unit.report.test_report_assessment import assessed
from tests.unit.report.test_report_judgement import judged
from tests.unit.report.two_views import doubtful

from mentorscan.report.build import build_report
from mentorscan.report.model import Tables
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.results import Results


def part_of(results: Results, *, language: str = "en", recipe: Recipe = WHOLE_REPORT) -> Tables:
    report = build_report(results, language=language, recipe=recipe)
    assert report.grounds
    return report.grounds


def test_each_hallmark_tells_what_was_seen_and_what_is_judgement() -> None:
    table = part_of(assessed(1)).tables[0]
    assert [column.title for column in table.columns] == [
        "Hallmark",
        "Answers on the scale",
        "With evidence",
        "Judgement alone",
    ]
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
    assert rows["Accountability"] == ["5", "1", "4"]
    assert rows["Alignment"] == ["7", "0", "7"]
    assert "Outcomes" in rows


def test_a_panel_is_counted_over_all_raters() -> None:
    part = part_of(assessed(3))
    assert [cell.text for cell in part.tables[0].rows[0].cells] == ["Accountability", "15", "3", "12"]
    assert part.tables[0].notes == (
        "Counted over the answers of all raters: a statement counts once for each of them.",
    )


def test_answers_that_are_neither_sure_nor_seen_are_named_to_be_looked_at_first() -> None:
    part = part_of(doubtful(low=2, bare=1))
    assert part.lead[1] == (
        "Of 2 answers the rater is not very sure. One such answer has no evidence either: look at it first before you "
        "rely on it."
    )
    assert [column.title for column in part.tables[0].columns][-1] == "Not very sure"
    assert part.tables[0].rows[0].cells[-1].text == "2"
    (row,) = part.tables[1].rows
    assert row.cells[0].text == "People know who is in charge of mentoring in our organisation."
    assert row.cells[1].text == "5 = Consistently true here (not very sure)"


def test_the_same_in_italian() -> None:
    part = part_of(doubtful(low=2, bare=1), language="it")
    assert part.title == "Su che cosa si basa il quadro?"
    assert part.lead[1].startswith("Di 2 risposte chi ha valutato ha poca sicurezza. Una di queste risposte non ha")
    assert part.tables[1].rows[0].cells[1].text.endswith("(poca sicurezza)")


def test_of_a_panel_only_the_doubtful_answers_are_listed_with_their_raters() -> None:
    part = part_of(doubtful(low=2, bare=2, raters=3))
    (row,) = part.tables[1].rows
    assert row.cells[1].lines == (
        "Anna: 5 = Consistently true here (not very sure)",
        "Bruno: 5 = Consistently true here (not very sure)",
    )


def test_where_all_are_sure_nothing_is_to_be_looked_at_first() -> None:
    part = part_of(doubtful(low=0, bare=0))
    assert part.lead[1:] == ("Of no answer was it said that the rater is not very sure.",)
    assert len(part.tables) == 1


def test_where_nobody_said_how_sure_they_are_nothing_is_said_of_it() -> None:
    part = part_of(assessed(1))
    assert len(part.lead) == 1
    assert len(part.tables) == 1


def test_a_statement_that_is_not_shown_is_counted_and_not_named() -> None:
    part = part_of(doubtful(low=1, bare=1), recipe=Recipe(without_items=frozenset({"accowner"})))
    assert part.tables[0].rows[0].cells[-1].text == "1"
    assert len(part.tables) == 1


def test_a_survey_and_an_assessment_without_answers_have_no_such_part() -> None:
    assert build_report(full_results()).grounds is None
    every = tuple(each.id for each in full_results().hallmarks)
    empty = judged(unjudged=every)
    bare = tuple(each.model_copy(update={"items": ()}) for each in empty.outcomes)
    assert build_report(empty.model_copy(update={"outcomes": bare})).grounds is None


def test_a_hallmark_without_any_evidence_says_so_in_its_section_and_its_finding() -> None:
    report = build_report(assessed(1))
    assert report.hallmarks
    first, second, *_ = report.hallmarks.sections
    alone = "This rests on judgement alone: no answer names what was seen."
    assert alone not in first.sentences
    assert second.sentences[-1] == alone
    assert second.facts[-1].meaning == ("7 statements, judgement alone",)
    for section in report.hallmarks.sections[1:]:
        assert section.finding is None or section.finding.endswith(alone)


def test_how_sure_a_rater_is_stands_behind_the_answer() -> None:
    report = build_report(doubtful(low=1, bare=0))
    assert report.hallmarks
    ratings = report.hallmarks.sections[0].ratings
    assert ratings
    answers = [row.cells[1].text for row in ratings.rows]
    assert answers[0] == "5 = Consistently true here (not very sure)"
    assert sum(each.endswith("(very sure)") for each in answers) == 4
    assert "Not applicable" in answers
