"""YAML files read strictly: every key and every value knows its place, and nothing is guessed.

YAML 1.1, as PyYAML reads it, turns ``No`` into a boolean, ``010`` into eight and ``1:30`` into ninety, and lets a
repeated key win in silence. Here such scalars stay recognisable (``Misread``), repeated keys are problems, and a file
is data only: no tags that build objects, no alias expansion without bounds, no nesting without end.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import yaml

from mentorscan.errors import Place, Problem
from mentorscan.instrument.document import BROKEN, Broken, Document, Misread, Spot, Trail, quoted

LARGEST_FILE = 1_000_000
"""Bytes. A hundred times a long questionnaire; beyond it, something else has been given this name."""
MOST_NODES = 100_000
"""Keys, values and lists of a file after its aliases are expanded: a bomb of nested aliases ends here."""
DEEPEST = 32
"""Levels of nesting; an instrument needs seven."""

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _Mark(Protocol):
    """A place as PyYAML tells it, counted from 0."""

    line: int
    column: int


_PREFIX = "tag:yaml.org,2002:"
_READINGS = {"bool": "a boolean", "int": "a number", "float": "a number", "timestamp": "a date", "null": "nothing"}
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})?\.[0-9]*([eE][-+][0-9]{1,3})?")
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_FILE = re.compile(r"(?![\r\x85])" + _NOT_IN_TEXT.pattern)
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


def read_yaml(path: Path, *, root: Path, any_keys: bool = False) -> Document:
    """The document in a file (UTF-8 with or without BOM, or UTF-16 with BOM) that lies within the folder ``root``.

    ``any_keys``: a key that YAML reads as a number, a date or a boolean stands for the text that it spells. Whatever is
    wrong stands in ``problems``; reading itself never fails.
    """
    file = str(path)
    try:
        if problem := _obstacle(path, root):
            return Document(file=file, problems=(problem,))
        content = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "the link leads in a circle"
        problem = Problem("unreadable-file", f"the file cannot be read: {reason}", Place(file), "a file that opens")
        return Document(file=file, problems=(problem,))
    return parse_yaml(content, file=file, any_keys=any_keys)


def _obstacle(path: Path, root: Path) -> Problem | None:
    """Why a file is not even opened."""
    place = Place(str(path))
    if not path.resolve().is_relative_to(root.resolve()):
        found, hint = "this name leads out of the instrument's folder", "put a copy of the file into the folder"
        return Problem("outside-folder", found, place, "a file within the folder", hint)
    if not path.is_file():
        return Problem("not-a-file", "this is not a regular file", place, "a YAML file")
    if path.stat().st_size > LARGEST_FILE:
        return Problem("file-too-large", "the file is too large", place, f"at most {LARGEST_FILE:,} bytes")
    return None


def parse_yaml(content: bytes, *, file: str, any_keys: bool = False) -> Document:
    """The document in the bytes of a file; ``file`` is its name in places, ``any_keys`` as in ``read_yaml``."""
    try:
        text = decoded(content)
        problem = _character_problem(text, file) or _shape_problem(text, file)
        root = None if problem else yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        return Document(file=file, problems=(_encoding_problem(error, content, file),))
    except yaml.MarkedYAMLError as error:
        return Document(file=file, problems=(_syntax_problem(error, text=text, file=file),))
    except (yaml.YAMLError, ValueError, OverflowError):
        # An escape such as "\UFFFFFFFF": PyYAML passes on what ``chr`` says, without a place.
        found, expected = "an escape in this file names no character", "escapes of characters that exist"
        return Document(file=file, problems=(Problem("yaml-syntax", found, Place(file), expected),))
    if root is None:
        return Document(file=file, problems=(problem or _empty(file),))
    return _Reader(file, any_keys=any_keys).document(root)


def can_hold(text: str) -> bool:
    r"""Whether a text may stand in a file at all, however it is quoted: without characters that cannot be shown.

    >>> can_hold("“Sí”, 100 %"), can_hold("bell\x07")
    (True, False)
    """
    return _NOT_IN_TEXT.search(text) is None


def decoded(content: bytes) -> str:
    """The text in the bytes of a file, without a byte order mark. Raises ``UnicodeDecodeError`` where it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")


