"""Text that people wrote for a report: paragraphs and lists with emphasis and links, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "heading", "bullet", "number", "quote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text within a block. ``link``: an http, https or mailto address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, quotation or line of a list, which has a ``level`` (0 the outermost), perhaps a number."""

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 0
    number: int | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(each.text for each in self.spans)
