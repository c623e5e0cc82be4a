"""What is published: figures of shown parts only, and nothing of what the gate hid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.instruments import instrument, item, questionnaire
from tests.unit.disclosure.gates import COLUMNS, SAID, WEIGHTS, WIDE, answered, gate_of, segment_gate
from tests.unit.disclosure.surveys import MADE, Row, published, row, scores

from mentorscan.disclosure.associations import drivers
from mentorscan.disclosure.comparisons import comparisons
from mentorscan.disclosure.gate import PEOPLE, Gate, close_gate
from mentorscan.disclosure.publish import Figures, publish
from mentorscan.errors import Note
from mentorscan.instrument.model import Rules
from mentorscan.results import AnswersQuality, GroupFigures, Priority, Reliability, Weighting
from mentorscan.scoring.maturity import level_of
from mentorscan.scoring.scores import Headcount, Scores
from mentorscan.scoring.statistics import icc


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


def test_hallmarks_that_were_not_asked_and_parts_that_were_not_checked_are_noted() -> None:
    rows = [{"a0": 4, "a1": 4, "a2": 4}] * 20
    figures = publish(scores(rows), rules=MADE.rules)
    codes = {note.code: note for note in figures.notes}
    assert codes["hallmarks-not-asked"].values["titles"] == {"b": {"en": "B"}}
    assert "reach-not-checked" in codes
    everything = publish(scores([row(4)] * 40, ["x"] * 20 + ["y"] * 20), rules=MADE.rules)
    assert not {"hallmarks-not-asked", "reach-not-checked"} & {note.code for note in everything.notes}


def group_of(figures: Figures, segment: str, value: str | None) -> GroupFigures:
    (found,) = [each for part in figures.segments if part.id == segment for each in part.groups if each.value == value]
    return found


OPEN = publish(Scores(answered(), {("team", "law"): 25}), rules=WIDE.rules, gate=gate_of())


def test_a_hallmark_says_its_words_and_those_of_its_items() -> None:
    first, second = OPEN.hallmarks
    assert (first.id, first.title, first.definition) == ("a", {"en": "A"}, {"en": "What a is."})
    assert (first.role, first.scale, second.definition) == ("hallmark", "five", None)
    words = ("id", "text", "scale", "facet", "practice", "reverse", "weight", "claims", "advice", "evidence")
    assert [{word: getattr(each, word) for word in words} for each in first.items[:2]] == [
        {"id": "a0", "text": {"en": "a0"}, "scale": "five", "facet": "f", "practice": "support", "reverse": False,
         "weight": 3, **SAID},
        {"id": "a1", "text": {"en": "a1"}, "scale": "five", "facet": None, "practice": None, "reverse": True,
         "weight": 1, "claims": (), "advice": None, "evidence": None},
    ]  # fmt: skip
    assert [(each.id, each.role) for each in OPEN.outcomes] == [("z", "outcome")]
    assert [each.id for each in OPEN.practices] == ["support"]


def test_an_outcome_has_its_reliability_too_and_is_no_hallmark_of_a_group() -> None:
    assert [each.reliability and each.reliability.n for each in (*OPEN.hallmarks, *OPEN.outcomes)] == [80, 80, 80]
    assert [each.id for each in group_of(OPEN, "team", "law").hallmarks] == ["a", "b"]
    assert OPEN.drivers is not None
    assert OPEN.reinforcement is not None


def test_the_groups_of_each_shown_segment_explain_the_answers_as_far_as_their_spread_is_shown() -> None:
    cells = Scores(answered()).cells["team"]
    found = icc([moments for each in ("sales", "buying", "law") if (moments := cells[each].moments("a")) is not None])
    team, site = OPEN.hallmarks[0].differences or ()
    assert (team.segment, team.groups, team.icc1, team.icc2) == ("team", 3, found.icc1, found.icc2)
    assert (site.segment, site.groups) == ("site", 2)
    closed = publish(Scores(answered()), rules=WIDE.rules, by=["team"], gate=gate_of(team=segment_gate(thin=["law"])))
    assert [(each.segment, each.groups) for each in closed.hallmarks[0].differences or ()] == [("team", 2)]
    assert [each.id for each in closed.segments] == ["team"]


@pytest.mark.parametrize(
    ("gate", "hidden", "differences"),
    [
        (gate_of(bare=["a"]), {"reliability": "protected", "items": "protected"}, 2),
        (gate_of(thin=["a"]), {"reliability": "protected", "items": "protected"}, 0),
        (gate_of(hidden=["a"]), {"*": "protected"}, 0),
    ],
)
def test_where_items_are_hidden_so_is_the_reliability_for_the_same_reason(
    gate: Gate, hidden: dict[str, str], differences: int
) -> None:
    figures = publish(Scores(answered()), rules=WIDE.rules, gate=gate)
    first, second = figures.hallmarks
    assert hidden.items() <= first.hidden.items()
    assert first.reliability == Reliability()
    assert len(first.differences or ()) == differences
    assert {(each.item_rest, each.influence) for each in first.items} == {(None, None)}
    assert second == OPEN.hallmarks[1]
    few = publish(Scores(answered()), rules=WIDE.rules.model_copy(update={"minimum_distribution": 99}), gate=gate)
    if gate.thin - gate.hidden:
        assert few.hallmarks[0].hidden["reliability"] == "too_few_for_distribution"


def test_groups_have_the_words_of_the_instrument_or_their_own_name_in_every_language() -> None:
    team, site = OPEN.segments
    assert (team.title, site.title) == ({"en": "Team"}, {"en": "Site"})
    assert [(each.value, each.title) for each in team.groups] == [
        ("trade", {"en": "Trade", "it": "Commercio"}),
        ("sales", {"en": "Sales"}),
        ("buying", {"en": "Buying"}),
        ("law", {"en": "Law"}),
        (None, None),
    ]
    assert [each.title for each in site.groups] == [{"en": "north", "it": "north"}, {"en": "south", "it": "south"}]


def test_a_group_shows_what_its_column_lets_through() -> None:
    gate = gate_of(team=segment_gate(hidden=["law"], thin=["sales"], bare=["trade"], a_hidden=["buying"]))
    figures = publish(Scores(answered(), {("team", "trade"): 45}), rules=WIDE.rules, gate=gate)
    assert group_of(figures, "team", "law") == GroupFigures(value="law", title={"en": "Law"}, hidden={"*": "protected"})
    sales, trade, buying = (group_of(figures, "team", each) for each in ("sales", "trade", "buying"))
    assert sales.hidden == {"against_whole": "protected"}
    assert (sales.against_whole, sales.hallmarks[0].against_whole, sales.hallmarks[0].sd) == (None, None, None)
    assert [each.hidden for each in sales.practices] == [{"*": "protected"}]
    assert (trade.respondents, trade.people, sales.people, trade.hidden) == (40, 45, None, {})
    assert (trade.hallmarks[0].sd is None, trade.hallmarks[0].items) == (False, ())
    assert None not in (trade.against_whole, *(each.against_whole for each in trade.hallmarks))
    assert [each.hidden.get("*") for each in buying.hallmarks] == ["protected", None]
    assert buying.overall is not None
    assert buying.overall.of == ("b",)
    assert [each.id for each in buying.hallmarks[1].items] == ["b0", "b1"]


def test_every_group_is_compared_with_the_whole_on_each_hallmark_and_on_all_of_them() -> None:
    for segment in ("team", "site"):
        cells = Scores(answered()).cells[segment]
        wanted = comparisons(
            cells, whole=Scores(answered()).whole, gate=segment_gate(), thin=frozenset(), hallmarks=["a", "b"]
        )
        for value in cells:
            found = group_of(OPEN, segment, value)
            assert found.against_whole == wanted[value, PEOPLE]
            assert [each.against_whole for each in found.hallmarks] == [wanted[value, each] for each in "ab"]
    thin = publish(Scores(answered()), rules=WIDE.rules, gate=gate_of(thin=["a"]))
    law = group_of(thin, "team", "law")
    assert (law.hallmarks[0].against_whole, law.against_whole is None) == (None, False)


def test_a_group_whose_interval_spans_two_levels_has_none() -> None:
    for each in (*OPEN.segments[0].groups, *OPEN.segments[1].groups):
        assert each.overall is not None
        low, high = each.overall.interval or (0, 0)
        assert (each.overall.level is None) == (level_of(low, WIDE.levels) != level_of(high, WIDE.levels))
    assert {each.overall and each.overall.level is None for part in OPEN.segments for each in part.groups} >= {True}
    assert OPEN.overall.level is not None


def test_the_index_with_equal_weights_is_told_where_items_weigh_differently() -> None:
    assert published([row(4)] * 40).overall.equal_weights is None
    means = [[item.index for item in each.items] for each in OPEN.hallmarks]
    plain = sum(sum(index or 0 for index in each) / len(each) for each in means) / 2
    assert OPEN.overall.equal_weights == pytest.approx(plain)
    assert OPEN.overall.equal_weights != pytest.approx(OPEN.overall.index, abs=0.01)
    only_b = publish(Scores(answered()), rules=WIDE.rules, gate=gate_of(hidden=["a"]))
    assert only_b.overall.equal_weights is None
    weighted = publish(Scores(answered(weights=WEIGHTS)), rules=WIDE.rules, gate=gate_of())
    index = weighted.overall.equal_weights
    assert index is not None
    assert index == round(index, 1)
    assert index == pytest.approx(plain, abs=5)


def test_what_weights_cost_is_told_in_two_digits() -> None:
    """Thirty people weigh 1, fifty 0.5: 55 in all, on average 0.6875."""
    scores = Scores(answered(weights=WEIGHTS))
    n, total, squares = 80, 55, 42.5
    assert n * squares / total**2 == pytest.approx(1.124, abs=0.001)
    found = publish(scores, rules=WIDE.rules, gate=gate_of()).weighting
    assert found == Weighting(by=("column",), deff=1.1, n_eff=round(80 / 1.1), min=0.73, max=1.5)
    assert publish(scores, rules=WIDE.rules, gate=gate_of(hidden=[PEOPLE])).weighting is None
    assert OPEN.weighting is None


def test_weights_that_meet_headcounts_are_told_by_their_segments() -> None:
    """Thirty people stand for fifty, fifty for ninety: they weigh 0.95 and 1.03, and cost next to nothing."""
    headcount: Headcount = {("site", "north"): 50, ("site", "south"): 90}
    scores = Scores(answered(whole_cells=True), headcount, ("site",))
    found = publish(scores, rules=WIDE.rules, gate=gate_of()).weighting
    assert found == Weighting(by=("site",), deff=1.0, n_eff=80, min=0.95, max=1.0)


def test_rows_that_deserve_a_second_look_are_counted_or_all_hidden() -> None:
    quality = {"same_answer": 3, "sparse": 0}
    scores = Scores(replace(answered(), quality=quality))
    assert publish(scores, rules=WIDE.rules, gate=gate_of()).answers_quality == AnswersQuality(same_answer=3, sparse=0)
    closed = publish(scores, rules=WIDE.rules, gate=gate_of(hidden=COLUMNS))
    assert closed.answers_quality == AnswersQuality(hidden=dict.fromkeys(quality, "protected"))
    assert (closed.reinforcement, closed.drivers, closed.weighting) == (None, None, None)


def test_what_is_missing_is_noted_in_the_language_of_the_instrument() -> None:
    titles = {"b": {"en": "Support", "it": "Sostegno"}, "c": {"en": "Trust", "it": "Fiducia"}}
    asked = [questionnaire("a", [item("a0"), item("a1")], title={"en": "A", "it": "A"})]
    others = [questionnaire(each, [item(f"{each}0")], title=title) for each, title in titles.items()]
    made = instrument([*asked, *others], languages=["it", "en"], segments=[{"id": "team", "title": {"en": "Team"}}])
    rows: list[Row] = [{"a0": 1 + i % 5, "a1": 1 + i // 2 % 5} for i in range(20)]
    figures = publish(scores(rows, ["x"] * 3 + ["y"] * 17, made), rules=made.rules)
    assert figures.notes == (
        Note(
            "hallmarks-not-asked",
            "Not asked, and so in no figure: Sostegno, Fiducia.",
            "warning",
            values={"hallmarks": ["b", "c"], "titles": titles},
        ),
        Note(
            "reach-not-checked",
            "Whether a part of the organisation is left out was not checked: no group in the data may be shown.",
            "warning",
        ),
    )
    without = instrument(asked)
    assert publish(scores(rows, None, without), rules=without.rules).notes == ()


def test_what_a_reliability_and_the_outcomes_say_is_noted_too() -> None:
    """Of the hallmark first, then of what goes with the outcome."""
    rows: list[Row] = [{"a0": 1 + i % 5, "a1": 3, "z0": 1 + i % 4} for i in range(20)]
    made = instrument([questionnaire("a", [item("a0"), item("a1")]), questionnaire("z", [item("z0")], role="outcome")])
    figures = publish(scores(rows, None, made), rules=made.rules)
    found, notes = drivers(scores(rows, None, made), rules=made.rules, hidden=())
    assert figures.notes[0].code == "constant-item"
    assert figures.notes[1:] == notes
    assert figures.drivers == found


def reach_in(gate: Gate, *, rules: Rules = WIDE.rules) -> tuple[float | None, str | None]:
    (condition,) = [
        each
        for each in publish(Scores(answered()), rules=rules, gate=gate).hallmarks[0].presence_conditions
        if each.condition == "reach"
    ]
    return condition.value, condition.segment


def test_reach_is_the_share_of_people_in_shown_groups_that_reach_the_index_where_it_is_lowest() -> None:
    indices = {each.value: each.hallmarks[0].index or 0 for part in OPEN.segments for each in part.groups}
    groups, sites = ("sales", "buying", "law"), {"north": 30, "south": 50}
    for bound in (sorted(indices.values())[2] + 0.001, indices["law"], indices["law"] + 0.001, 99):
        rules = WIDE.rules.model_copy(
            update={"consistent": WIDE.rules.consistent.model_copy(update={"group_index": bound})}
        )
        shares = [
            (sum(indices[each] >= bound for each in groups) / 3, "team"),
            (sum(people for each, people in sites.items() if indices[each] >= bound) / 80, "site"),
        ]
        assert reach_in(gate_of(), rules=rules) == min(shares, key=lambda each: each[0])
    low = WIDE.rules.model_copy(
        update={"consistent": WIDE.rules.consistent.model_copy(update={"group_index": indices["law"] + 0.001})}
    )
    hidden = gate_of(team=segment_gate(a_hidden=["law"]), site=segment_gate(hidden=["north", "south"]))
    assert reach_in(hidden, rules=low) == (1, "team")


def test_priorities_are_the_shown_items_below_the_bound_by_what_they_would_bring() -> None:
    rows = [row(4, a0=2, a1=3, b0=2, b1=2)] * 40
    rules = MADE.rules.model_copy(update={"consistent": MADE.rules.consistent.model_copy(update={"index": 50})})
    found = publish(scores(rows), rules=rules).priorities
    assert found == (
        Priority(item="b0", hallmark="b", index=25, target=50, gain=12.5),
        Priority(item="b1", hallmark="b", index=25, target=50, gain=12.5),
        Priority(item="a0", hallmark="a", index=25, target=50, gain=25 / 3),
    )
    target = WIDE.rules.consistent.index
    assert {each.item: each.gain for each in OPEN.priorities} == {
        each.id: pytest.approx((target - (each.index or 0)) * each.weight / sum(all_.weight for all_ in hallmark.items))
        for hallmark in OPEN.hallmarks
        for each in hallmark.items
        if each.index is not None and each.index < target
    }
    assert any(each.item == "a0" for each in OPEN.priorities)
    hidden = publish(Scores(answered()), rules=WIDE.rules, gate=gate_of(bare=["a"]))
    assert {each.hallmark for each in hidden.priorities} <= {"b"}


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
