"""JSON as text: its records one after another, each with its line, and every fault with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.text import shown

_WHITE = re.compile(r"[ \t\r\n\ufeff]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|-?[A-Za-z]+|[-+.0-9eE]+')
_NO_NUMBERS = {"NaN", "Infinity", "-Infinity"}
_AGAIN = "export the answers again; an interrupted download ends in the middle"


class JsonText:
    """A JSON document, or many of them one below the other (JSON lines), to be taken apart record by record."""

    def __init__(self, path: Path, *, name: str) -> None:
        """Read a file in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.

        Raises ``ExportError`` where it is in another encoding.
        """
        self._name = name
        self._text = _decoded(path.read_bytes(), name=name)
        self._decoder = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refused)

    def records(self) -> Iterator[tuple[int, Any]]:
        """The elements of an array, or the documents one below the other, each with the line where it begins.

        Raises ``ExportError`` at a fault: a syntax error, a name twice in one object, a number that is none.
        """
        start = self._skip(0)
        numbered = self._elements(self._skip(start + 1)) if self._at(start) == "[" else self._documents(start)
        line, counted = 1, 0
        for place, value in numbered:
            line += self._text.count("\n", counted, place)
            counted = place
            yield line, value

    def _elements(self, place: int) -> Iterator[tuple[int, Any]]:
        """The elements of an array, the first of which stands here, each with its place."""
        while self._at(place) != "]":
            value, end = self._value(place)
            yield place, value
            place = self._skip(end)
            if self._at(place) == ",":
                place = self._skip(place + 1)
                if self._at(place) == "]":
                    raise self._fault(place, "there is a comma with nothing behind it")
            elif self._at(place) != "]":
                raise self._fault(place, self._unexpected(place), expected="a comma or the end of the list")
        rest = self._skip(place + 1)
        if self._at(rest):
            raise self._fault(rest, f"{self._unexpected(rest)}, behind the end of the list")

    def _documents(self, place: int) -> Iterator[tuple[int, Any]]:
        """The documents from here on, each with its place."""
        while self._at(place):
            value, end = self._value(place)
            yield place, value
            place = self._skip(end)

    def _value(self, place: int) -> tuple[Any, int]:
        """The value that stands here, and where it ends."""
        try:
            return self._decoder.raw_decode(self._text, place)
        except json.JSONDecodeError as error:
            fault = self._fault(error.pos, f"the JSON is broken: {error.msg[:1].lower()}{error.msg[1:]}")
        except ValueError:
            fault = self._fault(*_first_fault(self._text, place))
        except RecursionError:
            fault = self._fault(place, "lists or objects are nested too deeply")
        raise fault from None

    def _skip(self, place: int) -> int:
        """Where the next thing stands that is no white space."""
        found = _WHITE.match(self._text, place)
        return found.end() if found else place

    def _at(self, place: int) -> str:
        """The letter that stands here; nothing at the end."""
        return self._text[place : place + 1]

    def _unexpected(self, place: int) -> str:
        """What stands here, in words."""
        return f"here stands {shown(self._text[place : place + 12])}" if self._at(place) else "here the file ends"

    def _fault(self, place: int, found: str, expected: str | None = None) -> ExportError:
        """The error for what was found here."""
        line = self._text.count("\n", 0, place) + 1
        where = Place(self._name, line, place - self._text.rfind("\n", 0, place))
        return ExportError(Problem("broken-json", found, where, expected, _AGAIN))


def _decoded(data: bytes, *, name: str) -> str:
    """The text of a JSON file; its encoding shows in the zeros among its first bytes (RFC 4627, section 3)."""
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        found = f"the file is not {encoding.upper()}: the bytes in line {line} do not belong there"
        hint = "export the answers again, or save the file as UTF-8"
        raise ExportError(Problem("not-utf-8", found, Place(name, line), "UTF-8 or UTF-16", hint)) from None


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Raises ``ValueError`` where it has a name twice."""
    every = list(pairs)
    found = dict(every)
    if len(found) < len(every):
        raise ValueError(found)
    return found


def _refused(constant: str) -> float:
    """Never a number: ``NaN`` and ``Infinity`` are no JSON."""
    raise ValueError(constant)


def _first_fault(text: str, place: int) -> tuple[int, str]:
    """Where the first fault stands that is none of syntax, and what it is; the text is known to have one."""
    objects: list[set[str] | None] = []
    last = place, '""'
    for token in _TOKEN.finditer(text, place):
        what = token[0]
        if what in _NO_NUMBERS:
            return token.start(), f"{what} is no number in JSON"
        if what in {"{", "["}:
            objects.append(set() if what == "{" else None)
        elif what in {"}", "]"} and objects:
            objects.pop()
        elif what == ":" and objects and (names := objects[-1]) is not None:
            key = str(json.loads(last[1], strict=False))
            if key in names:
                return last[0], f"the name {shown(key)} stands twice in one object"
            names.add(key)
        elif what[0] != '"' and len(what) > 4000:
            return token.start(), f"a number has {len(what)} digits"
        last = token.start(), what
    return place, "a value that cannot be read"
