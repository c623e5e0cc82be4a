import gc
import hashlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT, codes_of, problems_of, read_file, read_text, written

from mentorscan.errors import ExportError, OptionError
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions

PLAIN = "goalset,goalmet,Site\n1,2,Köln\n,5,Ulm\n"
EXPECTED = {"goalset": [1, 0], "goalmet": [2, 5]}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    gc.collect()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-32"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace("\n", "\r\r\n").encode(),
        PLAIN.replace("\n", "\r\r\n").encode("utf-16"),
        PLAIN.replace("\n", "\n\n").encode(),
        ("\n\n" + PLAIN + " \n\n").encode(),
        PLAIN.rstrip("\n").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        ("sep=;\r\n" + PLAIN.replace(",", ";")).encode("utf-8-sig"),
        ('"sep=|"\n' + PLAIN.replace(",", "|")).encode(),
        ("sep=,\n\n" + PLAIN).encode(),
        '"goalset","goalmet","Site"\r\n"1","2","Köln"\r\n"","5","Ulm"\r\n'.encode(),
        '"goalset","goalmet","Site"\r\n"1","2","Köln"\r\n,"5","Ulm"\r\n'.encode(),
        PLAIN.replace("\n", ",\n").encode(),
        PLAIN.replace("Köln\n", "Köln,,  ,\n").encode(),
        b"\xef\xbb\xbf\xef\xbb\xbf" + PLAIN.encode(),
    ],
)
def test_a_file_reads_the_same_whatever_its_encoding_line_ends_separator_and_quotes(
    tmp_path: Path, temporary: Path, content: bytes
) -> None:
    read = read_text(tmp_path, content)
    assert read.states == EXPECTED
    assert read.groups == {"Site": ["Köln", "Ulm"]}
    assert read.responses.source.rows == 2
    assert read.responses.source.platform == "plain"
    assert "short-rows" not in read.notes
    assert list(temporary.iterdir()) == []


def test_the_source_is_named_without_folders_and_hashed_as_it_lies_on_disk(tmp_path: Path) -> None:
    content = PLAIN.encode("utf-16")
    source = read_text(tmp_path, content).responses.source
    assert source.name == "export.csv"
    assert source.sha256 == hashlib.sha256(content).hexdigest()


def test_an_encoding_that_is_named_is_used(tmp_path: Path) -> None:
    read = read_text(tmp_path, PLAIN.encode("cp1252"), ReadOptions(encoding="cp1252"))
    assert read.groups == {"Site": ["Köln", "Ulm"]}


def test_without_an_encoding_bytes_that_are_not_utf_8_are_refused_with_their_line(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, PLAIN.encode("cp1252"))
    assert problem.code == "not-utf-8"
    assert problem.place is not None
    assert problem.place.line == 2
    assert "--encoding cp1252" in (problem.hint or "")


def test_bytes_that_are_not_utf_8_are_found_in_the_header_too(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "goalset,Größe\n1,2\n".encode("cp1252"))
    assert (problem.code, problem.place and problem.place.line) == ("not-utf-8", 1)


@pytest.mark.parametrize("tail", [b"\xc3", b"\xe2\x82", b"\xff"])
def test_a_file_cut_off_within_a_letter_is_refused(tmp_path: Path, tail: bytes) -> None:
    assert codes_of(tmp_path, b"goalset,Site\n1,K" + tail) == ["not-utf-8"]


def test_a_file_that_does_not_fit_the_encoding_named_is_refused_with_the_line(tmp_path: Path, temporary: Path) -> None:
    (problem,) = problems_of(tmp_path, PLAIN.encode("cp1252"), ReadOptions(encoding="ascii"))
    assert (problem.code, problem.place and problem.place.line) == ("wrong-encoding", 2)
    assert list(temporary.iterdir()) == []


def test_an_encoding_against_the_byte_order_mark_is_an_error(tmp_path: Path) -> None:
    assert codes_of(tmp_path, PLAIN.encode("utf-16"), ReadOptions(encoding="cp1252")) == ["encoding-contradicted"]
    assert codes_of(tmp_path, PLAIN.encode("utf-8-sig"), ReadOptions(encoding="cp1252")) == ["encoding-contradicted"]


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "UTF8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
    ],
)
def test_an_encoding_may_be_named_that_the_file_has_anyway(tmp_path: Path, codec: str, named: str) -> None:
    assert read_text(tmp_path, PLAIN.encode(codec), ReadOptions(encoding=named)).states == EXPECTED


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "rot13", "\0"])
def test_an_encoding_that_does_not_exist_is_an_error_of_the_options(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(OptionError):
        read_text(tmp_path, PLAIN, ReadOptions(encoding=encoding))


def test_short_rows_are_filled_up_with_a_note(tmp_path: Path, temporary: Path) -> None:
    read = read_text(tmp_path, "goalset,goalmet,Site\n1\n2,3\n4,5,N\n")
    assert read.states == {"goalset": [1, 2, 4], "goalmet": [0, 3, 5]}
    assert read.groups == {"Site": [None, None, "N"]}
    assert {"rows": 2} in [note.values for note in read.responses.notes]


def test_a_long_row_that_a_short_one_makes_up_for_is_still_found(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "goalset,goalmet\n1\n2,3,4\n")
    assert (problem.code, problem.place and problem.place.line) == ("long-row", 3)


def test_every_long_row_is_told_up_to_a_sensible_number(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, "goalset,goalmet\n" + "1,2,3\n" * 50)
    assert len(problems) == 21
    assert "30 more" in problems[-1].message


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('goalset,Site\n1,"never closed\n2,x\n', 2),
        ('goalset,Site\n1,x\n2,"closed" too early\n', 3),
        ('goalset,Site\n1,"a\nb"c\n', 2),
        ('goalset,"Site\n1,x\n', 1),
        ('goalset,Site\n1,"a"b,c"\n', 2),
    ],
)
def test_quotes_that_do_not_pair_up_are_refused_with_the_line(tmp_path: Path, content: str, line: int) -> None:
    (problem,) = problems_of(tmp_path, content)
    assert (problem.code, problem.place and problem.place.line) == ("misquoted-row", line)


