"""Qualtrics: three header rows (tags, texts, import ids), in the legacy format two; numbers or the choices' texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.cells import whole_number
from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform, RowRule
from mentorscan.responses.platforms.qualtrics_definition import (
    Asked,
    Definition,
    definition_beside,
    distinct,
    labels_of,
    recoded,
)
from mentorscan.responses.platforms.qualtrics_header import OWN, HeaderRows, fixed_name, has_header_rows, header_rows_of
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import listed, plain

_USES: Final = {
    "respondent": ("_recordid", "responseid"),
    "submitted": ("recordeddate", "enddate"),
    "language": ("userlanguage", "q_language"),
}
"""What a use is made of, by import id or name: the first one that the export has."""

_TESTS: Final = frozenset({"1", "2", "9", "17"}) | {
    "survey preview",
    "survey test",
    "survey preview spam",
    "offline survey preview",
}
"""The status of previews and of generated answers. Imported, offline and suspected ones are people."""

_ROWS: Final = (
    ("preview", "status", _TESTS),
    ("preview", "distributionchannel", frozenset({"preview", "test"})),
    ("incomplete", "finished", frozenset({"0", "false", "falsch", "falso", "faux"})),
    ("incomplete", "progress", frozenset(map(str, range(100)))),
)
"""Status and Finished are words of the account's language in an export of texts; channel and progress never are."""

_SEEN_UNANSWERED: Final = frozenset({"-99"})
_QUESTION: Final = re.compile(r"(?:[0-9]+_)?(?P<question>QID[0-9]+)(?:[-_](?P<part>.+))?")
_ROW_OR_WHOLE: Final = re.compile(r"(?:x?[0-9]+|TEXT)?")
_TYPED: Final = re.compile(r".+[-_]TEXT(?:[-_].+)?")
_TYPED_CHOICE: Final = re.compile(r"[-_]x?[0-9]+[-_]TEXT$")
_LOGGED: Final = re.compile(r"Q_.+|.+_(?:FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT|DO)(?:_[0-9]+)?")
"""What Qualtrics logs beside answers: checks for fraud, times, and the order in which choices were shown."""

_MOST: Final = 40
"""How many hyphens or underscores may be the one between a stem and what follows: enough, and never too many."""

_QSF: Final = frozenset({"SurveyEntry", "SurveyElements"})

_DEFINITION_HINT: Final = "put the survey's definition (.qsf) beside the export"


def recognises(head: Head) -> bool:
    """Whether a text file or sheet has the header rows of Qualtrics, or the columns that it adds."""
    return head.container in ("delimited", "excel") and has_header_rows(head)


def dialect(head: Head, beside: Sequence[Path] = ()) -> Dialect:
    """What the columns are called, by tag and by text; what numbers mean, by a survey definition beside the export.

    Raises ``ExportError`` where nothing in the table is Qualtrics', or several definitions contradict each other.
    """
    header = header_rows_of(head)
    if not header.import_ids and not any(fixed_name(each) in OWN for each in header.ids):
        found = "no row of import ids, and none of the columns that Qualtrics adds"
        hint = "export it again as CSV, or leave --from qualtrics out"
        raise ExportError(Problem("not-qualtrics", found, Place(head.name), "an export of Qualtrics", hint))
    asked = tuple(_asked(header, position) for position in range(len(header.names)))
    questions = [each for each in asked if each is not None]
    beside = () if _shows_texts(head, header=header) else tuple(beside)
    definition = definition_beside(questions, beside=beside, name=head.name)
    return Dialect(
        columns=_columns(header, asked=asked, definition=definition),
        header_rows=header.rows,
        rows=tuple(
            RowRule(reason=reason, column=position, cells=cells)
            for reason, name, cells in _ROWS
            if (position := header.position(name)) is not None
        ),
        blank=_SEEN_UNANSWERED - _codes(questions, definition=definition),
        definitions=(definition.name,) if definition else (),
        definition_hint=None if definition else _DEFINITION_HINT,
        notes=_notes(questions, definition=definition, head=head, beside=beside),
    )


def holds_questions(head: Head) -> str | None:
    """What it is, where it is a survey definition and holds no answers."""
    if set(head.header) >= _QSF or any('"SurveyEntry"' in cell for cell in head.header[:1]):
        return "a Qualtrics survey definition (QSF)"
    if head.header[:1] == ("[[AdvancedFormat]]",):
        return "a survey in the text format that Qualtrics imports"
    return None


