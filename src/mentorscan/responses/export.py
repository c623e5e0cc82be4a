"""An export as responses: batches of states and group codes out of any table, in one pass over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.responses.align import Alignment
from mentorscan.responses.kept import INCOMPLETE, KeptRows, moment
from mentorscan.responses.keys import Keys
from mentorscan.responses.lookup import UNKNOWN_GROUP
from mentorscan.responses.model import Batch, ReadOptions, SourceFile
from mentorscan.responses.reading import Reading
from mentorscan.responses.recognition import Recognised
from mentorscan.responses.tables.table import Table, column
from mentorscan.responses.text import listed, shown
from mentorscan.responses.unknown import UnknownValues
from mentorscan.responses.weights import Weights


class Export:
    """One table, aligned to an instrument: an implementation of ``Responses``.

    The cells of items are read as small integers where the first rows look so, else as codes of texts. Where a later
    cell does not fit, the table is read again from the start as texts, and the rows already delivered are left out.
    ``named``: the segments whose one group stands in the file's name.
    """

    def __init__(
        self,
        table: Table,
        *,
        alignment: Alignment,
        recognised: Recognised,
        instrument: Instrument,
        options: ReadOptions,
        named: Mapping[str, str] | None = None,
    ) -> None:
        self._table, self._alignment, self._options = table, alignment, options
        self._dialect, self._platform, self._named = recognised.dialect, recognised.platform.name, named or {}
        self.items = tuple(alignment.items)
        found = {*alignment.segments, *self._named}
        declared = {segment.id: segment for segment in instrument.segments}
        self.segments = tuple(dict.fromkeys([each for each in declared if each in found] + sorted(found)))
        self.source = SourceFile(
            name=table.name,
            sha256=table.sha256,
            platform=recognised.platform.name,
            rows=table.rows,
            items=len(self.items),
            by_text=len(alignment.by_text),
            segments=self.segments,
            unused=alignment.unused,
            definitions=(*self._dialect.definitions, *([options.column_map.path.name] if options.column_map else [])),
            named=tuple(self._named),
            survey="" if recognised.platform.name == "plain" else sha256(repr(self.survey).encode()).hexdigest(),
        )
        self.groups: dict[str, list[str | None]] = {segment: [None] for segment in self.segments}
        undeclared = {segment: segment for segment in self._named if segment not in declared}
        self.titles = alignment.titles | undeclared
        self.form = alignment.form
        self.notes: tuple[Note, ...] = (*table.notes, *self._dialect.notes, *alignment.notes)
        if options.complete_only and all(rule.reason != INCOMPLETE for rule in self._dialect.rows):
            text = f"{table.name} does not say which responses were completed; --complete-only left none of it out."
            self.notes = (*self.notes, Note("completion-unknown", text, "warning", place=table.name))
        keys = Keys(self._dialect, instrument=instrument, options=options)
        self._answers = {item: keys.answers(item, position=position) for item, position in alignment.items.items()}
        self._group_keys = {
            each: keys.groups(declared.get(each), id_=each, position=alignment.segments.get(each))
            for each in self.segments
        }
        self._codes: dict[str, dict[str, int]] = {segment: {} for segment in self.segments}
        self._unknown, self._weights = UnknownValues(), Weights()
        self._replaced: NDArray[np.bool_] | None = None
        self.left_out: Counter[str] = Counter()
        # A platform counts the responses of each survey from 1: equal ids in two files are two people.
        self._seed = 0 if recognised.platform.name == "plain" else int(table.sha256[:12] or "0", 16)
        self._not_shown = 0
        self._kept().check(table.name)

    def _kept(self) -> KeptRows:
        return KeptRows(
            self._dialect, options=self._options, submitted=self._alignment.submitted, replaced=self._replaced
        )

    def submissions(self, columns: Sequence[str] = ("id", "time", "content")) -> pl.DataFrame:
        """Of every row the response's id (empty: none), when it was submitted, and all of it; only what is asked for.

        ``content``: a hash of the id, the time and the answers; null where there is neither an id nor a time.
        """
        at = self._alignment
        told = [each for each in (at.respondent, at.submitted) if each is not None]
        frame = self._table.frame({each: pl.String() for each in (*told, *at.items.values())})
        time = (
            pl.lit(None, pl.Datetime("us")) if at.submitted is None else moment(at.submitted, dates=self._dialect.dates)
        )
        id_ = pl.lit("") if at.respondent is None else pl.col(column(at.respondent)).fill_null("").str.strip_chars()
        try:
            all_of_it = pl.concat_str(pl.all().fill_null(""), separator="\x1f").hash()
            named = (id_ != "") | time.is_not_null()
            content = pl.when(named).then(all_of_it)
            every = frame.select(id_.alias("id"), time.alias("time"), content.alias("content"))
            return every.select(columns).collect()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise self._unreadable(error) from None

    @property
    def tells_repeats(self) -> bool:
        """Whether a response can be known again in another export: by an id, or by when it was submitted."""
        return self._alignment.respondent is not None or self._alignment.submitted is not None

    @property
    def survey(self) -> tuple[str, ...]:
        """What tells the survey of this export from others: its platform, and its number or else its columns.

        Surveys whose groups stand in the files' names are never the same where the groups are not.
        """
        titles = [each.title for each in self._dialect.columns]
        told = [self._dialect.survey] if self._dialect.survey else titles
        return (self._platform, *told, *self._named.values())

    @property
    def has_own_ids(self) -> bool:
        """Whether equal ids are equal people in every export that seems to be of the same survey.

        A platform counts the responses of each survey from 1; two surveys with the same columns cannot be told apart
        where the export does not hold the survey's number.
        """
        return self._platform == "plain" or self._dialect.survey is not None

    def leave_out_replaced(self, rows: NDArray[np.bool_]) -> None:
        """Leave out the rows for which another export holds a later version: shape (rows,)."""
        self._replaced = rows

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
            self._finish(rows + self.left_out.total(), answered=answered)
        finally:
            self._table.close()

    def _rows(self, *, with_respondents: bool) -> Iterator[Batch]:
        """The rows of the first reading that comes to the end, each row once."""
        delivered = 0
        failure = no_rows(self.source.name)
        kept = self._kept()
        self.left_out = kept.left_out
        named = {each: self._code_of(each, group) for each, group in self._named.items()}
        for numeric, wide in self._readings():
            reading = Reading(
                self._table,
                alignment=self._alignment,
                answers=self._answers,
                group_codes={segment: self._group_code(segment) for segment in self._alignment.segments},
                unknown=self._unknown,
                weights=self._weights,
                kept=kept,
                prose=self._dialect.prose,
                merged=self._dialect.merged,
                numeric=numeric,
                wide=wide,
                with_respondents=with_respondents,
                seed=self._seed,
            )
            read = 0
            try:
                for frame in reading.frames():
                    ahead = delivered - read
                    read += frame.height
                    if ahead < frame.height:
                        batch = reading.batch(frame[max(ahead, 0) :], before=delivered)
                        yield (
                            replace(batch, groups=batch.groups | _constant(named, rows=batch.rows)) if named else batch
                        )
                        delivered = read
                        self._not_shown += reading.not_shown
                        reading.not_shown = 0
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
                failure = self._unreadable(error)
            else:
                return
        raise failure

    def _unreadable(self, error: BaseException) -> ExportError:
        """The error for rows that a library could not read."""
        reason = next(iter(str(error).splitlines()), "it is damaged")
        return ExportError(Problem("unreadable", f"the rows cannot be read ({reason})", Place(self.source.name)))

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

    def _code_of(self, segment: str, text: str) -> int:
        """The position of the group that a text means. Raises ``ExportError`` where it means none."""
        code = self._group_code(segment)(text)
        if code == UNKNOWN_GROUP:
            key = self._group_keys[segment]
            near = key.nearest(text)
            hint = f"the nearest is {shown(near)}" if near else "--unknown-groups keep takes it as a group"
            found = f"{shown(text)} in the file's name is no group of {segment}"
            raise ExportError(Problem("unknown-group", found, Place(self.source.name), key.expected, hint))
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
        self.notes = (*self.notes, *self._told())
        if not self._unknown:
            return
        if self._options.unknown == "blank":
            self.notes = (*self.notes, self._unknown.note(name, items=self.items, answered=answered))
        else:
            raise self._unknown.error(
                name,
                keys={**self._answers, **self._group_keys},
                lines=self._table.lines,
                definition_hint=self._dialect.definition_hint,
            )

    def _told(self) -> Iterator[Note]:
        """What is worth knowing of cells that were understood."""
        name = self.source.name
        differing = {cell: label for key in self._answers.values() for cell, label in key.differing.items()}
        if differing:
            told = listed(f"{cell} for {label}" for cell, label in sorted(differing.items()))
            text = f"The codes of {name} are not the values of the scale ({told}): the labels count."
            yield Note("codes-differ", text, "warning", place=name, values={"codes": differing})
        unlabelled = {cell: label for key in self._answers.values() for cell, label in key.unlabelled.items()}
        if unlabelled:
            told = listed(f"{cell} for {label}" for cell, label in sorted(unlabelled.items()))
            text = (
                f"{name} shows its codes under labels that the scale does not have ({told}): the codes count as the "
                "values of the scale. Check that both run the same way; if not, say in a map what each code means."
            )
            yield Note("codes-without-labels", text, "warning", place=name, values={"codes": unlabelled})
        if self._dialect.definition_hint and self._unknown.numbers_met:
            text = f"Nothing beside {name} says what its codes stand for: numbers count as the points of the scale."
            yield Note("codes-as-values", text, place=name)
        if self._not_shown:
            text = f"{{cells}} cells of {name} say that the item was not shown; they count as blank."
            yield Note("not-shown", text, place=name, values={"cells": self._not_shown})


def _constant(codes: Mapping[str, int], *, rows: int) -> dict[str, NDArray[np.int32]]:
    """The same group for every row: per segment an array of shape (rows,)."""
    return {segment: np.full(rows, code, np.int32) for segment, code in codes.items()}


def no_rows(name: str) -> ExportError:
    """The error for an export without answers."""
    return ExportError(Problem("no-rows", "there are no rows below the header", Place(name), "one row per respondent"))
