"""Cells of a workbook whose formula has failed (``#N/A``, ``#DIV/0!``): the reader of workbooks takes them for empty.

They stand in the sheet's XML with the type ``e`` (ECMA-376, part 1, 18.18.11). The bytes are searched first, which is
cheap; only a workbook that has such cells is parsed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from mentorscan.errors import ExportError, Place, Problem

_BINARY = "xl/workbook.bin"
_WORKBOOK = "xl/workbook.xml"
_TARGETS = "xl/_rels/workbook.xml.rels"
_SHEETS = "xl/worksheets/"
_FAILED = re.compile(rb"""\bt\s*=\s*["']e["']""")
_OVERLAP = 64
_CHUNK = 1 << 18

Cells = dict[tuple[int, int], str]
"""Row (from 1) and column (from 0) of the sheet -> what stands there."""


def check_xml(source: Path | IO[bytes], *, name: str) -> None:
    """Raise ``ExportError`` where a workbook is a binary one, in which failed cells cannot be found."""
    with ZipFile(source) as archive:
        if _BINARY in archive.namelist():
            found, hint = "this is a binary Excel workbook (.xlsb)", "save it as XLSX or as CSV UTF-8"
            raise ExportError(Problem("wrong-kind", found, Place(name), "a CSV, TSV or XLSX file", hint))


def failed_cells(source: Path | IO[bytes], *, title: str) -> Cells:
    """The failed cells of the sheet with this title.

    Raises ``KeyError``, ``ValueError`` or ``expat.ExpatError`` where a workbook that has any cannot be taken apart.
    """
    with ZipFile(source) as archive:
        names = {name.replace("\\", "/").casefold(): name for name in archive.namelist()}
        sheets = [each for each in names if each.startswith(_SHEETS) and each.endswith(".xml")]
        if not any(_has_failed(archive, names[each]) for each in sheets):
            return {}
        part = names[_part_of(archive, names, title=title)]
        reading = _Cells()
        with archive.open(part) as file:
            _parse(file, reading)
        return reading.failed


def _has_failed(archive: ZipFile, name: str) -> bool:
    """Whether a part may have failed cells."""
    rest = b""
    with archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            if _FAILED.search(rest + chunk):
                return True
            rest = chunk[-_OVERLAP:]
    return False


def _part_of(archive: ZipFile, names: Mapping[str, str], *, title: str) -> str:
    """The name of the part in which a sheet stands, in lower case."""
    sheets, targets = _Tags("sheet"), _Tags("Relationship")
    for name, tags in ((_WORKBOOK, sheets), (_TARGETS, targets)):
        with archive.open(names[name]) as file:
            _parse(file, tags)
    (key,) = [each["id"] for each in sheets.found if each.get("name") == title]
    (target,) = [each["Target"] for each in targets.found if each.get("Id") == key]
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").casefold()


class _Tags:
    """The attributes of all tags of one kind, by local names."""

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self.found: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if _local(tag) == self._tag:
            self.found.append({_local(name): value for name, value in attributes.items()})

    def end(self, _tag: str, /) -> None:
        """A tag closes."""

    def text(self, _data: str, /) -> None:
        """Text within a tag."""


class _Cells:
    """The failed cells of a sheet. A cell without a reference stands right of the one before it."""

    def __init__(self) -> None:
        self.failed: Cells = {}
        self._row, self._column = 0, -1
        self._within_value = self._is_failed = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        kind = _local(tag)
        if kind == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), -1
        elif kind == "c":
            reference = attributes.get("r")
            self._column = _column(reference) if reference else self._column + 1
            self._is_failed = attributes.get("t") == "e"
        self._within_value = kind == "v" and self._is_failed

    def end(self, _tag: str, /) -> None:
        """A tag closes."""
        self._within_value = False

    def text(self, data: str, /) -> None:
        """Text within a tag, perhaps in several pieces."""
        if self._within_value:
            cell = self._row, self._column
            self.failed[cell] = self.failed.get(cell, "") + data


def _parse(file: IO[bytes], reading: _Tags | _Cells) -> None:
    """Let ``reading`` see what stands in an XML file."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.ParseFile(file)


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _column(reference: str) -> int:
    """The column of a cell's reference, from 0.

    >>> [_column(reference) for reference in ("A1", "Z9", "AA10")]
    [0, 25, 26]
    """
    number = 0
    for letter in reference.upper().rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
