"""Native tables that fit: columns as wide as their texts ask, letters as large as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from mentorscan.report.renderers.deck.pages import Page, describe, paint, speak
from mentorscan.report.renderers.deck.type import EMU, LEADING, Box, cut_to, lines, measured
from mentorscan.report.renderers.office import legal

TINTS: Final = {
    -3: "F0B68C",
    -2: "F7D3B9",
    -1: "FCEBDF",
    1: "E3EFF8",
    2: "BFDCF0",
    3: "92C3E6",
}
"""How cells below and above the whole are tinted: orange and blue, as in every format."""

_INK: Final = "1C2329"
_PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Office's table style without colours and lines."""

_PAD, _GAP, _MARGIN, _CAUTION = 4.0, 3.5, 2.5, 1.03
_TALLEST: Final = 110.0
"""How long a heading may be that stands on end."""

_SIZES: Final = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_DRAWING: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A cell: its text, how deep it is tinted, and whether it is bold or quiet."""

    text: str
    tint: int = 0
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table to be laid out. ``right``: by column, whether it holds figures; ``tall``: lines that a row has room for.

    ``spans``: rows whose second cell stands in place of all that follow. ``shares``: of the width, where it is given.
    """

    heads: tuple[str, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[Entry, ...], ...]
    name: str
    told: str
    tall: float = 1.0
    spans: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a grid is laid out: the size of its letters, its columns' widths, and the heights of its rows, in points.

    ``upright``: the headings of figures stand on end, because lying they would not fit.
    """

    grid: Grid
    size: float
    widths: tuple[float, ...]
    head: float
    heights: tuple[float, ...]
    upright: bool = False

    def pages(self, room: float) -> tuple[tuple[int, int], ...]:
        """From which row to which each page goes."""
        found, start, used = [], 0, self.head
        for place, height in enumerate(self.heights):
            if place > start and used + height > room:
                found.append((start, place))
                start, used = place, self.head
            used += height
        return (*found, (start, len(self.heights)))


def plan(grid: Grid, *, width: float, room: float) -> Plan:
    """The grid in the largest letters at which it fits on one page; in small ones, on several."""
    for size in _SIZES:
        found = _planned(grid, size=size, width=width)
        if (found.head + sum(found.heights)) * _CAUTION <= room and _unbroken(found):
            return found
    smaller = [(size, upright) for upright in (False, True) for size in (10.0, 9.0, 8.0) if not (upright and size > 9)]
    fitting = (each for each in smaller if _unbroken(_planned(grid, size=each[0], width=width, upright=each[1])))
    size, upright = next(fitting, (8.0, True))
    short = _shorter(grid, size=size, width=width, room=room, upright=upright)
    return _planned(short, size=size, width=width, upright=upright)


def draw(page: Page, wanted: Plan, *, rows: tuple[int, int], box: Box) -> None:
    """These rows of a planned table, at the top of the box; what is left of its height goes to the rows."""
    grid, (first, last) = wanted.grid, rows
    heights = wanted.heights[first:last]
    natural = wanted.head + sum(heights)
    stretch = max(1.0, min(1.45, box.height / EMU / natural))
    tall = round(natural * stretch * EMU)
    frame = page.shapes.add_table(last - first + 1, len(grid.heads), box.left, box.top, box.width, tall)
    frame.name = legal(grid.name)
    describe(frame, grid.told)
    table = frame.table
    for each in frame.element.xpath(".//a:tableStyleId"):
        each.text = _PLAIN_STYLE
    table.horz_banding, table.first_row, table.first_col = False, True, True
    left = box.width
    for place, width in enumerate(wanted.widths):
        own = round(width * EMU * page.deck.look.breadth)
        table.columns[place].width = Emu(left if place == len(wanted.widths) - 1 else own)
        left -= own
    table.rows[0].height = Emu(round(wanted.head * stretch * EMU))
    for place, head in enumerate(grid.heads):
        title = Entry(text=head, strong=True, quiet=True)
        _fill(table.cell(0, place), title, size=wanted.size, right=grid.right[place])
        if wanted.upright and grid.right[place]:
            table.cell(0, place).text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
            (properties,) = frame.element.xpath(f".//a:tr[1]/a:tc[{place + 1}]/a:tcPr")
            properties.set("vert", "vert270")
    for row, entries in enumerate(grid.rows[first:last], 1):
        table.rows[row].height = Emu(round(heights[row - 1] * stretch * EMU))
        for place, entry in enumerate(entries):
            _fill(table.cell(row, place), entry, size=wanted.size, right=grid.right[place])
        if first + row - 1 in grid.spans:
            table.cell(row, 1).merge(table.cell(row, len(grid.heads) - 1))
            table.cell(row, 1).text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    _rule(frame)
    speak(frame.element, page.deck.language)


def _planned(grid: Grid, *, size: float, width: float, upright: bool = False) -> Plan:
    columns = [
        [
            ("" if upright and grid.right[place] else grid.heads[place], True),
            *((row[place].text, row[place].strong) for row in grid.rows),
        ]
        for place in range(len(grid.heads))
    ]
    least = [max(_longest_word(text, size=size, bold=bold) for text, bold in each) + 2 * _PAD for each in columns]
    most = [max(measured(text, size=size, bold=bold) for text, bold in each) + 2 * _PAD + 1 for each in columns]
    widths = [share * width for share in grid.shares] or _shared(least, most, width=width)
    lying = [
        lines(text, size=size, width=room - 2 * _PAD, bold=True) * size * LEADING
        for text, room, right in zip(grid.heads, widths, grid.right, strict=True)
        if not (upright and right)
    ]
    standing = [
        min(measured(text, size=size, bold=True), _TALLEST)
        for text, right in zip(grid.heads, grid.right, strict=True)
        if upright and right
    ]
    heights = []
    for row in grid.rows:
        deep = max(
            lines(each.text, size=size, width=room - 2 * _PAD, bold=each.strong)
            for each, room in zip(row, widths, strict=True)
        )
        heights.append(max(deep, grid.tall) * size * LEADING + 2 * _GAP)
    return Plan(
        grid=grid,
        size=size,
        widths=tuple(widths),
        head=max((*lying, *standing)) + 2 * _GAP,
        heights=tuple(heights),
        upright=upright,
    )


def _shared(least: Sequence[float], most: Sequence[float], *, width: float) -> list[float]:
    """The width, shared out: to each column what it needs, the rest to those that would use it."""
    if sum(most) <= width:
        spare = (width - sum(most)) / sum(most)
        return [each * (1 + spare) for each in most]
    if sum(least) >= width:
        return [each * width / sum(least) for each in least]
    wish = [high - low for low, high in zip(least, most, strict=True)]
    share = (width - sum(least)) / (sum(wish) or 1)
    return [low + more * share for low, more in zip(least, wish, strict=True)]


def _unbroken(wanted: Plan) -> bool:
    """Whether no word has to be broken."""
    grid, size = wanted.grid, wanted.size
    heads = tuple("" if wanted.upright and right else head for head, right in zip(grid.heads, grid.right, strict=True))
    every = [(heads, True), *((tuple(each.text for each in row), False) for row in grid.rows)]
    return all(
        _longest_word(text, size=size, bold=bold) <= width - 2 * _PAD + 0.5
        for texts, bold in every
        for text, width in zip(texts, wanted.widths, strict=True)
    )


def _shorter(grid: Grid, *, size: float, width: float, room: float, upright: bool) -> Grid:
    """The grid with cells cut that would not even leave room for three rows on a page."""
    widths = _planned(grid, size=size, width=width, upright=upright).widths
    most = max(1, int(room / 4 / (size * LEADING)) - 1)
    rows = tuple(
        tuple(
            replace(each, text=cut_to(each.text, size=size, width=wide - 2 * _PAD, most=most, bold=each.strong))
            for each, wide in zip(row, widths, strict=True)
        )
        for row in grid.rows
    )
    heads = tuple(
        cut_to(each, size=size, width=_TALLEST, most=1, bold=True)
        if upright and right
        else cut_to(each, size=size, width=wide - 2 * _PAD, most=most, bold=True)
        for each, wide, right in zip(grid.heads, widths, grid.right, strict=True)
    )
    return replace(grid, heads=heads, rows=rows, shares=tuple(each / width for each in widths))


def _longest_word(text: str, *, size: float, bold: bool) -> float:
    return max((measured(word, size=size, bold=bold) for word in text.split(" ")), default=0.0)


def _fill(cell: Any, entry: Entry, *, size: float, right: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_PAD)
    cell.margin_top = cell.margin_bottom = Pt(_MARGIN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = legal(entry.text)
    run.font.size, run.font.bold = Pt(size), entry.strong or None
    if entry.tint:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(TINTS[entry.tint])
        run.font.color.rgb = RGBColor.from_string(_INK)
    elif entry.quiet:
        paint(run.font.color, tone="quiet")


def _rule(frame: Any) -> None:
    """A line below every row, in the accent colour below the headings."""
    for place, row in enumerate(frame.element.xpath(".//a:tr")):
        colour, shade, width = ("bg1", '<a:lumMod val="85000"/>', 0.75) if place else ("accent1", "", 1.5)
        fill = f'<a:solidFill><a:schemeClr val="{colour}">{shade}</a:schemeClr></a:solidFill>'
        for cell in row.xpath("./a:tc"):
            line = parse_xml(f'<a:lnB {_DRAWING} w="{round(width * EMU)}">{fill}</a:lnB>')
            cell.get_or_add_tcPr().insert(0, line)
