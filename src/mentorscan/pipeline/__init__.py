"""What the commands and the Python API stand on: from files or frames to results and reports."""

from __future__ import annotations

from mentorscan.pipeline.assessed import assess
from mentorscan.pipeline.beside import SurveyAtHand, read_survey
from mentorscan.pipeline.comments import released_comments
from mentorscan.pipeline.entry_sheet import write_entry_sheet
from mentorscan.pipeline.options import Outputs, ScoreOptions, instrument_in_use
from mentorscan.pipeline.publication import created
from mentorscan.pipeline.reported import ReportOptions, check_template
from mentorscan.pipeline.reports import render, report, report_per
from mentorscan.pipeline.sample import demo
from mentorscan.pipeline.scored import score, score_exports
from mentorscan.pipeline.survey import draft_map, platforms

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
