"""What the tables of real files begin with, made without the readers of the project, and the files that there are."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import fastexcel

from mentorscan.responses.platforms.platform import Platform
from mentorscan.responses.tables.table import LOOKED_AT, Head

EXPORTS = Path(__file__).parents[3] / "golden" / "exports"
TABLES = (".csv", ".tsv", ".txt", ".xlsx")


def head_of(source: Path | bytes, *, name: str = "export.csv") -> Head:
    """What a file begins with: text cut at what its first line has most of, or a first sheet."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    called = name if isinstance(source, bytes) else source.name
    if content.startswith(b"PK"):
        return Head(name=called, container="excel", rows=_even(_sheet(content)))
    text = content.decode("utf-8-sig")
    separator = max(",;\t", key=text.splitlines()[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return Head(name=called, container="delimited", rows=_even(rows))


def _sheet(content: bytes) -> list[list[str]]:
    """The rows of the first sheet, dates as ISO, whole numbers without decimals."""
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string").to_polars()
    return [[cell or "" for cell in row] for row in sheet.iter_rows()]


def _even(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    width = len(rows[0]) if rows else 0
    return tuple(tuple((row + [""] * width)[:width]) for row in rows[:LOOKED_AT] if row)


def recognised_elsewhere(platform: Platform) -> list[str]:
    """The exports of other platforms that a platform takes for its own: there must be none."""
    return [
        f"{path.parent.name}/{path.name}"
        for path in sorted(EXPORTS.glob("*/*"))
        if path.parent.name != platform.name and path.suffix in TABLES and platform.recognises(head_of(path))
    ]
