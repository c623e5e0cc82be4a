"""The full report with all that may be asked of its looks, and with favourable shares for its groups."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from functools import cache

from tests.unit.report.examples import full_results

from mentorscan.report.build import build_report
from mentorscan.report.design import Design, Logo
from mentorscan.report.model import Cover, Report, SignOff, Term
from mentorscan.report.prose import Block, Span
from mentorscan.results import Results


def _picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((176, 18, 107)) * width for _ in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURE = _picture(240, 80)


def dressed(text: str = "Board <of> Example", *, language: str = "en") -> Report:
    """The full report with a cover, a sign-off, a logo, an accent and a line for every page, all of this text."""
    words = (Block(kind="paragraph", spans=(Span(text=text, strong=True),)),)
    return replace(
        build_report(full_results(), language=language),
        design=Design(accent="#b0126b", logo=Logo(data=PICTURE, kind="png", alternative=text)),
        cover=Cover(
            title=text, subtitle=text, facts=(Term(name=text, meaning=(text,)),), lines=(text,), confidentiality=text
        ),
        confidentiality=text,
        sign_off=SignOff(title=text, text=words, lines=(text, text)),
    )


@cache
def with_shares() -> Results:
    """The full results, with a favourable share for every hallmark of a group, some of them small."""
    results = full_results()
    segments = []
    for segment in results.segments:
        groups = []
        for group in segment.groups:
            parts = (
                each.model_copy(update={"favourable": (each.index or 0) ** 2 / 10_000, "hidden": {}})
                for each in group.hallmarks
            )
            groups.append(group.model_copy(update={"hallmarks": tuple(parts)}))
        segments.append(segment.model_copy(update={"groups": tuple(groups)}))
    return results.model_copy(update={"segments": tuple(segments)})
