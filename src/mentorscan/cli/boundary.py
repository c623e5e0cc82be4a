"""The one place where errors become text on stderr and an exit code."""

from __future__ import annotations

import os
import traceback
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from mentorscan.cli.terminal import close_stdout, say, visible
from mentorscan.errors import MentorscanError, Place, Problem, UserError

FAULT: Final = 70
INTERRUPTED: Final = 130

_PACKAGE: Final = Path(__file__).resolve().parent.parent


class Boundary:
    """A block that no error leaves: ``exit_code`` says how it ended, stderr has been told why.

    With ``MENTORSCAN_DEBUG=1`` in the environment the traceback is shown as well.
    """

    exit_code = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self.exit_code = _told(error)
        return True


def told_problem(problem: Problem) -> str:
    """A problem as text for the terminal, with nothing in it that could steer one."""
    place = problem.place and Place(visible(problem.place.file), problem.place.line, problem.place.column)
    shown = replace(
        problem,
        message=visible(problem.message),
        place=place,
        expected=problem.expected and visible(problem.expected),
        hint=problem.hint and visible(problem.hint),
    )
    return str(shown)


def _told(error: BaseException) -> int:
    """The exit code for an error, after it was told."""
    if isinstance(error, SystemExit) and error.code != INTERRUPTED:
        return _exit_code(error)
    if os.environ.get("MENTORSCAN_DEBUG") == "1":
        traceback.print_exception(error)
    if isinstance(error, BrokenPipeError):
        close_stdout()
        return 0
    if isinstance(error, (KeyboardInterrupt, SystemExit)):  # Typer turns the first into the second
        say("Interrupted. No output file was left half-written.")
        return INTERRUPTED
    if isinstance(error, UserError):
        for problem in error.problems:
            say(told_problem(problem))
        return error.exit_code
    if isinstance(error, MentorscanError):
        say(visible(str(error)))
        return error.exit_code
    say(f"This is a fault of mentorscan itself: {type(error).__name__} {_where(error)}.")
    say("Please report it with the command and this line; MENTORSCAN_DEBUG=1 shows where it came from.")
    return FAULT


def _exit_code(error: SystemExit) -> int:
    """What the command line parser ended with: 0 or 2.

    It also ends with 1 where the reader of stdout has gone away, which is no fault; 1 is kept for gates.
    """
    code = error.code if isinstance(error.code, int) else 0
    return 0 if code == 1 else code


def _where(error: BaseException) -> str:
    """The last place in mentorscan that the error came through; never its message, which may hold answers."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_PACKAGE)
    ]
    if not frames:
        return "outside its own code"
    return f"in {Path(frames[-1].filename).relative_to(_PACKAGE).as_posix()}, line {frames[-1].lineno}"
