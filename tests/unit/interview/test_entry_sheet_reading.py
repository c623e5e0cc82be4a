"""Entry sheets that come back: understood whatever program saved them, and strictly, with every problem at its cell."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.instruments import instrument, item, questionnaire
from tests.unit.interview.desk import small
from tests.unit.interview.sheets import (
    DAY,
    NAME,
    ORGANISATION,
    Cell,
    Rows,
    blank,
    changed,
    filled,
    line_of,
    main,
    read,
    saved,
    sheets_of,
)

from mentorscan.errors import AnswerError, Problem
from mentorscan.files import is_ours
from mentorscan.interview.answer_reading import read_answer_files
from mentorscan.interview.answers import Answer, InstrumentName
from mentorscan.interview.sheet import sheet_bytes
from mentorscan.interview.sheet_book import may_be_entry_sheet
from mentorscan.interview.sheet_format import ABOUT, ORDER

DATA = Path(__file__).resolve().parents[2] / "data" / "sheets"
GOOD = filled({("c1", "answer"): 4})


def problems(content: bytes, folder: Path, *, name: str = "anna.xlsx") -> list[Problem]:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(AnswerError) as found:
        read_answer_files([path], instrument=small())
    return list(found.value.problems)


def codes(content: bytes, folder: Path) -> list[str]:
    return [each.code for each in problems(content, folder)]


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.ods"])
def test_a_sheet_that_libreoffice_has_saved_is_read(name: str) -> None:
    (found,) = read_answer_files([DATA / name], instrument=small())
    assert found.file == blank(
        organisation="Example Ltd",
        date="2026-11-23",
        language="it",
        answers={
            "c1": Answer(value=4, confidence="high", evidence="=1+1", note="due\nrighe"),
            "c2": Answer(opt_out="not_applicable", reason="nessun programma"),
            "t1": Answer(value=3),
            "t2": Answer(opt_out="dont_know"),
        },
        comments={"time": "Chiedere in primavera"},
    )
    assert (found.name, found.sha256) == (name, sha256((DATA / name).read_bytes()).hexdigest())
    assert found.notes == ()


def test_a_sheet_that_somebody_has_saved_is_not_ours_to_replace() -> None:
    assert not is_ours(DATA / "libreoffice.xlsx")


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        (4, Answer(value=4)),
        (4.0, Answer(value=4)),
        ("4", Answer(value=4)),
        (" 4.0 ", Answer(value=4)),
        ("4 – point 4", Answer(value=4)),
        ("4 - POINT 4", Answer(value=4)),
        ("Point 4", Answer(value=4)),
        ("4 – punto 4", Answer(value=4)),
        ("punto  4", Answer(value=4)),
        ("Don't know", Answer(opt_out="dont_know")),
        ("Don’t know", Answer(opt_out="dont_know")),
        ("Non so", Answer(opt_out="dont_know")),
        ("dont_know", Answer(opt_out="dont_know")),
    ],
)
def test_an_answer_is_a_number_a_label_in_any_language_or_both(cell: Cell, answer: Answer, tmp_path: Path) -> None:
    assert read(filled({("c1", "answer"): cell}), tmp_path).file.answers == {"c1": answer}


@pytest.mark.parametrize("word", ["Not applicable", "non applicabile", "not_applicable"])
def test_not_applicable_goes_with_its_reason(word: str, tmp_path: Path) -> None:
    cells: dict[tuple[str, str], Cell] = {("c1", "answer"): word, ("c1", "reason"): "no programme"}
    answer = read(filled(cells), tmp_path).file.answers["c1"]
    assert answer == Answer(opt_out="not_applicable", reason="no programme")


@pytest.mark.parametrize("word", ["very sure", "Very  sure", "piena sicurezza", "high"])
def test_how_sure_is_understood_in_any_language(word: str, tmp_path: Path) -> None:
    cells: dict[tuple[str, str], Cell] = {("c1", "answer"): 4, ("c1", "confidence"): word}
    assert read(filled(cells), tmp_path).file.answers["c1"].confidence == "high"


@pytest.mark.parametrize("day", [date(2026, 11, 23), datetime.fromisoformat("2026-11-23T09:05"), "2026-11-23"])
def test_a_day_is_one_whether_it_is_a_date_or_a_text(day: Cell, tmp_path: Path) -> None:
    assert read(filled({DAY: day}), tmp_path).file.date == "2026-11-23"


def test_what_was_left_open_is_blank_and_a_note_alone_is_kept(tmp_path: Path) -> None:
    file = read(filled({("t1", "note"): "ask", ("t2", "evidence"): 2026}), tmp_path).file
    assert file.answers == {"t1": Answer(note="ask"), "t2": Answer(evidence="2026")}


def test_the_organisation_that_a_sheet_was_written_for_stands_where_its_cell_is_empty(tmp_path: Path) -> None:
    assert read(filled({ORGANISATION: ""}, organisation="Rossi"), tmp_path).file.organisation == "Rossi"
    assert read(filled({ORGANISATION: "Bianchi"}, organisation="Rossi"), tmp_path).file.organisation == "Bianchi"


WIDTH, HEIGHT = len(ORDER), len(main(sheets_of(GOOD)))


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(WIDTH)), st.permutations(range(HEIGHT)), st.integers(0, HEIGHT))
def test_rows_and_columns_may_stand_anywhere(
    tmp_path_factory: pytest.TempPathFactory, columns: list[int], lines: list[int], gap: int
) -> None:
    tmp_path = tmp_path_factory.mktemp("sheet")

    def shuffle(sheets: dict[str, Rows]) -> None:
        rows = main(sheets)
        moved: Rows = [["", *(rows[line][column] for column in columns)] for line in lines]
        rows[:] = [*moved[:gap], [""], *moved[gap:]]

    cells: dict[tuple[str, str], Cell] = {
        ("c1", "answer"): 4,
        ("c1", "evidence"): "minutes",
        ("t2", "answer"): "Don't know",
        ("time/comment", "answer"): "in spring",
        DAY: date(2026, 11, 23),
    }
    moved = changed(filled(cells), shuffle)
    assert read(moved, tmp_path).file == read(filled(cells), tmp_path).file


def test_every_problem_of_a_sheet_is_told_at_its_cell(tmp_path: Path) -> None:
    content = filled(
        {
            NAME: "",
            DAY: "23/11/26",
            ("c1", "answer"): 6,
            ("c1", "confidence"): "sort of",
            ("c2", "answer"): "Not applicable",
            ("t1", "answer"): 3,
            ("t1", "reason"): "because",
            ("t2", "answer"): "Don't know",
            ("t2", "confidence"): "very sure",
        }
    )
    lines = {id_: line_of(content, id_) for id_ in ("c1", "c2", "t1", "t2")}
    found = problems(content, tmp_path)
    assert [(each.code, each.message.partition(":")[0]) for each in found] == [
        ("missing-rater", "D3"),
        ("invalid-date", "D4"),
        ("unknown-answer", f"E{lines['c1']}"),
        ("unknown-confidence", f"F{lines['c1']}"),
        ("missing-reason", f"I{lines['c2']}"),
        ("reason-alone", f"I{lines['t1']}"),
        ("confidence-alone", f"F{lines['t2']}"),
    ]
    assert [each.place.line for each in found if each.place] == [
        3,
        4,
        *(lines[id_] for id_ in ["c1", "c1", "c2", "t1", "t2"]),
    ]
    assert all(each.place and each.place.file == str(tmp_path / "anna.xlsx") for each in found)
    assert all(each.expected and each.hint for each in found)


@pytest.mark.parametrize("cell", [0, 6, 4.5, "4 – point 3", "point 9", "4,0", "yes", "=1+3", True, "4 point"])
def test_what_is_no_answer_for_certain_is_not_guessed(cell: Cell, tmp_path: Path) -> None:
    assert codes(filled({("c1", "answer"): cell}), tmp_path) == ["unknown-answer"]


def test_a_failed_formula_is_no_blank(tmp_path: Path) -> None:
    def fail(sheet: str) -> str:
        cell = f'<c r="E{line_of(GOOD, "c1")}"'
        start = sheet.index(cell)
        end = sheet.index("</c>", start)
        return f'{sheet[:start]}{cell} t="e"><f>NA()</f><v>#N/A</v>{sheet[end:]}'

    out = BytesIO()
    with ZipFile(BytesIO(GOOD)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, fail(part.decode()) if name == "xl/worksheets/sheet1.xml" else part)
    (problem,) = problems(out.getvalue(), tmp_path)
    assert problem.code == "unknown-answer"
    assert "'#N/A'" in problem.message


def test_an_answer_that_lost_its_item_is_not_passed_over(tmp_path: Path) -> None:
    def cut(sheets: dict[str, Rows]) -> None:
        next(row for row in main(sheets) if row[0] == "c1")[0] = ""

    def paste(sheets: dict[str, Rows]) -> None:
        main(sheets).append(["", "", "", "", "", "", "", "one thing more", ""])

    assert codes(changed(GOOD, cut), tmp_path) == ["row-without-item"]
    (problem,) = problems(changed(GOOD, paste), tmp_path)
    assert problem.code == "row-without-item"
    assert "'one thing more'" in problem.message


def test_a_row_that_was_copied_is_told(tmp_path: Path) -> None:
    def copy(sheets: dict[str, Rows]) -> None:
        main(sheets).append(list(next(row for row in main(sheets) if row[0] == "c1")))

    assert codes(changed(GOOD, copy), tmp_path) == ["item-twice"]


def test_a_sheet_without_its_hidden_cells_is_told_apart_from_an_export(tmp_path: Path) -> None:
    def cut_columns(sheets: dict[str, Rows]) -> None:
        rows = main(sheets)
        rows[:] = [row[1:] for row in rows]

    def copy_sheet(sheets: dict[str, Rows]) -> None:
        sheets["Copy"] = [list(row) for row in main(sheets)]

    def without_name(sheets: dict[str, Rows]) -> None:
        rows = main(sheets)
        rows[:] = [row for row in rows if row[0] != "/rater"]

    def newer(sheets: dict[str, Rows]) -> None:
        sheets[ABOUT][0][1] = "mentorscan/sheet/2"

    def strange(sheets: dict[str, Rows]) -> None:
        del sheets[ABOUT]

    assert codes(changed(GOOD, cut_columns), tmp_path) == ["no-answer-sheet"]
    assert codes(changed(GOOD, copy_sheet), tmp_path) == ["no-answer-sheet"]
    assert codes(changed(GOOD, without_name), tmp_path) == ["missing-rater"]
    assert codes(changed(GOOD, newer), tmp_path) == ["unknown-schema"]
    assert codes(changed(GOOD, strange), tmp_path) == ["not-answers"]


def test_a_sheet_of_another_instrument_or_form_is_refused(tmp_path: Path) -> None:
    other = instrument([questionnaire("care", [item("c1")])], id="other")
    assert codes(
        sheet_bytes(blank(instrument=InstrumentName(id="other", version="1.0.0")), instrument=other), tmp_path
    ) == ["other-instrument"]

    def rename(sheets: dict[str, Rows]) -> None:
        sheets[ABOUT][3][1] = "pluse"

    (problem,) = problems(changed(GOOD, rename), tmp_path)
    assert (problem.code, problem.hint) == ("unknown-form", "did you mean pulse?")


def test_items_that_have_changed_since_are_named_in_notes(tmp_path: Path) -> None:
    made = instrument(
        [
            questionnaire("care", [item("c1", text={"en": "Old", "it": "Vecchia"}), item("c9")]),
            questionnaire("gone", [item("g1")]),
        ],
        version="0.9.0",
        languages=["en"],
    )
    cells: dict[tuple[str, str], Cell] = {
        ("c1", "answer"): 4,
        ("c9", "answer"): 5,
        ("g1", "answer"): "",
        ("gone/comment", "answer"): "word",
    }
    content = filled(cells, made=made, instrument=InstrumentName(id="test", version="0.9.0"))
    found = read(content, tmp_path)
    assert found.file.answers == {"c1": Answer(value=4)}
    assert [(note.code, note.values) for note in found.notes] == [
        ("other-version", {"version": "0.9.0", "in_force": "1.0.0"}),
        ("items-reworded", {"items": ["c1"]}),
        ("items-gone", {"items": ["c9", "gone/comment"]}),
    ]
    assert "version 0.9.0 of the instrument; version 1.0.0" in found.notes[0].text


@pytest.mark.parametrize("size", [0, 1, 100, 1000, len(GOOD) // 2, len(GOOD) - 1])
def test_a_sheet_that_is_cut_off_is_told(size: int, tmp_path: Path) -> None:
    assert codes(GOOD[:size], tmp_path) in (["broken-workbook"], ["not-answers"])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_damage_is_told_or_does_no_harm(tmp_path_factory: pytest.TempPathFactory, at: int, bytes_: bytes) -> None:
    damaged = GOOD[:at] + bytes_ + GOOD[at + len(bytes_) :]
    folder = tmp_path_factory.mktemp("sheet")
    with suppress(AnswerError):  # which holds problems; any other error is a fault
        assert read(damaged, folder).file == read(GOOD, folder, name="good.xlsx").file


def test_what_no_rater_has_sent_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(1_000_000))
    assert codes(bomb.getvalue(), tmp_path) == ["too-large"]

    def far(sheets: dict[str, Rows]) -> None:
        main(sheets)[0] += [""] * 16_000 + ["x"]
        for text in [""] * 2_000 + ["x"]:
            main(sheets).append([text])

    (problem,) = problems(changed(GOOD, far), tmp_path)
    assert (problem.code, problem.hint) == ("too-large", "delete stray cells far below and right of the table")
    assert codes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), tmp_path) == ["wrong-kind"]
    (tmp_path / "anna.xlsx").unlink()
    with (tmp_path / "anna.xlsx").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(AnswerError) as found:
        read_answer_files([tmp_path / "anna.xlsx"], instrument=small())
    assert [each.code for each in found.value.problems] == ["file-too-large"]


def test_of_the_workbooks_in_a_folder_only_sheets_and_broken_ones_are_looked_at(tmp_path: Path) -> None:
    kinds = {
        "anna.xlsx": GOOD,
        "cut.xlsx": GOOD[:500],
        "report.xlsx": saved({"Report": [["a title"]]}),
        "~$anna.xlsx": GOOD,
        ".~anna.xlsx": GOOD,
    }
    for name, content in kinds.items():
        (tmp_path / name).write_bytes(content)
    assert {name for name in kinds if may_be_entry_sheet(tmp_path / name)} == {"anna.xlsx", "cut.xlsx"}
