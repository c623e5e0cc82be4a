"""The table of an entry sheet: its rows by what their hidden cells say, whatever stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final
from unicodedata import category

from mentorscan.errors import Place, Problem
from mentorscan.interview.sheet_book import Grid
from mentorscan.interview.sheet_format import ANSWER, COLUMNS, CONFIDENCE, EVIDENCE, ITEM, LOOK, NOTE, REASON

INPUTS: Final = (ANSWER, CONFIDENCE, EVIDENCE, NOTE, REASON)
"""The columns that a rater fills in."""

_NOT_TEXT: Final = frozenset("\ufeff\ufffe\uffff")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row below or above the headings: what its hidden cell says that stands in it, and what does, by column."""

    line: int
    id: str
    cells: Mapping[str, str]

    @property
    def written(self) -> bool:
        """Whether a rater wrote anything into it."""
        return any(self.cells[name] for name in INPUTS)


@dataclass(frozen=True, kw_only=True)
class Table:
    """The sheet with the items. ``columns``: where they are; ``head``: the line of their names."""

    grid: Grid
    file: str
    head: int
    columns: Mapping[str, int]

    @classmethod
    def found(cls, grid: Grid, *, file: str) -> Table | None:
        """The table on a sheet; ``None`` where it has no row that names all columns."""
        for line, row in enumerate(grid.rows, start=1):
            names = [cell.strip() for cell in row]
            if COLUMNS in names:
                columns = {ITEM: names.index(COLUMNS)} | {
                    name: names.index(name) for name in (LOOK, *INPUTS) if name in names
                }
                whole = len(columns) == len(INPUTS) + 2
                return cls(grid=grid, file=file, head=line, columns=columns) if whole else None
        return None

    @cached_property
    def rows(self) -> Sequence[Row]:
        """All rows but the one that names the columns."""
        return [
            Row(
                line=line,
                id=row[self.columns[ITEM]].strip(),
                cells={name: _told(row[column]) for name, column in self.columns.items()},
            )
            for line, row in enumerate(self.grid.rows, start=1)
            if line != self.head
        ]

    def at(self, row: Row, column: str, problem: Problem) -> Problem:
        """A problem with the cell at which it is."""
        cell = self.grid.cell(row.line, self.columns[column])
        return replace(problem, message=f"{cell}: {problem.message}", place=Place(self.file, row.line))


def _told(cell: str) -> str:
    r"""What a person wrote into a cell, in lines; without outer spaces, and what no other file could hold.

    >>> _told(" two\r\nlines\x07 ")
    'two\nlines'
    """
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    kept = (each for each in lines if each in "\n\t" or (category(each) not in {"Cc", "Cs"} and each not in _NOT_TEXT))
    return "".join(kept).strip()
