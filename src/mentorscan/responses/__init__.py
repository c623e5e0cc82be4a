"""What was answered: any survey export, aligned to an instrument, in batches of small integers."""

from __future__ import annotations

from mentorscan.responses.read import read_export, read_frame

__all__ = ["read_export", "read_frame"]
