"""Makes the synthetic Qualtrics exports of this folder, and what is expected of them and of the genuine ones.

Run as ``python -m tests.golden.exports.synthetic_qualtrics``. How the platform writes them: README.md in ``qualtrics``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "qualtrics"
Answer = int | str | None
Words = tuple[str, str]

STEM: Words = ("How much do you agree with each statement?", "Wie sehr stimmen Sie den Aussagen zu?")
STATEMENTS: tuple[Words, ...] = (
    ("My mentor gives me useful feedback.", "Mein Mentor gibt mir nützliches Feedback."),
    ("My mentor listens to me.", "Mein Mentor hört mir zu."),
    ("My mentor helps me set goals, even hard ones.", "Mein Mentor hilft mir, Ziele zu setzen, auch schwierige."),
    ('I feel "left alone" by my mentor.', "Ich fühle mich von meinem Mentor „allein gelassen“."),
    ("My mentor opens doors & networks for me.", "Mein Mentor öffnet mir Türen & Netzwerke."),
    ("I would recommend my mentor.", "Ich würde meinen Mentor weiterempfehlen."),
)
AGREE: Mapping[Answer, Words] = {
    1: ("Strongly disagree", "Stimme gar nicht zu"),
    2: ("Disagree", "Stimme nicht zu"),
    3: ("Neither agree nor disagree", "Teils/teils"),
    4: ("Agree", "Stimme zu"),
    5: ("Strongly agree", "Stimme voll zu"),
    "dont_know": ("Don't know", "Weiß nicht"),
}
AGREE_CODES: Mapping[Answer, str] = {1: "10", 2: "11", 3: "12", 4: "13", 5: "14", "dont_know": "-1"}
DEPARTMENT: Mapping[Answer, Words] = {"eng": ("Engineering", "Technik"), "sal": ("Sales", "Vertrieb")}
TENURE: Mapping[Answer, Words] = {
    "t1": ("< 1 year", "< 1 Jahr"),
    "t2": ("1–3 years", "1–3 Jahre"),
    "t3": ("> 3 years", "> 3 Jahre"),
}
QUESTIONS: tuple[Words, ...] = (
    ("Department", "Abteilung"),
    ("Years in company", "Jahre im Unternehmen"),
    ("Anything else?", "Sonst noch etwas?"),
)
ANSWERS: tuple[tuple[Answer, ...], ...] = (
    (4, 4, 3, 1, 5, 2),
    (5, "dont_know", 3, 1, "dont_know", 5),
    (2, None, 3, None, 4, 1),
    (2, 4, None, None, None, None),
    (5, 5, 5, 5, 5, 5),
)
"""The fourth response was not finished, the last one is a preview."""
PEOPLE = (
    ("eng", "t2", 'Fine; really, "great"\nsecond line'),
    ("sal", "t1", "läuft"),
    (None, "t3", ""),
    (None, None, ""),
    ("eng", "t1", "only a test"),
)
FINISHED = (True, True, True, False, True)
PROGRESS = ("100", "100", "100", "40", "100")
CHANNELS = ("anonymous", "anonymous", "email", "anonymous", "preview")
LANGUAGES = ("EN", "DE", "EN", "EN", "EN")
IDS = tuple(f"R_3nG0h7kQ2vX{letter}1aB" for letter in "pqrst")
TIMES = tuple(f"2025-11-0{day} 08:3{day}:29" for day in range(1, 6))

FIXED = {
    "StartDate": ("Start Date", "Anfangsdatum", "startDate"),
    "EndDate": ("End Date", "Enddatum", "endDate"),
    "Status": ("Response Type", "Antworttyp", "status"),
    "IPAddress": ("IP Address", "IP-Adresse", "ipAddress"),
    "Progress": ("Progress", "Fortschritt", "progress"),
    "Duration (in seconds)": ("Duration (in seconds)", "Dauer (in Sekunden)", "duration"),
    "Finished": ("Finished", "Beendet", "finished"),
    "RecordedDate": ("Recorded Date", "Aufgezeichnetes Datum", "recordedDate"),
    "ResponseId": ("Response ID", "Antwort-ID", "_recordId"),
    "DistributionChannel": ("Distribution Channel", "Verteilungskanal", "distributionChannel"),
    "UserLanguage": ("User Language", "Benutzersprache", "userLanguage"),
}
Cells = Mapping[Answer, str]


def texts(words: Mapping[Answer, Words], *, language: int) -> Cells:
    """What an export of the choices' texts holds."""
    return {None: ""} | {state: each[language] for state, each in words.items()}


