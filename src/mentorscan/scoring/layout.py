"""What a tally sums: which items make which score, in which integers, and where each sum stands.

A *base* is a set of items on which scores are made: the items that were asked and, beside them, every declared form
that they contain (a score on 3 of 7 items cannot be made from the moments of the score on 7). A *measure* is one score
of one base: of a questionnaire, a facet or a practice.

Everything is an integer, so that sums do not depend on order, batches, threads or merging:

- an answer after reversing counts from 0 (``value - lowest``), times its item's weight as an integer;
- a person's score is ``numerator / (denominator * unit)``, a fraction of the whole range: ``denominator`` is the sum
  of the weights of the items answered, ``unit`` the range of the scale (of a practice: the least common multiple of
  the ranges of its items' scales). Its moments are kept apart for each denominator, which is exact;
- products of two scores need one common unit: ``1 / quantum`` of the range. It is exact where the least common
  multiple of the denominators is small enough (12 equally weighted items on an 11-point scale still are), and else
  rounded half up, which moves no figure made from it by more than 1e-9 of its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentorscan.instrument.model import PRACTICES, Instrument, Item, Questionnaire
from mentorscan.responses.model import states_of
from mentorscan.scoring.statistics import Moments

ASKED = "asked"
"""The name of a base that is no declared form: the items that happen to have a column."""

LARGEST_SCORE = 370_000
"""Squares of scores in ``1 / quantum`` stay below this number's square: 65,536 of them add up exactly in float64."""

