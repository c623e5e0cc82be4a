"""Which kind of file an export is, told by its first bytes, never by its name alone."""

from __future__ import annotations

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfileobj

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.tables.delimited import DelimitedTable
from mentorscan.responses.tables.encoding import temporary_file
from mentorscan.responses.tables.excel import ExcelTable
from mentorscan.responses.tables.header import Expected
from mentorscan.responses.tables.table import Table

STANDARD_INPUT = Path("-")
_EXPECTED = "a CSV, TSV or XLSX file"
_EXPORT_AGAIN = "export the answers as CSV or XLSX"
_ZIP = b"PK\x03\x04"
_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel workbook (.xls), or one with a password",
        "save it as XLSX without a password, or as CSV UTF-8",
    ),
    (b"$FL2", "an SPSS file", _EXPORT_AGAIN),
    (b"$FL3", "an SPSS file", _EXPORT_AGAIN),
    (b"%PDF", "a PDF document", _EXPORT_AGAIN),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"PAR1", "a Parquet file", _EXPORT_AGAIN),
    (b"\x89PNG", "a picture", _EXPORT_AGAIN),
    (b"PK\x05\x06", "an empty archive", _EXPORT_AGAIN),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


def open_table(
    path: Path, *, expected: Expected, encoding: str | None = None, separator: str | None = None, skip: int = 0
) -> Table:
    """The file as raw columns; ``-`` is standard input.

    ``skip``: how many rows stand above the header; ``separator``: between the cells of a delimited file.
    Raises ``ExportError`` where the file is of another kind, or cannot be taken apart.
    """
    name = "stdin" if path == STANDARD_INPUT else path.name
    with ExitStack() as temporary:
        file = _regular(path, name=name, temporary=temporary)
        with file.open("rb") as opened:
            head = opened.read(256)
        _check_kind(head, name=name)
        with ThreadPoolExecutor(max_workers=1) as pool:
            sha256 = pool.submit(_sha256, file)
            table: Table
            if head.startswith(_ZIP):
                table = ExcelTable(file, name=name, expected=expected, skip=skip)
            else:
                table = DelimitedTable(
                    file,
                    name=name,
                    expected=expected,
                    encoding=encoding,
                    separator=separator,
                    skip=skip,
                    temporary=temporary,
                )
            table.sha256 = sha256.result()
    return table


def _regular(path: Path, *, name: str, temporary: ExitStack) -> Path:
    """The file itself, or a copy of what comes through standard input or a pipe, since it is read more than once."""
    if path == STANDARD_INPUT:
        with temporary_file(temporary) as (copy, target):
            copyfileobj(sys.stdin.buffer, target)
        return copy
    if path.is_fifo():
        with path.open("rb") as source, temporary_file(temporary) as (copy, target):
            copyfileobj(source, target)
        return copy
    if path.exists() and not path.is_file():
        kind = "a folder" if path.is_dir() else "no file"
        raise ExportError(Problem("not-a-file", f"this is {kind}", Place(name), _EXPECTED))
    return path


def _check_kind(head: bytes, *, name: str) -> None:
    """Refuse files whose first bytes say that they are something else."""
    refused = next(((kind, hint) for magic, kind, hint in _REFUSED if head.startswith(magic)), None)
    if head.startswith(_ZIP) and _OPEN_DOCUMENT in head:
        refused = "an OpenDocument file (.ods)", "save it as XLSX or as CSV UTF-8"
    if refused:
        kind, hint = refused
        raise ExportError(Problem("wrong-kind", f"this is {kind}", Place(name), _EXPECTED, hint))


def _sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes. Hashing leaves the interpreter free for the rest of the work."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
