"""The header rows of a Qualtrics export: three with import ids, two in the legacy format, or what is left of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain, plain_header

OWN: Final = frozenset(
    {
        *("_recordid", "responseid", "responsesetid", "responseset", "status", "finished", "progress"),
        *("startdate", "enddate", "recordeddate", "duration", "duration (in seconds)", "ipaddress", "name"),
        *("recipientlastname", "recipientfirstname", "recipientemail", "emailaddress", "externaldatareference"),
        *("externalreference", "locationlatitude", "locationlongitude", "locationaccuracy", "distributionchannel"),
        *("userlanguage", "q_language"),
    }
)
"""The columns that Qualtrics adds, by import id or name."""

_CLEANED: Final = frozenset({"startdate", "enddate", "finished", "responseid"})
_DATES: Final = frozenset({"startdate", "enddate", "recordeddate"})
_IMPORT_ID: Final = re.compile(r"""\s*\{\s*(["'])ImportId\1\s*:\s*(["'])(?P<id>.*?)\2""")
_LEGACY: Final = re.compile(r"V[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRows:
    """The header rows taken apart: ``names``: the tags; ``texts``: the second row; ``ids``: what the platform calls it.

    ``import_ids``: whether the ids are the platform's own; without, they are the names of its fixed columns, or tags.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    ids: tuple[str, ...]
    rows: int
    import_ids: bool

    def position(self, name: str) -> int | None:
        """Where the fixed column of a name stands, if anywhere."""
        return next((position for position, each in enumerate(map(fixed_name, self.ids)) if each == name), None)


def has_header_rows(head: Head) -> bool:
    """Whether there is a row of import ids, or the legacy format's two rows, or the columns that Qualtrics adds."""
    own = {fixed_name(name) for name in head.header}
    return _import_id_row(head) is not None or _is_legacy(head) or own >= _CLEANED


def header_rows_of(head: Head) -> HeaderRows:
    """The header rows of any of the formats; the export may have lost some of them in a spreadsheet."""
    names = tuple(map(plain_header, head.header))
    nothing = ("",) * len(names)
    row = _import_id_row(head)
    if row is not None:
        found = [_IMPORT_ID.match(cell) for cell in head.row(row)]
        return HeaderRows(
            names=names,
            texts=tuple(map(plain_header, head.row(1))) if row > 1 else nothing,
            ids=tuple(each["id"] if each else "" for each in found),
            rows=row + 1,
            import_ids=True,
        )
    second = tuple(map(plain_header, head.row(1)))
    if _is_legacy(head):
        ids = tuple(text if _LEGACY.fullmatch(name) else name for name, text in zip(names, second, strict=True))
        return HeaderRows(names=names, texts=second, ids=ids, rows=2, import_ids=False)
    dates = "".join(text for name, text in zip(names, second, strict=True) if fixed_name(name) in _DATES)
    titled = bool(dates) and not any(character.isdigit() for character in dates)
    return HeaderRows(names=names, texts=second if titled else nothing, ids=names, rows=1 + titled, import_ids=False)


def fixed_name(name: str) -> str:
    """An id or name as those of the fixed columns compare: older ids say where it comes from before a hyphen."""
    return re.sub(r"^(?:panel|Location)-", "", plain(name)).casefold()


def _import_id_row(head: Head) -> int | None:
    """The row that holds import ids, the header being 0, or ``None``."""
    for position, row in enumerate(head.rows[1:4], start=1):
        filled = [cell for cell in row if cell.strip()]
        if filled and sum(1 for cell in filled if _IMPORT_ID.match(cell)) * 2 > len(filled):
            return position
    return None


def _is_legacy(head: Head) -> bool:
    """Whether the header begins with V1, and the row below says that this is the id of the response."""
    return head.header[:1] == ("V1",) and fixed_name(head.row(1)[0]) == "responseid"
