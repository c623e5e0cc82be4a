"""Drafts for the small instrument of the exports, from columns written as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.unit.responses.exports import INSTRUMENT

from mentorscan.responses.mapping.cells import ColumnDraft
from mentorscan.responses.mapping.draft import draft_map
from mentorscan.responses.mapping.guess import Guess, guesses
from mentorscan.responses.platforms.plain import dialect
from mentorscan.responses.platforms.platform import ColumnName, Dialect
from mentorscan.responses.tables.table import Head


def names(*headers: str) -> tuple[ColumnName, ...]:
    """What the plain format calls the columns under these headers."""
    return dialect(Head(name="export.csv", container="delimited", rows=(headers,))).columns


def guessed(*headers: str) -> tuple[Guess, ...]:
    """The guesses for the columns under these headers of a plain export."""
    return guesses(names(*headers), instrument=INSTRUMENT)


def drafted(cells: Mapping[str, Mapping[str, int] | None]) -> str:
    """The draft for a plain export with these headers and cells."""
    return drafted_for(names(*cells), cells=tuple(cells.values()))


def drafted_for(columns: tuple[ColumnName, ...], *, cells: tuple[Mapping[str, int] | None, ...]) -> str:
    """The draft for an export with these columns and cells."""
    found = guesses(columns, instrument=INSTRUMENT)
    drafts = [
        ColumnDraft(name=name, header=name.title, guess=guess, cells=each)
        for name, guess, each in zip(columns, found, cells, strict=True)
    ]
    return draft_map(
        drafts, dialect=Dialect(columns=columns), export="export.csv", platform="plain", instrument=INSTRUMENT
    )


def confirmed(draft: str) -> str:
    """A draft in which every guess is switched on."""
    return re.sub(r'(?m)^#(?= +["?:])', "", draft)
