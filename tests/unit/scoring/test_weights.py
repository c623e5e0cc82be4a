"""Weights: exact sums, and the figures that follow from them, against a second scorer that goes row by row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from math import sqrt
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.scoring.comparison import compare
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import Tally, tally_responses
from mentorscan.scoring.tally_file import dump, load
from mentorscan.scoring.weights import sums_of_one

Row = dict[str, Any]
CLOSE: dict[str, Any] = {"rel": 1e-9, "abs": 1e-9}
MADE = instrument(
    [
        questionnaire("a", [item("a0"), item("a1", reverse=True), item("a2", weight=2.5)]),
        questionnaire("b", [item(f"b{i}", facet="f") for i in range(2)], facets=[{"id": "f", "title": {"en": "F"}}]),
        questionnaire("c", [item("c0"), item("c1")], scale="long"),
    ],
    scales=[scale(), scale("long", lowest=0, points=11)],
)


def score(row: Row, name: str, made: Instrument = MADE) -> float | None:
    """A person's score as a fraction of the range."""
    own = next(each for each in made.questionnaires if each.id == name)
    on = made.scale_of(own)
    answered = [each for each in own.items if isinstance(row[each.id], int)]
    if len(answered) < made.minimum_scored(len(own.items)):
        return None
    values = [on.highest - row[each.id] if each.reverse else row[each.id] - on.lowest for each in answered]
    weights = [each.weight for each in answered]
    return float(sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights) / on.range)


def mean_of(rows: Sequence[Row], weights: Sequence[float], name: str) -> tuple[float, float | None] | None:
    """Weighted mean and linearised error, straight from the rows."""
    people = [(w, x) for row, w in zip(rows, weights, strict=True) if (x := score(row, name)) is not None]
    if not people:
        return None
    total = sum(w for w, _ in people)
    mean = sum(w * x for w, x in people) / total
    n = len(people)
    error = sqrt(n / (n - 1) * sum((w * (x - mean)) ** 2 for w, x in people)) / total if n > 1 else None
    return mean, error


def overall_of(rows: Sequence[Row], weights: Sequence[float]) -> tuple[float, float | None]:
    """The mean of the hallmarks' means and its linearised error, straight from the rows."""
    means = {name: found[0] for name in "abc" if (found := mean_of(rows, weights, name))}
    totals = {
        name: sum(w for row, w in zip(rows, weights, strict=True) if score(row, name) is not None) for name in means
    }
    values = []
    for row, w in zip(rows, weights, strict=True):
        scores = {name: x for name in means if (x := score(row, name)) is not None}
        if scores:
            values.append(sum(w * (x - means[name]) / totals[name] for name, x in scores.items()) / len(means))
    n = len(values)
    return fmean(means.values()), sqrt(n / (n - 1) * sum(value**2 for value in values)) if n > 1 else None


@st.composite
def weighted_rows(draw: st.DrawFn) -> tuple[list[Row], list[int], list[str]]:
    n = draw(st.integers(2, 30))
    five, eleven = st.sampled_from([None, "dont_know", 1, 2, 3, 4, 5]), st.sampled_from([None, *range(11)])
    rows = [{id_: draw(eleven if id_.startswith("c") else five) for id_ in MADE.items} for _ in range(n)]
    rows[0] |= {"a0": 3, "a1": 2, "b0": 4, "c0": 7}
    weights = draw(st.lists(st.integers(1, 1000 * WEIGHT_UNIT), min_size=n, max_size=n))
    return rows, weights, draw(st.lists(st.sampled_from(["north", "south"]), min_size=n, max_size=n))


def tallied(rows: Sequence[Row], weights: Sequence[int], groups: Sequence[str] | None = None, **more: Any) -> Tally:
    people = {"site": list(groups)} if groups is not None else {}
    batch_rows = more.pop("batch_rows", 7)
    answered = Answered(MADE, rows, people, weights=list(weights), batch_rows=batch_rows)
    return tally_responses(answered, instrument=MADE, weighted=True, **more)


def used(rows: Sequence[Row], weights: Sequence[int]) -> list[int]:
    """Weights as readers give them: 0 on empty rows."""
    return [0 if all(each is None for each in row.values()) else w for row, w in zip(rows, weights, strict=True)]


