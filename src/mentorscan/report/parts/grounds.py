"""What an assessment rests on: what raters have seen, what they judge, and how sure they are of it."""

from __future__ import annotations

from collections.abc import Sequence

from mentorscan.report import numbers
from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Column, Row, Table, Tables
from mentorscan.report.parts.ratings import answers_by_rater, statement
from mentorscan.results import Hallmark, ItemFigures, Rating


def grounds(edition: Edition) -> Tables | None:
    """Of each hallmark how many answers rest on evidence, and which to look at first; ``None`` without any answer."""
    if not edition.assessed:
        return None
    words, results = edition.words, edition.results
    every = (*results.hallmarks, *results.outcomes)
    given = [rating for each in every for rating in rated(each)]
    if not given:
        return None
    sure = any(each.confidence for each in given)
    seen = seen_of(edition, given)
    return Tables(
        id="grounds",
        title=words.gettext("What does the picture rest on?"),
        finding=seen,
        lead=(seen, *((_sure(edition, given),) if sure else ())),
        tables=(_table(edition, every, sure=sure), *_first(edition, every)),
    )


def rests_on(edition: Edition, hallmark: Hallmark) -> tuple[str, ...]:
    """On how many statements a hallmark rests, and on how many something was seen; nothing in a survey."""
    if not edition.assessed:
        return ()
    words = edition.words
    rated = [item for item in hallmark.items if item.answered]
    statements = len(rated)
    seen = sum(any(each.evidence for each in item.ratings if each.value is not None or edition.blind) for item in rated)
    if not statements:
        return (words.gettext("no statement"),)
    return (
        words.ngettext("one statement", "{number} statements", statements),
        words.ngettext("one with evidence", "{number} with evidence", seen)
        if seen
        else words.gettext("judgement alone"),
    )


def judgement_alone(edition: Edition, hallmark: Hallmark) -> str | None:
    """That no answer to a hallmark names what was seen; ``None`` where one does, where there is none, in a survey."""
    given = rated(hallmark)
    if not given or any(each.evidence for each in given):
        return None
    return edition.words.gettext("This rests on judgement alone: no answer names what was seen.")


def rated(hallmark: Hallmark) -> list[Rating]:
    """The answers to a hallmark that stand on the scale, of all raters."""
    return [each for item in hallmark.items for each in item.ratings if each.value is not None]


def seen_of(edition: Edition, given: Sequence[Rating]) -> str:
    """How many of the answers on the scale rest on something that was seen."""
    words, shown = edition.words, sum(bool(each.evidence) for each in given)
    if not given:
        return words.gettext("No statement was answered on the scale.")
    if not shown:
        return words.gettext("No answer names what was seen; all of them rest on judgement alone.")
    if shown == len(given):
        return words.gettext("Every answer on the scale names what was seen.")
    return words.ngettext(
        "One of {all} answers on the scale names what was seen; all others rest on judgement alone.",
        "{number} of {all} answers on the scale name what was seen; all others rest on judgement alone.",
        shown,
        all=words.count(len(given)),
    )


def _unsure(ratings: Sequence[Rating]) -> list[Rating]:
    """Those of which the rater is not very sure."""
    return [each for each in ratings if each.confidence == "low"]


def _doubtful(item: ItemFigures) -> list[Rating]:
    """The answers of which the rater is not very sure, and which nothing that was seen speaks for."""
    return [each for each in _unsure(item.ratings) if each.value is not None and not each.evidence]


def _sure(edition: Edition, given: Sequence[Rating]) -> str:
    words, unsure = edition.words, _unsure(given)
    if not unsure:
        return words.gettext("Of no answer was it said that the rater is not very sure.")
    bare = sum(not each.evidence for each in unsure)
    told = words.ngettext(
        "Of one answer the rater is not very sure.", "Of {number} answers the rater is not very sure.", len(unsure)
    )
    if not bare:
        return told
    first = words.ngettext(
        "One such answer has no evidence either: look at it first before you rely on it.",
        "{number} such answers have no evidence either: look at them first before you rely on them.",
        bare,
    )
    return f"{told} {first}"


def _table(edition: Edition, every: Sequence[Hallmark], *, sure: bool) -> Table:
    """The answers to each hallmark, counted over all raters. ``sure``: whether anybody said how sure they are."""
    words = edition.words
    heads = (
        words.gettext("Answers on the scale"),
        words.gettext("With evidence"),
        words.gettext("Judgement alone"),
        *((words.gettext("Not very sure"),) if sure else ()),
    )
    return Table(
        id="grounds-table",
        caption=words.gettext("Evidence and judgement in each hallmark"),
        columns=(Column(title=words.gettext("Hallmark")), *(Column(title=each, kind="number") for each in heads)),
        rows=tuple(_row(edition, each, sure=sure) for each in every),
        notes=()
        if edition.alone
        else (words.gettext("Counted over the answers of all raters: a statement counts once for each of them."),),
    )


def _row(edition: Edition, hallmark: Hallmark, *, sure: bool) -> Row:
    given = rated(hallmark)
    seen = sum(bool(each.evidence) for each in given)
    counts = (len(given), seen, len(given) - seen, *((len(_unsure(given)),) if sure else ()))
    told = (Cell(text=edition.words.count(each), number=numbers.count(each)) for each in counts)
    return Row(cells=(Cell(text=edition.text(hallmark.title)), *told))


def _first(edition: Edition, every: Sequence[Hallmark]) -> tuple[Table, ...]:
    """The statements with answers that are neither sure nor seen, with these answers."""
    words = edition.words
    found = [(each, item) for each in every for item in edition.items(each) if _doubtful(item)]
    if not found:
        return ()
    return (
        Table(
            id="grounds-first",
            caption=words.gettext("Look at these first, before you rely on them: not very sure, and no evidence"),
            columns=(
                Column(title=words.gettext("Statement")),
                Column(title=words.gettext("Answer") if edition.alone else words.gettext("Answers")),
            ),
            rows=tuple(_statement(edition, *each) for each in found),
            layout="ratings",
        ),
    )


def _statement(edition: Edition, hallmark: Hallmark, item: ItemFigures) -> Row:
    doubtful = {each.rater for each in _doubtful(item)}
    answers = answers_by_rater(edition, item, only=doubtful)
    return Row(
        cells=(
            Cell(text=statement(edition, item), detail=edition.text(hallmark.title)),
            Cell(text=answers[0]) if edition.alone else Cell(text="", lines=answers),
        )
    )
