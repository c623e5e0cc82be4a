"""Writes the synthetic exports of SurveyJS and SPSS, and plain ones as ODS and Parquet: three people's answers.

Run it in the project's folder: ``python -m tests.golden.exports.synthetic_containers``. An SPSS file and a Parquet file
are not the same bytes every time: they hold the time and the version of the library that wrote them.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import polars as pl
import pyreadstat

FOLDER = Path(__file__).parent
ITEMS = ("m1", "m2", "m3", "m4", "m5", "m6")
STATEMENTS = (
    "My mentor gives me useful feedback.",
    "My mentor listens to me.",
    "My mentor helps me set goals, even hard ones.",
    'I feel "left alone" by my mentor.',
    "My mentor opens doors & networks for me.",
    "I would recommend my mentor.",
)
AGREE = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
AGREE_DE = ("Stimme gar nicht zu", "Stimme nicht zu", "Teils/teils", "Stimme zu", "Stimme voll zu")
GROUPS = {"eng": ("Engineering", "Technik"), "sal": ("Sales", "Vertrieb"), "hr": ("HR", "Personal")}
YEARS = {"t1": ("< 1 year", "< 1 Jahr"), "t2": ("1–3 years", "1–3 Jahre"), "t3": ("> 3 years", "> 3 Jahre")}
DONT_KNOW = 99
ANSWERS: tuple[tuple[int | None, ...], ...] = (
    (4, 4, 3, 1, 5, 2),
    (5, DONT_KNOW, 3, 1, DONT_KNOW, 5),
    (2, None, 3, None, 4, 1),
)
DEPARTMENTS = ("eng", "sal", None)
TENURES = ("t2", "t1", "t3")
COMMENTS = ('Fine; really, "great"\nsecond line', "=1+1 läuft", None)

_SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
    '<office:body><office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{kind}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_EMPTY_REST = (
    '<table:table-row table:number-rows-repeated="1048572">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
"""What LibreOffice writes for all the rows below the last one with cells."""


def surveyjs_answers() -> list[dict[str, Any]]:
    """The answers as survey-core keeps them: a key for each question that was answered."""
    everyone = []
    for states, department, tenure, comment in zip(ANSWERS, DEPARTMENTS, TENURES, COMMENTS, strict=True):
        rated = {
            item: "DK" if state == DONT_KNOW else state
            for item, state in zip(ITEMS, states, strict=True)
            if state is not None
        }
        whole = {"mentor": rated, "department": department, "tenure": tenure, "comment": comment}
        everyone.append({key: value for key, value in whole.items() if value is not None})
    return everyone


def surveyjs_definition() -> dict[str, Any]:
    """The survey's own definition, in two languages."""

    def choice(value: object, english: str, german: str) -> dict[str, Any]:
        return {"value": value, "text": {"default": english, "de": german}}

    points = [choice(at, *labels) for at, labels in enumerate(zip(AGREE, AGREE_DE, strict=True), start=1)]
    matrix = {
        "type": "matrix",
        "name": "mentor",
        "title": "How much do you agree with each statement?",
        "columns": [*points, choice("DK", "Don't know", "Weiß nicht")],
        "rows": [{"value": item, "text": text} for item, text in zip(ITEMS, STATEMENTS, strict=True)],
    }
    radios = [
        {"type": "radiogroup", "name": name, "choices": [choice(code, *labels) for code, labels in choices.items()]}
        for name, choices in (("department", GROUPS), ("tenure", YEARS))
    ]
    comment = {"type": "comment", "name": "comment"}
    return {"title": "Mentoring", "pages": [{"name": "page1", "elements": [matrix, *radios, comment]}]}


def write_sav(path: Path) -> None:
    """The answers as SPSS keeps them: numbers with labels, don't know as a labelled user-missing value."""
    cells: dict[str, Sequence[object]] = {
        item: [None if states[at] is None else float(states[at] or 0) for states in ANSWERS]
        for at, item in enumerate(ITEMS)
    }
    codes = {code: float(at) for at, code in enumerate(GROUPS, start=1)}
    departments = [None if each is None else codes[each] for each in DEPARTMENTS]
    frame = pl.DataFrame(
        {**cells, "department": departments, "tenure": TENURES, "comment": [each or "" for each in COMMENTS]}
    )
    agree = {float(at): label for at, label in enumerate(AGREE, start=1)} | {float(DONT_KNOW): "Don't know"}
    labels: dict[str, Any] = {
        **dict.fromkeys(ITEMS, agree),
        "department": {codes[code]: labels[0] for code, labels in GROUPS.items()},
        "tenure": {code: labels[1] for code, labels in YEARS.items()},
    }
    pyreadstat.write_sav(
        frame,
        path,
        column_labels=dict(zip(ITEMS, STATEMENTS, strict=True)),
        variable_value_labels=labels,
        missing_ranges={item: [DONT_KNOW] for item in ITEMS},
        compress=path.suffix == ".zsav",
    )


def plain_rows() -> list[list[object]]:
    """The answers as a table that somebody keeps by hand, the header first."""
    header: list[object] = [*ITEMS, "department", "tenure", "comment"]
    rows: list[list[object]] = [
        [*("dont_know" if each == DONT_KNOW else each for each in states), department, tenure, comment]
        for states, department, tenure, comment in zip(ANSWERS, DEPARTMENTS, TENURES, COMMENTS, strict=True)
    ]
    return [header, *rows]


def ods(rows: Iterable[str]) -> bytes:
    """A spreadsheet with one sheet of these rows (XML), as LibreOffice lays out its archive."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content, packed in (
            ("mimetype", kind, zipfile.ZIP_STORED),
            ("META-INF/manifest.xml", _MANIFEST.format(kind=kind), zipfile.ZIP_DEFLATED),
            ("content.xml", _SHEET.format(rows="".join(rows) + _EMPTY_REST), zipfile.ZIP_DEFLATED),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 0, 0, 0)), content, packed)
    return target.getvalue()


def ods_row(cells: Sequence[object]) -> str:
    """A row of a sheet."""
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}" calcext:value-type="float"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    kind = 'office:value-type="string" calcext:value-type="string"'
    return f"<table:table-cell {kind}>{paragraphs}</table:table-cell>"


def write_all() -> None:
    """Every file anew."""
    answers = surveyjs_answers()
    surveyjs, spss, plain = FOLDER / "surveyjs", FOLDER / "spss", FOLDER / "plain"
    lines = "".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n" for each in answers)
    (surveyjs / "mentor_array.json").write_bytes(json.dumps(answers, indent=2).encode())
    (surveyjs / "mentor_lines.jsonl").write_bytes(lines.encode())
    (surveyjs / "mentor_definition.json").write_bytes(
        json.dumps(surveyjs_definition(), ensure_ascii=False, indent=1).encode()
    )
    write_sav(spss / "mentor.sav")
    write_sav(spss / "mentor_compressed.zsav")
    header, *rows = plain_rows()
    (plain / "mentor.ods").write_bytes(ods(map(ods_row, [header, *rows])))
    columns = {str(name): [row[at] for row in rows] for at, name in enumerate(header)}
    texts = {name: [None if each is None else str(each) for each in cells] for name, cells in columns.items()}
    numbers = {name: cells for name, cells in columns.items() if {type(each) for each in cells} <= {int, type(None)}}
    pl.DataFrame(texts | numbers).write_parquet(plain / "mentor.parquet")


if __name__ == "__main__":
    write_all()
