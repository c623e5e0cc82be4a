"""How a report is to look: its accent colour and its logo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

ACCENT: Final = "#1d4f7c"
"""The colour of headings' figures, links and rules where nobody asks for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture for the top of the report: its bytes, and what stands for it where it is not seen."""

    data: bytes
    kind: Literal["png", "jpeg"]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """``accent``: ``#rrggbb``, ``None`` for mentorscan's own; ``logo``: none where it is ``None``."""

    accent: str | None = None
    logo: Logo | None = None


OWN_DESIGN: Final = Design()
"""How a report looks where nobody asks for anything else."""
