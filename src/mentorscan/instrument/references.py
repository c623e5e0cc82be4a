"""Names that stand twice where they must not, and names that nothing is called by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from mentorscan.errors import Place, Problem
from mentorscan.instrument.document import Part
from mentorscan.instrument.explain import nearest

_SHOWN = 12
"""How many known names a problem lists."""


def repeated(names: Iterable[Part], *, kind: str) -> Iterator[Problem]:
    """A problem for each name that has stood before; ``kind`` is what it names."""
    first: dict[str, Place] = {}
    for part in names:
        if part.text in first:
            found = f"the {kind} {part.text} stands already in line {first[part.text].line}"
            yield Problem(
                "id-used-twice", found, part.place, f"each {kind} once", "take one out, or choose another name"
            )
        elif part.text:
            first[part.text] = part.place


def unknown(names: Iterable[Part], *, known: Collection[str] | None, kind: str) -> Iterator[Problem]:
    """A problem for each name that is not among the known ones; none where these cannot be told (``None``)."""
    for part in names:
        if known is not None and part.text and part.text not in known:
            shown = ", ".join([*islice(known, _SHOWN), *["..."] * (len(known) > _SHOWN)])
            expected = f"one of {shown}" if known else f"no {kind}, as none is declared"
            hint = nearest(part.text, known) or f"declare {part.text}, or take it out"
            yield Problem(f"unknown-{kind}", f"unknown {kind} {part.text}", part.place, expected, hint)
