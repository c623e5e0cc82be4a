"""A form of a few lines over the workbench: an action with its owner, its date and the sign of its success."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from mentorscan.interview.answers import Action, typed
from mentorscan.interview.app.line import Line
from mentorscan.interview.plan import DATE_EXAMPLE, due_date, no_date
from mentorscan.interview.voice import Voice


class ActionForm(ModalScreen[Action]):
    """The action as it was filled in; without a text where it shall leave the plan. ``None``: nothing was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "leave"),
        ("down", "app.focus_next", "next"),
        ("up", "app.focus_previous", "previous"),
        ("ctrl+s", "keep", "keep"),
    ]

    def __init__(self, action: Action, *, voice: Voice) -> None:
        super().__init__()
        self._action, self._voice = action, voice

    def compose(self) -> ComposeResult:
        """A question and a line each, and what the keys do."""
        words, action = self._voice.words, self._action
        questions = {
            "action": (words.gettext("What will be done?"), action.action),
            "owner": (words.gettext("Who answers for it?"), action.owner),
            "due": (words.gettext("Until when? (such as {date})", date=DATE_EXAMPLE), action.due),
            "sign": (words.gettext("How will its success show?"), action.sign),
        }
        with Vertical(classes="dialog"):
            for name, (question, before) in questions.items():
                yield Static(Text(question, style="bold"))
                yield Line(before or "", id=name, compact=True, select_on_focus=False)
            yield Static("", id="complaint")
            hint = words.gettext("Enter: on, and keep after the last   Esc: leave as it was")
            yield Static(Text(hint), id="dialog-keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the next line; after the last, keep the action."""
        if event.input.id == "sign" or (event.input.id == "action" and not typed(event.value)):
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Hand the action over, unless its date is none."""
        lines = {each.id or "": typed(each.value) for each in self.query(Input)}
        due = due_date(lines["due"], words=self._voice.words) if lines["due"] else None
        if lines["due"] and due is None and lines["action"]:
            self.query_one("#complaint", Static).update(
                Text(no_date(lines["due"], words=self._voice.words), style="bold")
            )
            self.query_one("#due", Input).focus()
            return
        self.dismiss(
            self._action.model_copy(
                update={
                    "action": lines["action"],
                    "owner": lines["owner"] or None,
                    "due": due,
                    "sign": lines["sign"] or None,
                }
            )
        )

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
