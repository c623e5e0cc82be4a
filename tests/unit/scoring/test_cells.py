"""Cells: crossing, folding, runs and exact sums against plain dictionaries and Python's own integers."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.scoring.cells import ExactSums, cross, fold, nothing, runs, sort_by_cell


def codes(numbers: list[int]) -> Any:
    return np.array(numbers, np.int32)


def test_a_row_is_nothing_where_every_item_is_blank() -> None:
    states = np.array([[0, 1, 0, 0], [0, 0, 0, 6]], np.uint8)
    assert nothing(states).tolist() == [True, False, True, False]
    assert nothing(np.zeros((0, 2), np.uint8)).tolist() == [True, True]


LARGE = 2**31 - 1


@pytest.mark.parametrize(
    "highest",
    [(1, 1), (2, 0, 3), (1023, 1023), (1023, 1024), (40_000, 40_000), (LARGE, LARGE), (LARGE, LARGE, 3), (LARGE,) * 4],
    ids=["few", "three", "a million", "more than a million", "many", "just in 64 bits", "in no 64 bits", "far more"],
)
def test_rows_lie_in_the_same_cell_where_all_their_groups_are_the_same(highest: tuple[int, ...]) -> None:
    random = np.random.default_rng(5)
    drawn = [random.choice([0, each // 2, max(each - 1, 0), each], 60) for each in highest]
    for column, each in zip(drawn, highest, strict=True):
        column[0] = each
    rows = list(zip(*(column.tolist() for column in drawn), strict=True))
    cells, keys = cross({str(i): codes(column.tolist()) for i, column in enumerate(drawn)}, 60)
    assert [tuple(keys[cell].tolist()) for cell in cells] == rows
    assert [tuple(key) for key in keys.tolist()] == sorted(set(rows))
    assert cells.dtype == np.int32
    assert keys.dtype == np.int64


def test_without_segments_everyone_lies_in_one_cell_and_nobody_in_none() -> None:
    cells, keys = cross({}, 3)
    assert (cells.tolist(), keys.shape) == ([0, 0, 0], (1, 0))
    cells, keys = cross({"a": codes([])}, 0)
    assert (cells.tolist(), keys.shape) == ([], (0, 1))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9), st.integers(-9, 9)), max_size=20))
def test_folded_sums_are_those_of_the_rows_with_the_same_code(rows: list[tuple[int, int, int]]) -> None:
    expected: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for code, a, b in rows:
        expected[code] = [expected[code][0] + a, expected[code][1] + b]
    table = np.array([row[1:] for row in rows], np.int64).reshape(len(rows), 2)
    present, sums = fold(np.array([row[0] for row in rows], np.int64), table)
    assert dict(zip(present.tolist(), sums.tolist(), strict=True)) == expected
    assert present.tolist() == sorted(expected)


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=30), st.sampled_from([7, 2**16]))
def test_runs_are_the_chosen_rows_of_each_cell_in_their_order(rows: list[tuple[int, bool]], count: int) -> None:
    expected = {cell: own for cell in range(7) if (own := [i for i, row in enumerate(rows) if row == (cell, True)])}
    found = list(runs(codes([cell for cell, _ in rows]), np.array([flag for _, flag in rows], bool), count=count))
    assert [cell for cell, _ in found] == sorted(expected)
    assert {cell: part.tolist() for cell, part in found} == expected


@pytest.mark.parametrize("count", [2**16 - 1, 2**16, 2**16 + 1, 70_000])
def test_rows_are_sorted_by_cell_however_many_cells_there_are(count: int) -> None:
    cells = codes([count - 1, 3, 0, count - 1, 3])
    order, ends = sort_by_cell(cells, count=count)
    assert order.tolist() == [2, 1, 4, 0, 3]
    assert len(sort_by_cell(codes([0, 3]), count=count)[1]) == count
    assert (ends[0], ends[2], ends[3], ends[count - 2], ends[count - 1], len(ends)) == (1, 1, 3, 3, 5, count)


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 2**30 - 1), st.integers(0, 2**37 - 1), st.integers(0, 9)),
        max_size=25,
    )
)
def test_weighted_sums_are_those_of_whole_numbers_of_any_size(rows: list[tuple[int, int, int, int]]) -> None:
    cells, weights, large, small = (
        (np.array(column, np.int64) for column in zip(*rows, strict=True)) if rows else (np.zeros(0, np.int64),) * 4
    )
    found = ExactSums(cells.astype(np.int32), 6).weighted(weights, ones=[large, small], squares=[small, large])
    expected = [
        [
            sum(w * x for cell, w, x, _ in rows if cell == each),
            sum(w * y for cell, w, _, y in rows if cell == each),
            sum(w * w * y for cell, w, _, y in rows if cell == each),
            sum(w * w * x for cell, w, x, _ in rows if cell == each),
        ]
        for each in range(6)
    ]
    assert found.tolist() == expected
    assert all(type(number) is int for number in found.ravel().tolist())


def test_the_largest_weights_and_scores_of_a_whole_batch_add_up_exactly() -> None:
    rows, weight, x = 65_536, 2**30 - 1, 2**37 - 1
    adder = ExactSums(np.zeros(rows, np.int32), 1)
    found = adder.weighted(np.full(rows, weight), ones=[], squares=[np.full(rows, x)])
    assert found.tolist() == [[rows * weight**2 * x]]


def test_no_cells_have_no_sums() -> None:
    found = ExactSums(codes([]), 0).weighted(np.zeros(0, np.int64), ones=[np.zeros(0, np.int64)], squares=[])
    assert found.shape == (0, 1)