def test_quotes_within_a_cell_that_is_not_quoted_are_text(tmp_path: Path) -> None:
    read = read_text(tmp_path, 'goalset,Site\n1,the "North"\n2,5" pipe\n')
    assert read.groups == {"Site": ['the "North"', '5" pipe']}


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks(tmp_path: Path, temporary: Path) -> None:
    read = read_text(tmp_path, 'goalset,Site,"my\nnotes"\n1,"a, ""b""","x\n\ny\r\nz"\n"2","c\nd",\n')
    assert read.states == {"goalset": [1, 2]}
    assert read.groups == {"Site": ['a, "b"', "c d"]}
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"goalset,Site\n1,a\0b\n", b"\0" * 100, b"goalset\0,Site\n1,2\n", PLAIN.encode("utf-16-le")]
)
def test_nul_bytes_are_refused(tmp_path: Path, content: bytes) -> None:
    assert codes_of(tmp_path, content) == ["nul-bytes"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"sep=;\n", b" "])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert codes_of(tmp_path, content) == ["empty-file"]


@pytest.mark.parametrize("content", ["goalset,goalmet", "goalset,goalmet\n", "goalset,goalmet\n\n\n", "goalset\n"])
def test_a_header_without_rows_is_refused(tmp_path: Path, temporary: Path, content: str) -> None:
    assert codes_of(tmp_path, content) == ["no-rows"]


def test_a_file_of_one_column_is_read(tmp_path: Path) -> None:
    assert read_text(tmp_path, 'goalset\n1\n""\nAlways\n\n4.0\n').states == {"goalset": [1, 0, 5, 4]}


BLANK_ROWS = [",", ' ,"\t"', '"",""', "\u00a0,", ",\ufeff", '"\n\n",""', '""']


