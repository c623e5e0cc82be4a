"""Every figure as a row of its own: CSV for spreadsheets and scripts, Parquet for those who want types and speed."""

from __future__ import annotations

import csv
from dataclasses import fields
from io import BytesIO, StringIO
from operator import attrgetter
from typing import Final

import polars as pl

from mentorscan.files import FORMULA, PARQUET_MARK
from mentorscan.report.figures import FigureRow
from mentorscan.report.model import Report
from mentorscan.report.renderers.templates import BUNDLED, Templates

COLUMNS: Final = tuple(each.name for each in fields(FigureRow))
"""The columns of both formats."""

_BOM: Final = "\ufeff"
"""Without it Excel reads UTF-8 as the code page of the machine; polars, pandas, R's readr and ours look past it."""

_values = attrgetter(*COLUMNS)

_TYPES: Final = {
    each: pl.Int64 if each == "people" else pl.Float64 if each in {"value", "low", "high"} else pl.String
    for each in COLUMNS
}


def render_csv(report: Report, _templates: Templates = BUNDLED) -> str:
    """The figures as CSV (RFC 4180, lines end in LF): text that could be a formula bears an apostrophe, no number does.

    What has no group, no interval or no value has an empty cell.
    """
    out = StringIO()
    out.write(_BOM)
    written = csv.writer(out, lineterminator="\n")
    written.writerow(COLUMNS)
    written.writerows(map(_cell, _values(row)) for row in report.figures)
    return out.getvalue()


def render_parquet(report: Report, _templates: Templates = BUNDLED) -> bytes:
    """The figures as Parquet: texts as they are, people without a group and figures that are not there as nulls."""
    frame = pl.DataFrame([_values(row) for row in report.figures], schema=_TYPES, orient="row")
    out = BytesIO()
    frame.write_parquet(out, metadata={PARQUET_MARK: "figures/1"})
    return out.getvalue()


def _cell(value: str | float | None) -> str:
    """A cell: a text that no spreadsheet takes for a formula, a whole number without decimals, any other as it is."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return str(int(value)) if value == int(value) else repr(value)
