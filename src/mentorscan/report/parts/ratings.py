"""What named raters said: statement by statement with evidence and notes, their comments, and who they are."""

from __future__ import annotations

from collections.abc import Collection

from mentorscan.report import numbers
from mentorscan.report.edition import DASH, Edition
from mentorscan.report.links import linked as with_links
from mentorscan.report.model import Cell, Chapter, Column, Row, Table, Term
from mentorscan.report.plain import plain
from mentorscan.report.prose import Span
from mentorscan.report.wording.confidence import degrees
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


def statement(edition: Edition, item: ItemFigures) -> str:
    """A statement, marked where it was turned round before scoring."""
    return edition.text(item.text) + (edition.words.pgettext("reversed", " (R)") if item.reverse else "")


def answers_by_rater(edition: Edition, item: ItemFigures, *, only: Collection[str] | None = None) -> tuple[str, ...]:
    """Every rater's answer to a statement, after the rater's name; of a single one without it. ``only``: of these.

    Of a blind panel how the answers lie, without anybody's own.
    """
    if edition.blind:
        return _answers_together(edition, item)
    by_rater = {each.rater: each for each in item.ratings}
    raters = [each.rater for each in edition.results.source.raters if only is None or each.rater in only]
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


def who_rated(edition: Edition, *, seen: str | None) -> Chapter:
    """Who rated, when and on what form; ``seen``: how many answers rest on something that was seen."""
    words, results = edition.words, edition.results
    items = [item for each in (*results.hallmarks, *results.outcomes) for item in each.items]
    agreed = sum(item.agreed is not None for item in items)
    sentences = [seen] if seen else []
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
    agreed, answers = agreed_answer(edition, item), answers_by_rater(edition, item)
    if agreed:
        answers = (*answers, edition.words.gettext("Agreed: {answer}", answer=agreed))
    said = tuple(line for each in item.ratings for line in _said(edition, each))
    lines = tuple("".join(span.text for span in each) for each in said)
    linked = said if any(span.link for each in said for span in each) else ()
    return Row(
        cells=(
            Cell(text=statement(edition, item)),
            Cell(text=answers[0]) if len(answers) == 1 and edition.alone else Cell(text="", lines=answers),
            *((Cell(text="" if said else DASH, lines=lines, linked=linked),) if grounds else ()),
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
    answer = f"{value} = {labels[0]}" if labels and labels[0] != str(rating.value) else value
    if not isinstance(rating, Rating) or rating.confidence is None:
        return answer
    return words.gettext("{answer} ({degree})", answer=answer, degree=degrees(words)[rating.confidence])


def _said(edition: Edition, rating: Rating) -> tuple[tuple[Span, ...], ...]:
    """What a rater added to an answer, in pieces; among several raters with the name. Links are those of evidence."""
    words = edition.words
    who = "" if edition.alone or edition.blind else f"{plain(rating.rater)}, "
    evidence = plain(rating.evidence or "")
    reason = rating.reason and words.gettext("Reason: {text}", text=plain(rating.reason))
    note = rating.note and words.gettext("Note: {text}", text=plain(rating.note))
    return (
        *(((Span(text=who + reason),),) if reason else ()),
        *((_evidence(edition, evidence, who=who),) if evidence else ()),
        *(((Span(text=who + note),),) if note else ()),
    )


def _evidence(edition: Edition, evidence: str, *, who: str) -> tuple[Span, ...]:
    """What was seen, with its addresses as links; those in a rater's name stay text."""
    before, text, after = (who + edition.words.gettext("Evidence: {text}", text=evidence)).rpartition(evidence)
    spans = (Span(text=before), *with_links(text), Span(text=after))
    return tuple(each for each in spans if each.text)
