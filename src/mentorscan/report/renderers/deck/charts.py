"""Native charts: values that can be edited, a workbook behind them that holds text as text, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.util import Pt
from xlsxwriter import Workbook

from mentorscan.report.renderers.deck.pages import Page, describe, paint
from mentorscan.report.renderers.deck.type import EMU, LEADING, Box, cut_to, lines
from mentorscan.report.renderers.office import legal

AGREEMENT: Final = {
    "unfavourable": "B04700",
    "neutral": "D3D8DD",
    "favourable": "0069A6",
    "optout": "A3ABB3",
}
"""The colours of answers: the same on every deck, because orange against blue is what colour-blind people can tell."""

_LIGHT, _DARK = "FFFFFF", "1C2329"
_SPACE: Final = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_DRAWING: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_LEFT: Final = 0.34
_STATEMENTS, _APART, _LEAST_BESIDE = 0.36, 0.02, 0.25
_FIXED_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a bar chart on the index. ``label``: the figure as the report writes it; ``strong``: in full colour."""

    title: str
    value: float | None
    label: str
    low: float | None = None
    high: float | None = None
    strong: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """One colour of a stacked chart: its kind, its name, and its share in every row."""

    kind: str
    name: str
    shares: tuple[float | None, ...]


def bars(page: Page, rows: Sequence[Bar], *, box: Box, series: str, name: str, told: str) -> None:
    """A bar a row on the axis from 0 to 100, with its figure, and its interval as a whisker."""
    box = _snug(box, rows=len(rows), tallest=0.72)
    size, titles = _names(
        [each.title for each in rows], wide=page.wide(box) * _LEFT - 12, box=box, sizes=(14, 13, 12, 11)
    )
    data = CategoryChartData(number_format="0")
    data.categories = titles
    data.add_series(legal(series), [each.value for each in rows])
    chart = _chart(page, XL_CHART_TYPE.BAR_CLUSTERED, data, box=box, name=name, told=told)
    _keep(chart, titles, [(legal(series), [each.value for each in rows])])
    _axes(chart, size=size, most=100)
    _place(chart, left=_LEFT, top=0.01, width=0.98 - _LEFT, height=1 - 0.01 - 26 * EMU / box.height)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    (drawn,) = plot.series
    labels = drawn.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0", False
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    labels.font.size, labels.font.bold = Pt(size + 1), True
    on_accent = MSO_THEME_COLOR.DARK_1 if page.deck.look.dark_on_accent else MSO_THEME_COLOR.LIGHT_1
    labels.font.color.theme_color = on_accent
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    for place, each in enumerate(rows):
        _point(drawn.points[place], each, on_accent=on_accent, size=size + 1)
    _whiskers(chart, rows)


def stacks(page: Page, rows: Sequence[str], parts: Sequence[Stack], *, box: Box, name: str, told: str) -> None:
    """A bar a row of shares that make up the whole; what was answered off the scale in a chart of its own beside."""
    on_scale = [each for each in parts if each.kind != "optout"]
    beside = [each for each in parts if each.kind == "optout" and any(each.shares)]
    box = _snug(box, rows=len(rows) + 1, tallest=0.75)
    # Both charts on one scale: what is left beside the statements goes to all on it, and to the most off it.
    most = max(_LEAST_BESIDE, *(0.1 + (share or 0.0) for each in beside for share in each.shares)) if beside else 0.0
    unit = box.width * (1 - _STATEMENTS - _APART * (2 if beside else 1)) / (1 + most)
    wide = round(box.width * (_STATEMENTS + _APART) + unit)
    size, titles = _names(rows, wide=page.wide(box) * _STATEMENTS - 14, box=box, sizes=(12, 11, 10), most=3)
    main = replace(box, width=wide)
    inner = box.width * _STATEMENTS / wide, unit / wide
    _stacked(page, titles, on_scale, box=main, size=size, inner=inner, most=1.0, name=name, told=told)
    if beside:
        side = replace(box, left=box.left + wide, width=box.width - wide)
        inner = 0.0, most * unit / side.width
        _stacked(page, titles, beside, box=side, size=size, inner=inner, most=most, name=f"{name} (2)", told=told)


