"""How far a questionnaire measures one thing, and what each of its items does to that and to its index.

All on the people who answered every item of it, but for what an item does to the index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorscan.disclosure.view import ALL_PROTECTED
from mentorscan.errors import Note
from mentorscan.instrument.model import Item, Questionnaire, Rules, Text
from mentorscan.results import Reliability
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.statistics import (
    Listwise,
    alpha_if_dropped,
    alpha_interval,
    cronbach_alpha,
    eigenvalue_ratio,
    item_rest,
    omega,
    spearman_brown,
)

LISTWISE_SHARE = 0.7
"""Below this share of those scored, the people behind a reliability are worth a note (docs/statistics.md)."""


@dataclass(frozen=True, kw_only=True)
class HowReliable:
    """A questionnaire's reliability; of each shown item, fields of ``ItemFigures``; and what to note.

    ``few``: how many people are ``complete``, and how many are ``scored``, where the first are few of the second.
    """

    figures: Reliability
    items: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    few: Mapping[str, int] | None = None


def reliability(
    scores: Scores, questionnaire: Questionnaire, *, everyone: Cell, shown: Sequence[str], rules: Rules
) -> HowReliable:
    """The reliability of a questionnaire. ``everyone``: the whole as it may be shown; ``shown``: the items that may."""
    items = scores.base.questionnaires[questionnaire.id].items
    listwise = scores.listwise(questionnaire.id)
    if 0 < listwise.n < rules.minimum_group:
        return HowReliable(figures=Reliability(hidden=ALL_PROTECTED))
    instrument, scored = scores.tally.instrument, scores.whole.n(questionnaire.id)
    figures, heywood = _figures(listwise)
    dropped, rests = alpha_if_dropped(listwise), item_rest(listwise)
    moved = influence([instrument.items[item] for item in shown], everyone=everyone)
    constant = [item for i, item in enumerate(items) if listwise.n > 1 and listwise.deviations[i][i] == 0]
    few = listwise.n < LISTWISE_SHARE * scored
    return HowReliable(
        figures=figures,
        items={
            item: {
                "item_rest": rests[i],
                "alpha_if_dropped": dropped[i],
                "influence": moved[item],
                "favourable_interval": everyone.favourable_interval(item),
            }
            for i, item in enumerate(items)
            if item in shown
        },
        notes=tuple(
            Note(code, text, "warning", questionnaire.id)
            for code, text in _doubts(
                questionnaire.title[instrument.language], alpha=figures.alpha, constant=constant, heywood=heywood
            )
        ),
        few={"complete": listwise.n, "scored": scored} if few else None,
    )


def influence(items: Sequence[Item], *, everyone: Cell) -> dict[str, float | None]:
    """How far each of these items moves the mean of their indices."""
    weights = {item.id: item.weight for item in items}
    indices = {item: everyone.item(item).index for item in weights}
    total = sum(weights[item] for item, index in indices.items() if index is not None)
    points = sum(weights[item] * index for item, index in indices.items() if index is not None)
    return {
        item: None
        if index is None or total == weights[item]
        else points / total - (points - weights[item] * index) / (total - weights[item])
        for item, index in indices.items()
    }


def few_complete(found: Mapping[str, Mapping[str, int]], *, titles: Mapping[str, Text], language: str) -> Note:
    """A note on all reliabilities, by questionnaire, that rest on few of those scored."""
    told = ", ".join(f"{titles[id_][language]} {n['complete']} of {n['scored']} people" for id_, n in found.items())
    text = f"Reliability rests on those who answered every item, here less than {LISTWISE_SHARE:.0%}: {told}."
    return Note("few-complete", text, "warning", values={"reliability": found})


def _figures(listwise: Listwise) -> tuple[Reliability, bool]:
    """The figures, and whether omega rests on a negative residual variance."""
    alpha, one_factor = cronbach_alpha(listwise), omega(listwise)
    return Reliability(
        n=listwise.n,
        alpha=alpha,
        interval=None if alpha is None else alpha_interval(alpha, n=listwise.n, k=len(listwise.sums)),
        omega=one_factor and one_factor.value,
        spearman_brown=spearman_brown(listwise),
        eigenvalue_ratio=eigenvalue_ratio(listwise),
    ), bool(one_factor and one_factor.heywood)


def _doubts(title: str, *, alpha: float | None, constant: Sequence[str], heywood: bool) -> Iterator[tuple[str, str]]:
    """What speaks against taking the figures as they are: a code and a sentence each."""
    if alpha is not None and alpha < 0:
        text = f"The items of {title} point in different directions (alpha below 0): check for reversed items."
        yield "negative-alpha", text
    if constant:
        yield "constant-item", f"Everyone who answered all of {title} gave the same answer to {', '.join(constant)}."
    if heywood:
        text = (
            f"Omega of {title} rests on a factor that explains more than all of an item (a negative residual "
            "variance): read it with caution."
        )
        yield "heywood", text
