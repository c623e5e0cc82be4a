"""Answers that stand in one of several columns: SurveyMonkey's expanded export, read as a whole."""

from pathlib import Path

import pytest
from tests.unit.responses.exports import read_file, written

from mentorscan.errors import ExportError
from mentorscan.responses.model import ReadOptions

LABELS = ("Never", "Rarely", "Sometimes", "Quite often", "Always")
STATEMENTS = ("Goals are set.", "Goals are met.")
TOP = ",".join(["Respondent ID", "Collector ID", "How often?", *[""] * 9])
BELOW = ",".join(["", "", *(f"{statement} - {label}" for statement in STATEMENTS for label in LABELS)])


def row(number: int, *chosen: int | None) -> str:
    """A respondent's row, by the places of the chosen columns."""
    return ",".join([str(number), "9", *(LABELS[at % 5] if at in chosen else "" for at in range(10))])


def export(folder: Path, *rows: str) -> Path:
    return written(folder, "\n".join([TOP, BELOW, *rows, ""]))


def test_the_answer_is_in_whichever_column_is_filled_also_beyond_the_rows_that_were_looked_at(tmp_path: Path) -> None:
    """Nobody chooses ``Always`` in the first hundred rows: its column belongs to the statement all the same."""
    rows = [row(number, number % 4, 5 + number % 3) for number in range(100)]
    read = read_file(export(tmp_path, *rows, row(100, 4, 9), row(101, 4), row(102)))
    assert read.states["goalset"] == [*(1 + number % 4 for number in range(100)), 5, 5, 0]
    assert read.states["goalmet"] == [*(1 + number % 3 for number in range(100)), 5, 0, 0]
    assert "ignored-columns" not in read.notes


def test_two_filled_cells_in_one_row_are_an_unknown_value_and_never_the_first_of_them(tmp_path: Path) -> None:
    rows = [row(number, number % 4, 5 + number % 3) for number in range(50)]
    path = export(tmp_path, *rows, row(50, 0, 4, 5))
    with pytest.raises(ExportError) as caught:
        read_file(path)
    (problem,) = caught.value.problems
    assert problem.code == "unknown-answer"
    assert problem.message.startswith("'Never | Always' stands in 1 cell of column goalset, first in row 51")
    assert read_file(path, ReadOptions(unknown="blank")).states["goalset"][50] == 0
