"""Entry sheets as raters send them back: filled in, moved about, and saved by a program that keeps only texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import fastexcel
import xlsxwriter
from tests.unit.interview.desk import small

from mentorscan.instrument.model import Instrument
from mentorscan.interview.answer_reading import read_answer_files
from mentorscan.interview.answers import AnswerFile, InstrumentName, ReadAnswers
from mentorscan.interview.sheet import sheet_bytes
from mentorscan.interview.sheet_format import ABOUT, ORDER

Cell = str | int | float | bool | date
Rows = list[list[Cell]]
Place = tuple[str, str]
"""What a row stands for, and the name of a column."""

NAME, ORGANISATION, DAY = ("/rater", "look"), ("/organisation", "look"), ("/date", "look")


def blank(**fields: Any) -> AnswerFile:
    """An answer file of the small instrument, without answers."""
    head = {"instrument": InstrumentName(id="test", version="1.0.0"), "rater": "A. Rater", "form": "full"}
    return AnswerFile(**{**head, "language": "en", "answers": {}, **fields})


def sheets_of(content: bytes) -> dict[str, Rows]:
    """Every sheet of a workbook as rows of texts."""
    book = fastexcel.read_excel(content)
    frames = {
        each: book.load_sheet(each, header_row=None, skip_rows=0, dtypes="string").to_polars()
        for each in book.sheet_names
    }
    return {name: [[cell or "" for cell in row] for row in frame.iter_rows()] for name, frame in frames.items()}


def saved(sheets: Mapping[str, Rows]) -> bytes:
    """Sheets as a workbook of texts, numbers, truth values and dates."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": 14})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day)
                    elif cell != "":
                        sheet.write(number, column, cell)
    return out.getvalue()


def filled(cells: Mapping[Place, Cell], *, made: Instrument | None = None, **fields: Any) -> bytes:
    """An entry sheet with these cells filled in; ``made``: the instrument when it was written."""

    def fill(sheets: dict[str, Rows]) -> None:
        rows = main(sheets)
        for (id_, column), cell in cells.items():
            next(row for row in rows if row[0] == id_)[ORDER.index(column)] = cell

    return changed(sheet_bytes(blank(**fields), instrument=made or small()), fill)


def changed(content: bytes, change: Callable[[dict[str, Rows]], None]) -> bytes:
    """A workbook after a change of its sheets."""
    sheets = sheets_of(content)
    change(sheets)
    return saved(sheets)


def main(sheets: Mapping[str, Rows]) -> Rows:
    """The rows of the sheet with the items."""
    return next(rows for name, rows in sheets.items() if name != ABOUT)


def line_of(content: bytes, id_: str) -> int:
    """The line of the row that stands for something."""
    return next(line for line, row in enumerate(main(sheets_of(content)), start=1) if row[0] == id_)


def read(content: bytes, folder: Path, *, name: str = "anna.xlsx", instrument: Instrument | None = None) -> ReadAnswers:
    """The answers in a sheet."""
    path = folder / name
    path.write_bytes(content)
    return read_answer_files([path], instrument=instrument or small())[0]
