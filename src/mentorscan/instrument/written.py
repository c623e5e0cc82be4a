"""The written form: what may stand in ``instrument.yaml`` and in a questionnaire, and of which type.

These models hold the rules that concern one value alone; rules between values and between files are in
``mentorscan.instrument.checks``. They are strict (``"4"`` is no number) and know their keys. The JSON Schema for
editors is made from them (``mentorscan.instrument.schema``), hence the titles and descriptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from mentorscan.instrument.document import BROKEN, Trail
from mentorscan.instrument.model import OptOutCode, Practice, Role
from mentorscan.registry import LINT_RULES

INSTRUMENT_ID = r"^[a-z][a-z0-9-]*$"
ITEM_ID = r"^[A-Za-z][A-Za-z0-9_]{0,63}$"
NAME = r"^[A-Za-z][A-Za-z0-9_-]{0,63}$"
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
VERSION = (
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$"
)
ONE_LINE = r"^\S([^\r\n]*\S)?$"
IN_WORDS = r"\w"
SHA256 = r"^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in or below a value that is checked as a whole: ``trail`` leads there from the value."""

    code: str
    message: str = ""
    trail: Trail = ()
    expected: str | None = None
    hint: str | None = None


NOT_TEXT = "not-text"
"""The code of a fault that is worded by what stands in the file, which the models cannot see."""


def _whole_text(value: Any, info: ValidationInfo) -> Any:
    """A text as it is written, or all its faults at once. The languages come with the validation's context."""
    languages: Sequence[str] | None = (info.context or {}).get("languages")
    faults: list[Fault] = []
    if isinstance(value, dict):
        if languages is not None:
            faults += _language_faults(value, languages)
        for language, text in value.items():
            faults += _string_faults(text, (language,))
        if not value and not languages:
            faults.append(Fault("empty-text", "the text is empty", expected="a text"))
    else:
        faults += _string_faults(value, ())
    if faults:
        raise PydanticCustomError("faults", "faults", {"faults": faults})
    return value


def _language_faults(value: dict[str, Any], languages: Sequence[str]) -> list[Fault]:
    missing = [language for language in languages if language not in value]
    faults = []
    if missing:
        plural = len(missing) > 1
        found = f"the language{'s' * plural} {', '.join(missing)} {'are' if plural else 'is'} missing"
        hint = "add it, or write one text without languages that counts for all"
        faults.append(Fault("missing-language", found, (), f"a text in each of {', '.join(languages)}", hint))
    for language in value:
        if language not in languages:
            found = f"the language {language} is not among those of the instrument"
            hint = f"add {language} to languages in instrument.yaml, or take this text out"
            faults.append(Fault("unknown-language", found, (language,), f"one of {', '.join(languages)}", hint))
    return faults


def _string_faults(text: Any, trail: Trail) -> list[Fault]:
    if isinstance(text, str):
        return [] if text.strip() else [Fault("empty-text", "the text is empty", trail, "a text")]
    return [] if text is BROKEN else [Fault(NOT_TEXT, trail=trail)]


def _three_decimals(weight: float) -> float:
    """A weight that can be counted in thousandths, as the tally does."""
    if Decimal(str(weight)) % Decimal("0.001"):
        raise PydanticCustomError("faults", "faults", {"faults": [_FINE_WEIGHT]})
    return weight


_FINE_WEIGHT = Fault("out-of-range", "the weight is too fine", expected="at most three decimals", hint="round it")

WrittenText = Annotated[
    Any,
    PlainValidator(_whole_text),
    WithJsonSchema(
        {
            "title": "Text",
            "description": "One text for all languages, or a text in each of the instrument's languages.",
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "propertyNames": {"pattern": LANGUAGE},
                    "additionalProperties": {"type": "string", "minLength": 1},
                    "minProperties": 1,
                },
            ],
        }
    ),
]
ItemId = Annotated[str, Field(pattern=ITEM_ID)]
Name = Annotated[str, Field(pattern=NAME)]
GroupId = Annotated[str, Field(pattern=ONE_LINE)]
Share = Annotated[float, Field(ge=0, le=1)]
Index = Annotated[float, Field(ge=0, le=100)]
People = Annotated[int, Field(ge=3)]
"""Counts of people that guard persons: three is the least (contract section 2)."""
Waivers = Annotated[
    dict[str, Annotated[str, Field(pattern=IN_WORDS)]],
    Field(
        description="Findings of instrument check that are left as they are: their codes, each with the reason.",
        json_schema_extra={"propertyNames": {"enum": list(LINT_RULES)}},
    ),
]


