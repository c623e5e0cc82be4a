"""Ids that LimeSurvey changes without a word when it imports a survey."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentorscan.instrument.lint.columns import refused_ids
from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}")
_RESERVED = frozenset({"time", "other"})
_ADVICE = "use letters and digits, a letter first, at most 20; waive this if the survey does not run on LimeSurvey"


def is_kept(name: str) -> bool:
    """Whether LimeSurvey keeps an id as the code of a question.

    >>> is_kept("accgoals"), is_kept("acc_goals"), is_kept("time")
    (True, False, False)
    """
    return bool(_CODE.fullmatch(name)) and name.lower() not in _RESERVED


def _find(subject: Subject) -> Iterator[Hit]:
    found = "LimeSurvey does not keep these ids"
    return refused_ids(subject, is_kept=is_kept, found=found, advice=_ADVICE, grave=True)


RULE = Rule(
    reason=(
        "LimeSurvey strips _ and - from the codes of questions, renames at random those that become the same, takes at "
        "most 20 characters, and neither time nor other; then the columns of its export have other names (seen in "
        "versions 5.6 to 6.10)."
    ),
    find=_find,
)
