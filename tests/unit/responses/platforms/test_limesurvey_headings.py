"""LimeSurvey's headings come apart into codes and texts, whatever the user chose between them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.responses.platforms.limesurvey_headings import headings_of, spellings
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header

FIXED = ["id", "submitdate", "lastpage", "startlanguage"]
NAMES = ["Response ID", "Date submitted", "Last page", "Start language"]
codes = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,19}", fullmatch=True)
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="[]()<>&"), min_size=1)
sentences = st.lists(words, min_size=1, max_size=6).map(" ".join).filter(lambda text: plain_header(text) == text)


def head(*rows: Sequence[str]) -> Head:
    return Head(name="export.csv", container="delimited", rows=tuple(map(tuple, rows)))


@given(
    question=codes,
    row=codes,
    stem=sentences,
    statement=sentences,
    separator=st.sampled_from([". ", "._.", " - ", ": ", "|"]),
)
def test_code_and_text_come_apart_at_any_separator(
    question: str, row: str, stem: str, statement: str, separator: str
) -> None:
    header = [code + separator + name for code, name in zip(FIXED, NAMES, strict=True)]
    found = headings_of(head([*header, f"{question}[{row}]{separator}{stem} [{statement}]"]))
    assert found.tell
    assert found.columns[-1].code == f"{question}[{row}]"
    assert found.columns[-1].texts[0] == statement


@given(question=codes, row=codes, stem=sentences, statement=sentences)
def test_code_and_text_come_apart_without_any_separator(question: str, row: str, stem: str, statement: str) -> None:
    header = [code + name for code, name in zip(FIXED, NAMES, strict=True)]
    found = headings_of(head([*header, f"{question}[{row}]{stem} [{statement}]", f"{question}{stem}"]))
    assert found.tell
    assert found.columns[-2].code == f"{question}[{row}]"
    assert found.columns[-2].texts[0] == statement
    assert found.columns[-1].code == ""
    assert stem in found.columns[-1].texts


@given(stem=sentences, statement=sentences)
def test_the_row_is_found_in_brackets_in_exports_and_in_parentheses_in_vv_files(stem: str, statement: str) -> None:
    exported = headings_of(head([*NAMES, f"{stem} [{statement}]"]))
    vv = headings_of(head([*NAMES, f"{stem} ({statement})"], [*FIXED, "q_a"]))
    assert exported.columns[-1].texts[0] == vv.columns[-1].texts[0] == statement
    assert (exported.rows, vv.rows, vv.columns[-1].code) == (1, 2, "q_a")


def test_parentheses_in_an_export_are_part_of_the_question() -> None:
    found = headings_of(head([*NAMES, "Where do you work? (Department)"]))
    assert found.columns[-1].texts == ("Where do you work? (Department)",)


def test_words_joined_by_underscores_are_read_as_both() -> None:
    found = headings_of(head([*(name.replace(" ", "_") for name in NAMES), "Do_you_agree?_[It_rains.]"]))
    assert {"It rains.", "It_rains."} <= set(found.columns[-1].texts)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("acc[accgoals]", ("acc[accgoals]", "acc_accgoals", "accgoals")),
        ("acc_accgoals", ("acc_accgoals", "acc[accgoals]", "accgoals")),
        ("accgoals", ("accgoals",)),
        ("q[SQ001][1]", ("q[SQ001][1]", "q_SQ001_1")),
        ("q[SQ001_SQ002]", ("q[SQ001_SQ002]", "q_SQ001_SQ002", "SQ001_SQ002")),
        ("dept[comment]", ("dept[comment]", "dept_comment")),
        ("dept_other", ("dept_other", "dept[other]")),
        ("5X6X78SQ001", ("5X6X78SQ001", "SQ001")),
        ("5X6X78other", ("5X6X78other",)),
        ("5X6X78", ("5X6X78",)),
    ],
)
def test_a_code_is_spelled_in_every_way_of_the_platform(code: str, expected: tuple[str, ...]) -> None:
    assert spellings(code) == expected


cells = st.one_of(
    st.text(max_size=30), st.sampled_from([*FIXED, *NAMES, "submitdate. ", "submitdate._.", "m[a]", "interviewtime"])
)


@given(
    rows=st.integers(0, 6).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=3))
)
def test_any_table_has_one_heading_a_column(rows: list[list[str]]) -> None:
    found = headings_of(head(*rows))
    assert len(found.columns) == (len(rows[0]) if rows else 0)


def test_a_text_that_holds_the_separator_but_no_code_stays_whole() -> None:
    header = [code + ". " + name for code, name in zip(FIXED, NAMES, strict=True)]
    found = headings_of(head([*header, "Where? Say e.g. at home", "unit"]))
    assert found.columns[-2].texts == ("Where? Say e.g. at home",)
    assert found.columns[-1].code == "unit"
