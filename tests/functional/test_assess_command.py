"""``mentorscan assess`` as its users meet it: questions on stderr, answers from a pipe or files, then a report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from tests.functional.command_line import Command

from mentorscan.instrument.catalogue import open_instrument

SOURCE = Path(__file__).resolve().parents[2] / "src"
BUILT_IN = open_instrument(None)
PULSE = BUILT_IN.form_items("pulse")


def lines_for(items: tuple[str, ...], *, key: str = "4") -> list[str]:
    """What is typed to answer these items one after the other: a key each, and no comment after a hallmark."""
    typed = []
    for item, following in zip(items, (*items[1:], None), strict=True):
        typed.append(key)
        questionnaire = BUILT_IN.questionnaire_of[item]
        if following is None or BUILT_IN.questionnaire_of[following] is not questionnaire:
            typed.append("")
    return typed


class Typing:
    """``typing(*lines)``: what is typed into the next command."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, *lines: str) -> None:
        self._monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    return Typing(monkeypatch)


def test_a_stranger_gets_from_nothing_to_a_report_of_their_own(
    mentorscan: Command, typing: Typing, tmp_path: Path
) -> None:
    typing("Example Ltd", "A. Rater", *lines_for(PULSE), "f")
    ended = mentorscan("assess", "--form", "pulse")
    assert ended.code == 0
    assert ended.out.startswith("All eight hallmarks are consistently present.")
    folder = tmp_path / "assessment"
    written = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    assert written == {"answers.yaml", "journal.jsonl", "results.json", "report.html", "report.md"}
    for name in written - {"journal.jsonl"}:
        assert f"Written: assessment/{name}" in ended.err
    results = json.loads((folder / "results.json").read_text("utf-8"))
    assert results["source"]["kind"] == "assessment"
    assert results["overall"]["index"] == 75
    assert results["hallmarks"][0]["reliability"] is None


def test_quit_and_go_on_in_italian(mentorscan: Command, typing: Typing, tmp_path: Path) -> None:
    typing("Rossi", "Anna", *lines_for(PULSE)[:2], "q")
    ended = mentorscan("assess", "--form", "pulse", "--language", "it", "--output", "here")
    assert (ended.code, ended.out) == (0, "")
    assert "mentorscan assess --resume here/journal.jsonl" in ended.err
    assert not (tmp_path / "here" / "results.json").exists()
    typing(*lines_for(PULSE)[2:], "f")
    ended = mentorscan("assess", "--resume", "here/journal.jsonl", "--format", "md")
    assert ended.code == 0
    assert "Tratto distintivo" in ended.out
    report = (tmp_path / "here" / "report.md").read_text("utf-8")
    assert "Valutazione di Anna" in report


def test_a_pipe_that_ends_early_is_an_interruption(mentorscan: Command, typing: Typing) -> None:
    typing("Example Ltd", "A. Rater", "4")
    ended = mentorscan("assess")
    assert ended.code == 130
    assert "mentorscan assess --resume assessment/journal.jsonl" in ended.err


def test_names_that_are_given_are_not_asked_for(mentorscan: Command, typing: Typing, tmp_path: Path) -> None:
    typing("q")
    mentorscan("assess", "--rater", "A. Rater", "--organisation", "Example Ltd")
    header = json.loads((tmp_path / "assessment" / "journal.jsonl").read_text("utf-8").splitlines()[0])
    assert (header["rater"], header["organisation"], header["form"]) == ("A. Rater", "Example Ltd", "full")


def test_the_project_names_the_organisation_and_the_language(
    mentorscan: Command, typing: Typing, tmp_path: Path
) -> None:
    (tmp_path / "mentorscan.yaml").write_text(
        "schema: 1\norganisation: Rossi\nreport: {language: it, formats: [md]}\n", encoding="utf-8"
    )
    typing("Anna", *lines_for(PULSE), "f")
    ended = mentorscan("assess", "--form", "pulse")
    assert ended.code == 0
    assert "Using project file mentorscan.yaml" in ended.err
    report = (tmp_path / "assessment" / "report.md").read_text("utf-8")
    assert "Rossi · Valutazione di Anna" in report
    assert not (tmp_path / "assessment" / "report.html").exists()


