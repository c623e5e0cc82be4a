"""The plain format: one header row whose texts are the ids or the statements themselves, one row per respondent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header


def dialect(head: Head, _beside: Sequence[Path] = ()) -> Dialect:
    """Every header as an id and as a statement."""
    names = ((text, plain_header(text)) for text in head.header)
    return Dialect(columns=tuple(ColumnName(title=text, codes=(name,), texts=(name,)) for text, name in names))


def definition(head: Head) -> str | None:
    """A respondents' file, which holds scores instead of answers."""
    own = head.header[:2] == ("respondent", "file") and head.header[-1] == "overall"
    return "a respondents' file of mentorscan" if own else None


PLATFORM = Platform(
    name="plain",
    title="Plain table, one column an item",
    seen="the format of mentorscan itself",
    recognises=lambda _: False,
    dialect=dialect,
    definition=definition,
)
