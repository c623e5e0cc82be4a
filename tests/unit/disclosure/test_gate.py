"""The gate: what is decided column by column, over all segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.gate import PEOPLE, Gate, close_gate, hide_items
from mentorscan.instrument.model import Rules
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

MADE = instrument(
    [
        questionnaire("a", [item(f"a{i}", practice="support") for i in range(2)]),
        questionnaire("b", [item("b0", practice="readiness"), item("b1", practice="support")]),
    ]
)
Row = dict[str, Any]
Cell = tuple[str | None, ...]


def row(value: int | None, **others: Any) -> Row:
    return dict.fromkeys(MADE.items, value) | others


def mixed(n: int, **others: Any) -> list[Row]:
    """Answers from one end of the scale to the other."""
    return [row(1 + i % 5, **others) for i in range(n)]


def gate_of(cells: Sequence[Cell], rows: Sequence[Row], rules: Rules = MADE.rules) -> Gate:
    people = {f"s{i}": [cell[i] for cell in cells] for i in range(len(cells[0]))}
    return close_gate(Scores(tally_responses(Answered(MADE, rows, people), instrument=MADE)), rules)


def one_segment(groups: dict[str | None, list[Row]]) -> Gate:
    cells: list[Cell] = [(group,) for group, rows in groups.items() for _ in rows]
    return gate_of(cells, [each for rows in groups.values() for each in rows])


def crossed(sizes: dict[tuple[str, ...], int]) -> list[Cell]:
    return [groups for groups, n in sizes.items() for _ in range(n)]


def test_a_group_hidden_as_a_whole_is_hidden_in_every_column() -> None:
    gate = one_segment({"a": mixed(3), "b": mixed(6), "c": mixed(50)}).segments["s0"]
    assert all(groups == {"a", "b"} for groups in gate.hidden.values())
    assert set(gate.hidden) == {PEOPLE, "a", "b", "practice:support", "practice:readiness"}


def test_each_column_is_decided_on_its_own_base() -> None:
    few = mixed(4) + mixed(26, a0=None, a1=None)
    some = mixed(15) + mixed(15, a0=None, a1=None)
    gate = one_segment({"a": few, "b": some, "c": mixed(30)}).segments["s0"]
    assert gate.hidden["a"] == {"a", "b"}
    assert gate.hidden[PEOPLE] == gate.hidden["b"] == frozenset()


def test_a_practice_is_hidden_where_a_hallmark_that_it_is_made_of_is_hidden() -> None:
    few = mixed(4) + mixed(26, a0=None, a1=None)
    some = mixed(15) + mixed(15, a0=None, a1=None)
    gate = one_segment({"a": few, "b": some, "c": mixed(30)}).segments["s0"]
    assert gate.hidden["practice:support"] == {"a", "b"}


def test_practices_are_hidden_together_so_that_none_follows_from_the_others() -> None:
    gate = one_segment({"a": mixed(7), "b": mixed(12), "c": mixed(30)}).segments["s0"]
    assert gate.thin["practice:support"] == gate.thin["practice:readiness"] == {"a", "b"}


def test_a_column_hidden_in_the_whole_is_hidden_in_every_group() -> None:
    rows = mixed(4) + mixed(56, a0=None, a1=None)
    gate = gate_of([("x",)] * 30 + [("y",)] * 30, rows)
    assert "a" in gate.hidden
    assert gate.segments["s0"].hidden["a"] == {"x", "y"}


def test_a_group_too_small_for_a_distribution_is_not_left_alone_without_one() -> None:
    gate = one_segment({"a": mixed(7), "b": mixed(12), "c": mixed(30)}).segments["s0"]
    assert gate.hidden["a"] == frozenset()
    assert gate.thin[PEOPLE] == gate.thin["a"] == {"a", "b"}


def test_a_group_in_which_too_few_answered_an_item_shows_no_items_and_is_not_left_alone() -> None:
    few = mixed(2) + mixed(16, a0=None)
    gate = one_segment({"a": few, "b": mixed(20), "c": mixed(30)}).segments["s0"]
    assert gate.hidden["a"] == gate.thin["a"] == frozenset()
    assert gate.bare["a"] == {"a", "b"}


def test_a_group_of_one_mind_shows_no_distribution_below_three_times_the_minimum_and_from_there_on_does() -> None:
    small = one_segment({"a": [row(3)] * 14, "b": mixed(16), "c": mixed(40)}).segments["s0"]
    large = one_segment({"a": [row(3)] * 15, "b": mixed(16), "c": mixed(40)}).segments["s0"]
    assert small.hidden["a"] == {"a", "b"}
    assert large.hidden["a"] == large.thin["a"] == frozenset()


def test_a_group_near_the_end_of_the_scale_is_hidden_and_cannot_be_had_by_subtraction() -> None:
    high = [row(5)] * 5 + [row(4)] * 5
    gate = one_segment({"a": high, "b": mixed(7), "c": mixed(9), "d": mixed(40)}).segments["s0"]
    assert gate.hidden["a"] == {"a", "b"}
    beyond = [row(5)] * 4 + [row(4)] * 6
    assert one_segment({"a": beyond, "b": mixed(17), "c": mixed(40)}).segments["s0"].hidden["a"] == frozenset()


def test_as_many_stay_hidden_beside_a_group_of_one_mind_as_unanimity_may_be_shown_of() -> None:
    gate = one_segment({"a": [row(5)] * 5, "b": mixed(6), "c": mixed(9), "d": mixed(40)}).segments["s0"]
    assert gate.hidden["a"] == {"a", "b", "c"}


def test_an_item_without_any_unfavourable_answer_hides_the_items_of_a_small_group() -> None:
    rows = [row(1 + i % 5, a0=3 + i % 3) for i in range(12)]
    gate = one_segment({"a": rows, "b": mixed(16), "c": mixed(40)}).segments["s0"]
    assert gate.bare["a"] == {"a", "b"}
    assert gate.hidden["a"] == gate.thin["a"] == gate.bare["b"] == frozenset()


def test_a_whole_of_one_mind_is_hidden_below_three_times_the_minimum() -> None:
    assert "a" in gate_of([("x",)] * 14, [row(5)] * 14).hidden
    assert "a" not in gate_of([("x",)] * 15, [row(5)] * 15).hidden


def test_groups_of_two_segments_that_differ_by_one_person_are_not_shown_together() -> None:
    """A site is two departments and one person: pairwise all differ by more than five."""
    cells = crossed({("d1", "site"): 10, ("d2", "site"): 10, ("d3", "site"): 1, ("d3", "away"): 30})
    gate = gate_of(cells, mixed(51))
    hidden = {name: gate.segments[name].hidden[PEOPLE] for name in ("s0", "s1")}
    assert hidden != {"s0": frozenset(), "s1": frozenset()}
    assert gate_of([cell[:1] for cell in cells], mixed(51)).segments["s0"].hidden[PEOPLE] == frozenset()


def test_a_group_in_which_nearly_all_give_the_same_answer_is_hidden_where_it_crosses_another_segment() -> None:
    """Twenty people who all say 5: the three of them at a small site have said 5."""
    cells = crossed({("d1", "near"): 17, ("d1", "far"): 3, ("d2", "near"): 20, ("d2", "far"): 20})
    rows = [row(5)] * 20 + mixed(40)
    assert "d1" in gate_of(cells, rows).segments["s0"].hidden["a"]
    assert gate_of(cells, mixed(60)).segments["s0"].hidden["a"] == frozenset()


def test_what_is_shown_does_not_depend_on_the_order_of_rows_or_segments() -> None:
    cells: list[Cell] = [("abc"[i * 7 % 3], "de"[i * 5 % 11 % 2], "fghi"[i * i % 13 % 4]) for i in range(70)]
    rows = mixed(70)
    gate = gate_of(cells, rows)
    order = [i * 37 % 70 for i in range(70)]
    assert gate_of([cells[i] for i in order], [rows[i] for i in order]) == gate


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 60), max_size=12))
def test_a_single_item_is_never_hidden_alone(answered: dict[str, int]) -> None:
    hidden = hide_items(answered, minimum=5)
    assert {item for item, n in answered.items() if n < 5} <= hidden
    assert len(hidden) != 1 or len(answered) == 1


OVERLAPPING: dict[tuple[str, ...], int] = {
    ("d1", "site"): 10,
    ("d2", "site"): 10,
    ("d3", "site"): 1,
    ("d3", "away"): 30,
}


def test_of_what_protects_people_between_two_segments_the_groups_of_fewest_people_are_hidden() -> None:
    """Without d1 and d2, d3 minus away is still that one person; d1 and d3 are 41 people, the two sites 51."""
    gate = gate_of(crossed(OVERLAPPING), mixed(51))
    assert {name: gate.segments[name].hidden[PEOPLE] for name in ("s0", "s1")} == {"s0": {"d1", "d3"}, "s1": set()}


def test_whichever_segment_comes_first_the_same_groups_are_hidden() -> None:
    turned = {groups[::-1]: n for groups, n in OVERLAPPING.items()}
    gate = gate_of(crossed(turned), mixed(51))
    assert {name: gate.segments[name].hidden[PEOPLE] for name in ("s0", "s1")} == {"s0": set(), "s1": {"d1", "d3"}}


def test_a_hallmark_that_few_between_two_segments_answered_is_hidden_alone() -> None:
    """Eleven of d3 are at the site, and one of them answered the second hallmark."""
    cells = crossed({**OVERLAPPING, ("d3", "site"): 11})
    rows = [row(1 + i % 5) for i in range(len(cells))]
    for i in range(21, 31):
        rows[i] = row(1 + i % 5, b0=None, b1=None)
    gate = gate_of(cells, rows)
    segments = gate.segments.values()
    hidden = {column: frozenset().union(*(each.hidden[column] for each in segments)) for column in (PEOPLE, "a", "b")}
    assert hidden[PEOPLE] == hidden["a"] == frozenset()
    assert hidden["b"] == {"d1", "d3"}
    assert gate.segments["s0"].hidden["practice:support"] >= {"d1", "d3"}


def test_a_whole_too_small_closes_everything() -> None:
    closed = gate_of([("x",)] * 4, mixed(4))
    assert closed.closed
    assert closed.hidden == closed.thin == closed.bare == {PEOPLE, "a", "b", "practice:support", "practice:readiness"}
    assert all(groups == {"x"} for groups in closed.segments["s0"].hidden.values())
    assert not gate_of([("x",)] * 5, mixed(5)).closed


def test_a_whole_below_the_minimum_for_distributions_is_thin_in_every_column() -> None:
    nine, ten = gate_of([("x",)] * 9, mixed(9)), gate_of([("x",)] * 10, mixed(10))
    columns = {PEOPLE, "a", "b", "practice:support", "practice:readiness"}
    assert nine.thin == nine.bare == columns
    assert nine.hidden == frozenset()
    assert all(groups == {"x"} for groups in nine.segments["s0"].thin.values())
    assert ten.thin == ten.bare == ten.hidden == frozenset()
    assert all(groups == frozenset() for groups in ten.segments["s0"].thin.values())


def test_a_practice_that_too_few_answered_in_the_whole_is_hidden_everywhere_and_leaves_the_others() -> None:
    rows = mixed(4) + mixed(56, b0=None)
    gate = gate_of([("x",)] * 30 + [("y",)] * 30, rows)
    assert "practice:readiness" in gate.hidden
    assert "practice:support" not in gate.hidden
    assert gate.segments["s0"].hidden["practice:readiness"] == {"x", "y"}
    assert gate.segments["s0"].hidden["practice:support"] == frozenset()


def test_a_practice_made_of_a_hallmark_hidden_in_the_whole_is_hidden_too() -> None:
    rows = mixed(4) + mixed(56, a0=None, a1=None)
    gate = gate_of([("x",)] * 30 + [("y",)] * 30, rows)
    assert gate.hidden == {"a", "practice:support"}


def test_a_hallmark_of_one_mind_is_hidden_in_the_middle_of_the_scale_too_where_its_spread_would_be_shown() -> None:
    """Below ten people no spread is shown, so that a mean in the middle tells on nobody."""
    nine = one_segment({"a": [row(3)] * 9, "b": mixed(16), "c": mixed(40)}).segments["s0"]
    ten = one_segment({"a": [row(3)] * 10, "b": mixed(16), "c": mixed(40)}).segments["s0"]
    assert nine.hidden["a"] == frozenset()
    assert ten.hidden["a"] == {"a", "b"}


def test_the_minimum_of_the_rules_is_the_one_that_counts() -> None:
    cells = crossed({("x",): 7, ("y",): 8, ("z",): 40})
    strict = gate_of(cells, mixed(55), Rules(minimum_group=8, minimum_distribution=8))
    assert strict.segments["s0"].hidden[PEOPLE] == {"x", "y"}
    assert gate_of(cells, mixed(55)).segments["s0"].hidden[PEOPLE] == frozenset()


def test_of_two_items_too_few_answered_both_are_hidden_and_no_third() -> None:
    assert hide_items({"x": 2, "y": 3, "z": 30}, minimum=5) == {"x", "y"}
    assert hide_items({"x": 2, "y": 30, "z": 29, "w": 29}, minimum=5) == {"x", "w"}
    assert hide_items({"x": 5, "y": 30}, minimum=5) == frozenset()
    assert hide_items({"x": 2}, minimum=5) == {"x"}


def test_a_practice_that_just_the_minimum_answered_in_the_whole_is_not_hidden() -> None:
    gate = gate_of([("x",)] * 30 + [("y",)] * 30, mixed(5) + mixed(55, b0=None))
    assert "practice:readiness" not in gate.hidden


def test_the_items_of_fewest_people_scored_on_their_hallmark_protect_those_of_a_group() -> None:
    """More people are in c than in b, but fewer of them have a score on the first hallmark."""
    few = mixed(2) + mixed(16, a0=None)
    some = mixed(12) + mixed(28, a0=None, a1=None)
    gate = one_segment({"a": few, "b": mixed(20), "c": some, "d": mixed(60)}).segments["s0"]
    assert gate.thin["a"] == frozenset()
    assert gate.bare["a"] == {"a", "c"}
    assert gate.bare["b"] == frozenset()


def test_of_ways_that_hide_as_many_people_the_one_with_the_first_name_is_taken_in_whatever_segment() -> None:
    """All of z2 are among a1, with one person more; either segment would lose all its 61 people."""
    sizes: dict[tuple[str, ...], int] = {("z1", "a1"): 1, ("z1", "a2"): 30, ("z2", "a1"): 30}
    for turned in (1, -1):
        gate = gate_of(crossed({groups[::turned]: n for groups, n in sizes.items()}), mixed(61))
        hidden = [each.hidden[PEOPLE] for each in gate.segments.values()]
        assert hidden[::turned] == [frozenset(), {"a1", "a2"}]


def test_few_people_whose_answers_the_difference_of_two_groups_leaves_no_room_for_are_protected() -> None:
    """Two groups differ by four people in each: where those four say 5 and these 1, the difference says as much."""
    cells = crossed({("z1", "a1"): 4, ("z2", "a2"): 4, ("z1", "a2"): 20, ("z2", "a1"): 20})
    apart = gate_of(cells, [row(5)] * 4 + [row(1)] * 4 + mixed(40))
    alike = gate_of(cells, [row(4), row(2)] * 4 + mixed(40))
    assert any(each.hidden["a"] for each in apart.segments.values())
    assert not any(each.hidden["a"] for each in alike.segments.values())
    assert not any(each.hidden[PEOPLE] for each in apart.segments.values())
