"""What platforms are shown of a file, made from its bytes without the containers, so that both are tested apart."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import fastexcel

from mentorscan.responses.tables.table import LOOKED_AT, Head

GOLDEN = Path(__file__).parents[3] / "golden" / "exports"
NOT_AN_EXPORT = {"instruments"}


def head_of(source: Path | bytes, *, name: str = "export.csv") -> Head:
    """The head of a file, or of bytes under a name: CSV with any of three separators, XLSX, or JSON records."""
    if isinstance(source, Path):
        return head_of(source.read_bytes(), name=source.name)
    if source.startswith(b"PK"):
        return _head("excel", name, _sheet(source))
    records = _records(source)
    return _head("json", name, records) if records else _head("delimited", name, _delimited(_text(source)))


def exports() -> list[Path]:
    """Every file under ``tests/golden/exports`` that stands beside what is expected of it."""
    return sorted(path for path in GOLDEN.rglob("*") if path.with_name(f"{path.name}.expected.json").exists())


def other_files(platform: str) -> list[Path]:
    """Every golden file of the other platforms, exports and definitions alike."""
    own = {platform, *NOT_AN_EXPORT}
    return [
        path
        for folder in sorted(GOLDEN.iterdir())
        if folder.is_dir() and folder.name not in own
        for path in folder.iterdir()
    ]


def _head(container: str, name: str, rows: Sequence[Sequence[str]]) -> Head:
    """Rows as wide as the first."""
    width = len(rows[0]) if rows else 0
    wide = tuple(tuple([*row, *[""] * width][:width]) for row in rows[:LOOKED_AT])
    return Head(name=name, container=container, rows=wide)


def _text(content: bytes) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimited(text: str) -> list[list[str]]:
    """The rows, taken apart at the separator that gives the widest header."""
    read = ([row for row in csv.reader(io.StringIO(text, newline=""), delimiter=each) if row] for each in ",;\t")
    return max(read, key=lambda rows: len(rows[0]) if rows else 0)


def _sheet(content: bytes) -> list[list[str]]:
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None).to_polars()
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.rows()]


def _records(content: bytes) -> list[list[str]]:
    """The rows of a list of JSON objects, or of one under the key ``responses``; none where it is something else."""
    try:
        found = json.loads(_text(content))
    except ValueError:
        return []
    found = found.get("responses") if isinstance(found, dict) else found
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        return []
    keys = list(dict.fromkeys(key for each in found for key in each))
    return [keys, *([("" if each.get(key) is None else str(each[key])) for key in keys] for each in found)]
