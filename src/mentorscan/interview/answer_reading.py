"""Reading answer files: strictly, with every problem of every file in one run, each at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from mentorscan.errors import AnswerError, Note, Place, Problem
from mentorscan.instrument.document import BROKEN, Document, Part, Spot, Trail
from mentorscan.instrument.explain import explained, nearest
from mentorscan.instrument.model import OPT_OUTS, Instrument, OptOutCode, Scale
from mentorscan.instrument.names import folded
from mentorscan.instrument.references import unknown
from mentorscan.instrument.strict_yaml import LARGEST_FILE, parse_yaml
from mentorscan.instrument.written import INSTRUMENT_ID, SHA256, VERSION, Written
from mentorscan.interview.answers import AnswerFile, Confidence, ReadAnswers, sha256_of
from mentorscan.interview.sheet_book import ENDINGS, LARGEST_SHEET
from mentorscan.interview.sheet_reading import ReadSheet, read_sheet
from mentorscan.project import Project
from mentorscan.responses.model import SURVEYS

_EXPECTED = "an answer file, as mentorscan assess writes it"
_USE_SCORE = "survey exports are scored with mentorscan score"


class WrittenAnswer(Written):
    """An answer with more than its value."""

    value: int | None = Field(None, description="A point of the scale.")
    opt_out: OptOutCode | None = Field(None, description="dont_know or not_applicable.")
    reason: str | None = Field(None, min_length=1, description="Why the item is not applicable, or why it was agreed.")
    note: str | None = Field(None, min_length=1, description="What the rater wants to remember.")
    evidence: str | None = Field(None, min_length=1, description="What the rater has seen.")
    confidence: Confidence | None = Field(None, description="How sure the rater is: low, medium or high.")


class WrittenAction(Written):
    """One line of a plan."""

    hallmark: str = Field(description="The hallmark that it is for.")
    item: str | None = Field(None, description="The item whose advice it follows.")
    action: str = Field(min_length=1, description="What is to be done.")
    owner: str | None = Field(None, min_length=1, description="Who answers for it.")
    due: str | None = Field(None, description="Until when, as in 2027-03-31.")
    sign: str | None = Field(None, min_length=1, description="How its success will show.")


class WrittenInstrument(Written):
    """Which instrument was answered."""

    id: str = Field(pattern=INSTRUMENT_ID, description="The id of the instrument.")
    version: str = Field(pattern=VERSION, description="The version of the instrument.")


class WrittenAgreeing(Written):
    """One of the files that a consensus was made of."""

    rater: str | None = Field(None, min_length=1, description="Whose answers they are; left out where it is blind.")
    sha256: str = Field(pattern=SHA256, description="The checksum of the file.")


class WrittenAnswers(Written):
    """An answer file."""

    schema_number: Literal[1] = Field(alias="schema", description="The version of this format.")
    instrument: WrittenInstrument
    organisation: str | None = Field(None, min_length=1, description="Whom the answers are about.")
    rater: str = Field(min_length=1, description="Who answered.")
    date: str | None = Field(None, description="When, as in 2026-11-23.")
    form: str | None = Field(None, description="The form that was asked.")
    language: str | None = Field(None, description="The language in which it was asked.")
    consensus: list[WrittenAgreeing] = Field([], description="The answer files that these are the agreed answers of.")
    answers: dict[str, WrittenAnswer] = Field(description="Answers by the ids of their items.")
    comments: dict[str, str] = Field({}, description="Comments by the ids of their questionnaires.")
    targets: dict[str, str] = Field({}, description="Levels to reach, by the ids of their hallmarks.")
    plan: list[WrittenAction] = Field([], description="What is to be done.")


def read_answer_files(paths: Sequence[Path], *, instrument: Instrument) -> tuple[ReadAnswers, ...]:
    """Several answer files of one organisation, each of another rater.

    Raises:
        AnswerError: with everything that is wrong with any of them, or between them.
    """
    read: list[ReadAnswers] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            content = _content(path)
            sheet = _sheet(content, path=path, instrument=instrument) if path.suffix.lower() in ENDINGS else None
            if sheet:
                file, found = sheet.file, list(sheet.problems)
            else:
                file, found = _answers(parse_yaml(content, file=str(path)), instrument=instrument)
        except AnswerError as error:
            file, sheet, found = None, None, list(error.problems)
        problems += sorted(found, key=lambda each: _position(each.place))
        if file is not None and not found:
            name = _name(path, among=paths)
            notes = (*_notes(file, instrument=instrument, name=name), *(sheet.notes(name) if sheet else ()))
            read.append(ReadAnswers(file=file, name=name, sha256=sha256_of(content), notes=notes))
    problems += problems_between(read)
    if problems:
        raise AnswerError(problems)
    return tuple(read)


def problems_between(files: Sequence[ReadAnswers]) -> Iterator[Problem]:
    """What is wrong between files: one given twice, a rater who answers twice, another organisation."""
    for position, each in enumerate(files):
        place = Place(each.name)
        same = next((other for other in files[:position] if other.sha256 == each.sha256), None)
        twice = next((other for other in files[:position] if folded(other.file.rater) == folded(each.file.rater)), None)
        named = next((other for other in files[:position] if other.file.organisation), None)
        if same is not None:
            yield Problem("same-file-twice", f"holds the same bytes as {same.name}", place, "each file once")
        elif twice is not None and bool(twice.file.consensus) == bool(each.file.consensus):
            hint = "leave out the older file, or give one of two people another name"
            found = f"{each.file.rater} is also the rater of {twice.name}"
            yield Problem(
                "same-rater-twice",
                found,
                place,
                "one file a rater",
                hint,
            )
        ours, theirs = each.file.organisation, named.file.organisation if named else None
        if named and ours and theirs and folded(ours) != folded(theirs):
            found = f"is about {ours}, {named.name} about {theirs}"
            hint = "leave the other organisation's file out, or write the name alike in both"
            yield Problem("other-organisation", found, place, "answers about one organisation", hint)


def check_organisation(files: Sequence[ReadAnswers], *, project: Project) -> None:
    """Raise ``AnswerError`` where answers are about another organisation than the project."""
    ours = project.organisation
    problems = [
        Problem(
            "other-organisation",
            f"is about {theirs}, {project.file.name} about {ours}",
            Place(each.name),
            f"answers about {ours}",
            "--project none leaves the project file aside",
        )
        for each in files
        if ours and (theirs := each.file.organisation) and folded(theirs) != folded(ours)
    ]
    if problems:
        raise AnswerError(problems)


def _name(path: Path, *, among: Sequence[Path]) -> str:
    """The file's name, with its folder's where another file has the same: raters may each have their own folder."""
    alike = [each for each in among if each.name == path.name]
    return path.name if len(alike) == 1 else f"{path.absolute().parent.name}/{path.name}"


def _content(path: Path) -> bytes:
    place = Place(str(path))
    if path.is_dir():
        found, hint = "there is no answer file in this folder itself", "name the files, or the folders that hold them"
        raise AnswerError(Problem("no-answer-files", found, place, "a folder with answer files (.yaml, .xlsx)", hint))
    may_be_sheet = path.suffix.lower() in ENDINGS
    if path.suffix.lower() in {*SURVEYS, ".sav"} and not may_be_sheet:
        raise _export(path)
    largest = LARGEST_SHEET if may_be_sheet else LARGEST_FILE
    try:
        if path.is_file() and path.stat().st_size > largest:
            raise AnswerError(Problem("file-too-large", "the file is too large", place, f"{largest:,} bytes"))
        return path.read_bytes()
    except OSError as error:
        found = f"cannot be read: {error.strerror or error}"
        raise AnswerError(Problem("cannot-read", found, place, hint="check its name")) from error


def _sheet(content: bytes, *, path: Path, instrument: Instrument) -> ReadSheet:
    """An entry sheet. Raises ``AnswerError`` where the workbook is none."""
    sheet = read_sheet(content, file=str(path), instrument=instrument)
    if sheet is None:
        raise _export(path)
    return sheet


def _export(path: Path) -> AnswerError:
    """That a file is a survey export, by its name."""
    return AnswerError(
        Problem("not-answers", "this looks like a survey export", Place(str(path)), _EXPECTED, _USE_SCORE)
    )


def _answers(document: Document, *, instrument: Instrument) -> tuple[AnswerFile | None, list[Problem]]:
    """The answers in a document, ``None`` where they cannot be made, and everything that is wrong."""
    if stranger := _stranger(document):
        return None, [stranger]
    root = Part(document, (), document.data)
    problems = [*document.problems, *_problems(root, instrument=instrument)]
    spelled = _spelled_out(document)
    try:
        written = WrittenAnswers.model_validate(spelled.data)
    except ValidationError as error:
        return None, problems + list(explained(error, model=WrittenAnswers, document=spelled))
    return AnswerFile.model_validate(written.model_dump(exclude={"schema_number"})), problems


def _stranger(document: Document) -> Problem | None:
    """Why this is no answer file at all, if it is none."""
    data, place = document.data, Place(document.file)
    if isinstance(data, dict) and "answers" in data:
        return None
    schema = data.get("schema") if isinstance(data, dict) else None
    if isinstance(schema, str) and schema.startswith("mentorscan/results"):
        hint = "mentorscan report writes the report of a results file"
        return Problem("not-answers", "this is a results file", place, _EXPECTED, hint)
    if _is_journal(document):
        hint = f"mentorscan assess --resume {document.file} goes on with it"
        return Problem("not-answers", "this is the journal of an assessment", place, _EXPECTED, hint)
    if isinstance(data, dict) or (data is BROKEN and document.problems):
        return None
    return Problem("not-answers", "this holds no answers", place, _EXPECTED, _USE_SCORE)


def _is_journal(document: Document) -> bool:
    try:
        with Path(document.file).open("rb") as stream:
            return b'"mentorscan/journal/' in stream.readline(4096)
    except OSError:
        return False


def _spelled_out(document: Document) -> Document:
    """The same document with every bare value of an answer under the key ``value``."""
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        return document
    bare = {item: value for item, value in data["answers"].items() if not isinstance(value, dict)}
    # A bare opt-out has a problem of its own.
    spelled = {item: {"value": BROKEN if value in OPT_OUTS else value} for item, value in bare.items()}
    spots: dict[Trail, Spot] = {("answers", item, "value"): document.spots[("answers", item)] for item in bare}
    return replace(document, data=data | {"answers": data["answers"] | spelled}, spots={**document.spots, **spots})


def _problems(root: Part, *, instrument: Instrument) -> Iterator[Problem]:
    """What is wrong between the answers and the instrument."""
    name = root["instrument"]["id"]
    if name.text and name.text != instrument.id:
        hint = "name the folder of its instrument with --instrument"
        yield Problem("other-instrument", f"answers to {name.text}", name.place, f"answers to {instrument.id}", hint)
        return
    yield from unknown([root["form"]], known=[each.id for each in instrument.forms], kind="form")
    yield from _date_problems(root["date"])
    yield from _key_problems(root["answers"], known=instrument.items, kind="item")
    yield from _key_problems(root["comments"], known=[each.id for each in instrument.questionnaires], kind="hallmark")
    yield from _plan_problems(root, instrument=instrument)
    agreed = bool(root["consensus"].value)
    for answer in root["answers"].members():
        questionnaire = instrument.questionnaire_of.get(str(answer.trail[-1]))
        if questionnaire is not None:
            yield from _answer_problems(answer, scale=instrument.scale_of(questionnaire), agreed=agreed)


def _date_problems(day: Part) -> Iterator[Problem]:
    if day.text and not is_date(day.text):
        yield Problem("invalid-date", f"{day.text} is no date", day.place, 'a date such as "2026-11-23"')


def _plan_problems(root: Part, *, instrument: Instrument) -> Iterator[Problem]:
    """What is wrong between the targets, the plan and the instrument."""
    hallmarks = [each.id for each in instrument.hallmarks]
    yield from _key_problems(root["targets"], known=hallmarks, kind="hallmark")
    yield from unknown(root["targets"].members(), known=[each.id for each in instrument.levels], kind="level")
    for action in root["plan"].entries():
        yield from unknown([action["hallmark"]], known=hallmarks, kind="hallmark")
        yield from unknown([action["item"]], known=list(instrument.items), kind="item")
        yield from _date_problems(action["due"])


def _key_problems(part: Part, *, known: Collection[str], kind: str) -> Iterator[Problem]:
    for each in part.members():
        key = str(each.trail[-1])
        if key not in known:
            place, hint = each.document.key_place(each.trail), nearest(key, known) or "take it out"
            yield Problem(f"unknown-{kind}", f"unknown {kind} {key}", place, f"an id of the instrument's {kind}s", hint)


def _answer_problems(answer: Part, *, scale: Scale, agreed: bool) -> Iterator[Problem]:
    """What is wrong with one answer to an item on this scale; ``agreed``: in a consensus."""
    mapped = isinstance(answer.value, dict)
    value = answer["value"] if mapped else answer
    values = [point.value for point in scale.points]
    if value.whole is not None and value.whole not in values:
        expected = f"one of {', '.join(map(str, values))}"
        yield Problem("off-the-scale", f"{value.whole} is not on the scale", value.place, expected)
    if not mapped:
        if answer.text in OPT_OUTS:
            hint = f"write {{opt_out: {answer.text}{', reason: ...' if answer.text == 'not_applicable' else ''}}}"
            found = f"{answer.text} stands in place of a value"
            yield Problem("bare-opt-out", found, answer.place, "the key opt_out", hint)
        elif agreed and value.whole is not None:
            yield from _agreed_problems(answer)
        return
    if "value" in answer and "opt_out" in answer:
        found = "a value and an opt-out stand together"
        yield Problem("two-answers", found, answer.place, "one of the two", "take one out")
    if "confidence" in answer and "value" not in answer:
        found = "a confidence stands without a value"
        yield Problem("confidence-alone", found, answer["confidence"].place, "the key value", "take it out")
    if answer["opt_out"].text == "not_applicable" and not answer["reason"].text:
        found = "not_applicable stands without its reason"
        yield Problem("missing-reason", found, answer.place, "the key reason", "add why it does not apply here")
    elif agreed:
        yield from _agreed_problems(answer)
    if "reason" in answer and "opt_out" not in answer and not agreed:
        found = "a reason stands without an opt-out"
        yield Problem("reason-alone", found, answer["reason"].place, "the key opt_out", "call it note or evidence")
    if not answer.value:
        yield Problem("empty-answer", "the answer is empty", answer.place, "a value, an opt_out, a note or evidence")


def _agreed_problems(answer: Part) -> Iterator[Problem]:
    """What is wrong with an answer that raters have agreed on."""
    if isinstance(answer.value, dict) and "value" not in answer and "opt_out" not in answer:
        found = "nothing was agreed here"
        yield Problem("nothing-agreed", found, answer.place, "a value or an opt_out", "leave the item out")
    elif not answer["reason"].text:
        found = "an agreed answer stands without its reason"
        yield Problem("missing-reason", found, answer.place, "the key reason", "add why it was agreed")


def _notes(file: AnswerFile, *, instrument: Instrument, name: str) -> Iterator[Note]:
    if file.instrument.version != instrument.version:
        values = {"version": file.instrument.version, "in_force": instrument.version}
        text = (
            f"The answers were given to version {file.instrument.version} of the instrument; "
            f"version {instrument.version} scores them."
        )
        yield Note("other-version", text, "warning", name, values)


def is_date(text: str) -> bool:
    """Whether this is a day as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _position(place: Place | None) -> tuple[int, int]:
    return (place.line or 0, place.column or 0) if place else (0, 0)
