"""A whole results file, from its schema on."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from mentorscan.instrument.model import Rules
from mentorscan.results.groups import SegmentFigures
from mentorscan.results.hallmarks import Hallmark
from mentorscan.results.parts import Part
from mentorscan.results.provenance import InstrumentInfo, NoteInfo, Source, Tool, Wave
from mentorscan.results.survey import SurveyBeside
from mentorscan.results.whole import (
    AnswersQuality,
    Drivers,
    Overall,
    Panel,
    PlannedAction,
    PracticeFigures,
    Priority,
    Reinforcement,
    Weighting,
)

SCHEMA: Literal["mentorscan/results/1"] = "mentorscan/results/1"


class Results(Part):
    """A results file. ``as_of``: when the figures were made, where all of them stand from earlier results.

    ``survey``: of an assessment, the survey that stands beside it, where one was given.
    """

    schema_id: Literal["mentorscan/results/1"] = Field(default=SCHEMA, alias="schema")
    tool: Tool
    created: str
    as_of: str | None = None
    organisation: str | None = None
    wave: Wave | None = None
    options: dict[str, Any] = Field(default_factory=dict)
    instrument: InstrumentInfo
    rules: Rules
    source: Source
    notes: tuple[NoteInfo, ...] = ()
    overall: Overall
    hallmarks: tuple[Hallmark, ...]
    practices: tuple[PracticeFigures, ...] = ()
    outcomes: tuple[Hallmark, ...] = ()
    reinforcement: Reinforcement | None = None
    drivers: Drivers | None = None
    priorities: tuple[Priority, ...] = ()
    weighting: Weighting | None = None
    answers_quality: AnswersQuality | None = None
    panel: Panel | None = None
    plan: tuple[PlannedAction, ...] = ()
    survey: SurveyBeside | None = None
    segments: tuple[SegmentFigures, ...] = ()
