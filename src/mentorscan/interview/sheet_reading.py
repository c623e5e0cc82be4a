"""Reading an entry sheet back: strictly, with every problem at its cell, as an answer file is read.

An office program may have saved it since, rows may stand in another order, and answers be numbers that were typed. What
cannot be told for certain is a problem: no answer is guessed, and nothing that a rater wrote is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from mentorscan.errors import Note, Place, Problem
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.catalogue import item_fingerprint
from mentorscan.instrument.explain import nearest
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Answer, AnswerFile, InstrumentName, typed
from mentorscan.interview.sheet_book import grids
from mentorscan.interview.sheet_format import ABOUT, ANSWER, COMMENT, DATE, ITEM, LOOK, ORGANISATION, RATER, SCHEMA
from mentorscan.interview.sheet_rating import Rating, key_of
from mentorscan.interview.sheet_table import INPUTS, Row, Table
from mentorscan.responses.text import listed, shown


@dataclass(frozen=True, kw_only=True)
class ReadSheet:
    """What an entry sheet holds: ``None`` where it cannot be told, and everything that is wrong with it.

    ``changed``: the items whose wording is another than on the sheet; ``gone``: the places that something was written
    to, and that the instrument does not have any more.
    """

    file: AnswerFile | None
    problems: tuple[Problem, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def notes(self, name: str) -> Iterator[Note]:
        """What should be known about the answers; ``name``: of the file."""
        if self.changed:
            text = f"Items that were worded otherwise when {name} was written: {listed(self.changed)}."
            yield Note("items-reworded", text, "warning", name, {"items": list(self.changed)})
        if self.gone:
            text = f"{name} says something on what the instrument does not ask any more: {listed(self.gone)}."
            yield Note("items-gone", text, "warning", name, {"items": list(self.gone)})


def read_sheet(content: bytes, *, file: str, instrument: Instrument) -> ReadSheet | None:
    """The answers on an entry sheet; ``None`` where a workbook is none.

    Raises ``AnswerError`` where it cannot be opened.
    """
    sheets = grids(content, file=file)
    about = next((each for each in sheets if each.title == ABOUT), None)
    made = _Made(about.rows) if about else None
    if made is None or not made.schema.startswith(SCHEMA.rpartition("/")[0] + "/"):
        return None
    if problem := _stranger(made, file=file, instrument=instrument):
        return ReadSheet(file=None, problems=(problem,))
    filled = [table for each in sheets if (table := Table.found(each, file=file))]
    if len(filled) != 1:
        found = f"{len(filled)} sheets are entry sheets" if filled else "the sheet with the items is not whole any more"
        hint = "delete the copies" if filled else "copy the answers into a new one (mentorscan assess --sheet)"
        problem = Problem("no-answer-sheet", found, Place(file), "one, as mentorscan assess --sheet wrote it", hint)
        return ReadSheet(file=None, problems=(problem,))
    return _Reading(filled[0], made=made, instrument=instrument).read()


class _Made:
    """What the hidden sheet says that the entry sheet was made for."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        wide = [[*(cell.strip() for cell in row[:3]), "", "", ""][:3] for row in rows]
        head = {key: value for key, value, _ in reversed(wide) if key != ITEM}
        self.prints = {item: fingerprint for key, item, fingerprint in wide if key == ITEM and item}
        self.schema, self.instrument, self.version, self.form, self.language, self.organisation = (
            head.get(key, "") for key in ("schema", "instrument", "version", "form", "language", "organisation")
        )


def _stranger(made: _Made, *, file: str, instrument: Instrument) -> Problem | None:
    """Why a sheet does not belong to this instrument, if it does not."""
    if made.schema != SCHEMA:
        found, hint = f"this is an entry sheet {shown(made.schema)}", "read it with the mentorscan that wrote it"
        return Problem("unknown-schema", found, Place(file), SCHEMA, hint)
    if made.instrument != instrument.id:
        found, hint = f"answers to {made.instrument}", "name the folder of its instrument with --instrument"
        return Problem("other-instrument", found, Place(file), f"answers to {instrument.id}", hint)
    forms = [each.id for each in instrument.forms]
    if made.form not in forms:
        hint = nearest(made.form, forms) or "name the folder of its instrument with --instrument"
        return Problem("unknown-form", f"unknown form {made.form}", Place(file), f"one of {listed(forms)}", hint)
    return None