def _asked(header: HeaderRows, position: int) -> Asked | None:
    """The question in a column, or ``None`` where it holds none: fixed, embedded data, typed beside a choice."""
    name, text, each = header.names[position], header.texts[position], header.ids[position]
    if not name or fixed_name(each) in OWN:
        return None
    if not header.import_ids:
        return None if _TYPED.fullmatch(name) else Asked(header=name, text=text)
    found = _QUESTION.fullmatch(each)
    if found is None or not _ROW_OR_WHOLE.fullmatch(found["part"] or ""):
        return None
    row = found["part"] if found["part"] != "TEXT" else None
    return Asked(header=name, text=text, question=found["question"], row=row)


def _columns(
    header: HeaderRows, *, asked: Sequence[Asked | None], definition: Definition | None
) -> tuple[ColumnName, ...]:
    """The columns, in order."""
    uses = _uses(header)
    with_typed = {_TYPED_CHOICE.sub("", each) for each in header.ids if _TYPED_CHOICE.search(each)}
    columns = []
    for position, (name, text, each) in enumerate(zip(header.names, header.texts, header.ids, strict=True)):
        question = asked[position]
        title = name or f"column {position + 1}"
        if question is not None:
            columns.append(_question(question, definition=definition, selected=each in with_typed))
        elif not name or fixed_name(each) in OWN or _LOGGED.fullmatch(each):
            columns.append(ColumnName(title=title, use=uses.get(position, "platform")))
        elif _TYPED.fullmatch(each) or _TYPED.fullmatch(name):
            columns.append(ColumnName(title=title, codes=(name,)))
        else:
            columns.append(ColumnName(title=title, codes=(name,), texts=distinct([text])))
    return tuple(columns)


def _uses(header: HeaderRows) -> dict[int, str]:
    """Position -> use, of the fixed columns that have one."""
    found = {use: [header.position(name) for name in names] for use, names in _USES.items()}
    return {positions[0]: use for use, each in found.items() if (positions := [at for at in each if at is not None])}


def _question(asked: Asked, *, definition: Definition | None, selected: bool) -> ColumnName:
    """A question's column. ``selected``: its text may end in words such as `` - Selected Choice``."""
    meanings = definition.meanings(asked) if definition else ()
    known = [text for meaning in meanings for text in meaning.texts]
    single = asked.question is not None and asked.row is None
    texts = [asked.text] if single else [*_endings(asked.text), asked.text]
    if selected:
        texts += [asked.text.rpartition(" - ")[0], asked.text.rpartition("-")[0]]
    return ColumnName(
        title=asked.header,
        codes=distinct([*([asked.header] if single else _tails(asked.header)), *(each.tag or "" for each in meanings)]),
        texts=distinct([*known, *map(str.strip, texts)]),
        labels=labels_of(meanings),
    )


def _tails(tag: str) -> list[str]:
    """A matrix row's tag, and what may stand in it behind the tag of the question.

    >>> _tails("Q3_question_one")
    ['Q3_question_one', 'question_one', 'one']
    """
    marks = [found.end() for found in re.finditer("_", tag)][-_MOST:]
    return [tag, *(tag[end:] for end in marks if tag[end : end + 1].isalpha())]


def _endings(text: str) -> list[str]:
    """What may stand in a text behind the stem of a matrix, the narrowest first: any hyphen may be the one between.

    >>> _endings("I feel... - left - alone")
    ['alone', 'left - alone']
    """
    hyphens = [found.start() for found in re.finditer("-", text)][-_MOST:]
    return [text[position + 1 :].strip() for position in reversed(hyphens)]


def _shows_texts(head: Head, *, header: HeaderRows) -> bool:
    """Whether it is an export of the choices' texts: then Status and Finished hold words."""
    positions = [at for name in ("status", "finished") if (at := header.position(name)) is not None]
    cells = {plain(row[at]) for row in head.rows[header.rows :] for at in positions} - {""}
    return any(whole_number(cell) is None for cell in cells)


def _codes(questions: Iterable[Asked], *, definition: Definition | None) -> frozenset[str]:
    """The numbers that a definition gives a meaning."""
    return frozenset(code for asked in questions if definition for code in labels_of(definition.meanings(asked)))


def _notes(
    questions: Sequence[Asked], *, definition: Definition | None, head: Head, beside: Iterable[Path]
) -> tuple[Note, ...]:
    """What to know of the definitions beside an export of numbers."""
    if definition:
        return recoded(questions, definition=definition, name=head.name)
    others = sorted(path.name for path in beside if path.suffix.lower() == ".qsf")
    if not others:
        return ()
    text = f"No survey definition beside {head.name} fits it ({listed(others)}): its numbers were taken as they are."
    return (Note("definition-not-used", text, place=head.name, values={"files": others}),)


PLATFORM = Platform(
    name="qualtrics",
    title="Qualtrics",
    seen="genuine exports of 2016 with their definitions; later formats from synthetic files in the documented style",
    recognises=recognises,
    dialect=dialect,
    definition=holds_questions,
)
