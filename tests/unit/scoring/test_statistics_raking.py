"""Weights against R's survey: raking, design effect, linearised errors."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scoring.referees import FIGURES, close, numbers

from mentorscan.scoring.statistics import (
    CannotRakeError,
    WeightedSums,
    design_effect,
    rake,
    weighted_error,
)

RAKING = FIGURES["raking"]
CELLS = {(str(cell["relig"]), cell["band"]): cell["n"] for cell in RAKING["cells"]}


def band(hours: int) -> str:
    """The three bands of hours of work."""
    return "short" if hours <= 10 else "middle" if hours <= 12 else "long"


def test_raked_weights_are_those_of_survey() -> None:
    factors = rake(CELLS, RAKING["margins"])
    for cell in RAKING["cells"]:
        assert factors[str(cell["relig"]), cell["band"]] * cell["n"] == pytest.approx(cell["w"], rel=1e-6)
    weights = [factors[cell] for cell, n in CELLS.items() for _ in range(n)]
    assert math.fsum(weights) / len(weights) == close(1)
    found = design_effect(len(weights), total=math.fsum(weights), squares=math.fsum(each**2 for each in weights))
    assert found.deff == pytest.approx(RAKING["deff"], rel=1e-6)
    assert found.n_eff == pytest.approx(5400 / RAKING["deff"], rel=1e-6)


def test_raked_weights_meet_every_headcount() -> None:
    factors = rake(CELLS, RAKING["margins"])
    for variable, target in enumerate(RAKING["margins"]):
        total = sum(target.values())
        for group, headcount in target.items():
            share = sum(factors[cell] * n for cell, n in CELLS.items() if cell[variable] == group) / 5400
            assert share == close(headcount / total)


def test_the_error_of_a_weighted_mean_is_that_of_svymean() -> None:
    factors = rake(CELLS, RAKING["margins"])
    pairs = [
        (factors[str(relig), band(hours)], answer)
        for answer, relig, hours in numbers("bhr2000.csv", ["AF06", "RELIG", "HRS"])
    ]
    sums = sums_of(pairs)
    assert sums.mean == pytest.approx(RAKING["mean"], rel=1e-6)
    assert weighted_error(sums) == pytest.approx(RAKING["se"], rel=1e-6)


def sums_of(pairs: list[tuple[float, int]], *, unit: int = 1) -> WeightedSums:
    """The sums of weighted values."""
    return WeightedSums(
        len(pairs),
        w=sum(w for w, _ in pairs),
        wx=sum(w * x for w, x in pairs),
        w2=sum(w * w for w, _ in pairs),
        w2x=sum(w * w * x for w, x in pairs),
        w2x2=sum(w * w * x * x for w, x in pairs),
        unit=unit,
    )


@given(st.lists(st.tuples(st.integers(1, 2_000_000), st.integers(0, 4000)), min_size=2, max_size=30))
def test_the_error_of_a_weighted_mean_is_the_formula_on_rows(pairs: list[tuple[float, int]]) -> None:
    sums = sums_of(pairs, unit=1000)
    total = sum(w for w, _ in pairs)
    mean = sum(w * x / 1000 for w, x in pairs) / total
    squares = math.fsum((w * (x / 1000 - mean)) ** 2 for w, x in pairs)
    assert sums.mean == close(mean)
    assert weighted_error(sums) == close(math.sqrt(len(pairs) / (len(pairs) - 1) * squares) / total)


def test_equal_weights_give_the_error_of_the_mean_and_one_person_none() -> None:
    sums = sums_of([(1_000_000, each) for each in (1, 2, 3, 6)])
    assert sums.mean == 3
    assert weighted_error(sums) == close(math.sqrt(14 / 3 / 4))
    assert weighted_error(sums_of([(1, 3)])) is None
    assert weighted_error(sums_of([(1, 3), (1, 3)])) == 0
    assert weighted_error(sums_of([(1, 3), (1, 4)])) == close(0.5)


def test_rounding_leaves_no_negative_variance() -> None:
    assert weighted_error(sums_of([(0.1, 3), (0.2, 3), (0.7, 3)])) == pytest.approx(0, abs=1e-7)


def test_the_design_effect_is_one_for_equal_weights() -> None:
    assert design_effect(5, total=5, squares=5) == (1.0, 5.0)
    assert design_effect(3, total=4, squares=6) == close((18 / 16, 16 / 6))


def test_one_variable_is_weighted_to_its_headcounts_at_once() -> None:
    assert rake({("a",): 4, ("b",): 1}, [{"a": 50, "b": 50}]) == {("a",): 0.625, ("b",): 2.5}


def test_no_variable_changes_no_weight() -> None:
    assert rake({(): 7}, []) == {(): 1.0}


def test_factors_on_weights_that_respondents_brought_bring_their_mean_to_one() -> None:
    """Ten people whose weights add up to 20: factors are for these, so that the mean weight is 1."""
    factors = rake({("a",): 15.0, ("b",): 5.0}, [{"a": 1, "b": 1}], respondents=10)
    assert factors == close({("a",): 1 / 3, ("b",): 1.0})


def test_a_cell_without_people_has_no_weight_and_changes_no_other() -> None:
    cells = {("a", "x"): 4, ("b", "x"): 1, ("b", "y"): 3, ("a", "y"): 0, ("c", "z"): 0}
    targets = [{"a": 5, "b": 5, "c": 0}, {"x": 6, "y": 4}]
    found = rake(cells, targets)
    assert (found["a", "y"], found["c", "z"]) == (0, 0)
    assert found == close(rake({cell: n for cell, n in cells.items() if n}, targets) | {("a", "y"): 0, ("c", "z"): 0})


@pytest.mark.parametrize(
    ("cells", "targets", "wrong"),
    [
        ({("a",): 1}, [{"a": 5, "b": 5}], ("no_respondents", 0, "b")),
        ({("a",): 1, ("b",): 0}, [{"a": 5, "b": 5}], ("no_respondents", 0, "b")),
        ({("a", "x"): 1, ("b", "x"): 2}, [{"a": 5, "b": 5}, {"x": 9, "y": 1}], ("no_respondents", 1, "y")),
        ({("a",): 1, ("b",): 1}, [{"a": 5}], ("no_target", 0, "b")),
        ({("a",): 1, (None,): 1}, [{"a": 5}], ("no_target", 0, None)),
        ({("a",): 1, ("b",): 1}, [{"a": 5, "b": 0}], ("no_target", 0, "b")),
        ({("a", "x"): 1, ("a", "z"): 1}, [{"a": 5}, {"x": 5}], ("no_target", 1, "z")),
        ({("a", "x"): 1}, [{"a": 5}, {"x": 6}], ("different_totals", 1, None)),
        ({("a", "x", "m"): 1}, [{"a": 5}, {"x": 5}, {"m": 4}], ("different_totals", 2, None)),
        ({("a", "x"): 1, ("b", "y"): 1}, [{"a": 6, "b": 4}, {"x": 5, "y": 5}], ("not_converged", None, None)),
    ],
)
def test_headcounts_that_cannot_be_met_are_named(cells: Any, targets: Any, wrong: tuple[str, int, str]) -> None:
    with pytest.raises(CannotRakeError) as found:
        rake(cells, targets)
    assert (found.value.kind, found.value.variable, found.value.group) == wrong
    assert str(found.value) == f"{wrong[0]}: variable {wrong[1]}, group {wrong[2]!r}"


@given(
    st.lists(st.integers(1, 50), min_size=6, max_size=6),
    st.lists(st.floats(0.2, 5), min_size=3, max_size=3),
    st.lists(st.floats(0.2, 5), min_size=2, max_size=2),
)
def test_raking_finds_the_weights_that_made_the_headcounts(
    counts: list[int], rows: list[float], columns: list[float]
) -> None:
    """Weights that are a product over two variables are the ones that raking finds again, up to their scale."""
    cells = {(a, b): counts[2 * i + j] for i, a in enumerate("abc") for j, b in enumerate("xy")}
    weight = {(a, b): rows[i] * columns[j] for i, a in enumerate("abc") for j, b in enumerate("xy")}
    scale = 10**9
    first = {a: round(scale * sum(weight[a, b] * cells[a, b] for b in "xy")) for a in "abc"}
    second = {b: round(scale * sum(weight[a, b] * cells[a, b] for a in "abc")) for b in "xy"}
    second["y"] += sum(first.values()) - sum(second.values())
    factors = rake(cells, [first, second])
    mean = sum(weight[cell] * n for cell, n in cells.items()) / sum(cells.values())
    assert factors == pytest.approx({cell: each / mean for cell, each in weight.items()}, rel=1e-6)
