"""``mentorscan init``: a project file for a new client or wave."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from mentorscan.cli.options import examples
from mentorscan.cli.terminal import say, visible

EXAMPLES = examples("mentorscan init", "mentorscan init example-ltd/autumn-2026/")


def init(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="Folder of the client or wave; made if missing. Default: this one.", show_default=False
        ),
    ] = Path(),
) -> None:
    """Write a commented mentorscan.yaml for a new client or wave.

    The project file holds what belongs to one client: its name, the wave, its departments, what was agreed with the
    employees' side, how reports are made. One that is there already is never replaced.
    """
    from mentorscan.project.starter import write_project

    path = write_project(folder)
    where = visible(shlex.quote(str(folder)))
    elsewhere = [] if folder.resolve() == Path.cwd() else [f"Go there:               cd {where}"]
    steps = [
        "Open the file in a text editor; the comments explain every key.",
        *elsewhere,
        "Score an export:        mentorscan score EXPORT --report report/",
    ]
    say(f"Written: {visible(str(path))}")
    say("")
    say("What to do next:")
    for number, step in enumerate(steps, 1):
        say(f"  {number}. {step}")
