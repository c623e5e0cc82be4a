"""Directions: atoms that are called free can move, in whatever set they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.tables import drawn_table, width

from mentorscan.disclosure import directions
from mentorscan.disclosure.directions import (
    COUPLED,
    ENDS,
    ROUNDED,
    TAKEN,
    Directions,
    Memory,
    Reach,
    freedom_of,
    room_of,
    sums_of_largest,
    support_of,
)
from mentorscan.disclosure.insiders import INSIDE
from mentorscan.disclosure.linear import NARROW, ZERO, Floats, Ints, Table, bounds_of_one

MINIMUM = 5
CLOSE = 1e-4
"""Directions are kept in single precision."""


def without_figures(table: Table) -> Table:
    nothing: Floats = np.zeros((len(table.sums), 0))
    return Table(table.layers, table.people, nothing, nothing, nothing)


def small_of(table: Table) -> Ints:
    made: Ints = np.flatnonzero(table.people < MINIMUM)
    return made


# The same worked out from the definitions, one atom at a time


def way(table: Table, atom: int, room: Floats) -> Floats | None:
    """The least change, against the others' room, that moves an atom by 1 and no sum; ``None`` if none does."""
    a, size = table.incidence, len(table.people)
    others = [i for i in range(size) if i != atom and room[i] > 0]
    scale = np.sqrt(room[others])
    steps = np.linalg.lstsq(a[:, others] * scale, -a[:, atom], rcond=1e-10)[0]
    made = np.zeros(size)
    made[others] = steps * scale
    made[atom] = 1
    cost = room[atom] * (steps**2).sum()
    return made if np.abs(a @ made).max() < ZERO and 1 / (1 + cost) > 0.01 else None


def reach_step_by_step(table: Table, small: Ints, room: Floats, *, limit: int = INSIDE) -> dict[str, Any]:
    """What ``Reach`` holds; ``limit``: the size of tables in which insiders are thought of."""
    n = table.people
    ways = [way(table, int(atom), room) for atom in small]
    taken, each = [], []
    for atom, steps in zip(small, ways, strict=True):
        back = [abs(step) for i, step in enumerate(steps) if i != atom and n[i] < MINIMUM] if steps is not None else []
        taken.append(sum(sorted(back, reverse=True)[: MINIMUM - 1 - int(n[atom])]) + ROUNDED)
        shares = np.zeros(len(n))
        if steps is not None:
            moving = [i for i in range(len(n)) if i != atom and room[i] > 0]
            shares[moving] = np.abs(steps[moving]) / room[moving]
        each.append(shares)
    narrow = [NARROW / (1 - min(back, TAKEN)) for back in taken]
    pushes = [(shares + ROUNDED) * narrow[j] for j, shares in enumerate(each)]
    if len(n) <= limit:
        there = [push for push, steps in zip(pushes, ways, strict=True) if steps is not None]
        shifted = (MINIMUM - 1) * max(
            (push[i] * room[i] for push in there for i in range(len(n)) if n[i] < MINIMUM), default=0
        )
        for j, shares in enumerate(each):
            pushes[j] = pushes[j] + shares * np.where(n < MINIMUM, (1 + shifted) / (MINIMUM - 1), 0)
    moving_ones = [steps is not None and back < TAKEN for steps, back in zip(ways, taken, strict=True)]
    needed = np.array([push.max() if can else np.inf for push, can in zip(pushes, moving_ones, strict=True)])
    free = needed * (MINIMUM - 1) <= 1
    pushed = [
        (MINIMUM - 1) * room[i] * max((pushes[j][i] for j in np.flatnonzero(free)), default=0) for i in range(len(n))
    ]
    return {
        "there": np.array([steps is not None for steps in ways]), "taken": np.minimum(taken, TAKEN), "needed": needed,
        "free": free, "pushed": np.array(pushed), "moving": np.array(moving_ones),
    }  # fmt: skip


def rooms_of(table: Table, seed: int) -> Floats:
    """How far atoms may go, drawn: some not at all."""
    rng = np.random.default_rng(seed)
    made: Floats = table.people * rng.uniform(0.2, 3, len(table.people)) * (rng.random(len(table.people)) < 0.9)
    return made


