"""The whole picture: its error against R's survey, sustainability, bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scoring.referees import FIGURES, close, numbers

from mentorscan.scoring.statistics import (
    combined_error,
    linearised_error,
    mean_covariance,
    reaches,
    sustainability_of,
)

OVERALL = FIGURES["overall"]


def test_the_error_of_the_mean_of_two_hallmarks_that_some_miss_is_that_of_survey() -> None:
    rows = numbers("bhr2000.csv", ["AF06", "AS14", "HRS", "RELIG"])[:400]
    a = np.array([np.nan if hours > 13 else first for first, _, hours, _ in rows])
    b = np.array([np.nan if religion == 5 else second for _, second, _, religion in rows])
    scores = np.column_stack([a, b])[~(np.isnan(a) & np.isnan(b))]
    deviations = np.nan_to_num(scores - np.nanmean(scores, axis=0))
    scored = (~np.isnan(scores)).sum(axis=0).tolist()
    products = deviations.T @ deviations
    assert len(scores) == OVERALL["n"]
    assert np.nanmean(scores, axis=0).mean() == close(OVERALL["mean"])
    assert linearised_error(products, scored, people=len(scores)) == close(OVERALL["se"])
    covariance = mean_covariance(products, scored, people=len(scores))
    assert covariance is not None
    assert combined_error(covariance, [3, 0.5]) == close(OVERALL["weighted_se"] ** 2)


@given(st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=2, max_size=30))
def test_with_everyone_scored_the_linearised_error_is_that_of_the_peoples_means(people: list[list[float]]) -> None:
    data = np.array(people)
    deviations = data - data.mean(axis=0)
    found = linearised_error(deviations.T @ deviations, [len(data)] * 3, people=len(data))
    means = data.mean(axis=1)
    assert found == pytest.approx(means.std(ddof=1) / np.sqrt(len(data)), rel=1e-6, abs=1e-6)


def test_one_person_has_no_error_and_two_have_one() -> None:
    products = np.array([[2.0, -1.0], [-1.0, 8.0]])
    assert mean_covariance(products, [1, 1], people=1) is None
    assert linearised_error(products, [1, 1], people=1) is None
    assert mean_covariance(products, [2, 4], people=2) == close(np.array([[1.0, -0.25], [-0.25, 1.0]]))
    assert linearised_error(products, [2, 4], people=2) == close((1.5 / 4) ** 0.5)


def test_rounding_leaves_no_negative_error() -> None:
    assert combined_error(np.array([[1.0, -1.0 - 1e-12], [-1.0 - 1e-12, 1.0]]), [1, 1]) == 0


def test_sustainability_is_held_back_by_a_missing_hallmark() -> None:
    assert sustainability_of([80, 80, 80, 80]) == pytest.approx(80)
    assert sustainability_of([100, 100, 100, 0]) == pytest.approx(100**0.75)
    assert sustainability_of([0.5, 4]) == pytest.approx(2)
    assert sustainability_of([]) is None


def test_a_bound_is_met_by_a_figure_that_floating_point_leaves_just_below_it() -> None:
    mean = sum([0.1] * 3) * 200
    assert mean != 60
    assert reaches(mean - 2e-14, 60)
    assert reaches(60, 60)
    assert reaches(60 - 4e-10, 60)
    assert not reaches(60 - 6e-10, 60)