def numbers(words: Mapping[Answer, Words]) -> Cells:
    """What an export of numbers holds where nobody recoded anything."""
    return {None: ""} | {state: str(number) for number, state in enumerate(words, start=1)}


def import_id(name: str) -> str:
    """A cell of the third row; dates say in which zone they are."""
    zone = {"timeZone": "Europe/Berlin"} if name.endswith("Date") else {}
    return json.dumps({"ImportId": name, **zone}, separators=(",", ":"))


def modern(
    tags: Sequence[str],
    *,
    language: int,
    answers: Cells,
    groups: tuple[Cells, Cells],
    statuses: tuple[str, str],
    finished: tuple[str, str],
    other: bool = False,
) -> list[list[str]]:
    """An export with three header rows. ``other``: the department has a box to type another one in."""
    fixed = [[name, each[language], import_id(each[2])] for name, each in FIXED.items()]
    columns = fixed[:9]
    columns += [
        [tag, f"{STEM[language]} - {each[language]}", import_id(f"QID1_{row}")]
        for row, (tag, each) in enumerate(zip(tags, STATEMENTS, strict=False), start=1)
    ]
    department, tenure, comment = (each[language] for each in QUESTIONS)
    selected = (" - Selected Choice", " - Ausgewählte Option")[language] if other else ""
    columns.append([tags[6], f"{department}{selected}", import_id("QID2")])
    if other:
        columns.append([f"{tags[6]}_3_TEXT", f"{department} - Other - Text", import_id("QID2_3_TEXT")])
    columns += [[tags[7], tenure, import_id("QID3")], [tags[8], comment, import_id("QID4_TEXT")], *fixed[9:]]
    rows = []
    for number, (states, (group, years, typed)) in enumerate(zip(ANSWERS, PEOPLE, strict=True)):
        preview = CHANNELS[number] == "preview"
        row = [TIMES[number], TIMES[number], statuses[preview], "", PROGRESS[number], "102"]
        row += [finished[FINISHED[number]], TIMES[number], IDS[number], *(answers[state] for state in states)]
        row += [groups[0][group], *([""] if other else []), groups[1][years], typed]
        rows.append([*row, CHANNELS[number], LANGUAGES[number]])
    return [*map(list, zip(*columns, strict=True)), *rows]


TAGS = (*(f"mentor_m{number}" for number in range(1, 7)), "department", "tenure", "comment")
PLAIN_TAGS = (*(f"Q1_{number}" for number in range(1, 7)), "Q2", "Q3", "Q4")
NUMBERS: dict[str, Any] = {
    "groups": (numbers(DEPARTMENT), numbers(TENURE)),
    "statuses": ("0", "1"),
    "finished": ("0", "1"),
}


def numeric() -> bytes:
    """Numbers, with the tags of the questions and rows; the answers are recoded: only the definition tells them."""
    return csv_of(modern(TAGS, language=0, answers={None: "", **AGREE_CODES}, **NUMBERS), end="\r\n").encode()


def numeric_tsv() -> bytes:
    """The same as TSV: UTF-16, and -99 where a statement was seen and not answered."""
    table = modern(TAGS, language=0, answers={None: "-99", **AGREE_CODES}, **NUMBERS)
    return csv_of(table, separator="\t").encode("utf-16")


def choice_texts() -> bytes:
    """The choices' texts under the tags that Qualtrics gives; the department has a box for another one."""
    groups = (texts(DEPARTMENT, language=0), texts(TENURE, language=0))
    table = modern(
        PLAIN_TAGS,
        language=0,
        answers=texts(AGREE, language=0),
        groups=groups,
        statuses=("IP Address", "Survey Preview"),
        finished=("False", "True"),
        other=True,
    )
    return csv_of(table, end="\r\n").encode()


