"""Names compared as survey cells and columns are: by what a reader sees, not by bytes."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    r"""A name without regard to case, to white space around and within it, and to how its accents are composed.

    >>> folded("  Don’t\u00a0 KNOW ") == folded("don’t know")
    True
    """
    text = unicodedata.normalize("NFC", " ".join(name.replace("\ufeff", "").split()))
    return unicodedata.normalize("NFC", text.casefold())
