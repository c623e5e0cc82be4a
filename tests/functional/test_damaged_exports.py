"""Golden exports as they come back from spreadsheets, editors and broken transfers: read as they were, or refused."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.contract.test_platforms import DEFINITIONS, EXPECTED, EXPORTS, GOLDEN, answers, instrument, named
from tests.functional.command_line import Command

from mentorscan.errors import ExportError, Place
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.text import plain

MARK = "\ufeff"
TEXT_EXPORTS = [path for path in EXPORTS if path.suffix in {".csv", ".tsv", ".txt"}]
LABELLED = ("microsoft/mentor_excel.csv", "google/mentor_sheet.csv", "limesurvey/ls621_full_default.csv")
MOST_HEADER_ROWS = 3
Rows = list[list[str]]


@dataclass(frozen=True)
class Original:
    """A golden export taken apart. ``records``: its rows as they stand, without what ends them."""

    path: Path
    text: str
    separator: str

    @property
    def records(self) -> list[str]:
        """Cut at the line ends that stand outside quotes."""
        found, quoted = [""], False
        for piece in re.split(r"(\r\n|\n|\r)", self.text):
            if piece in {"\r\n", "\n", "\r"} and not quoted:
                found.append("")
            else:
                quoted ^= piece.count('"') % 2 == 1
                found[-1] += piece
        return [each for each in found if each]

    @property
    def rows(self) -> Rows:
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator)
        return [row for row in reader if row]

    @property
    def last_line(self) -> int:
        """The line at which the last row begins where each row ends with one line end."""
        return 1 + sum(len(re.findall(r"\r\n|\n|\r", record)) + 1 for record in self.records[:-1])

    @property
    def expected(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.path.with_name(self.path.name + EXPECTED).read_text("utf-8"))
        return found

    @property
    def instrument(self) -> str:
        return str(self.expected.get("instrument", "mentor"))


def original(path: Path) -> Original:
    content = path.read_bytes()
    text = content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    header = text.splitlines()[0]
    return Original(path, text, max(",;\t", key=header.count))


def written(rows: Rows, separator: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def placed(folder: Path, damaged: Original, content: bytes | str) -> Path:
    """The damaged export in a folder of its own, beside the definitions that lay beside the original."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for each in DEFINITIONS:
        if each.parent == damaged.path.parent:
            shutil.copy(each, folder)
    path = folder / damaged.path.name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def trimmed(row: list[str]) -> list[str]:
    """A row without the empty cells at its end, as some spreadsheets write it."""
    filled = [position for position, cell in enumerate(row, start=1) if cell]
    return row[: max(filled, default=1)]


HARMLESS: dict[str, Callable[[Original], bytes | str]] = {
    "a mark at the beginning": lambda export: MARK + export.text,
    "two marks at the beginning": lambda export: MARK + MARK + export.text,
    "UTF-16": lambda export: export.text.encode("utf-16"),
    "a first line that says the separator": lambda export: f"{MARK}sep={export.separator}\r\n{export.text}",
    "semicolons and a line that says so": lambda export: "sep=;\r\n" + written(export.rows, ";"),
    "semicolons": lambda export: written(export.rows, ";"),
    "tabs": lambda export: written(export.rows, "\t"),
    "CR CR LF between rows": lambda export: "".join(f"{row}\r\r\n" for row in export.records),
    "CR CR LF everywhere": lambda export: re.sub(r"\r\n|\n|\r", "\r\r\n", export.text),
    "lone CR between rows": lambda export: "".join(f"{row}\r" for row in export.records),
    "lone CR everywhere": lambda export: re.sub(r"\r\n|\n|\r", "\r", export.text),
    "no line end at the end": lambda export: export.text.rstrip("\r\n"),
    "blank lines between rows": lambda export: "".join(f"{row}\n\n" for row in export.records),
    "blank lines above the header": lambda export: f"\n\r\n{export.text}",
    "rows of white space and separators": lambda export: "".join(
        f"{row}\r\n{export.separator * (len(export.rows[0]) - 1)}\r\n \r\n" for row in export.records
    ),
    "no-break spaces": lambda export: export.text.replace(" ", "\u00a0"),
    "marks in every cell": lambda export: written(
        [[MARK + cell if cell else "" for cell in row] for row in export.rows], export.separator
    ),
    "empty columns at the end": lambda export: written([[*row, "", ""] for row in export.rows], export.separator),
    "empty cells too many": lambda export: written(
        [[*row, ""] if row is export.rows[-1] else row for row in export.rows], export.separator
    ),
    "empty cells at the end cut off": lambda export: written(
        [trimmed(row) if number >= MOST_HEADER_ROWS else row for number, row in enumerate(export.rows)],
        export.separator,
    ),
}


