"""``mentorscan score``: from survey exports to results and a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from mentorscan.cli.options import Force, Language, PlatformName, examples
from mentorscan.cli.project import ProjectFile, open_project
from mentorscan.cli.terminal import STANDARD_STREAM, row_counter, show
from mentorscan.errors import OptionError, Place, Problem

EXAMPLES = examples(
    "mentorscan score export.csv",
    "mentorscan score export.csv --report out/",
    "mentorscan score north.csv south.xlsx --output results.json",
    "mentorscan score exports/ --segment-from-name 'bu-{unit}.csv'",
    "mentorscan score export.csv --map map.yaml",
    "mentorscan score export.csv --segment Team --by Team --minimum-group 10",
    "mentorscan score export.csv --headcount people.csv --rake department",
    "mentorscan score export.csv --output results.json --comments comments.xlsx",
    "mentorscan score export.csv --blank NA --output - | jq .overall.index",
)


DOUBTFUL = ("same-answer", "sparse", "duplicates")
"""Rows that ``--leave-out`` names (``scoring.quality.LEAVE_OUT``, which is not imported for a help page)."""


def date_or_time(text: str) -> datetime:
    """The date or time that an option names, in the time of the export. One that is none ends the command."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date: write 2026-10-05, or 2026-10-05T14:30.") from None


def end_of(until: datetime) -> datetime:
    """The last moment that a date or a time means: a day without a time is meant whole.

    >>> end_of(datetime(2026, 10, 31)).isoformat()
    '2026-10-31T23:59:59.999999'
    """
    whole_day = until.time() == time.min
    return until + timedelta(days=1, microseconds=-1) if whole_day else until


def exports_in(paths: Iterable[Path], *, endings: Sequence[str]) -> list[Path]:
    """The exports that were named; in place of a folder those in it, by name."""

    def inside(folder: Path) -> list[Path]:
        found = sorted(each for each in folder.iterdir() if each.suffix.lower() in endings and each.is_file())
        if not found:
            expected = f"files that end in {', '.join(endings)}"
            raise OptionError(Problem("empty-folder", "the folder holds no export", Place(str(folder)), expected))
        return found

    return [each for path in paths for each in (inside(path) if path.is_dir() else [path])]


