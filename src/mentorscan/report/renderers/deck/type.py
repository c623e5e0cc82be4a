"""How much room a text takes on a slide, estimated from the widths of Arial's letters, so that none overflows.

Lengths are points; a box is in EMU, the unit of Office files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final
from unicodedata import combining, east_asian_width

from mentorscan.report.plain import shortened
from mentorscan.report.prose import Block, Span

EMU: Final = 12_700
"""EMU in a point."""

LEADING: Final = 1.2
"""From one line to the next, in the height of the letters."""

_CAUTION: Final = 1.06
"""Fonts differ: a text is taken to be somewhat wider than in Arial."""

_FONTS: Final = {
    "arial": 1.0,
    "helvetica": 1.0,
    "calibri": 0.92,
    "aptos": 1.0,
    "segoe": 1.0,
    "times": 0.94,
    "garamond": 0.92,
    "verdana": 1.19,
    "dejavu": 1.22,
    "georgia": 1.06,
    "courier": 1.25,
    "century gothic": 1.1,
}
_UNKNOWN: Final = 1.1

_WIDTHS: Final = {
    **dict.fromkeys("ijl'|", 0.22),
    **dict.fromkeys(" .,:;/\\!ftI[]·", 0.28),
    **dict.fromkeys("r()-`‘’", 0.34),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("ABEKPSVXY&", 0.67),
    **dict.fromkeys("wCDHNRU", 0.72),
    **dict.fromkeys("GOQ", 0.78),
    **dict.fromkeys("mM", 0.84),
    **dict.fromkeys("%—…W", 1.0),
}
_OTHER, _WIDE = 0.56, 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Where it ends, from the top of the slide."""
        return self.top + self.height

    @property
    def right(self) -> int:
        """Where it ends, from the left of the slide."""
        return self.left + self.width

    def below(self, height: int) -> Box:
        """What is left of it under the first ``height``."""
        return replace(self, top=self.top + height, height=self.height - height)

    def first(self, height: int) -> Box:
        """The first ``height`` of it."""
        return replace(self, height=height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a slide. ``scale``: its letters against those around it; ``gap``: space above, in its letters.

    ``sign``: what stands before it, at its ``level``; ``tone``: ``ink``, ``quiet`` or ``accent``.
    """

    spans: tuple[Span, ...]
    scale: float = 1.0
    gap: float = 0.4
    sign: str | None = None
    level: int = 0
    tone: str = "ink"

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(each.text for each in self.spans)


def breadth(font: str) -> float:
    """How wide the letters of a font are beside Arial's; one that is not known is taken to be wide.

    >>> breadth("Verdana"), breadth("Arial Nova"), breadth("House Sans")
    (1.19, 1.0, 1.1)
    """
    return next((wide for name, wide in _FONTS.items() if font.casefold().startswith(name)), _UNKNOWN)


def said(
    text: str, *, strong: bool = False, scale: float = 1.0, tone: str = "ink", sign: str | None = None, gap: float = 0.4
) -> Paragraph:
    """A text as a paragraph."""
    return Paragraph(spans=(Span(text=text, strong=strong),), scale=scale, tone=tone, sign=sign, gap=gap)


def named(name: str, text: str, *, gap: float = 0.5) -> Paragraph:
    """A paragraph that opens with a name."""
    return Paragraph(spans=(Span(text=f"{name}: ", strong=True), Span(text=text)), gap=gap)


def paragraphs(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """What somebody wrote, block by block."""
    return tuple(_paragraph(each) for each in blocks)


def height(said_here: Sequence[Paragraph], *, size: float, width: float, bold: bool = False, columns: int = 1) -> float:
    """How many points these paragraphs take, one below the other; in columns, that of the highest."""
    column = (width - 24 * (columns - 1)) / columns
    whole = sum(_height(each, size=size, width=column, bold=bold) for each in said_here)
    return whole if columns == 1 else whole / columns + 1.5 * size * LEADING


def lines(text: str, *, size: float, width: float, bold: bool = False) -> int:
    """How many lines of this width a text takes, broken between words where that is possible."""
    count, used, space = 1, 0.0, measured(" ", size=size, bold=bold)
    for word in text.split(" "):
        long = measured(word, size=size, bold=bold)
        if used and used + space + long <= width:
            used += space + long
            continue
        count += 1 if used else 0
        count += ceil(long / width) - 1 if long > width else 0
        used = long % width if long > width else long
    return count


def measured(text: str, *, size: float, bold: bool = False) -> float:
    """How wide a text is on one line."""
    return sum(_letter(each) for each in text) * size * _CAUTION * (1.07 if bold else 1.0)


def fitted(
    wanted: Sequence[Paragraph],
    *,
    width: float,
    room: float,
    sizes: Sequence[float],
    bold: bool = False,
    columns: int = 1,
) -> tuple[float, tuple[Paragraph, ...]]:
    """The largest of these sizes at which the paragraphs fit, and the paragraphs; at the smallest, cut off to fit."""
    for size in sizes:
        if height(wanted, size=size, width=width, bold=bold, columns=columns) <= room:
            return size, tuple(wanted)
    size, kept = sizes[-1], list(wanted)
    while kept and height(kept, size=size, width=width, bold=bold, columns=columns) > room:
        last = kept.pop()
        before = height(kept, size=size, width=width, bold=bold, columns=columns)
        cut = _cut(last, size=size, width=(width - 24 * (columns - 1)) / columns, room=room - before, bold=bold)
        if columns == 1 and cut:
            kept.append(cut)
            break
    return size, tuple(kept)


def cut_to(text: str, *, size: float, width: float, most: int, bold: bool = False) -> str:
    """The text, or as much of it as fits into this many lines."""
    length = len(text)
    while length > 1 and lines(found := shortened(text, length=length), size=size, width=width, bold=bold) > most:
        length = min(length - 1, int(len(found) * 0.94))
    return shortened(text, length=max(length, 1))


def _cut(paragraph: Paragraph, *, size: float, width: float, room: float, bold: bool) -> Paragraph | None:
    """As much of a paragraph as fits into the room; ``None`` where not one line does."""
    own = size * paragraph.scale
    most = int((room - own * paragraph.gap) / (own * LEADING))
    if most < 1:
        return None
    text = cut_to(paragraph.text, size=own, width=width - _indent(paragraph, size=size), most=most, bold=bold)
    left, spans = len(text) - 1, []
    for span in paragraph.spans:
        spans.append(replace(span, text=span.text[: max(left, 0)]))
        left -= len(span.text)
    return replace(paragraph, spans=(*(each for each in spans if each.text), Span(text="…")))


def _height(paragraph: Paragraph, *, size: float, width: float, bold: bool) -> float:
    own = size * paragraph.scale
    heavy = bold or all(each.strong for each in paragraph.spans)
    room = width - _indent(paragraph, size=size)
    return lines(paragraph.text, size=own, width=room, bold=heavy) * own * LEADING + own * paragraph.gap


def _indent(paragraph: Paragraph, *, size: float) -> float:
    return size * (1.2 * paragraph.level + (1.2 if paragraph.sign else 0.0))


def _paragraph(block: Block) -> Paragraph:
    spans = block.spans
    if block.kind == "heading":
        return Paragraph(spans=tuple(replace(each, strong=True) for each in spans), gap=0.7)
    if block.kind == "quote":
        return Paragraph(spans=tuple(replace(each, emphasis=True) for each in spans), level=1, tone="quiet")
    if block.kind == "bullet":
        return Paragraph(spans=spans, sign="•", level=block.level, gap=0.2)
    if block.kind == "number":
        return Paragraph(spans=spans, sign=f"{block.number or 1}.", level=block.level, gap=0.2)
    return Paragraph(spans=spans)


def _letter(each: str) -> float:
    if combining(each) or "\u2066" <= each <= "\u2069":
        return 0.0
    if east_asian_width(each) in "WF" or each > "\U00010000":
        return _WIDE
    return _WIDTHS.get(each, 0.67 if each.isupper() else _OTHER)