@given(weighted_rows())
def test_weighted_means_errors_and_shares_are_those_of_the_rows(drawn: tuple[list[Row], list[int], list[str]]) -> None:
    rows, weights, _ = drawn
    weights = used(rows, weights)
    whole = Scores(tallied(rows, weights)).whole
    floats = [each / WEIGHT_UNIT for each in weights]
    for name in "abc":
        expected, found = mean_of(rows, floats, name), whole.mean(name)
        assert (found is None) == (expected is None)
        if found and expected:
            assert found.value == pytest.approx(expected[0], **CLOSE)
            assert found.error == (None if expected[1] is None else pytest.approx(expected[1], rel=1e-6, abs=1e-7))
    for id_ in MADE.items:
        shares = whole.item(id_).shares
        on = whole.scale(id_)
        turned = MADE.items[id_].reverse
        answers = [
            (w, on.lowest + on.highest - row[id_] if turned else row[id_])
            for row, w in zip(rows, floats, strict=True)
            if isinstance(row[id_], int)
        ]
        total = sum(w for w, _ in answers)
        assert (shares is None) == (not answers)
        if shares:
            favourable = sum(w for w, value in answers if value >= on.favourable_from) / total
            assert shares.favourable == pytest.approx(favourable, **CLOSE)
            assert whole.item(id_).mean == pytest.approx(sum(w * value for w, value in answers) / total, **CLOSE)
            assert whole.item(id_).answered == len(answers)
    index, interval = whole.overall(["a", "b", "c"])
    expected_index, error = overall_of(rows, floats)
    assert index == pytest.approx(100 * expected_index, **CLOSE)
    own = whole.interval(100 * expected_index, error, n=whole.scored)
    assert interval == (None if own is None else pytest.approx(own, rel=1e-5, abs=1e-5))


@given(weighted_rows())
def test_weighted_tallies_add_up_bit_for_bit(drawn: tuple[list[Row], list[int], list[str]]) -> None:
    rows, weights, groups = drawn
    weights = used(rows, weights)
    whole = tallied(rows, weights, groups, whole_cells=True)
    half = len(rows) // 2
    parts = [
        tallied(rows[part], weights[part], groups[part], whole_cells=True, batch_rows=2)
        for part in (slice(half), slice(half, None))
        if rows[part]
    ]
    added = parts[0] if len(parts) == 1 else parts[0] + parts[1]
    assert added.whole.tolist() == whole.whole.tolist()
    assert {key: sums.tolist() for key, sums in added.cells.items()} == {
        key: sums.tolist() for key, sums in whole.cells.items()
    }
    assert added.weights == whole.weights
    assert all(type(number) is int for number in whole.whole.tolist())
    assert sum((sums for sums in whole.cells.values()), 0 * whole.whole).tolist() == whole.whole.tolist()
    assert sum(whole.margins["site"].values(), 0 * whole.whole).tolist() == whole.whole.tolist()


@given(weighted_rows(), st.integers(1, 1000))
def test_equal_weights_change_nothing_but_that_no_headcount_counts(
    drawn: tuple[list[Row], list[int], list[str]], weight: int
) -> None:
    rows, _, groups = drawn
    same = Scores(tallied(rows, used(rows, [weight * WEIGHT_UNIT] * len(rows)), groups))
    plain = Scores(tally_responses(Answered(MADE, rows, {"site": groups}), instrument=MADE))
    assert figures(same.whole) == pytest.approx(figures(plain.whole), rel=1e-6, abs=1e-5)
    for group, cell in plain.cells["site"].items():
        assert figures(same.cells["site"][group]) == pytest.approx(figures(cell), rel=1e-6, abs=1e-5)
    assert same.whole.weights is not None
    w, w2 = same.whole.weights.people
    assert w * w == pytest.approx(w2 * same.whole.scored)


def figures(cell: Cell) -> dict[str, float]:
    """All figures that weights touch, as far as there are any, by name."""
    found: dict[str, float | None] = {}
    for name in cell.base.measures:
        score_figures = cell.score(name)
        if score_figures:
            low, high = score_figures.interval or (None, None)
            found |= {f"{name} mean": score_figures.mean, f"{name} low": low, f"{name} high": high}
    for id_ in MADE.items:
        shares = cell.item(id_).shares
        low, high = cell.favourable_interval(id_) or (None, None)
        found |= {f"{id_} index": cell.item(id_).index, f"{id_} favourable": shares.favourable if shares else None}
        found |= {f"{id_} low": low, f"{id_} high": high}
    index, interval = cell.overall(["a", "b", "c"])
    found |= {"index": index, "low": interval and interval[0], "high": interval and interval[1]}
    return {name: value for name, value in found.items() if value is not None}


SITES = ["north"] * 30 + ["south"] * 10
ROLES = ["lead", "staff", "staff"] * 13 + ["lead"]
ROWS: list[Row] = [
    {"a0": i % 5 + 1, "a1": i % 3 + 1, "a2": i % 4 + 1, "b0": i % 5 + 1, "b1": i % 2 + 3, "c0": i % 11, "c1": i % 7}
    for i in range(40)
]


