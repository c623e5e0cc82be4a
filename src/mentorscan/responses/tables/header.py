"""The header of a table: how many rows it has, and whether it stands where it should."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.tables.table import Head

TITLE_ROWS: Final = 20
"""How many rows are searched for the header: a title above it is a common reason why no item is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a container asks of its reader while it looks for the header.

    ``header_rows``: how many rows stand before the first respondent. ``fits``: whether the columns are what is looked
    for, which tells one sheet from another. ``is_known``: whether a single cell is the id of one.
    """

    header_rows: Callable[[Head], int]
    fits: Callable[[Head], bool]
    is_known: Callable[[str], bool]


def check_no_title(rows: Iterable[tuple[int, Sequence[str]]], *, name: str, expected: Expected) -> None:
    """Nothing, if none of these rows below the first one holds the ids of several items. ``rows``: each with its line.

    Raises ``ExportError`` with what to delete.
    """
    for line, cells in rows:
        if sum(map(expected.is_known, cells)) > 1:
            found = f"item ids were found in row {line}, not in the first one"
            hint = "delete the rows above it, or say how many there are in a map (rows: skip)"
            raise ExportError(Problem("rows-above-header", found, Place(name, line), "the header first", hint))