def choice_texts_german() -> bytes:
    """The choices' texts in German from a German account: only its channel and its progress say what a row is."""
    groups = (texts(DEPARTMENT, language=1), texts(TENURE, language=1))
    table = modern(
        PLAIN_TAGS,
        language=1,
        answers=texts(AGREE, language=1),
        groups=groups,
        statuses=("IP-Adresse", "Umfragevorschau"),
        finished=("Nein", "Ja"),
    )
    return csv_of(table).encode()


def legacy() -> bytes:
    """Two header rows, numbers, a comma at the end of every line."""
    names = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status"]
    names += ["StartDate", "EndDate", "Finished"]
    columns = [[f"V{number}", name] for number, name in enumerate(names, start=1)]
    columns += [[f"m{number}", f"{STEM[0]}-{each[0]}"] for number, each in enumerate(STATEMENTS, start=1)]
    columns += [[tag, each[0]] for tag, each in zip(("department", "tenure", "comment"), QUESTIONS, strict=True)]
    table = [[*row, ""] for row in zip(*columns, strict=True)]
    for number, (states, (group, years, typed)) in enumerate(zip(ANSWERS, PEOPLE, strict=True)):
        status = "1" if CHANNELS[number] == "preview" else "0"
        row = [IDS[number], "Default Response Set", "Anonymous", "", "", "", status, TIMES[number], TIMES[number]]
        row += [str(int(FINISHED[number])), *({None: "", **AGREE_CODES}[state] for state in states)]
        table.append([*row, numbers(DEPARTMENT)[group], numbers(TENURE)[years], typed, ""])
    return b"\xef\xbb\xbf" + csv_of(table).encode()


