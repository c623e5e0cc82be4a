"""Do the raters and the employees see the same organisation? The finding, its picture, and both figures everywhere."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from tests.unit.report.test_report_assessment import assessed
from tests.unit.report.test_report_judgement import judged
from tests.unit.report.two_views import (
    nothing_compared,
    of_people,
    one_statement_apart,
    some_not_compared,
    with_survey,
)

from mentorscan.cli.profile import profile_text
from mentorscan.report.build import build_report
from mentorscan.report.model import Beside, Report, Table
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.report.renderers import docx, html, markdown, pdf, pptx, tidy, xlsx
from mentorscan.results import Results


def part_of(results: Results, *, language: str = "en", recipe: Recipe = WHOLE_REPORT) -> Beside:
    report = build_report(results, language=language, recipe=recipe)
    assert report.survey
    return report.survey


@pytest.mark.parametrize(
    ("results", "english", "italian"),
    [
        (
            with_survey(-20, 20, 0, 0, 0, 0, 0, 0),
            "The rater sees clearly more than the employees on Accountability; clearly less on Alignment.",
            "Chi ha valutato vede nettamente più del personale su Responsabilità; nettamente meno su Allineamento.",
        ),
        (
            with_survey(-20, assessment=judged(raters=3, index=3)),
            "The raters see clearly more than the employees on every hallmark that is compared.",
            "Chi ha valutato vede nettamente più del personale su ogni tratto distintivo confrontato.",
        ),
        (
            with_survey(20, 0, assessment=judged(raters=3, index=3)),
            "The raters see clearly less than the employees on four hallmarks.",
            "Chi ha valutato vede nettamente meno del personale su quattro tratti distintivi.",
        ),
        (
            with_survey(9, -9),
            "On no hallmark that is compared does the rater see clearly more or less than the employees.",
            "Su nessun tratto distintivo confrontato chi ha valutato vede nettamente più o meno del personale.",
        ),
        (
            nothing_compared(),
            "Nothing can be compared: no hallmark has figures that both views share.",
            "Non si può confrontare nulla: nessun tratto distintivo ha dati comuni alle due viste.",
        ),
        (
            with_survey(-20, half=None),
            "Whether the two views differ clearly cannot be told: the survey shows no interval to judge by.",
            "Non si può dire se le due viste differiscano nettamente: l'indagine non mostra alcun intervallo.",
        ),
    ],
)
def test_the_finding_in_both_languages(results: Results, english: str, italian: str) -> None:
    assert part_of(results).finding == part_of(results).lead[0] == english
    assert part_of(results, language="it").finding == italian
    assert english in build_report(results).summary.lead
    assert " ".join(english.split()) in " ".join(profile_text(build_report(results), width=80, pictures=True).split())


def test_without_a_survey_there_is_no_such_part() -> None:
    report = build_report(assessed(1))
    assert report.survey is None
    assert "survey" not in {part.id for part in report.parts}


def test_the_title_names_one_rater_or_several() -> None:
    assert part_of(with_survey(0)).title == "Do the rater and the employees see the same organisation?"
    several = with_survey(0, assessment=assessed(3))
    assert part_of(several).title == "Do the raters and the employees see the same organisation?"


def test_the_survey_is_named_by_its_wave_and_its_people() -> None:
    told = "The employees' view is that of a survey which 40 people answered (Autumn 2026, 1–31 October 2026)."
    assert part_of(of_people(40)).lead[1] == told
    hidden = "The employees' view is that of a survey (Autumn 2026, 1–31 October 2026)."
    assert part_of(of_people(None)).lead[1] == hidden
    dated = with_survey(0, wave=None, created="2026-05-04T08:00:00Z")
    assert part_of(dated).lead[1].endswith("(4 May 2026).")


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_both_figures_and_their_difference_stand_in_a_row() -> None:
    first, second, *_ = part_of(with_survey(-20.4, 8)).tables[0].rows
    assert [cell.text for cell in first.cells] == [
        "Accountability",
        "50",
        "30",
        "+20",
        "▲ clearly more than the employees",
    ]
    assert first.cells[2].detail == "95% interval 28 to 32"
    assert (first.cells[3].tint, first.cells[3].number and first.cells[3].number.value) == (3, 20.4)
    assert [cell.text for cell in second.cells][2:] == ["58", "−8", "not clearly different"]
    assert second.cells[3].tint == 0


def test_a_difference_that_misses_the_bound_never_reads_as_if_it_met_it() -> None:
    row = part_of(with_survey(-9.97)).tables[0].rows[0]
    assert [cell.text for cell in row.cells][3:] == ["+9.97", "not clearly different"]


def test_the_picture_shows_the_employees_with_the_raters_beside() -> None:
    profile = part_of(with_survey(-20, 20)).profile
    assert profile
    track = profile.rows[0].track
    assert (track.at, track.low, track.high, track.reference) == (30, 28, 32, 50)
    told = "Accountability: index of the employees 30 of 100, 95% interval 28 to 32; of the raters: 50"
    assert track.alternative == told


def test_a_hallmark_that_is_not_compared_says_why() -> None:
    part = part_of(some_not_compared())
    said = {row.cells[0].text: row.cells[4].text for row in part.tables[0].rows}
    assert said["Accountability"] == "not compared: the survey does not show it"
    assert said["Alignment"] == "not compared: no score in the survey"
    assert said["Communication"] == "not compared: no statement that both were asked"
    assert said["Education and training"] == "not compared: not judged"
    assert said["Demand"] == "cannot be told: the survey shows no interval"
    details = {row.cells[0].text: row.cells[0].detail for row in part.tables[0].rows}
    assert details["Value and visibility"] == "over one statement that both were asked"
    assert details["Demand"] == "over 2 statements that both were asked"
    assert part.tables[0].rows[0].cells[2].text == "hidden"
    assert "Safety nets" not in said
    assert "Not asked in the survey: Safety nets." in part.tables[0].notes
    assert any(note.startswith("hidden: too few people here") for note in part.tables[0].notes)


def test_the_statements_furthest_apart_are_five_at_most_and_ten_points_at_least() -> None:
    assert len(part_of(with_survey(-20)).tables[1].rows) == 5
    assert len(part_of(with_survey(-9.9)).tables) == 1
    (row,) = part_of(one_statement_apart()).tables[1].rows
    assert [cell.text for cell in row.cells][1:] == ["3 = True in about half of cases", "50", "20", "+30"]
    assert row.cells[0].detail == "Accountability"


def test_a_statement_that_is_not_shown_is_not_among_them() -> None:
    results = one_statement_apart()
    assert results.survey
    without = Recipe(without_items=frozenset({results.survey.items[0].id}))
    assert len(part_of(results, recipe=without).tables) == 1
    assert results.survey.items[0].id not in tidy.render_csv(build_report(results, recipe=without))


def test_nothing_to_compare_leaves_a_sentence_and_no_empty_table() -> None:
    part = part_of(nothing_compared())
    assert (part.profile, part.tables, part.picture, len(part.lead)) == (None, (), (), 2)


def report() -> Report:
    return build_report(with_survey(-20, 20))


def test_html_has_it_with_the_picture_and_the_tables() -> None:
    page = html.render(report())
    section = page[page.index('<section id="survey"') : page.index('<section id="grounds"')]
    assert section.count('class="reference-mark"') == 8
    assert '<table class="plain"><caption>The raters&#39; view beside the employees&#39;</caption>' in section
    assert "▲ clearly more than the employees" in section


def test_every_other_format_has_it_too() -> None:
    told = "The rater sees clearly more than the employees on four hallmarks; clearly less on four hallmarks."
    assert told in markdown.render(report())
    assert "▼ clearly less than the employees" in markdown.render(report())
    for data in (docx.render(report()), pptx.render(report()), xlsx.render(report())):
        archive = zipfile.ZipFile(BytesIO(data))
        texts = "".join(archive.read(each).decode() for each in archive.namelist() if each.endswith(".xml"))
        words = re.sub(r"<[^>]+>", "", texts)
        assert told in words
        assert "clearly less than the employees" in words
    assert pdf.render(report()).startswith(b"%PDF")


def test_the_figures_are_there_once_each() -> None:
    rows = [each for each in report().figures if each.part == "survey" and each.id == "accountability"]
    assert [(each.figure, each.value, each.low, each.high, each.people) for each in rows] == [
        ("index", 30, 28, 32, 40),
        ("raters_index", 50, None, None, None),
        ("difference", 20, None, None, None),
    ]
