"""Figures as CSV and Parquet: every reader reads the same numbers, and no text becomes a formula."""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from io import BytesIO, StringIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.examples import bare_results, full_results, hidden_results
from tests.unit.report.test_report_assessment import assessed

from mentorscan.files import is_ours
from mentorscan.report.build import build_report
from mentorscan.report.figures import FigureRow
from mentorscan.report.model import Report
from mentorscan.report.renderers import tidy

NAMES = [each.name for each in fields(FigureRow)]
FIGURES = ("value", "low", "high")
CASES = {"full": full_results(), "hidden": hidden_results(), "bare": bare_results(), "alone": assessed(1)}
ROW = FigureRow(
    segment="", group="", part="overall", hallmark="", id="", title="The whole", figure="index", value=57.25
)


def with_rows(*rows: FigureRow) -> Report:
    return replace(build_report(bare_results()), figures=rows)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.mark.parametrize("case", CASES)
def test_csv_and_parquet_hold_the_figures_at_full_length(case: str) -> None:
    report = build_report(CASES[case])
    rows = list(report.figures)
    written = read(tidy.render_csv(report))
    assert list(written[0]) == NAMES
    frame = pl.read_parquet(BytesIO(tidy.render_parquet(report)))
    assert frame.columns == NAMES
    for name in FIGURES:
        expected = [getattr(row, name) for row in rows]
        assert [float(row[name]) if row[name] else None for row in written] == expected
        assert frame[name].to_list() == expected
    assert frame["title"].to_list() == [row.title for row in rows]
    assert frame["group"].to_list() == [row.group for row in rows]


def test_polars_reads_the_csv_with_numbers_as_numbers() -> None:
    report = build_report(full_results())
    frame = pl.read_csv(tidy.render_csv(report).encode())
    assert frame.columns == NAMES
    assert [frame[name].dtype for name in FIGURES] == [pl.Float64] * 3
    assert frame["people"].dtype == pl.Int64
    assert frame["value"].to_list() == [row.value for row in report.figures]


def test_the_csv_starts_as_excel_needs_it_and_its_lines_end_in_line_feeds() -> None:
    text = tidy.render_csv(with_rows(ROW))
    assert text == f"\ufeff{','.join(NAMES)}\n,,overall,,,The whole,index,57.25,,,,\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_text_that_could_be_a_formula_is_none_and_numbers_stay_as_they_are(start: str) -> None:
    row = replace(ROW, title=f"{start}1+1", group=f"{start}A1", value=-4.5, low=-9)
    (found,) = read(tidy.render_csv(with_rows(row)))
    assert (found["title"], found["group"]) == (f"'{start}1+1", f"'{start}A1")
    assert (found["value"], found["low"]) == ("-4.5", "-9")


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)


@given(title=texts, group=texts, value=st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_a_text_holds_it_stays_in_its_cell(title: str, group: str, value: float) -> None:
    (found,) = read(tidy.render_csv(with_rows(replace(ROW, title=title, group=group, value=value))))
    assert found["title"] in {title, f"'{title}"}
    assert found["group"].removeprefix("'") == group.removeprefix("'")
    assert float(found["value"]) == value
    assert not found["title"].startswith(("=", "+", "-", "@", "\t"))


def test_the_same_results_give_the_same_bytes() -> None:
    one, other = build_report(full_results()), build_report(full_results())
    assert tidy.render_csv(one) == tidy.render_csv(other)
    assert tidy.render_parquet(one) == tidy.render_parquet(other)


def test_both_files_are_known_as_ours_and_others_with_such_columns_are_not(tmp_path: Path) -> None:
    report = with_rows(ROW)
    for name, content in (("a.csv", tidy.render_csv(report).encode()), ("a.parquet", tidy.render_parquet(report))):
        (tmp_path / name).write_bytes(content)
        assert is_ours(tmp_path / name)
    (tmp_path / "b.csv").write_text(",".join(NAMES[:-1]) + "\n", encoding="utf-8")
    pl.DataFrame([ROW]).write_parquet(tmp_path / "b.parquet")
    assert not is_ours(tmp_path / "b.csv")
    assert not is_ours(tmp_path / "b.parquet")


def test_a_report_without_figures_has_headings_alone() -> None:
    assert read(tidy.render_csv(with_rows())) == []
    assert pl.read_parquet(BytesIO(tidy.render_parquet(with_rows()))).columns == NAMES
