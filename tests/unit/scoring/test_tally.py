"""The tally against a second scorer of some thirty plain lines, bit for bit, whatever the batches and the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.errors import ExportError
from mentorscan.instrument.model import Instrument, Item
from mentorscan.scoring import kernel, scorers
from mentorscan.scoring.layout import Layout, Measure
from mentorscan.scoring.tally import Tally, tally_responses

Row = dict[str, Any]


def plain_sums(
    instrument: Instrument, rows: Sequence[Row], asked: Sequence[str], bases: dict[str, Measure]
) -> Counter[Any]:
    """The second scorer: every sum of a cell by name, in plain Python and fractions."""
    sums: Counter[Any] = Counter()
    for row in rows:
        sums["rows"] += 1
        if all(row[each] is None for each in asked):
            sums["empty"] += 1
            continue
        for each in asked:
            sums["answers", each, "blank" if row[each] is None else str(row[each])] += 1
        scores = {name: plain_score(instrument, row, measure) for name, measure in bases.items()}
        hallmarks = {each.id for each in instrument.hallmarks}
        sums["scored"] += any(scores[name] is not None for name in scores if name in hallmarks)
        for name, score in scores.items():
            if score is not None:
                numerator, denominator = score
                sums["n", name, denominator] += 1
                sums["sum", name, denominator] += numerator
                sums["squares", name, denominator] += numerator**2
        questionnaires = [each.id for each in instrument.questionnaires if each.id in bases]
        for i, a in enumerate(questionnaires):
            for b in questionnaires[i + 1 :]:
                if scores[a] is not None and scores[b] is not None:
                    x, y = (plain_value(bases[name], scores[name]) for name in (a, b))
                    for key, value in zip(
                        ["n", "a", "b", "aa", "bb", "ab"], (1, x, y, x * x, y * y, x * y), strict=True
                    ):
                        sums["pair", a, b, key] += value
    return sums


def plain_score(instrument: Instrument, row: Row, measure: Measure) -> tuple[int, int] | None:
    """Numerator and denominator of a person's score."""
    numerator = denominator = count = 0
    for id_, weight, step in zip(measure.items, measure.weights, measure.steps, strict=True):
        if isinstance(row[id_], int):
            own: Item = instrument.items[id_]
            on = instrument.scale_of(instrument.questionnaire_of[id_])
            value = on.highest - row[id_] if own.reverse else row[id_] - on.lowest
            numerator, denominator, count = numerator + weight * step * value, denominator + weight, count + 1
    return (numerator, denominator) if count >= measure.needed else None


def plain_value(measure: Measure, score: tuple[int, int] | None) -> int:
    """A score in 1/quantum, rounded half up."""
    assert score is not None
    exact = Fraction(score[0] * measure.quantum, score[1] * measure.unit)
    return (exact + Fraction(1, 2)).__floor__()


