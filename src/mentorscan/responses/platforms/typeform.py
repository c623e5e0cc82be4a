"""Typeform: one header row from ``#`` to ``Network ID``, since 2022 or so with the response's type, tags and ending.

``#`` is the response's id. Times are in UTC. A yes or no is 1 or 0, any other choice its label. Responses that were
begun and not sent in are ``partial`` or ``started`` in ``Response Type``, and have no ``Submit Date (UTC)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform, RowRule
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header

_ID: Final = "#"
_TYPE: Final = "Response Type"
_SUBMITTED: Final = "Submit Date (UTC)"
_BEGINS: Final = (_TYPE, "Start Date (UTC)", _SUBMITTED)
_USES: Final = {
    **dict.fromkeys((*_BEGINS, "Stage Date (UTC)", "Network ID", "Tags", "Ending"), "platform"),
    _SUBMITTED: "submitted",
}
"""The platform's own columns, which stand behind the questions."""

_MASKED: Final = ("'=", "'+", "'-", "'@")


def recognises(head: Head) -> bool:
    """Whether it begins with the response's id and has the time of submission."""
    names = [plain_header(text) for text in head.header]
    return names[:1] == [_ID] and _SUBMITTED in names


def dialect(head: Head, _beside: Sequence[Path] = ()) -> Dialect:
    """Every header as what is asked; the platform's own columns behind them; which responses were not sent in."""
    names = [plain_header(text) for text in head.header]
    behind = min((names.index(name) for name in _BEGINS if name in names), default=len(names))
    uses = [
        "respondent" if not position and name == _ID else _USES.get(name) if position >= behind else None
        for position, name in enumerate(names)
    ]
    return Dialect(
        columns=tuple(
            ColumnName(title=name, use=use)
            if use
            else ColumnName(title=name, codes=(name,) if name else (), texts=(name,) if name else ())
            for name, use in zip(names, uses, strict=True)
        ),
        rows=_rules(names),
        prose=_unmasked,
    )


def _rules(names: Sequence[str]) -> tuple[RowRule, ...]:
    """Which responses were not sent in: by their type where it is said, else by the time of submission."""
    for name, cells in ((_TYPE, frozenset({"partial", "started"})), (_SUBMITTED, frozenset({""}))):
        if name in names:
            return (RowRule(reason="incomplete", column=names.index(name), cells=cells),)
    return ()


def _unmasked(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet program from taking it for a formula.

    >>> _unmasked("'=1+1"), _unmasked("'tis so")
    ('=1+1', "'tis so")
    """
    return text[1:] if text.startswith(_MASKED) else text


PLATFORM = Platform(
    name="typeform",
    title="Typeform",
    seen="synthetic files in the style that its headers are quoted in; no genuine one that could be kept was at hand",
    recognises=recognises,
    dialect=dialect,
)
