"""How a report is to look: its accent colour and its logo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

ACCENT: Final = "#1d4f7c"
"""The colour of headings' figures, links and rules where nobody asks for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture for the top of the report: its bytes, and what stands for it where it is not seen."""

    data: bytes
    kind: Literal["png", "jpeg"]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """``accent``: ``#rrggbb``, ``None`` for mentorscan's own; ``logo``: none where it is ``None``."""

    accent: str | None = None
    logo: Logo | None = None


def readable(colour: str, *, ground: str, contrast: float = 4.5) -> str:
    """The colour, made darker on a light ground or lighter on a dark one as far as text in it needs (WCAG 2).

    >>> readable("#1d4f7c", ground="#ffffff"), readable("#ffd400", ground="#ffffff")
    ('#1d4f7c', '#8c7500')
    """
    towards = 0 if _luminance(ground) > 0.18 else 255
    channels = _channels(colour)
    mixed = (tuple(round(each + (towards - each) * step / 100) for each in channels) for step in range(101))
    shades = ("#" + "".join(f"{each:02x}" for each in shade) for shade in mixed)
    return next((each for each in shades if _contrast(each, ground) >= contrast), colour)


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = (each / 255 for each in _channels(colour))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


OWN_DESIGN: Final = Design()
"""How a report looks where nobody asks for anything else."""
