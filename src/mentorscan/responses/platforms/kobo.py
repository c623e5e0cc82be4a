"""KoBoToolbox and ODK Central: one header row, groups in the headers; values as labels or as the names of choices.

KoBoToolbox writes ``group/question``, as names or as labels, and its own columns with an underscore (``_uuid``). ODK
Central writes ``group-question``, names only, from ``SubmissionDate`` to ``KEY`` and what it keeps behind it. Only
submissions are there, and nothing tells an unanswered question from one that was not shown. An XLSForm beside the
export says what the names of choices mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform
from mentorscan.responses.platforms.xlsform import Labels, is_xlsform, xlsform_beside
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header

_DEVICE: Final = ("start", "end", "today", "username", "deviceid", "phonenumber", "subscriberid", "simserial", "audit")
"""What a form may ask of the device."""

_KOBO: Final = {
    **dict.fromkeys((*_DEVICE, "_id", "_validation_status", "_notes", "_status", "_submitted_by"), "platform"),
    **dict.fromkeys(("__version__", "_tags", "_index", "_parent_index", "_attachments", "_geolocation"), "platform"),
    "_uuid": "respondent",
    "_submission_time": "submitted",
}
_CENTRAL: Final = {
    **dict.fromkeys((*_DEVICE, "SubmitterID", "SubmitterName", "DeviceID", "Edits", "FormVersion"), "platform"),
    **dict.fromkeys(("AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState"), "platform"),
    **dict.fromkeys(("meta-instanceID", "meta-instanceName", "instanceID", "instanceName"), "platform"),
    "KEY": "respondent",
    "SubmissionDate": "submitted",
}
_CUSTOMARY: Final[Labels] = {"dk": ("Don't know", "Weiß nicht", "Non so", "Je ne sais pas", "No sé")}
"""What designers of ODK forms name the choice "Don't know" by custom; it counts only beside points that are numbers."""

_DEEPEST: Final = 12
"""Groups, and signs in a label, beyond which a header is not taken apart."""

_POINT_OR_CUSTOMARY: Final = re.compile(r"-?[0-9]+|dk", re.IGNORECASE)


def recognises(head: Head) -> bool:
    """Whether the platform's own columns are there."""
    names = set(map(plain_header, head.header))
    return {"_uuid", "_submission_time"} <= names or _is_central(names)


def dialect(head: Head, beside: Sequence[Path] = ()) -> Dialect:
    """Every header as it stands and without its groups; what the names of choices mean, where a file beside says it."""
    names = [plain_header(text) for text in head.header]
    central = _is_central(names)
    uses, between = (_CENTRAL, "-") if central else (_KOBO, "/")
    paths = {position: tuple(_paths(name, between)) for position, name in enumerate(names) if name not in uses}
    form = xlsform_beside(beside, columns=paths, export=head.name)
    return Dialect(
        columns=tuple(
            ColumnName(title=name, use=uses[name])
            if name in uses
            else ColumnName(
                title=name,
                codes=paths[position],
                texts=(*reversed(paths[position]), *(form.texts.get(position, ()) if form else ())),
                labels=form.labels.get(position, {}) if form else _customary(head, position),
            )
            for position, name in enumerate(names)
        ),
        definitions=(form.name,) if form else (),
    )


def _is_central(names: Sequence[str] | set[str]) -> bool:
    """Whether these are the headers of ODK Central."""
    return "KEY" in names and "SubmissionDate" in names


def _paths(name: str, between: str) -> Iterator[str]:
    """A header as it stands, then without its first group, and so on: a label may hold the same sign."""
    for _ in range(_DEEPEST):
        if name:
            yield name
        name = plain_header(name.partition(between)[2])


def _customary(head: Head, position: int) -> Mapping[str, tuple[str, ...]]:
    """What the customary names of choices mean in a column whose cells are numbers but for them."""
    cells = {row[position].strip() for row in head.rows[1:]} - {""}
    others = {cell.lower() for cell in cells} - set(_CUSTOMARY)
    return _CUSTOMARY if others and all(map(_POINT_OR_CUSTOMARY.fullmatch, cells)) else {}


def definition(head: Head) -> str | None:
    """An XLSForm is a form's questions."""
    return "an XLSForm, which holds the questions of a form" if is_xlsform(head.header) else None


PLATFORM = Platform(
    name="kobo",
    title="KoBoToolbox and ODK",
    seen="genuine output of KoBoToolbox's export engine; ODK Central from the headers in its own tests",
    recognises=recognises,
    dialect=dialect,
    definition=definition,
)
