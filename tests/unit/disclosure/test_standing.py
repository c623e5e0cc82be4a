"""What stands behind shown figures, row by row: as it follows from the answers themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.disclosure.siblings import Direct
from mentorscan.disclosure.standing import Standing, Sums, near_end, tree_of
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

GROUPS = [
    {"id": id_, "label": {"en": id_}} | ({"parent": parent} if parent else {})
    for id_, parent in [("trade", None), ("sales", "trade"), ("east", "sales"), ("buying", "trade"), ("law", None)]
]
FACETS = [{"id": "f", "title": {"en": "F"}}]
MADE = instrument(
    [
        questionnaire(
            "a",
            [item("a0", facet="f", practice="support"), item("a1", reverse=True), item("a2", weight=2)],
            facets=FACETS,
        ),
        questionnaire("b", [item("b0", practice="readiness")], scale="seven"),
    ],
    scales=[scale(), scale("seven", lowest=0, points=7)],
    segments=[{"id": "team", "title": {"en": "Team"}, "groups": GROUPS}],
)
ITEMS = {"a0": (1, 5), "a1": (1, 5), "a2": (1, 5), "b0": (0, 6)}
MADE_OF = {
    "a": ["a0", "a1", "a2"],
    "b": ["b0"],
    "a/f": ["a0"],
    "practice:support": ["a0"],
    "practice:readiness": ["b0"],
}
TEAMS: Sequence[str | None] = ("sales", "east", "buying", "trade", "law", None)
Row = dict[str, Any]


def standing(rows: Sequence[Row], teams: Sequence[str | None]) -> Standing:
    return Standing(Scores(tally_responses(Answered(MADE, rows, {"team": teams}), instrument=MADE)))


def own(row: Row, measure: str) -> float | None:
    """A person's own score, from 0 to 1: half of the items at least, by their weights."""
    answered = [name for name in MADE_OF[measure] if isinstance(row[name], int)]
    if not answered or 2 * len(answered) < len(MADE_OF[measure]):
        return None
    weights = [2 if name == "a2" and measure == "a" else 1 for name in answered]
    return float(np.average([share(row, name) for name in answered], weights=weights))


def share(row: Row, name: str, *, turned: bool = True) -> float:
    low, high = ITEMS[name]
    found = float((row[name] - low) / (high - low))
    return 1 - found if turned and name == "a1" else found


def inside(team: str | None, group: Any) -> bool:
    if isinstance(group, Direct):
        return team == group.parent
    below = {"trade": {"trade", "sales", "east", "buying"}, "sales": {"sales", "east"}}
    return team in below.get(group, {group})


answered = st.sampled_from([1, 2, 3, 4, 5, None, "dont_know"])
people = st.lists(
    st.tuples(
        st.sampled_from(TEAMS),
        st.fixed_dictionaries(
            {"a0": answered, "a1": answered, "a2": answered, "b0": st.sampled_from([0, 1, 3, 6, None])}
        ),
    ),
    min_size=1,
    max_size=25,
)


def behind(made: Standing, asked: Sequence[tuple[str | None, Row]]) -> list[list[Row]]:
    """The people in each of the standing's rows."""
    return [
        [row for team, row in asked if segment is None or inside(team, group)] for segment, group in made.rows
    ]  # fmt: skip


def assert_sums(found: Sums, i: int, values: Sequence[float], *, half: float) -> None:
    assert found.people[i] == len(values)
    assert found.total[i] == pytest.approx(sum(values), abs=1e-9)
    assert bool(found.flat[i]) == (len(values) > 0 and max(values) - min(values) < 1e-9)
    mean = sum(values) / max(1, len(values))
    assert bool(found.near_end[i]) == (len(values) > 0 and round(min(mean, 1 - mean), 9) <= round(half, 9))


