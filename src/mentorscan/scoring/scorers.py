"""Scorers: from the packed answers of a batch to the scores of one measure, and to their moments.

A score with few possible values is counted: one ``bincount`` of (items answered, numerator). One with many (unequal
weights, dozens of items) is summed for each denominator. Both give the same sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mentorscan.scoring.layout import MOMENTS, Measure

BIN_BITS = 12
HISTOGRAM_BINS = 2**BIN_BITS
"""A score with more (items answered, numerator) pairs than this is summed rather than counted."""

SHARING = 63 // BIN_BITS
"""How many counted measures fit side by side into one integer."""

Key = tuple[tuple[str, ...], tuple[int, ...], int]
"""What makes two measures the same (``Measure.key``)."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Vector = NDArray[np.int32]
Codes = NDArray[np.intp]
Rows = slice | NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Fields:
    """What the answers of one block add to a measure, by the block's code.

    ``answered``: items; ``denominator``: the sum of their weights; ``numerator``: of their weighted values, at most
    ``highest``.
    """

    block: int
    answered: Ints
    denominator: Ints
    numerator: Ints
    highest: int

    def __add__(self, other: Fields) -> Fields:
        """The sum of two items of the same block."""
        return Fields(
            self.block,
            self.answered + other.answered,
            self.denominator + other.denominator,
            self.numerator + other.numerator,
            self.highest + other.highest,
        )


class Score(Protocol):
    """A measure's scores for the rows of a batch, each of shape (rows,).

    ``scored``; ``complete``: every item answered; ``value``: the score in 1/quantum, 0 where not scored.
    """

    @property
    def scored(self) -> Flags:
        """Who is scored."""

    @property
    def complete(self) -> Flags:
        """Who answered every item."""

    @property
    def value(self) -> Floats:
        """The score in 1/quantum."""

    def fractions(self) -> Floats:
        """The score as a fraction of the range, NaN where not scored."""

    def moments(self, rows: Rows, cells: Vector, count: int) -> Ints:
        """n, sum and squares of the numerators of some rows for each denominator: (cells, denominators * 3)."""


class Scorer(Protocol):
    """Makes the scores of one or more measures."""

    def scores(self, codes: Sequence[Codes]) -> Mapping[Key, Score]:
        """By the measure's key, the scores of the rows whose block codes these are."""


def make_scorers(fields: Mapping[Key, Sequence[Fields]], measures: Mapping[Key, Measure]) -> list[Scorer]:
    """The scorers of some measures; those that are counted and rest on the same blocks share a table."""
    scorers: list[Scorer] = []
    together: dict[tuple[int, ...], list[Counting]] = {}
    for key, measure in measures.items():
        width = 1 + sum(each.highest for each in fields[key])
        if measure.weighted or (len(measure.items) + 1) * width > HISTOGRAM_BINS:
            scorers.append(SummingScorer(measure, fields[key]))
        else:
            blocks = tuple(each.block for each in fields[key])
            together.setdefault(blocks, []).append(Counting(measure, fields[key], width))
    for sharing in together.values():
        scorers += [CountingScorer(sharing[start : start + SHARING]) for start in range(0, len(sharing), SHARING)]
    return scorers


class Counting:
    """A measure whose scores are counted: a row's bin ``answered * width + numerator`` says all there is to know."""

    def __init__(self, measure: Measure, fields: Sequence[Fields], width: int) -> None:
        self.measure = measure
        self.width = width
        self.blocks = [each.block for each in fields]
        self.tables = [each.answered * width + each.numerator for each in fields]
        self.bins = (len(measure.items) + 1) * width
        self.answered, self.numerator = np.divmod(np.arange(self.bins), width)
        self.scored = self.answered >= measure.needed
        self.complete: Flags = self.answered == len(measure.items)
        weights = self.answered * measure.weights[0]
        self.value = values_of(measure, self.numerator, weights, self.scored).astype(np.float64)
        self.powers = np.arange(width, dtype=np.float64)[:, None] ** np.arange(len(MOMENTS))


