"""Targets and plan, line by line: a level to reach for each hallmark, the weakest first, and what is done for it.

Every change is on disk before the screen says so; an action is kept as soon as its text is there, and then field by
field. So the rater can stop anywhere and go on later.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from mentorscan.instrument.model import Questionnaire
from mentorscan.interview import keys
from mentorscan.interview.answers import Action
from mentorscan.interview.asking import Asking, QuitError
from mentorscan.interview.course import PLAN, Course
from mentorscan.interview.plan import (
    DATE_EXAMPLE,
    Aim,
    action_from,
    added,
    aims,
    changed,
    due_date,
    reached_already,
    removed,
    suggestions,
)
from mentorscan.interview.plan_screen import PlanScreen
from mentorscan.interview.reader import NOTHING, Reader
from mentorscan.interview.screen import Screen

Move = Literal["on", "back", "done"]

_MOVES: dict[str, Move] = {"": "on", keys.SKIP: "on", keys.BACK: "back", keys.FINISH: "done"}

_OFFERED = 9
"""How many pieces of advice are offered at once: one key chooses; those that were taken make room for others."""


class Planning(Asking):
    """The pass over targets and plan, from hallmark to hallmark, then the list of what was planned."""

    def __init__(self, course: Course, *, reader: Reader, screen: Screen) -> None:
        super().__init__(course, reader=reader, screen=screen)
        self._shows = PlanScreen(screen.console, voice=screen.voice)
        self._levels = [each.id for each in course.instrument.levels]

    def run(self) -> None:
        """Nothing, once the rater has finished with it. Where something is planned already, the list comes first.

        Raises:
            QuitError: where the rater wants to go on later.
            EOFError: where no more keys will come.
        """
        self._shows.planning()
        if not any(each.decided for each in aims(self._course)):
            self._through()
        while self._listed():
            pass

    def _through(self) -> None:
        """Go from hallmark to hallmark: from the one after those that have something, or from the weakest."""
        found = aims(self._course)
        decided = [place for place, each in enumerate(found, 1) if each.decided]
        start = decided[-1] if decided and decided[-1] < len(found) else 0
        steps = [partial(step, each.hallmark) for each in found for step in (self._target, self._actions)]
        at = 2 * start
        while at < len(steps):
            move = steps[at]()
            if move == "done":
                return
            at = at + 1 if move == "on" else max(0, at - 1)

    def _aim(self, hallmark: Questionnaire) -> tuple[Aim, int, int]:
        """A hallmark as it stands now, its place among all of them, and how many they are."""
        found = aims(self._course)
        place = next(place for place, each in enumerate(found) if each.hallmark is hallmark)
        return found[place], place + 1, len(found)

    def _target(self, hallmark: Questionnaire) -> Move:
        """Ask which level a hallmark shall reach."""
        levels = dict(zip(keys.point_keys(range(1, len(self._levels) + 1)), self._levels, strict=False))
        while True:
            aim, place, whole = self._aim(hallmark)
            self._shows.target(aim, place=place, whole=whole, levels=levels)
            key = self._reader.key().lower()
            if key in levels or key == keys.TAKE_BACK:
                if self._aimed(aim, levels.get(key)):
                    return "on"
            elif key in _MOVES:
                return _MOVES[key]
            else:
                self._elsewhere(key)

    def _aimed(self, aim: Aim, level: str | None) -> bool:
        """Whether a target is kept; it may be a level that the hallmark has reached already, which is then said."""
        if not self._kept(partial(self._course.aim, aim.hallmark.id, level=level)):
            return False
        self._shows.kept(self._shows.voice.level(level) if level else NOTHING)
        if level and reached_already(level, standing=aim.standing, levels=self._course.instrument.levels):
            self._shows.say(self._shows.words.gettext("The hallmark has reached this level already."))
        return True

    def _actions(self, hallmark: Questionnaire) -> Move:
        """Offer the advice on a hallmark's low statements, and take actions until the rater goes on."""
        while True:
            offered = suggestions(self._course, hallmark)[:_OFFERED]
            self._shows.actions(self._aim(hallmark)[0], offered=offered)
            key = self._reader.key().lower()
            chosen = {str(place): each for place, each in enumerate(offered, 1)}.get(key)
            if chosen:
                self._take(action_from(chosen, voice=self._shows.voice))
            elif key == keys.ACTION:
                self._take(Action(hallmark=hallmark.id, action=""))
            elif key in _MOVES:
                return _MOVES[key]
            else:
                self._elsewhere(key)

    def _take(self, action: Action) -> None:
        """Put an action into the plan, once its text is typed or taken as it is; then ask for the rest of it."""
        words = self._shows.words
        text = self._text(words.gettext("What will be done? (- takes the choice back)"), default=action.action)
        if not text:
            self._shows.say(words.gettext("Nothing was changed."))
        elif self._kept(partial(added, self._course, action := action.model_copy(update={"action": text}))):
            self._shows.kept(text)
            self._details(self._course.state.plan.index(action))

    def _details(self, place: int) -> None:
        """Ask who answers for an action, until when, and how its success will show; each may be left empty."""
        words, action = self._shows.words, self._course.state.plan[place]
        self._detail(place, "owner", self._text(words.gettext("Who answers for it?"), default=action.owner or ""))
        self._detail(place, "due", self._day(default=action.due or ""))
        sign = self._text(words.gettext("How will its success show?"), default=action.sign or "")
        self._detail(place, "sign", sign)

    def _detail(self, place: int, name: Literal["owner", "due", "sign"], text: str) -> None:
        """Keep one field of an action, where it is another one than before."""
        before = getattr(self._course.state.plan[place], name)
        if (text or None) != before and self._kept(partial(changed, self._course, place, **{name: text or None})):
            self._shows.kept((self._shows.words.date(text) if name == "due" else text) or NOTHING)

    def _day(self, *, default: str) -> str:
        """The day that was typed, as ISO text; asked again until it is one."""
        words = self._shows.words
        question = words.gettext("Until when? (such as {date})", date=DATE_EXAMPLE)
        while text := self._text(question, default=default):
            if day := due_date(text, words=words):
                return day
            self._shows.no_date(text)
            default = ""
        return ""

    def _listed(self) -> bool:
        """Whether the rater stays with the list of targets and actions, after one thing was done there."""
        plan = self._course.state.plan
        self._shows.plan(aims(self._course), plan=plan)
        key = self._reader.key().lower()
        if key in _MOVES:
            return False
        if key == keys.THROUGH:
            self._through()
        elif key == keys.CHANGE and plan:
            self._change()
        else:
            self._elsewhere(key)
        return True

    def _change(self) -> None:
        """Change an action, or remove it."""
        words = self._shows.words
        number = self._text(words.gettext("Number of the action (Enter: none):"), default="")
        places = {str(place): place - 1 for place in range(1, len(self._course.state.plan) + 1)}
        if number not in places:
            self._shows.say(words.gettext("Nothing was changed."))
            return
        place = places[number]
        before = self._course.state.plan[place].action
        text = self._line(words.gettext("What will be done? (- removes the action)"), default=before)
        if text == NOTHING:
            if self._kept(partial(removed, self._course, place)):
                self._shows.say(words.gettext("Removed from the plan."))
            return
        if text and text != before and self._kept(partial(changed, self._course, place, action=text)):
            self._shows.kept(text)
        self._details(place)

    def _elsewhere(self, key: str) -> None:
        """What a key does that does the same all through: help, language, quit."""
        if key == keys.QUIT:
            raise QuitError(PLAN)
        if key == keys.LANGUAGE:
            self._speaks_on()
        elif key == keys.HELP:
            self._shows.planning_help()
            self._reader.pause(self._shows.spelled(self._shows.words.gettext("Press any key to go on.")))
        else:
            self._shows.unknown(key)
