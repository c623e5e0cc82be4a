"""The kernel: a batch of answers in, integer sums out.

Answers are packed: the items of a questionnaire fall into blocks of a few items whose states make one small code, so
that one ``bincount`` a block counts every answer, and a table from code to partial score makes the scores. Everything
is counted once for every crossed cell of the segments and folded into the groups, or, where the crossing has too many
cells, once for every segment. Floats appear as carriers of integers below 2**53 only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentorscan.responses.model import Batch
from mentorscan.scoring.cells import ExactSums, cross, fold, nothing, runs, sort_by_cell, upper
from mentorscan.scoring.layout import MOMENTS, PAIR, WEIGHTED_PAIR, Layout, Measure
from mentorscan.scoring.scorers import Codes, Fields, Flags, Floats, Ints, Rows, Score, Scorer, Vector, make_scorers

BLOCK_STATES = 1024
"""How many joint states of its items a block may have: its histogram for every cell stays in the processor's cache."""

CROSSED_CELLS = 512
"""Up to this many crossed cells in a batch everything is counted once for all segments."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The sums of a batch.

    ``margins``: per segment the group codes met and their sums, shape (groups, ``layout.width``). ``whole``: the sums
    of all rows, shape (width,). ``listwise``: shape (``layout.whole_width``,). ``crossed``: the crossed cells met as
    group codes, shape (cells, segments), and their counts, shape (cells, ``len(layout.crossed)``). ``cells``: where
    they are asked for, all sums of these crossed cells, shape (cells, width).
    """

    margins: dict[str, tuple[Ints, Ints]]
    whole: Ints
    listwise: Ints
    crossed: tuple[Ints, Ints]
    cells: Ints | None


@dataclass(frozen=True, slots=True)
class Block:
    """Some items of one questionnaire whose states make one code: ``sum(state * radix)``.

    ``spread``: shape (codes, sum of the items' states), 1 where the code has the item in that state.
    """

    rows: tuple[int, ...]
    radices: tuple[int, ...]
    size: int
    spread: Floats
    sections: tuple[slice, ...]


