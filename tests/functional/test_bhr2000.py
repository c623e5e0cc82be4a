"""A real survey that is not ours, scored by company, against published figures and figures computed in R.

5,400 soldiers in 99 companies (tests/data/climate/README.md). Other people's instruments work from the first day.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

import pytest

from mentorscan.instrument.catalogue import open_instrument
from mentorscan.pipeline import Outputs, ScoreOptions, score_exports
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions
from mentorscan.results import GroupHallmark, Results
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.statistics import AgreementIndices
from mentorscan.scoring.tally import tally_responses

CLIMATE = Path(__file__).parents[1] / "data" / "climate"
EXPECTED = json.loads((CLIMATE / "bhr2000.expected.json").read_text())
LEAD = EXPECTED["scale_LEAD"]
FIGURES = json.loads((Path(__file__).parents[1] / "golden" / "statistics" / "figures.json").read_text())
CLOSE: dict[str, Any] = {"rel": 1e-9, "abs": 1e-9}


@pytest.fixture(scope="module")
def results() -> Results:
    options = ScoreOptions(instrument=CLIMATE / "bhr2000")
    return score_exports([CLIMATE / "bhr2000.csv"], options=options, outputs=Outputs())


@pytest.fixture(scope="module")
def scores() -> Scores:
    instrument = open_instrument(CLIMATE / "bhr2000")
    responses = read_export(CLIMATE / "bhr2000.csv", instrument=instrument, options=ReadOptions())
    return Scores(tally_responses(responses, instrument=instrument))


def companies(results: Results, hallmark: int) -> dict[str, GroupHallmark]:
    return {str(group.value): group.hallmarks[hallmark] for group in results.segments[0].groups}


def agreement_by_company(scores: Scores, hallmark: str) -> dict[str, AgreementIndices]:
    items = scores.base.questionnaires[hallmark].items
    return {str(company): cell.agreement(items) for company, cell in scores.cells["GRP"].items()}


def on_index(mean: float) -> float:
    return (mean - 1) / 4 * 100


def test_the_whole_scale_has_the_figures_of_r(results: Results) -> None:
    lead = results.hallmarks[0]
    expected = LEAD["desc"]
    assert lead.respondents == expected["n"] == results.source.respondents.read
    assert lead.mean == pytest.approx(expected["mean"], **CLOSE)
    assert lead.sd == pytest.approx(expected["sd"], **CLOSE)
    assert lead.index == pytest.approx(on_index(expected["mean"]), **CLOSE)
    assert lead.interval == pytest.approx((on_index(expected["ci_lo"]), on_index(expected["ci_hi"])), **CLOSE)
    assert lead.favourable == pytest.approx(LEAD["favourable_4_5"]["mean_of_item_pct"], **CLOSE)


def test_items_and_reliability_are_those_of_psych(results: Results) -> None:
    lead = results.hallmarks[0]
    expected = LEAD["reliability"]
    assert lead.reliability is not None
    assert lead.reliability.n == expected["n_listwise"]
    assert lead.reliability.alpha == pytest.approx(expected["alpha"]["pkg_psych_raw"], **CLOSE)
    feldt = expected["alpha"]["feldt95_listwise_n"]
    assert lead.reliability.interval == pytest.approx((feldt["lo"], feldt["hi"]), **CLOSE)
    for item in lead.items:
        own = expected["items"][item.id]
        assert item.answered == own["n"]
        assert item.mean == pytest.approx(own["mean"], **CLOSE)
        assert item.sd == pytest.approx(own["sd"], **CLOSE)
        assert item.item_rest == pytest.approx(own["pkg_psych_r_drop"], **CLOSE)
        assert item.favourable == pytest.approx(LEAD["favourable_4_5"]["by_item"][item.id], **CLOSE)


def test_every_company_has_the_mean_the_deviation_and_the_interval_of_r(results: Results) -> None:
    found = companies(results, 0)
    assert len(found) == len(LEAD["by_group"]) == 99
    for company, expected in LEAD["by_group"].items():
        own = found[company]
        assert own.respondents == expected["n"]
        assert own.mean == pytest.approx(expected["mean"], **CLOSE)
        assert own.sd == pytest.approx(expected["sd"], **CLOSE)
        assert own.interval == pytest.approx((on_index(expected["ci_lo"]), on_index(expected["ci_hi"])), **CLOSE)


def test_agreement_in_every_company_is_that_of_multilevel_under_both_nulls(scores: Scores) -> None:
    found = agreement_by_company(scores, "LEAD")
    skewed = LEAD["agreement_slight_skew_1.34"]["listwise"]
    assert set(found) == set(LEAD["agreement"]["available"])
    for company, expected in LEAD["agreement"]["available"].items():
        own = found[company]
        assert own.r_wg_star == pytest.approx(expected["r_star_wg_j"], **CLOSE)
        assert own.r_wg_j == pytest.approx(expected["rwg_j"], **CLOSE)
        assert own.ad_m == pytest.approx(expected["ad_mean_j"], **CLOSE)
        assert own.r_wg_j_skewed == pytest.approx(skewed[company]["rwg_j"], **CLOSE)


def test_what_is_published_of_agreement_is_what_was_computed_and_hidden_only_in_small_companies(
    results: Results, scores: Scores
) -> None:
    computed, limit = agreement_by_company(scores, "LEAD"), 3 * results.rules.minimum_group
    hidden = []
    for company, hallmark in companies(results, 0).items():
        if hallmark.agreement is None or hallmark.agreement.r_wg_star is None:
            assert hallmark.hidden["agreement"] == "protected"
            hidden.append(hallmark.respondents)
        else:
            assert hallmark.agreement.r_wg_star == computed[company].r_wg_star
    assert len(hidden) < 10
    assert sum(people or 0 for people in hidden) >= limit


def test_the_published_figures_come_out_to_the_digits_printed(scores: Scores) -> None:
    published = EXPECTED["published"]
    r_wg_j = [each.r_wg_j or 0.0 for each in agreement_by_company(scores, "LEAD").values()]
    quartiles = quantiles(r_wg_j, n=4, method="inclusive")
    printed = published["rwg_j_LEAD"]
    assert [round(each, 4) for each in (min(r_wg_j), *quartiles, max(r_wg_j))] == [
        printed[each] for each in ("min", "q1", "median", "q3", "max")
    ]
    assert round(fmean(r_wg_j), 4) == printed["mean"]
    religion = agreement_by_company(scores, "RELIGION")["1"]
    assert religion.r_wg_star == pytest.approx(published["rwg_RELIG_group1"], abs=5e-9)


def test_the_companies_explain_as_much_as_an_analysis_of_variance_in_r_says(results: Results) -> None:
    expected = LEAD["icc"]
    (found,) = results.hallmarks[0].differences or ()
    assert (found.segment, found.groups) == ("GRP", expected["groups"])
    assert found.icc1 == pytest.approx(expected["icc1_anova_n0"], **CLOSE)
    assert found.icc2 == pytest.approx(expected["icc2_anova"], **CLOSE)


def test_omega_and_alpha_without_an_item_are_those_of_lavaan_and_psych(results: Results) -> None:
    lead, expected = results.hallmarks[0], LEAD["reliability"]
    assert lead.reliability is not None
    assert lead.reliability.omega == pytest.approx(expected["omega"]["cfa_ml_listwise"]["omega"], abs=1e-5)
    for item in lead.items:
        assert item.alpha_if_dropped == pytest.approx(expected["items"][item.id]["alpha_if_dropped_listwise"], **CLOSE)


def test_a_company_against_the_whole_is_welchs_test_in_r_against_the_other_companies(results: Results) -> None:
    found = companies(results, 0)
    tests = FIGURES["against_rest"]["tests"]
    assert len(tests) == len(found) == 99
    by_size: dict[int | None, list[tuple[float, ...]]] = {each["n"][0]: [] for each in tests}
    for each in tests:
        by_size[each["n"][0]].append((25 * each["difference"], *(25 * bound for bound in each["interval"])))
    for own in found.values():
        against = own.against_whole
        assert against is not None
        assert against.interval is not None
        assert (against.difference, *against.interval) in [pytest.approx(one) for one in by_size[own.respondents]]


def test_one_item_is_enough_for_a_hallmark(results: Results) -> None:
    religion = results.hallmarks[1]
    expected = EXPECTED["item_RELIG"]["desc"]
    assert religion.mean == pytest.approx(expected["mean"], **CLOSE)
    assert religion.reliability is not None
    assert religion.reliability.alpha is None
    assert religion.items[0].item_rest is None


def test_the_overall_index_is_the_mean_of_the_hallmark_indices(results: Results) -> None:
    indices = [each.index or 0.0 for each in results.hallmarks]
    assert results.overall.index == pytest.approx(fmean(indices), **CLOSE)
    assert results.overall.of == ("LEAD", "RELIGION")
