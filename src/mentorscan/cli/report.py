"""``mentorscan report``: from a results file to reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorscan.cli.options import Force, Formats, Language, examples, report_path
from mentorscan.cli.project import open_project
from mentorscan.cli.terminal import STANDARD_STREAM, show

EXAMPLES = examples(
    "mentorscan report results.json",
    "mentorscan report results.json --language it --output relazione.html",
    "mentorscan report results.json --format html --format md --output out/",
    "mentorscan report results.json --format md --output -",
    "mentorscan report results.json --comments comments.xlsx",
)


def report(
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="A results file that score wrote.")],
    *,
    formats: Formats = None,
    output: Annotated[
        str,
        typer.Option(metavar="PATH", help="File or folder for the report; several formats go into a folder. - prints."),
    ] = ".",
    language: Language = None,
    comments: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Print the comments that were released in this file of score."),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|none",
            help="Project file whose works agreement holds for comments. Default: mentorscan.yaml in this folder.",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Write the report of a results file."""
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_released, say_written
    from mentorscan.files import check_outputs
    from mentorscan.results_file import read_results

    chosen = formats or ["html"]
    printed = Path(output) == STANDARD_STREAM
    if printed and len(chosen) > 1:
        raise typer.BadParameter("only one format can be printed.", param_hint="'--output'")
    used = open_project(project) if comments or project else None
    target = None if printed else report_path(output, formats=chosen)
    if target:
        files = [target] if len(chosen) == 1 else [target / f"report.{each}" for each in chosen]
        check_outputs(files, force=force, inputs=[each for each in (results, comments) if each])
    read = read_results(results)
    review = pipeline.released_comments(comments, results=read, project=used) if comments else None
    released = review.released if review else None
    if target is None:
        show(pipeline.render(read, chosen[0], language=language, comments=released))
    else:
        say_written(
            *pipeline.report(read, formats=chosen, output=target, language=language, force=force, comments=released)
        )
    if review:
        say_released(review)
