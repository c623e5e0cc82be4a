"""The one or two sentences that a report opens with."""

from __future__ import annotations

from mentorscan.report.edition import Edition, hidden_reason, index_of

_BOTH = 2
"""Of two, English says both and neither."""


def headline(edition: Edition) -> str:
    """The report in one or two short sentences: how many hallmarks are consistently present, and the weakest."""
    sentences = (_asked(edition), fullness(edition), _weakest(edition))
    return " ".join(sentence for sentence in sentences if sentence)


def unscored(edition: Edition) -> str | None:
    """Which hallmarks were not judged, or have no score, as a phrase; ``None`` where every one has (or is hidden)."""
    words, missing = edition.words, edition.unscored
    if not missing:
        return None
    titles = edition.named(missing)
    if edition.assessed:
        return words.ngettext("not judged: {titles}", "not judged: {titles}", len(missing), titles=titles)
    return words.ngettext("no score: {titles}", "no score: {titles}", len(missing), titles=titles)


def fullness(edition: Edition) -> str | None:
    """How many hallmarks are consistently present, as a sentence; ``None`` where that is not known."""
    words, judged = edition.words, edition.judged
    if judged is None:
        return _without_fullness(edition)
    met, of = judged
    if of == 1 and len(edition.results.hallmarks) == 1:
        title = edition.text(edition.results.hallmarks[0].title)
        if edition.not_asked and met:
            return words.gettext("It is consistently present: {title}.", title=title)
        if edition.not_asked:
            return words.gettext("It is not consistently present yet: {title}.", title=title)
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
    if of == _BOTH and met == 0:
        return words.gettext("Neither of the two hallmarks is consistently present yet.")
    if met == of == _BOTH:
        return words.gettext("Both hallmarks are consistently present.")
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
        spelled=words.spelled(met, of=of),
    )


def _of_judged(edition: Edition, *, met: int, of: int, missing: str) -> str:
    words, spelled = edition.words, edition.words.spelled(of)
    if of == _BOTH and met == 0:
        return words.gettext(
            "Neither of the two hallmarks judged is consistently present yet; {missing}.", missing=missing
        )
    if met == of == _BOTH:
        return words.gettext("Both hallmarks judged are consistently present; {missing}.", missing=missing)
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
        spelled=words.spelled(met, of=of),
        missing=missing,
    )


def _of_scored(edition: Edition, *, met: int, of: int, missing: str) -> str:
    words, spelled = edition.words, edition.words.spelled(of)
    if of == _BOTH and met == 0:
        return words.gettext(
            "Neither of the two hallmarks with a score is consistently present yet; {missing}.", missing=missing
        )
    if met == of == _BOTH:
        return words.gettext("Both hallmarks with a score are consistently present; {missing}.", missing=missing)
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
        spelled=words.spelled(met, of=of),
        missing=missing,
    )


def _asked(edition: Edition) -> str | None:
    """That only some of the instrument's hallmarks were asked."""
    words, asked = edition.words, len(edition.results.hallmarks)
    if not edition.not_asked or not asked:
        return None
    whole = asked + len(edition.not_asked)
    return words.ngettext(
        "Only one of {all} hallmarks was asked.",
        "Only {asked} of {all} hallmarks were asked.",
        asked,
        asked=words.spelled(asked, of=whole),
        all=words.spelled(whole),
    )


def _without_fullness(edition: Edition) -> str:
    words = edition.words
    if not edition.results.hallmarks:
        return words.gettext("No hallmark was asked.")
    if edition.results.overall.index is not None:
        return words.gettext(
            "The index is {index} of 100. How many hallmarks are consistently present may not be shown.",
            index=edition.index_text(edition.results.overall.index),
        )
    if hidden_reason(edition.results.overall, "index") or any(each.hidden for each in edition.results.hallmarks):
        return words.gettext("Nothing can be shown: too few people answered to keep their answers private.")
    return words.gettext("There are too few answers for any figure.")


def _weakest(edition: Edition) -> str | None:
    """The hallmark with the lowest index, or those that share it; nothing where all of them lie level."""
    if edition.alike:
        return None
    words, judged, weakest = edition.words, edition.judged, edition.weakest
    titles, index = edition.named(weakest), edition.index_text(index_of(weakest[0]))
    if judged and judged[0] == judged[1]:
        return words.ngettext(
            "Even the lowest of them, {titles}, reaches {index} of 100.",
            "Even the lowest of them reach {index} of 100: {titles}.",
            len(weakest),
            titles=titles,
            index=index,
        )
    if any(hidden_reason(each, "index", "mean", "respondents") for each in edition.results.hallmarks):
        return words.ngettext(
            "The weakest of those that are shown is {titles}, at {index} of 100.",
            "The weakest of those that are shown, at {index} of 100: {titles}.",
            len(weakest),
            titles=titles,
            index=index,
        )
    return words.ngettext(
        "The weakest is {titles}, at {index} of 100.",
        "The weakest, at {index} of 100: {titles}.",
        len(weakest),
        titles=titles,
        index=index,
    )
