"""The deck: a message on every slide, charts and tables to be edited, and text that stays text and on its slide."""

from __future__ import annotations

import getpass
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from pptx import Presentation
from tests.unit.report.decks import ITALIAN, client_deck
from tests.unit.report.examples import (
    bare_results,
    full_results,
    hidden_results,
    hostile_results,
    with_hallmarks,
    with_presence,
)
from tests.unit.report.test_report_assessment import assessed

from mentorscan.errors import OptionError
from mentorscan.files import is_ours
from mentorscan.report.build import build_report
from mentorscan.report.design import Design, Logo
from mentorscan.report.model import Cover, Report, SignOff, Term
from mentorscan.report.plain import plain
from mentorscan.report.prose import Block, Span
from mentorscan.report.recipe import Recipe
from mentorscan.report.renderers.pptx import examine, render
from mentorscan.report.renderers.templates import Templates
from mentorscan.results import Results

HOSTILE = (
    "<script>alert(1)</script> & ]]>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1) +1 -1",
    "https://example.org mailto:x@example.org",
    "a | b [x](y) {{ 7 * 7 }} #set _x0041_",
    "\u202egnitirw desrever\u2067 שלום",
    "👩🏽‍🚀 emoji \uffff",
    "very long " * 30,
    "w" * 300,
    "line\n" * 10,
)
CASES: dict[str, Callable[[], Results]] = {
    "full": full_results,
    "hidden": hidden_results,
    "bare": bare_results,
    "one hallmark": lambda: with_hallmarks(full_results(), keep=1),
    "all consistent": lambda: with_presence(full_results(), presence="consistent"),
    "none consistent": lambda: with_presence(full_results(), presence="slight"),
    "one rater": lambda: assessed(1),
    "a panel": lambda: assessed(3),
}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@cache
def rendered(case: str, language: str | None = None) -> bytes:
    return render(build_report(CASES[case](), language=language))


