"""Workbooks with comments as a reviewer meets and changes them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import fastexcel
import xlsxwriter

Rows = list[list[str]]
Sheets = dict[str, Rows]


def sheets_of(path: Path | bytes) -> Sheets:
    """Every sheet of a workbook as rows of texts."""
    book = fastexcel.read_excel(path)
    frames = {
        each: book.load_sheet(each, header_row=None, skip_rows=0, dtypes="string").to_polars()
        for each in book.sheet_names
    }
    return {name: [[cell or "" for cell in row] for row in frame.iter_rows()] for name, frame in frames.items()}


def comments_in(path: Path | bytes) -> Rows:
    """The rows of the sheet with comments, without its headings."""
    return list(sheets_of(path).values())[1][1:]


def saved_again(source: Path, target: Path, change: Callable[[Sheets], Sheets]) -> Path:
    """The workbook as another program saves it, after a person has worked on it."""
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, rows in change(sheets_of(source)).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell.isdecimal():
                        sheet.write_number(number, column, int(cell))
                    else:
                        sheet.write_string(number, column, cell)
    return target


def with_releases(word: str, *texts: str) -> Callable[[Sheets], Sheets]:
    """A change that releases every comment that holds one of these texts, all of them where none is given."""

    def change(sheets: Sheets) -> Sheets:
        (guide, first), (name, (head, *rows)) = sheets.items()
        released = [
            [row[0], row[1], word if not texts or any(each in row[1] for each in texts) else row[2], *row[3:]]
            for row in rows
        ]
        return {guide: first, name: [head, *released]}

    return change


def parts_of(path: Path) -> dict[str, str]:
    """The parts of a workbook as text."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
