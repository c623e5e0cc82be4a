"""The command line: one Typer application, a file for each command."""

from __future__ import annotations

import os
import signal
from typing import Annotated

import typer

from mentorscan import __version__
from mentorscan.cli import assess, demo, init, instrument, report, score, survey
from mentorscan.cli.boundary import Boundary
from mentorscan.cli.options import examples
from mentorscan.cli.terminal import prepare_streams

app = typer.Typer(
    name="mentorscan",
    help="See how ready an organisation's culture is for mentoring: from a survey export to a maturity report.",
    epilog=examples(
        "mentorscan demo                              see it work, with invented data",
        "mentorscan score export.csv --report out/    from your survey's export to the report",
        "mentorscan assess                            answer yourself, item by item, and get a report",
        "mentorscan score --help                      everything that score can do",
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
app.command(epilog=init.EXAMPLES, short_help="Write a project file for a client or wave.")(init.init)
app.command(epilog=assess.EXAMPLES, short_help="Assess an organisation yourself, item by item.")(assess.assess)
app.command(epilog=score.EXAMPLES, short_help="Score survey exports and write a report.")(score.score)
app.command(epilog=report.EXAMPLES, short_help="Write the report of a results file.")(report.report)
app.command(epilog=demo.EXAMPLES, short_help="Make, score and report a sample survey.")(demo.demo)
app.add_typer(instrument.app, name="instrument", short_help="Check, show and write questionnaires.")
app.add_typer(survey.app, name="survey", short_help="Show survey platforms, and draft maps for exports.")


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"mentorscan {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Nothing by itself: the options that come before a command."""


def run() -> int:
    """The exit code of the whole program, run with the arguments of this process."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Many small products: threads of linear algebra wait for each other, three times as long on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    prepare_streams()
    with Boundary() as boundary:
        app(prog_name="mentorscan")
    return boundary.exit_code
