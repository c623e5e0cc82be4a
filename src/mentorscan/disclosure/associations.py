"""What goes together, in the whole: the hallmarks with each other, and with the outcomes. Association, never cause."""

from __future__ import annotations

from collections.abc import Collection

from mentorscan.disclosure.view import ALL_PROTECTED
from mentorscan.errors import Note
from mentorscan.instrument.model import Rules
from mentorscan.results import Driver, Drivers, Reinforcement
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.statistics import CannotRegressError, regress

PEOPLE_PER_HALLMARK = 10
"""Below this many people a hallmark, the shares of the drivers are unsteady (docs/statistics.md)."""


def reinforcement(scores: Scores, *, rules: Rules, hidden: Collection[str]) -> Reinforcement:
    """Correlations between the hallmarks that are not ``hidden``."""
    hallmarks = scores.base.hallmarks
    minimum = max(rules.minimum_correlation, rules.minimum_group)

    def between(a: str, b: str) -> float | None:
        if {a, b} & set(hidden):
            return None
        if a == b:
            return 1.0 if scores.whole.n(a) >= minimum else None
        return scores.whole.correlation(a, b, minimum=minimum)

    return Reinforcement(
        hallmarks=hallmarks, correlation=tuple(tuple(between(a, b) for b in hallmarks) for a in hallmarks)
    )


def drivers(scores: Scores, *, rules: Rules, hidden: Collection[str]) -> tuple[Drivers | None, tuple[Note, ...]]:
    """How the hallmarks that are not ``hidden`` go together with the outcomes; ``None`` where none were asked."""
    names = list(scores.base.questionnaires)
    hallmarks = [each for each in scores.base.hallmarks if each not in hidden]
    outcomes = [each for each in names if each not in scores.base.hallmarks]
    if not outcomes:
        return None, ()
    outcomes = [each for each in outcomes if each not in hidden]
    people = scores.everything
    if not hallmarks or not outcomes or people.n < rules.minimum_group:
        return Drivers(hidden=ALL_PROTECTED), ()
    found = Drivers(n=people.n, outcomes=tuple(outcomes))
    if people.n < max(rules.minimum_correlation, rules.minimum_group):
        return found, ()
    try:
        figures = regress(
            people,
            predictors=[names.index(each) for each in hallmarks],
            outcomes=[names.index(each) for each in outcomes],
            units=[scores.base.questionnaires[each].quantum for each in names],
        )
    except CannotRegressError as error:
        named = [names[position] for position in error.positions]
        why = "the same for everyone" if error.reason == "constant" else "each to be worked out from the others"
        text = f"What goes together with the outcomes cannot be told apart: {', '.join(named)}: {why}."
        return found, (Note("no-drivers", text, "warning", values={"questionnaires": named, "reason": error.reason}),)
    notes = []
    if people.n < PEOPLE_PER_HALLMARK * len(hallmarks):
        text = (
            f"The shares of the hallmarks in the outcomes rest on fewer than {PEOPLE_PER_HALLMARK} people a hallmark: "
            "they are unsteady."
        )
        notes.append(Note("few-for-drivers", text, "warning"))
    shares = figures.shapley or (None,) * len(hallmarks)
    weights = zip(hallmarks, figures.r, figures.relative_weights, shares, strict=True)
    return found.model_copy(
        update={
            "r2": figures.r2,
            "weights": tuple(
                Driver(hallmark=hallmark, correlation=r, relative_weight=weight, shapley=share)
                for hallmark, r, weight, share in weights
            ),
        }
    ), tuple(notes)
