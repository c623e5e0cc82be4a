"""How long an instrument takes to answer."""

from __future__ import annotations

import pytest
from tests.instruments import instrument, item, questionnaire

from mentorscan.instrument.effort import estimated_minutes


@pytest.mark.parametrize(
    ("items", "words", "introduction", "minutes"),
    [
        (1, 1, None, 1),
        (12, 10, None, 2),  # 120 words in 0.6 minutes and 12 x 5 seconds
        (60, 10, None, 8),  # 3 + 5
        (60, 10, "word " * 200, 9),
    ],
)
def test_it_is_the_time_to_read_and_five_seconds_an_item(
    items: int, words: int, introduction: str | None, minutes: int
) -> None:
    listed = [item(f"i{number}", text={"en": " ".join(["word"] * words)}) for number in range(items)]
    more = {"introduction": {"en": introduction}} if introduction else {}
    made = instrument([questionnaire("q", listed)], **more)
    assert estimated_minutes(made, form="full", language="en") == minutes


def test_a_form_counts_its_own_items() -> None:
    listed = [item(f"i{number}", forms=["full", "pulse"] if number < 12 else ["full"]) for number in range(60)]
    forms = [{"id": form, "title": {"en": form}} for form in ("full", "pulse")]
    made = instrument([questionnaire("q", listed)], forms=forms)
    assert estimated_minutes(made, form="full", language="en") == 6
    assert estimated_minutes(made, form="pulse", language="en") == 2
