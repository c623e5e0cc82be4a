"""The sheets of a workbook: what stands on each, a block below the other, and how it is written.

Every sheet starts with its title in A1. A grid is a table with a heading row; sentences stand above and below it, over
as many columns as make a readable line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any, Literal

from mentorscan.report.language import day_of
from mentorscan.report.model import Cell, Column, Number, Unit
from mentorscan.report.renderers.book.styles import Styles, Weight, ground_of, quoted
from mentorscan.report.renderers.workbook import cut

GridKind = Literal["plain", "filtered", "actions"]
BarKind = Literal["index", "favourable", "neutral", "unfavourable", "optout"]

_BARS: Mapping[BarKind, tuple[str, float]] = {
    "index": ("#BFDCF0", 100),
    "favourable": ("#92C3E6", 1),
    "neutral": ("#D3D8DD", 1),
    "unfavourable": ("#F0B68C", 1),
    "optout": ("#C4CAD0", 1),
}
"""The colour of a bar within its cell, and the figure that fills the cell."""

_FORMATS: Mapping[Unit, str] = {
    "index": "0.0",
    "points": "+0.0;-0.0;0.0",
    "share": '[=0]0%;[<0.005]"<1%";0%',
    "count": "#,##0",
    "coefficient": "0.00",
}
_NARROWEST, _WIDEST, _NUMBER, _LINE_LENGTH = 11.0, 52.0, 12.0, 110.0
_EMPTY_WIDTH = 8.43
"""How wide a column is that nobody has set."""

_LETTER = 0.88
"""How wide a letter is on average, where a figure is 1."""

_LINE_HEIGHT, _HIGHEST = 15.0, 400.0
"""Of rows, in points: a line, and the most that a spreadsheet allows, with some room."""

_LARGER: Mapping[Weight, float] = {"title": 1.7, "headline": 1.3, "heading": 1.1}
"""How much larger than other text."""

_ACTION_ROWS = 12
_IN_SIGHT = 2
"""How far down a grid may start for its headings to stay in sight: below the title, and perhaps one line."""

_A4 = 9
_FOOTER = 90
"""How many characters of a line fit into each half of a footer, which holds 255 with everything in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line or paragraph. ``target``: the id of the sheet to which a link leads."""

    text: str
    weight: Weight = "text"
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. ``bars``: the columns whose cells are filled like a bar; ``statuses``: the choices of the actions.

    ``diverging``: whether its tints lie around the whole; else they go from 0 up.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: GridKind = "plain"
    bars: Mapping[int, BarKind] = field(default_factory=dict)
    statuses: tuple[str, ...] = ()
    diverging: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name, which is not yet made fit, and what stands on it. ``id`` tells it from the others."""

    id: str
    name: str
    blocks: tuple[Words | Grid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What all sheets of a report share. ``names``: those of the sheets, by id; ``leftwards``: from right to left."""

    accent: str
    names: Mapping[str, str]
    footer: str
    leftwards: bool


class SheetWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, book: Any, sheet: Sheet, *, look: Look, styles: Styles) -> None:
        self._page = book.add_worksheet(look.names[sheet.id])
        self._sheet, self._look, self._styles = sheet, look, styles
        self._row = 0
        self._widths = _widths([each for each in sheet.blocks if isinstance(each, Grid)])
        self._across = _across(self._widths)

    def write(self) -> None:
        """The sheet, with everything that it needs on paper."""
        page = self._page
        page.hide_gridlines(2)
        for place, width in enumerate(self._widths):
            page.set_column(place, place, width)
        for place, block in enumerate(self._sheet.blocks):
            if isinstance(block, Words):
                self._words(block)
            else:
                if place <= _IN_SIGHT:
                    page.freeze_panes(self._row + 1, 1)
                    page.repeat_rows(self._row)
                self._grid(block)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.set_footer(f"&L&8{_printed(self._look.footer)}&R&8{_printed(self._sheet.name)}  &P / &N")
        if self._look.leftwards:
            page.right_to_left()

    def _words(self, words: Words) -> None:
        text = cut(words.text)
        if words.weight == "heading":
            self._row += 1
        if words.target:
            target = self._look.names[words.target].replace("'", "''")
            self._page.write_url(
                self._row, 0, f"internal:'{target}'!A1", self._styles.words("link", quoted(text)), text
            )
            self._row += 1
            return
        large = _LARGER.get(words.weight, 1.0)
        lines = _lines(text, width=_total(self._widths, last=self._across) / large)
        wraps = words.weight != "title" or lines > 1
        style = self._styles.words(words.weight, {"text_wrap": wraps} | quoted(text))
        if wraps and self._across:
            self._page.merge_range(self._row, 0, self._row, self._across, "", style)
        self._page.write_string(self._row, 0, text, style)
        self._page.set_row(self._row, min(_LINE_HEIGHT * large * lines + 3, _HIGHEST))
        self._row += 2 if words.weight == "title" else 1

    def _grid(self, grid: Grid) -> None:
        first, last = self._row, len(grid.columns) - 1
        for place, column in enumerate(grid.columns):
            text, number = cut(column.title), column.kind == "number"
            style = self._styles.head(number=number, indent=int(place > 0), quoted=quoted(text))
            self._page.write_string(first, place, text, style)
        self._page.set_row(first, self._height([each.title for each in grid.columns]))
        for line, row in enumerate(grid.rows, first + 1):
            height = self._height(["" if each.number else _text_of(each) for each in row])
            self._page.set_row(line, height)
            valign = "top" if height > self._height([""]) else "vcenter"
            for at, cell in enumerate(row):
                ground = {"valign": valign} | ground_of(cell.tint, diverging=grid.diverging)
                self._cell(line, at, cell, ground=ground, number=grid.columns[at].kind == "number")
        bottom = first + len(grid.rows)
        if grid.kind == "actions":
            bottom = self._actions(grid, first)
        elif grid.kind == "filtered" and grid.rows:
            self._page.autofilter(first, 0, bottom, last)
        for drawn, bar in grid.bars.items():
            self._bar(first + 1, bottom, drawn, kind=bar)
        self._row = bottom + 2

    def _height(self, texts: Sequence[str]) -> float:
        """How high a row has to be; not every program works it out by itself."""
        found = (_lines(text, width=width - 1) for text, width in zip(texts, self._widths, strict=False))
        lines = max(found, default=1)
        return min(_LINE_HEIGHT * lines + 3, _HIGHEST)

    def _cell(self, row: int, column: int, cell: Cell, *, ground: Mapping[str, Any], number: bool) -> None:
        text = _text_of(cell)
        if cell.number is None:
            right = number and bool(cell.text)
            ground = {**ground, **quoted(text)}
            style = self._styles.cell(state=cell.state, ground=ground, right=right, indent=int(column > 0))
            if text:
                self._page.write_string(row, column, cut(text), style)
            else:
                self._page.write_blank(row, column, None, style)
            return
        mark = f' "{cell.mark.sign} {cell.mark.word}"' if cell.mark else ""
        shown = _format(cell.number) + mark
        self._page.write_number(row, column, cell.number.value, self._styles.figure(shown=shown, ground=ground))

    def _bar(self, first: int, last: int, column: int, *, kind: BarKind) -> None:
        colour, full = _BARS[kind]
        if last < first:
            return
        self._page.conditional_format(
            first,
            column,
            last,
            column,
            {
                "type": "data_bar",
                "bar_color": colour,
                "bar_solid": True,
                "bar_border_color": colour,
                "min_type": "num",
                "max_type": "num",
                "min_value": 0,
                "max_value": full,
            },
        )

    def _actions(self, grid: Grid, first: int) -> int:
        """A table to fill in: with dates where dates belong, a choice where there is one, and room for sentences."""
        last, bottom = len(grid.columns) - 1, first + max(len(grid.rows), _ACTION_ROWS)
        for row in range(first + 1, bottom + 1):
            planned = grid.rows[row - first - 1] if row <= first + len(grid.rows) else ()
            self._page.set_row(row, max(32, self._height([_text_of(each) for each in planned])))
            for column in range(1, last + 1):
                self._page.write_blank(row, column, None, self._styles.to_fill_in(date=column == _DUE))
            self._planned(planned, row)
            if row > first + len(grid.rows):
                self._page.write_number(
                    row, 0, row - first, self._styles.figure(shown=_FORMATS["count"], ground={"valign": "vcenter"})
                )
        looks = [self._styles.head(number=each.kind == "number", indent=1, quoted={}) for each in grid.columns]
        heads = [{"header": each.title, "header_format": look} for each, look in zip(grid.columns, looks, strict=True)]
        self._page.add_table(first, 0, bottom, last, {"columns": heads, "style": None, "name": "Actions"})
        self._page.data_validation(
            first + 1, last, bottom, last, {"validate": "list", "source": list(grid.statuses), "show_error": False}
        )
        return bottom

    def _planned(self, cells: Sequence[Cell], row: int) -> None:
        """One action, as far as it is planned: its day as a date, so that it can be sorted."""
        for column, cell in enumerate(cells[1:], 1):
            text, day = cut(_text_of(cell)), day_of(cell.day or "")
            if day and day >= _FIRST_DAY:
                self._page.write_datetime(row, column, day, self._styles.to_fill_in(date=True))
            elif text:
                style = self._styles.to_fill_in(date=column == _DUE, text=text)
                self._page.write_string(row, column, text, style)


_FIRST_DAY = date(1900, 3, 1)
"""From here on all programs count days alike."""

_DUE = 3
"""The column of the table of actions that holds a date."""


def _text_of(cell: Cell) -> str:
    """A cell as text: what it says, and below it its further line and its mark."""
    if cell.presence:
        return f"{cell.presence.mark} {cell.presence.word}"
    mark = f"{cell.mark.sign} {cell.mark.word}" if cell.mark else ""
    return "\n".join(each for each in (*(cell.lines or (cell.text,)), cell.detail or "", mark) if each)


def _format(number: Number) -> str:
    return _FORMATS[number.unit] if number.decimals is None else "0." + "0" * number.decimals


def _widths(grids: Sequence[Grid]) -> list[float]:
    """The width of every column, so that what stands in it can be read, and no column takes the whole page."""
    found: dict[int, float] = {}
    for grid in grids:
        for place, column in enumerate(grid.columns):
            found[place] = max(found.get(place, 0.0), _width(grid, place, number=column.kind == "number"))
    return [found[place] for place in sorted(found)] or [_LINE_LENGTH]


def _width(grid: Grid, place: int, *, number: bool) -> float:
    if grid.kind == "actions":
        return (6.0, 48.0, 22.0, 14.0, 42.0, 16.0)[place]
    title = grid.columns[place].title
    cells = [row[place] for row in grid.rows if place < len(row)]
    words = max((len(each) for each in title.split()), default=0) + 3.0
    if number:
        marked = any(cell.mark for cell in cells)
        longest = max((_longest(cell) for cell in cells if not cell.number), default=0)
        return min(max(_NUMBER + (3 if marked else 0), words, longest + 2.0), _WIDEST / 2)
    longest = max(map(_longest, cells), default=0)
    return min(max(_NARROWEST, words, longest + 3.0), _WIDEST)


def _longest(cell: Cell) -> int:
    return max(map(len, _text_of(cell).split("\n")))


def _total(widths: Sequence[float], *, last: int) -> float:
    """How wide the columns up to the last one are together."""
    return sum(widths[: last + 1]) + _EMPTY_WIDTH * max(0, last + 1 - len(widths))


def _across(widths: Sequence[float]) -> int:
    """The last column of those over which sentences run: of the grid, or as many as make a readable line."""
    total, last = 0.0, -1
    while total < _LINE_LENGTH:
        last += 1
        total += widths[last] if last < len(widths) else _EMPTY_WIDTH
    return last


def _lines(text: str, *, width: float) -> int:
    """How many lines a text takes in columns that are so wide together."""
    return sum(max(1, ceil(len(line) * _LETTER / width)) for line in text.split("\n"))


def _printed(text: str) -> str:
    """A text for the foot of a page, where an ampersand starts a code."""
    return cut(text, longest=_FOOTER).replace("&", "&&")
