"""How far the sheets of a workbook reach, before they are read: its reader makes a place for every cell in between.

A single cell in the last corner of a sheet, or one that says to stand for a thousand million, would otherwise take all
the memory there is, and the process with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

import numpy as np

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.text import counted

_CONTENT = "content.xml"
_MOST_CELLS = 1 << 24
"""Whatever the file's size; a cell that is written out takes a byte at least, so larger sheets are larger files too."""
_MOST_BYTES = 1 << 32
_MOST_REPEATED = 1 << 24
_CHUNK = 1 << 20
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,40})([0-9]{1,18})["']""")
_TEXTS = re.compile(rb"""<(?:\w+:)?sst\b[^>]*?\buniqueCount\s*=\s*["']\s*\+?([0-9]+)""")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW_NUMBER = re.compile(rb'<row r="([0-9]{1,18})"')
_BEGIN = b'<c r="'
_WIDEST = len(_BEGIN) + 12
_UNUSUAL = (b":c", b":row", b"\t", b"\r", b"r =", b"= ", b"\nr", b"\n=", b"=\n", b"='")
"""What spreadsheet programs do not write into the tags of cells and rows; in a text of a cell it does no harm."""

_OPEN_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*\+?([0-9]+)""")


def check_extent(source: Path | IO[bytes], *, name: str) -> None:
    """Nothing, if the sheets of a workbook are of a size that can be read. Raises ``ExportError`` where they are not.

    Raises ``BadZipFile``, ``zlib.error`` and their like where the archive is damaged.
    """
    with ZipFile(source) as archive:
        parts = archive.infolist()
        unpacked = sum(each.file_size for each in parts)
        if unpacked > _MOST_BYTES:
            raise _too_large(f"it unpacks to {unpacked >> 30} GB", name=name)
        for part in parts:
            if part.filename.casefold().endswith(".xml"):
                _check_strings(archive, part, name=name)
            rows, columns = _open_extent(archive, part) if part.filename == _CONTENT else _extent(archive, part)
            if rows * columns > max(_MOST_CELLS, part.file_size):
                raise _too_large(f"a sheet reaches over {counted(rows, 'row')} and {columns:,} columns", name=name)


def _too_large(found: str, *, name: str) -> ExportError:
    """The error for a workbook that is larger than what is in it."""
    hint = "delete stray cells far below and right of the answers, or save the sheet as CSV UTF-8"
    return ExportError(Problem("too-large", f"the workbook cannot be read: {found}", Place(name), hint=hint))


def _check_strings(archive: ZipFile, part: ZipInfo, *, name: str) -> None:
    """Nothing, if a table of texts can hold as many as it says. Raises ``ExportError`` where it cannot."""
    with archive.open(part) as file:
        found = _TEXTS.search(file.read(_CHUNK))
    if found and int(found[1][:18]) > max(part.file_size, _CHUNK):
        raise _too_large("it says that it holds more texts than it has room for", name=name)


def _extent(archive: ZipFile, part: ZipInfo) -> tuple[int, int]:
    """How many rows and columns the cells of a sheet of an XLSX workbook reach over; other parts have none."""
    if not part.filename.casefold().endswith(".xml"):
        return 0, 0
    last = counted_rows = columns = 0
    for text in _pieces(archive, part):
        if (usual := _usual_extent(text)) is not None:
            last, columns = max(last, usual[0]), max(columns, usual[1])
            counted_rows += text.count(b"<row ")
            continue
        counted_rows += len(_ROW.findall(text))
        references = _REFERENCE.findall(text)
        last = max(last, max((int(row) for _, row in references), default=0))
        columns = max(columns, max(map(_number, {letters for letters, _ in references}), default=0))
        if len(_CELL.findall(text)) > sum(bool(letters) for letters, _ in references):  # some stand by their order
            columns = max(columns, *(len(_CELL.findall(row)) for row in _ROW.split(text)))
    return max(last, counted_rows), columns


def _usual_extent(text: bytes) -> tuple[int, int] | None:
    """The last row and column of a piece that is written as spreadsheet programs do, found twenty times as fast.

    ``None`` where anything in it is not so: then it is looked at letter by letter.

    >>> _usual_extent(b'<row r="2"><c r="A2"/><c r="AB2" s="1"><v>1</v></c></row>')
    (2, 28)
    >>> _usual_extent(b'<row r="2"><x:c r="A2"/><c r = "XFD9"/></row>') is None
    True
    """
    if any(each in text for each in _UNUSUAL):
        return None
    found = np.frombuffer(text + bytes(_WIDEST), np.uint8)
    starts = np.flatnonzero(
        (found[:-_WIDEST] == ord("<"))
        & (found[1 : 1 - _WIDEST] == ord("c"))
        & np.isin(found[2 : 2 - _WIDEST], list(b" />\n"))
    )
    written = found[starts[:, None] + np.arange(_WIDEST)]
    if not (written[:, : len(_BEGIN)] == np.frombuffer(_BEGIN, np.uint8)).all():
        return None
    reference = written[:, len(_BEGIN) :]
    columns, rows = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.int64)
    letters, ended = np.ones(len(starts), np.bool_), np.zeros(len(starts), np.bool_)
    for each in reference.T:
        letter, digit = (each >= ord("A")) & (each <= ord("Z")), (each >= ord("0")) & (each <= ord("9"))
        letters &= letter
        columns = np.where(letters, columns * 26 + each - ord("A") + 1, columns)
        rows = np.where(digit & ~ended, rows * 10 + each - ord("0"), rows)
        if (letter & ~letters & ~ended).any() or not (letter | digit | ended | (each == ord('"'))).all():
            return None
        ended |= each == ord('"')
    if not ended.all():
        return None
    lines = _ROW_NUMBER.findall(text)  # a row may say that it is further down than its cells
    if len(lines) != text.count(b"<row"):
        return None
    return max(int(rows.max(initial=0)), *map(int, lines), 0), int(columns.max(initial=0))


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """A part in pieces of whole tags."""
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            end = text.rfind(b"<")
            rest = text[end:] if end > 0 else text
            if end > 0:
                yield text[:end]
    yield rest


def _number(letters: bytes) -> int:
    """The number of a column, from 1; 0 without letters.

    >>> [_number(letters) for letters in (b"", b"A", b"AA", b"xfd")]
    [0, 1, 27, 16384]
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _open_extent(archive: ZipFile, part: ZipInfo) -> tuple[int, int]:
    """How many rows and columns the filled cells of the largest sheet of an ODS workbook reach over.

    What is repeated far more often than any sheet could hold it counts even where it is blank.
    """
    with archive.open(part) as file:
        expat.ParserCreate().ParseFile(file)  # the reader of workbooks never ends where a sheet has no end
    largest = sheet = _OpenSheet()
    for text in _pieces(archive, part):
        for kind, attributes in _OPEN_TAG.findall(text):
            found = _REPEATED.search(attributes)
            times = int(found[1][:18]) if found else 1
            if kind == b"table":
                sheet = _OpenSheet()
            elif kind == b"table-row":
                sheet.begin_row(times)
            else:
                sheet.add(times, filled=b"office:" in attributes or not attributes.endswith(b"/"))
            largest = max(largest, sheet, key=_OpenSheet.cells)
    return largest.rows, largest.columns


class _OpenSheet:
    """What the filled cells of an ODS sheet reach over, while its tags go by."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._below = self._times = self._across = 0

    def cells(self) -> int:
        """How many cells that are."""
        return self.rows * self.columns

    def begin_row(self, times: int) -> None:
        """A row opens that stands for so many."""
        self._below += self._times
        self._times, self._across = times, 0
        if times > _MOST_REPEATED:
            self.rows, self.columns = times, max(self.columns, 1)

    def add(self, times: int, *, filled: bool) -> None:
        """A cell of the row stands for so many."""
        self._across += times
        if filled or times > _MOST_REPEATED:
            self.rows = max(self.rows, self._below + self._times)
            self.columns = max(self.columns, self._across)
