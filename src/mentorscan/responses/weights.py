"""The column of weights: numbers above 0, read into whole millionths so that their sums are exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.model import BLANK, WEIGHT_UNIT
from mentorscan.responses.text import counted, plain, shown

LARGEST = 1000
"""A respondent who counts as more than this many others is a mistake in the export."""

_MOST_TOLD = 10


class Weights:
    """Reads the cells of the column and remembers those that are no weight."""

    def __init__(self) -> None:
        self._wrong: dict[str, tuple[int, int]] = {}

    def read(
        self, cells: pl.Series, *, states: NDArray[np.uint8], before: int, rows: NDArray[np.int64] | None = None
    ) -> NDArray[np.int64]:
        """The weights of some rows, 0 where every answer is blank: shape (rows,). ``before``: the rows before these.

        ``rows``: where behind those they stand, if not one after the other.

        A decimal comma is a decimal point.
        """
        texts = cells.fill_null("").str.strip_chars()
        numbers = texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
        answered = states.max(axis=0, initial=BLANK) != BLANK
        usable = (numbers > 0) & (numbers <= LARGEST)
        units = np.rint(np.where(usable, numbers, 0) * WEIGHT_UNIT).astype(np.int64)
        for row in np.flatnonzero(answered & (units == 0)).tolist():
            at = row if rows is None else int(rows[row])
            count, first = self._wrong.get(texts[row], (0, before + at + 1))
            self._wrong[texts[row]] = count + 1, first
        return np.where(answered, units, 0)

    def check(self, name: str, *, lines: Callable[[Iterable[int]], dict[int, int]]) -> None:
        """Raise ``ExportError`` with every value that was no weight."""
        if not self._wrong:
            return
        known = lines([first for _, first in self._wrong.values()])
        raise ExportError(
            [
                Problem(
                    "not-a-weight",
                    f"weight: {shown(plain(text)) if text else 'no weight'} in {counted(count, 'row')}, first in "
                    f"data row {first}",
                    Place(name, known.get(first)),
                    f"a number above 0, at most {LARGEST}",
                    "every row with answers needs a weight; without --weight the column is not used",
                )
                for text, (count, first) in list(self._wrong.items())[:_MOST_TOLD]
            ]
        )
