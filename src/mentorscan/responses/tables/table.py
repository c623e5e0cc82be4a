"""A table: any file or frame as raw columns, the first of the two axes along which survey exports differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import polars as pl

from mentorscan.errors import Note

Dtype = pl.DataType | type[pl.DataType]
LOOKED_AT: Final = 40
"""How many rows platforms look at to recognise a table."""

_SMALL = re.compile(r" *[+-]?[0-9]{1,2}")


def column(position: int) -> str:
    """The name under which a table delivers the column at a position (headers may repeat, be empty, or be anything)."""
    return f"c{position}"


def small_integers(sample: Iterable[Sequence[str]], *, width: int) -> frozenset[int]:
    """The positions of the columns whose cells in the sample are all empty or small whole numbers: those parse fastest.

    >>> sorted(small_integers([("4", "Agree", ""), ("", "4", "4.0")], width=3))
    [0]
    """
    candidates = set(range(width))
    for row in sample:
        candidates -= {position for position in candidates if row[position] and not _SMALL.fullmatch(row[position])}
    return frozenset(candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a table begins with: by this a platform recognises it.

    ``container``: ``delimited``, ``excel``, ``spss``, ``json``, ``parquet`` or ``frame``. ``rows``: the first rows as
    they stand, the header first, up to ``LOOKED_AT``, every one as wide as the first. ``texts``: position -> what a
    column asks, ``labels``: position -> cell -> label, where the container says so beside the cells (SPSS).
    """

    name: str
    container: str
    rows: tuple[tuple[str, ...], ...]
    texts: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    @property
    def header(self) -> tuple[str, ...]:
        """The first row; empty where there is none."""
        return self.rows[0] if self.rows else ()

    def row(self, position: int) -> tuple[str, ...]:
        """A row, the first being 0; empty cells where there are not so many."""
        return self.rows[position] if position < len(self.rows) else ("",) * len(self.header)


class Table(Protocol):
    """Raw columns under their headers.

    ``head``: what it begins with. ``header_line``: where that stands, where it is known. ``numeric``: the
    positions of the columns that seem to hold small whole numbers. ``rows``: how many data rows there are, where that
    is known. ``rereadable``: reading again gives the same rows in the same order.
    """

    name: str
    sha256: str
    head: Head
    header_line: int | None
    numeric: frozenset[int]
    rows: int | None
    rereadable: bool
    notes: tuple[Note, ...]

    def frame(self, dtypes: Mapping[int, Dtype]) -> pl.LazyFrame:
        """The columns at these positions, named by ``column`` and read as these types, in the order of the file.

        Collecting it raises ``polars.exceptions.PolarsError`` where a cell does not fit its type.
        """
        ...

    def lines(self, rows: Iterable[int], /) -> dict[int, int]:
        """The line (of a sheet: the row) where these data rows, counted from 1, stand, as far as it is known."""
        ...

    def close(self) -> None:
        """Remove what was written for the reading."""
        ...
