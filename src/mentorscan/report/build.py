"""From results to the report model: the one way from figures to what a reader sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorscan.report.edition import Edition
from mentorscan.report.language import open_language
from mentorscan.report.model import Labels, Report
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
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.results import Results


def build_report(
    results: Results,
    *,
    language: str | None = None,
    comments: Mapping[str, Sequence[str]] | None = None,
    recipe: Recipe = WHOLE_REPORT,
) -> Report:
    """The report on these results, worded and rounded.

    ``language``: one of the instrument's languages that has a catalogue; by default the first such one.
    ``comments``: of a survey, by hallmark, those that a person has released; for the whole organisation only.
    ``recipe``: what is wanted of the report. The same input gives the same report; nothing else enters it.

    Raises ``OptionError`` where the instrument has no texts in that language, or mentorscan no words.
    """
    words, texts = open_language(language, texts=results.instrument.languages)
    edition = Edition(results=results, words=words, texts=texts, comments=comments or {}, recipe=recipe)
    title, context = edition.text(results.instrument.title), _context(edition)
    version = plain(results.tool.version)
    return Report(
        language=words.code,
        direction=words.locale.text_direction,
        title=title,
        generator=f"mentorscan {version}",
        created=results.created,
        context=context,
        labels=_labels(edition),
        design=recipe.design,
        cover=None,
        sign_off=None,
        confidentiality=recipe.confidentiality,
        order=recipe.order,
        summary=summary(edition),
        against=None,
        profile=profile(edition),
        consistency=consistency(edition),
        groups=groups(edition),
        hallmarks=hallmarks(edition),
        differences=differences(edition),
        practices=practices(edition),
        reinforcement=reinforcement(edition),
        outcomes=outcomes(edition),
        priorities=priorities(edition),
        trust=trust(edition),
        guide=guide(edition),
        protection=protection(edition),
        basis=basis(edition),
        footer=(" · ".join((title, *context)), words.gettext("Made with mentorscan {version}.", version=version)),
        figures=(),
    )


def _labels(edition: Edition) -> Labels:
    words = edition.words
    return Labels(
        contents=words.gettext("Contents"),
        skip=words.gettext("Skip to the report"),
        guide=words.gettext("New to such figures? Read this first."),
        sideways=words.gettext("Scroll the table sideways to see all of it."),
        interpretation=words.gettext("Our reading"),
        show=words.gettext("Show"),
        filter=words.gettext("Find a statement"),
        no_match=words.gettext("No statement holds these words."),
        filter_groups=words.gettext("Find a group"),
        no_group=words.gettext("No group holds these words."),
        sort=words.gettext("Sort by"),
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
