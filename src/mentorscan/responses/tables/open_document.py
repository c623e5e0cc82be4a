"""Cells of an OpenDocument spreadsheet whose formula has failed: the reader takes them for empty, or for 0.

LibreOffice marks them with ``calcext:value-type="error"``; older programs only show ``#N/A`` or ``Err:502`` as the
text of a cell with a formula. The bytes are searched first; only a file that may have such cells is parsed.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from mentorscan.responses.tables.failed_cells import Cells

_CONTENT = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_KIND = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_PARAGRAPH = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 p"
_ANNOTATION = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 annotation"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_MAY_FAIL = re.compile(rb"""value-type=["']error|>\s*(?:#[A-Z]|Err:)""")
_FAILED = re.compile(r"#[A-Z0-9/]+[!?]?|Err:[0-9]+")
_OTHER_ERROR = "#VALUE!"
"""What ``Err:502`` and its like are called in other spreadsheet programs."""
_MOST = 1 << 20


def is_open_document(source: Path | IO[bytes]) -> bool:
    """Whether a workbook is an OpenDocument spreadsheet."""
    with ZipFile(source) as archive:
        return _CONTENT in archive.namelist()


def failed_open_cells(source: Path | IO[bytes], *, title: str) -> Cells:
    """The failed cells of the sheet with this title.

    Raises ``KeyError``, ``ValueError`` or ``expat.ExpatError`` where a file that has any cannot be taken apart.
    """
    with ZipFile(source) as archive:
        content = archive.read(_CONTENT)
    if not _MAY_FAIL.search(content):
        return {}
    reading = _Reading(title)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.ParseFile(BytesIO(content))
    return reading.failed


class _Reading:
    """The failed cells of one sheet, while its XML goes by. Rows and cells may stand for several of them."""

    def __init__(self, title: str) -> None:
        self.failed: Cells = {}
        self._title = title
        self._within_sheet = self._within_text = self._may_fail = self._is_marked = False
        self._row, self._rows, self._column, self._columns = 1, 1, 0, 1
        self._text = ""
        self._notes = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if tag == f"{_TABLE}table":
            self._within_sheet = attributes.get(f"{_TABLE}name") == self._title
        elif tag == f"{_TABLE}table-row":
            self._rows = int(attributes.get(f"{_TABLE}number-rows-repeated", 1))
            self._column = 0
        elif tag in _CELLS:
            self._columns = int(attributes.get(f"{_TABLE}number-columns-repeated", 1))
            self._is_marked = attributes.get(_KIND) == "error"
            self._may_fail = self._is_marked or f"{_TABLE}formula" in attributes
            self._text = ""
        elif tag == _ANNOTATION:
            self._notes += 1
        self._within_text = tag == _PARAGRAPH and self._within_sheet and not self._notes

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag == f"{_TABLE}table":
            self._within_sheet = False
        elif tag == f"{_TABLE}table-row" and self._within_sheet:
            self._row += self._rows
        elif tag in _CELLS and self._within_sheet:
            if self._may_fail and (self._is_marked or _FAILED.fullmatch(self._text)):
                self._keep()
            self._column += self._columns
        elif tag == _ANNOTATION:
            self._notes -= 1
        self._within_text = False

    def text(self, data: str) -> None:
        """Text within a tag, perhaps in several pieces."""
        if self._within_text:
            self._text += data

    def _keep(self) -> None:
        """Keep the cell that has just closed. Raises ``ValueError`` where it stands for more than a sheet may hold."""
        if self._rows * self._columns > _MOST:
            raise ValueError(self._rows)
        text = self._text if self._text.startswith("#") else _OTHER_ERROR
        for row in range(self._row, self._row + self._rows):
            for column in range(self._column, self._column + self._columns):
                self.failed[row, column] = text
