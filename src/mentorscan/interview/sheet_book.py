"""The sheets of a workbook that somebody sent back, as texts. Whatever it is, it takes neither much memory nor time."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from lzma import LZMAError
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

import fastexcel

from mentorscan.errors import AnswerError, ExportError, Place, Problem
from mentorscan.interview.sheet_format import ABOUT, letters
from mentorscan.responses.tables.extent import check_extent
from mentorscan.responses.tables.failed_cells import failed_cells
from mentorscan.responses.tables.open_document import failed_open_cells, is_open_document

ENDINGS: Final = (".xlsx", ".ods")
"""Of the workbooks that are read: those that are written, and what LibreOffice may make of them."""

LARGEST_SHEET: Final = 20_000_000
"""Bytes: some hundred times what an entry sheet takes, so that there is room for pictures that were pasted in."""

_UNPACKED: Final = 10 * LARGEST_SHEET
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_BROKEN: Final = (
    BadZipFile,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    LZMAError,
    zlib.error,
    ExpatError,
)
"""What taking a damaged archive, or its XML, apart can come to; with a password it is ``RuntimeError``."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A sheet: its rows of texts, all of one width, from its first row on; the position of the first column."""

    title: str
    rows: Sequence[Sequence[str]]
    first_column: int

    def cell(self, line: int, column: int) -> str:
        """The name of a cell; ``line``: from 1, ``column``: from 0, within the rows.

        >>> Grid(title="", rows=[], first_column=1).cell(12, 26)
        'AB12'
        """
        return f"{letters(self.first_column + column)}{line}"


def grids(content: bytes, *, file: str) -> Sequence[Grid]:
    """Every sheet of a workbook that has any cell, the hidden ones included; none where this is no workbook at all.

    Raises ``AnswerError`` where it cannot be opened, or is larger than what may be in it.
    """
    place, hint = Place(file), "open it in a spreadsheet program and save it again as XLSX, without a password"
    if content.startswith(_OLE):
        found = "this is an old Excel workbook (.xls), or one with a password"
        raise AnswerError(Problem("wrong-kind", found, place, "an XLSX workbook", hint))
    if not content.startswith(_ZIP):
        return ()
    try:
        _check(content, file=file)
        book = fastexcel.read_excel(content)
        return tuple(grid for title in book.sheet_names if (grid := _grid(book, title, content=content)))
    except ExportError as error:
        cure = "delete stray cells far below and right of the table"
        raise AnswerError(replace(each, place=place, hint=cure) for each in error.problems) from error
    except fastexcel.FastExcelError as error:
        reason = str(error).splitlines()[0]
    except _BROKEN:
        reason = "it is damaged, or has a password"
    raise AnswerError(Problem("broken-workbook", f"the workbook cannot be read ({reason})", place, hint=hint))


def may_be_entry_sheet(path: Path) -> bool:
    """Whether a workbook is an entry sheet, or cannot be opened, so that somebody should look at it.

    A report, an export or whatever else lies in the same folder is neither, and nor is what a spreadsheet program keeps
    there while it has a file open.
    """
    if path.name.startswith(("~$", ".")) or path.stat().st_size > LARGEST_SHEET:
        return False
    try:
        sheets = grids(path.read_bytes(), file=str(path))
    except AnswerError:
        return True
    return not sheets or any(each.title == ABOUT for each in sheets)


def _check(content: bytes, *, file: str) -> None:
    """Nothing, if the workbook unpacks to what it says, and this is not too much."""
    with ZipFile(BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > _UNPACKED:
            problem = Problem("too-large", "the workbook cannot be read: it unpacks to far more than its size")
            raise ExportError(problem)
        if damaged := archive.testzip():
            raise BadZipFile(damaged)
    check_extent(BytesIO(content), name=file)


def _grid(book: fastexcel.ExcelReader, title: str, *, content: bytes) -> Grid | None:
    """A sheet with the texts of its cells; a formula that has failed is what it shows, such as ``#N/A``."""
    sheet = book.load_sheet(title, header_row=None, skip_rows=0, dtypes="string")
    if not sheet.width:
        return None
    rows = [[cell or "" for cell in row] for row in sheet.to_polars().iter_rows()]
    first = sheet.available_columns()[0].absolute_index
    failed = failed_open_cells if is_open_document(BytesIO(content)) else failed_cells
    for (line, column), text in failed(BytesIO(content), title=title).items():
        rows[line - 1][column - first] = text
    return Grid(title=title, rows=rows, first_column=first)