@pytest.mark.parametrize("damage", HARMLESS)
def test_an_export_with_harmless_damage_says_what_was_answered(damage: str, tmp_path: Path) -> None:
    for export in map(original, TEXT_EXPORTS):
        path = placed(tmp_path / "export", export, HARMLESS[damage](export))
        found = answers(path, ReadOptions(), instrument(export.instrument))
        assert_same(found, export)
        assert found["platform"] == export.expected["platform"]


def assert_same(found: dict[str, Any], export: Original) -> None:
    expected = export.expected
    name = named(export.path)
    assert found["items"] == expected["items"], name
    assert {each: found["segments"][each] for each in expected["segments"]} == expected["segments"], name
    assert found["left_out"] == expected["left_out"], name


def test_an_export_in_the_code_page_of_windows_is_read_where_it_is_said(tmp_path: Path) -> None:
    for export in map(original, TEXT_EXPORTS):
        path = placed(tmp_path / "export", export, export.text.encode("cp1252", "replace"))
        assert_same(answers(path, ReadOptions(encoding="cp1252"), instrument(export.instrument)), export)


def refused(mentorscan: Command, path: Path, *, asking: str = "mentor") -> str:
    """What stands on stderr where a file is refused with exit code 2, its name, and a remedy."""
    ended = mentorscan("score", path, "--instrument", GOLDEN / "instruments" / asking)
    assert ended.code == 2, named(path)
    assert ended.err.startswith(f"{path.name}:")
    assert "\n  hint: " in ended.err
    return ended.err


def test_an_export_in_the_code_page_of_windows_is_refused_where_it_is_not_said(
    mentorscan: Command, tmp_path: Path
) -> None:
    told = 0
    for export in map(original, TEXT_EXPORTS):
        content = export.text.encode("cp1252", "replace")
        above, beyond, _ = (
            re.split(rb"([\x80-\xff])", content, maxsplit=1) if not content.isascii() else (b"", b"", b"")
        )
        if beyond:
            told += 1
            found = refused(mentorscan, placed(tmp_path / "export", export, content), asking=export.instrument)
            assert found.startswith(f"{export.path.name}:{above.count(chr(10).encode()) + 1}: error[not-utf-8]")
            assert "--encoding cp1252" in found
    assert told > 20


def last_row_and(export: Original, added: str) -> str:
    return "\r\n".join(export.records) + export.separator + added + "\r\n"


@pytest.mark.parametrize(
    ("added", "code"),
    [("too,many;\tcells", "long-row"), ('"never closed', "misquoted-row"), ('"closed" too early', "misquoted-row")],
)
def test_a_row_that_cannot_be_told_apart_is_refused_with_its_line(
    added: str, code: str, mentorscan: Command, tmp_path: Path
) -> None:
    for export in map(original, TEXT_EXPORTS):
        path = placed(tmp_path / "export", export, last_row_and(export, added))
        told = refused(mentorscan, path, asking=export.instrument)
        assert told.startswith(f"{path.name}:{export.last_line}: error[{code}]")


