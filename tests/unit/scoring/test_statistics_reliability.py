"""Reliability against R's psych, and the edge cases' rules."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.scoring.referees import COH, EDGES, FIGURES, attitude, close, columns, expected, lead, listwise

from mentorscan.scoring.statistics import (
    Listwise,
    alpha_if_dropped,
    alpha_interval,
    correlations,
    cronbach_alpha,
    eigenvalue_ratio,
    item_rest,
    spearman_brown,
)

DATA = {"attitude": attitude(), "bhr2000": lead(), "cohesion": listwise(columns("cohesion.csv", COH))}
NOBODY = Listwise(0, (0, 0, 0), ((0, 0, 0),) * 3)
ONE = listwise([[1, 2, 3]])


@pytest.mark.parametrize("case", sorted(EDGES["alpha"]))
def test_alpha_and_item_rest_follow_the_edge_cases(case: str) -> None:
    figures = EDGES["alpha"][case]
    sums = listwise(figures["data"])
    assert cronbach_alpha(sums) == close(figures["alpha_listwise"])
    if all(None not in row for row in figures["data"]):
        assert item_rest(sums) == [close(each) for each in figures["r_drop_pairwise"]]


@pytest.mark.parametrize("name", sorted(DATA))
def test_alpha_its_interval_item_rest_and_alpha_if_dropped_are_those_of_psych(name: str) -> None:
    sums, figures = DATA[name], FIGURES["reliability"][name]
    alpha = cronbach_alpha(sums)
    assert sums.n == figures["n"]
    assert alpha == close(figures["alpha"])
    assert alpha is not None
    assert alpha_interval(alpha, n=sums.n, k=len(sums.sums)) == close(tuple(figures["feldt"]))
    assert item_rest(sums) == close(figures["item_rest"])
    assert alpha_if_dropped(sums) == close(figures["alpha_if_dropped"])
    assert eigenvalue_ratio(sums) == close(figures["eigenvalue_ratio"])


def test_the_figures_given_beside_the_data_agree() -> None:
    figures = expected("attitude")["reliability"]
    names = list(figures["items"])
    assert alpha_if_dropped(attitude()) == [
        close(figures["items"][each]["alpha_if_dropped_listwise"]) for each in names
    ]
    assert expected("cohesion")["alpha"]["listwise"] == close(cronbach_alpha(DATA["cohesion"]))
    reverse = [
        [
            160 - value if name in ("complaints", "critical") and value else value
            for name, value in zip(names, row, strict=True)
        ]
        for row in columns("attitude.csv", names)
    ]
    assert cronbach_alpha(listwise(reverse)) == close(
        expected("attitude")["alpha_with_complaints_and_critical_reversed"]
    )


def test_sums_from_a_vector_are_those_of_its_upper_triangle() -> None:
    assert Listwise.from_vector([2, 3, 7, 9, 5, 11, 13, 25, 31, 41], 3) == Listwise(
        2, (3, 7, 9), ((5, 11, 13), (11, 25, 31), (13, 31, 41))
    )


@pytest.mark.parametrize("sums", [NOBODY, ONE])
def test_nobody_and_one_person_have_no_reliability(sums: Listwise) -> None:
    assert cronbach_alpha(sums) is None
    assert item_rest(sums) == [None] * 3
    assert alpha_if_dropped(sums) == [None] * 3
    assert eigenvalue_ratio(sums) is None
    assert correlations(sums) is None


def test_one_item_has_no_reliability() -> None:
    single = listwise([[1], [2], [4]])
    assert cronbach_alpha(single) is None
    assert item_rest(single) == [None]
    assert alpha_if_dropped(single) == [None]
    assert spearman_brown(single) is None
    assert eigenvalue_ratio(single) is None


def test_two_people_on_two_items_have_an_alpha_and_no_alpha_if_dropped() -> None:
    two = listwise([[1, 1], [2, 3]])
    assert cronbach_alpha(two) == close(8 / 9)
    assert item_rest(two) == close([1, 1])
    assert alpha_if_dropped(two) == [None, None]
    assert item_rest(listwise([[1, 1], [2, 2]])) == [1, 1]


def test_alpha_if_dropped_is_alpha_of_the_data_without_the_item() -> None:
    rows = [[1, 2, 3], [2, 2, 3], [4, 5, 3], [5, 4, 3]]
    assert alpha_if_dropped(listwise(rows)) == [
        close(cronbach_alpha(listwise([[row[j] for j in range(3) if j != i] for row in rows]))) for i in range(3)
    ]
    assert alpha_if_dropped(listwise(rows))[2] == close(EDGES["alpha"]["zero_variance_item_dropped"]["alpha_listwise"])
    mirrored = listwise([[1, 5, 1], [2, 4, 1], [4, 2, 2]])
    assert alpha_if_dropped(mirrored)[2] is None


@pytest.mark.parametrize(("n", "k"), [(1, 5), (9, 1)])
def test_alpha_of_one_person_or_item_has_no_interval(n: int, k: int) -> None:
    assert alpha_interval(0.8, n=n, k=k) is None


def test_alpha_of_two_people_and_items_has_feldts_interval() -> None:
    low, high = alpha_interval(0.5, n=2, k=2) or (0, 0)
    assert low == close(1 - 0.5 * 647.789011490)
    assert high == close(1 - 0.5 / 647.789011490)


def test_two_items_have_a_spearman_brown_figure() -> None:
    assert spearman_brown(lead(items=2)) == close(FIGURES["spearman_brown"])
    assert spearman_brown(listwise([[1, 1], [2, 2]])) == 1
    assert spearman_brown(listwise([[1, 2], [2, 1], [3, 1]])) == close(2 * -(0.75**0.5) / (1 - 0.75**0.5))


@pytest.mark.parametrize(
    "rows", [[[1, 2], [1, 3]], [[2, 1], [3, 1]], [[1, 5], [2, 4], [4, 2]], [[1, 2, 3], [2, 2, 4]], [[1, 2]]]
)
def test_constant_or_mirrored_items_and_three_items_have_no_spearman_brown_figure(rows: list[list[int]]) -> None:
    assert spearman_brown(listwise(rows)) is None


def test_correlations_are_those_of_numpy_and_need_variation() -> None:
    data: Any = columns("attitude.csv", ["rating", "complaints", "learning"])
    found = correlations(listwise(data))
    assert found is not None
    assert found == close(np.corrcoef(np.array(data, dtype=float).T))
    assert correlations(listwise([[1, 2], [1, 3]])) is None
    assert correlations(listwise([[1, 2], [3, 2]])) is None


def test_items_that_are_one_have_no_ratio_of_eigenvalues() -> None:
    assert eigenvalue_ratio(listwise([[1, 2, 4], [2, 4, 8], [5, 10, 20]])) is None
    assert eigenvalue_ratio(listwise([[1, 2], [2, 2], [3, 2]])) is None
    assert eigenvalue_ratio(listwise([[1, 2], [2, 1], [3, 2], [4, 5]])) == close((3 + 5**0.5) / (3 - 5**0.5))
