"""Omega against lavaan, and where there is none."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.scoring.referees import COH, EDGES, FIGURES, attitude, close, columns, lead, listwise

from mentorscan.scoring.statistics import Listwise, Omega, omega

SWISS = ["Fertility", "Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]
DATA = {
    "attitude": attitude(),
    "bhr2000": lead(),
    "bhr2000_first_60": lead(1, 60),
    "bhr2000_ten_people": lead(1, 10, items=5),
    "bhr2000_twenty_people": lead(261, 280, items=4),
    "bhr2000_four_items": lead(items=4),
    "bhr2000_three_items": lead(items=3),
    "cohesion": listwise(columns("cohesion.csv", COH)),
    "swiss": listwise(columns("swiss.csv", SWISS, times=100)),
}


def implied(found: Omega) -> Any:
    """The covariance that the model implies."""
    loadings = np.array(found.loadings)
    return np.outer(loadings, loadings) + np.diag(found.residuals)


@pytest.mark.parametrize("name", sorted(FIGURES["omega"]))
def test_omega_is_that_of_lavaan_and_not_another_of_the_same_name(name: str) -> None:
    people, figures = DATA[name], FIGURES["omega"][name]
    found = omega(people)
    assert found is not None
    assert found.value == pytest.approx(figures["omega"], abs=1e-5)
    assert found.heywood == (figures["smallest_residual"] < 0)
    smallest = min(found.residuals) * (people.n - 1) / people.n  # lavaan divides by n
    assert smallest == pytest.approx(figures["smallest_residual"], rel=1e-3)
    assert found.value != pytest.approx(figures["standardised"], abs=1e-4)


@pytest.mark.parametrize("case", ["three_items_proper", "three_items_heywood"])
def test_omega_of_three_items_follows_the_edge_cases(case: str) -> None:
    figures = EDGES["omega"][case]
    found = omega(listwise(figures["data"]))
    assert found is not None
    assert found.value == close(figures["omega"])
    assert found.value == pytest.approx(figures["omega_lavaan"], abs=1e-5)
    assert found.heywood == (case == "three_items_heywood")
    assert found.loadings == close(tuple(figures["lambda"]))
    assert found.residuals == close(tuple(figures["theta"]))


def test_three_items_are_fitted_exactly_whatever_direction_they_point_in() -> None:
    rows = [[1, 2, 2], [2, 1, 3], [3, 3, 2], [4, 3, 4], [5, 4, 4], [2, 3, 1], [4, 5, 5], [3, 2, 3]]
    for signs in [(1, 1, 1), (-1, 1, 1), (1, -1, 1), (1, 1, -1), (-1, -1, 1), (-1, -1, -1)]:
        data = [[sign * value for sign, value in zip(signs, row, strict=True)] for row in rows]
        found = omega(listwise(data))
        assert found is not None
        assert implied(found) == close(np.cov(np.array(data).T))
        assert sum(found.loadings) > 0


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 2], [2, 1], [3, 5], [4, 4]],
        [[1, 2, 3], [2, 2, 5], [3, 2, 4], [4, 2, 1]],
        [[1, 2, 3, 5], [2, 1, 5, 4], [3, 5, 4, 1]],
        [[1, 2, 3], [2, 5, 7], [3, 1, 4], [4, 4, 8]],
        [[1, 2, 3]],
    ],
    ids=["two items", "a constant item", "fewer people than items", "an item that sums the others", "one person"],
)
def test_there_is_no_omega_where_one_factor_cannot_be_found(rows: list[list[int]]) -> None:
    assert omega(listwise(rows)) is None


def test_three_items_that_no_factor_explains_have_no_omega() -> None:
    opposed = listwise([[1, 1, 5], [2, 3, 1], [4, 5, 4], [5, 2, 3], [3, 5, 5], [2, 4, 5]])
    c = opposed.deviations
    assert c[0][1] * c[0][2] * c[1][2] < 0
    assert omega(opposed) is None
    unrelated = listwise([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 3]])
    assert unrelated.deviations[0][1] == 0
    assert omega(unrelated) is None


def test_a_likelihood_that_rises_without_end_gives_no_omega() -> None:
    """Two unrelated pairs of items: one residual variance falls for ever."""
    rows = [
        [1, 1, 1, 1],
        [1, 2, 5, 4],
        [5, 4, 1, 2],
        [5, 5, 5, 5],
        [3, 2, 3, 3],
        [2, 3, 3, 2],
        [4, 3, 2, 3],
        [3, 4, 4, 3],
    ]
    assert omega(listwise(rows)) is None


def test_items_of_which_only_two_go_together_have_no_omega() -> None:
    """One factor could take any share of the two: the likelihood is flat."""
    everyone = product((0, 1), repeat=5)
    assert omega(listwise([[2 * f + a, 2 * f + b, c, d] for f, a, b, c, d in everyone])) is None


def test_items_that_have_nothing_in_common_have_no_omega() -> None:
    assert omega(listwise([list(row) for row in product((0, 1), repeat=3)])) is None
    assert omega(listwise([list(row) for row in product((0, 1), repeat=4)])) is None


def test_three_items_have_their_solution_however_far_away_it_lies() -> None:
    """Correlations of .1, .1 and .0001: the first loading is 10 standard deviations, its residual -99 variances."""
    far = Listwise(101, (0, 0, 0), ((10000, 1000, 1000), (1000, 10000, 1), (1000, 1, 10000)))
    found = omega(far)
    assert found is not None
    assert found.loadings == close((100, 0.1, 0.1))
    assert found.residuals == close((-9900, 99.99, 99.99))
    assert found.heywood
    assert found.value == close(100.2**2 / (100.2**2 - 9900 + 2 * 99.99))


def test_omega_does_not_depend_on_units_or_on_the_order_of_items() -> None:
    rows = np.array(columns("attitude.csv", ["rating", "complaints", "learning", "raises", "advance"]), dtype=int)
    found, turned = omega(listwise(rows.tolist())), omega(listwise(rows[:, [3, 0, 4, 2, 1]].tolist()))
    larger = omega(listwise((rows * 1000).tolist()))
    assert found is not None
    assert turned is not None
    assert larger is not None
    assert turned.value == close(found.value)
    assert turned.loadings == close(tuple(found.loadings[i] for i in (3, 0, 4, 2, 1)), tolerance=1e-7)
    assert larger.value == close(found.value)
    assert larger.loadings == close(tuple(1000 * each for each in found.loadings), tolerance=1e-7)


def likelihood(parameters: Any, covariance: Any) -> float:
    """The discrepancy of maximum likelihood, written down as in a textbook."""
    k = len(covariance)
    model = np.outer(parameters[:k], parameters[:k]) + np.diag(parameters[k:])
    sign, size = np.linalg.slogdet(model)
    return float(size + np.trace(covariance @ np.linalg.inv(model))) if sign > 0 else np.inf


@given(st.integers(0, 2**32), st.integers(4, 12), st.sampled_from([30, 100, 1000]), st.sampled_from([1, 10, 300]))
@settings(max_examples=40)
def test_no_parameters_nearby_fit_better(seed: int, k: int, people: int, precision: int) -> None:
    generator = np.random.default_rng(seed)
    strength = generator.uniform(0.3, 0.95, k) * generator.choice([1, 1, -1], k)
    noise = generator.normal(size=(people, k)) * np.sqrt(1 - strength**2)
    rows = np.round((generator.normal(size=(people, 1)) * strength + noise) * precision).astype(int)
    found = omega(listwise(rows.tolist()))
    if found is None:
        return
    covariance = np.cov(rows.T)
    scale = np.sqrt(np.diag(covariance))
    standard = covariance / np.outer(scale, scale)
    best = np.concatenate([np.array(found.loadings) / scale, np.array(found.residuals) / scale**2])
    fit = likelihood(best, standard)
    for step in 1e-4 * np.vstack([np.eye(2 * k), -np.eye(2 * k), generator.normal(size=(20, 2 * k)) / k]):
        assert likelihood(best + step, standard) >= fit - 1e-10
    assert found.value == close(
        best[:k] @ scale * (best[:k] @ scale) / ((best[:k] @ scale) ** 2 + (best[k:] * scale**2).sum())
    )


def test_omega_of_alike_items_is_alpha() -> None:
    """Equal covariances and variances: one factor fits exactly, and omega is alpha."""
    alike = Listwise(101, (0,) * 5, tuple(tuple(200 if i == j else 80 for j in range(5)) for i in range(5)))
    found = omega(alike)
    assert found is not None
    assert found.value == close(5 / 4 * (1 - 5 * 200 / (5 * 200 + 20 * 80)))
    assert found.loadings == close((0.8**0.5,) * 5)
    assert found.residuals == close((1.2,) * 5)
    assert not found.heywood
