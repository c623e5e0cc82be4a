"""The plain format: one header row whose texts are the ids themselves, one row per respondent."""

from __future__ import annotations

from collections.abc import Sequence

from mentorscan.responses.text import plain_header

NAME = "plain"


def column_names(header: Sequence[str]) -> tuple[str, ...]:
    """What each column is called in the instrument's words, as far as the header says it."""
    return tuple(plain_header(text) for text in header)
