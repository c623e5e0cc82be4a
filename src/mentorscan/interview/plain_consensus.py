"""Talking it over line by line: who said what, one key for what is agreed, then why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from rich.console import Console

from mentorscan.instrument.model import OptOutCode
from mentorscan.interview import keys
from mentorscan.interview.answers import Answer
from mentorscan.interview.consensus import Consensus
from mentorscan.interview.consensus_words import agreed_in_words, opened_in_words, said_in_words
from mentorscan.interview.plain import Interview
from mentorscan.interview.reader import NOTHING, Reader
from mentorscan.interview.screen import Screen
from mentorscan.interview.voice import Voice
from mentorscan.report.wording.panel import how_far_apart


class TalkScreen(Screen):
    """The screen of raters who talk their answers over. ``again``: the command that goes on with it."""

    def __init__(self, console: Console, *, voice: Voice, again: str) -> None:
        super().__init__(console, voice=voice)
        self._again = again

    def opened(self, consensus: Consensus, folder: Path) -> None:
        """How much there is to talk over, how much of it is agreed, where it is kept, and how it works."""
        for at, line in enumerate(opened_in_words(consensus, voice=self.voice, folder=folder)):
            self._line(line, style="" if at else "bold")
        self._line(self.words.gettext("One key for the answer that you agree on, then why. Press h for help."))

    def talk(self, consensus: Consensus, item: str) -> None:
        """An item: where we are, the statement, who said what, the scale, what is agreed so far, the keys."""
        words, instrument = self.words, self.voice.instrument
        asked, answer = instrument.items[item], consensus.answer(item)
        self._gap()
        self._line(self.voice.where(item, order=consensus.items), style="dim")
        self._line(self.voice.statement(item), style="bold")
        if asked.evidence:
            self._line(words.gettext("What to look for: {evidence}", evidence=self.voice.text(asked.evidence)))
        self._gap()
        self._line(how_far_apart(words, consensus.apart(item)))
        for each in consensus.said(item):
            first, *more = said_in_words(self.voice, item, each)
            self._line(first, indent=2)
            for line in more:
                self._line(line, indent=4)
        self._gap()
        self._scale(instrument.scale_of(instrument.questionnaire_of[item]))
        if answer.given:
            told = agreed_in_words(self.voice, item, answer)
            self._line(words.gettext("Agreed so far: {answer}", answer=told))
        self._options(*((key, word) for key, word, _ in talking(self.voice) if key not in keys.OPT_OUTS))

    def answered(self, item: str, answer: Answer) -> None:
        """That what was agreed is on disk."""
        self.kept(agreed_in_words(self.voice, item, answer))

    def help(self, *, one_key: bool) -> None:
        """Every key and what it does."""
        words = self.words
        self._gap()
        self._line(words.gettext("The keys"), style="bold")
        points = words.gettext("an answer; the keys stand beside the points")
        self._line(f"{words.gettext('1, 2, 3 …')}  {points}", indent=2)
        for key, _, meaning in talking(self.voice):
            self._line(f"{key}  {meaning}", indent=2)
        self._line(f"{keys.PLAN}  {words.gettext('targets and plan, after the last item')}", indent=2)
        self._line(f"{keys.FINISH}  {words.gettext('finish, after the last item')}", indent=2)
        self._line(words.gettext("An item that you cannot agree on stays as it is: each rater's answer counts."))
        if not one_key:
            self._line(words.gettext("Every line ends with Enter. An empty line leads on to the next item, as s does."))

    def go_on_later(self) -> None:
        """That everything is kept, and how to go on."""
        words = self.words
        self._gap()
        self._line(words.gettext("Everything that you agreed on is kept. To go on:"))
        self._command(self._again)


TALKING = (
    *(keys.BACK, keys.SKIP, keys.JUMP, keys.SEARCH, keys.TAKE_BACK),
    *(keys.LANGUAGE, keys.HELP, keys.QUIT),
)
"""The keys that mean the same as where a single rater answers."""


def talking(voice: Voice) -> Iterable[tuple[str, str, str]]:
    """Each command: its key, its name and what it does."""
    wanted = (keys.DONT_KNOW, keys.NOT_APPLICABLE, *TALKING)
    return (each for each in voice.commands() if each[0] in wanted)


class Talk(Interview):
    """A consensus, line by line."""

    def __init__(self, consensus: Consensus, *, reader: Reader, screen: TalkScreen) -> None:
        super().__init__(consensus, reader=reader, screen=screen)
        self._consensus = consensus
        self._talk_screen = screen
        kept: Sequence[str] = (keys.NOT_APPLICABLE, "", *TALKING)
        self._commands: Mapping[str, Callable[[str], str]] = {
            key: command for key, command in self._commands.items() if key in kept
        }
        self._anywhere: Mapping[str, Callable[[str], str]] = {}

    def _show(self, item: str) -> None:
        self._talk_screen.talk(self._consensus, item)

    def _rate(self, item: str, value: int) -> str:
        return self._because(item, partial(self._consensus.agree, item, value=value))

    def _dont_know(self, item: str) -> str:
        return self._off(item, code="dont_know")

    def _not_applicable(self, item: str) -> str:
        return self._off(item, code="not_applicable")

    def _off(self, item: str, *, code: OptOutCode) -> str:
        return self._because(item, partial(self._consensus.agree_off, item, code=code))

    def _because(self, item: str, agree: Callable[..., Answer]) -> str:
        """Ask why, and keep what was agreed; the next place, or this one where the choice was taken back."""
        words = self._screen.words
        before = self._consensus.answer(item).reason or ""
        question = words.gettext("Why do you agree on this? (- takes the choice back)")
        while not (reason := self._line(question, default=before)):
            self._screen.say(
                words.gettext("What was agreed needs its reason. A hyphen (-) alone takes the choice back.")
            )
        if reason == NOTHING:
            self._screen.say(words.gettext("Nothing was changed."))
            return item
        return self._answered(item, partial(agree, reason=reason))
