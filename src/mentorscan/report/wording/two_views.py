"""The raters' view beside the employees': what a reader is to know of it, in sentences."""

from __future__ import annotations

from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.plain import plain
from mentorscan.results import APART, Hallmark, HallmarkBeside, SurveyBeside


def finding(edition: Edition, survey: SurveyBeside) -> str:
    """On which hallmarks the raters see clearly more or less than the employees, in one sentence."""
    words, compared = edition.words, [each for each in survey.hallmarks if each.difference is not None]
    above, below = (_those(edition, survey, verdict) for verdict in ("above", "below"))
    if not compared:
        return words.gettext("Nothing can be compared: no hallmark has figures that both views share.")
    if above and below:
        return words.ngettext(
            "The rater sees clearly more than the employees on {above}; clearly less on {below}.",
            "The raters see clearly more than the employees on {above}; clearly less on {below}.",
            len(edition.results.source.raters),
            above=edition.named(above),
            below=edition.named(below),
        )
    if len(compared) > 1 and len(above or below) == len(compared):
        return _everywhere(edition, above=bool(above))
    if above or below:
        return _somewhere(edition, above or below, above=bool(above))
    if all(each.interval is None for each in compared):
        return words.gettext(
            "Whether the two views differ clearly cannot be told: the survey shows no interval to judge by."
        )
    return words.ngettext(
        "On no hallmark that is compared does the rater see clearly more or less than the employees.",
        "On no hallmark that is compared do the raters see clearly more or less than the employees.",
        len(edition.results.source.raters),
    )


def _everywhere(edition: Edition, *, above: bool) -> str:
    words, raters = edition.words, len(edition.results.source.raters)
    if above:
        return words.ngettext(
            "The rater sees clearly more than the employees on every hallmark that is compared.",
            "The raters see clearly more than the employees on every hallmark that is compared.",
            raters,
        )
    return words.ngettext(
        "The rater sees clearly less than the employees on every hallmark that is compared.",
        "The raters see clearly less than the employees on every hallmark that is compared.",
        raters,
    )


def _somewhere(edition: Edition, hallmarks: list[Hallmark], *, above: bool) -> str:
    words, raters, titles = edition.words, len(edition.results.source.raters), edition.named(hallmarks)
    if above:
        return words.ngettext(
            "The rater sees clearly more than the employees on {titles}.",
            "The raters see clearly more than the employees on {titles}.",
            raters,
            titles=titles,
        )
    return words.ngettext(
        "The rater sees clearly less than the employees on {titles}.",
        "The raters see clearly less than the employees on {titles}.",
        raters,
        titles=titles,
    )


def employees_asked(edition: Edition, survey: SurveyBeside) -> str:
    """Which survey stands beside the raters' view: its wave or its date, and how many answered."""
    words, wave = edition.words, survey.wave
    dates = words.dates(wave.from_date, wave.to_date) if wave else None
    when = ", ".join(each for each in (plain(wave.name) if wave else None, dates) if each)
    told = when or words.date(survey.created)
    if survey.respondents is None:
        return words.gettext("The employees' view is that of a survey ({when}).", when=told)
    return words.ngettext(
        "The employees' view is that of a survey which one person answered ({when}).",
        "The employees' view is that of a survey which {number} people answered ({when}).",
        survey.respondents,
        when=told,
    )


def rule(edition: Edition) -> str:
    """From when on a difference is called clear, and what it does not say."""
    return edition.words.gettext(
        "A difference is called clear where the raters' index lies outside the 95% interval of the employees' and at "
        "least {points} points from their index. It does not say who is right: talk about what each side sees.",
        points=edition.words.number(APART),
    )


def not_compared(edition: Edition, found: HallmarkBeside) -> str:
    """Why a hallmark is not compared, as a phrase."""
    words = edition.words
    if hidden_reason(found, "index"):
        return words.gettext("not compared: the survey does not show it")
    own = edition.hallmark(found.id)
    if own is not None and own.index is None:
        return words.gettext("not compared: not judged")
    if found.raters_index is not None:
        return words.gettext("not compared: no score in the survey")
    return words.gettext("not compared: no statement that both were asked")


def _those(edition: Edition, survey: SurveyBeside, verdict: str) -> list[Hallmark]:
    """The hallmarks with a verdict, in the order of the model."""
    ids = {each.id for each in survey.hallmarks if each.verdict == verdict}
    return [each for each in edition.results.hallmarks if each.id in ids]
