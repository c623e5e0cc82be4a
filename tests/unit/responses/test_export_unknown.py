from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT, problems_of, read_file, read_text, text, written

from mentorscan.disclosure.provenance import publish_notes
from mentorscan.errors import ExportError
from mentorscan.instrument.model import Instrument, Item
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
    assert problems[0].message == "'Nevr' stands in 1 cell of column goalmet, first in row 1 of the data"
    assert problems[1].message == "'9' stands in 2 cells of column goalset, first in row 1 of the data"


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
    assert note.values == {
        "cells": 4,
        "answered": 6,
        "people": 1,
        "columns": {"goalset": 2, "goalmet": 2, "department": 1},
    }
    assert "Nevr" not in note.text
    assert note.severity == "warning"
    assert "{cells} of {answered} answers" in note.text
    assert "in 'goalset', 'goalmet';" in note.text
    assert "{people} unknown groups" in note.text


@pytest.mark.parametrize(("minimum", "said"), [(3, "3 of 13 answers"), (4, "fewer than 4 of 13 answers")])
def test_how_many_answers_went_blank_is_said_unless_they_are_too_few(tmp_path: Path, minimum: int, said: str) -> None:
    content = "goalset,goalmet,trust_1\n" + "1,x,\n" * 3 + "1,,\n" * 3 + "2,2,\n,4,\n,5,\n"
    read = read_text(tmp_path, content, ReadOptions(unknown="blank"))
    (note,) = publish_notes(read.responses.notes, rules=INSTRUMENT.rules.model_copy(update={"minimum_group": minimum}))
    assert said in note.text


def test_one_value_is_one_problem_however_many_columns_of_its_scale_hold_it(tmp_path: Path) -> None:
    (first, second) = problems_of(tmp_path, "goalset,goalmet,trust_1\n1,0,7\n0,0,1\n2,0,7\n")
    where = "4 cells of 2 columns, first in goalmet, row 1 of the data (goalmet 3, goalset 1)"
    assert first.message == f"'0' stands in {where}"
    assert second.message == "'7' stands in 2 cells of column trust_1, first in row 1 of the data"


def test_many_columns_are_named_up_to_a_few(tmp_path: Path) -> None:
    items = tuple(Item(id=f"goal{each}", text=text("Goals.")) for each in range(12))
    goals = INSTRUMENT.questionnaires[0].model_copy(update={"items": items})
    instrument = INSTRUMENT.model_copy(update={"questionnaires": (goals,)})
    path = written(tmp_path, ",".join(item.id for item in items) + "\n" + ",".join(["0"] * 12) + "\n")
    with pytest.raises(ExportError) as caught:
        read_file(path, instrument=Instrument.model_validate(instrument.model_dump()))
    (problem,) = caught.value.problems
    assert "'0' stands in 12 cells of 12 columns, first in goal0, row 1" in problem.message
    assert problem.message.endswith("goal5 1 and 6 more)")


@pytest.mark.parametrize(
    ("cells", "value", "seen"),
    [
        ("0 1 2 3 4", "0", "0, 1, 2, 3, 4"),
        ("0 1 2 3 4 5", "0", "0, 1, 2, 3, 4, 5"),
        ("1 2 5 6 7", "6", "1, 2, 5, 6, 7"),
        ("1 6 7 8 9 99", "9", "1, 6, 7, 8, 9"),
        ("1 6.0 07 10", "10", "1, 6, 7, 10"),
        ("1 0 -1", "-1", "-1, 0, 1"),
        ("1 25 50 75 100", "75", "1, 25, 50, 75, 100"),
    ],
)
def test_points_of_another_scale_are_never_offered_as_blank(tmp_path: Path, cells: str, value: str, seen: str) -> None:
    content = "goalset,x\n" + "".join(f"{cell},1\n" for cell in cells.split())
    hints = {each.message.split("'")[1]: each.hint or "" for each in problems_of(tmp_path, content)}
    assert "another scale" in hints[value]
    assert f"the values {seen} instead of 1 to 5" in hints[value]
    assert "blank" not in hints[value]


@pytest.mark.parametrize("value", ["9", "99", "-9", "77", "999", "-1", "NA", "n/a", "-", ".", "N.A.", "#N/A"])
def test_codes_for_a_missing_answer_are_offered_as_blank(tmp_path: Path, value: str) -> None:
    (problem,) = problems_of(tmp_path, f"goalset,x\n1,1\n5,1\n{value},1\n")
    assert "say --blank" in (problem.hint or "")
    assert "another scale" not in (problem.hint or "")


@pytest.mark.parametrize("value", ["44", "4.5", "five", "#DIV/0!"])
def test_slips_are_to_be_put_right_in_the_file(tmp_path: Path, value: str) -> None:
    (problem,) = problems_of(tmp_path, f"goalset,x\n1,1\n5,1\n{value},1\n")
    assert "put it right in the file" in (problem.hint or "")
    assert "--blank" not in (problem.hint or "")


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
    assert unknown == (
        [] if late in {"4.0", "Always"} else [{"cells": 1, "answered": 250_000, "columns": {"goalset": 1}}]
    )


def test_more_texts_than_one_byte_can_number_are_still_told_apart(tmp_path: Path) -> None:
    rows = 70_000
    lines = [f"Always,{f'odd {row}' if row % 100 == 0 else 'never'}\n" for row in range(rows)]
    read = read_text(tmp_path, "goalset,goalmet\n" + "".join(lines), ReadOptions(unknown="blank"))
    assert read.states["goalset"] == [5] * rows
    assert read.states["goalmet"] == [int(row % 100 != 0) for row in range(rows)]
    assert read.responses.notes[-1].values == {"cells": 700, "answered": 140_000, "columns": {"goalmet": 700}}


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
