"""A whole map for the small instrument of the exports, written as text."""

from __future__ import annotations

from pathlib import Path

from tests.unit.responses.exports import INSTRUMENT

from mentorscan.responses.mapping.load import load_map
from mentorscan.responses.mapping.model import ColumnMap

MAP = """\
schema: 1
platform: plain
encoding: cp1252
delimiter: ";"
language: it
rows:
  skip: 2
  drop:
    - {column: Status, values: [Survey Preview, 1]}
columns:
  "Goals [are set]": {item: goalset}
  Ziele erreicht: {item: goalmet}
  2026: {item: trust_1}
  Abteilung: {segment: department}
  No: {comment: goalcomment}
  Antwort ID: respondent
  E-Mail: ignore
  Name: ignore
values:
  often:
    1: 5
    2.0: "4"
    A3: 3
    DK: dont_know
    n/a: not_applicable
    "-": blank
  sure: {yes: -1}
groups:
  department: {ENG: sales, 12: "7"}
  Site: {HH: Hamburg}
"""


def loaded(folder: Path, text: str = MAP) -> ColumnMap:
    """The map of this text, for the small instrument."""
    path = folder / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return load_map(path, instrument=INSTRUMENT)
