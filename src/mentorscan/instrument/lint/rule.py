"""What a rule is, what it finds, and how a finding about one statement is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mentorscan.errors import Place, Severity
from mentorscan.instrument.lint.subject import Statement, Subject


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing that a rule has found. ``questionnaire`` and ``item`` are the ids of those whose waivers count."""

    place: Place
    found: str
    advice: str
    severity: Severity = "warning"
    questionnaire: str | None = None
    item: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule: why it is one, with its authority, and how its cases are found. Its code is its key in the registry."""

    reason: str
    find: Callable[[Subject], Iterable[Hit]]


def hit_in(statement: Statement, found: str, advice: str, *, severity: Severity = "warning") -> Hit:
    """A hit in a statement, named by its item and language."""
    return Hit(
        place=statement.place,
        found=f"{statement.name} {found}",
        advice=advice,
        severity=severity,
        questionnaire=statement.questionnaire.id,
        item=statement.item.id,
    )


def listed(words: Sequence[str], *, most: int = 5) -> str:
    """Words in quotation marks, each once, at most so many.

    >>> listed(["not", "never", "not"])
    '"not", "never"'
    """
    distinct = list(dict.fromkeys(words))
    shown = ", ".join(f'"{word}"' for word in distinct[:most])
    return f"{shown} and {len(distinct) - most} more" if len(distinct) > most else shown
