"""The applications: each opens its journal, then shows the workbench."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import ExitStack
from typing import ClassVar, Final

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.message_pump import MessagePump
from textual.theme import Theme

from mentorscan.errors import UserError
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.app.dialogs import Tell
from mentorscan.interview.app.doors import Introduction, Waiting
from mentorscan.interview.app.driver import DRIVER
from mentorscan.interview.app.talking import TalkBench
from mentorscan.interview.app.workbench import Workbench
from mentorscan.interview.consensus_words import opened_in_words
from mentorscan.interview.course import Course
from mentorscan.interview.opening import Opening
from mentorscan.interview.session import Session
from mentorscan.interview.talk import TalkOpening
from mentorscan.interview.voice import Voice
from mentorscan.report.plain import plain

NARROW: Final = 72
"""Columns from which on there is room for the hallmarks beside the item."""

WIDE: Final = 110
"""Columns from which on there is room for the profile beside the item."""

_LONGEST: Final = 1.0
"""Seconds that a key waits at most for a part of the screen that is being closed."""

DARK = Theme(
    name="mentorscan-dark",
    primary="#56b4e9",
    secondary="#56b4e9",
    accent="#e69f00",
    warning="#e69f00",
    error="#e69f00",
    success="#56b4e9",
    foreground="#e8e8e8",
    background="#14181c",
    surface="#14181c",
    panel="#1e242a",
    dark=True,
)
"""Sky blue and orange: two of the colours that colour-blind readers tell apart (Okabe and Ito 2008)."""

LIGHT = Theme(
    name="mentorscan-light",
    primary="#005a8e",
    secondary="#005a8e",
    accent="#a34700",
    warning="#a34700",
    error="#a34700",
    success="#005a8e",
    foreground="#1a1a1a",
    background="#ffffff",
    surface="#ffffff",
    panel="#eef2f5",
    dark=False,
)
"""The same two, darkened until text on white can be read."""


class WholeScreen(App[AnswerFile]):
    """An application on a whole screen. Its result: the answers; ``None`` where they go on later."""

    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f2", "shade", "light or dark"),
        ("ctrl+z", "suspend_process", "suspend"),
        ("ctrl+c", "interrupt", "interrupt"),
        ("ctrl+q", "leave", "quit"),
    ]

    def __init__(self, *, instrument: Instrument, language: str | None) -> None:
        super().__init__(driver_class=DRIVER)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-small"), (NARROW, "-narrow"), (WIDE, "-wide")]
        self.voice = Voice(instrument, language=language)
        self.interrupted = False
        self._refused: UserError | None = None
        self._pressed: asyncio.Queue[events.Key | events.Paste] = asyncio.Queue()

    @property
    def fault(self) -> Exception | None:
        """What ended the application before its time: an error for the user, or a fault of ours."""
        return self._refused or self._exception

    def on_mount(self) -> None:
        """Put the lights on, listen to keys and to the system, then begin."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.run_worker(self._take_keys())
        if os.name == "posix":
            # Without this the terminal would be left as the application had set it.
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self.action_interrupt)
            if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
                loop.add_signal_handler(signal.SIGHUP, self._hang_up)
        try:
            self.begin()
        except UserError as error:
            self.refuse(error)

    def begin(self) -> None:
        """Show the first thing that there is to see. May raise ``UserError``, which ends the application."""
        raise AssertionError(self)

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed: a key must not overtake what the key before it has set off.

        On a busy machine a text would else begin before its line is there, and its letters would count as answers.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._pressed.put_nowait(event)
        else:
            await super().on_event(event)

    async def _take_keys(self) -> None:
        while True:
            await super().on_event(await self._pressed.get())
            await self._settle()

    async def _settle(self) -> None:
        """Nothing, once all that the last key has set off is done: no part of the screen has anything left to do."""
        busy = True
        while busy:
            screen, parts = self.screen, self._parts()
            busy = any(each.message_queue_size for each in parts)
            done = [asyncio.Event() for _ in parts]
            reached = [each for each, end in zip(done, parts, strict=True) if end.call_later(each.set)]
            waiting = [asyncio.create_task(each.wait()) for each in reached]
            if not waiting:  # all of it is being closed
                return
            _, late = await asyncio.wait(waiting, timeout=_LONGEST)
            for each in late:
                each.cancel()
            busy = busy or self.screen is not screen or any(each.message_queue_size for each in self._parts())

    def _parts(self) -> list[MessagePump]:
        return [self, *self.screen.walk_children(with_self=True)]

    def lead_to(self, bench: Workbench, *, told: Tell | None) -> None:
        """To the work, which ends the application; first to what is to be told."""
        if told is None:
            self.push_screen(bench, self.exit)
        else:
            self.push_screen(told, lambda _: self.lead_to(bench, told=None))

    def refuse(self, error: UserError) -> None:
        """End the application; whoever ran it is told why."""
        self._refused = error
        self.exit()

    def action_shade(self) -> None:
        """Change between light and dark: rooms with a projector are bright."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_interrupt(self) -> None:
        """End the application as Ctrl-C ends a program; texts that are being typed are kept."""
        self.interrupted = True
        self.action_leave()

    def action_leave(self) -> None:
        """End the application; texts that are being typed are kept."""
        self._keep_texts()
        self.exit()

    def _hang_up(self) -> None:
        """End as a closed terminal ends a program, but with the texts kept: there is no screen to tidy any more."""
        self._keep_texts()
        asyncio.get_running_loop().remove_signal_handler(signal.SIGHUP)
        signal.raise_signal(signal.SIGHUP)

    def _keep_texts(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Workbench):
                screen.keep_texts()

    def _fatal_error(self) -> None:
        """Close without a word: the boundary of the command line tells of faults."""
        self._close_messages_no_wait()


class AssessApp(WholeScreen):
    """An assessment: who rates whom, the journal that is there or a new one, then the workbench.

    ``sessions``: holds the open journal, and closes it after the application has ended.
    """

    def __init__(self, opening: Opening, *, sessions: ExitStack) -> None:
        super().__init__(instrument=opening.instrument, language=opening.wishes.language)
        self._opening = opening
        self._sessions = sessions

    def begin(self) -> None:
        """Open the door: to the journal that is there, or to a new one."""
        found = self._opening.found()
        if found is None:
            self._introduce()
            return
        _, state = found
        if self._opening.wishes.language is None and state.language in self._opening.instrument.languages:
            self.voice.speak(state.language)
        if self._opening.wishes.going_on:
            self._go_on()
        else:
            self.push_screen(Waiting(*found, voice=self.voice), self._chosen)

    def _chosen(self, choice: str | None) -> None:
        """Go on with the journal that is there, set it aside, or leave it for later."""
        if choice == "go on":
            self._go_on()
        elif choice == "new":
            try:
                self._opening.set_aside()
            except UserError as error:
                self.refuse(error)
            else:
                self._introduce()
        else:
            self.exit()

    def _introduce(self) -> None:
        self.push_screen(Introduction(self._opening, voice=self.voice), self._introduced)

    def _introduced(self, said: Introduction.Said | None) -> None:
        if said is None:
            self.exit()
            return
        try:
            session = self._sessions.enter_context(
                self._opening.begin(
                    organisation=said.organisation, rater=said.rater, form=said.form, language=self.voice.language
                )
            )
        except UserError as error:
            self.refuse(error)
        else:
            self._work(session, told=self._welcome())

    def _welcome(self) -> Tell:
        """What the raters are told before they begin, and where their answers are kept."""
        words, instrument = self.voice.words, self._opening.instrument
        folder = plain(str(self._opening.journal.parent.absolute()))
        told = [
            words.gettext("Each answer is one key, and is kept as soon as you see “Kept”. Press F1 for help."),
            words.gettext("Your answers are kept in this folder: {folder}", folder=folder),
        ]
        if instrument.introduction:
            told += ["", self.voice.text(instrument.introduction)]
        return Tell(self.voice.text(instrument.title), told, keys=words.gettext("Enter: begin"))

    def _go_on(self) -> None:
        try:
            session = self._sessions.enter_context(self._opening.go_on())
        except UserError as error:
            self.refuse(error)
            return
        title, *told = self.voice.differences(session.differences) or ("",)
        go_on = self.voice.words.gettext("Enter: go on")
        self._work(session, told=Tell(title, told, keys=go_on) if title else None)

    def _work(self, session: Session, *, told: Tell | None) -> None:
        course = Course(session, instrument=self._opening.instrument)
        self.lead_to(Workbench(course, voice=self.voice), told=told)


class TalkApp(WholeScreen):
    """A consensus: the items that raters differ on, with the journal that is there or a new one.

    ``sessions``: as of ``AssessApp``.
    """

    def __init__(self, opening: TalkOpening, *, sessions: ExitStack) -> None:
        super().__init__(instrument=opening.instrument, language=opening.wishes.language)
        self._opening = opening
        self._sessions = sessions

    def begin(self) -> None:
        """Lead to what is to be talked over, and tell how it works."""
        consensus = self._sessions.enter_context(self._opening.consensus(self.voice))
        title, *told = opened_in_words(consensus, voice=self.voice, folder=self._opening.journal.parent.absolute())
        opened = Tell(title, told, keys=self.voice.words.gettext("Enter: go on"))
        self.lead_to(TalkBench(consensus, voice=self.voice), told=opened)
