"""Native tables: a heading row that repeats, a title and a description for those who do not see it, tinted cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from mentorscan.report.model import Cell, Column, KeyFigure, Row, Table
from mentorscan.report.prose import Span
from mentorscan.report.renderers.word.elements import element, line_break, run
from mentorscan.report.renderers.word.grid import lines, widths
from mentorscan.report.renderers.word.looks import CELL, FAINT, FIGURE, HEAD, NUMBER, SOFTLY, TINTS

_SMALL = 6.5
"""The size of letters, in points, at which long words fit above narrow columns."""

_FEW_ROWS = 12
_ROW_TO_FILL = 680
"""How high, in twentieths of a point, a row is that people write in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What tables need of the document: its styles, its table style, how it writes links, the direction of its text."""

    style: Callable[[str], str]
    spans: Callable[[Iterable[Span]], Iterator[Any]]
    table_style: str
    right_to_left: bool


def table_element(table: Table, *, width: int, dress: Dress) -> Any:
    """The table, as wide as this, in twentieths of a point."""
    columns = widths(table, total=width)
    made = element(
        "w:tbl",
        _properties(table, width=sum(columns), dress=dress),
        element("w:tblGrid", *(element("w:gridCol", w=each) for each in columns)),
        _head(table.columns, widths=columns, dress=dress, small=table.layout == "matrix"),
    )
    for row in table.rows:
        made.append(_row(row, table=table, widths=columns, dress=dress))
    whole = table.layout in {"actions", "matrix"} and len(table.rows) <= _FEW_ROWS
    return _kept(made) if whole else made


def figures_element(figures: Sequence[KeyFigure], *, caption: str, width: int, dress: Dress) -> Any:
    """Key figures side by side: their titles, the figures, and what explains them."""
    columns = (width // max(1, len(figures)),) * len(figures)
    table = Table(id="", caption=caption, columns=tuple(Column(title=each.title) for each in figures), rows=())
    row = element("w:tr", element("w:trPr", element("w:cantSplit")))
    for each, column in zip(figures, columns, strict=True):
        shown = each.figure.state == "shown"
        figure = run(each.figure.text, style=dress.style(FIGURE) if shown else dress.style(SOFTLY))
        look = element("w:pPr", element("w:pStyle", val=dress.style(CELL)))
        details = (item for line in each.detail for item in (line_break(), run(line, style=dress.style(SOFTLY))))
        row.append(element("w:tc", element("w:tcPr", _width(column)), element("w:p", look, figure, *details)))
    return element(
        "w:tbl",
        _properties(table, width=sum(columns), dress=dress),
        element("w:tblGrid", *(element("w:gridCol", w=each) for each in columns)),
        _head(table.columns, widths=columns, dress=dress),
        row,
    )


def _properties(table: Table, *, width: int, dress: Dress) -> Any:
    heads = " · ".join(each.title for each in table.columns if each.title)
    return element(
        "w:tblPr",
        element("w:tblStyle", val=dress.table_style),
        *([element("w:bidiVisual")] if dress.right_to_left else []),
        element("w:tblW", w=width, type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        element("w:tblCaption", val=table.caption),
        element("w:tblDescription", val=heads),
    )


def _head(columns: tuple[Column, ...], *, widths: tuple[int, ...], dress: Dress, small: bool = False) -> Any:
    style = dress.style(HEAD)
    cells = []
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        side = [element("w:jc", val="right")] if column.kind == "number" and place else []
        look = element("w:pPr", element("w:pStyle", val=style), *side)
        paragraph = element("w:p", look, run(column.title, size=_SMALL if small else None))
        cells.append(element("w:tc", element("w:tcPr", _width(width), element("w:vAlign", val="bottom")), paragraph))
    return element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *cells)


def _row(row: Row, *, table: Table, widths: tuple[int, ...], dress: Dress) -> Any:
    height = [element("w:trHeight", val=_ROW_TO_FILL, hRule="atLeast")] if table.layout == "actions" else []
    made = element("w:tr", element("w:trPr", element("w:cantSplit"), *height))
    for place, cell in enumerate(row.cells):
        number = table.columns[place].kind == "number" and place > 0
        strong = row.reference or (place == 0 and table.layout in {"heatmap", "matrix"})
        made.append(_cell(cell, width=widths[place], number=number, strong=strong, dress=dress))
    if row.span:
        reason = f"{row.span.text}: {row.span.detail}" if row.span.detail else row.span.text
        span = Cell(text=reason, state=row.span.state)
        rest = len(widths) - len(row.cells)
        width = sum(widths[len(row.cells) :])
        made.append(_cell(span, width=width, number=False, strong=False, dress=dress, columns=rest))
    return made


def _cell(cell: Cell, *, width: int, number: bool, strong: bool, dress: Dress, columns: int = 1) -> Any:
    fill = TINTS.get(cell.tint) or (FAINT if cell.state == "hidden" else None)
    properties = element("w:tcPr", _width(width))
    if columns > 1:
        properties.append(element("w:gridSpan", val=columns))
    if fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    paragraph = element("w:p", element("w:pPr", element("w:pStyle", val=dress.style(NUMBER if number else CELL))))
    for place, spans in enumerate(cell.linked):
        paragraph.extend([*([line_break()] if place else []), *dress.spans(spans)])
    for place, line in enumerate(() if cell.linked else lines(cell)):
        softly = cell.state != "shown" or (place > 0 and line == cell.detail)
        if place:
            paragraph.append(line_break())
        # Grey on a tint would not stand out enough.
        style = dress.style(SOFTLY) if softly and not cell.tint else None
        paragraph.append(run(line, style=style, strong=strong or (cell.mark is not None and place > 1)))
    return element("w:tc", properties, paragraph)


def _kept(table: Any) -> Any:
    """The table with all rows on one page, to be seen and filled in as a whole."""
    for each in table.iter(qn("w:pPr")):
        each.get_or_add_keepNext()
    return table


def _width(width: int) -> Any:
    return element("w:tcW", w=width, type="dxa")
