"""The report of an assessment: what raters saw and noted comes in, what needs many people falls away without a hole."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from mentorscan import pipeline
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.report.renderers import html, markdown
from mentorscan.results import Results

HOSTILE = "<script>alert(1)</script> | [x](y) {0} \u202e"
RATERS = ("Anna", "Bruno", "Carla")


@cache
def assessed(raters: int, *, said: str = "the plan for 2026") -> Results:
    """The full form as some raters answered it, with a note, evidence, a reason and a comment."""
    instrument = open_instrument(None)
    with TemporaryDirectory() as folder:
        files = []
        for place, rater in enumerate(RATERS[:raters]):
            answers: dict[str, Any] = {
                item: (number + place) % 4 + 2 for number, item in enumerate(instrument.form_items("full"))
            }
            answers["accowner"] = {"value": 5, "evidence": said, "note": said}
            answers["accgoals"] = {"opt_out": "not_applicable", "reason": said}
            answers["accroles"] = {"opt_out": "dont_know"}
            del answers["accaction"]
            head = {"schema": 1, "instrument": {"id": instrument.id, "version": instrument.version}}
            body = {"rater": rater, "date": f"2026-11-2{place}", "organisation": "Example Ltd", "form": "full"}
            path = Path(folder) / f"{rater}.yaml"
            comments = {"accountability": said}
            path.write_text(yaml.safe_dump({**head, **body, "answers": answers, "comments": comments}), "utf-8")
            files.append(path)
        return pipeline.assess(files, options=pipeline.ScoreOptions(), outputs=pipeline.Outputs())


def words_of(report: Report) -> str:
    """Every text of a report."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            value = list(value.values())
        return [text for each in value for text in texts(each)] if isinstance(value, list | tuple) else []

    return "\n".join(texts(asdict(report)))


@pytest.mark.parametrize("raters", [1, 3])
@pytest.mark.parametrize("language", ["en", "it"])
def test_no_part_that_needs_many_people_leaves_a_trace(raters: int, language: str) -> None:
    report = build_report(assessed(raters), language=language)
    assert report.groups is None
    assert report.profile
    assert [column.title for column in report.profile.table.columns][3:] in (
        ["Level", "Presence"],
        ["Livello", "Presenza"],
    )
    ids = {chapter.id for chapter in (*report.trust.chapters, *report.guide.chapters)}
    assert not ids & {"trust-hidden", "trust-reliability"}
    text = words_of(report)
    for word in ("95%", *(["alpha"] if raters == 1 else []), "Cronbach", "Feldt", "r*wg", "{", "None"):
        assert word not in text, word


def test_evidence_notes_reasons_and_comments_stand_beside_the_statement() -> None:
    report = build_report(assessed(1))
    assert report.hallmarks
    section = report.hallmarks.sections[0]
    assert section.items is None
    assert section.ratings
    rows = {row.cells[0].text: row.cells for row in section.ratings.rows}
    said = [(cells[1].text, cells[2].lines) for cells in rows.values()]
    assert ("5 = Consistently true here", ("Evidence: the plan for 2026", "Note: the plan for 2026")) in said
    assert ("Not applicable", ("Reason: the plan for 2026",)) in said
    assert ("Don't know", ()) in said
    assert ("left blank", ()) in said
    assert [(term.name, term.meaning) for term in section.comments] == [("Comment", ("the plan for 2026",))]


def test_where_nobody_noted_anything_there_is_no_empty_column() -> None:
    report = build_report(assessed(1))
    assert report.hallmarks
    quiet = report.hallmarks.sections[1].ratings
    assert quiet
    assert [column.title for column in quiet.columns] == ["Statement", "Answer"]


def test_several_raters_are_told_apart_by_name() -> None:
    report = build_report(assessed(3))
    assert report.hallmarks
    ratings = report.hallmarks.sections[0].ratings
    assert ratings
    first = ratings.rows[0].cells
    assert first[1].lines == tuple(f"{rater}: 5 = Consistently true here" for rater in RATERS)
    assert first[2].lines[0] == "Anna, Evidence: the plan for 2026"
    assert [term.name for term in report.hallmarks.sections[0].comments] == [f"Comment by {each}" for each in RATERS]


def test_the_last_part_says_who_rated_when_and_on_what_grounds() -> None:
    chapter = build_report(assessed(1)).trust.chapters[0]
    items = len(open_instrument(None).form_items("full"))
    assert chapter.sentences == (
        f"{items} statements were asked (form: full).",
        f"One of {items - 3} answers on the scale names what was seen; all others rest on judgement alone.",
    )
    (row,) = chapter.tables[0].rows
    expected = ["Anna", "20 November 2026", "1", str(items - 4), "1", "1", "1"]
    assert [cell.text for cell in row.cells] == expected


def test_the_report_says_at_its_top_whose_judgement_it_is() -> None:
    alone, together = build_report(assessed(1)), build_report(assessed(3))
    assert alone.context == ("Example Ltd", "Rated by Anna", "20 November 2026")
    assert together.context == ("Example Ltd", "3 raters", "20–22 November 2026")
    assert alone.summary.lead[0] == "This is what one rater judged, not a survey of the organisation."


@pytest.mark.parametrize("raters", [1, 3])
@pytest.mark.parametrize("language", ["en", "it"])
def test_both_formats_render_it_with_cells_for_every_column(raters: int, language: str) -> None:
    report = build_report(assessed(raters), language=language)
    page = html.render(report)
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        heads = len(re.findall(r"<th scope=\"col\"", table))
        bodies = re.findall(r"<tr.*?</tr>", table.split("<tbody")[1], re.DOTALL)
        assert all(len(re.findall(r"<t[hd]\b", row)) == heads for row in bodies), table[:200]
    lines = markdown.render(report).splitlines()
    for before, line in pairwise(lines):
        if before.startswith("|") and line.startswith("|"):
            assert len(re.split(r"(?<!\\)\|", before)) == len(re.split(r"(?<!\\)\|", line))
    assert "None" not in page


def test_text_of_a_rater_never_becomes_markup() -> None:
    report = build_report(assessed(1, said=HOSTILE))
    page = html.render(report)
    assert page.count("<script>") == 1, "the page's own, at its end"
    assert "\u202e" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    assert "<script>" not in re.sub(r"\\<", "", markdown.render(report))
