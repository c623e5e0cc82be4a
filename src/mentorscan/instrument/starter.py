"""A small instrument to begin with: valid, commented key by key, and fit to be scored as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentorscan.errors import OutputError, Place, Problem
from mentorscan.files import check_outputs, write_whole

_FILES = Path(__file__).resolve().parent / "starter_files"


def write_starter(folder: Path) -> tuple[Path, ...]:
    """The files of a small instrument, ``instrument.yaml`` first, written into a folder that is made where missing.

    Raises:
        OutputError: where one of the files is there already, or cannot be written; then none is written.
    """
    sources = sorted(_FILES.glob("*.yaml"), key=lambda source: (source.name != "instrument.yaml", source.name))
    targets = tuple(folder / source.name for source in sources)
    check_new(targets)
    for source, target in zip(sources, targets, strict=True):
        write_whole(target, source.read_text(encoding="utf-8"), force=False)
    return targets


def check_new(paths: Sequence[Path]) -> None:
    """Nothing, if none of these files is there and all can be written.

    Raises:
        OutputError: with everything that stands in the way.
    """
    present = [path for path in paths if path.exists() or path.is_symlink()]
    if present:
        raise OutputError(
            Problem("output-exists", "the file exists", Place(str(path)), hint="choose a new or an empty folder")
            for path in present
        )
    check_outputs(paths, force=False)
