"""Makes the synthetic exports of this folder for platforms of forms, and what is expected of them and of genuine ones.

Run as ``python -m tests.golden.exports.synthetic_forms``. The answers are those of the genuine exports of KoBoToolbox;
how each platform writes them is described in README.md.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

FOLDER = Path(__file__).parent
Answer = int | str | None

STEM = "How much do you agree with each statement?"
ENGLISH = (
    "My mentor gives me useful feedback.",
    "My mentor listens to me.",
    "My mentor helps me set goals, even hard ones.",
    'I feel "left alone" by my mentor.',
    "My mentor opens doors & networks for me.",
    "I would recommend my mentor.",
)
GERMAN = (
    "Mein Mentor gibt mir nützliches Feedback.",
    "Mein Mentor hört mir zu.",
    "Mein Mentor hilft mir, Ziele zu setzen, auch schwierige.",
    "Ich fühle mich von meinem Mentor „allein gelassen“.",
    "Mein Mentor öffnet mir Türen & Netzwerke.",
    "Ich würde meinen Mentor weiterempfehlen.",
)
AGREE: dict[Answer, str] = {
    1: "Strongly disagree",
    2: "Disagree",
    3: "Neither agree nor disagree",
    4: "Agree",
    5: "Strongly agree",
    "dont_know": "Don't know",
    None: "",
}
STIMME_ZU: dict[Answer, str] = {
    1: "Stimme gar nicht zu",
    2: "Stimme nicht zu",
    3: "Teils/teils",
    4: "Stimme zu",
    5: "Stimme voll zu",
    "dont_know": "Weiß nicht",
    None: "",
}
DEPARTMENT: dict[Answer, str] = {"eng": "Engineering", "sal": "Sales", None: ""}
ABTEILUNG: dict[Answer, str] = {"eng": "Technik", "sal": "Vertrieb", None: ""}
TENURE: dict[Answer, str] = {"t1": "< 1 year", "t2": "1–3 years", "t3": "> 3 years"}
JAHRE: dict[Answer, str] = {"t1": "< 1 Jahr", "t2": "1–3 Jahre", "t3": "> 3 Jahre"}

ANSWERS: tuple[tuple[Answer, ...], ...] = (
    (4, 4, 3, 1, 5, 2),
    (5, "dont_know", 3, 1, "dont_know", 5),
    (2, None, 3, None, 4, 1),
)
PEOPLE: tuple[tuple[Answer, Answer, str], ...] = (
    ("eng", "t2", 'Fine; really, "great"\nsecond line'),
    ("sal", "t1", "=1+1 läuft"),
    (None, "t3", ""),
)
TIMES = tuple(map(datetime.fromisoformat, ("2026-03-02 10:11:12", "2026-03-02 14:05:09", "2026-03-17 08:00:00")))

QUESTIONS = ("Department", "Years in company", "Anything else?")
FRAGEN = ("Abteilung", "Jahre im Unternehmen", "Sonst noch etwas?")


def rows(
    answers: dict[Answer, str] = AGREE,
    departments: dict[Answer, str] = DEPARTMENT,
    tenures: dict[Answer, str] = TENURE,
) -> list[list[str]]:
    """The respondents as a platform shows them: six answers, two segments, a comment."""
    return [
        [*(answers[state] for state in states), departments[department], tenures[tenure], comment]
        for states, (department, tenure, comment) in zip(ANSWERS, PEOPLE, strict=True)
    ]


def text(
    table: Iterable[Sequence[str]], *, end: str = "\n", separator: str = ",", quoting: Any = csv.QUOTE_MINIMAL
) -> str:
    """A table as delimited text."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end, delimiter=separator, quoting=quoting).writerows(table)
    return out.getvalue()


def php(table: Iterable[Sequence[str]]) -> str:
    """A table as PHP writes it, on which REDCap runs: quotes around all that holds white space too."""

    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if set(value) & set(' ,"\n\t\r\\') else value

    return "".join(",".join(map(cell, row)) + "\n" for row in table)


def google_sheet() -> bytes:
    """The linked sheet: CRLF, none behind the last row, month first."""
    header = ["Timestamp", *(f"{STEM} [{statement}]" for statement in ENGLISH), *QUESTIONS]
    times = [f"{time.month}/{time.day}/{time.year} {time.hour}:{time:%M:%S}" for time in TIMES]
    table = [header, *([time, *row] for time, row in zip(times, rows(), strict=True))]
    return text(table, end="\r\n").removesuffix("\r\n").encode()


