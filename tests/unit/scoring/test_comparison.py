"""A group against the whole: Welch's test against everyone else, row by row, on one hallmark and on their mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean
from typing import Any

import pytest
from scipy.stats import t as student
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.scoring.comparison import Difference, compare
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

Row = dict[str, Any]
HALLMARKS = ("a", "b", "c")
MADE = instrument([questionnaire(each, [item(f"{each}0")]) for each in HALLMARKS])


def scores(rows: Sequence[Row], groups: Sequence[str], weights: Sequence[int] | None = None) -> Scores:
    """The scores of people in sites."""
    answered = Answered(MADE, rows, {"site": groups}, weights=weights)
    return Scores(tally_responses(answered, instrument=MADE, weighted=weights is not None))


def fraction(row: Row, hallmark: str) -> float | None:
    """A person's score as a fraction of the range."""
    answer = row[f"{hallmark}0"]
    return None if answer is None else (answer - 1) / 4


class Part:
    """Some people, straight from their rows."""

    def __init__(self, rows: Sequence[Row], weights: Sequence[float], hallmarks: Sequence[str]) -> None:
        self.people = [
            (w, {each: x for each in hallmarks if (x := fraction(row, each)) is not None})
            for row, w in zip(rows, weights, strict=True)
        ]
        self.totals = {each: sum(w for w, own in self.people if each in own) for each in hallmarks}
        self.means = {
            each: sum(w * own[each] for w, own in self.people if each in own) / self.totals[each] for each in hallmarks
        }
        self.n = sum(any(value is not None for value in row.values()) for row in rows)

    def squared_error(self, factors: Mapping[str, float]) -> float:
        """Of the mean of the means, each times its factor, by linearisation."""
        shares = [
            fmean(
                factors[each] * w * (own[each] - self.means[each]) / self.totals[each] if each in own else 0
                for each in factors
            )
            for w, own in self.people
        ]
        return self.n / (self.n - 1) * sum(share**2 for share in shares)


def by_hand(
    rows: Sequence[Row], groups: Sequence[str], weights: Sequence[float], hallmarks: Sequence[str], group: str
) -> tuple[float, float, float, float]:
    """Difference, low, high and p of a group against the whole."""
    inside, outside = (
        Part(
            [row for row, each in zip(rows, groups, strict=True) if (each == group) is own],
            [w for w, each in zip(weights, groups, strict=True) if (each == group) is own],
            hallmarks,
        )
        for own in (True, False)
    )
    whole = Part(rows, weights, hallmarks)
    factors = {each: 100 * (1 - inside.totals[each] / whole.totals[each]) for each in hallmarks}
    difference = 100 * fmean(inside.means[each] - whole.means[each] for each in hallmarks)
    a, b = inside.squared_error(factors), outside.squared_error(factors)
    df = (a + b) ** 2 / (a**2 / (inside.n - 1) + b**2 / (outside.n - 1))
    reach = float(student.ppf(0.975, df)) * sqrt(a + b)
    return difference, difference - reach, difference + reach, 2 * float(student.sf(abs(difference) / sqrt(a + b), df))


def compared(found: Scores, site: str, hallmarks: Sequence[str]) -> Difference | None:
    """A site against everyone."""
    group = found.cells["site"][site]
    return compare(group, rest=found.whole - group, whole=found.whole, measures=hallmarks)


def figures(found: Difference | None) -> tuple[float, float, float, float] | None:
    return None if found is None else (found.difference, *found.interval, found.p)


ROWS: list[Row] = [
    {"a0": i % 5 + 1, "b0": None if i % 6 == 0 else i * i % 5 + 1, "c0": None if i % 7 == 1 else (i // 3) % 5 + 1}
    for i in range(28)
]
SITES = ["north" if i % 4 == 0 or i < 6 else "south" for i in range(28)]
WEIGHTS = [(3 * i) % 7 + 1 for i in range(28)]


@pytest.mark.parametrize("hallmarks", [("a",), ("b",), ("a", "b"), HALLMARKS, ("c", "b", "a"), ("b", "c")])
@pytest.mark.parametrize("weights", [None, WEIGHTS])
@pytest.mark.parametrize("site", ["north", "south"])
def test_a_group_differs_from_the_whole_as_the_rows_say(
    hallmarks: tuple[str, ...], weights: list[int] | None, site: str
) -> None:
    whole = [w * WEIGHT_UNIT for w in weights] if weights else None
    found = scores(ROWS, SITES, whole)
    if len(hallmarks) == 1:
        kept = [i for i, row in enumerate(ROWS) if row[f"{hallmarks[0]}0"] is not None]
    else:
        kept = list(range(len(ROWS)))
    expected = by_hand(
        [{f"{each}0": ROWS[i][f"{each}0"] for each in hallmarks} if len(hallmarks) == 1 else ROWS[i] for i in kept],
        [SITES[i] for i in kept],
        [(weights or [1] * len(ROWS))[i] for i in kept],
        hallmarks,
        site,
    )
    assert figures(compared(found, site, hallmarks)) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("rows", "sites"),
    [
        ([{"a0": 1, "b0": 2, "c0": 3}, {"a0": 3, "b0": 2, "c0": 5}], ["x", "x"]),
        ([{"a0": i + 1, "b0": 5 - i, "c0": 3} for i in range(4)], ["x", "y", "y", "y"]),
        ([{"a0": i + 1, "b0": 5 - i, "c0": 3} for i in range(4)], ["x", "x", "x", "y"]),
        ([{"a0": i + 1, "b0": 5 - i if i < 2 else None, "c0": 3} for i in range(4)], ["x", "x", "y", "y"]),
        ([{"a0": i + 1, "b0": 5 - i if i > 1 else None, "c0": 3} for i in range(4)], ["x", "x", "y", "y"]),
    ],
    ids=["everyone", "one person", "against one person", "a hallmark that no other has", "a hallmark that it lacks"],
)
def test_a_group_that_cannot_be_set_against_others_has_no_difference(rows: list[Row], sites: list[str]) -> None:
    found = scores(rows, sites)
    assert compared(found, "x", ["a", "b"]) is None


@pytest.mark.parametrize("sites", [["x", "y", "y", "y"], ["x", "x", "x", "y"]])
@pytest.mark.parametrize("hallmarks", [["a"], ["a", "b"]])
def test_one_person_on_either_side_is_no_group(sites: list[str], hallmarks: list[str]) -> None:
    rows = [{"a0": i + 1, "b0": 5 - i, "c0": 3} for i in range(4)]
    found = scores(rows, sites)
    assert compared(found, "x", hallmarks) is None


def test_no_measure_is_no_comparison() -> None:
    found = scores(ROWS, SITES)
    assert compared(found, "north", []) is None


def test_where_everyone_of_each_part_agrees_the_difference_is_certain() -> None:
    rows = [{"a0": 5, "b0": 3, "c0": 3}] * 3 + [{"a0": 1, "b0": 3, "c0": 3}] * 9
    found = scores(rows, ["x"] * 3 + ["y"] * 9)
    expected = Difference(difference=75, interval=(75, 75), p=0)
    assert compared(found, "x", ["a"]) == expected
    same = Difference(difference=0, interval=(0, 0), p=1)
    assert compared(found, "x", ["b", "c"]) == same
