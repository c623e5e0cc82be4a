"""The kernel: however it counts (in blocks, cells, tables), the sums are the same, and scores are what rows say."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.scoring import kernel, scorers
from mentorscan.scoring.kernel import Answers, Kernel
from mentorscan.scoring.layout import Layout, Measure
from mentorscan.scoring.scorers import values_of
from mentorscan.scoring.tally import Tally, tally_responses

Row = dict[str, Any]
BOTH = ["full", "pulse"]
MADE = instrument(
    [
        questionnaire("a", [item(f"a{i}", forms=BOTH if i < 2 else ["full"], practice="support") for i in range(6)]),
        questionnaire(
            "b", [item("b0", forms=BOTH, reverse=True), item("b1", forms=BOTH), item("b2", weight=2)], scale="long"
        ),
        questionnaire("out", [item("o0", forms=BOTH)], role="outcome"),
    ],
    scales=[scale(), scale("long", lowest=0, points=11, opt_outs=("dont_know", "not_applicable"))],
    forms=[{"id": each, "title": {"en": each}} for each in BOTH],
)


@st.composite
def surveys(draw: st.DrawFn) -> tuple[list[Row], dict[str, list[str | None]], list[int]]:
    n = draw(st.integers(1, 25))
    five, long = st.sampled_from([None, "dont_know", 1, 2, 3, 4, 5]), st.sampled_from([None, "dont_know", *range(11)])
    rows: list[Row] = []
    for _ in range(n):
        if draw(st.integers(0, 5)) == 0:
            rows.append(dict.fromkeys(MADE.items))
        else:
            rows.append({id_: draw(long if id_.startswith("b") else five) for id_ in MADE.items})
    groups = st.sampled_from([None, "x", "y", "z"])
    people = {each: draw(st.lists(groups, min_size=n, max_size=n)) for each in ("s", "t")}
    return rows, people, draw(st.lists(st.integers(0, 5 * 10**6), min_size=n, max_size=n))


def tally_of(
    survey: tuple[list[Row], dict[str, list[str | None]], list[int]], *, weighted: bool, **limits: int
) -> Tally:
    rows, people, weights = survey
    answered = Answered(MADE, rows, people, weights=weights if weighted else None)
    with pytest.MonkeyPatch.context() as patch:
        for name, limit in limits.items():
            patch.setattr(kernel if hasattr(kernel, name) else scorers, name, limit)
        return tally_responses(answered, instrument=MADE, weighted=weighted)


def sums(tally: Tally) -> dict[str, Any]:
    return {
        "whole": tally.whole.tolist(),
        "listwise": tally.listwise.tolist(),
        "margins": {s: {group: each.tolist() for group, each in own.items()} for s, own in tally.margins.items()},
        "crossed": {groups: each.tolist() for groups, each in tally.crossed.items()},
    }


@given(survey=surveys(), weighted=st.booleans(), cells=st.sampled_from([1, 2, 3]))
def test_more_cells_than_are_counted_at_once_change_no_sum(survey: Any, *, weighted: bool, cells: int) -> None:
    found = tally_of(survey, weighted=weighted, CROSSED_CELLS=cells)
    assert sums(found) == sums(tally_of(survey, weighted=weighted))


@given(surveys(), st.sampled_from([1, 8, 60, 500]), st.sampled_from([0, 100, 4096]), st.sampled_from([1, 2, 5]))
def test_neither_the_size_of_blocks_nor_tables_of_scores_change_a_sum(
    survey: Any, states: int, bins: int, sharing: int
) -> None:
    found = tally_of(survey, weighted=False, BLOCK_STATES=states, HISTOGRAM_BINS=bins, SHARING=sharing)
    assert sums(found) == sums(tally_of(survey, weighted=False))


@given(surveys())
def test_what_a_form_asks_is_summed_as_if_nothing_else_had_been_asked(survey: Any) -> None:
    rows, people, _ = survey
    asked = MADE.form_items("pulse")
    full = tally_of(survey, weighted=False)
    pulse = tally_responses(
        Answered(MADE, [{each: row[each] for each in asked} for row in rows], people, form="pulse"), instrument=MADE
    )
    for name, section in pulse.layout.sections.items():
        if "pulse" in name:
            assert full.whole[full.layout.sections[name]].tolist() == pulse.whole[section].tolist()
    for name, section in pulse.layout.whole_sections.items():
        assert full.listwise[full.layout.whole_sections[name]].tolist() == pulse.listwise[section].tolist()
    columns = [full.layout.crossed.index(name) for name in pulse.layout.crossed]
    assert {groups: counts[columns].tolist() for groups, counts in full.crossed.items()} == {
        groups: counts.tolist() for groups, counts in pulse.crossed.items()
    }


@given(surveys())
def test_crossed_counts_are_the_people_of_each_cell_who_have_the_score(survey: Any) -> None:
    rows, people, _ = survey
    for limit in (1, 512):
        found = tally_of(survey, weighted=False, CROSSED_CELLS=limit)
        counted: Counter[Any] = Counter()
        for row, s, t in zip(rows, people["s"], people["t"], strict=True):
            for base in found.layout.bases:
                answered = {name: [isinstance(row[id_], int) for id_ in m.items] for name, m in base.measures.items()}
                scored = {name for name, own in answered.items() if sum(own) >= base.measures[name].needed}
                counted.update(((s, t), f"scores:{base.id}:{name}") for name in scored)
                counted[(s, t), f"people:{base.id}"] += bool(scored & {"a", "b"})
        for groups, counts in found.crossed.items():
            for name, count in zip(found.layout.crossed, counts.tolist(), strict=True):
                assert count == counted[groups, name]
        assert set(found.crossed) >= {groups for groups, _ in +counted}


@given(surveys(), st.sampled_from([0, 4096]))
def test_a_score_as_a_fraction_is_the_weighted_mean_of_the_answers(survey: Any, bins: int) -> None:
    rows, *_ = survey
    layout = Layout(MADE, tuple(MADE.items), "full")
    (batch,) = Answered(MADE, rows).batches()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scorers, "HISTOGRAM_BINS", bins)
        answers = Answers(Kernel(layout), batch.states)
    for measure in layout.base.measures.values():
        score = answers.score(measure)
        fractions, values = score.fractions(), score.value
        for i, row in enumerate(rows):
            expected = plain(row, measure)
            assert score.scored[i] == (expected is not None)
            assert np.isnan(fractions[i]) == (expected is None)
            assert score.complete[i] == all(isinstance(row[each], int) for each in measure.items)
            if expected is None:
                assert values[i] == 0
            else:
                assert fractions[i] == pytest.approx(float(expected), rel=1e-12)
                assert values[i] == expected * measure.quantum


def plain(row: Row, measure: Measure) -> Fraction | None:
    """A score as a fraction of the range."""
    answered = [
        (MADE.items[each], w)
        for each, w in zip(measure.items, measure.weights, strict=True)
        if isinstance(row[each], int)
    ]
    if len(answered) < measure.needed:
        return None
    total = Fraction(0)
    for own, weight in answered:
        on = MADE.scale_of(MADE.questionnaire_of[own.id])
        value = on.highest - row[own.id] if own.reverse else row[own.id] - on.lowest
        total += weight * Fraction(value, on.range)
    return total / sum(weight for _, weight in answered)


@given(st.integers(1, 40), st.integers(1, 400_000), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 9))))
def test_scores_are_rounded_half_up_to_their_unit(unit: int, quantum: int, scores: list[tuple[int, int]]) -> None:
    measure = Measure(id="m", items=("x",), weights=(1,), steps=(1,), unit=unit, needed=1)
    measure.__dict__["quantum"] = quantum
    numerators, denominators = (np.array([each[i] for each in scores], np.int64) for i in (0, 1))
    scored = np.arange(len(scores)) % 3 != 1
    expected = [
        (Fraction(n * quantum, d * unit) + Fraction(1, 2)).__floor__() if flag else 0
        for (n, d), flag in zip(scores, scored, strict=True)
    ]
    assert values_of(measure, numerators, denominators, scored).tolist() == expected


def test_many_items_on_a_long_scale_are_summed_exactly_however_large() -> None:
    items = [item(f"a{i}", weight=[0.001, 900.007][i % 2]) for i in range(12)]
    made = instrument([questionnaire("a", items, scale="long")], scales=[scale("long", lowest=0, points=11)])
    rows: list[Row] = [dict.fromkeys(made.items, 10)] * 5000 + [dict.fromkeys(made.items, 9)] * 5
    tally = tally_responses(Answered(made, rows), instrument=made)
    measure = tally.layout.base.measures["a"]
    moments = measure.moments([int(each) for each in tally.whole[tally.layout.sections["scores:full:a"]]])
    assert moments is not None
    assert moments.n == 5005
    assert Fraction(moments.total, moments.unit) == 5000 + 5 * Fraction(9, 10)
    assert Fraction(moments.squares, moments.unit**2) == 5000 + 5 * Fraction(81, 100)


def test_a_kernel_knows_rows_and_points_of_its_items() -> None:
    found = Kernel(Layout(MADE, tuple(MADE.items), "full"))
    assert found.rows(["a1", "o0", "b2"]) == [1, 9, 8]
    assert [found.points(each) for each in ("a0", "b0", "o0")] == [5, 11, 5]


def test_a_block_has_no_more_joint_states_than_fit() -> None:
    blocks = Kernel(Layout(MADE, tuple(MADE.items), "full")).blocks
    assert [len(block.rows) for block in blocks] == [3, 3, 2, 1, 1]
    assert all(block.size <= kernel.BLOCK_STATES for block in blocks)
