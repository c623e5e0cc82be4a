"""A whole report: its parts, what frames them, and the words that belong to the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mentorscan.report.design import Design
from mentorscan.report.figures import FigureRow
from mentorscan.report.model.parts import (
    Beside,
    Chapters,
    Hallmarks,
    Link,
    Part,
    Practices,
    Priorities,
    Profile,
    Reinforcement,
    Summary,
    Tables,
    Term,
)
from mentorscan.report.prose import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The few words that belong to the page rather than to a part of it.

    ``interpretation``: the heading of what the consultant wrote; ``sheets``, ``columns``, ``statuses``: short names for
    the sheets of a workbook (by the id of a part), their columns, and how far an action is; ``shortened``: where a
    format shows a choice only; the rest belongs to switching, sorting and finding.
    """

    contents: str
    skip: str
    guide: str
    sideways: str
    interpretation: str
    shortened: str
    show: str
    filter: str
    no_match: str
    filter_groups: str
    no_group: str
    sort: str
    sheets: Mapping[str, str]
    columns: Mapping[str, str]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page of a printed report. ``facts``: prepared for, by, and the like; ``lines``: whatever else."""

    title: str
    subtitle: str | None
    facts: tuple[Term, ...]
    lines: tuple[str, ...]
    confidentiality: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Who stands by the report: a heading, what they say, and name, role and place below it, a line each."""

    title: str
    text: tuple[Block, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report.

    ``order``: which parts are shown, by id, in which order; ``parts`` are these. ``basis``: what the figures rest on,
    in a sentence each: response rate, weights, rows left out on request. ``figures``: all of them as bare numbers, a
    row each, for formats that calculate; reports that say the same are equal. ``confidentiality``: a line for every
    page. ``placeholders``: what stands in place of ``{{ name }}`` in a template of the user's own; empty where there is
    nothing to say.
    """

    language: str
    direction: str
    title: str
    generator: str
    created: str
    context: tuple[str, ...]
    labels: Labels
    design: Design
    cover: Cover | None
    sign_off: SignOff | None
    confidentiality: str | None
    order: tuple[str, ...]
    summary: Summary
    against: Tables | None
    profile: Profile | None
    consistency: Tables | None
    survey: Beside | None
    grounds: Tables | None
    groups: Tables | None
    hallmarks: Hallmarks | None
    differences: Tables | None
    practices: Practices | None
    reinforcement: Reinforcement | None
    outcomes: Hallmarks | None
    priorities: Priorities | None
    trust: Chapters
    guide: Chapters
    protection: tuple[str, ...]
    basis: tuple[str, ...]
    footer: tuple[str, ...]
    placeholders: Mapping[str, str]
    figures: Iterable[FigureRow] = field(compare=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are shown, in their order."""
        found = (getattr(self, each) for each in self.order)
        return tuple(each for each in found if each)

    @property
    def contents(self) -> tuple[Link, ...]:
        """The contents list: a line for each part."""
        return tuple(Link(anchor=part.id, title=part.title) for part in self.parts)