MOMENTS = ("n", "sum", "squares")
PAIR = ("n", "sum_a", "sum_b", "squares_a", "squares_b", "products")
WEIGHTED_PEOPLE = ("w", "w2")
WEIGHTED_SCORES = ("w", "wx", "w2", "w2x", "w2x2")
WEIGHTED_PAIR = ("w2", "w2a", "w2b", "w2ab")
WEIGHTED_SUMS = {"people": WEIGHTED_PEOPLE, "scores": WEIGHTED_SCORES, "pairs": WEIGHTED_PAIR}
EQUAL = "equal:"
"""Before a questionnaire's id: its score with all items weighing the same, where they do not."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One score: ``items`` with integer ``weights`` and per item the ``steps`` that one scale step is worth.

    ``unit`` as in the module's text; ``needed``: how many items must be answered on the scale.
    """

    id: str
    items: tuple[str, ...]
    weights: tuple[int, ...]
    steps: tuple[int, ...]
    unit: int
    needed: int

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[int, ...], int]:
        """What makes two measures the same: items, weights, and how many are needed."""
        return self.items, self.weights, self.needed

    @property
    def weighted(self) -> bool:
        """Whether the items weigh differently."""
        return len(set(self.weights)) > 1

    @cached_property
    def denominators(self) -> tuple[int, ...]:
        """Every sum of weights that can make a score, increasing.

        >>> Measure(id="a", items=("x", "y", "z"), weights=(1, 1, 1), steps=(1, 1, 1), unit=4, needed=2).denominators
        (2, 3)
        """
        reached = {(0, 0)}
        for weight in self.weights:
            reached |= {(count + 1, total + weight) for count, total in reached}
        return tuple(sorted({total for count, total in reached if count >= self.needed}))

    def moments(self, sums: Sequence[int]) -> Moments | None:
        """The exact moments of scores, as fractions of the range, from n, sum and sum of squares a denominator.

        ``None`` where nobody is scored.
        """
        common = lcm(*self.denominators)
        n = total = squares = 0
        for denominator, count, numerators, squared in zip(
            self.denominators, sums[::3], sums[1::3], sums[2::3], strict=True
        ):
            n += count
            total += numerators * (common // denominator)
            squares += squared * (common // denominator) ** 2
        return Moments(n, total, squares, common * self.unit) if n else None

    @cached_property
    def quantum(self) -> int:
        """How many equal parts the range has when scores are multiplied with each other.

        >>> Measure(id="a", items=("x", "y", "z"), weights=(1, 1, 1), steps=(1, 1, 1), unit=4, needed=2).quantum
        24
        """
        exact = lcm(*(denominator * self.unit for denominator in self.denominators))
        return min(exact, LARGEST_SCORE)


@dataclass(frozen=True, kw_only=True)
class Base:
    """A set of items with its scores: questionnaires, facets (``questionnaire/facet``) and practices by id.

    ``equal``: of the hallmarks whose items weigh differently, the score without weights.
    """

    id: str
    items: tuple[str, ...]
    questionnaires: dict[str, Measure]
    facets: dict[str, Measure]
    practices: dict[str, Measure]
    equal: dict[str, Measure]
    hallmarks: tuple[str, ...]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """All scores of this base by id."""
        practices = {f"practice:{name}": each for name, each in self.practices.items()}
        return self.questionnaires | self.facets | practices | self.equal

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of questionnaires whose products are summed."""
        return tuple(combinations(self.questionnaires, 2))


def integer_weights(items: tuple[Item, ...]) -> tuple[int, ...]:
    """The items' weights (at most three decimals) as the smallest integers in the same proportion."""
    thousandths = [round(item.weight * 1000) for item in items]
    common = gcd(*thousandths)
    return tuple(weight // common for weight in thousandths)


def make_measure(instrument: Instrument, id_: str, items: tuple[Item, ...]) -> Measure:
    """The score of some items, whatever scales they are answered on."""
    ranges = [instrument.scale_of(instrument.questionnaire_of[item.id]).range for item in items]
    unit = lcm(*ranges)
    return Measure(
        id=id_,
        items=tuple(item.id for item in items),
        weights=integer_weights(items),
        steps=tuple(unit // each for each in ranges),
        unit=unit,
        needed=instrument.minimum_scored(len(items)),
    )


def make_base(instrument: Instrument, id_: str, items: tuple[str, ...]) -> Base:
    """The base of these items: whatever has at least one of them gets a score."""
    chosen = frozenset(items)

    def measures(parts: dict[str, list[Item]]) -> dict[str, Measure]:
        return {name: make_measure(instrument, name, tuple(part)) for name, part in parts.items() if part}

    def among(questionnaire: Questionnaire) -> list[Item]:
        return [item for item in questionnaire.items if item.id in chosen]

    questionnaires = {each.id: among(each) for each in instrument.questionnaires}
    facets = {
        f"{each.id}/{facet.id}": [item for item in among(each) if item.facet == facet.id]
        for each in instrument.questionnaires
        for facet in each.facets
    }
    practices: dict[str, list[Item]] = {
        practice: [item for each in instrument.hallmarks for item in among(each) if item.practice == practice]
        for practice in PRACTICES
    }
    hallmarks = tuple(each.id for each in instrument.hallmarks if questionnaires[each.id])
    unweighted = {
        f"{EQUAL}{name}": [item.model_copy(update={"weight": 1}) for item in questionnaires[name]]
        for name in hallmarks
        if len({item.weight for item in questionnaires[name]}) > 1
    }
    return Base(
        id=id_,
        items=tuple(item for item in instrument.items if item in chosen),
        questionnaires=measures(questionnaires),
        facets=measures(facets),
        practices=measures(practices),
        equal=measures(unweighted),
        hallmarks=hallmarks,
    )


@dataclass(frozen=True)
class Layout:
    """Where each sum stands in the vector of a cell, and in the vector of the whole file.

    ``items``: the items asked, in the instrument's order; ``bases``: the first one is the base of the results.
    A *cell* is a group of a segment, or the whole. Sections of a cell's vector, each a run of integers:
    ``rows`` (1); ``answers:ITEM`` (one count a state of the item's scale, see ``responses.model``);
    ``people:BASE`` (empty, scored); ``scores:BASE:MEASURE`` (n, sum, squares for each denominator);
    ``pairs:BASE`` (six sums a pair). Of the whole file's: ``listwise:BASE:QUESTIONNAIRE`` and ``drivers:BASE``
    (n, k sums, k(k+1)/2 products row by row of the upper triangle).

    Where respondents are ``weighted`` by a column, w counts in 1/``WEIGHT_UNIT`` and these follow:
    ``weighted:answers:ITEM`` (the sum of w a state); ``weighted:people:BASE`` (sums of w and w2 over people scored);
    ``weighted:scores:BASE:MEASURE`` (w, wx, w2, w2x, w2x2, x in 1/quantum); ``weighted:pairs:BASE`` (w2, w2a, w2b,
    w2ab a pair).
    """

    instrument: Instrument
    items: tuple[str, ...]
    form: str | None
    weighted: bool = False

    @cached_property
    def bases(self) -> tuple[Base, ...]:
        """The base of the results, then every other declared form that the asked items contain."""
        bases = [make_base(self.instrument, self.form or ASKED, self.items)]
        for form in self.instrument.forms:
            items = self.instrument.form_items(form.id)
            if form.id != self.form and items and set(items) < set(self.items):
                bases.append(make_base(self.instrument, form.id, items))
        return tuple(bases)

    @property
    def base(self) -> Base:
        """The base of the results."""
        return self.bases[0]

    @cached_property
    def states(self) -> dict[str, tuple[str, ...]]:
        """The names of each item's states."""
        owner = self.instrument.questionnaire_of
        return {item: states_of(self.instrument.scale_of(owner[item])) for item in self.items}

    @cached_property
    def sections(self) -> dict[str, slice]:
        """The sections of a cell's vector."""
        lengths = {"rows": 1} | {f"answers:{item}": len(self.states[item]) for item in self.items}
        for base in self.bases:
            lengths[f"people:{base.id}"] = 2
            for name, measure in base.measures.items():
                lengths[f"scores:{base.id}:{name}"] = len(measure.denominators) * len(MOMENTS)
            lengths[f"pairs:{base.id}"] = len(base.pairs) * len(PAIR)
        more = self.weighted_lengths if self.weighted else {}
        return _slices(lengths | {f"weighted:{name}": length for name, length in more.items()})

    @cached_property
    def weighted_lengths(self) -> dict[str, int]:
        """The sections of weighted sums by name, without ``weighted:`` before it."""
        lengths = {f"answers:{item}": len(self.states[item]) for item in self.items}
        for base in self.bases:
            lengths[f"people:{base.id}"] = len(WEIGHTED_PEOPLE)
            lengths |= {f"scores:{base.id}:{name}": len(WEIGHTED_SCORES) for name in base.measures}
            lengths[f"pairs:{base.id}"] = len(base.pairs) * len(WEIGHTED_PAIR)
        return lengths

    @cached_property
    def weighted_sections(self) -> dict[str, slice]:
        """The sections of a vector of weighted sums alone (``scoring.weights``)."""
        return _slices(self.weighted_lengths)

    @cached_property
    def weighted_powers(self) -> NDArray[np.float64]:
        """With which power a weight enters each sum of such a vector: 1 or 2."""
        made = []
        for name, length in self.weighted_lengths.items():
            sums = WEIGHTED_SUMS.get(name.split(":")[0], ("w",))
            made += [2.0 if each.startswith("w2") else 1.0 for each in sums] * (length // len(sums))
        return np.array(made)

    @cached_property
    def whole_sections(self) -> dict[str, slice]:
        """The sections of the whole file's vector."""
        lengths = {}
        for base in self.bases:
            for name, measure in base.questionnaires.items():
                lengths[f"listwise:{base.id}:{name}"] = _listwise(len(measure.items))
            lengths[f"drivers:{base.id}"] = _listwise(len(base.questionnaires))
        return _slices(lengths)

    @cached_property
    def width(self) -> int:
        """The length of a cell's vector."""
        return max(int(section.stop) for section in self.sections.values())

    @cached_property
    def whole_width(self) -> int:
        """The length of the whole file's vector."""
        return max((int(section.stop) for section in self.whole_sections.values()), default=0)

    def integers(self, rows: int) -> np.dtype[Any]:
        """What holds any sum over this many rows: 64 bits, or Python's integers where those could overflow."""
        if self.weighted:
            return np.dtype(object)
        measures = [measure for base in self.bases for measure in base.measures.values()]
        largest = max(max(each.quantum, sum(each.weights) * each.unit) for each in measures)
        return np.dtype(np.int64 if rows * largest**2 < 2**62 else object)

    @cached_property
    def crossed(self) -> tuple[str, ...]:
        """What is counted for every crossed cell of the segments: people scored, then each measure's n, a base."""
        return tuple(
            name
            for base in self.bases
            for name in (f"people:{base.id}", *(f"scores:{base.id}:{measure}" for measure in base.measures))
        )


def _listwise(k: int) -> int:
    return 1 + k + k * (k + 1) // 2


def _slices(lengths: dict[str, int]) -> dict[str, slice]:
    slices, start = {}, 0
    for name, length in lengths.items():
        slices[name] = slice(start, start + length)
        start += length
    return slices
