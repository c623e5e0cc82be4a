"""The one definition of a survey beside its export, among those that could be it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.text import listed

Read = TypeVar("Read")


def agreed(fitting: Mapping[str, Read], *, export: str, kind: str) -> Read | None:
    """What all the definitions that fit an export say, or ``None`` where there is none.

    ``fitting``: the name of each file -> what it says of the export's columns. ``kind``: what such a file is, in words.
    Raises ``ExportError`` where they disagree.
    """
    said = list(fitting.values())
    if any(each != said[0] for each in said[1:]):
        found = f"more than one {kind} beside it fits, and they disagree: {listed(fitting)}"
        hint = "leave only the one that the survey was fielded with in the folder"
        raise ExportError(Problem("definitions-disagree", found, Place(export), f"one {kind}", hint))
    return said[0] if said else None
