"""Files and bytes as tables, without an instrument: every header will do."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from mentorscan.responses.tables.container import open_table
from mentorscan.responses.tables.header import Expected
from mentorscan.responses.tables.table import Table

GOLDEN = Path(__file__).parents[3] / "golden" / "exports"
ANY_HEADER = Expected(header_rows=lambda _: 1, fits=lambda _: True, is_known=lambda _: False)


def opened(path: Path) -> Table:
    return open_table(path, expected=ANY_HEADER)


def written(folder: Path, content: bytes | str, *, name: str = "export") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cells(table: Table) -> list[tuple[str | None, ...]]:
    """Every row as text; ``None`` where there is nothing."""
    return table.frame({position: pl.String() for position in range(len(table.head.header))}).collect().rows()
