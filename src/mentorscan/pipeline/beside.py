"""The results of a survey that an assessment is to stand beside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mentorscan.errors import OptionError, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.interview.beside import beside, notes_beside
from mentorscan.results import Results
from mentorscan.results_file import read_with_checksum


@dataclass(frozen=True, kw_only=True)
class SurveyAtHand:
    """The published results of a survey of the same instrument, and the file that they were read from."""

    results: Results
    path: Path
    sha256: str


def read_survey(path: Path, *, instrument: Instrument) -> SurveyAtHand:
    """The survey that ``--survey`` names.

    Raises ``UserError`` where it cannot be read, or nothing can stand beside it: it is an assessment itself, of another
    instrument, or shows nothing.
    """
    survey, sha256 = read_with_checksum(path)
    place, hint = Place(path.name), "--survey takes what mentorscan score --output has written of the same instrument"
    problems = []
    if survey.source.kind != "survey":
        found = "it holds the results of an assessment, not of a survey"
        problems.append(Problem("not-a-survey", found, place, "results of a survey", hint))
    if survey.instrument.id != instrument.id:
        found = f"it was made with the instrument {survey.instrument.id}"
        problems.append(Problem("other-instrument", found, place, f"the instrument {instrument.id}", hint))
    if problems:
        raise OptionError(problems)
    if all(each.index is None for each in survey.hallmarks):
        found = "it shows no hallmark: too few people answered, or nothing could be scored"
        raise OptionError(Problem("survey-shows-nothing", found, place, hint="leave --survey out"))
    return SurveyAtHand(results=survey, path=path, sha256=sha256)


def with_survey(rated: Results, survey: SurveyAtHand) -> Results:
    """The results of an assessment with the survey beside them, and what is to be known of it."""
    found = beside(rated, survey.results, sha256=survey.sha256)
    notes = tuple(notes_beside(rated, found, place=survey.path.name))
    return rated.model_copy(update={"survey": found, "notes": (*rated.notes, *notes)})
