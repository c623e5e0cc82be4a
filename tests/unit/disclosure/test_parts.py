"""Parts of the people behind a sum: how much is known of them near an end of the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.unit.disclosure.tables import least, most, total

from mentorscan.disclosure import parts as parts_room
from mentorscan.disclosure.linear import NARROW, Ints, Table
from mentorscan.disclosure.parts import PartRoom, is_near_end, learned_part, parts, reached, width_of_part

CLOSE = 1e-6
sizes = st.lists(st.integers(1, 6), min_size=1, max_size=7)
shares = st.floats(0, 1)


@given(st.integers(2, 5), st.data())
def test_a_part_is_as_wide_as_the_answers_that_fit_say(people: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(1, people - 1))
    total = data.draw(st.integers(0, people))
    sums = {sum(each[:part]) for each in product((0, 1), repeat=people) if sum(each) == total}
    assert width_of_part(people, part, np.array([total]), np.array([total])).tolist() == [max(sums) - min(sums)]


@given(st.integers(2, 5), st.data())
def test_a_part_of_a_sum_that_is_known_from_least_to_most_is_as_wide_as_all_of_them_say(
    people: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(1, people - 1))
    low = data.draw(st.integers(0, people))
    high = data.draw(st.integers(low, people))
    sums = {sum(each[:part]) for each in product((0, 1), repeat=people) if low <= sum(each) <= high}
    assert width_of_part(people, part, low, high) == max(sums) - min(sums)


@given(sizes, st.integers(1, 9))
def test_every_number_of_people_that_some_but_not_all_cells_have_is_looked_at(sizes: list[int], most: int) -> None:
    wanted = {sum(each) for count in range(1, len(sizes)) for each in combinations(sizes, count) if sum(each) <= most}
    made = [sum(sizes[cell] for cell in part) for part in parts(np.array(sizes, float), most=most)]
    assert sorted(wanted) == made


@given(sizes, st.integers(1, 9))
def test_no_cell_is_twice_in_a_part(sizes: list[int], most: int) -> None:
    for part in parts(np.array(sizes, float), most=most):
        assert len(set(part.tolist())) == len(part)


def width(people: int, part: int, least: float, most: float) -> float:
    return min(part, most) - max(0.0, least - (people - part))


def is_given_away(
    people: int, part: int, least: float, most: float, *, own: tuple[float, float], minimum: int, narrow: float
) -> bool:
    """Whether a part is: as it stands, or to somebody who takes the own figure off."""
    others = min(part, minimum - 2, people - 1)
    return width(people, part, least, most) < narrow * part - 1e-7 or any(
        width(people - 1, others, least - each, most - each) < narrow * others - 1e-7 for each in own
    )


@given(sizes, st.data(), st.integers(1, 7), st.sampled_from([NARROW, 0.4]))
def test_a_sum_gives_away_a_part_where_its_interval_or_that_of_an_insider_is_narrow(
    sizes: list[int], data: st.DataObject, minimum: int, narrow: float
) -> None:
    people = sum(sizes)
    means = data.draw(st.lists(shares, min_size=2, max_size=2))
    own = [(data.draw(st.floats(0, mean)), data.draw(st.floats(mean, 1))) for mean in means]
    wanted = any(
        is_given_away(people, part, people * mean, people * mean, own=each, minimum=minimum, narrow=narrow)
        for part in {sum(each) for count in range(1, len(sizes)) for each in combinations(sizes, count)}
        if part < min(minimum, people)
        for mean, each in zip(means, own, strict=True)
    )
    low, high = (np.array(bounds) for bounds in zip(*own, strict=True))
    sums = people * np.array(means)
    assert is_near_end(np.array(sizes, float), sums, low, high, minimum=minimum, narrow=narrow) == wanted


def test_below_a_fifth_of_its_range_an_interval_counts_unless_told_otherwise() -> None:
    low, high = np.array([0.0]), np.array([0.15])
    wide, close = np.array([0.81]), np.array([0.79])
    four = np.array([4.0, 30.0])
    assert [bool(PartRoom(34, 4, 5, low, high).is_narrow(each, each)[0]) for each in (wide, close)] == [False, True]
    assert [is_near_end(four, each, low, high, minimum=5) for each in (wide, close)] == [False, True]


def test_who_knows_the_own_answer_looks_at_one_person_less_and_never_at_too_many() -> None:
    """Ten people add up to 1.3, one of them to 1: the other nine to 0.3."""
    low, high, y = np.array([0.0]), np.array([1.0]), np.array([1.3])
    assert PartRoom(10, 4, 5, low, high).is_narrow(y, y).tolist() == [True]
    assert PartRoom(10, 4, 5, low, np.array([0.5])).is_narrow(y, y).tolist() == [False]
    assert PartRoom(10, 4, 3, low, high).is_narrow(y, y).tolist() == [False]
    assert PartRoom(10, 1, 5, low, high).is_narrow(y, y).tolist() == [False]
    mirrored = 10 - y
    assert PartRoom(10, 4, 5, low, high).is_narrow(mirrored, mirrored).tolist() == [True]
    assert PartRoom(10, 4, 5, np.array([0.5]), high).is_narrow(mirrored, mirrored).tolist() == [False]


def shown(answers: list[list[float]], sums: list[list[int]], layers: list[list[int]]) -> Table:
    """A table of cells of people with these answers; ``sums``: the cells behind each shown sum."""
    behind = [np.concatenate([np.array(answers[cell]) for cell in cells])[:, None] for cells in sums]
    people = np.array([len(each) for each in answers], float)
    return Table(
        np.array(layers), people, *(np.array([each(part) for part in behind]) for each in (total, least, most))
    )


def found_in(table: Table, *, minimum: int = 5) -> list[int] | None:
    atoms, position = table.merged()
    found = learned_part(table, atoms, position, minimum=minimum)
    return None if found is None else found.tolist()


LOW, MIXED = 0.05, [0.0, 0.25, 0.5, 0.75, 1.0]


def test_a_part_of_a_group_near_an_end_is_given_away_and_the_smallest_one_is_named() -> None:
    """Cells of 2 and 10 people make a group that adds up to 0.3: two of them lie between 0 and 0.3, of a range of 2."""
    answers = [[LOW] * 2, [0.02] * 10, MIXED * 6]
    layers = [[0, 0, 0], [1, 1, -1]]
    assert found_in(shown(answers, [[0, 1, 2], [0, 1]], layers)) == [0]
    assert found_in(shown([[LOW] * 2, [0.2] * 10, MIXED * 6], [[0, 1, 2], [0, 1]], layers)) is None
    upside = [[1 - each for each in cell] for cell in answers]
    assert found_in(shown(upside, [[0, 1, 2], [0, 1]], layers)) == [0]


def test_all_of_a_group_and_parts_of_the_minimum_are_no_parts_to_be_hidden() -> None:
    layers = [[0, 0, 0], [1, 1, -1]]
    cells = [[0, 1, 2], [0, 1]]
    assert found_in(shown([[LOW] * 2, [LOW] * 2, MIXED * 6], cells, layers), minimum=3) == [0]
    assert found_in(shown([[LOW] * 5, [LOW] * 5, MIXED * 6], cells, layers)) is None
    assert found_in(shown([[LOW] * 5, [0.0] * 5, MIXED * 6], cells, layers), minimum=6) == [0]


def margins(each: float) -> Table:
    """Two segments of two groups: all twenty people of the first group answer ``each``, those of the others anything.

    Twelve of them, in cells of 2 and 10, are in one group of the other segment, eight in the other: nobody can tell
    how much of their sum is whose.
    """
    answers = [[each] * 2, [each] * 10, [each] * 8, MIXED * 4, MIXED * 4]
    sums = [[0, 1, 2, 3, 4], [0, 1, 2], [3, 4], [0, 1, 3], [2, 4]]
    return shown(answers, sums, [[0] * 5, [1, 1, 1, 2, 2], [3, 3, 4, 3, 4]])


def test_a_part_of_what_is_bounded_only_is_given_away_where_all_that_it_can_be_is_near_an_end() -> None:
    """Twelve people add up to something from 0 to 0.3, or from 0 to 0.6: so do two of them, who could make 2."""
    assert found_in(margins(0.015)) == [0]
    assert found_in(margins(0.03)) is None


def test_in_a_large_table_a_part_is_looked_for_only_where_the_sum_follows_exactly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = shown([[LOW] * 2, [0.0] * 10, MIXED * 6], [[0, 1, 2], [0, 1]], [[0, 0, 0], [1, 1, -1]])
    monkeypatch.setattr(parts_room, "SUPPORT", 2)
    assert found_in(alone) == [0]
    assert found_in(margins(0.015)) is None
    monkeypatch.setattr(parts_room, "SUPPORT", 1)
    assert found_in(alone) == [0]
    monkeypatch.setattr(parts_room, "SUPPORT", 4)
    assert found_in(margins(0.015)) == [0]


def drawn(seed: int, *, people: int, figures: int) -> Table:
    """Cells crossed from three segments, half of their groups hidden; most people answer at the same end."""
    rng = np.random.default_rng(seed)
    member = np.array([rng.integers(0, size, people) for size in (3, 2, 3)])
    end = rng.uniform(0.4, 0.95)
    answers = rng.choice([0, 0.25, 1], (people, figures), p=[end, 0.7 * (1 - end), 0.3 * (1 - end)])
    answers[:, ::2] = 1 - answers[:, ::2]
    cells, cell = np.unique(member, axis=1, return_inverse=True)
    layers: list[Ints] = [np.zeros(cells.shape[1], np.int64)]
    behind = [np.ones(people, np.bool_)]
    for segment in range(3):
        layer = np.full(cells.shape[1], -1)
        for group in range(3):
            if (member[segment] == group).any() and rng.random() < 0.5:
                layer[cells[segment] == group] = len(behind)
                behind.append(member[segment] == group)
        layers.append(layer)
    return Table(
        np.array(layers),
        np.bincount(cell.ravel()).astype(np.float64),
        *(np.array([each(answers[there]) for there in behind]) for each in (total, least, most)),
    )


def interval(table: Table, cells: Sequence[int], figure: int) -> tuple[float, float]:
    """From least to most, what cells can add up to: by linear programmes."""
    aim = np.zeros(len(table.people))
    aim[list(cells)] = 1
    bounds = np.stack([np.zeros(len(table.people)), table.people], axis=1)
    low, high = (
        linprog(sign * aim, A_eq=table.incidence, b_eq=table.sums[:, figure], bounds=bounds, method="highs").fun
        for sign in (1, -1)
    )
    return float(low), float(-high)


def is_told(table: Table, part: Sequence[int], *, minimum: int) -> bool:
    """Whether a part of the people who are in the same shown sums is given away, by linear programmes."""
    inside = table.layers[:, part[0]]
    cells = np.flatnonzero((table.layers == inside[:, None]).all(axis=0)).tolist()
    rows = inside[inside >= 0]
    assert set(part) < set(cells)
    assert table.people[part].sum() < minimum
    return any(
        is_given_away(
            int(table.people[cells].sum()),
            int(table.people[part].sum()),
            *interval(table, cells, figure),
            own=(float(table.lowest[rows, figure].max()), float(table.highest[rows, figure].min())),
            minimum=minimum,
            narrow=NARROW,
        )
        for figure in range(table.sums.shape[1])
    )


def parts_of(table: Table, *, minimum: int) -> Iterator[list[int]]:
    """Of people in the same shown sums every number below the minimum that some of their cells have together."""
    _, atom = np.unique(table.layers, axis=1, return_inverse=True)
    for each in np.unique(atom):
        cells = np.flatnonzero(atom.ravel() == each).tolist()
        chosen = {
            table.people[list(part)].sum(): list(part)
            for count in range(1, len(cells))
            for part in combinations(cells, count)
        }
        yield from (part for people, part in chosen.items() if people < minimum)


@settings(max_examples=settings().max_examples * 2 // 3)
@given(st.integers(0, 2**32 - 1), st.integers(12, 60), st.integers(1, 2), st.integers(3, 6))
def test_a_part_is_found_where_linear_programmes_find_one(seed: int, people: int, figures: int, minimum: int) -> None:
    table = drawn(seed, people=people, figures=figures)
    found = found_in(table, minimum=minimum)
    for part in parts_of(table, minimum=minimum) if found is None else [found]:
        assert is_told(table, part, minimum=minimum) == (found is not None)


def test_without_figures_no_part_can_be_told() -> None:
    assert found_in(drawn(1, people=30, figures=0)) is None


@given(st.integers(0, 2**32 - 1), st.integers(12, 60))
def test_what_an_atom_is_seen_to_reach_is_as_far_as_answers_can_change_together_along_one_direction(
    seed: int, people: int
) -> None:
    atoms, _ = drawn(seed, people=people, figures=1).merged()
    roots = np.sqrt(atoms.people)
    weighted = atoms.incidence * roots
    still = np.eye(len(roots)) - np.linalg.pinv(weighted) @ weighted
    start = atoms.centre[:, 0]
    for atom in range(len(roots)):
        direction = roots * still[atom] * roots[atom]
        low, high = reached(atoms, atom, 0)
        if direction[atom] < 1e-6:
            assert low == high == start[atom]
            continue
        assert low <= start[atom] <= high
        for end in (low, high):
            there = start + direction * (end - start[atom]) / direction[atom]
            room = np.minimum(there, atoms.people - there)
            assert room.min() > -CLOSE
            assert room[np.abs(direction) > 1e-6].min() < CLOSE


def test_what_one_of_the_people_has_at_least_and_at_most_counts_where_they_add_up_near_an_end() -> None:
    """Four and six people add up to 1.3, or to 8.7: near an end for whoever can have the whole of it, or nothing."""
    cells, zero, half, one = np.array([4.0, 6.0]), np.array([0.0]), np.array([0.5]), np.array([1.0])
    below, above = np.array([1.3]), np.array([8.7])
    assert is_near_end(cells, below, zero, one, minimum=5)
    assert not is_near_end(cells, below, zero, half, minimum=5)
    assert is_near_end(cells, above, zero, one, minimum=5)
    assert not is_near_end(cells, above, half, one, minimum=5)


def test_a_stricter_share_finds_more_sums_near_an_end() -> None:
    cells, low, high, y = np.array([4.0, 30.0]), np.array([0.0]), np.array([0.15]), np.array([0.81])
    assert not is_near_end(cells, y, low, high, minimum=5)
    assert is_near_end(cells, y, low, high, minimum=5, narrow=0.25)
