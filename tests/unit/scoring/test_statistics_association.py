"""Correlations, relative weights and Shapley values against R and published values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scoring.referees import EDGES, FIGURES, attitude, close, columns, expected, listwise

from mentorscan.scoring.statistics import (
    MOST_PREDICTORS,
    CannotRegressError,
    Listwise,
    PairSums,
    correlation,
    regress,
    relative_weights,
    shapley,
)

TIMES = {"mtcars": 10, "swiss": 100, "attitude": 1}


def pair_of(people: Listwise, i: int, j: int) -> PairSums:
    """The sums of two of the variables."""
    p = people.products
    return PairSums(people.n, people.sums[i], people.sums[j], p[i][i], p[j][j], p[i][j])


def test_correlations_are_those_of_r() -> None:
    for i, row in enumerate(FIGURES["correlation"]):
        for j, figure in enumerate(row):
            assert correlation(pair_of(attitude(), i, j), minimum=30) == close(figure)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=40))
def test_a_correlation_equals_numpys_or_is_not_available_without_variation(pairs: list[tuple[int, int]]) -> None:
    x, y = np.array(pairs).T
    found = correlation(pair_of(listwise([list(each) for each in pairs]), 0, 1), minimum=2)
    if x.std() == 0 or y.std() == 0:
        assert found is None
    else:
        assert found == close(np.corrcoef(x, y)[0, 1])
        assert abs(found or 0) <= 1


def test_a_correlation_needs_the_minimum_of_people_and_two_at_least() -> None:
    assert correlation(PairSums(29, 60, 60, 140, 140, 140), minimum=30) is None
    assert correlation(PairSums(30, 60, 60, 140, 140, 140), minimum=30) == 1
    assert correlation(PairSums(1, 2, 2, 4, 4, 4), minimum=0) is None
    assert correlation(PairSums(2, 3, 3, 5, 5, 4), minimum=0) == -1


@pytest.mark.parametrize("name", sorted(TIMES))
def test_drivers_are_those_of_lm_and_of_johnsons_paper(name: str) -> None:
    figures = FIGURES["drivers"][name]
    people = listwise(columns(f"{name}.csv", [figures["outcome"], *figures["predictors"]], times=TIMES[name]))
    p = len(figures["predictors"])
    found = regress(people, predictors=range(1, p + 1), outcomes=[0], units=[1] * (p + 1))
    assert found.r == close(tuple(figures["r"]))
    assert found.r2 == close(figures["r2"])
    assert found.relative_weights == close(tuple(figures["relative_weights"]))
    assert found.shapley == close(tuple(figures["shapley"]))
    assert sum(found.relative_weights) == close(found.r2)
    assert sum(found.shapley or ()) == close(found.r2)


def test_drivers_are_those_that_were_published() -> None:
    weights = FIGURES["drivers"]["mtcars"]["relative_weights"]
    assert weights == pytest.approx(list(expected("mtcars")["published"]["raw"].values()), abs=5e-8)
    lmg = FIGURES["drivers"]["swiss"]["shapley"]
    assert lmg == pytest.approx(list(expected("swiss")["published"]["lmg"].values()), abs=5e-5)


def test_drivers_follow_the_edge_cases() -> None:
    rows = [[row[name] for name in "yabc"] for row in EDGES["drivers"]["data"]]
    figures = EDGES["drivers"]["three"]
    found = regress(listwise(rows), predictors=[1, 2, 3], outcomes=[0], units=[1] * 4)
    assert found.r == close(tuple(figures["zero_order_r"].values()))
    assert found.r2 == close(figures["r2"])
    assert found.relative_weights == close(tuple(figures["relative_weights_raw"].values()))
    assert found.shapley == close(tuple(figures["shapley_lmg_raw"].values()))
    single = regress(listwise(rows), predictors=[1], outcomes=[0], units=[1] * 4)
    r2 = EDGES["drivers"]["single"]["r2"]
    assert (single.r2, single.relative_weights, single.shapley) == close_all(r2)
    with pytest.raises(CannotRegressError, match="collinear") as twice:
        regress(listwise([[*row, row[1]] for row in rows]), predictors=[1, 2, 3, 4], outcomes=[0], units=[1] * 5)
    assert (twice.value.positions, twice.value.reason) == ((1, 4), "collinear")
    with pytest.raises(CannotRegressError, match="constant") as constant:
        regress(listwise([[*row, 7] for row in rows]), predictors=[4, 1, 2], outcomes=[0], units=[1] * 5)
    assert (constant.value.positions, constant.value.reason) == ((4,), "constant")


def close_all(figure: float) -> tuple[Any, tuple[Any], tuple[Any]]:
    """One figure three times, as of a regression on one variable."""
    return close(figure), (close(figure),), (close(figure),)


def test_the_outcome_is_the_mean_of_the_outcomes_on_their_ranges() -> None:
    """Three outcomes on ranges of 4, 6 and 10: the mean of shares of the range, by least squares in numpy."""
    generator = np.random.default_rng(4)
    data = generator.integers(0, 5, size=(60, 5))
    data[:, 3] = generator.integers(0, 7, size=60)
    data[:, 4] = generator.integers(0, 11, size=60) + data[:, 0]
    outcome = (data[:, 2] / 4 + data[:, 3] / 6 + data[:, 4] / 10) / 3
    design = np.column_stack([np.ones(60), data[:, 0], data[:, 1]])
    left = outcome - design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    found = regress(listwise(data.tolist()), predictors=[1, 0], outcomes=[2, 3, 4], units=[1, 1, 4, 6, 10])
    assert found.r2 == close(1 - (left @ left) / ((outcome - outcome.mean()) ** 2).sum())
    assert found.r == close((np.corrcoef(data[:, 1], outcome)[0, 1], np.corrcoef(data[:, 0], outcome)[0, 1]))


def test_a_constant_outcome_is_named_though_its_parts_vary() -> None:
    rows = [[1, 2, 4], [2, 3, 3], [3, 4, 2], [5, 3, 3]]
    with pytest.raises(CannotRegressError) as constant:
        regress(listwise(rows), predictors=[0], outcomes=[1, 2], units=[4, 4, 4])
    assert (constant.value.positions, constant.value.reason) == ((1, 2), "constant")


def test_predictors_that_follow_from_each_other_are_named_and_others_are_not() -> None:
    generator = np.random.default_rng(5)
    data = generator.integers(1, 6, size=(50, 6))
    data[:, 5] = data[:, 1] + data[:, 3] - data[:, 4]
    with pytest.raises(CannotRegressError) as collinear:
        regress(listwise(data.tolist()), predictors=[5, 4, 3, 2, 1], outcomes=[0], units=[1] * 6)
    assert collinear.value.positions == (5, 4, 3, 1)
    assert collinear.value.reason == "collinear"


@pytest.mark.parametrize(("off", "refused"), [(5000, True), (3000, False)])
def test_what_the_others_leave_unexplained_decides_what_is_collinear(off: int, *, refused: bool) -> None:
    """A predictor that is another one but for a unit in one row of 8: it keeps about 0.0165 / off2 to itself."""
    base = [3, 1, 4, 1, 5, 9, 2, 6]
    rows = [
        [y, x * off, x * off + (i == 0)] for i, (y, x) in enumerate(zip([2, 7, 1, 8, 2, 8, 1, 8], base, strict=True))
    ]
    if refused:
        with pytest.raises(CannotRegressError, match="collinear"):
            regress(listwise(rows), predictors=[1, 2], outcomes=[0], units=[1] * 3)
    else:
        regress(listwise(rows), predictors=[1, 2], outcomes=[0], units=[1] * 3)


def test_two_people_have_a_regression_on_one_predictor() -> None:
    found = regress(listwise([[1, 1], [2, 2]]), predictors=[1], outcomes=[0], units=[1, 1])
    assert (found.r, found.r2, found.relative_weights, found.shapley) == ((1.0,), 1.0, (1.0,), (1.0,))


def test_rounding_leaves_no_correlation_beyond_one() -> None:
    """Eight people with one score a multiple of the other: unclipped, floating point comes to 1.0000000000000002."""
    scores = [737106430, 232571831, 453244221, 779378296, 31182305, 566537775, 238039615, 820017699]
    assert correlation(pair_of(listwise([[each, 459159 * each] for each in scores]), 0, 1), minimum=8) == 1
    assert correlation(pair_of(listwise([[each, -459159 * each] for each in scores]), 0, 1), minimum=8) == -1


def test_fewer_people_than_predictors_are_collinear_and_one_person_is_constant() -> None:
    with pytest.raises(CannotRegressError, match="collinear"):
        regress(listwise([[1, 2, 3], [2, 5, 1]]), predictors=[1, 2], outcomes=[0], units=[1] * 3)
    with pytest.raises(CannotRegressError, match="constant") as one:
        regress(listwise([[1, 2, 3]]), predictors=[1, 2], outcomes=[0], units=[1] * 3)
    assert one.value.positions == (1, 2)


@pytest.mark.parametrize(("predictors", "outcomes"), [([], [0]), ([0], [])])
def test_a_regression_needs_predictors_and_an_outcome(predictors: list[int], outcomes: list[int]) -> None:
    with pytest.raises(ValueError, match=r"^a regression needs predictors and an outcome$"):
        regress(attitude(), predictors=predictors, outcomes=outcomes, units=[1] * 7)


def related(p: int, *, seed: int) -> tuple[Any, list[float]]:
    """Correlations of p predictors, and theirs with an outcome."""
    data = np.random.default_rng(seed).normal(size=(200, p + 1)) @ (np.eye(p + 1) + 0.4)
    matrix: Any = np.corrcoef(data.T)
    return matrix[:-1, :-1], matrix[:-1, -1].tolist()


def test_fifteen_predictors_have_shapley_values_and_sixteen_none() -> None:
    matrix, r = related(MOST_PREDICTORS, seed=1)
    assert MOST_PREDICTORS == 15
    assert sum(shapley(matrix, r)) == close(float(np.array(r) @ np.linalg.solve(matrix, r)))
    with pytest.raises(ValueError, match="Shapley values of 16 predictors, at most 15"):
        shapley(*related(16, seed=1))
    rows = np.random.default_rng(2).integers(1, 6, size=(90, 17)).tolist()
    many = regress(listwise(rows), predictors=range(1, 17), outcomes=[0], units=[1] * 17)
    assert many.shapley is None
    assert sum(many.relative_weights) == close(many.r2)
    fewer = regress(listwise(rows), predictors=range(1, 16), outcomes=[0], units=[1] * 17)
    assert len(fewer.shapley or ()) == 15


@given(st.integers(1, 6), st.integers(0, 2**32))
def test_both_ways_share_out_r2_and_turn_with_the_order_of_predictors(p: int, seed: int) -> None:
    matrix, r = related(p, seed=seed)
    total = float(np.array(r) @ np.linalg.solve(matrix, r))
    order = np.random.default_rng(seed).permutation(p)
    for share in (relative_weights, shapley):
        found = share(matrix, r)
        assert sum(found) == close(total)
        turned = share(matrix[np.ix_(order, order)], [r[i] for i in order])
        assert turned == close(tuple(found[i] for i in order))


def test_unrelated_predictors_share_out_their_squared_correlations() -> None:
    assert relative_weights(np.eye(3), [0.1, -0.5, 0.3]) == close((0.01, 0.25, 0.09))
    assert shapley(np.eye(3), [0.1, -0.5, 0.3]) == close((0.01, 0.25, 0.09))
