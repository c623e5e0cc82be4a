"""XLSX and ODS workbooks: the one visible sheet that holds item columns, every cell as text."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from lzma import LZMAError
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

import fastexcel
import polars as pl

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.tables.extent import check_extent
from mentorscan.responses.tables.failed_cells import Cells, check_xml, failed_cells
from mentorscan.responses.tables.header import TITLE_ROWS, Expected, check_no_title
from mentorscan.responses.tables.open_document import failed_open_cells, is_open_document
from mentorscan.responses.tables.table import LOOKED_AT, Dtype, Head, column, small_integers
from mentorscan.responses.text import listed

_SAMPLE = 500
_WORKBOOKS = (".xlsx", ".xlsm")
"""Endings that the reader of workbooks may go by; under any other name it is given the bytes alone."""

_DAMAGED = (BadZipFile, EOFError, OSError, RuntimeError, LZMAError, zlib.error)
"""What taking an archive apart can come to."""


class ExcelTable:
    """A sheet as raw columns of text. Whole numbers are written without decimals, booleans as ``true``, dates as ISO.

    The header is the first row that holds anything; blank rows are no rows. A cell whose formula has failed is text.
    """

    rereadable: bool = True

    def __init__(self, path: Path, *, name: str, expected: Expected, skip: int = 0) -> None:
        """``skip``: how many rows that hold anything stand above the header.

        Raises ``ExportError`` where the workbook cannot be opened, or its sheet not be told.
        """
        self.name, self.sha256 = name, ""
        self.notes: tuple[Note, ...] = ()
        self.rows: int | None
        self.header_line: int | None
        sheet = _rows(path, name=name, expected=expected, skip=skip)
        self.head = _head(sheet, name=name)
        self.header_line = int(sheet.item(0, 0))
        data = sheet[expected.header_rows(self.head) :]
        self._lines = data.to_series(0)
        self._data = data.select(pl.exclude(sheet.columns[0]))
        self._data.columns = [column(position) for position in range(self._data.width)]
        self.rows = self._data.height
        sample = [[cell or "" for cell in row] for row in self._data.head(_SAMPLE).iter_rows()]
        self.numeric = small_integers(sample, width=len(self.head.header))

    def frame(self, dtypes: Mapping[int, Dtype]) -> pl.LazyFrame:
        """The columns at these positions, cast to these types."""
        return self._data.lazy().select(pl.col(column(position)).cast(dtype) for position, dtype in dtypes.items())

    def lines(self, rows: Iterable[int], /) -> dict[int, int]:
        """The rows of the sheet where these data rows stand."""
        return {row: int(self._lines[row - 1]) for row in rows}

    def close(self) -> None:
        """Nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A visible sheet: the cells of its used columns as text, from its first row on; the position of the first one."""

    title: str
    cells: pl.DataFrame
    first_column: int

    def filled(self) -> pl.DataFrame:
        """The rows that hold anything but white space, behind their row numbers."""
        blank = pl.exclude("row").fill_null("").str.replace_all("\ufeff", "", literal=True).str.strip_chars() == ""
        return self.cells.with_row_index("row", offset=1).filter(~pl.all_horizontal(blank))

    def with_failed(self, failed: Cells) -> _Sheet:
        """The sheet with the failed cells as texts. Raises ``IndexError`` where one of them is not on it."""
        columns: dict[int, dict[int, str]] = {}
        for (row, position), text in failed.items():
            if not (1 <= row <= self.cells.height and 0 <= position - self.first_column < self.cells.width):
                raise IndexError(position)
            columns.setdefault(position - self.first_column, {})[row - 1] = text
        changed = [
            self.cells.to_series(position).scatter(list(texts), list(texts.values()))
            for position, texts in columns.items()
        ]
        return replace(self, cells=self.cells.with_columns(changed))


def _rows(path: Path, *, name: str, expected: Expected, skip: int) -> pl.DataFrame:
    """The rows that hold anything of the one sheet with item columns, the sheet's row numbers first, as text.

    Where no sheet has item columns, the first one with any cell: what is missing in it is then said as of any file.
    """
    source = path if path.suffix.lower() in _WORKBOOKS else BytesIO(path.read_bytes())
    try:
        check_extent(source, name=name)
        if is_open := is_open_document(source):
            source = BytesIO(path.read_bytes())
        workbook = fastexcel.read_excel(source if isinstance(source, Path) else source.getvalue())
        check_xml(source, name=name)
        sheets = [sheet for title in workbook.sheet_names if (sheet := _visible(workbook, title))]
        sheet = _one_of(sheets, name=name, expected=expected, skip=skip)
        failed = failed_open_cells if is_open else failed_cells
        return sheet.with_failed(failed(source, title=sheet.title)).filled()[skip:]
    except fastexcel.FastExcelError as error:
        reason = str(error).splitlines()[0]
    except _DAMAGED:
        reason = "it is damaged, or has a password"
    except (ValueError, LookupError, ExpatError):
        reason = "it holds failed formulas, such as #N/A, in unknown places"
    hint = "open it in a spreadsheet program and save it again as XLSX without a password, or as CSV UTF-8"
    raise ExportError(Problem("broken-workbook", f"the workbook cannot be read ({reason})", Place(name), hint=hint))


def _one_of(sheets: Sequence[_Sheet], *, name: str, expected: Expected, skip: int) -> _Sheet:
    """The one sheet whose header has item columns, or the first sheet where there is none."""
    rows = [(sheet, sheet.filled()[skip:]) for sheet in sheets]
    filled = [(sheet, each) for sheet, each in rows if each.height]
    if not filled:
        found = "the workbook has no visible sheet with cells"
        raise ExportError(Problem("empty-file", found, Place(name), "a header and one row per respondent"))
    fitting = [sheet for sheet, each in filled if expected.fits(_head(each, name=name))]
    if len(fitting) > 1:
        found = f"{len(fitting)} sheets hold item columns: {listed(sheet.title for sheet in fitting)}"
        hint = "hide or remove the others, or save the right one as CSV"
        raise ExportError(Problem("several-sheets", found, Place(name), "one", hint))
    if not fitting:
        for _, each in filled:
            check_no_title(_first_rows(each), name=name, expected=expected)
    return fitting[0] if fitting else filled[0][0]


def _first_rows(rows: pl.DataFrame) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet below the first one, each with its number."""
    for number, *cells in rows[1:TITLE_ROWS].iter_rows():
        yield number, [cell or "" for cell in cells]


def _head(rows: pl.DataFrame, *, name: str) -> Head:
    """What a sheet begins with; ``rows``: behind their numbers."""
    first = tuple(tuple(cell or "" for cell in cells) for _, *cells in rows.head(LOOKED_AT).iter_rows())
    return Head(name=name, container="excel", rows=first)


def _visible(workbook: fastexcel.ExcelReader, title: str) -> _Sheet | None:
    """A sheet, or ``None`` where it is hidden or has no cells."""
    sheet = workbook.load_sheet(title, header_row=None, skip_rows=0, dtypes="string")
    if sheet.visible != "visible" or not sheet.width:
        return None
    return _Sheet(title=title, cells=sheet.to_polars(), first_column=sheet.available_columns()[0].absolute_index)
