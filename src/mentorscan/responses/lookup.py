"""Lookup tables from the codes of texts to what the texts mean, filled as new texts appear.

The parser turns the cells of a column into small codes; each distinct text is understood once, and every cell costs
one look into a table of numpy's or of ``bytes.translate`` (four times as fast, for codes of one byte).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

Codes = NDArray[np.unsignedinteger[Any]]
Kind = TypeVar("Kind", np.uint8, np.int32)
Meaning = Callable[[str], int]

UNKNOWN_STATE = 255
NOT_SHOWN_STATE = 253
UNKNOWN_GROUP = -1
_UNSEEN_STATE = 254
_UNSEEN_GROUP = -2
_NO_TEXT = 255
_NO_NUMBER = -128


class Texts:
    """The distinct texts of some columns and their codes, kept by the parser while it reads.

    A narrow one has room for 255 texts, a wide one for as many as there are. An empty cell has no text; its code is 255
    in a narrow one, and 0 in a wide one, whose codes begin with 1.
    """

    def __init__(self, *, wide: bool) -> None:
        self._categories = pl.Categories.random("mentorscan", pl.UInt32 if wide else pl.UInt8)
        self.dtype = pl.Categorical(self._categories)
        self._alive = pl.Series([], dtype=self.dtype)  # the parser forgets texts that no series uses
        self._wide = wide

    def codes(self, column: str) -> pl.Expr:
        """The codes of a column of this type."""
        physical = pl.col(column).to_physical()
        return (physical + 1).fill_null(0) if self._wide else physical.fill_null(_NO_TEXT)

    def text(self, code: int) -> str:
        """The text of a code."""
        return str(self._categories[code - 1 if self._wide else code])


class ByteLookup:
    """States by codes of one byte, of narrow texts or of small integers."""

    def __init__(self, meaning: Meaning, *, text: Callable[[int], str], blank: int) -> None:
        self._meaning, self.text = meaning, text
        self._table = bytearray([_UNSEEN_STATE]) * 256
        self._table[blank] = 0

    @classmethod
    def of_texts(cls, meaning: Meaning, texts: Texts) -> ByteLookup:
        """The states of narrow texts."""
        return cls(meaning, text=texts.text, blank=_NO_TEXT)

    @classmethod
    def of_integers(cls, meaning: Meaning) -> ByteLookup:
        """The states of integers from -128 to 127, as they would be written."""
        return cls(meaning, text=lambda code: str(np.uint8(code).astype(np.int8)), blank=_NO_NUMBER % 256)

    def __call__(self, codes: Codes) -> NDArray[np.uint8]:
        """The state of each code; a new array, ``UNKNOWN_STATE`` where a text means nothing."""
        raw = codes.tobytes()
        states = raw.translate(self._table)
        if _UNSEEN_STATE in states:
            for code in set(raw):
                if self._table[code] == _UNSEEN_STATE:
                    self._table[code] = self._meaning(self.text(code))
            states = raw.translate(self._table)
        return np.frombuffer(states, dtype=np.uint8)


class WideLookup(Generic[Kind]):
    """States or groups by codes of wide texts."""

    def __init__(self, meaning: Meaning, *, texts: Texts, dtype: type[Kind]) -> None:
        self._meaning, self.text = meaning, texts.text
        self._unseen = _UNSEEN_STATE if dtype is np.uint8 else _UNSEEN_GROUP
        self._table: NDArray[Kind] = np.zeros(1, dtype=dtype)

    def __call__(self, codes: Codes) -> NDArray[Kind]:
        """What each code means; a new array, ``UNKNOWN_...`` where a text means nothing."""
        missing = int(codes.max(initial=0)) + 1 - len(self._table)
        if missing > 0:
            more = np.full(max(missing, len(self._table)), self._unseen, dtype=self._table.dtype)
            self._table = np.concatenate([self._table, more])
        meanings = self._table[codes]
        unseen = meanings == self._unseen
        if unseen.any():
            for code in np.unique(codes[unseen]).tolist():
                self._table[code] = self._meaning(self.text(code))
            meanings = self._table[codes]
        return meanings


def filled(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of one byte with -128 where they are empty, all at once: a query for each costs far more."""
    return frame.select(pl.col(pl.Int8).fill_null(_NO_NUMBER))


def small_integers(numbers: pl.Series, *, filled: pl.Series | None = None) -> NDArray[np.uint8] | None:
    """A column of numbers as codes of one byte, empty as -128, or ``None`` where a number does not fit.

    ``filled``: the column as ``filled`` gives it, where it is of one byte already.
    """
    given = numbers.fill_nan(None) if numbers.dtype.is_float() else numbers
    small = given if given.dtype == pl.Int8 else given.cast(pl.Int8, strict=False)
    missing = given.null_count()
    if small is not given and (small.null_count() != missing or not (small == given).all()):
        return None
    codes = (small.fill_null(_NO_NUMBER) if filled is None else filled).to_numpy()
    return codes.view(np.uint8) if np.count_nonzero(codes == _NO_NUMBER) == missing else None
