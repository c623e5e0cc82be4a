"""What is summed: weights as whole numbers, denominators, units, and where each sum stands."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import gcd, lcm
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import instrument, item, questionnaire, scale

from mentorscan.instrument.model import Instrument
from mentorscan.scoring.layout import ASKED, LARGEST_SCORE, Layout, Measure, integer_weights


def measure(weights: tuple[int, ...], *, needed: int, unit: int = 4) -> Measure:
    items = tuple(f"i{i}" for i in range(len(weights)))
    return Measure(id="m", items=items, weights=weights, steps=(1,) * len(weights), unit=unit, needed=needed)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 6))
def test_denominators_are_the_sums_of_weights_of_all_answers_that_make_a_score(weights: list[int], needed: int) -> None:
    needed = min(needed, len(weights))
    expected = {sum(part) for size in range(needed, len(weights) + 1) for part in combinations(weights, size)}
    assert measure(tuple(weights), needed=needed).denominators == tuple(sorted(expected))


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=6))
def test_whole_weights_are_the_smallest_in_the_same_proportion(thousandths: list[int]) -> None:
    made = instrument([questionnaire("a", [item(f"a{i}", weight=w / 1000) for i, w in enumerate(thousandths)])])
    found = integer_weights(tuple(made.items.values()))
    assert gcd(*found) == 1
    assert len({Fraction(whole, given) for whole, given in zip(found, thousandths, strict=True)}) == 1


def test_a_score_is_counted_in_parts_of_the_range_that_all_its_values_are_whole_in() -> None:
    assert measure((1,) * 8, needed=4).quantum == 840 * 4
    assert measure((1, 2), needed=1, unit=10).quantum == lcm(1, 2, 3) * 10
    assert measure((1,) * 12, needed=1, unit=10).quantum == 277_200
    assert measure((1,) * 13, needed=1, unit=10).quantum == LARGEST_SCORE == 370_000


def test_squares_of_scores_of_a_whole_batch_stay_exact_in_floating_point() -> None:
    assert 65_536 * LARGEST_SCORE**2 <= 2**53


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 12)), max_size=20))
def test_moments_are_those_of_the_scores_of_people_who_answered_more_or_fewer_items(
    people: list[tuple[int, int]],
) -> None:
    made = measure((1, 1, 1), needed=1)
    sums = [
        sum(numerator**power for answered, numerator in people if answered == size)
        for size in (1, 2, 3)
        for power in (0, 1, 2)
    ]
    found = made.moments(sums)
    scores = [Fraction(numerator, answered * 4) for answered, numerator in people]
    assert (found is None) == (not people)
    if found:
        total, squares = Fraction(found.total, found.unit), Fraction(found.squares, found.unit**2)
        assert (found.n, total, squares) == (len(people), sum(scores), sum(x * x for x in scores))


SCALES = [scale(opt_outs=("dont_know", "not_applicable")), scale("four", points=4, opt_outs=())]


def made() -> Instrument:
    facets = [{"id": "f", "title": {"en": "F"}}, {"id": "g", "title": {"en": "G"}}, {"id": "h", "title": {"en": "H"}}]
    both = ["full", "pulse"]
    return instrument(
        [
            questionnaire(
                "a",
                [
                    item("a0", facet="f", practice="support", weight=2, forms=both),
                    item("a1", facet="g", practice="readiness", forms=both),
                    item("a2", facet="f"),
                ],
                facets=facets,
            ),
            questionnaire("b", [item("b0", practice="support", forms=both), item("b1")], scale="four"),
            questionnaire("out", [item("o0", practice="support", weight=3), item("o1")], role="outcome"),
        ],
        scales=SCALES,
        forms=[{"id": each, "title": {"en": each}} for each in ("full", "pulse", "nobodys")],
    )


def layout(*, weighted: bool = False, form: str | None = "full", items: Any = None) -> Layout:
    on = made()
    return Layout(on, tuple(items or on.items), form, weighted=weighted)


def test_scores_are_made_of_questionnaires_facets_and_practices_that_have_an_item() -> None:
    base = layout().base
    found = {name: (each.items, each.weights, each.steps, each.unit) for name, each in base.measures.items()}
    assert found == {
        "a": (("a0", "a1", "a2"), (2, 1, 1), (1, 1, 1), 4),
        "b": (("b0", "b1"), (1, 1), (1, 1), 3),
        "out": (("o0", "o1"), (3, 1), (1, 1), 4),
        "a/f": (("a0", "a2"), (2, 1), (1, 1), 4),
        "a/g": (("a1",), (1,), (1,), 4),
        "practice:readiness": (("a1",), (1,), (1,), 4),
        "practice:support": (("a0", "b0"), (2, 1), (3, 4), 12),
        "equal:a": (("a0", "a1", "a2"), (1, 1, 1), (1, 1, 1), 4),
    }
    assert base.hallmarks == ("a", "b")
    assert base.pairs == (("a", "b"), ("a", "out"), ("b", "out"))
    assert {name: each.id for name, each in base.measures.items()} == {
        **{each: each for each in found},
        "practice:readiness": "readiness",
        "practice:support": "support",
    }


def test_as_many_items_are_needed_as_the_rule_wants() -> None:
    assert {name: each.needed for name, each in layout().base.questionnaires.items()} == {"a": 2, "b": 1, "out": 1}


def test_forms_that_the_items_contain_are_bases_of_their_own() -> None:
    assert [base.id for base in layout().bases] == ["full", "pulse"]
    pulse = layout().bases[1]
    assert pulse.items == ("a0", "a1", "b0")
    assert list(pulse.measures) == ["a", "b", "a/f", "a/g", "practice:readiness", "practice:support", "equal:a"]
    assert [base.id for base in layout(form="pulse", items=["a0", "a1", "b0"]).bases] == ["pulse"]
    assert [base.id for base in layout(form=None, items=["a0", "b0", "a1"]).bases] == [ASKED]
    assert [base.id for base in layout(form=None, items=["a0", "b0", "a1", "b1"]).bases] == [ASKED, "pulse"]
    assert layout(form=None, items=["b0", "a0"]).base.items == ("a0", "b0")


@pytest.mark.parametrize("weighted", [False, True])
def test_every_sum_has_one_place_and_none_is_left_over(*, weighted: bool) -> None:
    found = layout(weighted=weighted)
    for sections, width in ((found.sections, found.width), (found.whole_sections, found.whole_width)):
        places = [place for section in sections.values() for place in range(section.start, section.stop)]
        assert places == list(range(width))
    assert any(name.startswith("weighted:") for name in found.sections) == weighted
    assert [section.stop - section.start for section in found.weighted_sections.values()] == list(
        found.weighted_lengths.values()
    )


def test_sections_are_as_long_as_what_they_hold() -> None:
    found = layout(weighted=True)
    lengths = {name: section.stop - section.start for name, section in found.sections.items()}
    expected = {
        "rows": 1, "answers:a0": 8, "answers:b1": 5, "people:full": 2, "people:pulse": 2,
        "scores:full:a": 3 * len({2, 3, 4}), "scores:full:b": 3 * 2, "scores:full:out": 3 * len({1, 3, 4}),
        "scores:pulse:b": 3, "pairs:full": 6 * 3, "pairs:pulse": 6,
        "weighted:answers:a0": 8, "weighted:people:full": 2, "weighted:scores:full:a": 5, "weighted:pairs:full": 4 * 3,
        "weighted:pairs:pulse": 4,
    }  # fmt: skip
    assert {name: lengths[name] for name in expected} == expected
    whole = {name: section.stop - section.start for name, section in found.whole_sections.items()}
    assert whole == {
        "listwise:full:a": 10, "listwise:full:b": 6, "listwise:full:out": 6, "drivers:full": 10,
        "listwise:pulse:a": 6, "listwise:pulse:b": 3, "drivers:pulse": 6,
    }  # fmt: skip


def test_the_crossed_counts_are_people_and_then_every_measures_n() -> None:
    assert layout(form="pulse", items=["a0", "a1", "b0"]).crossed == (
        "people:pulse", "scores:pulse:a", "scores:pulse:b", "scores:pulse:a/f", "scores:pulse:a/g",
        "scores:pulse:practice:readiness", "scores:pulse:practice:support", "scores:pulse:equal:a",
    )  # fmt: skip


def test_weights_enter_sums_by_their_power() -> None:
    found = layout(items=["b0", "a1"], form=None)
    powers = {name: found.weighted_powers[section].tolist() for name, section in found.weighted_sections.items()}
    assert powers["answers:a1"] == [1] * 8
    assert powers["people:asked"] == [1, 2]
    assert powers["scores:asked:a"] == [1, 1, 2, 2, 2]
    assert powers["pairs:asked"] == [2, 2, 2, 2]


def test_sums_that_may_outgrow_64_bits_are_held_in_pythons_integers() -> None:
    found = layout()
    largest = max(each.quantum for base in found.bases for each in base.measures.values())
    most = 2**62 // largest**2
    assert [found.integers(rows).kind for rows in (1, most, most + 1)] == ["i", "i", "O"]
    assert layout(weighted=True).integers(1).kind == "O"
    heavy = instrument([questionnaire("a", [item("a0", weight=900.001), item("a1", weight=0.001)])])
    wide = Layout(heavy, ("a0", "a1"), "full")
    most = 2**62 // (4 * 900_002) ** 2
    assert [wide.integers(rows).kind for rows in (most, most + 1)] == ["i", "O"]


def test_states_are_blank_the_points_and_the_opt_outs() -> None:
    assert layout().states["a0"] == ("blank", "1", "2", "3", "4", "5", "dont_know", "not_applicable")
    assert layout().states["b0"] == ("blank", "1", "2", "3", "4")
