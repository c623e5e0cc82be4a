"""REDCap: one header row of field names (raw) or of field labels; codes or labels; a status for each form.

A form's status is the column ``<form>_complete`` (``Complete?`` under labels): 0, 1, 2 or Incomplete, Unverified,
Complete. A data dictionary beside the export says what the codes mean, those of missing data (-8) too, and what each
field asks. Longitudinal projects and repeated forms have several rows for one record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from mentorscan.errors import Note
from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform, RowRule
from mentorscan.responses.platforms.redcap_dictionary import Dictionary, dictionary_beside, is_dictionary
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import caseless, plain_header

_FIELD: Final = re.compile(r"[a-z][a-z0-9_]*")
_STATUS: Final = "_complete"
_TIME: Final = "_timestamp"
_IDENTIFIERS: Final = ("redcap_survey_identifier", "Survey Identifier")
_TIMES: Final = ("Survey Timestamp",)
_STATUSES: Final = ("Complete?",)
_REPEATS: Final = (
    *("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"),
    *("Event Name", "Repeat Instrument", "Repeat Instance"),
)
_OWN: Final = (*_IDENTIFIERS, *_REPEATS, "redcap_data_access_group", "Data Access Group")
"""The platform's own columns, as raw headers and as labels. Events and access groups may be segments."""

_STATES: Final = frozenset({"0", "1", "2", "incomplete", "unverified", "complete"})
_CODES: Final = frozenset({"0", "1", "2"})
_INCOMPLETE: Final = frozenset({"0", "1", "Incomplete", "Unverified"})
_NOT_COMPLETED: Final = "[not completed]"
"""What stands in place of a time where a survey was not completed."""

_DEFINITION_HINT: Final = "put the project's data dictionary (.csv) beside the export"


def recognises(head: Head) -> bool:
    """Whether the headers are fields, or their labels, with the status of a form among them."""
    names = [plain_header(text) for text in head.header]
    statuses = _statuses(head, names)
    if not statuses:
        return False
    if all(map(_FIELD.fullmatch, names)):
        own = any(name.startswith("redcap_") for name in names)
        return own or names[0] == "record_id" or (names[0].endswith("id") and _ends_with_status(head, statuses))
    return names[statuses[-1]] in _STATUSES


def dialect(head: Head, beside: Sequence[Path] = ()) -> Dialect:
    """Every header as a field or as what it asks; the first as the record; forms that are not complete."""
    names = [plain_header(text) for text in head.header]
    statuses = _statuses(head, names)
    times = _times(names, statuses=statuses)
    own = {*_OWN, *(names[position] for position in (*statuses, *times))}
    dictionary = dictionary_beside(beside, names=[name for name in names if name not in own], export=head.name)
    uses = {**dict.fromkeys(statuses, "platform"), **({times[0]: "submitted"} if len(times) == 1 else {})}
    uses |= {position: "platform" for position, name in enumerate(names) if name in _IDENTIFIERS}
    uses |= {0: "respondent"} if names else {}
    repeats = [name for name in names if name in _REPEATS]
    return Dialect(
        columns=tuple(
            ColumnName(title=name, use=uses[position]) if position in uses else _column(name, dictionary=dictionary)
            for position, name in enumerate(names)
        ),
        rows=tuple(
            RowRule(reason="incomplete", column=position, cells=_INCOMPLETE)
            for position in _deciding(names, statuses=statuses, own=own)
        ),
        blank=frozenset({_NOT_COMPLETED}),
        definitions=(dictionary.name,) if dictionary else (),
        definition_hint=None if dictionary else _DEFINITION_HINT,
        notes=(_several_rows(head.name, repeats),) if repeats else (),
    )


def definition(head: Head) -> str | None:
    """A data dictionary is a project's questions."""
    return "a REDCap data dictionary" if is_dictionary(head.header) else None


def _column(name: str, *, dictionary: Dictionary | None) -> ColumnName:
    """What a column is called: a field under raw headers, under labels also the one field that is labelled so."""
    field = dictionary.by_header.get(name) if dictionary else None
    if field is None:
        known = (name,) if name else ()
        return ColumnName(title=name, codes=known, texts=() if _FIELD.fullmatch(name) else known)
    return ColumnName(
        title=name,
        codes=tuple(dict.fromkeys((field.name, name))),
        texts=(field.label,) if field.label else (),
        labels=field.choices,
    )


def _statuses(head: Head, names: Sequence[str]) -> list[int]:
    """The positions of the columns that are the status of a form, by their names and by their cells."""
    return [
        position
        for position, name in enumerate(names)
        if (name.endswith(_STATUS) or name in _STATUSES)
        and {caseless(row[position]) for row in head.rows[1:]} - {""} <= _STATES
    ]


def _ends_with_status(head: Head, statuses: Sequence[int]) -> bool:
    """Whether the last column holds one of REDCap's codes in every row, and ``2`` (complete) in one of them.

    Any table may end in a column ``training_complete``, with 0 and 1 for no and yes: that alone tells nothing.
    """
    last = len(head.header) - 1
    cells = {caseless(row[last]) for row in head.rows[1:] if any(map(str.strip, row))}
    return statuses[-1] == last and "2" in cells and cells <= _CODES


def _times(names: Sequence[str], *, statuses: Sequence[int]) -> list[int]:
    """The positions of the columns that say when a survey was completed."""
    forms = {names[position].removesuffix(_STATUS) for position in statuses}
    return [
        position
        for position, name in enumerate(names)
        if name in _TIMES or (name.endswith(_TIME) and name.removesuffix(_TIME) in forms)
    ]


def _deciding(names: Sequence[str], *, statuses: Sequence[int], own: Collection[str]) -> Iterator[int]:
    """The statuses that decide whether a row is complete: those of forms that the export has any field of."""
    for before, position in zip([0, *statuses], statuses, strict=False):
        if any(name not in own for name in names[before + 1 : position]):
            yield position


def _several_rows(name: str, columns: Sequence[str]) -> Note:
    """The note that a record may have several rows."""
    text = (
        f"{name} may hold several rows for one record ({', '.join(columns)}): every row with answers counts as a "
        "respondent of its own. Export one event or form if that is not meant."
    )
    return Note("rows-per-record", text, "warning", place=name, values={"columns": list(columns)})


PLATFORM = Platform(
    name="redcap",
    title="REDCap",
    seen="genuine raw data with its dictionary; exports with labels synthetic, in the documented style",
    recognises=recognises,
    dialect=dialect,
    definition=definition,
)
