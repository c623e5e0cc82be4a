"""Comparisons of groups against R: analysis of variance, Welch's test, adjusted p."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from tests.unit.scoring.referees import EDGES, FIGURES, LEAD, close, moments, numbers

from mentorscan.scoring.statistics import (
    DifferenceTest,
    Icc,
    Moments,
    benjamini_hochberg,
    difference_test,
    icc,
)

TESTS = FIGURES["against_rest"]["tests"]


def by_group(values: list[int], groups: list[Any], *, unit: int = 1) -> list[Moments]:
    """The moments of each group."""
    members: dict[Any, list[int]] = defaultdict(list)
    for value, group in zip(values, groups, strict=True):
        members[group].append(value)
    return [moments(each, unit=unit) for each in members.values()]


@pytest.mark.parametrize("outcome", ["LEAD", "HRS", "RELIG"])
def test_icc_is_that_of_rs_analysis_of_variance_with_n0_in_place_of_the_mean_size(outcome: str) -> None:
    rows = numbers("bhr2000.csv", ["GRP", *(LEAD if outcome == "LEAD" else [outcome])])
    unit = len(rows[0]) - 1
    found = icc(by_group([sum(row[1:]) for row in rows], [row[0] for row in rows], unit=unit))
    figures = FIGURES["icc"][outcome]
    assert found.icc1 == close(figures["icc1"])
    assert found.icc2 == close(figures["icc2"])
    assert found.icc2 == close(figures["icc2_of_multilevel"])
    assert found.n0 == close(figures["n0"])
    assert found.icc1 != pytest.approx(figures["icc1_of_multilevel"], abs=1e-5)


def test_the_published_icc_of_hours_is_met_with_the_mean_size_of_a_company() -> None:
    figures = FIGURES["icc"]["HRS"]
    assert (figures["icc1_of_multilevel"], figures["icc2"]) == pytest.approx((0.1741, 0.9200), abs=5e-5)


@pytest.mark.parametrize("case", ["zero_within", "zero_between_negative", "unbalanced_with_singles"])
def test_icc_follows_the_edge_cases(case: str) -> None:
    data, figures = EDGES["icc"]["data"][case], EDGES["icc"]["stats"][case]
    found = icc(by_group(data["y"], data["g"]))
    assert found.icc1 == close(figures["icc1_anova_n0"])
    assert found.icc2 == close(figures["icc2_anova"])
    assert found.n0 == close(figures["n0"])


def test_icc_needs_variation_two_groups_and_one_with_two_people() -> None:
    assert icc([moments([3, 3]), moments([3, 3])]) == Icc(None, None, 2.0)
    assert icc([moments([1, 2, 3])]) == Icc(None, None, None)
    assert icc([]) == Icc(None, None, None)
    assert icc([moments([1]), moments([2]), moments([3])]) == Icc(None, None, None)
    assert icc([moments([1]), moments([2, 4])]).n0 == close(4 / 3)


def test_groups_in_different_units_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^groups in different units$"):
        icc([moments([1, 2]), moments([1, 2], unit=2)])


@pytest.mark.parametrize("company", range(0, 99, 7))
def test_a_company_against_the_others_has_the_interval_and_p_of_rs_welch_test(company: int) -> None:
    case = TESTS[company]
    found = difference_test(case["difference"], squared_errors=tuple(case["squared_errors"]), people=tuple(case["n"]))
    assert found is not None
    assert found.interval == close(tuple(case["interval"]))
    assert found.p == close(case["p"])


def test_adjusted_p_of_99_companies_are_those_of_r() -> None:
    assert benjamini_hochberg([case["p"] for case in TESTS]) == close(FIGURES["against_rest"]["adjusted"])


def test_welchs_test_of_two_small_groups_follows_the_edge_cases() -> None:
    figures = EDGES["effects"]["small"]
    errors = (figures["sd1"] ** 2 / figures["n1"], figures["sd2"] ** 2 / figures["n2"])
    found = difference_test(figures["diff_w2_minus_w1"], squared_errors=errors, people=(4, 5))
    assert found is not None
    assert found.p == close(figures["welch"]["p"])
    assert found.interval == close(tuple(figures["welch"]["ci"]))
    turned = difference_test(-figures["diff_w2_minus_w1"], squared_errors=errors, people=(4, 5))
    assert turned is not None
    assert turned.p == close(found.p)
    assert turned.interval == close((-found.interval[1], -found.interval[0]))


def test_two_people_on_either_side_are_enough_and_one_is_not() -> None:
    assert difference_test(1.0, squared_errors=(1.0, 1.0), people=(1, 50)) is None
    assert difference_test(1.0, squared_errors=(1.0, 1.0), people=(50, 1)) is None
    found = difference_test(1.0, squared_errors=(0.5, 0.5), people=(2, 2))
    assert found is not None
    assert found.p == close(1 - 1 / 3**0.5)  # t = 1 with two degrees of freedom


def test_an_error_on_one_side_only_rests_on_its_people() -> None:
    found = difference_test(1.0, squared_errors=(1.0, 0.0), people=(2, 100))
    assert found is not None
    assert found.p == close(0.5)  # t = 1 with one degree of freedom


@pytest.mark.parametrize(("difference", "p"), [(0.0, 1.0), (4e-10, 1.0), (-4e-10, 1.0), (6e-10, 0.0), (-3.0, 0.0)])
def test_without_any_error_a_difference_is_certain_to_nine_decimals(difference: float, p: float) -> None:
    for rounding in (0.0, 1e-20):
        found = difference_test(difference, squared_errors=(rounding, rounding), people=(2, 2))
        assert found == DifferenceTest((difference, difference), p)


def test_an_error_in_the_ninth_decimal_is_one() -> None:
    found = difference_test(6e-10, squared_errors=(3e-19, 3e-19), people=(2, 2))
    assert found is not None
    assert found.interval[0] < 0 < found.p < 1


@given(st.lists(st.floats(0, 1), max_size=40))
def test_adjusted_p_equal_scipys(p: list[float]) -> None:
    assert benjamini_hochberg(p) == close(list(false_discovery_control(p)) if p else [])


def test_adjusted_p_are_monotone_and_at_most_one() -> None:
    assert benjamini_hochberg([0.9, 0.8, 0.01, 0.02]) == close([0.9, 0.9, 0.04, 0.04])
    assert benjamini_hochberg([1.0, 1.0]) == [1.0, 1.0]
    assert benjamini_hochberg([]) == []
    assert benjamini_hochberg([0.3]) == [0.3]
