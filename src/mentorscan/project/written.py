"""The written form: what may stand in ``mentorscan.yaml``, and of which type."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from mentorscan.instrument.document import quoted
from mentorscan.instrument.written import (
    LANGUAGE,
    Fault,
    GroupId,
    Name,
    People,
    Written,
    WrittenGroup,
    WrittenText,
)


def _one_line(text: str) -> str:
    """A text of one line, without white space around it."""
    lines = text.strip().splitlines()
    if len(lines) != 1:
        found = "the text has several lines" if lines else "the text is empty"
        fault = Fault("several-lines" if lines else "empty-text", found, expected="one line of text")
        raise PydanticCustomError("faults", "faults", {"faults": [fault]})
    return lines[0]


def _day(text: str) -> str:
    """A day that the calendar has."""
    try:
        known = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text)
    except ValueError:
        known = None
    if not known:
        expected = "a day of the calendar as year, month and day"
        fault = Fault("invalid-date", f"{quoted(text)} is no date", (), expected, 'write it like "2026-10-31"')
        raise PydanticCustomError("faults", "faults", {"faults": [fault]})
    return text


Line = Annotated[str, AfterValidator(_one_line)]
Day = Annotated[str, AfterValidator(_day)]


class WrittenWave(Written):
    """One round of asking."""

    name: Line = Field(description="What the wave is called in reports.")
    from_date: Day | None = Field(None, alias="from", description='The first day, such as "2026-10-01".')
    to_date: Day | None = Field(None, alias="to", description='The last day, such as "2026-10-31".')


class WrittenProjectGroup(WrittenGroup):
    """One value of a segment."""

    people: Annotated[int, Field(ge=0)] | None = Field(None, description="How many work there, 0 or more.")


class WrittenProjectSegment(Written):
    """A segment of the client: a new one, or one of the instrument's to be filled."""

    id: Name = Field(description="The name of its column in an export.")
    title: WrittenText | None = Field(None, description="What people read. Without it: the instrument's, or the id.")
    groups: list[WrittenProjectGroup] = Field([], description="Its values. Without any, every value is accepted.")


class WrittenAgreement(Written):
    """What was agreed with the employees' side."""

    minimum_group: People | None = Field(None, description="No figure on fewer people. At least 3.")
    segments: list[GroupId] | None = Field(None, description="The only segments that may be shown.")
    comments: bool | None = Field(None, description="Whether comments may be shown.")


class WrittenReport(Written):
    """How reports are to be made."""

    language: Annotated[str, Field(pattern=LANGUAGE)] | None = Field(None, description="A language code.")
    formats: list[str] = Field([], description="Formats of the report.")
    recipe: Line | None = Field(None, description="A file, relative to this one.")


class ProjectFile(Written):
    """mentorscan.yaml: one client, one wave."""

    model_config = ConfigDict(title="mentorscan.yaml")

    schema_number: Literal[1] = Field(alias="schema", description="The version of this format.")
    organisation: Line | None = Field(None, description="Whose culture it is.")
    wave: WrittenWave | None = Field(None, description="The round of asking.")
    instrument: Line | None = Field(None, description="mentoring-culture, or a folder relative to this file.")
    segments: list[WrittenProjectSegment] = Field([], description="The client's departments and the like.")
    works_agreement: WrittenAgreement | None = Field(None, description="What was agreed with the employees' side.")
    report: WrittenReport = WrittenReport()
