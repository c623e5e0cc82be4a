"""A small survey, answered and published: for the tests of what the gate lets through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.publish import Figures, publish
from mentorscan.instrument.model import Instrument, Rules
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

ITEMS = [item(f"a{i}", practice="support") for i in range(3)]
MADE = instrument(
    [questionnaire("a", ITEMS), questionnaire("b", [item("b0"), item("b1")])],
    segments=[{"id": "team", "title": {"en": "Team"}}],
)
Row = dict[str, Any]


def scores(rows: Sequence[Row], teams: Sequence[str | None] | None = None, made: Instrument = MADE) -> Scores:
    people = {"team": list(teams)} if teams is not None else {}
    return Scores(tally_responses(Answered(made, rows, people), instrument=made))


def published(rows: Sequence[Row], teams: Sequence[str | None] | None = None, rules: Rules = MADE.rules) -> Figures:
    return publish(scores(rows, teams), rules=rules)


def row(value: int | str | None, **others: Any) -> Row:
    return dict.fromkeys(MADE.items, value) | others
