"""Means, spreads, shares and their intervals, against R."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scoring.referees import EDGES, FIGURES, close, moments, numbers

from mentorscan.scoring.statistics import (
    LEVEL,
    Moments,
    finite_population_factor,
    mean_interval,
    moments_of_counts,
    wilson_interval,
)


def test_mean_deviation_and_interval_are_those_of_r() -> None:
    values = [row[0] for row in numbers("bhr2000.csv", ["AF06"])]
    found = moments_of_counts([values.count(point) for point in range(1, 6)], range(1, 6))
    figures = FIGURES["mean"]
    assert found == moments(values)
    assert found is not None
    assert found.n == figures["n"]
    assert found.mean == close(figures["mean"])
    assert found.sd == close(figures["sd"])
    assert found.variance == close(figures["sd"] ** 2)
    assert found.sd is not None
    error = found.sd / found.n**0.5
    assert mean_interval(found.mean, error, df=found.n - 1, bounds=(1, 5)) == close(tuple(figures["interval"]))


def test_one_answer_has_a_mean_and_neither_a_deviation_nor_an_interval() -> None:
    single = moments_of_counts([0, 1, 0], [1, 2, 3])
    assert single == Moments(1, 2, 4)
    assert single is not None
    assert single.mean == 2
    assert single.variance is None
    assert single.sd is None
    assert mean_interval(50.0, None, df=9, bounds=(0, 100)) is None
    assert mean_interval(50.0, 5.0, df=0, bounds=(0, 100)) is None
    assert moments_of_counts([0, 0], [1, 2]) is None


def test_two_answers_have_an_interval_of_one_degree_of_freedom() -> None:
    assert mean_interval(50.0, 1.0, df=1, bounds=(0, 100)) == close((50 - 12.706204736, 50 + 12.706204736))
    assert LEVEL == 0.95


def test_counts_and_values_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        moments_of_counts([1, 2], [1, 2, 3])


def test_a_unit_scales_the_mean_and_the_deviation() -> None:
    fine = moments([3, 6, 12], unit=3)
    assert fine.deviations == 3 * 189 - 21**2
    assert fine.mean == close(7 / 3)
    assert fine.variance == close(7 / 3)
    assert fine.sd == close((7 / 3) ** 0.5)


def test_an_interval_is_clipped_to_its_scale_at_either_end() -> None:
    assert mean_interval(99.0, 5.0, df=4, bounds=(0, 100)) == pytest.approx((85.1177739, 100))
    assert mean_interval(2.0, 5.0, df=4, bounds=(1, 100)) == pytest.approx((1, 15.8822261))


@given(st.lists(st.integers(1, 7), min_size=2, max_size=40))
def test_mean_and_deviation_equal_numpys(values: list[int]) -> None:
    found = moments_of_counts([values.count(each) for each in range(1, 8)], range(1, 8))
    assert found is not None
    assert found.mean == close(float(np.mean(values)))
    assert found.sd == close(float(np.std(values, ddof=1)))


@pytest.mark.parametrize("case", FIGURES["wilson"], ids=lambda case: f"{case['x']} of {case['n']}")
def test_the_interval_of_a_share_is_wilsons_as_prop_test_gives_it(case: dict[str, Any]) -> None:
    assert wilson_interval(case["x"] / case["n"], case["n"]) == close(tuple(case["interval"]))


@pytest.mark.parametrize("case", sorted(EDGES["proportions"]))
def test_shares_follow_the_edge_cases(case: str) -> None:
    figures = EDGES["proportions"][case]
    low, high = wilson_interval(figures["p"], figures["n"])
    assert (low, high) == close(tuple(figures["wilson"]))
    assert 0 <= low <= high <= 1
    if "N" in figures:
        factor = finite_population_factor(figures["n"], people=figures["N"])
        assert factor == close((1 - figures["n"] / figures["N"]) ** 0.5)
        assert (factor == 0) == (case == "census_24_of_24")


def test_an_effective_number_of_people_widens_the_interval_of_a_share() -> None:
    low, high = wilson_interval(0.4, 62.5)
    assert low < 0.4 < high
    for bound in (low, high):  # Wilson's equation: as far from the share as 1.96 of the bound's own standard errors
        assert (0.4 - bound) ** 2 * 62.5 / (bound * (1 - bound)) == close(1.959963984540054**2)


@given(st.integers(1, 3000))
def test_the_interval_of_a_share_never_leaves_the_scale(n: int) -> None:
    """At 16 people floating point would come to 1.0000000000000002."""
    assert wilson_interval(0.0, n)[0] >= 0
    assert wilson_interval(1.0, n)[1] <= 1
    assert wilson_interval(1.0, 16)[1] == 1


@pytest.mark.parametrize(("share", "n"), [(-0.01, 10), (1.01, 10), (0.5, 0), (0.5, -1)])
def test_a_share_outside_its_bounds_or_of_nobody_has_no_interval(share: float, n: float) -> None:
    with pytest.raises(ValueError, match=f"no interval of a share of {share} with n = {n}"):
        wilson_interval(share, n)


def test_a_sample_of_a_known_number_of_people_has_the_error_that_survey_gives() -> None:
    found = moments([row[0] for row in numbers("attitude.csv", ["rating"])])
    for figures in FIGURES["sample"]:
        assert found.mean == close(figures["mean"])
        assert found.sd is not None
        factor = finite_population_factor(found.n, people=figures["people"])
        assert factor * found.sd / found.n**0.5 == close(figures["se"])


def test_more_answers_than_people_are_refused() -> None:
    assert finite_population_factor(0, people=0) == 0
    assert finite_population_factor(0, people=7) == 1
    with pytest.raises(ValueError, match="8 answered of 7"):
        finite_population_factor(8, people=7)
