"""Insiders: what follows for somebody who knows the own answer, against ranks and linear programmes worked out anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from tests.unit.disclosure.tables import drawn_table, small_sets, width, width_if_possible

from mentorscan.disclosure.insiders import NEAR, Insider, insiders_of, known_to_insiders, safe_from_insiders
from mentorscan.disclosure.learned import find_learned
from mentorscan.disclosure.linear import NARROW, ZERO, Floats, Ints, Table, bounds_of_one, unions

MINIMUM = 5


def follow(rows: Floats, cells: Sequence[int]) -> bool:
    """Whether the sum of these cells is made of the sums in these rows."""
    one = np.zeros(rows.shape[1])
    one[list(cells)] = 1
    return bool(np.linalg.matrix_rank(np.vstack([rows, one])) == np.linalg.matrix_rank(rows))


def projected(table: Table) -> Floats:
    """The change nearest to moving each cell alone that leaves every sum as it is, each cell weighted by its people."""
    n, a = table.people, table.incidence
    made: Floats = np.diag(n) - (a * n).T @ np.linalg.pinv((a * n) @ a.T) @ (a * n)
    return made


def crossed(
    people: Sequence[Sequence[float]],
    sums: Sequence[Sequence[Sequence[float]]],
    ends: Sequence[tuple[float, float]] = ((0.0, 1.0),),
) -> Table:
    """Groups of two segments crossed, all shown: people and sums (a table for each figure) by row and column."""
    n = np.array(people)
    shape = n.shape
    row, column = (each.ravel() for each in np.indices(shape))
    layers = np.stack([np.zeros(n.size, np.int64), 1 + row, 1 + shape[0] + column])
    count = 1 + sum(shape)
    figures = [np.array(each).reshape(shape) for each in sums]
    shown = np.array([[each.sum(), *each.sum(axis=1), *each.sum(axis=0)] for each in figures]).T
    low, high = (np.tile([end[i] for end in ends], (count, 1)) for i in range(2))
    return Table(layers, n.ravel().astype(np.float64), shown, low, high)


# Who is alone in a cell


@pytest.mark.parametrize("seed", range(20))
def test_a_set_is_known_where_it_follows_from_the_sums_and_one_person_alone_in_a_cell(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(6, 3), people=25, hidden=0.1).merged()
    n, a = table.people, table.incidence
    projection = projected(table)
    alone = [int(cell) for cell in np.flatnonzero(n == 1) if not follow(a, [int(cell)])]
    for cells in small_sets(n, most=MINIMUM - 2):
        if follow(a, cells):
            continue
        directions = projection[list(cells)].sum(axis=0)[None, :]
        moved = directions[:, list(cells)].sum(axis=1)
        wanted = any(follow(np.vstack([a, np.eye(1, len(n), each)]), cells) for each in alone if each not in cells)
        assert known_to_insiders(table, projection, np.array([cells]), directions, moved).tolist() == [wanted], cells


def test_of_several_sets_each_is_known_by_itself() -> None:
    """Four cells with one direction: whoever is alone in the last one knows all three others, but not the own one."""
    table = crossed([[3, 2], [2, 1]], [[[1.5, 1], [1, 0.5]]])
    projection = projected(table)
    sets = np.array([[0], [1], [2], [3]])
    directions = projection[sets].sum(axis=1)
    moved = np.take_along_axis(directions, sets, axis=1).sum(axis=1)
    assert known_to_insiders(table, projection, sets, directions, moved).tolist() == [True, True, True, False]
    nobody = crossed([[3, 2], [2, 4]], [[[1.5, 1], [1, 2]]])
    assert known_to_insiders(nobody, projected(nobody), sets, directions, moved).tolist() == [False] * 4


def test_where_nobody_is_alone_the_sums_of_one_person_more_tell_nothing_exactly() -> None:
    """A person alone in a cell whose sum is shown anyway knows nothing more."""
    layers = np.array([[0, 0, 0, 0, 0], [1, 1, 2, 2, 3], [4, 5, 4, 5, 6]])
    people = np.array([2.0, 2, 2, 2, 1])
    sums, one = np.zeros((7, 0)), projected(Table(layers, people, *(np.zeros((7, 0)),) * 3))
    table = Table(layers, people, sums, sums, sums)
    sets = np.array([[0], [1], [2], [3]])
    moved = np.diag(one)[:4]
    assert known_to_insiders(table, one, sets, one[:4], moved).tolist() == [False] * 4


def test_what_rounding_leaves_of_a_direction_counts_as_nothing_in_proportion_to_its_set() -> None:
    table = crossed([[3, 2], [2, 1]], [[[1.5, 1], [1, 0.5]]])
    projection = np.eye(4)
    moved = np.array([3.0, 3.0])
    directions = np.zeros((2, 4))
    directions[:, 3] = np.sqrt(3 - ZERO * np.array([3.5, 4.5]))
    known = known_to_insiders(table, projection, np.array([[0], [0]]), directions, moved)
    assert known.tolist() == [True, False]


# The test for all insiders at once


def room_left(table: Table, projection: Floats, sets: Ints) -> Floats:
    """How far the test for all at once says that sets can move: the most people for which they are safe, by halving."""
    directions = projection[sets].sum(axis=1)
    moved = np.take_along_axis(directions, sets, axis=1).sum(axis=1)
    least, most = np.zeros(len(sets)), np.full(len(sets), 1e4)
    for _ in range(60):
        middle = (least + most) / 2
        safe = safe_from_insiders(table, projection, directions, moved, middle)
        least, most = np.where(safe, middle, least), np.where(safe, most, middle)
    return NARROW * least


def room_step_by_step(table: Table, projection: Floats, cells: Sequence[int]) -> float:
    """The same from the definition: the room of every cell by every insider, one at a time."""
    n, size = table.people, range(len(table.people))
    low, high = bounds_of_one(table)
    free = [float(projection[j, j]) for j in size]
    direction = [sum(float(projection[i, j]) for i in cells) for j in size]
    alone = [j for j in size if n[j] == 1 and free[j] > ZERO]
    bent = max((abs(direction[j]) / free[j] ** 0.5 for j in alone), default=0.0)
    left = sum(direction[j] for j in cells) - bent**2
    if left <= ZERO:
        return 0.0
    rooms = []
    for figure in range(table.sums.shape[1]):
        y = table.centre[:, figure]
        shift = [max(0.0, high[j, figure] - y[j], y[j] - (n[j] - 1 + low[j, figure])) for j in size]
        forth, back = [], []
        for j in size:
            pulled = max(
                (abs(projection[i, j]) / free[i] * shift[i] for i in size if i != j and free[i] > ZERO), default=0
            )
            down, up = y[j] - pulled, n[j] - y[j] - pulled
            if n[j] > 1:
                down, up = min(down, y[j] - high[j, figure]), min(up, n[j] - 1 + low[j, figure] - y[j])
            bend = bent * max((abs(projection[i, j]) / free[i] ** 0.5 for i in alone), default=0)
            if bend > abs(direction[j]):
                down = up = min(down, up)
            if abs(direction[j]) + bend >= 1e-9:
                forth.append((up if direction[j] >= 0 else down) / (abs(direction[j]) + bend))
                back.append((down if direction[j] >= 0 else up) / (abs(direction[j]) + bend))
        rooms.append((min(forth) + min(back)) * left)
    return float(max(0.0, min(rooms)))


def moving_tables() -> Iterator[tuple[Table, Floats]]:
    """Small tables in which most cells can move, some of one person, and answers over all of the scale."""
    for seed in range(40):
        table, _ = drawn_table(seed, groups=(4, 3), people=90, figures=1 + seed % 2, hidden=0.2).merged()
        yield table, projected(table)


def test_all_at_once_each_set_gets_the_room_that_the_worst_insider_leaves_every_cell() -> None:
    rooms = []
    for table, projection in moving_tables():
        for some in unions(table.people, most=MINIMUM, limit=1000) or ():
            sets = some[[not follow(table.incidence, each) for each in some.tolist()]]
            room = room_left(table, projection, sets)
            assert room == pytest.approx(
                [room_step_by_step(table, projection, each) for each in sets.tolist()], abs=1e-6
            )
            rooms.extend(room.tolist())
    assert (np.array(rooms) > 0).mean() > 0.1
    assert (np.array(rooms) == 0).mean() > 0.1


@pytest.mark.parametrize(("groups", "people", "seed"), [((7, 5), 200, 0), ((9, 4), 250, 1)])
def test_a_cell_that_somebody_alone_may_turn_round_needs_its_room_both_ways(
    groups: tuple[int, ...], people: int, seed: int
) -> None:
    table, _ = drawn_table(seed, groups=groups, people=people).merged()
    projection = projected(table)
    sets = np.array(
        [[cell] for cell in np.flatnonzero(table.people <= 3).tolist() if not follow(table.incidence, [cell])]
    )
    room = room_left(table, projection, sets)
    assert room == pytest.approx([room_step_by_step(table, projection, each) for each in sets.tolist()], abs=1e-6)
    assert (room > 0).any()
    assert ((table.people == 1) & (np.diag(projection) > ZERO)).any()


def test_four_cells_with_one_direction_have_the_room_up_and_down_that_one_of_their_people_leaves() -> None:
    """Ten people each, three points each: 3 down to the own 1 is 2, up and down alike, so that four are open."""
    table = crossed([[10, 10], [10, 10]], [[[3, 3], [3, 3]]])
    sets = np.array([[0], [1], [2], [3]])
    assert room_left(table, projected(table), sets) == pytest.approx([4.0] * 4, abs=1e-6)
    low_ends = crossed([[10, 10], [10, 10]], [[[3, 3], [3, 3]]], ends=[(0.0, 0.5)])
    assert room_left(low_ends, projected(low_ends), sets) == pytest.approx([5.0] * 4, abs=1e-6)
    high_ends = crossed([[10, 10], [10, 10]], [[[7, 7], [7, 7]]], ends=[(0.5, 1.0)])
    assert room_left(high_ends, projected(high_ends), sets) == pytest.approx([5.0] * 4, abs=1e-6)
    both = crossed([[10, 10], [10, 10]], [[[3, 3], [3, 3]], [[8, 8], [8, 8]]], ends=[(0.0, 1.0), (0.0, 1.0)])
    assert room_left(both, projected(both), sets) == pytest.approx([2.0] * 4, abs=1e-6)


def with_a_cell_that_is_shown(people: float, inside: float) -> tuple[Table, Floats]:
    """Four cells of ten with one direction, three points each, nobody above a half; and a fifth whose sum is shown."""
    layers = np.array([[0, 0, 0, 0, 0], [1, 1, 2, 2, 3], [4, 5, 4, 5, 6]])
    sums = np.array([[12 + inside], [6], [6], [inside], [6], [6], [inside]])
    high = np.array([[1.0], [0.5], [0.5], [1], [1], [1], [1]])
    table = Table(layers, np.array([10.0, 10, 10, 10, people]), sums, np.zeros((7, 1)), high)
    return table, projected(table)


def test_a_cell_whose_sum_is_shown_pulls_no_other_however_close_to_its_end() -> None:
    table, projection = with_a_cell_that_is_shown(4, 0)
    sets = np.array([[0], [1], [2], [3]])
    assert room_left(table, projection, sets) == pytest.approx([5.0] * 4, abs=1e-5)
    projection[4, :4] = 0.9 * ZERO
    assert room_left(table, projection, sets) == pytest.approx([5.0] * 4, abs=1e-5)


def test_somebody_alone_in_a_cell_whose_sum_is_shown_stops_no_other() -> None:
    """Also not by what rounding leaves of their share in the directions."""
    table, projection = with_a_cell_that_is_shown(1, 0.5)
    projection[4, 4] = 0
    projection[:4, 4] = 1e-5
    sets = np.array([[0], [1], [2], [3]])
    assert room_left(table, projection, sets) == pytest.approx([5.0] * 4, abs=1e-6)


# One insider


def test_somebody_in_each_cell_that_can_move_may_have_the_lowest_and_the_highest_figure() -> None:
    layers = np.array([[0, 0, 0, 0, 0], [1, 1, 2, 2, 3], [4, 5, 4, 5, 6]])
    sums = np.tile(np.array([[12.0], [6], [6], [0], [6], [6], [0]]), 2)
    low, high = np.zeros((7, 2)), np.ones((7, 2))
    low[1, 0], high[5, 1] = 0.25, 0.75
    low[4, 1] = 0.75
    low[5, 1] = 0.75
    table = Table(layers, np.array([10.0, 10, 10, 10, 4]), sums, low, high)
    found = [(each.atom, each.figure, float(each.lower[each.atom])) for each in insiders_of(table, projected(table))]
    assert sorted(found) == [
        (0, 0, 0.25), (0, 0, 1.0), (0, 1, 0.75), (0, 1, 1.0), (1, 0, 0.25), (1, 0, 1.0), (1, 1, 0.75),
        (2, 0, 0.0), (2, 0, 1.0), (2, 1, 0.75), (2, 1, 1.0), (3, 0, 0.0), (3, 0, 1.0), (3, 1, 0.75),
    ]  # fmt: skip


def insiders() -> Iterator[tuple[Table, Floats, Insider, float]]:
    """Insiders of small tables, and their own figure."""
    for seed in range(30):
        table, _ = drawn_table(seed, groups=(3, 3), people=18 + seed % 3 * 8, figures=2, hidden=0.2).merged()
        projection = projected(table)
        for insider in insiders_of(table, projection):
            yield table, projection, insider, float(insider.lower[insider.atom])
        for atom in np.flatnonzero(np.diag(projection) > ZERO)[: 1 + seed % 3]:
            yield table, projection, Insider(table, projection, int(atom), seed % 2, 1.0), 1.0


def test_an_insider_knows_between_what_the_own_cell_lies() -> None:
    for table, _, insider, own in insiders():
        for cell, n in enumerate(table.people):
            ends = (own, n - 1 + own) if cell == insider.atom else (0, n)
            assert (insider.lower[cell], insider.upper[cell]) == ends


def test_an_insider_starts_from_answers_that_fit_where_the_way_there_leaves_the_others_room() -> None:
    seen = {True: 0, False: 0}
    for table, _, insider, own in insiders():
        assert table.incidence @ insider.start == pytest.approx(table.sums[:, insider.figure], abs=1e-6)
        fits = (insider.start >= insider.lower - 1e-6).all() and (insider.start <= insider.upper + 1e-6).all()
        assert insider.possible == bool(fits)
        seen[insider.possible] += 1
        n = table.people[insider.atom]
        nearest = float(np.clip(table.centre[insider.atom, insider.figure], own, n - 1 + own))
        assert insider.start[insider.atom] == pytest.approx(nearest)
    assert min(seen.values()) > 10


def test_the_exact_intervals_are_those_of_a_linear_programme_and_missing_where_nobody_can_have_the_figure() -> None:
    seen = {True: 0, False: 0}
    for i, (table, _, insider, own) in enumerate(insiders()):
        if insider.possible and i % 10:
            continue
        wanted = width_if_possible(table, [0], insider.figure, known=(insider.atom, own))
        bounds = insider.bounds
        assert (bounds is None) == (wanted is None)
        seen[bounds is None] += 1
        if bounds is not None:
            assert bounds.width(np.array([0])) == pytest.approx(wanted, abs=1e-6)
            for point in bounds.points:
                assert table.incidence @ point == pytest.approx(table.sums[:, insider.figure], abs=1e-5)
                assert (point >= insider.lower - 1e-5).all()
                assert (point <= insider.upper + 1e-5).all()
    assert min(seen.values()) > 3


def first_by_linear_programmes(
    table: Table, projection: Floats, insider: Insider, sets: Ints, own: float
) -> list[int] | None:
    """The first set of others' answers that is too narrow for an insider, of those that move with the own cell."""
    for cells in sets.tolist():
        inside = insider.atom in cells
        turned = abs(sum(projection[cell, insider.atom] for cell in cells))
        if not inside and turned <= NEAR * projection[insider.atom, insider.atom]:
            continue
        if inside and table.people[insider.atom] == 1:
            continue
        found = width_if_possible(table, cells, insider.figure, known=(insider.atom, own))
        if found is None:
            return None
        if found < NARROW * (table.people[cells].sum() - inside) - 1e-6:
            return list(cells)
    return None


