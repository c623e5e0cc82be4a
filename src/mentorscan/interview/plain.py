"""The interview line by line: one item after the other, every change on disk before the screen says so.

It speaks through two small interfaces, a ``Reader`` of keys and lines and a ``Screen`` over a Rich console, so that it
works in any terminal and in a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Final, Literal

from mentorscan.errors import OutputError
from mentorscan.instrument.model import Questionnaire
from mentorscan.interview import keys
from mentorscan.interview.answers import Answer, typed
from mentorscan.interview.reader import NOTHING, Reader
from mentorscan.interview.screen import Screen
from mentorscan.interview.session import Change, Session
from mentorscan.locales import catalogue_of

END: Final = "/end"
"""The place after the last item. No id has a slash in it."""


class QuitError(Exception):
    """The rater wants to go on later."""


class Interview:
    """A session, led from place to place: the items, after each hallmark's last one its comment, then the end."""

    def __init__(self, session: Session, *, reader: Reader, screen: Screen) -> None:
        self._session = session
        self._reader = reader
        self._screen = screen
        self._instrument = screen.instrument
        self._order = list(session.header.items)
        self._comments: dict[str, Questionnaire] = {}
        self._places = [*self._items_and_comments(), END]
        self._shown: Questionnaire | None = None
        self._answered_last: str | None = None
        self._commands: Mapping[str, Callable[[int], int]] = {
            keys.NOT_APPLICABLE: self._not_applicable,
            keys.EVIDENCE: self._evidence,
            keys.NOTE: self._note,
            keys.BACK: self._back,
            keys.SKIP: self._onward,
            "": self._onward,
            keys.JUMP: self._jump,
            keys.TAKE_BACK: self._take_back,
            keys.LANGUAGE: self._language,
            keys.HELP: self._help,
            keys.QUIT: self._quit,
        }
        self._anywhere: Mapping[str, Callable[[int], int]] = {
            keys.EVIDENCE_FOR_ANSWERED: self._evidence_for_answered,
            keys.NOTE_ON_ANSWERED: self._note_on_answered,
        }
        self._between: Mapping[str, Callable[[int], int]] = {
            key: self._commands[key] for key in (keys.BACK, keys.JUMP, keys.LANGUAGE, keys.HELP, keys.QUIT)
        }

    def _items_and_comments(self) -> Iterator[str]:
        """The items in their order, and where a hallmark ends the place of its comment."""
        for questionnaire, items in groupby(self._order, key=self._instrument.questionnaire_of.__getitem__):
            yield from items
            place = f"{questionnaire.id}/comment"
            self._comments[place] = questionnaire
            yield place

    def run(self) -> None:
        """Nothing, once the rater has finished.

        Raises:
            QuitError: where the rater wants to go on later.
            EOFError: where no more keys will come.
        """
        at = self._start()
        while (following := self._step(at)) is not None:
            at = self._moved(following)

    def _step(self, at: int) -> int | None:
        """Ask what stands at this place; the place of what is asked next, ``None`` where the rater has finished."""
        if self._places[at] == END:
            return self._end(at)
        return self._comment(at) if self._places[at] in self._comments else self._ask(at)

    def _start(self) -> int:
        """Where to begin: at what was asked last, or at the next open item where that was answered."""
        position = self._session.state.position
        if position not in self._places:
            return 0
        at = self._places.index(position)
        return at if position in self._comments or self._is_open(at) else self._next_open(at)

    def _moved(self, at: int) -> int:
        """The same place, remembered for those who come back."""
        if self._places[at] != self._session.state.position:
            self._record(Change(position=self._places[at]))
        return at

    def _ask(self, at: int) -> int:
        """Ask one item; the place of what is asked next."""
        item = self._places[at]
        questionnaire = self._instrument.questionnaire_of[item]
        if questionnaire is not self._shown:
            self._screen.hallmark(questionnaire)
            self._shown = questionnaire
        self._screen.item(item, order=self._order, answer=self._session.state.answers.get(item))
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
                return self._answered(at, {"value": points[key]})
            if key == keys.DONT_KNOW:
                return self._answered(at, {"opt_out": "dont_know"})
            if command := self._anywhere.get(key) or self._commands.get(key.lower()):
                return command(at)
            self._screen.unknown(key)

    def _points(self, questionnaire: Questionnaire) -> dict[str, int]:
        """The keys of a questionnaire's scale, and its whole numbers, where lines are typed."""
        points = keys.point_keys([each.value for each in self._instrument.scale_of(questionnaire).points])
        return points | {str(value): value for value in points.values()}

    def _end(self, at: int) -> int | None:
        """After the last item: ``None`` where the rater has finished, else where to go."""
        self._screen.end(opened=sum(self._is_open(each) for each in range(at)))
        self._shown = None
        key = self._reader.key()
        if key.lower() == keys.FINISH:
            return None
        return self._elsewhere(key, at)

    def _comment(self, at: int) -> int:
        """At the end of a hallmark, room for a comment: one key asks for the text, Enter goes on without."""
        questionnaire = self._comments[self._places[at]]
        before = self._session.state.comments.get(questionnaire.id, "")
        self._screen.comment(questionnaire, before=before)
        self._shown = None
        key = self._reader.key()
        if key.lower() == keys.COMMENT:
            text = self._text(self._screen.words.gettext("Comment:"), default=before)
            if text != before:
                if not self._record(Change(comment=questionnaire.id, text=text)):
                    return at
                self._screen.kept(text or NOTHING)
            return at + 1
        answers = self._reader.one_key and (key in self._points(questionnaire) or key == keys.DONT_KNOW)
        return at + 1 if not key or answers else self._elsewhere(key, at)

    def _elsewhere(self, key: str, at: int) -> int:
        """Where a key leads that is pressed between the items; here, where it means nothing."""
        if command := self._anywhere.get(key) or self._between.get(key.lower()):
            return command(at)
        self._screen.unknown(key)
        return at

    def _answered(self, at: int, given: Mapping[str, object]) -> int:
        """Keep an answer with what was noted before; the next place, or this one where it could not be kept."""
        item = self._places[at]
        noted = self._session.state.answers.get(item, Answer()).model_dump(include={"note", "evidence"})
        answer = Answer.model_validate({**noted, **given})
        if not self._record(Change(set=item, answer=answer)):
            return at
        self._answered_last = item
        self._screen.answered(item, answer)
        return self._onward(at)

    def _not_applicable(self, at: int) -> int:
        words = self._screen.words
        before = self._session.state.answers.get(self._places[at], Answer()).reason or ""
        question = words.gettext("Why does it not apply here? (- takes the choice back)")
        while not (reason := self._line(question, default=before)):
            self._screen.say(
                words.gettext("“Not applicable” needs its reason. A hyphen (-) alone takes the choice back.")
            )
        if reason == NOTHING:
            self._screen.say(words.gettext("Nothing was changed."))
            return at
        return self._answered(at, {"opt_out": "not_applicable", "reason": reason})

    def _evidence(self, at: int) -> int:
        return self._noted(at, item=self._places[at], name="evidence")

    def _note(self, at: int) -> int:
        return self._noted(at, item=self._places[at], name="note")

    def _evidence_for_answered(self, at: int) -> int:
        return self._noted_on_answered(at, name="evidence")

    def _note_on_answered(self, at: int) -> int:
        return self._noted_on_answered(at, name="note")

    def _noted_on_answered(self, at: int, *, name: Literal["evidence", "note"]) -> int:
        """Keep a line of text with the item that was answered last, and stay where we are."""
        if self._answered_last is None:
            words = self._screen.words
            self._screen.say(
                words.gettext("Nothing was answered since the start. Go back to the item with b, then press e or t.")
            )
            return at
        self._screen.about(self._answered_last)
        return self._noted(at, item=self._answered_last, name=name)

    def _noted(self, at: int, *, item: str, name: Literal["evidence", "note"]) -> int:
        """Keep a line of text with an item, and stay where we are."""
        words = self._screen.words
        question = words.gettext("What have you seen?") if name == "evidence" else words.gettext("Note:")
        before = self._session.state.answers.get(item, Answer())
        text = self._text(question, default=getattr(before, name) or "")
        after = before.model_copy(update={name: text or None})
        if after != before and self._record(_setting(item, after)):
            self._screen.kept(text or NOTHING)
        return at

    def _take_back(self, at: int) -> int:
        """Make the item blank again; what was noted stays."""
        item = self._places[at]
        before = self._session.state.answers.get(item, Answer())
        after = Answer(note=before.note, evidence=before.evidence)
        if not before.given:
            self._screen.say(self._screen.words.gettext("There is no answer to take back."))
        elif self._record(_setting(item, after)):
            self._screen.say(self._screen.words.gettext("The answer is taken back: the item is blank."))
        return at

    def _back(self, at: int) -> int:
        """The place of the item before; comments are passed by."""
        if at == 0:
            self._screen.say(self._screen.words.gettext("This is the first item."))
        return next((each for each in reversed(range(at)) if self._places[each] not in self._comments), 0)

    def _onward(self, at: int) -> int:
        return at + 1

    def _jump(self, at: int) -> int:
        found = self._next_open(at)
        if self._places[found] == END:
            self._screen.say(self._screen.words.gettext("Every item is answered."))
        return found

    def _language(self, at: int) -> int:
        """The next language that both the instrument and we speak."""
        spoken = [each for each in self._instrument.languages if catalogue_of(each)]
        now = self._screen.language
        if len(spoken) < 2:
            self._screen.say(self._screen.words.gettext("There is no other language."))
            return at
        language = spoken[(spoken.index(now) + 1) % len(spoken)] if now in spoken else spoken[0]
        if self._record(Change(language=language)):
            self._screen.speak(language)
            self._shown = None
        return at

    def _help(self, at: int) -> int:
        self._screen.help(one_key=self._reader.one_key)
        self._reader.pause(self._screen.spelled(self._screen.words.gettext("Press any key to go on.")))
        return at

    def _quit(self, at: int) -> int:
        raise QuitError(at)

    def _text(self, question: str, *, default: str) -> str:
        """A line of text, fit for any file; empty where there shall be none."""
        text = self._line(question, default=default)
        return "" if text == NOTHING else text

    def _line(self, question: str, *, default: str) -> str:
        """A line as it was typed, fit for any file."""
        return typed(self._reader.text(self._screen.spelled(question), default=default))

    def _record(self, change: Change) -> bool:
        """Whether the change is on disk; where it cannot be written, the screen says why."""
        try:
            self._session.record(change)
        except OutputError as error:
            for problem in error.problems:
                self._screen.problem(problem)
            return False
        return True

    def _is_open(self, at: int) -> bool:
        """Whether an item stands here that has no answer."""
        item = self._places[at]
        return item in self._session.header.items and not self._session.state.answers.get(item, Answer()).given

    def _next_open(self, at: int) -> int:
        """The place of the next item without an answer, from the start again after the last; the end where none is."""
        end = len(self._places) - 1
        places = [*range(at + 1, end), *range(min(at + 1, end))]
        return next((each for each in places if self._is_open(each)), end)


def _setting(item: str, answer: Answer) -> Change:
    """The change that leaves this answer with the item."""
    return Change(clear=item) if answer.empty else Change(set=item, answer=answer)
