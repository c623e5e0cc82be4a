"""What can be chosen by name, as ``name -> "module:object"``; a module is imported only when its name is used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

REPORT_FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "html": "mentorscan.report.renderers.html:render",
        "md": "mentorscan.report.renderers.markdown:render",
    }
)
"""Formats of a report, by the ending of their files; each object makes the text of a file from a report."""


def load(registry: Mapping[str, str], name: str) -> Any:
    """The object that stands under ``name``.

    Raises:
        KeyError: where nothing stands under it; options are checked before.
    """
    module, _, attribute = registry[name].partition(":")
    return getattr(import_module(module), attribute)
