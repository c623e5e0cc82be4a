"""What named raters said: statement by statement with evidence and notes, their comments, and who they are."""

from __future__ import annotations

from mentorscan.report import numbers
from mentorscan.report.edition import DASH, Edition
from mentorscan.report.model import Cell, Chapter, Column, Row, Table, Term
from mentorscan.report.plain import plain
from mentorscan.report.wording.panel import how_far_apart
from mentorscan.results import Agreed, Hallmark, ItemFigures, RaterInfo, Rating

_SEVERAL = 3
"""From how many answers on their mean is told in a blind panel."""


def ratings(edition: Edition, hallmark: Hallmark, *, table_id: str) -> Table | None:
    """The statements of a hallmark with each rater's answer, and what it rests on; ``None`` where it has none."""
    words, items = edition.words, edition.items(hallmark)
    if not items:
        return None
    reverse = any(each.reverse for each in items)
    grounds = any(_said(edition, rating) for item in items for rating in item.ratings)
    return Table(
        id=table_id,
        caption=words.gettext("{title}: its statements", title=edition.text(hallmark.title)),
        columns=(
            Column(title=words.gettext("Statement")),
            Column(title=words.gettext("Answer") if edition.alone else words.gettext("Answers")),
            *((Column(title=words.gettext("Evidence and notes")),) if grounds else ()),
        ),
        rows=tuple(_row(edition, each, grounds=grounds) for each in items),
        notes=(words.gettext("Statements marked (R) were turned round before scoring."),) if reverse else (),
        layout="ratings",
    )


def answers_by_rater(edition: Edition, item: ItemFigures) -> tuple[str, ...]:
    """Every rater's answer to a statement, after the rater's name; of a single one without it.

    Of a blind panel how the answers lie, without anybody's own.
    """
    if edition.blind:
        return _answers_together(edition, item)
    by_rater = {each.rater: each for each in item.ratings}
    raters = [each.rater for each in edition.results.source.raters]
    answers = ((plain(each), _answer(edition, item, by_rater.get(each))) for each in raters)
    return tuple(answer if edition.alone else f"{rater}: {answer}" for rater, answer in answers)


def _answers_together(edition: Edition, item: ItemFigures) -> tuple[str, ...]:
    """How the answers to a statement lie, without anybody's own; those that were agreed on stand for themselves."""
    words, panel, scale = edition.words, edition.results.panel, edition.scale(item.scale)
    found = next((each for each in panel.discuss if each.item == item.id), None) if panel else None
    if found:
        return (how_far_apart(words, found),)
    if item.agreed:
        return ()
    if item.mean is None or not item.answered or scale is None:
        return (words.gettext("No answer on the scale."),)
    if item.answered < _SEVERAL:
        return (words.ngettext("Rated by one.", "Rated by {number}.", item.answered),)
    mean = scale.lowest + scale.highest - item.mean if item.reverse else item.mean
    return (
        words.gettext(
            "{number} raters: {mean} on average.",
            number=words.count(item.answered),
            mean=words.number(mean, decimals=1),
        ),
    )


def agreed_answer(edition: Edition, item: ItemFigures) -> str | None:
    """What the raters agreed on, and why; ``None`` where they did not."""
    if item.agreed is None:
        return None
    answer, reason = _answer(edition, item, item.agreed), item.agreed.reason
    if not reason:
        return answer
    return edition.words.gettext("{answer}, because: {reason}", answer=answer, reason=plain(reason))


def grounds(edition: Edition, hallmark: Hallmark) -> tuple[str, ...]:
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
        else words.gettext("none with evidence"),
    )


def comments(edition: Edition, hallmark: Hallmark) -> tuple[Term, ...]:
    """The raters' comments on a hallmark."""
    words = edition.words
    return tuple(
        Term(
            name=words.gettext("Comment")
            if edition.alone or not each.rater
            else words.gettext("Comment by {rater}", rater=plain(each.rater)),
            meaning=(plain(each.text),),
        )
        for each in hallmark.comments
    )


