"""Where several raters differ most, so that they can talk about it."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Column, Row, Table, Tables
from mentorscan.report.parts.ratings import answers_by_rater
from mentorscan.results import Hallmark, ItemFigures

SHOWN = 5
"""How many statements are listed."""

_APART = 2
"""From how many points of the answer scale on two ratings differ enough to be talked about."""


def differences(edition: Edition) -> Tables | None:
    """The statements on which the raters lie furthest apart, with every answer; ``None`` where they hardly differ."""
    found = [
        (gap, each, item)
        for each in edition.results.hallmarks
        for item in each.items
        if (gap := _gap(item)) is not None and gap >= _APART
    ]
    if not edition.assessed or not found:
        return None
    words, widest = edition.words, sorted(found, key=lambda each: each[0], reverse=True)[:SHOWN]
    return Tables(
        id="differences",
        title=words.gettext("Where the raters differ most"),
        lead=(
            words.gettext(
                "On these statements the raters' answers lie furthest apart, by at least two points of the answer "
                "scale. Talk them over: an average hides such a difference."
            ),
        ),
        tables=(
            Table(
                id="differences-table",
                caption=words.gettext("The statements on which the raters lie furthest apart"),
                columns=(Column(title=words.gettext("Statement")), Column(title=words.gettext("Answers"))),
                rows=tuple(_row(edition, *each) for each in widest),
            ),
        ),
    )


def _gap(item: ItemFigures) -> int | None:
    """The points between the lowest and the highest rating; ``None`` with fewer than two on the scale."""
    values = [each.value for each in item.ratings if each.value is not None]
    return max(values) - min(values) if len(values) > 1 else None


def _row(edition: Edition, gap: int, hallmark: Hallmark, item: ItemFigures) -> Row:
    words = edition.words
    apart = words.gettext("{title}; {number} points apart", title=edition.text(hallmark.title), number=words.count(gap))
    return Row(
        cells=(
            Cell(text=edition.text(item.text), detail=apart),
            Cell(text="", lines=answers_by_rater(edition, item)),
        )
    )
