"""What the pass over targets and plan says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorscan.interview import keys
from mentorscan.interview.answers import Action
from mentorscan.interview.plan import Aim, advice, no_date, stands, told
from mentorscan.interview.screen import Screen


class PlanScreen(Screen):
    """The screen of the targets and the plan."""

    def planning(self) -> None:
        """Where we are, and what it is for."""
        words = self.words
        self._gap()
        self._line(words.gettext("Targets and plan").upper(), style="bold")
        self._line(
            words.gettext(
                "For each hallmark, the weakest first: the level that it shall reach, then what will be done for it. "
                "Everything here may be left out."
            )
        )

    def target(self, aim: Aim, *, place: int, whole: int, levels: Mapping[str, str]) -> None:
        """A hallmark, where it stands, the target so far, and the levels to choose from, by their keys."""
        words = self.words
        self._gap()
        self._hallmark(aim, place=place, whole=whole)
        if aim.target:
            self._line(words.gettext("Target so far: {level}", level=self.voice.level(aim.target)))
        self._line(words.gettext("Which level shall it reach?"))
        for key, level in levels.items():
            title = self.voice.level(level)
            now = words.gettext("{level} (now)", level=title)
            self._line(f"{key}  {now if level == aim.standing.level else title}", indent=2)
        self._options(
            (words.gettext("Enter"), words.gettext("leave it as it is")),
            (keys.TAKE_BACK, words.gettext("no target")), *self._ways(),
        )  # fmt: skip

    def actions(self, aim: Aim, *, offered: Sequence[str]) -> None:
        """What is planned for a hallmark so far, and the advice that can be taken into the plan, by its number."""
        words = self.words
        self._gap()
        title = self.voice.text(aim.hallmark.title)
        self._line(words.gettext("{hallmark}: what will be done?", hallmark=title), style="bold")
        for action in aim.actions:
            self._line(words.gettext("Planned: {action}", action=told(action, words=words)))
        for place, item in enumerate(offered, 1):
            self._line(f"{place}  {advice(item, voice=self.voice)}", indent=2)
            self._line(self.voice.statement(item), style="dim", indent=5)
        if not offered:
            self._line(words.gettext("There is no further advice here: no other statement is low."))
        self._options(
            *((("1, 2 …", words.gettext("take the advice")),) if offered else ()),
            (keys.ACTION, words.gettext("an action of your own")),
            (words.gettext("Enter"), words.gettext("go on")), *self._ways(),
        )  # fmt: skip

    def plan(self, aims: Sequence[Aim], *, plan: Sequence[Action]) -> None:
        """Every hallmark with its target, every action, and what can be done with them."""
        words = self.words
        self._gap()
        self._line(words.gettext("The targets"), style="bold")
        for aim in aims:
            target = self.voice.level(aim.target) if aim.target else words.gettext("no target")
            hallmark, standing = self.voice.text(aim.hallmark.title), stands(aim, voice=self.voice)
            line = words.gettext(
                "{hallmark}: {target} ({standing})", hallmark=hallmark, target=target, standing=standing
            )
            self._line(line, indent=2)
        self._line(words.gettext("The plan"), style="bold")
        titles = {each.hallmark.id: self.voice.text(each.hallmark.title) for each in aims}
        for place, action in enumerate(plan, 1):
            title = titles.get(action.hallmark, action.hallmark)
            self._line(f"{place}  {title}: {told(action, words=words)}", indent=2)
        if not plan:
            self._line(words.gettext("Nothing is planned so far."), indent=2)
        self._options(
            (keys.FINISH, words.gettext("done")), (keys.THROUGH, words.gettext("go through the hallmarks")),
            *(((keys.CHANGE, words.gettext("change or remove an action")),) if plan else ()),
            (keys.QUIT, words.gettext("quit, and go on later")),
        )  # fmt: skip

    def no_date(self, text: str) -> None:
        """That a text is no day, or could be two, and how to write one."""
        self._line(no_date(text, words=self.words))

    def planning_help(self) -> None:
        """Every key of this part and what it does."""
        words = self.words
        self._gap()
        self._line(words.gettext("The keys"), style="bold")
        meanings = (
            ("1, 2 …", words.gettext("a level to reach, or a piece of advice to take")),
            (keys.TAKE_BACK, words.gettext("no target for this hallmark")),
            (keys.ACTION, words.gettext("an action of your own")),
            (keys.SKIP, words.gettext("on, as Enter does")),
            (keys.BACK, words.gettext("back")),
            (keys.FINISH, words.gettext("to the list of targets and actions; from there to the end")),
            (keys.THROUGH, words.gettext("from the list through the hallmarks again")),
            (keys.CHANGE, words.gettext("change or remove an action in the list")),
            (keys.LANGUAGE, words.gettext("change the language")),
            (keys.QUIT, words.gettext("quit; everything is kept and you can go on later")),
        )
        for key, meaning in meanings:
            self._line(f"{key}  {meaning}", indent=2)
        self._line(words.gettext("In place of a text, a hyphen (-) alone takes away what stood there."))

    def _ways(self) -> tuple[tuple[str, str], ...]:
        words = self.words
        return (
            (keys.BACK, words.gettext("back")),
            (keys.FINISH, words.gettext("to the list")),
            (keys.QUIT, words.gettext("quit, and go on later")),
        )

    def _hallmark(self, aim: Aim, *, place: int, whole: int) -> None:
        """A hallmark's title, which one of how many it is, and where it stands."""
        words, title = self.words, self.voice.text(aim.hallmark.title)
        where = words.gettext(
            "{hallmark} · {number} of {whole}", hallmark=title, number=words.count(place), whole=words.count(whole)
        )
        self._line(where, style="bold")
        standing = stands(aim, voice=self.voice)
        self._line(words.gettext("So far: {answer}", answer=standing))
