"""The results of an assessment: what named raters answered, with their notes and what they have seen.

Answer files are signed statements: the raters want to be read, so nothing is hidden. With one rater there is no spread,
and whatever rests on it is null (contract section 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mentorscan.instrument.catalogue import fingerprint
from mentorscan.instrument.model import Instrument, Rules
from mentorscan.interview.agreed import AnswerFiles
from mentorscan.interview.agreed_plan import agreed_targets, joint_plan, targets_note
from mentorscan.interview.answers import Answer, ReadAnswers
from mentorscan.interview.panel import panel_of
from mentorscan.results import (
    Agreed,
    ConsensusInfo,
    Hallmark,
    ItemFigures,
    Panel,
    Priority,
    RaterComment,
    RaterInfo,
    Rating,
    Results,
)

_ABOUT_SURVEYS = frozenset({"constant-item", "few-complete", "negative-alpha", "reach-not-checked"})
"""Notes that warn of what is ordinary among a few raters, or that protect people who did not sign their answers."""


def open_rules(rules: Rules) -> Rules:
    """The rules without a minimum of people, for the gate alone: it does not apply to assessments."""
    return rules.model_copy(update={"minimum_group": 0, "minimum_distribution": 0, "minimum_comments": 0})


def assessment_results(counted: Results, given: AnswerFiles, *, instrument: Instrument, form: str) -> Results:
    """The results of an assessment, made of ``counted``: the same answers, settled, counted under ``open_rules``.

    ``instrument``: as it is published, without the opt-outs that an assessment adds.
    """
    files, items = given.raters, _items(counted)
    alone = len(files) == 1
    targets, differ = agreed_targets(given.every)
    agreed = {item: _agreed(answer) for item, answer in given.agreed(items).items()}

    def hallmark(each: Hallmark) -> Hallmark:
        comments = tuple(
            RaterComment(rater=read.file.rater, text=read.file.comments[each.id])
            for read in given.every
            if each.id in read.file.comments
        )
        rated = tuple(_with_ratings(item, files, agreed=agreed.get(item.id), alone=alone) for item in each.items)
        return each.model_copy(
            update={
                "items": rated,
                "comments": comments,
                "target": targets.get(each.id),
                **(_without_spread(each) if alone else {}),
            }
        )

    return counted.model_copy(
        update={
            "organisation": next(
                (each.file.organisation for each in given.every if each.file.organisation), counted.organisation
            ),
            "options": {"form": form},
            "instrument": counted.instrument.model_copy(update={"fingerprint": fingerprint(instrument)}),
            "rules": instrument.rules,
            "source": counted.source.model_copy(
                update={
                    "kind": "assessment",
                    "raters": tuple(
                        RaterInfo(rater=each.file.rater, date=each.file.date, file=each.name) for each in files
                    ),
                }
            ),
            "notes": (
                *(each for each in counted.notes if each.code not in _ABOUT_SURVEYS),
                *targets_note(differ, instrument=instrument),
            ),
            "overall": counted.overall.model_copy(update={"interval": None}) if alone else counted.overall,
            "hallmarks": tuple(map(hallmark, counted.hallmarks)),
            "outcomes": tuple(map(hallmark, counted.outcomes)),
            "practices": tuple(each.model_copy(update=_NO_SPREAD) for each in counted.practices)
            if alone
            else counted.practices,
            "priorities": _exact(counted) if alone else counted.priorities,
            "reinforcement": None if alone else counted.reinforcement,
            "drivers": None if alone else counted.drivers,
            "answers_quality": None,
            "plan": joint_plan(given.every, instrument=instrument),
            "panel": None if alone else _panel(given, agreed, instrument=instrument, items=items, form=form),
        }
    )


def _agreed(answer: Answer) -> Agreed:
    return Agreed(value=answer.value, opt_out=answer.opt_out, reason=answer.reason)


def _panel(
    given: AnswerFiles, agreed: Mapping[str, Agreed], *, instrument: Instrument, items: Sequence[str], form: str
) -> Panel:
    """The panel on what the raters said by themselves, with what came of talking it over."""
    panel = panel_of(given.raters, instrument=instrument, items=items, form=form)
    read = given.consensus
    if read is None:
        return panel
    consensus = ConsensusInfo(by=read.file.rater, date=read.file.date, file=read.name, sha256=read.sha256)
    discuss = tuple(each.model_copy(update={"agreed": agreed.get(each.item)}) for each in panel.discuss)
    return panel.model_copy(update={"discuss": discuss, "consensus": consensus})


def _items(counted: Results) -> list[str]:
    """The items that were asked, outcomes last."""
    return [item.id for each in (*counted.hallmarks, *counted.outcomes) for item in each.items]


_NO_SPREAD: dict[str, Any] = {"sd": None, "interval": None}


def _exact(counted: Results) -> tuple[Priority, ...]:
    """The priorities of a single rater, whose hallmarks are means of those items alone that were scored."""
    hallmarks = {each.id: each for each in counted.hallmarks}

    def share(priority: Priority) -> float:
        items = hallmarks[priority.hallmark].items
        return sum(item.weight for item in items) / sum(item.weight for item in items if item.index is not None)

    found = [each.model_copy(update={"gain": each.gain * share(each)}) for each in counted.priorities]
    return tuple(sorted(found, key=lambda each: (-round(each.gain, 9), each.item)))


_ALONE: dict[str, Any] = dict.fromkeys(("sd", "item_rest", "alpha_if_dropped", "favourable_interval"))


def _without_spread(hallmark: Hallmark) -> dict[str, Any]:
    """What changes in a hallmark that one rater judged."""
    facets = tuple(each.model_copy(update=_NO_SPREAD) for each in hallmark.facets)
    return {**_NO_SPREAD, "reliability": None, "agreement": None, "differences": None, "facets": facets}


def _with_ratings(
    item: ItemFigures, files: Sequence[ReadAnswers], *, agreed: Agreed | None, alone: bool
) -> ItemFigures:
    """An item with what each rater said about it; a rater who left it blank without a word is not listed."""
    said = [(each.file.rater, each.file.answers.get(item.id, Answer())) for each in files]
    ratings = tuple(Rating(rater=rater, **answer.model_dump()) for rater, answer in said if not answer.empty)
    return item.model_copy(update={"ratings": ratings, "agreed": agreed, **(_ALONE if alone else {})})
