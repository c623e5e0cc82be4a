"""HTML: one file that asks for nothing, reads without scripts, and prints."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Final

from mentorscan.report.design import Logo, readable
from mentorscan.report.index import Index
from mentorscan.report.model import Report
from mentorscan.report.renderers.templates import BUNDLED, Templates

LIGHT, DARK = "#ffffff", "#13181d"
"""The page's ground (``--paper`` of the style sheet) in each dress."""

_PAGE_FOOT: Final = "@page{@bottom-left{content:%s}}"


def render(report: Report, templates: Templates = BUNDLED) -> str:
    """The report as one HTML page.

    Its Content-Security-Policy forbids every request, and all styles and scripts but the two in the page, which it
    names by their hashes; pictures are in the page too.
    """
    style = _compact(templates.render("style.css")) + _wanted(report)
    script = _compact(templates.render("report.js"))
    return templates.render(
        "report.html.j2",
        report=report,
        page_title=" · ".join((report.title, *report.context[:2])),
        style=style,
        style_hash=_digest(style),
        script=script,
        script_hash=_digest(script),
        logo=_address(report.design.logo) if report.design.logo else None,
    )


def render_index(index: Index, templates: Templates = BUNDLED) -> str:
    """The page that leads to the reports of a segment's groups, in the same dress, without a script."""
    style = _compact(templates.render("style.css")) + _wanted(index)
    return templates.render(
        "index.html.j2",
        index=index,
        page_title=" · ".join((index.title, *index.context)),
        style=style,
        style_hash=_digest(style),
        logo=_address(index.design.logo) if index.design.logo else None,
    )


def _wanted(report: Report | Index) -> str:
    """Rules for what this report asks for: its accent colour, and its line at the foot of every printed page."""
    rules = []
    if accent := report.design.accent:
        light, dark = readable(accent, ground=LIGHT), readable(accent, ground=DARK)
        rules.append(f":root{{--accent:{light}}}")
        rules.append(f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}")
    if report.confidentiality:
        rules.append(_PAGE_FOOT % _quoted(report.confidentiality))
    return "".join("\n" + rule for rule in rules)


def _quoted(text: str) -> str:
    """A text as a CSS string: all but letters and digits is written as a number, so that it stays a text."""
    return '"' + "".join(each if each.isascii() and each.isalnum() else f"\\{ord(each):x} " for each in text) + '"'


def _address(logo: Logo) -> str:
    return f"data:image/{logo.kind};base64,{b64encode(logo.data).decode()}"


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=8)
def _compact(source: str) -> str:
    """A style sheet or script without block comments and indentation."""
    bare = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())
