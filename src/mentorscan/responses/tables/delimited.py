"""CSV and TSV files: separator, header and rows. Clean files are streamed as they are, others from a clean copy."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path

import polars as pl

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.tables.encoding import utf8_copy
from mentorscan.responses.tables.header import TITLE_ROWS, Expected, check_no_title
from mentorscan.responses.tables.rewrite import Dialect, records, rewritten
from mentorscan.responses.tables.structure import structure_of
from mentorscan.responses.tables.table import LOOKED_AT, Dtype, Head, column, small_integers

_SAMPLE = 500
_SMALL_CHUNKS = ("POLARS_CSV_CHUNK_SIZE", str(1 << 22))
"""Polars reads ahead in chunks that grow with the file: small ones take a third of the memory and no more time."""
_SEPARATORS = (",", ";", "\t")
_HEAD = 1 << 20
_COMPARED = 20
_SAID = re.compile(r'"?sep=([,;|:\t])"?[\r\n]+', re.IGNORECASE)


class DelimitedTable:
    """A delimited text file as raw columns."""

    rereadable: bool = True

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        expected: Expected,
        encoding: str | None = None,
        separator: str | None = None,
        skip: int = 0,
        temporary: ExitStack,
    ) -> None:
        """Open a file. ``temporary`` holds what must go when the table is no longer needed; the table takes it over.

        ``skip``: how many lines stand above the header; ``separator``: between cells, where it is known.

        Raises ``ExportError`` where the file is not text, or its rows cannot be told apart.
        """
        self.name, self.sha256 = name, ""
        self.rows: int | None
        self.header_line: int | None
        self.notes: tuple[Note, ...] = ()
        self._text = utf8_copy(path, name=name, encoding=encoding, stack=temporary)
        self._dialect = dialect_of(self._text, skip=skip, separator=separator)
        self.header_line, rows = self._first()
        self.head = Head(name=name, container="delimited", rows=rows[:LOOKED_AT])
        if not expected.fits(self.head):
            check_no_title(_first_rows(self._text), name=name, expected=expected)
        self._above = min(expected.header_rows(self.head), len(rows))
        width = len(self.head.header)
        self.numeric = small_integers(rows[self._above :], width=width)
        start, separator = self._dialect.start, self._dialect.separator
        structure = structure_of(self._text, name=name, start=start, separator=separator, width=width)
        self._quoted = structure.quoted or not structure.clean
        if structure.clean:
            self._path, self.rows, self._separator = self._text, structure.rows - self._above, separator
            self._skipped = self._dialect.first_line - 1 + self._above
        else:
            copy = rewritten(
                self._text, name=name, dialect=self._dialect, above=self._above, width=width, stack=temporary
            )
            self._path, self.rows, self._separator, self.notes = copy.path, copy.rows, ",", copy.notes
            self._skipped = 0
        self._remove = weakref.finalize(self, temporary.pop_all().close)

    def frame(self, dtypes: Mapping[int, Dtype]) -> pl.LazyFrame:
        """The columns at these positions, parsed as these types."""
        if not self.rows:
            return pl.LazyFrame(schema={column(position): dtype for position, dtype in dtypes.items()})
        os.environ.setdefault(*_SMALL_CHUNKS)
        whole = pl.scan_csv(
            self._path,
            schema={column(position): dtypes.get(position, pl.String) for position in range(len(self.head.header))},
            separator=self._separator,
            has_header=False,
            skip_rows=self._skipped,
            glob=False,
        )
        return whole.select(column(position) for position in dtypes)

    def lines(self, rows: Iterable[int], /) -> dict[int, int]:
        """The lines of these data rows, counted where no quotes are, else by reading the file again."""
        wanted = set(rows)
        if not self._quoted:
            return {row: row + self._dialect.first_line - 1 + self._above for row in wanted}
        numbered = enumerate(records(self._text, name=self.name, dialect=self._dialect), 1 - self._above)
        most = max(wanted, default=0) + self._above
        return {row: line for row, (line, _) in islice(numbered, most) if row in wanted}

    def close(self) -> None:
        """Remove the temporary copies."""
        self._remove()

    def _first(self) -> tuple[int, tuple[tuple[str, ...], ...]]:
        """The line of the first row, and the first rows, each as wide as it; that one alone where others are broken."""
        rows = records(self._text, name=self.name, dialect=self._dialect)
        try:
            line, header = next(rows)
        except StopIteration:
            found = "the file is empty"
            raise ExportError(
                Problem("empty-file", found, Place(self.name), "a header and one row per respondent")
            ) from None
        except ExportError:
            structure_of(self._text, name=self.name, start=self._dialect.start, separator=",", width=2)
            raise
        sample = [tuple(header)]
        try:
            for _, cells in islice(rows, _SAMPLE):
                sample.append(tuple((cells + [""] * (len(header) - len(cells)))[: len(header)]))
        except ExportError:
            del sample[1:]
        return line, tuple(sample)


def dialect_of(path: Path, *, skip: int = 0, separator: str | None = None) -> Dialect:
    """Where the header of a UTF-8 file begins, ``skip`` lines down, and which separator its rows have.

    A first line ``sep=;``, as Excel writes it, decides; else the one among comma, semicolon and tab that gives the
    most columns of even width.
    """
    start, lines = _first_lines(path)
    said = _SAID.fullmatch(lines[0]) if lines else None
    above = skip + bool(said)
    start += sum(len(line.encode()) for line in lines[:above])
    best = separator or (said[1] if said else max(_SEPARATORS, key=lambda each: _columns(lines[skip:], separator=each)))
    return Dialect(start=start, first_line=1 + above, separator=best)


def _first_lines(path: Path) -> tuple[int, list[str]]:
    """Where the text of a UTF-8 file begins, behind its mark or several, and its first lines."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    mark, start = codecs.BOM_UTF8, 0
    while head.startswith(mark, start):
        start += len(mark)
    return start, list(io.StringIO(head[start:].decode("utf-8", "replace"), newline=""))


def _first_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The first rows of a file as every separator would cut them, each with its line."""
    _, lines = _first_lines(path)
    for separator in _SEPARATORS:
        reader = csv.reader(lines, delimiter=separator)
        with suppress(csv.Error):
            yield from ((reader.line_num, cells) for cells in islice(reader, TITLE_ROWS))


def _columns(lines: list[str], *, separator: str) -> float:
    """How many columns of even width a separator gives: the header's width times the share of rows as wide as it."""
    widths: list[int] = []
    with suppress(csv.Error):
        widths.extend(len(cells) for cells in islice(filter(None, csv.reader(lines, delimiter=separator)), _COMPARED))
    return (widths[0] - 1) * widths.count(widths[0]) / len(widths) if widths else 0
