"""Figures that mentorscan did not compute (R, published values), the data they rest on, and how they are compared."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mentorscan.scoring.statistics import Listwise, Moments

TESTS = Path(__file__).parents[2]
CLIMATE = TESTS / "data" / "climate"
LEAD = ["AF06", "AF07", "AP12", "AP17", "AP33", "AP34", "AS14", "AS15", "AS16", "AS17", "AS28"]
COH = ["COH01", "COH02", "COH03", "COH04", "COH05"]


def expected(name: str) -> Any:
    """Independently computed figures on one of the data files."""
    return json.loads((CLIMATE / f"{name}.expected.json").read_text())


EDGES = expected("edge_cases")
FIGURES = json.loads((TESTS / "golden" / "statistics" / "figures.json").read_text())
"""What figures.R beside it wrote."""


def close(figure: Any, *, tolerance: float = 1e-9) -> Any:
    """What equals a figure, or each of several, at a tolerance; or None."""
    return None if figure is None else pytest.approx(figure, rel=tolerance, abs=tolerance)


def words(name: str, wanted: Sequence[str]) -> list[list[str]]:
    """The rows of a data file, these columns as they are."""
    with (CLIMATE / name).open() as stream:
        return [[row[each] for each in wanted] for row in csv.DictReader(stream)]


def columns(name: str, wanted: Sequence[str], *, times: int = 1) -> list[list[int | None]]:
    """The rows of a data file, these columns as whole numbers, gaps as None."""
    return [[round(float(each) * times) if each else None for each in row] for row in words(name, wanted)]


def numbers(name: str, wanted: Sequence[str], *, times: int = 1) -> list[list[int]]:
    """The rows of a data file without a gap in these columns."""
    return [[each for each in row if each is not None] for row in columns(name, wanted, times=times) if None not in row]


def listwise(rows: Sequence[Sequence[int | None]]) -> Listwise:
    """Sums over the rows without a gap."""
    full = [[int(each) for each in row if each is not None] for row in rows if None not in row]
    k = len(rows[0])
    return Listwise(
        len(full),
        tuple(sum(row[i] for row in full) for i in range(k)),
        tuple(tuple(sum(row[i] * row[j] for row in full) for j in range(k)) for i in range(k)),
    )


def moments(values: Sequence[int], *, unit: int = 1) -> Moments:
    """Values by their sums."""
    return Moments(len(values), sum(values), sum(value * value for value in values), unit)


def attitude() -> Listwise:
    """The attitude data, seven items, 30 people."""
    return listwise(columns("attitude.csv", list(expected("attitude")["reliability"]["items"])))


def lead(first: int = 1, last: int = 5400, *, items: int = 11) -> Listwise:
    """The leadership data of these people, on the first items."""
    data = np.array(numbers("bhr2000.csv", LEAD[:items])[first - 1 : last])
    products = data.T @ data
    return Listwise(len(data), tuple(data.sum(axis=0).tolist()), tuple(map(tuple, products.tolist())))