def test_an_export_that_breaks_off_is_refused_or_noted(tmp_path: Path) -> None:
    """Half a row is no row with blanks that nobody hears of."""
    for export in map(original, TEXT_EXPORTS):
        last = export.records[-1]
        text = "\r\n".join([*export.records[:-1], last[: len(last) // 2]])
        path = placed(tmp_path / "export", export, text)
        try:
            read = read_export(path, instrument=instrument(export.instrument), options=ReadOptions())
        except ExportError as error:
            (problem,) = error.problems
            assert problem.place == Place(path.name, export.last_line)
        else:
            assert "short-rows" in {note.code for note in read.notes}, named(export.path)


def test_columns_that_stand_in_an_export_twice_are_refused_by_their_numbers(
    mentorscan: Command, tmp_path: Path
) -> None:
    for export in map(original, TEXT_EXPORTS):
        path = placed(tmp_path / "export", export, written([row + row for row in export.rows], export.separator))
        told = refused(mentorscan, path, asking=export.instrument)
        assert "error[repeated-column]: column " in told
        assert re.search(r"column \d+ .* and column \d+ ", told)


def test_columns_of_others_may_have_one_header_or_none(tmp_path: Path) -> None:
    for export in map(original, map(GOLDEN.joinpath, LABELLED)):
        header, *rows = export.rows
        noted = [[*header, "Note", "Note", "", ""], *([*row, "seen", "4", "", "Agree"] for row in rows)]
        path = placed(tmp_path / "export", export, written(noted, export.separator))
        assert_same(answers(path, ReadOptions(), instrument("mentor")), export)


def test_what_someone_wrote_beside_the_export_changes_no_answer(mentorscan: Command, tmp_path: Path) -> None:
    """Cells without a header may hide what platform it is; then it is refused."""
    read = 0
    for export in map(original, TEXT_EXPORTS):
        rows = [[*row, "", "seen" if number >= MOST_HEADER_ROWS else ""] for number, row in enumerate(export.rows)]
        path = placed(tmp_path / "export", export, written(rows, export.separator))
        try:
            found = answers(path, ReadOptions(), instrument(export.instrument))
        except ExportError:
            refused(mentorscan, path, asking=export.instrument)
        else:
            read += 1
            assert_same(found, export)
    assert read > len(TEXT_EXPORTS) * 0.9


@pytest.mark.parametrize("edited", ["(3): I agree", "2. Good (Agree)", "5.\u00a0(Agree)", "4 - Agree", "Agree 4"])
@pytest.mark.parametrize("name", LABELLED)
def test_a_label_of_an_edited_scale_is_never_read_by_its_digit(
    name: str, edited: str, mentorscan: Command, tmp_path: Path
) -> None:
    export = original(GOLDEN / name)
    rows = [[edited if cell == "Agree" else cell for cell in row] for row in export.rows]
    first = next(number for number, row in enumerate(rows) if edited in row)
    path = placed(tmp_path / "export", export, written(rows, export.separator))
    told = refused(mentorscan, path)
    line = 1 + written(rows[:first], "\t").count("\n")
    assert told.startswith(f"{path.name}:{line}: error[unknown-answer]: '{plain(edited)}' stands in ")
    blank = answers(path, ReadOptions(unknown="blank"), instrument("mentor"))["items"]
    assert blank == {
        item: [None if state == 4 else state for state in states] for item, states in export.expected["items"].items()
    }


@pytest.mark.parametrize("name", LABELLED)
def test_a_bare_number_among_labels_is_the_point_of_that_value(name: str, tmp_path: Path) -> None:
    export = original(GOLDEN / name)
    rows = [["4" if cell == "Agree" else cell for cell in row] for row in export.rows]
    path = placed(tmp_path / "export", export, written(rows, export.separator))
    assert_same(answers(path, ReadOptions(), instrument("mentor")), export)
