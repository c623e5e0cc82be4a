"""Which item, segment or comment a column is: by its id in any of the platform's spellings, else by what it asks.

Never by position and never by resemblance: what merely looks alike is suggested, not taken (``align``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from mentorscan.instrument.model import Instrument
from mentorscan.responses.platforms.platform import ColumnName
from mentorscan.responses.text import caseless, plain_header

OTHERS: Final = ("respondent", "weight", "submitted", "language")
"""The columns that an export may have beside items, segments and comments."""

_CUT: Final = ("...", "…")
_CUT_FROM: Final = 60
"""So many letters of a statement that a platform has cut off must be there to tell which one it is."""


class Known:
    """The ids and the statements of an instrument."""

    def __init__(self, instrument: Instrument) -> None:
        comments = {each.comment.id: each.comment.text for each in instrument.questionnaires if each.comment}
        segments = {segment.id: segment.title for segment in instrument.segments}
        self.ids = {caseless(each): each for each in (*instrument.items, *comments, *segments, *OTHERS)}
        items = {item: each.text for item, each in instrument.items.items()}
        self.statements = unambiguous(items)
        self._headings = unambiguous(segments | comments)

    def by_id(self, column: ColumnName) -> str | None:
        """The id that a column bears, in the first spelling that is one; ``None`` for none."""
        if column.use is not None:
            return column.use if column.use in OTHERS else None
        return next((self.ids[code] for code in map(caseless, column.codes) if code in self.ids), None)

    def by_text(self, column: ColumnName) -> str | None:
        """The item whose statement, or the segment or comment whose text, a column asks in any language."""
        if column.use is not None:
            return None
        for text in map(plain_header, column.texts):
            found = self.statements.get(text) or self._headings.get(text) or self._cut(text)
            if found:
                return found
        return None

    def _cut(self, text: str) -> str | None:
        """The item whose statement begins like a text that the platform cut off."""
        if not text.endswith(_CUT) or len(text) < _CUT_FROM:
            return None
        begin = text.rstrip(".… ")
        found = {item for statement, item in self.statements.items() if statement.startswith(begin)}
        return found.pop() if len(found) == 1 else None


def unambiguous(texts: Mapping[str, Mapping[str, str] | None]) -> dict[str, str]:
    """Text, in any language, as headers are compared -> the one id that it belongs to.

    >>> unambiguous({"a": {"en": "One&nbsp;day"}, "b": {"en": "Two"}, "c": {"en": "Two"}})
    {'One day': 'a'}
    """
    found: dict[str, set[str]] = {}
    for id_, languages in texts.items():
        for text in (languages or {}).values():
            found.setdefault(plain_header(text), set()).add(id_)
    return {text: next(iter(ids)) for text, ids in found.items() if len(ids) == 1}


def holds_items(columns: Iterable[ColumnName], *, known: Known, items: Mapping[str, object]) -> bool:
    """Whether any of these columns is an item."""
    return any((known.by_id(each) or known.by_text(each)) in items for each in columns)
