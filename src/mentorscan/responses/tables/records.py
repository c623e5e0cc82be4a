"""JSON exports: a list of objects, one object a line, or an object around a list; every respondent is one object."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import polars as pl

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.tables.json_kinds import check_answers, no_answers, respondents_in, unnumbered
from mentorscan.responses.tables.json_text import JsonText
from mentorscan.responses.tables.polars_table import PolarsTable
from mentorscan.responses.tables.table import column

_CHUNK = 1 << 14
_MOST_COLUMNS = 10_000
_NESTED = frozenset({dict, list})
_SMALLEST, _LARGEST = -128, 127
_EXACT = 1 << 53
_HEIGHT = "height"
"""A column that keeps the rows of a chunk in which no respondent has any answer."""


class RecordsTable(PolarsTable):
    """The respondents of a JSON file as raw columns, in order of first appearance; a name that is missing is absent.

    The fields of an object within an object are columns of their own, ``mentor.m1``; lists are joined by ``;``.
    """

    def __init__(self, path: Path, *, name: str) -> None:
        """Raises ``ExportError`` where the JSON is broken, or holds something else than answers."""
        self._began = array("q")
        positions: dict[str, int] = {}
        respondents = self._respondents(JsonText(path, name=name), name=name)
        chunks = []
        while rows := list(islice(respondents, _CHUNK)):
            for row in rows:
                if not row.keys() <= positions.keys():
                    for key in row:
                        positions.setdefault(key, len(positions))
            if len(positions) > _MOST_COLUMNS:
                found = f"the respondents have more than {_MOST_COLUMNS} different names for their answers"
                hint = "check what this file is: a survey has the same names for everyone"
                raise ExportError(Problem("too-many-columns", found, Place(name), hint=hint))
            height = pl.Series(_HEIGHT, [None] * len(rows), dtype=pl.Null)
            cells = [_series(column(at), [row.get(key) for row in rows]) for key, at in positions.items()]
            chunks.append([height, *cells])
        super().__init__(
            _joined(chunks).lazy(),
            name=name,
            container="json",
            header=[_whole(key) for key in positions],
            rows=len(self._began),
        )

    def lines(self, rows: Iterable[int], /) -> dict[int, int]:
        """The lines where the objects of these respondents begin, as far as they are known."""
        return {row: self._began[row - 1] for row in rows if self._began[row - 1]}

    def _respondents(self, text: JsonText, *, name: str) -> Iterator[dict[str, Any]]:
        """The answers of one respondent after another."""
        for line, each in _unwrapped(text.records(), name=name):
            respondent = unnumbered(each)
            if not isinstance(respondent, dict):
                raise no_answers(name=name, line=line or None)
            self._began.append(line)
            flat: dict[str, Any] = {}
            if _fill(flat, respondent, prefix="") > len(flat):
                found = "a name with a dot and an object within the respondent's mean the same column"
                raise ExportError(Problem("repeated-name", found, Place(name, line or None)))
            yield flat


def _unwrapped(records: Iterator[tuple[int, Any]], *, name: str) -> Iterator[tuple[int, Any]]:
    """The records, or where the only one is an object around a list, what stands in that; its lines are not known."""
    first = list(islice(records, 2))
    for _, each in first[:1]:
        check_answers(each, name=name)
        inner = respondents_in(each) if len(first) == 1 and isinstance(each, dict) else None
        if inner is not None:
            return ((0, respondent) for respondent in inner)
    return chain(first, records)


def _fill(flat: dict[str, Any], fields: dict[str, Any], *, prefix: str) -> int:
    """Put the fields of an object, and those of the objects within it under both names, in one place; how many.

    Every million respondents come through here, so objects without others within them are taken as a whole.
    """
    if _NESTED.isdisjoint(map(type, fields.values())):
        flat.update(zip(map(prefix.__add__, fields), fields.values(), strict=True) if prefix else fields)
        return len(fields)
    count = 0
    for key, each in fields.items():
        if isinstance(each, dict):
            count += _fill(flat, each, prefix=f"{prefix}{key}.")
        else:
            flat[prefix + key] = _listed(each) if isinstance(each, list) else each
            count += 1
    return count


def _listed(values: list[Any]) -> str:
    """A list in one cell: its values joined by ``;``, or as JSON where they are no plain values."""
    if _NESTED.isdisjoint(map(type, values)):
        return ";".join(_text(each) for each in values if each is not None)
    return json.dumps(values, ensure_ascii=False)


def _series(title: str, values: list[Any]) -> pl.Series:
    """The cells of some rows, as bytes where all are small whole numbers, else as text."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds <= {int}:
        held = [each for each in values if each is not None]
        if not held or (min(held) >= _SMALLEST and max(held) <= _LARGEST):
            return pl.Series(title, values, dtype=pl.Int8)
    texts = values if kinds == {str} else [None if each is None else _text(each) for each in values]
    try:
        return pl.Series(title, texts, dtype=pl.String)
    except UnicodeEncodeError:
        return pl.Series(title, [None if each is None else _whole(each) for each in texts], dtype=pl.String)


def _text(value: str | float) -> str:
    """A plain value as a cell: whole numbers without decimals, ``true`` and ``false``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value)


def _whole(text: str) -> str:
    """A text without halves of letters, which JSON can spell but no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _joined(chunks: list[list[pl.Series]]) -> pl.DataFrame:
    """The chunks one below the other; a column is of bytes where it is so in every chunk."""
    as_text = {cells.name for chunk in chunks for cells in chunk if cells.dtype == pl.String}
    frames = [
        pl.DataFrame([cells.cast(pl.String) if cells.name in as_text else cells for cells in chunk]) for chunk in chunks
    ]
    return pl.concat(frames, how="diagonal").drop(_HEIGHT) if frames else pl.DataFrame()
