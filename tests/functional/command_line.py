"""How the functional tests run mentorscan, and the small exports that they give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HEADER = "respondent,department,accowner,accgoals,comstart,comnews,safcontact,safchange"
DEPARTMENTS = ("Sales", "Production")


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


def write_export(path: Path, *, people: int, first: str = "4") -> Path:
    """An export of some of the built-in items; ``first`` is the first person's first answer."""
    lines = [HEADER]
    for person in range(people):
        answers = [str((person + item) % 4 + 2) for item in range(6)]
        answers[0] = first if person == 0 else answers[0]
        lines.append(",".join([f"p{person}", DEPARTMENTS[person % 2], *answers]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
