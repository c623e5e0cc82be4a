"""The report on a run's results, for every format and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mentorscan.registry import REPORT_FORMATS, load
from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.report.renderers.templates import BUNDLED, Templates
from mentorscan.results import Results


@dataclass(frozen=True)
class Reported:
    """Results with the report on them, which is made when it is first asked for, and once.

    ``comments``: by hallmark those that were released. ``recipe``, ``templates``: what is wanted of the report.
    """

    results: Results
    language: str | None
    comments: Mapping[str, Sequence[str]] | None = None
    recipe: Recipe = WHOLE_REPORT
    templates: Templates = BUNDLED

    @cached_property
    def report(self) -> Report:
        """The report itself."""
        return build_report(self.results, language=self.language, comments=self.comments, recipe=self.recipe)

    def content(self, format_: str) -> str | bytes:
        """The report in one format: what its file holds."""
        made: str | bytes = load(REPORT_FORMATS, format_)(self.report, self.templates)
        return made
