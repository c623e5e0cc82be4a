"""What stands before the workbench: an assessment that waits in the folder, or the questions to begin a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mentorscan.instrument.model import Form
from mentorscan.interview.answers import typed
from mentorscan.interview.app.line import Line
from mentorscan.interview.journal import Header, State
from mentorscan.interview.opening import Opening
from mentorscan.interview.voice import Voice


class Waiting(Screen[str]):
    """What to do with the assessment that was begun: ``go on``, ``new``, or ``quit``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("g", "choose('go on')", "go on"),
        ("n", "choose('new')", "new"),
        ("q,escape", "choose('quit')", "quit"),
    ]

    def __init__(self, header: Header, state: State, *, voice: Voice) -> None:
        super().__init__()
        self._header, self._state, self._voice = header, state, voice

    def compose(self) -> ComposeResult:
        """Whose it is and how far it is, and the three choices."""
        words = self._voice.words
        with VerticalScroll(classes="door", can_focus=False):
            yield Static(Text(words.gettext("An assessment was begun here:"), style="bold"))
            for line in self._voice.begun(self._header, self._state):
                yield Static(Text(line))
            yield OptionList(
                Option(Text(f"g  {words.gettext('go on with it')}"), id="go on"),
                Option(Text(f"n  {words.gettext('begin a new one; this one is kept beside it')}"), id="new"),
                Option(Text(f"q  {words.gettext('quit')}"), id="quit"),
            )

    def on_mount(self) -> None:
        """The first choice is to go on."""
        choices = self.query_one(OptionList)
        choices.highlighted = 0
        choices.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hand the choice over."""
        self.dismiss(event.option_id)

    def action_choose(self, choice: str) -> None:
        """Hand the choice over."""
        self.dismiss(choice)


class Introduction(Screen["Introduction.Said"]):
    """Who rates whom, on which form: what is still to be asked before a new assessment begins."""

    @dataclass(frozen=True, kw_only=True)
    class Said:
        """What the rater said."""

        organisation: str | None
        rater: str
        form: str

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "quit"),
        ("f3", "language", "language"),
    ]

    def __init__(self, opening: Opening, *, voice: Voice) -> None:
        super().__init__()
        self._wishes, self._voice = opening.wishes, voice
        forms = [each for each in opening.instrument.forms if opening.instrument.form_items(each.id)]
        self._forms = [each for each in forms if opening.wishes.form in {None, each.id}]

    def compose(self) -> ComposeResult:
        """What it is about, the lines to fill in, and the forms to choose from."""
        words = self._voice.words
        with VerticalScroll(classes="door", can_focus=False):
            yield Static(Text(self._voice.text(self._voice.instrument.title), style="bold"), classes="after")
            if self._wishes.organisation is None:
                yield Static(Text(words.gettext("Which organisation is this about?")))
                yield Line(id="organisation", compact=True)
            if self._wishes.rater is None:
                yield Static(Text(words.gettext("Your name, as the report shall show it:")))
                yield Line(id="rater", compact=True)
            yield Static(Text(words.gettext("Begin with:")))
            options = (
                (each.id, f"{self._voice.text(each.title)} · {self._voice.effort(each.id)}") for each in self._forms
            )
            yield OptionList(*(Option(Text(shown), id=form) for form, shown in options))
            yield Static("", id="complaint")
            hints = [words.gettext("Enter: go on   Esc: quit   F2: light or dark")]
            if len(self._voice.spoken) > 1:
                hints.append(words.gettext("F3: language"))
            yield Static(Text("   ".join(hints)))

    def _shown(self, form: Form) -> str:
        return f"{self._voice.text(form.title)} · {self._voice.effort(form.id)}"

    def on_mount(self) -> None:
        """Begin with the first line that is to be filled in."""
        self.query_one(OptionList).highlighted = 0
        (next(iter(self.query(Input)), None) or self.query_one(OptionList)).focus()

    def on_input_submitted(self) -> None:
        """On to what is still to be filled in."""
        self.focus_next()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin, where nothing is missing."""
        rater = self._wishes.rater or typed(self.query_one("#rater", Input).value)
        if not rater:
            missing = self._voice.words.gettext("Answers are signed: please give a name.")
            self.query_one("#complaint", Static).update(Text(missing, style="bold"))
            self.query_one("#rater", Input).focus()
            return
        organisation = self._wishes.organisation
        if organisation is None:
            organisation = typed(self.query_one("#organisation", Input).value)
        self.dismiss(self.Said(organisation=organisation or None, rater=rater, form=event.option_id or ""))

    def action_language(self) -> None:
        """The next language; what was filled in stays."""
        language = self._voice.next_language()
        if language is None:
            return
        self._voice.speak(language)
        filled = {each.id: each.value for each in self.query(Input)}

        async def again() -> None:
            await self.recompose()
            for each in self.query(Input):
                each.value = filled[each.id]
            self.on_mount()

        self.call_later(again)

    def action_leave(self) -> None:
        """Nothing was begun."""
        self.dismiss(None)
