"""The Qualtrics survey definition (QSF) beside an export: what its numbers and its tags stand for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.responses.text import listed, plain_header

Labels = Mapping[str, tuple[str, ...]]
"""What the numbers of a column stand for, in every language that is known."""

_SINGLE_CHOICE: Final = frozenset({"SAVR", "SAHR", "SACOL", "DL", "SB", "NPS"})
_ONE_ANSWER_A_ROW: Final = frozenset({"SingleAnswer", "DL"})
_NUMBERED: Final = re.compile(r"([0-9]+)(?:\s*[:.)(=]|\s+[-–]\s+\D|$)")
_USUAL_TAG: Final = re.compile(r"Q[0-9]+(?:_|$)")
_CUT: Final = "..."
_LARGEST: Final = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an export says of a column: its header, its text in the second row, its question's id and row of a matrix.

    ``question`` is ``None`` where the export has no row of such ids. Columns that are no question are not ``Asked``.
    """

    header: str
    text: str
    question: str | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a definition says of a column: its words in every language, its export tag if any, its answers' labels."""

    texts: tuple[str, ...] = ()
    tag: str | None = None
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a definition: its export tag, its words in every language, its rows, and its answers' labels."""

    tag: str
    texts: tuple[str, ...]
    rows: Mapping[str, Meaning]
    labels: Labels

    def meanings(self, row: str | None) -> tuple[Meaning, ...]:
        """What a column of the question is: the question itself, or one of its rows; nothing where there is no such."""
        if row is None:
            return (Meaning(texts=self.texts, labels=self.labels),)
        return (self.rows[row],) if row in self.rows else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A survey definition: its file's name, id of a question -> question, and header -> what it may be by its tag."""

    name: str
    questions: Mapping[str, Question]
    tagged: Mapping[str, tuple[Meaning, ...]]

    def meanings(self, asked: Asked) -> tuple[Meaning, ...]:
        """What a column may be; more than one only where nothing but a tag tells, which several questions have."""
        if asked.question is None:
            return self.tagged.get(asked.header, ())
        question = self.questions.get(asked.question)
        return () if question is None else question.meanings(asked.row)

    def fits(self, columns: Iterable[Asked]) -> bool:
        """Whether it is the definition of the survey with these columns: all their ids and tags, and their texts.

        The ids and tags alone would not tell, unless someone chose them: every survey begins with QID1, exported as Q1.
        """
        agreed = False
        for asked in columns:
            if asked.question is not None and not self._has_tag(asked.question, header=asked.header):
                return False
            texts = [text for meaning in self.meanings(asked) for text in meaning.texts]
            if not texts or any("${" in text for text in texts):
                continue
            if asked.text and not any(_says(asked.text, text) for text in texts):
                return False
            agreed = agreed or bool(asked.text) or not _USUAL_TAG.match(asked.header)
        return agreed

    def _has_tag(self, question: str, *, header: str) -> bool:
        """Whether a header is made of a question's tag, perhaps behind the number of a loop, or of the tag of a row."""
        if question not in self.questions:
            return False
        found = self.questions[question]
        header = re.sub(r"^[0-9]+_", "", header)
        rows = [row.tag for row in found.rows.values() if row.tag]
        return header == found.tag or header.startswith((f"{found.tag}_", f"{found.tag}#", *rows))


def definition_beside(columns: Sequence[Asked], *, beside: Iterable[Path], name: str) -> Definition | None:
    """The definition of an export's survey among the files beside it, or ``None``.

    Raises ``ExportError`` where several fit that give its columns different labels.
    """
    files = sorted(path for path in beside if path.suffix.lower() == ".qsf")
    fitting = [found for found in map(read_definition, files) if found and found.fits(columns)]
    labels = [[labels_of(each.meanings(asked)) for asked in columns] for each in fitting]
    if any(each != labels[0] for each in labels):
        raise ExportError(
            Problem(
                "several-definitions",
                f"{listed(each.name for each in fitting)} all fit this export and label its answers differently",
                Place(name),
                "one survey definition beside it",
                "move the others to another folder",
            )
        )
    return fitting[0] if fitting else None


def labels_of(meanings: Iterable[Meaning]) -> Labels:
    """What every number of a column stands for."""
    return _told_apart((code, texts) for meaning in meanings for code, texts in meaning.labels.items())


