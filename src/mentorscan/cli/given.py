"""The answers that an assessment is scored from: files that were named, or that have just been written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, kw_only=True)
class Given:
    """Answer files, the language in which they were answered as far as it is known, and which were written just now."""

    files: Sequence[Path]
    language: str | None
    written: tuple[Path, ...] = ()


def answer_files(paths: Iterable[Path]) -> list[Path]:
    """The answer files that were named; in place of a folder those in it, by name (itself where it has none).

    Of the workbooks in a folder only those that were filled in as entry sheets, or cannot be opened.
    """
    from mentorscan.interview.sheet_book import ENDINGS as WORKBOOKS
    from mentorscan.interview.sheet_book import may_be_entry_sheet

    def is_answers(file: Path) -> bool:
        ending = file.suffix.lower()
        return file.is_file() and (ending in ENDINGS or (ending in WORKBOOKS and may_be_entry_sheet(file)))

    def inside(folder: Path) -> list[Path]:
        return sorted(filter(is_answers, folder.iterdir()))

    return [each for path in paths for each in ((inside(path) or [path]) if path.is_dir() else [path])]
