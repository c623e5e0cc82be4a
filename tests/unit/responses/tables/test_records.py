import json
import string
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.responses.tables.opened import GOLDEN, cells, opened, written

from mentorscan.errors import ExportError, Problem
from mentorscan.responses.tables.records import RecordsTable

NAMES = st.text(string.ascii_letters, min_size=1, max_size=3)
VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=4)


def read(folder: Path, content: bytes | str) -> RecordsTable:
    return RecordsTable(written(folder, content), name="export.json")


def problem(folder: Path, content: bytes | str) -> Problem:
    with pytest.raises(ExportError) as caught:
        read(folder, content)
    (found,) = caught.value.problems
    return found


def test_columns_come_in_order_of_first_appearance_and_what_is_missing_is_absent(tmp_path: Path) -> None:
    table = read(tmp_path, '[{"b": 1, "a": ""},\n {"c": "x", "b": null}]')
    assert table.head.header == ("b", "a", "c")
    assert cells(table) == [("1", "", None), (None, None, "x")]
    assert table.lines([1, 2]) == {1: 1, 2: 2}


def test_plain_values_are_spelled_as_a_spreadsheet_would(tmp_path: Path) -> None:
    table = read(tmp_path, '{"a": 4, "b": 4.0, "c": 4.5, "d": true, "e": 400, "f": "04", "g": 1e300, "h": false}')
    assert cells(table) == [("4", "4", "4.5", "true", "400", "04", "1e+300", "false")]


def test_objects_within_a_respondent_become_columns_and_lists_are_joined(tmp_path: Path) -> None:
    table = read(
        tmp_path, '{"mentor": {"m1": 4, "m2": {"x": "DK"}}, "tools": ["a", 2, null, true], "rows": [{"a": 1}]}'
    )
    assert table.head.header == ("mentor.m1", "mentor.m2.x", "tools", "rows")
    assert cells(table) == [("4", "DK", "a;2;true", '[{"a": 1}]')]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_json_is_read_with_or_without_a_mark(tmp_path: Path, encoding: str) -> None:
    table = opened(written(tmp_path, '[{"m1": "Weiß nicht"}]'.encode(encoding), name="export.txt"))
    assert table.head.container == "json"
    assert cells(table) == [("Weiß nicht",)]


def test_json_lines_may_have_blank_lines_and_any_line_ends(tmp_path: Path) -> None:
    table = read(tmp_path, '{"m1": 4}\r\n\r\n{"m1": 5}\n\n')
    assert cells(table) == [("4",), ("5",)]
    assert table.lines([2]) == {2: 3}


def test_the_list_within_an_object_holds_the_respondents(tmp_path: Path) -> None:
    assert cells(read(tmp_path, '{"count": 2, "next": null, "results": [{"m1": 4}, {"m1": 5}]}')) == [("4",), ("5",)]


def test_the_id_that_older_limesurvey_wraps_around_a_respondent_is_taken_off(tmp_path: Path) -> None:
    table = read(tmp_path, '{"responses":[{"1":{"id":"1","m1":"4"}},{"12":{"id":"12","m1":"A"}}]}')
    assert cells(table) == [("1", "4"), ("12", "A")]


def test_a_genuine_formr_export_is_read_whole() -> None:
    path = GOLDEN / "formr" / "formr_BFI_post.json"
    everyone = json.loads(path.read_text())
    assert cells(RecordsTable(path, name=path.name)) == [tuple(each.values()) for each in everyone]


def test_small_whole_numbers_stay_numbers_and_a_later_text_makes_the_column_text(tmp_path: Path) -> None:
    many = [{"m1": at % 5, "m2": at % 5} for at in range(40_000)] + [{"m1": 3, "m2": "DK"}]
    table = read(tmp_path, "\n".join(map(json.dumps, many)))
    assert table.numeric == {0, 1}
    assert table.frame({0: pl.Int8()}).collect().to_series().to_list() == [each["m1"] for each in many]
    assert [row[1] for row in cells(table)] == [str(each["m2"]) for each in many]
    with pytest.raises(pl.exceptions.PolarsError):
        table.frame({1: pl.Int8()}).collect()


def test_respondents_without_any_answer_are_rows_too(tmp_path: Path) -> None:
    table = read(tmp_path, "{}\n" * 20_000 + '{"m1": 1}')
    assert table.rows == 20_001
    assert table.frame({0: pl.String()}).collect().height == 20_001


