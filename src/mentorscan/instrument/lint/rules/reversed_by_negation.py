"""Reversed items that are the ordinary ones with a "not"."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Subject

_ADVICE = 'name the opposite itself ("are forgotten" instead of "are not kept"), or ask it unreversed'


def _find(subject: Subject) -> Iterator[Hit]:
    for statement, words in subject.worded():
        negated = words.negated(statement.text)
        if statement.item.reverse and len(negated) == 1 and not words.half_negations.within(statement.text):
            yield hit_in(statement, f"is reversed by {listed(negated)}", _ADVICE)


RULE = Rule(
    reason=(
        "About a fifth of the answers to reversed items contradict the others (Swain, Weathers and Niedrich 2008), and "
        "a negation makes an item harder still (Weijters and Baumgartner 2012)."
    ),
    find=_find,
)
