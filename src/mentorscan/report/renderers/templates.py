"""The templates in force, and how they are opened: those of a folder of the user's own before the bundled ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mentorscan.resources import templates


@dataclass(frozen=True, slots=True)
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

    @property
    def environment(self) -> Environment:
        """The Jinja templates' surroundings: all but Markdown and styles is escaped as HTML, an unknown name an error.

        A folder of the user's own is sandboxed, because such templates are handed from person to person: they lay out
        and do nothing else. The bundled ones are our own code, and render in half the time without.
        """
        return _environment(self.folders)


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    kind = Environment if folders == (templates(),) else ImmutableSandboxedEnvironment
    return kind(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(("html.j2",), ("md.j2", "css", "js"), default=True, default_for_string=True),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


BUNDLED: Final = Templates()
"""The templates that come with mentorscan, and no others."""