def google_sheet_german() -> bytes:
    """The linked sheet of a German form; its header cells hold line breaks and spaces, as authors leave them."""
    header = [
        "Zeitstempel",
        *(f"Wie sehr stimmen Sie\nden Aussagen zu?  [{statement}]" for statement in GERMAN),
        *FRAGEN,
    ]
    german = rows(STIMME_ZU, ABTEILUNG, JAHRE)
    table = [header, *([f"{time:%d.%m.%Y %H:%M:%S}", *row] for time, row in zip(TIMES, german, strict=True))]
    return text(table, end="\r\n").removesuffix("\r\n").encode()


def google_download() -> bytes:
    """The form's own download: all quoted, a twelve-hour clock with the zone; a linear scale is a number."""
    header = ["Timestamp", *(f"{STEM} [{statement}]" for statement in ENGLISH[:5]), ENGLISH[5], *QUESTIONS]
    times = [f"{time:%Y/%m/%d} {int(time.strftime('%I'))}:{time:%M:%S %p} AST" for time in TIMES]
    table = [
        [time, *row[:5], str(states[5]), *row[6:]] for time, row, states in zip(times, rows(), ANSWERS, strict=True)
    ]
    return text([header, *table], quoting=csv.QUOTE_ALL).encode()


def microsoft() -> bytes:
    """The workbook: Sheet1, Table1, real times, statements alone, no-break spaces wherever a line was broken."""
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
    statements = [ENGLISH[0], ENGLISH[1].replace("listens to", "listens\u00a0to"), f"{ENGLISH[2]}\u00a0", *ENGLISH[3:]]
    header += [*statements, "\u00a0Department", "Years in company ", "Anything else?"]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "m/d/yy h:mm:ss", "strings_to_formulas": False}) as book:
        book.set_properties({"created": TIMES[0]})
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, header)
        for number, (time, row) in enumerate(zip(TIMES, rows(), strict=True), start=1):
            sheet.write_row(number, 0, [number + 1, time.replace(minute=1), time, "anonymous", "", ""])
            sheet.write_row(
                number, 6, [row[0].replace(" ", "\u00a0"), *(f"{cell} " if cell else "" for cell in row[1:])]
            )
        columns = [{"header": name} for name in header]
        sheet.add_table(0, 0, len(ANSWERS), len(header) - 1, {"name": "Table1", "columns": columns})
    return out.getvalue()


def microsoft_excel() -> bytes:
    """The workbook of a form without names, saved as CSV UTF-8 by an American Excel: short times."""
    header = ["ID", "Start time", "Completion time", "Email", "Name", *ENGLISH, *QUESTIONS]
    times = [f"{time.month}/{time.day}/{time:%y} {time.hour}:{time:%M}" for time in TIMES]
    own = [[str(number), time, time, "anonymous", ""] for number, time in enumerate(times, start=1)]
    table = [header, *([*five, *row] for five, row in zip(own, rows(), strict=True))]
    return b"\xef\xbb\xbf" + text(table, end="\r\n").encode()


def microsoft_german() -> bytes:
    """The same by a German Excel: semicolons, German names of the platform's columns."""
    header = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", *GERMAN, *FRAGEN]
    own = [
        [str(number), *[f"{time:%d.%m.%Y %H:%M}"] * 2, "anonymous", ""] for number, time in enumerate(TIMES, start=1)
    ]
    german = rows(STIMME_ZU, ABTEILUNG, JAHRE)
    table = [header, *([*five, *row] for five, row in zip(own, german, strict=True))]
    return b"\xef\xbb\xbf" + text(table, end="\r\n", separator=";").encode()


def typeform() -> bytes:
    """The layout of today; the third response was not sent in; apostrophes before what could be a formula."""
    header = ["#", *ENGLISH, *QUESTIONS, "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)"]
    header += ["Network ID", "Tags", "Ending"]
    types, ends = ("completed", "completed", "partial"), ("Default thank you screen", "Default thank you screen", "")
    sent = [f"{TIMES[0]}", f"{TIMES[1]}", ""]
    table = [
        [
            f"{number}hefupfubphvacf8sv12ch63vnvacgl",
            *_masked(row),
            type_,
            f"{time}",
            "",
            end,
            f"{number}5d2a51c07",
            "",
            ending,
        ]
        for number, (row, type_, time, end, ending) in enumerate(zip(rows(), types, TIMES, sent, ends, strict=True))
    ]
    return text([header, *table]).encode()


