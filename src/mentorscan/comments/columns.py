"""The columns of the workbook with comments, in the language of the reviewer."""

from __future__ import annotations

from mentorscan.report.language import Language


def headings(words: Language) -> tuple[str, str, str, str]:
    """The headings: hallmark, text, release, marks."""
    return (
        words.pgettext("comments", "Hallmark"),
        words.pgettext("comments", "Text"),
        words.pgettext("comments", "Release"),
        words.pgettext("comments", "Marks"),
    )