@pytest.mark.parametrize("limit", [0, 1000])
@pytest.mark.parametrize("seed", range(6))
def test_how_far_atoms_reach_follows_from_the_least_change_of_each(
    seed: int, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directions, "INSIDE", limit)
    table, _ = drawn_table(seed, groups=(8, 4, 2)[: 2 + seed % 2], people=150).merged()
    small, room = small_of(table), rooms_of(table, seed) * 8
    made = Directions(table, small, room, MINIMUM)
    wanted = reach_step_by_step(table, small, room, limit=limit)
    there = wanted["there"]
    assert made.there.tolist() == there.tolist()
    assert there.any()
    assert made.moving.tolist() == wanted["moving"].tolist()
    reach = made.reach
    assert reach.taken[there] == pytest.approx(wanted["taken"][there], abs=CLOSE)
    assert np.isinf(reach.needed).tolist() == np.isinf(wanted["needed"]).tolist()
    can = np.isfinite(wanted["needed"])
    assert reach.needed[can] == pytest.approx(wanted["needed"][can], rel=CLOSE)
    clear = np.abs(wanted["needed"] * (MINIMUM - 1) - 1) > CLOSE
    assert reach.free[clear].tolist() == wanted["free"][clear].tolist()
    if clear.all():
        assert reach.pushed == pytest.approx(wanted["pushed"], rel=CLOSE, abs=CLOSE)


def test_these_tables_have_free_atoms_and_others() -> None:
    free: list[bool] = []
    for seed in range(6):
        table, _ = drawn_table(seed, groups=(8, 4, 2)[: 2 + seed % 2], people=150).merged()
        free.extend(Directions(table, small_of(table), rooms_of(table, seed) * 8, MINIMUM).reach.free)
    assert 0.1 < np.mean(free) < 0.9


def parts_of(reach: Reach) -> list[list[float]]:
    return [reach.free.tolist(), reach.taken.tolist(), reach.needed.tolist(), reach.pushed.tolist()]


