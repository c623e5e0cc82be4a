"""Files that leave the gate: pseudonyms under a key of the user's own, and a tally to hand on."""

from __future__ import annotations

import csv
import json
import stat
import sys
from pathlib import Path

import pytest
from tests.functional.command_line import Command


def names(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as stream:
        return [row["respondent"] for row in csv.DictReader(stream)]


def test_the_key_of_the_pseudonyms_is_made_once_for_its_owner_alone_and_used_again(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    first = mentorscan("score", export, "--respondents", "one.csv", "--key", "mine/pseudonyms.key")
    assert first.code == 0, first.err
    assert "pseudonyms.key" in first.err
    assert "has not passed the disclosure gate" in first.err
    assert mentorscan("score", export, "--respondents", "two.csv", "--key", "mine/pseudonyms.key").code == 0
    assert mentorscan("score", export, "--respondents", "three.csv", "--key", "other.key").code == 0
    assert names(tmp_path / "one.csv") == names(tmp_path / "two.csv")
    assert not set(names(tmp_path / "one.csv")) & set(names(tmp_path / "three.csv"))
    assert "p0" not in names(tmp_path / "one.csv")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "mine" / "pseudonyms.key").stat().st_mode) == 0o600


def test_without_a_named_key_it_stands_in_the_users_settings(
    mentorscan: Command, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "settings"))
    assert mentorscan("score", export, "--respondents", "one.csv").code == 0
    (key,) = (tmp_path / "home").rglob("pseudonyms.key")
    assert key.is_file()


@pytest.mark.parametrize("text", ["", "secret", "# only a comment\n", "zz" * 32, "ab" * 31])
def test_a_file_that_is_no_key_is_left_alone_and_told(
    mentorscan: Command, export: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "my.key").write_text(text, encoding="utf-8")
    ended = mentorscan("score", export, "--respondents", "one.csv", "--key", "my.key")
    assert ended.code == 2
    assert "no-key" in ended.err
    assert (tmp_path / "my.key").read_text(encoding="utf-8") == text
    assert not (tmp_path / "one.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--key", "my.key"], "ids-of-no-file"),
        (["--keep-ids"], "ids-of-no-file"),
        (["--respondents", "one.csv", "--keep-ids", "--key", "my.key"], "ids-and-key"),
        (["--safe"], "safe-without-tally"),
    ],
)
def test_options_that_do_nothing_are_told(mentorscan: Command, export: Path, arguments: list[str], code: str) -> None:
    ended = mentorscan("score", export, *arguments)
    assert ended.code == 2
    assert code in ended.err


def test_a_tally_to_hand_on_says_what_it_is(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    ended = mentorscan("score", export, "--tally", "safe.json", "--safe")
    assert ended.code == 0, ended.err
    assert "personal data" not in ended.err
    assert (
        "safe.json holds small groups folded together; merged, it gives other figures and cannot be raked." in ended.err
    )
    document = json.loads((tmp_path / "safe.json").read_text(encoding="utf-8"))
    assert document["schema"] == "mentorscan/tally/1"
    assert "personal data" not in document["notice"]
    assert mentorscan("score", export, "--tally", "full.json").code == 0
    assert "personal data" in json.loads((tmp_path / "full.json").read_text(encoding="utf-8"))["notice"]
