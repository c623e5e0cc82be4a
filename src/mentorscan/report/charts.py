"""The geometry of the pictures, from figures alone; and the one place that decides how deep a tint is.

Positions are per cent of a picture's width (or units of its view box, for the radar), rounded so that the same figures
draw the same picture everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, pi, sin

from mentorscan.report.pictures import Anchor, Piece, PieceKind, Radar, Spoke
from mentorscan.report.plain import shortened

TINT_STEPS = (4.0, 8.0, 14.0)
"""From how many index points of difference on a cell of the heatmap is tinted, tinted more, and most."""

CORRELATION_STEPS = (0.3, 0.5, 0.7)
"""From which correlation on a cell of the half matrix is tinted, tinted more, and most."""

_FAINTEST, _DEEPEST = 0.08, 0.46
_GAP = 3.0
_PER_LETTER = 2.8
"""How many per cent of the narrowest bar's picture a letter of its label takes."""

_WIDTH, _HEIGHT, _RADIUS = 500, 270, 100
_KINDS: tuple[PieceKind, ...] = ("unfavourable", "neutral", "favourable")


def strengths(levels: int) -> tuple[float, ...]:
    """How deep the tint of each level is, the lowest first: equal steps of one hue, so that lightness carries it.

    >>> strengths(3)
    (0.08, 0.27, 0.46)
    """
    step = (_DEEPEST - _FAINTEST) / max(levels - 1, 1)
    return tuple(round(_FAINTEST + step * position, 3) for position in range(levels))


def tint(difference: float | None) -> int:
    """The tint of a difference from the whole, from -3 to 3.

    >>> tint(-9.2), tint(3.9), tint(20), tint(None)
    (-2, 0, 3, 0)
    """
    return 0 if difference is None else _tint(difference, steps=TINT_STEPS)


def correlation_tint(correlation: float) -> int:
    """The tint of a correlation, from -3 to 3.

    >>> correlation_tint(0.52), correlation_tint(0.29), correlation_tint(-0.71)
    (2, 0, -3)
    """
    return _tint(correlation, steps=CORRELATION_STEPS)


def blocks(at: float | None, *, cells: int = 20) -> str:
    """A bar made of text; empty where there is no figure.

    >>> blocks(50, cells=4), blocks(None)
    ('██░░', '')
    """
    if at is None:
        return ""
    full = round(at / 100 * cells)
    return "█" * full + "░" * (cells - full)


class DivergingFrame:
    """The common frame of diverging bars that are to compare, as wide as they allow.

    Shares run to the left and right of ``middle``, the centre of the neutral answers. Where there are opt-outs, a block
    of their own stands apart at the right, on the same scale.
    """

    def __init__(self, shares: Sequence[tuple[float, float, float]], *, opt_outs: Sequence[float]) -> None:
        """``shares``: unfavourable, neutral, favourable of every item to draw; ``opt_outs``: their shares."""
        left = _room(below + between / 2 for below, between, _ in shares)
        right = _room(above + between / 2 for _, between, above in shares)
        apart = _room(opt_outs) if opt_outs else 0.0
        self._left = left
        self._unit = (100 - (_GAP if apart else 0)) / (left + right + apart)
        self.middle = round(left * self._unit, 2)
        self.optouts_from = round((left + right) * self._unit + _GAP, 2) if apart else None

    def pieces(
        self, shares: tuple[float, float, float], labels: tuple[str, str, str], *, opt_out: tuple[float, str] | None
    ) -> tuple[Piece, ...]:
        """The bar of one item; ``opt_out``: its share among all answers, and its label."""
        below, between, _ = shares
        starts = (-between / 2 - below, -between / 2, between / 2)
        drawn = [
            _piece(kind, at=(self._left + start) * self._unit, share=share, unit=self._unit, label=label)
            for kind, start, share, label in zip(_KINDS, starts, shares, labels, strict=True)
        ]
        if opt_out is not None and self.optouts_from is not None:
            share, label = opt_out
            drawn.append(_piece("optout", at=self.optouts_from, share=share, unit=self._unit, label=label))
        return tuple(each for each in drawn if each.width > 0)


def radar(positions: Sequence[tuple[str, float]], *, rings: Sequence[float], title: str, alternative: str) -> Radar:
    """The positions (name, index) as a closed shape, clockwise from the top; ``rings`` at the levels' bounds."""
    angles = [2 * pi * place / len(positions) - pi / 2 for place in range(len(positions))]
    corners = [_point(angle, at) for angle, (_, at) in zip(angles, positions, strict=True)]
    return Radar(
        title=title,
        alternative=alternative,
        width=_WIDTH,
        height=_HEIGHT,
        centre_x=_WIDTH / 2,
        centre_y=_HEIGHT / 2,
        rings=tuple(_points([_point(angle, ring) for angle in angles]) for ring in rings),
        spokes=tuple(_spoke(name, angle) for angle, (name, _) in zip(angles, positions, strict=True)),
        shape=_points(corners),
        dots=tuple(corners),
    )


def _tint(figure: float, *, steps: tuple[float, ...]) -> int:
    size = sum(round(abs(figure), 9) >= step for step in steps)
    return size if figure > 0 else -size


def _spoke(name: str, angle: float) -> Spoke:
    (x, y), (label_x, label_y) = _point(angle, 100), _point(angle, 110)
    anchor: Anchor = "middle" if abs(cos(angle)) < 0.1 else "start" if cos(angle) > 0 else "end"
    lift = round(4 + 5 * sin(angle), 1)
    return Spoke(title=shortened(name, length=22), x=x, y=y, label_x=label_x, label_y=label_y + lift, anchor=anchor)


def _point(angle: float, at: float) -> tuple[float, float]:
    reach = _RADIUS * at / 100
    return round(_WIDTH / 2 + reach * cos(angle), 1), round(_HEIGHT / 2 + reach * sin(angle), 1)


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in corners)


def _room(shares: Iterable[float]) -> float:
    """The largest share; at least one in a hundred, so that the middle never lies on the edge."""
    return max(0.01, max(shares, default=0.5))


def _piece(kind: PieceKind, *, at: float, share: float, unit: float, label: str) -> Piece:
    width = share * unit
    return Piece(
        kind=kind,
        share=round(share, 4),
        at=round(at, 2),
        width=round(width, 2),
        told=label,
        label=label if width >= _PER_LETTER * len(label) else None,
        label_at=round(at + width / 2, 2),
    )
