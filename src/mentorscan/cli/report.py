"""``mentorscan report``: from a results file to reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mentorscan.cli.options import Force, Formats, Language, Recipe, TemplateFolder, examples, report_path
from mentorscan.cli.project import open_project
from mentorscan.cli.terminal import STANDARD_STREAM, show
from mentorscan.registry import BINARY_FORMATS

EXAMPLES = examples(
    "mentorscan report results.json",
    "mentorscan report results.json --language it --output relazione.html",
    "mentorscan report results.json --format html --format md --output out/",
    "mentorscan report results.json --format md --output -",
    "mentorscan report results.json --comments comments.xlsx",
    "mentorscan report results.json --recipe recipe.yaml --format docx --output Report.docx",
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
    recipe: Recipe = None,
    templates: TemplateFolder = None,
    comments: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Print the comments that were released in this file of score."),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|none",
            help="Project file: language, formats, recipe, works agreement. Default: mentorscan.yaml here; none.",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Write the report of a results file."""
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_note, say_released, say_written
    from mentorscan.files import check_outputs
    from mentorscan.results_file import read_results

    used = open_project(project)
    wishes = used.report if used else None
    chosen = formats or list(wishes.writable if wishes else ()) or ["html"]
    printed = Path(output) == STANDARD_STREAM
    if printed and len(chosen) > 1:
        raise typer.BadParameter("only one format can be printed.", param_hint="'--output'")
    if printed and chosen[0] in BINARY_FORMATS and sys.stdout.isatty():
        raise typer.BadParameter(f"{chosen[0]} cannot be shown on a terminal; name a file.", param_hint="'--output'")
    recipe = recipe or (wishes.recipe if wishes else None)
    language = language or (wishes.language if wishes else None)
    options = pipeline.ReportOptions(language=language, recipe=recipe, templates=templates)
    target = None if printed else report_path(output, formats=chosen)
    if target:
        files = [target] if len(chosen) == 1 else [target / f"report.{each}" for each in chosen]
        check_outputs(files, force=force, inputs=[each for each in (results, comments, recipe) if each])
    read = read_results(results)
    review = pipeline.released_comments(comments, results=read, project=used) if comments else None
    released = review.released if review else None
    if target is None:
        show(pipeline.render(read, chosen[0], options=options, comments=released, tell=say_note))
    else:
        say_written(
            *pipeline.report(
                read, formats=chosen, output=target, options=options, force=force, comments=released, tell=say_note
            )
        )
    if review:
        say_released(review)
