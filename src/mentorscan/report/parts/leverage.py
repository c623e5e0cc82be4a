"""How much hangs on single statements and on their weights."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Column, Row, Table

SHOWN = 5
"""How many statements are listed."""

_MOVES = 1.0
"""From how many points of the index on it is worth saying that a statement moves its hallmark."""


def leverage(edition: Edition) -> Chapter | None:
    """How far the index moves with equal weights, and the statements that move their hallmark most, by a point or more.

    ``None`` where there is nothing of that kind to tell.
    """
    words, weighed, table = edition.words, _equal_weights(edition), _influences(edition)
    if weighed is None and table is None:
        return None
    return Chapter(
        id="trust-leverage",
        title=words.gettext("How much hangs on single statements?"),
        sentences=(weighed,) if weighed else (),
        tables=(table,) if table else (),
    )


def _equal_weights(edition: Edition) -> str | None:
    words, overall = edition.words, edition.results.overall
    if overall.index is None or overall.equal_weights is None:
        return None
    difference = overall.equal_weights - overall.index
    if round(abs(difference), 9) < 0.05:
        return words.gettext(
            "Some statements weigh more than others. If all weighed the same, the index of the whole would not move."
        )
    return words.gettext(
        "Some statements weigh more than others. If all weighed the same, the index of the whole would be {equal} "
        "rather than {index} ({difference}).",
        equal=words.number(overall.equal_weights, decimals=1),
        index=words.number(overall.index, decimals=1),
        difference=words.difference(difference, decimals=1),
    )


def _influences(edition: Edition) -> Table | None:
    words = edition.words
    found = [
        (item.influence, each, item)
        for each in edition.results.hallmarks
        for item in edition.items(each)
        if item.influence is not None and round(abs(item.influence), 9) >= _MOVES
    ]
    if not found:
        return None
    return Table(
        id="trust-influence",
        caption=words.gettext("The statements that move the index of their hallmark most"),
        columns=(
            Column(title=words.gettext("Statement")),
            Column(title=words.gettext("Moves it by"), kind="number"),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=edition.text(item.text), detail=edition.text(each.title)),
                    Cell(text=words.difference(influence, decimals=1)),
                )
            )
            for influence, each, item in sorted(found, key=lambda each: abs(each[0]), reverse=True)[:SHOWN]
        ),
        notes=(
            words.gettext(
                "In points of the index: the hallmark with the statement, minus the hallmark without it. The fewer "
                "statements a hallmark has, the more each of them moves it."
            ),
        ),
    )
