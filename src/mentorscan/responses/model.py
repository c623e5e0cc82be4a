"""Responses: what was answered, in the narrow form that the tally counts.

The readers deliver batches of small integers; nothing behind this room sees a header, a label or a file format.

**States.** A cell is one small integer, the *state* of its item's scale with P points and its declared opt-outs:
``0`` blank, ``1..P`` the points from the lowest to the highest **as answered** (reversing comes later), then one
state for each opt-out in the order ``dont_know``, ``not_applicable``, as far as the scale declares them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from mentorscan.errors import Note
from mentorscan.instrument.model import OPT_OUTS, Scale
from mentorscan.responses.mapping.model import ColumnMap
from mentorscan.responses.name_pattern import NamePattern

BLANK = 0
WEIGHT_UNIT = 10**6
"""Respondents' weights are whole numbers of this part of one, so that their sums are exact."""

SURVEYS = (
    *(".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods"),
    *(".json", ".jsonl", ".ndjson", ".sav", ".zsav", ".parquet"),
)
"""The endings of the files that survey exports come in."""


def states_of(scale: Scale) -> tuple[str, ...]:
    """The names of a scale's states, in order: ``blank``, the points' values as text, the declared opt-outs."""
    declared = {opt_out.code for opt_out in scale.opt_outs}
    return ("blank", *(str(point.value) for point in scale.points), *(code for code in OPT_OUTS if code in declared))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that was read: its name without folders, the SHA-256 of its bytes, the platform, and its data rows.

    ``items``: how many items it has columns for, ``by_text`` so many of them found by their statement; ``segments``:
    those it has; ``unused``: the columns that nothing was read from; ``definitions``: the files beside it that labels
    came from; ``named``: the segments whose group stands in its name; ``survey``: what tells its survey from others,
    where the platform counts the responses of each from 1; ``status``: ``read``, or the code of what kept it from
    being read.
    """

    name: str
    sha256: str
    platform: str
    rows: int | None = None
    status: str = "read"
    items: int | None = None
    by_text: int = 0
    segments: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    survey: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows of an export.

    ``states``: uint8, shape (items, rows), C order, rows of the array in the order of ``Responses.items``.
    ``groups``: per segment an int32 array of shape (rows,): 0 = without group, else a position in
    ``Responses.groups[segment]``. ``respondents``: the ids as text (``None`` where the cell is empty), only where they
    were asked for. ``ids``: a 64-bit hash of each id, 0 where it is empty; ``None`` without a column of ids.
    ``weights``: in whole ``1 / WEIGHT_UNIT``, 0 on rows without any answer; ``None`` where they are not used.
    ``comments``: per questionnaire that has a column of them the texts as they stand, ``None`` where the cell is empty;
    only where they were asked for.
    """

    states: NDArray[np.uint8]
    groups: dict[str, NDArray[np.int32]]
    respondents: list[str | None] | None = None
    ids: NDArray[np.uint64] | None = None
    weights: NDArray[np.int64] | None = None
    comments: dict[str, NDArray[np.object_]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows this batch holds."""
        return int(self.states.shape[1])

    def __getitem__(self, rows: slice | NDArray[Any]) -> Batch:
        """The same batch with some of its rows: a slice, flags, or positions."""
        names = self.respondents
        return Batch(
            states=self.states[:, rows],
            groups={segment: codes[rows] for segment, codes in self.groups.items()},
            respondents=None if names is None else [names[i] for i in np.arange(self.rows)[rows]],
            ids=None if self.ids is None else self.ids[rows],
            weights=None if self.weights is None else self.weights[rows],
            comments={questionnaire: texts[rows] for questionnaire, texts in self.comments.items()},
        )


class Responses(Protocol):
    """One export, aligned to an instrument.

    ``items``: ids of the items that were asked (have a column), in the instrument's order. ``segments``: ids of the
    segments that the export has, in the instrument's order and then as ``--segment`` named them. ``groups``: per
    segment the groups met so far, position 0 always ``None``; it grows while batches are read and is complete when
    they are used up. ``titles``: of segments that the instrument does not declare, the header as it stands in the file.
    ``left_out``: rows that are in no batch, by reason; it grows while batches are read.
    """

    source: SourceFile
    left_out: Counter[str]
    items: tuple[str, ...]
    segments: tuple[str, ...]
    groups: dict[str, list[str | None]]
    titles: dict[str, str]
    form: str | None
    notes: tuple[Note, ...]

    def batches(self, *, with_respondents: bool = False) -> Iterator[Batch]:
        """The rows, some tens of thousands at a time, once.

        Raises ``ExportError`` at the end, naming every unknown value, where ``unknown`` is ``error``.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How an export is to be read (contract sections 3 and 4).

    ``project``: the name of the project file in use, to whose aliases unknown spellings of groups can be added.
    ``weight``: whether the column ``weight`` is used; ``comments``: whether the batches hold the comments.
    ``platform``: the one that the user named; ``column_map``: a map file. ``complete_only``: whether incomplete rows
    are left out; ``since`` and ``until``: the times of submission between which rows count. ``unknown_groups``: whether
    a text that is no group of a closed list is an error or a group. ``group_names``: of segments whose group stands in
    the file's name, the pattern of that name.
    """

    form: str = "auto"
    encoding: str | None = None
    blank: tuple[str, ...] = ()
    unknown: str = "error"
    segments: tuple[str, ...] = field(default=())
    project: str | None = None
    weight: bool = False
    comments: bool = False
    platform: str | None = None
    column_map: ColumnMap | None = None
    complete_only: bool = False
    since: datetime | None = None
    until: datetime | None = None
    unknown_groups: str = "error"
    group_names: NamePattern | None = None
