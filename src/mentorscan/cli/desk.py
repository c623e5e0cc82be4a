"""Where raters sit: the terminal, on a whole screen where it can, else line by line; or a pipe."""

from __future__ import annotations

import codecs
import os
import signal
import sys
from datetime import UTC, datetime
from functools import cached_property
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import Console

    from mentorscan.interview.answers import AnswerFile
    from mentorscan.interview.opening import Opening
    from mentorscan.interview.reader import Reader
    from mentorscan.interview.talk import TalkOpening

SMALLEST: Final = (60, 20)
"""Columns and lines from which on the whole screen has room for an item."""


class Desk:
    """A terminal, or a pipe. stdout is kept for the result: whatever is asked goes to stderr.

    ``plain``: line by line in any case.
    """

    def __init__(self, *, plain: bool) -> None:
        self._plain = plain

    @cached_property
    def console(self) -> Console:
        """What raters read from."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, emoji=False, markup=False)

    def ask(self, opening: Opening) -> AnswerFile | None:
        """What one rater answers; ``None`` where they want to go on later."""
        if self._whole:
            from mentorscan.interview.app import conduct_on_screen

            return conduct_on_screen(opening, console=self.console)
        from mentorscan.interview.conduct import conduct

        return conduct(opening, reader=self._reader, console=self.console)

    def talk(self, opening: TalkOpening) -> AnswerFile | None:
        """What several raters agree on; ``None`` where they want to go on later."""
        if self._whole:
            from mentorscan.interview.app import talk_on_screen

            return talk_on_screen(opening, console=self.console)
        from mentorscan.interview.talk import talk_over

        return talk_over(opening, reader=self._reader, console=self.console)

    @property
    def _capable(self) -> bool:
        """Whether single keys can be read here."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.console.is_dumb_terminal

    @property
    def _whole(self) -> bool:
        """Whether the whole screen can be drawn: in UTF-8, and where there is room for an item."""
        drawn = codecs.lookup(self.console.encoding).name == "utf-8"
        width, height = SMALLEST
        roomy = self.console.width >= width and self.console.height >= height
        return self._capable and not self._plain and drawn and roomy

    @cached_property
    def _reader(self) -> Reader:
        from mentorscan.interview.reader import Lines, Terminal

        if self._capable:
            from prompt_toolkit.input import create_input
            from prompt_toolkit.output import create_output

            os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # some terminals do not answer where the cursor is
            return Terminal(source=create_input(), screen=create_output(stdout=sys.stderr))
        # Polars has put a handler of its own in this place, under which Ctrl-C would wait for the end of the line.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        return Lines(sys.stdin, console=self.console)


def today() -> str:
    """The day that answers are dated with, as ISO text."""
    from mentorscan.pipeline import created

    if "SOURCE_DATE_EPOCH" in os.environ:
        return created()[:10]
    return datetime.now(UTC).astimezone().date().isoformat()
