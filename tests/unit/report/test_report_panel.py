"""What a report says of several raters: how each sees the hallmarks, what they talked over, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import fastexcel
import pytest
from pptx import Presentation
from tests.unit.interview.table import NAMES, NOT_HERE, PULSE, consensus_file, panel_files, scored
from tests.unit.report.test_report_assessment import words_of

from mentorscan.instrument.catalogue import open_instrument
from mentorscan.report.build import build_report
from mentorscan.report.model import Report, Table
from mentorscan.report.renderers import html, markdown, pptx, xlsx
from mentorscan.results import Results

BUILT_IN = open_instrument(None)
A, B, C = PULSE[:3]
OWN = tuple(
    {
        item: value
        for item in PULSE
        for value in [{"alignment": (1, 3, 5), "communication": (2, 3, 2)}.get(
            BUILT_IN.questionnaire_of[item].id, (4, 4, 4)
        )[rater]]
    }
    for rater in range(3)
)  # fmt: skip
"""Far apart on alignment, a point apart on communication, of one mind on all else."""

APART = [each for each in PULSE if BUILT_IN.questionnaire_of[each].id == "alignment"]


def results(tmp_path: Path, *, agreed: Sequence[str] | None = None, blind: bool = False, more: Any = None) -> Results:
    files = panel_files(tmp_path, *({**own, **(more or {}).get(place, {})} for place, own in enumerate(OWN)))
    if agreed is None:
        return scored(*files, blind=blind)
    talked = {each: {"value": 3, "reason": "the minutes of May"} for each in agreed}
    return scored(*files, consensus_file(tmp_path / "c.yaml", talked, of=files), blind=blind)


def part(found: Results, *, language: str = "en") -> tuple[tuple[str, ...], dict[str, Table]]:
    told = build_report(found, language=language).differences
    assert told
    return told.lead, {table.id: table for table in told.tables}


def texts(table: Table) -> list[list[str]]:
    return [[each.text or " / ".join(each.lines) for each in row.cells] for row in table.rows]


def test_each_rater_has_a_column_and_every_hallmark_its_range(tmp_path: Path) -> None:
    lead, tables = part(results(tmp_path))
    table = tables["differences-spread"]
    assert [column.title for column in table.columns] == ["Hallmark", *NAMES, "Lowest to highest"]
    rows = texts(table)
    assert rows[0] == ["Accountability", "75", "75", "75", "75"]
    assert rows[1] == ["Alignment", "0", "50", "100", "0 to 100"]
    dots = table.rows[1].cells[-1].dots
    assert dots
    assert (dots.low, dots.high, dots.marks) == (0, 100, (0, 50, 100))
    assert dots.alternative == "Alignment: 0 to 100 of 100"
    assert lead[-1] == (
        "The raters give the same index to six hallmarks, and differ most on Alignment (100 points between the lowest "
        "and the highest index)."
    )


def test_where_no_two_see_a_hallmark_alike_the_closest_is_named(tmp_path: Path) -> None:
    files = panel_files(tmp_path, *({**own, **dict.fromkeys(PULSE[:3], place + 2)} for place, own in enumerate(OWN)))
    found = scored(*files[:2])
    assert found.panel
    apart = {each.hallmark: round((each.highest or 0) - (each.lowest or 0)) for each in found.panel.spread}
    few = found.panel.model_copy(update={"spread": tuple(each for each in found.panel.spread if apart[each.hallmark])})
    lead, _ = part(found.model_copy(update={"panel": few}))
    assert apart["accountability"] == apart["communication"] == 25
    assert lead[-1] == (
        "The raters agree most on Accountability, Communication (25 points between the lowest and the highest index) "
        "and least on Alignment (50 points)."
    )


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (0, "The raters see every hallmark alike: the indices that they give are the same."),
        (1, "Between the lowest and the highest index that the raters give lie 25 points on every hallmark."),
    ],
)
def test_equal_gaps_are_told_as_such(tmp_path: Path, gap: int, sentence: str) -> None:
    files = panel_files(tmp_path, dict.fromkeys(PULSE, 3), dict.fromkeys(PULSE, 3 + gap))
    lead, tables = part(scored(*files))
    assert lead == (
        "On no statement do the raters' answers lie far apart: there is nothing to talk over first.",
        sentence,
    )
    assert list(tables) == ["differences-spread"]


def test_what_was_agreed_stands_beside_who_said_what_and_with_the_statement(tmp_path: Path) -> None:
    found = results(tmp_path, agreed=APART[:1])
    lead, tables = part(found)
    assert lead[0] == (
        f"On {len(APART)} statements the raters' answers lay far apart. They talked it over and agreed on one of them, "
        f"on which the figures stand; {len(APART) - 1} are still to be talked over."
    )
    rows = {row[0]: row[1:] for row in texts(tables["differences-table"])}
    agreed = "3 = True in about half of cases, because: the minutes of May"
    first, second = (BUILT_IN.items[each].text["en"] for each in APART[:2])
    assert rows[first] == [
        " / ".join(
            (
                f"{NAMES[0]}: 1 = Not true here",
                f"{NAMES[1]}: 3 = True in about half of cases",
                f"{NAMES[2]}: 5 = Consistently true here",
            )
        ),
        agreed,
    ]
    assert rows[second][1] == "still to be talked over"
    report = build_report(found)
    assert report.hallmarks
    section = report.hallmarks.sections[1].ratings
    assert section
    assert {row.cells[0].text: row.cells[1].lines[-1] for row in section.rows}[first] == f"Agreed: {agreed}"
    assert "On one statement the figures stand on what the raters agreed on" in words_of(report)


@pytest.mark.parametrize(
    ("agreed", "language", "sentence"),
    [
        (APART, "en", "They talked all of them over and agreed on an answer to each"),
        (APART, "it", "le ha discusse tutte e per ognuna ha concordato una risposta"),
        ([], "en", "Talk them over: an average hides such a difference."),
        (None, "it", "Conviene parlarne: una media nasconde differenze come queste."),
    ],
)
def test_sentences_tell_how_much_was_talked_over(
    tmp_path: Path, agreed: list[str] | None, language: str, sentence: str
) -> None:
    assert sentence in part(results(tmp_path, agreed=agreed), language=language)[0][0]


def test_not_applicable_against_a_rating_is_explained_until_it_is_agreed(tmp_path: Path) -> None:
    more = {0: {A: NOT_HERE}}
    explained = "Where some call a statement not applicable"
    assert any(each.startswith(explained) for each in part(results(tmp_path, more=more))[0])
    lead, tables = part(results(tmp_path, more=more, agreed=[A]))
    assert not any(each.startswith(explained) for each in lead)
    (row,) = [row for row in tables["differences-table"].rows if row.cells[0].text == BUILT_IN.items[A].text["en"]]
    assert row.cells[0].detail == "Accountability"
    assert row.cells[1].lines[0] == f"{NAMES[0]}: Not applicable"


def test_without_a_consensus_the_widest_five_are_listed_with_one_all(tmp_path: Path) -> None:
    wide = {0: dict.fromkeys(PULSE[:8], 1), 1: dict.fromkeys(PULSE[:8], 5)}
    number = len(set(PULSE[:8]) | set(APART))
    lead, tables = part(results(tmp_path, more=wide))
    assert f"The 5 widest differences of {number} are listed." in lead
    assert len(tables["differences-table"].rows) == 5
    lead, tables = part(results(tmp_path, more=wide, agreed=[A]))
    assert not any("widest" in each for each in lead)
    assert len(tables["differences-table"].rows) == number


@pytest.fixture(params=["en", "it"])
def blind(request: pytest.FixtureRequest, tmp_path: Path) -> Report:
    more = {0: {A: {"value": 4, "note": "zebra"}, B: {"opt_out": "dont_know"}}}
    return build_report(results(tmp_path, agreed=APART[:1], blind=True, more=more), language=request.param)


def test_a_blind_report_tells_ranges_means_and_texts_alone(blind: Report) -> None:
    english = blind.language == "en"
    assert blind.differences
    assert blind.hallmarks
    tables = {table.id: table for table in blind.differences.tables}
    assert [len(row) for row in texts(tables["differences-spread"])] == [2] * 8
    told = "3 raters: from 1 to 5." if english else "3 persone: da 1 a 5."
    assert texts(tables["differences-table"])[0][1] == told
    section = blind.hallmarks.sections[0].ratings
    assert section
    cells = {row.cells[0].text: row.cells for row in section.rows}
    first, second = (cells[BUILT_IN.items[each].text[blind.language]] for each in (A, B))
    assert first[1].lines == (("3 raters: 4.0 on average.",) if english else ("3 persone: 4,0 in media.",))
    assert second[1].lines == (("Rated by 2.",) if english else ("Valutata da 2 persone.",))
    assert first[2].lines == (("Note: zebra",) if english else ("Nota: zebra",))
    who = blind.trust.chapters[0]
    assert who.tables == ()
    assert ("blind" if english else "anonima") in who.sentences[-1]


def test_every_format_shows_how_each_rater_sees_the_hallmarks(tmp_path: Path) -> None:
    report = build_report(results(tmp_path, agreed=APART[:1]))
    title = "How each rater sees the hallmarks"
    page = html.render(report)
    table = page[page.index('id="differences-spread"') :].split("</table>")[0]
    assert title in table
    assert table.count('<svg class="dots"') == 8
    assert re.findall(r'cx="(\d+)', table.split("Alignment", 1)[1])[:3] == ["0", "50", "100"]
    assert f"**{title}**" in markdown.render(report)
    sheet = fastexcel.read_excel(xlsx.render(report)).load_sheet("Raters", header_row=None).to_polars()
    assert [row[:4] for row in sheet.rows() if row[0] == "Alignment"] == [("Alignment", "0", "50", "100")]
    slides: Any = Presentation(BytesIO(pptx.render(report))).slides
    assert any(shape.has_text_frame and title in shape.text_frame.text for each in slides for shape in each.shapes)


def test_every_raters_index_is_among_the_figures(tmp_path: Path) -> None:
    found = {
        (row.id, row.figure): row.value
        for row in build_report(results(tmp_path)).figures
        if row.figure.startswith("spread.")
    }
    assert found["alignment", "spread.index:3"] == 100
    assert found["alignment", "spread.lowest"] == 0
    assert len(found) == 8 * 6


def test_a_single_rater_with_a_consensus_is_told_what_was_agreed(tmp_path: Path) -> None:
    files = panel_files(tmp_path, *OWN[:2])
    consensus = consensus_file(tmp_path / "c.yaml", {A: {"value": 2, "reason": "the plan"}}, of=files)
    report = build_report(scored(files[0], consensus))
    assert report.differences is None
    assert report.hallmarks
    section = report.hallmarks.sections[0].ratings
    assert section
    assert section.rows[0].cells[1].lines == (
        "4 = True in most cases",
        "Agreed: 2 = True in a few cases, because: the plan",
    )
    assert "c.yaml is a consensus of other answers than those that were scored with it." in words_of(report)
