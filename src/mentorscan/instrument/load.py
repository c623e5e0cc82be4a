"""An instrument from its folder, or everything that is wrong with it, in one run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mentorscan.errors import InstrumentError, Place, Problem
from mentorscan.instrument.build import build_instrument
from mentorscan.instrument.checks import (
    column_problems,
    file_problems,
    form_problems,
    instrument_problems,
    known_names,
    questionnaire_problems,
    role_problems,
)
from mentorscan.instrument.document import BROKEN, Document
from mentorscan.instrument.explain import explained
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.strict_yaml import read_yaml
from mentorscan.instrument.waivers import waiver_problems
from mentorscan.instrument.written import NAME, InstrumentFile, QuestionnaireFile, Written

INSTRUMENT_FILE = "instrument.yaml"
PROJECT_FILE = "mentorscan.yaml"
"""May stand in the same folder; it is not a part of the instrument."""

_LONGEST = 200
"""Characters of a message; what a file holds at one place can be longer than anybody reads."""

_Form = TypeVar("_Form", bound=Written)


def load_instrument(folder: Path) -> Instrument:
    """The instrument in a folder: ``instrument.yaml`` and the questionnaires that it lists.

    Raises:
        InstrumentError: with all problems of all its files, ordered by file and line.
    """
    instrument, problems = check_instrument(folder)
    if instrument is None:
        raise InstrumentError(problems)
    return instrument


@dataclass(frozen=True, kw_only=True)
class CheckedFiles:
    """The files of an instrument: what they give, what is wrong with them, and the documents by themselves.

    ``instrument`` is ``None`` where there are errors. ``questionnaires``: by their ids, in the order of the report.
    """

    instrument: Instrument | None
    problems: tuple[Problem, ...]
    main: Document
    questionnaires: Mapping[str, Document]


def check_instrument(folder: Path) -> tuple[Instrument | None, tuple[Problem, ...]]:
    """The instrument in a folder, ``None`` where there are errors, and all its problems, warnings among them."""
    checked = check_files(folder)
    return checked.instrument, checked.problems


def check_files(folder: Path) -> CheckedFiles:
    """The files of the instrument in a folder, checked."""
    try:
        files = sorted(each.name for each in folder.iterdir() if each.suffix.lower() in {".yaml", ".yml"})
    except OSError as error:
        return _no_files(_no_folder(folder, error))
    if INSTRUMENT_FILE not in files:
        hint = "give the folder of an instrument; mentorscan instrument new DIR writes a small one"
        found = f"there is no {INSTRUMENT_FILE} in this folder"
        return _no_files(Problem("no-instrument", found, Place(str(folder)), INSTRUMENT_FILE, hint))
    files = [name for name in files if name not in {INSTRUMENT_FILE, PROJECT_FILE}]
    return _checked(folder, files)


def _no_files(problem: Problem) -> CheckedFiles:
    return CheckedFiles(instrument=None, problems=(problem,), main=Document(file=""), questionnaires={})


def _checked(folder: Path, files: Sequence[str]) -> CheckedFiles:
    """What ``check_files`` gives; ``files``: the names of the YAML files beside ``instrument.yaml``."""
    main = read_yaml(folder / INSTRUMENT_FILE, root=folder)
    known = known_names(main)
    # Where the list of questionnaires cannot be read, all files are checked that could be meant.
    names = known.questionnaires or tuple(file.removesuffix(".yaml") for file in files if file.endswith(".yaml"))
    documents = {
        name: read_yaml(folder / f"{name}.yaml", root=folder)
        for name in names
        if re.fullmatch(NAME, name) and f"{name}.yaml" in files
    }

    written, problems = written_form(InstrumentFile, main, languages=known.languages)
    problems += (*instrument_problems(main), *waiver_problems(main))
    if known.questionnaires:
        problems += file_problems(main, files=files)
        problems += form_problems(main, documents.values())
        problems += role_problems(main, documents.values())
    questionnaires = []
    for name, document in documents.items():
        questionnaire, found = written_form(QuestionnaireFile, document, languages=known.languages)
        questionnaires.append(questionnaire)
        problems += found
        problems += questionnaire_problems(document, known=known, name=name)
        problems += waiver_problems(document)
    problems += column_problems(main, documents.values())

    order = {document.file: position for position, document in enumerate((main, *documents.values()))}
    problems = sorted(map(shortened, problems), key=lambda problem: _position(problem, order))
    whole = [each for each in questionnaires if each is not None]
    instrument = None
    if written is not None and not any(problem.severity == "error" for problem in problems):
        instrument = build_instrument(written, questionnaires=whole)
    return CheckedFiles(instrument=instrument, problems=tuple(problems), main=main, questionnaires=documents)


def written_form(
    model: type[_Form], document: Document, *, languages: Sequence[str] | None
) -> tuple[_Form | None, list[Problem]]:
    """The written form of a document, ``None`` where it has faults, and what is wrong with it by itself."""
    problems = list(document.problems)
    if document.data is BROKEN:
        return None, problems
    try:
        return model.model_validate(document.data, context={"languages": languages}), problems
    except ValidationError as error:
        return None, [*problems, *explained(error, model=model, document=document)]


def _position(problem: Problem, order: dict[str, int]) -> tuple[int, int, int]:
    place = problem.place or Place("")
    return order.get(place.file, -1), place.line or 0, place.column or 0


def shortened(problem: Problem) -> Problem:
    """The problem without the bulk of a very long value."""
    found = problem.message
    return replace(problem, message=f"{found[:_LONGEST]}...") if len(found) > _LONGEST else problem


def _no_folder(folder: Path, error: OSError) -> Problem:
    if folder.is_file():
        hint = f"give {folder.parent}" if folder.name == INSTRUMENT_FILE else None
        return Problem("not-a-folder", "this is a file", Place(str(folder)), "the folder of an instrument", hint)
    found = "there is no such folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
    hint = "check the path; mentoring-culture names the built-in instrument"
    return Problem("no-folder", found, Place(str(folder)), "the folder of an instrument", hint)
