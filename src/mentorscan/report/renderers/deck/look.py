"""What a deck's theme means for what is put onto it: its accent colour against paper and letters, and its fonts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

from mentorscan.report.renderers.deck.type import breadth

_LEGIBLE: Final = 4.5
"""The contrast that letters need against what lies behind them (WCAG 2, level AA)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Its colours and fonts, judged.

    ``dark_on_accent``: dark letters read better on the accent colour than light ones; ``accent_reads``: letters in it
    can be read. ``breadth`` and ``title_breadth``: how wide the letters of text and titles are beside Arial's.
    """

    dark_on_accent: bool
    accent_reads: bool
    breadth: float
    title_breadth: float


def look(deck: Deck) -> Look:
    """What this deck's theme means for what is put onto it."""
    master = deck.slide_master
    theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
    paper = str(master.element.xpath("string(./p:clrMap/@bg1)")) or "lt1"
    accent = _lightness(theme, "accent1")
    dark, light = _lightness(theme, "dk1"), _lightness(theme, "lt1")
    return Look(
        dark_on_accent=_contrast(dark, accent) > _contrast(light, accent),
        accent_reads=_contrast(_lightness(theme, paper), accent) >= _LEGIBLE,
        breadth=_breadth(theme, "minorFont"),
        title_breadth=_breadth(theme, "majorFont"),
    )


def _breadth(theme: Any, name: str) -> float:
    return breadth(str(theme.xpath(f"string(.//a:fontScheme/a:{name}/a:latin/@typeface)")))


def _lightness(theme: Any, name: str) -> float:
    """The relative luminance of one of the theme's colours; the middle where it cannot be told."""
    place = f".//a:clrScheme/a:{name}/"
    found = theme.xpath(f"string({place}a:srgbClr/@val)") or theme.xpath(f"string({place}a:sysClr/@lastClr)")
    try:
        red, green, blue = (_linear(int(found[at : at + 2], 16) / 255) for at in (0, 2, 4))
    except ValueError:
        return 0.18
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
