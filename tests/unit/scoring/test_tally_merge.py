"""Tallies that are added keep all that they know beside their sums; those that do not belong together say why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.errors import ExportError, Note
from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import WEIGHT_UNIT, Batch
from mentorscan.scoring.layout import Layout
from mentorscan.scoring.tally import BATCH_ROWS, Tally, tally_responses, widest

Row = dict[str, Any]
SEGMENTS = [{"id": "site", "title": {"en": "Where"}}]
MADE = instrument([questionnaire("a", [item("a0"), item("a1")]), questionnaire("b", [item("b0")])], segments=SEGMENTS)
ROW: Row = {"a0": 4, "a1": 2, "b0": 5}


def tally_of(rows: Sequence[Row], people: dict[str, list[str | None]] | None = None, **more: Any) -> Tally:
    made = more.pop("made", MADE)
    options = {key: more.pop(key) for key in ("options", "weighted", "whole_cells") if key in more}
    return tally_responses(Answered(made, rows, people or {}, **more), instrument=made, **options)


def test_a_sum_keeps_the_sources_notes_and_options_of_both() -> None:
    options = {"unknown": "blank"}
    one, two = (tally_of([ROW], name=name, options=options) for name in ("one.csv", "two.csv"))
    notes = [Note("x", "One."), Note("y", "Two.")]
    both = replace(one, notes=(notes[0],)) + replace(two, notes=(notes[1],))
    assert [(source.name, source.rows) for source in both.sources] == [("one.csv", 1), ("two.csv", 1)]
    assert both.notes == tuple(notes)
    assert both.options == options
    assert both.instrument == MADE


def test_counts_that_one_of_both_lacks_are_those_of_the_other() -> None:
    one = replace(tally_of([ROW]), quality={"sparse": 2}, left_out={"empty": 1})
    two = replace(tally_of([ROW]), quality={"duplicates": 3}, left_out={"empty": 4, "sparse": 5})
    for both in (one + two, two + one):
        assert both.quality == {"sparse": 2, "duplicates": 3}
        assert both.left_out == {"empty": 5, "sparse": 5}


def test_the_weights_of_a_sum_reach_from_the_least_to_the_largest_of_both() -> None:
    assert widest((2, 5), None, (3, 9)) == (2, 9)
    assert widest((2, 5), (1, 3)) == (1, 5)
    assert widest(None, None) is None


def test_segments_of_both_are_in_the_sum_and_who_lacks_one_is_without_a_group_in_it() -> None:
    site = tally_of([ROW] * 3, {"site": ["n", "n", "s"]}, whole_cells=True)
    both = tally_of([ROW] * 2, {"role": ["lead", None], "site": ["s", "w"]}, whole_cells=True)
    merged = site + both
    assert list(merged.segments) == ["site", "role"]
    assert merged.segments == {"site": {"en": "Where"}, "role": {"en": "role"}}
    assert {s: {g: int(v[0]) for g, v in own.items()} for s, own in merged.margins.items()} == {
        "site": {"n": 2, "s": 2, "w": 1},
        "role": {None: 4, "lead": 1},
    }
    expected = {("n", None): 2, ("s", None): 1, ("s", "lead"): 1, ("w", None): 1}
    assert {groups: int(counts[0]) for groups, counts in merged.crossed.items()} == expected
    assert {groups: int(sums[0]) for groups, sums in merged.cells.items()} == expected
    assert merged.rows == 5


def test_a_tally_over_more_segments_has_them_in_the_order_asked_for() -> None:
    tally = tally_of([ROW] * 2, {"site": ["n", "s"]}, whole_cells=True)
    asked = {"role": {"en": "Role"}, "site": {"en": "Where"}}
    wider = tally.with_segments(asked)
    assert wider.segments == asked
    assert list(wider.segments) == list(wider.margins) == ["role", "site"]
    assert set(wider.crossed) == set(wider.cells) == {(None, "n"), (None, "s")}
    assert wider.margins["role"][None].tolist() == tally.whole.tolist()


def test_a_segments_title_is_the_instruments_else_the_files_else_its_id() -> None:
    answered = Answered(MADE, [ROW], {"site": ["n"], "x": ["y"], "z": ["y"]})
    answered.titles = {"x": "Column X", "site": "Not this"}
    tally = tally_responses(answered, instrument=MADE)
    assert tally.segments == {"site": {"en": "Where"}, "x": {"en": "Column X"}, "z": {"en": "z"}}


def failing(first: Tally, second: Tally) -> tuple[str, str, str | None, str | None, str | None]:
    """Code, message, place, what was expected, and the hint."""
    with pytest.raises(ExportError) as caught:
        first + second
    (problem,) = caught.value.problems
    return problem.code, problem.message, str(problem.place) if problem.place else None, problem.expected, problem.hint


def test_a_tally_of_another_instrument_is_named() -> None:
    other = tally_of([ROW], made=MADE.model_copy(update={"version": "2.0.0"}), name="other.csv")
    code, message, place, *_ = failing(tally_of([ROW]), other)
    assert (code, place) == ("other-instrument", "other.csv")
    assert message == "it was made with another instrument, or another version of it"
    assert failing(tally_of([ROW]), replace(other, sources=()))[2] == "the second tally"


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        (["a0", "a1", "b0"], ["a0"], "it lacks a1, b0"),
        (["a0"], ["a0", "a1", "b0"], "it also asks a1, b0"),
        (["a0", "a1"], ["a0", "b0"], "it lacks a1 and also asks b0"),
    ],
)
def test_items_that_one_of_both_does_not_ask_are_named(first: list[str], second: list[str], parts: str) -> None:
    one, two = (
        tally_of([dict.fromkeys(items, 3)], name=name) for name, items in (("one.csv", first), ("two.csv", second))
    )
    expected = (
        "other-items", f"not the same items as in one.csv: {parts}", "two.csv", "files that ask the same items",
        "score them one by one, or name a form that all of them contain with --form",
    )  # fmt: skip
    assert failing(one, two) == expected
    assert failing(replace(one, sources=()), two)[1] == f"not the same items as in the first: {parts}"


def test_options_that_differ_are_named() -> None:
    one, two = (tally_of([ROW], name=f"{each}.csv", options={"unknown": each}) for each in ("error", "blank"))
    code, message, place, *_ = failing(one, two)
    assert (code, place) == ("other-options", "blank.csv")
    assert message == "made with {'unknown': 'blank'}, the others with {'unknown': 'error'}"


def test_groups_may_be_many_and_come_late() -> None:
    rows: list[Row] = [ROW | {"a0": i % 5 + 1} for i in range(100)]
    names: list[str | None] = [f"g{i // 2}" for i in range(100)]
    tally = tally_of(rows, {"site": names}, batch_rows=3)
    assert {group: int(sums[0]) for group, sums in tally.margins["site"].items()} == dict.fromkeys(names, 2)
    assert np.sum(list(tally.margins["site"].values()), axis=0).tolist() == tally.whole.tolist()
    together = tally_of(rows, {"site": names})
    assert {group: sums.tolist() for group, sums in tally.margins["site"].items()} == {
        group: sums.tolist() for group, sums in together.margins["site"].items()
    }


def test_a_batch_larger_than_what_adds_up_exactly_is_taken_in_parts() -> None:
    n = 2 * BATCH_ROWS + 7
    states = np.zeros((3, n), np.uint8)
    states[:, BATCH_ROWS:] = 5
    answered = Answered(MADE, [ROW])
    weights = np.full(n, 2 * WEIGHT_UNIT)
    weights[0], weights[-1], weights[5] = 0, 3 * WEIGHT_UNIT, WEIGHT_UNIT
    tallied = tally_responses(OneBatch(answered, Batch(states=states, groups={}, weights=weights)), instrument=MADE)
    assert tallied.rows == n
    assert tallied.weights == (WEIGHT_UNIT, 3 * WEIGHT_UNIT)
    base = tallied.layout.base
    empty, scored = tallied.whole[tallied.layout.sections[f"people:{base.id}"]].tolist()
    assert (empty, scored) == (BATCH_ROWS, BATCH_ROWS + 7)
    assert tallied.sources[0].rows == n


class OneBatch:
    """Responses that come in one batch of any size."""

    def __init__(self, like: Answered, batch: Batch) -> None:
        self.like = like
        self.batch = batch

    def __getattr__(self, name: str) -> Any:
        return getattr(self.like, name)

    def batches(self, **_: Any) -> Iterator[Batch]:
        """The one."""
        yield self.batch


def heavy(*, rows: int, answer: int = 5) -> tuple[Instrument, list[Row]]:
    """An instrument of which 2,000 people's sums of squares do not fit into 64 bits."""
    items = [item("a0", weight=20_000.001), item("a1", weight=0.001)]
    return instrument([questionnaire("a", items)]), [{"a0": answer, "a1": answer}] * rows


