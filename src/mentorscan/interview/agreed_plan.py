"""What the targets and plans of several raters come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mentorscan.instrument.model import Instrument
from mentorscan.instrument.names import folded
from mentorscan.interview.answers import Action, ReadAnswers
from mentorscan.results import NoteInfo, PlannedAction

_DETAILS = ("item", "owner", "due", "sign")


def agreed_targets(files: Sequence[ReadAnswers]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """By hallmark the level on which all raters agree who set one, and what each said where they do not.

    Where the raters have met, what they agreed upon counts, and what each had said before does not.
    """
    said: dict[str, dict[str, str]] = {}
    for read in files:
        for hallmark, level in read.file.targets.items():
            said.setdefault(hallmark, {})[read.file.rater] = level
    met = {hallmark: level for read in files if read.file.consensus for hallmark, level in read.file.targets.items()}
    alone = {hallmark: next(iter(each.values())) for hallmark, each in said.items() if len(set(each.values())) == 1}
    agreed = alone | met
    return agreed, {hallmark: each for hallmark, each in said.items() if hallmark not in agreed}


def targets_note(differ: Mapping[str, Mapping[str, str]], *, instrument: Instrument) -> tuple[NoteInfo, ...]:
    """The note that raters set different targets for a hallmark, which therefore has none."""
    if not differ:
        return ()
    titles = {each.id: each.title[instrument.language] for each in instrument.questionnaires}
    levels = {each.id: each.title[instrument.language] for each in instrument.levels}

    def told(hallmark: str, said: Mapping[str, str]) -> str:
        return f"{titles[hallmark]} ({'; '.join(f'{rater}: {levels[level]}' for rater, level in said.items())})"

    listed = ", ".join(told(hallmark, said) for hallmark, said in differ.items())
    values: dict[str, Any] = {"targets": {hallmark: dict(said) for hallmark, said in differ.items()}}
    text = f"The raters set different targets, so none counts for {listed}."
    return (NoteInfo(code="targets-differ", text=text, severity="info", values=values),)


def joint_plan(files: Sequence[ReadAnswers], *, instrument: Instrument) -> tuple[PlannedAction, ...]:
    """The actions of all raters by hallmark, each once: one that says more than its like stands for both."""
    plan: list[Action] = []
    for action in (each for read in files for each in read.file.plan):
        like = next((place for place, each in enumerate(plan) if _alike(each, action)), None)
        if like is None:
            plan.append(action)
        else:
            more = {name: getattr(plan[like], name) or getattr(action, name) for name in _DETAILS}
            plan[like] = plan[like].model_copy(update=more)
    order = {each.id: place for place, each in enumerate(instrument.questionnaires)}
    return tuple(PlannedAction(**each.model_dump()) for each in sorted(plan, key=lambda each: order[each.hallmark]))


def _alike(one: Action, other: Action) -> bool:
    """Whether two actions are the same one: the same words for the same hallmark, and nothing that contradicts."""
    if one.hallmark != other.hallmark or folded(one.action) != folded(other.action):
        return False
    pairs = ((getattr(one, name), getattr(other, name)) for name in _DETAILS)
    return all(not mine or not theirs or folded(mine) == folded(theirs) for mine, theirs in pairs)
