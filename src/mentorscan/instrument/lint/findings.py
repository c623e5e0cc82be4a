"""Everything that the rules find in an instrument, set against its waivers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mentorscan.errors import Place, Severity
from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject
from mentorscan.instrument.waivers import Waiver, waivers_of
from mentorscan.registry import LINT_RULES, load

UNUSED_WAIVER = "unused-waiver"
"""The code of a waiver that has nothing to waive: no rule, so it cannot be waived itself."""

_Key = tuple[str, str | None, str | None]
"""A code, and the ids of the questionnaire and the item in which a waiver stands."""

_UNUSED_REASON = "A waiver that waives nothing hides the next finding of its kind."


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something about the wording that is worth a look: where, how grave, what was found, why, and what to do."""

    code: str
    severity: Severity
    place: Place
    found: str
    reason: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found, in the order of the files, and what was left out of it.

    ``waived``: how many findings are waived, by code. ``unlisted``: the languages without word lists, to which the
    rules that need them were not applied.
    """

    findings: tuple[Finding, ...]
    waived: Mapping[str, int]
    unlisted: tuple[str, ...]

    @property
    def grave(self) -> tuple[Finding, ...]:
        """The errors and warnings: what ``--strict`` does not let pass."""
        return tuple(each for each in self.findings if each.severity != "info")


def find_all(subject: Subject) -> Findings:
    """Everything that the rules find in an instrument."""
    waivers = {
        (each.code, each.questionnaire, each.item): each for each in waivers_of(subject.main, subject.questionnaires)
    }
    used: set[Waiver] = set()
    findings: list[Finding] = []
    waived: Counter[str] = Counter()
    for code in LINT_RULES:
        rule: Rule = load(LINT_RULES, code)
        for hit in rule.find(subject):
            waiver = _waiver(hit, code=code, waivers=waivers)
            if waiver is None:
                findings.append(_finding(hit, code=code, rule=rule))
            else:
                used.add(waiver)
                waived[code] += 1
    findings += [_unused(waiver) for waiver in waivers.values() if waiver not in used]
    files = [subject.main.file, *(document.file for document in subject.questionnaires.values())]
    order = {file: position for position, file in enumerate(files)}
    findings.sort(key=lambda each: (order[each.place.file], each.place.line or 0, each.place.column or 0))
    unlisted = tuple(each for each in subject.instrument.languages if each not in subject.vocabularies)
    return Findings(findings=tuple(findings), waived=dict(waived), unlisted=unlisted)


def _waiver(hit: Hit, *, code: str, waivers: Mapping[_Key, Waiver]) -> Waiver | None:
    """The closest waiver that covers a hit."""
    closest = (hit.questionnaire, hit.item), (hit.questionnaire, None), (None, None)
    return next((waivers[code, *holder] for holder in closest if (code, *holder) in waivers), None)


def _finding(hit: Hit, *, code: str, rule: Rule) -> Finding:
    return Finding(
        code=code, severity=hit.severity, place=hit.place, found=hit.found, reason=rule.reason, advice=hit.advice
    )


def _unused(waiver: Waiver) -> Finding:
    return Finding(
        code=UNUSED_WAIVER,
        severity="info",
        place=waiver.place,
        found=f"there is no {waiver.code} here that could be waived",
        reason=_UNUSED_REASON,
        advice="take the waiver out",
    )