def csv_of(table: Iterable[Sequence[str]], *, end: str = "\n", separator: str = ",") -> str:
    """A table as text, quoted where it must be."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end, delimiter=separator).writerows(table)
    return out.getvalue()


def survey_definition() -> bytes:
    """The definition of the survey, with the keys of the genuine ones that matter."""

    def question(number: int, tag: str, words: Words, **payload: Any) -> dict[str, Any]:
        both = {"QuestionText": words[0], "DataExportTag": tag, "QuestionID": f"QID{number}", **payload}
        german = {"DE": {"QuestionText": words[1], **{key: displays(each, 1) for key, each in choices(payload)}}}
        both |= {key: displays(each, 0) for key, each in choices(payload)}
        return {"Element": "SQ", "PrimaryAttribute": f"QID{number}", "Payload": both | {"Language": german}}

    def choices(payload: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(key, payload[key]) for key in ("Choices", "Answers") if key in payload]

    def displays(words: Iterable[Words], language: int) -> dict[str, dict[str, str]]:
        shown = (each[language].replace("&", "&amp;") for each in words)
        return {str(number): {"Display": each} for number, each in enumerate(shown, start=1)}

    single = {"QuestionType": "MC", "Selector": "SAVR", "SubSelector": "TX"}
    matrix = {"QuestionType": "Matrix", "Selector": "Likert", "SubSelector": "SingleAnswer"}
    codes = {str(number): code for number, code in enumerate(AGREE_CODES.values(), start=1)}
    tags = {str(number): f"m{number}" for number in range(1, 7)}
    matrix_choices = {"Choices": STATEMENTS, "Answers": tuple(AGREE.values())}
    elements = [
        {"Element": "BL", "PrimaryAttribute": "Survey Blocks", "Payload": []},
        question(1, "mentor", STEM, **matrix, **matrix_choices, RecodeValues=codes, ChoiceDataExportTags=tags),
        question(2, "department", QUESTIONS[0], **single, Choices=tuple(DEPARTMENT.values())),
        question(3, "tenure", QUESTIONS[1], **single, Choices=tuple(TENURE.values())),
        question(4, "comment", QUESTIONS[2], QuestionType="TE", Selector="ESTB"),
    ]
    entry = {"SurveyID": "SV_mentor", "SurveyName": "Mentoring climate survey", "SurveyLanguage": "EN"}
    return json.dumps({"SurveyEntry": entry, "SurveyElements": elements}, ensure_ascii=True).encode()


def expected() -> dict[str, Any]:
    """What the people of the synthetic exports answered."""
    people = range(4)
    return {
        "platform": "qualtrics",
        "instrument": "mentor",
        "items": {f"m{number + 1}": [ANSWERS[each][number] for each in people] for number in range(6)},
        "segments": {
            "department": [PEOPLE[each][0] for each in people],
            "tenure": [PEOPLE[each][1] for each in people],
        },
        "left_out": {"preview": 1},
    }


VEGETABLES: Cells = {"1": "1", "2": "2", "3": "3", "-1": "dont_know", "-2": "not_applicable", "": ""}
"""The numbers of the genuine exports as their definition labels them."""
MATRIX: Cells = {"1": "1", "2": "2", "3": "3", "4": "4", "10": "1", "11": "2", "12": "3", "13": "4", "": ""}


def expected_of_genuine(name: str, *, instrument: str, states: Cells, items: Iterable[str]) -> dict[str, Any]:
    """What the genuine exports hold: the answers of tests, which are left out."""
    table = genuine(name)
    status = next(at for row in table[:3] for at, cell in enumerate(row) if cell == "Status")
    start = 2 if table[0][0] == "V1" else 3
    read = [row for row in table[start:] if row[status] == "0"]
    found: dict[str, list[Answer]] = {}
    for item in items:
        cells = [states[row[table[0].index(item)]] for row in read]
        found[item] = [int(cell) if cell.isdigit() else cell or None for cell in cells]
    tests = len(table) - start - len(read)
    left_out = {"preview": tests} if tests else {}
    return {"platform": "qualtrics", "instrument": instrument, "items": found, "segments": {}, "left_out": left_out}


def genuine(name: str) -> list[list[str]]:
    """The rows of a genuine export."""
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def as_answered(name: str) -> bytes:
    """A genuine export whose tests were real answers: its status is 0 throughout."""
    table = genuine(name)
    start = 2 if table[0][0] == "V1" else 3
    status = next(at for row in table[:3] for at, cell in enumerate(row) if cell == "Status")
    rows = [[*row[:status], "0", *row[status + 1 :]] for row in table[start:]]
    mark = b"\xef\xbb\xbf" if start == 2 else b""
    return mark + csv_of([*table[:start], *rows]).encode()


def main() -> None:
    """Write all files."""
    (FOLDER / "mentor.qsf").write_bytes(survey_definition())
    made = {
        "mentor_numeric.csv": numeric(),
        "mentor_numeric.tsv": numeric_tsv(),
        "mentor_texts.csv": choice_texts(),
        "mentor_texts_de.csv": choice_texts_german(),
        "mentor_legacy.csv": legacy(),
    }
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
        write_expected(FOLDER / name, expected())
    vegetables = [f"Q{question}_{row}" for question in (3, 4) for row in range(1, 5)]
    matrix = [f"Q{question}_{row}" for question in (2, 4) for row in range(1, 4)]
    for stem, instrument, states, items in (
        ("QT_No_Basis_for_Evaluation_Insights", "qualtrics_vegetables", VEGETABLES, vegetables),
        ("QT_No_Basis_for_Evaluation_Legacy", "qualtrics_vegetables", VEGETABLES, vegetables),
        ("QT_Single_Answer_Matrix_Questions_Insights", "qualtrics_matrix", MATRIX, matrix),
        ("QT_Single_Answer_Matrix_Questions", "qualtrics_matrix", MATRIX, matrix),
    ):
        (FOLDER / f"{stem}_answered.csv").write_bytes(as_answered(f"{stem}.csv"))
        for name in (f"{stem}.csv", f"{stem}_answered.csv"):
            write_expected(FOLDER / name, expected_of_genuine(name, instrument=instrument, states=states, items=items))


def write_expected(export: Path, found: Mapping[str, Any]) -> None:
    """Write what is expected of an export beside it, one column a line."""

    def lined(value: Any, indent: str = " ") -> str:
        if not isinstance(value, Mapping) or not value:
            return json.dumps(value, ensure_ascii=False)
        inner = ",\n".join(f"{indent}{json.dumps(key)}: {lined(each, indent + ' ')}" for key, each in value.items())
        return "{\n" + inner + "\n" + indent[:-1] + "}"

    export.with_name(f"{export.name}.expected.json").write_text(lined(found) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
