"""The plan in the report: what will be done, by whom, until when; in every format, and text in each."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any

import docx
import fastexcel
import polars as pl
import pptx
import pytest
from tests.unit.report.examples import full_results
from tests.unit.report.extremes import EVERY_HALLMARK
from tests.unit.report.pdfs import Pdf, squeezed
from tests.unit.report.planned import ACTIONS, HOSTILE, HOSTILE_ACTIONS, planned
from tests.unit.report.test_report_assessment import assessed
from tests.unit.report.test_report_judgement import judged

from mentorscan.registry import REPORT_FORMATS, load
from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.results import NoteInfo, PlannedAction


def rows(report: Report) -> list[list[str]]:
    """The table of actions, each cell with its further line."""
    assert report.priorities
    cells = [row.cells for row in report.priorities.actions.rows]
    return [[f"{each.text} [{each.detail}]" if each.detail else each.text for each in row] for row in cells]


def test_the_plan_fills_the_table_of_actions() -> None:
    report = build_report(planned(*ACTIONS), language="en")
    assert rows(report) == [
        [
            "1",
            "Write one sentence for each programme [Alignment]",
            "Anna Bianchi",
            "31 March 2027",
            "Managers quote it",
        ],
        ["2", "Ask mentees what they can offer [Demand]", "Bruno", "", ""],
        ["3", "Invite former mentees [Demand]", "", "15 January 2027", ""],
    ]
    assert report.priorities
    assert report.priorities.actions.notes == ()
    told = "Actions planned: 3. Still without an owner: 1. Still without a date: 1."
    assert report.priorities.lead[-1] == told
    report = build_report(planned(*ACTIONS), language="it")
    assert rows(report)[0][1:4] == [
        "Write one sentence for each programme [Allineamento]",
        "Anna Bianchi",
        "31 marzo 2027",
    ]


def test_without_a_plan_there_are_empty_rows_to_fill_in() -> None:
    for results in (full_results(), assessed(1)):
        report = build_report(results, language="en")
        assert rows(report) == [[str(place), "", "", "", ""] for place in range(1, 6)]
        assert report.priorities
        assert report.priorities.actions.notes
        assert not [each for each in report.priorities.lead if "planned" in each]


def test_where_nothing_was_judged_the_plan_is_still_told() -> None:
    report = build_report(planned(*ACTIONS, results=judged(index=2, unjudged=EVERY_HALLMARK)), language="en")
    assert report.priorities
    assert report.priorities.lead == ("Actions planned: 3. Still without an owner: 1. Still without a date: 1.",)
    assert len(rows(report)) == 3


def test_an_action_for_a_hallmark_that_was_not_asked_has_its_title() -> None:
    values = {"hallmarks": ["pride"], "titles": {"pride": {"en": "Pride", "it": "Orgoglio"}}}
    note = NoteInfo(code="hallmarks-not-asked", severity="info", text="...", values=values)
    results = planned(PlannedAction(hallmark="pride", action="Show it")).model_copy(update={"notes": (note,)})
    assert rows(build_report(results, language="it"))[0][1] == "Show it [Orgoglio]"


def test_the_figures_hold_the_actions_in_their_order() -> None:
    found = [each for each in build_report(planned(*ACTIONS), language="en").figures if each.part == "action"]
    assert [(each.value, each.hallmark, each.id, each.title) for each in found] == [
        (1, "alignment", "alipurpose", "Write one sentence for each programme"),
        (2, "demand", "", "Ask mentees what they can offer"),
        (3, "demand", "", "Invite former mentees"),
    ]


def made(form: str, *, language: str = "en") -> bytes:
    report = build_report(planned(*HOSTILE_ACTIONS), language=language)
    content = load(REPORT_FORMATS, form)(report)
    return content if isinstance(content, bytes) else content.encode()


class Words(HTMLParser):
    """The words of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(content.decode())

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def page_text(content: bytes) -> str:
    return " ".join(Words(content).found)


def word_text(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    return " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def deck_text(content: bytes) -> str:
    shapes = [shape for slide in pptx.Presentation(BytesIO(content)).slides for shape in slide.shapes]
    tables: list[Any] = [shape.table for shape in shapes if shape.has_table]
    return " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize(("form", "read"), [("html", page_text), ("docx", word_text), ("pptx", deck_text)])
def test_pages_words_and_slides_hold_the_plan_as_text(form: str, read: Any, language: str) -> None:
    text = read(made(form, language=language))
    for each in (HOSTILE, "=SUM(A1:A9)", "=1+1", "@Bruno", "<b>Anna</b>", "in spring"):
        assert each in text
    assert {"en": "31 March 2027", "it": "31 marzo 2027"}[language] in text


def test_the_pdf_holds_the_plan_as_text() -> None:
    words = Pdf(made("pdf")).words
    for each in (HOSTILE, "=SUM(A1:A9)", "=1+1", "@Bruno", "<b>Anna</b>", "31 March 2027"):
        assert squeezed(each) in words


def test_a_page_of_html_and_markdown_has_no_live_markup_from_the_plan() -> None:
    assert "<script>alert(" not in made("html").decode()
    markdown = made("md").decode()
    assert "<script>" not in markdown
    (line,) = (each for each in markdown.splitlines() if "cmd" in each)
    assert len(re.findall(r"(?<!\\)\|", line)) == 6
    assert "[x](y)" not in line


def test_the_workbook_holds_the_plan_with_real_dates_and_a_status_and_no_formula() -> None:
    content = made("xlsx")
    sheet = fastexcel.read_excel(content).load_sheet("Actions", header_row=None, dtypes="string")
    first, second, third = (row[1:] for row in sheet.to_polars().rows() if row[0] in {"1", "2", "3"})
    assert first[0:2] == (f"{HOSTILE}\nAlignment", "<b>Anna</b>")
    assert first[3:] == ("=SUM(A1:A9)", "open")
    assert second == ("=1+1\nDemand", "@Bruno", "in spring", "-2", "open")
    assert not any(third)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(each).decode() for each in archive.namelist() if "/worksheets/sheet" in each]
    day = (date(2027, 3, 31) - date(1899, 12, 30)).days
    assert sum(f"<v>{day}</v>" in sheet for sheet in sheets) == 1
    assert not [sheet for sheet in sheets if "<f>" in sheet]


def test_tables_of_figures_hold_the_actions_as_text() -> None:
    lines = list(csv.DictReader(StringIO(made("csv").decode("utf-8-sig"))))
    titles = [each["title"] for each in lines if each["part"] == "action"]
    assert titles == [f"'{HOSTILE}", "'=1+1"]
    frame = pl.read_parquet(BytesIO(made("parquet")))
    assert frame.filter(pl.col("part") == "action")["title"].to_list() == [HOSTILE, "=1+1"]
