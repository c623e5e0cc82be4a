"""Answer files as responses: each rater a row, so that raters are counted by the same kernel as respondents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

import numpy as np

from mentorscan.errors import AnswerError, Note, OptionError, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Answer, ReadAnswers
from mentorscan.responses.forms import fitting_form
from mentorscan.responses.model import BLANK, Batch, SourceFile, states_of
from mentorscan.responses.text import listed

PLATFORM = "answers"
"""The platform of answer files, as results name it."""


class AnsweredByRater:
    """One answer file, aligned to an instrument: an implementation of ``Responses`` with a single row.

    The instrument offers both opt-outs on every scale (``instrument.build.with_both_opt_outs``).
    """

    segments: tuple[str, ...] = ()

    def __init__(self, read: ReadAnswers, *, instrument: Instrument, form: str) -> None:
        self.file, self.instrument = read.file, instrument
        self.form: str | None = form
        self.source = SourceFile(name=read.name, sha256=read.sha256, platform=PLATFORM, rows=1)
        self.items = instrument.form_items(form)
        self.groups: dict[str, list[str | None]] = {}
        self.titles: dict[str, str] = {}
        self.left_out: Counter[str] = Counter()
        self.notes: tuple[Note, ...] = (*read.notes, *self._left_blank(read.name), *self._beyond(read.name))

    def batches(self, *, with_respondents: bool = False) -> Iterator[Batch]:
        """The one row."""
        states = np.array([[self._state(item)] for item in self.items], np.uint8)
        yield Batch(states=states, groups={}, respondents=[self.file.rater] if with_respondents else None)

    def _state(self, item: str) -> int:
        answer = self.file.answers.get(item, Answer())
        if not answer.given:
            return BLANK
        states = states_of(self.instrument.scale_of(self.instrument.questionnaire_of[item]))
        return states.index(answer.opt_out or str(answer.value))

    @cached_property
    def _given(self) -> list[str]:
        return [item for item, answer in self.file.answers.items() if answer.given]

    def _left_blank(self, name: str) -> Iterator[Note]:
        blank = [item for item in self.items if item not in self._given]
        if blank:
            text = f"Items of {name} that were left blank: {listed(blank)}."
            yield Note("left-blank", text, place=name, values={"items": blank})

    def _beyond(self, name: str) -> Iterator[Note]:
        beyond = [item for item in self._given if item not in self.items]
        if beyond:
            text = f"Items of {name} that do not belong to the form {self.form} and were not read: {listed(beyond)}."
            yield Note("items-beyond-form", text, "warning", name, {"form": self.form, "items": beyond})


def form_of(files: Sequence[ReadAnswers], *, instrument: Instrument, asked: str | None) -> str:
    """The form that was answered: the one asked for, else the one that the files name, else the one that fits.

    A file that names none is taken to answer the form that has exactly its items, else the instrument's first form.

    Raises:
        OptionError: where the instrument has no such form.
        AnswerError: where the files answer different forms, or one that asks fewer items.
    """
    forms = [each.id for each in instrument.forms]
    if asked is not None:
        if asked not in forms:
            found = f"{instrument.id} has no form {asked!r}"
            raise OptionError(Problem("unknown-form", found, expected=f"one of {listed(forms)}"))
        wanted = set(instrument.form_items(asked))
        fewer = [each for each in files if each.file.form and not wanted <= set(instrument.form_items(each.file.form))]
        if fewer:
            raise AnswerError(
                Problem(
                    "form-not-asked",
                    f"answers the form {each.file.form}, which does not ask all items of {asked}",
                    Place(each.name),
                    hint="leave --form out, or name the form that was answered",
                )
                for each in fewer
            )
        return asked
    named = [each.file.form or _fitting(each.file.answers, instrument=instrument) for each in files]
    first = named[0]
    problems = [
        Problem(
            "other-form",
            f"answers the form {form}, {files[0].name} the form {first}",
            Place(each.name),
            "answers to one form",
            "--form pulse scores only the items that both were asked" if "pulse" in forms else None,
        )
        for each, form in zip(files, named, strict=True)
        if form != first
    ]
    if problems:
        raise AnswerError(problems)
    return first


def _fitting(answered: Collection[str], *, instrument: Instrument) -> str:
    return fitting_form(answered, instrument=instrument) or instrument.forms[0].id
