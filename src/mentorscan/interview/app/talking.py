"""Talking it over on a whole screen: who said what, one key for what is agreed, then why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rich.text import Text

from mentorscan.instrument.model import OptOutCode
from mentorscan.interview import keys
from mentorscan.interview.answers import Answer
from mentorscan.interview.app import drawing
from mentorscan.interview.app.dialogs import AskLine, Tell
from mentorscan.interview.app.workbench import Workbench
from mentorscan.interview.consensus import Consensus
from mentorscan.interview.consensus_words import agreed_in_words, said_in_words
from mentorscan.interview.course import END
from mentorscan.interview.plain_consensus import TALKING, talking
from mentorscan.interview.voice import Voice
from mentorscan.report.wording.panel import how_far_apart


class TalkBench(Workbench):
    """A consensus at work; its result: what was agreed, once the raters have finished."""

    def __init__(self, consensus: Consensus, *, voice: Voice) -> None:
        super().__init__(consensus, voice=voice)
        self.consensus = consensus
        wanted = {*TALKING, keys.FINISH, keys.DONT_KNOW, keys.NOT_APPLICABLE, "up", "left", "down", "right", "enter"}
        self._commands = {key: command for key, command in self._commands.items() if key in wanted}
        self._anywhere = {key: command for key, command in self._anywhere.items() if key in wanted}

    def _drawn(self, item: str) -> Text:
        """Where we are, the statement, who said what, the scale, what is agreed so far."""
        voice, words = self.voice, self.voice.words
        answer, instrument = self.consensus.answer(item), voice.instrument
        lines = [
            Text(voice.where(item, order=self.consensus.items), style="dim"),
            Text(),
            Text(voice.statement(item), style="bold"),
            Text(),
            Text(how_far_apart(words, self.consensus.apart(item))),
        ]
        for each in self.consensus.said(item):
            first, *more = said_in_words(voice, item, each)
            lines += [Text(f"  {first}"), *(Text(f"    {line}", style="dim") for line in more)]
        lines += [Text(), *drawing.scale(instrument.scale_of(instrument.questionnaire_of[item]), answer, voice=voice)]
        if answer.given:
            told = agreed_in_words(voice, item, answer)
            lines.append(Text(words.gettext("Agreed so far: {answer}", answer=told)))
        if evidence := instrument.items[item].evidence:
            prompt = words.gettext("What to look for: {evidence}", evidence=voice.text(evidence))
            lines += [Text(), Text(prompt, style="italic")]
        return Text("\n").join(lines)

    def _progress(self) -> Text:
        return drawing.agreed(self.course, self.voice)

    def hints(self) -> list[tuple[str, str]]:
        """The keys that matter here, with their names."""
        words = self.voice.words
        here = {keys.SEARCH, keys.LANGUAGE} if self.place == END else {*TALKING} - {keys.HELP}
        named = [(key, name) for key, name, _ in talking(self.voice) if key in here]
        return [*named, ("F1", words.gettext("help"))]

    def _texts(self) -> dict[str, str]:
        return {}

    def _choices(self) -> tuple[tuple[str, str], ...]:
        """At the end there is no plan: raters make theirs with their own answers."""
        return tuple(each for each in super()._choices() if each[0] != keys.PLAN)

    def _rate(self, value: int) -> None:
        self._because(partial(self.consensus.agree, self.place, value=value))

    def _dont_know(self) -> None:
        self._off("dont_know")

    def _not_applicable(self) -> None:
        self._off("not_applicable")

    def _off(self, code: OptOutCode) -> None:
        self._because(partial(self.consensus.agree_off, self.place, code=code))

    def _because(self, agree: Callable[..., Answer]) -> None:
        """Ask why, and keep what was agreed."""
        words = self.voice.words

        def because(reason: str | None) -> None:
            if reason:
                self._answered(partial(agree, reason=reason))
            else:
                self._say(words.gettext("Nothing was changed."))

        self.app.push_screen(
            AskLine(
                words.gettext("Why do you agree on this?"),
                before=self.consensus.answer(self.place).reason or "",
                keys=words.gettext("Enter: keep   Esc: leave as it was"),
                complaint=words.gettext("What was agreed needs its reason. Esc leaves the item as it was."),
            ),
            because,
        )

    def action_help(self) -> None:
        """Every key and what it does."""
        words = self.voice.words
        points = (words.gettext("1, 2, 3 …"), words.gettext("an answer; the keys stand beside the points"))
        lines: list[tuple[str, str] | str] = [points, *((key, meaning) for key, _, meaning in talking(self.voice))]
        lines.append((keys.FINISH, words.gettext("finish, after the last item")))
        lines.append(words.gettext("An item that you cannot agree on stays as it is: each rater's answer counts."))
        self.app.push_screen(Tell(words.gettext("The keys"), lines, keys=words.gettext("Esc: back to the item")))