def test_halves_of_letters_do_not_stop_the_reading(tmp_path: Path) -> None:
    assert cells(read(tmp_path, r'[{"a": "\ud83d\ude00"}, {"a": "x\ud800"}]')) == [("😀",), ("x\ufffd",)]


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ('[{"a": 1},\n {"b": {"c": 1, "c": 2}}]', 2, 17, "the name 'c' stands twice"),
        ('[{"a": 1},\n {"a": NaN}]', 2, 8, "NaN is no number"),
        ('{"a": -Infinity}', 1, 7, "-Infinity is no number"),
        ('[{"a": 1}', 1, 10, "here the file ends"),
        ('[{"a": 1}\n{"a": 2}]', 2, 1, "here stands"),
        ('[{"a": 1},\n]', 2, 1, "a comma with nothing behind it"),
        ('{"a": 1}\n{"a": ', 2, 7, "expecting value"),
        ('[{"a": 1}] x', 1, 12, "behind the end of the list"),
        ('[{"a": ' + "9" * 5000 + "}]", 1, 8, "5000 digits"),
        ('{"a":' * 100_000, 1, 1, "nested too deeply"),
    ],
)
def test_a_fault_is_told_with_its_line_and_column(
    tmp_path: Path, content: str, line: int, column: int, words: str
) -> None:
    found = problem(tmp_path, content)
    assert found.code == "broken-json"
    assert found.place is not None
    assert (found.place.line, found.place.column) == (line, column)
    assert words in found.message


def test_ten_megabytes_of_brackets_are_refused(tmp_path: Path) -> None:
    assert problem(tmp_path, "[" * 10_000_000).code == "broken-json"


def test_a_name_that_two_values_share_is_refused(tmp_path: Path) -> None:
    assert problem(tmp_path, '[{"a.b": 1, "a": {"b": 2}}]').code == "repeated-name"


def test_bytes_that_are_not_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    found = problem(tmp_path, b'[{"a": 1},\n{"a": "\xfc"}]')
    assert (found.code, found.place and found.place.line) == ("not-utf-8", 2)


def test_more_names_than_a_survey_has_are_refused(tmp_path: Path) -> None:
    everyone = [{f"x{at}": 1} for at in range(10_001)]
    assert problem(tmp_path, json.dumps(everyone)).code == "too-many-columns"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"SurveyEntry": {}, "SurveyElements": []}, "a Qualtrics survey definition"),
        ({"pages": [{"name": "p1", "elements": []}]}, "a SurveyJS survey definition"),
        ({"title": "x", "elements": [{"type": "matrix", "name": "mentor"}]}, "a SurveyJS survey definition"),
        ({"schema": "mentorscan/results/1", "hallmarks": []}, "a results file of mentorscan"),
        ({"schema": "mentorscan/tally/1"}, "a tally of mentorscan"),
        (json.loads((GOLDEN / "formr" / "formr_BFI_post_items.json").read_text()), "a formr survey definition"),
        (json.loads((GOLDEN / "surveyjs" / "mentor_definition.json").read_text()), "a SurveyJS survey definition"),
    ],
)
def test_json_that_holds_no_answers_is_refused_by_its_name(tmp_path: Path, document: Any, words: str) -> None:
    found = problem(tmp_path, json.dumps(document))
    assert found.code == ("own-file" if "of mentorscan" in words else "definition")
    assert words in found.message
    assert found.hint


@pytest.mark.parametrize("content", ["[1, 2]", "[[1, 2], [3, 4]]", '"text"', "17", '[{"m1": 4}, 5]'])
def test_json_without_respondents_is_refused(tmp_path: Path, content: str) -> None:
    assert problem(tmp_path, content).code == "no-records"


@given(everyone=st.lists(st.dictionaries(NAMES, VALUES, max_size=4), max_size=8), as_lines=st.booleans())
def test_a_list_and_lines_hold_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, everyone: list[dict[str, Any]], *, as_lines: bool
) -> None:
    def spelled(value: object) -> str | None:
        return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    folder = tmp_path_factory.mktemp("json")
    table = read(folder, "\n".join(map(json.dumps, everyone)) if as_lines else json.dumps(everyone))
    header = list(dict.fromkeys(key for each in everyone for key in each))
    assert list(table.head.header) == header
    assert table.rows == len(everyone)
    if header:
        assert cells(table) == [tuple(spelled(each.get(key)) for key in header) for each in everyone]