@pytest.mark.parametrize("work", [1, 100])
def test_how_many_atoms_are_looked_at_together_changes_nothing(work: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directions, "INSIDE", 0)
    table, _ = drawn_table(2, groups=(8, 4), people=150).merged()
    small, room = small_of(table), rooms_of(table, 2) * 8
    made = Directions(table, small, room, MINIMUM)
    together, moving = parts_of(made.reach), made.moving.tolist()
    monkeypatch.setattr(directions, "WORK", work)
    apart = Directions(table, small, room, MINIMUM)
    sizes = {len(block) for block, *_ in apart.blocks()}
    assert max(sizes) == max(1, work // len(table.people)) < len(small)
    assert np.concatenate([block for block, *_ in apart.blocks()]).tolist() == list(range(len(small)))
    assert apart.moving.tolist() == moving
    for one, other in zip(parts_of(apart.reach), together, strict=True):
        assert one == pytest.approx(other, rel=CLOSE)


@pytest.mark.parametrize("seed", range(4))
def test_atoms_are_near_where_one_moves_by_more_than_a_tenth_of_what_the_other_does(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(8, 4), people=150).merged()
    small, room = small_of(table), table.people * (1 + np.arange(len(table.people)) % 3)
    made = Directions(table, small, room, MINIMUM)
    ways = [way(table, int(atom), room) for atom in small]
    there = [i for i, steps in enumerate(ways) if steps is not None]
    assert made.there.tolist() == [steps is not None for steps in ways]
    found = made.near(np.array(there[::-1]))
    seen = set()
    for row, i in zip(found, there[::-1], strict=True):
        for j in there:
            one, other = ways[i], ways[j]
            assert one is not None
            assert other is not None
            wanted = i != j and max(abs(one[small[j]]), abs(other[small[i]])) > COUPLED
            assert row[j] == wanted
            seen.add(wanted)
    assert seen == {True, False}


def test_what_others_move_by_is_a_share_of_their_room_and_nothing_for_the_atom_itself() -> None:
    table, _ = drawn_table(1, groups=(6, 4), people=120).merged()
    small, room = small_of(table), rooms_of(table, 1)
    made = Directions(table, small, room, MINIMUM)
    chosen = np.flatnonzero(made.there)[::-1]
    for shares, atom in zip(made.shares(chosen), small[chosen], strict=True):
        steps = way(table, int(atom), room)
        assert steps is not None
        steps[atom] = 0
        assert shares * room == pytest.approx(np.abs(steps), abs=CLOSE)
        assert not shares[room == 0].any()


def test_an_atom_hardly_moves_where_nothing_moves_with_it_but_what_has_next_to_no_room() -> None:
    """Four cells with one direction: the three others have a hundredth of the first one's room, or a fortieth."""
    layers = np.array([[0, 0, 0, 0], [1, 1, 2, 2], [3, 4, 3, 4]])
    table = without_figures(Table(layers, np.full(4, 2.0), np.zeros((5, 1)), np.zeros((5, 1)), np.ones((5, 1))))
    for others, there in ((0.03, False), (0.031, True), (0.0, False)):
        room = np.array([1.0, others, others, others])
        assert Directions(table, np.array([0]), room, MINIMUM).there.tolist() == [there]


# What is free in a table with figures


def room_step_by_step(table: Table) -> Floats:
    """How far each atom can be moved, one at a time."""
    low, high = bounds_of_one(table)
    made = np.zeros_like(table.centre)
    for atom, figure in np.ndindex(made.shape):
        n, y = table.people[atom], table.centre[atom, figure]
        ends = [y, n - y]
        if n >= MINIMUM:
            ends += [y - high[atom, figure], n - 1 + low[atom, figure] - y]
        made[atom, figure] = min(ends) if min(ends) > ENDS else 0
    return made


@pytest.mark.parametrize("seed", range(8))
def test_the_room_of_a_large_atom_is_what_one_of_its_people_leaves_it(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(4, 3), people=80, figures=2).merged()
    assert room_of(table, MINIMUM) == pytest.approx(room_step_by_step(table))


def test_an_atom_closer_to_an_end_than_a_fiftieth_of_a_person_has_no_room() -> None:
    sums = np.array([[10.0, 10], [0.019, 0.021], [9.981, 9.979]])
    table = Table(np.array([[0, 0], [1, 2]]), np.array([3.0, 16]), sums, np.zeros((3, 2)), np.ones((3, 2)))
    made = room_of(table, MINIMUM)
    assert made[0, 0] == 0
    assert made[0, 1] > 0
    more = sums + np.array([[0.0], [2], [-2]])
    five = Table(np.array([[0, 0], [1, 2]]), np.array([5.0, 14]), more, sums * 0, sums * 0 + 1)
    assert room_of(five, 5)[0] == pytest.approx(five.centre[0] - 1)
    assert room_of(five, 6)[0] == pytest.approx(five.centre[0])


def freedom_step_by_step(table: Table, small: Ints) -> dict[str, Any]:
    """What is free in a table with figures: for all at once, and where that fails in each figure by itself."""
    ends = room_step_by_step(table)
    joint = ends.min(axis=1)
    found = reach_step_by_step(table, small, joint)
    free, taken, needed, pushed = (np.array(found[name]) for name in ("free", "taken", "needed", "pushed"))
    tied = np.flatnonzero(~free)
    if ends.shape[1] > 1 and len(tied):
        each = [reach_step_by_step(table, small[tied], room) for room in ends.T]
        for place, j in enumerate(tied):
            free[j] = all(one["free"][place] for one in each)
            taken[j] = max(one["taken"][place] for one in each)
            needed[j] = max(one["needed"][place] for one in each)
        pushed = np.max([pushed, *(one["pushed"] for one in each)], axis=0)
    left = [1 - 2 * pushed[atom] - NARROW / (1 - taken[j]) for j, atom in enumerate(small)]
    stopped = any(table.people[atom] == 1 and joint[atom] > 0 and np.isinf(needed[j]) for j, atom in enumerate(small))
    return {"free": free & (np.array(left) >= 0), "left": np.array(left), "taken": taken, "needed": needed,
            "most": ends.max(axis=1), "stopped": stopped}  # fmt: skip


@pytest.mark.parametrize("figures", [1, 2, 3])
@pytest.mark.parametrize("groups", [(12, 3), (10, 3, 2)])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_free_follows_from_the_least_changes_in_all_figures_or_in_each(
    seed: int, groups: tuple[int, ...], figures: int
) -> None:
    table, _ = drawn_table(seed, groups=groups, people=300, figures=figures).merged()
    small = small_of(table)
    wanted = freedom_step_by_step(table, small)
    found = freedom_of(table, small, minimum=MINIMUM, memory={}).free
    clear = (np.abs(wanted["left"]) > CLOSE) & ~(np.abs(wanted["needed"] * (MINIMUM - 1) - 1) < CLOSE)
    assert found[clear].tolist() == wanted["free"][clear].tolist()


def wide_table(seed: int, *, least: int, figures: int = 1, even: float = 0.6) -> Table:
    """Teams crossed with sites, cells of ``least`` to six people, each team's answers about its own mean.

    ``even``: how far these means are from the ends.
    """
    rng = np.random.default_rng(seed)
    row, column = np.nonzero(rng.random((24, 10)) < 0.6)
    layers = np.array([row * 0, np.where(row < 22, 1 + row, -1), np.where(column < 9, 23 + column, -1)])
    n = rng.integers(least, 7, row.size).astype(np.float64)
    noise = rng.normal(0, 0.05, (row.size, figures))
    inside = n[:, None] * np.clip(rng.beta(even, even, (24, figures))[row] + noise, 0.01, 0.99)
    nothing: Floats = np.zeros((32, figures))
    table = Table(layers, n, nothing, nothing, nothing + 1)
    return replace(table, sums=table.incidence @ inside).merged()[0]


@pytest.mark.parametrize("figures", [1, 2])
@pytest.mark.parametrize("least", [1, 2])
@pytest.mark.parametrize("seed", range(3))
def test_a_set_moves_where_no_atom_of_it_is_pushed_too_far_by_the_others(seed: int, least: int, figures: int) -> None:
    """And none where somebody alone in an atom that cannot move far enough may stop others."""
    table = wide_table(seed, least=least, figures=figures)
    assert len(table.people) > INSIDE
    small = small_of(table)
    wanted = freedom_step_by_step(table, small)
    freedom = freedom_of(table, small, minimum=MINIMUM, memory={})
    rng = np.random.default_rng(seed)
    seen = set()
    for size in (1, 2, 3):
        sets = np.sort([rng.choice(len(small), size, replace=False) for _ in range(100)], axis=1)
        for cells, found in zip(sets, freedom.moves(sets), strict=True):
            n, needed = table.people[small[cells]], wanted["needed"][cells]
            margin = -1.0
            if np.isfinite(needed).all():
                others = [sum(n[k] * needed[k] for k in range(size) if k != i) for i in range(size)]
                room = n * (1 - NARROW / (1 - wanted["taken"][cells])) - 2 * wanted["most"][small[cells]] * others
                margin = min(1 - (n * needed).sum(), *room)
            if abs(margin) > 10 * CLOSE:
                assert found == (margin > 0 and not wanted["stopped"])
                seen.add(bool(found))
    assert wanted["stopped"] == (least == 1)
    assert seen == {False} if wanted["stopped"] else {True, False}


def test_in_a_table_in_which_insiders_are_looked_at_no_set_is_said_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    table = wide_table(0, least=2, even=5)
    small = small_of(table)
    sets = np.arange(len(small))[:, None]
    monkeypatch.setattr(directions, "INSIDE", len(table.people) - 1)
    assert freedom_of(table, small, minimum=MINIMUM, memory={}).moves(sets).any()
    monkeypatch.setattr(directions, "INSIDE", len(table.people))
    none = freedom_of(table, small, minimum=MINIMUM, memory={}).moves(sets)
    assert (~none).tolist() == [True] * len(small)


@pytest.mark.parametrize("inside", [0.0, 0.5])
def test_somebody_alone_who_cannot_move_stops_others_unless_their_answer_is_at_an_end(inside: float) -> None:
    """A cell of one person whose sum is shown: at an end that person could not be moved by anybody anyway."""
    table = wide_table(0, least=2, even=5)
    own = np.array([[0], [len(table.sums)], [-1]])
    sums = np.vstack([table.sums, [[inside]]])
    sums[0] += inside
    more = Table(np.hstack([table.layers, own]), np.append(table.people, 1), sums, sums * 0, sums * 0 + 1)
    small = small_of(more)
    sets = np.arange(len(small) - 1)[:, None]
    assert freedom_of(table, small[:-1], minimum=MINIMUM, memory={}).moves(sets).any()
    assert freedom_of(more, small, minimum=MINIMUM, memory={}).moves(sets).any() == (inside == 0)


def test_with_figures_atoms_are_near_where_they_are_in_some_figure_or_whatever_the_answers() -> None:
    table = wide_table(1, least=1, figures=2)
    small = small_of(table)
    chosen = np.array([3, 0, 7])
    near = freedom_of(table, small, minimum=MINIMUM, memory={}).near(chosen)
    plain, joint = (
        Directions(table, small, room, MINIMUM).near(chosen)
        for room in (table.people**2, room_of(table, MINIMUM).min(axis=1))
    )
    assert near.tolist() == (plain | joint).tolist()
    assert (plain & ~joint).any()
    assert (joint & ~plain).any()


def test_without_figures_no_set_is_said_to_move() -> None:
    table = without_figures(wide_table(0, least=2))
    small = small_of(table)
    moves = freedom_of(table, small, minimum=MINIMUM, memory={}).moves
    assert (~moves(np.arange(6).reshape(3, 2))).tolist() == [True] * 3


# Sums of the largest, and what is moved against a set


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=5), st.data())
def test_the_largest_of_each_row_are_added_up_so_many_of_them(rows: list[list[int]], data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(0, 6), min_size=len(rows), max_size=len(rows)))
    values = np.array(rows, np.float32)
    wanted = [sum(sorted(row, reverse=True)[:count]) for row, count in zip(rows, counts, strict=True)]
    assert sums_of_largest(values, np.array(counts)).tolist() == wanted
    assert values.tolist() == rows


