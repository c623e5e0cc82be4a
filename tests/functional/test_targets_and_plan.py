"""Targets and plan from the keys of a rater to every report, as users meet them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.functional.command_line import Command
from tests.functional.test_assess_command import BUILT_IN, PULSE, Typing, lines_for

from mentorscan.interview.answer_reading import read_answer_files

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
LOW = frozenset({"safcontact", "safchange"})


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    return Typing(monkeypatch)


def rated() -> list[str]:
    """A whole pulse in keys: safety nets are the weakest hallmark."""
    typed, items = [], list(PULSE)
    for line in lines_for(PULSE, key="3"):
        if line:
            typed.append("2" if items.pop(0) in LOW else line)
        else:
            typed.append(line)
    return typed


SAID = {
    "en": ("31 March 2027", "One hallmark is below its target: Safety nets (35 points to go)."),
    "it": ("31 marzo 2027", "Un tratto distintivo è sotto l'obiettivo: Reti di sicurezza (mancano 35 punti)."),
}


@pytest.mark.parametrize("language", SAID)
def test_a_pulse_with_targets_and_a_plan_through_a_pipe(
    mentorscan: Command, typing: Typing, tmp_path: Path, language: str
) -> None:
    hostile = "<script>alert(1)</script>"
    plan = ["p", "4", "1", "", "Anna Bianchi", "31/03/2027", "=cmd()", "a", hostile, "", "", "", "f"]
    typing("Example Ltd", "A. Rater", *rated(), *plan, "f", "f")
    formats = [each for name in ("html", "md", "pdf", "docx", "pptx", "xlsx", "csv") for each in ("--format", name)]
    ended = mentorscan("assess", "--form", "pulse", "--language", language, "--output", "here", *formats)
    assert ended.code == 0, ended.err
    answers = yaml.safe_load((tmp_path / "here" / "answers.yaml").read_text("utf-8"))
    assert answers["targets"] == {"safety_nets": "established"}
    advice = BUILT_IN.items[answers["plan"][0]["item"]].advice
    assert advice
    assert answers["plan"][0]["action"] == advice[language]
    results = json.loads((tmp_path / "here" / "results.json").read_text("utf-8"))
    assert [each["action"] for each in results["plan"]] == [advice[language], hostile]
    assert results["plan"][0]["due"] == "2027-03-31"
    report = (tmp_path / "here" / "report.md").read_text("utf-8")
    assert all(each in report for each in SAID[language])
    assert "<script>" not in report


def test_whoever_stops_in_the_plan_goes_on_there_and_a_scored_file_gives_the_same_plan(
    mentorscan: Command, typing: Typing, tmp_path: Path
) -> None:
    typing("Example Ltd", "A. Rater", *rated(), "p", "4", "1", "", "Anna")
    assert mentorscan("assess", "--form", "pulse").code == 130
    typing("c", "1", "", "", "2027-03-31", "fewer calls", "f", "f")
    ended = mentorscan("assess", "--resume", "assessment/journal.jsonl")
    assert ended.code == 0, ended.err
    first = json.loads((tmp_path / "assessment" / "results.json").read_text("utf-8"))
    assert [(each["owner"], each["due"], each["sign"]) for each in first["plan"]] == [
        ("Anna", "2027-03-31", "fewer calls")
    ]
    typing()
    assert mentorscan("assess", "assessment/answers.yaml", "--output", "again").code == 0
    again = json.loads((tmp_path / "again" / "results.json").read_text("utf-8"))
    assert again["plan"] == first["plan"]
    assert [each["target"] for each in again["hallmarks"]] == [each["target"] for each in first["hallmarks"]]


def test_raters_with_different_targets_are_told_so(mentorscan: Command, typing: Typing, tmp_path: Path) -> None:
    for rater, key in (("Anna", "4"), ("Bruno", "5")):
        typing("Example Ltd", rater, *rated(), "p", key, "f", "f", "f")
        assert mentorscan("assess", "--form", "pulse", "--output", rater).code == 0
    typing()
    ended = mentorscan("assess", "Anna/answers.yaml", "Bruno/answers.yaml", "--output", "both", "--format", "md")
    assert ended.code == 0
    told = "none counts for Safety nets (Anna: Established; Bruno: Sustained)."
    assert told in " ".join(ended.err.split())
    report = (tmp_path / "both" / "report.md").read_text("utf-8")
    assert "so none counts: Safety nets (Anna: Established; Bruno: Sustained)." in report


def test_the_answer_file_in_the_page_on_formats_is_read_with_its_targets_and_plan(
    mentorscan: Command, tmp_path: Path
) -> None:
    section = PAGE[PAGE.index("\n## Answer file\n") : PAGE.index("\n### Consensus\n")]
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    (tmp_path / "answers.yaml").write_text(example, encoding="utf-8")
    (read,) = read_answer_files([tmp_path / "answers.yaml"], instrument=BUILT_IN)
    assert read.file.targets == {"accountability": "established"}
    assert read.file.answers["accroles"].confidence == "high"
    (action,) = read.file.plan
    assert (action.item, action.due) == ("accowner", "2027-03-31")
    assert all(action.model_dump().values())
    assert mentorscan("assess", "answers.yaml", "--output", "out").code == 0
