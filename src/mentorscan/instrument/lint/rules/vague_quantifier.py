"""Words of number and frequency that mean something else to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Subject

_ADVICE = "leave the amount to the answer scale, or give a number or a period"


def _find(subject: Subject) -> Iterator[Hit]:
    for statement, words in subject.worded():
        if found := words.vague.within(statement.text):
            yield hit_in(statement, f"leaves open how much {listed(found)} is", _ADVICE)


RULE = Rule(
    reason=(
        "People mean different amounts by such words (Bradburn and Miles 1979, Vague Quantifiers; Graesser, Cai, "
        "Louwerse and Daniel 2006, QUAID: vague or imprecise relative terms), and the scale asks how much already."
    ),
    find=_find,
)