def test_an_insider_learns_the_first_set_that_linear_programmes_find_too_narrow() -> None:
    seen = {True: 0, False: 0}
    for i, (table, projection, insider, own) in enumerate(insiders()):
        if i % 9:
            continue
        for sets in unions(table.people, most=MINIMUM - 2, limit=1000) or ():
            some = sets[i % 2 :: 2][:6]
            if not len(some):
                continue
            found = insider.learns(some, projection[some].sum(axis=1))
            wanted = first_by_linear_programmes(table, projection, insider, some, own)
            assert (None if found is None else found.tolist()) == wanted
            seen[found is None] += 1
    assert min(seen.values()) > 10


def test_a_set_that_hardly_moves_with_the_own_cell_is_not_looked_at() -> None:
    """Whoever is alone in the last of four cells with one direction knows the others, unless it hardly moves."""
    table = crossed([[3, 2], [2, 1]], [[[1.5, 1], [1, 0.5]]])
    projection = projected(table)
    insider = Insider(table, projection, 3, 0, 0.5)
    one = np.array([[0]])
    for share, seen in ((1.1, True), (0.9, False)):
        found = insider.learns(one, projection[[0]] * share * NEAR)
        assert (found is not None) == seen
    assert insider.learns(np.array([[3]]), projection[[3]]) is None


