import zipfile
from pathlib import Path

import pytest
from tests.golden.exports.synthetic_containers import ods, ods_row
from tests.unit.responses.tables.opened import GOLDEN, cells, opened, written

from mentorscan.errors import ExportError

FAILED = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
    ' calcext:value-type="error"{more}><text:p>{text}</text:p></table:table-cell>'
)
OLD_FAILED = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
    "<text:p>#DIV/0!</text:p></table:table-cell>"
)
NOTE = (
    '<table:table-cell office:value-type="string"><office:annotation><text:p>#N/A</text:p></office:annotation>'
    "<text:p>{text}</text:p></table:table-cell>"
)
BLANK_ROWS = (
    '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


def row(*spelled: str) -> str:
    return f"<table:table-row>{''.join(spelled)}</table:table-row>"


@pytest.mark.parametrize("name", ["mentor.ods", "mentor.xlsx", "mentor.csv", "mentor"])
def test_a_spreadsheet_is_known_by_its_bytes_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    table = opened(written(tmp_path, (GOLDEN / "plain" / "mentor.ods").read_bytes(), name=name))
    assert table.head.container == "excel"
    assert table.head.header[:3] == ("m1", "m2", "m3")
    assert [each[:3] for each in cells(table)] == [("4", "4", "3"), ("5", "dont_know", "3"), ("2", None, "3")]


def test_a_cell_whose_formula_has_failed_is_text_and_neither_blank_nor_zero(tmp_path: Path) -> None:
    rows = [
        ods_row(["m1", "m2", "m3"]),
        row(FAILED.format(more="", text="#N/A"), OLD_FAILED, FAILED.format(more="", text="Err:502")),
        ods_row([1, 2, 3]),
    ]
    assert cells(opened(written(tmp_path, ods(rows)))) == [("#N/A", "#DIV/0!", "#VALUE!"), ("1", "2", "3")]


def test_failed_cells_are_found_below_blank_rows_and_behind_repeated_ones(tmp_path: Path) -> None:
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    repeated = FAILED.format(more=' table:number-columns-repeated="2"', text="#N/A")
    rows = [
        BLANK_ROWS,
        row(gap, ods_row(["m1", "m2", "m3"])[17:-18]),
        '<table:table-row table:number-rows-repeated="2">' + row(gap, ods_row([4])[17:-18], repeated)[17:],
    ]
    table = opened(written(tmp_path, ods(rows)))
    assert table.head.header == ("m1", "m2", "m3")
    assert cells(table) == [("4", "#N/A", "#N/A")] * 2
    assert table.lines([1, 2]) == {1: 5, 2: 6}


def test_a_remark_on_a_cell_is_not_what_stands_in_it(tmp_path: Path) -> None:
    rows = [ods_row(["m1", "m2"]), row(NOTE.format(text="Agree"), OLD_FAILED)]
    assert [each[1] for each in cells(opened(written(tmp_path, ods(rows))))] == ["#DIV/0!"]


def test_a_failed_cell_that_stands_for_more_than_a_sheet_holds_is_refused(tmp_path: Path) -> None:
    endless = FAILED.format(more=' table:number-columns-repeated="2000000"', text="#N/A")
    with pytest.raises(ExportError) as caught:
        opened(written(tmp_path, ods([ods_row(["m1"]), row(endless)])))
    assert caught.value.problems[0].code == "broken-workbook"


def test_a_text_document_is_refused(tmp_path: Path) -> None:
    content = ods([]).replace(b"opendocument.spreadsheet", b"opendocument.textwriters")
    with pytest.raises(ExportError, match="an OpenDocument file, but no spreadsheet"):
        opened(written(tmp_path, content))


def test_an_archive_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    content = bytearray(ods([ods_row(["m1"])]))
    at = content.index(b"PK\x01\x02") + 6
    content[at] = 255
    with pytest.raises(ExportError):
        opened(written(tmp_path, bytes(content)))
    assert zipfile.is_zipfile(tmp_path / "export")
