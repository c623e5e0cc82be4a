"""The interview line by line: one item after the other, every change on disk before the screen says so.

It speaks through two small interfaces, a ``Reader`` of keys and lines and a ``Screen`` over a Rich console, so that it
works in any terminal and in a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mentorscan.errors import OutputError
from mentorscan.instrument.model import Questionnaire
from mentorscan.interview import keys
from mentorscan.interview.answers import Answer, typed
from mentorscan.interview.reader import Reader
from mentorscan.interview.screen import Screen
from mentorscan.interview.session import Change, Session
from mentorscan.locales import catalogue_of

FINISH: Final = "f"


class QuitError(Exception):
    """The rater wants to go on later."""


class Interview:
    """A session, led from item to item."""

    def __init__(self, session: Session, *, reader: Reader, screen: Screen) -> None:
        self._session = session
        self._reader = reader
        self._screen = screen
        self._instrument = screen.instrument
        self._order = list(session.header.items)
        self._shown: Questionnaire | None = None
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

    def run(self) -> None:
        """Nothing, once the rater has finished.

        Raises:
            QuitError: where the rater wants to go on later.
            EOFError: where no more keys will come.
        """
        at = self._start()
        finished = False
        while not finished:
            if at < len(self._order):
                at = self._moved(self._ask(at))
            else:
                finished, at = self._end()

    def _start(self) -> int:
        """Where to begin: at the item that was asked last, or at the next open one where that was answered."""
        position = self._session.state.position
        if position not in self._order:
            return 0
        at = self._order.index(position)
        return at if self._is_open(at) else self._next_open(at)

    def _moved(self, at: int) -> int:
        """The same place, remembered for those who come back."""
        if at < len(self._order) and self._order[at] != self._session.state.position:
            self._record(Change(position=self._order[at]))
        return at

    def _ask(self, at: int) -> int:
        """Ask one item; the place of what is asked next."""
        item = self._order[at]
        questionnaire = self._instrument.questionnaire_of[item]
        if questionnaire is not self._shown:
            self._screen.hallmark(questionnaire)
            self._shown = questionnaire
        self._screen.item(item, order=self._order, answer=self._session.state.answers.get(item))
        scale = self._instrument.scale_of(questionnaire)
        points = keys.point_keys([each.value for each in scale.points])
        points |= {str(value): value for value in points.values()}  # whole numbers, where lines are typed
        while True:
            key = self._reader.key()
            if key in points:
                return self._answered(at, {"value": points[key]})
            if key == keys.DONT_KNOW:
                return self._answered(at, {"opt_out": "dont_know"})
            if key.lower() in self._commands:
                return self._commands[key.lower()](at)
            self._screen.unknown(key)

    def _end(self) -> tuple[bool, int]:
        """After the last item: whether the rater has finished, and where to go otherwise."""
        last = len(self._order)
        opened = sum(self._is_open(each) for each in range(last))
        self._screen.end(opened=opened)
        self._shown = None
        key = self._reader.key().lower()
        if key == FINISH:
            return True, last
        steps = {keys.BACK: self._back, keys.JUMP: self._jump, keys.LANGUAGE: self._language, keys.HELP: self._help,
                 keys.QUIT: self._quit}  # fmt: skip
        if key in steps:
            return False, steps[key](last)
        self._screen.unknown(key)
        return False, last

    def _answered(self, at: int, given: Mapping[str, object]) -> int:
        """Keep an answer with what was noted before; the next place, or this one where it could not be kept."""
        item = self._order[at]
        noted = self._session.state.answers.get(item, Answer()).model_dump(include={"note", "evidence"})
        answer = Answer.model_validate({**noted, **given})
        if not self._record(Change(set=item, answer=answer)):
            return at
        self._screen.kept(self._screen.answer_text(item, answer) or "")
        return self._onward(at)

    def _not_applicable(self, at: int) -> int:
        words = self._screen.words
        before = self._session.state.answers.get(self._order[at], Answer()).reason or ""
        reason = self._text(words.gettext("Why does it not apply here?"), default=before)
        if not reason:
            self._screen.say(words.gettext("“Not applicable” needs its reason. Nothing was changed."))
            return at
        return self._answered(at, {"opt_out": "not_applicable", "reason": reason})

    def _evidence(self, at: int) -> int:
        return self._noted(at, "evidence", self._screen.words.gettext("What have you seen?"))

    def _note(self, at: int) -> int:
        return self._noted(at, "note", self._screen.words.gettext("Note:"))

    def _noted(self, at: int, name: str, question: str) -> int:
        """Keep a line of text with the item, and stay there."""
        item = self._order[at]
        before = self._session.state.answers.get(item, Answer())
        text = self._text(question, default=getattr(before, name) or "")
        after = before.model_copy(update={name: text or None})
        if after != before and self._record(_setting(item, after)):
            self._screen.kept(text or "-")
        return at

    def _take_back(self, at: int) -> int:
        """Make the item blank again; what was noted stays."""
        item = self._order[at]
        before = self._session.state.answers.get(item, Answer())
        after = Answer(note=before.note, evidence=before.evidence)
        if not before.given:
            self._screen.say(self._screen.words.gettext("There is no answer to take back."))
        elif self._record(_setting(item, after)):
            self._screen.say(self._screen.words.gettext("The answer is taken back: the item is blank."))
        return at

    def _back(self, at: int) -> int:
        if at == 0:
            self._screen.say(self._screen.words.gettext("This is the first item."))
        return max(0, at - 1)

    def _onward(self, at: int) -> int:
        """The next place; at the end of a hallmark there is room for a comment."""
        questionnaire = self._instrument.questionnaire_of[self._order[at]]
        following = self._order[at + 1 : at + 2]
        if not following or self._instrument.questionnaire_of[following[0]] is not questionnaire:
            self._comment(questionnaire)
        return at + 1

    def _comment(self, questionnaire: Questionnaire) -> None:
        words = self._screen.words
        self._screen.comment(questionnaire)
        before = self._session.state.comments.get(questionnaire.id, "")
        text = self._text(words.gettext("Comment (Enter: none):"), default=before)
        if text != before and self._record(Change(comment=questionnaire.id, text=text)):
            self._screen.kept(text or "-")

    def _jump(self, at: int) -> int:
        found = self._next_open(at)
        if found == len(self._order):
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
        self._screen.help()
        self._reader.pause(self._screen.spelled(self._screen.words.gettext("Press any key to go on.")))
        return at

    def _quit(self, at: int) -> int:
        raise QuitError(at)

    def _text(self, question: str, *, default: str) -> str:
        """A line of text, fit for any file."""
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
        return not self._session.state.answers.get(self._order[at], Answer()).given

    def _next_open(self, at: int) -> int:
        """The place of the next item without an answer, from the start again after the last; the end where none is."""
        places = [*range(at + 1, len(self._order)), *range(min(at + 1, len(self._order)))]
        return next((each for each in places if self._is_open(each)), len(self._order))


def _setting(item: str, answer: Answer) -> Change:
    """The change that leaves this answer with the item."""
    return Change(clear=item) if answer.empty else Change(set=item, answer=answer)
