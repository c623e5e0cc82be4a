"""From a file or frame to responses: the container opens it, the platform names its columns, ``align`` fits them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mentorscan.errors import ExportError, Place, Problem, UserError
from mentorscan.instrument.model import Instrument
from mentorscan.responses.align import align
from mentorscan.responses.export import Export, no_rows
from mentorscan.responses.model import ReadOptions, Responses
from mentorscan.responses.recognition import Recognition
from mentorscan.responses.tables.container import STANDARD_INPUT, open_table
from mentorscan.responses.tables.framed import FramedTable
from mentorscan.responses.tables.table import Table


def read_export(path: Path, *, instrument: Instrument, options: ReadOptions) -> Export:
    """A survey export, aligned to an instrument. The rows are read when its batches are.

    Raises ``ExportError`` with every problem of the file's form and header at once, ``OptionError`` for options that
    cannot be: an encoding or a form that does not exist.
    """
    used = options.column_map
    with _told(path.name):
        named = options.group_names.groups(path.name) if options.group_names else {}
        file = None if path == STANDARD_INPUT else path
        recognition = _recognition(instrument=instrument, options=options, export=file)
        table = open_table(
            path,
            expected=recognition.expected,
            encoding=options.encoding or (used.encoding if used else None),
            separator=used.delimiter if used else None,
            skip=used.skip if used else 0,
        )
        try:
            export = _aligned(table, recognition=recognition, instrument=instrument, options=options, named=named)
            if table.rows == 0:
                raise no_rows(table.name)
        except UserError:
            table.close()
            raise
        return export


def read_frame(frame: Any, *, instrument: Instrument, options: ReadOptions, name: str = "frame") -> Responses:
    """A dataframe with one row per respondent, aligned to an instrument by the same rules.

    ``frame``: any frame that Narwhals takes, eager or lazy; lazy frames of Polars are streamed, others collected. The
    source's ``sha256`` is empty, since there are no bytes, and its ``rows`` are known when the batches are used up.
    """
    recognition = _recognition(instrument=instrument, options=options, export=None)
    return _aligned(FramedTable(frame, name=name), recognition=recognition, instrument=instrument, options=options)


def _recognition(*, instrument: Instrument, options: ReadOptions, export: Path | None) -> Recognition:
    used = options.column_map
    asked = options.platform or (used.platform if used else None)
    return Recognition(instrument=instrument, asked=asked, column_map=used, export=export)


def _aligned(
    table: Table,
    *,
    recognition: Recognition,
    instrument: Instrument,
    options: ReadOptions,
    named: Mapping[str, str] | None = None,
) -> Export:
    """The table as an export of its platform. ``named``: the segments whose group stands in the file's name."""
    recognised = recognition.of(table.head)
    place = Place(table.name, table.header_line)
    alignment = align(
        recognised.dialect.columns, known=recognition.known, instrument=instrument, options=options, place=place
    )
    twice = [each for each in named or {} if each in alignment.segments]
    if twice:
        found = f"the group of {', '.join(twice)} stands both in the file's name and in a column"
        hint = "give the segment in the name another id, or remove the column"
        raise ExportError(Problem("segment-twice", found, place, "one of them", hint))
    return Export(
        table, alignment=alignment, recognised=recognised, instrument=instrument, options=options, named=named
    )


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
