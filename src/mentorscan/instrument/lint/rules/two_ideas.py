"""Statements that may ask about two things at once."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Subject

_ADVICE = "if one part can be true without the other, keep the one that matters or make two items of it"


def _find(subject: Subject) -> Iterator[Hit]:
    """Fixed pairs such as "mentors and mentees", and lists of examples, are passed over."""
    for statement, words in subject.worded():
        if found := words.joiners.within(words.without_examples(statement.text)):
            yield hit_in(statement, f"may join two ideas by {listed(found)}", _ADVICE)


RULE = Rule(
    reason=(
        "Who agrees with one part and not with the other cannot answer, and nobody can tell what an answer was about "
        "(double-barrelled: Dillman, Smyth and Christian 2014; Saris and Gallhofer 2014)."
    ),
    find=_find,
)
