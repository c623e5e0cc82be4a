"""What shown sums leave open: each answer beside one that is worked out in another, slower way."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentorscan.disclosure import linear
from mentorscan.disclosure.linear import Bounds, Table, blocks, inverted, logistic_fit, travel, unions

Floats = NDArray[np.float64]
seeds = st.integers(0, 2**32 - 1)


def table_of(people: Any, sums: Any, *layers: Any) -> Table:
    """The table of cells with these people, and of the sums of ``layers``, from those of everyone on."""
    behind = np.array(sums, float)
    return Table(
        np.array(layers, np.int64), np.array(people, float), behind, np.zeros_like(behind), np.ones_like(behind)
    )


def random_table(seed: int, *, ends: bool = False) -> tuple[Table, Floats]:
    """Departments crossed with sites, of which some are not shown, and what the cells really add up to."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(2, 9))
    people = draw.integers(1, 12, n).astype(float)
    layers = [np.zeros(n, np.int64)]
    for size in (3, 2):
        groups = draw.integers(0, size, n)
        layers.append(np.where(groups == 0, -1, groups + max(layers[-1].max(), layers[0].max())))
    rows = np.unique(np.concatenate([layer[layer >= 0] for layer in layers]))
    placed = [np.where(layer >= 0, np.searchsorted(rows, layer), -1) for layer in layers]
    shares = draw.integers(0, 2, (n, 2)) if ends else draw.uniform(0.25, 0.75, (n, 2))
    inside = people[:, None] * shares
    made = table_of(people, np.zeros((len(rows), 2)), *placed)
    sums = made.incidence @ inside
    return Table(made.layers, made.people, sums, np.zeros_like(sums), np.ones_like(sums)), inside


@given(seeds)
def test_cells_in_the_same_sums_are_taken_as_one_and_no_sum_changes(seed: int) -> None:
    table, inside = random_table(seed)
    merged, position = table.merged()
    assert len(merged.people) == len({tuple(column) for column in table.layers.T.tolist()})
    assert (merged.layers[:, position] == table.layers).all()
    together = np.zeros((len(merged.people), 2))
    np.add.at(together, position, inside)
    assert merged.incidence @ together == pytest.approx(table.sums)
    assert merged.incidence @ merged.people == pytest.approx(table.incidence @ table.people)


@given(seeds)
def test_cells_that_are_looked_at_are_never_taken_as_one_with_others(seed: int) -> None:
    table, _ = random_table(seed)
    apart = np.arange(0, len(table.people), 2)
    merged, position = table.merged(apart)
    assert not set(position[apart]) & set(np.delete(position, apart))
    assert (merged.layers[:, position] == table.layers).all()
    assert merged.incidence @ merged.people == pytest.approx(table.incidence @ table.people)


@given(seeds)
def test_a_part_of_the_cells_has_what_the_others_leave_of_the_sums(seed: int) -> None:
    table, _ = random_table(seed)
    cells = np.arange(0, len(table.people), 2)
    part = table.only(cells)
    assert part.people.tolist() == table.people[cells].tolist()
    assert part.incidence.tolist() == table.incidence[:, cells].tolist()
    assert part.sums == pytest.approx(part.incidence @ table.centre[cells], abs=1e-6)


@given(seed=seeds, ends=st.booleans())
def test_the_centre_has_the_sums_that_are_shown_and_lies_within_the_scale(seed: int, *, ends: bool) -> None:
    table, _ = random_table(seed, ends=ends)
    assert table.incidence @ table.centre == pytest.approx(table.sums, abs=1e-4)
    assert (table.centre >= 0).all()
    assert (table.centre <= table.people[:, None]).all()


@given(seeds)
def test_the_fit_of_largest_entropy_has_the_sums_and_odds_made_of_them_alone(seed: int) -> None:
    table, _ = random_table(seed)
    a, people = table.incidence, table.people
    fit = logistic_fit(table, table.sums[:, 0])
    assert a @ fit == pytest.approx(table.sums[:, 0], abs=1e-6)
    odds = np.log(fit / (people - fit))
    assert a.T @ np.linalg.lstsq(a.T, odds, rcond=None)[0] == pytest.approx(odds, abs=1e-5)


def test_cells_that_the_sums_force_to_an_end_of_the_scale_come_close_to_it() -> None:
    layers = ([0, 0, 0, 0], [1, 1, 2, 2], [3, 4, 3, 4])
    fit = logistic_fit(table_of([5, 7, 6, 8], np.zeros((5, 0)), *layers), np.array([14.0, 0, 14, 6, 8]))
    assert fit == pytest.approx([0, 0, 6, 8], abs=1e-3)
    large = logistic_fit(table_of([500, 900, 700, 800], np.zeros((5, 0)), *layers), np.array([700.0, 0, 700, 300, 400]))
    assert large[:2] == pytest.approx([0, 0], abs=0.1)
    assert large[2:] == pytest.approx([300, 400], abs=0.2)


def test_a_matrix_without_full_rank_is_inverted_as_far_as_it_goes() -> None:
    products = np.array([[2.0, 1, 1], [1, 1, 0], [1, 0, 1]])
    made = inverted(products)
    assert products @ made @ products == pytest.approx(products)
    assert made @ products @ made == pytest.approx(made)


sizes = st.lists(st.integers(1, 6), min_size=1, max_size=7)


def every_union(people: list[int], most: int) -> list[tuple[int, ...]]:
    every = chain.from_iterable(combinations(range(len(people)), k) for k in range(1, len(people) + 1))
    return [each for each in every if sum(people[cell] for cell in each) <= most]


