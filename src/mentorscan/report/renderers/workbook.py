"""What all workbooks that mentorscan writes have in common: text stays text, and the same content gives the same bytes.

A workbook that nobody has saved since is known by its properties (``files.is_ours``): mentorscan saved it last, at the
time at which it was made.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

LONGEST: Final = 32_767
"""As many characters, counted as Excel does in UTF-16, as a cell may hold."""

LONGEST_TITLE: Final = 255
"""As many as a property of the file may have."""

LONGEST_NAME: Final = 31
"""As many as the name of a sheet may have."""

NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in the properties of a workbook whose hour is nobody's business."""

_AUTHOR: Final = "mentorscan"
_SAFE: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""Texts stay texts; nothing is written to temporary files."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"


def new_workbook(out: BytesIO, *, created: datetime = NO_TIME, title: str = "") -> Any:
    """A workbook that is written into ``out`` when it is closed; ``created``: what it says about when it was made."""
    book = xlsxwriter.Workbook(out, _SAFE)
    book.set_properties({"author": _AUTHOR, "created": created, "title": cut(title, longest=LONGEST_TITLE)})
    return book


def cut(text: str, *, longest: int = LONGEST) -> str:
    """As much of a text as a cell of a workbook holds; where that is not all, its last character is an ellipsis.

    What XML has no room for becomes a mark.

    >>> cut("short"), len(cut("x" * 100_000)), cut("x" * 100_000)[-2:]
    ('short', 32767, 'x…')
    """
    kept = _UNFIT.sub("\ufffd", text)
    encoded = kept.encode("utf-16-le")
    if len(encoded) <= 2 * longest:
        return kept
    return encoded[: 2 * (longest - 1)].decode("utf-16-le", errors="ignore") + "…"


def sheet_name(text: str, *, besides: frozenset[str]) -> str:
    """A text as the name of a sheet: what names may not hold is left out, and it is another one than those ``besides``.

    >>> sheet_name("Site: [A/B]?", besides=frozenset()), sheet_name("sales", besides=frozenset({"Sales"}))
    ('Site A B', 'sales (2)')
    """
    taken = {_RESERVED, *(each.casefold() for each in besides)}
    wanted = " ".join(text.translate(_NOT_IN_NAMES).split()).strip("' ") or "-"
    name = cut(wanted, longest=LONGEST_NAME)
    number = 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = cut(wanted, longest=LONGEST_NAME - len(ending)) + ending
    return name
