from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT, problems_of, read_text, written

from mentorscan.errors import ExportError
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions

BAD = "goalset,goalmet,department\n9,Nevr,sales\n9,5,nowhere\n1,x,sales\n"


def test_every_unknown_value_is_told_with_its_column_count_and_first_row(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, BAD)
    assert [(each.code, each.place.line if each.place else None) for each in problems] == [
        ("unknown-answer", 2),
        ("unknown-answer", 2),
        ("unknown-group", 3),
        ("unknown-answer", 4),
    ]
    assert "column goalmet holds 'Nevr' once, first in row 1" in problems[0].message
    assert "column goalset holds '9' 2 times, first in row 1" in problems[1].message


def test_hints_name_the_nearest_label_or_how_to_say_that_a_code_means_no_answer(tmp_path: Path) -> None:
    hints = [problem.hint or "" for problem in problems_of(tmp_path, BAD)]
    assert "'Never'" in hints[0]
    assert "--blank 9;" in hints[1]
    assert all("--unknown blank" in hint for hint in hints)


def test_unknown_values_counted_as_blank_are_a_note_with_counts_and_without_the_cells(tmp_path: Path) -> None:
    read = read_text(tmp_path, BAD, ReadOptions(unknown="blank"))
    assert read.states == {"goalset": [0, 0, 1], "goalmet": [0, 5, 0]}
    assert read.groups == {"department": ["sales", None, "sales"]}
    (note,) = [note for note in read.responses.notes if note.code == "unknown-as-blank"]
    assert note.values == {"columns": {"goalset": 2, "goalmet": 2, "department": 1}}
    assert "Nevr" not in note.text
    assert note.severity == "warning"


def test_a_long_list_of_unknown_values_is_cut_and_its_totals_are_told(tmp_path: Path) -> None:
    rows = "".join(f"w{number},1\n" for number in range(3000))
    problems = problems_of(tmp_path, "goalset,goalmet\n" + rows)
    assert len(problems) == 31
    assert "3000 cells in 1 column " in problems[-1].message


def test_unknown_cells_are_shown_without_their_control_characters(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "goalset,goalmet\n\x1b[31mred,1\n")
    assert "\x1b" not in str(problem)
    assert "\\x1b[31mred" in problem.message


@pytest.mark.parametrize("late", ["4.0", "Always", "9 ", "-128", "200", "x"])
def test_a_late_cell_of_another_kind_changes_nothing_but_the_speed(tmp_path: Path, late: str) -> None:
    rows = 150_000
    lines = [f"{1 + row % 5},{row % 3 or ''},g{row % 7}\n" for row in range(rows)]
    lines[140_000] = f"{late},2,g0\n"
    path = written(tmp_path, "goalset,goalmet,Site\n" + "".join(lines))
    responses = read_export(path, instrument=INSTRUMENT, options=ReadOptions(unknown="blank"))
    states: list[int] = []
    sites: list[str | None] = []
    for batch in responses.batches():
        states += batch.states[0].tolist()
        sites += [responses.groups["Site"][code] for code in batch.groups["Site"].tolist()]
    expected = [1 + row % 5 for row in range(rows)]
    expected[140_000] = {"4.0": 4, "Always": 5}.get(late, 0)
    assert states == expected
    assert sites == [f"g{row % 7}" if row != 140_000 else "g0" for row in range(rows)]
    unknown = [note.values for note in responses.notes if note.code == "unknown-as-blank"]
    assert unknown == ([] if late in {"4.0", "Always"} else [{"columns": {"goalset": 1}}])


def test_more_texts_than_one_byte_can_number_are_still_told_apart(tmp_path: Path) -> None:
    rows = 70_000
    lines = [f"Always,{f'odd {row}' if row % 100 == 0 else 'never'}\n" for row in range(rows)]
    read = read_text(tmp_path, "goalset,goalmet\n" + "".join(lines), ReadOptions(unknown="blank"))
    assert read.states["goalset"] == [5] * rows
    assert read.states["goalmet"] == [int(row % 100 != 0) for row in range(rows)]
    assert read.responses.notes[-1].values == {"columns": {"goalmet": 700}}


def test_the_line_of_an_unknown_value_is_right_behind_cells_with_line_breaks(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, 'goalset,goalcomment\n1,"a\nb\nc"\n8,x\n')
    assert problem.place is not None
    assert problem.place.line == 5


def test_the_error_comes_at_the_end_of_the_batches_not_before(tmp_path: Path) -> None:
    responses = read_export(written(tmp_path, BAD), instrument=INSTRUMENT, options=ReadOptions())
    batches = responses.batches()
    assert next(batches).rows == 3
    with pytest.raises(ExportError):
        next(batches)
