"""The use cases: what the commands do, without printing and without exiting.

One way through: instrument -> responses -> tally -> gate -> results -> report. Outputs are checked before any work
and written at the end, whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from itertools import pairwise
from operator import add
from pathlib import Path
from typing import Any

from mentorscan import __version__
from mentorscan.demo import ORGANISATION, write_export
from mentorscan.disclosure.publish import publish, publish_notes, publish_rows
from mentorscan.errors import ExportError, OptionError, Place, Problem
from mentorscan.files import check_folder, check_outputs, write_whole
from mentorscan.instrument.catalogue import fingerprint, item_fingerprint, open_instrument
from mentorscan.instrument.model import Instrument, Rules
from mentorscan.registry import REPORT_FORMATS, load
from mentorscan.report.build import build_report
from mentorscan.responses import read_export, read_frame
from mentorscan.responses.model import Batch, ReadOptions, Responses
from mentorscan.results import InstrumentInfo, ItemPrint, Results, Source, Tool, to_json
from mentorscan.scoring.respondents import RespondentScores
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import Tally, tally_responses
from mentorscan.scoring.tally_file import dump

Progress = Callable[[int], None]

PRIVATE = 0o600
"""The mode of files with people's scores or sums in them."""


@dataclass(frozen=True, kw_only=True)
class ScoreOptions:
    """What is scored, and how. ``by``: the segments to show, all where empty."""

    instrument: str | Path | None = None
    read: ReadOptions = field(default_factory=ReadOptions)
    by: tuple[str, ...] = ()
    minimum_group: int | None = None
    organisation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outputs:
    """What is written, apart from what is returned. ``report``: a folder, for ``formats``."""

    results: Path | None = None
    report: Path | None = None
    formats: tuple[str, ...] = ("html", "md")
    tally: Path | None = None
    respondents: Path | None = None
    keep_ids: bool = False
    language: str | None = None
    force: bool = False

    @property
    def reports(self) -> dict[str, Path]:
        """The report's files by format."""
        return {each: self.report / f"report.{each}" for each in self.formats} if self.report else {}

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that is to be written."""
        return tuple(filter(None, (self.results, *self.reports.values(), self.tally, self.respondents)))


def score_exports(
    exports: Sequence[Path], *, options: ScoreOptions, outputs: Outputs, progress: Progress | None = None
) -> Results:
    """The results of one or more survey exports, added up into one; writes what ``outputs`` names.

    ``progress`` is told how many rows are done. Raises ``UserError`` where anything is wrong with the input; then
    nothing is written.
    """
    check_outputs(outputs.paths, force=outputs.force, inputs=exports)
    instrument = open_instrument(options.instrument)
    rules = rules_in_force(instrument, minimum_group=options.minimum_group)
    check_language(instrument, outputs.language)
    check_respondents(outputs.respondents)
    people = RespondentScores(keep_ids=outputs.keep_ids) if outputs.respondents else None
    tally = tally_exports(exports, instrument=instrument, options=options, people=people, progress=progress)
    results = make_results(tally, rules=rules, options=options)
    contents: list[tuple[Path, str | bytes, int | None]] = [
        (path, render(results, each, language=outputs.language), None) for each, path in outputs.reports.items()
    ]
    if outputs.tally:
        contents.append((outputs.tally, dump(tally, compress=outputs.tally.suffix == ".gz"), PRIVATE))
    if outputs.respondents and people:
        parquet = outputs.respondents.suffix.lower() == ".parquet"
        contents.append((outputs.respondents, people.to_bytes(parquet=parquet), PRIVATE))
    if outputs.results:
        contents.append((outputs.results, to_json(results), None))
    for path, content, mode in contents:
        write_whole(path, content, force=outputs.force, mode=mode)
    return results


def score(
    frame: Any,
    instrument: Instrument,
    *,
    by: Sequence[str] = (),
    read: ReadOptions | None = None,
    minimum_group: int | None = None,
) -> Results:
    """The results of a dataframe that is already here: any that Narwhals takes (Polars, pandas, PyArrow, DuckDB, ...).

    Columns and cells as in a survey export; ``by``: the segments to show, all where empty.
    """
    read = read or ReadOptions()
    rules = rules_in_force(instrument, minimum_group=minimum_group)
    responses = read_frame(frame, instrument=instrument, options=read)
    options = ScoreOptions(read=read, by=tuple(by), minimum_group=minimum_group)
    check_by(options.by, [responses])
    tally = tally_responses(responses, instrument=instrument, options=base_options(read))
    return make_results(tally, rules=rules, options=options)


def report(
    results: Results, *, formats: Sequence[str], output: Path, language: str | None, force: bool
) -> tuple[Path, ...]:
    """Write the report: one format into the file ``output``, several (or one, where it is a folder) into a folder."""
    folder = len(formats) > 1 or output.is_dir()
    paths = {each: output / f"report.{each}" if folder else output for each in formats}
    check_outputs(paths.values(), force=force)
    contents = {path: render(results, each, language=language) for each, path in paths.items()}
    for path, content in contents.items():
        write_whole(path, content, force=force)
    return tuple(paths.values())


def demo(
    folder: Path, *, language: str | None, formats: Sequence[str], force: bool
) -> tuple[Results, tuple[Path, ...]]:
    """A sample export in ``folder``, scored and reported there; the results and every file written."""
    instrument = open_instrument(None)
    check_language(instrument, language)
    chosen = language or instrument.language
    outputs = Outputs(
        results=folder / "results.json", report=folder, formats=tuple(formats), language=chosen, force=force
    )
    export = folder / "export.csv"
    check_folder(folder)
    check_outputs((export, *outputs.paths), force=force)
    write_export(export, instrument=instrument, language=chosen, force=force)
    organisation = ORGANISATION.get(chosen, ORGANISATION["en"])
    results = score_exports([export], options=ScoreOptions(organisation=organisation), outputs=outputs)
    return results, (export, *outputs.paths)


def rules_in_force(instrument: Instrument, *, minimum_group: int | None) -> Rules:
    """The instrument's rules with a raised minimum. Raises ``OptionError`` where it would be lower."""
    rules = instrument.rules
    if minimum_group is None:
        return rules
    if minimum_group < rules.minimum_group:
        raise OptionError(
            Problem(
                "minimum-group-lowered",
                f"--minimum-group {minimum_group} is below the rule in force",
                expected=f"{rules.minimum_group} or more",
                hint="the minimum protects respondents; it can be raised, and lowered only in the instrument itself",
            )
        )
    return rules.model_copy(
        update={
            "minimum_group": minimum_group,
            "minimum_distribution": max(rules.minimum_distribution, minimum_group),
            "minimum_comments": max(rules.minimum_comments, minimum_group),
        }
    )


