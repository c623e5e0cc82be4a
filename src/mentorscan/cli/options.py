"""Options that several commands share, and what makes their values valid."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from mentorscan.errors import OptionError, Problem
from mentorscan.registry import PLATFORMS, REPORT_FORMATS


def examples(*lines: str) -> str:
    """The end of a help page: examples, one a line, kept as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _known_formats(names: list[str] | None) -> list[str]:
    """The names of report formats, each once. A name that is none ends the command with exit code 2."""
    for name in names or ():
        if name not in REPORT_FORMATS:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(REPORT_FORMATS)}.")
    return list(dict.fromkeys(names or ()))


def _known_platform(name: str | None) -> str | None:
    """The name of a platform. One that is none ends the command with exit code 2."""
    if name is not None and name not in PLATFORMS:
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(PLATFORMS)}.")
    return name


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
Recipe = Annotated[
    Path | None,
    typer.Option("--recipe", metavar="FILE", help="How the report is to be: its parts, cover, words of your own."),
]
TemplateFolder = Annotated[
    Path | None,
    typer.Option("--templates", metavar="DIR", help="Templates of your own, in place of those with the same name."),
]
PlatformName = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="PLATFORM",
        help="Platform that wrote the export (mentorscan survey platforms). Default: recognised.",
        callback=_known_platform,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that mentorscan wrote earlier, and only those.")]


ENDINGS: Final = {".htm": "html", ".markdown": "md"} | {f".{name}": name for name in REPORT_FORMATS}
"""Ending of a file -> the format that it promises."""


def report_path(output: str, *, formats: Sequence[str]) -> Path:
    """Where a report goes: for several formats a folder, for one a file.

    One format goes into ``report.EXT`` where ``output`` is a folder or ends in a separator. Raises ``OptionError``
    where the name of the file promises another format.
    """
    separators = tuple(filter(None, (os.sep, os.altsep)))
    path = Path(output)
    if len(formats) > 1:
        if path.suffix.lower() in ENDINGS and not path.is_dir():
            found = f"--output {output} names a file, but there are {len(formats)} formats"
            raise OptionError(Problem("output-is-file", found, hint="name a folder: several formats go into one"))
        return path
    if output.endswith(separators) or path.is_dir():
        return path / f"report.{formats[0]}"
    promised = ENDINGS.get(path.suffix.lower(), formats[0])
    if promised != formats[0]:
        found = f"--output {output} names a file in the format {promised}, but the report is written as {formats[0]}"
        hint = f"say --format {promised}, or name it {path.with_suffix('.' + formats[0])}"
        raise OptionError(Problem("format-mismatch", found, hint=hint))
    return path
