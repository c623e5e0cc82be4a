"""Small windows over the workbench: one asks for a line of text, one finds items, one tells something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mentorscan.interview.answers import typed
from mentorscan.interview.app.line import Line

_KEY: Final = 9
"""Columns that the longest name of a key needs."""


class AskLine(ModalScreen[str | None]):
    """A line of text, fit for any file; ``None`` where the rater left it as it was.

    ``complaint``: what is said where the line is empty but must not be.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, question: str, *, before: str, keys: str, complaint: str | None = None) -> None:
        super().__init__()
        self._question, self._before, self._keys, self._complaint = question, before, keys, complaint

    def compose(self) -> ComposeResult:
        """The question, the line, what the keys do."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._question, style="bold"))
            yield Line(self._before, select_on_focus=False)
            yield Static(Text(self._keys), id="dialog-keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the line over, unless it is missing."""
        line = typed(event.value)
        if not line and self._complaint:
            self.query_one("#dialog-keys", Static).update(Text(self._complaint, style="bold"))
        else:
            self.dismiss(line)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)


class Find(ModalScreen[str | None]):
    """The item that was looked for and chosen; ``None`` where none was.

    ``find``: the ids of the items that hold the words, and how each is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave"), ("down", "list", "to the list")]

    def __init__(
        self, question: str, *, find: Callable[[str], Sequence[tuple[str, str]]], nothing: str, keys: str
    ) -> None:
        super().__init__()
        self._question, self._find, self._nothing, self._keys = question, find, nothing, keys

    def compose(self) -> ComposeResult:
        """The words to look for, what was found, what the keys do."""
        with Vertical(classes="dialog tall"):
            yield Static(Text(self._question, style="bold"))
            yield Line()
            yield OptionList(id="found")
            yield Static(Text(self._keys), id="dialog-keys")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find again with every letter."""
        found = self.query_one("#found", OptionList)
        found.clear_options()
        for item, shown in self._find(event.value):
            found.add_option(Option(Text(shown), id=item))
        if found.option_count:
            found.highlighted = 0
        elif typed(event.value):
            found.add_option(Option(Text(self._nothing), disabled=True))

    def on_input_submitted(self) -> None:
        """Go to the item that is highlighted."""
        self.query_one("#found", OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the item that was chosen."""
        self.dismiss(event.option_id)

    def action_list(self) -> None:
        """From the words to the list."""
        self.query_one("#found", OptionList).focus()

    def action_leave(self) -> None:
        """Stay where we were."""
        self.dismiss(None)


class Choose(ModalScreen[str | None]):
    """The id of what was chosen; ``None`` where nothing was. ``options``: ids, and how each is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, question: str, options: Sequence[tuple[str, str]], *, keys: str) -> None:
        super().__init__()
        self._question, self._options, self._keys = question, options, keys

    def compose(self) -> ComposeResult:
        """The question, what there is to choose from, what the keys do."""
        with Vertical(classes="dialog tall"):
            yield Static(Text(self._question, style="bold"))
            yield OptionList(*(Option(Text(shown), id=name) for name, shown in self._options), id="found")
            yield Static(Text(self._keys), id="dialog-keys")

    def on_mount(self) -> None:
        """The first may be chosen at once."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hand the choice over."""
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Nothing is chosen."""
        self.dismiss(None)


class Tell(ModalScreen[None]):
    """Something to read: a title and lines, a key and its meaning each, or a sentence alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,enter,f1,h,q,space", "leave", "leave"),
        ("down", "scroll('down')", "down"),
        ("up", "scroll('up')", "up"),
        ("pagedown", "scroll('page_down')", "a page down"),
        ("pageup", "scroll('page_up')", "a page up"),
        ("end", "scroll('end')", "to the end"),
        ("home", "scroll('home')", "to the beginning"),
    ]

    def __init__(self, title: str, lines: Sequence[tuple[str, str] | str], *, keys: str) -> None:
        super().__init__()
        self._title, self._lines, self._keys = title, lines, keys

    def compose(self) -> ComposeResult:
        """The title, the lines, how to leave."""
        with Vertical(classes="dialog tall"):
            yield Static(Text(self._title, style="bold"))
            with VerticalScroll(id="told", can_focus=False):
                for line in self._lines:
                    yield Static(line if isinstance(line, str) else _explained(*line), markup=False)
            yield Static(Text(self._keys), id="dialog-keys")

    def action_scroll(self, way: str) -> None:
        """Move the lines that are in view."""
        told = self.query_one("#told", VerticalScroll)
        ways: dict[str, Callable[[], None]] = {
            "up": told.scroll_up,
            "down": told.scroll_down,
            "page_up": told.scroll_page_up,
            "page_down": told.scroll_page_down,
            "home": told.scroll_home,
            "end": told.scroll_end,
        }
        ways[way]()

    def action_leave(self) -> None:
        """Back to work."""
        self.dismiss(None)


def _explained(key: str, meaning: str) -> Table:
    """A key beside its meaning, whose lines stay beside it."""
    row = Table.grid(padding=(0, 2))
    row.add_column(width=_KEY, justify="right", no_wrap=True)
    row.add_column()
    row.add_row(Text(key, style="bold"), Text(meaning))
    return row
