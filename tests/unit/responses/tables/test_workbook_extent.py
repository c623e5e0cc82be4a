"""A workbook of a few bytes that spans a whole sheet is refused before its reader makes room for it."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.golden.exports.synthetic_containers import ods, ods_row
from tests.unit.responses.tables.opened import GOLDEN, cells, opened, written

from mentorscan.errors import ExportError

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ods_row(["m1", "m2", "m3"])
FILLED = '<table:table-cell{more} office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>'
EMPTY = "<table:table-cell{more}/>"


def ods_line(*spelled: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(spelled)}</table:table-row>"


def columns(times: int) -> str:
    return f' table:number-columns-repeated="{times}"'


def rows(times: int) -> str:
    return f' table:number-rows-repeated="{times}"'


def workbook(rest: str = "", *, texts: int = 32) -> bytes:
    """A genuine workbook with more rows below its own; ``texts``: how many it says to hold."""
    target = io.BytesIO()
    with zipfile.ZipFile(GOLDEN / "microsoft" / "mentor.xlsx") as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            data = source.read(part)
            if part == SHEET:
                data = data.replace(b"</sheetData>", rest.encode() + b"</sheetData>")
            if part == "xl/sharedStrings.xml":
                data = data.replace(b'uniqueCount="32"', b'uniqueCount="%d"' % texts)
            copy.writestr(part, data)
    return target.getvalue()


def refused(folder: Path, content: bytes) -> str:
    with pytest.raises(ExportError) as caught:
        opened(written(folder, content))
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.code


@pytest.mark.parametrize(
    "rest",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="9"><c r="A1048576"><v>1</v></c><c r="BZZ9"><v>1</v></c></row>',
        '<row r="1048576">' + "<c><v>1</v></c>" * 3000 + "</row>",
    ],
)
def test_a_stray_cell_far_away_does_not_take_all_memory(tmp_path: Path, rest: str) -> None:
    assert refused(tmp_path, workbook(rest)) == "too-large"


def test_a_table_of_texts_that_says_to_be_endless_does_not_take_all_memory(tmp_path: Path) -> None:
    assert refused(tmp_path, workbook(texts=2**31 - 1)) == "too-large"


def test_a_stray_cell_near_by_is_no_harm(tmp_path: Path) -> None:
    table = opened(written(tmp_path, workbook('<row r="20000"><c r="ZZ20000"><v>1</v></c></row>')))
    assert table.rows == 4


@pytest.mark.parametrize(
    "line",
    [
        ods_line(FILLED.format(more=columns(2_000_000_000))),
        ods_line(FILLED.format(more=columns(16384)), more=rows(1_000_000)),
        ods_line(FILLED.format(more=""), more=rows(2_000_000_000)),
        ods_line(EMPTY.format(more=columns(2_000_000_000)), FILLED.format(more="")),
        ods_line(EMPTY.format(more=""), more=rows(2_000_000_000)) + ods_line(FILLED.format(more="")),
        ods_line(EMPTY.format(more=columns(2_000_000_000))),
        ods_line(EMPTY.format(more=columns(16000)), FILLED.format(more=""))
        + ods_line(EMPTY.format(more=""), more=rows(1_000_000))
        + ods_line(FILLED.format(more="")),
    ],
)
def test_a_repeated_cell_does_not_take_all_memory(tmp_path: Path, line: str) -> None:
    assert refused(tmp_path, ods([HEADER, line])) == "too-large"


def test_what_spreadsheet_programs_repeat_at_the_end_is_no_harm(tmp_path: Path) -> None:
    rest = ods_line(FILLED.format(more=columns(3)), EMPTY.format(more=columns(16381)), more=rows(3))
    blank = ods_line(EMPTY.format(more=columns(16384)), more=rows(1_048_572))
    assert cells(opened(written(tmp_path, ods([HEADER, rest, blank])))) == [("4", "4", "4")] * 3
