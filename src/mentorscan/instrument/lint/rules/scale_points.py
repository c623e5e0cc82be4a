"""Answer scales with fewer points than people can tell apart, or more."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject

FEWEST = 5
MOST = 7


def _find(subject: Subject) -> Iterator[Hit]:
    for scale in subject.instrument.scales:
        count = len(scale.points)
        if not FEWEST <= count <= MOST:
            yield Hit(
                place=subject.root["scales"][scale.id]["points"].place,
                found=f"the scale {scale.id} has {count} points",
                advice=f"take {FEWEST} points, or {MOST} where the scale runs from one opposite to the other; "
                "waive this to stay comparable with earlier surveys",
            )


RULE = Rule(
    reason=(
        f"Scales of {FEWEST} to {MOST} points are the most reliable and valid: with fewer, shades are lost; with more, "
        "their meaning blurs (Krosnick and Presser 2010, Question and Questionnaire Design)."
    ),
    find=_find,
)
