"""Output files: written whole or not at all, and never over something that is not ours.

Every file that mentorscan writes carries a signature near its start (``is_ours`` lists them), so that a later run can
tell its own work, which ``--force`` may replace, from other people's, which nothing replaces.
"""

from __future__ import annotations

import errno
import gzip
import os
import re
import secrets
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

from mentorscan.errors import OutputError, Place, Problem

HEAD = 65_536
"""How many bytes of a file are looked at to tell whose it is."""

PARQUET_MARK = "mentorscan"
"""The key that our Parquet files carry in their key-value metadata."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell of a CSV file that starts with one of these is taken for a formula by spreadsheets."""

PDF_MARK = "mentorscan"
"""The keyword that our PDFs carry among their document properties."""

_TEXT_SIGNATURES = (
    re.compile(r'\s*\{\s*"schema"\s*:\s*"mentorscan/'),
    re.compile(r'(?s)\s*<!doctype html>.{0,4000}?<meta name="generator" content="mentorscan', re.IGNORECASE),
    re.compile(r"<!-- mentorscan"),
    re.compile(r"# mentorscan (answers|map)\r?\n"),
    re.compile(r"respondent,file,[^\n]*,overall\r?\n"),
    re.compile(r"respondent,[^\n]*\ndemo-"),
    re.compile(r"segment,group,part,hallmark,id,title,figure,value,low,high,people,hidden\r?\n"),
)

_SAVED_LAST_BY_US = b"<cp:lastModifiedBy>mentorscan</cp:lastModifiedBy>"
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]+)</dcterms:created>")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]+)</dcterms:modified>")
"""Office programs put in the name of their user, or at least the time at which they saved; in an order of their own."""

