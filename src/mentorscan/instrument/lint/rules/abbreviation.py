"""Abbreviations, which newcomers do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Subject

_ADVICE = "write it out"
_CAPITALS = re.compile(r"(?<!\w)(?:[^\W\d_]|\d)(?:\w|&(?=\w))+")
_ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "XX", "XXI"})


def _find(subject: Subject) -> Iterator[Hit]:
    for statement, words in subject.worded():
        known = {*words.abbreviations.harmless, *_ROMAN}
        found = [word for word in _capitals(statement.text) if word not in known]
        if found := [*found, *words.abbreviations.within(statement.text)]:
            yield hit_in(statement, f"abbreviates: {listed(found)}", _ADVICE)


def _capitals(text: str) -> Iterator[str]:
    """The words of a text in capitals such as HR, KPIs, R&D; none where the whole text is written so."""
    for word in [] if text.isupper() else _CAPITALS.findall(text):
        bare = word.removesuffix("s")
        if bare.isupper() and sum(letter.isupper() for letter in bare) > 1:
            yield word


RULE = Rule(
    reason=(
        "Abbreviations are jargon to those who are new or work elsewhere (unfamiliar technical terms: Graesser and "
        "others 2006, QUAID; Dillman, Smyth and Christian 2014)."
    ),
    find=_find,
)
