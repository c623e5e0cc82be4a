"""The figures of a cell against the rows behind it: counts, pairs, correlations, listwise sums, weights, order."""

from __future__ import annotations

from itertools import permutations
from math import sqrt
from statistics import NormalDist, correlation, fmean, stdev
from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.statistics import agreement
from mentorscan.scoring.tally import tally_responses

Row = dict[str, Any]
MADE = instrument(
    [
        questionnaire("a", [item("a0", weight=3), item("a1", reverse=True)]),
        questionnaire("b", [item("b0", practice="support"), item("b1")], scale="seven"),
        questionnaire("c", [item("c0", practice="support")]),
        questionnaire("out", [item("o0")], role="outcome"),
    ],
    scales=[scale(opt_outs=("dont_know", "not_applicable")), scale("seven", points=7)],
)
ROWS: list[Row] = [
    {
        "a0": i % 5 + 1,
        "a1": None if i % 5 == 3 else i % 3 + 1,
        "b0": i * i % 7 + 1,
        "b1": "dont_know" if i % 4 == 1 else (i // 2) % 7 + 1,
        "c0": [None, "not_applicable", 1, 2, 4, 5, 5, "dont_know", 3][i % 9],
        "o0": i // 4 % 5 + 1,
    }
    for i in range(36)
]


def whole(rows: list[Row] = ROWS, weights: list[int] | None = None) -> Cell:
    return scores(rows, weights).whole


def scores(rows: list[Row] = ROWS, weights: list[int] | None = None) -> Scores:
    return Scores(tally_responses(Answered(MADE, rows, weights=weights), instrument=MADE, weighted=weights is not None))


def fraction(row: Row, hallmark: str, *, equal: bool = False) -> float | None:
    """A person's score as a fraction of the range."""
    own = next(each for each in MADE.questionnaires if each.id == hallmark)
    on = MADE.scale_of(own)
    answered = [each for each in own.items if isinstance(row[each.id], int)]
    if 2 * len(answered) < len(own.items):
        return None
    weights = [1 if equal else each.weight for each in answered]
    values = [on.highest - row[each.id] if each.reverse else row[each.id] - on.lowest for each in answered]
    return float(sum(w * value for w, value in zip(weights, values, strict=True)) / sum(weights) / on.range)


def test_people_are_counted_on_every_measure_and_on_none_that_was_not_asked() -> None:
    cell = whole()
    for each in "abc":
        assert cell.n(each) == sum(fraction(row, each) is not None for row in ROWS)
    assert cell.n("nowhere") == 0
    assert cell.moments("nowhere") is None
    assert cell.mean("nowhere") is None
    assert cell.score("nowhere") is None


def test_a_score_has_its_mean_and_deviation_in_scale_units_and_on_the_index() -> None:
    fractions = [x for row in ROWS if (x := fraction(row, "b")) is not None]
    found = whole().score("b", scale=MADE.scales[1])
    assert found is not None
    assert (found.n, found.mean, found.index) == pytest.approx((36, 1 + 6 * fmean(fractions), 100 * fmean(fractions)))
    assert (found.sd, found.sd_index) == pytest.approx((6 * stdev(fractions), 100 * stdev(fractions)))
    without = whole().score("b")
    assert without is not None
    assert (without.mean, without.sd) == pytest.approx((found.index, found.sd_index))


def test_the_interval_of_a_score_is_students_over_the_people_scored() -> None:
    for each in "abc":
        own = [100 * x for row in ROWS if (x := fraction(row, each)) is not None]
        reach = float(student.ppf(0.975, len(own) - 1)) * stdev(own) / sqrt(len(own))
        found = whole().score(each)
        assert found is not None
        assert found.interval == pytest.approx((fmean(own) - reach, fmean(own) + reach))


@pytest.mark.parametrize(("answers", "bound"), [((1, 1, 2), 0), ((5, 5, 4), 1)])
def test_an_interval_never_leaves_the_index(answers: tuple[int, ...], bound: int) -> None:
    found = whole([ROWS[0] | {"c0": each} for each in answers]).score("c")
    assert found is not None
    assert found.interval is not None
    assert found.interval[bound] == 100 * bound
    assert 0 < found.interval[1 - bound] < 100


def test_shares_divide_the_answers_at_the_bounds_of_the_scale() -> None:
    answers = [row["b1"] for row in ROWS if row["b1"] != "dont_know"]
    n = len(answers)
    found = whole().item("b1").shares
    assert found is not None
    low, high = sum(each <= 2 for each in answers), sum(each >= 6 for each in answers)
    expected = (low / n, (n - low - high) / n, high / n)
    assert (found.unfavourable, found.neutral, found.favourable) == pytest.approx(expected)
    assert low * high * (n - low - high) > 0


def test_one_person_who_weighs_little_has_a_mean_all_the_same() -> None:
    tally = tally_responses(Answered(MADE, ROWS[:1], weights=[1]), instrument=MADE, weighted=True)
    mean = Scores(tally).whole.mean("a")
    assert mean is not None
    assert mean.value == pytest.approx(fraction(ROWS[0], "a"))
    assert tally.weights == (1, 1)


def test_one_person_has_a_mean_and_neither_deviation_nor_interval() -> None:
    found = whole(ROWS[:1]).score("a", scale=MADE.scales[0])
    assert found is not None
    assert (found.n, found.sd, found.sd_index, found.interval) == (1, None, None, None)


def test_an_item_counts_points_as_answered_and_all_else_after_reversing() -> None:
    cell = whole()
    answers = [row["a1"] for row in ROWS]
    found = cell.item("a1")
    assert found.counts == {str(value): answers.count(value) for value in range(1, 6)}
    assert cell.counts("a1") == [answers.count(value) for value in (5, 4, 3, 2, 1)]
    turned = [6 - each for each in answers if each is not None]
    assert (found.answered, cell.answered("a1"), found.blank) == (len(turned), len(turned), answers.count(None))
    assert (found.mean, found.sd) == pytest.approx((fmean(turned), stdev(turned)))
    assert found.index == pytest.approx((fmean(turned) - 1) / 4 * 100)
    assert found.shares is not None
    assert found.shares.favourable == pytest.approx(sum(each >= 4 for each in turned) / len(turned))
    assert found.shares.unfavourable == pytest.approx(sum(each <= 2 for each in turned) / len(turned))
    assert found.shares.neutral == pytest.approx(turned.count(3) / len(turned))


def test_opt_outs_and_blanks_are_counted_apart_each_under_its_name() -> None:
    found = whole().item("c0")
    answers = [row["c0"] for row in ROWS]
    counted = (found.blank, found.dont_know, found.not_applicable, found.answered)
    assert counted == (4, 4, 4, 24)
    assert counted[:3] == tuple(answers.count(each) for each in (None, "dont_know", "not_applicable"))
    assert whole().item("b0").not_applicable == 0


def test_an_item_that_nobody_answered_has_no_figures() -> None:
    cell = whole([row | {"c0": None} for row in ROWS])
    found = cell.item("c0")
    assert (found.answered, found.mean, found.sd, found.index, found.shares) == (0, None, None, None, None)
    assert cell.favourable_interval("c0") is None


@pytest.mark.parametrize(("a", "b"), list(permutations(["a", "b", "c", "out"], 2)))
def test_a_correlation_is_that_of_the_people_with_both_in_either_order(a: str, b: str) -> None:
    pairs = [(x, y) for row in ROWS if (x := fraction(row, a)) is not None and (y := fraction(row, b)) is not None]
    of_a, of_b = [x for x, _ in pairs], [y for _, y in pairs]
    cell = whole()
    assert cell.correlation(a, b, minimum=len(pairs)) == pytest.approx(correlation(of_a, of_b))
    assert cell.correlation(a, b, minimum=len(pairs) + 1) is None
    pair = cell.pair(a, b)
    unit_a, unit_b = (cell.base.questionnaires[each].quantum for each in (a, b))
    assert pair == (
        len(pairs), round(unit_a * sum(of_a)), round(unit_b * sum(of_b)), round(unit_a**2 * sum(x**2 for x in of_a)),
        round(unit_b**2 * sum(y**2 for y in of_b)), round(unit_a * unit_b * sum(x * y for x, y in pairs)),
    )  # fmt: skip


def test_agreement_rests_on_the_answers_after_reversing() -> None:
    answers = [[row["a0"] for row in ROWS], [6 - row["a1"] for row in ROWS if row["a1"]]]
    counts = [[each.count(value) for value in range(1, 6)] for each in answers]
    assert whole().agreement(["a0", "a1"]) == agreement(counts)


def test_the_overall_index_is_the_mean_of_the_hallmarks_that_have_one() -> None:
    rows = [row | {"c0": None} for row in ROWS]
    means = {each: fmean(x for row in rows if (x := fraction(row, each)) is not None) for each in "ab"}
    index, interval = whole(rows).overall(["a", "b", "c"])
    assert index == pytest.approx(100 * fmean(means.values()))
    assert interval is not None
    assert interval == pytest.approx(whole(rows).overall(["b", "a"])[1])
    assert whole(rows).overall(["c"]) == (None, None)
    assert whole(rows).means(["c", "b"]).keys() == {"b"}


def test_the_overall_index_of_one_person_has_no_interval() -> None:
    index, interval = whole(ROWS[:1]).overall(["a", "b"])
    assert index is not None
    assert interval is None


def test_without_weighted_items_there_is_no_index_at_equal_weights() -> None:
    assert scores().equal_weights(["b", "c"]) is None


def test_the_index_at_equal_weights_is_that_of_a_survey_whose_items_weigh_the_same() -> None:
    means = [
        fmean(x for row in ROWS if (x := fraction(row, each, equal=each == "a")) is not None) for each in ("a", "b")
    ]
    assert scores().equal_weights(["a", "b"]) == pytest.approx(100 * fmean(means))
    assert scores([row | {"a0": None, "a1": None} for row in ROWS]).equal_weights(["a"]) is None
    only_b = [row | {"a0": None, "a1": None} for row in ROWS]
    assert scores(only_b).equal_weights(["a", "b"]) == pytest.approx(100 * means[1])


def test_listwise_sums_are_those_of_the_people_complete_on_the_questionnaire() -> None:
    found = scores()
    complete = [[row["a0"] - 1, 5 - row["a1"]] for row in ROWS if row["a1"]]
    listwise = found.listwise("a")
    data = np.array(complete)
    assert listwise.n == len(complete)
    assert listwise.sums == tuple(data.sum(axis=0).tolist())
    assert listwise.products == tuple(map(tuple, (data.T @ data).tolist()))
    assert len(found.listwise("c").sums) == 1


def test_the_sums_over_everything_are_those_of_the_people_scored_on_every_questionnaire() -> None:
    found = scores()
    names = list(found.base.questionnaires)
    people = [[fraction(row, each) for each in names] for row in ROWS]
    full = [[x for x in each if x is not None] for each in people if None not in each]
    units = np.array([found.base.questionnaires[each].quantum for each in names])
    data = np.array(full) * units
    assert found.everything.n == len(full)
    assert found.everything.sums == pytest.approx(data.sum(axis=0))
    assert np.array(found.everything.products) == pytest.approx(data.T @ data)


def wilson(share: float, n: float) -> tuple[float, float]:
    """Wilson's interval: the two shares from which this one is 1.96 standard errors away."""
    z = NormalDist().inv_cdf(0.975)
    a, b, c = 1 + z**2 / n, -(2 * share + z**2 / n), share**2
    root = sqrt(b**2 - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@pytest.mark.parametrize("unit", [1, WEIGHT_UNIT // 1000, WEIGHT_UNIT])
def test_a_favourable_share_under_weights_rests_on_the_people_that_they_are_worth(unit: int) -> None:
    weights = [(i % 4 + 1) * unit for i in range(len(ROWS))]
    answers = [(w, row["a0"]) for w, row in zip(weights, ROWS, strict=True)]
    share = sum(w for w, value in answers if value >= 4) / sum(weights)
    worth = sum(weights) ** 2 / sum(w * w for w in weights)
    assert whole(weights=weights).favourable_interval("a0") == pytest.approx(wilson(share, worth))
    plain = sum(value >= 4 for _, value in answers) / len(ROWS)
    assert whole().favourable_interval("a0") == pytest.approx(wilson(plain, len(ROWS)))


def test_answers_of_people_of_whom_nobody_is_scored_have_shares_all_the_same() -> None:
    made = instrument([questionnaire("a", [item("a0"), item("a1"), item("a2")])])
    rows: list[Row] = [{"a0": i % 5 + 1, "a1": None, "a2": None} for i in range(10)]
    answered = Answered(made, rows, weights=[WEIGHT_UNIT] * 10)
    cell = Scores(tally_responses(answered, instrument=made, weighted=True)).whole
    assert (cell.scored, cell.mean("a")) == (0, None)
    assert cell.favourable_interval("a0") == pytest.approx(wilson(0.4, 10))


def test_people_who_all_weigh_nothing_have_no_mean_and_no_score() -> None:
    cell = whole(weights=[0] * len(ROWS))
    assert cell.n("a") == len(ROWS)
    assert cell.mean("a") is None
    assert cell.score("a") is None
    assert cell.item("b0").shares is None
    assert cell.item("b0").mean is None


@pytest.mark.parametrize("weights", [None, [(i % 5 + 1) * WEIGHT_UNIT for i in range(36)]])
def test_a_cell_without_a_part_of_it_has_the_figures_of_the_others(weights: list[int] | None) -> None:
    part, others = slice(0, 11), slice(11, None)
    rest = whole(weights=weights) - whole(ROWS[part], weights and weights[part])
    alone = whole(ROWS[others], weights and weights[others])
    assert rest.sums.tolist() == alone.sums.tolist()
    assert (rest.weights is None) == (weights is None)
    for each in "abc":
        mine, others_mean = rest.mean(each), alone.mean(each)
        assert mine is not None
        assert others_mean is not None
        assert (mine.n, mine.value, mine.error, mine.weight) == pytest.approx(
            (others_mean.n, others_mean.value, others_mean.error, others_mean.weight)
        )


def test_a_part_is_taken_away_unweighted_where_one_of_both_has_no_weights() -> None:
    weighted = whole(weights=[WEIGHT_UNIT] * 36)
    plain = Cell(weighted.layout, weighted.sums)
    assert (weighted - plain).weights is None
    assert (plain - weighted).weights is None


def test_groups_come_in_the_declared_order_then_by_code_point_and_nobodys_last_and_parents_hold_their_parts() -> None:
    groups = [
        {"id": "z", "label": {"en": "Z"}},
        {"id": "top", "label": {"en": "Top"}},
        {"id": "part", "label": {"en": "Part"}, "parent": "top"},
        {"id": "both", "label": {"en": "Both"}, "parent": "z"},
        {"id": "none", "label": {"en": "Nobody here"}},
    ]
    made = instrument(
        [questionnaire("a", [item("a0")])], segments=[{"id": "site", "title": {"en": "Site"}, "groups": groups}]
    )
    sites = [None, "éa", "b", "part", "z", "a", "both", "b"]
    people: dict[str, list[str | None]] = {"site": sites, "role": ["x"] * 8}
    tally = tally_responses(Answered(made, [{"a0": 3}] * 8, people), instrument=made)
    found = Scores(tally, {(None, None): 80, ("site", "b"): 20, ("role", "x"): 30})
    cells = found.cells["site"]
    assert list(cells) == ["z", "top", "part", "both", "none", "a", "b", "éa", None]
    assert [cell.rows for cell in cells.values()] == [2, 1, 1, 1, 0, 1, 2, 1, 1]
    assert [cell.headcount for cell in cells.values()] == [None, None, None, None, None, None, 20, None, None]
    assert (found.whole.headcount, found.cells["role"]["x"].headcount) == (80, 30)
    assert list(found.cells["role"]) == ["x"]


def test_more_answers_than_people_are_taken_as_everyone() -> None:
    tally = tally_responses(Answered(MADE, ROWS), instrument=MADE)
    found = Scores(tally, {(None, None): 30}).whole.overall(["a"])
    assert found[1] is not None
    assert found[1][0] == found[1][1]


def test_the_weights_of_people_range_from_the_least_to_the_largest() -> None:
    assert scores().weight_range is None
    weights = [WEIGHT_UNIT * 2] + [WEIGHT_UNIT // 4] + [WEIGHT_UNIT] * 34
    assert scores(weights=weights).weight_range == (0.25, 2)
