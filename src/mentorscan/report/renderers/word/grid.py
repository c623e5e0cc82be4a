"""The tables of the model as one kind of table, and how wide each of their columns is on paper."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.report.model import Cell, Column, ItemTable, ProfileRow, ProfileTable, Row, Table

WIDE = 9
"""The number of columns from which a heatmap gets a page in landscape."""

_LETTER = 88
"""The width of a letter of a table's text, in twentieths of a point, rather too wide than too narrow."""
_AROUND = 240
_NO_BREAK = "\N{NO-BREAK SPACE}"
_LONGEST = 34
_SHORT = 18
_MOST = 0.7
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
        return (f"{cell.presence.mark}{_NO_BREAK}{cell.presence.word}",)
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
    floors = _floors(table, whole=_SHORT)
    if sum(floors) > total * _MOST:
        floors = _floors(table, whole=0)
    if sum(floors) >= total:
        return tuple(total * each // sum(floors) for each in floors)
    spare, told = total - sum(floors), [_said(table, place) for place in range(count)]
    return tuple(floor + spare * each // sum(told) for floor, each in zip(floors, told, strict=True))


def _floors(table: Table, *, whole: int) -> list[int]:
    """What each column needs: its longest word, numbers and texts of so many letters in one line."""
    letters = (max(_letters(table, place, whole=whole)) for place in range(len(table.columns)))
    return [_AROUND + _LETTER * min(_LONGEST, each) for each in letters]


def _letters(table: Table, place: int, *, whole: int) -> Iterator[int]:
    """How many letters have to stand in one line, of the heading and of each text."""
    column = table.columns[place]
    yield _longest_word(column.title)
    for text in _texts(table, place):
        yield len(text) if column.kind == "number" or len(text) <= whole else _longest_word(text)


def _said(table: Table, place: int) -> int:
    """How much of the width that is left a column gets: as much as it says, and numbers next to nothing."""
    if place and table.columns[place].kind == "number":
        return 1
    texts = _texts(table, place)
    return max(10, sum(map(len, texts))) if any(len(each) > _SHORT for each in texts) else 10


def _texts(table: Table, place: int) -> list[str]:
    """What stands in a column below its heading."""
    cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
    return [line for cell in cells for line in lines(cell)]


def _longest_word(text: str) -> int:
    return max(map(len, text.split(" ")))
