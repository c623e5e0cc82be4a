"""From export files to one tally."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from operator import add
from pathlib import Path
from typing import Final, TypeVar

from mentorscan.comments.collection import Comments
from mentorscan.errors import ExportError, Note, OptionError, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.pipeline.options import ScoreOptions, base_options, check_by
from mentorscan.pipeline.rolling import leave_out_replaced, warn_of_repeats
from mentorscan.responses import read_export
from mentorscan.responses.export import Export
from mentorscan.responses.mapping.load import load_map
from mentorscan.responses.mapping.model import ColumnMap
from mentorscan.responses.model import Batch, Responses, SourceFile
from mentorscan.responses.recognition import DEFINITION
from mentorscan.responses.tables.container import STANDARD_INPUT
from mentorscan.scoring.quality import SeenIds
from mentorscan.scoring.respondents import RespondentScores
from mentorscan.scoring.tally import Tally, tally_responses

Progress = Callable[[int], None]
Given = TypeVar("Given")
Made = TypeVar("Made")

MAP: Final = ".map.yaml"
"""What a map beside an export is called behind the export's own name."""

_NO_ANSWERS: Final = {DEFINITION, "own-file"}
"""The codes of the problems that a file holds something else than answers."""

SET_ASIDE: Final = "set-aside"
"""The status of a file in a folder that holds questions, not answers."""


