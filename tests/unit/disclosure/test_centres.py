"""The linear algebra of shown sums, against ranks and linear programmes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.tables import drawn_table, small_sets, width

from mentorscan.disclosure.linear import Bounds, determined, unions

SEEDS = range(15)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_set_is_determined_where_it_adds_nothing_to_the_rank_of_the_sums(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(5, 3, 2), people=30, hidden=0.1).merged()
    rank = np.linalg.matrix_rank(table.incidence)
    for cells in small_sets(table.people, most=3):
        one = np.zeros(len(table.people))
        one[list(cells)] = 1
        same = np.linalg.matrix_rank(np.vstack([table.incidence, one])) == rank
        assert determined(table, one[None, :]).tolist() == [same]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_centre_has_the_sums_that_are_shown_and_stays_within_its_ends(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(5, 3), people=60, figures=3).merged()
    assert (table.centre >= 0).all()
    assert (table.centre <= table.people[:, None]).all()
    assert np.abs(table.incidence @ table.centre - table.sums).max() < 1e-4


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_that_contradict_each_other_still_have_a_centre(seed: int) -> None:
    """As means of items do that some left blank."""
    table, _ = drawn_table(seed, groups=(5, 3), people=60, hidden=0).merged()
    rng = np.random.default_rng(seed)
    table.sums[:] *= 1 + 0.02 * rng.normal(size=table.sums.shape)
    assert (table.centre >= 0).all()
    assert (table.centre <= table.people[:, None]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_table_of_some_cells_leaves_them_no_more_room_than_the_whole(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(5, 3), people=60).merged()
    kept = np.arange(0, len(table.people), 2)
    part = table.only(kept)
    for at, cell in enumerate(kept):
        assert Bounds(part, 0).width(np.array([at])) <= width(table, [int(cell)]) + 1e-6


@given(st.lists(st.integers(1, 4), max_size=8), st.integers(1, 6))
def test_unions_are_all_sets_up_to_so_many_people(sizes: list[int], most: int) -> None:
    people = np.array(sizes, np.float64)
    wanted = sorted(small_sets(people, most=most)) if sizes else []
    made = unions(people, most=most, limit=10_000)
    assert made is not None
    assert sorted(tuple(each) for sets in made for each in sets.tolist()) == wanted
    if wanted:
        assert unions(people, most=most, limit=len(wanted) - 1) is None
