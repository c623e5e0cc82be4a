from typing import Any

import pytest
from tests.unit.report.examples import full_results

from mentorscan.report.build import build_report
from mentorscan.results import NoteInfo


def told(code: str, *, place: str, values: dict[str, Any], language: str = "en") -> str:
    note = NoteInfo(code=code, severity="warning", place=place, values=values, text="english")
    results = full_results().model_copy(update={"notes": (note,)})
    chapters = build_report(results, language=language).trust.chapters
    return next(each for each in chapters if each.id == "trust-notes").terms[0].meaning[0]


COLUMNS = {"accowner": 1200, "accgoals": 34}


@pytest.mark.parametrize(
    ("values", "language", "text"),
    [
        (
            {"cells": 1234, "answered": 6000, "columns": COLUMNS},
            "en",
            (
                "1,234 of 6,000 answers in a.csv are not on the scale and were counted as blank, in these columns: "
                "accowner, accgoals."
            ),
        ),
        (
            {"cells": 1234, "answered": 6000, "columns": COLUMNS},
            "it",
            (
                "In a.csv 1.234 risposte su 6.000 sono fuori dalla scala e sono state contate come mancanti, in queste "
                "colonne: accowner, accgoals."
            ),
        ),
        (
            {"cells": None, "answered": 6000, "columns": {"accowner": None}},
            "en",
            "Unknown answers in a.csv were counted as blank, in these columns: accowner.",
        ),
        (
            {"cells": 0, "answered": 6000, "people": 7, "columns": {"department": 7}},
            "en",
            "Unknown answers in a.csv were counted as blank, in these columns: department.",
        ),
    ],
)
def test_how_many_answers_were_counted_as_blank_is_told_as_far_as_it_may(
    values: dict[str, Any], language: str, text: str
) -> None:
    assert told("unknown-as-blank", place="a.csv", values=values, language=language) == text


def test_groups_that_look_alike_are_told_under_the_title_of_their_segment() -> None:
    segment = full_results().segments[0]
    text = told("groups-alike", place=segment.id, values={"groups": [["SALES", "Sales"]]})
    assert text.startswith(f"{segment.title['en']}: some groups that differ only by letter case")


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        ("headcount-without-answers", "en", "Groups with a headcount of which nobody answered: Legal (department)."),
        ("headcount-without-answers", "it", "Gruppi con un organico in cui nessuno ha risposto: Legal (department)."),
        (
            "duplicates-in-rate",
            "en",
            "Some respondent ids came more than once: these people count more than once in the response rate.",
        ),
        (
            "duplicates-in-rate",
            "it",
            "Alcuni identificativi compaiono più volte: queste persone contano più di una volta nel tasso di risposta.",
        ),
    ],
)
def test_what_a_response_rate_leaves_open_is_told(code: str, language: str, text: str) -> None:
    assert told(code, place="people.csv", values={"groups": ["Legal (department)"]}, language=language) == text


def test_segments_without_a_column_are_named() -> None:
    text = told("segment-missing", place="a.csv", values={"segments": ["department"], "columns": {"department": "x"}})
    assert text == "Segments for which a.csv has no column, although one has a similar name: department."
