"""Makes the synthetic SurveyMonkey exports of this folder, and what is expected of them and of the genuine one.

Run as ``python -m tests.golden.exports.synthetic_surveymonkey``. How the platform writes them: README.md in
``surveymonkey``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.golden.exports.synthetic_qualtrics import (
    AGREE,
    ANSWERS,
    DEPARTMENT,
    PEOPLE,
    QUESTIONS,
    STATEMENTS,
    STEM,
    TENURE,
    Answer,
    Cells,
    csv_of,
    texts,
    write_expected,
)

FOLDER = Path(__file__).parent / "surveymonkey"
OWN = (
    *("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"),
    *("Email Address", "First Name", "Last Name", "Custom Data 1"),
)
ENDPOINTS: Cells = {
    **{state: str(state) for state in (2, 3, 4)},
    1: "1: Strongly disagree",
    5: "5: Strongly agree",
    "dont_know": "Don't know",
    None: "",
}
LABELS = texts(AGREE, language=0)
SOURCES = ("documentation", "blog", "examples", "lists", "slack", "discussions", "source", "videos")
RESPONDED = 4
"""The fourth person left after two statements: the platform does not say so."""


def mentor(answers: Cells) -> list[list[str]]:
    """Both header rows and a row a person, as condensed columns."""
    top = [*OWN, STEM[0], *[""] * (len(STATEMENTS) - 1), QUESTIONS[0][0], "", QUESTIONS[1][0], QUESTIONS[2][0]]
    below = [*[""] * len(OWN), *(each[0] for each in STATEMENTS)]
    below += ["Response", "Other (please specify)", "Response", "Open-Ended Response"]
    departments, tenures = texts(DEPARTMENT, language=0), texts(TENURE, language=0)
    rows = []
    people = zip(ANSWERS[:RESPONDED], PEOPLE[:RESPONDED], strict=True)
    for number, (states, (group, years, typed)) in enumerate(people):
        start, end = f"01/{17 + number}/2025 12:30:48 AM", f"01/{17 + number}/2025 0{number + 1}:39:43 PM"
        row = [f"1128074032{number}", "252143207", start, end, *[""] * 5, *(answers[each] for each in states)]
        rows.append([*row, departments[group], "", tenures[years], typed])
    return [top, below, *rows]


def labels() -> bytes:
    """A matrix whose points all have labels."""
    return b"\xef\xbb\xbf" + csv_of(mentor(LABELS), end="\r\n").encode()


def endpoints() -> bytes:
    """A matrix of which only the lowest and the highest point have labels."""
    return csv_of(mentor(ENDPOINTS)).encode()


def without_ids() -> bytes:
    """An export whose owner deleted the columns that say who and when."""
    return csv_of([row[len(OWN) :] for row in mentor(LABELS)], end="\r\n").encode()


def expanded() -> bytes:
    """A column for each point of each statement, and for each choice of a question, as the whole of all responses."""
    points, choices = [LABELS[each] for each in (1, 2, 3, 4, 5, "dont_know")], texts(DEPARTMENT, language=0)
    lasting = texts(TENURE, language=0)
    top, below, *rows = mentor(LABELS)
    start, end = len(OWN), len(OWN) + len(STATEMENTS)
    sets: list[tuple[str, list[str], list[str], int]] = [
        (STEM[0] if not at else "", [f"{each[0]} - {point}" for point in points], points, start + at)
        for at, each in enumerate(STATEMENTS)
    ]
    departments, tenures = [choices[each] for each in choices], [lasting[each] for each in lasting]
    sets += [
        (QUESTIONS[0][0], [each for each in departments if each], [each for each in departments if each], end),
        (QUESTIONS[1][0], [each for each in tenures if each], [each for each in tenures if each], end + 2),
    ]
    wide = [[*OWN], [""] * start, *(row[:start] for row in rows)]
    for question, parts, labels_, position in sets:
        wide[0] += [question, *[""] * (len(parts) - 1)]
        wide[1] += parts
        for row, answered in zip(wide[2:], rows, strict=True):
            row += [label if answered[position] == label else "" for label in labels_]
    for row, whole in zip(wide, [top, below, *rows], strict=True):
        row.append(whole[-1])
    return csv_of(wide, end="\r\n").encode()


def expected() -> dict[str, Any]:
    """What the people of the synthetic exports answered."""
    people = range(RESPONDED)
    return {
        "platform": "surveymonkey",
        "instrument": "mentor",
        "items": {f"m{number + 1}": [ANSWERS[each][number] for each in people] for number in range(6)},
        "segments": {
            "department": [PEOPLE[each][0] for each in people],
            "tenure": [PEOPLE[each][1] for each in people],
        },
        "left_out": {},
    }


def expected_of_strimzi() -> Mapping[str, Any]:
    """What the people of the genuine export answered, column by column."""
    with (FOLDER / "strimzi_2022.csv").open(encoding="utf-8-sig", newline="") as file:
        people = list(csv.reader(file))[2:]
    items: dict[str, list[Answer]] = {
        item: [int(row[at]) if row[at] else None for row in people] for at, item in enumerate(SOURCES, start=13)
    }
    use = ["production" if row[0].endswith("in production") else "evaluation" for row in people]
    found = {"platform": "surveymonkey", "instrument": "strimzi", "items": items}
    return {**found, "segments": {"use": use}, "left_out": {}}


def main() -> None:
    """Write all files."""
    made = {"mentor_labels.csv": labels(), "mentor_endpoints.csv": endpoints(), "mentor_without_ids.csv": without_ids()}
    made["mentor_expanded.csv"] = expanded()
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
        write_expected(FOLDER / name, expected())
    write_expected(FOLDER / "strimzi_2022.csv", expected_of_strimzi())


if __name__ == "__main__":
    main()