def opened(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def with_own(folder: Path, deck: bytes, *, name: str = "report.pptx") -> Templates:
    (folder / name).write_bytes(deck)
    return Templates(folder)


def titles(data: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in opened(data).slides]


def charts(data: bytes) -> list[Any]:
    return [shape.chart for slide in opened(data).slides for shape in slide.shapes if shape.has_chart]


def words(data: bytes) -> str:
    """Every text of the slides, tables and notes, a line each."""
    found = []
    for slide in opened(data).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found += [each.text for each in shape.text_frame.paragraphs]
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            found += [each.text for each in slide.notes_slide.notes_text_frame.paragraphs]
    return "\n".join(found)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def prose(text: str) -> tuple[Block, ...]:
    return (Block(kind="paragraph", spans=(Span(text=text), Span(text=" And more.", strong=True))),)


def test_the_deck_for_everybody_has_about_a_dozen_slides_and_a_message_on_each() -> None:
    report = build_report(full_results())
    found = titles(rendered("full"))
    assert 10 <= len(found) <= 16
    assert found[0] == report.title
    assert found[1] == report.summary.headline
    assert report.profile is not None
    assert found[2] == report.profile.finding
    assert found[2].startswith("The hallmarks lie between ")
    assert found[-1] == report.guide.title


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("case", CASES)
def test_every_slide_has_a_title_and_a_number_and_leaves_no_place_empty(case: str, language: str) -> None:
    if case == "bare":
        language = "en"
    for place, slide in enumerate(opened(rendered(case, language)).slides):
        assert slide.shapes.title.text_frame.text.strip()
        assert all(each.text_frame.text.strip() for each in slide.placeholders)
        kinds = {str(each.placeholder_format.type) for each in slide.placeholders}
        assert place == 0 or any("SLIDE_NUMBER" in kind for kind in kinds)
        ids = [each.shape_id for each in slide.shapes]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("case", CASES)
def test_the_title_is_read_first_and_what_stands_at_the_foot_after_the_text(case: str) -> None:
    for slide in opened(rendered(case)).slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


@pytest.mark.parametrize("case", CASES)
def test_every_chart_table_and_picture_says_what_it_shows(case: str) -> None:
    for slide in opened(rendered(case)).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                (properties,) = shape.element.xpath("./*/p:cNvPr")
                assert properties.get("descr")
                assert properties.get("name")


def test_the_profile_chart_holds_the_figures_of_the_model() -> None:
    report = build_report(full_results())
    assert report.profile is not None
    (chart, *_) = charts(rendered("full"))
    rows = report.profile.table.rows
    (series,) = chart.plots[0].series
    assert list(series.values) == [row.index.at for row in rows]
    for category, row in zip(chart.plots[0].categories, rows, strict=True):
        assert row.title in category
        assert f"({row.interval})" in category
    whiskers = chart.element.xpath(".//c:errBars/c:plus//c:v/text()")
    assert [float(each) for each in whiskers] == [
        pytest.approx((row.track.high or 0) - (row.track.at or 0), abs=0.001) for row in rows
    ]


def test_the_statements_of_the_weakest_hallmarks_are_stacked_bars_that_add_up() -> None:
    report = build_report(full_results())
    assert report.profile is not None
    assert report.hallmarks is not None
    ranked = sorted(report.profile.table.rows, key=lambda row: row.index.at or 0)
    weakest = next(each for each in report.hallmarks.sections if each.title == ranked[0].title)
    assert weakest.items is not None
    found = [each for each in charts(rendered("full")) if len(each.plots[0].series) == 3]
    chart = found[0]
    assert list(chart.plots[0].categories) == [row.text for row in weakest.items.rows]
    shares = [series.values for series in chart.plots[0].series]
    assert all(sum(each) == pytest.approx(1, abs=0.0002) for each in zip(*shares, strict=True))
    first = weakest.items.rows[0]
    assert [round(100 * each[0]) for each in shares] == [
        int(cell.text.removesuffix("%")) for cell in first.cells[: len(shares)]
    ]


def test_a_figure_that_rounding_would_lift_over_a_bound_reads_as_in_the_report() -> None:
    results = full_results()
    first = results.hallmarks[0].model_copy(update={"index": 59.97, "interval": (58.0, 61.9)})
    report = build_report(results.model_copy(update={"hallmarks": (first, *results.hallmarks[1:])}))
    chart = charts(render(report))[0]
    assert chart.plots[0].series[0].values[0] == 59.97
    assert chart.element.xpath("string(.//c:dLbl[c:idx/@val='0']//a:t)") == "59.9"


def test_intervals_conditions_and_notes_stand_in_the_speakers_notes() -> None:
    report = build_report(full_results())
    assert report.profile is not None
    assert report.consistency is not None
    told = words(rendered("full"))
    for row in report.profile.table.rows:
        assert row.track.alternative in told
    for line in (line for row in report.consistency.tables[0].rows for cell in row.cells for line in cell.lines):
        assert line in told


def test_a_sponsor_gets_few_slides_in_the_order_that_was_asked_for() -> None:
    report = build_report(full_results(), recipe=Recipe(audience="sponsor"))
    few = titles(render(report))
    assert len(few) == 5
    turned = build_report(full_results(), recipe=Recipe(sections=("guide", "summary")))
    assert titles(render(turned)) == [report.title, report.guide.title, report.summary.headline]


def test_cover_logo_sign_off_and_the_consultants_words_find_their_place() -> None:
    report = build_report(full_results(), recipe=Recipe(audience="sponsor"))
    assert report.profile is not None
    own_page = f"Our reading: {report.profile.title}"
    report = replace(
        report,
        confidentiality="For the board only",
        design=Design(accent="#7a1f3d", logo=Logo(data=PICTURE, kind="png", alternative="The logo of Example Ltd")),
        cover=Cover(
            title="Mentoring at Example Ltd",
            subtitle="Autumn",
            facts=(Term(name="Prepared for", meaning=("the board",)),),
            lines=("Second edition",),
            confidentiality="For the board only",
        ),
        sign_off=SignOff(title="Signed", text=prose("We stand by it."), lines=("A. Consultant", "Milan")),
        summary=replace(report.summary, interpretation=prose("People do not know whom to ask.")),
        profile=replace(report.profile, interpretation=prose("A long story. " * 120)),
    )
    data = render(report)
    deck = opened(data)
    first = "\n".join(each.text_frame.text for each in deck.slides[0].shapes if each.has_text_frame)
    for text in ("Mentoring at Example Ltd", "Autumn", "Prepared for: the board", "Second edition"):
        assert text in first
    assert any(
        each.element.xpath("string(./*/p:cNvPr/@descr)") == "The logo of Example Ltd" for each in deck.slides[0].shapes
    )
    summary = "\n".join(each.text_frame.text for each in deck.slides[1].shapes if each.has_text_frame)
    assert "People do not know whom to ask. And more." in summary
    assert own_page in titles(data)
    assert titles(data)[-1] == "Signed"
    for slide in list(deck.slides)[1:]:
        foot = [each.text_frame.text for each in slide.placeholders if "FOOTER" in str(each.placeholder_format.type)]
        assert foot
        assert foot[0].startswith("For the board only")
    assert b'<a:accent1><a:srgbClr val="7A1F3D"/>' in parts(data)["ppt/theme/theme1.xml"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str, tmp_path: Path) -> None:
    report = build_report(hostile_results(text))
    for data in (render(report), render(report, with_own(tmp_path, client_deck()))):
        usual = {re.sub(r"\d+", "", name) for name in parts(rendered("full"))}
        told = words(data)
        known = plain(text).replace("\uffff", "").strip()
        assert known[:40] in told
        names = {re.sub(r"\d+", "", name) for name in parts(data)}
        assert names - usual <= {
            "ppt/printerSettings/printerSettings.bin",
            "docProps/thumbnail.jpeg",
            "docProps/app.xml",
        }
        for name, content in parts(data).items():
            assert b"hlinkClick" not in content, name


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "https://example.org", "+1", "007", "{=1}"])
def test_behind_a_chart_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    data = render(build_report(hostile_results(text)))
    books = [content for name, content in parts(data).items() if name.endswith(".xlsx")]
    assert books
    for book in books:
        sheet = parts(book)["xl/worksheets/sheet1.xml"].decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet.lower()
        cells = re.findall(r'<c r="([A-Z]+)(\d+)"(?: t="(\w+)")?', sheet)
        assert len(cells) > 5
        for column, row, kind in cells:
            assert kind == ("s" if column == "A" or row == "1" else ""), column + row
        assert escape(plain(text)) in parts(book)["xl/sharedStrings.xml"].decode()


