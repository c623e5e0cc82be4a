"""Times and states of rows as programs spell them, in every kind of white space."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.responses.kept import REASON, KeptRows, moment
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.platforms.dates import written
from mentorscan.responses.platforms.platform import Dialect, RowRule
from mentorscan.responses.tables.table import column
from mentorscan.responses.text import plain

US = ("%m/%d/%Y %I:%M:%S %p",)
SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]


def reasons(cells: list[str]) -> list[int]:
    """The reasons why rows are left out that say ``Survey Preview``."""
    rule = RowRule(reason="preview", column=0, cells=frozenset({"survey preview"}))
    rows = KeptRows(Dialect(columns=(), rows=(rule,)), options=ReadOptions(), submitted=None, replaced=None)
    return pl.DataFrame({column(0): cells}).select(rows.expressions)[REASON].to_list()


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_any_white_space_may_stand_in_a_time(space: str) -> None:
    frame = pl.DataFrame({column(0): [f"{space}5/18/2026{space}9:08:07{space}{space}AM{space}"]})
    assert frame.select(moment(0, dates=US)).to_series().dt.to_string("%Y-%m-%d %H:%M:%S").to_list() == [
        "2026-05-18 09:08:07"
    ]


def test_a_narrow_space_before_am_is_read_by_the_way_the_platform_found_it_written() -> None:
    cells = ["2026/05/18 9:08:07\u202fAM GMT+2"]
    times = written(cells, otherwise="month")
    assert times is not None
    found = pl.DataFrame({column(0): cells}).select(moment(0, dates=times.formats)).to_series()
    assert found.dt.to_string("%H:%M:%S").to_list() == ["09:08:07"]


@given(st.lists(st.sampled_from([*SPACES, "\ufeff", "Survey", "Preview", "preview"]), max_size=8))
def test_a_state_is_compared_as_every_other_cell_is(parts: list[str]) -> None:
    cell = "".join(parts)
    assert reasons([cell]) == [int(plain(cell).lower() == "survey preview")]