def named_sums(layout: Layout, vector: Any) -> Counter[Any]:
    """The sums of a tally's cell under the second scorer's names, zeros left out."""
    base = layout.base
    part = {name: [int(each) for each in vector[section]] for name, section in layout.sections.items()}
    sums: Counter[Any] = Counter({"rows": part["rows"][0]})
    sums["empty"], sums["scored"] = part[f"people:{base.id}"]
    for each in layout.items:
        for state, count in zip(layout.states[each], part[f"answers:{each}"], strict=True):
            sums["answers", each, state] += count
    for name, measure in base.measures.items():
        numbers = part[f"scores:{base.id}:{name}"]
        for i, denominator in enumerate(measure.denominators):
            for j, moment in enumerate(("n", "sum", "squares")):
                sums[moment, name, denominator] += numbers[3 * i + j]
    for i, (a, b) in enumerate(base.pairs):
        for j, key in enumerate(["n", "a", "b", "aa", "bb", "ab"]):
            sums["pair", a, b, key] += part[f"pairs:{base.id}"][6 * i + j]
    return Counter({key: value for key, value in sums.items() if value})


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Instrument, list[Row], dict[str, list[str | None]]]:
    """An instrument of any shape, answers to it, and up to three segments."""
    scales = [
        scale("a", lowest=draw(st.integers(-1, 1)), points=draw(st.integers(2, 11)), opt_outs=draw(OPT_OUTS)),
        scale("b", lowest=1, points=5, opt_outs=()),
    ]
    weight = st.sampled_from([1, 1, 1, 0.5, 2, 1.125]) if draw(st.booleans()) else st.just(1)
    questionnaires = []
    for h in range(draw(st.integers(1, 4))):
        items = [
            item(
                f"h{h}i{i}",
                reverse=draw(st.booleans()),
                weight=draw(weight),
                facet=draw(st.sampled_from([None, "f"])),
                practice=draw(st.sampled_from([None, "readiness", "support"])),
            )
            for i in range(draw(st.integers(1, 9)))
        ]
        facets = [{"id": "f", "title": {"en": "F"}}]
        role = "outcome" if h == 3 else "hallmark"
        on = draw(st.sampled_from(["a", "b"]))
        questionnaires.append(questionnaire(f"h{h}", items, scale=on, facets=facets, role=role))
    made = instrument(questionnaires, scales=scales, rules={"minimum_answered": draw(st.sampled_from([0.25, 0.5, 1]))})
    n = draw(st.integers(0, 40))
    rows = []
    for _ in range(n):
        blank_row = draw(st.integers(0, 5)) == 0
        row: Row = {}
        for id_ in made.items:
            on_scale = made.scale_of(made.questionnaire_of[id_])
            answers = [
                None,
                None,
                *(point.value for point in on_scale.points),
                *(each.code for each in on_scale.opt_outs),
            ]
            row[id_] = None if blank_row else draw(st.sampled_from(answers))
        rows.append(row)
    groups = st.sampled_from([None, "north", "south", "west"])
    people = {f"s{i}": [draw(groups) for _ in range(n)] for i in range(draw(st.integers(0, 3)))}
    return made, rows, people


OPT_OUTS = st.sampled_from([(), ("dont_know",), ("dont_know", "not_applicable")])


def tally_of(
    made: Instrument, rows: Sequence[Row], people: dict[str, list[str | None]], batch_rows: int = 1000
) -> Tally:
    responses = Answered(made, rows, people, batch_rows=batch_rows)
    if not rows:
        responses.items = tuple(made.items)
    return tally_responses(responses, instrument=made)


@given(surveys(), st.sampled_from([1, 7, 1000]), st.sampled_from([1, 2, 512]), st.sampled_from([0, 4096]))
def test_the_tally_equals_the_second_scorer_bit_for_bit_in_every_cell(
    survey: tuple[Instrument, list[Row], dict[str, list[str | None]]], batch_rows: int, crossed: int, bins: int
) -> None:
    made, rows, people = survey
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "CROSSED_CELLS", crossed)
        patch.setattr(scorers, "HISTOGRAM_BINS", bins)
        tally = tally_of(made, rows, people, batch_rows)
    measures = tally.layout.base.measures
    assert named_sums(tally.layout, tally.whole) == +plain_sums(made, rows, tally.layout.items, measures)
    for segment, values in people.items():
        assert set(tally.margins[segment]) == set(values)
        for group, sums in tally.margins[segment].items():
            own = [row for row, value in zip(rows, values, strict=True) if value == group]
            assert named_sums(tally.layout, sums) == +plain_sums(made, own, tally.layout.items, measures)


