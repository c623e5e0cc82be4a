"""How the cells of a workbook look: few colours, hairlines, and headings that stand out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from mentorscan.files import FORMULA

Weight = Literal["title", "headline", "heading", "caption", "text", "note", "link"]

_INK, _SOFT, _LINE, _FAINT = "#1C2329", "#55606B", "#D9DEE3", "#F3F5F7"
_TINTS = {1: "#E3EFF8", 2: "#BFDCF0", 3: "#92C3E6", -1: "#FCEBDF", -2: "#F7D3B9", -3: "#F0B68C"}
"""Blue for what lies above, orange for what lies below: told apart by people who do not see red or green."""

_RAMP = {1: "#E9F2F9", 2: "#CFE4F3", 3: "#B0D3EC", 4: "#8FC1E3"}
"""One hue, so that its depth says how much."""

_DATE = 14
"""The number of the built-in format for a date, which every spreadsheet writes as its reader is used to."""


_RULED = {"bottom": 1, "bottom_color": _LINE}


def ground_of(tint: int, *, diverging: bool) -> dict[str, str]:
    """The colour behind a figure: around the whole, or from 0 up."""
    colour = (_TINTS if diverging else _RAMP).get(tint)
    return {"bg_color": colour} if colour else {}


def quoted(text: str) -> dict[str, bool]:
    """What keeps a text a text also where somebody edits its cell: ``=1+1`` does not become a formula."""
    return {"quote_prefix": True} if text.startswith(FORMULA) else {}


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, *, accent: str) -> None:
        self._book, self._accent = book, accent
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def words(self, weight: Weight, further: Mapping[str, Any]) -> Any:
        """Of a line or paragraph."""
        looks: dict[Weight, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 18, "font_color": self._accent},
            "headline": {"bold": True, "font_size": 14},
            "heading": {"bold": True, "font_size": 12, "font_color": self._accent},
            "caption": {"bold": True},
            "text": {},
            "note": {"font_color": _SOFT},
            "link": {"font_color": self._accent, "underline": 1},
        }
        return self._style(**looks[weight], **further)

    def head(self, *, number: bool, indent: int, quoted: Mapping[str, Any]) -> Any:
        """Of a heading of a column."""
        return self._style(
            bold=True,
            text_wrap=True,
            align="right" if number else "left",
            indent=0 if number else indent,
            valign="bottom",
            bottom=1,
            bottom_color=self._accent,
            bg_color=_FAINT,
            **quoted,
        )

    def cell(self, *, state: str, ground: Mapping[str, Any], right: bool, indent: int) -> Any:
        """Of a text; what is hidden or missing is grey and slanted."""
        gone = {"italic": True, "font_color": _SOFT} | ({"bg_color": _FAINT} if state == "hidden" else {})
        return self._style(
            text_wrap=True,
            align="right" if right else "left",
            indent=0 if right else indent,
            **_RULED,
            **ground,
            **(gone if state != "shown" else {}),
        )

    def figure(self, *, shown: str, ground: Mapping[str, Any]) -> Any:
        """Of a number."""
        return self._style(num_format=shown, align="right", **_RULED, **ground)

    def to_fill_in(self, *, date: bool, text: str = "") -> Any:
        """Of a cell of the actions, which is empty or may be changed."""
        dated = {"num_format": _DATE} if date else {}
        return self._style(text_wrap=True, align="left", indent=1, **dated, **_RULED, **quoted(text))

    def _style(self, **look: Any) -> Any:
        look = {"valign": "top", "font_color": _INK} | look
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]
