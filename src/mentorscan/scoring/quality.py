"""The quality of the answers: rows that deserve a second look are counted and, only where it is asked, left out.

A row may be meant as it is: the rules count, they do not judge. A row that is left out for one reason is not left out
for another; the order is ``duplicates``, ``sparse``, ``same-answer``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import BLANK, Batch
from mentorscan.scoring.scorers import Flags

LEAVE_OUT: Mapping[str, tuple[str, str]] = {
    "duplicates": ("duplicates", "duplicate"),
    "sparse": ("sparse", "sparse"),
    "same-answer": ("same_answer", "same_answer"),
}
"""What ``--leave-out`` takes: what it is counted as in the results, and the reason of those left out."""


class SeenIds:
    """The ids met so far, as 64-bit hashes: eight bytes each, for one run over any number of files.

    Kept in sorted runs of doubling length, so that n ids are sorted about log2(n) times in all.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.uint64]] = []

    def repeated(self, ids: NDArray[np.uint64]) -> Flags:
        """Which rows have an id that came before, in these rows or earlier; never one without an id (0).

        >>> import numpy as np
        >>> seen = SeenIds()
        >>> seen.repeated(np.array([7, 9, 7, 0, 0], np.uint64)).tolist()
        [False, False, True, False, False]
        >>> seen.repeated(np.array([9, 8], np.uint64)).tolist()
        [True, False]
        """
        met, first = np.unique(ids, return_index=True)
        again = np.ones(len(ids), bool)
        again[first] = False
        for run in self._runs:
            position = np.searchsorted(run, ids)
            again |= run[np.minimum(position, len(run) - 1)] == ids
        again &= ids != 0
        if len(met):
            self._add(met)
        return again

    def _add(self, run: NDArray[np.uint64]) -> None:
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.concatenate([self._runs.pop(), run])
            run.sort(kind="stable")
        self._runs.append(run)


class Quality:
    """Looks at the batches of one export. ``counts`` and ``left_out`` grow as they pass."""

    def __init__(
        self, instrument: Instrument, *, items: Collection[str], leave_out: Collection[str], seen: SeenIds
    ) -> None:
        self.leave_out = leave_out
        self.counts: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._seen = seen
        self._rules = instrument.rules
        self._codes = value_codes(instrument, items)
        owner = [instrument.questionnaire_of[item] for item in items]
        self._hallmarks = [
            [row for row, each in enumerate(owner) if each.id == hallmark.id] for hallmark in instrument.hallmarks
        ]

    def kept(self, batch: Batch) -> Batch:
        """The rows of a batch that are not left out; all of them where nothing is asked."""
        doubtful = {"sparse": self._sparse(batch.states), "same-answer": self._same_answer(batch.states)}
        if batch.ids is not None:
            answered = batch.states.max(axis=0, initial=BLANK) != BLANK
            doubtful = {"duplicates": self._seen.repeated(np.where(answered, batch.ids, 0))} | doubtful
        stays = np.ones(batch.rows, bool)
        for name, flags in doubtful.items():
            counted, reason = LEAVE_OUT[name]
            self.counts[counted] += int(np.count_nonzero(flags))
            if name in self.leave_out:
                self.left_out[reason] += int(np.count_nonzero(flags & stays))
                stays &= ~flags
        return batch if stays.all() else batch[stays]

    def _sparse(self, states: NDArray[np.uint8]) -> Flags:
        """Rows with an answer (an opt-out is one) on fewer of the items asked than the rule wants."""
        filled = np.add.reduce(states != BLANK, axis=0, dtype=np.uint16)
        flags: Flags = (filled > 0) & (filled < round(self._rules.sparse * len(states), 9))
        return flags

    def _same_answer(self, states: NDArray[np.uint8]) -> Flags:
        """Rows with the same value, as answered, on every item answered on its scale, where these are enough."""
        rule = self._rules.same_answer
        codes = np.empty(states.shape, np.uint8)
        for row, lookup in enumerate(self._codes):
            lookup.take(states[row], out=codes[row])
        highest = codes.max(axis=0, initial=0)
        # In unsigned bytes 0 - 1 is 255: what is not on the scale drops out of the lowest.
        lowest = (codes - np.uint8(1)).min(axis=0, initial=255) + np.uint8(1)
        rows = np.flatnonzero((highest == lowest) & (highest > 0))
        answered = codes[:, rows] > 0
        hallmarks = sum((answered[part].any(axis=0) for part in self._hallmarks if part), np.zeros(len(rows), int))
        flags = np.zeros(states.shape[1], bool)
        flags[rows[(answered.sum(axis=0) >= rule.items) & (hallmarks >= rule.hallmarks)]] = True
        return flags


def value_codes(instrument: Instrument, items: Collection[str]) -> list[NDArray[np.uint8]]:
    """Per item a table from its states to the value as answered, as a code that all items share; 0 off the scale."""
    values = sorted({point.value for scale in instrument.scales for point in scale.points})
    code = {value: place for place, value in enumerate(values, start=1)}
    tables = []
    for item in items:
        scale = instrument.scale_of(instrument.questionnaire_of[item])
        table = [0, *(code[point.value] for point in scale.points), *(0 for _ in scale.opt_outs)]
        tables.append(np.array(table, np.uint8))
    return tables
