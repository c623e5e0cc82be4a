"""A survey of eighty people in two segments, and gates written by hand: for the tests of what is published through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.gate import PEOPLE, Gate, SegmentGate
from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.scoring.tally import Tally, tally_responses

FACETS = [{"id": "f", "title": {"en": "F"}}]
SAID: dict[str, Any] = {"claims": ("CUL-1",), "advice": {"en": "Talk."}, "evidence": {"en": "Notes."}}
TEAMS = [
    {"id": "trade", "label": {"en": "Trade", "it": "Commercio"}},
    {"id": "sales", "label": {"en": "Sales"}, "parent": "trade"},
    {"id": "buying", "label": {"en": "Buying"}, "parent": "trade"},
    {"id": "law", "label": {"en": "Law"}},
]
WIDE = instrument(
    [
        questionnaire(
            "a",
            [item("a0", weight=3, facet="f", practice="support", **SAID), item("a1", reverse=True), item("a2")],
            facets=FACETS,
            definition={"en": "What a is."},
        ),
        questionnaire("b", [item("b0", practice="support"), item("b1")]),
        questionnaire("z", [item("z0"), item("z1")], role="outcome"),
    ],
    languages=["en", "it"],
    segments=[{"id": "team", "title": {"en": "Team"}, "groups": TEAMS}, {"id": "site", "title": {"en": "Site"}}],
)
COLUMNS = ("people", "a", "b", "z", "practice:support")
TEAM, SITE = ["sales", "buying", "law", None] * 20, ["north"] * 30 + ["south"] * 50
WEIGHTS = [WEIGHT_UNIT * (2 if site == "north" else 1) // 2 for site in SITE]


def answered(*, weights: Sequence[int] | None = None, **options: Any) -> Tally:
    """Eighty people, each with answers of their own; law and the south answer lower."""
    draw = np.random.default_rng(4)
    rows: list[dict[str, int | str | None]] = []
    for team, site in zip(TEAM, SITE, strict=True):
        answers = draw.integers(2, 6, len(WIDE.items)) - (team == "law")
        if site == "south":
            answers -= draw.integers(0, 2, len(WIDE.items))
        rows.append(dict(zip(WIDE.items, map(int, answers.clip(1)), strict=True)))
    people = Answered(WIDE, rows, {"team": TEAM, "site": SITE}, weights=weights)
    return tally_responses(people, instrument=WIDE, weighted=weights is not None, **options)


def gate_of(
    *, hidden: Sequence[str] = (), thin: Sequence[str] = (), bare: Sequence[str] = (), **segments: SegmentGate
) -> Gate:
    """A gate that lets through all but these columns of the whole, and of the segments what they say."""
    return Gate(
        closed=PEOPLE in hidden,
        hidden=frozenset(hidden),
        thin=frozenset([*hidden, *thin]),
        bare=frozenset([*hidden, *thin, *bare]),
        segments={each: segments.get(each, segment_gate()) for each in ("team", "site")},
    )


def segment_gate(
    *, hidden: Sequence[str] = (), thin: Sequence[str] = (), bare: Sequence[str] = (), a_hidden: Sequence[str] = ()
) -> SegmentGate:
    """A segment's gate: groups hidden, thin and bare in every column; ``a_hidden``: hidden in a alone."""
    hides, thins, bares = (
        {column: frozenset([*groups, *(a_hidden if column == "a" else ())]) for column in COLUMNS}
        for groups in (hidden, [*hidden, *thin], [*hidden, *thin, *bare])
    )
    return SegmentGate(hides, thins, bares)