@given(sizes, st.integers(1, 8))
def test_unions_are_all_sets_of_few_enough_people_each_once(people: list[int], most: int) -> None:
    found = unions(np.array(people, float), most=most, limit=200)
    assert found is not None
    assert all(len({len(each) for each in sets.tolist()}) == 1 for sets in found)
    assert [tuple(each) for sets in found for each in sets.tolist()] == every_union(people, most)


@given(sizes, st.integers(1, 8))
def test_beyond_the_limit_no_union_is_made_and_at_it_all_are(people: list[int], most: int) -> None:
    count = len(every_union(people, most))
    assert unions(np.array(people, float), most=most, limit=count) is not None
    assert unions(np.array(people, float), most=most, limit=count - 1) is None


@pytest.mark.parametrize(("width", "sizes"), [(1, [5]), (0, [5]), (4, [2, 2, 1]), (8, [1] * 5), (30, [1] * 5)])
def test_sets_come_in_blocks_that_the_memory_holds(
    monkeypatch: pytest.MonkeyPatch, width: int, sizes: list[int]
) -> None:
    monkeypatch.setattr(linear, "BLOCK", 8)
    sets = np.arange(10).reshape(5, 2)
    made = list(blocks(sets, width))
    assert [len(each) for each in made] == sizes
    assert np.concatenate(made).tolist() == sets.tolist()


def walked(direction: list[float], up: list[float], down: list[float]) -> float:
    """How far one goes along a direction until the first cell has no room left."""
    ends = [
        (room if step > 0 else other) / abs(step) for step, room, other in zip(direction, up, down, strict=True) if step
    ]
    return min(ends, default=float("inf"))


steps = st.sampled_from([-2.0, -1.0, -0.5, 0.0, 0.0, 0.5, 1.0, 3.0])
room = st.sampled_from([0.0, 0.5, 1.0, 4.0])


@given(st.lists(st.tuples(steps, room, room), min_size=1, max_size=5), st.sampled_from([0.0, 1e-9, 0.5, 2.0]))
def test_a_set_travels_as_far_both_ways_as_its_tightest_cell_lets_it(
    cells: list[tuple[float, float, float]], moved: float
) -> None:
    direction, up, down = ([cell[i] for cell in cells] for i in range(3))
    direction = [*direction, 1.0]
    up, down = [*up, 3.0], [*down, 2.0]
    found = travel(
        np.array([direction, [0.0] * len(cells) + [1.0]]), np.array([moved, 1]), np.array(up), np.array(down)
    )
    wanted = (walked(direction, up, down) + walked(direction, down, up)) * moved if moved > 1e-7 else 0.0
    assert found.tolist() == pytest.approx([wanted, 5.0])


def crossed_by_two(n: list[int], own: list[float]) -> Table:
    """Two departments crossed with two sites: the sums of all four."""
    (a, b, c, d), layers = own, ([0, 0, 0, 0], [1, 1, 2, 2], [3, 4, 3, 4])
    return table_of(n, [[7.0, sum(own)], [1, a + b], [1, c + d], [1, a + c], [1, b + d]], *layers)


people_and_shares = st.lists(st.tuples(st.integers(1, 9), st.floats(0.05, 0.95)), min_size=4, max_size=4)


@given(people_and_shares)
def test_a_cell_of_two_by_two_has_the_interval_that_its_margins_leave(cells: list[tuple[int, float]]) -> None:
    """With four margins a single number is open: what one cell has more, its neighbours have less."""
    n = [size for size, _ in cells]
    a, b, c, d = (size * share for size, share in cells)
    least = a - min(a, n[1] - b, n[2] - c, d)
    most = a + min(n[0] - a, b, c, n[3] - d)
    bounds = Bounds(crossed_by_two(n, [a, b, c, d]), 1)
    assert bounds.width(np.array([0])) == pytest.approx(most - least, abs=1e-5)
    assert bounds.interval(np.array([0])) == pytest.approx((least, most), abs=1e-5)
    assert bounds.interval(np.array([0, 1])) == pytest.approx((a + b, a + b), abs=1e-5)
    assert bounds.width(np.array([0, 3])) == pytest.approx(2 * (most - least), abs=1e-5)


def test_an_interval_is_narrower_where_single_people_have_narrower_bounds() -> None:
    table = crossed_by_two([4, 4, 4, 4], [2, 2, 2, 2])
    lower, upper = np.array([1.5, 0, 0, 0]), np.array([4.0, 4, 4, 2.25])
    assert Bounds(table, 1, lower=lower).interval(np.array([0])) == pytest.approx((1.5, 4))
    assert Bounds(table, 1, upper=upper).interval(np.array([0])) == pytest.approx((0, 2.25))


def test_points_found_for_one_set_say_how_far_another_one_goes_at_least() -> None:
    bounds = Bounds(crossed_by_two([4, 4, 4, 4], [2, 2, 2, 2]), 1)
    other = np.array([1])
    assert bounds.spread(other) == pytest.approx(0)
    assert bounds.width(np.array([0])) == pytest.approx(4)
    assert bounds.seen(other) == pytest.approx((0, 4))
    assert bounds.spread(other) == pytest.approx(4)
    assert bounds.spread(np.array([0, 1])) == pytest.approx(0)


def test_sums_that_no_answers_can_give_leave_nothing_possible() -> None:
    table = crossed_by_two([4, 4, 4, 4], [2, 2, 2, 2])
    bounds = Bounds(table, 1, lower=np.full(4, 3.0))
    bounds.points = bounds.points[:0]
    assert not bounds.possible
    assert bounds.seen(np.array([0])) == (0.0, 0.0)
    open_ = Bounds(table, 1, lower=np.full(4, 1.0))
    open_.points = open_.points[:0]
    assert open_.possible
