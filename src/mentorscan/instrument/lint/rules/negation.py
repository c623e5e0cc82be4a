"""Statements that say what is not the case."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Subject

_ADVICE = "say what is the case instead; if a low answer is good here, word the opposite and set reverse: true"


def _find(subject: Subject) -> Iterator[Hit]:
    """Double negations and reversed items have rules of their own."""
    for statement, words in subject.worded():
        negated = words.negated(statement.text)
        if len(negated) == 1 and not words.half_negations.within(statement.text) and not statement.item.reverse:
            yield hit_in(statement, f"is negated by {listed(negated)}", _ADVICE)


RULE = Rule(
    reason=(
        "Negations are overlooked, and to disagree with one is a double negation (Krosnick and Presser 2010, Question "
        "and Questionnaire Design; Weijters and Baumgartner 2012, Misresponse to Reversed and Negated Items)."
    ),
    find=_find,
)
