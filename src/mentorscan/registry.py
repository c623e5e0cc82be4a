"""What can be chosen by name, as ``name -> "module:object"``; a module is imported only when its name is used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, Final

from mentorscan.errors import OptionError, Problem

REPORT_FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "html": "mentorscan.report.renderers.html:render",
        "md": "mentorscan.report.renderers.markdown:render",
        "pdf": "mentorscan.report.renderers.pdf:render",
        "docx": "mentorscan.report.renderers.docx:render",
        "pptx": "mentorscan.report.renderers.pptx:render",
        "xlsx": "mentorscan.report.renderers.xlsx:render",
        "csv": "mentorscan.report.renderers.tidy:render_csv",
        "parquet": "mentorscan.report.renderers.tidy:render_parquet",
    }
)
"""Formats of a report, by the ending of their files; each object makes the text of a file from a report."""

BINARY_FORMATS: Final = frozenset({"pdf", "docx", "pptx", "xlsx", "parquet"})
"""Formats that are no text."""

COMMENT_FORMATS: Final[Mapping[str, str]] = MappingProxyType({"xlsx": "mentorscan.comments.workbook:review_workbook"})
"""Formats in which comments are written for review, by the ending of their files; each object makes the bytes."""

SHEET_FORMATS: Final[Mapping[str, str]] = MappingProxyType({"xlsx": "mentorscan.interview.sheet:sheet_bytes"})
"""Formats of the sheet that a rater fills in, by the ending of their files; each object makes the bytes."""

TEMPLATE_CHECKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".docx": "mentorscan.report.renderers.docx:examine",
        ".dotx": "mentorscan.report.renderers.docx:examine",
        ".pptx": "mentorscan.report.renderers.pptx:examine",
        ".potx": "mentorscan.report.renderers.pptx:examine",
    }
)
"""What says whether a template of the user's own fits, by the ending of its file."""

_PLATFORMS: Final = "mentorscan.responses.platforms"

PLATFORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "plain": f"{_PLATFORMS}.plain:PLATFORM",
        "limesurvey": f"{_PLATFORMS}.limesurvey:PLATFORM",
        "qualtrics": f"{_PLATFORMS}.qualtrics:PLATFORM",
        "surveymonkey": f"{_PLATFORMS}.surveymonkey:PLATFORM",
        "google": f"{_PLATFORMS}.google:PLATFORM",
        "microsoft": f"{_PLATFORMS}.microsoft:PLATFORM",
        "kobo": f"{_PLATFORMS}.kobo:PLATFORM",
        "redcap": f"{_PLATFORMS}.redcap:PLATFORM",
        "surveyjs": f"{_PLATFORMS}.surveyjs:PLATFORM",
        "formr": f"{_PLATFORMS}.formr:PLATFORM",
        "typeform": f"{_PLATFORMS}.typeform:PLATFORM",
        "spss": f"{_PLATFORMS}.spss:PLATFORM",
    }
)
"""The platforms whose exports are read; each object is a ``responses.platforms.platform.Platform``."""

EXTRAS: Final[Mapping[str, str]] = MappingProxyType(
    {"docx": "office", "pptx": "office", "pyreadstat": "spss", "typst": "pdf", "xlsxwriter": "office"}
)
"""Packages that the base installation lacks -> the extra of mentorscan that brings them."""

_PACKAGES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"pdf": ("typst",), "docx": ("docx", "typst"), "pptx": ("pptx",), "xlsx": ("xlsxwriter",)}
)
"""What formats of a report need beside the base installation."""


def installed_formats() -> tuple[str, ...]:
    """The formats of a report for which everything is installed."""
    return tuple(each for each in REPORT_FORMATS if all(map(find_spec, _PACKAGES.get(each, ()))))


_RULES: Final = "mentorscan.instrument.lint.rules"

LINT_RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "long-item": f"{_RULES}.long_item:RULE",
        "negation": f"{_RULES}.negation:RULE",
        "double-negation": f"{_RULES}.double_negation:RULE",
        "absolute": f"{_RULES}.absolute:RULE",
        "vague-quantifier": f"{_RULES}.vague_quantifier:RULE",
        "two-ideas": f"{_RULES}.two_ideas:RULE",
        "hard-to-read": f"{_RULES}.hard_to_read:RULE",
        "abbreviation": f"{_RULES}.abbreviation:RULE",
        "near-duplicate": f"{_RULES}.near_duplicate:RULE",
        "reversed-by-negation": f"{_RULES}.reversed_by_negation:RULE",
        "reverse-flag": f"{_RULES}.reverse_flag:RULE",
        "missing-translation": f"{_RULES}.missing_translation:RULE",
        "items-per-hallmark": f"{_RULES}.items_per_hallmark:RULE",
        "items-in-all": f"{_RULES}.items_in_all:RULE",
        "unlabelled-point": f"{_RULES}.unlabelled_point:RULE",
        "scale-points": f"{_RULES}.scale_points:RULE",
        "unbalanced-labels": f"{_RULES}.unbalanced_labels:RULE",
        "limesurvey-id": f"{_RULES}.limesurvey_id:RULE",
        "limesurvey-answer": f"{_RULES}.limesurvey_answer:RULE",
        "redcap-id": f"{_RULES}.redcap_id:RULE",
        "uncovered-claim": f"{_RULES}.uncovered_claim:RULE",
    }
)
"""Rules on the wording of an instrument, by the codes of their findings; each object is a ``lint.rule.Rule``."""


def load(registry: Mapping[str, str], name: str) -> Any:
    """The object that stands under ``name``.

    Raises:
        KeyError: where nothing stands under it; options are checked before.
        OptionError: where it needs a package that is not installed; it names the extra that brings it.
    """
    module, _, attribute = registry[name].partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        extra = EXTRAS.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        found = f"{name} needs the package {error.name}, which is not installed"
        hint = f"install mentorscan with that extra: python -m pip install '.[{extra}]' in its folder"
        raise OptionError(Problem("missing-extra", found, expected=f"the extra {extra}", hint=hint)) from error