def test_sums_grow_beyond_64_bits_while_batches_pass_and_when_tallies_are_added() -> None:
    made, rows = heavy(rows=2000)
    people: dict[str, list[str | None]] = {"s": ["x", "y"] * 1000}
    layout = Layout(made, ("a0", "a1"), "full")
    assert [layout.integers(n).kind for n in (100, 2000)] == ["i", "O"]
    large = tally_of(rows, people, made=made, batch_rows=90, whole_cells=True)
    small = [tally_of(rows[:50], {"s": people["s"][:50]}, made=made, name=str(i), whole_cells=True) for i in range(40)]
    added = small[0]
    for each in small[1:]:
        added = added + each
    top = 4 * 20_000_002
    start = layout.sections["scores:full:a"].stop
    for tally in (large, added):
        assert tally.whole[start - 3 : start].tolist() == [2000, 2000 * top, 2000 * top**2]
        for sums in (*tally.margins["s"].values(), *tally.cells.values()):
            assert sums[start - 3 : start].tolist() == [1000, 1000 * top, 1000 * top**2]
        assert tally.listwise.tolist() == large.listwise.tolist()
        assert {sums.dtype.kind for sums in (tally.whole, tally.listwise, *tally.cells.values())} == {"O"}
        assert all(sums.dtype.kind == "O" for sums in tally.margins["s"].values())
        held = (tally.whole, tally.listwise, *tally.margins["s"].values(), *tally.cells.values())
        assert {type(number) for sums in held for number in sums.tolist()} == {int}
    assert small[0].whole.dtype.kind == "i"
    assert {groups: counts.tolist() for groups, counts in added.crossed.items()} == {
        groups: counts.tolist() for groups, counts in large.crossed.items()
    }


def test_a_watcher_sees_every_batch_as_it_passes() -> None:
    seen: list[int] = []
    tally_responses(Answered(MADE, [ROW] * 7, batch_rows=3), instrument=MADE, watch=lambda each: seen.append(each.rows))
    assert seen == [3, 3, 1]
