"""LimeSurvey: its exports in CSV, XLSX, JSON and SPSS, and its VV files. What headings look like: ``headings``.

Only VV files say which items were not shown; elsewhere an empty cell is blank, whatever stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.platforms.limesurvey_headings import OLD_CODE, Heading, Headings, headings_of, spellings
from mentorscan.responses.platforms.limesurvey_structure import (
    ENDINGS,
    TABLE_COLUMNS,
    Asked,
    Structure,
    UnreadableStructureError,
    read_structure,
    same_answers,
)
from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform, RowRule
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import listed, plain, plain_header

_USES: Final = {"id": "respondent", "submitdate": "submitted", "startlanguage": "language"}
"""What fixed columns are; the others are the platform's own."""

_NOT_SHOWN: Final = "{question_not_shown}"
_ESCAPES: Final = {"{newline}": "\n", "{cr}": "\r", "{tab}": "\t", "{quote}": '"', "{lbrace}": "{", _NOT_SHOWN: ""}
_ESCAPED: Final = re.compile("|".join(map(re.escape, _ESCAPES)))
"""What stands for letters in VV files."""

_OTHER: Final = "-oth-"
_OTHER_LABELS: Final = ("Other", "Sonstiges", "Altro", "Otro")
_SURVEY: Final = re.compile(r"(?:results-survey|vvexport_)([0-9]+)")
_STRUCTURE: Final = re.compile(r"<LimeSurveyDocType>\s*(?:Survey|Group|Question)\s*<")

_DEFINITION_HINT: Final = "put the survey's structure (.lss or .txt) beside the export"


def recognises(head: Head) -> bool:
    """Whether a table has LimeSurvey's fixed columns, under any of its names for them."""
    return headings_of(head).tell


def definition(head: Head) -> str | None:
    """What a table is that holds a survey's structure."""
    is_xml = any(_STRUCTURE.search(cell) for row in head.rows[:10] for cell in row)
    return "a LimeSurvey survey structure" if is_xml or set(head.header) >= TABLE_COLUMNS else None


def dialect(head: Head, beside: Sequence[Path] = ()) -> Dialect:
    """What LimeSurvey calls the columns. Codes of answers get the labels of the structure beside the export, if any.

    Raises ``ExportError`` where structures beside it fit equally and disagree.
    """
    headings = headings_of(head)
    survey = _survey(head, headings)
    structure, notes = _structure(head, headings, survey=survey, beside=beside)
    asked = _asked(headings, structure)
    in_words = _answered_in_words(head, asked, first=headings.rows)
    columns = tuple(
        _column(position, head=head, headings=headings, asked=each, in_words=in_words)
        for position, each in enumerate(asked)
    )
    submitted = [position for position, each in enumerate(headings.columns) if each.fixed == "submitdate"]
    if not submitted:
        text = f"{head.name} has no column submitdate: which responses are complete cannot be told."
        notes = (*notes, Note("completion-unknown", text, "warning", place=head.name))
    incomplete = frozenset({"", _NOT_SHOWN})
    return Dialect(
        columns=columns,
        header_rows=headings.rows,
        rows=tuple(RowRule(reason="incomplete", column=each, cells=incomplete) for each in submitted),
        not_shown=frozenset({_NOT_SHOWN}) if headings.is_vv else frozenset(),
        prose=_unescaped if headings.is_vv else _unmasked,
        survey=survey,
        definitions=(structure.name,) if structure else (),
        definition_hint=None if structure else _DEFINITION_HINT,
        notes=notes,
    )


def _survey(head: Head, headings: Headings) -> str | None:
    """The survey's number, as the codes or the file's name say it."""
    codes = (OLD_CODE.fullmatch(each.code) for each in headings.columns)
    found = next(filter(None, codes), None) or _SURVEY.search(head.name)
    return found[1] if found else None


