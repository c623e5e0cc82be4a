"""A project from its file, or everything that is wrong with it, in one run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mentorscan.errors import Place, Problem, ProjectError
from mentorscan.instrument.catalogue import BUILT_IN, instrument_folder
from mentorscan.instrument.document import Document, Part
from mentorscan.instrument.load import INSTRUMENT_FILE, PROJECT_FILE, check_instrument, shortened, written_form
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.strict_yaml import read_yaml
from mentorscan.project.checks import fit_problems, is_file, project_problems
from mentorscan.project.model import Project, ReportWishes
from mentorscan.project.written import ProjectFile


def load_project(path: Path, *, instrument: str | Path | None = None) -> Project:
    """The project of a file, or of the ``mentorscan.yaml`` in a folder; checked against the instrument that it names.

    ``instrument``: the one that is used in place of the file's own, by name or folder.

    Raises:
        ProjectError: with all problems of the file, ordered by line, and those of its instrument.
    """
    file = _found(path)
    document = read_yaml(file, root=file.resolve().parent)
    own = _named(document, folder=file.parent)
    opened, others = _opened(document, own=own, instead=instrument)
    written, problems = written_form(ProjectFile, document, languages=opened.languages if opened else None)
    problems += project_problems(document, folder=file.parent)
    problems += fit_problems(document, instrument=opened)
    if written is None or problems or others:
        raise ProjectError(in_order([*problems, *others], file=document.file))
    fields = written.model_dump(exclude={"schema_number", "instrument", "report"})
    recipe = written.report.recipe
    report = ReportWishes(
        language=written.report.language,
        formats=tuple(written.report.formats),
        recipe=file.parent / recipe if recipe else None,
    )
    return Project.model_validate(fields | {"file": file, "instrument": own, "report": report, "document": document})


def _found(path: Path) -> Path:
    """The project file at a path, or in the folder there. Raises ``ProjectError`` where there is none."""
    try:
        file = path / PROJECT_FILE if path.is_dir() else path
        found = None if file.exists() else "there is no such file"
    except OSError as error:
        file, found = path, f"the file cannot be read: {error.strerror}"
    if found:
        hint = "check the path; mentorscan init writes a project file"
        raise ProjectError(Problem("no-project", found, Place(str(file)), "a project file", hint))
    return file


def in_order(problems: Iterable[Problem], *, file: str) -> list[Problem]:
    """The problems of a project file by their places, without the bulk of very long values; then those of others."""

    def position(problem: Problem) -> tuple[bool, int, int]:
        place = problem.place or Place("")
        return (False, place.line or 0, place.column or 0) if place.file == file else (True, 0, 0)

    return sorted(map(shortened, problems), key=position)


def _named(document: Document, *, folder: Path) -> str | Path | None:
    """The instrument that the file names: the built-in one by its id, else a folder; ``None`` where it names none."""
    name = (Part(document, (), document.data)["instrument"].text or "").strip()
    return folder / name if name and name != BUILT_IN else name or None


def _opened(
    document: Document, *, own: str | Path | None, instead: str | Path | None
) -> tuple[Instrument | None, tuple[Problem, ...]]:
    """The instrument that is used, ``None`` where it cannot be opened, and what is wrong with it."""
    named = Part(document, (), document.data)["instrument"]
    if instead is None and isinstance(own, Path) and not is_file(own / INSTRUMENT_FILE):
        expected = f"{BUILT_IN}, or the folder of an instrument, relative to this file"
        hint = "check the path; mentorscan instrument new DIR writes a small instrument"
        return None, (Problem("no-instrument", f"{own} holds no instrument", named.place, expected, hint),)
    if instead is None and own is None and named.value is not None:
        return None, ()  # what stands there is no text, which is a problem of its own
    instrument, problems = check_instrument(instrument_folder(own if instead is None else instead))
    return instrument, () if instrument else problems
