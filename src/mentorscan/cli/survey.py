"""``mentorscan survey``: the platforms whose exports can be read, and maps for what they do not say."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from mentorscan.cli import terminal
from mentorscan.cli.options import Force, PlatformName, examples
from mentorscan.cli.project import ProjectFile, open_project

if TYPE_CHECKING:
    from mentorscan.responses.platforms.platform import Platform

app = typer.Typer(
    help="What survey platforms can be read, and maps for exports that do not say what their columns are.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command(
    "map",
    epilog=examples(
        "mentorscan survey map export.csv --output map.yaml",
        "mentorscan score export.csv --map map.yaml          once it is corrected",
    ),
)
def map_(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="The export of a survey; - for stdin.")],
    *,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the map into this file. Default: print it.")
    ] = None,
    instrument: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Folder of the questionnaires. Default: the project's or the built-in one."),
    ] = None,
    project: ProjectFile = None,
    platform: PlatformName = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of the export, such as cp1252. Default: UTF-8.")
    ] = None,
    force: Force = False,
) -> None:
    """Draft a map for an export: what its columns and cells are, as far as it can be guessed.

    Every column stands in it with its guess, cells that mean nothing with the nearest meaning, and what has no column.
    Free texts and addresses are left out. Correct the map, and give it to score with --map.
    """
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_written
    from mentorscan.responses.model import ReadOptions

    used = open_project(project, instrument=instrument)
    read = ReadOptions(platform=platform, encoding=encoding)
    options = pipeline.ScoreOptions(project=used, instrument=instrument, read=read)
    target = None if output == terminal.STANDARD_STREAM else output
    draft = pipeline.draft_map(export, options=options, output=target, force=force)
    if target is None:
        terminal.show(draft)
        return
    say_written(target)
    names = (terminal.visible(shlex.quote(str(each))) for each in (export, target))
    terminal.say("Open it in a text editor and correct it; then: mentorscan score {} --map {}".format(*names))


@app.command(epilog=examples("mentorscan survey platforms"))
def platforms() -> None:
    """Show the survey platforms whose exports can be read, and how their files are known."""
    import shutil

    from mentorscan import pipeline
    from mentorscan.responses.model import SURVEYS

    width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    terminal.show(platforms_text(pipeline.platforms(), endings=SURVEYS, width=width))


def platforms_text(known: Iterable[Platform], *, endings: Iterable[str], width: int) -> str:
    """The platforms as a table of at most ``width`` columns: the name, the title, and below it how it is known."""
    every = list(known)
    room = max(len(each.name) for each in every) + 2
    lines = wrap("Exports are recognised by themselves; score --from NAME says it where one is not.", width)
    lines += wrap(f"Files: {' '.join(endings)}", width)
    for each in every:
        lines.append("")
        lines += wrap(f"{each.name:<{room}}{each.title}", width, subsequent_indent=" " * room)
        lines += wrap(f"Known from: {each.seen}.", width, initial_indent=" " * room, subsequent_indent=" " * room)
    return "\n".join(lines) + "\n"
