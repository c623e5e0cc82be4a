"""Points of an answer scale that are numbers alone."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Hit]:
    for scale in subject.instrument.scales:
        bare = [
            str(point.value)
            for point in scale.points
            if any(not any(character.isalpha() for character in label) for label in point.label.values())
        ]
        if bare:
            yield Hit(
                place=subject.root["scales"][scale.id]["points"].place,
                found=f"the scale {scale.id} has no words for {', '.join(bare)}",
                advice="give every point a label that says what it means",
            )


RULE = Rule(
    reason=(
        "Answers are more reliable where every point has its words, not the ends alone (Krosnick and Presser 2010, "
        "Question and Questionnaire Design; Saris and Gallhofer 2014)."
    ),
    find=_find,
)
