"""Where several raters differ most, so that they can talk about it."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Column, Row, Table, Tables
from mentorscan.report.parts.ratings import answers_by_rater
from mentorscan.results import Discussion, Hallmark, ItemFigures

SHOWN = 5
"""How many statements are listed."""

_RELIABLE, _TENTATIVE = 0.8, 0.667
"""Customary bounds of Krippendorff's alpha (Krippendorff 2004)."""


def differences(edition: Edition) -> Tables | None:
    """The statements on which the raters lie furthest apart, with every answer; ``None`` where they hardly differ."""
    panel = edition.results.panel
    items = {item.id: (each, item) for each in edition.results.hallmarks for item in edition.items(each)}
    found = [(each, *items[each.item]) for each in panel.discuss if each.item in items] if panel else []
    if not found:
        return None
    words = edition.words
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
                rows=tuple(_row(edition, *each) for each in found[:SHOWN]),
                layout="ratings",
            ),
        ),
    )


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


def _row(edition: Edition, found: Discussion, hallmark: Hallmark, item: ItemFigures) -> Row:
    words = edition.words
    apart = words.gettext(
        "{title}; {number} points apart",
        title=edition.text(hallmark.title),
        number=words.count(found.highest - found.lowest),
    )
    return Row(
        cells=(
            Cell(text=edition.text(item.text), detail=apart),
            Cell(text="", lines=answers_by_rater(edition, item)),
        )
    )
