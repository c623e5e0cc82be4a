"""mentorscan: from a survey export to a maturity report on an organisation's mentoring culture.

The public names are imported when they are first used, so that ``import mentorscan`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from mentorscan.version import VERSION

if TYPE_CHECKING:
    from mentorscan.errors import MentorscanError, UserError
    from mentorscan.instrument.load import load_instrument
    from mentorscan.pipeline import Outputs, ScoreOptions, score, score_exports
    from mentorscan.project import Project, apply_project, load_project
    from mentorscan.report.build import build_report
    from mentorscan.responses.model import ReadOptions
    from mentorscan.results import Results
    from mentorscan.results_file import read_results

__version__: Final = VERSION

_HOMES: Final = {
    "MentorscanError": "errors",
    "Outputs": "pipeline",
    "Project": "project",
    "ReadOptions": "responses.model",
    "Results": "results",
    "ScoreOptions": "pipeline",
    "UserError": "errors",
    "apply_project": "project",
    "build_report": "report.build",
    "load_instrument": "instrument.load",
    "load_project": "project",
    "read_results": "results_file",
    "score": "pipeline",
    "score_exports": "pipeline",
}

__all__ = [
    "MentorscanError",
    "Outputs",
    "Project",
    "ReadOptions",
    "Results",
    "ScoreOptions",
    "UserError",
    "__version__",
    "apply_project",
    "build_report",
    "load_instrument",
    "load_project",
    "read_results",
    "score",
    "score_exports",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
