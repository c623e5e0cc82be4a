"""What the first bytes of a file give away: JSON, XML, OpenDocument. A name alone never tells."""

from __future__ import annotations

import json
import re
from typing import Final

HEAD: Final = 1 << 12
"""How many bytes are looked at."""

_JSON = re.compile(r"\[\s*[\[{\]]|\{\s*[\"}]")
_MARKUP = (
    (re.compile(r"<\?xml.*(?:office:spreadsheet|progid=.Excel)", re.DOTALL), "an XML spreadsheet"),
    (re.compile(r"<\?xml|<document"), "a survey definition (XML)"),
    (re.compile(r"<!doctype html|<html", re.IGNORECASE), "a web page (HTML)"),
)
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_SPREADSHEET = b"spreadsheet"
_FIRST_ENTRY = 128


def is_json(head: bytes) -> bool:
    r"""Whether a file begins as JSON does: with an object, or a list of objects or lists.

    >>> is_json(b' [ {"m1": 4}'), is_json('{"m1"'.encode("utf-16")), is_json(b"[m1],[m2]")
    (True, True, False)
    """
    return bool(_JSON.match(_beginning(head)))


def markup(head: bytes) -> str | None:
    """What a file of tags is, in words, or ``None`` where it is none.

    >>> markup(b'<?xml version="1.0"?><document>')
    'a survey definition (XML)'
    """
    text = _beginning(head)
    return next((kind for pattern, kind in _MARKUP if pattern.match(text)), None)


def open_document(head: bytes) -> str | None:
    """Which document of the OpenDocument family a ZIP archive is (``spreadsheet``, ``text``), or ``None``.

    Its first entry says so, and is never compressed (OpenDocument 1.3, part 2, 3.3).
    """
    entry = head[:_FIRST_ENTRY].partition(_OPEN_DOCUMENT)[2]
    return None if not entry else "spreadsheet" if entry.startswith(_SPREADSHEET) else "other"


def _beginning(head: bytes) -> str:
    """The first letters of a text file that are no white space, in whatever encoding JSON and XML may have."""
    return head.decode(json.detect_encoding(head), "replace").lstrip("\ufeff \t\r\n")
