"""Statements that are longer than a reader holds in mind."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.errors import Severity
from mentorscan.instrument.lint.rule import Hit, Rule, hit_in
from mentorscan.instrument.lint.subject import Subject

LONG = 20
TOO_LONG = 25


def _find(subject: Subject) -> Iterator[Hit]:
    for statement in subject.statements:
        count = len(statement.words)
        if count > LONG:
            advice = f"cut it to {LONG} words or fewer: drop examples and conditions, or make two items of it"
            severity: Severity = "error" if count > TOO_LONG else "warning"
            yield hit_in(statement, f"has {count} words", advice, severity=severity)


RULE = Rule(
    reason=(
        "A long statement has to be held in mind while it is judged, and readers skip parts of it. Attitude statements "
        "should rarely exceed 20 words (Edwards 1957, Techniques of Attitude Scale Construction)."
    ),
    find=_find,
)
