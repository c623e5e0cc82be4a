"""Siblings: who is hidden, and that a hidden group cannot be worked out from the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentorscan.disclosure.siblings import Base, Direct, Member, Tree, complete

People = dict[Member, int]
names: st.SearchStrategy[Member] = st.none() | st.text("abcdefgh", min_size=1, max_size=2)
sizes = st.dictionaries(names, st.integers(0, 60), max_size=12)


def hidden_of(people: People) -> frozenset[Member]:
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


def test_more_may_have_to_stay_hidden_together_than_may_be_shown_alone() -> None:
    people: People = {"a": 6, "b": 7, "c": 8, "d": 40}
    assert complete([Base(people, 5, together=15)], people, taken={"a"}) == {"a", "b", "c"}


PARENTS: dict[str | None, str | None] = {"top": None, "x": "top", "y": "top", "other": None, None: None}


@given(st.lists(st.integers(0, 30), min_size=5, max_size=5), st.integers(3, 8))
def test_in_a_tree_no_sum_minus_the_shown_ones_below_it_leaves_too_few(sizes: list[int], minimum: int) -> None:
    direct, x, y, other, none = sizes
    people: People = {
        "top": direct + x + y, "x": x, "y": y, "other": other, None: none, Direct("top"): direct,
    }  # fmt: skip
    tree = Tree(PARENTS, frozenset({"top"}))
    hidden = tree.complete([Base(people, minimum)])
    assert {group for group, n in people.items() if n < minimum} <= hidden
    if "top" in hidden:
        assert {"x", "y", Direct("top")} <= hidden
    else:
        left = [people[each] for each in ("x", "y", Direct("top")) if each in hidden]
        assert sum(left) == 0 or sum(left) >= minimum or len(left) == 3
    roots = [people[each] for each in ("top", "other", None) if each in hidden]
    assert sum(roots) == 0 or sum(roots) >= minimum or len(roots) == 3


def test_people_that_a_parent_has_of_its_own_protect_a_child_at_no_cost() -> None:
    tree = Tree(PARENTS, frozenset({"top"}))
    people: People = {"top": 40, "x": 3, "y": 17, "other": 50, None: 9, Direct("top"): 20}
    assert tree.complete([Base(people, 5)]) == {"x", Direct("top")}


def test_of_groups_that_cost_the_same_named_ones_go_first_then_people_of_a_parent_then_those_without_a_group() -> None:
    people: People = {None: 9, Direct("a"): 9, "z": 9, "b": 9, "few": 1}
    found = [complete([Base(people, 5, together=n)], people) - {"few"} for n in (5, 15, 25, 35)]
    assert found == [{"b"}, {"b", "z"}, {"b", "z", Direct("a")}, {"b", "z", Direct("a"), None}]


def test_of_parents_the_first_by_name_shows_less_of_its_own_people() -> None:
    people: People = {Direct("b"): 9, Direct("a"): 9, "few": 1}
    assert complete([Base(people, 5)], people) == {"few", Direct("a")}


def test_exactly_the_minimum_in_two_groups_is_enough_and_in_one_is_not() -> None:
    assert hidden_of({"a": 1, "b": 4, "c": 30, "d": 40}) == {"a", "b"}
    assert hidden_of({"a": 1, "b": 3, "c": 30, "d": 40}) == {"a", "b", "c"}
    people: People = {"a": 20, "b": 30, "c": 40}
    assert complete([Base(people, 5)], people, taken={"a"}) == {"a", "b"}


def test_every_base_is_protected_and_what_is_added_is_cheap_by_the_first() -> None:
    answered: People = {"a": 30, "b": 20, "c": 10, "d": 2}
    people: People = {"a": 30, "b": 40, "c": 50, "d": 60}
    assert complete([Base(people, 5), Base(answered, 5)], people) == {"d", "a"}
    assert complete([Base(answered, 5), Base(people, 5)], people) == {"d", "c"}
    assert complete([Base(answered, 5), Base(people, 5)], people, cost={"a": 3, "b": 1, "c": 2, "d": 0}) == {"d", "b"}


DEEP: dict[str | None, str | None] = {
    "trade": None, "sales": "trade", "east": "sales", "west": "sales", "buying": "trade", "law": None, "plant": None,
}  # fmt: skip


def test_a_group_costs_what_is_hidden_below_it_too() -> None:
    """Trade has fewer people than law, but its three groups would go with it."""
    people: People = {"trade": 20, "sales": 12, "east": 6, "west": 6, "buying": 8, "law": 30, "plant": 2}
    assert Tree(DEEP).complete([Base(people, 5)]) == {"plant", "law"}
    cheap: People = people | {"law": 60}
    assert Tree(DEEP).complete([Base(cheap, 5)]) == {"plant", "trade", "sales", "east", "west", "buying"}


def test_people_that_a_parent_has_of_its_own_cost_nothing_where_the_parent_is_hidden() -> None:
    own: People = {
        "trade": 20,
        "sales": 12,
        "east": 6,
        "west": 6,
        "buying": 3,
        Direct("trade"): 5,
        "law": 50,
        "plant": 2,
    }
    tree = Tree(DEEP, frozenset({"trade"}))
    # Trade and what is below it are 20 + 12 + 6 + 6 + 3 = 47 people; its own five are among the 20 already.
    assert {"trade", Direct("trade")} <= tree.complete([Base(own, 5)])


def test_what_is_below_a_group_is_all_its_descendants_and_itself() -> None:
    tree = Tree(DEEP, frozenset({"sales"}))
    assert set(tree.below("trade")) == {"trade", "sales", "east", "west", "buying", Direct("sales")}
    assert set(tree.below("sales")) == {"sales", "east", "west", Direct("sales")}
    assert tree.below("law") == ["law"]
    assert tree.below(None) == [None]
    assert tree.families == [
        (None, ["trade", "law", "plant"]),
        ("trade", ["sales", "buying"]),
        ("sales", ["east", "west", Direct("sales")]),
    ]


def test_within_a_family_as_many_stay_hidden_together_as_are_asked_for() -> None:
    people: People = {"trade": 60, "sales": 30, "east": 14, "west": 16, "buying": 30, "law": 50, "plant": 40}
    tree = Tree(DEEP)
    assert tree.complete([Base(people, 5)], taken={"plant"}) == {"plant", "law"}
    assert tree.complete([Base(people, 5, together=95)], taken={"plant"}) == set(people)
    assert tree.complete([Base(people, 5)], taken={"east"}) == {"east", "west"}
    assert tree.complete([Base(people, 5)], taken={"sales"}) == {"sales", "east", "west", "buying"}
    assert tree.complete([Base(people, 5)]) == frozenset()
