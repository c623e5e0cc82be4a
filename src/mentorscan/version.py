"""The version of mentorscan, for every room that says which one made a file."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
