"""Groups that are part of others: in which order they come, what they sum, and what they hide."""

from __future__ import annotations

import pytest
from tests.instruments import instrument, item, questionnaire
from tests.unit.disclosure.surveys import Row, scores

from mentorscan.disclosure.publish import Figures, publish

DECLARED = [
    {"id": "trade", "label": {"en": "Trade"}},
    {"id": "sales", "label": {"en": "Sales"}, "parent": "trade"},
    {"id": "legal", "label": {"en": "Legal"}},
    {"id": "empty", "label": {"en": "Empty"}},
    {"id": "nobody", "label": {"en": "Nobody"}, "parent": "empty"},
    {"id": "buying", "label": {"en": "Buying"}, "parent": "trade"},
]


def with_parents(people: dict[str | None, int]) -> Figures:
    segment = {"id": "team", "title": {"en": "Team"}, "groups": DECLARED}
    made = instrument([questionnaire("a", [item("a0")])], segments=[segment])
    teams = [group for group, n in people.items() for _ in range(n)]
    rows: list[Row] = [{"a0": 2 + i % 3} for i in range(len(teams))]
    return publish(scores(rows, teams, made), rules=made.rules)


def test_declared_groups_come_in_their_order_with_those_nobody_answered_in_and_without_empty_parents() -> None:
    shown = [
        (group.value, bool(group.hidden)) for group in with_parents({"buying": 20, "sales": 20}).segments[0].groups
    ]
    assert shown == [("trade", False), ("sales", False), ("legal", True), ("nobody", True), ("buying", False)]


def test_a_parent_shows_the_sum_of_its_own_people_and_all_below() -> None:
    groups = {each.value: each for each in with_parents({"buying": 20, "sales": 21, "trade": 9}).segments[0].groups}
    assert groups["trade"].respondents == 50
    assert groups["trade"].hallmarks[0].mean == pytest.approx(sum(2 + i % 3 for i in range(50)) / 50)
    assert groups["trade"].hallmarks[0].items[0].answered == 50


def test_people_of_a_parent_in_none_of_its_children_are_not_left_alone() -> None:
    """Parent minus children would be the three people that the parent has of its own."""
    groups = with_parents({"buying": 20, "sales": 21, "trade": 3, "legal": 30}).segments[0].groups
    shown = {each.value for each in groups if not each.hidden}
    assert shown == {"trade", "sales", "legal"}


def test_a_small_group_hides_a_sister_and_neither_parent_nor_strangers() -> None:
    groups = with_parents({"buying": 3, "sales": 21, "legal": 12, None: 30}).segments[0].groups
    assert {each.value for each in groups if not each.hidden} == {"trade", "legal", None}


def test_below_a_hidden_parent_nothing_is_shown() -> None:
    """A parent that protects another group could be added up from its children."""
    groups = with_parents({"buying": 6, "sales": 7, "legal": 2, None: 40}).segments[0].groups
    assert {each.value for each in groups if not each.hidden} == {None}
