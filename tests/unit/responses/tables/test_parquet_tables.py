import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.unit.responses.tables.opened import GOLDEN, cells, opened, written

from mentorscan.errors import ExportError
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.tables.table import Table

MOMENT = dt.datetime(2026, 3, 2, 10, 11, 12, tzinfo=dt.UTC)


def saved(folder: Path, columns: dict[str, Any]) -> Table:
    path = folder / "export.parquet"
    pl.DataFrame(columns).write_parquet(path)
    return opened(path)


@pytest.mark.parametrize(
    ("values", "spelled"),
    [
        (pl.Series([4, None], dtype=pl.Int64), ["4", None]),
        (pl.Series([4.0, 4.5]), ["4", "4.5"]),
        (pl.Series([4.0, float("nan")]), ["4", None]),
        (pl.Series([True, False]), ["true", "false"]),
        (pl.Series(["a", ""]), ["a", ""]),
        (pl.Series(["a", None], dtype=pl.Categorical), ["a", None]),
        (pl.Series(["a", "b"], dtype=pl.Enum(["a", "b"])), ["a", "b"]),
        (pl.Series([Decimal("4.00"), Decimal("4.50")]), ["4", "4.50"]),
        (pl.Series([MOMENT.date(), None]), ["2026-03-02", None]),
        (pl.Series([MOMENT.replace(tzinfo=None), None]), ["2026-03-02 10:11:12", None]),
        (pl.Series([MOMENT, None]).dt.convert_time_zone("Europe/Berlin"), ["2026-03-02 10:11:12", None]),
        (pl.Series([["a", "b"], []]), ["a;b", ""]),
        (pl.Series([[1.0, 2.5], None]), ["1;2.5", None]),
        (pl.Series([b"a", b"\xff"]), ["0x61", "0xff"]),
        (pl.Series([None, None], dtype=pl.Null), [None, None]),
    ],
    ids=lambda value: str(value.dtype) if isinstance(value, pl.Series) else "",
)
def test_every_type_is_spelled_as_text(tmp_path: Path, values: pl.Series, spelled: list[str | None]) -> None:
    assert [row[0] for row in cells(saved(tmp_path, {"m1": values}))] == spelled


def test_the_fields_of_nested_columns_are_columns(tmp_path: Path) -> None:
    table = saved(tmp_path, {"mentor": [{"m1": 4, "more": {"m2": 5}}, None], "who": ["a", "b"]})
    assert table.head.header == ("mentor.m1", "mentor.more.m2", "who")
    assert cells(table) == [("4", "5", "a"), (None, None, "b")]


def test_numbers_stay_as_they_are_where_small_integers_are_asked_for(tmp_path: Path) -> None:
    table = saved(tmp_path, {"m1": [4, 400], "m2": ["4", "5"], "m3": ["4", "x"]})
    assert table.numeric == {0, 1}
    assert table.frame({0: pl.Int8(), 1: pl.Int8()}).collect().rows() == [(4, 4), (400, 5)]


def test_the_columns_asked_for_come_in_the_order_asked_for(tmp_path: Path) -> None:
    table = saved(tmp_path, {"a": [1], "b": [2], "c": [3]})
    assert table.frame({2: pl.String(), 0: pl.String()}).collect().to_dicts() == [{"c2": "3", "c0": "1"}]
    assert (table.rows, table.head.container, table.lines([1])) == (1, "parquet", {})


@pytest.mark.parametrize("kept", [5, 100, 2000])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    whole = (GOLDEN / "plain" / "mentor.parquet").read_bytes()
    with pytest.raises(ExportError, match="broken-parquet"):
        opened(written(tmp_path, whole[:kept]))


@pytest.mark.parametrize(
    "values",
    [
        pl.Series([2**31 - 1], dtype=pl.Int32).cast(pl.Date),
        pl.Series([2**63 - 1], dtype=pl.Int64).cast(pl.Datetime("ms")),
    ],
    ids=["date", "time"],
)
def test_a_date_that_no_calendar_has_is_refused_wherever_it_stands(tmp_path: Path, values: pl.Series) -> None:
    """Polars panics when it spells such a date."""
    with pytest.raises(ExportError, match=r"broken-parquet.*out-of-range"):
        saved(tmp_path, {"m1": [4], "department": values})
    path = tmp_path / "late.parquet"
    early = pl.Series([0] * 1000, dtype=values.to_physical().dtype).cast(values.dtype)
    pl.DataFrame({"m1": [4] * 1001, "department": pl.concat([early, values])}).write_parquet(path)
    options = ReadOptions(unknown="blank")
    export = read_export(path, instrument=open_instrument(GOLDEN / "instruments" / "mentor"), options=options)
    with pytest.raises(ExportError, match="rows-differ"):
        list(export.batches())


@pytest.mark.parametrize("name", ["abort.parquet", "rows_missing.parquet"])
def test_a_file_that_brings_the_reader_down_is_refused(name: str) -> None:
    with pytest.raises(ExportError, match="broken-parquet"):
        opened(Path(__file__).parents[3] / "corpus" / "damaged" / name)
