"""From a file or frame to responses: the container opens it, the platform names its columns, ``align`` fits them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mentorscan.errors import ExportError, Place, Problem, UserError
from mentorscan.instrument.model import Instrument
from mentorscan.responses.align import align, holds_items
from mentorscan.responses.export import Export, no_rows
from mentorscan.responses.model import ReadOptions, Responses
from mentorscan.responses.platforms import plain
from mentorscan.responses.tables.container import open_table
from mentorscan.responses.tables.framed import FramedTable
from mentorscan.responses.tables.table import Table


def read_export(path: Path, *, instrument: Instrument, options: ReadOptions) -> Responses:
    """A survey export, aligned to an instrument. The rows are read when its batches are.

    Raises ``ExportError`` with every problem of the file's form and header at once, ``OptionError`` for options that
    cannot be: an encoding or a form that does not exist.
    """
    with _told(path.name):
        table = open_table(
            path, encoding=options.encoding, holds_items=lambda header: holds_items(header, instrument=instrument)
        )
        try:
            if table.rows == 0:
                raise no_rows(table.name)
            return _aligned(table, instrument=instrument, options=options)
        except UserError:
            table.close()
            raise


def read_frame(frame: Any, *, instrument: Instrument, options: ReadOptions, name: str = "frame") -> Responses:
    """A dataframe with one row per respondent, aligned to an instrument by the same rules.

    ``frame``: any frame that Narwhals takes, eager or lazy; lazy frames of Polars are streamed, others collected. The
    source's ``sha256`` is empty, since there are no bytes, and its ``rows`` are known when the batches are used up.
    """
    return _aligned(FramedTable(frame, name=name), instrument=instrument, options=options)


def _aligned(table: Table, *, instrument: Instrument, options: ReadOptions) -> Export:
    """The table as an export of the one platform there is."""
    alignment = align(
        table.header,
        names=plain.column_names(table.header),
        instrument=instrument,
        options=options,
        place=Place(table.name, table.header_line),
    )
    return Export(table, alignment=alignment, platform=plain.NAME, instrument=instrument, options=options)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Faults of the file system as errors of the export."""
    try:
        yield
    except OSError as error:
        found = f"the file cannot be read: {error.strerror or error}"
        raise ExportError(
            Problem("cannot-read", found, Place(name), hint="check its name and that it may be read")
        ) from None
