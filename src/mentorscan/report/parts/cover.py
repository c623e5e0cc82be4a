"""What frames the report: its cover, and who stands by it."""

from __future__ import annotations

from collections.abc import Mapping

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cover, SignOff, Term
from mentorscan.report.recipe import CoverWishes


def cover(edition: Edition) -> Cover | None:
    """The first page; ``None`` where none is asked for."""
    wishes, words, results = edition.recipe.cover, edition.words, edition.results
    if wishes is None:
        return None
    facts = (
        (words.gettext("Organisation"), edition.organisation),
        (words.gettext("Group"), edition.subject_title),
        (words.gettext("Prepared for"), wishes.prepared_for),
        (words.gettext("Prepared by"), wishes.prepared_by),
        (words.gettext("Date"), wishes.date or words.date(results.created)),
    )
    return Cover(
        title=edition.title_of_report,
        subtitle=wishes.subtitle,
        facts=tuple(Term(name=name, meaning=(value,)) for name, value in facts if value),
        lines=wishes.lines,
        confidentiality=edition.recipe.confidentiality,
    )


def placeholders(edition: Edition) -> Mapping[str, str]:
    """What stands in place of each placeholder of a template."""
    wishes, results = edition.recipe.cover or CoverWishes(), edition.results
    found = {
        "title": edition.title_of_report,
        "organisation": edition.organisation,
        "date": wishes.date or edition.words.date(results.created),
        "prepared_for": wishes.prepared_for,
        "prepared_by": wishes.prepared_by,
        "confidentiality": edition.recipe.confidentiality,
    }
    return {name: value or "" for name, value in found.items()}


def sign_off(edition: Edition) -> SignOff | None:
    """Who stands by the report; ``None`` where nobody is named."""
    wishes = edition.recipe.sign_off
    if wishes is None:
        return None
    lines = (wishes.place, wishes.name, wishes.role)
    return SignOff(
        title=edition.words.gettext("Sign-off"), text=wishes.text, lines=tuple(each for each in lines if each)
    )
