"""What the report says of targets: how far each hallmark is from its own, in sentences, facts, tables and pictures."""

from __future__ import annotations

import pytest
from tests.unit.report.every_extreme import texts
from tests.unit.report.examples import full_results
from tests.unit.report.planned import aimed, indexed
from tests.unit.report.test_report_assessment import words_of
from tests.unit.report.test_report_judgement import judged

from mentorscan.report.build import build_report
from mentorscan.report.model import Report, Term
from mentorscan.report.recipe import Recipe
from mentorscan.results import NoteInfo, Results


def facts(report: Report, hallmark: str) -> tuple[Term, ...]:
    assert report.hallmarks
    return next(each.facts for each in report.hallmarks.sections if each.title == hallmark)


def targets(report: Report) -> dict[str, tuple[str, ...]]:
    """What the sections of the hallmarks say under Target."""
    assert report.hallmarks
    return {
        section.title: fact.meaning
        for section in report.hallmarks.sections
        for fact in section.facts
        if fact.name in {"Target", "Obiettivo"}
    }


def levels(report: Report) -> dict[str, str | None]:
    """What the table of consistency says below each level."""
    assert report.consistency
    return {row.cells[0].text: row.cells[2].detail for row in report.consistency.tables[0].rows}


def away(**indices: float) -> Results:
    """Hallmarks with these indices, all of which shall be established: 60 or more."""
    return aimed(indexed(judged(index=4), **indices), **dict.fromkeys(indices, "established"))


@pytest.mark.parametrize(
    ("results", "english", "italian"),
    [
        (
            away(alignment=48, demand=50, communication=59.2, accountability=60),
            "Three hallmarks are below their target; the furthest: Alignment (12 points to go).",
            "Tre tratti distintivi sono sotto l'obiettivo; la distanza maggiore: Allineamento (mancano 12 punti).",
        ),
        (
            away(demand=58.6, alignment=60),
            "One hallmark is below its target: Demand (one point to go).",
            "Un tratto distintivo è sotto l'obiettivo: Domanda di mentoring (manca un punto).",
        ),
        (
            away(demand=59.6),
            "One hallmark is below its target: Demand (less than one point to go).",
            "Un tratto distintivo è sotto l'obiettivo: Domanda di mentoring (manca meno di un punto).",
        ),
        (
            away(demand=59.9999999999, alignment=90),
            "Both hallmarks with a target have reached it.",
            "Entrambi i tratti distintivi con un obiettivo lo hanno raggiunto.",
        ),
        (
            away(demand=60, alignment=90, communication=60.1),
            "All three hallmarks with a target have reached it.",
            "Tutti e tre i tratti distintivi con un obiettivo lo hanno raggiunto.",
        ),
        (
            away(demand=60),
            "The one hallmark with a target has reached it.",
            "L'unico tratto distintivo con un obiettivo lo ha raggiunto.",
        ),
    ],
)
def test_the_summary_says_how_many_hallmarks_are_below_their_target(
    results: Results, english: str, italian: str
) -> None:
    assert english in build_report(results, language="en").summary.lead
    assert italian in build_report(results, language="it").summary.lead


def test_of_several_that_are_equally_far_all_are_named() -> None:
    report = build_report(away(demand=40, alignment=40), language="en")
    told = "Two hallmarks are below their target; the furthest: Alignment, Demand (20 points to go)."
    assert told in report.summary.lead


def test_each_section_and_the_table_of_consistency_tell_the_target_and_the_distance() -> None:
    results = aimed(indexed(judged(index=4), demand=68.4), demand="sustained", alignment="established")
    report = build_report(results, language="en")
    assert targets(report) == {"Demand": ("Sustained", "12 points to go"), "Alignment": ("Established", "reached")}
    assert levels(report)["Demand"] == "target: Sustained, 12 points to go"
    assert levels(report)["Communication"] is None
    report = build_report(results, language="it")
    assert levels(report)["Domanda di mentoring"] == "obiettivo: Radicato, mancano 12 punti"


def test_the_profile_marks_where_the_target_lies_and_says_it_to_those_who_do_not_see_it() -> None:
    report = build_report(aimed(demand="sustained"), language="en")
    assert report.profile
    marked = {row.title: row.track.reference for row in report.profile.table.rows if row.track.reference is not None}
    assert marked == {"Demand": 80}
    (row,) = (each for each in report.profile.table.rows if each.title == "Demand")
    assert row.track.alternative == "Demand: index 75 of 100; target: Sustained, 5 points to go"
    assert "Hollow mark" in {each.name for each in report.profile.key}


def test_a_target_on_what_was_not_judged_is_told_without_a_distance_and_counts_nowhere() -> None:
    report = build_report(aimed(judged(index=4, unjudged=("demand",)), demand="sustained"), language="en")
    assert targets(report) == {"Demand": ("Sustained", "not judged")}
    assert not [each for each in report.summary.lead if "target" in each]
    assert report.profile
    assert "Hollow mark" not in {each.name for each in report.profile.key}
    assert all(row.track.reference is None for row in report.profile.table.rows)


def test_without_words_for_levels_the_target_is_an_index() -> None:
    report = build_report(aimed(demand="sustained"), language="en", recipe=Recipe(level_words=False))
    assert targets(report) == {"Demand": ("index 80 or more", "5 points to go")}
    assert "Sustained" not in words_of(report)
    assert report.consistency
    cells = {row.cells[0].text: row.cells[0].detail or "" for row in report.consistency.tables[0].rows}
    assert cells["Demand"].endswith("; target: index 80 or more, 5 points to go")


def test_without_a_target_nothing_speaks_of_one() -> None:
    for results in (judged(index=4), full_results()):
        told = " ".join(texts([build_report(results, language="en").summary.lead]))
        assert "target" not in told
        assert targets(build_report(results, language="en")) == {}


def test_a_target_that_is_no_level_of_these_results_is_left_out() -> None:
    assert targets(build_report(aimed(demand="sublime"), language="en")) == {}


def test_the_note_on_targets_that_differ_is_told_in_the_readers_language() -> None:
    said = {"targets": {"demand": {"Anna": "established", "Bruno": "sustained"}}}
    note = NoteInfo(code="targets-differ", severity="info", text="...", values=said)
    results = judged(index=4).model_copy(update={"notes": (note,)})
    english, italian = (words_of(build_report(results, language=each)) for each in ("en", "it"))
    assert "so none counts: Demand (Anna: Established; Bruno: Sustained)." in english
    assert "quindi non ne vale nessuno: Domanda di mentoring (Anna: Consolidato; Bruno: Radicato)." in italian


def test_the_figures_hold_each_target_as_the_index_that_it_needs() -> None:
    report = build_report(aimed(demand="sustained", alignment="sublime"), language="en")
    found = [each for each in report.figures if each.figure == "target" and each.part == "hallmark"]
    assert [(each.id, each.value) for each in found] == [("demand", 80)]