def typeform_old() -> bytes:
    """The layout until about 2021: quoted headers with the author's tags, nothing behind the network's id."""
    header = ["#", *ENGLISH, *QUESTIONS, "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]
    header[1] = f"<strong>{header[1]}</strong>"
    table = [
        [f"{number}7ffa9a4412976c0ae5a08a1f9f8d7", *row, f"{time}", f"{time}", f"{number}5d2a51c07"]
        for number, (row, time) in enumerate(zip(rows(), TIMES, strict=True))
    ]
    return (text([header], quoting=csv.QUOTE_ALL) + text(table)).encode()


def central() -> bytes:
    """ODK Central: names of groups, questions and choices."""
    header = [
        "SubmissionDate",
        "start",
        "end",
        *(f"mentor-m{number}" for number in range(1, 7)),
        "department",
        "tenure",
    ]
    header += ["comment", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent"]
    header += ["AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    named = rows(_codes("dk"), _same("eng", "sal"), _same("t1", "t2", "t3"))
    table = []
    for number, (row, time) in enumerate(zip(named, TIMES, strict=True)):
        key = f"uuid:85cb9aff-005e-4edd-9739-dc9c1a829c4{number}"
        own = [key, key, "5", "Front desk", "0", "0", "", "", "", "0", "2026030101"]
        started = f"{time:%Y-%m-%dT%H:%M}:00.123+01:00"
        table.append([f"{time:%Y-%m-%dT%H:%M:%S}.000Z", started, started, *row, *own])
    return text([header, *table]).encode()


def redcap_raw() -> bytes:
    """Fields and codes; the third survey was not completed."""
    header = ["record_id", "redcap_survey_identifier", "mentoring_timestamp", *(f"m{number}" for number in range(1, 7))]
    header += ["department", "tenure", "comment", "mentoring_complete"]
    table = [
        [str(number), "", time, *row, status]
        for number, (time, row, status) in enumerate(
            zip(_redcap_times(), rows(_codes("-8"), _same("eng", "sal"), _same("t1", "t2", "t3")), "220", strict=True),
            start=1,
        )
    ]
    return php([header, *table]).encode()


def redcap_labels() -> bytes:
    """The same export with labels, of headers and of answers."""
    header = ["Record ID", "Survey Identifier", "Survey Timestamp", *ENGLISH, *QUESTIONS, "Complete?"]
    states = ("Complete", "Complete", "Incomplete")
    table = [
        [str(number), "", time, *row, state]
        for number, (time, row, state) in enumerate(zip(_redcap_times(), rows(), states, strict=True), start=1)
    ]
    return php([header, *table]).encode()


def redcap_dictionary() -> bytes:
    """The dictionary of the same project, headed as the genuine one beside it is."""
    genuine = (FOLDER / "redcap" / "REDCapR_checkboxes-1_dictionary.csv").read_text(encoding="utf-8")
    codes = " | ".join(f"{code}, {AGREE[state]}" for state, code in _codes("-8").items() if code)
    department, tenure = ("eng, Engineering | sal, Sales | hr, HR", "t1, < 1 year | t2, 1–3 years | t3, > 3 years")
    fields = [["record_id", "mentoring", "", "text", "Record ID", ""]]
    for number, statement in enumerate(ENGLISH, start=1):
        fields.append([f"m{number}", "mentoring", STEM if number == 1 else "", "radio", statement, codes])
    fields.append(["department", "mentoring", "", "radio", QUESTIONS[0], department])
    fields.append(["tenure", "mentoring", "", "dropdown", QUESTIONS[1], tenure])
    fields.append(["comment", "mentoring", "", "notes", QUESTIONS[2], ""])
    matrix = ["", "", "", "", "", "", "", "", "", "mentor", "", ""]
    table = [field + (matrix if field[0][0] == "m" else [""] * 12) for field in fields]
    return (genuine.splitlines()[0] + "\n" + php(table)).encode()


def expected(platform: str, instrument: str = "mentor") -> dict[str, Any]:
    """What the respondents answered."""
    return {
        "platform": platform,
        "instrument": instrument,
        "items": {f"m{number}": [states[number - 1] for states in ANSWERS] for number in range(1, 7)},
        "segments": {"department": [each[0] for each in PEOPLE], "tenure": [each[1] for each in PEOPLE]},
        "left_out": {},
    }


def expected_of_kwinkunks() -> dict[str, Any]:
    """What the respondents of the genuine export of Google Forms answered, column by column."""
    with (FOLDER / "google" / "kwinkunks_Responses.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.reader(file))[1:]
    feelings = {"": None, "Anxious or exposed": 1, "Nervous": 2, "So-so": 3, "Hopeful": 4, "Excited or safe": 5}
    items: dict[str, list[int | None]] = {
        f"aspect{number}": [feelings[row[14 + number]] for row in people] for number in range(1, 13)
    }
    items |= {f"risk{number}": [int(row[33 + number]) for row in people] for number in range(1, 3)}
    region = {"region": [row[1] for row in people]}
    return {"platform": "google", "instrument": "open_source", "items": items, "segments": region, "left_out": {}}


def expected_of_redcap() -> dict[str, Any]:
    """What is ticked in the genuine data of REDCap, column by column."""
    with (FOLDER / "redcap" / "REDCapR_checkboxes-1_data.csv").open(encoding="utf-8", newline="") as file:
        header, *people = list(csv.reader(file))
    items = {name: [int(row[position]) for row in people] for position, name in enumerate(header) if "___" in name}
    said = {"platform": "redcap", "instrument": "checkboxes", "items": items, "segments": {}, "left_out": {}}
    return said | {"complete_only": {"incomplete": 2}}


FILES = {
    "google/mentor_sheet.csv": google_sheet,
    "google/mentor_sheet_de.csv": google_sheet_german,
    "google/mentor_download.csv": google_download,
    "microsoft/mentor.xlsx": microsoft,
    "microsoft/mentor_excel.csv": microsoft_excel,
    "microsoft/mentor_excel_de.csv": microsoft_german,
    "typeform/mentor.csv": typeform,
    "typeform/mentor_old.csv": typeform_old,
    "kobo/mentor_central.csv": central,
    "redcap/mentor_raw.csv": redcap_raw,
    "redcap/mentor_labels.csv": redcap_labels,
    "redcap/mentor_dictionary.csv": redcap_dictionary,
}
GENUINE = ("kobo/kobo_english.csv", "kobo/kobo_german_groups.csv", "kobo/kobo_xml.csv")


def answers() -> dict[str, dict[str, Any]]:
    """What is expected of every export, synthetic and genuine."""
    mentor = [name for name in (*FILES, *GENUINE) if "dictionary" not in name]
    incomplete = ("typeform/mentor.csv", "redcap/mentor_raw.csv", "redcap/mentor_labels.csv")
    said = {name: expected(name.split("/")[0]) for name in mentor}
    said |= {name: said[name] | {"complete_only": {"incomplete": 1}} for name in incomplete}
    return said | {
        "google/kwinkunks_Responses.csv": expected_of_kwinkunks(),
        "redcap/REDCapR_checkboxes-1_data.csv": expected_of_redcap(),
    }


def _masked(row: Sequence[str]) -> list[str]:
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row]


def _codes(dont_know: str) -> dict[Answer, str]:
    return {**{value: str(value) for value in range(1, 6)}, "dont_know": dont_know, None: ""}


def _same(*codes: str) -> dict[Answer, str]:
    return {**{code: code for code in codes}, None: ""}


def _redcap_times() -> list[str]:
    return [f"{TIMES[0]}", f"{TIMES[1]}", "[not completed]"]


def page(said: dict[str, Any]) -> str:
    """The file that says what is expected, a line for each column."""
    parts = []
    for key, value in said.items():
        if isinstance(value, dict):
            lines = [f"  {json.dumps(name)}: {json.dumps(cells, ensure_ascii=False)}" for name, cells in value.items()]
            parts.append(f" {json.dumps(key)}: {{" + ("\n" + ",\n".join(lines) + "\n }" if lines else "}"))
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    for name, content in FILES.items():
        (FOLDER / name).write_bytes(content())
    for name, said in answers().items():
        (FOLDER / f"{name}.expected.json").write_text(page(said), encoding="utf-8")
