"""``mentorscan report``: from a results file to reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorscan.cli.options import Force, Formats, Language, examples, report_path
from mentorscan.cli.terminal import STANDARD_STREAM, show

EXAMPLES = examples(
    "mentorscan report results.json",
    "mentorscan report results.json --language it --output relazione.html",
    "mentorscan report results.json --format html --format md --output out/",
    "mentorscan report results.json --format md --output -",
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
    force: Force = False,
) -> None:
    """Write the report of a results file."""
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_written
    from mentorscan.files import check_outputs
    from mentorscan.registry import REPORT_FORMATS, load
    from mentorscan.report.build import build_report
    from mentorscan.results_file import read_results

    chosen = formats or ["html"]
    printed = Path(output) == STANDARD_STREAM
    if printed and len(chosen) > 1:
        raise typer.BadParameter("only one format can be printed.", param_hint="'--output'")
    if printed:
        show(load(REPORT_FORMATS, chosen[0])(build_report(read_results(results), language=language)))
        return
    target = report_path(output, formats=chosen)
    files = [target] if len(chosen) == 1 else [target / f"report.{each}" for each in chosen]
    check_outputs(files, force=force, inputs=[results])
    read = read_results(results)
    say_written(*pipeline.report(read, formats=chosen, output=target, language=language, force=force))
