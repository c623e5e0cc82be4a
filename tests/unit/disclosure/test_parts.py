"""Parts of the people behind a sum: how much is known of them near an end of the scale."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.disclosure.linear import NARROW
from mentorscan.disclosure.parts import is_near_end, parts, width_of_part

HALF, ONE = np.array([0.0]), np.array([1.0])
sizes = st.lists(st.integers(1, 6), min_size=1, max_size=7)


@given(st.integers(2, 5), st.data())
def test_a_part_is_as_wide_as_the_answers_that_fit_say(people: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(1, people - 1))
    total = data.draw(st.integers(0, people))
    sums = {sum(each[:part]) for each in product((0, 1), repeat=people) if sum(each) == total}
    assert width_of_part(people, part, np.array([total]), np.array([total])).tolist() == [max(sums) - min(sums)]


@given(sizes, st.integers(1, 9))
def test_every_number_of_people_that_cells_can_have_together_is_looked_at(sizes: list[int], most: int) -> None:
    wanted = {
        sum(each) for count in range(1, len(sizes) + 1) for each in combinations(sizes, count) if sum(each) <= most
    }
    made = [sum(sizes[cell] for cell in part) for part in parts(np.array(sizes, float), most=most)]
    assert sorted(wanted) == made


@given(sizes, st.floats(0, 1))
def test_a_sum_gives_away_a_part_where_its_interval_or_that_of_an_insider_is_narrow(
    sizes: list[int], share: float
) -> None:
    people, total = sum(sizes), sum(sizes) * share
    narrow = False
    for part in {sum(each) for count in range(1, len(sizes)) for each in combinations(sizes, count)}:
        if part < min(5, people):
            narrow |= width(people, part, total) < NARROW * part - 1e-7
            others = min(part, 3, people - 1)
            narrow |= any(width(people - 1, others, total - own) < NARROW * others - 1e-7 for own in (0, 1))
    assert is_near_end(np.array(sizes, float), np.array([total]), HALF, ONE, minimum=5) == narrow


def width(people: int, part: int, total: float) -> float:
    return min(part, total) - max(0.0, total - (people - part))
