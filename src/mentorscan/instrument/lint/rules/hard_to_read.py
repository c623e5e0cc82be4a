"""Statements that ask for more schooling than people bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorscan.instrument.lint.readability import READINGS
from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Statement, Subject

_SAMPLE = 100
"""Words. The formulas were made for passages of a hundred words; of single statements they tell little."""
_SHOWN = 3


def _find(subject: Subject) -> Iterator[Hit]:
    """One finding a language, on all statements together, which names those that are the hardest."""
    for language, words in subject.vocabularies.items():
        statements = [each for each in subject.statements if each.language == language]
        reading = READINGS[words.reading]
        ease = reading.ease([each.text for each in statements])
        if sum(len(each.words) for each in statements) >= _SAMPLE and ease < reading.school_leaving:
            hardest = sorted(statements, key=lambda each: reading.ease([each.text]))[:_SHOWN]
            yield Hit(
                place=hardest[0].place,
                found=(
                    f"the statements ({language}) reach {ease:.0f} on {reading.name}, below {reading.school_leaving}; "
                    f"the hardest are {_ids(hardest)}"
                ),
                advice="use shorter words and sentences, those of the hardest statements first",
            )


def _ids(statements: Sequence[Statement]) -> str:
    return ", ".join(each.item.id for each in statements)


RULE = Rule(
    reason=(
        "Everybody who is asked must be able to read the statements, at school-leaving level at the latest: Flesch "
        "reading ease 50 in English (Flesch 1948), GULPEASE 40 in Italian (Lucisano and Piemontese 1988)."
    ),
    find=_find,
)
