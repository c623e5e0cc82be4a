import errno
import gzip
import os
import stat
from pathlib import Path

import polars as pl
import pytest

from mentorscan.errors import OutputError
from mentorscan.files import check_folder, check_outputs, is_ours, whole_file, write_whole

RESULTS = '{\n  "schema": "mentorscan/results/1",\n  "tool": {}\n}\n'

OURS = {
    "results.json": RESULTS.encode(),
    "bom.json": b"\xef\xbb\xbf" + RESULTS.encode(),
    "tally.json.gz": gzip.compress(b'{"schema": "mentorscan/tally/1", "sums": []}'),
    "report.html": b'<!doctype html>\n<html lang="en"><head>\n<meta name="generator" content="mentorscan 0.1.0">',
    "report.md": b"<!-- mentorscan 0.1.0 -->\n# Report\n",
    "respondents.csv": b"respondent,file,demand,overall\n1,a.csv,3.5,62.5\n",
    "demo.csv": b"respondent,department,demgoals\ndemo-0001,Sales,4\n",
}
OTHERS = {
    "results.json": b'{"title": "mentorscan/results/1", "schema": "http://json-schema.org"}',
    "nested.json": b'{"a": {"schema": "mentorscan/results/1"}}',
    "broken.json.gz": b"\x1f\x8b\x08\x00broken",
    "report.html": b"<!doctype html><title>Our mentoring</title>",
    "notes.md": b"# mentorscan\n",
    "export.csv": b"respondent,department,demgoals\n17,Sales,4\n",
    "answers.csv": b"respondent,file,demand\n1,a.csv,3.5\n",
    "table.parquet": b"PAR1 something PAR1",
    "empty.json": b"",
    "binary": bytes(range(256)),
}


def codes(error: OutputError) -> list[str]:
    return [problem.code for problem in error.problems]


@pytest.mark.parametrize("name", OURS)
def test_a_file_with_our_signature_is_ours(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(OURS[name])
    assert is_ours(path)


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_without_our_signature_is_not_ours(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(OTHERS[name])
    assert not is_ours(path)


def test_a_parquet_file_is_ours_by_its_metadata(tmp_path: Path) -> None:
    frame = pl.DataFrame({"respondent": ["1"], "file": ["a"], "overall": [50.0]})
    frame.write_parquet(tmp_path / "ours.parquet", metadata={"mentorscan": "respondents/1"})
    frame.write_parquet(tmp_path / "theirs.parquet")
    assert is_ours(tmp_path / "ours.parquet")
    assert not is_ours(tmp_path / "theirs.parquet")


def test_text_is_written_as_utf_8_with_its_line_ends_into_folders_that_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "report.md", "Perché\n", force=False)
    assert (tmp_path / "a" / "b" / "report.md").read_bytes() == "Perché\n".encode()


def test_a_file_gets_the_permissions_that_were_asked_for(tmp_path: Path) -> None:
    write_whole(tmp_path / "private.csv", b"x", force=False, mode=0o600)
    assert stat.S_IMODE((tmp_path / "private.csv").stat().st_mode) == 0o600


def test_our_own_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    write_whole(path, RESULTS, force=False)
    with pytest.raises(OutputError) as caught:
        write_whole(path, RESULTS + " ", force=False)
    assert codes(caught.value) == ["output-exists"]
    assert path.read_text() == RESULTS
    write_whole(path, RESULTS + " ", force=True)
    assert path.read_text() == RESULTS + " "


def test_a_file_of_others_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text("my notes")
    with pytest.raises(OutputError) as caught:
        write_whole(path, RESULTS, force=True)
    assert codes(caught.value) == ["output-not-ours"]
    assert path.read_text() == "my notes"


def test_a_failure_on_the_way_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text(RESULTS)

    def write_half() -> None:
        with whole_file(path, force=True) as draft:
            draft.write_text("half of")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert path.read_text() == RESULTS
    assert [each.name for each in tmp_path.iterdir()] == ["results.json"]


def test_a_full_disk_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    with pytest.raises(OutputError) as caught, whole_file(path, force=False):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    (problem,) = caught.value.problems
    assert "disk is full" in problem.message
    assert problem.hint is not None
    assert problem.hint.startswith("free some space")
    assert problem.place is not None
    assert problem.place.file == str(path)
    assert list(tmp_path.iterdir()) == []


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    link = tmp_path / "results.json"
    link.symlink_to(tmp_path / "shared" / "results.json")
    write_whole(link, RESULTS, force=False)
    assert link.is_symlink()
    assert (tmp_path / "shared" / "results.json").read_text() == RESULTS


def test_everything_that_stands_in_the_way_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "mine.md").write_text("mine")
    (tmp_path / "old.json").write_text(RESULTS)
    outputs = [tmp_path / "folder", tmp_path / "mine.md", tmp_path / "old.json", tmp_path / "mine.md" / "below.md"]
    with pytest.raises(OutputError) as caught:
        check_outputs(outputs, force=False)
    assert codes(caught.value) == ["output-is-folder", "output-not-ours", "output-exists", "output-unwritable"]


def test_two_outputs_of_one_name_are_refused_however_they_are_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        check_outputs([tmp_path / "a.json", tmp_path / "b" / ".." / "a.json"], force=True)
    assert codes(caught.value) == ["output-twice"]


def test_an_output_that_is_an_input_is_refused_even_with_force(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text(RESULTS)
    with pytest.raises(OutputError) as caught:
        check_outputs([tmp_path / "results.json"], force=True, inputs=[tmp_path / "." / "results.json"])
    assert codes(caught.value) == ["output-is-input"]


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(OutputError) as caught:
        check_outputs([Path(os.devnull)], force=True)
    assert codes(caught.value) == ["output-not-a-file"]


def test_checking_makes_nothing(tmp_path: Path) -> None:
    check_outputs([tmp_path / "new" / "deep" / "report.html", tmp_path / "results.json"], force=False)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        check_outputs([tmp_path / ("x" * 300)], force=False)
    assert "too long" in caught.value.problems[0].message


def test_a_folder_is_ours_when_it_is_missing_empty_or_full_of_our_files(tmp_path: Path) -> None:
    check_folder(tmp_path / "new")
    check_folder(tmp_path)
    (tmp_path / "results.json").write_text(RESULTS)
    check_folder(tmp_path)


def test_a_folder_with_anything_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text(RESULTS)
    (tmp_path / "letter.txt").write_text("Dear")
    (tmp_path / "below").mkdir()
    with pytest.raises(OutputError) as caught:
        check_folder(tmp_path)
    assert [Path(str(problem.place)).name for problem in caught.value.problems] == ["below", "letter.txt"]
