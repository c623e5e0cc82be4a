"""What shown sums give away: nothing is missed that a linear programme finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.disclosure.tables import drawn_table, small_sets, width, width_if_possible

from mentorscan.disclosure import directions, learned, linear
from mentorscan.disclosure.directions import Freedom, Memory, freedom_of
from mentorscan.disclosure.learned import find_learned, first_learned, is_learned, joined
from mentorscan.disclosure.linear import NARROW, Ints, Table, bounds_of_one, unions

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


# What is found, and by whom it can be worked out


def table_of(people: Sequence[float], layers: Sequence[Sequence[int]], sums: Sequence[Sequence[float]] = ()) -> Table:
    """A table with these sums, a list for each figure, whose single answers can be anything."""
    rows = 1 + max(max(layer) for layer in layers)
    behind = np.array(sums, np.float64).reshape(len(sums), rows).T
    return Table(np.array(layers), np.array(people, np.float64), behind, np.zeros_like(behind), np.ones_like(behind))


BETWEEN: list[list[int]] = [[0, 0, 0, 0, 0], [1, 2, -1, -1, -1], [3, 3, 3, 3, -1]]
"""Two departments are a site but for the third and the fourth cell."""


@pytest.mark.parametrize(
    ("people", "minimum", "found"),
    [
        ([10, 10, 1, 2, 30], 5, [2, 3]),
        ([10, 10, 1, 2, 30], 4, [2, 3]),
        ([10, 10, 1, 2, 30], 3, None),
        ([10, 10, 3, 2, 30], 5, None),
        ([10, 10, 3, 2, 30], 6, [2, 3]),
        ([4, 10, 3, 2, 30], 5, [0]),
    ],
)
def test_the_people_between_two_departments_and_their_site_are_found_where_they_are_too_few(
    people: list[float], minimum: int, found: list[int] | None
) -> None:
    made = find_learned(table_of(people, BETWEEN), minimum=minimum)
    assert (None if made is None else made.tolist()) == found


TOGETHER: list[list[int]] = [[0] * 6, [1, 2, -1, -1, -1, -1], [3, 3, 3, 3, -1, -1], [-1, -1, 4, 5, 4, 5]]
"""A site is two departments and the third and the fourth cell, of two teams that are also elsewhere."""


def test_two_atoms_that_follow_only_together_are_found_together() -> None:
    made = find_learned(table_of([10, 10, 2, 2, 20, 20], TOGETHER), minimum=5)
    assert made is not None
    assert made.tolist() == [2, 3]
    assert find_learned(table_of([10, 10, 2, 3, 20, 20], TOGETHER), minimum=5) is None


@pytest.mark.parametrize(("people", "found"), [(3, [0]), (4, None)])
def test_somebody_alone_learns_a_cell_of_others_that_is_too_small_with_themselves_counted(
    people: int, found: list[int] | None
) -> None:
    table = table_of([people, 20, 20, 1], [[0, 0, 0, 0], [1, 1, 2, 2], [3, 4, 3, 4]])
    made = find_learned(table, minimum=5)
    assert (None if made is None else made.tolist()) == found


def test_what_one_column_worked_out_serves_the_next() -> None:
    memory: Memory = {}
    table = table_of([10, 10, 1, 2, 30], BETWEEN)
    assert find_learned(table, minimum=5, memory=memory) is not None
    assert len(memory) == 1
    assert find_learned(table, minimum=5, memory=memory) is not None
    assert len(memory) == 1
    other = table_of([10, 11, 1, 2, 30], BETWEEN)
    assert find_learned(other, minimum=5, memory=memory) is not None
    assert len(memory) == 2


def test_a_part_of_people_whose_sum_lies_close_to_the_end_is_found_and_none_of_people_at_the_middle() -> None:
    """All of a site have the highest answer, so each of its teams has."""
    layers = [[0, 0, 0, 0], [1, 1, -1, -1]]
    made = find_learned(table_of([17, 3, 20, 20], layers, [[40.0, 20]]), minimum=5)
    assert made is not None
    assert made.tolist() == [1]
    assert find_learned(table_of([17, 3, 20, 20], layers, [[30.0, 10]]), minimum=5) is None
    assert find_learned(table_of([17, 3, 20, 20], layers), minimum=5) is None


@pytest.mark.parametrize("seed", range(10))
def test_cells_are_given_away_where_a_linear_programme_leaves_them_too_narrow_an_interval(seed: int) -> None:
    table = drawn_table(seed, groups=(3, 3), people=30, figures=2, hidden=0.3)
    rng = np.random.default_rng(seed)
    sets = list(small_sets(table.people, most=MINIMUM - 1))
    nothing = np.zeros((len(table.sums), 0))
    bare = Table(table.layers, table.people, nothing, nothing, nothing)
    for i in rng.permutation(len(sets))[:6]:
        cells = np.array(sets[i])
        wanted = NARROW * table.people[cells].sum() - CLOSE
        assert is_learned(table, cells) == any(width(table, sets[i], figure) < wanted for figure in range(2))
        one = np.zeros(len(table.people))
        one[cells] = 1
        rank = np.linalg.matrix_rank
        assert is_learned(bare, cells) == (rank(np.vstack([bare.incidence, one])) == rank(bare.incidence))


def narrow_to(table: Table, cells: Sequence[int], known: tuple[int, float] | None = None) -> bool:
    """Whether these cells have too narrow an interval in some figure for somebody who knows so much."""
    inside = known is not None and known[0] in cells
    wanted = NARROW * (table.people[list(cells)].sum() - inside) - CLOSE
    found = [width_if_possible(table, cells, figure, known=known) for figure in range(table.sums.shape[1])]
    return any(each is not None and each < wanted for each in found)


def narrow_to_insiders(table: Table, cells: Sequence[int]) -> bool:
    low, high = bounds_of_one(table)
    return any(
        narrow_to(table, cells, (atom, float(own)))
        for atom in range(len(table.people))
        for own in {*low[atom], *high[atom]}
        if table.people[atom] > 1 or atom not in cells
    )


def step_by_step(table: Table, groups: Sequence[Ints]) -> list[list[int]]:
    """The sets of fewest atoms that an outsider learns, by linear programmes."""
    found = ([cells for cells in sets.tolist() if narrow_to(table, cells)] for sets in groups)
    return next((some for some in found if some), [])


@pytest.mark.parametrize("block", [1, 4_000_000])
@pytest.mark.parametrize("seed", range(8))
def test_of_sets_of_atoms_the_first_is_found_that_linear_programmes_leave_too_narrow(
    seed: int, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of sets of four people, which insiders do not come into."""
    monkeypatch.setattr(linear, "BLOCK", block)
    table, _ = drawn_table(seed, groups=(4, 3), people=45, figures=2, hidden=0.2).merged()
    sets = unions(table.people, most=4, limit=1000)
    assert sets is not None
    only = [each[table.people[each].sum(axis=1) == 4] for each in sets]
    found = first_learned(table, only, minimum=5)
    wanted = step_by_step(table, only)
    assert (found is not None) == bool(wanted)
    assert found is None or found.tolist() in wanted