_REASONS = {
    errno.EACCES: (
        "there is no permission to write it",
        "choose another folder, or close what has it open",
    ),
    errno.EPERM: ("there is no permission to write it", "choose another folder"),
    errno.EROFS: ("the file system is read-only", "choose a folder on another disk"),
    errno.ENOSPC: ("the disk is full", "free some space, or choose a folder on another disk"),
    errno.EDQUOT: ("your disk quota is used up", "free some space, or choose a folder on another disk"),
    errno.EFBIG: ("the file would be larger than is allowed here", "choose a folder on another disk"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name"),
    errno.ENOTDIR: ("a part of its path is a file, not a folder", "choose another folder"),
    errno.ETXTBSY: ("another program has it open", "close it there and run the command again"),
}
_WINDOWS_SHARING_VIOLATION = 32


def is_ours(path: Path) -> bool:
    """Whether mentorscan wrote this file, told by the signature that every format carries.

    JSON (also gzipped): ``"schema": "mentorscan/..."`` comes first. HTML: the generator's name. Markdown, answers and
    maps: a leading comment. Respondents and figures as CSV: the header; as Parquet: the key ``mentorscan`` in the
    metadata. PDF: the keyword ``mentorscan``. Demo: its ids. Office files: who saved them last, and when, so that one
    that a person has worked on is not ours any more.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        if head.startswith(b"PK"):
            return _is_our_office_file(path)
        if head.startswith(b"PAR1"):
            return PARQUET_MARK.encode() in _parquet_footer(path)
        if head.startswith(b"%PDF-"):
            return _is_our_pdf(stream)
    if head.startswith(b"\x1f\x8b"):
        with suppress(EOFError, zlib.error, gzip.BadGzipFile), gzip.open(path) as unpacked:
            head = unpacked.read(HEAD)
    text = head.decode("utf-8-sig", errors="replace")
    return any(signature.match(text) for signature in _TEXT_SIGNATURES)


def check_outputs(paths: Iterable[Path], *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Nothing, if every one of these files can be written: to be called before any work.

    Missing folders may be made on the way; none is made here. ``force`` allows to replace what mentorscan wrote.

    Raises:
        OutputError: with everything that stands in the way.
    """
    sources = {_key(path): path for path in inputs}
    seen: set[str] = set()
    problems: list[Problem] = []
    for path in paths:
        key = _key(path)
        if key in sources:
            problems.append(
                _problem(path, "output-is-input", "this is also an input", "give the output a name of its own")
            )
        elif key in seen:
            problems.append(
                _problem(path, "output-twice", "two outputs have this name", "give each output a name of its own")
            )
        else:
            problems += _obstacles(path, force=force)
        seen.add(key)
    if problems:
        raise OutputError(problems)


def check_folder(folder: Path) -> None:
    """Nothing, if this folder is missing, empty, or holds only files that mentorscan wrote.

    Raises:
        OutputError: with everything in it that mentorscan did not write.
    """
    try:
        if not folder.is_dir():
            return
        strangers = [each for each in sorted(folder.iterdir()) if not each.is_file() or not is_ours(each)]
    except OSError as error:
        raise OutputError(_refused(folder, error)) from error
    if strangers:
        raise OutputError(
            _problem(each, "folder-not-ours", "mentorscan did not write this", "choose an empty or a new folder")
            for each in strangers
        )


def write_whole(path: Path, content: str | bytes, *, force: bool, mode: int | None = None) -> None:
    """The file at ``path``, holding ``content`` (text as UTF-8) completely; after any failure it is as it was before.

    ``mode`` sets the permissions (otherwise the umask does), missing folders are made.

    Raises:
        OutputError: where the file may not be replaced or cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with whole_file(path, force=force, mode=mode) as draft:
        draft.write_bytes(data)


@contextmanager
def whole_file(path: Path, *, force: bool, mode: int | None = None) -> Iterator[Path]:
    """An empty file beside ``path`` to write into; it takes the place of ``path`` when the block ends without error.

    For outputs that are written in pieces, or by a library that wants a path. A symbolic link is followed.

    Raises:
        OutputError: where the file may not be replaced or cannot be written.
    """
    check_outputs([path], force=force)
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666 if mode is None else mode))
        try:
            yield draft
            _sync(draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(_refused(path, error)) from error


def unwritable(path: Path, error: OSError) -> OutputError:
    """What the operating system said about writing this file, as an error that says what to do."""
    return OutputError(_refused(path, error))


def _obstacles(path: Path, *, force: bool) -> list[Problem]:
    """What stands in the way of writing this file."""
    try:
        if path.is_dir():
            return [_problem(path, "output-is-folder", "this is a folder", "give the name of a file")]
        if path.exists():
            if not path.is_file():
                return [_problem(path, "output-not-a-file", "this is not a regular file", "give the name of a file")]
            if not is_ours(path):
                hint = "choose another name; --force replaces only what mentorscan wrote"
                return [_problem(path, "output-not-ours", "the file exists and mentorscan did not write it", hint)]
            if not force:
                return [_problem(path, "output-exists", "the file exists", "add --force to replace it")]
        _try_folder(path.resolve().parent)
    except OSError as error:
        return [_refused(path, error)]
    return []


def _try_folder(folder: Path) -> None:
    """Nothing, if a file can be made in this folder or, where it is missing, in the nearest one above it."""
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    with tempfile.TemporaryFile(dir=existing):
        pass


def _sync(path: Path) -> None:
    """Nothing, once the bytes of this file have reached the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_our_office_file(path: Path) -> bool:
    """Whether nobody has saved this workbook, document or deck since mentorscan wrote it."""
    with (
        suppress(KeyError, zipfile.BadZipFile, zlib.error),
        zipfile.ZipFile(path) as archive,
        archive.open("docProps/core.xml") as properties,
    ):
        head = properties.read(HEAD)
        created, modified = _CREATED.search(head), _MODIFIED.search(head)
        untouched = created and modified and created[1] == modified[1]
        return bool(untouched) and _SAVED_LAST_BY_US in head
    return False


def _parquet_footer(path: Path) -> bytes:
    """The last bytes of a Parquet file: its schema and metadata, whose names stand there as plain text."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - HEAD))
        return stream.read()


def _is_our_pdf(stream: BinaryIO) -> bool:
    """Whether this PDF has our keyword, which stands as plain bytes somewhere behind its pages."""
    with mmap(stream.fileno(), 0, access=ACCESS_READ) as whole:
        return whole.find(f"/Keywords({PDF_MARK})".encode()) >= 0


def _key(path: Path) -> str:
    """One text for all ways to write the same path."""
    try:
        return os.path.normcase(path.resolve())
    except OSError:
        return os.path.normcase(path)


def _problem(path: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, Place(str(path)), hint=hint)


def _refused(path: Path, error: OSError) -> Problem:
    """What the operating system said, and what to do about it."""
    if getattr(error, "winerror", None) == _WINDOWS_SHARING_VIOLATION:
        reason = _REASONS[errno.ETXTBSY]
    else:
        fallback = (error.strerror or "it cannot be written", "choose another folder")
        reason = _REASONS.get(error.errno or 0, fallback)
    return _problem(path, "output-unwritable", *reason)
