from pathlib import Path

import narwhals as nw
import polars as pl
import pytest
from tests.unit.responses.exports import INSTRUMENT, Read, exhaust

from mentorscan.errors import ExportError
from mentorscan.responses import read_frame
from mentorscan.responses.model import ReadOptions

FRAME = pl.DataFrame(
    {
        "id": [1, 2, 3],
        "goalset": [1, None, 5],
        "goalmet": ["Always", "4.0", None],
        "trust_1": [-1.0, float("nan"), 2.0],
        "department": [7.0, None, 7.0],
        "Site": [10.0, None, 2.5],
    }
)


def read(frame: object, options: ReadOptions | None = None) -> Read:
    return exhaust(read_frame(frame, instrument=INSTRUMENT, options=options or ReadOptions()), with_respondents=True)


@pytest.mark.parametrize("frame", [FRAME, FRAME.lazy(), nw.from_native(FRAME), nw.from_native(FRAME.lazy())])
def test_a_frame_reads_like_a_file_eager_or_lazy(frame: object) -> None:
    got = read(frame)
    assert got.states == {"goalset": [1, 0, 5], "goalmet": [5, 4, 0], "trust_1": [1, 0, 4]}
    assert got.groups == {"department": ["7", None, "7"], "Site": ["10", None, "2.5"]}
    assert got.respondents == [None, None, None]
    assert list(got.notes) == ["ignored-columns"]
    assert got.responses.source.rows == 3
    assert got.responses.source.name == "frame"


@pytest.mark.parametrize(
    "dtype", [pl.Int8, pl.UInt8, pl.Int16, pl.Int64, pl.UInt64, pl.Float32, pl.Float64, pl.String, pl.Decimal(10, 2)]
)
def test_numbers_of_any_type_are_answers(dtype: pl.DataType | type[pl.DataType]) -> None:
    frame = pl.DataFrame({"goalset": [1, None, 5]}).with_columns(pl.col("goalset").cast(dtype))
    assert read(frame).states == {"goalset": [1, 0, 5]}


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["Never", "always", ""])])
def test_categories_are_answers(dtype: pl.DataType) -> None:
    frame = pl.DataFrame({"goalset": ["Never", None, "always", ""]}).with_columns(pl.col("goalset").cast(dtype))
    assert read(frame).states == {"goalset": [1, 0, 5, 0]}


@pytest.mark.parametrize("value", [4.5, 300, -128, 2**40, float("inf"), True])
def test_numbers_off_the_scale_are_unknown_values(value: float) -> None:
    frame = pl.DataFrame({"goalset": pl.Series([value, value])})
    with pytest.raises(ExportError) as caught:
        read(frame)
    assert [problem.code for problem in caught.value.problems] == ["unknown-answer"]
    assert read(frame, ReadOptions(unknown="blank")).states == {"goalset": [0, 0]}


def test_one_number_off_the_scale_leaves_the_others_as_they_are() -> None:
    frame = pl.DataFrame({"goalset": [1, None, 1000, 4], "goalmet": [1.0, 2.5, None, 4.0]})
    got = read(frame, ReadOptions(unknown="blank"))
    assert got.states == {"goalset": [1, 0, 0, 4], "goalmet": [1, 0, 0, 4]}


def test_a_frame_of_a_library_that_is_not_known_is_refused() -> None:
    with pytest.raises(ExportError) as caught:
        read_frame([1, 2, 3], instrument=INSTRUMENT, options=ReadOptions())
    assert [problem.code for problem in caught.value.problems] == ["not-a-frame"]


def test_a_frame_without_rows_or_items_is_refused() -> None:
    with pytest.raises(ExportError, match="no-rows"):
        read(FRAME.clear())
    with pytest.raises(ExportError, match="no-item-columns"):
        read(FRAME.select("id"))


def test_a_query_that_fails_while_it_runs_is_an_error_of_the_export(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_text("goalset\n" + "1\n" * 500 + "x\n", encoding="utf-8")
    with pytest.raises(ExportError, match="unreadable"):
        read(pl.scan_csv(path))


def test_respondents_of_a_frame_are_text() -> None:
    assert read(pl.DataFrame({"respondent": [7, None], "goalset": [1, 2]})).respondents == ["7", None]
