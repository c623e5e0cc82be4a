import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.responses.exports import Read, read_file

from mentorscan.errors import ExportError, Problem
from mentorscan.responses.model import ReadOptions

Rows = list[list[object]]
ANSWERS: Rows = [["goalset", "goalmet", "Site"], [1, 4.0, "N"], ["Always", "04", "S"], [None, "", None]]


def workbook(folder: Path, sheets: dict[str, Rows], *, hidden: tuple[str, ...] = (), top: int = 0) -> Path:
    path = folder / "export.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number + top, 0, row)
        for title in hidden:
            book.get_worksheet_by_name(title).hide()
        shown = next((title for title in sheets if title not in hidden), None)
        if shown:
            book.get_worksheet_by_name(shown).activate()
            book.get_worksheet_by_name(shown).set_first_sheet()
    return path


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(ExportError) as caught:
        read_file(path)
    return list(caught.value.problems)


def check(read: Read) -> None:
    assert read.states == {"goalset": [1, 5], "goalmet": [4, 4]}
    assert read.groups == {"Site": ["N", "S"]}


def test_a_workbook_reads_like_the_same_rows_in_a_text_file(tmp_path: Path) -> None:
    read = read_file(workbook(tmp_path, {"Answers": ANSWERS}))
    check(read)
    assert read.responses.source.name == "export.xlsx"
    assert read.responses.source.rows == 2


def test_the_sheet_that_holds_items_is_read_wherever_it_stands(tmp_path: Path) -> None:
    check(read_file(workbook(tmp_path, {"About": [["some words"]], "Empty": [], "Answers": ANSWERS})))


def test_hidden_sheets_are_left_alone(tmp_path: Path) -> None:
    check(read_file(workbook(tmp_path, {"Old": ANSWERS, "Answers": ANSWERS}, hidden=("Old",))))


def test_several_sheets_with_items_are_an_error_naming_them(tmp_path: Path) -> None:
    (problem,) = problems_of(workbook(tmp_path, {"May": ANSWERS, "June": ANSWERS}))
    assert problem.code == "several-sheets"
    assert "'May', 'June'" in problem.message


def test_without_items_on_any_sheet_the_first_ones_columns_are_listed(tmp_path: Path) -> None:
    (problem,) = problems_of(workbook(tmp_path, {"A": [["x", "y"], [1, 2]], "B": [["z"], [1]]}))
    assert problem.code == "no-item-columns"
    assert "'x', 'y'" in problem.message


def test_empty_rows_are_no_rows_and_problems_name_the_row_of_the_sheet(tmp_path: Path) -> None:
    rows: Rows = [["goalset", "goalmet"], [], [1, 2], [], [9, 2]]
    (problem,) = problems_of(workbook(tmp_path, {"Answers": rows}, top=2))
    assert (problem.code, problem.place and problem.place.line) == ("unknown-answer", 7)
    assert "first in row 2 of the data" in problem.message


def test_booleans_and_dates_are_text(tmp_path: Path) -> None:
    rows: Rows = [["goalset", "x", "Site", "Start"], [1, 1, True, date(2026, 11, 23)]]
    read = read_file(workbook(tmp_path, {"Answers": rows}), ReadOptions(segments=("Start",)))
    assert read.groups == {"Site": ["true"], "Start": ["2026-11-23 00:00:00"]}


def test_decimals_are_unknown_values(tmp_path: Path) -> None:
    assert [each.code for each in problems_of(workbook(tmp_path, {"A": [["goalset", "x"], [4.5, 1]]}))] == [
        "unknown-answer"
    ]


def test_nothing_is_said_on_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read_file(workbook(tmp_path, {"Answers": ANSWERS}))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("sheets", [{"A": []}, {"A": [], "B": []}])
def test_a_workbook_without_cells_is_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    assert [each.code for each in problems_of(workbook(tmp_path, sheets))] == ["empty-file"]


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    assert [each.code for each in problems_of(workbook(tmp_path, {"A": ANSWERS[:1]}))] == ["no-rows"]


def test_broken_workbooks_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Answers": ANSWERS})
    whole = path.read_bytes()
    for content in (whole[: len(whole) // 2], b"PK\x03\x04 and nothing more", whole.replace(b"sheet1", b"sheet9")):
        path.write_bytes(content)
        (problem,) = problems_of(path)
        assert problem.code == "broken-workbook"
        assert "\n" not in problem.message


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert [each.code for each in problems_of(path)] == ["broken-workbook"]


def test_an_xlsx_is_known_by_its_bytes_not_by_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Answers": ANSWERS}).rename(tmp_path / "export.csv")
    check(read_file(path))
