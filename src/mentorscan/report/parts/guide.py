"""How to read this, for people who have never seen an index."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Chapters, Column, Row, Table, Term
from mentorscan.report.parts.overview import PRESENCES, declared_opt_outs
from mentorscan.report.parts.profiles import axis
from mentorscan.report.wording import comparisons, sentences, standing


def guide(edition: Edition) -> Chapters:
    """The words of this report, each explained in a sentence or two."""
    words, named = edition.words, edition.recipe.level_words
    return Chapters(
        id="guide",
        title=words.gettext("How to read this report"),
        lead=(words.gettext("No knowledge of statistics is needed. These are the words that return on every page."),),
        chapters=(
            Chapter(id="guide-words", title=words.gettext("The words"), terms=_terms(edition)),
            Chapter(
                id="guide-levels",
                title=words.gettext("Levels and presence") if named else words.gettext("Presence"),
                sentences=()
                if not named
                else (
                    words.gettext("The level says how high the index is; presence says whether it can be relied on.")
                    if edition.assessed
                    else words.gettext(
                        "The level says how high the index is; presence says for how many people that holds."
                    ),
                ),
                tables=(*((_levels(edition),) if named else ()), _presences(edition)),
            ),
            *_introduction(edition),
        ),
    )


def _introduction(edition: Edition) -> tuple[Chapter, ...]:
    """What stood above the questionnaire, if anything."""
    text = edition.results.instrument.introduction
    if text is None:
        return ()
    words = edition.words
    title = words.gettext("What the raters read") if edition.assessed else words.gettext("What people were told")
    return (Chapter(id="guide-introduction", title=title, sentences=(edition.text(text),)),)


def _terms(edition: Edition) -> tuple[Term, ...]:
    words, assessed = edition.words, edition.assessed
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
                "Where the answers lie between the lowest point of the answer scale (0) and the highest (100); 50 is "
                "the middle. It is not a percentage of anything."
            )
            if assessed
            else words.gettext(
                "The average answer on a scale from 0 to 100. 0: everybody chose the lowest point of the answer scale; "
                "100: everybody chose the highest; 50: the middle. It is not a percentage of people."
            ),
        ),
        *(() if assessed else (_interval(edition),)),
        *((_level(edition),) if edition.recipe.level_words else ()),
        (
            words.gettext("Presence"),
            words.gettext(
                "Whether a hallmark can be relied on, not only how strong it is on average. A high index with some "
                "unfavourable answers in it is present, but not consistent."
            )
            if edition.without_reach or standing.unchecked(edition)
            else words.gettext(
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
        *(() if assessed else (*_comparisons(edition), _hidden(edition))),
    )
    return tuple(Term(name=name, meaning=(text,)) for name, text in told)


def _level(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Level"),
        words.gettext("A name for a stretch of the index.")
        if edition.assessed
        else words.gettext(
            "A name for a stretch of the index. “Between” two levels, or “anywhere from” one to another: the interval "
            "reaches across a bound, so the answers do not decide which it is."
        ),
    )


def _interval(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("95% interval"),
        words.gettext(
            "How exactly the answers fix the index: values inside it fit the answers well. The fewer people "
            "answered, and the more they differ, the wider it is. Two indices whose intervals overlap widely cannot be "
            "told apart by these answers."
        ),
    )


def _comparisons(edition: Edition) -> tuple[tuple[str, str], ...]:
    """The words for groups held against the whole, and for hallmarks held against each other."""
    words, results = edition.words, edition.results
    groups = [group for segment in results.segments for group in segment.groups]
    if edition.subject:
        groups = [edition.subject.group]
    verdict = (
        words.gettext("Above, below, unclear"),
        words.gettext(
            "How a group stands to the whole. Above or below: the difference is larger than chance alone would make "
            "it, with all comparisons taken together. Unclear: the answers do not decide, mostly because there are few "
            "of them. Groups are never ranked: the order of neighbours would mostly be chance."
        ),
    )
    correlation = (
        words.gettext("Correlation"),
        words.gettext(
            "How closely two figures go together over people, from −1 through 0 (not at all) to 1 (entirely). It does "
            "not say that one brings the other about."
        ),
    )
    reliability = (
        words.gettext("Reliability"),
        words.gettext(
            "Whether the statements of a hallmark measure one thing, so that the same people would come out alike if "
            "they were asked again in other words."
        ),
    )
    return (
        *((verdict,) if any(any(comparisons.comparisons(edition.of_whole, each)) for each in groups) else ()),
        *((correlation,) if results.reinforcement else ()),
        *((reliability,) if any(each.reliability and each.reliability.n for each in results.hallmarks) else ()),
    )


def _hidden(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Hidden"),
        words.gettext(
            "Not shown, because figures on a few people could tell what a single person answered. Hidden does not "
            "mean zero, nor bad. Some larger groups are hidden too, where a small one could be worked out from "
            "them."
        ),
    )


def _dont_know(edition: Edition) -> tuple[tuple[str, str]]:
    words = edition.words
    return (
        (
            words.gettext("Don't know"),
            words.gettext(
                "An answer, not a gap, and a question to follow up: can people not see what the statement is about, or "
                "does nobody talk about it? It never lowers an index; its share is shown apart."
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
    known = tuple(sentences.presence(edition, code) for code in PRESENCES)
    return Table(
        id="guide-presence-table",
        caption=words.gettext("The four kinds of presence"),
        columns=(Column(title=words.gettext("Presence")), Column(title=words.gettext("What it means"))),
        rows=tuple(Row(cells=(Cell(text=each.word, presence=each), Cell(text=each.meaning))) for each in known),
    )
