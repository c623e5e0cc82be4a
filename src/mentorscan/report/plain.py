"""Text from outside as one line of plain text, so that no title or statement can disturb what stands around it."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import bidirectional, category

DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that switch the direction of writing, also of what stands behind them."""

_ISOLATE, _END = "\u2068", "\u2069"


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    r"""The text without control characters, its white space collapsed, and where it runs right to left, isolated.

    Characters that switch the direction of writing are left out, because one that is not closed would turn round the
    rest of the sentence; a text with right-to-left letters is isolated instead, so that it still reads as written.

    >>> plain("  Sales\n and \x07service ")
    'Sales and service'
    >>> plain("\u05de\u05db") == "\u2068\u05de\u05db\u2069"
    True
    """
    kept = "".join(_character(each) for each in text if each not in DIRECTIONS)
    line = re.sub(r"\s+", " ", kept).strip()
    runs_left = any(bidirectional(each) in {"R", "AL"} for each in line)
    return f"{_ISOLATE}{line}{_END}" if runs_left else line


def shortened(text: str, *, length: int) -> str:
    """The text, or as much of it as fits into ``length`` characters, with an ellipsis.

    >>> shortened("Education and training", length=12)
    'Education…'
    """
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def _character(each: str) -> str:
    """A character as it may stand in a report: line breaks become spaces, controls nothing, half characters a mark."""
    if each.isspace():
        return " "
    kind = category(each)
    if kind == "Cs":
        return "\ufffd"
    return "" if kind == "Cc" else each
