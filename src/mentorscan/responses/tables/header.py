"""Whether the header is where it should be: a title above it is a common reason why no item is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from mentorscan.errors import ExportError, Place, Problem

LOOKED_AT = 20
"""How many rows are searched for the header."""


def check_no_title(
    rows: Iterable[tuple[int, Sequence[str]]], *, name: str, holds_items: Callable[[Sequence[str]], bool]
) -> None:
    """Nothing, if none of these rows below the first one holds the ids of several items. ``rows``: each with its line.

    Raises ``ExportError`` with what to delete.
    """
    for line, cells in rows:
        if sum(holds_items([cell]) for cell in cells) > 1:
            found = f"item ids were found in row {line}, not in the first one"
            hint = "delete the rows above it"
            raise ExportError(Problem("rows-above-header", found, Place(name, line), "the header first", hint))