@dataclass
class _Reading:
    """A sheet, while it is read."""

    table: Table
    made: _Made = field(kw_only=True)
    instrument: Instrument = field(kw_only=True)

    def read(self) -> ReadSheet:
        """What it holds."""
        instrument, made = self.instrument, self.made
        offered = with_both_opt_outs(instrument)
        problems = [*self._twice(), *self._lost()]
        answers: dict[str, Answer] = {}
        keys = {scale.id: key_of(scale) for scale in offered.scales}
        for item, questionnaire in offered.questionnaire_of.items():
            row = self._row(item)
            if row and row.written:
                rating = Rating(
                    row, table=self.table, scale=offered.scale_of(questionnaire), key=keys[questionnaire.scale]
                )
                problems += rating.problems()
                answers[item] = rating.answer
        comments = {
            each.id: row.cells[ANSWER]
            for each in instrument.questionnaires
            if (row := self._row(each.id + COMMENT)) and row.cells[ANSWER]
        }
        rater, date = typed(self._head(RATER)), self._head(DATE)
        problems += self._head_problems(rater=rater, date=date)
        file = AnswerFile(
            instrument=InstrumentName(id=made.instrument, version=made.version),
            organisation=typed(self._head(ORGANISATION)) or made.organisation or None,
            rater=rater,
            date=_iso(date) or None,
            form=made.form,
            language=made.language or None,
            answers=answers,
            comments=comments,
        )
        asked = [item for item in made.prints if item in instrument.items]
        changed = tuple(item for item in asked if made.prints[item] != item_fingerprint(instrument, item))
        return ReadSheet(file=file, problems=tuple(problems), changed=changed, gone=tuple(self._gone()))

    @cached_property
    def _by_id(self) -> Mapping[str, Row]:
        return {row.id: row for row in reversed(self.table.rows) if row.id}

    def _row(self, id_: str) -> Row | None:
        return self._by_id.get(id_)

    def _head(self, key: str) -> str:
        row = self._row(key)
        return row.cells[LOOK] if row else ""

    @cached_property
    def _known(self) -> frozenset[str]:
        """The places of the instrument in which a rater may write."""
        return frozenset([*self.instrument.items, *(each.id + COMMENT for each in self.instrument.questionnaires)])

    def _twice(self) -> Iterator[Problem]:
        """Rows that stand for the same thing."""
        often = Counter(row.id for row in self.table.rows if row.id in self._known)
        for row in self.table.rows:
            if often[row.id] > 1 and row is not self._row(row.id):
                found, hint = f"a second row stands for {row.id}", "delete one of the two"
                yield self.table.at(row, ITEM, Problem("item-twice", found, None, "one row for each item", hint))

    def _lost(self) -> Iterator[Problem]:
        """Rows with something in them, of which nobody knows what it is about."""
        mine = {*self._known, *self.made.prints, ORGANISATION, RATER, DATE}
        for row in self.table.rows:
            name = next((each for each in INPUTS if row.cells[each]), None)
            if name and row.id not in mine and "/" not in row.id:
                found = f"{shown(row.cells[name])} stands on a row that belongs to no item"
                hint = "move it to its item; the row's first column, which is hidden, tells which one that is"
                yield self.table.at(row, name, Problem("row-without-item", found, None, "an item", hint))

    def _gone(self) -> Iterator[str]:
        """What was written to items and comments that the instrument does not have any more."""
        for row in self.table.rows:
            place = row.id in self.made.prints or row.id.endswith(COMMENT)
            if place and row.id not in self._known and row.written:
                yield row.id

    def _head_problems(self, *, rater: str, date: str) -> Iterator[Problem]:
        """What is wrong with who answered, and when."""
        found, expected = "the rater's name is missing", "who answered"
        row = self._row(RATER)
        if row and not rater:
            yield self.table.at(row, LOOK, Problem("missing-rater", found, None, expected, "write it into this cell"))
        if row is None:
            hint = "write the sheet anew, and copy the answers into it"
            yield Problem("missing-rater", found, Place(self.table.file), expected, hint)
        row = self._row(DATE)
        if row and date and not _iso(date):
            found, hint = f"{shown(date)} is no date", "write the year first, as in the example, or empty the cell"
            yield self.table.at(row, LOOK, Problem("invalid-date", found, None, "a date such as 2026-11-23", hint))


def _iso(cell: str) -> str:
    """The day in a cell that holds one, with or without an hour; else nothing.

    >>> _iso("2026-11-23 00:00:00"), _iso("23/11/26")
    ('2026-11-23', '')
    """
    try:
        return datetime.fromisoformat(cell).date().isoformat()
    except ValueError:
        return ""
