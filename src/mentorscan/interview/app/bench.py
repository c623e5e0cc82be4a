"""What every screen of the work has: rooms that are filled with text, a foot that tells, changes that are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from mentorscan.errors import OutputError
from mentorscan.interview.app import drawing
from mentorscan.interview.course import Course
from mentorscan.interview.voice import Voice
from mentorscan.report.plain import plain

Outcome = TypeVar("Outcome")


class Bench(Screen[Outcome], Generic[Outcome]):
    """A course, and the voice that speaks of it, on a screen."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f1", "help", "help"),
        Binding("pageup", "page('up')", priority=True),
        Binding("pagedown", "page('down')", priority=True),
    ]

    def __init__(self, course: Course, *, voice: Voice) -> None:
        super().__init__()
        self.course = course
        self.voice = voice
        self._said = ""

    def compose_head(self) -> ComposeResult:
        """Whose assessment it is, or what is done here, and how far it is."""
        with Horizontal(id="head"):
            yield Static(id="whose")
            yield Static(id="progress")

    def compose_foot(self) -> ComposeResult:
        """What is told, and the keys."""
        yield Static(id="said")
        yield Static(id="keys")

    def show(self) -> None:
        """Fill every room of the screen with what stands there now."""
        raise AssertionError(self)

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys that matter here, with their names."""
        raise AssertionError(self)

    def put_keys(self) -> None:
        """Show the keys; where there is more than the screen can hold, how to see it."""
        longer = self.query_one("#asked", VerticalScroll).show_vertical_scrollbar
        more = [("PgDn", self.voice.words.gettext("more"))] if longer else []
        self._put("keys", drawing.hints([*more, *self.hints()], width=self.size.width))

    def on_mount(self) -> None:
        """Show the keys again whenever there is more than the screen can hold, or no longer."""
        self.watch(self.query_one("#asked"), "show_vertical_scrollbar", self.put_keys, init=False)

    def on_screen_resume(self) -> None:
        """Show it again, now that it is known how wide each room is: in a wide window not at once."""
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Show it again in the new width."""
        self.call_after_refresh(self.show)

    def _put(self, name: str, text: Text) -> None:
        self.query_one(f"#{name}", Static).update(text)

    def _say(self, message: str) -> None:
        self._said = message
        self._put("said", Text(message))

    def _kept(self, change: Callable[[], object]) -> bool:
        """Whether a change is on disk; where it cannot be written, the screen says why."""
        try:
            change()
        except OutputError as error:
            problem = plain(str(error.problems[0]))
            self._say(self.voice.words.gettext("Not kept: {problem}", problem=problem))
            return False
        return True

    def _language(self) -> None:
        """Speak the next language from now on."""
        language = self.voice.next_language()
        if language is None:
            self._say(self.voice.words.gettext("There is no other language."))
        elif self._kept(partial(self.course.speak, language)):
            self.voice.speak(language)
            self._said = ""
            self.show()

    def action_page(self, way: str) -> None:
        """Move what is longer than the screen."""
        asked = self.query_one("#asked", VerticalScroll)
        if way == "up":
            asked.scroll_page_up()
        else:
            asked.scroll_page_down()
