"""The model's tables as those of a deck: a line a cell, and in the notes what would not be legible from afar."""

from __future__ import annotations

from dataclasses import replace

from mentorscan.report.model import Cell, Row, Table
from mentorscan.report.plain import shortened
from mentorscan.report.renderers.deck.pages import Page
from mentorscan.report.renderers.deck.tables import Entry, Grid, Plan, draw, plan
from mentorscan.report.renderers.deck.type import EMU

MOST_COLUMNS = 13
MOST_PAGES = 2

_PHRASE = 64
_ACTIONS = (0.06, 0.38, 0.18, 0.14, 0.24)
"""How the width of the table to fill in is shared out; its cells are empty."""

_SIGNS = tuple("†‡§")
"""Signs beside names and figures, with which a note begins that explains them."""


def grid(table: Table) -> Grid:
    """The table's cells, a short text each."""
    columns = table.columns[:MOST_COLUMNS]
    rows, spans = [], []
    for place, row in enumerate(table.rows):
        entries = [_entry(each, row=row, first=number == 0) for number, each in enumerate(row.cells[: len(columns)])]
        if row.span:
            spans.append(place)
            entries.append(Entry(text=row.span.text, quiet=True))
        rows.append((*entries, *(Entry(text="") for _ in range(len(columns) - len(entries)))))
    return Grid(
        heads=tuple(each.title for each in columns),
        right=tuple(each.kind == "number" for each in columns),
        rows=tuple(rows),
        shares=_ACTIONS if table.layout == "actions" and len(columns) == len(_ACTIONS) else (),
        name=table.caption,
        told=table.caption,
        tall=2.4 if table.layout == "actions" else 1.0,
        spans=tuple(spans),
    )


def marks(table: Table) -> tuple[str, ...]:
    """What the signs in the cells mean, in a line."""
    found = {each.mark.sign: each.mark.word for row in table.rows for each in row.cells if each.mark}
    legend = (" · ".join(f"{sign} {word}" for sign, word in found.items()),) if found else ()
    return (*legend, *(each for each in table.notes if each.startswith(_SIGNS)))


def show(page: Page, table: Table, *, again: str, shortened_note: str) -> None:
    """The table on this page, and on a further one where it is long; what is left out is said."""
    wanted = plan(grid(table), width=page.wide(page.room), room=page.room.height / EMU)
    pages = wanted.pages(page.room.height / EMU)
    shown, every = pages[:MOST_PAGES], [page]
    every += [page.deck.page(again) for _ in shown[1:]]
    cut = len(pages) > len(shown) or len(table.columns) > MOST_COLUMNS
    for each, planned in zip(every, shown, strict=True):
        last = cut and each is every[-1]
        rows = _with_room(each, wanted, planned, note=shortened_note) if last else planned
        draw(each, wanted, rows=rows, box=each.room)
        each.tell(table.caption, *(_told(table, row) for row in table.rows[rows[0] : rows[1]]), *table.notes)
    for further in every[1:]:
        further.finish()


def _with_room(page: Page, wanted: Plan, rows: tuple[int, int], *, note: str) -> tuple[int, int]:
    """The rows that are left on a page once a note stands below them."""
    page.small_print((note,))
    first, last = rows
    while last > first + 1 and wanted.head + sum(wanted.heights[first:last]) > page.room.height / EMU:
        last -= 1
    return first, last


def _told(table: Table, row: Row) -> str:
    """A row in full, in a line."""
    cells = [*row.cells, *((row.span,) if row.span else ())]
    heads = [each.title for each in table.columns]
    named = [f"{head} {_full(cell)}" for head, cell in zip(heads[1:], cells[1:], strict=False) if _full(cell)]
    return f"{_full(cells[0])}: {'; '.join(named)}" if named else ""


def _full(cell: Cell) -> str:
    text = "; ".join(cell.lines) or cell.text
    further = [each for each in (cell.detail, cell.hint, cell.mark.word if cell.mark else None) if each]
    return f"{text} ({', '.join(further)})" if further else text


def _entry(cell: Cell, *, row: Row, first: bool) -> Entry:
    text = cell.text
    if cell.presence:
        text = f"{cell.presence.mark}\u00a0{cell.presence.word}"
    elif cell.lines:
        text = "; ".join(shortened(each, length=_PHRASE) for each in cell.lines)
    elif cell.detail:
        text = f"{cell.text} ({cell.detail})" if first else f"{cell.text}\u00a0({cell.detail})"
    if cell.mark:
        text = f"{text}\u00a0{cell.mark.sign}"
    entry = Entry(text=text, tint=cell.tint, strong=first or row.reference)
    return replace(entry, quiet=True) if cell.state != "shown" else entry
