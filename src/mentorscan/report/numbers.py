"""Figures for formats that calculate: rounded as far as is sensible, and never so that they read as something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from mentorscan.report.model import Number, Unit

SHOWN: Final[Mapping[Unit, int]] = {"index": 1, "points": 1, "share": 2, "count": 0, "coefficient": 2}
"""How many decimals a figure is shown with."""

_KEPT: Final[Mapping[Unit, int]] = {"index": 2, "points": 2, "share": 4, "count": 0, "coefficient": 4}
"""How many decimals it has where it stands in a cell."""

_MOST = 4


def number(value: float, *, unit: Unit, bounds: Iterable[float] = ()) -> Number:
    """A figure with as many decimals as it takes not to read as if it met one of the bounds that it misses.

    >>> number(59.97, unit="index", bounds=(60,))
    Number(value=59.97, unit='index', decimals=2)
    >>> number(59.999999, unit="index", bounds=(60,)).value, number(0.12345, unit="share").value
    (59.9999, 0.1235)
    """
    missed = [bound for bound in bounds if value - 1 < bound < value + 1 and round(value, 9) < round(bound, 9)]
    for decimals in range(SHOWN[unit], _MOST + 1):
        if not any(bound <= _rounded(value, decimals=decimals) for bound in missed):
            kept = _rounded(value, decimals=max(decimals, _KEPT[unit]))
            return Number(value=kept, unit=unit, decimals=decimals if decimals > SHOWN[unit] else None)
    return Number(value=_rounded(value, decimals=_MOST, how=ROUND_FLOOR), unit=unit, decimals=_MOST)


def count(value: int | None) -> Number | None:
    """How many, where it is known."""
    return None if value is None else Number(value=value, unit="count")


def share(value: float | None) -> Number | None:
    """A share from 0 to 1, where it is known."""
    return None if value is None else number(value, unit="share")


def coefficient(value: float | None, *, bounds: Iterable[float] = ()) -> Number | None:
    """A correlation, a reliability and the like, where it is known."""
    return None if value is None else number(value, unit="coefficient", bounds=bounds)


def points(value: float) -> Number:
    """A difference in points of the index."""
    return number(value, unit="points")


def _rounded(value: float, *, decimals: int, how: str = ROUND_HALF_UP) -> float:
    """A figure rounded half away from zero, after the nine decimals at which every figure meets its bounds."""
    return float(Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), rounding=how)) + 0.0
