"""The project file on the command line: found in the working folder, named by ``--project``, or ignored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from mentorscan.cli.terminal import say, visible

if TYPE_CHECKING:
    from mentorscan.project import Project

IGNORED: Final = "none"
"""The word in place of a file that means: no project."""

ProjectFile = Annotated[
    str | None,
    typer.Option(
        "--project",
        metavar="FILE|none",
        help="Project file of the client. Default: mentorscan.yaml in this folder, if there is one; none ignores it.",
    ),
]


def open_project(name: str | None, *, instrument: str | None = None) -> Project | None:
    """The project that ``--project`` names, else that of the working folder, which is named on stderr; else ``None``.

    ``instrument``: what ``--instrument`` names; it is used in place of the project's own.

    Raises ``ProjectError`` with everything that is wrong with the file.
    """
    from mentorscan.instrument.load import PROJECT_FILE
    from mentorscan.project import load_project

    if name == IGNORED:
        return None
    found = Path(PROJECT_FILE)
    if name is None and not (found.exists() or found.is_symlink()):
        return None
    if name is None:
        say(f"Using project file {visible(str(found))}")
    return load_project(found if name is None else Path(name), instrument=instrument)
