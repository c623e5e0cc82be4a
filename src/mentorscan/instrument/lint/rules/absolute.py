"""Statements about all or none."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Subject

_ADVICE = "take the word out: the answer scale says in how many cases the statement is true"


def _find(subject: Subject) -> Iterator[Hit]:
    for statement, words in subject.worded():
        if found := words.absolutes.within(statement.text):
            yield hit_in(statement, f"is absolute: {listed(found)}", _ADVICE)


RULE = Rule(
    reason=(
        "One exception makes an absolute statement false, so people deny what is true as a rule. Universals such as "
        "all, always, none and never make statements ambiguous (Edwards 1957; Dillman, Smyth and Christian 2014)."
    ),
    find=_find,
)
