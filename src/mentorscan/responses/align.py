"""The columns of a table aligned to an instrument: which one is which item, segment or other known column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.responses.forms import AUTO, chosen_items, fitting_form, no_form_fits
from mentorscan.responses.matching import Known
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.platforms.platform import ColumnName
from mentorscan.responses.text import bare, caseless, counted, listed, plain_header, shown, within_one_edit

ALIKE: Final = 0.9
"""A text this much like a statement that has no column is taken for a slip, and told."""

MOST_COMPARED: Final = 300
"""Texts are compared with statements in tables of up to so many columns that nothing is read from."""

_NO_ITEMS = (
    "the header must hold the ids or the texts of the items; if a platform made the file, name it (--from), or map the "
    "columns (mentorscan survey map drafts the map)"
)
_USE_ASSESS = "these are a rater's answers, not a survey export: mentorscan assess scores them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where everything stands: ``items`` and ``segments`` are id -> position, in the order in which they are delivered.

    ``comments``: questionnaire -> position, only where comments are read and of questionnaires with an item that is.
    ``weight``: only where weights are used. ``titles``: of undeclared segments, the header as it stands. ``form``: the
    form asked, if one fits. ``by_text``: the items that were found by what their column asks, not by their id;
    ``unused``: the titles of the columns that nothing is read from.
    """

    items: dict[str, int]
    segments: dict[str, int]
    comments: dict[str, int]
    respondent: int | None
    submitted: int | None
    weight: int | None
    by_text: tuple[str, ...]
    unused: tuple[str, ...]
    titles: dict[str, str]
    form: str | None
    notes: tuple[Note, ...]


def align(
    columns: Sequence[ColumnName], *, known: Known, instrument: Instrument, options: ReadOptions, place: Place
) -> Alignment:
    """The alignment of a table whose columns the platform calls so.

    Raises ``ExportError`` with every problem of the header at once, ``OptionError`` for an unknown form.
    """
    wanted = chosen_items(options.form, instrument=instrument)
    fitted = _Columns(columns, known=known, instrument=instrument, place=place)
    undeclared = fitted.undeclared_segments(options.segments)
    items = {item: fitted.found[item] for item in wanted if item in fitted.found}
    form = fitting_form(items, instrument=instrument) if options.form == AUTO else options.form
    if options.form != AUTO:
        fitted.check_form(options.form, wanted=wanted)
    elif form is None and items:
        fitted.notes.append(no_form_fits(list(items), instrument=instrument, name=place.file))
    fitted.check_items(wanted, taken=undeclared.values())
    fitted.note_missing_segments(taken=undeclared.values())
    fitted.check_weight(used=options.weight)
    unused = fitted.note_unused(undeclared.values())
    if fitted.problems:
        raise ExportError(fitted.problems)
    declared = {segment.id: fitted.found[segment.id] for segment in instrument.segments if segment.id in fitted.found}
    return Alignment(
        items=items,
        segments=declared | undeclared,
        comments=fitted.comments(items) if options.comments else {},
        respondent=fitted.found.get("respondent"),
        submitted=fitted.found.get("submitted"),
        weight=fitted.found["weight"] if options.weight else None,
        by_text=tuple(item for item in items if item in fitted.by_text),
        unused=unused,
        titles={segment: columns[position].title for segment, position in undeclared.items()},
        form=form,
        notes=tuple(fitted.notes),
    )