class CountingScorer:
    """Measures on the same blocks, their bins side by side in one integer: they add up over the blocks together."""

    def __init__(self, sharing: Sequence[Counting]) -> None:
        self.sharing = sharing
        self.blocks = sharing[0].blocks
        self.tables = [
            sum((each.tables[i] << (BIN_BITS * place) for place, each in enumerate(sharing)), start=np.int64(0))
            for i in range(len(self.blocks))
        ]

    def scores(self, codes: Sequence[Codes]) -> dict[Key, CountedScore]:
        """The scores of the rows whose block codes these are."""
        joint = self.tables[0].take(codes[self.blocks[0]])
        for block, table in zip(self.blocks[1:], self.tables[1:], strict=True):
            joint += table.take(codes[block])
        return {
            each.measure.key: CountedScore(each, (joint >> (BIN_BITS * place)) & (2**BIN_BITS - 1))
            for place, each in enumerate(self.sharing)
        }


@dataclass(frozen=True)
class CountedScore:
    """Scores as bins."""

    scorer: Counting
    bins: Ints

    @cached_property
    def scored(self) -> Flags:
        """Who is scored."""
        return self.scorer.scored.take(self.bins)

    @cached_property
    def complete(self) -> Flags:
        """Who answered every item."""
        return self.scorer.complete.take(self.bins)

    @cached_property
    def value(self) -> Floats:
        """The score in 1/quantum."""
        return self.scorer.value.take(self.bins)

    def fractions(self) -> Floats:
        """The score as a fraction of the range."""
        scorer = self.scorer
        whole = np.where(scorer.scored, scorer.answered * scorer.measure.unit, 1)
        return np.where(scorer.scored, scorer.numerator / whole, np.nan)[self.bins]

    def moments(self, rows: Rows, cells: Vector, count: int) -> Ints:
        """n, sum and squares for each number of items answered."""
        scorer = self.scorer
        bins = np.bincount(cells * np.int64(scorer.bins) + self.bins[rows], minlength=count * scorer.bins)
        by_answered = bins.reshape(count, -1, scorer.width)
        scored = by_answered[:, scorer.measure.needed :].astype(np.float64)
        return (scored @ scorer.powers).astype(np.int64).reshape(count, -1)


class SummingScorer:
    """Adds numerators up for each sum of weights."""

    def __init__(self, measure: Measure, fields: Sequence[Fields]) -> None:
        self.measure = measure
        self.fields = fields
        self.denominators = np.array(measure.denominators, np.int64)
        self.position = np.zeros(sum(measure.weights) + 1, np.int64)
        self.position[self.denominators] = np.arange(len(self.denominators))

    def scores(self, codes: Sequence[Codes]) -> dict[Key, SummedScore]:
        """The scores of the rows whose block codes these are."""
        rows = len(codes[0])
        answered, denominator, numerator = np.zeros((3, rows), np.int64)
        for each in self.fields:
            answered += each.answered[codes[each.block]]
            denominator += each.denominator[codes[each.block]]
            numerator += each.numerator[codes[each.block]]
        scored = answered >= self.measure.needed
        complete = answered == len(self.measure.items)
        return {self.measure.key: SummedScore(self, scored, complete, denominator, numerator)}


@dataclass(frozen=True)
class SummedScore:
    """Scores as numerator and denominator."""

    scorer: SummingScorer
    scored: Flags
    complete: Flags
    denominator: Ints
    numerator: Ints

    @cached_property
    def value(self) -> Floats:
        """The score in 1/quantum."""
        return values_of(self.scorer.measure, self.numerator, self.denominator, self.scored).astype(np.float64)

    def fractions(self) -> Floats:
        """The score as a fraction of the range."""
        whole = np.where(self.scored, self.denominator * self.scorer.measure.unit, 1)
        return np.where(self.scored, self.numerator / whole, np.nan)

    def moments(self, rows: Rows, cells: Vector, count: int) -> Ints:
        """n, sum and squares for each denominator."""
        kept = self.scored[rows]
        width = len(self.scorer.denominators)
        where = cells[kept] * np.int64(width) + self.scorer.position[self.denominator[rows][kept]]
        numerator = self.numerator[rows][kept]
        largest = sum(each.highest for each in self.scorer.fields)
        exact = np.dtype(np.int64 if len(numerator) * largest**2 < 2**62 else object)
        sums = np.zeros((count * width, len(MOMENTS)), exact)
        for power in range(len(MOMENTS)):
            np.add.at(sums[:, power], where, numerator.astype(exact) ** power)
        return sums.reshape(count, -1)


def values_of(measure: Measure, numerator: Ints, denominator: Ints, scored: Flags) -> Ints:
    """Scores in 1/quantum of the range, rounded half up where that is not exact; 0 where not scored."""
    whole = np.where(scored, denominator, 1) * measure.unit
    return np.where(scored, (2 * numerator * measure.quantum + whole) // (2 * whole), 0)