@given(surveys(), st.randoms(use_true_random=False), st.integers(0, 40))
def test_neither_the_order_of_rows_nor_a_split_into_files_changes_a_sum(
    survey: tuple[Instrument, list[Row], dict[str, list[str | None]]], random: Any, cut: int
) -> None:
    made, rows, people = survey
    order = list(range(len(rows)))
    random.shuffle(order)

    def part(indices: Sequence[int]) -> Tally:
        return tally_of(made, [rows[i] for i in indices], {s: [v[i] for i in indices] for s, v in people.items()})

    together = tally_of(made, rows, people)
    merged = part(order[:cut]) + part(order[cut:])
    assert sums_of(merged) == sums_of(together)
    assert sums_of(part(order[cut:]) + part(order[:cut])) == sums_of(together)


def sums_of(tally: Tally) -> dict[str, Any]:
    return {
        "whole": tally.whole.tolist(),
        "listwise": tally.listwise.tolist(),
        "margins": {
            name: {group: sums.tolist() for group, sums in each.items()} for name, each in tally.margins.items()
        },
        "crossed": {groups: counts.tolist() for groups, counts in tally.crossed.items() if counts.any()},
    }


@given(surveys())
def test_listwise_sums_and_crossed_counts_equal_a_plain_count(
    survey: tuple[Instrument, list[Row], dict[str, list[str | None]]],
) -> None:
    made, rows, people = survey
    tally = tally_of(made, rows, people, batch_rows=7)
    base = tally.layout.base
    for name, measure in base.questionnaires.items():
        vectors = []
        for row in rows:
            scores = [plain_score(made, row, one_item(measure, i)) for i in range(len(measure.items))]
            if all(score is not None for score in scores):
                vectors.append(
                    [score[0] // (measure.weights[i] * measure.steps[i]) for i, score in enumerate(scores) if score]
                )
        expected = plain_listwise(vectors, len(measure.items))
        assert tally.listwise[tally.layout.whole_sections[f"listwise:{base.id}:{name}"]].tolist() == expected
    complete = []
    for row in rows:
        scores = [plain_score(made, row, measure) for measure in base.questionnaires.values()]
        if all(score is not None for score in scores):
            complete.append([plain_value(m, s) for m, s in zip(base.questionnaires.values(), scores, strict=True)])
    drivers = tally.listwise[tally.layout.whole_sections[f"drivers:{base.id}"]].tolist()
    assert drivers == plain_listwise(complete, len(base.questionnaires))
    counted: Counter[Any] = Counter()
    for i, row in enumerate(rows):
        key = tuple(values[i] for values in people.values())
        for name, measure in base.measures.items():
            counted[key, f"scores:{base.id}:{name}"] += plain_score(made, row, measure) is not None
    for groups, counts in tally.crossed.items():
        for column, count in zip(tally.layout.crossed, counts.tolist(), strict=True):
            if column.startswith("scores:"):
                assert count == counted[groups, column]


def one_item(measure: Measure, i: int) -> Measure:
    """A score on the i-th item alone."""
    return Measure(
        id="one", items=measure.items[i : i + 1], weights=measure.weights[i : i + 1], steps=measure.steps[i : i + 1],
        unit=measure.unit, needed=1,
    )  # fmt: skip


def plain_listwise(vectors: Sequence[Sequence[int]], k: int) -> list[int]:
    products = [sum(v[i] * v[j] for v in vectors) for i in range(k) for j in range(i, k)]
    return [len(vectors), *(sum(v[i] for v in vectors) for i in range(k)), *products]


def test_a_form_that_the_asked_items_contain_has_scores_of_its_own() -> None:
    items = [item(f"a{i}", forms=["full", "pulse"] if i < 2 else ["full"]) for i in range(4)]
    forms = [{"id": "full", "title": {"en": "Full"}}, {"id": "pulse", "title": {"en": "Pulse"}}]
    made = instrument([questionnaire("a", items)], forms=forms)
    full: list[Row] = [{"a0": 1, "a1": 5, "a2": 5, "a3": 5}, {"a0": None, "a1": None, "a2": 3, "a3": 3}]
    pulse: list[Row] = [{"a0": row["a0"], "a1": row["a1"]} for row in full]
    of_full = tally_of(made, full, {})
    of_pulse = tally_responses(Answered(made, pulse, form="pulse"), instrument=made)
    for section in ("scores:pulse:a", "people:pulse"):
        part = of_full.whole[of_full.layout.sections[section]].tolist()
        assert part == of_pulse.whole[of_pulse.layout.sections[section]].tolist()


def test_sums_that_outgrow_64_bits_stay_exact() -> None:
    items = [item(f"a{i}", weight=w) for i, w in enumerate((0.001, 900.007, 33.333))]
    made = instrument([questionnaire("a", items), questionnaire("b", [item("b0")])])
    rows: list[Row] = [{"a0": 5, "a1": 5, "a2": 5, "b0": 5}] * 30
    total = tally_of(made, rows, {"s": ["x"] * 30}, batch_rows=10)
    for _ in range(30):
        total += replace(total, sources=())
    people = 30 * 2**30
    denominator = 933341
    for sums in (total.whole, total.margins["s"]["x"]):
        named = named_sums(total.layout, sums)
        assert named["rows"] == people
        assert named["squares", "a", denominator] == people * (4 * denominator) ** 2


def test_tallies_of_other_items_other_instruments_or_other_options_do_not_add_up() -> None:
    made = instrument([questionnaire("a", [item("a0"), item("a1")])])
    tally = tally_of(made, [{"a0": 1, "a1": 2}], {})
    fewer = tally_of(made, [{"a0": 1}], {})
    renamed = made.model_copy(update={"version": "2.0.0"})
    other = tally_of(renamed, [{"a0": 1, "a1": 2}], {})
    strict = tally_responses(Answered(made, [{"a0": 1, "a1": 2}]), instrument=made, options={"unknown": "blank"})
    for wrong, code in ((fewer, "other-items"), (other, "other-instrument"), (strict, "other-options")):
        with pytest.raises(ExportError) as caught:
            tally + wrong
        assert [problem.code for problem in caught.value.problems] == [code]


def test_a_file_without_a_segment_counts_its_people_as_without_a_group() -> None:
    made = instrument([questionnaire("a", [item("a0")])])
    north = tally_of(made, [{"a0": 4}], {"site": ["north"]})
    nowhere = tally_of(made, [{"a0": 2}, {"a0": 1}], {})
    merged = nowhere + north
    assert {group: int(sums[0]) for group, sums in merged.margins["site"].items()} == {None: 2, "north": 1}
    assert set(merged.crossed) == {(None,), ("north",)}


def test_a_practice_across_scales_is_a_mean_of_fractions_of_each_range() -> None:
    scales = [scale("five"), scale("ten", lowest=0, points=11)]
    made = instrument(
        [
            questionnaire("a", [item("a0", practice="support")]),
            questionnaire("b", [item("b0", practice="support")], scale="ten"),
        ],
        scales=scales,
    )
    tally = tally_of(made, [{"a0": 2, "b0": 10}], {})
    named = named_sums(tally.layout, tally.whole)
    assert Fraction(named["sum", "practice:support", 2], 2 * tally.layout.base.practices["support"].unit) == Fraction(
        5, 8
    )
    assert np.all(tally.whole >= 0)


def test_a_batch_of_empty_rows_in_more_cells_than_are_counted_at_once_counts_rows_only() -> None:
    made = instrument([questionnaire("a", [item("a0")]), questionnaire("b", [item("b0")])])
    groups = [f"g{i}" for i in range(kernel.CROSSED_CELLS + 1)]
    tally = tally_of(made, [{"a0": None, "b0": None}] * len(groups), {"s": list(groups)})
    assert named_sums(tally.layout, tally.whole) == {"rows": len(groups), "empty": len(groups)}
    assert {group: int(sums[0]) for group, sums in tally.margins["s"].items()} == dict.fromkeys(groups, 1)
