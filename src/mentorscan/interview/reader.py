"""What a person types: single keys and lines of text, from a terminal that can do both, or from a pipe."""

from __future__ import annotations

from typing import Protocol, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import Output
from rich.console import Console
from rich.text import Text

PROMPT = "> "
NOTHING = "-"
"""A line that takes a text, or a choice, away."""


class Reader(Protocol):
    """Where answers come from. Every method raises ``EOFError`` where nothing more will come."""

    @property
    def one_key(self) -> bool:
        """Whether a key counts at once; otherwise Enter ends every line, and an empty line is meant."""
        ...

    def key(self) -> str:
        """One key; empty for Enter alone, and for white space."""
        ...

    def text(self, question: str, *, default: str = "") -> str:
        """A line of text, which begins as ``default``, just as it was typed: ``NOTHING`` is for the caller."""
        ...

    def pause(self, message: str) -> None:
        """Nothing, once the person has read what is on the screen."""
        ...


class Terminal:
    """A terminal on which one key is enough, and lines can be edited."""

    one_key = True

    def __init__(self, *, source: Input, screen: Output) -> None:
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=event.data)

        self._keys: PromptSession[str] = PromptSession(
            input=source, output=screen, key_bindings=bindings, erase_when_done=True
        )
        self._lines: PromptSession[str] = PromptSession(input=source, output=screen, history=DummyHistory())

    def key(self) -> str:
        """One key, without Enter; what was typed ahead is kept."""
        return self._keys.prompt(PROMPT).strip()

    def text(self, question: str, *, default: str = "") -> str:
        """A line, edited in place; no line remembers another one."""
        return self._lines.prompt(f"{question} ", default=default)

    def pause(self, message: str) -> None:
        """Nothing, after any key."""
        self._keys.prompt(f"{message} ")


class Lines:
    """A pipe, or a terminal that knows lines only: every answer is a line, and Enter ends it."""

    one_key = False

    def __init__(self, source: TextIO, *, console: Console) -> None:
        self._source = source
        self._console = console

    def key(self) -> str:
        """A line, usually of one character."""
        return self._line(PROMPT)

    def text(self, question: str, *, default: str = "") -> str:
        """A line; an empty one leaves what was there."""
        return self._line(f"{question} ") or default

    def pause(self, message: str) -> None:
        """Nothing, at once: nobody who writes lines ahead would expect to write one for this."""

    def _line(self, prompt: str) -> str:
        self._console.print(Text(prompt), end="", soft_wrap=True)
        line = self._source.readline()
        if not self._source.isatty():  # a terminal has shown the line while it was typed
            self._console.print(Text(line.rstrip("\n")), soft_wrap=True)
        if not line:
            raise EOFError
        return line.strip()
