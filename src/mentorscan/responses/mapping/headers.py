"""The names by which a map may call a column."""

from __future__ import annotations

from mentorscan.responses.platforms.platform import ColumnName
from mentorscan.responses.text import caseless, plain_header


def folded(header: str) -> str:
    """A header as it is compared with those of a map.

    >>> folded("<b>R&amp;D</b> ") == folded("r&d")
    True
    """
    return caseless(plain_header(header))


def names_of(column: ColumnName, *, header: str) -> tuple[str, ...]:
    """What a map may call a column: its title, the header as it stands in the file, its fullest code."""
    return tuple(dict.fromkeys((column.title, header, *column.codes[:1])))
