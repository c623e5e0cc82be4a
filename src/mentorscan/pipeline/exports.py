"""From export files to one tally."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import add
from pathlib import Path
from typing import TypeVar

from mentorscan.comments.collection import Comments
from mentorscan.errors import ExportError, OptionError, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.pipeline.options import ScoreOptions, base_options, check_by
from mentorscan.responses import read_export
from mentorscan.responses.model import Batch, Responses
from mentorscan.scoring.quality import SeenIds
from mentorscan.scoring.respondents import RespondentScores
from mentorscan.scoring.tally import Tally, tally_responses

Progress = Callable[[int], None]
Given = TypeVar("Given")
Made = TypeVar("Made")


def tally_exports(
    exports: Sequence[Path],
    *,
    instrument: Instrument,
    options: ScoreOptions,
    people: RespondentScores | None = None,
    comments: Comments | None = None,
    progress: Progress | None = None,
) -> Tally:
    """The tally of all exports together. Every one is opened and checked before the first is counted.

    Raises ``ExportError`` with what is wrong in any of them: the others are read all the same.
    """
    named = str(options.project.file) if options.project else options.read.project
    read = replace(options.read, project=named, comments=comments is not None)
    opened, problems = attempted(exports, lambda path: read_export(path, instrument=instrument, options=read))
    if not problems:
        check_by(options.by, opened)
    done, seen = 0, SeenIds()

    def watcher(responses: Responses) -> Callable[[Batch], None]:
        watching = [people.watch(responses, instrument=instrument)] if people else []
        watching += [comments.watch(responses)] if comments else []

        def watch(batch: Batch) -> None:
            nonlocal done
            done += batch.rows
            for collect in watching:
                collect(batch)
            if progress:
                progress(done)

        return watch

    def counted(responses: Responses) -> Tally:
        return tally_responses(
            responses,
            instrument=instrument,
            options=base_options(options),
            watch=watcher(responses),
            with_respondents=people is not None,
            weighted=options.read.weight,
            whole_cells=bool(options.rake),
            leave_out=options.leave_out,
            seen=seen,
        )

    tallies, more = attempted(opened, counted)
    if problems or more:
        raise ExportError(problems + more)
    check_repeats(tallies)
    tally = reduce(add, tallies)
    if "duplicates" in options.leave_out and "duplicates" not in tally.quality:
        hint = "rename the column that holds the ids to respondent, or leave --leave-out duplicates out"
        raise OptionError(Problem("no-ids", "--leave-out duplicates: the export has no column respondent", hint=hint))
    return tally


def attempted(sources: Sequence[Given], made: Callable[[Given], Made]) -> tuple[list[Made], list[Problem]]:
    """What is made of each source that allows it, and what is wrong with the other exports."""
    results: list[Made] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            results.append(made(source))
        except ExportError as error:
            problems += error.problems
    return results, problems


def check_repeats(tallies: Sequence[Tally]) -> None:
    """Raise ``ExportError`` where the same file was given twice: its people would count twice."""
    sources = sorted((source for tally in tallies for source in tally.sources), key=lambda each: each.sha256)
    problems = [
        Problem("same-file-twice", f"holds the same bytes as {first.name}", Place(second.name), "each file once")
        for first, second in pairwise(sources)
        if first.sha256 == second.sha256
    ]
    if problems:
        raise ExportError(problems)
