"""What Word and PowerPoint files have in common: templates opened as documents, and archives that are always the same.

An Office file is a zip archive whose ``[Content_Types].xml`` says what each of its parts is.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Final, Literal, Protocol

from mentorscan.errors import OptionError, Place, Problem

Kind = Literal["Word", "PowerPoint"]

MAKER: Final = "mentorscan"
"""Stands in a file's properties where the name of a person would."""

_CONTENT_TYPES: Final = "[Content_Types].xml"
_OPEN_XML: Final = b"application/vnd.openxmlformats-officedocument."
_MAIN: Final[dict[Kind, bytes]] = {
    "Word": _OPEN_XML + b"wordprocessingml.document.main+xml",
    "PowerPoint": _OPEN_XML + b"presentationml.presentation.main+xml",
}
_SAME: Final[dict[bytes, Kind]] = {
    _OPEN_XML + b"wordprocessingml.template.main+xml": "Word",
    _OPEN_XML + b"presentationml.template.main+xml": "PowerPoint",
    _OPEN_XML + b"presentationml.slideshow.main+xml": "PowerPoint",
}
"""Content types of main parts that hold what a document's holds, under another name."""

_MAINS: Final[dict[Kind, re.Pattern[bytes]]] = {
    "Word": re.compile(rb"(ms-word|wordprocessingml)\.[a-z.]*main\+xml", re.IGNORECASE),
    "PowerPoint": re.compile(rb"(ms-powerpoint|presentationml)\.[a-z.]*main\+xml", re.IGNORECASE),
}
"""The main part's content type in all its forms, with and without macros."""

_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MOST_BYTES: Final = 200_000_000
_FIRST_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)


_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES: Final = re.compile(r"[\t\r\n\u2028\u2029]+")


class Properties(Protocol):
    """The core properties of a file, as python-docx and python-pptx offer them alike."""

    author: str
    comments: str
    created: datetime | None
    language: str
    last_modified_by: str
    modified: datetime | None
    revision: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Whether one thing that a report needs of a template is there. ``what``: that thing; ``hint``: what to do."""

    fits: bool
    what: str
    hint: str | None = None


def opened(data: bytes, *, kind: Kind | None = None, place: Place | None = None) -> bytes:
    """This file as a document that can be opened and filled in, also where it is a template (``.dotx``, ``.potx``).

    ``kind``: the program that it has to belong to; ``place``: where it was found, for the message.

    Raises:
        OptionError: where it is no such file, is damaged, protected by a password, or holds macros.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES:
                raise _refused("it unpacks to more than 200 MB", "take a smaller template", place)
            if archive.testzip() is not None:
                raise _refused("it is damaged", "take another copy of it", place)
            types = archive.read(_CONTENT_TYPES)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError) as error:
        raise _refused(*_explained(data), place) from error
    found = _kind_of(types)
    if b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
        hint = "save it as .docx or .dotx" if found == "Word" else "save it as .pptx or .potx"
        raise _refused("it holds macros", hint, place)
    if found is None or kind not in (found, None):
        raise _refused(f"it is not a {kind or 'Word or PowerPoint'} file", _WANTED[kind], place)
    return data if _MAIN[found] in types else _replaced(data, name=_CONTENT_TYPES, content=_as_document(types))


def legal(text: str) -> str:
    r"""The text without the characters that XML forbids; line breaks and tabs are spaces.

    >>> legal("a\x00b\n\tc")
    'ab c'
    """
    return _SPACES.sub(" ", _FORBIDDEN.sub("", text))


def sign(properties: Properties, *, title: str, language: str, created: str) -> None:
    """Nothing; the properties then name the report, and nobody: ``files.is_ours`` knows an untouched file by them."""
    moment = _moment(created)
    properties.title, properties.language = legal(title)[:255], language
    properties.author = properties.last_modified_by = MAKER
    properties.created = properties.modified = moment
    properties.comments, properties.revision = "", 1


def packed(data: bytes, *, created: str) -> bytes:
    """The same archive with its parts in a fixed order and of one date, so that the same content is the same bytes."""
    date = _moment(created).timetuple()[:6]
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as target:
        for name in sorted(archive.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            _write(target, name=name, content=archive.read(name), date=date)
    return out.getvalue()


_WANTED: Final[dict[Kind | None, str]] = {
    "Word": "give a .docx or .dotx file",
    "PowerPoint": "give a .pptx or .potx file",
    None: "give a .docx, .dotx, .pptx or .potx file",
}


def _kind_of(types: bytes) -> Kind | None:
    """The program whose main part stands among these content types."""
    return next((kind for kind, pattern in _MAINS.items() if pattern.search(types)), None)


def _as_document(types: bytes) -> bytes:
    """These content types with a document in place of a template."""
    for template, kind in _SAME.items():
        types = types.replace(template, _MAIN[kind])
    return types


def _replaced(data: bytes, *, name: str, content: bytes) -> bytes:
    """The archive with another content of this one part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as target:
        for each in archive.infolist():
            found = content if each.filename == name else archive.read(each)
            _write(target, name=each.filename, content=found, date=each.date_time)
    return out.getvalue()


def _write(target: zipfile.ZipFile, *, name: str, content: bytes, date: tuple[int, ...]) -> None:
    year, month, day, hour, minute, second = date
    info = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    info.compress_type = zipfile.ZIP_DEFLATED
    # The system that made the archive is written into it; it is to be the same everywhere.
    info.create_system, info.external_attr = 0, 0
    target.writestr(info, content)


def _moment(created: str) -> datetime:
    """This time, to the second and in UTC; a fixed day where it is none, or one that an archive cannot hold."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", created):
        return _FIRST_DAY
    try:
        found = datetime.fromisoformat(created).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return _FIRST_DAY
    return found if _FIRST_DAY.year <= found.year <= 2100 else _FIRST_DAY


def _explained(data: bytes) -> tuple[str, str]:
    """Why these bytes are no archive that can be read, and what to do about it."""
    if data.startswith(_OLD_FORMAT):
        if _ENCRYPTED in data:
            return "it is protected by a password", "save it without a password"
        return "it has the format of before 2007", "save it as .docx or .pptx"
    if data.startswith(b"PK"):
        return "it is damaged", "take another copy of it"
    return "it is not a Word or PowerPoint file", _WANTED[None]


def _refused(found: str, hint: str, place: Place | None) -> OptionError:
    return OptionError(Problem("office-template", f"the template cannot be used: {found}", place, hint=hint))
