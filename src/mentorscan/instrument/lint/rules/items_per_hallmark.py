"""Hallmarks with too few items to rest on, or with more than they need."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject

FEWEST = 3
MOST = 10


def _find(subject: Subject) -> Iterator[Hit]:
    for questionnaire in subject.instrument.hallmarks:
        count = len(questionnaire.items)
        if FEWEST <= count <= MOST:
            continue
        advice = "add items on parts of the hallmark that are not asked about yet"
        if count > MOST:
            advice = "take out the items that say the same, or make two hallmarks of it"
        document = subject.questionnaires[questionnaire.id]
        yield Hit(
            place=document.key_place(("items",)),
            found=f"{questionnaire.id} has {count} {'item' if count == 1 else 'items'}",
            advice=advice,
            questionnaire=questionnaire.id,
        )


RULE = Rule(
    reason=(
        f"With fewer than {FEWEST} items a score hangs on the wording of one, and its consistency can hardly be judged "
        "(Hinkin 1998, A Brief Tutorial on the Development of Measures); with more than "
        f"{MOST} further items add little but effort (a bound of ours)."
    ),
    find=_find,
)
