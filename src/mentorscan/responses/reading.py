"""One pass over a table: its frames as batches of states and group codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentorscan.responses.align import Alignment
from mentorscan.responses.cells import AnswerKey
from mentorscan.responses.kept import KeptRows
from mentorscan.responses.lookup import (
    NOT_SHOWN_STATE,
    UNKNOWN_GROUP,
    UNKNOWN_STATE,
    ByteLookup,
    Codes,
    Meaning,
    Texts,
    WideLookup,
    filled,
    small_integers,
)
from mentorscan.responses.model import BLANK, Batch
from mentorscan.responses.tables.table import Dtype, Table, column
from mentorscan.responses.text import plain
from mentorscan.responses.unknown import UnknownValues
from mentorscan.responses.weights import Weights

BATCH_ROWS = 1 << 16


class Reading:
    """A pass that takes the items in ``numeric`` as small integers and all others as texts, many of them if ``wide``.

    ``group_codes``: of each segment, the meaning of its texts. ``unknown`` is told of every cell that means nothing,
    ``kept`` of every row. ``not_shown``: how many cells said that their item was not shown. ``seed``:
    of the hashes of the respondents' ids.
    """

    def __init__(
        self,
        table: Table,
        *,
        alignment: Alignment,
        answers: Mapping[str, AnswerKey],
        group_codes: Mapping[str, Meaning],
        unknown: UnknownValues,
        weights: Weights,
        kept: KeptRows,
        prose: Callable[[str], str] | None = None,
        merged: Mapping[int, tuple[int, ...]] | None = None,
        numeric: frozenset[int],
        wide: bool,
        with_respondents: bool,
        seed: int = 0,
    ) -> None:
        self._items, self._segments = alignment.items, alignment.segments
        self._respondent, self._weight = alignment.respondent, alignment.weight
        self._comments = alignment.comments
        self._with_respondents = with_respondents
        self._seed = seed
        self._rows: NDArray[np.int64] | None = None
        self._unknown, self._weights, self._kept, self._prose = unknown, weights, kept, prose
        self.not_shown = 0
        self._hides = any(key.not_shown for key in answers.values())
        texts = Texts(wide=wide)
        groups = {segment: Texts(wide=True) for segment in self._segments}
        self._numbers = {key: ByteLookup.of_integers(_state(key, unknown)) for key in set(answers.values())}
        self._states: dict[AnswerKey, ByteLookup | WideLookup[np.uint8]] = {
            key: WideLookup(_state(key, unknown), texts=texts, dtype=np.uint8)
            if wide
            else ByteLookup.of_texts(_state(key, unknown), texts)
            for key in set(answers.values())
        }
        self._groups = {
            segment: WideLookup(group_codes[segment], texts=groups[segment], dtype=np.int32)
            for segment in self._segments
        }
        self._answers = answers
        joined = {at: (at, *others) for at, others in (merged or {}).items()}
        self._numeric = {item for item, at in self._items.items() if at in numeric and at not in joined}
        dtypes: dict[int, Dtype] = {
            position: pl.Int8 if item in self._numeric else texts.dtype for item, position in self._items.items()
        }
        dtypes |= {position: groups[segment].dtype for segment, position in self._segments.items()}
        further = (self._respondent, self._weight, *self._comments.values(), *kept.columns)
        dtypes |= {position: pl.String for position in further if position is not None and position not in dtypes}
        joined = {first: columns for first, columns in joined.items() if first in dtypes}
        parts: dict[int, Dtype] = {position: pl.String() for columns in joined.values() for position in columns}
        frame = table.frame(dtypes | parts)
        if joined:
            frame = frame.with_columns(
                _joined(columns).cast(dtypes[first]).alias(column(first)) for first, columns in joined.items()
            )
        self._frame = frame.with_columns(
            *(texts.codes(column(at)) for item, at in self._items.items() if item not in self._numeric),
            *(groups[segment].codes(column(at)) for segment, at in self._segments.items()),
            *kept.expressions,
        )

    def frames(self) -> Iterator[pl.DataFrame]:
        """The rows as numbers and codes, in their order. Raises ``PolarsError`` where a cell does not fit its type."""
        return iter(self._frame.collect_batches(chunk_size=BATCH_ROWS, engine="streaming"))

    def batch(self, frame: pl.DataFrame, *, before: int) -> Batch:
        """The rows of a frame that count as a batch. ``before``: how many rows there were before it."""
        frame, self._rows = self._kept.of(frame, before=before)
        states = np.empty((len(self._items), frame.height), dtype=np.uint8)
        small = {cells.name: cells for cells in filled(frame)}
        for row, (item, position) in enumerate(self._items.items()):
            cells = frame.get_column(column(position))
            states[row] = self._states_of(item, cells, small=small.get(cells.name), before=before)
        groups = {
            segment: self._groups_of(segment, frame.get_column(column(position)), before=before)
            for segment, position in self._segments.items()
        }
        weights = None
        if self._weight is not None:
            weights = self._weights.read(
                frame.get_column(column(self._weight)), states=states, before=before, rows=self._rows
            )
        return Batch(
            states=states,
            groups=groups,
            respondents=self._respondents_of(frame),
            ids=None
            if self._respondent is None
            else hashed(frame.get_column(column(self._respondent)), seed=self._seed),
            weights=weights,
            comments={each: self._comments_of(frame.get_column(column(at))) for each, at in self._comments.items()},
        )

    def _states_of(self, item: str, cells: pl.Series, *, small: pl.Series | None, before: int) -> NDArray[np.uint8]:
        """The states of an item's cells. ``small``: the same cells without gaps, where they are of one byte."""
        key = self._answers[item]
        numbers = small_integers(cells, filled=small) if item in self._numeric else None
        lookup: ByteLookup | WideLookup[np.uint8]
        if numbers is not None:
            codes, lookup = numbers, self._numbers[key]
        elif item in self._numeric:
            texts = Texts(wide=True)
            spelled = cells.cast(pl.String).cast(texts.dtype).to_frame()
            codes = spelled.select(texts.codes(cells.name)).to_series().to_numpy()
            lookup = WideLookup(_state(key, self._unknown), texts=texts, dtype=np.uint8)
        else:
            codes, lookup = cells.to_numpy(), self._states[key]
        states = lookup(codes)
        if self._hides:
            hidden = states == NOT_SHOWN_STATE
            self.not_shown += int(np.count_nonzero(hidden))
            states = np.where(hidden, np.uint8(BLANK), states)
        unknown = states == UNKNOWN_STATE
        if not unknown.any():
            return states
        self._count(item, codes, unknown=unknown, text=lookup.text, before=before)
        return np.where(unknown, np.uint8(BLANK), states)

    def _groups_of(self, segment: str, cells: pl.Series, *, before: int) -> NDArray[np.int32]:
        """The group codes of a segment's cells."""
        codes, lookup = cells.to_numpy(), self._groups[segment]
        groups = lookup(codes)
        unknown = groups == UNKNOWN_GROUP
        if not unknown.any():
            return groups
        self._count(segment, codes, unknown=unknown, text=lookup.text, before=before)
        return np.where(unknown, np.int32(0), groups)

    def _count(
        self, name: str, codes: Codes, *, unknown: NDArray[np.bool_], text: Callable[[int], str], before: int
    ) -> None:
        """Tell of the cells that mean nothing: each value, how often, and in which data row first."""
        where = np.flatnonzero(unknown)
        values, first, counts = np.unique(codes[where], return_index=True, return_counts=True)
        rows = where if self._rows is None else self._rows[where]
        for value, position, count in zip(values.tolist(), first.tolist(), counts.tolist(), strict=True):
            self._unknown.add(name, plain(text(value)), count=count, first_row=before + int(rows[position]) + 1)

    def _comments_of(self, cells: pl.Series) -> NDArray[np.object_]:
        """What people wrote, as they wrote it."""
        texts = cells.to_numpy()
        if self._prose is None:
            return texts
        return np.array([None if each is None else self._prose(each) for each in texts], dtype=object)

    def _respondents_of(self, frame: pl.DataFrame) -> list[str | None] | None:
        """The respondents' ids, ``None`` where there are none; nothing where they were not asked for."""
        if not self._with_respondents:
            return None
        if self._respondent is None:
            return [None] * frame.height
        return [plain(each or "") or None for each in frame.get_column(column(self._respondent))]


