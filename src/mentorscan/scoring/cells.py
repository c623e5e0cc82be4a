"""Rows and the cells that they lie in: crossing segments, sorting rows, folding sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from mentorscan.responses.model import BLANK
from mentorscan.scoring.scorers import Flags, Ints, Vector


def nothing(states: NDArray[np.uint8]) -> Flags:
    """Which rows are blank in every item: shape (items, rows) to (rows,)."""
    blank: Flags = states.max(axis=0, initial=BLANK) == BLANK
    return blank


def cross(groups: Mapping[str, Vector], rows: int) -> tuple[Vector, Ints]:
    """The crossed cell of each row, and the cells' group codes: shapes (rows,) and (cells, segments).

    >>> import numpy as np
    >>> cells, keys = cross({"a": np.array([1, 1, 2], np.int32), "b": np.array([0, 0, 3], np.int32)}, 3)
    >>> cells.tolist(), keys.tolist()
    ([0, 0, 1], [[1, 0], [2, 3]])
    """
    if not groups or not rows:
        return np.zeros(rows, np.int32), np.zeros((1 if rows else 0, len(groups)), np.int64)
    cells: Vector
    sizes = [int(codes.max()) + 1 for codes in groups.values()]
    if prod(sizes) >= 2**62:
        table = np.stack(list(groups.values()), axis=1)
        keys, inverse = np.unique(table, axis=0, return_inverse=True)
        return inverse.ravel().astype(np.int32), keys.astype(np.int64)
    code = np.zeros(rows, np.int64)
    for size, codes in zip(sizes, groups.values(), strict=True):
        code = code * size + codes
    if prod(sizes) <= 2**20:
        present = np.flatnonzero(np.bincount(code))
        position = np.zeros(prod(sizes), np.int32)
        position[present] = np.arange(len(present), dtype=np.int32)
        cells = position[code]
    else:
        present, inverse = np.unique(code, return_inverse=True)
        cells = inverse.astype(np.int32)
    columns = []
    for size in reversed(sizes):
        columns.append(present % size)
        present = present // size
    return cells, np.stack(columns[::-1], axis=1)


def fold(codes: Ints, sums: Ints) -> tuple[Ints, Ints]:
    """Rows of sums added up by code: the codes met, increasing, and shape (codes, width)."""
    order = np.argsort(codes, kind="stable")
    present, starts = np.unique(codes[order], return_index=True)
    if not len(present):
        return present, sums
    return present, np.add.reduceat(sums[order], starts, axis=0)


def sort_by_cell(cells: Vector, *, count: int) -> tuple[NDArray[np.intp], Ints]:
    """The rows in the order of their cells, and where each cell's rows end."""
    order = np.argsort(cells.astype(np.uint16) if count < 2**16 else cells, kind="stable")
    return order, np.cumsum(np.bincount(cells, minlength=count))


def runs(cells: Vector, chosen: Flags, *, count: int) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """The chosen rows of each cell that has any."""
    rows = np.flatnonzero(chosen)
    order, ends = sort_by_cell(cells[rows], count=count)
    rows = rows[order]
    start = 0
    for cell, end in enumerate(ends.tolist()):
        if end > start:
            yield cell, rows[start:end]
        start = end


class ExactSums:
    """Adds up products with weights, cell by cell, in whole numbers of any size."""

    def __init__(self, cells: Vector, count: int) -> None:
        self.count = count
        self._order, ends = sort_by_cell(cells, count=count)
        starts = np.concatenate([[0], ends[:-1]]) if count else ends
        self._filled = np.flatnonzero(starts < ends)
        self._starts = starts[self._filled]

    def weighted(self, weights: Ints, *, ones: Sequence[Ints], squares: Sequence[Ints]) -> NDArray[np.object_]:
        """Sums of w * x for the x of ``ones``, then of w * w * x for the x of ``squares``: shape (count, columns).

        Weights are below 2**30, the x from 0 to below 2**37.

        >>> import numpy as np
        >>> sums = ExactSums(np.array([1, 1], np.int32), 2)
        >>> w = np.array([10**9, 3])
        >>> sums.weighted(w, ones=[np.array([2, 1])], squares=[np.array([10**9, 1])]).tolist()
        [[0, 0], [2000000003, 1000000000000000000000000009]]
        """
        columns = [self._sums(weights, each) for each in ones]
        columns += [self._sums(weights * weights, each) for each in squares]
        return np.stack(columns, axis=1)

    def _sums(self, factors: Ints, values: Ints) -> NDArray[np.object_]:
        """Sums of products that may outgrow 64 bits: the factors are taken apart into pieces that cannot."""
        total = np.zeros(self.count, object)
        if not len(self._starts):
            return total
        room = int(values.max()).bit_length() + len(values).bit_length()
        bits, shift = 62 - room, 0
        factors, values = factors[self._order], values[self._order]
        while factors.any():
            piece = (factors & ((1 << bits) - 1)) * values
            total[self._filled] += np.add.reduceat(piece, self._starts).astype(object) << shift
            factors, shift = factors >> bits, shift + bits
        return total


def upper(products: Ints) -> Ints:
    """The upper triangle of a matrix, row by row: of ones and k variables it holds n, the sums and the products.

    >>> import numpy as np
    >>> upper(np.array([[2, 3], [3, 5]])).tolist()
    [2, 3, 5]
    """
    return products[np.triu_indices(len(products))]