@pytest.mark.parametrize("seed", range(10))
def test_insiders_learn_the_sets_of_others_with_one_person_less(seed: int) -> None:
    """No set that nobody can tell is found, and of those that somebody can tell one of the fewest atoms."""
    table, _ = drawn_table(seed, groups=(3, 3), people=32, hidden=0.2).merged()
    sets = unions(table.people, most=3, limit=1000)
    assert sets is not None
    found = first_learned(table, sets, minimum=5)
    if found is not None:
        assert narrow_to(table, found.tolist()) or narrow_to_insiders(table, found.tolist())
    for smaller in sets[: len(sets) if found is None else len(found) - 1]:
        assert not any(narrow_to(table, cells) for cells in smaller.tolist())


# Short cuts, and large tables


def drawn(seed: int) -> Table:
    return drawn_table(seed, groups=((4, 3), (3, 3), (3, 2, 2))[seed % 3], people=50, figures=1 + seed % 2, hidden=0.3)


def nothing_free(table: Table, small: Ints, *, minimum: int, memory: Memory) -> Freedom:
    """No short cut at all: every set is looked at by itself."""
    made = freedom_of(table, small, minimum=minimum, memory=memory)
    return Freedom(np.zeros(len(small), np.bool_), made.near, lambda sets: np.zeros(len(sets), np.bool_))


