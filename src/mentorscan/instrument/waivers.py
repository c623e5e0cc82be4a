"""Waivers: findings about the wording that somebody has looked at and leaves as they are, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mentorscan.errors import Place, Problem
from mentorscan.instrument.document import Document, Part
from mentorscan.instrument.explain import nearest
from mentorscan.registry import LINT_RULES


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """Leave to keep what a rule finds: in one item, one questionnaire, or (with neither) the whole instrument."""

    code: str
    reason: str
    place: Place
    questionnaire: str | None = None
    item: str | None = None


def waiver_problems(document: Document) -> Iterator[Problem]:
    """A problem for each waiver of a file that names no rule."""
    root = Part(document, (), document.data)
    for holder in (root, *root["items"].entries()):
        for waiver in holder["waive"].members():
            code = str(waiver.trail[-1])
            if code not in LINT_RULES:
                place, expected = document.key_place(waiver.trail), "a code that mentorscan instrument check prints"
                hint = nearest(code, LINT_RULES) or "take it out"
                yield Problem("unknown-rule", f"no rule is called {code}", place, expected, hint)


def waivers_of(main: Document, questionnaires: Mapping[str, Document]) -> tuple[Waiver, ...]:
    """Every waiver of a right instrument, in the order of its files."""
    found = list(_waivers(Part(main, (), main.data)))
    for name, document in questionnaires.items():
        root = Part(document, (), document.data)
        found += _waivers(root, questionnaire=name)
        for item in root["items"].entries():
            found += _waivers(item, questionnaire=name, item=item["id"].text)
    return tuple(found)


def _waivers(holder: Part, *, questionnaire: str | None = None, item: str | None = None) -> Iterator[Waiver]:
    for part in holder["waive"].members():
        yield Waiver(
            code=str(part.trail[-1]),
            reason=part.text or "",
            place=part.document.key_place(part.trail),
            questionnaire=questionnaire,
            item=item,
        )
