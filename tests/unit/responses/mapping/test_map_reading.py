"""Maps in use: exports that say nothing by themselves, read by what a person says about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT, STATES, read_file
from tests.unit.responses.mapping.drafted import confirmed
from tests.unit.responses.mapping.maps import loaded

from mentorscan.errors import ExportError
from mentorscan.responses.mapping.drafting import drafted
from mentorscan.responses.model import ReadOptions

FOREIGN = """\
Auswertung;;;;
Nr;Ziele stehen fest;Ziele erreicht;Abteilung;Art
1;A1;5 - ganz und gar;Verkauf;echt
2;A5;DK;Werkstatt;echt
3;A3;1 - gar nicht;Verkauf;Probe
4;k. A.;2 - kaum;Größe;echt
"""
FOREIGN_MAP = """\
schema: 1
platform: plain
encoding: cp1252
delimiter: ";"
rows:
  skip: 1
  drop:
    - {column: Art, values: [probe, Test]}
columns:
  ziele  stehen fest: {item: goalset}
  Ziele erreicht: {item: goalmet}
  Abteilung: {segment: department}
  Nr: respondent
  Art: ignore
values:
  often: {A1: 1, A3: 3, A5: 5, DK: dont_know, "k. A.": blank, 5 - ganz und gar: 5, 2 - kaum: 2}
groups:
  department: {Verkauf: sales, Werkstatt: "7", Größe: sales}
"""


def test_an_export_in_foreign_words_is_read_by_its_map(tmp_path: Path) -> None:
    column_map = loaded(tmp_path, FOREIGN_MAP)
    path = tmp_path / "export.csv"
    path.write_bytes(FOREIGN.encode("cp1252"))
    read = read_file(path, ReadOptions(column_map=column_map), with_respondents=True)
    assert read.states == {
        "goalset": [STATES[1], STATES[5], STATES[None]],
        "goalmet": [STATES[5], STATES["dont_know"], STATES[2]],
    }
    assert read.groups == {"department": ["sales", "7", "sales"]}
    assert read.respondents == ["1", "2", "4"]
    assert read.responses.left_out == {"dropped": 1}
    assert "ignored-columns" not in read.notes


def test_a_map_goes_before_what_the_cells_seem_to_say(tmp_path: Path) -> None:
    column_map = loaded(tmp_path, "schema: 1\nvalues:\n  often: {1: 5, 5: 1, Never: blank}\n")
    path = tmp_path / "export.csv"
    path.write_text("goalset\n1\n5\n3\nNever\nAlways\n", encoding="utf-8")
    states = read_file(path, ReadOptions(column_map=column_map)).states["goalset"]
    assert states == [STATES[5], STATES[1], STATES[3], STATES[None], STATES[5]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("Spaß", "spaß"), ("ÇA", "ça"), ("two  words", "two words"), ("e\u0301te\u0301", "été"), ("\u00a0Test ", "TEST")],
)
def test_rows_are_dropped_by_cells_however_these_are_spelled(tmp_path: Path, cell: str, said: str) -> None:
    column_map = loaded(tmp_path, f'schema: 1\nrows: {{drop: [{{column: art, values: ["{said}"]}}]}}\n')
    path = tmp_path / "export.csv"
    path.write_text(f"goalset,Art\n1,{cell}\n2,other\n3,\n", encoding="utf-8")
    read = read_file(path, ReadOptions(column_map=column_map))
    assert read.states["goalset"] == [STATES[2], STATES[3]]
    assert read.responses.left_out == {"dropped": 1}


EXPORT = """\
respondent,goal_set,Goals are met!,We trust,Department,Colour
a,Quite oftn,A5,Step 2,Sale,red
b,4,n/a,Step -1,Officina,red
c,Always,A1,stepp 0,Sale,blue
"""


def test_a_draft_with_every_guess_switched_on_makes_an_export_readable(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    with pytest.raises(ExportError):
        read_file(path)
    draft = drafted(path, instrument=INSTRUMENT)
    with pytest.raises(ExportError):
        read_file(path, ReadOptions(column_map=loaded(tmp_path, draft)))
    read = read_file(path, ReadOptions(column_map=loaded(tmp_path, confirmed(draft))))
    assert read.states == {
        "goalset": [STATES[4], STATES[4], STATES[5]],
        "goalmet": [STATES[5], STATES[None], STATES[1]],
        "trust_1": [4, 1, 2],
    }
    assert read.groups == {"department": ["sales", "7", "sales"]}


def test_the_cells_of_the_whole_file_are_in_the_draft_with_their_counts(tmp_path: Path) -> None:
    rows = ["goalset,Colour,Story"] + [
        f"{row % 5 + 1},{'red' if row % 3 else 'blue'},story {row}" for row in range(3000)
    ]
    path = tmp_path / "export.csv"
    path.write_text("\n".join([*rows, "Alwayz,red,end", ""]), encoding="utf-8")
    draft = drafted(path, instrument=INSTRUMENT)
    assert "cells: 'red' 2001, 'blue' 1000" in draft
    assert "cells: '1' 600, '2' 600, '3' 600, '4' 600, '5' 600, 'Alwayz' 1" in draft
    assert "story" not in draft
    assert loaded(tmp_path, confirmed(draft)).values == {"often": {"Alwayz": "5"}}


def test_an_export_without_rows_has_a_draft_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("goalset,goal_met\n", encoding="utf-8")
    draft = drafted(path, instrument=INSTRUMENT)
    assert "column 1: the item goalset, by its id; all cells are empty" in draft


def test_a_file_that_is_not_there_is_an_error_of_the_export(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        drafted(tmp_path / "none.csv", instrument=INSTRUMENT)
    assert [problem.code for problem in caught.value.problems] == ["cannot-read"]
