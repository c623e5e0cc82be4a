"""What lies behind hallmarks and outcomes as grids of a sheet: in words, statement by statement, and in comments."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.report.model import Cell, Column, Hallmarks, HallmarkSection, Report
from mentorscan.report.renderers.book.sheets import BarKind, Grid


def in_words(report: Report, part: Hallmarks, *, own: str) -> Grid:
    """What each hallmark means, what stands out, and what the consultant wrote about it."""
    names = report.labels.columns
    read = any(each.interpretation for each in part.sections)
    columns = (own, names["meaning"], names["findings"], *((report.labels.interpretation,) if read else ()))
    return Grid(
        columns=tuple(Column(title=each) for each in columns),
        rows=tuple(
            (
                Cell(text=each.title),
                Cell(text=each.definition or ""),
                Cell(text="", lines=each.sentences),
                *((Cell(text="", lines=tuple(block.text for block in each.interpretation)),) if read else ()),
            )
            for each in part.sections
        ),
        kind="filtered",
    )


_BARS: dict[int, BarKind] = {2: "index", 3: "unfavourable", 4: "neutral", 5: "favourable"}
"""The columns of the statements that are drawn: hallmark, statement, index, then the shares."""


def statements(report: Report, part: Hallmarks, *, own: str) -> Grid:
    """All statements in one table; opt-outs that some hallmarks do not offer are empty with these."""
    names = report.labels.columns
    tables = [(each.title, each.items) for each in part.sections if each.items]
    shares = dict.fromkeys(column.title for _, table in tables for column in table.columns[2:-1])
    answered = [table.columns[-1] for _, table in tables][:1]
    rows = []
    for title, table in tables:
        heads = [column.title for column in table.columns[2:]]
        for row in table.rows:
            known = dict(zip(heads, row.cells, strict=True))
            gap = row.cells[0] if row.cells[0].number is None else Cell(text="")
            index = Cell(text=gap.text, state=row.state, number=row.index)
            wanted = (*shares, *(each.title for each in answered))
            rows.append(
                (Cell(text=title), Cell(text=row.text), index, *(known.get(each, Cell(text="")) for each in wanted))
            )
    columns = (
        Column(title=own),
        Column(title=names["statement"]),
        Column(title=names["index"], kind="number"),
        *(Column(title=each, kind="number") for each in shares),
        *answered,
    )
    optouts: dict[int, BarKind] = dict.fromkeys(range(6, 3 + len(shares)), "optout")
    return Grid(columns=columns, rows=tuple(rows), kind="filtered", bars=_BARS | optouts)


def ratings(part: Hallmarks, *, own: str) -> Grid:
    """All statements as named raters answered them, with what they saw and noted."""
    tables = [(each.title, each.ratings) for each in part.sections if each.ratings]
    columns = max((table.columns for _, table in tables), key=len)
    rows = tuple(
        (Cell(text=title), *row.cells, *(Cell(text="") for _ in columns[len(row.cells) :]))
        for title, table in tables
        for row in table.rows
    )
    return Grid(columns=(Column(title=own), *columns), rows=rows, kind="filtered")


def notes_of(section: HallmarkSection) -> Iterator[str]:
    """What stands below a section's statements, and why some of them are hidden."""
    if section.items:
        yield from section.items.notes
        yield from (row.alternative for row in section.items.rows if row.state == "hidden")
    if section.ratings:
        yield from section.ratings.notes


def comments(section: HallmarkSection) -> Iterator[tuple[Cell, ...]]:
    """What raters wrote, and what was released of a survey."""
    for each in section.comments:
        yield Cell(text=section.title), Cell(text=f"{each.name}: {' '.join(each.meaning)}")
    for text in section.released.texts if section.released else ():
        yield Cell(text=section.title), Cell(text=text)