class _Columns:
    """The columns of one table, what is wrong with them, and what is worth knowing about them."""

    def __init__(self, columns: Sequence[ColumnName], *, known: Known, instrument: Instrument, place: Place) -> None:
        self._columns, self._known, self._instrument, self._place = columns, known, instrument, place
        self._names = [column.codes[0] if column.codes else column.title for column in columns]
        self._compared = [caseless(name) for name in self._names]
        self._segments = {segment.id for segment in instrument.segments}
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.by_text: set[str] = set()
        self.found = self._positions()
        self._taken = set(self.found.values())

    def _wrong(self, code: str, message: str, *, expected: str | None = None, hint: str | None = None) -> None:
        self.problems.append(Problem(code, message, self._place, expected, hint))

    def _positions(self) -> dict[str, int]:
        """Id -> position of its column. Two columns for one id are a problem."""
        places: dict[str, list[int]] = {}
        asking: dict[str, list[int]] = {}
        for position, column in enumerate(self._columns):
            if (known := self._known.by_id(column)) is not None:
                places.setdefault(known, []).append(position)
            elif (asked := self._known.by_text(column)) is not None:
                asking.setdefault(asked, []).append(position)
        self.by_text = set(asking) - set(places)
        for known, positions in asking.items():
            places[known] = [*places.get(known, []), *positions]
        for known, positions in places.items():
            if len(positions) > 1:
                self._repeated(known, positions)
        return {known: positions[0] for known, positions in places.items()}

    def _repeated(self, known: str, positions: Sequence[int]) -> None:
        where = " and ".join(
            f"column {position + 1} ({shown(self._columns[position].title)})" for position in positions
        )
        self._wrong(
            "repeated-column",
            f"{where} are all {shown(known)}",
            expected="one column",
            hint="rename or remove the others, or say in a map which one it is (mentorscan survey map)",
        )

    def undeclared_segments(self, asked: Iterable[str]) -> dict[str, int]:
        """The columns that ``--segment`` names and the instrument does not declare: their plain header -> position."""
        segments: dict[str, int] = {}
        for each in asked:
            name = plain_header(each)
            known = self._known.ids.get(caseless(name))
            exact = [i for i, column in enumerate(self._columns) if name in {plain_header(column.title), *column.codes}]
            positions = exact or [i for i, other in enumerate(self._compared) if other == caseless(name)]
            positions = positions or [
                i for i, column in enumerate(self._columns) if name in map(plain_header, column.texts)
            ]
            if known is not None and known not in self._segments:
                self._wrong(
                    "not-a-segment", f"--segment {shown(each)}: {known} is not a segment", expected="another column"
                )
            elif not name or not (positions or known):
                hint = f"the columns are {listed(self._names)}"
                self._wrong("no-such-column", f"--segment {shown(each)}: there is no such column", hint=hint)
            elif known is None and len(positions) > 1:
                self._repeated(name, positions)
            elif known is None:
                segments.setdefault(self._names[positions[0]], positions[0])
        return segments

    def comments(self, items: Iterable[str]) -> dict[str, int]:
        """The questionnaires that these items belong to -> the column of their comments, as far as they have one."""
        asked = {self._instrument.questionnaire_of[item].id for item in items}
        return {
            each.id: self.found[each.comment.id]
            for each in self._instrument.questionnaires
            if each.id in asked and each.comment and each.comment.id in self.found
        }

    def check_form(self, form: str, *, wanted: Sequence[str]) -> None:
        """Items of the form without a column are a problem, items beyond the form a note."""
        missing = [item for item in wanted if item not in self.found]
        if missing and len(missing) < len(wanted):
            self._wrong(
                "form-incomplete",
                f"the form {form} has {counted(len(missing), 'item')} without a column: {listed(missing)}",
                hint="--form auto takes the items that there are",
            )
        extra = [item for item in self._instrument.items if item in self.found and item not in wanted]
        if extra:
            file = self._place.file
            text = (
                f"{file} has {counted(len(extra), 'item')} beyond the form {form}, which are not read: {listed(extra)}."
            )
            self.notes.append(
                Note("items-beyond-form", text, place=self._place.file, values={"form": form, "items": extra})
            )

    def check_items(self, wanted: Sequence[str], *, taken: Iterable[int]) -> None:
        """No item at all is a problem, and so is a column that is nearly an item which has no column."""
        missing = [item for item in wanted if item not in self.found]
        if len(missing) == len(wanted):
            found = f"none of the columns is an item of {self._instrument.id}: {listed(self._names)}"
            self._wrong(
                "no-item-columns",
                found,
                expected=f"columns such as {listed(wanted, most=6)}",
                hint=_USE_ASSESS if _is_of_a_rater(self._names) else _NO_ITEMS,
            )
        for position, near in self._near(missing, taken=taken).items():
            column = f"column {position + 1}, {shown(self._names[position])},"
            hint = f"rename the column to {near[0]}, or to something else altogether"
            self._wrong("near-miss", f"{column} is no item, and {listed(near)} has no column", hint=hint)
        for position, (item, text) in self._alike(missing, taken=taken).items():
            found = f"column {position + 1} asks almost what {item} asks, which has no column: {shown(text, most=200)}"
            expected = f"{shown(self._statement(item), most=200)}, or the id {item}"
            hint = f"if it is meant, map the column to {item} (mentorscan survey map drafts the map)"
            self._wrong("near-miss", found, expected=expected, hint=hint)

    def _near(self, missing: Sequence[str], *, taken: Iterable[int]) -> dict[int, list[str]]:
        """Column that nothing is read from -> the missing ids that it may be meant for, as far as there are any.

        Those are the ones that it is but for ``_``, ``-`` and spaces, else those within one edit of it so compared.
        """
        compared = {each: bare(caseless(each)) for each in missing}
        known = {bare(each) for each in self._known.ids} - set(compared.values())
        others = self._taken | set(taken)
        near: dict[int, list[str]] = {}
        for position, name in enumerate(map(bare, self._compared)):
            if name and name not in known and position not in others and self._columns[position].use is None:
                same = [each for each in missing if compared[each] == name]
                near[position] = same or [each for each in missing if within_one_edit(name, compared[each])]
        return {position: ids for position, ids in near.items() if ids}

    def _alike(self, missing: Sequence[str], *, taken: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Column that nothing is read from -> the item without a column whose statement its text looks most like."""
        statements = {caseless(text): item for text, item in self._known.statements.items() if item in missing}
        others = self._taken | set(taken)
        free = [i for i, column in enumerate(self._columns) if i not in others and column.use is None]
        found: dict[int, tuple[str, str]] = {}
        for position in free if len(free) <= MOST_COMPARED else ():
            for text in map(plain_header, self._columns[position].texts[:2]):
                near = (
                    get_close_matches(caseless(text), statements, n=1, cutoff=ALIKE)
                    if len(text) > len("a b c d")
                    else []
                )
                if near:
                    found.setdefault(position, (statements[near[0]], text))
        return found

    def _statement(self, item: str) -> str:
        return self._instrument.items[item].text[self._instrument.language]

    def note_missing_segments(self, *, taken: Iterable[int]) -> None:
        """The declared segments without a column, in a note, where a column may be meant for one of them."""
        missing = [segment.id for segment in self._instrument.segments if segment.id not in self.found]
        near = {
            segment: self._names[position]
            for position, segments in self._near(missing, taken=taken).items()
            for segment in segments
        }
        if near:
            similar = ", ".join(f"{shown(column)} for {segment}" for segment, column in near.items())
            text = (
                f"{self._place.file} has no column for these segments: {listed(missing)}. It has {similar}: rename the "
                "column if it is meant."
            )
            values = {"segments": missing, "columns": near}
            self.notes.append(Note("segment-missing", text, "warning", place=self._place.file, values=values))

    def check_weight(self, *, used: bool) -> None:
        """A weight that is to be used must have its column; one that is there and not used is a note."""
        if used and "weight" not in self.found:
            self._wrong(
                "no-weight-column",
                "there is no column weight",
                expected="a column weight with a number above 0 for each respondent",
                hint="rename the column that holds the weights, or leave --weight out",
            )
        elif not used and "weight" in self.found:
            text = f"{self._place.file} has a column weight; it was not used (--weight uses it)."
            self.notes.append(Note("weight-not-used", text, place=self._place.file))

    def note_unused(self, taken: Iterable[int]) -> tuple[str, ...]:
        """The columns that nothing is read from; a note with those that the platform does not add by itself."""
        used = self._taken | set(taken)
        unused = [i for i, column in enumerate(self._columns) if i not in used and self._known.by_id(column) is None]
        names = {i: self._names[i] or f"column {i + 1}" for i in unused}
        ignored = [name for i, name in names.items() if self._columns[i].use is None]
        if ignored:
            text = f"{counted(len(ignored), 'column')} of {self._place.file} ignored: {listed(ignored)}."
            self.notes.append(Note("ignored-columns", text, place=self._place.file, values={"columns": ignored}))
        return tuple(names.values())


def _is_of_a_rater(header: Sequence[str]) -> bool:
    """Whether a file begins as an entry sheet or an answer file does."""
    return any(name.startswith(("mentorscan/sheet/", "# mentorscan answers", "schema: 1")) for name in header)
