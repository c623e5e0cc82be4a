"""The templates in force, and how they are opened: those of a folder of the user's own before the bundled ones."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from mentorscan.errors import OptionError, Place, Problem
from mentorscan.resources import templates

Filters = Mapping[str, Callable[..., str]]


@dataclass(frozen=True)
class Templates:
    """Where templates are looked for. ``own``: a folder whose files stand in place of the bundled ones, one by one."""

    own: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which a template is looked for, in this order."""
        return (self.own, templates()) if self.own else (templates(),)

    def find(self, *names: str) -> Path | None:
        """The first file that has one of these names; ``None`` where none has."""
        every = (folder / name for folder in self.folders for name in names)
        return next((each for each in every if each.is_file()), None)

    def render(self, name: str, *, filters: Filters | None = None, **values: Any) -> str:
        """A Jinja template with these values. All but Markdown and styles is escaped as HTML, an unknown name an error.

        The user's own are sandboxed, because templates are handed from person to person: they lay out and do nothing
        else.

        Raises:
            OptionError: where a template of the user's own is wrong, with its file and line.
        """
        environment = self._environment
        if filters:
            environment = environment.overlay()
            environment.filters = environment.filters | dict(filters)
        try:
            return environment.get_template(name).render(values)
        except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
            place = self._place(error)
            if place is None:
                raise
            found = f"the template does not work: {error}"
            hint = "compare it with the template that comes with mentorscan (docs/reports.md)"
            raise OptionError(Problem("broken-template", found, place, hint=hint)) from error

    def _place(self, error: Exception) -> Place | None:
        """Where in the user's own templates it went wrong; ``None`` where it did not."""
        if self.own is None:
            return None
        own = self.own.resolve()
        frames = [(each.filename, each.lineno) for each in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, TemplateSyntaxError):
            frames.append((error.filename or "", error.lineno))
        found = [(file, line) for file, line in frames if Path(file).resolve().is_relative_to(own)]
        return Place(*found[-1]) if found else None

    @cached_property
    def _environment(self) -> Environment:
        """The Jinja templates' surroundings; the bundled ones are our own code, and render in half the time openly."""
        return (SandboxedEnvironment if self.own else Environment)(
            loader=FileSystemLoader(self.folders),
            autoescape=select_autoescape(("html.j2",), ("md.j2", "css", "js"), default=True, default_for_string=True),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )


BUNDLED: Final = Templates()
"""The templates that come with mentorscan, and no others."""