def recoded(columns: Iterable[Asked], *, definition: Definition, name: str) -> tuple[Note, ...]:
    """A note where numbers alone would mislead: they differ between two questions, or from the number in a label.

    Surveys that turn negative statements round in the platform look like this.
    """
    known: dict[frozenset[str], tuple[str, dict[str, str]]] = {}
    for asked in columns:
        codes = {texts[0]: code for code, texts in labels_of(definition.meanings(asked)).items() if texts}
        first, other = known.setdefault(frozenset(codes), (asked.header, codes))
        for label, code in codes.items():
            said = _NUMBERED.match(label)
            if other[label] != code:
                found = f"{label} is {other[label]} in {first} and {code} in {asked.header}"
            elif said and said[1] != code:
                found = f"{label} is {code} in {asked.header}"
            else:
                continue
            text = f"The numbers in {name} differ from what their labels say ({found}): {definition.name} was followed."
            return (Note("recoded-answers", text, "warning", place=name, values={"definition": definition.name}),)
    return ()


def read_definition(path: Path) -> Definition | None:
    """The definition in a file, or ``None`` where it is none."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        document: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    payloads = [
        _mapping(element.get("Payload"))
        for element in map(_mapping, _sequence(_mapping(document).get("SurveyElements")))
        if element.get("Element") == "SQ"
    ]
    questions = {_text(each.get("QuestionID")): _question(each) for each in payloads}
    return Definition(name=path.name, questions=questions, tagged=_tagged(questions.values())) if questions else None


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts without repetitions and empty ones, in order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _question(payload: Mapping[str, object]) -> Question:
    """A question from its element of the file."""
    matrix = payload.get("QuestionType") == "Matrix"
    single = payload.get("QuestionType") == "MC" and _text(payload.get("Selector")) in _SINGLE_CHOICE
    one_a_row = matrix and _text(payload.get("SubSelector")) in _ONE_ANSWER_A_ROW
    answers = _displayed(payload, "Answers" if matrix else "Choices") if single or one_a_row else {}
    recodes, naming = _mapping(payload.get("RecodeValues")), _mapping(payload.get("VariableNaming"))
    labels = _told_apart(
        (_text(recodes.get(answer)) or answer, distinct([*texts, plain_header(_text(naming.get(answer)))]))
        for answer, texts in answers.items()
    )
    tags = _mapping(payload.get("ChoiceDataExportTags"))
    languages = (payload, *_translations(payload))
    return Question(
        tag=_text(payload.get("DataExportTag")),
        texts=distinct(
            plain_header(_text(each.get(key)))
            for each in languages
            for key in ("QuestionText", "QuestionDescription")
            if each.get(key)
        ),
        rows={
            row: Meaning(texts=words, tag=_text(tags.get(row)) or None, labels=labels)
            for row, words in (_displayed(payload, "Choices") if not single else {}).items()
        },
        labels=labels if single else {},
    )


def _told_apart(answers: Iterable[tuple[str, tuple[str, ...]]]) -> Labels:
    """Number -> labels. A number of several answers gets their labels in one, which is that of none of them."""
    labels: dict[str, tuple[str, ...]] = {}
    for code, texts in answers:
        known = labels.get(code, texts)
        labels[code] = known if known == texts else (" / ".join((*known[:1], *texts[:1])),)
    return labels


def _tagged(questions: Iterable[Question]) -> dict[str, tuple[Meaning, ...]]:
    """Every header that exports without ids of questions may have -> what it may be."""
    tagged: dict[str, tuple[Meaning, ...]] = {}
    for question in questions:
        for row, meaning in question.rows.items():
            headers = {f"{question.tag}_{row}", f"{question.tag}_{meaning.tag}", meaning.tag or question.tag}
            for header in headers - {question.tag}:
                tagged[header] = (*tagged.get(header, ()), meaning)
        tagged[question.tag] = (*tagged.get(question.tag, ()), *question.meanings(None))
    return tagged


def _displayed(payload: Mapping[str, object], key: str) -> dict[str, tuple[str, ...]]:
    """The words of a question's choices or answers in every language: id -> texts, the survey's own language first."""
    words: dict[str, tuple[str, ...]] = {}
    for each in (payload, *_translations(payload)):
        for choice, shown in _mapping(each.get(key)).items():
            text = plain_header(_text(_mapping(shown).get("Display")))
            words[choice] = distinct((*words.get(choice, ()), text))
    return words


def _translations(payload: Mapping[str, object]) -> tuple[Mapping[str, object], ...]:
    return tuple(map(_mapping, _mapping(payload.get("Language")).values()))


def _says(exported: str, text: str) -> bool:
    """Whether an exported text, perhaps cut or with more around it, is or ends with this one, white space apart."""
    one, other = (re.sub(r"\s", "", each) for each in (exported, text))
    cut = one.endswith(_CUT) and other.startswith(one.removesuffix(_CUT))
    return one.endswith(other) or one.startswith(other) or cut


def _mapping(value: object) -> Mapping[str, object]:
    """A JSON object, or an empty one: Qualtrics writes ``[]`` and ``false`` for objects that are empty."""
    return value if isinstance(value, dict) else {}


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _text(value: object) -> str:
    """A JSON text or number as text: recode values are written as either."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
