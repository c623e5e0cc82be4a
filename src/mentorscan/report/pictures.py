"""The pictures of the report model: what stands where, ready to be drawn.

Positions are 0-100 on the index or per cent of a picture's width; those of the radar are units of its view box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["shown", "hidden", "absent"]
Anchor = Literal["start", "middle", "end"]
PieceKind = Literal["unfavourable", "neutral", "favourable", "optout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A level on the axis: from ``at`` on, ``width`` wide; ``strength`` 0-1 is the depth of its tint."""

    title: str
    label: str | None
    bounds: str
    meaning: str | None
    at: float
    width: float
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A number on an axis."""

    text: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The index from 0 to 100: level bands and the numbers at their bounds."""

    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """An index on the axis with its interval; ``alternative`` says the same in words, ``blocks`` draws it in text.

    ``reference``: where the whole organisation lies, beside a group of it; of a hallmark in an assessment its target,
    or the raters' view beside the employees'.
    """

    alternative: str
    blocks: str
    state: State
    at: float | None = None
    low: float | None = None
    high: float | None = None
    reference: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Several indices on one axis: a mark each, and a line from the lowest to the highest; the same in words."""

    alternative: str
    low: float
    high: float
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """One axis of a radar: where it ends, and its name beside it."""

    title: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """The profile once more, as a shape. Rings and the shape are SVG point lists within ``width`` x ``height``."""

    title: str
    alternative: str
    width: int
    height: int
    centre_x: float
    centre_y: float
    rings: tuple[str, ...]
    spokes: tuple[Spoke, ...]
    shape: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a diverging bar, in per cent of the picture.

    ``share``: what it stands for, from 0 to 1, for formats that draw charts of their own; ``told``: the same in words,
    as ``label`` where it fits.
    """

    kind: PieceKind
    share: float
    at: float
    width: float
    told: str
    label: str | None
    label_at: float
