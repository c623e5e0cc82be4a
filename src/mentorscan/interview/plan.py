"""Targets and plan as every face of the interview offers them: the order, what is suggested, actions, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel import Locale

from mentorscan.instrument.model import Level, Questionnaire
from mentorscan.interview.answers import Action
from mentorscan.interview.course import Course, Standing
from mentorscan.interview.voice import Voice
from mentorscan.report.language import Language
from mentorscan.report.plain import plain

DATE_EXAMPLE: Final = "31/03/2027"
"""A day as it can be typed in every language."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A hallmark on its way: where it stands, the level that it shall reach (an id), what is planned for it."""

    hallmark: Questionnaire
    standing: Standing
    target: str | None
    actions: tuple[Action, ...]

    @property
    def decided(self) -> bool:
        """Whether a target or an action is kept for it."""
        return self.target is not None or bool(self.actions)


def aims(course: Course) -> tuple[Aim, ...]:
    """The hallmarks, the weakest first; those without an index last, ties in their own order."""
    standings = course.standings()
    found = [
        Aim(
            hallmark=each,
            standing=standings[each.id],
            target=course.state.targets.get(each.id),
            actions=tuple(action for action in course.state.plan if action.hallmark == each.id),
        )
        for each in course.hallmarks
    ]
    return tuple(sorted(found, key=lambda each: _weakness(each.standing)))


def _weakness(standing: Standing) -> tuple[bool, float]:
    return standing.index is None, round(standing.index or 0.0, 9)


def stands(aim: Aim, *, voice: Voice) -> str:
    """Where a hallmark stands, in words."""
    words, standing = voice.words, aim.standing
    if standing.index is None or standing.level is None:
        return words.gettext("not judged")
    return words.gettext("index {index}, {level}", index=voice.index(standing.index), level=voice.level(standing.level))


def reached_already(level: str, *, standing: Standing, levels: Sequence[Level]) -> bool:
    """Whether a hallmark is at this level or above it now; what was not judged has reached nothing."""
    places = {each.id: place for place, each in enumerate(levels)}
    return standing.level is not None and places[level] <= places[standing.level]


def suggestions(course: Course, hallmark: Questionnaire) -> tuple[str, ...]:
    """The items whose advice is worth a look, the lowest first, without those that the plan follows already."""
    followed = {action.item for action in course.state.plan}
    return tuple(each for each in course.suggested(hallmark) if each not in followed)


def advice(item: str, *, voice: Voice) -> str:
    """What the instrument advises where this item is low; empty where it says nothing."""
    found = voice.instrument.items[item].advice
    return voice.text(found) if found else ""


def action_from(item: str, *, voice: Voice) -> Action:
    """The action that follows an item's advice, in the language of the moment; who and when are still open."""
    hallmark = voice.instrument.questionnaire_of[item].id
    return Action(hallmark=hallmark, item=item, action=advice(item, voice=voice))


def in_order(actions: Sequence[Action], *, course: Course) -> tuple[Action, ...]:
    """The actions by hallmark, in the order of the instrument; within one as they were planned."""
    order = {each.id: place for place, each in enumerate(course.instrument.questionnaires)}
    return tuple(sorted(actions, key=lambda each: order.get(each.hallmark, len(order))))


def added(course: Course, action: Action) -> None:
    """Nothing; the plan on disk has this action too, after the others for its hallmark."""
    course.plan(in_order((*course.state.plan, action), course=course))


def changed(course: Course, place: int, **fields: str | None) -> None:
    """Nothing; the action at this place of the plan on disk has these fields."""
    action = course.state.plan[place].model_copy(update=fields)
    course.plan((*course.state.plan[:place], action, *course.state.plan[place + 1 :]))


def removed(course: Course, place: int) -> None:
    """Nothing; the plan on disk is without the action at this place."""
    course.plan((*course.state.plan[:place], *course.state.plan[place + 1 :]))


def told(action: Action, *, words: Language) -> str:
    """An action in one line: what, who, until when, and its sign of success, as far as they are known."""
    parts = (
        plain(action.action),
        words.gettext("Owner: {name}", name=plain(action.owner)) if action.owner else None,
        words.gettext("Due: {date}", date=words.date(plain(action.due))) if action.due else None,
        words.gettext("Sign of success: {text}", text=plain(action.sign)) if action.sign else None,
    )
    return " · ".join(each for each in parts if each)


def due_date(text: str, *, words: Language) -> str | None:
    """The day that was typed, as ISO text; ``None`` where it is none, or where two days could be meant.

    It is read as ISO text, or as day, month and year. Where the language writes the month first, as English does in
    America but not in Britain, both orders are tried, and only what fits one of them counts.

    >>> from mentorscan.report.language import open_language
    >>> english, italian = (open_language(each, texts=("en", "it"))[0] for each in ("en", "it"))
    >>> due_date("31/03/2027", words=english), due_date("3/31/2027", words=english)
    ('2027-03-31', '2027-03-31')
    >>> due_date("03/04/2027", words=english), due_date("03/04/2027", words=italian)
    (None, '2027-04-03')
    """
    typed = text.strip()
    if _ISO.fullmatch(typed):
        return _day(*map(int, typed.split("-")))
    found = _NUMBERS.fullmatch(typed)
    if found is None:
        return None
    first, sign, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    days = {_day(year, second, first)}
    if sign != "." and _month_first(words):
        days.add(_day(year, first, second))
    known = {each for each in days if each}
    return known.pop() if len(known) == 1 else None


def no_date(text: str, *, words: Language) -> str:
    """That a text is no day, or could be two, and how to write one."""
    return words.gettext(
        "“{text}” cannot be read as one date. Write it as {date} or 2027-03-31, or leave it empty.",
        text=plain(text),
        date=DATE_EXAMPLE,
    )


def _month_first(words: Language) -> bool:
    """Whether some who read this language write the month first, whatever we do ourselves."""
    pattern = str(Locale(words.locale.language).date_formats["short"].pattern)
    return pattern.index("M") < pattern.index("d")


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
