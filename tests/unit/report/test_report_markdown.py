"""The Markdown report: the same content in tables, and text that cannot break out of its cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.unit.report.examples import bare_results, full_results, hidden_results, hostile_results

from mentorscan.report.build import build_report
from mentorscan.report.plain import plain
from mentorscan.report.renderers import markdown
from mentorscan.results import Results

HOSTILE = (
    "<script>alert(1)</script>",
    "a | b || c \\| d",
    "[x](https://example.org) ![y](z) <https://example.org>",
    "`code` ``more``",
    "# heading",
    "- item",
    "1. first",
    "*strong* _soft_ ~~gone~~ $math$ ^up^ @someone :smile:",
    "{{ 7 * 7 }} {% raw %} {title}",
    "&lt; &amp; \\",
    "--- ===",
    "line\n" * 10,
    "very long " * 30,
    "שלום <!-- x -->",
)


def rendered(results: Results, language: str | None = None) -> str:
    return markdown.render(build_report(results, language=language))


def parsed(source: str) -> list[Token]:
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(source)
    return [each for token in tokens for each in (token, *(token.children or ()))]


def shown(source: str) -> str:
    return "".join(token.content for token in parsed(source) if token.type in {"text", "text_special"})


def test_it_starts_with_the_comment_by_which_mentorscan_knows_its_files() -> None:
    assert rendered(full_results()).startswith("<!-- mentorscan report -->\n\n# Mentoring culture assessment\n")


def test_it_holds_the_same_parts_as_the_page() -> None:
    report = build_report(full_results())
    headings = re.findall(r"^## (.*)$", markdown.render(report), flags=re.MULTILINE)
    assert headings == [link.title for link in report.contents]
    headings = re.findall(r"^## (.*)$", rendered(hidden_results()), flags=re.MULTILINE)
    assert headings == [link.title for link in build_report(hidden_results()).contents]


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_table_is_aligned_and_complete(language: str) -> None:
    source = rendered(full_results(), language)
    tables = re.findall(r"(?:^\|.*\n)+", source, flags=re.MULTILINE)
    assert len(tables) > 15
    for table in tables:
        lines = table.splitlines()
        assert re.fullmatch(r"\|( -+:? \|)+", lines[1])
        assert len({len(line) for line in lines}) == 1
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
    assert sum(token.type == "table_open" for token in parsed(source)) == len(tables)


def test_the_profile_is_drawn_with_blocks_and_marks() -> None:
    index = full_results().hallmarks[0].index
    assert index is not None
    line = next(line for line in rendered(full_results()).splitlines() if line.startswith("| Accountability"))
    assert line.count("█") == round(index / 5)
    assert line.count("█") + line.count("░") == 20
    assert "◑ partial" in line


def test_colours_are_not_spoken_of_where_there_are_none() -> None:
    assert "orange" not in rendered(full_results())
    assert "dotted" not in rendered(full_results())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    source = rendered(hostile_results(text))
    tokens = parsed(source)
    kinds = {token.type for token in tokens}
    assert kinds.isdisjoint({"link_open", "image", "code_inline", "html_inline", "fence", "code_block", "s_open"})
    assert [token.content for token in tokens if token.type == "html_block"] == ["<!-- mentorscan report -->\n"]
    usual = [token.type for token in parsed(rendered(full_results()))]
    for kind in ("table_open", "tr_open", "td_open", "heading_open", "hr"):
        assert sum(token.type == kind for token in tokens) == usual.count(kind), kind
    assert shown(source).count(plain(text).removesuffix(".")) > 50


@given(st.text(max_size=60))
def test_any_text_reads_as_itself_in_a_cell_and_in_a_paragraph(text: str) -> None:
    line = " ".join(plain(text).split())
    cell = f"| a | b |\n| --- | --- |\n| x | {markdown.text(line)} |\n"
    assert shown(cell) == f"abx{line}"
    paragraph = markdown.text(line)
    assert shown(paragraph) == line
    assert {token.type for token in parsed(paragraph)} <= {
        "paragraph_open",
        "inline",
        "text",
        "text_special",
        "paragraph_close",
    }


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("https://example.org", r"https\://example.org"),
        ("www.example.org", r"www\.example.org"),
        ("someone@example.org", r"someone\@example.org"),
        (":smile:", r"\:smile:"),
        ("a. first", r"a\. first"),
        ("(1) first", r"(1\) first"),
        ("2026. It was", r"2026\. It was"),
        ("12:30, Don't know: yes.", r"12\:30, Don't know: yes."),
    ],
)
def test_what_only_github_or_pandoc_read_as_markup_is_escaped_too(text: str, escaped: str) -> None:
    assert markdown.text(text) == escaped


def test_the_same_results_give_the_same_text_and_one_language_is_enough() -> None:
    assert rendered(bare_results()) == rendered(Results.model_validate_json(bare_results().model_dump_json()))
