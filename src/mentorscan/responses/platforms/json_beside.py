"""The JSON files beside an export, among which its definition may be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_LARGEST = 1 << 24
"""Definitions are small; larger files are exports."""


def documents(beside: Sequence[Path], *, export: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every file beside an export that is one JSON object, with what it holds; all others are passed over."""
    for path in beside:
        if path.name == export or path.suffix.lower() != ".json" or path.stat().st_size > _LARGEST:
            continue
        data = path.read_bytes()
        try:
            text = data.decode(json.detect_encoding(data)).lstrip("\ufeff \t\r\n")
            document = json.loads(text) if text.startswith("{") else None
        except (ValueError, RecursionError):
            continue
        if document is not None:
            yield path, document
