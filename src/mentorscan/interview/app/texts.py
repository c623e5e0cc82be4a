"""The texts below an item: lines to type into, which are kept as soon as there is a pause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from mentorscan.interview.answers import typed
from mentorscan.interview.app.line import Line

PAUSE: Final = 1.0
"""Seconds after the last letter at which a text that is being typed is kept."""

NAMES: Final = ("evidence", "note", "comment")


class Texts(Vertical):
    """A line for each text that can be written here, by its name."""

    class Paused(Message):
        """Whoever types has paused."""

    def __init__(self) -> None:
        super().__init__(id="texts")
        self._shown: tuple[str, ...] = ()
        self._pausing: Timer | None = None

    def compose(self) -> ComposeResult:
        """A label and a line each."""
        for name in NAMES:
            with Horizontal(classes="line", id=f"{name}-line"):
                yield Static(id=f"{name}-label")
                yield Line(id=name, compact=True, select_on_focus=False)

    def fill(self, texts: Mapping[str, str], *, labels: Mapping[str, str]) -> None:
        """Show these texts, and no others; one that is being typed is left alone."""
        self._shown = tuple(texts)
        for name in NAMES:
            self.query_one(f"#{name}-line").display = name in texts
            self.query_one(f"#{name}-label", Static).update(Text(labels[name]))
        for name, text in texts.items():
            line = self._line(name)
            if line is not self.screen.focused and line.value != text:
                with line.prevent(Input.Changed):
                    line.value = text
                    line.cursor_position = 0

    def typed(self) -> dict[str, str]:
        """The texts as they stand on the screen, fit for any file."""
        if self._pausing is not None:
            self._pausing.stop()
            self._pausing = None
        return {name: typed(self._line(name).value) for name in self._shown}

    def write(self, name: str) -> bool:
        """Whether this text can be written here; the next key goes into it."""
        if name in self._shown:
            self._line(name).focus()
        return name in self._shown

    def write_next(self) -> bool:
        """Whether there is a text after the one that is being typed; the next key goes into it."""
        focused = self.screen.focused.id if self.screen.focused else None
        following = self._shown[self._shown.index(focused) + 1 :] if focused in self._shown else self._shown
        return bool(following) and self.write(following[0])

    def _line(self, name: str) -> Line:
        return self.query_one(f"#{name}", Line)

    def on_input_changed(self) -> None:
        """Wait for a pause."""
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE, self._paused)

    def _paused(self) -> None:
        self.post_message(self.Paused())
