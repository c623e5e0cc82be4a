"""Statistics against figures that mentorscan did not compute: R's psych and multilevel, and the edge cases' rules."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.scoring.statistics import (
    Listwise,
    PairSums,
    agreement,
    alpha_interval,
    correlation,
    cronbach_alpha,
    item_rest,
    linearised_error,
    mean_interval,
    moments_of_counts,
    reaches,
    sustainability_of,
)

CLIMATE = Path(__file__).parents[2] / "data" / "climate"
EDGES = json.loads((CLIMATE / "edge_cases.expected.json").read_text())
ATTITUDE = json.loads((CLIMATE / "attitude.expected.json").read_text())
COHESION = json.loads((CLIMATE / "cohesion.expected.json").read_text())
CLOSE: dict[str, Any] = {"rel": 1e-9, "abs": 1e-9}


def close(expected: float | None) -> Any:
    """What equals a figure at 1e-9, or None."""
    return None if expected is None else pytest.approx(expected, **CLOSE)


Data = Sequence[Sequence[int | None]]


def listwise(data: Data) -> Listwise:
    """Sums over the rows without a gap."""
    full = np.array([row for row in data if None not in row], dtype=np.int64).reshape(-1, len(data[0]))
    products = full.T @ full
    return Listwise.from_vector(
        [len(full), *full.sum(axis=0).tolist(), *products[np.triu_indices(len(products))].tolist()], len(products)
    )


def columns(name: str, wanted: Sequence[str]) -> list[list[int | None]]:
    """The rows of a data file, these columns, gaps as None."""
    with (CLIMATE / name).open() as stream:
        return [[int(row[each]) if row[each] else None for each in wanted] for row in csv.DictReader(stream)]


@pytest.mark.parametrize("case", sorted(EDGES["alpha"]))
def test_alpha_and_item_rest_follow_the_edge_cases(case: str) -> None:
    expected = EDGES["alpha"][case]
    sums = listwise(expected["data"])
    assert cronbach_alpha(sums) == close(expected["alpha_listwise"])
    if all(None not in row for row in expected["data"]):
        assert item_rest(sums) == [close(each) for each in expected["r_drop_pairwise"]]


def test_alpha_its_interval_and_item_rest_of_the_attitude_data_are_those_of_psych() -> None:
    items = list(ATTITUDE["reliability"]["items"])
    sums = listwise(columns("attitude.csv", items))
    expected = ATTITUDE["reliability"]
    alpha = cronbach_alpha(sums)
    assert alpha == close(expected["alpha"]["pkg_psych_raw"])
    assert alpha is not None
    interval = alpha_interval(alpha, n=30, k=7)
    feldt = expected["alpha"]["feldt95_listwise_n"]
    assert interval == pytest.approx((feldt["lo"], feldt["hi"]), **CLOSE)
    assert item_rest(sums) == [close(expected["items"][each]["pkg_psych_r_drop"]) for each in items]
    reverse = [
        [
            160 - value if name in ("complaints", "critical") and value else value
            for name, value in zip(items, row, strict=True)
        ]
        for row in columns("attitude.csv", items)
    ]
    assert cronbach_alpha(listwise(reverse)) == pytest.approx(
        ATTITUDE["alpha_with_complaints_and_critical_reversed"], **CLOSE
    )


def test_alpha_with_a_gap_is_listwise_as_in_the_cohesion_data() -> None:
    sums = listwise(columns("cohesion.csv", COHESION["config"]["items"]))
    assert sums.n == 10
    assert cronbach_alpha(sums) == close(COHESION["alpha"]["listwise"])


def counts_of(data: Data) -> list[list[int]]:
    """Per item how often each of five points was chosen."""
    return [[sum(row[i] == point for row in data) for point in range(1, 6)] for i in range(len(data[0]))]


@pytest.mark.parametrize("case", sorted(EDGES["agreement"]["data"]))
def test_agreement_follows_the_edge_cases_on_available_answers(case: str) -> None:
    found = agreement(counts_of(EDGES["agreement"]["data"][case]))
    if case == "single":
        assert found == agreement([])
        return
    expected = EDGES["agreement"]["agreement"]["available"][case]
    assert found.r_wg_star == close(expected["r_star_wg_j"])
    assert found.r_wg_j == close(expected["rwg_j"])
    assert found.ad_m == close(expected["ad_mean_j"])


def test_agreement_in_the_cohesion_platoons_is_that_of_multilevel() -> None:
    with (CLIMATE / "cohesion.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    for platoon, expected in COHESION["agreement"]["available"].items():
        own = [row for row in rows if f"{row['UNIT']}/{row['PLATOON']}" == platoon]
        data = [[int(row[each]) if row[each] else None for each in COHESION["config"]["items"]] for row in own]
        found = agreement(counts_of(data))
        assert found.r_wg_star == close(expected["r_star_wg_j"])
        assert found.r_wg_j == close(expected["rwg_j"])
        assert found.ad_m == close(expected["ad_mean_j"])


def test_the_skewed_null_is_known_for_five_points_only() -> None:
    assert agreement([[1, 0, 0, 1]]).r_wg_j_skewed is None
    assert agreement([[0, 0, 1, 1, 0]]).r_wg_j_skewed == close(1 - 0.5 / 1.34)


def test_one_answer_has_neither_a_deviation_nor_an_interval() -> None:
    single = moments_of_counts([0, 1, 0], [1, 2, 3])
    assert single is not None
    assert single.sd is None
    assert mean_interval(50.0, None, df=0, bounds=(0, 100)) is None
    assert moments_of_counts([0, 0], [1, 2]) is None


def test_an_interval_is_clipped_to_its_scale() -> None:
    assert mean_interval(99.0, 5.0, df=4, bounds=(0, 100)) == pytest.approx((85.1177739, 100))


@given(st.lists(st.integers(1, 7), min_size=2, max_size=40))
def test_mean_and_deviation_equal_numpys(values: list[int]) -> None:
    moments = moments_of_counts([values.count(each) for each in range(1, 8)], range(1, 8))
    assert moments is not None
    assert moments.mean == close(float(np.mean(values)))
    assert moments.sd == close(float(np.std(values, ddof=1)))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=40))
def test_a_correlation_equals_numpys_or_is_not_available_without_variation(pairs: list[tuple[int, int]]) -> None:
    x, y = np.array(pairs).T
    found = correlation(PairSums(len(x), int(x.sum()), int(y.sum()), int(x @ x), int(y @ y), int(x @ y)), minimum=2)
    if x.std() == 0 or y.std() == 0:
        assert found is None
    else:
        assert found == close(np.corrcoef(x, y)[0, 1])


def test_a_correlation_below_the_minimum_is_not_available() -> None:
    assert correlation(PairSums(29, 60, 60, 140, 140, 140), minimum=30) is None


@given(st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=2, max_size=30))
def test_with_everyone_scored_the_linearised_error_is_that_of_the_peoples_means(people: list[list[float]]) -> None:
    data = np.array(people)
    deviations = data - data.mean(axis=0)
    found = linearised_error(deviations.T @ deviations, [len(data)] * 3, people=len(data))
    means = data.mean(axis=1)
    assert found == pytest.approx(means.std(ddof=1) / np.sqrt(len(data)), rel=1e-6, abs=1e-6)


def test_sustainability_is_held_back_by_a_missing_hallmark() -> None:
    assert sustainability_of([80, 80, 80, 80]) == pytest.approx(80)
    assert sustainability_of([100, 100, 100, 0]) == pytest.approx(100**0.75)
    assert sustainability_of([]) is None


def test_a_bound_is_met_by_a_figure_that_floating_point_leaves_just_below_it() -> None:
    mean = sum([0.1] * 3) * 200
    assert mean != 60
    assert reaches(mean - 2e-14, 60)
