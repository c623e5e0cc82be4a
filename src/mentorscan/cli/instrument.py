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
    epilog=examples(
        "mentorscan instrument check                the built-in one",
        "mentorscan instrument check mine/",
        "mentorscan instrument check mine/ --strict",
    )
)
def check(
    folder: Folder = None,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 1 where the wording has errors or warnings.")
    ] = False,
) -> None:
    """Check an instrument: every problem with its file, line and column, then its wording.

    The wording is checked by rules on length, negations, vague words, answer scales and the like. They advise: no rule
    can tell whether an item is valid.
    """
    import shutil

    from mentorscan.cli.boundary import told_problem
    from mentorscan.cli.findings import findings_counted, findings_text
    from mentorscan.cli.outline import counted
    from mentorscan.errors import GateError, InstrumentError
    from mentorscan.instrument.catalogue import instrument_folder
    from mentorscan.instrument.lint.findings import find_all
    from mentorscan.instrument.lint.subject import Subject
    from mentorscan.instrument.load import check_files

    place = instrument_folder(folder)
    checked = check_files(place)
    instrument, problems = checked.instrument, checked.problems
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [counted(errors, "problem")] * (errors > 0)
    counts += [counted(len(problems) - errors, "warning")] * (len(problems) > errors)
    if instrument is None:
        terminal.show(f"{terminal.visible(str(place))}: {', '.join(counts)}\n")
        raise InstrumentError(problems)
    for problem in problems:
        terminal.say(told_problem(problem))
    findings = find_all(Subject(instrument=instrument, main=checked.main, questionnaires=checked.questionnaires))
    size = [counted(len(instrument.questionnaires), "questionnaire"), counted(len(instrument.items), "item")]
    verdict = [*size, *(counts or ["no problems"]), *findings_counted(findings)]
    width = shutil.get_terminal_size((100, 24)).columns
    terminal.show(f"{findings_text(findings, width=width)}{instrument.id} {instrument.version}: {', '.join(verdict)}\n")
    if strict and findings.grave:
        found = counted(len(findings.grave), "finding")
        raise GateError(f"Not passed: --strict allows no error or warning about the wording; there is {found}.")


@app.command(epilog=examples("mentorscan instrument show", "mentorscan instrument show mine/ --language it"))
def show(
    folder: Folder = None,
    *,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language, such as en or it. Default: the instrument's first.")
    ] = None,
) -> None:
    """Show an instrument: its scales, hallmarks and items, and how long each form takes to answer."""
    import shutil

    from mentorscan.cli.outline import outline_text
    from mentorscan.errors import InstrumentError, OptionError, Problem
    from mentorscan.instrument.catalogue import instrument_folder
    from mentorscan.instrument.copy import origin_of
    from mentorscan.instrument.load import check_files

    checked = check_files(instrument_folder(folder))
    instrument = checked.instrument
    if instrument is None:
        raise InstrumentError(checked.problems)
    if language is not None and language not in instrument.languages:
        found = f"the instrument has no language {language}"
        raise OptionError(Problem("unknown-language", found, expected=f"one of {', '.join(instrument.languages)}"))
    width = shutil.get_terminal_size((100, 24)).columns
    chosen = language or instrument.language
    terminal.show(outline_text(instrument, language=chosen, width=width, origin=origin_of(checked.main)))


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


@app.command(
    epilog=examples(
        "mentorscan instrument new mine/                    a small one with comments",
        "mentorscan instrument new mine/ --from builtin     a copy of the built-in one",
    )
)
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the new instrument; made if missing.")],
    *,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="builtin|FOLDER", help="Copy this instrument instead of writing a small one."),
    ] = None,
) -> None:
    """Write an instrument to begin with: a small one, commented and ready to be scored, or a copy to change."""
    from mentorscan.instrument.catalogue import instrument_folder
    from mentorscan.instrument.copy import write_copy
    from mentorscan.instrument.starter import write_starter

    if source is None:
        written = write_starter(folder)
        first = "Open the files in a text editor and replace the texts; the comments explain every key."
    else:
        original = instrument_folder(None if source == "builtin" else source)
        written = write_copy(folder, source=original)
        first = "Change the texts; in instrument.yaml give the copy an id and a version of its own."
    for path in written:
        terminal.say(f"Written: {terminal.visible(str(path))}")
    name = terminal.visible(str(folder))
    terminal.say("")
    terminal.say("What to do next:")
    terminal.say(f"  1. {first}")
    terminal.say(f"  2. Check your work:    mentorscan instrument check {name}")
    terminal.say(f"  3. Score an export:    mentorscan score EXPORT --instrument {name} --report report/")
