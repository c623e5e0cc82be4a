"""Maps: what a person has said about the columns and cells of an export, and drafts of such maps."""

from __future__ import annotations

from mentorscan.responses.mapping.load import load_map
from mentorscan.responses.mapping.model import ColumnMap

__all__ = ["ColumnMap", "load_map"]