def _stacked(
    page: Page,
    titles: Sequence[str],
    parts: Sequence[Stack],
    *,
    box: Box,
    size: float,
    inner: tuple[float, float],
    most: float,
    name: str,
    told: str,
) -> None:
    data = CategoryChartData(number_format="0%")
    data.categories = titles
    for each in parts:
        data.add_series(legal(each.name), each.shares)
    alone = len(parts) == 1
    kind = XL_CHART_TYPE.BAR_CLUSTERED if alone else XL_CHART_TYPE.BAR_STACKED
    chart = _chart(page, kind, data, box=box, name=name, told=told)
    _keep(chart, titles, [(legal(each.name), each.shares) for each in parts])
    _axes(chart, size=size, most=most)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    head = 28 * EMU / box.height
    _place(chart, left=inner[0], top=head, width=inner[1], height=0.99 - head)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(size)
    paint(chart.legend.font.color, tone="quiet")
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 38, 100
    if alone:
        chart.category_axis.visible = False
    for drawn, each in zip(plot.series, parts, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(AGREEMENT[each.kind])
        drawn.data_labels.show_value = True
        drawn.data_labels.number_format = "0%" if alone else '[<0.045]"";0%'
        drawn.data_labels.number_format_is_linked = False
        drawn.data_labels.font.size = Pt(size)
        if alone:
            drawn.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
            drawn.data_labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
            continue
        drawn.data_labels.font.color.rgb = RGBColor.from_string(_DARK if each.kind == "neutral" else _LIGHT)


def _chart(page: Page, kind: XL_CHART_TYPE, data: CategoryChartData, *, box: Box, name: str, told: str) -> Chart:
    frame = page.shapes.add_chart(kind, box.left, box.top, box.width, box.height, data)
    frame.name = legal(name)
    describe(frame, told)
    chart: Chart = frame.chart
    chart.has_legend = chart.has_title = False
    return chart


def _keep(chart: Chart, titles: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]]) -> None:
    """Puts a workbook behind the chart in which no text is a formula or a link, and no time of making stands."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"author": "mentorscan", "created": _FIXED_DATE})
        sheet = book.add_worksheet("Sheet1")
        for row, title in enumerate(titles, 1):
            sheet.write_string(row, 0, title)
        for column, (heading, values) in enumerate(series, 1):
            sheet.write_string(0, column, heading)
            for row, value in enumerate(values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    part: Any = chart.part
    part.chart_workbook.update_from_xlsx_blob(out.getvalue())


def _axes(chart: Chart, *, size: float, most: float) -> None:
    rows, across = chart.category_axis, chart.value_axis
    rows.reverse_order, rows.major_tick_mark = True, XL_TICK_MARK.NONE
    # Every row keeps its name, also where a program finds them crowded.
    for each in chart.element.xpath(".//c:catAx/c:noMultiLvlLbl"):
        each.addprevious(parse_xml(f'<c:tickLblSkip {_SPACE} val="1"/>'))
    rows.tick_labels.font.size = Pt(size)
    paint(rows.tick_labels.font.color, tone="quiet")
    rows.tick_labels.font.color.brightness = 0
    across.minimum_scale, across.maximum_scale = 0, most
    across.major_tick_mark = XL_TICK_MARK.NONE
    # The first row stands on top, so that the axis crosses there; its numbers belong to the other end.
    across.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if most == 100:
        across.major_unit = 20
        across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "0", False
        across.tick_labels.font.size = Pt(10)
        paint(across.tick_labels.font.color, tone="quiet")
        across.has_major_gridlines = True
        _hairline(across.major_gridlines.format.line)
    across.format.line.fill.background()
    _hairline(rows.format.line)


def _hairline(line: Any) -> None:
    line.color.theme_color, line.color.brightness = MSO_THEME_COLOR.BACKGROUND_1, -0.15
    line.width = Pt(0.75)


def _place(chart: Chart, *, left: float, top: float, width: float, height: float) -> None:
    """Fixes where the bars stand within the chart, in shares of it."""
    (area,) = chart.element.xpath("./c:chart/c:plotArea")
    for each in area.xpath("./c:layout"):
        area.remove(each)
    sides = "".join(
        f'<c:{side} val="{value:.4f}"/>' for side, value in (("x", left), ("y", top), ("w", width), ("h", height))
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f"<c:layout {_SPACE}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"))


def _point(point: Any, bar: Bar, *, on_accent: MSO_THEME_COLOR, size: float) -> None:
    """What sets one bar apart: a lighter colour, or a figure that is not simply its value rounded."""
    if bar.value is None:
        return
    inside = on_accent
    if not bar.strong:
        point.format.fill.solid()
        point.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        point.format.fill.fore_color.brightness = 0.6
        inside = MSO_THEME_COLOR.DARK_1
    short = bar.value < 7
    odd = bar.label != f"{int(bar.value + 0.5)}"
    if bar.strong and not short and not odd:
        return
    label = point.data_label
    font = label.font
    if odd:
        frame = label.text_frame
        frame.text = legal(bar.label)
        font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(size), True
    font.color.theme_color = MSO_THEME_COLOR.TEXT_1 if short else inside
    label.position = XL_LABEL_POSITION.OUTSIDE_END if short else XL_LABEL_POSITION.INSIDE_BASE


def _whiskers(chart: Chart, rows: Sequence[Bar]) -> None:
    """The intervals as error bars, which python-pptx does not know."""
    if not any(each.low is not None for each in rows):
        return
    ends: dict[str, list[float]] = {"plus": [], "minus": []}
    for each in rows:
        known = each.value is not None and each.low is not None and each.high is not None
        ends["plus"].append(round((each.high or 0) - (each.value or 0), 4) if known else 0)
        ends["minus"].append(round((each.value or 0) - (each.low or 0), 4) if known else 0)
    numbers = "".join(
        f'<c:{side}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(rows)}"/>'
        + "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values))
        + f"</c:numLit></c:{side}>"
        for side, values in ends.items()
    )
    line = '<c:spPr><a:ln w="15875"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr>'
    bars_xml = (
        f'<c:errBars {_SPACE} {_DRAWING}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"{numbers}{line}</c:errBars>"
    )
    (categories,) = chart.element.xpath(".//c:ser/c:cat")
    categories.addprevious(parse_xml(bars_xml))


def _snug(box: Box, *, rows: int, tallest: float) -> Box:
    """The box, less high where a few rows would make bars too thick."""
    most = round((rows * tallest * 72 + 30) * EMU)
    return box.first(min(box.height, most))


def _names(
    wanted: Sequence[str], *, wide: float, box: Box, sizes: Sequence[float], most: int = 1
) -> tuple[float, list[str]]:
    """The rows' names in the largest letters in which all of them fit beside their bars; in small ones, cut to fit."""
    names, room = [legal(each) for each in wanted], box.height / EMU / (len(wanted) + 0.8)
    for size in (*sizes, 10.0, 9.0):
        rows = min(most, int(room / (size * LEADING)))
        if rows and all(lines(each, size=size, width=wide) <= rows for each in names):
            return size, names
    size = max(6.0, min(9.0, room / LEADING / 1.1))
    rows = max(1, int(room / (size * LEADING)))
    return size, [cut_to(each, size=size, width=wide, most=rows) for each in names]
