"""Directions: atoms that are called free can move, in whatever set they are."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.disclosure.tables import drawn_table, width

from mentorscan.disclosure.directions import Memory, freedom_of
from mentorscan.disclosure.linear import NARROW, Floats, Table

MINIMUM = 5


def without_figures(table: Table) -> Table:
    nothing: Floats = np.zeros((len(table.sums), 0))
    return Table(table.layers, table.people, nothing, nothing, nothing)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("groups", [(12, 3), (20, 4, 3)])
def test_every_set_of_free_atoms_can_move_by_more_than_counts_as_learned(seed: int, groups: tuple[int, ...]) -> None:
    table, _ = drawn_table(seed, groups=groups, people=400, figures=2).merged()
    small = np.flatnonzero(table.people < MINIMUM)
    free = freedom_of(table, small, minimum=MINIMUM, memory={}).free
    rng = np.random.default_rng(seed)
    for _ in range(40 if free.any() else 0):
        order = rng.permutation(small[free])
        chosen = order[: max(1, int((table.people[order].cumsum() < MINIMUM).sum()))]
        figure = int(rng.integers(2))
        assert width(table, chosen.tolist(), figure) >= NARROW * table.people[chosen].sum() - 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_every_set_that_is_said_to_move_can_move_by_more_than_counts_as_learned(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(30, 5, 2), people=400, figures=2).merged()
    small = np.flatnonzero(table.people < MINIMUM)
    freedom = freedom_of(table, small, minimum=MINIMUM, memory={})
    rng = np.random.default_rng(seed)
    pairs = np.sort(np.array([rng.choice(len(small), 2, replace=False) for _ in range(400)]), axis=1)
    pairs = pairs[(table.people[small[pairs]].sum(axis=1) < MINIMUM) & ~freedom.free[pairs].all(axis=1)]
    assert not freedom.moves(pairs).all()
    for pair in pairs[freedom.moves(pairs)][:20]:
        figure = int(rng.integers(2))
        assert width(table, small[pair].tolist(), figure) >= NARROW * table.people[small[pair]].sum() - 1e-6


def test_atoms_that_move_against_each_other_are_near_each_other() -> None:
    """Two cells that two shown groups have in common: what one gains the other loses."""
    layers = np.array([[0, 0, 0, 0, 0, 0], [1, 1, -1, -1, -1, -1], [2, 2, 2, -1, -1, -1]])
    nothing = np.zeros((3, 0))
    table = Table(layers, np.array([1.0, 1, 9, 9, 9, 9]), nothing, nothing, nothing)
    near = freedom_of(table, np.array([0, 1]), minimum=MINIMUM, memory={}).near
    assert near(np.array([0])).tolist() == [[False, True]]


@pytest.mark.parametrize("groups", [(30, 5, 4), (20, 4, 3)])
def test_most_small_atoms_of_a_wide_table_are_free(groups: tuple[int, ...]) -> None:
    table, _ = drawn_table(1, groups=groups, people=400).merged()
    small = np.flatnonzero(table.people < MINIMUM)
    for each in (table, without_figures(table)):
        assert freedom_of(each, small, minimum=MINIMUM, memory={}).free.mean() > 0.5


def test_an_atom_that_follows_from_the_sums_is_not_free() -> None:
    layers = np.array([[0, 0, 0, 0], [1, 2, -1, -1], [3, 3, 3, -1]])
    nothing = np.zeros((4, 0))
    table = Table(layers, np.array([10.0, 10, 1, 30]), nothing, nothing, nothing)
    assert not freedom_of(table, np.array([2]), minimum=MINIMUM, memory={}).free.any()


def test_directions_serve_every_column_with_the_same_sums_and_people() -> None:
    table = without_figures(drawn_table(1, groups=(12, 3), people=200))
    small = np.flatnonzero(table.people < MINIMUM)
    memory: Memory = {}
    first = freedom_of(table, small, minimum=MINIMUM, memory=memory).free
    assert len(memory) == 1
    assert freedom_of(table, small, minimum=MINIMUM, memory=memory).free is first
