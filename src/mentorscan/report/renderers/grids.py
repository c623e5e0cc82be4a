"""A table of the report as grids of a sheet: one a view, so that each cell holds one figure to calculate with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorscan.report.model import Cell, Column, Row, Table, View
from mentorscan.report.renderers.sheets import Grid, Words


def grids(table: Table, *, response: str = "") -> tuple[Words | Grid, ...]:
    """A table, each of its views below the other, with its notes.

    Counts may have a second line, for which there is no room beside a number: it stands in a column of its own, headed
    ``response``.
    """
    blocks: list[Words | Grid] = []
    for order, (place, view) in enumerate(_telling(table)):
        title = Words(text=view.title, weight="heading")
        kind = "filtered" if order == 0 else "plain"
        blocks += [title, replace(_grid(table, view=place, response=response), kind=kind, diverging=view.diverging)]
        blocks += [Words(text=view.legend, weight="note")] if view.legend else []
    if not table.views:
        filtered = table.layout in {"heatmap", "consistency", "ratings"}
        blocks.append(replace(_grid(table, view=0, response=response), kind="filtered" if filtered else "plain"))
    blocks += [Words(text=each, weight="note") for each in table.notes]
    return tuple(blocks)


def folded(table: Table) -> tuple[Words | Grid, ...]:
    """The table that belongs to a table, if there is one, under its caption."""
    if table.folded is None:
        return ()
    return (Words(text=table.folded.caption, weight="heading"), *grids(replace(table.folded, layout="plain")))


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
