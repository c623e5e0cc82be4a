"""Overlapping groups: the table of what is shown, and the sets that it gives away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure import crossing
from mentorscan.disclosure.crossing import Crossing
from mentorscan.disclosure.siblings import Direct
from mentorscan.disclosure.standing import Standing
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

GROUPS = [
    {"id": id_, "label": {"en": id_}} | ({"parent": parent} if parent else {})
    for id_, parent in [("trade", None), ("sales", "trade"), ("buying", "trade"), ("law", None)]
]
MADE = instrument(
    [questionnaire("a", [item("a0"), item("a1")]), questionnaire("b", [item("b0")])],
    segments=[{"id": "team", "title": {"en": "Team"}, "groups": GROUPS}],
)
Row = dict[str, Any]
Place = tuple[str | None, str | None]
OPEN: Mapping[str, Sequence[str]] = {"team": (), "site": ()}
TRADE: set[str | None] = {"trade", "sales", "buying"}


def standing(places: Sequence[Place], rows: Sequence[Row]) -> Standing:
    """People of a team and a site each."""
    people = {"team": [team for team, _ in places], "site": [site for _, site in places]}
    return Standing(Scores(tally_responses(Answered(MADE, rows, people), instrument=MADE)))


def everyone(sizes: Mapping[Place, int]) -> list[Place]:
    return [place for place, n in sizes.items() for _ in range(n)]


def spread(n: int) -> list[Row]:
    """Everyone's own answers, from one end of the scale to the other; every third leaves the second hallmark blank."""
    return [{"a0": i % 5 + 1, "a1": i // 5 % 5 + 1, "b0": None if i % 3 == 0 else i % 4 + 1} for i in range(n)]


SIZES: dict[Place, int] = {
    ("sales", "north"): 9, ("sales", "south"): 8, ("buying", "north"): 7, ("trade", "south"): 6,
    ("law", "north"): 5, ("law", None): 4, (None, "south"): 3,
}  # fmt: skip
PLACES = everyone(SIZES)
ROWS = spread(len(PLACES))


def own(row: Row, measure: str) -> float | None:
    """A person's own score, from 0 to 1."""
    answers = [value for name, value in row.items() if name[0] == measure and value is not None]
    return (float(np.mean(answers)) - 1) / 4 if answers else None


def is_in(place: Place, row: tuple[str | None, Any]) -> bool:
    """Whether people of a place are behind one of the standing's rows."""
    segment, group = row
    team, site = place
    if segment is None:
        return True
    if segment == "site":
        return bool(site == group)
    return team in TRADE if group == "trade" else bool(team == group)


def test_people_are_counted_in_each_crossed_cell_on_the_measure_asked_for() -> None:
    made = Crossing(standing(PLACES, ROWS))
    cells = list(standing(PLACES, ROWS).scores.tally.crossed)
    assert dict(zip(cells, made.people(None).tolist(), strict=True)) == SIZES
    answered = Counter(place for place, row in zip(PLACES, ROWS, strict=True) if row["b0"] is not None)
    assert dict(zip(cells, made.people("b").tolist(), strict=True)) == answered


@pytest.mark.parametrize("measure", ["a", "b"])
@pytest.mark.parametrize("hidden", [OPEN, {"team": ("buying", "law"), "site": ()}, {"team": (), "site": ("north",)}])
def test_the_table_holds_the_sums_of_all_shown_groups_and_of_the_parents_above_them(
    measure: str, hidden: Mapping[str, Sequence[str]]
) -> None:
    made = standing(PLACES, ROWS)
    table, rows, cells = Crossing(made).table(measure, hidden, [made.measure(measure)])
    behind = [made.rows[row] for row in rows]
    shown = [row for row in made.rows if row[0] is None or row[1] not in hidden[row[0]]]
    assert behind == [row for row in shown if not isinstance(row[1], Direct)]
    people = [
        (place, score) for place, row in zip(PLACES, ROWS, strict=True) if (score := own(row, measure)) is not None
    ]
    assert len(cells) == len({place for place, _ in people})
    for i, row in enumerate(behind):
        scores = [score for place, score in people if is_in(place, row)]
        assert table.incidence[i] @ table.people == len(scores)
        assert table.sums[i, 0] == pytest.approx(sum(scores))
        assert table.lowest[i, 0] <= min(scores) + 1e-9
        assert table.highest[i, 0] >= max(scores) - 1e-9
    assert (table.lowest >= 0).all()
    assert (table.highest <= 1).all()


def test_an_item_counts_by_its_mean_as_if_everyone_scored_had_answered_it() -> None:
    rows = [row | ({"a0": None} if i % 4 == 0 else {}) for i, row in enumerate(ROWS)]
    made = standing(PLACES, rows)
    table, numbers, _ = Crossing(made).table("a", OPEN, [made.item("a0"), made.item("a1")])
    for i, row in enumerate(made.rows[number] for number in numbers):
        inside = [each for place, each in zip(PLACES, rows, strict=True) if is_in(place, row)]
        answered = [(each["a0"] - 1) / 4 for each in inside if each["a0"] is not None]
        assert table.sums[i, 0] == pytest.approx(np.mean(answered) * len(inside))
        assert table.sums[i, 1] == pytest.approx(sum((each["a1"] - 1) / 4 for each in inside))


def test_groups_in_which_nobody_answered_an_item_may_have_any_answer() -> None:
    rows = [row | ({"a0": None} if place[0] == "law" else {}) for place, row in zip(PLACES, ROWS, strict=True)]
    made = standing(PLACES, rows)
    table, numbers, _ = Crossing(made).table("a", OPEN, [made.item("a0")])
    (law,) = [i for i, number in enumerate(numbers) if made.rows[number] == ("team", "law")]
    assert (table.lowest[law, 0], table.highest[law, 0]) == (0, 1)
    rows[PLACES.index(("law", "north"))]["a0"] = 4
    one = standing(PLACES, rows)
    table, _, _ = Crossing(one).table("a", OPEN, [one.item("a0")])
    assert (table.lowest[law, 0], table.highest[law, 0]) == (0.75, 0.75)


OVERLAPPING: dict[Place, int] = {("d1", "x"): 10, ("d2", "x"): 10, ("d3", "x"): 1, ("d3", "y"): 30}
"""Site x is two teams and one person of a third."""


def given_away(sizes: Mapping[Place, int], hidden: Mapping[str, Sequence[str]]) -> set[Place]:
    made = standing(everyone(sizes), spread(sum(sizes.values())))
    found = Crossing(made).find(None, hidden, (), minimum=5)
    cells = list(made.scores.tally.crossed)
    return set() if found is None else {cells[cell] for cell in found}


def test_a_person_left_between_a_site_and_its_teams_is_found_and_not_where_one_of_them_is_hidden() -> None:
    assert given_away(OVERLAPPING, OPEN) == {("d3", "x")}
    assert given_away(OVERLAPPING, {"team": ("d1", "d3"), "site": ()}) == set()
    assert given_away(OVERLAPPING, {"team": (), "site": ("x", "y")}) == set()
    assert given_away(OVERLAPPING, {"team": ("d1", "d2"), "site": ()}) == {("d3", "x")}
    assert given_away({**OVERLAPPING, ("d3", "x"): 5}, OPEN) == set()


def test_what_can_be_hidden_to_protect_a_set_are_the_groups_whose_sums_give_it_away() -> None:
    places = everyone({**OVERLAPPING, (None, "z"): 20, ("d1", "x"): 9})
    made = standing(places, spread(len(places)))
    cells = list(made.scores.tally.crossed)
    found = np.array([cells.index(("d3", "x"))])
    touched = Crossing(made).touched(None, OPEN, found)
    assert {("site", "x"), ("team", "d1"), ("team", "d2"), ("team", "d3")} <= set(touched)
    assert len(touched) == len(set(touched))
    assert None not in {segment for segment, _ in touched}
    without = Crossing(made).touched(None, {"team": ("d1",), "site": ()}, found)
    assert ("team", "d1") not in without


def test_whether_cells_are_still_given_away_is_asked_of_the_column_itself() -> None:
    """Of the eleven people between the site and its teams, few answered the second hallmark."""
    sizes: dict[Place, int] = {**OVERLAPPING, ("d3", "x"): 11}
    places = everyone(sizes)
    rows: list[Row] = [
        {"a0": i % 5 + 1, "a1": i % 5 + 1, "b0": None if place == ("d3", "x") and i % 11 else i % 5 + 1}
        for i, place in enumerate(places)
    ]
    made = standing(places, rows)
    looked = Crossing(made)
    cells = list(made.scores.tally.crossed)
    one = np.array([cells.index(("d3", "x"))])
    answered = int(looked.people("b")[one[0]])
    assert 0 < answered < 5
    figures = {name: [made.measure(name)] for name in "ab"}
    assert looked.gives_away("b", OPEN, figures["b"], one)
    assert not looked.gives_away("b", {"team": ("d1", "d3"), "site": ()}, figures["b"], one)
    assert looked.find("a", OPEN, figures["a"], minimum=5) is None
    found = looked.find("b", OPEN, figures["b"], minimum=5)
    assert found is not None
    assert found.tolist() == one.tolist()


def test_in_a_large_table_it_is_not_asked_whether_cells_are_still_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    places = everyone(OVERLAPPING)
    made = standing(places, spread(len(places)))
    one = np.array([list(made.scores.tally.crossed).index(("d3", "x"))])
    monkeypatch.setattr(crossing, "LARGE", 4)
    assert Crossing(made).gives_away(None, OPEN, (), one)
    monkeypatch.setattr(crossing, "LARGE", 3)
    assert not Crossing(made).gives_away(None, OPEN, (), one)


def near(rows: Sequence[Row], sizes: Mapping[Place, int]) -> set[tuple[str | None, Any]]:
    made = standing(everyone(sizes), rows)
    return {made.rows[row] for row in Crossing(made).near_ends("a", [made.measure("a")], minimum=5)}


def all_alike(value: int, n: int) -> list[Row]:
    return [{"a0": value, "a1": value, "b0": 3} for _ in range(n)]


def test_a_group_at_the_end_of_the_scale_gives_away_its_few_people_at_a_site() -> None:
    sizes: dict[Place, int] = {("d1", "x"): 17, ("d1", "y"): 3, ("d3", "x"): 20, ("d3", "y"): 20}
    assert near(all_alike(5, 20) + spread(40), sizes) == {("team", "d1")}
    assert near(all_alike(1, 20) + spread(40), sizes) == {("team", "d1")}
    assert near(spread(60), sizes) == set()
    assert near(all_alike(5, 20) + spread(40), {**sizes, ("d1", "x"): 10, ("d1", "y"): 10}) == set()


def test_in_a_large_table_twice_as_wide_an_interval_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four of a team are at site y; all of the team together are little more than one step below the end."""
    sizes: dict[Place, int] = {("d3", "x"): 16, ("d3", "y"): 4, ("d1", "x"): 20, ("d1", "y"): 20}
    rows = all_alike(5, 16) + all_alike(4, 4) + spread(40)
    rows[0] = {"a0": 5, "a1": 4, "b0": 3}
    assert ("team", "d3") not in near(rows, sizes)
    monkeypatch.setattr(crossing, "LARGE", 3)
    assert ("team", "d3") in near(rows, sizes)
    monkeypatch.setattr(crossing, "LARGE", 4)
    assert ("team", "d3") not in near(rows, sizes)


def test_without_figures_no_sum_lies_near_an_end() -> None:
    assert Crossing(standing(PLACES, ROWS)).near_ends(None, (), minimum=5) == []