def _structure(
    head: Head, headings: Headings, *, survey: str | None, beside: Sequence[Path]
) -> tuple[Structure | None, tuple[Note, ...]]:
    """The fullest structure beside the export that knows at least half of its questions."""
    found: list[Structure] = []
    notes: list[Note] = []
    for path in beside:
        try:
            structure = read_structure(path) if path.suffix.lower() in ENDINGS else None
        except UnreadableStructureError as error:
            text = f"{path.name}, beside {head.name}, looks like a survey structure but cannot be read: {error}."
            notes.append(Note("definition-unreadable", text, "warning", place=path.name))
        else:
            found += [structure] if structure else []
    fitting = [each for each in found if 2 * sum(map(bool, _asked(headings, each))) >= max(headings.questions, 1)]
    fitting = [each for each in fitting if each.survey == survey] or fitting
    for one, other in combinations(fitting, 2):
        both = zip(_asked(headings, one), _asked(headings, other), strict=True)
        if not all(a.codes == b.codes and same_answers([a.answers, b.answers]) for a, b in both if a and b):
            names = listed(each.name for each in fitting)
            disagree = f"these survey structures fit the export and disagree about its codes: {names}"
            hint = "leave only the one of this survey beside the export"
            raise ExportError(Problem("definitions-disagree", disagree, Place(head.name), "one structure", hint))
    return max(fitting, key=lambda each: each.labels, default=None), tuple(notes)


def _asked(headings: Headings, structure: Structure | None) -> list[Asked | None]:
    """What each column asks, as far as a structure knows it by its code or else by its text."""
    return [_asked_by(each, structure) if structure and not each.fixed else None for each in headings.columns]


def _asked_by(heading: Heading, structure: Structure) -> Asked | None:
    """What one column asks."""
    if old := OLD_CODE.fullmatch(heading.code):
        return structure.by_number(old[2] + old[3]) if old[1] == structure.survey else None
    by_text = structure.by_text(heading.texts[-1]) if heading.texts and not heading.code else None
    return structure.by_code(heading.code) or by_text


def _answered_in_words(head: Head, asked: Sequence[Asked | None], *, first: int) -> bool:
    """Whether cells hold labels rather than codes, by which of them the first rows hold more of."""
    codes = words = 0
    for position, each in enumerate(asked):
        if each and each.answers:
            cells = [plain(row[position]) for row in head.rows[first:]]
            labels = {label for texts in each.answers.values() for label in texts.values()}
            codes += sum(cell in each.answers for cell in cells)
            words += sum(cell in labels for cell in cells)
    return words > codes


def _column(position: int, *, head: Head, headings: Headings, asked: Asked | None, in_words: bool) -> ColumnName:
    """What LimeSurvey calls a column. ``in_words``: its cells are labels, which are told by their other languages."""
    heading = headings.columns[position]
    title = heading.code or plain_header(head.header[position])
    if heading.fixed:
        return ColumnName(title=title, codes=(title,), use=_USES.get(heading.fixed, "platform"))
    others = {each.code for each in headings.columns} - {"", heading.code}
    codes = [*(spellings(heading.code) if heading.code else ()), *(asked.codes if asked else ())]
    labels: dict[str, tuple[str, ...]] = {cell: (label,) for cell, label in head.labels.get(position, {}).items()}
    if not others.isdisjoint({f"{heading.code}[other]", f"{heading.code}_other"}):
        labels[_OTHER] = _OTHER_LABELS
    for code, texts in asked.answers.items() if asked else ():
        every = tuple(dict.fromkeys(texts.values()))
        labels |= dict.fromkeys(every if in_words else (code,), every)
    return ColumnName(
        title=title,
        # What is another column's whole code is no short one of this column.
        codes=tuple(code for code in dict.fromkeys(codes) if code not in others),
        texts=tuple(dict.fromkeys((*heading.texts, *(asked.texts if asked else ())))),
        labels=labels,
    )


def _unmasked(text: str) -> str:
    """What a person typed: LimeSurvey puts an apostrophe before an equals sign at the start.

    >>> _unmasked("'=1+1")
    '=1+1'
    """
    return text[1:] if text.startswith("'=") else text


def _unescaped(text: str) -> str:
    r"""What a person typed, from a VV file.

    >>> _unescaped("one{newline}{lbrace}tab}")
    'one\n{tab}'
    """
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)


PLATFORM = Platform(
    name="limesurvey",
    title="LimeSurvey",
    seen="genuine exports of LimeSurvey 6.2; texts in Italian and Spanish, the API and SPSS files only on paper",
    recognises=recognises,
    dialect=dialect,
    definition=definition,
)
