"""The cells of an export's columns as a draft may tell them: never what people typed, and never who they are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mentorscan.instrument.model import Instrument
from mentorscan.responses.cells import AnswerKey, GroupKey, whole_number
from mentorscan.responses.mapping.guess import Guess
from mentorscan.responses.model import BLANK, states_of
from mentorscan.responses.off_scale import CODES
from mentorscan.responses.platforms.platform import ColumnName, Dialect
from mentorscan.responses.text import caseless, plain, shown
from mentorscan.responses.unknown import MISSING

MOST: Final = 20
"""Columns with more distinct cells than these hold what people typed, or who they are."""

_LONGEST: Final = 60
_OFTEN: Final = 3
_PRIVATE: Final = re.compile(r"@|[0-9]{5}")
"""Addresses, telephone numbers, ids."""

_CODE: Final = re.compile(r"[A-Za-z]{1,4}([0-9]{1,2})")
_BEGINS: Final = re.compile(r"([0-9]{1,2})\s*[-–:=.)]\s*\S.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnDraft:
    """A column that a draft is about: what it is called, what it may be, and its cells with how often each occurs.

    ``header``: as it stands in the file's first row. ``cells`` is ``None`` where nobody looked at them, or where there
    are too many.
    """

    name: ColumnName
    header: str
    guess: Guess
    cells: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Cells that mean nothing: how many there are, and what they may mean (``None``: nothing is like them), and why."""

    cell: str
    count: int
    meaning: str | None = None
    reason: str = ""


class Understanding:
    """What the cells of an instrument's items and segments mean in a dialect."""

    def __init__(self, instrument: Instrument, *, dialect: Dialect) -> None:
        self._dialect = dialect
        self._scale_of = {item: each.scale for item, each in instrument.questionnaire_of.items()}
        self._scales, self._segments = instrument.scale_by_id, {each.id: each for each in instrument.segments}
        self._answers = {scale: self._answer_key(scale) for scale in self._scales}
        self._groups = {segment: self._group_key(segment) for segment in self._segments}

    def _answer_key(self, scale: str, *, labels: Mapping[str, tuple[str, ...]] | None = None) -> AnswerKey:
        dialect = self._dialect
        blank = dialect.blank | dialect.not_shown
        return AnswerKey(self._scales[scale], blank=blank, labels=labels, together=dialect.together)

    def _group_key(self, segment: str, *, labels: Mapping[str, tuple[str, ...]] | None = None) -> GroupKey:
        blank = self._dialect.blank | self._dialect.not_shown
        return GroupKey(self._segments[segment], blank=blank, labels=labels)

    def told(self, column: ColumnDraft) -> Mapping[str, int]:
        """The cells of a column that may be told: none where there are many different ones, or long or private ones.

        Of an item, or of what certainly is a segment, all others; else those that the instrument knows, small numbers,
        and where cells occur so often that they are choices, those that occur often.
        """
        cells = column.cells or {}
        read = column.guess.kind in {"item", "segment", "ignore"} and column.guess.how != "platform"
        if not read or len(cells) > MOST or any(len(cell) > _LONGEST or _PRIVATE.search(cell) for cell in cells):
            return {}
        if column.guess.kind == "item" or column.guess.certain:
            return cells
        least = _OFTEN if sum(cells.values()) >= _OFTEN * len(cells) else math.inf
        return {cell: count for cell, count in cells.items() if count >= least or self._is_harmless(cell)}

    def unknown_values(self, columns: Iterable[ColumnDraft]) -> dict[str, list[Unknown]]:
        """Scale -> the cells of its items that mean nothing, in the order in which they are met."""
        return self._unknown("item", columns, owner=self._scale_of.__getitem__, suggested=self._state_suggested)

    def unknown_groups(self, columns: Iterable[ColumnDraft]) -> dict[str, list[Unknown]]:
        """Segment -> the cells of its columns that are no group of its closed list, in the order they are met."""
        return self._unknown("segment", columns, owner=str, suggested=self._group_suggested)

    def _unknown(
        self,
        kind: str,
        columns: Iterable[ColumnDraft],
        *,
        owner: Callable[[str], str],
        suggested: Callable[[str, str], tuple[str | None, str]],
    ) -> dict[str, list[Unknown]]:
        counts: dict[str, dict[str, tuple[str, int]]] = {}
        for column in columns:
            if column.guess.kind == kind:
                met = counts.setdefault(owner(column.guess.id), {})
                is_known = self._is_known(column)
                for cell, count in self.told(column).items():
                    if not is_known(cell):
                        spelled, before = met.get(caseless(cell), (plain(cell), 0))
                        met[caseless(cell)] = spelled, before + count
        found: dict[str, list[Unknown]] = {}
        for name, met in counts.items():
            for cell, count in met.values():
                meaning, reason = suggested(name, cell)
                found.setdefault(name, []).append(Unknown(cell=cell, count=count, meaning=meaning, reason=reason))
        return found

    def _is_known(self, column: ColumnDraft) -> Callable[[str], bool]:
        """Whether a cell of a column means something, by itself or by what the platform shows for it."""
        id_, labels = column.guess.id, column.name.labels
        if column.guess.kind == "item":
            answers = self._answer_key(self._scale_of[id_], labels=labels)
            return lambda cell: answers.state(cell) is not None
        groups = self._group_key(id_, labels=labels)
        return lambda cell: groups.group(cell) is not None

    def _is_harmless(self, cell: str) -> bool:
        """Whether a cell is one that the instrument knows, or a small number."""
        number = whole_number(plain(cell))
        return (
            (number is not None and abs(number) < 100)
            or any(key.state(cell) is not None for key in self._answers.values())
            or any(key.closed and key.group(cell) is not None for key in self._groups.values())
        )

    def _state_suggested(self, scale: str, cell: str) -> tuple[str | None, str]:
        """The state that a cell may mean, as a map says it, and why."""
        key, states = self._answers[scale], states_of(self._scales[scale])
        if MISSING.fullmatch(cell):
            return states[BLANK], "looks like no answer"
        whole = whole_number(cell)
        if whole is not None and (whole < 0 or whole in CODES):
            return states[BLANK], "looks like a code for no answer"
        near = key.nearest(cell)
        if near and (state := key.state(near)):
            return states[state], f"the nearest label is {shown(near)}"
        number = _CODE.fullmatch(cell) or _BEGINS.fullmatch(cell)
        if number and int(number[1]) in key.points:
            return str(int(number[1])), "the number in it; check that it counts as the scale does"
        return None, ""

    def _group_suggested(self, segment: str, cell: str) -> tuple[str | None, str]:
        """The group that a cell may mean, and why."""
        near = self._groups[segment].nearest(cell)
        return near, "the nearest group" if near else ""