def _joined(positions: Sequence[int]) -> pl.Expr:
    """The one filled cell of several columns. Where two are filled they stand side by side, and so mean nothing."""
    cells = [pl.col(column(each)).str.strip_chars() for each in positions]
    filled = [pl.when(each != "").then(each) for each in cells]
    text = pl.concat_str(filled, separator=" | ", ignore_nulls=True)
    return pl.when(text != "").then(text)


def hashed(ids: pl.Series, *, seed: int = 0) -> NDArray[np.uint64]:
    """Ids as 64-bit numbers, 0 where empty: equal for equal ids, and for others only in one of 10^19 pairs.

    ``seed``: equal ids under different seeds are different people.
    """
    texts = ids.fill_null("").str.strip_chars()
    return np.where((texts == "").to_numpy(), np.uint64(0), texts.hash(seed).to_numpy())


def _state(key: AnswerKey, unknown: UnknownValues) -> Meaning:
    """The meaning of texts as states, ``UNKNOWN_STATE`` for none; ``unknown`` is told of all that are not blank."""

    def state(text: str) -> int:
        found = key.state(text)
        if found != BLANK:
            unknown.met(key, text)
        elif key.not_shown and plain(text) in key.not_shown:
            return NOT_SHOWN_STATE
        return UNKNOWN_STATE if found is None else found

    return state
