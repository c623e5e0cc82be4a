"""A table of the report as grids of a sheet: one a view, so that each cell holds one figure to calculate with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorscan.report.model import Cell, Column, Number, ProfileRow, ProfileTable, Report, Row, Table, View
from mentorscan.report.renderers.book.sheets import Grid, GridKind, Words


def grids(table: Table, *, response: str = "") -> tuple[Words | Grid, ...]:
    """A table, each of its views below the other, with its notes.

    Counts may have a second line, for which there is no room beside a number: it stands in a column of its own, headed
    ``response``.
    """
    blocks: list[Words | Grid] = []
    for order, (place, view) in enumerate(_telling(table)):
        title = Words(text=view.title, weight="heading" if order else "caption")
        kind: GridKind = "filtered" if order == 0 else "plain"
        blocks += [title, replace(_grid(table, view=place, response=response), kind=kind, diverging=view.diverging)]
        blocks += [Words(text=view.legend, weight="note")] if view.legend else []
    if not table.views:
        filtered = table.layout in {"heatmap", "consistency", "ratings"}
        blocks.append(replace(_grid(table, view=0, response=response), kind="filtered" if filtered else "plain"))
    blocks += [Words(text=each, weight="note") for each in table.notes]
    return tuple(blocks)


def folded(table: Table, *, beside: Grid | None = None) -> tuple[Words | Grid, ...]:
    """The table that belongs to a table, if there is one, under its caption and in line with ``beside``."""
    if table.folded is None:
        return ()
    blocks = grids(replace(table.folded, layout="plain"))
    width = len(beside.columns) if beside else 0
    lined = tuple(_lined_up(each, width=width) if isinstance(each, Grid) else each for each in blocks)
    return (Words(text=table.folded.caption, weight="heading"), *lined)


def _lined_up(grid: Grid, *, width: int) -> Grid:
    """A grid with empty columns after its first, so that it is as wide as another one."""
    gap = width - len(grid.columns)
    if gap <= 0:
        return grid
    columns = (grid.columns[0], *(Column(title=""),) * gap, *grid.columns[1:])
    return replace(grid, columns=columns, rows=tuple((row[0], *(Cell(text=""),) * gap, *row[1:]) for row in grid.rows))


def _telling(table: Table) -> list[tuple[int, View]]:
    """The views with their places, without those whose figures a later one holds too."""
    cells = [cell for row in table.rows for cell in row.cells if cell.readings]
    figures = [[cell.readings[place].number for cell in cells] for place in range(len(table.views))]
    return [(place, view) for place, view in enumerate(table.views) if figures[place] not in figures[place + 1 :]]


def _grid(table: Table, *, view: int, response: str) -> Grid:
    rows = [_filled(row, width=len(table.columns)) for row in table.rows]
    apart = {place for row in rows for place, cell in enumerate(row) if response and _has_response(cell)}
    columns: list[Column] = []
    for place, column in enumerate(table.columns):
        columns += [column, Column(title=response)] if place in apart else [column]
    marked = not table.views or table.views[view].diverging

    def spread(row: Sequence[Cell]) -> Iterator[Cell]:
        for place, cell in enumerate(row):
            yield _read(cell, view, marked=marked)
            if place in apart:
                yield Cell(text=cell.detail or "")

    return Grid(columns=tuple(columns), rows=tuple(tuple(spread(row)) for row in rows))


def _filled(row: Row, *, width: int) -> tuple[Cell, ...]:
    """A row's cells; one in place of all others stands in each of them, its reason in the notes."""
    rest = replace(row.span, detail=None) if row.span else Cell(text="")
    return (*row.cells, *(rest for _ in range(width - len(row.cells))))


def _read(cell: Cell, view: int, *, marked: bool) -> Cell:
    """A cell as a view shows it; ``marked``: with the mark of one that stands out."""
    if not cell.readings:
        return cell
    reading = cell.readings[view]
    mark = cell.mark if marked else None
    state = cell.state if reading.number else "absent"
    return Cell(text=reading.text, number=reading.number, tint=reading.shade, state=state, mark=mark)


def _has_response(cell: Cell) -> bool:
    return cell.number is not None and cell.number.unit == "count" and bool(cell.detail)


def profile(report: Report, tables: Sequence[tuple[str, ProfileTable]], *, heading: str = "") -> Grid:
    """Rows of figures on the axis; ``heading``: of a column for what each table belongs to, where they are several."""
    names, first = report.labels.columns, tables[0][1]
    belongs = bool(heading)
    levels = any(row.level or row.presence for _, table in tables for row in table.rows)
    people = not levels and any(row.people for _, table in tables for row in table.rows)
    further = first.columns[-2:] if levels else first.columns[-1:] if people else ()
    columns = (
        *((Column(title=heading),) if belongs else ()),
        first.columns[0],
        Column(title=names["index"], kind="number"),
        *(Column(title=names[each], kind="number") for each in ("low", "high") if first.intervals),
        *further,
    )

    def cells(of: str, row: ProfileRow) -> tuple[Cell, ...]:
        state = row.index.state
        gap = Cell(text=row.absence, state="absent" if state == "shown" else state)
        ends = tuple(
            gap if end is None else Cell(text="", number=Number(value=end, unit="index"))
            for end in (row.track.low, row.track.high)
        )
        presence = Cell(text="", presence=row.presence) if row.presence else gap
        level = Cell(text=row.level) if row.level else gap
        count = Cell(text=row.respondents, number=row.people) if row.respondents else gap
        return (
            *((Cell(text=of),) if belongs else ()),
            Cell(text=row.title),
            Cell(text=row.index.text, state=state, number=row.number),
            *(ends if first.intervals else ()),
            *((level, presence) if levels else (count,) if people else ()),
        )

    rows = tuple(cells(of, row) for of, table in tables for row in table.rows)
    return Grid(columns=columns, rows=rows, kind="filtered", bars={1 + belongs: "index"})
