"""Columns that Polars already has, in memory or to be scanned: numbers stay numbers, all else is given as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from mentorscan.errors import Note
from mentorscan.responses.tables.table import LOOKED_AT, Dtype, Head, column, small_integers

_SAMPLE = 500
_SECONDS = "%Y-%m-%d %H:%M:%S"
_OTHERS: Mapping[type[pl.DataType], Callable[[pl.Expr], pl.Expr]] = {
    pl.Decimal: lambda values: values.cast(pl.String).str.replace(r"\.0+$", ""),
    pl.Duration: lambda values: values.dt.to_string("iso"),
    pl.Struct: lambda values: values.struct.json_encode(),
    pl.Binary: lambda values: pl.lit("0x") + values.bin.encode("hex"),
}
"""How cells of types that a plain cast does not spell well become text, bytes among them."""


class PolarsTable:
    """Columns under a header, out of a file that tells numbers, texts and dates apart by itself."""

    sha256: str = ""
    header_line: int | None = None
    rereadable: bool = True
    notes: tuple[Note, ...] = ()

    def __init__(
        self,
        data: pl.LazyFrame,
        *,
        name: str,
        container: str,
        header: Sequence[str],
        rows: int | None,
        texts: Mapping[int, str] | None = None,
        labels: Mapping[int, Mapping[str, str]] | None = None,
    ) -> None:
        """``data``: one column for each name of the header, itself named by ``column``."""
        self.name = name
        self.rows = rows
        self._data = data
        self._dtypes = data.collect_schema().dtypes()
        first = data.head(_SAMPLE).select(self._text(position) for position in range(len(header))).collect()
        sample = [tuple(cell or "" for cell in row) for row in first.iter_rows()]
        self.head = Head(
            name=name,
            container=container,
            rows=(tuple(header), *sample[: LOOKED_AT - 1]),
            texts=texts or {},
            labels=labels or {},
        )
        self._numbers = {position for position, dtype in enumerate(self._dtypes) if _is_number(dtype)}
        self.numeric = small_integers(sample, width=len(header)) | self._numbers

    def frame(self, dtypes: Mapping[int, Dtype]) -> pl.LazyFrame:
        """The columns at these positions; numbers stay as they are where small integers are asked for."""
        return self._data.select(
            pl.col(column(position))
            if dtype == pl.Int8 and position in self._numbers
            else self._text(position).cast(dtype)
            for position, dtype in dtypes.items()
        )

    def lines(self, _rows: Iterable[int], /) -> dict[int, int]:
        """These files have rows, but no lines."""
        return {}

    def close(self) -> None:
        """Nothing was written."""

    def _text(self, position: int) -> pl.Expr:
        return text_of(pl.col(column(position)), self._dtypes[position])


def text_of(values: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Cells as text: whole numbers without decimals, booleans as ``true``, dates as ISO 8601, lists joined by ``;``.

    >>> pl.select(text_of(pl.lit(4.0), pl.Float64())).item(), pl.select(text_of(pl.lit(True), pl.Boolean())).item()
    ('4', 'true')
    """
    if isinstance(dtype, pl.List | pl.Array):
        inner = dtype.inner if isinstance(dtype.inner, pl.DataType) else dtype.inner()
        lists = values.arr.to_list() if isinstance(dtype, pl.Array) else values
        return lists.list.eval(text_of(pl.element(), inner)).list.join(";")
    if isinstance(dtype, pl.Datetime):
        universal = values.dt.convert_time_zone("UTC") if dtype.time_zone else values
        return universal.dt.to_string(_SECONDS)
    if dtype.is_float():
        return values.fill_nan(None).cast(pl.String).str.strip_suffix(".0")
    spelled = _OTHERS.get(dtype.base_type())
    return spelled(values) if spelled else values.cast(pl.String)


def _is_number(dtype: pl.DataType) -> bool:
    """Whether cells of this type are numbers that need no parsing."""
    return dtype.is_integer() or dtype.is_float()
