"""Texts that stand in one language only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mentorscan.instrument.document import Part
from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject
from mentorscan.instrument.lint.vocabulary import words_of

_TEXTS = ("title", "introduction", "definition", "meaning", "label", "text", "evidence", "advice")
_NAME = 3
"""Words that may be the same in several languages: names and titles."""


def _find(subject: Subject) -> Iterator[Hit]:
    if len(subject.instrument.languages) > 1:
        yield from _hits(subject.root)
        for questionnaire in subject.instrument.questionnaires:
            part = subject.part(questionnaire)
            for key in part.value if isinstance(part.value, dict) else ():
                if key != "items":
                    yield from _hits(part[key], questionnaire=questionnaire.id)
            for item in part["items"].entries():
                yield from _hits(item, questionnaire=questionnaire.id, item=item["id"].text)


def _hits(part: Part, *, questionnaire: str | None = None, item: str | None = None) -> Iterator[Hit]:
    """The texts in a part of a file that are one for several languages."""
    if part.trail and part.trail[-1] in _TEXTS:
        languages = _same(part)
        if languages:
            yield Hit(
                place=part.place,
                found=f"{_owner(part)} has one text for {languages}",
                advice="write it in each language; waive this where it is a name",
                questionnaire=questionnaire,
                item=item,
            )
    else:
        for each in (*part.members(), *part.entries()):
            # Groups are often called the same everywhere: the names of places, products and departments.
            if each.trail[-1] != "groups":
                yield from _hits(each, questionnaire=questionnaire, item=item)


def _same(text: Part) -> str:
    """The languages that share a text, in words; empty where none do."""
    if text.text:
        return "all languages" if any(character.isalpha() for character in text.text) else ""
    texts = {str(each.trail[-1]): words_of(each.text or "") for each in text.members()}
    alike = [pair for pair in combinations(texts, 2) if texts[pair[0]] == texts[pair[1]]]
    long = dict.fromkeys(language for pair in alike for language in pair if len(texts[language]) > _NAME)
    return " and ".join(long)


def _owner(part: Part) -> str:
    """What a text belongs to, by the ids and keys on the way to it."""
    steps: list[str] = []
    around = Part(part.document, (), part.document.data)
    for step in part.trail:
        value = around.value[step] if isinstance(around.value, list) and isinstance(step, int) else None
        around = around[step] if isinstance(step, str) else Part(part.document, (*around.trail, step), value)
        name = around["id"].text or around["code"].text or str(around["value"].whole)
        steps.append(step if isinstance(step, str) else name)
    return " ".join(steps)


RULE = Rule(
    reason=(
        "Who reads a text in a foreign language answers another questionnaire; each language needs a version of its "
        "own (Harkness, Villar and Edwards 2010, Translation, Adaptation, and Design)."
    ),
    find=_find,
)
