"""Agreement within groups against R's multilevel; between raters against published values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scoring.referees import COH, EDGES, FIGURES, LEAD, close, columns, expected, numbers, words

from mentorscan.scoring.statistics import AgreementIndices, agreement, krippendorff_alpha

Metric = Literal["ordinal", "interval"]
METRICS: tuple[Metric, ...] = ("ordinal", "interval")
PANELS = expected("krippendorff")


def counts_of(rows: Sequence[Sequence[int | None]]) -> list[list[int]]:
    """Per item how often each of five points was chosen."""
    return [[sum(row[i] == point for row in rows) for point in range(1, 6)] for i in range(len(rows[0]))]


@pytest.mark.parametrize("case", sorted(EDGES["agreement"]["data"]))
def test_agreement_follows_the_edge_cases_on_available_answers(case: str) -> None:
    found = agreement(counts_of(EDGES["agreement"]["data"][case]))
    if case == "single":
        assert found == AgreementIndices(None, None, None, None)
        return
    figures = EDGES["agreement"]["agreement"]["available"][case]
    assert found.r_wg_star == close(figures["r_star_wg_j"])
    assert found.r_wg_j == close(figures["rwg_j"])
    assert found.ad_m == close(figures["ad_mean_j"])


def test_agreement_in_99_companies_is_that_of_multilevel_under_both_nulls() -> None:
    rows = numbers("bhr2000.csv", ["GRP", *LEAD])
    figures = FIGURES["agreement"]["bhr2000"]
    for i, group in enumerate(figures["group"]):
        found = agreement(counts_of([row[1:] for row in rows if row[0] == int(group)]))
        for index in ("r_wg_star", "r_wg_j", "r_wg_j_skewed", "ad_m"):
            assert getattr(found, index) == close(figures[index][i]), (group, index)
    uniform, skewed = figures["r_wg_j"], figures["r_wg_j_skewed"]
    assert sum(uniform) / 99 == pytest.approx(0.8876, abs=5e-5)
    assert (min(uniform), max(uniform)) == pytest.approx((0.7859, 0.9440), abs=5e-5)
    assert sum(each > 0.7 for each in uniform) == 99
    assert sum(each > 0.7 for each in skewed) == 39


def test_agreement_in_the_cohesion_platoons_is_that_of_multilevel() -> None:
    """With one answer missing multilevel leaves out its row; mentorscan only the answer."""
    rows = columns("cohesion.csv", COH)
    platoons = [f"{unit}/{platoon}" for unit, platoon in words("cohesion.csv", ["UNIT", "PLATOON"])]
    for i, group in enumerate(FIGURES["agreement"]["cohesion"]["group"]):
        own = [row for row, platoon in zip(rows, platoons, strict=True) if platoon == group]
        figures = FIGURES["agreement"]["cohesion"]
        complete = agreement(counts_of([row for row in own if None not in row]))
        for index in ("r_wg_star", "r_wg_j", "r_wg_j_skewed", "ad_m"):
            assert getattr(complete, index) == close(figures[index][i])
        available = expected("cohesion")["agreement"]["available"][group]
        found = agreement(counts_of(own))
        assert found.r_wg_star == close(available["r_star_wg_j"])
        assert found.r_wg_j == close(available["rwg_j"])
        assert found.ad_m == close(available["ad_mean_j"])


def test_the_skewed_null_is_known_for_five_points_only() -> None:
    assert agreement([[1, 0, 0, 1]]).r_wg_j_skewed is None
    assert agreement([[0, 0, 1, 1, 0]]).r_wg_j_skewed == close(1 - 0.5 / 1.34)


def test_the_uniform_null_is_that_of_a_discrete_scale() -> None:
    assert agreement([[1, 0, 0, 1]]).r_wg_star == close(1 - 4.5 / 1.25)
    assert agreement([[0, 1, 1, 0, 0, 0, 0]]).r_wg_star == close(1 - 0.5 / 4)


def test_an_item_with_one_answer_is_left_out_and_two_are_enough() -> None:
    assert agreement([[0, 1, 1, 0, 0], [1, 0, 0, 0, 0]]) == agreement([[0, 1, 1, 0, 0]])
    assert agreement([[0, 1, 1, 0, 0]]).ad_m == close(0.5)
    assert agreement([[1, 0, 0, 0, 0]]) == AgreementIndices(None, None, None, None)


@pytest.mark.parametrize("metric", METRICS)
def test_krippendorffs_own_example_has_his_figures(metric: Metric) -> None:
    with_gaps = columns("kripp_C.csv", [f"u{i}" for i in range(1, 13)])
    found = krippendorff_alpha(with_gaps, metric=metric)
    assert found == close(PANELS["kripp_C"]["alpha"][metric]["alpha"])
    assert found == pytest.approx({"ordinal": 0.815, "interval": 0.849}[metric], abs=5e-4)


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("case", sorted(PANELS["edge_cases"]))
def test_alpha_of_raters_follows_the_edge_cases(case: str, metric: Metric) -> None:
    figures = PANELS["edge_cases"][case]
    ratings = figures["matrix_raters_by_units"]
    assert krippendorff_alpha(ratings, metric=metric) == close(figures["alpha"][metric]["alpha"])


def test_four_judges_on_six_targets_agree_as_little_as_published_data_say() -> None:
    judges = [list(row) for row in zip(*numbers("shrout_fleiss.csv", ["J1", "J2", "J3", "J4"]), strict=True)]
    assert {metric: krippendorff_alpha(judges, metric=metric) for metric in METRICS} == {
        metric: close(coincidences(judges, metric=metric)) for metric in METRICS
    }


def coincidences(ratings: Sequence[Sequence[float | None]], *, metric: Metric) -> float | None:
    """Alpha as Krippendorff (2011) writes it down: matrix of coincidences, differences squared."""
    units = [[each for each in unit if each is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = sorted(set(chain.from_iterable(units)))
    matrix = np.zeros((len(values), len(values)))
    for unit in units:
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    matrix[values.index(one), values.index(other)] += 1 / (len(unit) - 1)
    n = matrix.sum(axis=0)
    observed = chance = 0.0
    for c in range(len(values)):
        for k in range(c + 1, len(values)):
            gap = n[c : k + 1].sum() - (n[c] + n[k]) / 2 if metric == "ordinal" else values[k] - values[c]
            observed += matrix[c, k] * gap**2
            chance += n[c] * n[k] * gap**2
    return None if chance == 0 else float(1 - (n.sum() - 1) * observed / chance)


@given(
    st.integers(1, 6).flatmap(
        lambda units: st.lists(
            st.lists(st.none() | st.integers(1, 5), min_size=units, max_size=units), min_size=1, max_size=5
        )
    )
)
def test_alpha_of_raters_is_that_of_the_coincidence_matrix(ratings: list[list[int | None]]) -> None:
    for metric in METRICS:
        assert krippendorff_alpha(ratings, metric=metric) == close(coincidences(ratings, metric=metric))


def test_raters_of_different_units_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        krippendorff_alpha([[1, 2], [1]], metric="ordinal")


def test_no_raters_or_no_units_have_no_alpha() -> None:
    assert krippendorff_alpha([], metric="ordinal") is None
    assert krippendorff_alpha([[], []], metric="interval") is None
    assert krippendorff_alpha([[1, 2], [None, None]], metric="interval") is None
