"""Microsoft Forms: one header row that begins with ID, start and completion time; statements alone as headers.

The file is a workbook (Sheet1) with real times; as CSV it has been through Excel. A Likert question is one column for
each statement, headed by the statement alone. A header that repeats gets a bare digit (``Statement2``). Headers and
labels are full of no-break spaces. Only responses that were sent in are there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Final

from mentorscan.responses.platforms.dates import order_assumed, written
from mentorscan.responses.platforms.platform import ISO_DATES, ColumnName, Dialect, Platform
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import caseless, plain_header

_ID: Final = "ID"
_STARTED: Final = ("Start time", "Startzeit", "Ora di inizio", "Heure de début", "Hora de inicio")
_COMPLETED: Final = (
    *("Completion time", "Fertigstellungszeit", "Ora di completamento", "Heure de fin", "Hora de finalización"),
)
_PERSONAL: Final = (
    *("Email", "E-Mail", "Posta elettronica", "Adresse de messagerie", "Correo electrónico"),
    *("Name", "Nome", "Nom", "Nombre"),
)
_OTHERS: Final = ("Last modified time", "Total points", "Quiz feedback")
"""The platform's own columns: English, German and Spanish as met in files and code, Italian and French from memory."""

_USES: Final = {
    caseless(name): use
    for use, names in (
        ("respondent", (_ID,)),
        ("platform", (*_STARTED, *_PERSONAL, *_OTHERS)),
        ("submitted", _COMPLETED),
    )
    for name in names
}
_NUMBER = re.compile(r"[0-9]+$")


def recognises(head: Head) -> bool:
    """Whether the first columns are the start and the completion time, behind the ID if it was not deleted."""
    names = [caseless(plain_header(text)) for text in head.header[:3]]
    started, completed = [*(names[1:] if names[:1] == [caseless(_ID)] else names), "", ""][:2]
    return started in map(caseless, _STARTED) and completed in map(caseless, _COMPLETED)


def dialect(head: Head, _beside: Sequence[Path] = ()) -> Dialect:
    """The platform's own columns at the beginning; every other header as a statement, also without its digit."""
    names = [plain_header(text) for text in head.header]
    uses = [_USES[caseless(name)] for name in takewhile(lambda name: caseless(name) in _USES, names)]
    questions = names[len(uses) :]
    known = frozenset(questions)
    submitted = [position for position, use in enumerate(uses) if use == "submitted"]
    english = any(caseless(names[position]) == caseless(_COMPLETED[0]) for position in submitted)
    cells = (row[position] for row in head.rows[1:] for position in submitted)
    times = written(cells, otherwise="month" if english else "day")
    return Dialect(
        columns=(
            *(ColumnName(title=name, use=use) for name, use in zip(names, uses, strict=False)),
            *(ColumnName(title=name, codes=(name,) if name else (), texts=_texts(name, known)) for name in questions),
        ),
        dates=(*ISO_DATES, *(times.formats if times else ())),
        notes=(order_assumed(times, name=head.name),) if english and times and not times.sure else (),
    )


def _texts(name: str, names: frozenset[str]) -> tuple[str, ...]:
    """The statement as it stands and, where a column is headed by it without the digit, that."""
    without = plain_header(_NUMBER.sub("", name))
    texts = (name, without) if without != name and without in names else (name,)
    return tuple(filter(None, texts))


PLATFORM = Platform(
    name="microsoft",
    title="Microsoft Forms",
    seen="synthetic files in the style of genuine ones; no genuine one that could be kept was at hand",
    recognises=recognises,
    dialect=dialect,
)
