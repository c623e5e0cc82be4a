"""The interview line by line: one item after the other, every change on disk before the screen says so.

It speaks through two small interfaces, a ``Reader`` of keys and lines and a ``Screen`` over a Rich console, so that it
works in any terminal and in a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from mentorscan.instrument.model import Questionnaire
from mentorscan.interview import keys
from mentorscan.interview.asking import Asking, QuitError
from mentorscan.interview.course import END, PLAN, Course
from mentorscan.interview.planning import Planning
from mentorscan.interview.reader import NOTHING, Reader
from mentorscan.interview.screen import Screen

__all__ = ["Interview", "QuitError"]


class Interview(Asking):
    """The course of an assessment, line by line."""

    def __init__(self, course: Course, *, reader: Reader, screen: Screen) -> None:
        super().__init__(course, reader=reader, screen=screen)
        self._shown: Questionnaire | None = None
        self._answered_last: str | None = None
        self._commands: Mapping[str, Callable[[str], str]] = {
            keys.NOT_APPLICABLE: self._not_applicable,
            keys.EVIDENCE: self._evidence,
            keys.NOTE: self._note,
            keys.SURE: self._sure,
            keys.MARK: self._mark,
            keys.BACK: self._back,
            keys.SKIP: self._course.after,
            "": self._course.after,
            keys.JUMP: self._jump,
            keys.SEARCH: self._search,
            keys.TAKE_BACK: self._take_back,
            keys.LANGUAGE: self._language,
            keys.HELP: self._help,
            keys.QUIT: self._quit,
        }
        self._anywhere: Mapping[str, Callable[[str], str]] = {
            keys.EVIDENCE_FOR_ANSWERED: self._evidence_for_answered,
            keys.NOTE_ON_ANSWERED: self._note_on_answered,
        }
        between = (keys.BACK, keys.JUMP, keys.SEARCH, keys.LANGUAGE, keys.HELP, keys.QUIT)
        self._between: Mapping[str, Callable[[str], str]] = {key: self._commands[key] for key in between}

    def run(self) -> None:
        """Nothing, once the rater has finished.

        Raises:
            QuitError: where the rater wants to go on later.
            EOFError: where no more keys will come.
        """
        place = self._course.start()
        while (following := self._step(place)) is not None:
            self._kept(partial(self._course.move, following))
            place = following

    def _step(self, place: str) -> str | None:
        """Ask what stands at this place; the place of what is asked next, ``None`` where the rater has finished."""
        if place == END:
            return self._end(place)
        if place == PLAN:
            Planning(self._course, reader=self._reader, screen=self._screen).run()
            return END
        questionnaire = self._course.commented(place)
        return self._comment(place, questionnaire) if questionnaire else self._ask(place)

    def _ask(self, item: str) -> str:
        """Ask one item; the place of what is asked next."""
        questionnaire = self._course.instrument.questionnaire_of[item]
        if questionnaire is not self._shown:
            self._screen.hallmark(questionnaire)
            self._shown = questionnaire
        self._show(item)
        points = self._points(questionnaire)
        hinted = False
        while True:
            key = self._reader.key()
            if not key and self._reader.one_key:
                if not hinted:
                    self._screen.say(self._screen.words.gettext("s skips this item."))
                hinted = True
                continue
            if key in points:
                return self._rate(item, points[key])
            if key == keys.DONT_KNOW:
                return self._dont_know(item)
            if command := self._anywhere.get(key) or self._commands.get(key.lower()):
                return command(item)
            self._screen.unknown(key)

    def _show(self, item: str) -> None:
        state = self._course.state
        self._screen.item(item, order=self._course.items, answer=state.answers.get(item), marked=item in state.marked)

    def _points(self, questionnaire: Questionnaire) -> dict[str, int]:
        """The keys of a questionnaire's scale, and its whole numbers, where lines are typed."""
        points = keys.point_keys([each.value for each in self._course.instrument.scale_of(questionnaire).points])
        return points | {str(value): value for value in points.values()}

    def _end(self, place: str) -> str | None:
        """After the last item: ``None`` where the rater has finished, else where to go."""
        self._screen.end(opened=len(self._course.open_items))
        self._shown = None
        key = self._reader.key()
        if key.lower() == keys.FINISH:
            return None
        return PLAN if key.lower() == keys.PLAN else self._elsewhere(key, place)

    def _comment(self, place: str, questionnaire: Questionnaire) -> str:
        """At the end of a hallmark, room for a comment: one key asks for the text, Enter goes on without."""
        before = self._course.state.comments.get(questionnaire.id, "")
        self._screen.comment(questionnaire, before=before)
        self._shown = None
        key = self._reader.key()
        if key.lower() == keys.COMMENT:
            text = self._text(self._screen.words.gettext("Comment:"), default=before)
            if text != before:
                if not self._kept(partial(self._course.comment, questionnaire.id, text)):
                    return place
                self._screen.kept(text or NOTHING)
            return self._course.after(place)
        answers = self._reader.one_key and (key in self._points(questionnaire) or key == keys.DONT_KNOW)
        return self._course.after(place) if not key or answers else self._elsewhere(key, place)

    def _elsewhere(self, key: str, place: str) -> str:
        """Where a key leads that is pressed between the items; here, where it means nothing."""
        if command := self._anywhere.get(key) or self._between.get(key.lower()):
            return command(place)
        self._screen.unknown(key)
        return place

    def _answered(self, item: str, keep: Callable[[], object]) -> str:
        """Keep an answer with what was noted before; the next place, or this one where it could not be kept."""
        if not self._kept(keep):
            return item
        self._answered_last = item
        self._screen.answered(item, self._course.answer(item))
        return self._course.after(item)

    def _rate(self, item: str, value: int) -> str:
        return self._answered(item, partial(self._course.rate, item, value=value))

    def _dont_know(self, item: str) -> str:
        return self._answered(item, partial(self._course.opt_out, item, code="dont_know"))

    def _not_applicable(self, item: str) -> str:
        words = self._screen.words
        before = self._course.answer(item).reason or ""
        question = words.gettext("Why does it not apply here? (- takes the choice back)")
        while not (reason := self._line(question, default=before)):
            self._screen.say(
                words.gettext("“Not applicable” needs its reason. A hyphen (-) alone takes the choice back.")
            )
        if reason == NOTHING:
            self._screen.say(words.gettext("Nothing was changed."))
            return item
        return self._answered(item, partial(self._course.opt_out, item, code="not_applicable", reason=reason))

    def _evidence(self, item: str) -> str:
        self._noted(item, name="evidence")
        return item

    def _note(self, item: str) -> str:
        self._noted(item, name="note")
        return item

    def _evidence_for_answered(self, place: str) -> str:
        return self._noted_on_answered(place, name="evidence")

    def _note_on_answered(self, place: str) -> str:
        return self._noted_on_answered(place, name="note")

    def _noted_on_answered(self, place: str, *, name: Literal["evidence", "note"]) -> str:
        """Keep a line of text with the item that was answered last, and stay where we are."""
        if self._answered_last is None:
            words = self._screen.words
            self._screen.say(
                words.gettext("Nothing was answered since the start. Go back to the item with b, then press e or t.")
            )
            return place
        self._screen.about(self._answered_last)
        self._noted(self._answered_last, name=name)
        return place

    def _noted(self, item: str, *, name: Literal["evidence", "note"]) -> None:
        """Keep a line of text with an item."""
        words = self._screen.words
        question = words.gettext("What have you seen?") if name == "evidence" else words.gettext("Note:")
        before = getattr(self._course.answer(item), name) or ""
        text = self._text(question, default=before)
        keep = self._course.evidence if name == "evidence" else self._course.note
        if text != before and self._kept(partial(keep, item, text)):
            self._screen.kept(text or NOTHING)

    def _sure(self, item: str) -> str:
        """Keep the next degree of how sure the rater is, and stay here."""
        if self._course.answer(item).value is None:
            self._screen.say(self._screen.words.gettext("Rate the item first, then say how sure you are."))
        elif self._kept(partial(self._course.confide, item)):
            self._screen.sure(self._course.answer(item).confidence)
        return item

    def _mark(self, item: str) -> str:
        """Mark the item for later, or no longer, and stay here."""
        if self._kept(partial(self._course.mark, item)):
            self._screen.marked(marked=item in self._course.state.marked)
        return item

    def _take_back(self, item: str) -> str:
        """Make the item blank again; what was noted stays."""
        if not self._course.answer(item).given:
            self._screen.say(self._screen.words.gettext("There is no answer to take back."))
        elif self._kept(partial(self._course.take_back, item)):
            self._screen.say(self._screen.words.gettext("The answer is taken back: the item is blank."))
        return item

    def _back(self, place: str) -> str:
        """The item before; comments are passed by."""
        before = self._course.before(place)
        if before is None:
            self._screen.say(self._screen.words.gettext("This is the first item."))
        return before or place

    def _jump(self, place: str) -> str:
        """The next open item; where every item is answered, the next that was marked for later."""
        found = self._course.next_open(place)
        if found == END:
            self._screen.say(self._screen.words.gettext("Every item is answered."))
            return self._course.next_marked(place) or found
        return found

    def _search(self, place: str) -> str:
        """The item that was looked for; of several the one that is chosen."""
        words = self._screen.words
        text = self._text(words.gettext("Find items with these words:"), default="")
        found = self._course.find(text, language=self._screen.voice.language)
        if not found:
            if text:
                self._screen.say(words.gettext("No item holds these words."))
            return place
        self._screen.found(found, order=self._course.items)
        number = self._text(words.gettext("Number of the item to go to (Enter: stay here):"), default="")
        chosen = {str(self._course.items.index(each) + 1): each for each in found}
        return chosen.get(number, place)

    def _language(self, place: str) -> str:
        """Nothing moves; from now on in the next language that both the instrument and we speak."""
        if self._speaks_on():
            self._shown = None
        return place

    def _help(self, place: str) -> str:
        self._screen.help(one_key=self._reader.one_key)
        self._reader.pause(self._screen.spelled(self._screen.words.gettext("Press any key to go on.")))
        return place

    def _quit(self, place: str) -> str:
        raise QuitError(place)
