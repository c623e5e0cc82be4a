"""The templates, and how they are opened."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from mentorscan.resources import templates


@cache
def environment() -> Environment:
    """The templates' surroundings: all but Markdown and styles is escaped as HTML, an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(templates()),
        autoescape=select_autoescape(("html.j2",), ("md.j2", "css"), default=True, default_for_string=True),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