def test_a_set_that_can_move_far_enough_costs_an_insider_no_linear_programme() -> None:
    table = crossed([[10, 10], [10, 10]], [[[5, 5], [5, 5]]])
    insider = Insider(table, projected(table), 3, 0, 0.0)
    assert insider.learns(np.array([[0], [1], [3]]), projected(table)[[0, 1, 3]]) is None
    assert insider.bounds is not None
    assert len(insider.bounds.points) == 1


@pytest.mark.parametrize("inside", [0.5, 9.5])
def test_a_set_close_to_either_end_is_learned_by_an_insider_at_that_end(inside: float) -> None:
    """Half a point of room in each of four cells with one direction, which moves all by as much: one point in all."""
    table = crossed([[10, 10], [10, 10]], [[[inside, inside], [inside, inside]]])
    projection = projected(table)
    insider = Insider(table, projection, 3, 0, 0.0 if inside < 5 else 1.0)
    for cells in ([0], [1], [3]):
        found = insider.learns(np.array([cells]), projection[cells])
        assert found is not None
        assert found.tolist() == cells


def test_a_set_that_can_move_while_somebody_alone_stands_still_costs_them_no_linear_programme() -> None:
    people = [[10, 10, 10], [10, 10, 10], [10, 10, 1]]
    table = crossed(people, [[[n / 2 for n in row] for row in people]])
    projection = projected(table)
    insider = Insider(table, projection, 8, 0, 0.5)
    assert insider.learns(np.array([[0], [2], [8]]), projection[[0, 2, 8]]) is None
    assert (np.abs(projection[[0, 2], 8]) > NEAR * projection[8, 8]).all()
    assert insider.bounds is not None
    assert len(insider.bounds.points) == 1