@pytest.mark.parametrize("row", BLANK_ROWS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_of_separators_and_white_space_only_is_no_respondent(tmp_path: Path, row: str, end: str) -> None:
    read = read_text(tmp_path, end.join(["goalset,goalmet", row, "1,2", row, row, "3,4", row, ""]))
    assert read.states == {"goalset": [1, 3], "goalmet": [2, 4]}
    assert read.responses.source.rows == 2
    assert "short-rows" not in read.notes


def test_blank_rows_do_not_shift_the_line_of_what_follows(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, ",,\ngoalset,goalmet,Site\n,,\n1,1,N\n,,\n8,1,N\n")
    assert (problem.place and problem.place.line, problem.message) == (6, problem.message)
    assert "row 2 of the data" in problem.message


def test_a_respondent_without_answers_but_with_something_else_in_the_row_stays(tmp_path: Path) -> None:
    read = read_text(tmp_path, "respondent,goalset,goalmet,Site\n1,,,\n,,,N\n,,,\n,1,,\n")
    assert read.states == {"goalset": [0, 0, 1], "goalmet": [0, 0, 0]}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("titles", ["Survey 2026\n", "Survey 2026\n\nexported, on Monday\n"])
def test_a_title_above_the_header_is_told_with_the_row_of_the_ids(tmp_path: Path, titles: str, separator: str) -> None:
    content = "respondent,goalset,goalmet\n1,2,3\n2,2,3\n".replace(",", separator)
    (problem,) = problems_of(tmp_path, titles + content)
    assert problem.code == "rows-above-header"
    assert f"row {titles.count(chr(10)) + 1}," in problem.message
    assert "delete the rows above it" in (problem.hint or "")


def test_a_single_id_below_the_first_row_does_not_make_a_header(tmp_path: Path) -> None:
    assert codes_of(tmp_path, "person,item,answer\n1,goalset,3\n1,goalmet,4\n") == ["no-item-columns"]


def test_a_blank_line_within_a_cell_is_no_blank_row(tmp_path: Path) -> None:
    read = read_text(tmp_path, 'goalcomment,goalset\n"a\n\n\nb",1\n"\n\n",2\n')
    assert read.states == {"goalset": [1, 2]}


def test_the_separator_is_the_one_that_gives_even_columns(tmp_path: Path) -> None:
    content = "goalset;note, remarks, more;goalmet\n1;one, two;2\n2;a, b, c, d;3\n3;;4\n"
    assert read_text(tmp_path, content).states == {"goalset": [1, 2, 3], "goalmet": [2, 3, 4]}


def test_a_single_endless_line_is_refused(tmp_path: Path) -> None:
    assert codes_of(tmp_path, b"goalset," * (1 << 21)) == ["row-without-end"]
    assert codes_of(tmp_path, b'goalset,Site\n1,"' + b"x" * (1 << 24)) == ["row-without-end"]


def test_a_file_with_lone_carriage_returns_longer_than_a_block_is_read(tmp_path: Path, temporary: Path) -> None:
    rows = 900_000
    read = read_text(tmp_path, "goalset,goalmet\r" + "3,Always\r" * rows)
    assert read.states == {"goalset": [3] * rows, "goalmet": [5] * rows}


def test_a_fault_far_into_a_large_file_is_found(tmp_path: Path, temporary: Path) -> None:
    rows = ["3,Ulm\n"] * 200_000
    rows[150_000] = "4\n"
    rows[160_000] = '5,"a, b"\n'
    read = read_text(tmp_path, "goalset,Site\n" + "".join(rows))
    assert sum(read.states["goalset"]) == 3 * 199_998 + 9
    assert read.groups["Site"][150_000] is None
    assert read.groups["Site"][160_000] == "a, b"
    rows[170_000] = "4,Kö\n"
    (problem,) = problems_of(tmp_path, ("goalset,Site\n" + "".join(rows)).encode("cp1252"))
    assert (problem.code, problem.place and problem.place.line) == ("not-utf-8", 170_002)


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
    ],
)
def test_files_of_another_kind_are_refused_by_name(tmp_path: Path, head: bytes, word: str) -> None:
    (problem,) = problems_of(tmp_path, head + b"\0" * 50)
    assert problem.code == "wrong-kind"
    assert word in problem.message
    assert problem.hint


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="this is a folder"):
        read_file(tmp_path)
    with pytest.raises(ExportError, match="cannot be read"):
        read_file(tmp_path / "missing.csv")


def test_a_name_with_wildcards_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "wave[1]*?.csv"
    path.write_text(PLAIN, encoding="utf-8")
    assert read_file(path).states == EXPECTED


def test_the_temporary_copy_is_private_and_goes_with_the_last_batch(tmp_path: Path, temporary: Path) -> None:
    path = written(tmp_path, PLAIN.encode("utf-16"))
    responses = read_export(path, instrument=INSTRUMENT, options=ReadOptions())
    (copy,) = temporary.iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    batches = responses.batches()
    next(batches)
    assert copy.exists()
    assert next(batches, None) is None
    assert not copy.exists()


def test_the_temporary_copy_goes_when_the_batches_are_given_up(tmp_path: Path, temporary: Path) -> None:
    path = written(tmp_path, PLAIN.encode("utf-16"))
    batches = read_export(path, instrument=INSTRUMENT, options=ReadOptions()).batches()
    next(batches)
    assert len(list(temporary.iterdir())) == 1
    del batches
    gc.collect()
    assert list(temporary.iterdir()) == []


def test_the_temporary_copy_goes_when_nothing_is_read_or_the_header_is_wrong(tmp_path: Path, temporary: Path) -> None:
    read_export(written(tmp_path, PLAIN.encode("utf-16")), instrument=INSTRUMENT, options=ReadOptions())
    gc.collect()
    assert list(temporary.iterdir()) == []
    assert codes_of(tmp_path, "a,b\n1,2\n".encode("utf-16")) == ["no-item-columns"]
    assert list(temporary.iterdir()) == []
    with pytest.raises(OptionError):
        read_text(tmp_path, PLAIN.encode("utf-16"), ReadOptions(form="none"))
    assert list(temporary.iterdir()) == []


def test_a_clean_file_is_read_where_it_lies(tmp_path: Path, temporary: Path) -> None:
    read_export(written(tmp_path, PLAIN.encode("utf-8-sig")), instrument=INSTRUMENT, options=ReadOptions())
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("content", [PLAIN.encode(), PLAIN.replace("\n", "\r").encode("utf-16")])
def test_standard_input_is_read_like_a_file(temporary: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    read = read_file(Path("-"))
    assert read.states == EXPECTED
    assert read.responses.source.name == "stdin"
    assert read.responses.source.sha256 == hashlib.sha256(content).hexdigest()


def test_a_pipe_is_read_like_a_file(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(path.write_bytes, PLAIN.encode())
        assert read_file(path).states == EXPECTED


def test_what_is_no_file_at_all_is_refused() -> None:
    with pytest.raises(ExportError, match="not-a-file"):
        read_file(Path("/dev/null"))
