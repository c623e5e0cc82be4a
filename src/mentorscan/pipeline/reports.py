"""From results to reports: on the whole, or one for each group of a segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mentorscan.errors import Note
from mentorscan.files import check_outputs, write_whole
from mentorscan.pipeline.reported import Reported, ReportOptions, group_reports, recipe_in_use
from mentorscan.report.recipe_file import Subjects
from mentorscan.results import Results


def report(
    results: Results,
    *,
    formats: Sequence[str],
    output: Path,
    options: ReportOptions,
    force: bool,
    comments: Mapping[str, Sequence[str]] | None = None,
    tell: Callable[[Note], None] | None = None,
) -> tuple[Path, ...]:
    """Write the report: one format into the file ``output``, several (or one, where it is a folder) into a folder.

    ``comments``: by hallmark those that were released (``released_comments``). ``tell`` is told what is worth knowing.
    """
    folder = len(formats) > 1 or output.is_dir()
    paths = {each: output / f"report.{each}" if folder else output for each in formats}
    check_outputs(paths.values(), force=force)
    reported = reported_on(results, options=options, comments=comments)
    contents = {path: reported.content(each) for each, path in paths.items()}
    for path, content in contents.items():
        write_whole(path, content, force=force)
    if tell:
        for note in reported.notes:
            tell(note)
    return tuple(paths.values())


def report_per(
    results: Results, *, per: str, formats: Sequence[str], folder: Path, options: ReportOptions, force: bool
) -> tuple[Path, ...]:
    """Write a report for each group of a segment that is shown, and an index page, into a folder.

    All of them are made before the first is written. Raises ``OptionError`` where there is no such segment.
    """
    reports = group_reports(results, per=per, formats=formats, options=options)
    paths = tuple(folder / each for each in reports.names)
    check_outputs(paths, force=force)
    for name, content in list(reports.contents()):
        write_whole(folder / name, content, force=force)
    return paths


def render(
    results: Results,
    format_: str,
    *,
    options: ReportOptions,
    comments: Mapping[str, Sequence[str]] | None = None,
    tell: Callable[[Note], None] | None = None,
) -> str | bytes:
    """The report in one format. ``comments``: by hallmark those that were released."""
    reported = reported_on(results, options=options, comments=comments)
    if tell:
        for note in reported.notes:
            tell(note)
    return reported.content(format_)


def reported_on(
    results: Results, *, options: ReportOptions, comments: Mapping[str, Sequence[str]] | None = None
) -> Reported:
    """Results with the report on them, as the recipe wants it, which is checked first."""
    recipe = recipe_in_use(options, subjects=Subjects.of_results(results))
    return Reported(results, options, comments, recipe)