# All of it together, by linear programmes


def test_no_insider_gets_a_narrower_interval_than_the_test_for_all_at_once_promises() -> None:
    for table, projection in list(moving_tables())[:6]:
        low, high = bounds_of_one(table)
        for some in unions(table.people, most=MINIMUM, limit=1000) or ():
            sets = some[[not follow(table.incidence, each) for each in some.tolist()]]
            room = room_left(table, projection, sets)
            for i in np.flatnonzero(room > 0)[:4]:
                for cell in range(len(table.people)):
                    for own in (low[cell, 0], high[cell, 0]):
                        found = width_if_possible(table, sets[i].tolist(), known=(cell, float(own)))
                        assert found is None or found >= room[i] - 1e-6


@pytest.mark.parametrize("seed", range(30))
def test_where_nothing_is_found_an_insider_learns_nothing_either(seed: int) -> None:
    table = drawn_table(seed, groups=(3, 2), people=60, hidden=0.3)
    if find_learned(table, minimum=MINIMUM) is not None:
        return
    for cell in range(len(table.people)):
        rows = np.flatnonzero(table.incidence[:, cell])
        for own in (table.lowest[rows, 0].max(), table.highest[rows, 0].min()):
            for cells in small_sets(table.people, most=MINIMUM - 2):
                wanted = NARROW * table.people[list(cells)].sum() - 1e-6
                assert cell in cells or width(table, cells, known=(cell, float(own))) >= wanted