def test_answer_files_are_scored_without_asking(mentorscan: Command, typing: Typing, tmp_path: Path) -> None:
    for rater, key in (("Anna", "4"), ("Bruno", "2")):
        typing("Example Ltd", rater, *lines_for(PULSE, key=key), "f")
        assert mentorscan("assess", "--form", "pulse", "--output", rater).code == 0
    typing()
    ended = mentorscan("assess", "Anna/answers.yaml", "Bruno/answers.yaml", "--output", "both")
    assert ended.code == 0
    assert "Index: 50 (level Developing)" in ended.out
    results = json.loads((tmp_path / "both" / "results.json").read_text("utf-8"))
    assert [each["rater"] for each in results["source"]["raters"]] == ["Anna", "Bruno"]
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.yaml").write_bytes((tmp_path / "Anna" / "answers.yaml").read_bytes())
    assert mentorscan("assess", "files").code == 0


def test_a_survey_export_is_refused_and_sent_to_score(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("assess", export)
    assert (ended.code, ended.out) == (2, "")
    assert "error[not-answers]" in ended.err
    assert "mentorscan score" in ended.err


def test_what_stands_in_the_way_is_told_before_anything_is_asked(
    mentorscan: Command, typing: Typing, tmp_path: Path
) -> None:
    folder = tmp_path / "assessment"
    folder.mkdir()
    (folder / "report.html").write_text("mine", encoding="utf-8")
    typing("Example Ltd", "A. Rater", "4")
    ended = mentorscan("assess")
    assert ended.code == 2
    assert "error[output-not-ours]" in ended.err
    assert "Which organisation" not in ended.err
    assert not (folder / "journal.jsonl").exists()


def test_options_that_do_not_go_with_answer_files_are_refused(mentorscan: Command) -> None:
    ended = mentorscan("assess", "answers.yaml", "--rater", "A")
    assert ended.code == 2
    assert "error[answers-given]" in ended.err


def test_a_finished_assessment_can_be_changed(mentorscan: Command, typing: Typing, tmp_path: Path) -> None:
    typing("Example Ltd", "A. Rater", *lines_for(PULSE), "f")
    mentorscan("assess", "--form", "pulse")
    typing("g", "b", "1", "", "f")
    told = mentorscan("assess").err
    assert "error[assessment-finished]: an assessment was finished here: Example Ltd by A. Rater" in told
    ended = mentorscan("assess", "--force")
    assert ended.code == 0
    answers = (tmp_path / "assessment" / "answers.yaml").read_text("utf-8")
    assert f"{PULSE[-1]}: 1" in answers


def test_reports_can_be_made_again_from_the_results(mentorscan: Command, typing: Typing) -> None:
    typing("Example Ltd", "A. Rater", "t", "a note to find", *lines_for(PULSE), "f")
    mentorscan("assess", "--form", "pulse")
    ended = mentorscan("report", "assessment/results.json", "--format", "md", "--output", "-")
    assert "Note: a note to find" in ended.out.replace("\\", "")


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The real process, spoken to through pipes."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "mentorscan", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("end", [each for each in signal.Signals if each.name in {"SIGKILL", "SIGHUP", "SIGTERM"}])
def test_whatever_ends_the_process_half_way_nothing_is_lost(tmp_path: Path, end: signal.Signals) -> None:
    typed = ["Example Ltd", "Ånna", "e", "seen on paper", *lines_for(PULSE)[:8]]
    kept = 0
    with running(tmp_path, "assess", "--form", "pulse") as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write("".join(f"{line}\n" for line in typed))
        process.stdin.flush()
        for line in process.stderr:
            kept += line.startswith("Kept: 4")
            if kept == typed.count("4"):
                break
        process.send_signal(end)
        process.wait()
    with running(tmp_path, "assess", "--resume", "assessment/journal.jsonl") as process:
        rest = [*lines_for(PULSE)[8:], "j", "4", "", "f"]
        _, told = process.communicate("".join(f"{line}\n" for line in rest))
    answers = (tmp_path / "assessment" / "answers.yaml").read_text("utf-8")
    assert "evidence: seen on paper" in answers
    assert answers.count(": 4\n") >= kept, told
    assert process.returncode == 0, told
