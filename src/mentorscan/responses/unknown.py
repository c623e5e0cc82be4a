"""Unknown values: cells that are neither blank nor known, counted over the whole file and told at its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.cells import FAILED_FORMULAS, AnswerKey, GroupKey, whole_number
from mentorscan.responses.off_scale import CODES, is_missing_code, is_other_scale
from mentorscan.responses.text import counted, listed, plain, shown

_MOST_VALUES = 1000
_MOST_TOLD = 30
_MOST_COLUMNS = 6
_MOST_SEEN = 12
MISSING = re.compile(r"#?n\.?/?a\.?|#?null!?|none|nan|missing|[-.–—]+", re.IGNORECASE)
"""What people and programs write where there is no answer."""
_CODE = re.compile(r"[A-Za-z]{0,4}-?[0-9]{1,5}")
"""What a platform may write for an answer instead of its label."""

_AS_BLANK = "--unknown blank counts every unknown value as blank"


@dataclass(slots=True)
class _Seen:
    count: int
    first_row: int


class UnknownValues:
    """Column -> value -> how often, and the first data row (from 1). Beyond a thousand values a column only counts."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, _Seen]] = {}
        self._further: dict[str, int] = {}
        self._numbers: dict[AnswerKey, set[int]] = {}
        self._definition_hint: str | None = None

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

    def met(self, key: AnswerKey, text: str) -> None:
        """Remember which numbers stand in the columns of a scale, known ones too: they tell one scale from another."""
        number = whole_number(plain(text))
        numbers = self._numbers.setdefault(key, set())
        if number is not None and len(numbers) < _MOST_VALUES:
            numbers.add(number)

    @property
    def numbers_met(self) -> bool:
        """Whether any cell of an item was a number."""
        return any(self._numbers.values())

    def __bool__(self) -> bool:
        return bool(self._values)

    @property
    def counts(self) -> dict[str, int]:
        """Column -> how many cells are unknown."""
        return {
            column: sum(seen.count for seen in values.values()) + self._further.get(column, 0)
            for column, values in self._values.items()
        }

    def note(self, name: str, *, items: Collection[str], answered: int) -> Note:
        """The note that unknown cells were counted as blank. It holds counts, not what stood in the cells.

        ``answered``: how many cells of the ``items`` hold anything else.
        """
        counts = self.counts
        cells = sum(count for column, count in counts.items() if column in items)
        values = {"cells": cells, "answered": answered + cells, "columns": counts}
        parts = []
        if cells:
            where = listed(column for column in counts if column in items)
            parts.append(
                f"{{cells}} of {{answered}} answers of {name} are unknown values and count as blank, in {where}"
            )
        others = [column for column in counts if column not in items]
        if others:
            values["people"] = sum(counts[column] for column in others)
            parts.append(f"{{people}} unknown groups of {name} count as without group, in {listed(others)}")
        return Note("unknown-as-blank", "; ".join(parts) + ".", "warning", place=name, values=values)

    def error(
        self,
        name: str,
        *,
        keys: Mapping[str, AnswerKey | GroupKey],
        lines: Callable[[Iterable[int]], dict[int, int]],
        definition_hint: str | None = None,
    ) -> ExportError:
        """One problem for each value (of a scale, or of a segment), in the order of first rows, and the totals if cut.

        ``keys``: of each column, what its cells may say. ``lines``: data rows -> where they stand. ``definition_hint``:
        which file would say what the platform's codes mean.
        """
        self._definition_hint = definition_hint
        found: dict[tuple[AnswerKey | GroupKey, str], dict[str, _Seen]] = {}
        for column, values in self._values.items():
            for value, seen in values.items():
                found.setdefault((keys[column], value), {})[column] = seen
        rows = {each: min(seen.first_row for seen in columns.values()) for each, columns in found.items()}
        told = sorted(found, key=lambda each: (rows[each], min(found[each])))[:_MOST_TOLD]
        line_of = lines({rows[each] for each in told})
        problems = [
            self._problem(value, found[key, value], key=key, place=Place(name, line_of.get(rows[key, value])))
            for key, value in told
        ]
        cells, columns = sum(self.counts.values()), len(self._values)
        if len(found) > len(told) or self._further:
            where = f"{counted(cells, 'cell')} in {counted(columns, 'column')}"
            text = f"{where} hold unknown values; the first {len(told)} are listed"
            blank = all(_AS_BLANK in (each.hint or "") for each in problems)
            problems.append(Problem("unknown-values", text, Place(name), hint=_AS_BLANK if blank else None))
        return ExportError(problems)

    def _problem(self, value: str, columns: Mapping[str, _Seen], *, key: AnswerKey | GroupKey, place: Place) -> Problem:
        """The problem for one value in the columns of one scale or segment."""
        first = min(columns, key=lambda column: columns[column].first_row)
        cells = counted(sum(seen.count for seen in columns.values()), "cell")
        if len(columns) == 1:
            where = f"{cells} of column {first}, first in row {columns[first].first_row} of the data"
        else:
            most = sorted(columns, key=lambda column: -columns[column].count)
            each = ", ".join(f"{column} {columns[column].count}" for column in most[:_MOST_COLUMNS])
            more = f" and {len(most) - _MOST_COLUMNS} more" if len(most) > _MOST_COLUMNS else ""
            start = f"first in {first}, row {columns[first].first_row} of the data"
            where = f"{cells} of {counted(len(columns), 'column')}, {start} ({each}{more})"
        code = "unknown-answer" if isinstance(key, AnswerKey) else "unknown-group"
        return Problem(code, f"{shown(value)} stands in {where}", place, key.expected, self._hint(value, key))

    def _hint(self, value: str, key: AnswerKey | GroupKey) -> str:
        """What to do about one value."""
        number = whole_number(value)
        hint = "put it right in the file"
        if isinstance(key, AnswerKey) and (why := key.why_unknown(value)):
            return f"{why}: say in a map what it means (mentorscan survey map drafts one); {_AS_BLANK}"
        define = self._definition_hint if _CODE.fullmatch(value) else None
        if isinstance(key, AnswerKey) and number is not None:
            lowest, highest = min(key.points), max(key.points)
            seen = self._numbers.get(key, set()) | {number}
            if not define and is_other_scale(number, lowest=lowest, highest=highest, seen=seen):
                return _other_scale(seen, lowest=lowest, highest=highest)
            missing = is_missing_code(number, lowest=lowest, highest=highest, seen=seen)
        else:
            missing = bool(MISSING.fullmatch(value)) or (number is not None and (number < 0 or number in CODES))
        if missing:
            hint = f'if it means "no answer", say --blank {_quoted(value)}'
        elif define:
            hint = f"if it is a code, {define}, or map the values (mentorscan survey map)"
        elif value in FAILED_FORMULAS:
            hint = "a formula has failed in this cell: put it right in the file"
        elif near := key.nearest(value):
            hint = f"the nearest is {shown(near)}"
        if isinstance(key, GroupKey) and key.project:
            hint += f"; if it is another spelling of a group, add it to the group's aliases in {key.project}"
        return f"{hint}; {_AS_BLANK}"


def _other_scale(seen: Collection[int], *, lowest: int, highest: int) -> str:
    """What to do about answers on another scale: never to leave out the ones that do not fit."""
    points = sorted(each for each in seen if not is_missing_code(each, lowest=lowest, highest=highest, seen=seen))
    more = ", ..." if len(points) > _MOST_SEEN else ""
    values = ", ".join(map(str, points[:_MOST_SEEN])) + more
    return (
        f"the export seems to use another scale, with the values {values} instead of {lowest} to {highest}: "
        "it takes an instrument with that scale, or a recoded export; a single slip can be put right in the file"
    )


def _quoted(value: str) -> str:
    """A value as it is written on a command line."""
    return value if re.fullmatch(r"[\w.+/-]+", value) else f'"{value}"'
