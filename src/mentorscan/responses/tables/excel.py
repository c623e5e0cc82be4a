"""XLSX workbooks: the one visible sheet that holds item columns, every cell as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import fastexcel
import polars as pl

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.tables.table import Dtype, column, small_integers
from mentorscan.responses.text import listed

_SAMPLE = 500


class ExcelTable:
    """A sheet as raw columns of text. Whole numbers are written without decimals, booleans as ``true``, dates as ISO.

    The header is the first row that holds anything; rows without any cell are no rows.
    """

    rereadable: bool = True

    def __init__(self, path: Path, *, name: str, holds_items: Callable[[Sequence[str]], bool]) -> None:
        """Raises ``ExportError`` where the workbook cannot be opened, or its sheet not be told."""
        self.name, self.sha256 = name, ""
        self.notes: tuple[Note, ...] = ()
        self.rows: int | None
        self.header_line: int | None
        sheet = _sheet(path, name=name, holds_items=holds_items)
        self.header = tuple(cell or "" for cell in sheet.row(0)[1:])
        self.header_line = int(sheet.item(0, 0))
        data = sheet[1:]
        self._lines = data.to_series(0)
        self._data = data.select(pl.exclude(sheet.columns[0]))
        self._data.columns = [column(position) for position in range(self._data.width)]
        self.rows = self._data.height
        sample = [[cell or "" for cell in row] for row in self._data.head(_SAMPLE).iter_rows()]
        self.numeric = small_integers(sample, width=len(self.header))

    def frame(self, dtypes: Mapping[int, Dtype]) -> pl.LazyFrame:
        """The columns at these positions, cast to these types."""
        return self._data.lazy().select(pl.col(column(position)).cast(dtype) for position, dtype in dtypes.items())

    def lines(self, rows: Iterable[int], /) -> dict[int, int]:
        """The rows of the sheet where these data rows stand."""
        return {row: int(self._lines[row - 1]) for row in rows}

    def close(self) -> None:
        """Nothing was written."""


def _sheet(path: Path, *, name: str, holds_items: Callable[[Sequence[str]], bool]) -> pl.DataFrame:
    """The rows that hold anything of the one sheet with item columns, the sheet's row numbers first, as text.

    Where no sheet has item columns, the first one with any cell: what is missing in it is then said as of any file.
    """
    try:
        workbook = fastexcel.read_excel(path)
        found = {title: _filled(workbook, title) for title in workbook.sheet_names}
    except fastexcel.FastExcelError as error:
        reason = str(error).splitlines()[0]
        hint = "open it in a spreadsheet program and save it again as XLSX without a password, or as CSV UTF-8"
        raise ExportError(
            Problem("broken-workbook", f"the workbook cannot be read ({reason})", Place(name), hint=hint)
        ) from None
    sheets = {title: sheet for title, sheet in found.items() if sheet is not None}
    if not sheets:
        raise ExportError(
            Problem(
                "empty-file",
                "the workbook has no visible sheet with cells",
                Place(name),
                "a header and one row per respondent",
            )
        )
    fitting = [title for title, sheet in sheets.items() if holds_items([cell or "" for cell in sheet.row(0)[1:]])]
    if len(fitting) > 1:
        found_in = f"{len(fitting)} sheets hold item columns: {listed(fitting)}"
        raise ExportError(
            Problem(
                "several-sheets",
                found_in,
                Place(name),
                "one",
                "hide or remove the others, or save the right one as CSV",
            )
        )
    return sheets[fitting[0]] if fitting else next(iter(sheets.values()))


def _filled(workbook: fastexcel.ExcelReader, title: str) -> pl.DataFrame | None:
    """A visible sheet's rows that hold anything, behind their row numbers; ``None`` where there are none."""
    sheet = workbook.load_sheet(title, header_row=None, skip_rows=0, dtypes="string")
    if sheet.visible != "visible":
        return None
    rows = sheet.to_polars()
    if not rows.width:
        return None
    rows = rows.with_row_index("row", offset=1)
    rows = rows.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    return rows if rows.height else None
