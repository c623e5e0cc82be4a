"""An export as responses: batches of states and group codes out of any table, in one pass over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.responses.align import Alignment
from mentorscan.responses.cells import AnswerKey, GroupKey
from mentorscan.responses.lookup import UNKNOWN_GROUP
from mentorscan.responses.model import Batch, ReadOptions, SourceFile
from mentorscan.responses.reading import Reading
from mentorscan.responses.tables.table import Table
from mentorscan.responses.unknown import UnknownValues
from mentorscan.responses.weights import Weights


class Export:
    """One table, aligned to an instrument: an implementation of ``Responses``.

    The cells of items are read as small integers where the first rows look so, else as codes of texts. Where a later
    cell does not fit, the table is read again from the start as texts, and the rows already delivered are left out.
    """

    def __init__(
        self, table: Table, *, alignment: Alignment, platform: str, instrument: Instrument, options: ReadOptions
    ) -> None:
        self._table, self._alignment, self._options = table, alignment, options
        self.source = SourceFile(name=table.name, sha256=table.sha256, platform=platform, rows=table.rows)
        self.items = tuple(alignment.items)
        self.segments = tuple(alignment.segments)
        self.groups: dict[str, list[str | None]] = {segment: [None] for segment in self.segments}
        self.titles = alignment.titles
        self.form = alignment.form
        self.notes: tuple[Note, ...] = (*table.notes, *alignment.notes)
        scales = {scale.id: AnswerKey(scale, blank=options.blank) for scale in instrument.scales}
        declared = {segment.id: segment for segment in instrument.segments}
        self._answers = {item: scales[instrument.questionnaire_of[item].scale] for item in self.items}
        self._group_keys = {
            each: GroupKey(declared.get(each), blank=options.blank, project=options.project) for each in self.segments
        }
        self._codes: dict[str, dict[str, int]] = {segment: {} for segment in self.segments}
        self._unknown, self._weights = UnknownValues(), Weights()

    def batches(self, *, with_respondents: bool = False) -> Iterator[Batch]:
        """The rows, some tens of thousands at a time, once.

        Raises ``ExportError`` at the end, naming every unknown value, where ``unknown`` is ``error``, and where a file
        turns out not to be readable.
        """
        rows = answered = 0
        try:
            for batch in self._rows(with_respondents=with_respondents):
                rows += batch.rows
                answered += int(np.count_nonzero(batch.states))
                yield batch
            self._finish(rows, answered=answered)
        finally:
            self._table.close()

    def _rows(self, *, with_respondents: bool) -> Iterator[Batch]:
        """The rows of the first reading that comes to the end, each row once."""
        delivered = 0
        failure = ""
        for numeric, wide in self._readings():
            reading = Reading(
                self._table,
                alignment=self._alignment,
                answers=self._answers,
                group_codes={segment: self._group_code(segment) for segment in self.segments},
                unknown=self._unknown,
                weights=self._weights,
                numeric=numeric,
                wide=wide,
                with_respondents=with_respondents,
            )
            read = 0
            try:
                for frame in reading.frames():
                    ahead = delivered - read
                    read += frame.height
                    if ahead < frame.height:
                        yield reading.batch(frame[max(ahead, 0) :], before=delivered)
                        delivered = read
            except (pl.exceptions.PolarsError, OSError) as error:
                failure = str(error).splitlines()[0]
            else:
                return
        raise ExportError(Problem("unreadable", f"the rows cannot be read ({failure})", Place(self.source.name)))

    def _readings(self) -> list[tuple[frozenset[int], bool]]:
        """The ways to read the items, fastest first: which columns as small integers, and whether others are wide."""
        numeric = self._table.numeric
        if not self._table.rereadable:
            return [(numeric, True)]
        none: frozenset[int] = frozenset()
        return [(numeric, False), (none, False), (none, True)]

    def _group_code(self, segment: str) -> Callable[[str], int]:
        """The meaning of a segment's texts as positions in its groups, which grow as new ones are met."""
        key, codes, groups = self._group_keys[segment], self._codes[segment], self.groups[segment]

        def code(text: str) -> int:
            group = key.group(text)
            if not group:
                return UNKNOWN_GROUP if group is None else 0
            if group not in codes:
                codes[group] = len(groups)
                groups.append(group)
            return codes[group]

        return code

    def _finish(self, rows: int, *, answered: int) -> None:
        """Take stock at the end: the rows must be all there, the values all known or counted as blank."""
        name = self.source.name
        if self.source.rows not in {None, rows}:
            found = f"{rows} rows were read, but the file has {self.source.rows}"
            hint = "save the file again from a spreadsheet program as CSV UTF-8"
            raise ExportError(Problem("rows-differ", found, Place(name), hint=hint))
        if not rows:
            raise no_rows(name)
        self.source = replace(self.source, rows=rows)
        self._weights.check(name, lines=self._table.lines)
        if not self._unknown:
            return
        if self._options.unknown == "blank":
            self.notes = (*self.notes, self._unknown.note(name, items=self.items, answered=answered))
        else:
            raise self._unknown.error(name, keys={**self._answers, **self._group_keys}, lines=self._table.lines)


def no_rows(name: str) -> ExportError:
    """The error for an export without answers."""
    return ExportError(Problem("no-rows", "there are no rows below the header", Place(name), "one row per respondent"))
