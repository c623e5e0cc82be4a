"""The one or two sentences that a report opens with."""

from __future__ import annotations

from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.wording import weakest_titles


def headline(edition: Edition) -> str:
    """The report in one or two short sentences: how many hallmarks are consistently present, and the weakest."""
    sentences = (_asked(edition), fullness(edition), _weakest(edition))
    return " ".join(sentence for sentence in sentences if sentence)


def unscored(edition: Edition) -> str | None:
    """Which hallmarks were not judged, or have no score, as a phrase; ``None`` where every one has (or is hidden)."""
    words, missing = edition.words, edition.unscored
    if not missing:
        return None
    titles = ", ".join(edition.text(each.title) for each in missing)
    if edition.assessed:
        return words.ngettext("not judged: {titles}", "not judged: {titles}", len(missing), titles=titles)
    return words.ngettext("no score: {titles}", "no score: {titles}", len(missing), titles=titles)


def fullness(edition: Edition) -> str | None:
    """How many hallmarks are consistently present, as a sentence; ``None`` where that is not known."""
    words, judged = edition.words, edition.judged
    if judged is None:
        return _without_fullness(edition)
    met, of = judged
    if of == 1 and len(edition.results.hallmarks) == 1 and not edition.not_asked:
        title = edition.text(edition.results.hallmarks[0].title)
        if met:
            return words.gettext(
                "{title}, the one hallmark of this questionnaire, is consistently present.", title=title
            )
        return words.gettext(
            "{title}, the one hallmark of this questionnaire, is not consistently present yet.", title=title
        )
    missing = unscored(edition)
    if missing is None:
        sentence = _of_all(edition, met=met, of=of)
    elif edition.assessed:
        sentence = _of_judged(edition, met=met, of=of, missing=missing)
    else:
        sentence = _of_scored(edition, met=met, of=of, missing=missing)
    return sentence[:1].upper() + sentence[1:]


def _of_all(edition: Edition, *, met: int, of: int) -> str:
    words, spelled = edition.words, edition.words.spelled(of)
    if met == 0:
        return words.ngettext(
            "The one hallmark with a figure is not consistently present yet.",
            "None of the {all} hallmarks is consistently present yet.",
            of,
            all=spelled,
        )
    if met == of:
        return words.ngettext(
            "The one hallmark with a figure is consistently present.",
            "All {all} hallmarks are consistently present.",
            of,
            all=spelled,
        )
    return words.ngettext(
        "One of {all} hallmarks is consistently present.",
        "{spelled} of {all} hallmarks are consistently present.",
        met,
        all=spelled,
        spelled=words.spelled(met),
    )


def _of_judged(edition: Edition, *, met: int, of: int, missing: str) -> str:
    words, spelled = edition.words, edition.words.spelled(of)
    if met == 0:
        return words.ngettext(
            "The one hallmark judged is not consistently present yet; {missing}.",
            "None of the {all} hallmarks judged is consistently present yet; {missing}.",
            of,
            all=spelled,
            missing=missing,
        )
    if met == of:
        return words.ngettext(
            "The one hallmark judged is consistently present; {missing}.",
            "All {all} hallmarks judged are consistently present; {missing}.",
            of,
            all=spelled,
            missing=missing,
        )
    return words.ngettext(
        "One of the {all} hallmarks judged is consistently present; {missing}.",
        "{spelled} of the {all} hallmarks judged are consistently present; {missing}.",
        met,
        all=spelled,
        spelled=words.spelled(met),
        missing=missing,
    )


def _of_scored(edition: Edition, *, met: int, of: int, missing: str) -> str:
    words, spelled = edition.words, edition.words.spelled(of)
    if met == 0:
        return words.ngettext(
            "The one hallmark with a score is not consistently present yet; {missing}.",
            "None of the {all} hallmarks with a score is consistently present yet; {missing}.",
            of,
            all=spelled,
            missing=missing,
        )
    if met == of:
        return words.ngettext(
            "The one hallmark with a score is consistently present; {missing}.",
            "All {all} hallmarks with a score are consistently present; {missing}.",
            of,
            all=spelled,
            missing=missing,
        )
    return words.ngettext(
        "One of the {all} hallmarks with a score is consistently present; {missing}.",
        "{spelled} of the {all} hallmarks with a score are consistently present; {missing}.",
        met,
        all=spelled,
        spelled=words.spelled(met),
        missing=missing,
    )


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
    words, judged = edition.words, edition.judged
    title, index = weakest_titles(edition), edition.index_text(ranked[0].index or 0.0)
    if judged and judged[0] == judged[1]:
        return words.gettext("Even the lowest of them, {title}, reaches {index} of 100.", title=title, index=index)
    if ranked[1].index == ranked[0].index:
        return words.gettext("The weakest, at {index} of 100: {titles}.", titles=title, index=index)
    return words.gettext("The weakest is {title}, at {index} of 100.", title=title, index=index)
