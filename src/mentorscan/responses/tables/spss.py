"""SPSS files (SAV and ZSAV), with what they say beside the cells: what a variable asks, what its values mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.tables.polars_table import PolarsTable, text_of
from mentorscan.responses.tables.table import column
from mentorscan.responses.tables.trial import SPSS_AS, breakdown

_DAYS = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE")
_TIMES = ("DATETIME", "YMDHMS")
_EPOCH = pl.datetime(1582, 10, 14, time_unit="ms")
_HINT = (
    "export the answers as CSV; the SPSS files of LimeSurvey are refused where the labels of a text variable hold"
    " letters such as ü or –"
)


class SpssTable(PolarsTable):
    """The variables of an SPSS file as raw columns; system-missing cells are absent.

    A user-missing value is blank, unless it has a label: then it may be an opt-out, and the cell stays as it is.
    """

    def __init__(self, path: Path, *, name: str) -> None:
        """Raises ``ExportError`` where the reader of SPSS files refuses it."""
        reason = breakdown("spss", path)
        if reason is None:
            try:
                self._read(path, name=name)
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError, OverflowError) as error:
                reason = next(iter(str(error).splitlines()), "it is damaged")
            else:
                return
        found = f"the SPSS file cannot be read ({reason})"
        raise ExportError(Problem("broken-spss", found, Place(name), hint=_HINT))

    def _read(self, path: Path, *, name: str) -> None:
        data, about = pyreadstat.read_sav(path, **SPSS_AS)
        titles = list(data.columns)
        data.columns = [column(position) for position in range(data.width)]
        labels = {
            position: {_spelled(value): str(label) for value, label in held.items()}
            for position, title in enumerate(titles)
            if (held := _held(about.variable_value_labels.get(title, {}), data.to_series(position)))
        }
        cells = [
            _cells(
                data.to_series(position),
                kind=about.original_variable_types.get(title) or "",
                missing=about.missing_ranges.get(title, ()),
                labelled=about.variable_value_labels.get(title, {}),
            )
            for position, title in enumerate(titles)
        ]
        super().__init__(
            data.lazy().select(cells),
            name=name,
            container="spss",
            header=titles,
            rows=data.height,
            texts={at: text for at, title in enumerate(titles) if (text := about.column_names_to_labels.get(title))},
            labels=labels,
        )


def _held(labels: Mapping[Any, Any], values: pl.Series) -> dict[Any, Any]:
    """The labels of a variable without the one for 0 where no cell is 0.

    LimeSurvey writes the labels of answer codes that are no numbers, such as ``DK``, as labels of 0.
    """
    held = values.dtype == pl.String or bool((values == 0).any())
    return {value: label for value, label in labels.items() if held or value != 0}


def _cells(
    values: pl.Series, *, kind: str, missing: Iterable[Mapping[str, Any]], labelled: Mapping[Any, Any]
) -> pl.Expr:
    """A variable's cells: dates as ISO 8601, user-missing values without a label as blank, the others as they are."""
    cells = pl.col(values.name)
    if values.dtype != pl.String and kind.rstrip("0123456789.") in (*_DAYS, *_TIMES):
        moment = _EPOCH + pl.duration(milliseconds=cells * 1000)
        return moment.dt.to_string("%Y-%m-%d %H:%M:%S" if kind.startswith(_TIMES) else "%Y-%m-%d").alias(values.name)
    blank = pl.any_horizontal(
        pl.lit(value=False), *(cells.is_between(pl.lit(each["lo"]), pl.lit(each["hi"])) for each in missing)
    )
    blank &= ~cells.is_in(list(labelled)) if labelled else pl.lit(value=True)
    if not values.to_frame().select(blank.any()).item():
        return cells
    return pl.when(blank).then(pl.lit("")).otherwise(text_of(cells, values.dtype)).alias(values.name)


def _spelled(value: object) -> str:
    """A value as its cell is spelled: whole numbers without decimals."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
