"""The results file: what may be shown, as data. ``mentorscan/results/1``, section 6 of the contract.

These models are the published schema (``mentorscan instrument schema --results``). They are made by
``mentorscan.disclosure`` from scores and read by ``mentorscan.report``; whatever the gate hid is not in them any more.

Units: ``index``, ``interval`` and ``sustainability`` on 0-100, shares 0-1, ``mean`` and ``sd`` in scale units (of
facets and practices on 0-100), counts are integers. A figure that cannot be computed or may not be shown is ``None``;
what may not be shown is named in ``hidden``: field -> reason (``"*"`` for the whole object).
"""

from __future__ import annotations

from mentorscan.results.document import SCHEMA, Results
from mentorscan.results.groups import Comparison, GroupFigures, GroupHallmark, SegmentFigures
from mentorscan.results.hallmarks import (
    Agreed,
    Agreement,
    Condition,
    Differences,
    FacetFigures,
    Figures,
    GroupItem,
    Hallmark,
    ItemFigures,
    RaterComment,
    Rating,
    Reliability,
)
from mentorscan.results.parts import HiddenReason, Interval, Part, Presence, Shown, Verdict
from mentorscan.results.provenance import (
    METHOD,
    FileInfo,
    InstrumentInfo,
    ItemPrint,
    NoteInfo,
    RaterInfo,
    Respondents,
    Source,
    Tool,
    Wave,
)
from mentorscan.results.survey import APART, HallmarkBeside, ItemBeside, SurveyBeside
from mentorscan.results.whole import (
    AnswersQuality,
    ConsensusInfo,
    Discussion,
    Driver,
    Drivers,
    Fullness,
    LevelReason,
    Overall,
    Panel,
    PlannedAction,
    PracticeFigures,
    Priority,
    RaterIndex,
    Reinforcement,
    Spread,
    Weighting,
)

__all__ = [
    "APART",
    "METHOD",
    "SCHEMA",
    "Agreed",
    "Agreement",
    "AnswersQuality",
    "Comparison",
    "Condition",
    "ConsensusInfo",
    "Differences",
    "Discussion",
    "Driver",
    "Drivers",
    "FacetFigures",
    "Figures",
    "FileInfo",
    "Fullness",
    "GroupFigures",
    "GroupHallmark",
    "GroupItem",
    "Hallmark",
    "HallmarkBeside",
    "HiddenReason",
    "InstrumentInfo",
    "Interval",
    "ItemBeside",
    "ItemFigures",
    "ItemPrint",
    "LevelReason",
    "NoteInfo",
    "Overall",
    "Panel",
    "Part",
    "PlannedAction",
    "PracticeFigures",
    "Presence",
    "Priority",
    "RaterComment",
    "RaterIndex",
    "RaterInfo",
    "Rating",
    "Reinforcement",
    "Reliability",
    "Respondents",
    "Results",
    "SegmentFigures",
    "Shown",
    "Source",
    "Spread",
    "SurveyBeside",
    "Tool",
    "Verdict",
    "Wave",
    "Weighting",
]