def raked(*segments: str, headcount: dict[tuple[str | None, str | None], int]) -> Scores:
    answered = Answered(MADE, ROWS, {"site": SITES, "role": ROLES}, batch_rows=11)
    return Scores(tally_responses(answered, instrument=MADE, whole_cells=True), headcount, segments)


def test_raking_to_one_segment_gives_its_groups_their_share_of_the_headcount() -> None:
    scores = raked("site", headcount={("site", "north"): 50, ("site", "south"): 50})
    floats = [0.5 / 0.75 if site == "north" else 0.5 / 0.25 for site in SITES]
    for name in "abc":
        expected, found = mean_of(ROWS, floats, name), scores.whole.mean(name)
        assert found is not None
        assert expected is not None
        assert (found.value, found.error) == pytest.approx(expected, **CLOSE)
    assert scores.weight_range == pytest.approx((2 / 3, 2.0))
    north, plain = scores.cells["site"]["north"], raked(headcount={}).cells["site"]["north"]
    assert figures(north) == pytest.approx(figures(plain), rel=1e-9, abs=1e-7)


def test_raking_to_two_segments_meets_both_headcounts_in_every_group() -> None:
    wanted: dict[tuple[str | None, str | None], int] = {
        ("site", "north"): 120,
        ("site", "south"): 80,
        ("role", "lead"): 40,
        ("role", "staff"): 160,
    }
    scores = raked("site", "role", headcount=wanted)
    assert scores.whole.weights is not None
    assert scores.whole.weights.people[0] == pytest.approx(40, **CLOSE)
    for (segment, group), people in wanted.items():
        weights = scores.cells[str(segment)][group].weights
        assert weights is not None
        assert weights.people[0] == pytest.approx(people / 200 * 40, rel=1e-6)
    floats = [scores.factors[site, role] for site, role in zip(SITES, ROLES, strict=True)]
    lead = [i for i, role in enumerate(ROLES) if role == "lead"]
    expected = overall_of([ROWS[i] for i in lead], [floats[i] for i in lead])
    index, interval = scores.cells["role"]["lead"].overall(["a", "b", "c"])
    assert index == pytest.approx(100 * expected[0], **CLOSE)
    assert interval == pytest.approx(
        scores.cells["role"]["lead"].interval(100 * expected[0], expected[1], n=len(lead)), rel=1e-9
    )


def test_raking_goes_round_a_crossed_cell_in_which_nobody_is_scored_on_a_hallmark() -> None:
    gone = [site == "north" and role == "lead" for site, role in zip(SITES, ROLES, strict=True)]
    rows = [row | {"b0": None, "b1": None} if each else row for row, each in zip(ROWS, gone, strict=True)]
    answered = Answered(MADE, rows, {"site": SITES, "role": ROLES})
    tally = tally_responses(answered, instrument=MADE, whole_cells=True)
    scores = Scores(tally, {("site", "north"): 20, ("site", "south"): 60}, ("site",))
    floats = [0.25 / 0.75 if site == "north" else 0.75 / 0.25 for site in SITES]
    for name in "abc":
        expected, found = mean_of(rows, floats, name), scores.whole.mean(name)
        assert found is not None
        assert expected is not None
        assert (found.value, found.error) == pytest.approx(expected, **CLOSE)
        assert found.weight == pytest.approx(
            sum(w for w, row in zip(floats, rows, strict=True) if score(row, name) is not None)
        )
    lead = scores.cells["role"]["lead"]
    inside = [i for i, role in enumerate(ROLES) if role == "lead"]
    expected_lead = mean_of([rows[i] for i in inside], [floats[i] for i in inside], "b")
    found_lead = lead.mean("b")
    assert found_lead is not None
    assert expected_lead is not None
    assert (found_lead.value, found_lead.error) == pytest.approx(expected_lead, **CLOSE)


@pytest.mark.parametrize("rake", [False, True])
def test_sums_of_a_pair_are_those_of_the_rows_in_either_order(*, rake: bool) -> None:
    weights = [1 + (i % 3) for i in range(40)]
    if rake:
        cell = raked("site", headcount={("site", "north"): 50, ("site", "south"): 50}).whole
        floats = [0.5 / 0.75 if site == "north" else 0.5 / 0.25 for site in SITES]
    else:
        cell = Scores(tallied(ROWS, [w * WEIGHT_UNIT for w in weights])).whole
        floats = [float(w) for w in weights]
    assert cell.weights is not None
    for a, b in permutations("abc", 2):
        quanta = [cell.base.questionnaires[each].quantum for each in (a, b)]
        both = [
            (w * w, x * quanta[0], y * quanta[1])
            for w, row in zip(floats, ROWS, strict=True)
            if (x := score(row, a)) is not None and (y := score(row, b)) is not None
        ]
        sums = [sum(each) for each in zip(*((w2, w2 * x, w2 * y, w2 * x * y) for w2, x, y in both), strict=True)]
        assert cell.weights.pair(a, b) == pytest.approx(sums, rel=1e-7)


