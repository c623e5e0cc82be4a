"""The gate: who is hidden, and that a hidden group cannot be worked out from its siblings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentorscan.disclosure.gate import PEOPLE, Base, complete, gate_segment, hide_items
from mentorscan.instrument.model import Rules

RULES = Rules()
People = dict[str | None, int]
Columns = dict[str | None, dict[str, int]]
Parts = dict[str | None, dict[str, dict[str, int]]]
names = st.none() | st.text("abcdefgh", min_size=1, max_size=2)
sizes = st.dictionaries(names, st.integers(0, 60), max_size=12)


def hidden_of(people: People) -> frozenset[str | None]:
    return complete([Base(people, 5)], people)


@given(sizes, st.integers(3, 12))
def test_every_group_below_the_minimum_is_hidden(people: People, minimum: int) -> None:
    hidden = complete([Base(people, minimum)], people)
    assert {group for group, n in people.items() if n < minimum} <= hidden


@given(sizes, st.integers(3, 12))
def test_the_hidden_are_nobody_or_enough_people_in_two_groups_or_everyone(people: People, minimum: int) -> None:
    hidden = complete([Base(people, minimum)], people)
    behind = [people[group] for group in hidden if people[group]]
    assert not behind or (len(behind) >= 2 and sum(behind) >= minimum) or hidden == set(people)


@given(sizes, st.integers(3, 12))
def test_no_group_is_hidden_without_need(people: People, minimum: int) -> None:
    hidden = complete([Base(people, minimum)], people)
    below = {group for group, n in people.items() if n < minimum}
    for group in hidden - below:
        rest = [people[each] for each in hidden - {group} if people[each]]
        assert rest
        assert len(rest) < 2 or sum(rest) < minimum


def test_the_smallest_shown_group_protects_a_single_hidden_one_and_ties_go_by_code_point() -> None:
    assert hidden_of({"a": 4, "c": 9, "b": 9, "d": 30}) == {"a", "b"}


def test_people_without_a_group_are_a_group_that_may_protect_and_be_protected() -> None:
    assert hidden_of({"a": 20, "b": 30, None: 2}) == {"a", None}
    assert hidden_of({"a": 2, "b": 30, None: 6}) == {"a", None}


def test_a_group_of_nobody_protects_nobody() -> None:
    assert hidden_of({"a": 0, "b": 3, "c": 30, "d": 7}) == {"a", "b", "d"}


def test_a_group_hidden_as_a_whole_is_hidden_in_every_column() -> None:
    people: Columns = {"a": {PEOPLE: 3, "h": 3}, "b": {PEOPLE: 6, "h": 6}, "c": {PEOPLE: 50, "h": 50}}
    gate = gate_segment(people, rules=RULES)
    assert gate.hidden == {PEOPLE: {"a", "b"}, "h": {"a", "b"}}


def test_each_column_is_decided_on_its_own_base() -> None:
    people: Columns = {"a": {PEOPLE: 30, "h": 4}, "b": {PEOPLE: 30, "h": 12}, "c": {PEOPLE: 30, "h": 30}}
    gate = gate_segment(people, rules=RULES)
    assert gate.hidden == {PEOPLE: frozenset(), "h": {"a", "b"}}


def test_a_column_hidden_in_the_whole_is_hidden_in_every_group() -> None:
    people: Columns = {"a": {PEOPLE: 30, "h": 30}, "b": {PEOPLE: 30, "h": 30}}
    assert gate_segment(people, rules=RULES, hidden={"h"}).hidden["h"] == {"a", "b"}


def test_a_practice_is_hidden_where_a_hallmark_that_it_is_made_of_is_hidden() -> None:
    people: Columns = {
        name: {PEOPLE: 30, "h": n, "practice:support": 30} for name, n in {"a": 4, "b": 12, "c": 30}.items()
    }
    gate = gate_segment(people, rules=RULES, sources={"practice:support": {"h"}})
    assert gate.hidden["practice:support"] == {"a", "b"}


def test_a_group_too_small_for_a_distribution_is_not_left_alone_without_one() -> None:
    people: Columns = {name: {PEOPLE: n, "h": n} for name, n in {"a": 7, "b": 12, "c": 30}.items()}
    gate = gate_segment(people, rules=RULES)
    assert gate.hidden["h"] == frozenset()
    assert gate.thin == {PEOPLE: {"a", "b"}, "h": {"a", "b"}}


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 60), max_size=12))
def test_a_single_item_is_never_hidden_alone(answered: dict[str, int]) -> None:
    hidden = hide_items(answered, minimum=5)
    assert {item for item, n in answered.items() if n < 5} <= hidden
    assert len(hidden) != 1 or len(answered) == 1


def test_a_group_in_which_too_few_answered_an_item_shows_no_items_and_is_not_left_alone() -> None:
    people: Columns = {name: {PEOPLE: n, "h": n} for name, n in {"a": 11, "b": 14, "c": 30}.items()}
    parts: Parts = {"a": {"h": {"x": 2, "y": 11}}, "b": {"h": {"x": 14, "y": 14}}, "c": {"h": {"x": 30, "y": 30}}}
    gate = gate_segment(people, rules=RULES, parts=parts)
    assert gate.hidden["h"] == frozenset()
    assert gate.thin["h"] == {"a", "b"}


@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=1, max_size=6))
def test_answers_to_an_item_in_the_groups_that_show_none_cannot_be_worked_out(answered: list[list[int]]) -> None:
    """Whole minus shown groups leaves nobody, or at least the minimum, for every item that the whole shows."""
    people: Columns = {f"g{i}": {PEOPLE: 20, "h": 20} for i in range(len(answered))}
    parts: Parts = {f"g{i}": {"h": {f"x{j}": n for j, n in enumerate(row)}} for i, row in enumerate(answered)}
    gate = gate_segment(people, rules=RULES, parts=parts)
    for j in range(3):
        left = sum(row[j] for i, row in enumerate(answered) if f"g{i}" in gate.thin["h"])
        whole = sum(row[j] for row in answered)
        assert left == 0 or left >= 5 or whole < 5