def overflowing(data: bytes, *, tolerance: int = 12_700) -> list[str]:
    """What lies beyond the edges of its slide, and which tables are taller than the room under them."""
    deck = opened(data)
    found = []
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            right, bottom = shape.left + shape.width, shape.top + shape.height
            if shape.has_table:
                bottom = shape.top + sum(row.height for row in shape.table.rows)
                across = sum(column.width for column in shape.table.columns)
                if abs(across - shape.width) > tolerance:
                    found.append(f"{number}: columns of {shape.name}")
            if min(shape.left, shape.top) < 0 or right > deck.slide_width + tolerance or bottom > deck.slide_height:
                found.append(f"{number}: {shape.name}")
    return found


def overlapping(data: bytes) -> list[str]:
    """Charts, tables and texts that lie on one another."""
    found = []
    for number, slide in enumerate(opened(data).slides, 1):
        boxes = [
            (each.left, each.top, each.left + each.width, each.top + each.height, each.name) for each in slide.shapes
        ]
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                if across > 12_700 and down > 25_400:
                    found.append(f"{number}: {one[4]} and {other[4]}")
    return found


@pytest.mark.parametrize("case", CASES)
def test_nothing_lies_beyond_the_edges_or_on_something_else(case: str, tmp_path: Path) -> None:
    report = build_report(CASES[case]())
    for data in (rendered(case), render(report, with_own(tmp_path, client_deck()))):
        assert overflowing(data) == []
        assert overlapping(data) == []


@pytest.mark.parametrize("text", ["very long " * 30, "w" * 300, "line\n" * 10])
def test_long_texts_neither_leave_the_slide_nor_cover_each_other(text: str, tmp_path: Path) -> None:
    report = build_report(hostile_results(text))
    for data in (render(report), render(report, with_own(tmp_path, client_deck()))):
        assert overflowing(data) == []
        assert overlapping(data) == []


@pytest.mark.parametrize("case", ["full", "one rater", "bare"])
def test_the_same_results_give_the_same_bytes(case: str) -> None:
    again = Results.model_validate_json(CASES[case]().model_dump_json())
    assert render(build_report(again)) == rendered(case)


