"""The workbook in which comments are reviewed: a sheet that says what to do, and a sheet with a row for each comment.

Nothing in it tells who wrote a comment or when, and nothing that people wrote becomes a formula, a link or markup.
The same comments give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mentorscan.comments.collection import Collection
from mentorscan.comments.columns import headings
from mentorscan.comments.marks import Kind, Mark, Marker
from mentorscan.comments.origin import SCHEMA, Origin
from mentorscan.report.language import Language
from mentorscan.report.plain import plain, shortened
from mentorscan.report.renderers.workbook import LONGEST, cut, new_workbook

if TYPE_CHECKING:
    from mentorscan.instrument.model import Text

_TEXT = 49
"""The number of the built-in format "@", text (ECMA-376, part 1, 18.8.30)."""

_MOST_MARKS = 12
_LONGEST_MARK = 60


def review_workbook(
    collection: Collection, *, origin: Origin, words: Language, texts: str, languages: Sequence[str]
) -> bytes:
    """The workbook (XLSX) for the review of these comments.

    ``words``: the language of what mentorscan says; ``texts``: that of the titles; ``languages``: those in which people
    may have written.
    """
    out = BytesIO()
    with new_workbook(out) as book:
        titles = hallmark_titles(collection, texts=texts)
        _write_guide(book, collection, origin=origin, words=words, titles=titles, texts=texts)
        _write_comments(book, collection, words=words, titles=titles, languages=languages)
    return out.getvalue()


def hallmark_titles(collection: Collection, *, texts: str) -> dict[str, str]:
    """The title of each hallmark as the rows carry it; where two have the same, with their ids."""
    titles = {each.id: _title(each.title, texts=texts) for each in collection.hallmarks}
    often = Counter(titles.values())
    return {id_: title if often[title] == 1 else f"{title} ({id_})" for id_, title in titles.items()}


def _write_comments(
    book: Any, collection: Collection, *, words: Language, titles: dict[str, str], languages: Sequence[str]
) -> None:
    """The sheet with a row for each comment."""
    sheet = book.add_worksheet(words.pgettext("comments", "Comments"))
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    # As text, a cell stays one also where a reviewer edits it: "=1+1" does not become a formula.
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": _TEXT})
    for column, (heading, width) in enumerate(zip(headings(words), (26, 80, 12, 44), strict=True)):
        sheet.set_column(column, column, width, body)
        sheet.write_string(0, column, heading, head)
    marker = Marker(groups=collection.groups, languages=languages)
    row = 0
    for hallmark in collection.hallmarks:
        for text in hallmark.texts:
            row += 1
            shown = cut(text)
            cells = (titles[hallmark.id], shown, "", _told(marker.marks(shown), whole=shown == text, words=words))
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, 3)
    choices = [words.pgettext("release", "yes"), words.pgettext("release", "no")]
    sheet.data_validation(1, 2, max(row, 1), 2, {"validate": "list", "source": choices, "show_error": False})


def _write_guide(
    book: Any, collection: Collection, *, origin: Origin, words: Language, titles: dict[str, str], texts: str
) -> None:
    """The sheet that says what to do, and which survey the comments belong to."""
    sheet = book.add_worksheet(words.pgettext("comments", "Read this first"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    sheet.set_column(1, 3, 22)
    lines = [(words.gettext("Comments for review"), bold), *((each, wrapped) for each in _guide(words))]
    if collection.too_few:
        few = ", ".join(_title(each, texts=texts) for each in collection.too_few)
        told = words.gettext(
            "Not in this file, because fewer than {minimum} people commented: {titles}.",
            minimum=words.count(collection.minimum),
            titles=few,
        )
        lines.append((told, wrapped))
    lines.append((words.gettext("What this file belongs to. The report checks it; please leave it as it is."), bold))
    for row, (line, style) in enumerate(lines):
        sheet.write_string(row, 0, cut(line), style)
    row = len(lines)
    for column, each in enumerate((SCHEMA, origin.instrument, origin.fingerprint, origin.survey)):
        sheet.write_string(row, column, each)
    names = (words.gettext("Hallmark"), words.gettext("Comments"), words.gettext("People"), words.gettext("Id"))
    for column, name in enumerate(names):
        sheet.write_string(row + 1, column, name, bold)
    for place, hallmark in enumerate(collection.hallmarks, row + 2):
        sheet.write_string(place, 0, titles[hallmark.id], wrapped)
        sheet.write_number(place, 1, len(hallmark.texts))
        sheet.write_number(place, 2, hallmark.people)
        sheet.write_string(place, 3, hallmark.id)


def _guide(words: Language) -> tuple[str, ...]:
    """What a reviewer has to know, a paragraph each."""
    return (
        words.gettext(
            "This file holds what people wrote in the survey, word for word. It has not passed the rules that protect "
            "respondents: keep it as you keep the survey export, and delete it once the report is done."
        ),
        words.gettext(
            "Read every comment on the next sheet. Write “yes” in the column Release where it may be printed in the "
            "report. Leave the cell empty, or write “no”, where it may not. Only what has a “yes” is printed."
        ),
        words.gettext(
            "Ask yourself: would somebody who works here guess who wrote this, or whom it is about? You may change a "
            "text before you release it: take out names, places, roles, dates and unusual turns of phrase. You may "
            "also delete rows, sort them and add columns. Please leave the headings as they are, and split no comment."
        ),
        words.gettext(
            "The column Marks names what a search for patterns has found: addresses, telephone numbers, other long "
            "numbers, dates, names of groups, words that could be names. It is a hint, not a check. It misses names in "
            "small letters and marks words that are harmless; a comment without a mark is not safe for that reason."
        ),
        words.gettext(
            "The comments stand in alphabetical order, without number, time or group, so that their order does not "
            "tell who wrote them."
        ),
        words.gettext(
            "Save the file as XLSX, then write the report with: mentorscan report results.json --comments FILE.xlsx"
        ),
    )


def _told(marks: Sequence[Mark], *, whole: bool, words: Language) -> str:
    """The marks of a comment in words; ``whole``: whether all of it stands in its cell."""
    names: dict[Kind, str] = {
        "email": words.pgettext("mark", "e-mail address"),
        "web": words.pgettext("mark", "web address"),
        "telephone": words.pgettext("mark", "telephone number?"),
        "date": words.pgettext("mark", "date"),
        "number": words.pgettext("mark", "long number or code"),
        "group": words.pgettext("mark", "name of a group"),
        "name": words.pgettext("mark", "a name?"),
    }
    told = [f"{names[each.kind]}: {shortened(each.found, length=_LONGEST_MARK)}" for each in marks[:_MOST_MARKS]]
    if len(marks) > _MOST_MARKS:
        told.append("…")
    if not whole:
        told.append(words.gettext("cut after {count} characters, the most a cell holds", count=words.count(LONGEST)))
    return "; ".join(told)


def _title(title: Text, *, texts: str) -> str:
    """A title in the language of the titles."""
    return plain(title.get(texts) or next(iter(title.values()), ""))
