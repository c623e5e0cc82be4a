"""The tables of the model as one kind of table, and how wide each of their columns is on paper."""

from __future__ import annotations

from collections.abc import Sequence

from mentorscan.report.model import Cell, Column, ItemTable, ProfileRow, ProfileTable, Row, Table

WIDE = 9
"""The number of columns from which a heatmap gets a page in landscape."""

_LETTER = 92
"""The width of a letter of a table's text, in twentieths of a point, rather too wide than too narrow."""
_AROUND = 150
_LONGEST = 34
_SHARED = 46


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
    """The width of each column, in twentieths of a point: enough for its words, and what is left shared by length."""
    if table.layout == "actions":
        return _shared((0.06, 0.38, 0.18, 0.14, 0.24), count=len(table.columns), total=total)
    texts = [_texts(table, place) for place in range(len(table.columns))]
    floors = [_AROUND + _LETTER * min(_LONGEST, max(map(_longest_word, each), default=1)) for each in texts]
    wants = [min(_SHARED, max(map(len, each), default=1)) for each in texts]
    if sum(floors) >= total:
        return _squeezed(floors, total=total)
    spare = total - sum(floors)
    hopes = [max(0, _AROUND + _LETTER * want - floor) for want, floor in zip(wants, floors, strict=True)]
    every = sum(hopes)
    if every >= spare:
        return tuple(floor + spare * hope // every for floor, hope in zip(floors, hopes, strict=True))
    # Room is left: words get it, so that numbers stand close to each other at the right.
    weight = [2 if place == 0 or column.kind == "text" else 1 for place, column in enumerate(table.columns)]
    rest = spare - every
    return tuple(
        floor + hope + rest * each // sum(weight) for floor, hope, each in zip(floors, hopes, weight, strict=True)
    )


def _shared(parts: Sequence[float], *, count: int, total: int) -> tuple[int, ...]:
    """The width by these parts, or evenly where there is another number of columns."""
    return tuple(int(total * each) for each in parts) if len(parts) == count else (total // count,) * count


def _squeezed(floors: Sequence[int], *, total: int) -> tuple[int, ...]:
    """Less than the words need: the first column keeps a fair part, and the others have the rest alike."""
    if len(floors) == 1:
        return (total,)
    first = min(floors[0], total // 4)
    return (first, *((total - first) * each // sum(floors[1:]) for each in floors[1:]))


def _texts(table: Table, place: int) -> list[str]:
    """What stands in a column, its heading included."""
    cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
    return [table.columns[place].title, *(line for cell in cells for line in lines(cell))]


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=1)
