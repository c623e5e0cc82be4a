"""Weighted figures as they are shown: close to the exact ones, and no finer than whole people and whole answers."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose
from statistics import fmean
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.coarse import (
    CoarseCell,
    coarse_interval,
    rounded_share,
    shown_cell,
    shown_difference,
    whole_shares,
)
from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.scoring.comparison import compare
from mentorscan.scoring.figures import Cell, Shares
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

MADE = instrument(
    [
        questionnaire("a", [item("a0"), item("a1", reverse=True), item("a2")]),
        questionnaire("b", [item("b0"), item("b1")]),
    ]
)
SCALE = MADE.scales[0]
DRAW = np.random.default_rng(5)
ROWS: list[dict[str, Any]] = [{each: int(DRAW.integers(1, 6)) for each in MADE.items} for _ in range(40)]
WEIGHTS = [int(each * WEIGHT_UNIT) for each in DRAW.uniform(0.3, 2.9, 40)]


def cells(rows: Sequence[dict[str, Any]] = ROWS, weights: Sequence[int] | None = WEIGHTS) -> tuple[Cell, Cell]:
    """The whole, and the group of every other person."""
    teams = ["xy"[i % 2] for i in range(len(rows))]
    answered = Answered(MADE, rows, {"team": teams}, weights=weights)
    made = Scores(tally_responses(answered, instrument=MADE, weighted=weights is not None))
    return made.whole, made.cells["team"]["x"]


def is_whole(number: float) -> bool:
    return isclose(number, round(number), abs_tol=1e-6)


def test_unweighted_people_are_shown_as_they_are() -> None:
    whole, group = cells(weights=None)
    assert shown_cell(whole) is whole
    found = compare(group, rest=whole - group, whole=whole, measures=["a"])
    assert found is not None
    assert shown_difference(found, group, whole, measures=["a"]) is found


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("seed", range(4))
def test_the_mean_of_weighted_people_is_one_that_whole_answers_give_and_the_nearest(name: str, seed: int) -> None:
    weights = [int(each * WEIGHT_UNIT) for each in np.random.default_rng(seed).uniform(0.3, 2.9, 40)]
    whole, _ = cells(weights=weights)
    exact, shown = whole.score(name, scale=SCALE), shown_cell(whole).score(name, scale=SCALE)
    assert exact is not None
    assert shown is not None
    steps = 40 * sum(each[0] == name for each in MADE.items) * 4
    points = steps * (shown.mean - 1) / 4
    assert is_whole(points)
    assert not is_whole(steps * (exact.mean - 1) / 4)
    assert shown.mean == pytest.approx(exact.mean, abs=2.001 / steps)
    assert shown.index == pytest.approx(25 * (shown.mean - 1))
    assert (shown.n, shown.sd, shown.sd_index) == (40, None, None)


def test_a_part_without_a_scale_has_its_mean_on_the_index() -> None:
    whole, _ = cells()
    shown = shown_cell(whole).score("a")
    assert shown is not None
    assert shown.mean == pytest.approx(shown.index)


def test_an_interval_stands_around_the_rounded_index_with_half_widths_of_a_tenth() -> None:
    whole, _ = cells()
    exact, shown = whole.score("a", scale=SCALE), shown_cell(whole).score("a", scale=SCALE)
    assert exact is not None
    assert exact.interval is not None
    assert shown is not None
    assert shown.interval is not None
    for bound, before in zip(shown.interval, exact.interval, strict=True):
        half = abs(bound - shown.index)
        assert is_whole(10 * half)
        assert half == pytest.approx(abs(before - exact.index), abs=0.05)
    assert shown.interval[0] < shown.index < shown.interval[1]


def test_an_item_of_weighted_people_has_shares_of_whole_people_and_no_spread() -> None:
    whole, _ = cells()
    for name in MADE.items:
        exact, shown = whole.item(name), shown_cell(whole).item(name)
        assert exact.mean is not None
        assert exact.shares is not None
        assert shown.mean is not None
        assert shown.shares is not None
        parts = (shown.shares.favourable, shown.shares.neutral, shown.shares.unfavourable)
        assert all(is_whole(40 * each) for each in parts)
        assert sum(parts) == pytest.approx(1)
        assert shown.shares.favourable == pytest.approx(exact.shares.favourable, abs=0.5 / 40)
        assert shown.shares.unfavourable == pytest.approx(exact.shares.unfavourable, abs=0.5 / 40)
        assert is_whole(40 * shown.mean)
        assert shown.mean == pytest.approx(exact.mean, abs=0.5 / 40)
        assert shown.index == pytest.approx(25 * (shown.mean - 1))
        assert (shown.sd, shown.counts, shown.answered) == (None, exact.counts, 40)


def test_an_item_that_nobody_answered_has_no_figures() -> None:
    whole, _ = cells([row | {"a0": None} for row in ROWS])
    shown = shown_cell(whole).item("a0")
    assert (shown.answered, shown.blank) == (0, 40)
    assert (shown.mean, shown.index, shown.shares, shown.sd) == (None, None, None, None)
    assert shown_cell(whole).favourable_interval("a0") is None


def test_an_item_of_which_all_answers_weigh_nothing_shows_no_spread_either() -> None:
    whole, _ = cells([row if i < 20 else row | {"a0": None} for i, row in enumerate(ROWS)], [0] * 20 + WEIGHTS[:20])
    shown = shown_cell(whole).item("a0")
    assert (shown.mean, shown.shares, shown.sd) == (None, None, None)


def test_the_interval_of_a_share_is_told_in_whole_per_cents() -> None:
    whole, _ = cells()
    exact, shown = whole.favourable_interval("a0"), shown_cell(whole).favourable_interval("a0")
    assert exact is not None
    assert shown is not None
    assert all(is_whole(100 * each) for each in shown)
    # The share that it stands around is rounded to whole people, too.
    assert shown == pytest.approx(exact, abs=0.5 / 40 + 0.005)


def test_the_overall_index_is_the_mean_of_the_indices_that_are_shown() -> None:
    whole, _ = cells()
    cell = shown_cell(whole)
    scored = [cell.score(each) for each in "ab"]
    index, interval = cell.overall(["a", "b"])
    exact, exact_interval = whole.overall(["a", "b"])
    assert index is not None
    assert exact is not None
    assert interval is not None
    assert exact_interval is not None
    assert index == pytest.approx(fmean(each.index for each in scored if each))
    for bound, before in zip(interval, exact_interval, strict=True):
        assert is_whole(10 * abs(bound - index))
        assert abs(bound - index) == pytest.approx(abs(before - exact), abs=0.05)
    assert cell.overall([]) == (None, None)


def test_a_hallmark_that_nobody_is_scored_on_leaves_the_others_in_the_overall_index() -> None:
    rows = [row | {"b0": None, "b1": None} for row in ROWS]
    cell = shown_cell(cells(rows)[0])
    scored = cell.score("a")
    assert cell.score("b") is None
    assert scored is not None
    assert cell.overall(["b"]) == (None, None)
    assert cell.overall(["a", "b"])[0] == pytest.approx(scored.index)


@pytest.mark.parametrize("measures", [["a"], ["a", "b"]])
def test_a_comparison_is_the_difference_of_the_indices_that_are_shown(measures: list[str]) -> None:
    whole, group = cells()
    found = compare(group, rest=whole - group, whole=whole, measures=measures)
    assert found is not None
    shown = shown_difference(found, group, whole, measures=measures)
    assert isinstance(shown_cell(group), CoarseCell)
    own, everyone = ([shown_cell(cell).score(each) for each in measures] for cell in (group, whole))
    wanted = fmean(each.index for each in own if each) - fmean(each.index for each in everyone if each)
    assert shown.difference == pytest.approx(wanted)
    assert shown.difference != found.difference
    assert shown.p == found.p
    for bound, before in zip(shown.interval, found.interval, strict=True):
        half = bound - shown.difference
        assert is_whole(10 * half)
        assert half == pytest.approx(before - found.difference, abs=0.05)


@given(st.integers(1, 60), st.floats(0, 1), st.floats(0, 1))
def test_shares_of_whole_people_are_near_the_exact_ones_and_together_one(people: int, one: float, two: float) -> None:
    low, high = sorted((one, two))
    exact = Shares(favourable=low, neutral=high - low, unfavourable=1 - high)
    shown = whole_shares(exact, people)
    parts = (shown.favourable, shown.neutral, shown.unfavourable)
    assert all(is_whole(each * people) and each >= 0 for each in parts)
    assert sum(parts) == pytest.approx(1)
    for each, before in zip(parts, (exact.favourable, exact.neutral, exact.unfavourable), strict=True):
        assert abs(each - before) <= 1 / people + 1e-9


def test_where_both_ends_would_be_rounded_up_there_are_no_more_shares_than_people() -> None:
    shown = whole_shares(Shares(favourable=0.5, neutral=0, unfavourable=0.5), 3)
    assert [shown.favourable, shown.neutral, shown.unfavourable] == pytest.approx([2 / 3, 0, 1 / 3])


@given(st.floats(0, 1), st.integers(1, 500))
def test_a_share_is_rounded_to_the_nearest_of_whole_parts(share: float, parts: int) -> None:
    found = rounded_share(share, parts)
    assert is_whole(found * parts)
    assert abs(found - share) <= 0.5 / parts + 1e-9


def test_an_interval_ends_where_the_index_ends() -> None:
    low = coarse_interval((0.0, 9.0), before=0.42, after=0.3)
    high = coarse_interval((91.0, 100.0), before=99.4, after=99.7)
    assert low is not None
    assert high is not None
    assert low == pytest.approx((0, 8.9), abs=1e-9)
    assert high == pytest.approx((91.3, 100), abs=1e-9)
    assert coarse_interval(None, before=50, after=50) is None
