"""A project file to begin with: valid, commented key by key, its examples switched off."""

from __future__ import annotations

from pathlib import Path

from mentorscan.errors import OutputError, Place, Problem
from mentorscan.files import check_outputs, write_whole
from mentorscan.instrument.load import PROJECT_FILE

_TEXT = Path(__file__).resolve().parent / "starter.yaml"


def write_project(folder: Path) -> Path:
    """A new ``mentorscan.yaml`` in a folder, which is made where missing; other files in it do not matter.

    Raises:
        OutputError: where there is one already, which is never replaced, or where it cannot be written.
    """
    path = folder / PROJECT_FILE
    if path.exists() or path.is_symlink():
        hint = "edit that one, or give another folder: mentorscan init DIR"
        raise OutputError(Problem("output-exists", "there is a project file already", Place(str(path)), hint=hint))
    check_outputs([path], force=False)
    write_whole(path, _TEXT.read_text(encoding="utf-8"), force=False)
    return path
