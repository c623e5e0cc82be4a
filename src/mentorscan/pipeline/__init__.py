"""What the commands and the Python API stand on: from files or frames to results and reports."""

from __future__ import annotations

from mentorscan.pipeline.beside import SurveyAtHand, read_survey
from mentorscan.pipeline.comments import released_comments
from mentorscan.pipeline.entry_sheet import write_entry_sheet
from mentorscan.pipeline.options import Outputs, ScoreOptions, instrument_in_use
from mentorscan.pipeline.publication import created
from mentorscan.pipeline.reported import ReportOptions, check_template
from mentorscan.pipeline.survey import draft_map, platforms
from mentorscan.pipeline.use_cases import assess, demo, render, report, report_per, score, score_exports

__all__ = [
    "Outputs",
    "ReportOptions",
    "ScoreOptions",
    "SurveyAtHand",
    "assess",
    "check_template",
    "created",
    "demo",
    "draft_map",
    "instrument_in_use",
    "platforms",
    "read_survey",
    "released_comments",
    "render",
    "report",
    "report_per",
    "score",
    "score_exports",
    "write_entry_sheet",
]
