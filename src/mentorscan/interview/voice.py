"""What every face of the interview says alike: the instrument's texts and our words, in the language of the moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mentorscan.instrument.effort import estimated_minutes
from mentorscan.instrument.model import Instrument, OptOutCode, Scale, Text
from mentorscan.interview import keys
from mentorscan.interview.answers import Answer, Confidence
from mentorscan.interview.journal import Differences, Header, State
from mentorscan.locales import catalogue_of
from mentorscan.report.language import Language, open_language
from mentorscan.report.plain import plain
from mentorscan.report.wording.confidence import degrees


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

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that both the instrument and we speak."""
        return tuple(each for each in self.instrument.languages if catalogue_of(each))

    def next_language(self) -> str | None:
        """The language after this one; ``None`` where there is no other."""
        if len(self.spoken) < 2:
            return None
        now = self.spoken.index(self._texts) if self._texts in self.spoken else -1
        return self.spoken[(now + 1) % len(self.spoken)]

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

    def level(self, level_id: str) -> str:
        """The title of a level."""
        return next(self.text(each.title) for each in self.instrument.levels if each.id == level_id)

    def index(self, index: float) -> str:
        """An index as a whole number, which never reads as if it reached a level that it misses."""
        bounds = [each.from_index for each in self.instrument.levels]
        return self._words.short_of(index, bounds, decimals=0)

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

    def differences(self, found: Differences) -> Sequence[str]:
        """What is asked otherwise than when the assessment was left, item by item, and what becomes of the answers."""
        if not found:
            return ()
        words = self._words
        lines = [words.gettext("The questionnaire has changed since you last worked on this assessment.")]
        lines += (words.gettext("New: {statement}", statement=self.statement(each)) for each in found.new)
        if found.new:
            lines.append(words.gettext("What is new is asked as well."))
        lines += (words.gettext("Changed: {statement}", statement=self.statement(each)) for each in found.changed)
        if found.changed:
            lines.append(words.gettext("What you answered there is kept and marked for later: please check it."))
            lines.append(words.gettext("An answer that the scale no longer has is open again."))
        lines += (words.gettext("Gone: {item}", item=each) for each in found.gone)
        if found.gone:
            lines.append(words.gettext("What you answered there stays in the journal, and counts again if it returns."))
        return lines

    def where(self, item: str, *, order: Sequence[str], short: bool = False) -> str:
        """Where an item stands: ``Accountability, item 2 of 6 · 2 of 48``; ``short``: without its place among all."""
        words, instrument = self._words, self.instrument
        questionnaire = instrument.questionnaire_of[item]
        own = [each for each in order if instrument.questionnaire_of[each] is questionnaire]
        here = {
            "hallmark": self.text(questionnaire.title),
            "place": words.count(own.index(item) + 1),
            "all": words.count(len(own)),
        }
        if short:
            return words.gettext("{hallmark}, item {place} of {all}", **here)
        return words.gettext(
            "{hallmark}, item {place} of {all} · {number} of {whole}",
            **here,
            number=words.count(order.index(item) + 1),
            whole=words.count(len(order)),
        )

    def effort(self, form: str) -> str:
        """How much there is to answer: ``16 items · about 3 minutes``."""
        words, items = self._words, len(self.instrument.form_items(form))
        minutes = estimated_minutes(self.instrument, form=form, language=self._texts)
        asked = words.ngettext("One item", "{number} items", items)
        return f"{asked} · {words.ngettext('about one minute', 'about {number} minutes', minutes)}"

    def begun(self, header: Header, state: State) -> tuple[str, ...]:
        """Whose assessment it is that was begun, and how far it is."""
        words = self._words
        about = (header.organisation and plain(header.organisation), plain(header.rater), words.date(header.date))
        answered = sum(state.answers[each].given for each in header.items if each in state.answers)
        told = words.gettext(
            "{answered} of {all} items are answered.",
            answered=words.count(answered),
            all=words.count(len(header.items)),
        )
        return " · ".join(each for each in about if each), told

    def commands(self) -> Iterable[tuple[str, str, str]]:
        """What can be done with an item, in the order of how often it is: the key, its name and what it does."""
        words = self._words
        yield keys.DONT_KNOW, words.gettext("don't know"), words.gettext("don't know: counted, never scored")
        yield keys.NOT_APPLICABLE, words.gettext("not applicable"), words.gettext("not applicable here; asks for why")
        yield keys.EVIDENCE, words.gettext("evidence"), words.gettext("evidence: what you have seen that speaks for it")
        yield keys.NOTE, words.gettext("note"), words.gettext("note: anything that you want to keep with the item")
        yield keys.SURE, words.gettext("how sure"), words.gettext("how sure you are: not very, fairly, very")
        yield keys.MARK, words.gettext("mark"), words.gettext("mark the item for later, or no longer")
        yield keys.BACK, words.gettext("back"), words.gettext("back to the item before")
        yield keys.SKIP, words.gettext("skip"), words.gettext("on to the next item; this one stays as it is")
        yield (
            keys.JUMP,
            words.gettext("next open"),
            words.gettext("jump to the next item without an answer, then to those marked for later"),
        )
        yield keys.SEARCH, words.gettext("find"), words.gettext("find items by their words")
        yield keys.TAKE_BACK, words.gettext("take back"), words.gettext("take the answer back: the item is blank again")
        yield keys.LANGUAGE, words.gettext("language"), words.gettext("change the language")
        yield keys.HELP, words.gettext("help"), words.gettext("this help")
        yield keys.QUIT, words.gettext("quit"), words.gettext("quit; everything is kept and you can go on later")

    def further_commands(self) -> Sequence[tuple[str, str]]:
        """What can be done besides: the key and what it does."""
        words = self._words
        return (
            (keys.EVIDENCE_FOR_ANSWERED, words.gettext("evidence for the item that was answered last")),
            (keys.NOTE_ON_ANSWERED, words.gettext("a note on the item that was answered last")),
            (keys.COMMENT, words.gettext("comment, at the end of a hallmark; Enter goes on without one")),
            (keys.PLAN, words.gettext("targets and plan, after the last item")),
            (keys.FINISH, words.gettext("finish, after the last item")),
        )
