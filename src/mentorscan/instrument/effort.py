"""How long an instrument takes to answer, estimated."""

from __future__ import annotations

from math import ceil
from typing import Final

from mentorscan.instrument.model import Instrument

WORDS_A_MINUTE: Final = 200
"""A careful reader's pace. Adults read English non-fiction silently at 238 words a minute, most of them at 175 to 300
(Brysbaert 2019, How many words do we read per minute?)."""

SECONDS_AN_ITEM: Final = 5
"""To judge and to mark, on top of reading: an assumption of ours, to be replaced by what your platform measures."""


def estimated_minutes(instrument: Instrument, *, form: str, language: str) -> int:
    """Whole minutes, at least one, to answer a form: its introduction and items read, and each item answered.

    Open comments are left out: most people skip them, some write for long.
    """
    items = [instrument.items[item] for item in instrument.form_items(form)]
    texts = [item.text[language] for item in items]
    if instrument.introduction:
        texts.append(instrument.introduction[language])
    words = sum(len(text.split()) for text in texts)
    return max(1, ceil(words / WORDS_A_MINUTE + len(items) * SECONDS_AN_ITEM / 60))
