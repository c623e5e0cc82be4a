"""From results to the report model: the one way from figures to what a reader sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorscan.report.edition import Edition
from mentorscan.report.language import open_language
from mentorscan.report.model import Labels, Link, Part, Report
from mentorscan.report.parts.actions import practices, priorities
from mentorscan.report.parts.answers import basis
from mentorscan.report.parts.differences import differences
from mentorscan.report.parts.groups import groups
from mentorscan.report.parts.guide import guide
from mentorscan.report.parts.hallmarks import hallmarks, outcomes
from mentorscan.report.parts.overview import consistency, profile, summary
from mentorscan.report.parts.protection import protection
from mentorscan.report.parts.reinforcement import reinforcement
from mentorscan.report.parts.trust import trust
from mentorscan.report.plain import plain
from mentorscan.results import Results


def build_report(
    results: Results, *, language: str | None = None, comments: Mapping[str, Sequence[str]] | None = None
) -> Report:
    """The report on these results, worded and rounded.

    ``language``: one of the instrument's languages that has a catalogue; by default the first such one.
    ``comments``: of a survey, by hallmark, those that a person has released; for the whole organisation only.
    The same results and comments give the same report; nothing else enters it.

    Raises ``OptionError`` where the instrument has no texts in that language, or mentorscan no words.
    """
    words, texts = open_language(language, texts=results.instrument.languages)
    edition = Edition(results=results, words=words, texts=texts, comments=comments or {})
    whole, profiled, consistent, grouped = summary(edition), profile(edition), consistency(edition), groups(edition)
    behind, differing = hallmarks(edition), differences(edition)
    practised, linked, gained = practices(edition), reinforcement(edition), outcomes(edition)
    first, trusted, guided = priorities(edition), trust(edition), guide(edition)
    leading: tuple[Part | None, ...] = (whole, profiled, consistent, grouped, behind, differing)
    parts = (*leading, practised, linked, gained, first, trusted, guided)
    title, context = edition.text(results.instrument.title), _context(edition)
    version = plain(results.tool.version)
    return Report(
        language=words.code,
        direction=words.locale.text_direction,
        title=title,
        generator=f"mentorscan {version}",
        context=context,
        labels=Labels(
            contents=words.gettext("Contents"),
            skip=words.gettext("Skip to the report"),
            guide=words.gettext("New to such figures? Read this first."),
            sideways=words.gettext("Scroll the table sideways to see all of it."),
        ),
        contents=tuple(Link(anchor=part.id, title=part.title) for part in parts if part),
        summary=whole,
        profile=profiled,
        consistency=consistent,
        groups=grouped,
        hallmarks=behind,
        differences=differing,
        practices=practised,
        reinforcement=linked,
        outcomes=gained,
        priorities=first,
        trust=trusted,
        guide=guided,
        protection=protection(edition),
        basis=basis(edition),
        footer=(" · ".join((title, *context)), words.gettext("Made with mentorscan {version}.", version=version)),
    )


def _context(edition: Edition) -> tuple[str, ...]:
    """Whose results these are: organisation, wave, dates, people; as far as they are known."""
    words, results = edition.words, edition.results
    wave, people = results.wave, results.overall.respondents
    known = (
        plain(results.organisation) if results.organisation else None,
        plain(wave.name) if wave else None,
        words.dates(wave.from_date, wave.to_date) if wave else None,
        *_answered_by(edition, people),
    )
    return tuple(each for each in known if each)


def _answered_by(edition: Edition, people: int | None) -> tuple[str | None, ...]:
    """How many answered; of raters who it was where it is one, and when."""
    words, raters = edition.words, edition.results.source.raters
    if not edition.assessed:
        return (None if people is None else words.ngettext("One person", "{number} people", people),)
    days = sorted(plain(each.date) for each in raters if each.date)
    who = (
        words.gettext("Rated by {rater}", rater=plain(raters[0].rater))
        if edition.alone
        else words.ngettext("One rater", "{number} raters", len(raters))
    )
    return who, words.dates(days[0], days[-1]) if days else None
