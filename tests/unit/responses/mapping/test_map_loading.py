"""A right map, key by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT
from tests.unit.responses.mapping.maps import MAP, loaded

from mentorscan.errors import MapError, Place
from mentorscan.responses.mapping.load import load_map
from mentorscan.responses.mapping.model import ColumnMap


def test_a_whole_map_says_what_the_file_says(tmp_path: Path) -> None:
    column_map = loaded(tmp_path)
    assert (column_map.platform, column_map.encoding, column_map.delimiter) == ("plain", "cp1252", ";")
    assert (column_map.language, column_map.skip) == ("it", 2)
    assert column_map.drop == (("Status", ("Survey Preview", "1")),)
    assert column_map.columns == {
        "Goals [are set]": ("item", "goalset"),
        "Ziele erreicht": ("item", "goalmet"),
        "2026": ("item", "trust_1"),
        "Abteilung": ("segment", "department"),
        "No": ("comment", "goalcomment"),
        "Antwort ID": ("respondent", ""),
        "E-Mail": ("ignore", ""),
        "Name": ("ignore", ""),
    }
    often = {"1": "5", "2.0": "4", "A3": "3", "DK": "dont_know", "n/a": "not_applicable", "-": "blank"}
    assert column_map.values == {"often": often, "sure": {"yes": "-1"}}
    assert column_map.groups == {"department": {"ENG": "sales", "12": "7"}, "Site": {"HH": "Hamburg"}}


def test_every_header_knows_its_place(tmp_path: Path) -> None:
    column_map = loaded(tmp_path)
    lines = {text.split(":")[0].strip(' "'): line for line, text in enumerate(MAP.splitlines(), 1)}
    for header in column_map.columns:
        assert column_map.places[header] == Place(str(column_map.path), lines[header], 3)


def test_a_map_may_say_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, "schema: 1\n") == ColumnMap(path=tmp_path / "map.yaml")


@pytest.mark.parametrize("section", ["rows:", "columns:", "values:", "values:\n  often:", "groups:\n  department:"])
def test_a_section_in_which_everything_is_switched_off_says_nothing(tmp_path: Path, section: str) -> None:
    column_map = loaded(tmp_path, f"schema: 1\n{section}\n")
    assert not any((column_map.columns, column_map.drop, *column_map.values.values(), *column_map.groups.values()))


def test_a_map_with_a_byte_order_mark_or_in_utf_16_is_read(tmp_path: Path) -> None:
    text = "schema: 1\ncolumns: {Größe: ignore}\n"
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / f"{encoding}.yaml"
        path.write_bytes(text.encode(encoding))
        assert load_map(path, instrument=INSTRUMENT).columns == {"Größe": ("ignore", "")}


def test_a_map_that_is_not_there_is_named_with_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(MapError) as caught:
        load_map(tmp_path / "none.yaml", instrument=INSTRUMENT)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("no-map", Place(str(tmp_path / "none.yaml")))
    assert "mentorscan survey map" in (problem.hint or "")


def test_the_name_of_a_folder_is_no_map(tmp_path: Path) -> None:
    with pytest.raises(MapError) as caught:
        load_map(tmp_path, instrument=INSTRUMENT)
    assert [problem.code for problem in caught.value.problems] == ["not-a-file"]
