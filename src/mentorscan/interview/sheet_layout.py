"""How an entry sheet looks: what is to be filled in stands out, what is missing even more, and no text is cut off."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any, Final
from zipfile import ZipFile

from mentorscan.interview.sheet_format import ORDER
from mentorscan.report.design import ACCENT

AT: Final = {name: position for position, name in enumerate(ORDER)}
"""Where each column is, from 0."""

WIDTHS: Final = (14, 5, 42, 44, 25, 17, 30, 24, 24)
"""Of the columns, in digits; the first one is hidden."""

LINE: Final = 15
"""The height of a line, in points."""

_LETTERS: Final = 1.05
"""Letters of a text on the width of a digit."""

_HIGHEST: Final = 400
"""How high a row is at most, in points; Excel has no room for more than 409."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, workbooks count the days wrong."""

_SHEET: Final = "xl/worksheets/sheet1.xml"
_FIXED: Final = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')
_INK, _SOFT, _RULE = "#1C2329", "#55606B", "#C9D0D6"
_YELLOW, _AMBER = "#FFF9E3", "#F7C46C"
_TEXT: Final = 49
"""The number of the built-in format "@", text (ECMA-376, part 1, 18.8.30): what is typed there is no formula."""

_RULED: Final = {"border": 1, "border_color": _RULE}


class Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        fillable = {"locked": False, "bg_color": _YELLOW, **_RULED}
        self.title = self._look(bold=True, font_size=16, font_color=ACCENT, valign="vcenter")
        self.label = self._look(bold=True, align="right", valign="vcenter", indent=1)
        self.soft = self._look(font_color=_SOFT)
        self.guide = self._look(font_color=_SOFT, align="left", indent=1)
        self.heading = self._look(bold=True, font_color="#FFFFFF", bg_color=ACCENT, valign="vcenter", **_RULED)
        self.chapter = self._look(
            bold=True, font_size=13, font_color=ACCENT, valign="bottom", bottom=2, bottom_color=ACCENT
        )
        self.number = self._look(align="center", **_RULED)
        self.statement = self._look(**_RULED)
        self.prompt = self._look(font_color=_SOFT, italic=True, **_RULED)
        self.field = self._look(num_format=_TEXT, **fillable)
        self.name = self._look(num_format=_TEXT, **fillable | {"valign": "vcenter"})
        self.date = self._look(num_format="yyyy-mm-dd", align="left", **fillable | {"valign": "vcenter"})
        self.missing = book.add_format({"bg_color": _AMBER, "bold": True})

    def counter(self, shown: str) -> Any:
        """Of the number of answers, with the words around it."""
        return self._look(bold=True, num_format=shown, align="left", valign="vcenter", indent=1)

    def _look(self, **fields: Any) -> Any:
        return self._book.add_format({"text_wrap": True, "valign": "top", "font_color": _INK} | fields)


def height(text: str, *, first: str, last: str) -> float:
    """How high a row must be for a text over these columns, which no program finds out where cells are joined."""
    width = _LETTERS * sum(WIDTHS[AT[first] : AT[last] + 1])
    return min(LINE * sum(max(1, ceil(len(line) / width)) for line in text.split("\n")), _HIGHEST)


def day_of(iso: str) -> date | None:
    """A day that a workbook can hold as one."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY and day.isoformat() == iso else None


def growing(book: bytes, *, rows: Collection[int]) -> bytes:
    """The same workbook, in which these rows begin with their height and grow with what is typed, as no option allows.

    Without a height, LibreOffice would show one line of each; with a fixed one, Excel would never show more.
    """
    out = BytesIO()
    with ZipFile(BytesIO(book)) as written, ZipFile(out, "w") as made:
        for part in written.infolist():
            content = written.read(part)
            if part.filename == _SHEET:
                content = _FIXED.sub(lambda row: row[1] if int(row[2]) - 1 in rows else row[0], content)
            made.writestr(part, content)
    return out.getvalue()
