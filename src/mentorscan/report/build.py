"""From results to the report model: the one way from figures to what a reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mentorscan.report.design import Design, readable
from mentorscan.report.edition import Edition
from mentorscan.report.figures import Figures
from mentorscan.report.group import Subject, results_of_group
from mentorscan.report.language import open_language
from mentorscan.report.model import Labels, Report
from mentorscan.report.parts.actions import practices, priorities
from mentorscan.report.parts.against import against
from mentorscan.report.parts.answers import basis
from mentorscan.report.parts.cover import cover, placeholders, sign_off
from mentorscan.report.parts.differences import differences
from mentorscan.report.parts.grounds import grounds
from mentorscan.report.parts.groups import groups
from mentorscan.report.parts.guide import guide
from mentorscan.report.parts.hallmarks import hallmarks, outcomes
from mentorscan.report.parts.overview import consistency, profile, summary
from mentorscan.report.parts.protection import protection
from mentorscan.report.parts.reinforcement import reinforcement
from mentorscan.report.parts.survey import survey
from mentorscan.report.parts.trust import trust
from mentorscan.report.plain import plain
from mentorscan.report.recipe import PARTS, WHOLE_REPORT, Recipe
from mentorscan.report.tailored import tailored
from mentorscan.results import GroupFigures, Results


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
    results = tailored(results, recipe)
    return _report(Edition(results=results, words=words, texts=texts, comments=comments or {}, recipe=recipe))


def build_group_reports(
    results: Results, *, segment: str, language: str | None = None, recipe: Recipe = WHOLE_REPORT
) -> Iterator[tuple[GroupFigures, Report]]:
    """The groups of a segment that are shown, in their order, each with the report on it: built one at a time.

    What the recipe's owner wrote about the parts is about the whole, and so are the comments: a group's report has
    neither. Raises as ``build_report`` does.
    """
    words, texts = open_language(language, texts=results.instrument.languages)
    whole = tailored(results, recipe)
    own = replace(recipe, interpretation={}, sections=_with_against(recipe.order))
    within = next(each for each in whole.segments if each.id == segment)
    for group in within.groups:
        if group.overall is not None:
            subject = Subject(whole=whole, segment=within, group=group)
            found = results_of_group(subject)
            yield group, _report(Edition(results=found, words=words, texts=texts, recipe=own, subject=subject))


def _on_paper(design: Design) -> Design:
    """The design with an accent that can be read on white, in every format."""
    return replace(design, accent=readable(design.accent, ground="#ffffff")) if design.accent else design


def _with_against(order: tuple[str, ...]) -> tuple[str, ...]:
    """The parts with the one that sets a group beside the whole, which a recipe made for the whole does not name."""
    if "against" in order:
        return order
    place = order.index("summary") + 1 if "summary" in order else 0
    return (*order[:place], "against", *order[place:])


def _report(edition: Edition) -> Report:
    results, words, recipe = edition.results, edition.words, edition.recipe
    title, context = edition.title_of_report, _context(edition)
    version = plain(results.tool.version)
    report = Report(
        language=words.code,
        direction=words.locale.text_direction,
        title=title,
        generator=f"mentorscan {version}",
        created=results.created,
        context=context,
        labels=_labels(edition),
        design=_on_paper(recipe.design),
        cover=cover(edition),
        sign_off=sign_off(edition),
        confidentiality=recipe.confidentiality,
        order=recipe.order,
        summary=summary(edition),
        against=against(edition),
        profile=profile(edition),
        consistency=consistency(edition),
        survey=survey(edition),
        grounds=grounds(edition),
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
        placeholders=placeholders(edition),
        figures=Figures(edition),
    )
    return _interpreted(report, recipe)


def _interpreted(report: Report, recipe: Recipe) -> Report:
    """The report with what was written about its parts."""
    parts = ((name, getattr(report, name)) for name in PARTS if name in recipe.interpretation)
    written: dict[str, Any] = {
        name: replace(part, interpretation=recipe.interpretation[name]) for name, part in parts if part
    }
    return replace(report, **written)


def _labels(edition: Edition) -> Labels:
    words = edition.words
    return Labels(
        contents=words.gettext("Contents"),
        skip=words.gettext("Skip to the report"),
        guide=words.gettext("New to such figures? Read this first."),
        sideways=words.gettext("Scroll the table sideways to see all of it."),
        interpretation=words.gettext("Our reading"),
        shortened=words.gettext("Shortened here; the full report holds the rest."),
        show=words.gettext("Show"),
        filter=words.gettext("Find a statement"),
        no_match=words.gettext("No statement holds these words."),
        filter_groups=words.gettext("Find a group"),
        no_group=words.gettext("No group holds these words."),
        sort=words.gettext("Sort by"),
        sheets=_sheets(edition),
        columns=_columns(edition),
        statuses=(
            words.pgettext("action", "open"),
            words.pgettext("action", "in progress"),
            words.pgettext("action", "done"),
        ),
    )


def _sheets(edition: Edition) -> dict[str, str]:
    """Short names of the parts, and of the sheets that further tables fill."""
    words = edition.words
    return {
        "summary": words.pgettext("sheet", "Summary"),
        "against": words.pgettext("sheet", "Against the whole"),
        "profile": words.pgettext("sheet", "Profile"),
        "consistency": words.pgettext("sheet", "Consistency"),
        "survey": words.pgettext("sheet", "Beside the survey"),
        "grounds": words.pgettext("sheet", "Grounds"),
        "groups": words.pgettext("sheet", "Groups"),
        "hallmarks": words.pgettext("sheet", "Hallmarks"),
        "statements": words.pgettext("sheet", "Statements"),
        "facets": words.pgettext("sheet", "Facets"),
        "comments": words.pgettext("sheet", "Comments"),
        "differences": words.pgettext("sheet", "Differences"),
        "differences-spread": words.pgettext("sheet", "Raters"),
        "practices": words.pgettext("sheet", "Practices"),
        "reinforcement": words.pgettext("sheet", "Reinforcement"),
        "drivers": words.pgettext("sheet", "With the outcomes"),
        "outcomes": words.pgettext("sheet", "Outcomes"),
        "priorities": words.pgettext("sheet", "Priorities"),
        "actions": words.pgettext("sheet", "Actions"),
        "trust": words.pgettext("sheet", "Trust"),
        "guide": words.pgettext("sheet", "How to read"),
    }


def _columns(edition: Edition) -> dict[str, str]:
    """Headings of columns that only formats with one table for everything need."""
    words = edition.words
    ends = {"low": words.gettext("95% interval, from"), "high": words.gettext("95% interval, to")}
    return ({} if edition.assessed else ends) | {
        "hallmark": words.gettext("Hallmark"),
        "outcome": words.gettext("Outcome"),
        "statement": words.gettext("Statement"),
        "index": words.gettext("Index"),
        "gain": words.gettext("Gain for the hallmark, in points"),
        "meaning": words.gettext("What it means"),
        "findings": words.gettext("What stands out"),
        "comment": words.gettext("Comment"),
        "response": words.gettext("Response"),
        "status": words.gettext("Status"),
        "figure": words.gettext("Figure"),
        "value": words.gettext("Value"),
        "number": words.gettext("No."),
    }


def _context(edition: Edition) -> tuple[str, ...]:
    """Whose results these are: organisation, wave, dates, people; as far as they are known."""
    words, results = edition.words, edition.results
    wave, people = results.wave, results.overall.respondents
    known = (
        edition.organisation,
        edition.subject_title,
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