def test_a_cell_without_anyone_has_sums_of_nothing() -> None:
    tally = tally_responses(Answered(MADE, [dict.fromkeys(MADE.items)] * 3), instrument=MADE)
    assert sums_of_one(tally.layout, tally.whole).tolist() == [0] * len(tally.layout.weighted_powers)


def test_raking_after_merging_is_raking_together() -> None:
    wanted: dict[tuple[str | None, str | None], int] = {("site", "north"): 50, ("site", "south"): 50}
    parts = [
        tally_responses(
            Answered(MADE, ROWS[part], {"site": SITES[part], "role": ROLES[part]}), instrument=MADE, whole_cells=True
        )
        for part in (slice(33), slice(33, None))
    ]
    together = raked("site", headcount=wanted)
    assert figures(Scores(parts[0] + parts[1], wanted, ("site",)).whole) == figures(together.whole)


def test_a_weighted_tally_file_reads_back_as_it_was(tmp_path: Path) -> None:
    tally = tallied(ROWS, [WEIGHT_UNIT + i for i in range(40)], SITES, whole_cells=True)
    path = tmp_path / "tally.json.gz"
    path.write_bytes(dump(tally, compress=True))
    again = load(path)
    assert again.whole.tolist() == tally.whole.tolist()
    assert {key: sums.tolist() for key, sums in again.cells.items()} == {
        key: sums.tolist() for key, sums in tally.cells.items()
    }
    assert (again.weights, again.quality, again.left_out) == (tally.weights, tally.quality, tally.left_out)
    assert again.layout.weighted


def test_a_headcount_narrows_an_interval_and_everyone_answering_closes_it() -> None:
    tally = tally_responses(Answered(MADE, ROWS, {"site": SITES}), instrument=MADE)
    plain, half, full = (
        Scores(tally, {(None, None): people}).whole if people else Scores(tally).whole for people in (0, 80, 40)
    )
    wide, narrow, closed = (cell.overall(["a", "b", "c"])[1] for cell in (plain, half, full))
    assert wide is not None
    assert narrow is not None
    assert closed is not None
    assert narrow[1] - narrow[0] == pytest.approx((wide[1] - wide[0]) * sqrt(0.5), **CLOSE)
    assert closed[0] == closed[1]
    south = Scores(tally, {("site", "south"): 20}).cells["site"]["south"].score("a")
    alone = Scores(tally).cells["site"]["south"].score("a")
    assert south is not None
    assert alone is not None
    assert south.interval is not None
    assert alone.interval is not None
    assert south.interval[1] - south.index == pytest.approx((alone.interval[1] - alone.index) * sqrt(0.5), **CLOSE)


def test_weighted_figures_know_no_headcount() -> None:
    tally = tallied(ROWS, [WEIGHT_UNIT] * 40, SITES)
    assert Scores(tally, {(None, None): 40}).whole.overall(["a"]) == Scores(tally).whole.overall(["a"])


@given(drawn=weighted_rows(), weigh=st.booleans())
def test_a_group_against_the_whole_is_welchs_test_against_the_rest(
    drawn: tuple[list[Row], list[int], list[str]], *, weigh: bool
) -> None:
    rows, weights, groups = drawn
    weights = used(rows, weights) if weigh else used(rows, [WEIGHT_UNIT] * len(rows))
    scores = Scores(tallied(rows, weights, groups))
    floats = [each / WEIGHT_UNIT for each in weights]
    for group, cell in scores.cells["site"].items():
        inside = [i for i, each in enumerate(groups) if each == group]
        outside = [i for i, each in enumerate(groups) if each != group]
        own, rest = (mean_of([rows[i] for i in part], [floats[i] for i in part], "a") for part in (inside, outside))
        found = compare(cell, rest=scores.whole - cell, whole=scores.whole, measures=["a"])
        if own is None or rest is None or own[1] is None or rest[1] is None:
            assert found is None
            continue
        whole = mean_of(rows, floats, "a")
        assert found is not None
        assert whole is not None
        assert found.difference == pytest.approx(100 * (own[0] - whole[0]), rel=1e-6, abs=1e-6)
        if not weigh and own[1] + rest[1] > 0:
            a, b = ([x for i in part if (x := score(rows[i], "a")) is not None] for part in (inside, outside))
            assert found.p == pytest.approx(float(ttest_ind(a, b, equal_var=False).pvalue), rel=1e-6, abs=1e-9)
        low, high = found.interval
        assert low - 1e-6 <= found.difference <= high + 1e-6
        assert 0 <= found.p <= 1
