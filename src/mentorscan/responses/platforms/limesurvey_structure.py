"""A LimeSurvey survey's structure: what its question and answer codes stand for, in every language of the survey.

LimeSurvey writes it as ``.lss`` (XML; versions 4 to 6 keep the texts in tables ``*_l10ns``, older ones in every row)
and as ``.txt`` (tab-separated: questions, subquestions and answers of one language, then of the next).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final
from xml.parsers import expat

from mentorscan.responses.text import plain_header

Texts = dict[str, str]
"""Language -> text."""

TABLE_COLUMNS: Final = frozenset({"class", "type/scale", "name", "text", "language"})
"""Columns that a tab-separated structure always has."""

ENDINGS: Final = (".lss", ".txt")
_LARGEST: Final = 1 << 26
_ROOT: Final = "0"


class UnreadableStructureError(Exception):
    """A file that should be a survey's structure, but cannot be taken apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: ``rows`` are its subquestions by code; ``answers`` its answers' labels by scale and code."""

    code: str
    texts: Texts = field(default_factory=dict)
    rows: dict[str, Texts] = field(default_factory=dict)
    answers: dict[int, dict[str, Texts]] = field(default_factory=dict)

    def add_answer(self, code: str, *, scale: str, language: str, label: str) -> None:
        """Take in an answer's label in one language."""
        self.answers.setdefault(int(scale or 0), {}).setdefault(code, {})[language] = plain_header(label)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a column asks: a question, the row of it, if it has rows, and which of two scales."""

    question: Question
    row: str = ""
    scale: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The ids by which it may be known, the fullest first."""
        code = self.question.code
        return (f"{code}[{self.row}]", f"{code}_{self.row}", self.row) if self.row else (code,)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it asks in every language: the rows' texts before those of question and row."""
        rows = self.question.rows.get(self.row, {})
        return tuple(dict.fromkeys(text for text in (*rows.values(), *self.headings) if text))

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above it in exports with full texts, in every language."""
        rows = self.question.rows.get(self.row, {})
        return tuple(_heading(text, rows.get(language)) for language, text in self.question.texts.items())

    @property
    def answers(self) -> Mapping[str, Texts]:
        """The answers by code, with their labels."""
        return self.question.answers.get(self.scale, {})


@dataclass(frozen=True, kw_only=True)
class Structure:
    """A survey's structure, from the file ``name``. ``questions``: by LimeSurvey's own number of them."""

    name: str
    survey: str
    questions: Mapping[str, Question]

    def by_code(self, code: str) -> Asked | None:
        """What a column asks whose code is ``mentor[m1]``, ``mentor_m1`` or ``comment``."""
        return self._codes.get(code)

    def by_number(self, number: str) -> Asked | None:
        """What a column asks whose code ends in a question's number with a row's code behind it, such as ``12m1``."""
        found = [
            Asked(question, row)
            for qid, question in self.questions.items()
            for row in [number.removeprefix(qid)]
            if number.startswith(qid) and (row in question.rows if row else not question.rows)
        ]
        return found[0] if len(found) == 1 else None

    def by_text(self, heading: str) -> Asked | None:
        """What a column asks whose heading is its text in any language, or its code and text without a space between.

        ``None`` where several ask the same.
        """
        found = self._headings.get(_squeezed(heading), [])
        return found[0] if len(found) == 1 else None

    @property
    def labels(self) -> int:
        """How many labels it has."""
        answers = (
            labels for each in self.questions.values() for scale in each.answers.values() for labels in scale.values()
        )
        return sum(map(len, answers))

    @cached_property
    def _codes(self) -> dict[str, Asked]:
        codes: dict[str, Asked] = {}
        for question in self.questions.values():
            codes[question.code] = Asked(question)
            for row in question.rows:
                codes |= dict.fromkeys((f"{question.code}[{row}]", f"{question.code}_{row}"), Asked(question, row))
                if 1 in question.answers:
                    # Two scales are counted from 1 in brackets, from 0 behind an underscore.
                    for scale in (0, 1):
                        both = f"{question.code}[{row}][{scale + 1}]", f"{question.code}_{row}_{scale}"
                        codes |= dict.fromkeys(both, Asked(question, row, scale))
        return codes

    @cached_property
    def _headings(self) -> dict[str, list[Asked]]:
        headings: dict[str, list[Asked]] = {}
        for question in self.questions.values():
            for asked in [Asked(question, row) for row in question.rows] or [Asked(question)]:
                texts = {_squeezed(text) for text in asked.headings}
                for text in texts | {code + text for code in asked.codes for text in texts}:
                    headings.setdefault(text, []).append(asked)
        return headings


def read_structure(path: Path) -> Structure | None:
    """The structure that a file holds; ``None`` where it is something else.

    Raises ``UnreadableStructureError`` where it should be one, but is damaged.
    """
    with path.open("rb") as file:
        begin = file.read(1 << 16)
    if path.suffix.lower() == ".lss":
        found = _from_xml
    elif _header(begin) >= TABLE_COLUMNS:
        found = _from_table
    else:
        return None
    if path.stat().st_size > _LARGEST:
        raise UnreadableStructureError("it is too large")
    try:
        return found(path.read_bytes(), name=path.name)
    except (expat.ExpatError, csv.Error, ValueError, LookupError) as error:
        raise UnreadableStructureError(str(error)) from error


def _from_table(content: bytes, *, name: str) -> Structure:
    """The structure in a tab-separated file."""
    questions: dict[str, Question] = {}
    survey, question = "", Question(code="")
    for number, row in enumerate(csv.DictReader(io.StringIO(_text(content), newline=""), delimiter="\t")):
        code, text, language = (row[column] or "" for column in ("name", "text", "language"))
        match row["class"]:
            case "S" if code == "sid":
                survey = text
            case "Q":
                qid = next((qid for qid, each in questions.items() if each.code == code), row.get("id") or f"#{number}")
                question = questions.setdefault(qid, Question(code=code))
                question.texts[language] = plain_header(text)
            case "SQ" if row["type/scale"] in {"", "0", None}:
                question.rows.setdefault(code, {})[language] = plain_header(text)
            case "A":
                question.add_answer(code, scale=row["type/scale"] or "", language=language, label=text)
            case _:
                pass
    return Structure(name=name, survey=survey, questions=questions)


def _from_xml(content: bytes, *, name: str) -> Structure:
    """The structure in an XML file."""
    tables = _tables(content)
    every = [*tables.get("questions", ()), *tables.get("subquestions", ())]
    texts: dict[str, Texts] = {}
    for row in (*every, *tables.get("question_l10ns", ())):
        if "question" in row and "language" in row:
            texts.setdefault(row["qid"], {})[row["language"]] = plain_header(row["question"])
    questions = {
        row["qid"]: Question(code=row["title"], texts=texts.get(row["qid"], {}))
        for row in every
        if row.get("parent_qid", _ROOT) == _ROOT
    }
    for row in every:
        parent = questions.get(row.get("parent_qid", _ROOT))
        if parent and row.get("scale_id") in {None, "", "0"}:
            parent.rows[row["title"]] = texts.get(row["qid"], {})
    for row, language, label in _labels(tables):
        if row["qid"] in questions:
            questions[row["qid"]].add_answer(row["code"], scale=row.get("scale_id", ""), language=language, label=label)
    survey = next((row.get("sid", "") for row in tables.get("surveys", ())), "")
    return Structure(name=name, survey=survey, questions=questions)


def _labels(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[tuple[Mapping[str, str], str, str]]:
    """Every answer with a language and its label in it."""
    own = {row["aid"]: row for row in tables.get("answers", ()) if "aid" in row}
    for row in tables.get("answers", ()):
        if "answer" in row and "language" in row:
            yield row, row["language"], row["answer"]
    for text in tables.get("answer_l10ns", ()):
        if text["aid"] in own:
            yield own[text["aid"]], text["language"], text["answer"]


def _tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of every table in an XML file. Raises ``ValueError`` where it declares entities or the like."""
    tables: dict[str, list[dict[str, str]]] = {}
    path: list[str] = []

    def start(tag: str, _attributes: Mapping[str, str]) -> None:
        path.append(tag)
        if path[2:] == ["rows", "row"]:
            tables.setdefault(path[1], []).append({})
        elif path[2:4] == ["rows", "row"] and len(path) == 5:
            tables[path[1]][-1].setdefault(tag, "")

    def end(_tag: str) -> None:
        path.pop()

    def text(data: str) -> None:
        if path[2:4] == ["rows", "row"] and len(path) == 5:
            tables[path[1]][-1][path[4]] += data

    def refuse(*_declared: object) -> None:
        raise ValueError("it declares a document type, which LimeSurvey never does")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.ParseFile(io.BytesIO(content))
    return tables


def _header(content: bytes) -> set[str]:
    """The names of the columns of a tab-separated file that begins like this."""
    return set(_text(content, errors="replace").partition("\n")[0].replace('"', "").strip().split("\t"))


def _text(content: bytes, *, errors: str = "strict") -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if marked else "utf-8-sig", errors)


def _heading(question: str, row: str | None) -> str:
    """What LimeSurvey writes above a column.

    >>> _heading("Do you agree?", "It rains.")
    'Do you agree? [It rains.]'
    """
    return f"{question} [{row}]".strip() if row else question


def _squeezed(text: str) -> str:
    """A heading without white space: LimeSurvey glues words where its texts have line breaks and tags."""
    return "".join(plain_header(text).split())


def same_answers(found: Iterable[Mapping[str, Texts]]) -> bool:
    """Whether no answer's code stands for two labels in one language.

    >>> same_answers([{"A1": {"en": "Yes"}}, {"A1": {"it": "Sì"}}]), same_answers([{"A1": {"en": n}} for n in "ab"])
    (True, False)
    """
    known: dict[tuple[str, str], str] = {}
    for answers in found:
        for code, labels in answers.items():
            if any(known.setdefault((code, language), label) != label for language, label in labels.items()):
                return False
    return True
