from pathlib import Path

import pytest
from tests.functional.command_line import Command

from mentorscan.registry import REPORT_FORMATS

FILES = {"export.csv", "results.json", *(f"report.{each}" for each in REPORT_FORMATS)}


@pytest.mark.parametrize(("language", "word"), [("en", "invented"), ("it", "inventati")])
def test_the_demo_writes_everything_and_says_that_it_is_invented(
    mentorscan: Command, tmp_path: Path, language: str, word: str
) -> None:
    ended = mentorscan("demo", "--language", language)
    assert ended.code == 0
    assert {path.name for path in (tmp_path / "demo").iterdir()} == FILES
    assert "report.html" in ended.err
    for name in ("report.html", "report.md", "results.json"):
        assert word in (tmp_path / "demo" / name).read_text(encoding="utf-8")


def test_the_demo_prints_a_profile_of_eight_hallmarks_in_80_columns(mentorscan: Command) -> None:
    lines = mentorscan("demo").out.splitlines()
    assert sum("█" in line for line in lines) == 8
    assert all(len(line) <= 80 for line in lines)


def test_a_demo_is_repeated_only_with_force(mentorscan: Command) -> None:
    assert mentorscan("demo", "here").code == 0
    assert mentorscan("demo", "here").code == 2
    assert mentorscan("demo", "here", "--force").code == 0


def test_a_folder_with_files_of_others_is_refused(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "letter.txt").write_text("Dear", encoding="utf-8")
    ended = mentorscan("demo", "--force")
    assert ended.code == 2
    assert "letter.txt" in ended.err
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["letter.txt"]


def test_the_demo_tells_its_story(mentorscan: Command) -> None:
    out = mentorscan("demo").out
    assert out.count("● consistent") >= 2
    assert "Safety nets" in out.splitlines()[0]
