"""The ids of an instrument that become columns of a survey export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mentorscan.instrument.document import Part
from mentorscan.instrument.lint.rule import Hit, listed
from mentorscan.instrument.lint.subject import Subject


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The ids of one file: of the segments, or of a questionnaire's items and comment."""

    owner: str
    ids: tuple[Part, ...]
    questionnaire: str | None = None


def columns(subject: Subject) -> Iterator[Columns]:
    """The ids of every file that has any, in order."""
    segments = tuple(each["id"] for each in subject.root["segments"].entries())
    yield Columns(owner="the segments", ids=segments)
    for questionnaire in subject.instrument.questionnaires:
        part = subject.part(questionnaire)
        ids = [each["id"] for each in (*part["items"].entries(), part["comment"])]
        present = tuple(each for each in ids if each.text)
        yield Columns(owner=questionnaire.id, ids=present, questionnaire=questionnaire.id)


def refused_ids(
    subject: Subject, *, is_kept: Callable[[str], bool], found: str, advice: str, grave: bool
) -> Iterator[Hit]:
    """A hit for each file with ids that a platform does not keep, at the first of them."""
    for each in columns(subject):
        refused = [part for part in each.ids if not is_kept(part.text or "")]
        if refused:
            yield Hit(
                place=refused[0].place,
                found=f"{found} of {each.owner}: {listed([part.text or '' for part in refused])}",
                advice=advice,
                severity="warning" if grave else "info",
                questionnaire=each.questionnaire,
            )
