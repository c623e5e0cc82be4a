"""Headcounts: how many people there are by the organisation chart, from a file or from the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from mentorscan.errors import ExportError, Note, OptionError, Place, Problem
from mentorscan.instrument.explain import nearest
from mentorscan.instrument.model import Instrument
from mentorscan.project import Project
from mentorscan.responses.cells import GroupKey, whole_number
from mentorscan.responses.tables.container import open_table
from mentorscan.responses.tables.header import Expected
from mentorscan.responses.tables.table import Table, column
from mentorscan.responses.text import caseless, plain, shown
from mentorscan.scoring.scores import Headcount, Scores
from mentorscan.scoring.statistics import CannotRakeError
from mentorscan.scoring.tally import Tally

COLUMNS = ("segment", "group", "people")
EXPECTED = "a header with segment, group and people, and a row for each group"
WHOLE = (None, None)

Key = tuple[str | None, str | None]


@dataclass(frozen=True)
class Headcounts:
    """Headcounts with the file that says so, what to note about them, and where in the file each stands."""

    people: Headcount = field(default_factory=dict)
    file: str = ""
    notes: tuple[Note, ...] = ()
    places: Mapping[Key, Place] = field(default_factory=dict)

    def place(self, key: Key) -> Place | None:
        """Where a headcount stands."""
        return self.places.get(key) or (Place(self.file) if self.file else None)


def headcounts_in_force(path: Path | None, *, project: Project | None, instrument: Instrument) -> Headcounts:
    """The headcounts of the file, else of the project; where both say something else, the file wins, with a note.

    Raises ``OptionError`` with every problem of the file, ``ExportError`` where it cannot be read at all.
    """
    planned: dict[Key, int] = dict(project.people.items()) if project else {}
    if path is None:
        return Headcounts(planned, project.file.name if project and planned else "")
    found = read_headcounts(path, instrument=instrument)
    differ = [key for key, people in planned.items() if found.people.get(key, people) != people]
    notes = list(found.notes)
    if differ and project:
        names = ", ".join(f"{group} ({segment})" for segment, group in differ)
        text = f"Other headcounts in {path.name} than in {project.file.name}, for {names}: those of {path.name} count."
        values = {"groups": [f"{group} ({segment})" for segment, group in differ]}
        notes.append(Note("headcount-differs", text, "warning", place=path.name, values=values))
    return Headcounts({**planned, **found.people}, path.name, tuple(notes), found.places)


def read_headcounts(path: Path, *, instrument: Instrument) -> Headcounts:
    """The headcounts of a CSV, TSV or XLSX file with the columns segment, group and people.

    Segment and group empty: the whole. Groups are found by id, label or alias, as in an export.
    """
    try:
        table = open_table(path, expected=LOOKED_FOR)
    except OSError as error:
        found = f"the file cannot be read: {error.strerror or error}"
        hint = "check its name and that it may be read"
        raise OptionError(Problem("cannot-read", found, Place(path.name), hint=hint)) from None
    except ExportError as error:
        raise OptionError([replace(each, expected=EXPECTED) for each in error.problems]) from None
    try:
        return _Reader(table, instrument=instrument).headcounts()
    finally:
        table.close()


def _names(header: Iterable[str]) -> list[str]:
    return [caseless(text) for text in header]


LOOKED_FOR = Expected(
    header_rows=lambda _: 1,
    fits=lambda head: set(COLUMNS) <= set(_names(head.header)),
    is_known=lambda cell: caseless(cell) in COLUMNS,
)
"""What tells the sheet with the headcounts from others."""


class _Reader:
    """The rows of a table of headcounts, and what is wrong with them."""

    def __init__(self, table: Table, *, instrument: Instrument) -> None:
        self._table = table
        self._segments = {segment.id: segment for segment in instrument.segments}
        self._keys = {id_: GroupKey(segment) for id_, segment in self._segments.items()}
        self._problems: list[Problem] = []

    def headcounts(self) -> Headcounts:
        names = _names(self._table.head.header)
        missing = [each for each in COLUMNS if each not in names]
        if missing:
            found = f"there is no column {', '.join(missing)}"
            place = Place(self._table.name, self._table.header_line)
            raise OptionError(
                Problem("headcount-columns", found, place, f"the columns {', '.join(COLUMNS)}", "see docs/formats.md")
            )
        people: dict[Key, int] = {}
        places: dict[Key, Place] = {}
        for place, segment, group, number in self._rows([names.index(each) for each in COLUMNS]):
            key = self._key(segment, group, place=place)
            count = whole_number(number)
            if count is None or count < 1:
                expected = "a whole number of people, at least 1"
                self._wrong("headcount-number", f"people is {shown(number)}", place, expected)
            elif key in people:
                self._wrong("headcount-twice", f"{_told(key)} stands here a second time", place, "each group once")
            elif key is not None:
                people[key], places[key] = count, place
        if not people and not self._problems:
            self._wrong(
                "headcount-empty", "there are no headcounts below the header", Place(self._table.name), EXPECTED
            )
        if self._problems:
            raise OptionError(self._problems)
        return Headcounts(people, self._table.name, (), places)

    def _rows(self, positions: list[int]) -> Iterator[tuple[Place, str, str, str]]:
        frame = self._table.frame(dict.fromkeys(positions, pl.String)).collect()
        lines = self._table.lines(range(1, frame.height + 1))
        for row, cells in enumerate(frame.select([column(each) for each in positions]).iter_rows(), start=1):
            segment, group, people = (plain(each or "") for each in cells)
            if segment or group or people:
                yield Place(self._table.name, lines.get(row)), segment, group, people

    def _key(self, segment: str, group: str, *, place: Place) -> Key | None:
        """The segment and group that a row is about; ``None`` where there is no such group."""
        if not segment and not group:
            return WHOLE
        known = {caseless(each): each for each in self._segments}
        name = known.get(caseless(segment), segment)
        if not segment or not group:
            lacking = "segment" if group else "group"
            self._wrong("headcount-half", f"the {lacking} is empty", place, "both, or neither for the whole")
            return None
        found = self._keys[name].group(group) if name in self._keys else group
        if found is None:
            near = nearest(group, [each.id for each in self._segments[name].groups])
            self._wrong("headcount-group", f"{shown(group)} is no group of {name}", place, "one of its groups", near)
            return None
        return name, found

    def _wrong(self, code: str, found: str, place: Place, expected: str, hint: str | None = None) -> None:
        self._problems.append(Problem(code, found, place, expected, hint))


def _told(key: Key | None) -> str:
    return "the whole" if key is None or key == WHOLE else f"{key[1]} ({key[0]})"


def scores_with_headcounts(
    tally: Tally, headcounts: Headcounts, *, raked: tuple[str, ...]
) -> tuple[Scores, list[Note]]:
    """The scores of a tally beside its headcounts, raked to those of some segments; and what to note.

    The whole's headcount, where none is given, is the sum over the groups of a segment that has all of them.

    Raises ``OptionError`` where more people answered than there are, and where no weights meet the headcounts.
    """
    notes: list[Note] = []
    headcounts = _as_in_the_data(headcounts, tally)
    people = {key: n for key, n in headcounts.people.items() if key == WHOLE or key[0] in tally.segments}
    unused = sorted({str(key[0]) for key in headcounts.people} - {str(key[0]) for key in people})
    if unused:
        text = f"Headcounts of {headcounts.file} for segments that the data do not have: {', '.join(unused)}."
        notes.append(Note("headcount-unused", text, place=headcounts.file or None, values={"segments": unused}))
    silent = [_told(key) for key in people if key != WHOLE and key[1] not in tally.margins[str(key[0])]]
    if silent:
        text = f"Groups with a headcount of which nobody answered: {', '.join(silent)}."
        place = headcounts.file or None
        notes.append(Note("headcount-without-answers", text, "warning", place, {"groups": silent}))
    if people and tally.quality.get("duplicates"):
        text = "Some ids came more than once: these people count more than once in the response rate."
        notes.append(Note("duplicates-in-rate", text, "warning"))
    totals = {segment: total for segment in tally.segments if (total := _total(tally, people, segment)) is not None}
    if WHOLE not in people and len(set(totals.values())) == 1:
        people[WHOLE] = next(iter(totals.values()))
    elif len({*totals.values(), *([people[WHOLE]] if WHOLE in people else [])}) > 1:
        told = [f"{segment} {total}" for segment, total in totals.items()]
        told += [f"{headcounts.file} {people[WHOLE]}"] if WHOLE in people else []
        text = f"The headcounts do not add up to the same whole: {', '.join(told)}."
        notes.append(Note("headcount-totals", text, "warning", headcounts.file or None, {"totals": told}))
    scores = Scores(tally, people, raked)
    if raked:
        _check_raking(scores, headcounts)
    _check_enough(scores, headcounts)
    return scores, notes


def _as_in_the_data(headcounts: Headcounts, tally: Tally) -> Headcounts:
    """The headcounts with the groups of open segments spelled as in the data.

    Raises ``OptionError`` where a headcount seems to be of a group of the data that has none.
    """
    people: dict[Key, int] = {}
    places: dict[Key, Place] = {}
    problems: list[Problem] = []
    for key, count in headcounts.people.items():
        segment, group = key
        met = [each for each in tally.margins.get(segment or "", {}) if each is not None]
        if group is None or group in met or not met:
            found = key
        else:
            alike = [each for each in met if caseless(each) == caseless(group)]
            found = (segment, alike[0]) if len(alike) == 1 else key
            lacking = [each for each in met if (segment, each) not in headcounts.people]
            near = get_close_matches(caseless(group), {caseless(each): each for each in lacking}, n=1)
            if found == key and near:
                meant = next(each for each in lacking if caseless(each) == near[0])
                text = f"nobody answered as {shown(group)} ({segment}), and {meant} has no headcount"
                hint = f"if {meant} is meant, write it so"
                expected = "a group as it stands in the export"
                problems.append(Problem("headcount-near-miss", text, headcounts.place(key), expected, hint))
        people[found] = count
        if key in headcounts.places:
            places[found] = headcounts.places[key]
    if problems:
        raise OptionError(problems)
    return replace(headcounts, people=people, places=places)


def _total(tally: Tally, people: Headcount, segment: str) -> int | None:
    """The people of all groups of a segment but parents; ``None`` where one of them has no headcount."""
    declared = next((each.groups for each in tally.instrument.segments if each.id == segment), ())
    parents = {group.parent for group in declared}
    groups = {group.id for group in declared} | {group for group in tally.margins[segment] if group is not None}
    groups |= {group for each, group in people if each == segment and group is not None}
    counts = [people.get((segment, group)) for group in groups - parents]
    known = [each for each in counts if each is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _check_enough(scores: Scores, headcounts: Headcounts) -> None:
    """Raise ``OptionError`` where more people answered than there are."""
    cells = {WHOLE: scores.whole} | {
        (segment, group): cell for segment, cells in scores.cells.items() for group, cell in cells.items()
    }
    problems = [
        Problem(
            "headcount-too-small",
            f"more people of {_told(key)} answered than the {cell.headcount} that the headcount says",
            headcounts.place(key),
            "a headcount of everyone who was invited",
            "count the people on the day of the survey; people who answered twice can be left out with "
            "--leave-out duplicates where the export has the column respondent",
        )
        for key, cell in cells.items()
        if cell.headcount is not None and cell.rows - cell.empty > cell.headcount
    ]
    if problems:
        raise OptionError(problems)


def _check_raking(scores: Scores, headcounts: Headcounts) -> None:
    """Raise ``OptionError`` where the respondents cannot be weighted to the headcounts of the segments."""

    def wrong(found: str, expected: str, hint: str, key: Key | None = None) -> OptionError:
        return OptionError(Problem("cannot-rake", found, headcounts.place(key) if key else None, expected, hint))

    absent = [each for each in scores.raked if each not in scores.tally.segments]
    if absent:
        found = f"--rake {absent[0]}: no such segment in the data"
        hint = nearest(absent[0], list(scores.tally.segments)) or "name a segment that the export has"
        raise wrong(found, f"one of {', '.join(scores.tally.segments)}", hint)
    try:
        _ = scores.factors
    except CannotRakeError as error:
        segment = scores.raked[error.variable] if error.variable is not None else ""
        group = f"{error.group} ({segment})"
        key = (segment, error.group)
        match error.kind:
            case "no_target" if error.group is None:
                hint = f"fill in {segment} for everyone in the export, or rake to other segments"
                raise wrong(f"some who answered have no {segment}", "a group for everyone", hint) from error
            case "no_target":
                hint = "give its headcount, or add it to the group that it belongs to"
                raise wrong(f"{group} answered, but has no headcount", "a headcount for everyone", hint, key) from error
            case "no_respondents":
                hint = "add its people to the headcount of a neighbouring group, or leave --rake out"
                raise wrong(
                    f"{group} has a headcount, but nobody of it answered", "an answer from every group", hint, key
                ) from error
            case "different_totals":
                found = f"the headcounts of {segment} add up to another total than those of {scores.raked[0]}"
                raise wrong(found, "the same people in every segment", "count them on the same day") from error
            case _:
                raise wrong(
                    "no weights meet these headcounts (not converged)",
                    "headcounts that the answers can be weighted to",
                    "rake to fewer segments",
                ) from error
