"""Ids that REDCap does not take as names of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentorscan.instrument.lint.columns import refused_ids
from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _find(subject: Subject) -> Iterator[Hit]:
    found, advice = "REDCap does not take these ids", "use lower-case letters, digits and _, a letter first"
    return refused_ids(
        subject, is_kept=lambda name: bool(_NAME.fullmatch(name)), found=found, advice=advice, grave=False
    )


RULE = Rule(
    reason="Names of fields in a REDCap data dictionary are lower-case letters, digits and underscores.",
    find=_find,
)
