"""PDF: printed pages, tagged so that everyone can read them (PDF/UA-1), the same bytes for the same report."""

from __future__ import annotations

from mentorscan.report.model import Report
from mentorscan.report.renderers.templates import BUNDLED, Templates
from mentorscan.report.renderers.typesetting import typeset


def render(report: Report, templates: Templates = BUNDLED) -> bytes:
    """The report as a PDF on A4 pages, from the template ``report.typ``."""
    return typeset("report.typ", report=report, templates=templates)[0]