@given(people)
def test_people_sums_and_flags_of_a_measure_follow_from_the_answers(asked: list[tuple[str | None, Row]]) -> None:
    made = standing([row for _, row in asked], [team for team, _ in asked])
    halves = {"a": 1 / 8, "b": 1 / 12, "a/f": 1 / 8, "practice:support": 1 / 8, "practice:readiness": 1 / 12}
    for name, half in halves.items():
        found = made.measure(name)
        for i, rows in enumerate(behind(made, asked)):
            values = [value for row in rows if (value := own(row, name)) is not None]
            assert_sums(found, i, values, half=half)
            assert not found.one_sided[i]
            if values:
                reach = np.std(values) * (len(values) - 1) ** 0.5
                assert found.lowest[i] == pytest.approx(max(0, np.mean(values) - reach), abs=1e-7)
                assert found.highest[i] == pytest.approx(min(1, np.mean(values) + reach), abs=1e-7)
                assert found.lowest[i] <= min(values)
                assert found.highest[i] >= max(values)


@given(people)
def test_people_sums_and_flags_of_an_item_follow_from_the_answers(asked: list[tuple[str | None, Row]]) -> None:
    made = standing([row for _, row in asked], [team for team, _ in asked])
    for name, (low, high) in ITEMS.items():
        found = made.item(name)
        for i, rows in enumerate(behind(made, asked)):
            there = [row for row in rows if isinstance(row[name], int)]
            assert_sums(found, i, [share(row, name, turned=False) for row in there], half=1 / (2 * (high - low)))
            turned = [low + (high - low) * share(row, name) for row in there]
            sides = [sum(high - 1 <= each for each in turned), sum(each <= low + 1 for each in turned)]
            sides.append(len(turned) - sum(sides))
            assert bool(found.one_sided[i]) == (0 in sides and len(turned) > 0)
            if there:
                assert found.lowest[i] == pytest.approx(min(share(row, name, turned=False) for row in there))
                assert found.highest[i] == pytest.approx(max(share(row, name, turned=False) for row in there))


@given(people)
def test_people_scored_are_those_with_a_hallmark(asked: list[tuple[str | None, Row]]) -> None:
    made = standing([row for _, row in asked], [team for team, _ in asked])
    scored = [
        sum(own(row, "a") is not None or own(row, "b") is not None for row in rows) for rows in behind(made, asked)
    ]
    assert made.scored.tolist() == scored


def test_the_rows_are_the_whole_its_groups_and_the_people_that_parents_have_of_their_own() -> None:
    teams: list[str | None] = ["sales", "east", "trade", None, "new"]
    made = standing([dict.fromkeys(ITEMS, 3)] * 5, teams)
    wanted = ["trade", "sales", "east", "buying", "law", "new", None, Direct("sales"), Direct("trade")]
    assert made.rows == [(None, None), *(("team", each) for each in wanted)]
    assert made.members("team") == {each: i + 1 for i, each in enumerate(wanted)}
    assert made.scored.tolist() == [5, 3, 2, 1, 0, 0, 1, 1, 1, 1]


def test_a_group_lies_below_the_nearest_one_that_is_there() -> None:
    """Nobody is in sales, or in any group below it, but for those in the east."""
    made = Scores(
        tally_responses(Answered(MADE, [dict.fromkeys(ITEMS, 3)] * 2, {"team": ["east", "law"]}), instrument=MADE)
    )
    tree = tree_of(made, "team")
    assert tree.parents == {"trade": None, "sales": "trade", "east": "sales", "buying": "trade", "law": None}
    assert tree.direct == frozenset()
    nobody = Scores(tally_responses(Answered(MADE, [dict.fromkeys(ITEMS, 3)], {"team": ["law"]}), instrument=MADE))
    assert tree_of(nobody, "team").parents == {"east": None, "buying": None, "law": None}


def test_the_parts_of_a_questionnaire_are_its_own_items_and_facets() -> None:
    made = standing([dict.fromkeys(ITEMS, 3)] * 5, ["law"] * 5)
    assert list(made.parts("a")) == ["a0", "a1", "a2", "a/f"]
    assert list(made.parts("b")) == ["b0"]
    assert set(made.practices()) == {"practice:support", "practice:readiness"}
    (whole, *_), (facet, *_) = made.parts("a")["a0"].total, made.parts("a")["a/f"].total
    assert whole == facet == pytest.approx(2.5)
    assert made.practices()["practice:readiness"].total[0] == pytest.approx(2.5)


def test_half_a_step_from_an_end_is_near_it_and_more_is_not() -> None:
    means = np.array([0, 0.125, 0.1251, 0.5, 0.8749, 0.875, 1, 0.125 + 1e-11])
    assert near_end(means, 0.125).tolist() == [True, True, False, False, False, True, True, True]
