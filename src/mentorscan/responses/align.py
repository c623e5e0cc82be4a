"""The columns of a table aligned to an instrument: which one is which item, segment or other known column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.responses.forms import AUTO, chosen_items, fitting_form, no_form_fits
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.text import bare, caseless, counted, listed, plain_header, shown, within_one_edit

OTHERS = ("respondent", "weight", "submitted", "language")
"""The columns that a plain export may have beside items, segments and comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where everything stands: ``items`` and ``segments`` are id -> position, in the order in which they are delivered.

    ``comments``: questionnaire -> position, only where comments are read and of questionnaires with an item that is.
    ``weight``: only where weights are used. ``titles``: of undeclared segments, the header as it stands. ``form``: the
    form asked, if one fits.
    """

    items: dict[str, int]
    segments: dict[str, int]
    comments: dict[str, int]
    respondent: int | None
    weight: int | None
    titles: dict[str, str]
    form: str | None
    notes: tuple[Note, ...]


def align(
    header: Sequence[str], *, names: Sequence[str], instrument: Instrument, options: ReadOptions, place: Place
) -> Alignment:
    """The alignment of a table whose columns the file calls ``header`` and the platform ``names``.

    Raises ``ExportError`` with every problem of the header at once, ``OptionError`` for an unknown form.
    """
    wanted = chosen_items(options.form, instrument=instrument)
    columns = _Columns(header, names=names, instrument=instrument, place=place)
    undeclared = columns.undeclared_segments(options.segments)
    items = {item: columns.found[item] for item in wanted if item in columns.found}
    form = fitting_form(items, instrument=instrument) if options.form == AUTO else options.form
    if options.form != AUTO:
        columns.check_form(options.form, wanted=wanted)
    elif form is None and items:
        columns.notes.append(no_form_fits(list(items), instrument=instrument, name=place.file))
    columns.check_items(wanted, taken=undeclared.values())
    columns.note_missing_segments(taken=undeclared.values())
    columns.check_weight(used=options.weight)
    columns.note_unused(undeclared.values())
    if columns.problems:
        raise ExportError(columns.problems)
    declared = {segment.id: columns.found[segment.id] for segment in instrument.segments if segment.id in columns.found}
    return Alignment(
        items=items,
        segments=declared | undeclared,
        comments=columns.comments(items) if options.comments else {},
        respondent=columns.found.get("respondent"),
        weight=columns.found["weight"] if options.weight else None,
        titles={segment: header[position] for segment, position in undeclared.items()},
        form=form,
        notes=tuple(columns.notes),
    )


def holds_items(header: Iterable[str], *, instrument: Instrument) -> bool:
    """Whether any of these headers is an item's id."""
    items = {caseless(item) for item in instrument.items}
    return any(caseless(plain_header(text)) in items for text in header)


class _Columns:
    """The columns of one table, what is wrong with them, and what is worth knowing about them."""

    def __init__(self, header: Sequence[str], *, names: Sequence[str], instrument: Instrument, place: Place) -> None:
        self._header, self._names, self._instrument, self._place = header, names, instrument, place
        self._compared = [caseless(name) for name in names]
        self._segments = {segment.id for segment in instrument.segments}
        comments = (each.comment.id for each in instrument.questionnaires if each.comment)
        self._ids = {caseless(each): each for each in (*instrument.items, *comments, *self._segments, *OTHERS)}
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.found = self._positions()

    def _wrong(self, code: str, message: str, *, expected: str | None = None, hint: str | None = None) -> None:
        self.problems.append(Problem(code, message, self._place, expected, hint))

    def _positions(self) -> dict[str, int]:
        """Id -> position of its column. Two columns for one id are a problem."""
        places: dict[str, list[int]] = {}
        for position, name in enumerate(self._compared):
            if name in self._ids:
                places.setdefault(self._ids[name], []).append(position)
        for known, positions in places.items():
            if len(positions) > 1:
                self._repeated(known, positions)
        return {known: positions[0] for known, positions in places.items()}

    def _repeated(self, known: str, positions: Sequence[int]) -> None:
        where = " and ".join(f"column {position + 1} ({shown(self._header[position])})" for position in positions)
        self._wrong(
            "repeated-column",
            f"{where} are all {shown(known)}",
            expected="one column",
            hint="rename or remove the others",
        )

    def undeclared_segments(self, asked: Iterable[str]) -> dict[str, int]:
        """The columns that ``--segment`` names and the instrument does not declare: their plain header -> position."""
        segments: dict[str, int] = {}
        for each in asked:
            name = plain_header(each)
            known = self._ids.get(caseless(name))
            exact = [
                position
                for position, header in enumerate(self._header)
                if header == each or self._names[position] == name
            ]
            positions = exact or [position for position, other in enumerate(self._compared) if other == caseless(name)]
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
                hint="the header must hold the ids of the items",
            )
        for position, near in self._near(missing, taken=taken).items():
            column = f"column {position + 1}, {shown(self._names[position])},"
            hint = f"rename the column to {near[0]}, or to something else altogether"
            self._wrong("near-miss", f"{column} is no item, and {listed(near)} has no column", hint=hint)

    def _near(self, missing: Sequence[str], *, taken: Iterable[int]) -> dict[int, list[str]]:
        """Column that nothing is read from -> the missing ids that it may be meant for, as far as there are any.

        Those are the ones that it is but for ``_``, ``-`` and spaces, else those within one edit of it so compared.
        """
        compared = {each: bare(caseless(each)) for each in missing}
        known = {bare(each) for each in self._ids} - set(compared.values())
        others = set(taken)
        near: dict[int, list[str]] = {}
        for position, name in enumerate(map(bare, self._compared)):
            if name and name not in known and self._compared[position] not in self._ids and position not in others:
                same = [each for each in missing if compared[each] == name]
                near[position] = same or [each for each in missing if within_one_edit(name, compared[each])]
        return {position: ids for position, ids in near.items() if ids}

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

    def note_unused(self, taken: Iterable[int]) -> None:
        """The columns that nothing is read from, in one note."""
        known = {position for position, name in enumerate(self._compared) if name in self._ids} | set(taken)
        ignored = [
            name or f"column {position + 1}" for position, name in enumerate(self._names) if position not in known
        ]
        if ignored:
            text = f"{counted(len(ignored), 'column')} of {self._place.file} ignored: {listed(ignored)}."
            self.notes.append(Note("ignored-columns", text, place=self._place.file, values={"columns": ignored}))