def score(
    exports: Annotated[list[Path], typer.Argument(metavar="EXPORT", hidden=True)],
    *,
    instrument: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Folder of the questionnaires. Default: the project's or the built-in one."),
    ] = None,
    project: ProjectFile = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the results as JSON; - prints them, and nothing else.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write report.html and report.md into this folder.")
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="SEGMENT", help="Show this segment, such as department. Default: all. Repeatable."),
    ] = None,
    segment: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN", help="Use a column as a segment that is not declared. Repeatable."),
    ] = None,
    form: Annotated[str, typer.Option(metavar="auto|NAME", help="Which form was asked.")] = "auto",
    minimum_group: Annotated[
        int | None, typer.Option(metavar="N", help="Show no figure on fewer people. Never below the instrument's rule.")
    ] = None,
    respondents: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv|.parquet", help="Write one row of scores for each respondent: not for sharing."),
    ] = None,
    keep_ids: Annotated[
        bool, typer.Option("--keep-ids", help="Keep the respondents' own ids in that file, instead of pseudonyms.")
    ] = False,
    comments: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Write the comments for review, before any of them is shown."),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Key of the pseudonyms, made if missing. Default: in your settings folder."),
    ] = None,
    tally: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the sums behind the results, without any rows.")
    ] = None,
    safe: Annotated[
        bool, typer.Option("--safe", help="Write that file with small groups folded together, so as to hand it on.")
    ] = False,
    after: Annotated[
        Path | None,
        typer.Option(
            metavar="EARLIER.json",
            help="Results of the same wave published before: they stand where new ones would tell on a few people.",
        ),
    ] = None,
    headcount: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="How many people there are: columns segment, group, people; both empty for the whole."
        ),
    ] = None,
    weight: Annotated[bool, typer.Option("--weight", help="Weight respondents by the export's column weight.")] = False,
    rake: Annotated[
        list[str] | None,
        typer.Option(metavar="SEGMENT", help="Weight respondents to the headcounts of this segment. Repeatable."),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="|".join(DOUBTFUL),
            help="Leave out rows that deserve a second look. Repeatable.",
            autocompletion=lambda: list(DOUBTFUL),
        ),
    ] = None,
    column_map: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="What the columns and cells of the exports mean.")
    ] = None,
    platform: PlatformName = None,
    complete_only: Annotated[
        bool, typer.Option("--complete-only", help="Leave out responses that were not completed.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", parser=date_or_time, help="Only responses submitted on or after DATE."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", parser=date_or_time, help="Only responses submitted on or before DATE."),
    ] = None,
    rolling: Annotated[
        bool, typer.Option("--rolling", help="Count a response that stands in several exports of a survey once.")
    ] = False,
    segment_from_name: Annotated[
        str | None,
        typer.Option(metavar="PATTERN", help="Find groups in the files' names, as 'bu-{unit}.csv' does."),
    ] = None,
    unknown_groups: Annotated[
        Literal["error", "keep"], typer.Option(help="What to do with groups that the segment does not declare.")
    ] = "error",
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out exports that cannot be read, and score the others.")
    ] = False,
    unknown: Annotated[
        Literal["error", "blank"], typer.Option(help="What to do with answers that are not on the scale.")
    ] = "error",
    blank: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A cell text that means no answer, such as NA. Repeatable.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of the export, such as cp1252. Default: UTF-8.")
    ] = None,
    language: Language = None,
    fail_under: Annotated[
        float | None,
        typer.Option(metavar="INDEX", min=0, max=100, help="End with exit code 1 if the overall index is lower."),
    ] = None,
    force: Force = False,
) -> None:
    """Score survey exports: from the answers to the profile, the results and a report.

    EXPORT is what a survey platform exports, as CSV, TSV, XLSX, ODS, JSON, SAV or Parquet, or a table with a row for
    each respondent and a column for each item; or a folder of such files, or - for stdin. Several are added up.
    """
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_note, say_notes, say_understood, say_unprotected, say_written, show_profile
    from mentorscan.errors import GateError, Note, NothingToShowError
    from mentorscan.report.model import Report
    from mentorscan.responses.model import SURVEYS, ReadOptions
    from mentorscan.responses.name_pattern import NamePattern
    from mentorscan.results_file import to_json

    if respondents is None and (keep_ids or key):
        named = "--keep-ids" if keep_ids else "--key"
        found, hint = f"{named} is given, but no file with ids is written", "add --respondents FILE, or leave it out"
        raise OptionError(Problem("ids-of-no-file", found, hint=hint))
    if keep_ids and key:
        found, hint = "--keep-ids and --key are both given", "the one keeps the ids, the other makes pseudonyms"
        raise OptionError(Problem("ids-and-key", found, expected="one of them", hint=hint))
    if safe and tally is None:
        found, hint = "--safe is given, but no tally is written", "add --tally FILE, or leave it out"
        raise OptionError(Problem("safe-without-tally", found, hint=hint))
    if respondents and not keep_ids:
        key = key or Path(typer.get_app_dir("mentorscan")) / "pseudonyms.key"
    used = open_project(project, instrument=instrument)
    language = language or (used.report.language if used else None)
    formats = used.report.formats if used else ()
    printed = output == STANDARD_STREAM
    outputs = pipeline.Outputs(
        results=None if printed else output,
        report=report,
        formats=formats or pipeline.Outputs.formats,
        tally=tally,
        respondents=respondents,
        key=key,
        safe=safe,
        comments=comments,
        language=language,
        recipe=used.report.recipe if used else None,
        force=force,
    )
    inside = exports_in(exports, endings=SURVEYS)
    options = pipeline.ScoreOptions(
        project=used,
        instrument=instrument,
        read=ReadOptions(
            form=form,
            encoding=encoding,
            blank=tuple(blank or ()),
            unknown=unknown,
            segments=tuple(segment or ()),
            weight=weight,
            platform=platform,
            complete_only=complete_only,
            since=since,
            until=end_of(until) if until else None,
            unknown_groups=unknown_groups,
            group_names=NamePattern(segment_from_name) if segment_from_name else None,
        ),
        by=tuple(by or ()),
        minimum_group=minimum_group,
        leave_out=tuple(dict.fromkeys(leave_out or ())),
        after=after,
        headcount=headcount,
        rake=tuple(dict.fromkeys(rake or ())),
        column_map=column_map,
        rolling=rolling,
        keep_going=keep_going,
        found=frozenset(inside).difference(exports),
    )
    aside: list[Note] = []
    reports: list[Report] = []
    with row_counter() as progress:
        results = pipeline.score_exports(
            inside,
            options=options,
            outputs=outputs,
            progress=progress,
            tell=aside.append,
            present=None if printed else reports.append,
        )
    if printed:
        show(to_json(results))
    for each in reports:
        show_profile(each)
    say_understood(results)
    say_notes(results)
    for note in aside:
        say_note(note)
    say_written(*outputs.paths)
    say_unprotected(outputs)
    if "*" in results.overall.hidden:
        files = {0: "", 1: " The file that was asked for says so."}
        also = files.get(len(outputs.paths), " The files that were asked for say so.")
        raise NothingToShowError(f"Nothing may be shown: too few people answered.{also}")
    index = results.overall.index
    if fail_under is not None and (index is None or round(index, 9) < fail_under):
        raise GateError(f"The overall index is below {fail_under:g}, which --fail-under asks for.")
