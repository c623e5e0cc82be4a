from pathlib import Path

import pytest
from tests.unit.responses.tables.opened import cells, opened, written

from mentorscan.errors import ExportError

STRUCTURE = '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>'
SPREADSHEET = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (STRUCTURE.encode(), "a survey definition (XML)"),
        (STRUCTURE.encode("utf-8-sig"), "a survey definition (XML)"),
        (STRUCTURE.encode("utf-16"), "a survey definition (XML)"),
        (b"\n <document>", "a survey definition (XML)"),
        (SPREADSHEET.encode(), "an XML spreadsheet"),
        (b"<!DOCTYPE html><html>", "a web page (HTML)"),
        (b"<HTML><body>", "a web page (HTML)"),
    ],
)
@pytest.mark.parametrize("name", ["export.csv", "structure.lss"])
def test_a_file_of_tags_is_refused_by_what_it_is(tmp_path: Path, content: bytes, kind: str, name: str) -> None:
    with pytest.raises(ExportError) as caught:
        opened(written(tmp_path, content, name=name))
    (found,) = caught.value.problems
    assert (found.code, found.message) == ("wrong-kind", f"this is {kind}")
    assert found.hint


@pytest.mark.parametrize("content", ["[m1],m2\n4,5\n", "{m1},m2\n4,5\n", "[1] How?,m2\n4,5\n", "<b>m1</b>,m2\n4,5\n"])
def test_a_header_in_brackets_does_not_make_json(tmp_path: Path, content: str) -> None:
    table = opened(written(tmp_path, content, name="export.json"))
    assert table.head.container == "delimited"
    assert cells(table) == [("4", "5")]


@pytest.mark.parametrize("content", ['[{"m1": 4}]', '\n\n {"m1": 4}', '{"m1": 4}\n', '[\r\n  {\r\n"m1": 4}]'])
def test_json_is_known_by_its_bytes_whatever_it_is_called(tmp_path: Path, content: str) -> None:
    table = opened(written(tmp_path, content, name="export.csv"))
    assert (table.head.container, cells(table)) == ("json", [("4",)])
    assert len(table.sha256) == 64
