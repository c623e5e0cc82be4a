"""Whatever the bytes are, a file is read or refused in words; what SPSS and Parquet need takes a process each time."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.responses.tables.opened import GOLDEN, cells, opened, written

from mentorscan.errors import ExportError

FAST = ("surveyjs/mentor_lines.jsonl", "surveyjs/mentor_array.json", "formr/formr_gods_example_results.json")
SHEET, SLOW = "plain/mentor.ods", ("spss/mentor.sav", "spss/mentor_compressed.zsav", "plain/mentor.parquet")
BEGINNINGS = (b"[{", b'{"', b"\xef\xbb\xbf[{", b"PK\x03\x04", b"<?xml")
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def damaged(draw: st.DrawFn, names: tuple[str, ...]) -> bytes:
    """A real file cut off, or with some bytes replaced, removed or put in."""
    whole = bytearray((GOLDEN / draw(st.sampled_from(names))).read_bytes())
    if draw(st.booleans()):
        return bytes(whole[: draw(st.integers(0, len(whole)))])
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(whole))), draw(st.integers(0, 8))
        whole[at : at + length] = draw(st.binary(max_size=8))
    return bytes(whole)


def read_or_refuse(folder: Path, content: bytes) -> None:
    """Read every cell of a file; fail with anything that is no ``ExportError`` or fault of a cell."""
    try:
        table = opened(written(folder, content))
    except ExportError:
        return
    try:
        found = cells(table)
    except pl.exceptions.PolarsError:
        return
    finally:
        table.close()
    assert not table.head.header or table.rows in {None, len(found)}


@RELAXED
@given(content=damaged(FAST))
def test_damaged_json_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    read_or_refuse(tmp_path, content)


@RELAXED
@given(content=damaged((SHEET,)))
def test_a_damaged_spreadsheet_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    read_or_refuse(tmp_path, content)


@RELAXED
@given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=200))
def test_bytes_that_begin_like_a_container_are_read_or_refused(tmp_path: Path, beginning: bytes, rest: bytes) -> None:
    read_or_refuse(tmp_path, beginning + rest)


@RELAXED
@given(text=st.text('[]{}",:0123456789.eE+-ntfalsrue \n\\u', max_size=60))
def test_text_made_of_the_letters_of_json_is_read_or_refused(tmp_path: Path, text: str) -> None:
    read_or_refuse(tmp_path, b"[{" + text.encode())


@settings(RELAXED, max_examples=8)
@given(content=damaged(SLOW))
def test_damaged_spss_and_parquet_files_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    read_or_refuse(tmp_path, content)


@pytest.mark.parametrize("beginning", [b"$FL2", b"$FL3", b"PAR1"])
def test_a_file_that_only_begins_like_spss_or_parquet_is_refused(tmp_path: Path, beginning: bytes) -> None:
    with pytest.raises(ExportError, match="cannot be read"):
        opened(written(tmp_path, beginning + bytes(range(256)) * 4 + beginning))
