"""SurveyMonkey: two header rows, the question and below it the statement or choice; labels, or numbers between two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.platforms.platform import ISO_DATES, ColumnName, Dialect, Platform
from mentorscan.responses.platforms.surveymonkey_expanded import Choice, UnevenError, merged
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import caseless, plain, plain_header, shown

_USES: Final = {
    "respondentid": "respondent",
    "enddate": "submitted",
    "datemodified": "submitted",
    **dict.fromkeys(("collectorid", "startdate", "datecreated", "ipaddress"), "platform"),
    **dict.fromkeys(("emailaddress", "firstname", "lastname"), "platform"),
}
"""The columns that SurveyMonkey adds, their names without spaces; custom data and variables may be segments."""

_WHOLE: Final = frozenset(
    {"response", "open-ended response", "antwort", "offene antwort", "risposta", "risposta aperta"}
)
"""What stands in the second row where a question is a single column: seen in English, translated from memory."""

_DATES: Final = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", *ISO_DATES)
_TOGETHER: Final = ("{value}: {label}",)
"""The ends of a scale of which only those have labels: ``5: strongly agree`` beside bare numbers."""

_BETWEEN: Final = " - "


@dataclass(frozen=True, slots=True)
class _Header:
    """A column's headers: the question that it belongs to, filled from the left, and the second row's text."""

    question: str
    part: str
    alone: bool


def recognises(head: Head) -> bool:
    """Whether its own columns are there, or, where they were deleted, a second row as only SurveyMonkey writes it."""
    if head.container not in ("delimited", "excel"):
        return False
    names = {_key(name) for name in head.header}
    joined = any(caseless(name.rpartition(_BETWEEN)[2]) in _WHOLE for name in head.header if _BETWEEN in name)
    ours = "respondentid" in names and ("collectorid" in names or joined)
    return ours or (_has_parts(head) and _marked(head))


def dialect(head: Head, _beside: Sequence[Path] = ()) -> Dialect:
    """Every statement by its own text, and with the question before it.

    Columns for each point of a statement are merged into its first one. Raises ``ExportError`` where it cannot be told
    which ones belong together.
    """
    if not _has_parts(head):
        names = tuple(map(_flattened, map(plain_header, head.header)))
        return Dialect(columns=names, dates=_DATES, together=_TOGETHER)
    columns = _headers(head)
    merged_into = _merged(columns, head=head)
    spare = {each for _, others in merged_into.values() for each in others}
    condensed = [
        _condensed(each, merged_into[position][0]) if position in merged_into else each
        for position, each in enumerate(columns)
    ]
    names = tuple(_column(each, position=position) for position, each in enumerate(condensed))
    return Dialect(
        columns=tuple(replace(each, use="platform") if at in spare else each for at, each in enumerate(names)),
        merged={first: others for first, (_, others) in merged_into.items()},
        header_rows=2,
        dates=_DATES,
        together=_TOGETHER,
    )


def _has_parts(head: Head) -> bool:
    """Whether the second row is a header: it names what the first leaves open, and nothing under the ids."""
    second = head.row(1)
    ids = [position for position, name in enumerate(head.header) if _key(name) in _USES]
    if ids:
        return not any(second[position].strip() for position in ids) and any(cell.strip() for cell in second)
    return _leaves_open(head) or _marked(head)


def _leaves_open(head: Head) -> bool:
    """Whether the second row names columns that the first one does not."""
    return any(not name.strip() and cell.strip() for name, cell in zip(head.header, head.row(1), strict=True))


def _marked(head: Head) -> bool:
    """Whether the second row says ``Response`` under questions: under one beside a matrix, else under most.

    Where the ids were deleted it says something under every question.
    """
    columns = [(name, cell) for name, cell in zip(head.header, head.row(1), strict=True) if _key(name) not in _USES]
    marks = [caseless(cell) in _WHOLE for name, cell in columns if name.strip()]
    ids = len(columns) < len(head.header)
    return sum(marks) >= (1 if ids or _leaves_open(head) else max(1, len(marks) / 2)) and (
        ids or all(cell.strip() for _, cell in columns)
    )


def _headers(head: Head) -> tuple[_Header, ...]:
    """The headers of all columns. A column with a question and no part below it is one of its own or a custom one."""
    question, filled = "", []
    for name, part in zip(map(plain_header, head.header), map(plain_header, head.row(1)), strict=True):
        question = name or (question if part else "")
        filled.append((question, part, bool(name)))
    starts = [begins for _, _, begins in filled] + [True]
    return tuple(
        _Header(each, part, begins and starts[position + 1]) for position, (each, part, begins) in enumerate(filled)
    )


def _column(header: _Header, *, position: int) -> ColumnName:
    """A column by its headers."""
    question, part = header.question, header.part
    if not question and not part:
        return ColumnName(title=f"column {position + 1}", use="platform")
    if not part:
        return _single(question)
    if caseless(part) in _WHOLE:
        return ColumnName(title=question or part, codes=(question,), texts=(question,))
    whole = f"{question}{_BETWEEN}{part}"
    texts = (part, whole, question) if header.alone else (part, whole)
    return ColumnName(title=whole, codes=(part,), texts=texts)


def _single(name: str) -> ColumnName:
    """One of SurveyMonkey's own columns, or a custom variable."""
    use = _USES.get(_key(name))
    return ColumnName(title=name, use=use) if use else ColumnName(title=name, codes=(name,), texts=(name,))


def _flattened(name: str) -> ColumnName:
    """A column whose two headers were joined by hand, as ``Question - Statement``; a statement may hold hyphens too."""
    question, _, part = name.rpartition(_BETWEEN)
    if question and caseless(part) in _WHOLE:
        return ColumnName(title=name, codes=(question,), texts=(question,))
    if not name or _key(name) in _USES:
        return ColumnName(title=name or "empty column", use=_USES.get(_key(name), "platform"))
    parts = name.split(_BETWEEN)
    endings = tuple(_BETWEEN.join(parts[start:]) for start in range(len(parts) - 1, -1, -1))
    return ColumnName(title=name, codes=(endings[0],), texts=endings)


def _merged(headers: Sequence[_Header], *, head: Head) -> Mapping[int, tuple[str, tuple[int, ...]]]:
    """The columns that answer one statement or question together, in an export with expanded columns.

    Raises ``ExportError`` where it cannot be told which ones do.
    """
    rows = head.rows[2:]
    choices = [
        Choice(at, each.question, each.part, frozenset({plain(row[at]) for row in rows} - {""}))
        for at, each in enumerate(headers)
        if each.part and caseless(each.part) not in _WHOLE
    ]
    try:
        return merged(choices, rows=rows)
    except UnevenError as error:
        found = (
            f"the answers to one statement stand in several columns, and which ones cannot be told: {shown(str(error))}"
        )
        expected, hint = "one column for each statement", "export all responses again with condensed columns"
        raise ExportError(Problem("expanded-export", found, Place(head.name), expected, hint)) from None


def _condensed(header: _Header, statement: str) -> _Header:
    """The header of a column into which the others of its statement are merged."""
    return replace(header, part=statement, alone=False) if statement else replace(header, part="Response")


def _key(name: str) -> str:
    """A name as SurveyMonkey's own columns compare: ``Respondent ID``, ``RespondentID``, ``respondent_id``."""
    return re.sub(r"[\s_]", "", plain(name)).casefold()


PLATFORM = Platform(
    name="surveymonkey",
    title="SurveyMonkey",
    seen="one genuine export of 2022; other forms from synthetic files in the documented style",
    recognises=recognises,
    dialect=dialect,
)
