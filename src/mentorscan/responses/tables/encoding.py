"""The encoding of a text file: found by its byte order mark, otherwise UTF-8, otherwise as ``--encoding`` says."""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from mentorscan.errors import ExportError, OptionError, Place, Problem

CHUNK = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SUGGESTED = "say how the file is encoded, for example --encoding cp1252 (Excel on Windows), or save it as CSV UTF-8"


@contextmanager
def temporary_file(stack: ExitStack) -> Iterator[tuple[Path, IO[bytes]]]:
    """A new file that only this user may read, open for writing; it is removed when the stack closes."""
    handle, name = tempfile.mkstemp(prefix="mentorscan-", suffix=".csv")
    path = Path(name)
    stack.callback(partial(path.unlink, missing_ok=True))
    with os.fdopen(handle, "wb") as file:
        yield path, file


def utf8_copy(path: Path, *, name: str, encoding: str | None, stack: ExitStack) -> Path:
    """The file itself where its bytes are UTF-8 by mark or by default, else a temporary copy in UTF-8.

    Whether a file without a mark really is UTF-8 is found while its rows are counted. Raises ``ExportError`` where
    bytes do not fit the encoding or the mark contradicts the option, ``OptionError`` where there is no such encoding.
    """
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    asked = _codec(encoding) if encoding else None
    if marked and asked and asked != marked and not _family(marked).startswith(_family(asked)):
        raise ExportError(
            Problem(
                "encoding-contradicted",
                f"the file begins with the byte order mark of {_family(marked)}, but --encoding says {encoding}",
                Place(name),
                hint="leave out --encoding",
            )
        )
    codec = marked or asked or "utf-8"
    if codec in {"utf-8", "utf-8-sig"}:
        return path
    with temporary_file(stack) as (copy, target):
        for text in _decoded(path, name=name, codec=codec):
            target.write(text.encode("utf-8", "surrogatepass"))
    return copy


def undecodable(*, name: str, line: int, byte: int) -> ExportError:
    """The error for a file without a mark that is not UTF-8."""
    found = f"the file is not UTF-8: byte 0x{byte:02X} in line {line} does not belong there"
    return ExportError(Problem("not-utf-8", found, Place(name, line), "UTF-8, or UTF-16 with a mark", _SUGGESTED))


def _codec(encoding: str) -> str:
    """The codec's own name for an encoding. Raises ``OptionError`` where there is no such text encoding."""
    try:
        "a".encode(encoding)
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        problem = Problem("unknown-encoding", f"there is no encoding {encoding!r}", hint="try cp1252, utf-8 or utf-16")
        raise OptionError(problem) from None


def _family(codec: str) -> str:
    """``utf-16-le`` and ``utf-16`` alike as ``utf-16``: what a byte order mark can tell."""
    return "-".join(codec.split("-")[:2])


def _decoded(path: Path, *, name: str, codec: str) -> Iterator[str]:
    """The text of a file piece by piece."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError as error:
                before = error.object[: error.start] if isinstance(error, UnicodeDecodeError) else b""
                line += before.decode(codec, "replace").count("\n")
                found = f"the file is not {codec}: {getattr(error, 'reason', error)} in line {line}"
                raise ExportError(Problem("wrong-encoding", found, Place(name, line), hint=_SUGGESTED)) from None
            line += text.count("\n")
            yield text
            if not chunk:
                return
