"""The command line as its users meet it: arguments in, stdout, stderr and an exit code out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.functional.command_line import Command, Ended, write_export

from mentorscan.cli.main import run


@pytest.fixture
def mentorscan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """``mentorscan(*arguments)`` as typed in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")

    def command(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["mentorscan", *map(str, arguments)])
        capfd.readouterr()
        code = run()
        captured = capfd.readouterr()
        return Ended(code, captured.out, captured.err)

    return command


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A small clean export: two departments of twelve."""
    return write_export(tmp_path / "export.csv", people=24)
