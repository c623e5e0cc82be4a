"""The report on a run's results, for every format and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mentorscan.registry import REPORT_FORMATS, load
from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.results import Results


@dataclass(frozen=True)
class Reported:
    """Results with the report on them, which is made when it is first asked for, and once.

    ``comments``: by hallmark those that were released.
    """

    results: Results
    language: str | None
    comments: Mapping[str, Sequence[str]] | None = None

    @cached_property
    def report(self) -> Report:
        """The report itself."""
        return build_report(self.results, language=self.language, comments=self.comments)

    def text(self, format_: str) -> str:
        """The report in one format."""
        made: str = load(REPORT_FORMATS, format_)(self.report)
        return made
