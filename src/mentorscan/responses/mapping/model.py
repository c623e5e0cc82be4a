"""A map as the readers see it: checked against the instrument, every name in it known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mentorscan.errors import Place

NAMED: Final = ("item", "segment", "comment")
"""What a column may be that has an id."""

UNNAMED: Final = ("respondent", "weight", "submitted", "language", "ignore")
"""What a column may be otherwise; one column each, but for ``ignore``."""

DELIMITERS: Final = (",", ";", "\t", "|", ":")
"""What may stand between the cells of a text file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """What a person has said about an export.

    ``columns``: header -> what its column is (one of ``NAMED`` or ``UNNAMED``) and its id, ``""`` for the unnamed.
    ``values``: scale -> cell -> the state that it means: a point's value as text, an opt-out's code or ``blank``.
    ``groups``: segment -> cell -> group. ``drop``: headers, each with the cells of rows that are no respondents.
    ``skip``: how many rows stand above the header. ``places``: header -> where it stands in the map.
    """

    path: Path
    platform: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    language: str | None = None
    skip: int = 0
    drop: tuple[tuple[str, tuple[str, ...]], ...] = ()
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
