"""The tally: the mergeable integer sums of one survey, with no row in it.

Every figure is a function of the tally alone. So one pass streams over any size of file, and the tallies of two
countries add up to the tally of both, bit for bit, whatever the batches, the order of rows and the split into files.

A tally of a small group is close to that group's answers: a tally file is personal data and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from mentorscan.errors import ExportError, Note, Place, Problem
from mentorscan.instrument.model import Instrument, Text
from mentorscan.responses.model import Batch, Responses, SourceFile
from mentorscan.scoring.kernel import Kernel, Partial
from mentorscan.scoring.layout import Layout
from mentorscan.scoring.quality import Quality, SeenIds

BATCH_ROWS = 65_536
"""Sums of products of this many rows stay exact in float64 (``scoring.layout.LARGEST_SCORE``)."""

Key = TypeVar("Key")
Groups = tuple[str | None, ...]
Sums = NDArray[Any]
"""Whole numbers: int64, or Python integers where a sum could outgrow 64 bits."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Sums of a survey (``Layout`` says which figure stands where in a vector).

    ``margins``: segment -> group -> vector (``None``: people without a group); ``whole``: the vector of everyone;
    ``listwise``: the vector over complete people; ``crossed``: groups of all ``segments`` -> counts; ``cells``: where
    they were asked for, groups of all segments -> vector (raking needs them). ``quality``: rows that deserve a second
    look, by kind; ``left_out``: rows that are in no sum, by reason (``scoring.quality``). ``weights``: the least and
    the largest weight of a row with answers, in 1/``WEIGHT_UNIT``. ``options``: what shapes the base; tallies made
    under different ones do not add up.
    """

    layout: Layout
    segments: dict[str, Text]
    margins: dict[str, dict[str | None, Sums]]
    whole: Sums
    listwise: Sums
    crossed: dict[Groups, Sums]
    cells: dict[Groups, Sums] = field(default_factory=dict)
    quality: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    weights: tuple[int, int] | None = None
    sources: tuple[SourceFile, ...] = ()
    notes: tuple[Note, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def instrument(self) -> Instrument:
        """The instrument that was answered."""
        return self.layout.instrument

    @property
    def rows(self) -> int:
        """How many rows are in the sums."""
        return int(self.whole[self.layout.sections["rows"]][0])

    def with_segments(self, segments: dict[str, Text]) -> Tally:
        """The same tally over more segments, in this order: in those that it lacks, everyone is without a group."""
        known = list(self.segments)

        def crossing(sums: dict[Groups, Sums]) -> dict[Groups, Sums]:
            return {
                tuple(groups[known.index(each)] if each in self.segments else None for each in segments): vector
                for groups, vector in sums.items()
            }

        return replace(
            self,
            segments=segments,
            margins={each: self.margins.get(each, {None: self.whole}) for each in segments},
            crossed=crossing(self.crossed),
            cells=crossing(self.cells),
        )

    def with_integers(self, exact: np.dtype[Any]) -> Tally:
        """The same tally with sums that hold larger numbers (``Layout.integers``)."""
        if self.whole.dtype == exact:
            return self
        margins = {
            name: {group: sums.astype(exact) for group, sums in groups.items()} for name, groups in self.margins.items()
        }
        cells = {groups: sums.astype(exact) for groups, sums in self.cells.items()}
        whole, listwise = self.whole.astype(exact), self.listwise.astype(exact)
        return replace(self, whole=whole, listwise=listwise, margins=margins, cells=cells)

    def __add__(self, other: Tally) -> Tally:
        """The tally of both: as if both had been scored together. Raises ``ExportError`` where they do not belong."""
        require_alike(self, other)
        segments = self.segments | other.segments
        exact = self.layout.integers(self.rows + other.rows)
        mine, theirs = (each.with_segments(segments).with_integers(exact) for each in (self, other))
        return Tally(
            layout=self.layout,
            segments=segments,
            margins={each: add_up(mine.margins[each], theirs.margins[each]) for each in segments},
            whole=mine.whole + theirs.whole,
            listwise=mine.listwise + theirs.listwise,
            crossed=add_up(mine.crossed, theirs.crossed),
            cells=add_up(mine.cells, theirs.cells),
            quality=add_counts(self.quality, other.quality),
            left_out=add_counts(self.left_out, other.left_out),
            weights=widest(self.weights, other.weights),
            sources=self.sources + other.sources,
            notes=self.notes + other.notes,
            options=self.options,
        )


def add_up(first: dict[Key, Sums], second: dict[Key, Sums]) -> dict[Key, Sums]:
    """Vectors of both by key."""
    return first | {key: first[key] + sums if key in first else sums for key, sums in second.items()}


def add_counts(first: dict[str, int], second: dict[str, int]) -> dict[str, int]:
    """Counts of both by name; what neither has is not counted, and not 0."""
    return {name: first.get(name, 0) + second.get(name, 0) for name in first | second}


def widest(*ranges: tuple[int, int] | None) -> tuple[int, int] | None:
    """The range that holds all of these; ``None`` without any."""
    known = [each for each in ranges if each is not None]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None


def require_alike(first: Tally, second: Tally) -> None:
    """Raise ``ExportError`` where two tallies cannot be added: other items, other rules, other options."""
    name = second.sources[0].name if second.sources else "the second tally"
    place = Place(name)
    if first.instrument != second.instrument:
        raise ExportError(
            Problem("other-instrument", "it was made with another instrument, or another version of it", place)
        )
    if first.layout.items != second.layout.items:
        missing = [item for item in first.layout.items if item not in second.layout.items]
        added = [item for item in second.layout.items if item not in first.layout.items]
        parts = [f"lacks {', '.join(missing)}" if missing else "", f"also asks {', '.join(added)}" if added else ""]
        raise ExportError(
            Problem(
                "other-items",
                f"not the same items as in {first.sources[0].name if first.sources else 'the first'}: it "
                + " and ".join(part for part in parts if part),
                place,
                "files that ask the same items",
                "score them one by one, or name a form that all of them contain with --form",
            )
        )
    if first.options != second.options:
        raise ExportError(
            Problem("other-options", f"made with {second.options}, the others with {first.options}", place)
        )


class Tallier:
    """Adds up the batches of one export.

    ``weighted``: by the weights in the batches. ``whole_cells``: whether crossed cells are kept with all their sums.
    """

    def __init__(
        self,
        responses: Responses,
        *,
        instrument: Instrument,
        options: dict[str, Any],
        weighted: bool = False,
        whole_cells: bool = False,
    ) -> None:
        self.responses = responses
        self.layout = Layout(instrument, responses.items, responses.form, weighted=weighted)
        self.kernel = Kernel(self.layout, whole_cells=whole_cells)
        self.options = options
        self.rows = 0
        self.weights: tuple[int, int] | None = None
        self.whole: Sums = np.zeros(self.layout.width, np.int64)
        self.listwise: Sums = np.zeros(self.layout.whole_width, np.int64)
        self.margins: dict[str, Sums] = {
            each: np.zeros((16, self.layout.width), np.int64) for each in responses.segments
        }
        self.crossed: dict[tuple[int, ...], Sums] = {}
        self.cells: dict[tuple[int, ...], Sums] = {}

    def add(self, batch: Batch) -> None:
        """Add the rows of a batch."""
        for start in range(0, batch.rows, BATCH_ROWS):
            part = batch[start : start + BATCH_ROWS]
            if part.weights is not None and (part.weights > 0).any():
                used = part.weights[part.weights > 0]
                self.weights = widest(self.weights, (int(used.min()), int(used.max())))
            self._add(self.kernel.sums(part), part.rows)

    def _add(self, partial: Partial, rows: int) -> None:
        self.rows += rows
        exact = self.layout.integers(self.rows)
        if exact != self.whole.dtype:
            self.whole, self.listwise = self.whole.astype(exact), self.listwise.astype(exact)
            self.margins = {name: sums.astype(exact) for name, sums in self.margins.items()}
        self.whole += partial.whole
        self.listwise += partial.listwise
        for name, (codes, sums) in partial.margins.items():
            room = self.margins[name]
            if len(codes) and codes[-1] >= len(room):
                more = np.zeros((max(len(room), int(codes[-1]) + 1 - len(room)), self.layout.width), room.dtype)
                self.margins[name] = room = np.concatenate([room, more])
            room[codes] += sums
        keys, counts = partial.crossed
        for i, key in enumerate(map(tuple, keys.tolist())):
            self.crossed[key] = self.crossed[key] + counts[i] if key in self.crossed else counts[i]
            if partial.cells is not None:
                sums = partial.cells[i].astype(exact)
                self.cells[key] = self.cells[key] + sums if key in self.cells else sums

    def tally(self, *, quality: Quality) -> Tally:
        """The tally of all batches so far; to be called when the responses are used up. ``quality`` looked at them."""
        responses, rows = self.responses, self.layout.sections["rows"].start
        names = responses.groups
        titles = {segment.id: segment.title for segment in self.layout.instrument.segments}
        languages = self.layout.instrument.languages

        def crossing(sums: dict[tuple[int, ...], Sums]) -> dict[Groups, Sums]:
            return {
                tuple(names[each][code] for each, code in zip(responses.segments, key, strict=True)): vector
                for key, vector in sums.items()
            }

        return Tally(
            layout=self.layout,
            segments={
                each: titles.get(each) or dict.fromkeys(languages, responses.titles.get(each, each))
                for each in responses.segments
            },
            margins={
                each: {names[each][code]: sums for code, sums in enumerate(self.margins[each]) if sums[rows]}
                for each in responses.segments
            },
            whole=self.whole,
            listwise=self.listwise,
            crossed=crossing(self.crossed),
            cells=crossing(self.cells),
            quality=dict(quality.counts),
            left_out=dict(quality.left_out + responses.left_out),
            weights=self.weights,
            sources=(
                replace(responses.source, rows=self.rows + quality.left_out.total() + responses.left_out.total()),
            ),
            notes=tuple(responses.notes),
            options=self.options,
        )


def tally_responses(
    responses: Responses,
    *,
    instrument: Instrument,
    options: dict[str, Any] | None = None,
    watch: Callable[[Batch], None] | None = None,
    with_respondents: bool = False,
    weighted: bool = False,
    whole_cells: bool = False,
    leave_out: Collection[str] = (),
    seen: SeenIds | None = None,
) -> Tally:
    """The tally of one export.

    ``watch`` sees every batch as it passes (progress, the respondents' file), without the rows that ``leave_out`` names
    (``scoring.quality.LEAVE_OUT``). ``seen``: the ids met in other exports of the same survey.
    """
    tallier = Tallier(
        responses, instrument=instrument, options=options or {}, weighted=weighted, whole_cells=whole_cells
    )
    quality = Quality(instrument, items=responses.items, leave_out=leave_out, seen=seen or SeenIds())
    for batch in responses.batches(with_respondents=with_respondents):
        kept = quality.kept(batch)
        tallier.add(kept)
        if watch is not None:
            watch(kept)
    return tallier.tally(quality=quality)
