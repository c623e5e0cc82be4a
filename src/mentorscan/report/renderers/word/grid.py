"""The tables of the model as one kind of table, and how wide each of their columns is on paper."""

from __future__ import annotations

from mentorscan.report.model import Cell, Column, ItemTable, ProfileRow, ProfileTable, Row, Table

WIDE = 9
"""The number of columns from which a heatmap gets a page in landscape."""

_LETTER = 88
"""The width of a letter of a table's text, in twentieths of a point, rather too wide than too narrow."""
_AROUND = 150
_LONGEST = 34
_SHARED = 60
_ACTIONS = (0.06, 0.38, 0.18, 0.14, 0.24)
_FIRST = {"heatmap": 0.16, "matrix": 0.165}


def of_profile(table: ProfileTable) -> Table:
    """A profile without its picture."""
    columns = tuple(each for each in table.columns if each.field != "track")
    rows = tuple(Row(cells=tuple(_profile_cell(row, each) for each in columns)) for row in table.rows)
    return Table(id=table.id, caption=table.caption, columns=columns, rows=rows)


def of_items(table: ItemTable) -> Table:
    """Statements with their numbers, without the bars."""
    columns = tuple(each for each in table.columns if each.kind != "picture")
    rows = tuple(Row(cells=(Cell(text=row.text), *row.cells)) for row in table.rows)
    return Table(id=table.id, caption=table.caption, columns=columns, rows=rows, notes=table.notes)


def _profile_cell(row: ProfileRow, column: Column) -> Cell:
    match column.field:
        case "index":
            return Cell(text=row.index.text, state=row.index.state)
        case "presence" if row.presence:
            return Cell(text="", presence=row.presence)
        case "interval" | "level" | "respondents":
            return Cell(text=getattr(row, column.field) or row.absence)
        case "title":
            return Cell(text=row.title)
        case _:
            return Cell(text=row.absence)


def lines(cell: Cell) -> tuple[str, ...]:
    """What a cell says, line by line; the first one is the most important unless the cell holds several phrases."""
    if cell.presence:
        return (f"{cell.presence.mark} {cell.presence.word}",)
    if cell.lines:
        return cell.lines
    mark = f"{cell.mark.sign} {cell.mark.word}" if cell.mark else None
    return tuple(each for each in (cell.text, cell.detail, mark) if each)


def widths(table: Table, *, total: int) -> tuple[int, ...]:
    """The width of each column, in twentieths of a point: its words fit, and the rest goes to what says most."""
    count = len(table.columns)
    if table.layout == "actions" and count == len(_ACTIONS):
        return tuple(int(total * each) for each in _ACTIONS)
    if table.layout in {"heatmap", "matrix"} and count > 1:
        first = int(total * _FIRST[table.layout])
        return (first, *[(total - first) // (count - 1)] * (count - 1))
    texts = [_texts(table, place) for place in range(count)]
    floors = [_AROUND + _LETTER * min(_LONGEST, max(map(_longest_word, each), default=1)) for each in texts]
    if sum(floors) >= total:
        return tuple(total * each // sum(floors) for each in floors)
    # What a column says beyond its longest word, and how much that is: a long text in few rows needs less than in many.
    wants = [_AROUND + _LETTER * min(_SHARED, max(map(len, each), default=1)) for each in texts]
    hopes = [max(0, want - floor) * sum(map(len, each)) for want, floor, each in zip(wants, floors, texts, strict=True)]
    spare = total - sum(floors)
    if not any(hopes):
        return tuple(floor + spare // count for floor in floors)
    return tuple(floor + spare * hope // sum(hopes) for floor, hope in zip(floors, hopes, strict=True))


def _texts(table: Table, place: int) -> list[str]:
    """What stands in a column, its heading included."""
    cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
    return [table.columns[place].title, *(line for cell in cells for line in lines(cell))]


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=1)
