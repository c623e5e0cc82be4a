"""``mentorscan assess`` ended from outside: killed, terminated, its terminal closed; a full disk, a second program."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.functional.killing import SOURCE, killed_often
from tests.functional.terminal import terminal

KILLS = 15
"""``make kills`` does it three hundred times."""
ASSESS = ("assess", "--form", "pulse", "--rater", "Ånna", "--organisation", "Example Ltd")
RESUME = ("assess", "--resume", "assessment/journal.jsonl")


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **more}


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The real process, spoken to through pipes."""
    with subprocess.Popen(
        [sys.executable, "-m", "mentorscan", *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def typed(process: subprocess.Popen[str], *lines: str) -> None:
    assert process.stdin
    process.stdin.write("".join(f"{line}\n" for line in lines))
    process.stdin.flush()


def shown(process: subprocess.Popen[str], *, until: str) -> str:
    """What the process shows, to the end of the line that begins so."""
    assert process.stderr
    lines = []
    for line in process.stderr:
        lines.append(line)
        if line.startswith(until):
            return "".join(lines)
    raise AssertionError("".join(lines))


def answers(journal: Path) -> list[int]:
    """The values in a journal that is whole, in their order."""
    content = journal.read_bytes()
    assert content.endswith(b"\n")
    documents = [json.loads(line) for line in content.splitlines()]
    return [each["answer"]["value"] for each in documents if "set" in each]


def test_killed_again_and_again_it_loses_no_word(tmp_path: Path) -> None:
    found = killed_often(tmp_path, kills=KILLS, seed=8)
    assert found.killed == KILLS
    assert found.told > 0


@pytest.mark.parametrize(
    ("end", "code"), [(signal.SIGKILL, -9), (signal.SIGHUP, -1), (signal.SIGTERM, 130), (signal.SIGINT, 130)]
)
def test_whatever_signal_ends_it_the_journal_is_whole_and_no_traceback_is_shown(
    tmp_path: Path, end: signal.Signals, code: int
) -> None:
    with running(tmp_path, *ASSESS) as process:
        typed(process, "4", "2")
        shown(process, until="Kept: 2")
        process.send_signal(end)
        _, told = process.communicate()
    assert process.returncode == code
    assert "Traceback" not in told
    assert ("Everything that you answered is kept." in told) == (code == 130)
    assert answers(tmp_path / "assessment" / "journal.jsonl") == [4, 2]


def test_a_terminal_that_is_closed_ends_it_and_the_journal_is_whole(tmp_path: Path) -> None:
    with terminal(tmp_path, *ASSESS, "--plain") as at:
        for key, said in (("", "Press any key to begin."), (" ", "q quit"), ("4", "Kept: 4"), ("2", "Kept: 2")):
            at.press(key)
            at.wait_for(said)
        at.shut()
        assert at.end() == -signal.SIGHUP
    assert answers(tmp_path / "assessment" / "journal.jsonl") == [4, 2]


def test_a_second_program_is_refused_and_the_lock_of_a_killed_one_holds_nobody_up(tmp_path: Path) -> None:
    with running(tmp_path, *ASSESS) as first:
        typed(first, "4")
        shown(first, until="Kept: 4")
        with running(tmp_path, *RESUME) as second:
            _, told = second.communicate("2\n")
        assert (second.returncode, "error[journal-in-use]" in told) == (2, True)
        first.kill()
        first.wait()
    assert (tmp_path / "assessment" / ".journal.jsonl.lock").exists()
    with running(tmp_path, *RESUME) as third:
        _, told = third.communicate("2\nq\n")
    assert (third.returncode, "Kept: 2" in told) == (0, True)
    assert answers(tmp_path / "assessment" / "journal.jsonl") == [4, 2]


def test_on_a_full_disk_it_says_so_and_keeps_the_same_answer_once_there_is_room(tmp_path: Path) -> None:
    journal = tmp_path / "assessment" / "journal.jsonl"
    with running(tmp_path, *ASSESS) as process:
        typed(process, "4")
        shown(process, until="Kept: 4")
        typed(process, "t", "a first note")
        shown(process, until="Kept: a first note")
        before = journal.read_bytes()
        limits = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (len(before) + 30, limits[1]))
        typed(process, "t", "a second note")
        assert "larger than is allowed" in shown(process, until="Not kept: ")
        assert journal.read_bytes() == before
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, limits)
        typed(process, "t", "a second note")
        shown(process, until="Kept: a second note")
        assert json.loads(journal.read_bytes().removeprefix(before))["answer"]["note"] == "a second note"
        _, told = process.communicate("q\n")
    assert (process.returncode, "Traceback" in told) == (0, False)
