"""Scales from one opposite to the other that have more points on one side."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject
from mentorscan.instrument.lint.vocabulary import Vocabulary, Words
from mentorscan.instrument.model import Scale


def _find(subject: Subject) -> Iterator[Hit]:
    for scale in subject.instrument.scales:
        for language, words in subject.vocabularies.items():
            low, high = _sides(scale, language, words)
            if low and high and low != high:
                yield Hit(
                    place=subject.root["scales"][scale.id]["points"].place,
                    found=f"the scale {scale.id} ({language}) has {low} unfavourable and {high} favourable points",
                    advice="give both sides the same number of points",
                )


def _sides(scale: Scale, language: str, words: Vocabulary) -> tuple[int, int]:
    """How many labels stand on the unfavourable and on the favourable side, of the first pair of opposites found.

    A label that names both opposites, or neither, is on no side; nor is a negated one, which may be the zero point of a
    scale that runs in one direction ("not satisfied", "satisfied", "very satisfied").
    """
    for unfavourable, favourable in words.poles:
        sides = [0, 0]
        for point in scale.points:
            label = point.label[language]
            low = bool(Words(words=(unfavourable,)).within(label))
            high = bool(Words(words=(favourable,), harmless=(unfavourable,)).within(label))
            if low != high and not words.negated(label):
                sides[high] += 1
        if all(sides):
            return sides[0], sides[1]
    return 0, 0


RULE = Rule(
    reason=(
        "More points on one side draw answers there (Dillman, Smyth and Christian 2014; Friedman and Amoo 1999, Rating "
        "the Rating Scales). Only labels with opposites on a list, such as agree and disagree, can be told apart here."
    ),
    find=_find,
)