def _encoding_problem(error: UnicodeDecodeError, content: bytes, file: str) -> Problem:
    before = content[: error.start].decode(error.encoding, errors="replace")
    found = f"byte {error.start + 1} of the file (0x{content[error.start]:02x}) is not {error.encoding.upper()}"
    expected, hint = "UTF-8, or UTF-16 with a byte order mark", "save the file as UTF-8 in your editor"
    return Problem("encoding", found, _place_after(before, file), expected, hint)


def _character_problem(text: str, file: str) -> Problem | None:
    """The first character that has no business in a text file."""
    match = _NOT_IN_FILE.search(text)
    return _control_character(match.group(), _place_after(text[: match.start()], file)) if match else None


def _place_after(text: str, file: str) -> Place:
    """The place that follows a text at the start of a file."""
    lines = _LINE_END.split(text)
    return Place(file, len(lines), len(lines[-1].removeprefix("\ufeff")) + 1)


def _control_character(character: str, place: Place) -> Problem:
    return Problem(
        "control-character",
        f"the character U+{ord(character):04X} cannot be shown",
        place,
        expected="text without control characters",
        hint="delete it, and check that the file is a text file",
    )


def _place_of(mark: _Mark | None, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _shape_problem(text: str, file: str) -> Problem | None:
    """What is wrong with the outer shape: no document or several, nested too deeply, too much of it.

    Looks at the parser's events, which come one by one: PyYAML's composer calls itself for each level of nesting.
    """
    depth = documents = nodes = 0
    for event in yaml.parse(text, Loader=_LOADER):
        place = _place_of(event.start_mark, file)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                hint = "take out the line --- or put what follows into a file of its own"
                return Problem("several-documents", "a second document begins here", place, "one document", hint)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
        if depth > DEEPEST:
            return _too_deep(place)
        if nodes > MOST_NODES:
            return _too_much(place)
    return None


def _empty(file: str) -> Problem:
    return Problem("empty-file", "the file holds no data", Place(file, 1, 1), "keys and values")


def _too_much(place: Place) -> Problem:
    expected = f"at most {MOST_NODES:,} values, aliases expanded"
    return Problem("too-much-data", "the file holds too much from here on", place, expected)


def _too_deep(place: Place) -> Problem:
    expected = f"at most {DEEPEST} levels, aliases expanded"
    return Problem("nested-too-deeply", "this is nested too deeply", place, expected)


def _syntax_problem(error: yaml.MarkedYAMLError, *, text: str, file: str) -> Problem:
    # A quote that nobody closes is noticed at the end of the file; what helps is where it was opened.
    unclosed = error.context_mark if "end of stream" in (error.problem or "") else None
    place = _place_of(unclosed or error.problem_mark or error.context_mark, file)
    found = ", ".join(part for part in (error.context, error.problem) if part)
    hint = "check the indentation, quotes and colons of this line and the one above"
    if "cannot start any token" in found and "\t" in _LINE_END.split(text)[(place.line or 1) - 1]:
        hint = "indent with spaces, not with tabs"
    elif "mapping values are not allowed" in found:
        hint = "put the text in quotes where it holds a colon"
    elif "undefined alias" in found:
        hint = "put the text in quotes where it begins with *"
    return Problem("yaml-syntax", f"this is not YAML: {found}", place, hint=hint)


class _UselessError(Exception):
    """The node after which there is no sense in reading on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Reader:
    """Turns composed nodes into a document."""

    def __init__(self, file: str, *, any_keys: bool) -> None:
        self._file, self._any_keys = file, any_keys
        self._spots: dict[Trail, Spot] = {}
        self._keys: dict[Trail, Place] = {}
        self._problems: list[Problem] = []
        self._open: set[int] = set()
        self._nodes = 0

    def document(self, root: yaml.Node) -> Document:
        """The document below the root node."""
        try:
            data = self._value(root, ())
        except _UselessError as stopped:
            return Document(file=self._file, problems=(*self._problems, stopped.problem))
        if isinstance(data, Misread) and data.reading == "nothing":
            return Document(file=self._file, problems=(_empty(self._file),))
        return Document(file=self._file, data=data, spots=self._spots, keys=self._keys, problems=tuple(self._problems))

    def _value(self, node: yaml.Node, trail: Trail) -> object:
        place = _place_of(node.start_mark, self._file)
        self._spots[trail] = Spot(place)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise _UselessError(_too_much(place))
        if id(node) in self._open:
            expected, hint = "an alias for something that stands before it", "write the value out instead of the alias"
            raise _UselessError(Problem("endless-alias", "an alias for this stands within it", place, expected, hint))
        if len(trail) > DEEPEST:
            raise _UselessError(_too_deep(place))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, trail)
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.MappingNode) and node.tag == _PREFIX + "map":
                return {key: self._value(value, (*trail, key)) for key, value in self._entries(node, trail)}
            if isinstance(node, yaml.SequenceNode) and node.tag == _PREFIX + "seq":
                return [self._value(each, (*trail, position)) for position, each in enumerate(node.value)]
        finally:
            self._open.remove(id(node))
        return self._tagged(node, place)

    def _entries(self, node: yaml.MappingNode, trail: Trail) -> Iterator[tuple[str, yaml.Node]]:
        """The keys of a mapping, each once, with their values."""
        first: dict[str, Place] = {}
        for key_node, value in node.value:
            place = _place_of(key_node.start_mark, self._file)
            if not isinstance(key_node, yaml.ScalarNode):
                self._broken("key-not-text", "a list or mapping stands where a key belongs", place, "quote the key")
                continue
            key = str(key_node.value)
            kind = key_node.tag.removeprefix(_PREFIX)
            if kind == "merge":
                self._broken("merge-key", "merge keys (<<) are not supported", place, "write the keys out")
                continue
            if kind in _READINGS and not (self._any_keys and key):
                found = f"YAML reads the key {key} as {_READINGS[kind]}" if key else "a key is missing here"
                self._broken("key-not-text", found, place, f"put it in quotes: {quoted(key)}")
            elif kind not in {"str", "value", *_READINGS}:
                self._tagged(key_node, place)
            elif match := _NOT_IN_TEXT.search(key):
                self._problems.append(_control_character(match.group(), place))
                continue
            if key in first:
                found = f"the key {quoted(key)} stands here again; it stands already in line {first[key].line}"
                found += f", column {first[key].column}"
                self._broken("repeated-key", found, place, "keep one of the two", expected="each key once")
                continue
            first[key] = self._keys[*trail, key] = place
            yield key, value

    def _scalar(self, node: yaml.ScalarNode, trail: Trail) -> object:
        text = str(node.value)
        kind = node.tag.removeprefix(_PREFIX)
        place = self._spots[trail].place
        if kind in {"str", "value", "merge"}:
            if match := _NOT_IN_TEXT.search(text):
                self._problems.append(_control_character(match.group(), place))
                return BROKEN
            return text
        if kind not in _READINGS or node.style:
            return self._tagged(node, place)
        value = _plain_value(text, kind)
        reading = value.reading if isinstance(value, Misread) else _READINGS[kind]
        self._spots[trail] = Spot(place, text, reading)
        return value

    def _tagged(self, node: yaml.Node, place: Place) -> Broken:
        tag = node.tag.replace(_PREFIX, "!!")
        hint = "take the tag away; put a text that begins with ! in quotes"
        return self._broken("yaml-tag", f"the tag {tag} stands here", place, hint, expected="data without tags")

    def _broken(self, code: str, found: str, place: Place, hint: str, *, expected: str | None = None) -> Broken:
        self._problems.append(Problem(code, found, place, expected, hint))
        return BROKEN


def _plain_value(text: str, kind: str) -> bool | int | float | Misread:
    """A scalar that YAML 1.1 takes for something other than text, where it means the same to everybody."""
    if kind == "bool" and text.lower() in yaml.SafeLoader.bool_values:
        return bool(yaml.SafeLoader.bool_values[text.lower()])
    if kind == "int" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == "float" and _DECIMAL.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return Misread(text, _number(text, kind) if kind in {"int", "float"} and len(text) < 20 else _READINGS[kind])


def _number(text: str, kind: str) -> str:
    """The number that YAML 1.1 makes of an unusual notation, in words."""
    construct = yaml.SafeLoader("").construct_yaml_int if kind == "int" else yaml.SafeLoader("").construct_yaml_float
    try:
        number = construct(yaml.ScalarNode(_PREFIX + kind, text))
    except ValueError:
        return "a number"
    return f"the number {number}" if math.isfinite(number) else "something that is no plain number"
