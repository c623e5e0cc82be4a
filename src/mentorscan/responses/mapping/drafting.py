"""From an export to the draft of its map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import polars as pl

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.responses.mapping.cells import MOST, ColumnDraft
from mentorscan.responses.mapping.draft import draft_map
from mentorscan.responses.mapping.guess import guesses
from mentorscan.responses.recognition import Recognition
from mentorscan.responses.tables.container import STANDARD_INPUT, open_table
from mentorscan.responses.tables.table import Table, column
from mentorscan.responses.text import plain

_BATCH_ROWS: Final = 1 << 16
_MOST_SPELLED: Final = 10 * MOST
"""Distinct spellings in a batch of rows that are looked at: white space apart, there may be fewer cells."""


def drafted(path: Path, *, instrument: Instrument, platform: str | None = None, encoding: str | None = None) -> str:
    """The draft of a map for an export; ``platform`` and ``encoding``: where the user names them.

    Raises ``ExportError`` where the file cannot be read, or holds no answers.
    """
    try:
        file = None if path == STANDARD_INPUT else path
        recognition = Recognition(instrument=instrument, asked=platform, column_map=None, export=file)
        table = open_table(path, expected=recognition.expected, encoding=encoding)
        try:
            recognised = recognition.of(table.head)
            names = recognised.dialect.columns
            found = guesses(names, instrument=instrument)
            told = [at for at, guess in enumerate(found) if guess.how != "platform"]
            cells = cells_of(table, positions=told)
        finally:
            table.close()
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or error}"
        hint = "check its name and that it may be read"
        raise ExportError(Problem("cannot-read", reason, Place(path.name), hint=hint)) from None
    columns = [
        ColumnDraft(name=name, header=table.head.header[at], guess=found[at], cells=cells.get(at))
        for at, name in enumerate(names)
    ]
    return draft_map(
        columns,
        dialect=recognised.dialect,
        export=table.name,
        platform=recognised.platform.name,
        instrument=instrument,
        encoding=encoding,
    )


def cells_of(table: Table, *, positions: Iterable[int]) -> dict[int, dict[str, int] | None]:
    """The distinct cells of some columns with their counts, without the empty one; ``None`` where there are too many.

    Raises ``ExportError`` where the rows cannot be read.
    """
    counts: dict[int, Counter[str]] = {position: Counter() for position in positions}
    found: dict[int, dict[str, int] | None] = dict.fromkeys(counts)
    frame = table.frame({position: pl.String() for position in counts})
    try:
        for batch in frame.collect_batches(chunk_size=_BATCH_ROWS, engine="streaming") if counts else ():
            for position in list(counts):
                spelled = batch.get_column(column(position)).value_counts()
                if spelled.height <= _MOST_SPELLED:
                    for text, count in spelled.iter_rows():
                        counts[position][plain(text or "")] += count
                if spelled.height > _MOST_SPELLED or len(counts[position]) > MOST + 1:
                    del counts[position]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        reason = f"the rows cannot be read ({next(iter(str(error).splitlines()), 'the file is damaged')})"
        raise ExportError(Problem("unreadable", reason, Place(table.name))) from None
    return found | {position: {cell: n for cell, n in each.items() if cell} for position, each in counts.items()}
