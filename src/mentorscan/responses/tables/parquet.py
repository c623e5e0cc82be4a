"""Parquet files, scanned: nothing but the head is read before the batches are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.tables.polars_table import PolarsTable
from mentorscan.responses.tables.table import column
from mentorscan.responses.tables.trial import breakdown


class ParquetTable(PolarsTable):
    """A Parquet file as raw columns; the fields of a nested column are columns of their own, ``mentor.m1``."""

    def __init__(self, path: Path, *, name: str) -> None:
        """Raises ``ExportError`` where the file is damaged."""
        reason = breakdown("parquet", path)
        if reason is None:
            try:
                self._scan(path, name=name)
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
                reason = next(iter(str(error).splitlines()), "it is damaged")
            else:
                return
        found = f"the Parquet file cannot be read ({reason})"
        hint = "write it again, or give the answers as CSV"
        raise ExportError(Problem("broken-parquet", found, Place(name), hint=hint))

    def _scan(self, path: Path, *, name: str) -> None:
        scan = pl.scan_parquet(path, glob=False)
        fields = [
            field for each, dtype in scan.collect_schema().items() for field in _fields(pl.col(each), each, dtype)
        ]
        super().__init__(
            scan.select(values.alias(column(position)) for position, (_, values) in enumerate(fields)),
            name=name,
            container="parquet",
            header=[title for title, _ in fields],
            rows=scan.select(pl.len()).collect().item(),
        )


def _fields(values: pl.Expr, title: str, dtype: pl.DataType) -> Iterator[tuple[str, pl.Expr]]:
    """A column, or in its place the fields of a nested one, each with its title."""
    if not isinstance(dtype, pl.Struct):
        yield title, values
        return
    for field in dtype.fields:
        inner = field.dtype if isinstance(field.dtype, pl.DataType) else field.dtype()
        yield from _fields(values.struct.field(field.name), f"{title}.{field.name}", inner)
