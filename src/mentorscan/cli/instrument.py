"""``mentorscan instrument``: check, show and begin instruments of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorscan.cli import terminal
from mentorscan.cli.options import examples

app = typer.Typer(
    help="Check, show and write instruments: the questionnaires and their scales.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

Folder = Annotated[
    str | None, typer.Argument(metavar="DIR", help="Folder of the instrument. Default: the built-in one.")
]


@app.command(
    epilog=examples("mentorscan instrument check                the built-in one", "mentorscan instrument check mine/")
)
def check(folder: Folder = None) -> None:
    """Check an instrument: every problem with its file, line and column."""
    from mentorscan.cli.boundary import told_problem
    from mentorscan.cli.outline import counted
    from mentorscan.errors import InstrumentError
    from mentorscan.instrument.catalogue import instrument_folder
    from mentorscan.instrument.load import check_instrument

    place = instrument_folder(folder)
    instrument, problems = check_instrument(place)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [counted(errors, "problem")] * (errors > 0)
    counts += [counted(len(problems) - errors, "warning")] * (len(problems) > errors)
    if instrument is None:
        terminal.show(f"{terminal.visible(str(place))}: {', '.join(counts)}\n")
        raise InstrumentError(problems)
    for problem in problems:
        terminal.say(told_problem(problem))
    size = [counted(len(instrument.questionnaires), "questionnaire"), counted(len(instrument.items), "item")]
    terminal.show(f"{instrument.id} {instrument.version}: {', '.join(size + (counts or ['no problems']))}\n")


@app.command(epilog=examples("mentorscan instrument show", "mentorscan instrument show mine/ --language it"))
def show(
    folder: Folder = None,
    *,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language, such as en or it. Default: the instrument's first.")
    ] = None,
) -> None:
    """Show an instrument: its scales, hallmarks and items."""
    import shutil

    from mentorscan.cli.outline import outline_text
    from mentorscan.errors import OptionError, Problem
    from mentorscan.instrument.catalogue import open_instrument

    instrument = open_instrument(folder)
    if language is not None and language not in instrument.languages:
        found = f"the instrument has no language {language}"
        raise OptionError(Problem("unknown-language", found, expected=f"one of {', '.join(instrument.languages)}"))
    width = shutil.get_terminal_size((100, 24)).columns
    terminal.show(outline_text(instrument, language=language or instrument.language, width=width))


@app.command(
    epilog=examples("mentorscan instrument schema > instrument.schema.json", "mentorscan instrument schema --results")
)
def schema(
    *,
    results: Annotated[bool, typer.Option("--results", help="The schema of results files instead.")] = False,
) -> None:
    """Print the JSON Schema of an instrument's files, for editors that check while you write."""
    import json

    from mentorscan.instrument.schema import DIALECT, instrument_schema

    printed = instrument_schema()
    if results:
        from mentorscan.results import Results

        printed = {"$schema": DIALECT, **Results.model_json_schema(by_alias=True, mode="serialization")}
    terminal.show(json.dumps(printed, indent=2, ensure_ascii=False) + "\n")


@app.command(epilog=examples("mentorscan instrument new mine/"))
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the new instrument; made if missing.")],
) -> None:
    """Write a small instrument to begin with: valid, commented, ready to be scored."""
    from mentorscan.instrument.starter import write_starter

    for path in write_starter(folder):
        terminal.say(f"Written: {terminal.visible(str(path))}")
    name = terminal.visible(str(folder))
    terminal.say("")
    terminal.say("What to do next:")
    terminal.say("  1. Open the files in a text editor and replace the texts; the comments explain every key.")
    terminal.say(f"  2. Check your work:    mentorscan instrument check {name}")
    terminal.say(f"  3. Score an export:    mentorscan score EXPORT --instrument {name} --report report/")
