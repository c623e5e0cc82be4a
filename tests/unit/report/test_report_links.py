"""Addresses in evidence become links, in every format that has links; nothing else ever does."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader
from tests.unit.report.test_report_assessment import assessed

from mentorscan.report.build import build_report
from mentorscan.report.links import linked
from mentorscan.report.model import Report
from mentorscan.report.renderers import docx, html, markdown, pdf, xlsx

PAGE = "https://intranet.example.org/minutes?year=2026&nr=3#item_2"

ATTACKS = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)//https://example.org",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x file:/etc/passwd ftp://example.org mailto:a@example.org",
    '"><img src=x onerror=alert(1)>',
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/'><script>alert(1)</script>",
    "https://me:secret@example.org",
    "https://ex\u200bample.org",
    "https:// example.org http:///path https:example.org https://?",
    "[click](javascript:alert(1)) <javascript:alert(1)> ![x](data:x)",
    "https://[::1/x https://example.org:port/",
    "www.example.org example.org",
)


def links(text: str) -> list[str]:
    return [each.link for each in linked(text) if each.link]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PAGE, [PAGE]),
        (f"Minutes of May: {PAGE}.", [PAGE]),
        (f"({PAGE})", [PAGE]),
        (f"<{PAGE}>", [PAGE]),
        ("https://a.example/x_(y) and http://b.example:8080/,", ["https://a.example/x_(y)", "http://b.example:8080/"]),
        ("HTTPS://A.EXAMPLE/x", ["HTTPS://A.EXAMPLE/x"]),
        ("the plan for 2026", []),
    ],
)
def test_an_address_is_a_link_without_what_stands_around_it(text: str, found: list[str]) -> None:
    assert links(text) == found


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_but_a_plain_address_of_a_page_is_a_link(text: str) -> None:
    assert links(text) == []


@given(st.text() | st.from_regex(r"(\w* ?https?://[\w@:/.<>\"'\[\]()|\\-]{0,20} ?){1,3}"))
def test_the_pieces_are_the_text_and_a_link_leads_to_what_it_says(text: str) -> None:
    pieces = linked(text)
    assert "".join(each.text for each in pieces) == text
    for each in pieces:
        assert each.link in (None, each.text)
        assert each.link is None or re.fullmatch(r"(?i)https?://[^\s<>\"'`|\\@]+[^\s]*", each.link)


@cache
def report(evidence: str, *, raters: int = 1) -> Report:
    return build_report(assessed(raters, said=evidence))


def hrefs(page: str) -> list[str]:
    return [each for each in re.findall(r'href="([^"]*)"', page) if not each.startswith("#")]


def test_html_links_the_evidence_and_only_that() -> None:
    page = html.render(report(f"see {PAGE}"))
    address = PAGE.replace("&", "&amp;")
    assert page.count(f'<a href="{address}" rel="noopener noreferrer">{address}</a>') == 1
    assert hrefs(page) == [address], "the note, the reason and the comment say the same, as text"


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_stays_text_in_html_and_markdown(text: str) -> None:
    page = html.render(report(text))
    assert hrefs(page) == []
    assert page.count("<script>") == 1, "the page's own"
    assert not re.search(r"<[^>]*\son\w+=", page.split("</style>")[1])
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(report(text)))
    found = [child for token in tokens for child in token.children or () if child.type == "link_open"]
    assert found == []


def test_markdown_has_the_address_in_angle_brackets() -> None:
    written = markdown.render(report(f"see {PAGE}"))
    assert f"Evidence: see <{PAGE}>" in written
    tokens = MarkdownIt("commonmark").enable("table").parse(written)
    found = [child.attrGet("href") for token in tokens for child in token.children or () if child.type == "link_open"]
    assert found == [PAGE]


def test_a_link_leads_where_the_reader_sees_it_lead() -> None:
    """A character that would turn the rest of the line round is gone before anything becomes a link."""
    page = html.render(report("https://example.org/\u202egro.live"))
    assert hrefs(page) == ["https://example.org/gro.live"]
    assert ">https://example.org/gro.live</a>" in page
    assert "\u202e" not in page


def test_several_raters_are_named_before_their_links() -> None:
    page = html.render(report(PAGE, raters=3))
    assert page.count('rel="noopener noreferrer"') == 3
    assert "<li>Bruno, Evidence: <a " in page


def test_the_pdf_leads_to_that_page_and_to_no_other() -> None:
    reader = PdfReader(BytesIO(pdf.render(report(f"{PAGE} javascript:alert(1)"))))
    actions = [each.get_object().get("/A") for page in reader.pages for each in page.get("/Annots", ())]
    assert {str(each["/URI"]) for each in actions if each and "/URI" in each} == {PAGE}


def test_word_has_a_link_and_a_workbook_the_bare_text() -> None:
    archive = zipfile.ZipFile(BytesIO(docx.render(report(PAGE))))
    relations = archive.read("word/_rels/document.xml.rels").decode()
    assert relations.count(PAGE.replace("&", "&amp;")) == 1
    book = zipfile.ZipFile(BytesIO(xlsx.render(report(PAGE))))
    written = "".join(book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels")))
    assert PAGE.replace("&", "&amp;") in written
    assert not [name for name in book.namelist() if "worksheets/_rels" in name and PAGE in book.read(name).decode()]
