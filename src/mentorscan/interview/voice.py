"""What every face of the interview says alike: the instrument's texts and our words, in the language of the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorscan.instrument.model import Instrument, OptOutCode, Scale, Text
from mentorscan.interview.answers import Answer, Confidence
from mentorscan.report.language import Language, open_language
from mentorscan.report.plain import plain


class Voice:
    """An instrument with both opt-outs on its scales, and the language in which it is asked.

    Raises ``OptionError`` where the instrument has no texts in that language, or mentorscan no words.
    """

    def __init__(self, instrument: Instrument, *, language: str | None) -> None:
        self.instrument = instrument
        self._words, self._texts = open_language(language, texts=instrument.languages)

    @property
    def language(self) -> str:
        """The language of the items."""
        return self._texts

    @property
    def words(self) -> Language:
        """The language of our own words."""
        return self._words

    def speak(self, language: str) -> None:
        """Nothing; from now on in this language."""
        self._words, self._texts = open_language(language, texts=self.instrument.languages)

    def text(self, text: Text) -> str:
        """A text of the instrument."""
        return plain(text[self._texts])

    def statement(self, item: str) -> str:
        """What an item states."""
        return self.text(self.instrument.items[item].text)

    def point(self, scale: Scale, *, value: int) -> str:
        """The label of a point."""
        return next(self.text(each.label) for each in scale.points if each.value == value)

    def opt_out(self, scale: Scale, *, code: OptOutCode) -> str:
        """The label of an opt-out."""
        return next(self.text(each.label) for each in scale.opt_outs if each.code == code)

    def answer(self, item: str, answer: Answer) -> str | None:
        """An answer in words: ``4, True in most cases``; ``None`` where there is none."""
        scale = self.instrument.scale_of(self.instrument.questionnaire_of[item])
        if answer.opt_out:
            label = self.opt_out(scale, code=answer.opt_out)
            return f"{label} ({plain(answer.reason)})" if answer.reason else label
        if answer.value is None:
            return None
        label = self.point(scale, value=answer.value)
        value = self._words.number(answer.value)
        return value if label == str(answer.value) else f"{value}, {label}"

    def sure(self, confidence: Confidence) -> str:
        """How sure the rater is, in words."""
        return degrees(self._words)[confidence]

    def where(self, item: str, *, order: Sequence[str]) -> str:
        """Where an item stands: ``Accountability, item 2 of 6 · 2 of 48``."""
        words, instrument = self._words, self.instrument
        questionnaire = instrument.questionnaire_of[item]
        own = [each for each in order if instrument.questionnaire_of[each] is questionnaire]
        return words.gettext(
            "{hallmark}, item {place} of {all} · {number} of {whole}",
            hallmark=self.text(questionnaire.title),
            place=words.count(own.index(item) + 1),
            all=words.count(len(own)),
            number=words.count(order.index(item) + 1),
            whole=words.count(len(order)),
        )


def degrees(words: Language) -> Mapping[Confidence, str]:
    """How sure a rater may be, in words, from the least."""
    return {
        "low": words.gettext("not very sure"),
        "medium": words.gettext("fairly sure"),
        "high": words.gettext("very sure"),
    }