def check_language(instrument: Instrument, language: str | None) -> None:
    """Raise ``OptionError`` where the report cannot be written in this language, before any work."""
    if language is not None and language not in instrument.languages:
        raise OptionError(
            Problem(
                "unknown-language",
                f"the instrument {instrument.id} has no texts in {language!r}",
                expected=f"one of {', '.join(instrument.languages)}",
            )
        )


def check_respondents(path: Path | None) -> None:
    """Raise ``OptionError`` where the respondents' file has no known format, before any work."""
    if path is not None and path.suffix.lower() not in (".csv", ".parquet"):
        raise OptionError(
            Problem("respondents-format", f"{path.name} names no known format", expected="a name in .csv or .parquet")
        )


def check_by(by: Sequence[str], responses: Sequence[Responses]) -> None:
    """Raise ``OptionError`` where a segment is to be shown that no export has."""
    known = list(dict.fromkeys(segment for each in responses for segment in each.segments))
    problems = [
        Problem(
            "unknown-segment",
            f"--by {segment}: no such segment in the data",
            expected=f"one of {', '.join(known)}" if known else "a segment; this export has none",
            hint=f"if it is a column of the export, add --segment {segment}",
        )
        for segment in by
        if segment not in known
    ]
    if problems:
        raise OptionError(problems)


def base_options(read: ReadOptions) -> dict[str, Any]:
    """The options that shape what the figures rest on: tallies made under different ones do not add up."""
    return {"unknown": read.unknown, "blank": list(read.blank)}


def tally_exports(
    exports: Sequence[Path],
    *,
    instrument: Instrument,
    options: ScoreOptions,
    people: RespondentScores | None = None,
    progress: Progress | None = None,
) -> Tally:
    """The tally of all exports together. Every one is opened and checked before the first is counted."""
    opened = [read_export(path, instrument=instrument, options=options.read) for path in exports]
    check_by(options.by, opened)
    done = 0

    def watcher(responses: Responses) -> Callable[[Batch], None]:
        collect = people.watch(responses, instrument=instrument) if people else None

        def watch(batch: Batch) -> None:
            nonlocal done
            done += batch.rows
            if collect:
                collect(batch)
            if progress:
                progress(done)

        return watch

    tallies = [
        tally_responses(
            responses,
            instrument=instrument,
            options=base_options(options.read),
            watch=watcher(responses),
            with_respondents=people is not None,
        )
        for responses in opened
    ]
    check_repeats(tallies)
    return reduce(add, tallies)


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


def make_results(tally: Tally, *, rules: Rules, options: ScoreOptions) -> Results:
    """The results of a tally: what the gate lets through, with where it came from."""
    instrument = tally.instrument
    figures = publish(Scores(tally), rules=rules, by=options.by or None)
    sources, respondents = publish_rows(Scores(tally), rules=rules)
    return Results(
        tool=Tool(version=__version__),
        created=created(),
        organisation=options.organisation,
        options={
            "by": list(options.by) or list(tally.segments),
            "form": options.read.form,
            "minimum_group": options.minimum_group,
            "segments": list(options.read.segments),
            **tally.options,
        },
        instrument=InstrumentInfo(
            id=instrument.id,
            version=instrument.version,
            fingerprint=fingerprint(instrument),
            title=instrument.title,
            introduction=instrument.introduction,
            languages=instrument.languages,
            form=tally.layout.form,
            scales=instrument.scales,
            levels=instrument.levels,
            items=tuple(
                ItemPrint(id=item, fingerprint=item_fingerprint(instrument, item)) for item in tally.layout.items
            ),
        ),
        rules=rules,
        source=Source(kind="survey", files=sources, respondents=respondents),
        notes=publish_notes((*tally.notes, *figures.notes), rules=rules),
        overall=figures.overall,
        hallmarks=figures.hallmarks,
        practices=figures.practices,
        outcomes=figures.outcomes,
        reinforcement=figures.reinforcement,
        priorities=figures.priorities,
        segments=figures.segments,
    )


def created() -> str:
    """Now in UTC to the second, or ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def render(results: Results, format_: str, *, language: str | None) -> str:
    """The report in one format."""
    text: str = load(REPORT_FORMATS, format_)(build_report(results, language=language))
    return text
