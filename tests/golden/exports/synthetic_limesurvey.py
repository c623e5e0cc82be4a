"""Writes the synthetic files of ``limesurvey/``: run it from anywhere, without arguments.

The bytes are those of the remote API: a byte order mark, semicolons, everything quoted, CRLF, a blank line at the end.
The answers are those of ``ls621_codes.csv``, under the codes that LimeSurvey gives by itself (``SQ001``, ``AO01``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent / "limesurvey"
SURVEY = "418265"
FIXED = {
    "id": "Response ID",
    "submitdate": "Date submitted",
    "lastpage": "Last page",
    "startlanguage": "Start language",
}
QUESTIONS = {
    "G01Q01": {"en": "How far do you agree?", "de": "Wie weit stimmen Sie zu?"},
    "G01Q02": {"en": "Department", "de": "Abteilung"},
    "G01Q03": {"en": "Years in company", "de": "Jahre im Unternehmen"},
    "G01Q04": {"en": "Anything else?", "de": "Sonst noch etwas?"},
}
STATEMENTS = {
    "en": (
        "My mentor gives me useful feedback.",
        "My mentor listens to me.",
        "My mentor helps me set goals, even hard ones.",
        'I feel "left alone" by my mentor.',
        "My mentor opens doors & networks for me.",
        "I would recommend my mentor.",
    ),
    "de": (
        "Mein Mentor gibt mir nützliches Feedback.",
        "Mein Mentor hört mir zu.",
        "Mein Mentor hilft mir, Ziele zu setzen, auch schwierige.",
        "Ich fühle mich von meinem Mentor „allein gelassen“.",
        "Mein Mentor öffnet mir Türen & Netzwerke.",
        "Ich würde meinen Mentor weiterempfehlen.",
    ),
}
ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "G01Q01": {
        "en": (
            "Strongly agree",
            "Agree",
            "Neither agree nor disagree",
            "Disagree",
            "Strongly disagree",
            "Don't know",
        ),
        "de": ("Stimme voll zu", "Stimme zu", "Teils/teils", "Stimme nicht zu", "Stimme gar nicht zu", "Weiß nicht"),
    },
    "G01Q02": {"en": ("Engineering", "Sales", "HR"), "de": ("Technik", "Vertrieb", "Personal")},
    "G01Q03": {"en": ("< 1 year", "1–3 years", "> 3 years"), "de": ("< 1 Jahr", "1–3 Jahre", "> 3 Jahre")},
}
"""The answers in the order of their codes, the fullest agreement first: AO01 is no 1."""

DATED, UNDATED = "2026-03-02 10:11:12", "1980-01-01 00:00:00"
RESPONDENTS = (
    ("1", DATED, "1", "en", 2, 2, 3, 5, 1, 4, 1, 2, "Fine; really"),
    ("2", DATED, "1", "de", 1, 6, 3, 5, 6, 1, 2, 1, "=1+1 läuft"),
    ("3", DATED, "1", "en", 4, 0, 3, 0, 2, 5, 0, 3, ""),
    ("4", "", "1", "en", 4, 2, 0, 0, 0, 0, 0, 0, ""),
    ("5", "", "", "en", 0, 0, 0, 0, 0, 0, 0, 0, ""),
    ("7", UNDATED, "1", "en", 2, 0, 6, 0, 0, 0, 1, 0, ""),
)
"""The fixed columns, then the numbers of the answers' codes (0: none), then the comment."""


def rows() -> list[list[str]]:
    """The respondents as exported with codes for answers."""
    return [
        [cell if isinstance(cell, str) else f"AO{cell:02}" if cell else "" for cell in respondent]
        for respondent in RESPONDENTS
    ]


def codes() -> list[str]:
    """The headings as codes."""
    return [*FIXED, *(f"G01Q01[SQ{row:03}]" for row in range(1, 7)), "G01Q02", "G01Q03", "G01Q04"]


def codes_and_texts() -> list[str]:
    """The headings as codes with the English texts right behind them."""
    stem, *others = [texts["en"] for texts in QUESTIONS.values()]
    statements = [f"{stem} [{each.replace('&', '&amp;')}]" for each in STATEMENTS["en"]]
    return [code + text for code, text in zip(codes(), [*FIXED.values(), *statements, *others], strict=True)]


def export(header: Sequence[str]) -> bytes:
    """An export as the remote API writes it."""
    lines = (";".join(f'"{cell}"' for cell in quoted(row)) for row in (header, *rows()))
    return "".join(["\ufeff", *(f"{line}\r\n" for line in lines), "\r\n"]).encode()


def quoted(cells: Iterable[str]) -> list[str]:
    """Cells with their quotes doubled."""
    return [cell.replace('"', '""') for cell in cells]


def structure() -> bytes:
    """The survey as a tab-separated structure: all of it in English, then all of it in German."""
    header = ("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language")
    lines = [header, ("", "", "S", "", "sid", "", SURVEY, "", ""), ("", "", "S", "", "language", "", "en", "", "")]
    for language in ("en", "de"):
        lines.append(("1", "", "G", "1", "Mentoring", "1", "", "", language))
        for number, (code, texts) in enumerate(QUESTIONS.items(), start=1):
            kind = "F" if number == 1 else "T" if number == 4 else "L"
            lines.append((str(number), "", "Q", kind, code, "1", texts[language], "", language))
            statements = STATEMENTS[language] if kind == "F" else ()
            for row, text in enumerate(statements, start=1):
                lines.append(
                    (str(10 + row), "", "SQ", "", f"SQ{row:03}", "1", text.replace("&", "&amp;"), "", language)
                )
            for row, label in enumerate(ANSWERS.get(code, {}).get(language, ()), start=1):
                lines.append((str(number), "", "A", "0", f"AO{row:02}", "", label.replace("<", "&lt;"), "", language))
    text = "".join("\t".join(f'"{cell}"' if cell else "" for cell in quoted(line)) + "\n" for line in lines)
    return text.encode()


def files() -> dict[str, bytes]:
    """The name of every synthetic file -> its bytes."""
    return {
        f"results-survey{SURVEY}.csv": export(codes()),
        f"results-survey{SURVEY}_codetext_api.csv": export(codes_and_texts()),
        f"limesurvey_survey_{SURVEY}.txt": structure(),
    }


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
