"""Markdown that people write for a report becomes paragraphs, lists and emphasis, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mentorscan.report.markdown_prose import prose
from mentorscan.report.prose import Span


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree", [("paragraph", "one two"), ("paragraph", "three")]),
        ("# Title\n\n## Under", [("heading", "Title"), ("heading", "Under")]),
        ("- a\n- b\n\n  more of b", [("bullet", "a"), ("bullet", "b"), ("paragraph", "more of b")]),
        ("3. a\n4. b", [("number", "a"), ("number", "b")]),
        ("> said\n\nnot said", [("quote", "said"), ("paragraph", "not said")]),
        ("<script>x</script>", [("paragraph", "<script>x</script>")]),
        ("a `code` b\n\n```\nfenced\n```", [("paragraph", "a code b"), ("paragraph", "fenced")]),
        ("![a picture](x.png)", [("paragraph", "a picture")]),
        ("&lt;b&gt; \\*not\\*", [("paragraph", "<b> *not*")]),
        ("{{ x }} #set | =cmd", [("paragraph", "{{ x }} #set | =cmd")]),
        ("", []),
        (" \n\n***\n", []),
    ],
)
def test_blocks_are_told_apart(text: str, blocks: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.text) for each in prose(text)] == blocks


def test_a_list_within_a_list_is_deeper_and_numbers_go_on() -> None:
    blocks = prose("7. a\n   - x\n   - y\n8. b\n")
    assert [(each.kind, each.text, each.level, each.number) for each in blocks] == [
        ("number", "a", 0, 7),
        ("bullet", "x", 1, None),
        ("bullet", "y", 1, None),
        ("number", "b", 0, 8),
    ]


def test_emphasis_and_links_are_kept_with_the_spaces_between_them() -> None:
    (block,) = prose("Go *there* **now**, to [a *page*](https://example.org/a?b=1) .")
    assert block.text == "Go there now, to a page ."
    assert Span(text="there", emphasis=True) in block.spans
    assert Span(text="now", strong=True) in block.spans
    assert Span(text="page", emphasis=True, link="https://example.org/a?b=1") in block.spans


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:x", "data:text/html,x", "//example.org", "x.html", "#a"])
def test_a_link_to_anything_but_a_page_or_a_mailbox_is_its_words(href: str) -> None:
    assert not [span.link for block in prose(f"[words]({href})") for span in block.spans if span.link]


@given(st.text(max_size=200))
def test_any_text_becomes_lines_without_breaks_or_controls(text: str) -> None:
    for block in prose(text):
        assert block.text.strip()
        assert not re.search(r"[\x00-\x08\x0a-\x1f]", block.text)


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=20))
def test_no_word_is_lost(words: list[str]) -> None:
    text = "\n\n".join(words)
    assert [each.text for each in prose(text)] == words


@given(st.text(alphabet="ab *_`[]()!<>#-\n", max_size=60))
def test_the_words_are_those_that_commonmark_shows(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    inline = [each for token in tokens for each in (token, *(token.children or ()))]
    kinds = {"text", "code_inline", "fence", "code_block", "image", "text_special"}
    shown = "".join(each.content for each in inline if each.type in kinds)
    assert "".join("".join(each.text for each in prose(text)).split()) == "".join(shown.split())
