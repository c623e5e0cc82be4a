"""A line of text on the screen."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Line(Input):
    """A line to type into; of a text with several lines that is pasted, none is left out."""

    def on_focus(self) -> None:
        """Go on where the text ends."""
        self.cursor_position = len(self.value)

    def on_blur(self) -> None:
        """Show how the text begins, where it is longer than the line."""
        self.cursor_position = 0

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted in as one line."""
        event.prevent_default()
        event.stop()
        self.delete_selection()
        self.insert_text_at_cursor(" ".join(event.text.split()))
