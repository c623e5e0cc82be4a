"""How to read this, for people who have never seen an index; and the method in one page."""

from __future__ import annotations

from mentorscan.report import wording
from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Chapters, Column, Row, Table, Term
from mentorscan.report.parts.overview import PRESENCES, declared_opt_outs
from mentorscan.report.parts.profiles import axis


def guide(edition: Edition) -> Chapters:
    """The words of this report, each explained in a sentence or two."""
    words = edition.words
    return Chapters(
        id="guide",
        title=words.gettext("How to read this report"),
        lead=(words.gettext("No knowledge of statistics is needed. These are the words that return on every page."),),
        chapters=(
            Chapter(id="guide-words", title=words.gettext("The words"), terms=_terms(edition)),
            Chapter(
                id="guide-levels",
                title=words.gettext("Levels and presence"),
                sentences=(
                    words.gettext(
                        "The level says how high the index is; presence says for how many people that holds."
                    ),
                ),
                tables=(_levels(edition), _presences(edition)),
            ),
            *_introduction(edition),
        ),
    )


def method(edition: Edition) -> tuple[Term, ...]:
    """How the figures were made, with the numbers that decided."""
    words, rules = edition.words, edition.results.rules
    rule = rules.consistent
    index, group_index = words.number(rule.index), words.number(rule.group_index)
    unfavourable, reach = words.share(rule.unfavourable), words.share(rule.reach)
    told = (
        (
            words.gettext("Answers"),
            words.gettext(
                "Only answers on the scale are scored. “Don't know”, “not applicable” and blanks are counted apart and "
                "never taken as a low answer. Statements worded the other way round are turned first."
            ),
        ),
        (
            words.gettext("Scores"),
            words.gettext(
                "A person is scored on a hallmark if at least {share} of its statements were answered; the score is "
                "the mean of these answers. The hallmark's index is the mean of the scores, with the lowest point of "
                "the scale as 0 and the highest as 100.",
                share=words.share(rules.minimum_answered),
            ),
        ),
        (
            words.gettext("The whole"),
            words.gettext(
                "The index of the whole is the mean of the hallmarks' indices. Its level is at most one above the "
                "level of the weakest hallmark."
            ),
        ),
        (
            words.gettext("Intervals"),
            words.gettext(
                "95% intervals from the t distribution. They treat those who did not answer as if they had answered "
                "like the others, so a low response rate is not covered by them."
            ),
        ),
        (
            words.gettext("Presence"),
            words.gettext(
                "Consistent: index of at least {index}, at most {unfavourable} unfavourable answers, and at least "
                "{reach} of the people in groups with an index of at least {group_index}. Where there are no groups "
                "the last condition is taken as met. Present: the index alone.",
                index=index,
                unfavourable=unfavourable,
                reach=reach,
                group_index=group_index,
            ),
        ),
        (
            words.gettext("Fullness and sustainability"),
            words.gettext(
                "Fullness counts the consistent hallmarks. Sustainability is the geometric mean of the hallmarks' "
                "indices: a missing hallmark cannot be made up for by a strong one."
            ),
        ),
        (
            words.gettext("Reliability"),
            words.gettext(
                "Cronbach's alpha on the people who answered all statements of a hallmark, with Feldt's 95% interval: "
                "do the statements measure one thing?"
            ),
        ),
        (
            words.gettext("Agreement"),
            words.gettext(
                "The index r*wg: 1 when all give the same answer, 0 when answers spread as if by chance. Whole "
                "organisations usually lie well below 0.5; it is reported, and decides nothing."
            ),
        ),
        (
            words.gettext("Protection"),
            words.gettext(
                "Figures on fewer than {group} people are hidden, and so are figures from which these could be worked "
                "out. Groups below {distribution} people show the mean and the index only.",
                group=words.count(rules.minimum_group),
                distribution=words.count(rules.minimum_distribution),
            ),
        ),
    )
    return tuple(Term(name=name, meaning=(text,)) for name, text in told)


