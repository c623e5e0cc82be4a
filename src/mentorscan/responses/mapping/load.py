"""A map from its file, or everything that is wrong with it, in one run."""

from __future__ import annotations

from pathlib import Path

from mentorscan.errors import MapError, Place, Problem
from mentorscan.instrument.document import Document
from mentorscan.instrument.load import shortened, written_form
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.strict_yaml import read_yaml
from mentorscan.responses.mapping.checks import map_problems
from mentorscan.responses.mapping.model import ColumnMap
from mentorscan.responses.mapping.written import MapFile


def load_map(path: Path, *, instrument: Instrument) -> ColumnMap:
    """The map in a file, checked against the instrument.

    Raises:
        MapError: with all problems of the file, ordered by line.
    """
    _check_exists(path)
    document = read_yaml(path, root=path.resolve().parent, any_keys=True)
    written, problems = written_form(MapFile, document, languages=instrument.languages)
    problems += map_problems(document, instrument=instrument)
    if written is None or problems:
        raise MapError(sorted(map(shortened, problems), key=_position))
    return _column_map(written, path=path, document=document)


def _check_exists(path: Path) -> None:
    """Nothing, if there is something at a path. Raises ``MapError`` where there is not."""
    try:
        found = None if path.exists() else "there is no such file"
    except OSError as error:
        found = f"the file cannot be read: {error.strerror}"
    if found:
        hint = "check the path; mentorscan survey map EXPORT drafts a map"
        raise MapError(Problem("no-map", found, Place(str(path)), "a map of an export", hint))


def _column_map(written: MapFile, *, path: Path, document: Document) -> ColumnMap:
    """The map of a file that was found right."""
    return ColumnMap(
        path=path,
        platform=written.platform,
        encoding=written.encoding,
        delimiter=written.delimiter,
        language=written.language,
        skip=written.rows.skip,
        drop=tuple((each.column, tuple(each.values)) for each in written.rows.drop),
        columns={
            header: (said, "") if isinstance(said, str) else next(iter(said.items()))
            for header, said in written.columns.items()
        },
        values={scale: {cell: str(state) for cell, state in cells.items()} for scale, cells in written.values.items()},
        groups={segment: dict(cells) for segment, cells in written.groups.items()},
        places={header: document.key_place(("columns", header)) for header in written.columns},
    )


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place or Place("")
    return place.line or 0, place.column or 0
