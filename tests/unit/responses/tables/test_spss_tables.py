import sys
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
import pytest
from tests.unit.responses.tables.opened import cells, opened

from mentorscan.errors import ExportError, OptionError
from mentorscan.registry import load
from mentorscan.responses.tables.table import Table

LIMESURVEY = Path(__file__).parents[3] / "golden" / "exports" / "limesurvey" / "ls621_spss.sav"


def saved(folder: Path, frame: dict[str, list[Any]], *, name: str = "export.sav", **about: Any) -> Table:
    path = folder / name
    pyreadstat.write_sav(pl.DataFrame(frame, strict=False), path, **about)
    return opened(path)


@pytest.mark.parametrize("name", ["export.sav", "export.zsav", "export.csv"])
def test_numbers_and_texts_are_cells_and_system_missing_ones_are_absent(tmp_path: Path, name: str) -> None:
    table = saved(
        tmp_path,
        {"m1": [4.0, None, 4.5], "who": ["a", "", "Weiß nicht"]},
        name=name,
        compress=name.endswith("zsav"),
    )
    assert table.head.container == "spss"
    assert table.head.header == ("m1", "who")
    assert cells(table) == [("4", "a"), (None, ""), ("4.5", "Weiß nicht")]
    assert table.rows == 3


def test_what_the_file_says_of_variables_and_values_stands_in_the_head(tmp_path: Path) -> None:
    table = saved(
        tmp_path,
        {"m1": [1.0, 99.0], "who": ["a", "b"]},
        column_labels={"m1": "Mein Mentor hört zu."},
        variable_value_labels={"m1": {1: "Stimme zu", 99: "Weiß nicht"}, "who": {"a": "1–3 Jahre"}},
    )
    assert table.head.texts == {0: "Mein Mentor hört zu."}
    assert table.head.labels == {0: {"1": "Stimme zu", "99": "Weiß nicht"}, 1: {"a": "1–3 Jahre"}}


def test_user_missing_values_are_blank_and_those_with_a_label_stay(tmp_path: Path) -> None:
    table = saved(
        tmp_path,
        {"m1": [1.0, 98.0, 99.0, None], "who": ["a", "-", "b", ""]},
        variable_value_labels={"m1": {99: "Don't know"}},
        missing_ranges={"m1": [{"lo": 90, "hi": 99}], "who": ["-"]},
    )
    assert cells(table) == [("1", "a"), ("", ""), ("99", "b"), (None, "")]


def test_the_label_of_an_answer_code_that_is_no_number_says_nothing_of_0(tmp_path: Path) -> None:
    labels = {"m1": {0: "Don't know", 1: "Agree"}, "m2": {0: "Never", 1: "Agree"}}
    table = saved(tmp_path, {"m1": [1.0, 4.0], "m2": [0.0, 1.0]}, variable_value_labels=labels)
    assert table.head.labels == {0: {"1": "Agree"}, 1: {"0": "Never", "1": "Agree"}}


def test_dates_are_iso_8601_and_one_that_cannot_be_is_absent(tmp_path: Path) -> None:
    table = saved(
        tmp_path,
        {"at": [1.4e10, None, 1e300], "day": [1.4e10, 86400.0, None], "n": [1.0, 2.0, 3.0]},
        variable_format={"at": "DATETIME20", "day": "DATE11", "n": "F8.2"},
    )
    assert cells(table) == [
        ("2026-06-05 00:53:20", "2026-06-05", "1"),
        (None, "1582-10-15", "2"),
        (None, None, "3"),
    ]


def test_a_limesurvey_file_that_the_reader_refuses_is_refused_with_what_to_give_instead(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        opened(LIMESURVEY)
    (found,) = caught.value.problems
    assert found.code == "broken-spss"
    assert "unsupported features" in found.message
    assert "CSV" in (found.hint or "")


@pytest.mark.parametrize("name", ["segmentation_fault.sav", "segmentation_fault.zsav"])
def test_a_file_that_brings_the_reader_down_is_refused(name: str) -> None:
    with pytest.raises(ExportError, match="broken-spss"):
        opened(Path(__file__).parents[3] / "corpus" / "damaged" / name)


def test_a_missing_reader_names_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    monkeypatch.delitem(sys.modules, "mentorscan.responses.tables.spss", raising=False)
    with pytest.raises(OptionError, match="the extra spss"):
        load({"an SPSS file": "mentorscan.responses.tables.spss:SpssTable"}, "an SPSS file")
