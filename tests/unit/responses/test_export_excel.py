import re
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


def test_an_xlsx_under_the_ending_of_an_old_workbook_is_read_by_its_bytes(tmp_path: Path) -> None:
    check(read_file(workbook(tmp_path, {"Answers": ANSWERS}).rename(tmp_path / "export.xls")))


def test_a_binary_workbook_is_refused_under_any_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Answers": ANSWERS})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.bin", b"")
    assert [each.code for each in problems_of(path)] == ["wrong-kind"]


def failing(folder: Path, *, top: int = 0, left: int = 0, rewrite: tuple[tuple[str, str], ...] = ()) -> Path:
    """A workbook in which formulas have failed, on the second sheet; ``rewrite`` changes the XML of that sheet."""
    path, part = folder / "export.xlsx", "xl/worksheets/sheet2.xml"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("About").write_row(0, 0, ["some", "words"])
        sheet = book.add_worksheet("Answers")
        sheet.write_row(top, left, ["goalset", "goalmet", "Site", "other"])
        rows: Rows = [[1, "#N/A", "N", 1], [2, 3, "#REF!", "#NUM!"], ["#N/A"] * 4, ["#DIV/0!", 4]]
        for row, cells in enumerate(rows, 1):
            for position, cell in enumerate(cells):
                if isinstance(cell, str) and cell.startswith("#"):
                    sheet.write_formula(top + row, left + position, "=broken()", None, cell)
                else:
                    sheet.write(top + row, left + position, cell)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for pattern, text in rewrite:
        parts[part] = re.sub(pattern, text, parts[part])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


WITH_PREFIX = ((r"<(/?)([a-z])", r"<\1x:\2"), (r'<x:worksheet xmlns="', '<x:worksheet xmlns:x="'))


@pytest.mark.parametrize(
    ("top", "left", "rewrite"),
    [
        (0, 0, ()),
        (3, 2, ()),
        (0, 0, (('t="e"', "t = 'e'"),)),
        (2, 27, WITH_PREFIX),
        (0, 0, ((r'<c r="[A-Z]+[0-9]+"', "<c"), (r'<row r="[0-9]+"', "<row"))),
    ],
)
def test_cells_whose_formula_has_failed_are_unknown_values_and_never_blank(
    tmp_path: Path, top: int, left: int, rewrite: tuple[tuple[str, str], ...]
) -> None:
    found = problems_of(failing(tmp_path, top=top, left=left, rewrite=rewrite))
    assert [(each.code, each.message.split(" stands")[0]) for each in found] == [
        ("unknown-answer", "'#N/A'"),
        ("unknown-group", "'#REF!'"),
        ("unknown-group", "'#N/A'"),
        ("unknown-answer", "'#DIV/0!'"),
    ]
    assert [each.place and each.place.line for each in found] == [top + row for row in (2, 3, 4, 5)]
    assert "3 cells of 2 columns" in found[0].message


def test_failed_cells_can_be_counted_as_blank_and_what_stands_beside_them_is_kept(tmp_path: Path) -> None:
    path = failing(tmp_path)
    read = read_file(path, ReadOptions(unknown="blank"))
    assert read.states == {"goalset": [1, 2, 0, 0], "goalmet": [0, 3, 0, 4]}
    assert read.groups == {"Site": ["N", None, None, None]}
    with pytest.raises(ExportError) as caught:
        read_file(path, ReadOptions(blank=("#N/A",)))
    assert ["#N/A" in each.message for each in caught.value.problems] == [False, False]


@pytest.mark.parametrize("titles", [[["Survey 2026"]], [["Survey 2026"], [], ["exported", "on Monday"]]])
def test_a_title_above_the_header_is_told_with_the_row_of_the_ids(tmp_path: Path, titles: Rows) -> None:
    (problem,) = problems_of(workbook(tmp_path, {"About": [["words"]], "Answers": [*titles, *ANSWERS]}))
    assert problem.code == "rows-above-header"
    assert f"row {len(titles) + 1}," in problem.message
    assert "delete the rows above it" in (problem.hint or "")


def test_rows_of_white_space_only_are_no_rows(tmp_path: Path) -> None:
    rows: Rows = [["goalset", "goalmet"], [" ", "\u00a0"], [1, 2], ["", " "]]
    read = read_file(workbook(tmp_path, {"Answers": rows}))
    assert read.states == {"goalset": [1], "goalmet": [2]}
