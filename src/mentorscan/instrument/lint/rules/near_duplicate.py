"""Items that say nearly the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in
from mentorscan.instrument.lint.subject import Statement, Subject

ALIKE = 0.85
_STEM = 6
_MOST = 500
"""Statements of a language. All pairs of more would take too long to compare; the rest is left out."""


def _find(subject: Subject) -> Iterator[Hit]:
    for language in subject.instrument.languages:
        statements = [(each, _stems(each)) for each in subject.statements if each.language == language]
        for (first, stems), (second, others) in combinations(statements[:_MOST], 2):
            if _likeness(stems, others) >= ALIKE:
                words = "the same words as" if first.words == second.words else "nearly the same words as"
                advice = f"keep one of the two, or say what sets it apart from {first.item.id}"
                yield hit_in(second, f"has {words} {first.item.id} ({first.place})", advice)


def _stems(statement: Statement) -> Counter[str]:
    """The beginnings of a statement's words: endings and order do not count."""
    return Counter(word[:_STEM] for word in statement.words)


def _likeness(stems: Counter[str], others: Counter[str]) -> float:
    """The share of words that two statements have in common, 0 to 1 (Dice's coefficient)."""
    return 2 * (stems & others).total() / ((stems.total() + others.total()) or 1)


RULE = Rule(
    reason=(
        "Two items that say the same count one idea twice and raise reliability without measuring more (Boyle 1991, "
        "Does Item Homogeneity Indicate Internal Consistency or Item Redundancy?)."
    ),
    find=_find,
)
