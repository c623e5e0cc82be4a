"""Rows of a delimited file that is not clean, read row by row with Python's own strict reader and written anew."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.tables.encoding import temporary_file
from mentorscan.responses.tables.structure import LONGEST_ROW
from mentorscan.responses.text import counted, plain

_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a UTF-8 file is to be taken apart: from which byte and line on, and at which separator."""

    start: int = 0
    first_line: int = 1
    separator: str = ","


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A clean copy of the data rows, without the header; how many there are; what was done to them."""

    path: Path
    rows: int
    notes: tuple[Note, ...]


def records(path: Path, *, name: str, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line where it begins, the header first.

    A row is blank where nothing but separators and white space stands in it and the header has several columns; in a
    file of one column a line of white space is an empty cell.
    Any of LF, CRLF, CR and CR CRLF ends a line. Raises ``ExportError`` at a quote out of place and at a row that has no
    end. Bytes that are not UTF-8 are for ``structure_of`` to find; here they only must not stand in the way.
    """
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        file.seek(dialect.start)
        lines = _Lines(file, name=name, line=dialect.first_line)
        width = 0
        reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
        while True:
            begin = lines.line
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _misquoted(error, name=name, line=begin) from None
            white = width != 1 and not any(map(plain, cells))
            if cells and not white:
                width = width or len(cells)
                yield begin, cells


def rewritten(path: Path, *, name: str, dialect: Dialect, above: int, width: int, stack: ExitStack) -> Rewritten:
    """The data rows in a temporary file, each ``width`` cells wide: short rows filled up, empty cells too many cut off.

    ``above``: how many rows the header has.

    Raises ``ExportError`` naming the rows with more cells than the header has.
    """
    problems: list[Problem] = []
    rows = padded = long = 0
    with (
        temporary_file(stack) as (copy, binary),
        io.TextIOWrapper(binary, encoding="utf-8", errors="replace", newline="") as target,
    ):
        write = csv.writer(target).writerow
        source = islice(records(path, name=name, dialect=dialect), above, None)
        for line, cells in source:
            rows += 1
            if len(cells) < width:
                padded += 1
                cells.extend([""] * (width - len(cells)))
            elif len(cells) > width:
                if any(cell.strip() for cell in cells[width:]):
                    long += 1
                    if long <= _MOST_PROBLEMS:
                        problems.append(_long_row(name=name, line=line, found=len(cells), width=width))
                del cells[width:]
            write(cells)
    if long > _MOST_PROBLEMS:
        problems.append(
            Problem("long-row", f"{counted(long - _MOST_PROBLEMS, 'more row')} with too many cells", Place(name))
        )
    if problems:
        raise ExportError(problems)
    text = f"Rows of {name} with fewer cells than the header: {{rows}}. The missing cells count as empty."
    notes = (Note("short-rows", text, place=name, values={"rows": padded}),) if padded else ()
    return Rewritten(path=copy, rows=rows, notes=notes)


class _Lines:
    """The lines of a file for the csv reader, with the number of the one that comes next."""

    def __init__(self, file: io.TextIOWrapper, *, name: str, line: int) -> None:
        self._file, self._name = file, name
        self.line, self.last = line, ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST_ROW)
        if not line:
            raise StopIteration
        if len(line) == LONGEST_ROW:
            found = f"line {self.line} is longer than {LONGEST_ROW >> 20} MB"
            hint = "a survey export has one row per respondent: check what this file is"
            raise ExportError(Problem("row-without-end", found, Place(self._name, self.line), hint=hint))
        rest_of_line_end = line in {"\n", "\r\n"} and self.last.endswith("\r")
        self.line += not rest_of_line_end
        self.last = line
        return line


def _misquoted(error: csv.Error, *, name: str, line: int) -> ExportError:
    """The error for a row that the strict reader refuses."""
    row = f"the row that begins in line {line}"
    found = {
        "unexpected end of data": f"a quoted cell in {row} is never closed",
        "field larger than field limit (131072)": f"{row} has a cell of over 131,072 letters",
    }.get(str(error), f"the quotes in {row} do not pair up ({error})")
    hint = "export the file again, or put right the quotes in this row; a quote within a quoted cell is written twice"
    return ExportError(Problem("misquoted-row", found, Place(name, line), hint=hint))


def _long_row(*, name: str, line: int, found: int, width: int) -> Problem:
    """The problem for a row with more cells than the header has."""
    return Problem(
        "long-row",
        f"the row in line {line} has {found} cells, but the header has {width}",
        Place(name, line),
        hint="cells that hold the separator must be in quotes",
    )