@pytest.mark.parametrize("seed", range(12))
def test_what_is_cleared_early_is_what_would_be_cleared_one_by_one(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    table = drawn(seed)
    early = find_learned(table, minimum=MINIMUM)
    monkeypatch.setattr(learned, "freedom_of", nothing_free)
    late = find_learned(table, minimum=MINIMUM)
    assert (early is None) == (late is None)
    assert early is None or late is None or early.tolist() == late.tolist()


@pytest.mark.parametrize("seed", range(12))
def test_of_many_sets_those_that_hang_together_tell_as_much(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    table = drawn(seed)
    plain = find_learned(table, minimum=MINIMUM)
    monkeypatch.setattr(learned, "unions", lambda *_, **__: None)
    few = find_learned(table, minimum=MINIMUM)
    assert (plain is None) == (few is None)
    assert plain is None or few is None or plain.tolist() == few.tolist()


def test_where_too_many_sets_hang_together_an_atom_that_is_not_free_counts_as_given_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Six cells, all in the middle: nothing is given away, but that is not known without a look at each set."""
    layers = [[0] * 6, [1, 1, 2, 2, 3, 3], [4, 5, 4, 5, 4, 5]]
    table = table_of([2, 9, 2, 9, 3, 9], layers, [[17.0, 5.5, 5.5, 6, 3.5, 13.5]])
    monkeypatch.setattr(learned, "freedom_of", nothing_free)
    assert find_learned(table, minimum=MINIMUM) is None
    monkeypatch.setattr(learned, "SETS", 4)
    assert find_learned(table, minimum=MINIMUM) is None
    monkeypatch.setattr(learned, "unions", lambda *_, **__: None)
    assert find_learned(table, minimum=MINIMUM) is None
    monkeypatch.setattr(learned, "SETS", 3)
    found = find_learned(table, minimum=MINIMUM)
    assert found is not None
    assert found.tolist() == [0]


def nothing_near(table: Table, small: Ints, *, minimum: int, memory: Memory) -> Freedom:
    """As if no atoms hung together."""
    made = nothing_free(table, small, minimum=minimum, memory=memory)
    return Freedom(made.free, lambda chosen: np.zeros((len(chosen), len(small)), np.bool_), made.moves)


def test_all_sets_of_a_small_table_are_looked_at_whether_they_hang_together_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = table_of([10, 10, 2, 2, 20, 20], TOGETHER)
    monkeypatch.setattr(learned, "freedom_of", nothing_near)
    monkeypatch.setattr(learned, "SUPPORT", 6)
    found = find_learned(table, minimum=5)
    assert found is not None
    assert found.tolist() == [2, 3]
    monkeypatch.setattr(learned, "SUPPORT", 5)
    assert find_learned(table, minimum=5) is None


def in_large(monkeypatch: pytest.MonkeyPatch, size: int, sets: int = 20_000) -> None:
    """From how many atoms on a table is large, and how many sets are looked at."""
    monkeypatch.setattr(learned, "SUPPORT", size)
    monkeypatch.setattr(directions, "SUPPORT", size)
    monkeypatch.setattr(learned, "SETS", sets)


@pytest.mark.parametrize("seed", range(12))
def test_in_a_large_table_nothing_is_missed_that_is_found_in_a_small_one(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = drawn(seed)
    atoms, _ = table.merged()
    small = np.flatnonzero(atoms.people < MINIMUM)
    if not len(small):
        return
    plain = learned.learned_union(atoms, small, minimum=MINIMUM, memory={})
    in_large(monkeypatch, 4)
    large = learned.learned_union(atoms, small, minimum=MINIMUM, memory={})
    assert plain is None or large is not None
    assert large is None or atoms.people[large].sum() < MINIMUM


def test_in_a_large_table_a_quarter_of_the_sets_is_looked_at_those_of_fewest_atoms_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two atoms follow together, and neither by itself."""
    table = table_of([10, 10, 2, 2, 20, 20], TOGETHER)
    monkeypatch.setattr(learned, "freedom_of", nothing_free)
    in_large(monkeypatch, 5, sets=12)
    found = find_learned(table, minimum=5)
    assert found is not None
    assert found.tolist() == [2, 3]
    in_large(monkeypatch, 5, sets=11)
    assert find_learned(table, minimum=5) is None
    in_large(monkeypatch, 6, sets=12)
    assert find_learned(table, minimum=5) is not None


@pytest.mark.parametrize("figures", [0, 1])
@pytest.mark.parametrize("alone_follows", [[False], [True]])
def test_a_large_table_is_looked_at_with_its_largest_atoms_and_those_asked_for(
    figures: int, alone_follows: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sum of one person and seven others; those seven have a sum of their own, or have not."""
    rng = np.random.default_rng(4)
    layers = [np.zeros(100, np.int64), *(1 + 2 * i + rng.integers(0, 2, 100) for i in range(7))]
    last, (shown,) = np.arange(100), alone_follows
    layers.append(np.where(last >= 98, 15, -1))
    layers.append(np.where(last == 98, 16, -1) if shown else np.where(last < 50, 16, -1))
    people = rng.integers(6, 30, 100).astype(np.float64)
    people[98:] = 7, 1
    nothing = np.zeros((17, figures))
    table = Table(np.array(layers), people, nothing, nothing, nothing + 1)
    table = replace(table, sums=table.incidence @ np.repeat(people[:, None] / 2, figures, axis=1))
    in_large(monkeypatch, 40)
    atoms, _ = table.merged()
    assert len(directions.support_of(atoms)) < len(atoms.people) - 1
    found = find_learned(table, minimum=5)
    assert (None if found is None else found.tolist()) == ([99] if shown else None)


@pytest.mark.parametrize(("groups", "people", "seed"), [((4, 3), 30, 17), ((6, 2), 40, 18)])
def test_beyond_a_size_only_what_insiders_work_out_exactly_is_looked_at(
    groups: tuple[int, ...], people: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, _ = drawn_table(seed, groups=groups, people=people, figures=2).merged()
    sets = unions(table.people, most=MINIMUM - 1, limit=1000)
    assert sets is not None
    size = len(table.people)
    monkeypatch.setattr(learned, "INSIDE", size)
    near_ends = first_learned(table, sets, minimum=MINIMUM)
    assert near_ends is not None
    monkeypatch.setattr(learned, "INSIDE", size - 1)
    assert first_learned(table, sets, minimum=MINIMUM) is None


# Against linear programmes, on any table


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
