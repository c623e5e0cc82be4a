"""The map of an export's columns and cells, where its headers do not say what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """What a map file says."""

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
