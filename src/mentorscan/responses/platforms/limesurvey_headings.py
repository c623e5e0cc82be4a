"""LimeSurvey's headings taken apart: as codes, as full texts in the export's language, as both, or in two rows (VV).

A subquestion is ``mentor[m1]``, ``mentor_m1`` (Expression Manager codes, VV) or ``932872X1X1m1`` (survey, group and
question by number, VV version 1); in words it is ``Question [Subquestion]``. Sources: exports of LimeSurvey 6.2, and
the code that writes headings (``application/helpers/admin/export`` of LimeSurvey).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header

_NAMES: Final = {
    "id": ("Response ID", "Antwort ID", "ID risposta", "ID de respuesta"),
    "submitdate": ("Date submitted", "Datum Abgeschickt", "Data invio", "Fecha de envío"),
    "lastpage": ("Last page", "Letzte Seite", "Ultima pagina", "Última página"),
    "startlanguage": ("Start language", "Start-Sprache", "Lingua iniziale", "Lenguaje inicial"),
    "seed": ("Seed", "Zufallsgeneratorstartwert", "Zufallsstartwert", "Seme"),
    "token": ("Access code", "Token"),
    "startdate": ("Date started", "Datum gestartet", "Fecha de inicio"),
    "datestamp": ("Date last action", "Datum letzte Aktivität", "Fecha de la última acción"),
    "ipaddr": ("IP address", "IP-Adresse"),
    "refurl": ("Referrer URL", "Weiterleitungs-URL"),
    "interviewtime": ("Total time",),
}
"""The fixed columns by code -> their names in full texts: English, German, Italian, Spanish, as far as seen."""

_NAMED: Final = {name: code for code, names in _NAMES.items() for name in names}
_TELLING: Final = ("submitdate", "lastpage", "startlanguage")
"""The codes that are LimeSurvey's own: one of them and another fixed column tell an export."""

_TOTAL_TIME: Final = "interviewtime"
_TIMING: Final = re.compile(r"groupTime[0-9]*|(?:Group|Question) time: .*")
_WORDS: Final = ("other", "comment")
"""The rows that LimeSurvey adds to a question for what a person typed."""

