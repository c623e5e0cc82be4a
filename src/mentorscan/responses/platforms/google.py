"""Google Forms: one header row, its first cell ``Timestamp``; questions in words, grids as ``Question [row]``.

Two routes lead to a file. The linked sheet's CSV or XLSX writes the time as the sheet's country does
(``5/18/2026 13:52:51``) and joins several choices by ``, ``; "Download responses (.csv)" writes
``2022/06/22 11:07:29 AM AST`` and joins them by ``;``. A linear scale is a whole number, its labels are nowhere. Only
responses that were sent in are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mentorscan.responses.platforms.dates import order_assumed, written
from mentorscan.responses.platforms.platform import ISO_DATES, ColumnName, Dialect, Platform
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import caseless, plain_header

_ENGLISH: Final = "Timestamp"
TIMESTAMPS: Final = frozenset(
    map(
        caseless,
        (
            # met in public code that reads such files
            *(_ENGLISH, "Zeitstempel", "Horodateur", "Informazioni cronologiche", "Marca temporal"),
            *("Carimbo de data/hora", "Tijdstempel", "Sygnatura czasowa"),
            # as Google's own translations have it, not met in a file
            *("Tidstämpel", "Tidsstempel", "Tidsmerke", "Aikaleima", "Časová značka", "Časová pečiatka"),
            *("Időbélyeg", "Χρονική σήμανση", "Zaman damgası", "Отметка времени", "Позначка часу"),
            *("Marca de temps", "タイムスタンプ", "타임스탬프", "时间戳记", "時間戳記"),
        ),
    )
)
"""The header of the time in the languages that are known; the others need ``--from google``."""

_ADDRESSES: Final = frozenset(
    map(
        caseless,
        (
            *("Email Address", "Username", "E-Mail-Adresse", "Nutzername", "Adresse e-mail", "Nom d'utilisateur"),
            *("Indirizzo email", "Nome utente", "Dirección de correo electrónico", "Nombre de usuario"),
            *("Endereço de e-mail", "E-mailadres", "Adres e-mail"),
        ),
    )
)
"""The header of the second column where the form collects addresses: they are not read."""

_MOST_BRACKETS: Final = 12
"""Brackets beyond which a header is not taken apart."""


def recognises(head: Head) -> bool:
    """Whether the first column is the time, by its header and by its cells."""
    times = [row[0] for row in head.rows[1:] if row]
    known = bool(head.header) and caseless(plain_header(head.header[0])) in TIMESTAMPS
    return known and (not times or written(times, otherwise="month") is not None)


def dialect(head: Head, _beside: Sequence[Path] = ()) -> Dialect:
    """Every header as what is asked, and the row of a grid as an item; the first column as the time."""
    names = [plain_header(text) for text in head.header]
    english = bool(names) and caseless(names[0]) == caseless(_ENGLISH)
    times = written((row[0] for row in head.rows[1:] if row), otherwise="month" if english else "day")
    is_time = times is not None or (bool(names) and caseless(names[0]) in TIMESTAMPS)
    uses = [
        "submitted" if is_time else None,
        *(_use(name, position) for position, name in enumerate(names) if position),
    ]
    return Dialect(
        columns=tuple(
            ColumnName(title=name, use=use) if use else _question(name) for name, use in zip(names, uses, strict=False)
        ),
        dates=(*ISO_DATES, *(times.formats if times else ())),
        notes=(order_assumed(times, name=head.name),) if english and times and not times.sure else (),
    )


def _use(name: str, position: int) -> str | None:
    """What a column behind the first is for, where it is no question."""
    return "platform" if position == 1 and caseless(name) in _ADDRESSES else None


def _question(name: str) -> ColumnName:
    """A question's column. What stands in its brackets may be the row of a grid, which may hold brackets of its own."""
    texts = [*_rows(name), name] if name else []
    return ColumnName(title=name, codes=tuple(reversed(texts)), texts=tuple(texts))


def _rows(name: str) -> list[str]:
    """What may be the row of a grid in ``Question [row]``, the narrowest first."""
    if not name.endswith("]"):
        return []
    starts = [position + 1 for position, letter in enumerate(name) if letter == "["][-_MOST_BRACKETS:]
    return [row for start in reversed(starts) if (row := plain_header(name[start:-1]))]


PLATFORM = Platform(
    name="google",
    title="Google Forms",
    seen="genuine exports of linked sheets; the form's own download from its description and from code that reads it",
    recognises=recognises,
    dialect=dialect,
)
