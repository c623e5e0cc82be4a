"""What is published: figures of shown parts only, and nothing of what the gate hid."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.instruments import instrument, item, questionnaire
from tests.unit.disclosure.surveys import MADE, Row, published, row, scores

from mentorscan.disclosure.gate import close_gate
from mentorscan.disclosure.publish import Figures, publish


def test_with_fewer_people_than_the_minimum_nothing_is_shown() -> None:
    figures = published([row(4)] * 4, ["x"] * 4)
    assert figures.overall.hidden == {"*": "protected"}
    assert figures.overall.respondents is None
    assert all(each.hidden == {"*": "protected"} and each.mean is None for each in figures.hallmarks)
    assert all(each.index is None for hallmark in figures.hallmarks for each in hallmark.items)
    assert figures.segments[0].groups[0].hidden == {"*": "protected"}
    assert figures.reinforcement is None


def test_a_hidden_group_has_no_figure_left_and_its_size_is_not_named() -> None:
    rows = [row(5)] * 3 + [row(2)] * 20 + [row(4)] * 33
    figures = published(rows, ["small"] * 3 + ["big"] * 20 + ["bigger"] * 33)
    groups = {each.value: each for each in figures.segments[0].groups}
    for hidden in ("small", "big"):
        assert groups[hidden].model_dump(exclude={"value", "title", "hidden", "people"}) == {
            "respondents": None,
            "overall": None,
            "against_whole": None,
            "as_of": None,
            "hallmarks": (),
            "practices": (),
        }
    assert groups["bigger"].respondents == 33


def test_a_group_below_the_minimum_for_distributions_shows_respondents_mean_index_and_level_only() -> None:
    rows = [row(4)] * 7 + [row(2)] * 8 + [row(3)] * 40
    figures = published(rows, ["seven"] * 7 + ["eight"] * 8 + ["forty"] * 40)
    seven = next(group for group in figures.segments[0].groups if group.value == "seven")
    shown = {key: value for key, value in seven.hallmarks[0].model_dump().items() if value not in (None, (), {})}
    assert set(shown) == {"id", "respondents", "mean", "index", "level", "hidden", "agreement"}
    assert all(value is None for key, value in shown["agreement"].items() if key != "hidden")
    assert set(shown["hidden"].values()) == {"too_few_for_distribution"}
    assert seven.overall is not None
    assert (seven.overall.index, seven.overall.interval, seven.overall.fullness) == (75, None, None)
    assert all(each.index is None for each in seven.practices)


def test_an_item_answered_by_too_few_is_hidden_with_a_second_one_and_leaves_the_sums() -> None:
    rows = [row(4, a0="dont_know")] * 17 + [row(2)] * 3
    hallmark = published(rows).hallmarks[0]
    hidden = {each.id for each in hallmark.items if each.hidden}
    assert hidden == {"a0", "a1"}
    assert hallmark.dont_know is None
    assert hallmark.hidden == {"dont_know": "protected", "not_applicable": "protected", "blank": "protected"}
    assert hallmark.unfavourable == pytest.approx(3 / 20)


def test_a_hallmark_that_too_few_could_answer_is_hidden_and_the_overall_says_what_it_is_made_of() -> None:
    rows = [row(4, b0=None, b1=None)] * 30 + [row(5)] * 4
    figures = published(rows)
    assert figures.hallmarks[1].hidden == {"*": "protected"}
    assert figures.overall.of == ("a",)
    assert figures.overall.index == pytest.approx(figures.hallmarks[0].index)
    assert figures.overall.fullness is not None
    assert figures.overall.fullness.of == 2
    assert figures.reinforcement is not None
    assert figures.reinforcement.correlation[0][1] is None


def test_which_segments_are_shown_changes_no_decision() -> None:
    rows = [row(4)] * 40
    with_team = scores(rows, ["x"] * 20 + ["y"] * 20)
    everything, nothing = publish(with_team, rules=MADE.rules), publish(with_team, rules=MADE.rules, by=["other"])
    assert nothing.segments == ()
    without = {"differences": ()}
    assert nothing.hallmarks == tuple(each.model_copy(update=without) for each in everything.hallmarks)


def test_a_decision_that_was_taken_before_is_not_taken_again() -> None:
    made = scores([row(4)] * 40, ["x"] * 20 + ["y"] * 20)
    stricter = close_gate(made, MADE.rules.model_copy(update={"minimum_group": 41}))
    assert publish(made, rules=MADE.rules).overall.respondents == 40
    assert publish(made, rules=MADE.rules, gate=stricter).overall.hidden == {"*": "protected"}


def test_reach_counts_shown_groups_only_and_never_the_people_without_a_group() -> None:
    rows = [row(5)] * 30 + [row(1 + i % 3) for i in range(15)] + [row(1)] * 16 + [row(3)] * 3
    figures = published(rows, ["good"] * 30 + ["bad"] * 15 + [None] * 16 + ["tiny"] * 3)
    groups = {each.value: bool(each.hidden) for each in figures.segments[0].groups}
    assert groups == {"good": False, "bad": True, "tiny": True, None: False}
    reach = next(each for each in figures.hallmarks[0].presence_conditions if each.condition == "reach")
    assert (reach.value, reach.segment) == (1, "team")


def test_a_consistent_hallmark_needs_its_index_few_unfavourable_answers_and_every_part() -> None:
    good, bad = [row(5)] * 60, [row(2)] * 15
    everywhere = published(good + [row(5)] * 15, ["x"] * 60 + ["y"] * 15)
    left_out = published(good + bad, ["x"] * 60 + ["y"] * 15)
    assert everywhere.hallmarks[0].presence == "consistent"
    assert left_out.hallmarks[0].presence == "present"
    met = {each.condition: each.met for each in left_out.hallmarks[0].presence_conditions}
    assert met == {"index": True, "unfavourable": False, "reach": False}
    assert left_out.overall.fullness is not None
    assert left_out.overall.fullness.consistent == 0


def test_without_any_group_reach_counts_as_met() -> None:
    hallmark = published([row(5)] * 40).hallmarks[0]
    assert hallmark.presence == "consistent"
    assert hallmark.presence_conditions[2].model_dump() == {
        "condition": "reach", "bound": 0.9, "value": None, "met": True, "segment": None,
    }  # fmt: skip


def test_the_whole_is_capped_one_level_above_its_lowest_hallmark() -> None:
    figures = published([row(5, b0=1, b1=1)] * 40)
    assert figures.overall.index == 50
    assert figures.overall.level == "emerging"
    assert figures.overall.level_reason is not None
    assert figures.overall.level_reason.model_dump() == {"code": "capped", "hallmark": "b", "uncapped": "developing"}
    assert figures.overall.sustainability == pytest.approx(10)


def test_priorities_are_low_items_by_what_they_cost_their_hallmark() -> None:
    figures = published([row(4, a0=2, b0=2)] * 40)
    assert [each.item for each in figures.priorities] == ["b0", "a0"]
    assert [each.gain for each in figures.priorities] == pytest.approx([17.5, 35 / 3])


def test_people_with_too_few_answers_still_count_in_the_items() -> None:
    rows = [row(4)] * 20 + [row(None, a0=1)] * 6
    figures = published(rows)
    assert figures.overall.respondents == 20
    assert figures.hallmarks[0].respondents == 20
    assert figures.hallmarks[0].items[0].answered == 26
    assert figures.hallmarks[0].blank == 12


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


def test_hallmarks_that_were_not_asked_and_parts_that_were_not_checked_are_noted() -> None:
    rows = [{"a0": 4, "a1": 4, "a2": 4}] * 20
    figures = publish(scores(rows), rules=MADE.rules)
    codes = {note.code: note for note in figures.notes}
    assert codes["hallmarks-not-asked"].values["titles"] == {"b": {"en": "B"}}
    assert "reach-not-checked" in codes
    everything = publish(scores([row(4)] * 40, ["x"] * 20 + ["y"] * 20), rules=MADE.rules)
    assert not {"hallmarks-not-asked", "reach-not-checked"} & {note.code for note in everything.notes}


@settings(max_examples=settings().max_examples * 3 // 2)
@given(st.randoms(use_true_random=False))
def test_what_a_segment_hides_cannot_be_had_by_subtracting_what_it_shows(random: Random) -> None:
    """Whole minus shown groups: nobody, or at least the minimum, for people, hallmarks, facets, practices and items."""
    facets = [{"id": "f", "title": {"en": "F"}}]
    items = [item("a0", facet="f", practice="support"), item("a1", practice="support"), item("a2")]
    made = instrument([questionnaire("a", items, facets=facets), questionnaire("b", [item("b0"), item("b1")])])
    sizes = {f"g{i}": random.choice([1, 2, 4, 5, 6, 9, 10, 11, 14, 25]) for i in range(random.randint(1, 5))}
    teams = [group for group, n in sizes.items() for _ in range(n)]
    rows = []
    for _ in teams:
        opting_out = {id_: random.choice([0, 0, 0.2, 0.6, 0.9]) for id_ in made.items}
        rows.append(
            {
                id_: random.choice(["dont_know", None]) if random.random() < opting_out[id_] else random.randint(1, 5)
                for id_ in made.items
            }
        )
    figures = publish(scores(rows, teams, made), rules=made.rules)
    groups = figures.segments[0].groups

    def left(whole: int | None, shown: Sequence[int | None]) -> int:
        return 0 if whole is None else whole - sum(filter(None, shown))

    residues = [left(figures.overall.respondents, [group.respondents for group in groups])]
    for i, hallmark in enumerate(figures.hallmarks):
        own = [group.hallmarks[i] for group in groups if group.hallmarks]
        residues.append(left(hallmark.respondents, [each.respondents for each in own]))
        for parts, attribute in (("items", "answered"), ("facets", "respondents")):
            for j, part in enumerate(getattr(hallmark, parts)):
                shown = [getattr(getattr(each, parts)[j], attribute) for each in own if getattr(each, parts)]
                residues.append(left(getattr(part, attribute), shown))
    for i, practice in enumerate(figures.practices):
        residues.append(
            left(practice.respondents, [group.practices[i].respondents for group in groups if group.practices])
        )
    assert all(residue == 0 or residue >= made.rules.minimum_group for residue in residues)
