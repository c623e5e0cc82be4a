"""The Word report: everything is there in its order, real headings and tables, on the user's own template too."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from tests.unit.report.examples import (
    bare_results,
    full_results,
    hidden_results,
    hostile_results,
    with_hallmarks,
    with_presence,
)

from mentorscan.errors import OptionError
from mentorscan.files import is_ours
from mentorscan.report.build import build_report
from mentorscan.report.design import Design
from mentorscan.report.model import Report, Table, Tables
from mentorscan.report.plain import plain
from mentorscan.report.prose import Block, Span
from mentorscan.report.recipe import CoverWishes, Recipe, SignOffWishes
from mentorscan.report.renderers.docx import examine, render
from mentorscan.report.renderers.drawn import drawn
from mentorscan.report.renderers.templates import Templates
from mentorscan.results import Results

CASES = {
    "full": full_results(),
    "hidden": hidden_results(),
    "bare": bare_results(),
    "one": with_hallmarks(full_results(), keep=1),
    "all": with_presence(full_results(), presence="consistent"),
    "none": with_presence(full_results(), presence="slight"),
}
HOSTILE = (
    "</w:t></w:r><w:r><w:t>x",
    '<script>alert("1")</script> & &amp;',
    "{{ report }} {{ title }} {% raw %}",
    '{ HYPERLINK "https://example.org" } =1+1 [x](y) | #set',
    "\u202egnitirw desrever\u2067 \u05de\u05db",
    "a\x00b\x0bc\ufffe",
    "👩🏽‍🚀 emoji",
    "very long " * 30,
    "line\n" * 10,
)


def span(text: str, **looks: Any) -> Span:
    return Span(text=text, **looks)


RECIPE = Recipe(
    organisation="Example Works",
    confidentiality="Strictly confidential",
    design=Design(accent="#0b6e4f"),
    cover=CoverWishes(title="Our culture", prepared_for="The board", prepared_by="A consultancy", date="1 June 2026"),
    sign_off=SignOffWishes(text=(Block(kind="paragraph", spans=(span("We stand by it."),)),), name="N. N."),
    interpretation={
        "summary": (
            Block(kind="paragraph", spans=(span("What we "), span("see", strong=True))),
            Block(kind="heading", spans=(span("Next"),)),
            Block(kind="number", number=4, spans=(span("Fourth"),)),
            Block(kind="bullet", level=1, spans=(span("Beneath", link="https://example.org"),)),
            Block(kind="number", number=5, spans=(span("Fifth"),)),
            Block(kind="quote", spans=(span("Said so"),)),
        )
    },
)


@cache
def made(case: str, language: str | None = None) -> Document:
    return opened(render(build_report(CASES[case], language=language)))


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def whole_text(document: Document) -> str:
    return "\n".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in document.element.iter(qn("w:p")))


def headings(document: Document) -> list[tuple[int, str]]:
    found = []
    for each in document.paragraphs:
        name = each.style.name if each.style else None
        if name and re.fullmatch(r"Heading \d", name):
            found.append((int(name[-1]), each.text))
    return found


def tables_of(report: Report) -> list[Table]:
    """Every table of the parts that consist of tables, with what is folded away elsewhere."""
    parts = [part for part in report.parts if isinstance(part, Tables)]
    return [each for part in parts for table in part.tables for each in (table, table.folded) if each]


@pytest.mark.parametrize("case", CASES)
def test_every_part_is_a_heading_in_order_and_no_level_is_skipped(case: str) -> None:
    found = headings(made(case))
    assert [text for level, text in found if level == 1] == [part.title for part in build_report(CASES[case]).parts]
    assert all(after - before <= 1 for (before, _), (after, _) in pairwise(found))
    titles = [p.text for p in made(case).paragraphs if p.style and p.style.name == "Title"]
    assert titles == [build_report(CASES[case]).title]


def test_every_hallmark_has_its_heading_in_the_part_about_hallmarks() -> None:
    report, found = build_report(full_results()), headings(made("full"))
    assert report.hallmarks
    start = found.index((1, report.hallmarks.title)) + 1
    assert found[start : start + 8] == [(2, each.title) for each in report.hallmarks.sections]


def test_a_table_holds_the_cells_of_the_model_and_says_what_it_is() -> None:
    report, document = build_report(full_results()), made("full")
    by_title = {
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): table
        for table in document.tables
        if table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    }
    assert len(by_title) == len(document.tables)
    for table in tables_of(report):
        rows = by_title[table.caption]._tbl.tr_lst
        assert len(rows) == len(table.rows) + 1
        assert [text(cell) for cell in rows[0].tc_lst] == [each.title for each in table.columns]
        for row, own in zip(rows[1:], table.rows, strict=True):
            shown = [text(cell) for cell in row.tc_lst]
            for cell, told in zip(own.cells, shown, strict=False):
                assert all(each in told for each in cell.lines or (cell.text, cell.detail or ""))
                assert not cell.mark or cell.mark.word in told
            assert len(shown) == len(own.cells) + (own.span is not None)
            assert own.span is None or own.span.text in shown[-1]
            assert sum(int(cell.grid_span) for cell in row.tc_lst) == len(table.columns)


def element_of(paragraph: Any) -> Any:
    return paragraph._p


def sideways(document: Document) -> list[bool]:
    return [
        bool(each.page_width and each.page_height and each.page_width > each.page_height) for each in document.sections
    ]


def text(cell: Any) -> str:
    return "".join(each.text or "" for each in cell.iter(qn("w:t")))


@pytest.mark.parametrize("case", CASES)
def test_heading_rows_repeat_rows_stay_whole_and_every_table_has_a_title_and_a_description(case: str) -> None:
    for table in made(case).tables:
        first, *rest = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(each.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for each in rest)
        for name in ("w:tblCaption", "w:tblDescription"):
            assert table._tbl.tblPr.find(qn(name)).get(qn("w:val"))


def test_no_table_is_wider_than_the_text() -> None:
    for case in CASES:
        document = made(case)
        sections: Any = document.sections
        widest = max(each.page_width - each.left_margin - each.right_margin for each in sections) / 635
        for table in document.tables:
            assert sum(int(each.get(qn("w:w"))) for each in table._tbl.tblGrid) <= widest


def test_every_picture_that_was_drawn_is_there_but_those_of_tables_with_what_it_shows_in_words() -> None:
    report, document = build_report(full_results()), made("full")
    heatmaps = {each.id for each in tables_of(report)} | {"reinforcement-table"}
    pictures = list(document.element.iter(qn("wp:docPr")))
    assert len(pictures) == len(set(drawn(report)) - heatmaps)
    assert all(len(each.get("descr")) > 30 for each in pictures)
    assert report.summary.track.alternative in {each.get("descr") for each in pictures}
    assert len({each.get("id") for each in pictures}) == len(pictures)


def test_wide_tables_stand_on_pages_that_lie_on_their_side_and_the_rest_upright() -> None:
    assert sideways(made("full")) == [False, True, False]
    assert set(sideways(made("bare"))) == {False}


def test_tinted_and_hidden_cells_are_shaded_and_say_so_in_words() -> None:
    shaded = [cell for cell in made("full").element.iter(qn("w:tc")) if cell.find(f".//{qn('w:shd')}") is not None]
    assert len(shaded) > 20
    assert all(text(cell) for cell in shaded)


def test_the_contents_list_is_a_field_and_links_to_every_heading_that_it_names() -> None:
    document = made("full")
    root = document.element
    assert [each.text.split()[0] for each in root.iter(qn("w:instrText"))] == ["TOC"]
    names = {each.get(qn("w:name")) for each in root.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in root.iter(qn("w:hyperlink"))]
    assert len(links) > len(headings(document)) // 2
    assert set(links) <= names
    ids = [each.get(qn("w:id")) for each in root.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_nothing_asks_word_to_update_fields_when_it_opens_the_file() -> None:
    assert made("full").settings.element.find(qn("w:updateFields")) is None


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("it", "it-IT")])
def test_the_document_says_its_language_and_its_title(language: str, tag: str) -> None:
    document = made("full", language)
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {tag}
    assert document.core_properties.language == tag
    assert document.core_properties.title == build_report(full_results(), language=language).title


@pytest.mark.parametrize("case", CASES)
def test_the_same_results_give_the_same_bytes(case: str) -> None:
    again = Results.model_validate_json(CASES[case].model_dump_json())
    assert render(build_report(CASES[case])) == render(build_report(again))


def test_the_file_is_known_as_ours_and_names_no_one_and_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(render(build_report(full_results())))
    assert is_ours(file)
    with zipfile.ZipFile(file) as archive:
        every = b"".join(archive.read(name) for name in archive.namelist())
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert str(Path.home()).encode() + b"/" not in every
    assert str(Path(__file__).parents[3]).encode() not in every
    assert b"python-docx" not in every


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text(hostile: str) -> None:
    document = opened(render(build_report(hostile_results(hostile))))
    shown = whole_text(document)
    assert shown.count(plain(hostile).replace("\ufffe", "")) > 50
    codes = {(each.text or "").split()[0] for each in document.element.iter(qn("w:instrText"))}
    assert codes == {"TOC"}


def test_hidden_groups_hold_no_number() -> None:
    rows = [row for row in made("full").element.iter(qn("w:tr")) if text(row).startswith("Internal audit")]
    assert rows
    assert not any(re.search(r"\d", text(row)) for row in rows)


def test_parts_that_do_not_apply_leave_no_hole() -> None:
    texts = whole_text(made("bare")).splitlines()
    assert not {"None", "nan", "null"} & set(texts)
    assert len(headings(made("bare"))) < len(headings(made("full")))


def test_a_recipe_brings_its_cover_its_reading_its_lists_its_line_in_the_footer_and_its_sign_off() -> None:
    document = opened(render(build_report(full_results(), recipe=RECIPE)))
    lines = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert lines[1] == ("Title", "Our culture")
    assert ("Normal", "Prepared for: The board") in lines
    assert ("mentorscan Label", "Our reading") in lines
    assert ("mentorscan Reading", "What we see") in lines
    assert ("Heading 2", "Next") in lines
    assert ("List Bullet 2", "Beneath") in lines
    assert ("Quote", "Said so") in lines
    assert "Strictly confidential" in document.sections[0].footer.paragraphs[0].text
    assert (
        lines.index(("Heading 1", "Sign-off"))
        < lines.index(("Normal", "We stand by it."))
        < lines.index(("Normal", "N. N."))
    )
    numbered = [p for p in document.paragraphs if p.text in {"Fourth", "Fifth"}]
    lists = {each for p in numbered for each in element_of(p).xpath("w:pPr/w:numPr/w:numId/@w:val")}
    assert len(lists) == 1
    root: Any = document.part.numbering_part.element
    own = next(num for num in root.num_lst if str(num.numId) in lists)
    assert own.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}").get(qn("w:val")) == "4"
    assert "https://example.org" in {rel.target_ref for rel in document.part.rels.values() if rel.is_external}


# A template of the user's own.


def template(*lines: str, without: tuple[str, ...] = ()) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.left_margin = Cm(4)
    section.header.paragraphs[0].text = "A consultancy for {{ organisation }}"
    section.footer.paragraphs[0].text = "{{confidentiality}}, {{ date }}"
    document.styles["Heading 1"].font.name = "Their typeface"
    for name in without:
        document.styles[name].delete()
    for line in lines:
        document.add_paragraph(line)
    return document


def saved(document: Document, *, kind: str = "document") -> bytes:
    out, retyped = BytesIO(), BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(retyped, "w") as target:
        for name in source.namelist():
            old = b"wordprocessingml.document.main"
            new = b"wordprocessingml." + kind.encode() + b".main"
            target.writestr(name, source.read(name).replace(old, new) if "Content_Types" in name else source.read(name))
    return retyped.getvalue()


def filled(folder: Path, document: Document, *, name: str = "report.docx", recipe: Recipe = RECIPE) -> Document:
    (folder / name).write_bytes(saved(document, kind="template" if name.endswith("dotx") else "document"))
    return opened(render(build_report(full_results(), recipe=recipe), Templates(own=folder)))


@pytest.mark.parametrize("name", ["report.docx", "report.dotx"])
def test_the_report_stands_where_the_template_says_between_what_it_holds(tmp_path: Path, name: str) -> None:
    document = filled(tmp_path, template("Before", "{{ report }}", "After"), name=name)
    lines = [each.text for each in document.paragraphs]
    assert (lines[0], lines[-1]) == ("Before", "After")
    assert len(headings(document)) > 20
    assert not [each for each in lines if "{{" in each]


def test_the_template_keeps_its_styles_margins_header_and_footer_and_gets_the_values(tmp_path: Path) -> None:
    document = filled(tmp_path, template("{{ title }}", "For {{ prepared_for }} by {{prepared_by}}", "{{ report }}"))
    assert document.styles["Heading 1"].font.name == "Their typeface"
    # A section on its side turns its margins with it.
    upright, turned, again = document.sections
    assert upright.left_margin == again.left_margin == turned.top_margin
    assert upright.left_margin
    assert abs(upright.left_margin - Cm(4)) < 635
    assert document.sections[0].header.paragraphs[0].text == "A consultancy for Example Works"
    assert document.sections[0].footer.paragraphs[0].text == "Strictly confidential, 1 June 2026"
    assert [each.text for each in document.paragraphs[:2]] == ["Our culture", "For The board by A consultancy"]
    assert "Our culture" not in [each.text for each in document.paragraphs[2:]]
    assert {each.style.name for each in document.tables if each.style} == {"Table Grid"}


def test_a_placeholder_that_word_has_split_is_found_and_keeps_the_look_of_its_beginning(tmp_path: Path) -> None:
    own = template()
    title = own.add_paragraph("Of ")
    title.add_run("{{ ti").bold = True
    title.add_run("tle }} and {{organi")
    title.add_run("sation }}.")
    place = own.add_paragraph()
    for piece in ("{{", " rep", "ort", " }}"):
        place.add_run(piece)
    document = filled(tmp_path, own)
    first = document.paragraphs[0]
    assert first.text == "Of Our culture and Example Works."
    assert first.runs[1].text == "Our culture"
    assert first.runs[1].bold
    assert len(headings(document)) > 20
    assert not [each for each in document.paragraphs if "{{" in each.text]


def test_without_a_placeholder_the_report_goes_to_the_end(tmp_path: Path) -> None:
    document = filled(tmp_path, template("Before", "All of it"))
    assert [each.text for each in document.paragraphs[:2]] == ["Before", "All of it"]
    assert document.paragraphs[-1].text.startswith("Made with mentorscan")


def test_styles_that_the_template_lacks_are_made_without_touching_its_typeface(tmp_path: Path) -> None:
    own = template("{{ report }}", without=("Heading 2", "List Bullet", "Caption", "Quote", "Table Grid"))
    document = filled(tmp_path, own)
    assert [level for level, _ in headings(document)].count(2) > 10
    assert document.styles["Heading 2"].font.name is None
    assert document.styles["Heading 2"].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}").get(qn("w:val")) == "1"
    assert {each.style.name for each in document.tables if each.style} == {"mentorscan"}


def test_a_contents_list_of_the_template_stays_the_only_one(tmp_path: Path) -> None:
    own = template("", "{{ report }}")
    code = docx.oxml.OxmlElement("w:fldSimple")
    code.set(qn("w:instr"), " TOC \\o ")
    own.paragraphs[0]._p.append(code)
    assert not list(filled(tmp_path, own).element.iter(qn("w:instrText")))


def test_values_that_look_like_placeholders_stay_as_they_are(tmp_path: Path) -> None:
    wishes = replace(RECIPE, confidentiality="{{ title }} {{ report }}")
    document = filled(tmp_path, template("{{ confidentiality }}", "{{ report }}"), recipe=wishes)
    assert document.paragraphs[0].text == "{{ title }} {{ report }}"


def test_a_section_that_ends_at_the_placeholder_still_ends_there(tmp_path: Path) -> None:
    own = template("{{ report }}")
    own.add_section()
    own.add_paragraph("Annex")
    before = len(own.sections)
    document = filled(tmp_path, own)
    assert len(document.sections) == before + 2
    assert document.paragraphs[-1].text == "Annex"


def test_a_template_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(saved(template("{{ report }}")))
    report, templates = build_report(full_results()), Templates(own=tmp_path)
    assert render(report, templates) == render(report, templates)


def test_a_damaged_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.dotx").write_bytes(b"no archive")
    with pytest.raises(OptionError, match=re.escape(str(tmp_path / "report.dotx"))):
        render(build_report(bare_results()), Templates(own=tmp_path))


def test_a_template_with_broken_xml_is_refused(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(template()))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:document" if name == "word/document.xml" else source.read(name))
    with pytest.raises(OptionError, match="damaged"):
        examine(out.getvalue())


def test_a_check_says_what_fits_and_what_is_missing() -> None:
    found = {each.what: each for each in examine(saved(template("{{ report }}", "{{ logo }}", without=("Caption",))))}
    assert found["placeholder {{ report }}"].fits
    assert found["placeholder {{ organisation }}"].fits
    assert not found["placeholder {{ logo }}"].fits
    assert "prepared_for" in (found["placeholder {{ logo }}"].hint or "")
    assert found["style Heading 1"].fits
    assert not found["style Caption"].fits
    assert found["table style Table Grid"].fits
    assert all(each.hint for each in found.values() if not each.fits)


def test_a_check_tells_a_missing_placeholder_from_one_where_no_report_can_stand() -> None:
    own = template("Nothing")
    assert "goes to the end" in (examine(saved(own))[0].hint or "")
    own.add_table(1, 1).rows[0].cells[0].text = "{{ report }}"
    misplaced = examine(saved(own))[0]
    assert not misplaced.fits
    assert "a table" in (misplaced.hint or "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ organization }}", "unknown-placeholder"),
        ("Dear {{ name }},", "unknown-placeholder"),
        ("Before {{ report }} after", "report-without-line"),
    ],
)
def test_braces_that_the_reader_would_see_end_the_command(tmp_path: Path, line: str, code: str) -> None:
    document = docx.Document()
    document.add_paragraph(line)
    document.save(str(tmp_path / "report.docx"))
    with pytest.raises(OptionError) as caught:
        render(build_report(bare_results()), Templates(tmp_path))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place
    assert problem.place.file.endswith("report.docx")


@pytest.mark.parametrize("line", ["Before {{ report }} after", "{{ report }}{{ title }}"])
def test_a_check_refuses_what_the_report_refuses(line: str) -> None:
    first = examine(saved(template(line)))[0]
    assert not first.fits
    assert "a line of its own" in (first.hint or "")
