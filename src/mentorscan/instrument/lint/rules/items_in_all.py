"""Forms that take longer than people are willing to give."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject

MOST = 60


def _find(subject: Subject) -> Iterator[Hit]:
    """Items of hallmarks alone: outcomes are an addition that is asked or left out as a whole."""
    instrument = subject.instrument
    for form in instrument.forms:
        count = sum(form.id in item.forms for each in instrument.hallmarks for item in each.items)
        if count > MOST:
            yield Hit(
                place=subject.main.key_place(("forms", form.id)),
                found=f"the form {form.id} has {count} items on hallmarks",
                advice="take out items, or give the instrument a shorter form",
            )


RULE = Rule(
    reason=(
        "The longer a questionnaire is, the fewer begin and complete it, and the quicker and more alike the later "
        f"answers become (Galesic and Bosnjak 2009, Effects of Questionnaire Length). {MOST} is a bound of ours."
    ),
    find=_find,
)
