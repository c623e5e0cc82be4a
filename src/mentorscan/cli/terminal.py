"""How mentorscan speaks: the result on stdout, everything else on stderr, nothing that could steer a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer

STANDARD_STREAM: Final = Path("-")
"""The path that means stdin or stdout."""

_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u00ad\u200c\u200d")
"""Format characters that belong to ordinary spelling."""

_COLUMNS: Final = 80
"""How wide a terminal is taken to be that does not say so."""

_LONG: Final = 1.0
"""Seconds after which work counts as long and shows its progress."""


def visible(text: str) -> str:
    r"""The text with every character that could steer a terminal, or hide in it, shown as its escape.

    >>> visible("Sales\x1b[2J"), visible("two\nlines")
    ('Sales\\x1b[2J', 'two\\nlines')
    """
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in _STEERING and character not in _JOINERS
        else character
        for character in text
    )


def prepare_streams() -> None:
    """Nothing; from now on a character that the terminal does not know is shown as an escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(message: str) -> None:
    """A message to the person at the terminal: on stderr; broken between words where that is a terminal."""
    typer.echo(wrapped(message, width=_columns()) if sys.stderr.isatty() else message, err=True)


def wrapped(message: str, *, width: int) -> str:
    r"""The message with every line broken between words, no wider than a terminal unless a single word is.

    >>> wrapped("a note of some length\n  and its hint", width=12)
    'a note of\nsome length\n  and its\n  hint'
    """

    def broken(line: str) -> str:
        indent = line[: len(line) - len(line.lstrip())]
        return textwrap.fill(
            line,
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
            replace_whitespace=False,
        )

    return "\n".join(map(broken, message.split("\n")))


def _columns() -> int:
    """How wide the terminal behind stderr is: what COLUMNS says, else what the terminal does, else 80."""
    try:
        own = os.get_terminal_size(sys.stderr.fileno())
    except OSError:
        own = os.terminal_size((_COLUMNS, 24))
    return shutil.get_terminal_size(own).columns or _COLUMNS


def show(result: str | bytes) -> None:
    """The result: on stdout, as UTF-8 where it is read by a program. A reader that has gone away is no fault."""
    try:
        if isinstance(result, str) and sys.stdout.isatty():
            sys.stdout.write(result)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(result.encode("utf-8") if isinstance(result, str) else result)
        sys.stdout.flush()
    except BrokenPipeError:
        close_stdout()


def close_stdout() -> None:
    """Nothing; what is still to be written to stdout goes nowhere, so that Python does not fail on it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def row_counter() -> Iterator[Callable[[int], None] | None]:
    """A function that takes the number of rows done so far and shows it, once the work is long and people watch."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("Reading"),
        BarColumn(),
        TextColumn("{task.completed:,} rows", markup=False),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("rows", total=None)
    start = time.monotonic()

    def advance(rows: int) -> None:
        if time.monotonic() - start > _LONG:
            bar.start()
        bar.update(task, completed=rows)

    try:
        yield advance
    finally:
        bar.stop()
