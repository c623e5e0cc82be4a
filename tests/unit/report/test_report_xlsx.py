"""The workbook: a sheet a table, numbers as numbers, texts as texts, and the same bytes for the same report."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.parsers.expat import ParserCreate

import fastexcel
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.examples import (
    bare_results,
    full_results,
    hidden_results,
    hostile_results,
    with_hallmarks,
    with_presence,
)
from tests.unit.report.further import with_people
from tests.unit.report.test_report_assessment import assessed

from mentorscan.files import is_ours
from mentorscan.report.build import build_report
from mentorscan.report.model import Cell, Cover, Number, Reading, Report, SignOff, Table, Term, View
from mentorscan.report.numbers import number
from mentorscan.report.prose import Block, Span
from mentorscan.report.recipe import Recipe
from mentorscan.report.renderers import xlsx
from mentorscan.report.renderers.workbook import sheet_name

HOSTILE = (
    "=HYPERLINK(\"https://example.org\";\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "{=A1:A2}",
    "https://example.org/a",
    "internal:'Sheet2'!A1",
    "<script>alert(1)</script> & <b>x</b>",
    "&L&\"Arial\"&99 [Page] {{ x }}",
    "'It''s' [a]: b/c\\d?*",
    "_x0041_ \ufffe \x07 is no letter",
    "\u05de\u05db\u05ea\u05d1 \u202eabc",
    "👩🏽‍🚀 emoji " * 10,
    "long " * 8000,
    "line\n" * 10,
    "History",
    "",
)  # fmt: skip
CASES = {
    "full": full_results(),
    "hidden": hidden_results(),
    "bare": bare_results(),
    "one": with_hallmarks(full_results(), keep=1),
    "all": with_presence(full_results(), presence="consistent"),
    "none": with_presence(full_results(), presence="slight"),
    "people": with_people(full_results(), people=900),
    "panel": assessed(3),
    "alone": assessed(1),
}
Parts = dict[str, str]


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {each: archive.read(each).decode() for each in archive.namelist()}


def made(report: Report) -> bytes:
    return xlsx.render(report)


@cache
def whole() -> bytes:
    return made(build_report(full_results()))


def names_of(content: bytes) -> list[str]:
    return [unescape(each) for each in re.findall(r'<sheet name="([^"]*)"', parts_of(content)["xl/workbook.xml"])]


def sheet_of(content: bytes, name: str) -> str:
    """The XML of a sheet."""
    return parts_of(content)[f"xl/worksheets/sheet{names_of(content).index(name) + 1}.xml"]


def texts_of(content: bytes, name: str) -> list[list[str]]:
    """A sheet as rows of texts, as another program reads it."""
    frame = fastexcel.read_excel(content).load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return [[cell or "" for cell in row] for row in frame.iter_rows()]


def numbers_of(content: bytes, name: str) -> dict[str, float]:
    """The cells of a sheet that hold numbers."""
    found = re.findall(r'<c r="([A-Z]+\d+)"(?: s="\d+")?><v>([^<]*)</v></c>', sheet_of(content, name))
    return {cell: float(value) for cell, value in found}


def row_of(rows: list[list[str]], first: str) -> int:
    """The number of the first row, as a spreadsheet counts, that starts with a text."""
    return next(place for place, row in enumerate(rows, 1) if row[0] == first)


def every_text(content: bytes) -> set[str]:
    return {cell for name in names_of(content) for row in texts_of(content, name) for cell in row}


def well_formed(content: bytes) -> Parts:
    parts = parts_of(content)
    for text in parts.values():
        ParserCreate().ParseFile(BytesIO(text.encode()))
    return parts


def test_each_table_has_a_sheet_of_its_own_in_the_order_of_the_report() -> None:
    assert names_of(whole()) == [
        "Summary",
        "Profile",
        "Consistency",
        "Department",
        "Location",
        "Hallmarks",
        "Statements",
        "Facets",
        "Practices",
        "Reinforcement",
        "With the outcomes",
        "Outcomes",
        "Outcomes – Statements",
        "Priorities",
        "Actions",
        "Trust",
        "How to read",
    ]


def test_the_sheets_speak_the_readers_language() -> None:
    content = made(build_report(full_results(), language="it"))
    assert names_of(content)[:5] == ["Sintesi", "Profilo", "Costanza", "Reparto", "Sede"]
    assert names_of(content)[-4:] == ["Priorità", "Azioni", "Affidabilità", "Come leggere"]
    assert texts_of(content, "Azioni")[2][-1] == "Stato"


def test_a_recipe_picks_and_orders_the_sheets() -> None:
    recipe = Recipe(sections=("priorities", "groups"))
    names = names_of(made(build_report(full_results(), recipe=recipe)))
    assert names == ["Contents", "Priorities", "Actions", "Department", "Location"]


def test_the_profile_holds_indices_and_intervals_as_numbers() -> None:
    rows, numbers = texts_of(whole(), "Profile"), numbers_of(whole(), "Profile")
    for hallmark in full_results().hallmarks:
        row = row_of(rows, hallmark.title["en"])
        assert hallmark.index is not None
        assert hallmark.interval is not None
        expected = (hallmark.index, *hallmark.interval)
        assert [numbers[f"{column}{row}"] for column in "BCD"] == pytest.approx(expected, abs=0.0051)


def test_the_statements_stand_in_one_sheet_with_their_shares_as_numbers() -> None:
    rows, numbers = texts_of(whole(), "Statements"), numbers_of(whole(), "Statements")
    heads = ["Hallmark", "Statement", "Index", "Unfavourable", "Neutral", "Favourable", "Don't know", "Answered"]
    assert rows[2] == heads
    items = [(each, item) for each in full_results().hallmarks for item in each.items]
    for place, (hallmark, item) in enumerate(items, 4):
        assert rows[place - 1][0] == hallmark.title["en"]
        assert rows[place - 1][1].removesuffix(" (R)") == item.text["en"]
        found = [numbers.get(f"{column}{place}") for column in "CDEFH"]
        shares = [None if each is None else pytest.approx(each, abs=0.00006) for each in item_shares(item)]
        assert found == [None if item.index is None else pytest.approx(item.index, abs=0.006), *shares, item.answered]


def item_shares(item: object) -> list[float | None]:
    return [getattr(item, each) for each in ("unfavourable", "neutral", "favourable")]


def test_a_heatmap_holds_indices_with_marks_and_says_what_is_hidden() -> None:
    rows, numbers = texts_of(whole(), "Department"), numbers_of(whole(), "Department")
    segment = full_results().segments[0]
    for group in segment.groups:
        row = row_of([[each[0].split("\u00a0")[0], *each[1:]] for each in rows], group.value or "Without a group")
        if group.overall is None:
            assert set(rows[row - 1][1:]) == {"hidden"}
        else:
            assert numbers[f"B{row}"] == group.respondents
            assert numbers[f"C{row}"] == pytest.approx(group.overall.index, abs=0.006)
    assert any(row[0].startswith("hidden: too few people here") for row in rows)
    assert '"▲ above"' in unescape(parts_of(whole())["xl/styles.xml"])
    assert "<dxf>" in parts_of(whole())["xl/styles.xml"] or "dataBar" in sheet_of(whole(), "Profile")


def test_the_second_line_of_a_count_has_a_column_of_its_own() -> None:
    content = made(build_report(CASES["people"]))
    rows, numbers = texts_of(content, "Location"), numbers_of(content, "Location")
    assert rows[3][1:3] == ["People", "Response"]
    assert re.fullmatch(r"of \d+, 50%", rows[6][2])
    assert numbers["B7"] == CASES["people"].segments[1].groups[1].respondents


def viewed(table: Table) -> Table:
    """A table with three views, of which the first two hold the same figures."""

    def read(cell: Cell) -> Cell:
        if cell.number is None or cell.number.unit != "index":
            return cell
        index = Reading(text=cell.text, shade=3, number=cell.number)
        apart = Reading(text=cell.detail or "–", shade=-2, number=Number(value=-7.5, unit="points"))
        return replace(cell, readings=(index, index, apart))

    views = (
        View(id="both", title="Index and difference", legend="", diverging=True),
        View(id="index", title="Index", legend="The darker, the higher."),
        View(id="difference", title="Difference", legend="Blue: above.", diverging=True),
    )
    return replace(
        table, views=views, rows=tuple(replace(row, cells=tuple(map(read, row.cells))) for row in table.rows)
    )


def test_each_view_with_figures_of_its_own_is_a_grid_of_its_own() -> None:
    report = build_report(full_results())
    assert report.groups is not None
    tables = tuple(viewed(each) for each in report.groups.tables)
    content = made(replace(report, groups=replace(report.groups, tables=tables)))
    rows, numbers = texts_of(content, "Location"), numbers_of(content, "Location")
    firsts = [row[0] for row in rows]
    assert "Index and difference" not in firsts
    index, apart = firsts.index("Index"), firsts.index("Difference")
    assert index < firsts.index("The darker, the higher.") < apart < firsts.index("Blue: above.")
    assert rows[index + 1] == rows[apart + 1]
    assert {value for cell, value in numbers.items() if re.fullmatch(rf"[C-K]{apart + 4}", cell)} == {-7.5}
    assert '<pane xSplit="1" ySplit="4"' in sheet_of(content, "Location")


def test_the_actions_are_a_table_to_fill_in() -> None:
    parts, sheet = parts_of(whole()), sheet_of(whole(), "Actions")
    assert re.findall(r'<tableColumn id="\d+" name="([^"]*)"', parts["xl/tables/table1.xml"]) == [
        "No.",
        "Action",
        "Owner",
        "Due",
        "Sign of success",
        "Status",
    ]
    assert '<dataValidation type="list"' in sheet
    assert "open,in progress,done" in sheet
    style = re.findall(r'<c r="D4" s="(\d+)"/>', sheet)[0]
    formats = re.findall(r"<xf ([^>]*)>", parts["xl/styles.xml"].split("<cellXfs")[1])
    assert 'numFmtId="14"' in formats[int(style)]  # 14 is a date (ECMA-376, part 1, 18.8.30)


@pytest.mark.parametrize("name", ["Profile", "Consistency", "Department", "Statements", "Priorities"])
def test_tables_keep_their_headings_in_sight_are_filtered_and_fit_on_paper(name: str) -> None:
    sheet = sheet_of(whole(), name)
    head = 4 if name == "Department" else 3  # a heatmap has its views, each under its name
    assert f'<pane xSplit="1" ySplit="{head}" topLeftCell="B{head + 1}"' in sheet
    assert "<autoFilter" in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    names = unescape(parts_of(whole())["xl/workbook.xml"])
    assert re.search(rf"{name}'?!\${head}:\${head}</definedName>", names)


def test_every_sheet_starts_with_its_title() -> None:
    for case in CASES.values():
        content = made(build_report(case))
        assert all(texts_of(content, name)[0][0] for name in names_of(content))


@pytest.mark.parametrize("case", CASES)
def test_the_extremes_make_workbooks_that_open(case: str) -> None:
    for language in ("en", "it"):
        if case == "bare" and language == "it":
            continue
        content = made(build_report(CASES[case], language=language))
        well_formed(content)
        assert len(every_text(content)) > 20


def test_nothing_but_hidden_figures_leaves_no_number() -> None:
    content = made(build_report(hidden_results()))
    kept = {name: numbers_of(content, name) for name in names_of(content)}
    shown = {name for name, found in kept.items() if found}
    assert shown <= {"Trust"}  # rows of files and thresholds


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    report = build_report(hostile_results(text))
    content = made(replace(report, confidentiality=text))
    parts = well_formed(content)
    for name, part in parts.items():
        assert "<f>" not in part
        assert "externalLink" not in name
        assert "TargetMode" not in part
    links = re.findall(r"<hyperlink ([^>]*)/>", "".join(parts.values()))
    assert links
    assert all("r:id" not in each for each in links)
    assert texts_of(content, names_of(content)[0])[0][0][:40] == report.title.replace("\ufffe", "\ufffd")[:40]
    for footer in re.findall(r"<oddFooter>([^<]*)</oddFooter>", "".join(parts.values())):
        assert len(unescape(footer)) <= 255
        codes = re.sub("&&", "", unescape(footer))
        assert re.findall(r"&.", codes) == ["&L", "&8", "&R", "&8", "&P", "&N"]
    check_names(names_of(content))


def check_names(names: list[str]) -> None:
    assert len({each.casefold() for each in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)), max_size=12))
def test_any_titles_make_valid_names_that_differ(titles: list[str]) -> None:
    names: list[str] = []
    for each in titles:
        names.append(sheet_name(each, besides=frozenset(names)))
    check_names(names)


def test_a_text_that_looks_like_a_formula_stays_one_when_somebody_edits_its_cell() -> None:
    parts = parts_of(made(build_report(hostile_results("=1+1"))))
    sheets = "".join(text for name, text in parts.items() if "worksheets/" in name)
    formats = re.findall(r"<xf ([^>]*)>", parts["xl/styles.xml"].split("<cellXfs")[1])
    strings = re.findall(r"<si><t[^>]*>([^<]*)</t></si>", parts["xl/sharedStrings.xml"])
    cells = re.findall(r'<c r="[A-Z]+\d+" s="(\d+)" t="s"><v>(\d+)</v></c>', sheets)
    looks = {'quotePrefix="1"' in formats[int(style)] for style, at in cells if strings[int(at)] == "=1+1"}
    assert looks == {True}


def test_the_same_results_give_the_same_bytes_and_the_time_is_that_of_the_results() -> None:
    assert made(build_report(full_results())) == whole()
    core = parts_of(whole())["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-23T09:30:00Z"}
    assert "<dc:title>Mentoring culture assessment</dc:title>" in core


def test_results_without_a_readable_time_make_a_workbook_too() -> None:
    report = replace(build_report(full_results()), created="yesterday")
    assert "2000-01-01T00:00:00Z" in parts_of(made(report))["docProps/core.xml"]


def test_a_workbook_is_ours_until_somebody_has_saved_it(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(whole())
    assert is_ours(path)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts_of(whole()).items():
            archive.writestr(name, text.replace("<cp:lastModifiedBy>mentorscan", "<cp:lastModifiedBy>A. Reader"))
    assert not is_ours(path)


def test_the_first_sheet_holds_cover_summary_reading_and_sign_off_and_leads_to_the_others() -> None:
    report = build_report(full_results())
    said = (Block(kind="paragraph", spans=(Span(text="We see a culture "), Span(text="on its way.", strong=True))),)
    cover = Cover(
        title="Mentoring at Example Works",
        subtitle="Autumn",
        facts=(Term(name="Prepared for", meaning=("the board",)),),
        lines=("Draft",),
        confidentiality="Confidential",
    )
    sign_off = SignOff(title="Signed", text=said, lines=("A. Consultant",))
    summary = replace(report.summary, interpretation=said)
    content = made(replace(report, cover=cover, sign_off=sign_off, summary=summary, confidentiality="Confidential"))
    firsts = [row[0] for row in texts_of(content, "Summary")]
    told = ["Mentoring at Example Works", "Autumn", "Draft", "Prepared for: the board", report.summary.headline]
    told += ["Our reading", "We see a culture on its way.", "Contents", "Statements", "Signed", "A. Consultant"]
    places = [firsts.index(each) for each in told]
    assert all(before < after for before, after in pairwise(places))
    assert "location=\"'How to read'!A1\"" in unescape(sheet_of(content, "Summary")).replace("&apos;", "'")
    assert "&amp;L&amp;8Confidential" in sheet_of(content, "Profile")


def test_what_the_consultant_wrote_on_a_hallmark_and_released_comments_are_there() -> None:
    report = build_report(full_results(), comments={"demand": ["More time, please", "=1+1"]})
    assert report.hallmarks is not None
    said = (Block(kind="paragraph", spans=(Span(text="Start here."),)),)
    first, *others = report.hallmarks.sections
    sections = (replace(first, interpretation=said), *others)
    content = made(replace(report, hallmarks=replace(report.hallmarks, sections=sections)))
    assert texts_of(content, "Hallmarks")[3][-1] == "Start here."
    assert [row[1] for row in texts_of(content, "Comments")[3:]] == ["More time, please", "=1+1"]


def test_raters_answers_and_notes_stand_statement_by_statement() -> None:
    rows = texts_of(made(build_report(assessed(2, said="the plan"))), "Statements")
    assert rows[2] == ["Hallmark", "Statement", "Answers", "Evidence and notes"]
    assert any("Anna: 5" in row[2] and "Evidence: the plan" in row[3] for row in rows)


@pytest.mark.parametrize(
    ("value", "shown"), [(59.6, 59.6), (59.96, 59.96), (59.996, 59.996), (59.99999, 59.9999), (60.0, 60.0)]
)
def test_an_index_never_reads_as_if_it_reached_a_bound_that_it_misses(value: float, shown: float) -> None:
    found = number(value, unit="index", bounds=(20, 60))
    assert found.value == shown
    assert (round(found.value, found.decimals or 1) >= 60) == (value >= 60)


def test_figures_are_shown_with_as_many_decimals_as_they_need() -> None:
    results = full_results()
    first = results.hallmarks[0].model_copy(update={"index": 59.97})
    content = made(build_report(results.model_copy(update={"hallmarks": (first, *results.hallmarks[1:])})))
    cell = re.search(r'<c r="B4" s="(\d+)"><v>59.97</v></c>', sheet_of(content, "Profile"))
    assert cell is not None
    styles = parts_of(content)["xl/styles.xml"]
    form = re.findall(r"<xf ([^>]*)>", styles.split("<cellXfs")[1])[int(cell[1])]
    shown = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    code = re.search(r'numFmtId="(\d+)"', form)
    assert code is not None
    assert shown[code[1]] == "0.00"