class Kernel:
    """Turns batches into partial sums; holds the tables that depend on the layout alone.

    ``whole_cells``: whether crossed cells are wanted with all their sums.
    """

    def __init__(self, layout: Layout, *, whole_cells: bool = False) -> None:
        self.layout = layout
        self.whole_cells = whole_cells
        self.blocks: list[Block] = []
        self._row = {item: row for row, item in enumerate(layout.items)}
        self._digits: dict[str, tuple[int, Ints]] = {}
        for questionnaire in layout.instrument.questionnaires:
            self._add_blocks([item.id for item in questionnaire.items if item.id in layout.states])
        measures = {measure.key: measure for base in layout.bases for measure in base.measures.values()}
        self.scorers: list[Scorer] = make_scorers(
            {key: self._fields(measure) for key, measure in measures.items()}, measures
        )

    def _add_blocks(self, items: list[str]) -> None:
        sizes = [len(self.layout.states[item]) for item in items]
        if not items:
            return
        per_block = max(1, int(np.log(BLOCK_STATES) / np.log(max(sizes))))
        count = -(-len(items) // per_block)
        for part in np.array_split(np.arange(len(items)), count):
            chosen = [items[i] for i in part]
            radices = tuple(accumulate((len(self.layout.states[item]) for item in chosen), mul, initial=1))
            codes = np.arange(radices[-1])
            spread = []
            for item, radix in zip(chosen, radices, strict=False):
                digit = codes // radix % len(self.layout.states[item])
                self._digits[item] = (len(self.blocks), digit)
                spread.append(np.eye(len(self.layout.states[item]))[digit])
            self.blocks.append(
                Block(
                    rows=tuple(self.rows(chosen)),
                    radices=radices[:-1],
                    size=radices[-1],
                    spread=np.concatenate(spread, axis=1),
                    sections=tuple(self.layout.sections[f"answers:{item}"] for item in chosen),
                )
            )

    def points(self, item: str) -> int:
        """How many points the item's scale has."""
        instrument = self.layout.instrument
        return len(instrument.scale_of(instrument.questionnaire_of[item]).points)

    def rows(self, items: Sequence[str]) -> list[int]:
        """The rows of ``Batch.states`` in which some items stand."""
        return [self._row[item] for item in items]

    def _fields(self, measure: Measure) -> list[Fields]:
        """What each block adds to a measure."""
        found: dict[int, Fields] = {}
        for item, weight, step in zip(measure.items, measure.weights, measure.steps, strict=True):
            block, digit = self._digits[item]
            points = self.points(item)
            reverse = self.layout.instrument.items[item].reverse
            answered = ((digit >= 1) & (digit <= points)).astype(np.int64)
            value = (points - digit if reverse else digit - 1) * answered
            highest = weight * step * (points - 1)
            fields = Fields(block, answered, weight * answered, weight * step * value, highest)
            found[block] = found[block] + fields if block in found else fields
        return list(found.values())

    def sums(self, batch: Batch) -> Partial:
        """The partial sums of a batch. Rows in which every item is blank count as rows and as empty, nowhere else."""
        layout = self.layout
        cells, keys = cross(batch.groups, batch.rows)
        width, count = layout.width, len(keys)
        empty = nothing(batch.states)
        head = np.zeros((count, width), layout.integers(batch.rows))
        head[:, layout.sections["rows"].start] = np.bincount(cells, minlength=count)
        for base in layout.bases:
            head[:, layout.sections[f"people:{base.id}"].start] = np.bincount(cells[empty], minlength=count)
        if empty.any():
            kept = ~empty
            batch, cells = batch[kept], cells[kept]
        groups = batch.groups
        answers = Answers(self, batch.states, batch.weights)
        sums = None
        if count <= CROSSED_CELLS or self.whole_cells:
            sums = answers.sums(cells, count)
            counts = answers.crossed_from(sums)
            sums += head
            margins = {name: fold(keys[:, i], sums) for i, name in enumerate(groups)}
            whole = sums.sum(axis=0)
        else:
            counts = answers.crossed(cells, count)
            margins = {}
            for i, (name, codes) in enumerate(groups.items()):
                present, positions = np.unique(codes, return_inverse=True)
                met, heads = fold(keys[:, i], head)
                heads[np.searchsorted(met, present)] += answers.sums(positions.astype(np.int32), len(present))
                margins[name] = (met, heads)
            whole = next(iter(margins.values()))[1].sum(axis=0)
        return Partial(margins, whole, answers.listwise(), (keys, counts), sums if self.whole_cells else None)


class Answers:
    """The answers of a batch without its empty rows: codes and scores made once, summed for one or more cellings."""

    def __init__(self, kernel: Kernel, states: NDArray[np.uint8], weights: Ints | None = None) -> None:
        self.kernel = kernel
        self.layout = kernel.layout
        self.states = states
        self.weights = weights
        self.rows = states.shape[1]
        self.codes = [pack(states, block) for block in kernel.blocks]
        self.scores = {key: score for scorer in kernel.scorers for key, score in scorer.scores(self.codes).items()}

    def score(self, measure: Measure) -> Score:
        """The scores on a measure."""
        return self.scores[measure.key]

    @cached_property
    def values(self) -> dict[str, Floats]:
        """Per base the questionnaires' scores in 1/quantum, one below the other, 0 where not scored: (q, rows)."""
        return self._stacked("value", np.float64)

    @cached_property
    def masks(self) -> dict[str, Flags]:
        """Per base who is scored on each questionnaire: (q, rows)."""
        return self._stacked("scored", np.bool_)

    def _stacked(self, name: str, dtype: type[np.generic]) -> dict[str, NDArray[Any]]:
        made = {}
        for base in self.layout.bases:
            table = np.empty((len(base.questionnaires), self.rows), dtype)
            for i, measure in enumerate(base.questionnaires.values()):
                table[i] = getattr(self.score(measure), name)
            made[base.id] = table
        return made

    @cached_property
    def people(self) -> dict[str, Flags]:
        """Per base who has at least one hallmark scored."""
        found = {}
        for base in self.layout.bases:
            people = np.zeros(self.rows, bool)
            for hallmark in base.hallmarks:
                people |= self.score(base.questionnaires[hallmark]).scored
            found[base.id] = people
        return found

    @cached_property
    def empty(self) -> dict[str, Flags]:
        """Per base but the first who left every item of it blank."""
        return {base.id: nothing(self.states[self.kernel.rows(base.items)]) for base in self.layout.bases[1:]}

    def sums(self, cells: Vector, count: int) -> Ints:
        """All sums but ``rows`` and the wholly empty rows, for ``count`` cells: shape (count, width)."""
        if not count:
            return np.zeros((0, self.layout.width), np.int64)
        out = np.zeros((count, self.layout.width), self.layout.integers(self.rows))
        self._add_pairs(cells, out)
        if self.weights is not None and self.layout.weighted:
            self._add_weighted(self.weights, cells, out)
        if count <= CROSSED_CELLS:
            self._add_counts(slice(None), cells, out)
            return out
        order, ends = sort_by_cell(cells, count=count)
        for start in range(0, count, CROSSED_CELLS):
            stop = min(start + CROSSED_CELLS, count)
            rows = order[ends[start - 1] if start else 0 : ends[stop - 1]]
            self._add_counts(rows, cells[rows] - np.int32(start), out[start:stop])
        return out

    def _add_counts(self, rows: Rows, cells: Vector, out: Ints) -> None:
        """Answers, moments and people of some rows, for the ``len(out)`` cells that these rows lie in."""
        layout, count = self.layout, len(out)
        for block, codes in zip(self.kernel.blocks, self.codes, strict=True):
            bins = np.bincount(cells * np.int64(block.size) + codes[rows], minlength=count * block.size)
            answers = (bins.reshape(count, block.size).astype(np.float64) @ block.spread).astype(np.int64)
            start = 0
            for section in block.sections:
                stop = start + section.stop - section.start
                out[:, section] = answers[:, start:stop]
                start = stop
        moments = {key: score.moments(rows, cells, count) for key, score in self.scores.items()}
        for base in layout.bases:
            for name, measure in base.measures.items():
                out[:, layout.sections[f"scores:{base.id}:{name}"]] = moments[measure.key]
            people = out[:, layout.sections[f"people:{base.id}"]]
            people[:, 1] = np.bincount(cells[self.people[base.id][rows]], minlength=count)
            if base.id in self.empty:
                people[:, 0] = np.bincount(cells[self.empty[base.id][rows]], minlength=count)

    def _add_pairs(self, cells: Vector, out: Ints) -> None:
        """Six sums a pair, cell by cell, as products of thin matrices of whole numbers.

        Nearly everyone has every score. Of them the products say it all; the masked sums are made for the others.
        """
        for base in self.layout.bases:
            q = len(base.questionnaires)
            if q < 2:
                continue
            values, scored = self.values[base.id], self.masks[base.id]
            first, second = np.triu_indices(q, 1)
            made = np.zeros((len(out), len(first), len(PAIR)))
            everything: Flags = np.logical_and.reduce(scored)
            for cell, rows in runs(cells, everything, count=len(out)):
                part = values.take(rows, axis=1)
                products, sums = part @ part.T, part.sum(axis=1)
                squares = products.diagonal()
                made[cell, :, 0] = len(rows)
                made[cell, :, 1] = sums[first]
                made[cell, :, 2] = sums[second]
                made[cell, :, 3] = squares[first]
                made[cell, :, 4] = squares[second]
                made[cell, :, 5] = products[first, second]
            for cell, rows in runs(cells, ~everything, count=len(out)):
                part, mask = values.take(rows, axis=1), scored.take(rows, axis=1).astype(np.float64)
                sums, squares = part @ mask.T, (part * part) @ mask.T
                made[cell, :, 0] += (mask @ mask.T)[first, second]
                made[cell, :, 1] += sums[first, second]
                made[cell, :, 2] += sums[second, first]
                made[cell, :, 3] += squares[first, second]
                made[cell, :, 4] += squares[second, first]
                made[cell, :, 5] += (part @ part.T)[first, second]
            out[:, self.layout.sections[f"pairs:{base.id}"]] = made.reshape(len(out), -1).astype(np.int64)

    def _add_weighted(self, weights: Ints, cells: Vector, out: Ints) -> None:
        """The sums of weights, and of weighted scores, of every cell."""
        count = len(out)
        sections = {name: self.layout.sections[f"weighted:{name}"] for name in self.layout.weighted_lengths}
        for item, states in zip(self.layout.items, self.states, strict=True):
            size = len(self.layout.states[item])
            # Sums of weights below 2**30 over a batch stay whole in float64.
            bins = np.bincount(cells * np.int64(size) + states, weights=weights, minlength=count * size)
            out[:, sections[f"answers:{item}"]] = bins.reshape(count, size).astype(np.int64)
        adder = ExactSums(cells, count)
        for base in self.layout.bases:
            people = self.people[base.id].astype(np.int64)
            out[:, sections[f"people:{base.id}"]] = adder.weighted(weights, ones=[people], squares=[people])
            scores = {}
            for name, measure in base.measures.items():
                score = self.score(measure)
                scored, x = score.scored.astype(np.int64), score.value.astype(np.int64)
                scores[name] = scored, x
                sums = adder.weighted(weights, ones=[scored, x], squares=[scored, x, x * x])
                out[:, sections[f"scores:{base.id}:{name}"]] = sums
            pairs = np.zeros((count, len(base.pairs), len(WEIGHTED_PAIR)), object)
            for i, (a, b) in enumerate(base.pairs):
                (has_a, x_a), (has_b, x_b) = scores[a], scores[b]
                both = [has_a * has_b, x_a * has_b, x_b * has_a, x_a * x_b]
                pairs[:, i] = adder.weighted(weights, ones=[], squares=both)
            out[:, sections[f"pairs:{base.id}"]] = pairs.reshape(count, -1)

    def crossed_from(self, sums: Ints) -> Ints:
        """The counts of every crossed cell, from the sums of all of them."""
        layout = self.layout
        columns = []
        for name in layout.crossed:
            part = sums[:, layout.sections[name]]
            columns.append(part[:, 1] if name.startswith("people:") else part[:, :: len(MOMENTS)].sum(axis=1))
        return np.stack(columns, axis=1)

    def crossed(self, cells: Vector, count: int) -> Ints:
        """The counts of every crossed cell, from the rows."""
        columns = []
        for base in self.layout.bases:
            masks = [self.people[base.id], *(self.score(each).scored for each in base.measures.values())]
            columns += [np.bincount(cells[mask], minlength=count) for mask in masks]
        return np.stack(columns, axis=1)

    def listwise(self) -> Ints:
        """The sums over people complete on a questionnaire's items, and over those with every questionnaire scored."""
        layout, kernel = self.layout, self.kernel
        out = np.zeros(layout.whole_width, np.int64)
        for base in layout.bases:
            for name, measure in base.questionnaires.items():
                k = len(measure.items)
                values = np.empty((k + 1, self.rows), np.float32)
                values[0] = self.score(measure).complete
                turn = np.eye(k + 1, dtype=np.int64)
                for i, (item, row) in enumerate(zip(measure.items, kernel.rows(measure.items), strict=True), start=1):
                    values[i] = self.states[row]
                    reverse = layout.instrument.items[item].reverse
                    turn[i, 0], turn[i, i] = (kernel.points(item), -1) if reverse else (-1, 1)
                values[1:] *= values[0]
                products = (values @ values.T).astype(np.int64)
                out[layout.whole_sections[f"listwise:{base.id}:{name}"]] = upper(turn @ products @ turn.T)
            everything = self.masks[base.id].all(axis=0)
            scores = np.empty((len(base.questionnaires) + 1, self.rows))
            scores[0] = everything
            np.multiply(self.values[base.id], everything, out=scores[1:])
            out[layout.whole_sections[f"drivers:{base.id}"]] = upper((scores @ scores.T).astype(np.int64))
        return out


def pack(states: NDArray[np.uint8], block: Block) -> Codes:
    """The block's code of every row."""
    codes = states[block.rows[0]].astype(np.uint16)
    for row, radix in zip(block.rows[1:], block.radices[1:], strict=True):
        codes += states[row] * np.uint16(radix)
    wide: Codes = codes.astype(np.intp)
    return wide
