"""The structure of a delimited file: whether its rows are what they seem, at a small part of the cost of parsing it.

The streaming parser is fast, but silent about much (lone CR line ends, short rows, blank lines), so every file is
looked at first: a bit for each byte that is a separator, a quote or a line feed, and every row's width counted from
the bits. Only a file that is not clean is written anew.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.tables.encoding import CHUNK, undecodable

LONGEST_ROW = 1 << 23
_NO_TEXT = "export the answers as CSV or XLSX; for UTF-16 without a byte order mark say --encoding utf-16-le"
_QUOTE, _LINE_FEED, _RETURN = b'"\n\r'
_WHITE = "\ufeff" + "".join(each for each in map(chr, range(0x3001)) if each.isspace())
_NOTHING = bytes({*_WHITE.encode(), _QUOTE} - {_LINE_FEED})
"""The bytes of which a blank row is made, beside separators; a few letters of other scripts are made of them too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What the rows are like.

    ``clean``: every row has the header's width and is not blank, every quote its place. ``rows``: how many, with the
    header; ``quoted``: there are quotes, so a cell may hold line breaks. The last two are known of clean files only.
    """

    clean: bool
    rows: int = 0
    quoted: bool = False


def structure_of(path: Path, *, name: str, start: int, separator: str, width: int) -> Structure:
    """Whether the rows of a UTF-8 file from byte ``start`` on are all ``width`` cells wide, and how many they are.

    Raises ``ExportError`` where the file is not UTF-8 or holds NUL bytes.
    """
    clean, rows, quoted = True, 0, False
    for block in _checked(_blocks(path, start=start), path=path, name=name, start=start):
        if not (clean and block.endswith(b"\n")):
            clean = False
            continue
        codes = np.frombuffer(block, dtype=np.uint8)
        has_quotes = b'"' in block
        ends, widths = _rows(codes, separator=ord(separator), has_quotes=has_quotes)
        rows += len(widths)
        quoted |= has_quotes
        clean = (
            bool((widths == width).all())
            and (width > 1 or b"\n\n" not in b"\n" + block.replace(b"\r", b""))
            and (not has_quotes or _quotes_in_place(codes, separator=ord(separator)))
            and (b"\r" not in block or block.count(b"\r") == block.count(b"\r\n"))
            and (width == 1 or not _has_blank_row(block, codes=codes, ends=ends, separator=separator.encode()))
        )
    return Structure(clean=clean, rows=rows, quoted=quoted) if clean else Structure(clean=False)


def _blocks(path: Path, *, start: int) -> Iterator[bytes]:
    """The file in blocks of whole rows; a block that does not end with a line feed holds rows without an end."""
    rest = b""
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(CHUNK):
            block = rest + chunk
            end = _end_of_rows(block)
            if not end and len(block) > LONGEST_ROW:
                end = len(block)
            rest = block[end:]
            if end:
                yield block[:end]
    if rest:
        yield rest + b"\n"


def _checked(blocks: Iterator[bytes], *, path: Path, name: str, start: int) -> Iterator[bytes]:
    """The same blocks. Raises ``ExportError`` at the first one with a NUL or with bytes that are not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    done = start
    for block in blocks:
        if b"\0" in block:
            line = _line_of(path, byte=done + block.index(0))
            found = f"the file holds a NUL byte in line {line}"
            raise ExportError(Problem("nul-bytes", found, Place(name, line), "text", _NO_TEXT))
        pending = decoder.getstate()[0]
        if pending or not block.isascii():
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                byte = done - len(pending) + error.start
                raise undecodable(name=name, line=_line_of(path, byte=byte), byte=error.object[error.start]) from None
        done += len(block)
        yield block


def _line_of(path: Path, *, byte: int) -> int:
    """The line, counted from 1, in which a byte of a file stands."""
    line = 1
    with path.open("rb") as file:
        while byte > 0 and (chunk := file.read(min(CHUNK, byte))):
            line += chunk.count(b"\n")
            byte -= len(chunk)
    return line


def _end_of_rows(block: bytes) -> int:
    """Where the last whole row of a block ends: behind its last line feed outside quotes; 0 without one."""
    if b'"' not in block:
        return block.rfind(b"\n") + 1
    codes = np.frombuffer(block, dtype=np.uint8)
    feeds = np.flatnonzero(codes == _LINE_FEED)
    outside = np.searchsorted(np.flatnonzero(codes == _QUOTE), feeds) % 2 == 0
    return int(feeds[outside][-1]) + 1 if outside.any() else 0


def _rows(codes: NDArray[np.uint8], *, separator: int, has_quotes: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each row of a block ends, and how many cells it has. Separators and line feeds within quotes are text."""
    separators, feeds = _bits(codes == separator), _bits(codes == _LINE_FEED)
    if has_quotes:
        outside = ~_within_quotes(_bits(codes == _QUOTE))
        separators, feeds = separators & outside, feeds & outside
    ends = np.flatnonzero(np.unpackbits(feeds.view(np.uint8), bitorder="little").view(np.bool_))
    words, within = ends >> 6, (ends & 63).astype(np.uint64)
    up_to_word = np.cumsum(np.bitwise_count(separators), dtype=np.int64)
    before = up_to_word[words] - np.bitwise_count(separators[words] >> within)
    return ends, np.diff(before, prepend=0) + 1


def _has_blank_row(block: bytes, *, codes: NDArray[np.uint8], ends: NDArray[np.int64], separator: bytes) -> bool:
    """Whether a row holds nothing but separators, quotes and white space.

    Few rows both begin and end so; else two line feeds must meet once all that is deleted, which they may within a
    cell: only then every byte is looked at.
    """
    nothing = _NOTHING + separator
    filled = np.ones(256, dtype=bool)
    filled[list(nothing + b"\n")] = False
    starts = np.concatenate([np.zeros(1, dtype=np.int64), ends[:-1] + 1])
    if (filled[codes[starts]] | filled[codes[np.maximum(ends - 1, 0)]]).all():
        return False
    if b"\n\n" not in b"\n" + block.translate(None, nothing):
        return False
    before = np.searchsorted(np.flatnonzero(filled[codes]), ends)
    return not np.diff(before, prepend=0).all()


def _bits(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Flags as words of 64 bits, the first flag the lowest bit of the first word, filled up with zeros."""
    octets = np.packbits(flags, bitorder="little")
    return np.concatenate([octets, np.zeros(-len(octets) % 8, dtype=np.uint8)]).view("<u8")


def _within_quotes(quotes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The bits from each opening quote up to its closing one: exclusive or of all quotes so far (as in simdjson)."""
    within = quotes.copy()
    for shift in (1, 2, 4, 8, 16, 32):
        within ^= within << np.uint64(shift)
    still_open = np.bitwise_xor.accumulate(within >> np.uint64(63))
    within[1:] ^= np.uint64(0) - still_open[:-1]
    return within


def _quotes_in_place(codes: NDArray[np.uint8], *, separator: int) -> bool:
    """Whether quotes pair up, open behind a separator, a line end or a quote, and close before one."""
    edges = np.zeros(256, dtype=bool)
    edges[[separator, _QUOTE, _LINE_FEED, _RETURN]] = True
    quotes = np.flatnonzero(codes == _QUOTE)
    opening, closing = quotes[::2], quotes[1::2]
    before = opening[opening > 0] - 1
    return len(quotes) % 2 == 0 and bool(edges[codes[before]].all() and edges[codes[closing + 1]].all())
