"""Options that several commands share, and what makes their values valid."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from mentorscan.registry import REPORT_FORMATS


def examples(*lines: str) -> str:
    """The end of a help page: examples, one a line, kept as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _known_formats(names: list[str] | None) -> list[str]:
    """The names of report formats, each once. A name that is none ends the command with exit code 2."""
    for name in names or ():
        if name not in REPORT_FORMATS:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(REPORT_FORMATS)}.")
    return list(dict.fromkeys(names or ()))


Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="|".join(REPORT_FORMATS),
        help="Format of the report. Repeat it for several.",
        callback=_known_formats,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language of the report, such as en or it. Default: the instrument's first."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that mentorscan wrote earlier, and only those.")]


def report_path(output: str, *, formats: Sequence[str]) -> Path:
    """Where a report goes: for several formats a folder, for one a file.

    One format goes into ``report.EXT`` where ``output`` is a folder or ends in a separator.
    """
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if len(formats) == 1 and (output.endswith(separators) or Path(output).is_dir()):
        return Path(output) / f"report.{formats[0]}"
    return Path(output)
