"""A copy of an instrument to change, which remembers what it came from."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from mentorscan.errors import InstrumentError
from mentorscan.files import write_whole
from mentorscan.instrument.catalogue import fingerprint
from mentorscan.instrument.document import Document, Part
from mentorscan.instrument.load import INSTRUMENT_FILE, check_files
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.starter import check_new
from mentorscan.instrument.strict_yaml import decoded

_ORIGIN = "origin"
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_COMMENT = "# What this is a copy of, written by mentorscan. Leave it; id and version above are yours to change."


def write_copy(folder: Path, *, source: Path) -> tuple[Path, ...]:
    """The files of the instrument in ``source``, ``instrument.yaml`` first, copied into a folder made where missing.

    The questionnaires are copied byte by byte; ``instrument.yaml`` (as UTF-8) gets the key ``origin``.

    Raises:
        InstrumentError: where there is no instrument in ``source``, or a wrong one.
        OutputError: where one of the files is there already, or cannot be written; then none is written.
    """
    checked = check_files(source)
    if checked.instrument is None:
        raise InstrumentError(checked.problems)
    text = with_origin(decoded((source / INSTRUMENT_FILE).read_bytes()), instrument=checked.instrument)
    contents: dict[Path, str | bytes] = {folder / INSTRUMENT_FILE: text}
    for name in checked.questionnaires:
        contents[folder / f"{name}.yaml"] = (source / f"{name}.yaml").read_bytes()
    check_new(tuple(contents))
    for path, content in contents.items():
        write_whole(path, content, force=False)
    return tuple(contents)


def origin_of(main: Document) -> str | None:
    """The id and the version of what an instrument is a copy of, from the document of a right ``instrument.yaml``."""
    origin = Part(main, (), main.data)[_ORIGIN]
    return f"{origin['id'].text} {origin['version'].text}" if origin.value else None


def with_origin(text: str, *, instrument: Instrument) -> str:
    """The text of an ``instrument.yaml`` that names the instrument itself as its origin, in the place of any other.

    Comments, order and line ends stay. The key comes after ``version``.
    """
    text = _without_origin(text)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return text
    keys = {"id": instrument.id, "version": instrument.version, "fingerprint": fingerprint(instrument)}
    if root.flow_style:
        entry = ", ".join(f'"{key}": "{value}"' for key, value in keys.items())
        start = root.start_mark.index + 1
        return f'{text[:start]}"{_ORIGIN}": {{{entry}}}, {text[start:]}'
    before, value = next((key, value) for key, value in root.value if key.value == "version")
    first = _LINE_END.search(text)
    end = first.group() if first else "\n"
    start = _next_line(text, value)
    indent = " " * before.start_mark.column
    lines = [_COMMENT, f"{_ORIGIN}:", *(f'  {key}: "{value}"' for key, value in keys.items())]
    block = "".join(f"{indent}{line}{end}" for line in lines)
    gap = end if start and text[start - 1] not in "\r\n" else ""
    return f"{text[:start]}{gap}{block}{text[start:]}"


def _without_origin(text: str) -> str:
    """The text without an ``origin`` of its own and the comment that was written with it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return text
    for key, value in root.value:
        if key.value == _ORIGIN and root.flow_style:
            start = key.start_mark.index
            return text[:start] + re.sub(r"\A\s*,?\s*", "", text[value.end_mark.index :])
        if key.value == _ORIGIN:
            start = key.start_mark.index - key.start_mark.column
            before = re.sub(rf" *{re.escape(_COMMENT)}(\r\n|[\r\n])\Z", "", text[:start])
            return before + text[_next_line(text, value) :]
    return text


def _next_line(text: str, value: yaml.Node) -> int:
    """Where the line begins that follows a value of a block mapping."""
    # A block mapping ends where the next key begins, after all comments between: its last value tells better.
    while isinstance(value, yaml.MappingNode) and not value.flow_style:
        value = value.value[-1][1]
    if value.end_mark.column == 0:
        return int(value.end_mark.index)
    end = _LINE_END.search(text, value.end_mark.index)
    return end.end() if end else len(text)