@dataclass(frozen=True, kw_only=True)
class Collectors:
    """What sees the rows beside the tally, where it is asked for; made anew where a run starts again."""

    people: Callable[[], RespondentScores] | None = None
    comments: Callable[[], Comments] | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The tally of all exports together, and what was collected on the way; ``told``: what is wrong with those left."""

    tally: Tally
    people: RespondentScores | None
    comments: Comments | None
    told: tuple[Problem, ...] = ()


def tally_exports(
    exports: Sequence[Path],
    *,
    instrument: Instrument,
    options: ScoreOptions,
    collectors: Collectors | None = None,
    progress: Progress | None = None,
) -> Counted:
    """The tally of all exports together. Every one is opened and checked before the first is counted.

    Definitions found in a folder are set aside. Raises ``ExportError`` with what is wrong in any of the others, which
    are read all the same; with ``keep_going`` only where nothing is left.
    """
    run = _Run(exports, instrument=instrument, options=options, progress=progress)
    return run.counted(collectors or Collectors())


class _Run:
    """One reading of exports; ``failed``: what is wrong with those that could not be read."""

    def __init__(
        self, exports: Sequence[Path], *, instrument: Instrument, options: ScoreOptions, progress: Progress | None
    ) -> None:
        self._exports, self._instrument, self._options, self._progress = exports, instrument, options, progress
        named = str(options.project.file) if options.project else options.read.project
        self._read = replace(
            options.read,
            project=named,
            column_map=load_map(options.column_map, instrument=instrument) if options.column_map else None,
        )
        self.failed: dict[Path, ExportError] = {}

    def counted(self, collectors: Collectors) -> Counted:
        """All that can be read, counted; from the start where a file turns out not to be readable on the way."""
        while True:
            people = collectors.people() if collectors.people else None
            comments = collectors.comments() if collectors.comments else None
            known = len(self.failed)
            tallies = self._tallies(people=people, comments=comments)
            if len(self.failed) == known or not tallies:
                break
        left = [each for path, error in self.failed.items() if not self._set_aside(path) for each in error.problems]
        if (left and not self._options.keep_going) or not tallies:
            raise ExportError(left or [each for error in self.failed.values() for each in error.problems])
        check_repeats(tallies)
        tally = reduce(add, tallies)
        check_ids(tally, options=self._options)
        sources, notes = self._not_read()
        tally = replace(tally, sources=tally.sources + sources, notes=tally.notes + notes)
        return Counted(tally=tally, people=people, comments=comments, told=tuple(left))

    def _tallies(self, *, people: RespondentScores | None, comments: Comments | None) -> list[Tally]:
        """The tallies of the exports that have not failed so far."""
        read = replace(self._read, comments=comments is not None)
        paths = [path for path in self._exports if path not in self.failed]
        opened = self._attempted(
            {path: path for path in paths},
            lambda path: read_export(
                path, instrument=self._instrument, options=replace(read, column_map=self._map_of(path))
            ),
        )
        if any(not self._set_aside(path) for path in self.failed) and not self._options.keep_going:
            # What is wrong is told of every file at once, but nothing comes of the run.
            self._attempted(opened, lambda export: sum(batch.rows for batch in export.batches()))
            return []
        check_by(self._options.by, list(opened.values()))
        look = leave_out_replaced if self._options.rolling else warn_of_repeats
        notes = look(list(opened.values()))
        done, seen = 0, SeenIds()

        def watcher(responses: Responses) -> Callable[[Batch], None]:
            watching = [people.watch(responses, instrument=self._instrument)] if people else []
            watching += [comments.watch(responses)] if comments else []

            def watch(batch: Batch) -> None:
                nonlocal done
                done += batch.rows
                for collect in watching:
                    collect(batch)
                if self._progress:
                    self._progress(done)

            return watch

        def tallied(responses: Export) -> Tally:
            return tally_responses(
                responses,
                instrument=self._instrument,
                options=base_options(self._options),
                watch=watcher(responses),
                with_respondents=people is not None,
                weighted=self._options.read.weight,
                whole_cells=bool(self._options.rake),
                leave_out=self._options.leave_out,
                seen=seen,
            )

        tallies = list(self._attempted(opened, tallied).values())
        return [replace(tallies[0], notes=(*tallies[0].notes, *notes)), *tallies[1:]] if tallies else []

    def _map_of(self, path: Path) -> ColumnMap | None:
        """The map that the user named, else the one that lies beside an export under its name."""
        if self._read.column_map:
            return self._read.column_map
        beside = [path.with_name(f"{path.name}{MAP}"), path.with_name(f"{path.stem}{MAP}")]
        found = next((each for each in beside if path.name != STANDARD_INPUT.name and each.is_file()), None)
        return load_map(found, instrument=self._instrument) if found else None

    def _attempted(self, sources: Mapping[Path, Given], made: Callable[[Given], Made]) -> dict[Path, Made]:
        """What is made of each source that allows it; what is wrong with the others is kept."""
        results: dict[Path, Made] = {}
        for path, source in sources.items():
            try:
                results[path] = made(source)
            except ExportError as error:
                self.failed[path] = error
        return results

    def _set_aside(self, path: Path) -> bool:
        """Whether a file that could not be read was found in a folder and holds no answers."""
        return path in self._options.found and {each.code for each in self.failed[path].problems} <= _NO_ANSWERS

    def _not_read(self) -> tuple[tuple[SourceFile, ...], tuple[Note, ...]]:
        """The files that are not in the tally, and a note of each. It names the kinds of problems, and no cell."""
        sources, notes = [], []
        for path, error in self.failed.items():
            codes = sorted({each.code for each in error.problems})
            aside = self._set_aside(path)
            status = SET_ASIDE if aside else codes[0]
            sources.append(SourceFile(name=path.name, sha256="", platform="", status=status))
            text = f"{path.name} holds no answers and was set aside." if aside else None
            text = text or f"{path.name} was not read ({', '.join(codes)}): its answers are in no figure."
            values = {"codes": codes}
            notes.append(Note("file-not-read", text, "info" if aside else "warning", place=path.name, values=values))
        return tuple(sources), tuple(notes)


def check_ids(tally: Tally, *, options: ScoreOptions) -> None:
    """Raise ``OptionError`` where duplicates are to be left out and no export tells who answered."""
    if "duplicates" in options.leave_out and "duplicates" not in tally.quality:
        hint = "rename the column that holds the ids to respondent, or leave --leave-out duplicates out"
        raise OptionError(Problem("no-ids", "--leave-out duplicates: the export has no column respondent", hint=hint))


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
