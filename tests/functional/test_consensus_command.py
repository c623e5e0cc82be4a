"""``mentorscan assess --consensus`` and ``--blind`` as their users meet them."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path

import pytest
import yaml
from tests.functional.command_line import Command
from tests.unit.interview.table import NAMES, PULSE, panel_files

A, B = PULSE[:2]


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    return panel_files(tmp_path, {A: 1, B: 1}, {A: {"value": 5, "note": "zebra"}}, {B: 4}, organisation="Example Ltd")


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))


def test_raters_talk_over_what_differs_and_get_one_result(
    mentorscan: Command, three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "2", "the plan is of May", "q")
    ended = mentorscan("assess", "--consensus", *three)
    assert (ended.code, ended.out) == (0, "")
    assert f"{NAMES[1]}: 5, Consistently true here" in ended.err
    assert f"mentorscan assess --consensus {three[0]} {three[1]} {three[2]}" in ended.err
    assert {each.name for each in (tmp_path / "consensus").iterdir() if not each.name.startswith(".")} == {
        "consensus.jsonl"
    }
    types(monkeypatch, "n", "no programme yet", "f")
    ended = mentorscan("assess", "--consensus", *three)
    assert ended.code == 0
    assert "One of them is agreed." in ended.err
    assert "Written: consensus/consensus.yaml" in ended.err
    agreed = yaml.safe_load((tmp_path / "consensus" / "consensus.yaml").read_text("utf-8"))
    assert agreed["answers"] == {
        A: {"value": 2, "reason": "the plan is of May"},
        B: {"opt_out": "not_applicable", "reason": "no programme yet"},
    }
    assert [each["rater"] for each in agreed["consensus"]] == list(NAMES)
    results = json.loads((tmp_path / "consensus" / "results.json").read_text("utf-8"))
    assert [each["agreed"]["reason"] for each in results["panel"]["discuss"]] == [
        "the plan is of May",
        "no programme yet",
    ]
    again = mentorscan("assess", *three, "consensus/consensus.yaml", "--output", "again")
    assert again.code == 0
    assert again.out == ended.out
    assert (tmp_path / "again" / "report.md").read_text("utf-8") == (tmp_path / "consensus" / "report.md").read_text(
        "utf-8"
    )


def test_a_blind_consensus_names_nobody(
    mentorscan: Command, three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "2", "the plan is of May", "s", "f")
    ended = mentorscan("assess", "--consensus", "--blind", "--language", "it", *three, "--output", "blind")
    assert ended.code == 0
    assert "3 persone: da 1 a 5." in ended.err
    assert "zebra" in ended.err
    written = sorted(each for each in (tmp_path / "blind").iterdir() if not each.name.startswith("."))
    assert len(written) == 5
    for each in written:
        text = each.read_text("utf-8")
        assert [name for name in NAMES if name in text] == [], each.name
    assert not any(name in ended.err + ended.out for name in NAMES)
    agreed = yaml.safe_load((tmp_path / "blind" / "consensus.yaml").read_text("utf-8"))
    assert agreed["rater"] == "Accordo tra 3 persone"
    assert all(set(each) == {"sha256"} for each in agreed["consensus"])


def test_three_files_can_be_scored_blind(mentorscan: Command, three: list[Path], tmp_path: Path) -> None:
    assert mentorscan("assess", "--blind", *three, "--output", "blind").code == 0
    results = json.loads((tmp_path / "blind" / "results.json").read_text("utf-8"))
    assert results["panel"]["blind"] is True
    assert [each["name"] for each in results["source"]["files"]] == ["rater-1", "rater-2", "rater-3"]


def test_where_nothing_differs_it_says_so_and_scores(mentorscan: Command, tmp_path: Path) -> None:
    files = panel_files(tmp_path, {}, {A: 4})
    ended = mentorscan("assess", "--consensus", *files)
    assert ended.code == 0
    assert "there is nothing to talk over" in ended.err
    written = {each.name for each in (tmp_path / "consensus").iterdir()}
    assert written == {"results.json", "report.html", "report.md"}


def test_the_leader_is_named_where_one_is_given(
    mentorscan: Command, three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "s", "s", "f")
    assert mentorscan("assess", "--consensus", "--rater", "Dora", *three).code == 0
    assert "rater: Dora\n" in (tmp_path / "consensus" / "consensus.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "files", "code"),
    [
        (("--consensus",), 0, "no-answers-given"),
        (("--blind",), 0, "no-answers-given"),
        (("--consensus",), 1, "consensus-of-one"),
        (("--consensus", "--blind"), 2, "too-few-to-be-blind"),
        (("--blind",), 2, "too-few-to-be-blind"),
        (("--consensus", "--resume", "consensus.jsonl"), 3, "answers-given"),
        (("--consensus", "--organisation", "Rossi"), 3, "answers-given"),
    ],
)
def test_what_does_not_go_together_is_refused(
    mentorscan: Command, three: list[Path], options: tuple[str, ...], files: int, code: str
) -> None:
    ended = mentorscan("assess", *options, *three[:files])
    assert ended.code == 2
    assert f"error[{code}]" in ended.err
    assert not (three[0].parent / "consensus").exists()


def test_a_consensus_is_not_talked_over_again(
    mentorscan: Command, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "s", "s", "f")
    assert mentorscan("assess", "--consensus", *three).code == 0
    ended = mentorscan("assess", "--consensus", *three, "consensus/consensus.yaml", "--output", "other")
    assert ended.code == 2
    assert "error[consensus-given]" in ended.err


def test_a_consensus_that_was_written_is_replaced_with_force_alone(
    mentorscan: Command, three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "2", "first", "s", "f")
    assert mentorscan("assess", "--consensus", *three).code == 0
    types(monkeypatch, "b", "b", "3", "second", "s", "f")
    assert "error[output-exists]" in mentorscan("assess", "--consensus", *three).err
    assert mentorscan("assess", "--consensus", "--force", *three).code == 0
    assert "reason: second" in (tmp_path / "consensus" / "consensus.yaml").read_text("utf-8")