OLD_CODE: Final = re.compile(r"([0-9]+)X[0-9]+X([0-9]+)(\w*)", re.ASCII)
_BRACKETED: Final = re.compile(r"[A-Za-z]\w*(?:\[[^\[\]\s]+\])+", re.ASCII)
_CODE: Final = re.compile(rf"[A-Za-z]\w*|{_BRACKETED.pattern}|{OLD_CODE.pattern}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading: the fixed column that it is, by code; its code; what it asks, the narrowest first, the whole last.

    What is not known is empty. Columns with the times that people took are ``interviewtime``, all of them.
    """

    fixed: str = ""
    code: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """All headings of a table, and the rows they take up; ``is_vv``: from a VV file."""

    columns: tuple[Heading, ...]
    rows: int = 1
    is_vv: bool = False

    @property
    def tell(self) -> bool:
        """Whether they are LimeSurvey's beyond doubt."""
        found = {each.fixed for each in self.columns} - {""}
        return len(found) > 1 and not found.isdisjoint(_TELLING)

    @property
    def questions(self) -> int:
        """How many columns are no fixed ones."""
        return sum(not each.fixed for each in self.columns)


def headings_of(head: Head) -> Headings:
    """The headings in the first way of writing them that is LimeSurvey's beyond doubt, else as they stand."""
    header, second = (tuple(map(plain_header, head.row(row))) for row in (0, 1))
    codes = tuple(_coded(cell, text=head.texts.get(i, "")) for i, cell in enumerate(header))
    texts = tuple(map(_worded, header))
    vv = tuple(_coded(code, text=text, brackets="()") for text, code in zip(header, second, strict=True))
    readings = (
        Headings(columns=codes),
        Headings(columns=vv, rows=2, is_vv=True),
        Headings(columns=texts),
        Headings(columns=_coded_and_worded(header)),
    )
    as_they_stand = Headings(
        columns=tuple(
            replace(code, texts=code.texts or text.texts, fixed=code.fixed or text.fixed)
            for code, text in zip(codes, texts, strict=True)
        )
    )
    found = next((each for each in readings if each.tell), as_they_stand)
    return replace(found, columns=_without_times(found.columns))


def spellings(code: str) -> tuple[str, ...]:
    """The ids by which a code may be known, the fullest first.

    >>> spellings("mentor[m1]"), spellings("mentor_m1")
    (('mentor[m1]', 'mentor_m1', 'm1'), ('mentor_m1', 'mentor[m1]', 'm1'))
    >>> spellings("932872X1X1m1"), spellings("team[other]")
    (('932872X1X1m1', 'm1'), ('team[other]', 'team_other'))
    """
    whole: tuple[str, ...]
    if old := OLD_CODE.fullmatch(code):
        whole, rows = (code,), [old[3]] if old[3] else []
    elif _BRACKETED.fullmatch(code):
        rows = code.replace("]", "").split("[")[1:]
        whole = code, "_".join([code.partition("[")[0], *rows])
    else:
        question, _, row = code.partition("_")
        rows = [row] if row else []
        whole = (code, f"{question}[{row}]") if row else (code,)
    return (*whole, *(row for row in rows if len(rows) == 1 and row not in _WORDS))


def _coded(code: str, *, text: str, brackets: str = "[]") -> Heading:
    """A heading that is a code; ``text``: what the column asks, where the file says that too."""
    return Heading(
        fixed=code if code in _NAMES else "",
        code=code if _CODE.fullmatch(code) else "",
        texts=_spoken(text, brackets=brackets),
    )


def _worded(text: str) -> Heading:
    """A heading that is a text; its words may be joined by underscores instead of spaces."""
    spaced = text if " " in text else text.replace("_", " ")
    fixed = _NAMED.get(spaced, "")
    return Heading(fixed=fixed, texts=tuple(dict.fromkeys((*_spoken(text), *_spoken(spaced)))))


def _spoken(text: str, *, brackets: str = "[]") -> tuple[str, ...]:
    """What a heading asks, the narrowest first: its subquestion stands in brackets at the end, in SPSS at the start.

    >>> _spoken("Do you agree? [It rains [much].]")
    ('much].', 'It rains [much].', 'Do you agree? [It rains [much].]')
    """
    text = plain_header(text)
    opening, closing = brackets[0], brackets[1]
    found: list[str] = []
    if text.endswith(closing):
        found = [text[i + 1 : -1] for i, letter in enumerate(text) if letter == opening][::-1]
    elif text.startswith("["):
        found = [text[1:i] for i, letter in enumerate(text) if letter == "]"]
    return tuple(each.strip() for each in (*found, text) if each.strip())


def _coded_and_worded(header: Sequence[str]) -> tuple[Heading, ...]:
    """Headings that are a code, a separator of the user's choice and a text. Through the API there is no separator."""
    rests = [cell.removeprefix(code) for cell in header for code in _TELLING if cell.startswith(code)]
    separators = {"".join(takewhile(lambda letter: not letter.isalnum(), rest)) for rest in rests}
    if not all(rests) or len(separators) != 1:
        return ()
    (separator,) = separators
    return tuple(map(_split_at(separator) if separator else _split_glued, header))


def _split_at(separator: str) -> Callable[[str], Heading]:
    """How a heading comes apart at a separator."""

    def split(cell: str) -> Heading:
        code, found, text = cell.partition(separator)
        coded = _coded(code, text="")
        return replace(
            coded, fixed=coded.fixed if found else "", texts=_worded(text if coded.code and found else cell).texts
        )

    return split


def _split_glued(cell: str) -> Heading:
    """A code with its text right behind it. A code without brackets has no end of its own: then the texts must tell.

    >>> _split_glued("idID risposta").fixed, _split_glued("q[a]Do you? [It rains.]").code, _split_glued("abWe").texts
    ('id', 'q[a]', ('bWe', 'We', 'e', 'abWe'))
    """
    fixed = next((code for code in _TELLING if cell.startswith(code)), None)
    fixed = fixed or next((code for name, code in _NAMED.items() if cell == code + name), None)
    if fixed:
        return Heading(fixed=fixed, code=fixed)
    if bracketed := _BRACKETED.match(cell):
        return Heading(code=bracketed[0], texts=_worded(cell[bracketed.end() :]).texts)
    ends = range(1, len(list(takewhile(lambda letter: letter.isalnum() or letter == "_", cell))) + 1)
    return Heading(texts=(*(cell[end:] for end in ends if cell[end:].strip()), cell))


def _without_times(columns: Sequence[Heading]) -> tuple[Heading, ...]:
    """The same headings; those of the times spent on groups and on the other columns' questions as fixed ones."""
    if not any(each.fixed == _TOTAL_TIME for each in columns):
        return tuple(columns)
    questions = {re.split(r"[\[_]", each.code)[0] + "Time" for each in columns if each.code}
    return tuple(
        replace(each, fixed=_TOTAL_TIME)
        if each.code in questions or any(map(_TIMING.fullmatch, (each.code, *each.texts)))
        else each
        for each in columns
    )
