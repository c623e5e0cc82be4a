"""What shown sums give away: nothing is missed that a linear programme finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.disclosure.tables import drawn_table, small_sets, width

from mentorscan.disclosure.learned import find_learned, is_learned, joined
from mentorscan.disclosure.linear import NARROW, Table, bounds_of_one

MINIMUM = 5
CLOSE = 1e-6


def test_one_person_between_two_segments_is_found() -> None:
    """Two departments of ten are a site but for one person."""
    layers = np.array([[0, 0, 0, 0], [1, 2, -1, -1], [3, 3, 3, -1]])
    people = np.array([10.0, 10, 1, 30])
    sums = np.array([[25.0], [5], [5], [10.5]])
    table = Table(layers, people, sums, np.zeros((4, 1)), np.ones((4, 1)))
    found = find_learned(table, minimum=MINIMUM)
    assert found is not None
    assert found.tolist() == [2]
    assert is_learned(table, found)


def test_a_table_without_people_gives_nothing_away() -> None:
    nothing = np.zeros((1, 1))
    assert find_learned(Table(np.zeros((1, 0), np.int64), np.zeros(0), nothing, nothing, nothing), minimum=5) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([(4, 3), (6, 2), (3, 2, 2)]), st.integers(12, 80))
def test_nothing_is_missed_that_a_linear_programme_finds(seed: int, groups: tuple[int, ...], people: int) -> None:
    table = drawn_table(seed, groups=groups, people=people, hidden=0.5)
    if find_learned(table, minimum=MINIMUM) is None:
        for cells in small_sets(table.people, most=MINIMUM - 1):
            assert width(table, cells) >= NARROW * table.people[list(cells)].sum() - CLOSE, cells


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([(4, 3), (6, 2), (3, 2, 2)]), st.integers(12, 80))
def test_what_is_found_has_too_few_people_and_follows_or_nearly_so(
    seed: int, groups: tuple[int, ...], people: int
) -> None:
    table = drawn_table(seed, groups=groups, people=people, hidden=0)
    found = find_learned(table, minimum=MINIMUM)
    if found is not None:
        assert table.people[found].sum() < MINIMUM
        assert is_learned(table, found) == (width(table, found.tolist()) < NARROW * table.people[found].sum() - CLOSE)


@pytest.mark.parametrize("seed", range(6))
def test_in_a_table_of_hundreds_of_cells_nothing_is_missed_among_the_smallest_sets(seed: int) -> None:
    table = drawn_table(seed, groups=(30, 4, 3), people=500, hidden=0.1)
    assert len(table.people) > 120
    found = find_learned(table, minimum=MINIMUM)
    if found is None:
        rng = np.random.default_rng(seed)
        small = np.flatnonzero(table.people == 1)
        for cells in [rng.choice(small, size) for size in (1, 1, 1, 1, 2, 2, 2, 3, 3, 4) for _ in range(4)]:
            chosen = np.unique(cells)
            assert width(table, chosen.tolist()) >= NARROW * len(chosen) - CLOSE
    else:
        assert table.people[found].sum() < MINIMUM


def test_sets_hang_together_and_hold_a_seed() -> None:
    rng = np.random.default_rng(3)
    near = rng.random((9, 9)) < 0.3
    near |= near.T
    people = rng.integers(1, 4, 9).astype(np.float64)
    made, all_of_them = joined(lambda atoms: near[atoms], people, np.array([0, 5]), most=5)
    found = {tuple(each) for sets in made for each in sets.tolist()}
    assert all_of_them
    for cells in small_sets(people, most=5):
        seen: set[int] = set()
        reach = {cells[0]}
        while reach - seen:
            cell = (reach - seen).pop()
            seen.add(cell)
            reach |= {other for other in cells if near[cell, other]}
        assert (cells in found) == (seen == set(cells) and bool({0, 5} & set(cells)))
    assert joined(lambda atoms: near[atoms], people, np.array([0, 5]), most=5, limit=3)[1] is False


@pytest.mark.parametrize(
    ("groups", "people", "seed"), [((4, 3), 30, 17), ((3, 3), 24, 42), ((6, 2), 40, 18), ((4, 4), 36, 51)]
)
def test_what_only_somebody_who_knows_their_own_answer_can_work_out_is_found(
    groups: tuple[int, ...], people: int, seed: int
) -> None:
    """Checked by linear programmes: nobody else can tell, and one person in another cell can."""
    table = drawn_table(seed, groups=groups, people=people, figures=2)
    found = find_learned(table, minimum=MINIMUM)
    assert found is not None
    wanted = NARROW * table.people[found].sum()
    assert all(width(table, found.tolist(), figure) >= wanted - 1e-7 for figure in range(2))
    low, high = bounds_of_one(table)
    others = [cell for cell in range(len(table.people)) if cell not in found]
    assert any(
        width(table, found.tolist(), figure, known=(cell, own)) < wanted
        for figure in range(2)
        for cell in others
        for own in (low[cell, figure], high[cell, figure])
    )
