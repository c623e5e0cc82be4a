"""What somebody wants of a report: which parts in which order, for whom, under whose name, with whose words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from mentorscan.report.design import OWN_DESIGN, Design
from mentorscan.report.prose import Block

Audience = Literal["sponsor", "hr", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverWishes:
    """What stands on the cover; what is ``None`` is left out (the title: the instrument's)."""

    title: str | None = None
    subtitle: str | None = None
    prepared_for: str | None = None
    prepared_by: str | None = None
    date: str | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffWishes:
    """Who stands by the report."""

    text: tuple[Block, ...] = ()
    name: str | None = None
    role: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a report is to be made. Everything has a default: the whole report, as mentorscan makes it by itself.

    ``sections``: ids of parts, in order; ``None``: those of the audience. ``interpretation``: by the id of a part, a
    hallmark or an outcome. ``without_items``: ids of items that are not shown; they count in all figures.
    ``level_words``: whether levels are named at all.
    """

    organisation: str | None = None
    audience: Audience = "full"
    sections: tuple[str, ...] | None = None
    design: Design = OWN_DESIGN
    cover: CoverWishes | None = None
    confidentiality: str | None = None
    sign_off: SignOffWishes | None = None
    interpretation: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    without_items: frozenset[str] = frozenset()
    level_words: bool = True

    @property
    def order(self) -> tuple[str, ...]:
        """The parts that are asked for, by id, in order."""
        return AUDIENCES[self.audience] if self.sections is None else self.sections

    def on_questionnaire(self, name: str) -> tuple[Block, ...]:
        """What was written about a hallmark or an outcome; where its id is a part's, that stands with the part."""
        return () if name in PARTS else self.interpretation.get(name, ())


PARTS: Final = (
    "summary",
    "against",
    "profile",
    "consistency",
    "survey",
    "grounds",
    "groups",
    "hallmarks",
    "differences",
    "practices",
    "reinforcement",
    "outcomes",
    "priorities",
    "trust",
    "guide",
)
"""The parts of a report by id, in the order that they have where nothing else is asked for."""

AUDIENCES: Final[Mapping[Audience, tuple[str, ...]]] = {
    "sponsor": ("summary", "against", "profile", "survey", "priorities"),
    "hr": tuple(each for each in PARTS if each not in {"reinforcement", "trust"}),
    "full": PARTS,
}
"""The parts that each audience gets: what takes one minute, what takes twenty, and everything."""

WHOLE_REPORT: Final = Recipe()
"""The report as mentorscan makes it by itself."""
