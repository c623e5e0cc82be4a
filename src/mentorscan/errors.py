"""What mentorscan says when something is wrong, or worth knowing: places, problems, notes, errors.

One tree of errors reaches the user through one boundary (``mentorscan.cli.boundary``), which turns it into text on
stderr and an exit code. Codes are stable: scripts and tests may rely on them; wording may change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and where known its line and column (both count from 1)."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """``file:line:column``, as far as it is known.

        >>> str(Place("demand.yaml", 3, 5)), str(Place("export.csv"))
        ('demand.yaml:3:5', 'export.csv')
        """
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what was found, what was expected, and one thing to do about it.

    ``message`` says what was found, ``expected`` what would have been right, ``hint`` the one thing to do; the last
    two are full phrases without a full stop, or ``None``.
    """

    code: str
    message: str
    place: Place | None = None
    expected: str | None = None
    hint: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        """The problem as people read it: one line, and a second one with the hint.

        >>> print(Problem("unknown-key", "unknown key 'itmes'", Place("demand.yaml", 3, 1), "a known key", "items"))
        demand.yaml:3:1: error[unknown-key]: unknown key 'itmes'; expected a known key
          hint: items
        """
        where = f"{self.place}: " if self.place else ""
        expected = f"; expected {self.expected}" if self.expected else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{where}{self.severity}[{self.code}]: {self.message}{expected}{hint}"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader of the results should know; it travels into the results file as data.

    ``text`` is a full English sentence; ``values`` the figures in it, so that scripts need not parse it. Counts in
    ``values`` that could disclose people are removed by the disclosure gate, never by the one who writes the note.
    """

    code: str
    text: str
    severity: Severity = "info"
    place: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


class MentorscanError(Exception):
    """The run cannot go on. ``exit_code`` is what the process ends with."""

    exit_code = 70


class UserError(MentorscanError):
    """The input or the command is wrong: one or more problems, all known ones at once."""

    exit_code = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InstrumentError(UserError):
    """An instrument folder, or what stands in it, is wrong."""


class ProjectError(UserError):
    """A project file is wrong, or does not fit the instrument."""


class ExportError(UserError):
    """A survey export cannot be read, or does not fit the instrument."""


class MapError(UserError):
    """A map of a survey export is wrong, or does not fit the instrument."""


class AnswerError(UserError):
    """An answer file or the journal of an assessment is wrong, or does not fit the instrument."""


class CommentError(UserError):
    """A file of reviewed comments is wrong, or belongs to other results."""


class RecipeError(UserError):
    """A recipe for a report is wrong, or does not fit the results."""


class OutputError(UserError):
    """A file cannot be written, or may not be replaced."""


class OptionError(UserError):
    """An option asks for something that cannot be done."""


class GateError(MentorscanError):
    """A gate that the user asked for (``--fail-under``) was not passed."""

    exit_code = 1


class NothingToShowError(MentorscanError):
    """The results were written, but nothing in them may be shown."""

    exit_code = 3
