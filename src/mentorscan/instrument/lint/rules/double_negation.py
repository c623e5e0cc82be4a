"""Statements whose sense is turned round twice."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Subject

_ADVICE = "say it without any negation, in the words for what you do want to hear about"


def _find(subject: Subject) -> Iterator[Hit]:
    for statement, words in subject.worded():
        negated = words.negated(statement.text)
        found = [*negated, *words.half_negations.within(statement.text)]
        if negated and len(found) > 1:
            yield hit_in(statement, f"is negated twice, by {listed(found)}", _ADVICE, severity="error")


RULE = Rule(
    reason=(
        "Readers have to turn the sense round twice, and many do not: avoid double negations (Edwards 1957; Krosnick "
        "and Presser 2010, Question and Questionnaire Design)."
    ),
    find=_find,
)
