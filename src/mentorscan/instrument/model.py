"""The instrument as the rest of mentorscan sees it: frozen, checked, every default filled in.

The YAML format is section 2 of the contract (``docs/formats.md``). Files are read by ``mentorscan.instrument.load``,
which reports every problem with its place; a model that exists is valid. Every text is complete: an object from
language to string with all languages of the instrument, also where the file gave one string for all.
"""

from __future__ import annotations

from functools import cached_property
from math import ceil
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Text = dict[str, str]
OptOutCode = Literal["dont_know", "not_applicable"]
Practice = Literal["readiness", "opportunity", "support"]
Role = Literal["hallmark", "outcome"]

OPT_OUTS: tuple[OptOutCode, ...] = ("dont_know", "not_applicable")
PRACTICES: tuple[Practice, ...] = ("readiness", "opportunity", "support")
RESERVED = ("respondent", "weight", "submitted", "language", "wave", "organisation")


class Model(BaseModel):
    """A frozen model that knows its keys and refuses all others."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Point(Model):
    """One point of a scale: its value as it stands in an export, and its label."""

    value: int
    label: Text


class OptOut(Model):
    """An answer off the scale: never scored, always counted."""

    code: OptOutCode
    label: Text


class Scale(Model):
    """An answer scale: 2 to 11 points in steps of 1, lowest first."""

    id: str
    points: tuple[Point, ...]
    opt_outs: tuple[OptOut, ...] = ()
    favourable_from: int
    unfavourable_to: int

    @property
    def lowest(self) -> int:
        """The value of the lowest point, as declared (never as observed)."""
        return self.points[0].value

    @property
    def highest(self) -> int:
        """The value of the highest point, as declared."""
        return self.points[-1].value

    @property
    def range(self) -> int:
        """``highest - lowest``."""
        return self.highest - self.lowest

    def index(self, mean: float) -> float:
        """A mean in scale units on the 0-100 index."""
        return (mean - self.lowest) / self.range * 100


class Group(Model):
    """One value of a segment in a closed list. Texts compare by id, label in any language, or alias."""

    id: str
    label: Text
    aliases: tuple[str, ...] = ()
    parent: str | None = None


class Segment(Model):
    """A variable that splits the respondents. ``groups`` empty: any value is accepted."""

    id: str
    title: Text
    groups: tuple[Group, ...] = ()


class Level(Model):
    """A maturity level; ``from_index`` (``from`` in YAML and JSON) is the index from which it counts."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    id: str
    from_index: float = Field(alias="from")
    title: Text
    meaning: Text | None = None


class Form(Model):
    """A form of the instrument, such as ``full`` or ``pulse``."""

    id: str
    title: Text


class Consistent(Model):
    """What a hallmark must reach to count as consistently present (contract section 7)."""

    index: float = 60
    unfavourable: float = 0.15
    group_index: float = 50
    reach: float = 0.9


class SameAnswer(Model):
    """From how many items on, over how many hallmarks, the same point on every answered item is counted."""

    items: int = 20
    hallmarks: int = 3


class Rules(Model):
    """Every number that decides something. The defaults are those of the contract.

    ``same_answer`` and ``sparse`` (a row is nearly empty below this share of the items asked) say which rows are
    counted in the quality of the answers; they leave out nobody.
    """

    minimum_answered: float = 0.5
    minimum_group: int = 5
    minimum_distribution: int = 10
    minimum_comments: int = 10
    minimum_correlation: int = 30
    consistent: Consistent = Consistent()
    same_answer: SameAnswer = SameAnswer()
    sparse: float = 0.1


class Facet(Model):
    """A named part of one hallmark."""

    id: str
    title: Text


class Item(Model):
    """One statement to rate."""

    id: str
    text: Text
    claims: tuple[str, ...] = ()
    practice: Practice | None = None
    facet: str | None = None
    reverse: bool = False
    weight: float = 1
    forms: tuple[str, ...] = ("full",)
    evidence: Text | None = None
    advice: Text | None = None


class Comment(Model):
    """The open comment of a hallmark."""

    id: str
    text: Text


class Questionnaire(Model):
    """One hallmark or, with ``role: outcome``, the outcomes."""

    id: str
    title: Text
    definition: Text | None = None
    scale: str
    role: Role = "hallmark"
    facets: tuple[Facet, ...] = ()
    items: tuple[Item, ...]
    comment: Comment | None = None


class Instrument(Model):
    """A whole instrument: scales, segments, levels, forms, rules and its questionnaires in the order of the report."""

    id: str
    version: str
    title: Text
    introduction: Text | None = None
    languages: tuple[str, ...]
    scales: tuple[Scale, ...]
    segments: tuple[Segment, ...] = ()
    levels: tuple[Level, ...]
    forms: tuple[Form, ...]
    rules: Rules = Rules()
    questionnaires: tuple[Questionnaire, ...]

    @property
    def language(self) -> str:
        """The default language: the first one."""
        return self.languages[0]

    @property
    def hallmarks(self) -> tuple[Questionnaire, ...]:
        """The questionnaires that count towards maturity."""
        return tuple(each for each in self.questionnaires if each.role == "hallmark")

    @property
    def outcomes(self) -> tuple[Questionnaire, ...]:
        """The questionnaires that never count towards maturity."""
        return tuple(each for each in self.questionnaires if each.role == "outcome")

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its id, in the order of the questionnaires."""
        return {item.id: item for questionnaire in self.questionnaires for item in questionnaire.items}

    @cached_property
    def questionnaire_of(self) -> dict[str, Questionnaire]:
        """The questionnaire of each item, by the item's id."""
        return {item.id: each for each in self.questionnaires for item in each.items}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        """Every scale by its id."""
        return {scale.id: scale for scale in self.scales}

    def scale_of(self, questionnaire: Questionnaire) -> Scale:
        """The scale on which a questionnaire's items are answered."""
        return self.scale_by_id[questionnaire.scale]

    def form_items(self, form: str) -> tuple[str, ...]:
        """The ids of the items that belong to a form, in order."""
        return tuple(item.id for item in self.items.values() if form in item.forms)

    def minimum_scored(self, asked: int) -> int:
        """How many of ``asked`` items a respondent must have answered on the scale: ``ceil(minimum_answered * k)``.

        The product is rounded to nine decimals first, as every figure that meets a bound is; at least one is needed.
        """
        return max(1, ceil(round(self.rules.minimum_answered * asked, 9)))
