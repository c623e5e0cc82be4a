"""A REDCap data dictionary: what each field asks, and what the codes of its choices mean."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.platforms.definitions import agreed
from mentorscan.responses.text import plain, plain_header

_NAME: Final = ("Variable / Field Name", "field_name")
_TYPE: Final = ("Field Type", "field_type")
_LABEL: Final = ("Field Label", "field_label")
_CHOICES: Final = ("Choices, Calculations, OR Slider Labels", "select_choices_or_calculations")
"""The headers of a dictionary as the web page and as the API write it."""

_CHECKBOXES: Final = ("___", "(choice=")
_CHOOSING: Final = ("radio", "dropdown")
_FIXED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "yesno": {"1": ("Yes",), "0": ("No",)},
    "truefalse": {"1": ("True",), "0": ("False",)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its name, what it asks, and code -> label of its choices, of which one can be made."""

    name: str
    label: str
    choices: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """What a dictionary says of an export's columns. ``by_header``: raw header or label -> field."""

    name: str
    by_header: Mapping[str, Field]


def is_dictionary(header: Iterable[str]) -> bool:
    """Whether these are the headers of a dictionary."""
    names = set(map(plain, header))
    return any({name, type_, choices} <= names for name, type_, choices in zip(_NAME, _TYPE, _CHOICES, strict=True))


def dictionary_beside(beside: Iterable[Path], *, names: Sequence[str], export: str) -> Dictionary | None:
    """The dictionary beside an export that has all its fields, or ``None``.

    ``names``: the headers that are fields or their labels. Those of checkboxes, one for each choice, are not looked
    for. Raises ``ExportError`` where several fit and disagree, or one cannot be read.
    """
    wanted = {name for name in names if name and not any(sign in name for sign in _CHECKBOXES)}
    fitting: dict[str, Dictionary] = {}
    for path in sorted(beside, key=lambda path: path.name):
        if path.suffix.lower() == ".csv" and (fields := _fields(path)):
            headers = _by_header(fields)
            if wanted and wanted <= set(headers):
                said = {name: headers[name] for name in names if name in headers}
                fitting[path.name] = Dictionary(name="", by_header=said)
    first = agreed(fitting, export=export, kind="REDCap data dictionary")
    return replace(first, name=next(iter(fitting))) if first else None


def choices_of(text: str) -> dict[str, tuple[str, ...]]:
    """Code -> label, from the cell of a dictionary.

    >>> choices_of("1, Yes, always | 0, No|-8, Don't know")
    {'1': ('Yes, always',), '0': ('No',), '-8': ("Don't know",)}
    """
    parts = (each.partition(",") for each in text.split("|"))
    return {plain(code): (plain_header(label),) for code, comma, label in parts if comma}


def _fields(path: Path) -> list[Field]:
    """The fields of a dictionary; none where the file is something else."""
    try:
        with path.open("rb") as file:
            first = file.readline(1 << 16).decode("utf-8-sig", "replace")
        separator = max(",;\t", key=first.count)
        header = next(csv.reader([first], delimiter=separator), [])
        if not is_dictionary(header):
            return []
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=separator))
    except OSError:
        return []
    except (UnicodeDecodeError, csv.Error) as error:
        found = f"this REDCap data dictionary cannot be read ({error})"
        hint = "download it from REDCap again, or save it as CSV UTF-8"
        raise ExportError(Problem("broken-definition", found, Place(path.name), hint=hint)) from error
    return [field for row in rows if (field := _field({plain(key or ""): cell or "" for key, cell in row.items()}))]


def _field(row: Mapping[str, str]) -> Field | None:
    """The field that a row of a dictionary describes."""
    name, kind, label, choices = (
        next((row[key] for key in keys if key in row), "") for keys in (_NAME, _TYPE, _LABEL, _CHOICES)
    )
    if not plain(name):
        return None
    meanings = choices_of(choices) if kind in _CHOOSING else dict(_FIXED.get(kind, {}))
    return Field(name=plain(name), label=plain_header(label), choices=meanings)


def _by_header(fields: Sequence[Field]) -> dict[str, Field]:
    """The fields by their names and, where only one is labelled so, by their labels."""
    labels = Counter(field.label for field in fields)
    labelled = {field.label: field for field in fields if field.label and labels[field.label] == 1}
    return labelled | {field.name: field for field in fields}