def who_rated(edition: Edition) -> Chapter:
    """Who rated, when and on what form; how many answers rest on something that was seen."""
    words, results = edition.words, edition.results
    items = [item for each in (*results.hallmarks, *results.outcomes) for item in each.items]
    given = [rating for item in items for rating in item.ratings if rating.value is not None]
    shown = sum(bool(rating.evidence) for rating in given)
    agreed = sum(item.agreed is not None for item in items)
    sentences = [] if edition.blind else [_seen(edition, shown=shown, given=len(given))]
    if agreed:
        told = words.ngettext(
            "On one statement the figures stand on what the raters agreed on when they talked it over; how far they "
            "agree is judged by what each of them said before.",
            "On {number} statements the figures stand on what the raters agreed on when they talked them over; how far "
            "they agree is judged by what each of them said before.",
            agreed,
        )
        sentences.append(told)
    if edition.blind:
        sentences.append(words.gettext("The panel was blind: neither raters nor their single answers are named."))
    if results.instrument.form:
        asked = words.ngettext(
            "One statement was asked (form: {form}).",
            "{number} statements were asked (form: {form}).",
            len(items),
            form=plain(results.instrument.form),
        )
        sentences.insert(0, asked)
    return Chapter(
        id="trust-answers",
        title=words.gettext("Who rated, and on what grounds"),
        sentences=tuple(sentences),
        tables=()
        if edition.blind
        else (
            Table(
                id="trust-answers-table",
                caption=words.gettext("The raters and their answers"),
                columns=(
                    Column(title=words.gettext("Rater")),
                    Column(title=words.gettext("Date")),
                    *(
                        Column(title=title, kind="number")
                        for title in (
                            words.gettext("With evidence"),
                            words.gettext("Judgement alone"),
                            words.gettext("Don't know"),
                            words.gettext("Not applicable"),
                            words.gettext("Left blank"),
                        )
                    ),
                ),
                rows=tuple(_rater(edition, each, items=items) for each in results.source.raters),
            ),
        ),
    )


def _seen(edition: Edition, *, shown: int, given: int) -> str:
    """How many of the answers on the scale rest on something that was seen."""
    words = edition.words
    if not given:
        return words.gettext("No statement was answered on the scale.")
    if not shown:
        return words.gettext("No answer names what was seen; all of them rest on judgement alone.")
    if shown == given:
        return words.gettext("Every answer on the scale names what was seen.")
    return words.ngettext(
        "One of {all} answers on the scale names what was seen; all others rest on judgement alone.",
        "{number} of {all} answers on the scale name what was seen; all others rest on judgement alone.",
        shown,
        all=words.count(given),
    )


def _rater(edition: Edition, rater: RaterInfo, *, items: list[ItemFigures]) -> Row:
    words = edition.words
    own = [rating for item in items for rating in item.ratings if rating.rater == rater.rater]
    scored = [each for each in own if each.value is not None]
    counts = (
        sum(bool(each.evidence) for each in scored),
        sum(not each.evidence for each in scored),
        sum(each.opt_out == "dont_know" for each in own),
        sum(each.opt_out == "not_applicable" for each in own),
        len(items) - sum(each.value is not None or each.opt_out is not None for each in own),
    )
    return Row(
        cells=(
            Cell(text=plain(rater.rater)),
            Cell(text=words.date(plain(rater.date)) if rater.date else DASH),
            *(Cell(text=words.count(each), number=numbers.count(each)) for each in counts),
        )
    )


def _row(edition: Edition, item: ItemFigures, *, grounds: bool) -> Row:
    """A statement; ``grounds``: whether there is a column for what the raters added."""
    words = edition.words
    text = edition.text(item.text) + (words.pgettext("reversed", " (R)") if item.reverse else "")
    agreed, answers = agreed_answer(edition, item), answers_by_rater(edition, item)
    if agreed:
        answers = (*answers, words.gettext("Agreed: {answer}", answer=agreed))
    said = tuple(line for each in item.ratings for line in _said(edition, each))
    return Row(
        cells=(
            Cell(text=text),
            Cell(text=answers[0]) if len(answers) == 1 and edition.alone else Cell(text="", lines=answers),
            *((Cell(text="" if said else DASH, lines=said),) if grounds else ()),
        )
    )


def _answer(edition: Edition, item: ItemFigures, rating: Rating | Agreed | None) -> str:
    """An answer in words: ``4 = True in most cases``."""
    words, scale = edition.words, edition.scale(item.scale)
    if rating is not None and rating.opt_out:
        names = {"dont_know": words.gettext("Don't know"), "not_applicable": words.gettext("Not applicable")}
        return names[rating.opt_out]
    if rating is None or rating.value is None:
        return words.gettext("left blank")
    value = words.number(rating.value)
    labels = [edition.text(each.label) for each in scale.points if each.value == rating.value] if scale else []
    return f"{value} = {labels[0]}" if labels and labels[0] != str(rating.value) else value


def _said(edition: Edition, rating: Rating) -> tuple[str, ...]:
    """What a rater added to an answer; among several raters with the name, unless the panel is blind."""
    words = edition.words
    texts = (
        rating.reason and words.gettext("Reason: {text}", text=plain(rating.reason)),
        rating.evidence and words.gettext("Evidence: {text}", text=plain(rating.evidence)),
        rating.note and words.gettext("Note: {text}", text=plain(rating.note)),
    )
    who = "" if edition.alone or edition.blind else f"{plain(rating.rater)}, "
    return tuple(who + text for text in texts if text)
