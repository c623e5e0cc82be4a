"""HTML: one file that asks for nothing, reads without scripts, and prints."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from mentorscan.report.model import Report
from mentorscan.report.renderers.templates import BUNDLED, Templates


def render(report: Report, templates: Templates = BUNDLED) -> str:
    """The report as one HTML page.

    Its Content-Security-Policy forbids every request, script and style but the one in the page, which it names by hash.
    """
    style = _compact(templates.render("style.css"))
    return templates.render(
        "report.html.j2",
        report=report,
        page_title=" · ".join((report.title, *report.context[:2])),
        style=style,
        style_hash="sha256-" + b64encode(sha256(style.encode()).digest()).decode(),
    )


def _compact(style: str) -> str:
    """The style sheet without comments and indentation."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())
