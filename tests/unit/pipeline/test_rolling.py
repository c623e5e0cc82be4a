"""Responses that stand in several exports of one survey, and which exports are read to find them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.responses.exports import INSTRUMENT

from mentorscan.pipeline.rolling import warn_of_repeats
from mentorscan.responses import read_export
from mentorscan.responses.export import Export
from mentorscan.responses.mapping.load import load_map
from mentorscan.responses.model import ReadOptions

ITEMS = ("goalset", "goalmet")
BOTH = ("respondent", "submitted")
ANSWERS = st.sampled_from("123")
IDS = st.sampled_from(["", "p1", "p2", "p3"])
TIMES = st.sampled_from(["", "never", "2026-10-01", "2026-10-02 10:30:00"])
HEADERS = st.sampled_from([ITEMS, ("respondent", *ITEMS), ("submitted", *ITEMS), (*BOTH, *ITEMS)])
Row = tuple[str, ...]
File = tuple[Row, list[Row]]


def file_under(header: Row) -> st.SearchStrategy[File]:
    cells = {"respondent": IDS, "submitted": TIMES}
    return st.tuples(st.just(header), st.lists(st.tuples(*(cells.get(each, ANSWERS) for each in header)), min_size=1))


def exported(path: Path, header: Row, rows: Sequence[Row], *, mapped: str = "") -> Export:
    path.write_text("".join(",".join(row) + "\n" for row in (header, *rows)), encoding="utf-8")
    known = None
    if mapped:
        file = path.with_suffix(".map.yaml")
        file.write_text(mapped, encoding="utf-8")
        known = load_map(file, instrument=INSTRUMENT)
    return read_export(path, instrument=INSTRUMENT, options=ReadOptions(column_map=known))


def counted(exports: Sequence[Export]) -> int:
    """How many responses the warning says count more than once; 0 where there is none."""
    notes = warn_of_repeats(exports)
    assert all((note.code, note.severity) == ("counted-twice", "warning") for note in notes)
    return sum(int(str(note.values["rows"])) for note in notes)


def repeats(files: Sequence[File]) -> int:
    """The same from the rows alone: those with an id or a time, of each header as a survey, each file's once."""
    found = 0
    for header in {header for header, _ in files}:
        sets = [
            {row for row in rows if any(cell not in {"", "never"} for cell in row[: -len(ITEMS)])}
            for other, rows in files
            if other == header
        ]
        found += sum(map(len, sets)) - len(set().union(*sets))
    return found


@given(st.lists(HEADERS.flatmap(file_under), min_size=1, max_size=5))
@settings(deadline=None)
def test_every_response_that_an_id_or_a_time_shows_in_a_second_export_of_its_survey_is_told(files: list[File]) -> None:
    with TemporaryDirectory() as folder:
        exports = [exported(Path(folder) / f"{i}.csv", *file) for i, file in enumerate(files)]
        assert counted(exports) == repeats(files)


@pytest.mark.parametrize(
    ("columns", "cells", "told"),
    [
        (("respondent",), ("p{}",), 3),
        (("submitted",), ("2026-10-0{}",), 3),
        (BOTH, ("p{}", "2026-10-0{}"), 3),
        (BOTH, ("p{}", ""), 3),
        (BOTH, ("", "2026-10-0{}"), 3),
        (BOTH, ("", "never"), 0),
        ((), (), 0),
    ],
)
def test_ids_and_times_show_a_repeated_response_and_answers_alone_do_not(
    tmp_path: Path, columns: Row, cells: Row, told: int
) -> None:
    rows = [(*(cell.format(number) for cell in cells), "4", "2") for number in range(1, 6)]
    header = (*columns, *ITEMS)
    exports = [exported(tmp_path / "a.csv", header, rows[:3]), exported(tmp_path / "b.csv", header, rows)]
    assert counted(exports) == told


def test_an_export_whose_map_ignores_the_ids_hides_no_repeats_between_the_others(tmp_path: Path) -> None:
    header, rows = ("Code", *ITEMS), [(f"p{number}", "4", "2") for number in range(1, 6)]
    maps = {
        name: f"schema: 1\ncolumns: {{Code: {use}, goalset: {{item: goalset}}, goalmet: {{item: goalmet}}}}\n"
        for name, use in {"a": "ignore", "b": "respondent", "c": "respondent"}.items()
    }
    a, b, c = (exported(tmp_path / f"{name}.csv", header, rows, mapped=text) for name, text in maps.items())
    assert a.survey == b.survey == c.survey
    assert (a.tells_repeats, b.tells_repeats) == (False, True)
    assert [counted(each) for each in ([a, b, c], [a, b], [b, c], [c, a, b])] == [5, 0, 5, 5]


def test_exports_with_neither_ids_nor_times_are_not_read_for_repeats(tmp_path: Path) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    exports = [exported(file, ITEMS, [("4", "2")] * 3) for file in files]
    for file in files:
        file.unlink()
    assert warn_of_repeats(exports) == ()


@pytest.mark.parametrize(("ids", "read_whole"), [("abc", False), ("cde", False), ("1ab", True)])
def test_answers_are_read_for_repeats_only_where_an_id_stands_in_two_exports_of_a_survey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ids: str, *, read_whole: bool
) -> None:
    header = ("respondent", *ITEMS)
    files = {"north.csv": "123", "south.csv": ids}
    exports = [exported(tmp_path / name, header, [(id_, "4", "2") for id_ in each]) for name, each in files.items()]
    exports.append(exported(tmp_path / "other.csv", (*BOTH, *ITEMS), [(id_, "", "4", "2") for id_ in "123abcde"]))
    asked: list[tuple[str, ...]] = []
    submissions = Export.submissions

    def watched(export: Export, columns: Sequence[str] = ("id", "time", "content")) -> pl.DataFrame:
        asked.append((export.source.name, *columns))
        return submissions(export, columns)

    monkeypatch.setattr(Export, "submissions", watched)
    assert counted(exports) == len({"1", "2", "3"}.intersection(ids))
    assert {each[0] for each in asked if "content" in each} == (set(files) if read_whole else set())
