"""How sure a rater is of an answer, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from mentorscan.report.language import Language


def degrees(words: Language) -> Mapping[Literal["low", "medium", "high"], str]:
    """By degree (``low``, ``medium``, ``high``) what it is called."""
    return {
        "low": words.gettext("not very sure"),
        "medium": words.gettext("fairly sure"),
        "high": words.gettext("very sure"),
    }
