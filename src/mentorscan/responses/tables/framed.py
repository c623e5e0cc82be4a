"""A dataframe that is in memory or a lazy query, of any library that Narwhals knows, as raw columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
import polars as pl

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.tables.table import Dtype, Head, column


class FramedTable:
    """A frame's columns, as numbers or text; nothing is read before the batches are. There is no file behind it."""

    sha256: str = ""
    header_line: int | None = None
    rows: int | None = None
    rereadable: bool = False
    notes: tuple[Note, ...] = ()

    def __init__(self, frame: Any, *, name: str) -> None:
        """Raises ``ExportError`` where Narwhals does not know the frame's library."""
        try:
            known = nw.from_native(frame)
            self.rows = len(known) if isinstance(known, nw.DataFrame) else None
            self._frame = known.lazy(backend="polars") if isinstance(known, nw.DataFrame) else known
            schema = self._frame.collect_schema()
        except (TypeError, nw.exceptions.NarwhalsError) as error:
            found = f"the frame cannot be used: {error}"
            expected = "a frame of Polars, pandas, PyArrow, DuckDB or another library that Narwhals knows"
            raise ExportError(Problem("not-a-frame", found, Place(name), expected)) from None
        self.name = name
        self.head = Head(name=name, container="frame", rows=(tuple(schema.names()),))
        self.numeric = frozenset(
            position for position, dtype in enumerate(schema.dtypes()) if dtype.is_integer() or dtype.is_float()
        )

    def frame(self, dtypes: Mapping[int, Dtype]) -> pl.LazyFrame:
        """The columns at these positions; numbers stay as they are where small integers are asked for.

        As text, whole numbers that a library keeps as decimals (because some are missing) are written without them.
        """
        chosen = self._frame.select(nw.col(self.head.header[position]).alias(column(position)) for position in dtypes)
        native = chosen.to_native()
        lazy = native if isinstance(native, pl.LazyFrame) else chosen.collect(backend="polars").to_native().lazy()
        return lazy.select(self._typed(position, dtype) for position, dtype in dtypes.items())

    def lines(self, _rows: Iterable[int], /) -> dict[int, int]:
        """A frame has rows, but no lines."""
        return {}

    def close(self) -> None:
        """Nothing was written."""

    def _typed(self, position: int, dtype: Dtype) -> pl.Expr:
        values = pl.col(column(position))
        if position not in self.numeric:
            return values.cast(pl.String).cast(dtype)
        if dtype == pl.Int8:
            return values
        return values.cast(pl.String).str.strip_suffix(".0").cast(dtype)