@pytest.mark.parametrize("template", [False, True])
def test_a_clients_deck_keeps_its_looks_and_loses_its_examples(*, template: bool, tmp_path: Path) -> None:
    name = "report.potx" if template else "report.pptx"
    own = with_own(tmp_path, client_deck(names=ITALIAN, template=template), name=name)
    report = build_report(full_results())
    data = render(report, own)
    deck = opened(data)
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 6_858_000)
    assert "xample slide" not in words(data)
    assert "Another example" not in words(data)
    used = [slide.slide_layout.name for slide in deck.slides]
    assert used[0] == ITALIAN["Title Slide"]
    assert set(used[1:]) == {ITALIAN["Title and Content"], ITALIAN["Title Only"]}
    theme = parts(data)["ppt/theme/theme1.xml"]
    assert b"F2B705" in theme
    assert b"DejaVu Serif" in theme
    bars = charts(data)[0].plots[0].series[0]
    assert bars.format.fill.fore_color.theme_color is not None
    assert sum(name.startswith("ppt/slides/slide") for name in parts(data)) == len(deck.slides)


def test_layouts_are_told_by_their_placeholders_where_their_names_say_nothing(tmp_path: Path) -> None:
    names = {name: f"Vorlage {place}" for place, name in enumerate(ITALIAN)}
    deck = client_deck(names=names)
    assert all(each.fits for each in examine(deck))
    data = render(build_report(full_results()), with_own(tmp_path, deck))
    used = [slide.slide_layout.name for slide in opened(data).slides]
    assert used[0] == "Vorlage 0"
    assert set(used[1:]) == {"Vorlage 1", "Vorlage 2"}


def test_what_is_missing_in_a_clients_deck_is_said() -> None:
    deck: Any = Presentation(BytesIO(client_deck()))
    deck.slides.element.clear()
    for layout in list(deck.slide_layouts)[1:]:
        if not layout.used_by_slides:
            deck.slide_layouts.remove(layout)
    out = BytesIO()
    deck.save(out)
    found = {each.what: each for each in examine(out.getvalue())}
    missing = [each for each in found.values() if not each.fits]
    assert any("charts and tables" in each.what for each in missing)
    assert all(each.hint for each in missing)


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 nothing", b"{}"])
def test_a_file_that_is_no_deck_is_refused_with_words(broken: bytes, tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        render(build_report(bare_results()), with_own(tmp_path, broken))
    with pytest.raises(OptionError):
        examine(broken)


@pytest.mark.parametrize("part", ["ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"])
def test_a_deck_with_a_part_that_is_no_xml_is_refused_with_words(part: str, tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts(client_deck()).items():
            target.writestr(name, b"<broken" if name == part else content)
    with pytest.raises(OptionError):
        render(build_report(bare_results()), with_own(tmp_path, out.getvalue()))


@pytest.mark.parametrize("own", [False, True])
def test_the_file_is_known_as_ours_and_names_no_person_and_no_path(*, own: bool, tmp_path: Path) -> None:
    report: Report = build_report(full_results())
    data = render(report, with_own(tmp_path, client_deck())) if own else rendered("full")
    path = tmp_path / "made.pptx"
    path.write_bytes(data)
    assert is_ours(path)
    every = b"\n".join(parts(data).values())
    for trace in (str(tmp_path), str(Path.cwd()), "Somebody Else", "Steve Canny"):
        assert trace.encode() not in every
    assert len(getpass.getuser()) < 5 or getpass.getuser().encode() not in parts(data)["docProps/core.xml"]


def test_a_deck_that_somebody_saved_again_is_not_ours_any_more(tmp_path: Path) -> None:
    deck = opened(rendered("bare"))
    deck.core_properties.last_modified_by = "A. Person"
    path = tmp_path / "edited.pptx"
    deck.save(path)
    assert not is_ours(path)


def test_an_italian_deck_speaks_italian() -> None:
    data = rendered("full", "it")
    report = build_report(full_results(), language="it")
    assert titles(data)[1] == report.summary.headline
    spoken = {value for slide in opened(data).slides for value in slide.element.xpath(".//a:r/a:rPr/@lang")}
    assert spoken == {"it"}
