"""Ids of groups that LimeSurvey drops where they are used as answer codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, listed
from mentorscan.instrument.lint.subject import Subject

_CODE = re.compile(r"[A-Za-z0-9]{1,5}")


def _find(subject: Subject) -> Iterator[Hit]:
    """One finding a segment: closed lists of departments are long."""
    for segment, part in zip(subject.instrument.segments, subject.root["segments"].entries(), strict=True):
        lost = [group.id for group in segment.groups if not _CODE.fullmatch(group.id)]
        if lost:
            yield Hit(
                place=part["groups"].place,
                found=f"as answer codes LimeSurvey drops these groups of {segment.id}: {listed(lost)}",
                advice="number the answers there (1, 2, ...), and give the groups these numbers as aliases",
                severity="info",
            )


RULE = Rule(
    reason=(
        "LimeSurvey drops answer codes that are longer than five letters or digits, and says nothing (seen in versions "
        "5.6 to 6.10). The scale's points are numbers and safe."
    ),
    find=_find,
)
