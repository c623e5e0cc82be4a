"""What frames the report: its cover, and who stands by it."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cover, SignOff, Term


def cover(edition: Edition) -> Cover | None:
    """The first page; ``None`` where none is asked for."""
    wishes, words, results = edition.recipe.cover, edition.words, edition.results
    if wishes is None:
        return None
    facts = (
        (words.gettext("Organisation"), edition.organisation),
        (words.gettext("Prepared for"), wishes.prepared_for),
        (words.gettext("Prepared by"), wishes.prepared_by),
        (words.gettext("Date"), wishes.date or words.date(results.created)),
    )
    return Cover(
        title=wishes.title or edition.text(results.instrument.title),
        subtitle=wishes.subtitle,
        facts=tuple(Term(name=name, meaning=(value,)) for name, value in facts if value),
        lines=wishes.lines,
        confidentiality=edition.recipe.confidentiality,
    )


def sign_off(edition: Edition) -> SignOff | None:
    """Who stands by the report; ``None`` where nobody is named."""
    wishes = edition.recipe.sign_off
    if wishes is None:
        return None
    lines = (wishes.place, wishes.name, wishes.role)
    return SignOff(
        title=edition.words.gettext("Sign-off"), text=wishes.text, lines=tuple(each for each in lines if each)
    )
