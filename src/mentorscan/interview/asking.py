"""What every part of the line edition does alike: ask for a line, keep a change, change the language, quit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mentorscan.errors import OutputError
from mentorscan.interview.answers import typed
from mentorscan.interview.course import Course
from mentorscan.interview.reader import NOTHING, Reader
from mentorscan.interview.screen import Screen


class QuitError(Exception):
    """The rater wants to go on later."""


class Asking:
    """A course, what is typed, and what is shown."""

    def __init__(self, course: Course, *, reader: Reader, screen: Screen) -> None:
        self._course = course
        self._reader = reader
        self._screen = screen

    def _text(self, question: str, *, default: str) -> str:
        """A line of text, fit for any file; empty where there shall be none."""
        text = self._line(question, default=default)
        return "" if text == NOTHING else text

    def _line(self, question: str, *, default: str) -> str:
        """A line as it was typed, fit for any file."""
        return typed(self._reader.text(self._screen.spelled(question), default=default))

    def _kept(self, change: Callable[[], object]) -> bool:
        """Whether a change is on disk; where it cannot be written, the screen says why."""
        try:
            change()
        except OutputError as error:
            for problem in error.problems:
                self._screen.problem(problem)
            return False
        return True

    def _speaks_on(self) -> bool:
        """Whether the next language is spoken now, of those that both the instrument and we speak."""
        language = self._screen.voice.next_language()
        if language is None:
            self._screen.say(self._screen.words.gettext("There is no other language."))
        elif self._kept(partial(self._course.speak, language)):
            self._screen.voice.speak(language)
            return True
        return False
