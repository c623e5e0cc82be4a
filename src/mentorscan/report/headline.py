"""The one or two sentences that a report opens with."""

from __future__ import annotations

from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.wording import weakest_titles


def headline(edition: Edition) -> str:
    """The report in one or two short sentences: how many hallmarks are consistently present, and the weakest."""
    sentences = (_asked(edition), _fullness(edition), _weakest(edition))
    return " ".join(sentence for sentence in sentences if sentence)


def _fullness(edition: Edition) -> str | None:
    words, fullness = edition.words, edition.results.overall.fullness
    if fullness is None or fullness.consistent is None or fullness.of == 0:
        return _without_fullness(edition)
    met, of = fullness.consistent, fullness.of
    if of == 1 and len(edition.results.hallmarks) == 1 and not edition.not_asked:
        title = edition.text(edition.results.hallmarks[0].title)
        if met:
            return words.gettext(
                "{title}, the one hallmark of this questionnaire, is consistently present.", title=title
            )
        return words.gettext(
            "{title}, the one hallmark of this questionnaire, is not consistently present yet.", title=title
        )
    spelled = words.spelled(of)
    if met == 0:
        sentence = words.ngettext(
            "The one hallmark with a figure is not consistently present yet.",
            "None of the {all} hallmarks is consistently present yet.",
            of,
            all=spelled,
        )
    elif met == of:
        sentence = words.ngettext(
            "The one hallmark with a figure is consistently present.",
            "All {all} hallmarks are consistently present.",
            of,
            all=spelled,
        )
    else:
        sentence = words.ngettext(
            "One of {all} hallmarks is consistently present.",
            "{spelled} of {all} hallmarks are consistently present.",
            met,
            all=spelled,
            spelled=words.spelled(met),
        )
    return sentence[:1].upper() + sentence[1:]


def _asked(edition: Edition) -> str | None:
    """That only some of the instrument's hallmarks were asked."""
    words, asked = edition.words, len(edition.results.hallmarks)
    if not edition.not_asked:
        return None
    return words.ngettext(
        "Only one of {all} hallmarks was asked.",
        "Only {asked} of {all} hallmarks were asked.",
        asked,
        asked=words.spelled(asked),
        all=words.spelled(asked + len(edition.not_asked)),
    )


def _without_fullness(edition: Edition) -> str:
    words = edition.words
    if edition.results.overall.index is not None:
        return words.gettext(
            "The index is {index} of 100. How many hallmarks are consistently present may not be shown.",
            index=edition.index_text(edition.results.overall.index),
        )
    if hidden_reason(edition.results.overall, "index") or any(each.hidden for each in edition.results.hallmarks):
        return words.gettext("Nothing may be shown: too few people answered to protect each one of them.")
    return words.gettext("There are too few answers for any figure.")


def _weakest(edition: Edition) -> str | None:
    ranked = edition.ranked
    if len(ranked) < 2 or ranked[0].index == ranked[-1].index:
        return None
    words, overall = edition.words, edition.results.overall
    title, index = weakest_titles(edition), edition.index_text(ranked[0].index or 0.0)
    if overall.fullness and overall.fullness.consistent == overall.fullness.of:
        return words.gettext("Even the lowest of them, {title}, reaches {index} of 100.", title=title, index=index)
    if ranked[1].index == ranked[0].index:
        return words.gettext("The weakest, at {index} of 100: {titles}.", titles=title, index=index)
    return words.gettext("The weakest is {title}, at {index} of 100.", title=title, index=index)