def test_no_row_has_no_sum_of_the_largest() -> None:
    assert sums_of_largest(np.zeros((0, 3), np.float32), np.zeros(0, np.int64)).tolist() == []


@pytest.mark.parametrize("limit", [8, 59])
def test_in_a_large_table_the_largest_atoms_and_the_ten_largest_of_each_sum_are_moved(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directions, "SUPPORT", limit)
    rng = np.random.default_rng(5)
    layers = np.array([np.zeros(60, np.int64), rng.integers(0, 3, 60), rng.integers(-1, 2, 60)])
    layers[1:] += np.where(layers[1:] < 0, 0, [[1], [4]])
    nothing = np.zeros((6, 0))
    table = Table(layers, rng.integers(1, 30, 60).astype(np.float64), nothing, nothing, nothing)
    by_size = sorted(range(60), key=lambda atom: -table.people[atom])
    wanted = set(by_size[: limit // 4])
    for layer in layers:
        for row in np.unique(layer):
            wanted |= set([atom for atom in by_size if layer[atom] == row][:10])
    assert support_of(table).tolist() == sorted(wanted)
    assert len(wanted) < 60
    monkeypatch.setattr(directions, "SUPPORT", 59)
    assert len(support_of(table)) < 60
    monkeypatch.setattr(directions, "SUPPORT", 60)
    assert support_of(table).tolist() == list(range(60))


def test_a_quarter_of_what_is_moved_in_a_large_table_are_its_largest_atoms(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = np.zeros((1, 0))
    table = Table(np.zeros((1, 100), np.int64), np.arange(100.0) + 1, nothing, nothing, nothing)
    monkeypatch.setattr(directions, "SUPPORT", 99)
    assert support_of(table).tolist() == list(range(76, 100))
    monkeypatch.setattr(directions, "SUPPORT", 20)
    assert support_of(table).tolist() == list(range(90, 100))


# Against linear programmes


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
    table = wide_table(seed, least=2)
    small = small_of(table)
    freedom = freedom_of(table, small, minimum=MINIMUM, memory={})
    rng = np.random.default_rng(seed)
    pairs = np.sort(np.array([rng.choice(len(small), 2, replace=False) for _ in range(400)]), axis=1)
    pairs = pairs[(table.people[small[pairs]].sum(axis=1) < MINIMUM) & ~freedom.free[pairs].all(axis=1)]
    moving = freedom.moves(pairs)
    assert moving.any()
    assert not moving.all()
    for pair in pairs[moving][:20]:
        assert width(table, small[pair].tolist()) >= NARROW * table.people[small[pair]].sum() - 1e-6


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
    others = [
        replace(table, people=table.people + 1),
        replace(table, layers=np.where(table.layers > 3, -1, table.layers)),
    ]
    for number, other in enumerate(others, 2):
        made = freedom_of(other, small, minimum=MINIMUM, memory=memory).free
        assert len(memory) == number
        assert made.tolist() == freedom_of(other, small, minimum=MINIMUM, memory={}).free.tolist()


@pytest.mark.parametrize("seed", range(6))
def test_without_figures_large_atoms_are_moved_more_than_in_proportion(seed: int) -> None:
    """By the square of their people: what small ones take back is least."""
    table = without_figures(drawn_table(seed, groups=(9, 4), people=120).merged()[0])
    small, room = small_of(table), table.people**2
    wanted = reach_step_by_step(table, small, room)
    freedom = freedom_of(table, small, minimum=MINIMUM, memory={})
    assert freedom.free.tolist() == wanted["moving"].tolist()
    there = np.flatnonzero(wanted["there"])
    ways = [way(table, int(small[i]), room) for i in there]
    moved = np.array([np.abs(steps[small[there]]) for steps in ways if steps is not None])
    np.fill_diagonal(moved, 0)
    near = freedom.near(there)[:, there]
    clear = np.abs(np.maximum(moved, moved.T) - COUPLED) > CLOSE
    assert near[clear].tolist() == (np.maximum(moved, moved.T) > COUPLED)[clear].tolist()
