"""What an XLSForm says of the columns of an export: what is asked in them, and what the names of their choices mean.

An XLSForm (xlsform.org) is a workbook with the sheets ``survey`` (type, name, label in any number of languages) and
``choices`` (list_name, name, label).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import fastexcel
import polars as pl

from mentorscan.responses.platforms.definitions import agreed
from mentorscan.responses.text import plain

Labels = Mapping[str, tuple[str, ...]]
Row = dict[str, str]

_SHEETS: Final = ("survey", "choices")
_ENDINGS: Final = (".xlsx", ".xls")
_FORMR: Final = ("choice1", "choice_list", "choices")
_LARGEST: Final = 1 << 24
"""Bytes beyond which a workbook is no form, but more likely another export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XlsForm:
    """What a form says of an export's columns: position -> what is asked, position -> choice's name -> labels."""

    name: str
    texts: Mapping[int, tuple[str, ...]]
    labels: Mapping[int, Labels]


def is_xlsform(header: Iterable[str]) -> bool:
    """Whether these are the headers of the sheet ``survey``; formr's items have their choices there as well."""
    names = {plain(text).lower() for text in header}
    labelled = any(name.startswith("label") for name in names)
    return {"type", "name"} <= names and labelled and names.isdisjoint(_FORMR)


def xlsform_beside(beside: Iterable[Path], *, columns: Mapping[int, tuple[str, ...]], export: str) -> XlsForm | None:
    """The form beside an export whose questions with one choice are all among its columns, or ``None``.

    ``columns``: position -> the header, then the header without its groups. Raises ``ExportError`` where several forms
    fit and disagree.
    """
    fitting: dict[str, XlsForm] = {}
    for path in sorted(beside, key=lambda path: path.name):
        if path.suffix.lower() in _ENDINGS and (form := _form(path, columns=columns)):
            fitting[path.name] = form
    first = agreed({name: replace(form, name="") for name, form in fitting.items()}, export=export, kind="XLSForm")
    return replace(first, name=next(iter(fitting))) if first else None


def _form(path: Path, *, columns: Mapping[int, tuple[str, ...]]) -> XlsForm | None:
    """What the workbook says of the columns, or ``None`` where it is no XLSForm or one of another survey."""
    sheets = _sheets(path)
    if sheets is None or not is_xlsform(sheets[0][0] if sheets[0] else ()):
        return None
    survey, choices = sheets
    questions = _once(survey)
    chosen = {name: row["type"].split()[1] for name, row in questions.items() if _chooses_one(row)}
    found = {
        position: name
        for position, names in columns.items()
        if (name := next((name for name in names if name in questions), None))
    }
    if not chosen or not set(chosen) <= set(found.values()):
        return None
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in choices:
        lists.setdefault(row.get("list_name", row.get("list name", "")), {})[row.get("name", "")] = _labels(row)
    return XlsForm(
        name=path.name,
        texts={position: _labels(questions[name]) for position, name in found.items()},
        labels={position: lists.get(chosen[name], {}) for position, name in found.items() if name in chosen},
    )


def _sheets(path: Path) -> tuple[list[Row], list[Row]] | None:
    """The rows of the two sheets, every one by its headers; ``None`` where they are not there."""
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    try:
        workbook = fastexcel.read_excel(path)
        if not set(_SHEETS) <= set(workbook.sheet_names):
            return None
        survey, choices = (list(_rows(workbook.load_sheet(name, dtypes="string").to_polars())) for name in _SHEETS)
    except fastexcel.FastExcelError:
        return None
    return survey, choices


def _rows(sheet: pl.DataFrame) -> Iterator[Row]:
    """The rows of a sheet by their headers in lower case, empty cells are empty texts."""
    headers = [plain(name).lower() for name in sheet.columns]
    for row in sheet.iter_rows():
        yield {name: plain(cell or "") for name, cell in zip(headers, row, strict=True)}


def _once(survey: Sequence[Row]) -> dict[str, Row]:
    """The rows of the survey by their names; names that stand in several groups are left out."""
    names = Counter(row.get("name", "") for row in survey)
    return {name: row for row in survey if (name := row.get("name", "")) and names[name] == 1}


def _chooses_one(row: Row) -> bool:
    """Whether a question has one choice of a list in the form itself."""
    return row.get("type", "").startswith("select_one ")


def _labels(row: Row) -> tuple[str, ...]:
    """The labels of a row, in every language that has one."""
    return tuple(dict.fromkeys(cell for name, cell in row.items() if name.startswith("label") and cell))
