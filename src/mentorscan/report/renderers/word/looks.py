"""How a report looks where no template says so: each style with its type, colours and spacing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

SANS: Final = "Calibri"
SERIF: Final = "Georgia"
"""Typefaces that every Word brings."""

INK: Final = "1C2329"
SOFT: Final = "55606B"
LINE: Final = "C9D0D6"
FAINT: Final = "F3F5F7"
TINTS: Final = {1: "E3EFF8", 2: "BFDCF0", 3: "92C3E6", -1: "FCEBDF", -2: "F7D3B9", -3: "F0B68C"}
"""The colours of the HTML report's light pages."""

OWN: Final = "mentorscan"
"""How the names of styles begin that Word does not have by itself."""

CELL, NUMBER, HEAD = f"{OWN} Cell", f"{OWN} Number", f"{OWN} Column"
HEADLINE, NOTE, READING, LABEL = f"{OWN} Headline", f"{OWN} Note", f"{OWN} Reading", f"{OWN} Label"
SOFTLY, FIGURE = f"{OWN} Soft", f"{OWN} Figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A style. Sizes, spaces and ``indent`` are in points; ``line`` is a multiple; ``outline``, ``list_level``: from 0.

    ``keep``: with the next paragraph; ``ruled``: with a line in the accent colour at its side; ``tight``: without
    space between paragraphs of this style.
    """

    size: float | None = None
    character: bool = False
    serif: bool = False
    bold: bool | None = None
    italic: bool | None = None
    colour: Literal["ink", "soft", "accent"] | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    keep: bool = False
    aligned: Literal["left", "right"] | None = None
    indent: float | None = None
    ruled: bool = False
    tight: bool = False
    outline: int | None = None
    list_level: int | None = None
    numbered: bool = False


BODY: Final = Look(size=10.5, colour="ink", before=0, after=7, line=1.25)
"""The body text, on which all other paragraphs are based."""

LOOKS: Final[dict[str, Look]] = {
    "Title": Look(serif=True, size=27, colour="ink", before=0, after=6, line=1.1),
    "Subtitle": Look(size=13, colour="soft", before=0, after=14, line=1.2),
    "Heading 1": Look(
        serif=True, size=20, bold=False, colour="ink", before=34, after=10, line=1.1, keep=True, outline=0
    ),
    "Heading 2": Look(
        serif=True, size=14, bold=False, colour="accent", before=24, after=6, line=1.15, keep=True, outline=1
    ),
    "Heading 3": Look(size=11, bold=True, colour="ink", before=14, after=4, line=1.2, keep=True, outline=2),
    "Caption": Look(size=9.5, bold=True, italic=False, colour="ink", before=12, after=4, line=1.15, keep=True),
    "TOC Heading": Look(serif=True, size=14, bold=False, colour="accent", before=20, after=8, keep=True),
    "toc 1": Look(before=5, after=1, line=1.1),
    "toc 2": Look(size=9.5, colour="soft", before=0, after=1, line=1.1, indent=14),
    "Quote": Look(italic=True, colour="soft", indent=14, after=5),
    "List Bullet": Look(after=4, list_level=0),
    "List Bullet 2": Look(after=3, list_level=1),
    "List Bullet 3": Look(after=3, list_level=2),
    "List Number": Look(after=4, list_level=0, numbered=True),
    "List Number 2": Look(after=3, list_level=1, numbered=True),
    "List Number 3": Look(after=3, list_level=2, numbered=True),
    "List Continue": Look(indent=17, after=9),
    "Header": Look(size=8.5, colour="soft", after=0, line=1.1),
    "Footer": Look(size=8.5, colour="soft", after=0, line=1.1),
    HEADLINE: Look(serif=True, size=20, colour="ink", before=0, after=14, line=1.15),
    CELL: Look(size=9, before=2, after=2, line=1.1, aligned="left"),
    NUMBER: Look(size=9, before=2, after=2, line=1.1, aligned="right"),
    HEAD: Look(size=8, bold=True, colour="soft", before=2, after=2, line=1.05, aligned="left", keep=True),
    NOTE: Look(size=9, colour="soft", before=3, after=3, line=1.15),
    LABEL: Look(size=9.5, bold=True, colour="soft", before=8, after=2, keep=True),
    READING: Look(indent=10, ruled=True, before=0, after=6),
    SOFTLY: Look(character=True, colour="soft"),
    FIGURE: Look(character=True, serif=True, size=26, colour="accent"),
    "Strong": Look(character=True, bold=True),
    "Hyperlink": Look(character=True, colour="accent"),
}
"""The styles that a report uses; those that a template has are taken from there."""

TABLE_STYLES: Final = (OWN, "Table Grid")
"""The table styles that a template may have, the preferred one first."""
