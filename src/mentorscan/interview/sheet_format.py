"""What an entry sheet and its reader agree on: names that a rater never sees, in a hidden column, row and sheet.

Nothing is found by its position. Every row of the sheet says in its hidden first column what stands in it: the id of an
item, ``HALLMARK/comment``, or one of the places below. So rows may be sorted, put in and taken out, which an office
program does with the hidden cells as well. A hidden row names the columns, so that these may move too, and headings be
in any language. What an item's statement was when the sheet was written is told by its fingerprint on the hidden sheet.
"""

from __future__ import annotations

from typing import Final

SCHEMA: Final = "mentorscan/sheet/1"
ABOUT: Final = "mentorscan"
"""The name of the hidden sheet."""

COLUMNS: Final = "/columns"
"""The hidden row that names the columns. No id has a slash in it."""

ORGANISATION: Final = "/organisation"
RATER: Final = "/rater"
DATE: Final = "/date"
COMMENT: Final = "/comment"
"""What follows the id of a questionnaire on the row of its comment."""

ITEM, NUMBER, STATEMENT, LOOK = "item", "number", "statement", "look"
ANSWER, CONFIDENCE, EVIDENCE, NOTE, REASON = "answer", "confidence", "evidence", "note", "reason"
ORDER: Final = (ITEM, NUMBER, STATEMENT, LOOK, ANSWER, CONFIDENCE, EVIDENCE, NOTE, REASON)
"""The columns as they are written; ``ITEM`` is the hidden one. What is asked of the head stands under ``LOOK``."""

TOGETHER: Final = "{value} – {label}"
"""A point in the list of answers."""


def letters(column: int) -> str:
    """The letters of a column, which is counted from 0.

    >>> letters(0), letters(25), letters(26), letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
