"""Rows and the cells that they lie in: crossing segments, sorting rows, folding sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def upper(products: Ints) -> Ints:
    """The upper triangle of a matrix, row by row: of ones and k variables it holds n, the sums and the products.

    >>> import numpy as np
    >>> upper(np.array([[2, 3], [3, 5]])).tolist()
    [2, 3, 5]
    """
    return products[np.triu_indices(len(products))]
