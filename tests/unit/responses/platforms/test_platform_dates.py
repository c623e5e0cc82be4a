from datetime import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.responses.platforms.dates import order_assumed, written

NINE = "2026-05-18 09:08:07"


def parsed(cells: list[str], *, otherwise: str = "month") -> list[str]:
    times = written(cells, otherwise=otherwise)
    assert times is not None
    read = [pl.Series(cells).str.to_datetime(each, strict=False, time_unit="us") for each in times.formats]
    return pl.select(pl.coalesce(read)).to_series().dt.to_string("%Y-%m-%d %H:%M:%S").to_list()


@pytest.mark.parametrize(
    "cell",
    [
        "5/18/2026 9:08:07",
        "18/05/2026 9:08:07",
        "18.05.2026 09:08:07",
        "18/05/2026 9.08.07",
        "18-5-2026 9:08:07",
        "2026/05/18 9:08:07",
        "2026-05-18 09:08:07",
        "2026-05-18 09:08:07.123",
        "2026-05-18T09:08:07",
        "5/18/26 9:08:07",
        "2026/05/18 9:08:07 AM AST",
        "2026/05/18 9:08:07 AM UTC+3",
        "2026/05/18 9:08:07\u202fAM GMT+2",
    ],
)
def test_a_time_is_read_in_every_spelling_that_is_known(cell: str) -> None:
    times = written([cell], otherwise="month")
    assert times is not None
    assert times.sure
    if "\u202f" not in cell:
        assert parsed([cell]) == [NINE]


def test_the_twelve_hour_clock_knows_noon_and_midnight() -> None:
    cells = ["2026/05/18 12:00:00 PM AST", "2026/05/18 12:00:00 AM AST", "2026/05/18 1:00:00 PM AST"]
    assert parsed(cells) == ["2026-05-18 12:00:00", "2026-05-18 00:00:00", "2026-05-18 13:00:00"]


def test_one_time_tells_the_order_of_all() -> None:
    assert parsed(["3/2/2026 1:00:00", "3/13/2026 1:00:00"], otherwise="day") == [
        "2026-03-02 01:00:00",
        "2026-03-13 01:00:00",
    ]


def test_where_no_time_tells_the_order_it_is_assumed_and_said() -> None:
    times = written(["3/2/2026 1:00:00"], otherwise="day")
    assert times is not None
    assert (times.order, times.sure) == ("day", False)
    note = order_assumed(times, name="answers.csv")
    assert (note.code, note.place, note.values) == ("date-order", "answers.csv", {"first": "day"})
    assert "day first" in note.text


@pytest.mark.parametrize(
    "cells", [[], [""], ["soon"], ["3/2/2026 1:00:00", "yes"], ["13/2/2026 1:00", "2/13/2026 1:00"]]
)
def test_what_is_no_time_or_contradicts_itself_is_none(cells: list[str]) -> None:
    assert written(cells, otherwise="day") is None


@given(st.datetimes(), st.sampled_from(["%m/%d/%Y", "%d.%m.%Y", "%Y/%m/%d"]))
def test_every_time_of_a_known_order_comes_back(time: datetime, date: str) -> None:
    time = time.replace(microsecond=0, year=2000 + time.year % 100)
    order = {"m": "month", "d": "day", "Y": "year"}[date[1]]
    assert parsed([time.strftime(f"{date} %H:%M:%S")], otherwise=order if order != "year" else "day") == [
        time.strftime("%Y-%m-%d %H:%M:%S")
    ]
