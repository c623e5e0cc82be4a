"""Unknown values: cells that are neither blank nor known, counted over the whole file and told at its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.cells import AnswerKey, GroupKey, whole_number
from mentorscan.responses.text import counted, shown

_MOST_VALUES = 1000
_MOST_TOLD = 30
_MISSING = re.compile(r"n\.?/?a\.?|#?null!?|none|nan|missing|[-.–—]+", re.IGNORECASE)


@dataclass(slots=True)
class _Seen:
    count: int
    first_row: int


class UnknownValues:
    """Column -> value -> how often, and the first data row (from 1). Beyond a thousand values a column only counts."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, _Seen]] = {}
        self._further: dict[str, int] = {}

    def add(self, column: str, value: str, *, count: int, first_row: int) -> None:
        """Count a value of a column once more."""
        values = self._values.setdefault(column, {})
        seen = values.get(value)
        if seen:
            seen.count += count
            seen.first_row = min(seen.first_row, first_row)
        elif len(values) < _MOST_VALUES:
            values[value] = _Seen(count, first_row)
        else:
            self._further[column] = self._further.get(column, 0) + count

    def __bool__(self) -> bool:
        return bool(self._values)

    @property
    def counts(self) -> dict[str, int]:
        """Column -> how many cells are unknown."""
        return {
            column: sum(seen.count for seen in values.values()) + self._further.get(column, 0)
            for column, values in self._values.items()
        }

    def note(self, name: str) -> Note:
        """The note that unknown cells were counted as blank. It holds counts, not what stood in the cells."""
        text = f"Unknown values of {name} were counted as blank in: {', '.join(self.counts)}."
        return Note("unknown-as-blank", text, "warning", place=name, values={"columns": self.counts})

    def error(
        self,
        name: str,
        *,
        keys: Mapping[str, AnswerKey | GroupKey],
        lines: Callable[[Iterable[int]], dict[int, int]],
    ) -> ExportError:
        """One problem for each column and value, in the order of first rows, and the totals where not all are listed.

        ``keys``: of each column, what its cells may say. ``lines``: data rows -> where they stand.
        """
        found = [(seen, column, value) for column, values in self._values.items() for value, seen in values.items()]
        found.sort(key=lambda each: (each[0].first_row, each[1]))
        told = found[:_MOST_TOLD]
        line_of = lines({seen.first_row for seen, _, _ in told})
        problems = [
            _problem(column, value, seen=seen, key=keys[column], place=Place(name, line_of.get(seen.first_row)))
            for seen, column, value in told
        ]
        cells, columns = sum(self.counts.values()), len(self._values)
        if len(found) > len(told) or self._further:
            where = f"{counted(cells, 'cell')} in {counted(columns, 'column')}"
            text = f"{where} hold unknown values; the first {len(told)} are listed"
            problems.append(
                Problem("unknown-values", text, Place(name), hint="--unknown blank counts all of them as blank")
            )
        return ExportError(problems)


def _problem(column: str, value: str, *, seen: _Seen, key: AnswerKey | GroupKey, place: Place) -> Problem:
    """The problem for one value of one column."""
    times = "once" if seen.count == 1 else f"{seen.count} times"
    found = f"column {column} holds {shown(value)} {times}, first in row {seen.first_row} of the data"
    if whole_number(value) is not None or _MISSING.fullmatch(value):
        hint = f'if it means "no answer", say --blank {_quoted(value)}'
    elif near := key.nearest(value):
        hint = f"the nearest is {shown(near)}"
    else:
        hint = "put it right in the file"
    hint += "; --unknown blank counts every unknown value as blank"
    code = "unknown-answer" if isinstance(key, AnswerKey) else "unknown-group"
    return Problem(code, found, place, key.expected, hint)


def _quoted(value: str) -> str:
    """A value as it is written on a command line."""
    return value if re.fullmatch(r"[\w.+/-]+", value) else f'"{value}"'
