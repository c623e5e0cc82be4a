"""Where several raters differ most, so that they can talk about it, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Column, Row, Table, Tables
from mentorscan.report.parts.ratings import agreed_answer, answers_by_rater
from mentorscan.report.parts.spread import spread_table, spreads
from mentorscan.report.wording.panel import how_hallmarks_differ, points_apart, to_talk_over
from mentorscan.results import Discussion, Hallmark, ItemFigures, Panel

SHOWN = 5
"""How many statements are listed."""

_RELIABLE, _TENTATIVE = 0.8, 0.667
"""Customary bounds of Krippendorff's alpha (Krippendorff 2004)."""


def differences(edition: Edition) -> Tables | None:
    """What the raters have to talk over, with their answers, and how each sees the hallmarks; ``None`` without both."""
    panel = edition.results.panel
    if panel is None:
        return None
    items = {item.id: (each, item) for each in edition.results.hallmarks for item in edition.items(each)}
    found = [each for each in panel.discuss if each.item in items]
    seen = spreads(edition, panel)
    if not found and not seen:
        return None
    shown = found if panel.consensus else found[:SHOWN]
    words, overall = edition.words, how_hallmarks_differ(edition, seen)
    return Tables(
        id="differences",
        title=words.gettext("Where the raters differ most"),
        lead=(
            *to_talk_over(edition, panel, found=found, shown=len(shown)),
            *((overall,) if overall else ()),
            *((_blind(edition),) if panel.blind else ()),
        ),
        finding=overall,
        tables=(
            *((_statements(edition, panel, [(each, *items[each.item]) for each in shown]),) if shown else ()),
            *((spread_table(edition, panel, seen),) if seen else ()),
        ),
    )


def _statements(edition: Edition, panel: Panel, shown: Sequence[tuple[Discussion, Hallmark, ItemFigures]]) -> Table:
    words = edition.words
    return Table(
        id="differences-table",
        caption=words.gettext("The statements on which the raters lie furthest apart"),
        columns=(
            Column(title=words.gettext("Statement")),
            Column(title=words.gettext("Answers")),
            *((Column(title=words.gettext("Agreed")),) if panel.consensus else ()),
        ),
        rows=tuple(_row(edition, *each, talked=panel.consensus is not None) for each in shown),
        layout="ratings",
    )


def _blind(edition: Edition) -> str:
    return edition.words.gettext("The panel was blind: who said what is left out.")


def raters_agree(edition: Edition) -> Chapter | None:
    """How far the raters agree, in words with the figure; ``None`` for a single one, or where it is not known."""
    panel = edition.results.panel
    if panel is None or panel.krippendorff_alpha is None:
        return None
    words, by_distance = edition.words, panel.krippendorff_alpha_interval
    sentences = [_agreement(edition, round(panel.krippendorff_alpha, 9))]
    if by_distance is not None:
        sentences.append(
            words.gettext(
                "That takes the points of the answer scale as an order; taken as equal steps it is {alpha}.",
                alpha=words.number(by_distance, decimals=2),
            )
        )
    return Chapter(
        id="trust-agreement", title=words.gettext("How far do the raters agree?"), sentences=tuple(sentences)
    )


def _agreement(edition: Edition, alpha: float) -> str:
    words = edition.words
    values = {
        "alpha": words.short_of(alpha, (_RELIABLE, _TENTATIVE), decimals=2),
        "reliable": words.number(_RELIABLE, decimals=2),
        "tentative": words.number(_TENTATIVE, decimals=3),
    }
    if alpha >= _RELIABLE:
        return words.gettext(
            "The raters agree closely enough to rely on their answers together: Krippendorff's alpha is {alpha} "
            "(customary bound: {reliable}).",
            **values,
        )
    if alpha >= _TENTATIVE:
        return words.gettext(
            "The raters agree closely enough for tentative conclusions only: Krippendorff's alpha is {alpha} "
            "(customary bounds: {tentative} for tentative conclusions, {reliable} to rely on).",
            **values,
        )
    return words.gettext(
        "The raters do not agree closely enough to draw conclusions from their average: Krippendorff's alpha is "
        "{alpha} (customary bounds: {tentative} for tentative conclusions, {reliable} to rely on). Talk their answers "
        "over first.",
        **values,
    )


def _row(edition: Edition, found: Discussion, hallmark: Hallmark, item: ItemFigures, *, talked: bool) -> Row:
    words, apart = edition.words, points_apart(found)
    title = edition.text(hallmark.title)
    detail = (
        words.ngettext("{title}; one point apart", "{title}; {number} points apart", apart, title=title)
        if apart
        else title
    )
    agreed = agreed_answer(edition, item)
    return Row(
        cells=(
            Cell(text=edition.text(item.text), detail=detail),
            Cell(text="", lines=answers_by_rater(edition, item)),
            *((Cell(text=agreed or words.gettext("still to be talked over")),) if talked else ()),
        )
    )