class Written(BaseModel):
    """Part of a file: strict, and with no keys but its own."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class WrittenPoint(Written):
    """One point of a scale."""

    value: int = Field(ge=-1_000_000, le=1_000_000, description="What stands in an export. Values go up in steps of 1.")
    label: WrittenText | None = Field(None, description="What people read. Without it: the value.")


class WrittenOptOut(Written):
    """An answer off the scale: never scored, always counted."""

    code: OptOutCode = Field(description="dont_know or not_applicable.")
    label: WrittenText | None = Field(None, description="What people read.")


class WrittenScale(Written):
    """An answer scale of 2 to 11 points, the lowest first."""

    points: list[WrittenPoint] = Field(
        min_length=2, max_length=11, description="2 to 11 points from the lowest to the highest, in steps of 1."
    )
    opt_outs: list[WrittenOptOut] = Field([], description="Answers off the scale.")
    favourable_from: int | None = Field(
        None, description="Lowest favourable value. Default: the two highest from five points on, else the highest."
    )
    unfavourable_to: int | None = Field(
        None, description="Highest unfavourable value. Default: the two lowest from five points on, else the lowest."
    )


class WrittenGroup(Written):
    """One value of a segment."""

    id: GroupId = Field(description="What the group is called in files: any text without a line break.")
    label: WrittenText | None = Field(None, description="What people read. Without it: the id.")
    aliases: list[Annotated[str, Field(min_length=1)]] = Field([], description="Other spellings in exports.")
    parent: GroupId | None = Field(None, description="The id of the group that this one is part of.")


class WrittenSegment(Written):
    """A variable that splits the respondents, such as the department."""

    id: Name = Field(description="The name of its column in an export.")
    title: WrittenText | None = Field(None, description="What people read. Without it: the id.")
    groups: list[WrittenGroup] = Field([], description="Its values. Without them any value is accepted.")


class WrittenLevel(Written):
    """A level of maturity, of a hallmark and of the whole."""

    id: Name
    from_index: Index = Field(alias="from", description="The index (0 to 100) from which it counts. The first is 0.")
    title: WrittenText | None = Field(None, description="What people read. Without it: the id.")
    meaning: WrittenText | None = Field(None, description="What the level means, in a sentence or two.")


class WrittenForm(Written):
    """A form of the instrument, such as the full one or a short pulse."""

    title: WrittenText | None = Field(None, description="What people read. Without it: the id.")


class WrittenConsistent(Written):
    """When a hallmark counts as consistently present: all of these together."""

    index: Index = Field(60, description="At least this index.")
    unfavourable: Share = Field(0.15, description="At most this share of unfavourable answers.")
    group_index: Index = Field(50, description="A group is reached from this index on.")
    reach: Share = Field(0.9, description="At least this share of the people work in groups that are reached.")


class WrittenSameAnswer(Written):
    """Which rows are counted as "same answer throughout": both of these together. Nobody is left out by it."""

    items: int = Field(20, ge=2, description="At least this many items answered, all with the same point.")
    hallmarks: int = Field(3, ge=1, description="The items answered belong to at least this many hallmarks.")


class WrittenRules(Written):
    """Every number that decides something."""

    minimum_answered: Share = Field(0.5, description="Share of a hallmark's items that a respondent must have scored.")
    minimum_group: People = Field(5, description="Figures on fewer people are hidden. At least 3.")
    minimum_distribution: People = Field(10, description="Smaller groups show respondents, mean and index only.")
    minimum_comments: People = Field(10, description="No comments of fewer people.")
    minimum_correlation: People = Field(30, description="No correlation on fewer people.")
    consistent: WrittenConsistent = WrittenConsistent()
    same_answer: WrittenSameAnswer = WrittenSameAnswer()
    sparse: Share = Field(0.1, description="A row with fewer of the items asked filled in is counted as nearly empty.")


class WrittenOrigin(Written):
    """What an instrument was copied from."""

    id: str = Field(pattern=INSTRUMENT_ID, description="The id of the instrument that was copied.")
    version: str = Field(pattern=VERSION, description="Its version.")
    fingerprint: str = Field(pattern=SHA256, description="Its fingerprint: what decides a figure, without the texts.")


class InstrumentFile(Written):
    """instrument.yaml: what is common to all questionnaires."""

    model_config = ConfigDict(title="instrument.yaml")

    schema_number: Literal[1] = Field(alias="schema", description="The version of this format.")
    id: str = Field(pattern=INSTRUMENT_ID, description="A short name in lower case.")
    version: str = Field(pattern=VERSION, description="A semantic version, such as 1.0.0.")
    title: WrittenText
    introduction: WrittenText | None = Field(None, description="What people read before the first item.")
    languages: list[Annotated[str, Field(pattern=LANGUAGE)]] = Field(
        min_length=1, description="Language codes; the first is the default."
    )
    questionnaires: list[Name] = Field(
        min_length=1, description="Ids in the order of the report; each is a file <id>.yaml beside this one."
    )
    scales: dict[Name, WrittenScale] = Field(min_length=1, description="The answer scales by their ids.")
    segments: list[WrittenSegment] = Field([], description="Variables that split the respondents.")
    levels: list[WrittenLevel] | None = Field(None, min_length=2, description="Levels, the lowest first.")
    forms: dict[Name, WrittenForm] | None = Field(None, min_length=1, description="The forms by their ids.")
    rules: WrittenRules = WrittenRules()
    origin: WrittenOrigin | None = Field(None, description="What this is a copy of; instrument new --from writes it.")
    waive: Waivers = {}


class WrittenFacet(Written):
    """A named part of one hallmark."""

    id: Name
    title: WrittenText | None = Field(None, description="What people read. Without it: the id.")


class WrittenItem(Written):
    """One statement to rate."""

    id: ItemId = Field(description="The name of its column in an export.")
    text: WrittenText = Field(description="The statement.")
    claims: list[Annotated[str, Field(min_length=1)]] = Field([], description="What the item rests on.")
    practice: Practice | None = Field(None, description="readiness, opportunity or support.")
    facet: str | None = Field(None, description="The id of one of the facets above.")
    reverse: bool = Field(
        default=False, description="true: a low answer is good (scored as lowest + highest - answer)."
    )
    weight: Annotated[float, Field(gt=0, le=1000), AfterValidator(_three_decimals)] = Field(
        1, description="Above 0, at most 1000, at most three decimals; counts in means only."
    )
    forms: list[str] = Field(["full"], min_length=1, description="The forms in which it is asked.")
    evidence: WrittenText | None = Field(None, description="What a consultant should ask to see.")
    advice: WrittenText | None = Field(None, description="What to do first when this is low.")
    waive: Waivers = {}


class WrittenComment(Written):
    """The open comment of a questionnaire."""

    id: ItemId = Field(description="The name of its column in an export.")
    text: WrittenText = Field(description="What people are asked.")


class QuestionnaireFile(Written):
    """A questionnaire: one hallmark or, with role outcome, the outcomes."""

    model_config = ConfigDict(title="questionnaire")

    id: Name = Field(description="The same as the file's name without .yaml.")
    title: WrittenText
    definition: WrittenText | None = Field(None, description="What the hallmark is, in a sentence or two.")
    scale: str = Field(description="The id of a scale in instrument.yaml.")
    role: Role = Field("hallmark", description="hallmark counts towards maturity, outcome never.")
    facets: list[WrittenFacet] = Field([], description="Named parts of the hallmark.")
    items: list[WrittenItem] = Field(min_length=1, description="The statements to rate.")
    comment: WrittenComment | None = Field(None, description="The open comment.")
    waive: Waivers = {}
