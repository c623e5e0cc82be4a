"""The program as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.functional.command_line import write_export

import mentorscan

HEAVY = {"polars", "numpy", "scipy", "jinja2", "babel", "narwhals", "yaml", "rich.console", "mentorscan.pipeline"}
TYPER_READS_OPTIONS_WITH = "pydantic"


def program(
    *arguments: str, cwd: Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mentorscan", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        input=stdin,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_python_m_mentorscan_is_mentorscan(tmp_path: Path) -> None:
    ended = program("--version", cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, f"mentorscan {mentorscan.__version__}\n")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["score", "--help"], ["instrument", "--help"]])
def test_help_imports_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    script = "import sys; from mentorscan.cli.main import run; run(); sys.stderr.write(' '.join(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
    )
    assert "mentorscan" in ended.stdout
    heavy = HEAVY if len(arguments) > 1 else HEAVY | {TYPER_READS_OPTIONS_WITH}
    assert not heavy & set(ended.stderr.split())


def test_standard_output_can_be_the_next_standard_input(tmp_path: Path) -> None:
    export = write_export(tmp_path / "export.csv", people=24).read_text(encoding="utf-8")
    scored = program("score", "-", "--output", "-", cwd=tmp_path, stdin=export)
    reported = program("report", "-", "--format", "md", "--output", "-", cwd=tmp_path, stdin=scored.stdout)
    assert (scored.returncode, reported.returncode) == (0, 0)
    assert reported.stdout.startswith("<!-- mentorscan")


def test_a_terminal_without_unicode_still_gets_every_word(tmp_path: Path) -> None:
    ended = program("demo", cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ended.returncode == 0
    assert "Safety nets" in ended.stdout


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "mentorscan", "instrument", "schema"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        message = process.stderr.read()
    assert (process.returncode, message) == (0, b"")


def test_without_a_command_help_is_shown(tmp_path: Path) -> None:
    ended = program(cwd=tmp_path)
    assert "mentorscan demo" in ended.stdout + ended.stderr
