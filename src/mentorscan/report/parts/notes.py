"""The notes of a run in the reader's language; a note that is not known here keeps its English text."""

from __future__ import annotations

from collections.abc import Iterable

from mentorscan.report.edition import Edition
from mentorscan.report.plain import plain
from mentorscan.results import NoteInfo


def note_text(edition: Edition, note: NoteInfo) -> str:
    """What a note says, by its code, with the file or hallmark that it is about and the names that it lists."""
    words = edition.words
    place = note.place or ""
    file, title = plain(place), edition.title(place)
    known = {
        "ignored-columns": words.gettext(
            "Columns of {file} that were not read: {columns}.", file=file, columns=_listed(note, "columns")
        ),
        "weight-not-used": words.gettext("{file} has a column of weights; it was not used.", file=file),
        "short-rows": words.gettext(
            "Some rows of {file} had fewer cells than the header; the missing ones count as blank.", file=file
        ),
        "unknown-as-blank": words.gettext(
            "Unknown answers in {file} were counted as blank, in these columns: {columns}.",
            file=file,
            columns=_listed(note, "columns"),
        ),
        "items-beyond-form": words.gettext(
            "Statements in {file} that do not belong to the form {form} and were not read: {items}.",
            file=file,
            form=_listed(note, "form"),
            items=_listed(note, "items"),
        ),
        "no-form-fits": words.gettext(
            "The statements asked in {file} are those of no form of the questionnaire. Those without a column count as "
            "not asked.",
            file=file,
        ),
        "negative-alpha": words.gettext(
            "{title}: the statements point in different directions (alpha below 0). Check for reversed statements.",
            title=title,
        ),
        "few-complete": words.gettext(
            "{title}: the reliability rests on fewer people than usual, because many left out a statement.", title=title
        ),
        "constant-item": words.gettext(
            "{title}: at least one statement got the same answer from everybody who answered all of them.", title=title
        ),
    }
    return known.get(note.code) or plain(note.text)


def _listed(note: NoteInfo, key: str) -> str:
    """The names that a note lists under a key, as one text."""
    value = note.values.get(key)
    if isinstance(value, str):
        return plain(value)
    if not isinstance(value, Iterable):
        return "…"
    return ", ".join(plain(str(each)) for each in value)
