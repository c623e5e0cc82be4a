"""``mentorscan report``: from a results file to reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorscan.cli.options import ENDINGS, Force, Formats, Language, Recipe, TemplateFolder, examples, report_path
from mentorscan.cli.project import open_project
from mentorscan.cli.terminal import STANDARD_STREAM, show, visible
from mentorscan.errors import OptionError, Problem
from mentorscan.registry import BINARY_FORMATS

if TYPE_CHECKING:
    from mentorscan.report.renderers.office import Fit

EXAMPLES = examples(
    "mentorscan report results.json",
    "mentorscan report results.json --language it --output relazione.html",
    "mentorscan report results.json --format html --format md --output out/",
    "mentorscan report results.json --format md --output -",
    "mentorscan report results.json --comments comments.xlsx",
    "mentorscan report results.json --per department --format pdf --output departments/",
    "mentorscan report --check-template letterhead.dotx",
    "mentorscan report results.json --recipe recipe.yaml --format docx --output Report.docx",
)


def report(
    results: Annotated[
        Path | None, typer.Argument(metavar="RESULTS", help="A results file that score wrote.", show_default=False)
    ] = None,
    *,
    formats: Formats = None,
    output: Annotated[
        str,
        typer.Option(metavar="PATH", help="File or folder for the report; several formats go into a folder. - prints."),
    ] = ".",
    language: Language = None,
    recipe: Recipe = None,
    templates: TemplateFolder = None,
    per: Annotated[
        str | None,
        typer.Option(metavar="SEGMENT", help="A report for each group of this segment, and an index, into a folder."),
    ] = None,
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
    template: Annotated[
        Path | None,
        typer.Option("--check-template", metavar="FILE", help="Say what fits in a Word or PowerPoint template."),
    ] = None,
    force: Force = False,
) -> None:
    """Write the report of a results file."""
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_note, say_released, say_written
    from mentorscan.files import check_outputs
    from mentorscan.results_file import read_results

    if template is not None:
        show(fits_text(pipeline.check_template(template)))
        return
    if results is None:
        raise typer.BadParameter("name the results file that score wrote.", param_hint="'RESULTS'")
    used = open_project(project)
    wishes = used.report if used else None
    chosen = formats or list(wishes.formats if wishes else ()) or ["html"]
    printed = Path(output) == STANDARD_STREAM
    if printed and len(chosen) > 1:
        raise typer.BadParameter("only one format can be printed.", param_hint="'--output'")
    if printed and chosen[0] in BINARY_FORMATS and sys.stdout.isatty():
        raise typer.BadParameter(f"{chosen[0]} cannot be shown on a terminal; name a file.", param_hint="'--output'")
    recipe = recipe or (wishes.recipe if wishes else None)
    language = language or (wishes.language if wishes else None)
    options = pipeline.ReportOptions(language=language, recipe=recipe, templates=templates)
    if per is not None:
        check_per(output, comments=comments)
        read = read_results(results)
        folder = Path(output)
        say_written(*pipeline.report_per(read, per=per, formats=chosen, folder=folder, options=options, force=force))
        return
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


def fits_text(fits: Iterable[Fit]) -> str:
    """What fits in a template and what does not, a line each."""
    lines = []
    for each in fits:
        lines.append(f"{'fits' if each.fits else 'missing':<8} {visible(each.what)}")
        lines += [f"         {visible(each.hint)}"] if each.hint else []
    return "\n".join(lines) + "\n"


def check_per(output: str, *, comments: Path | None) -> None:
    """Nothing, if reports a group can be made like this. Raises ``OptionError``, or ends the command, where not."""
    if Path(output) == STANDARD_STREAM:
        raise typer.BadParameter("reports a group go into a folder; they cannot be printed.", param_hint="'--output'")
    if comments:
        found = "--comments and --per are both given, but comments are released for the whole organisation"
        raise OptionError(Problem("comments-of-groups", found, hint="leave --comments out, or make one report"))
    if Path(output).suffix.lower() in ENDINGS:
        found = f"--output {output} names a file, but there is a report for each group"
        raise OptionError(Problem("output-is-file", found, hint="name a folder"))