def _introduction(edition: Edition) -> tuple[Chapter, ...]:
    """What stood above the questionnaire, if anything."""
    text = edition.results.instrument.introduction
    if text is None:
        return ()
    title = edition.words.gettext("What people were told")
    return (Chapter(id="guide-introduction", title=title, sentences=(edition.text(text),)),)


def _terms(edition: Edition) -> tuple[Term, ...]:
    words = edition.words
    told = (
        (
            words.gettext("Hallmark"),
            words.gettext(
                "One of the features by which a strong culture can be told. Each is measured by several statements."
            ),
        ),
        (
            words.gettext("Index"),
            words.gettext(
                "The average answer on a scale from 0 to 100. 0: everybody chose the lowest point of the answer scale; "
                "100: everybody chose the highest; 50: the middle. It is not a percentage of people."
            ),
        ),
        (
            words.gettext("95% interval"),
            words.gettext(
                "How exactly the answers fix the index: values inside it fit the answers well. The fewer people "
                "answered, and the more they differ, the wider it is. Two indices whose intervals overlap widely "
                "should be taken as equal."
            ),
        ),
        (
            words.gettext("Level"),
            words.gettext(
                "A name for a stretch of the index. “Between” two levels: the interval reaches across the bound, so "
                "the answers do not decide between them."
            ),
        ),
        (
            words.gettext("Presence"),
            words.gettext(
                "Whether a hallmark can be relied on, not only how strong it is on average. A high index with one "
                "department left out is present, but not consistent."
            ),
        ),
        (
            words.gettext("Fullness and sustainability"),
            words.gettext(
                "Fullness: how many hallmarks are consistently present. Sustainability: a figure from 0 to 100 over "
                "all of them that one weak hallmark pulls down."
            ),
        ),
        (
            words.gettext("Favourable, neutral, unfavourable"),
            words.gettext(
                "The share of answers at the upper end, in the middle and at the lower end of the answer scale. “Don't "
                "know” and blanks are not part of these shares."
            ),
        ),
        *(_dont_know(edition) if declared_opt_outs(edition, edition.results.hallmarks) else ()),
        (
            words.gettext("Hidden"),
            words.gettext(
                "Not shown, because figures on a few people could tell what a single person answered. Hidden does not "
                "mean zero, nor bad. Some larger groups are hidden too, where a small one could be worked out from "
                "them."
            ),
        ),
    )
    return tuple(Term(name=name, meaning=(text,)) for name, text in told)


def _dont_know(edition: Edition) -> tuple[tuple[str, str]]:
    words = edition.words
    return (
        (
            words.gettext("Don't know"),
            words.gettext(
                "An answer, not a gap: it tells where people cannot see what a statement is about. It never lowers an "
                "index; its share is shown apart."
            ),
        ),
    )


def _levels(edition: Edition) -> Table:
    words, bands = edition.words, axis(edition).bands
    meanings = any(band.meaning for band in bands)
    columns = [Column(title=words.gettext("Level")), Column(title=words.gettext("Index"))]
    return Table(
        id="guide-levels-table",
        caption=words.gettext("The levels"),
        columns=tuple(columns + ([Column(title=words.gettext("What it means"))] if meanings else [])),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=band.title),
                    Cell(text=band.bounds),
                    *((Cell(text=band.meaning or ""),) if meanings else ()),
                )
            )
            for band in bands
        ),
    )


def _presences(edition: Edition) -> Table:
    words = edition.words
    known = tuple(wording.presence(edition, code) for code in PRESENCES)
    return Table(
        id="guide-presence-table",
        caption=words.gettext("The four kinds of presence"),
        columns=(Column(title=words.gettext("Presence")), Column(title=words.gettext("What it means"))),
        rows=tuple(Row(cells=(Cell(text=each.word, presence=each), Cell(text=each.meaning))) for each in known),
    )
