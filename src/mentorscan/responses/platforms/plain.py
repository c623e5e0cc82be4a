"""The plain format: one header row whose texts are the ids or the statements themselves, one row per respondent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header


def dialect(head: Head, _beside: Sequence[Path] = ()) -> Dialect:
    """Every header as an id and as a statement."""
    return Dialect(
        columns=tuple(ColumnName(title=name, codes=(name,), texts=(name,)) for name in map(plain_header, head.header))
    )


PLATFORM = Platform(
    name="plain",
    title="Plain table, one column an item",
    seen="the format of mentorscan itself",
    recognises=lambda _: False,
    dialect=dialect,
)
