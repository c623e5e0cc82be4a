"""Insiders: what follows for somebody who knows the own answer, against a rank worked out anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from tests.unit.disclosure.tables import drawn_table, small_sets, width

from mentorscan.disclosure.insiders import known_to_insiders
from mentorscan.disclosure.learned import find_learned
from mentorscan.disclosure.linear import NARROW, Floats

MINIMUM = 5


def follow(rows: Floats, cells: Sequence[int]) -> bool:
    """Whether the sum of these cells is made of the sums in these rows."""
    one = np.zeros(rows.shape[1])
    one[list(cells)] = 1
    return bool(np.linalg.matrix_rank(np.vstack([rows, one])) == np.linalg.matrix_rank(rows))


@pytest.mark.parametrize("seed", range(20))
def test_a_set_is_known_where_it_follows_from_the_sums_and_one_person_alone_in_a_cell(seed: int) -> None:
    table, _ = drawn_table(seed, groups=(6, 3), people=25, hidden=0.1).merged()
    n, a = table.people, table.incidence
    projection = np.diag(n) - (a * n).T @ table.inverse @ (a * n)
    alone = [int(cell) for cell in np.flatnonzero(n == 1) if not follow(a, [int(cell)])]
    for cells in small_sets(n, most=MINIMUM - 2):
        if follow(a, cells):
            continue
        directions = projection[list(cells)].sum(axis=0)[None, :]
        moved = directions[:, list(cells)].sum(axis=1)
        wanted = any(follow(np.vstack([a, np.eye(1, len(n), each)]), cells) for each in alone if each not in cells)
        assert known_to_insiders(table, projection, np.array([cells]), directions, moved).tolist() == [wanted], cells


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
