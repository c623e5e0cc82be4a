"""One key an answer: which key chooses which point of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from mentorscan.instrument.model import OptOutCode

DONT_KNOW: Final = "?"
NOT_APPLICABLE: Final = "n"
EVIDENCE: Final = "e"
NOTE: Final = "t"
EVIDENCE_FOR_ANSWERED: Final = "E"
NOTE_ON_ANSWERED: Final = "T"
COMMENT: Final = "c"
BACK: Final = "b"
SKIP: Final = "s"
JUMP: Final = "j"
SEARCH: Final = "/"
MARK: Final = "m"
SURE: Final = "u"
TAKE_BACK: Final = "x"
LANGUAGE: Final = "l"
HELP: Final = "h"
QUIT: Final = "q"
FINISH: Final = "f"
PLAN: Final = "p"
ACTION: Final = "a"
CHANGE: Final = "c"
THROUGH: Final = "g"

OPT_OUTS: Final[Mapping[str, OptOutCode]] = MappingProxyType({DONT_KNOW: "dont_know", NOT_APPLICABLE: "not_applicable"})

_FREE = "acdfgikoprv"
"""Letters that mean nothing else: as many as a scale may have points."""


def point_keys(values: Sequence[int]) -> dict[str, int]:
    """The key of each point, lowest first: its own digit wherever it has one.

    Ten is ``0`` where the scale has no zero, else ``+``; scales with negative or larger values get letters, so that no
    digit means another number than itself.

    >>> point_keys([1, 2, 3])
    {'1': 1, '2': 2, '3': 3}
    >>> list(point_keys(range(0, 11)))[-1], list(point_keys(range(1, 11)))[-1], list(point_keys([-1, 0, 1]))
    ('+', '0', ['a', 'c', 'd'])
    """
    if any(value < 0 or value > 10 for value in values):
        return dict(zip(_FREE, values, strict=False))
    ten = "+" if 0 in values else "0"
    return {str(value) if value < 10 else ten: value for value in values}
