"""The report on a run's results, for every format and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mentorscan.errors import Note, OptionError, Place, Problem
from mentorscan.registry import REPORT_FORMATS, load
from mentorscan.report.build import build_report
from mentorscan.report.language import open_language
from mentorscan.report.model import Report
from mentorscan.report.recipe import PARTS, WHOLE_REPORT, Recipe
from mentorscan.report.recipe_file import Subjects, load_recipe
from mentorscan.report.renderers.templates import BUNDLED, Templates
from mentorscan.results import Results


@dataclass(frozen=True, kw_only=True)
class ReportOptions:
    """How a report is to be made. ``language``: the instrument's first where ``None``.

    ``recipe``: a recipe file; ``templates``: a folder with templates of the user's own.
    """

    language: str | None = None
    recipe: Path | None = None
    templates: Path | None = None


@dataclass(frozen=True)
class Reported:
    """Results with the report on them, which is made when it is first asked for, and once.

    ``comments``: by hallmark those that were released. ``recipe``: what is wanted of the report.
    """

    results: Results
    options: ReportOptions
    comments: Mapping[str, Sequence[str]] | None = None
    recipe: Recipe = WHOLE_REPORT

    @cached_property
    def report(self) -> Report:
        """The report itself."""
        return build_report(self.results, language=self.options.language, comments=self.comments, recipe=self.recipe)

    def content(self, format_: str) -> str | bytes:
        """The report in one format: what its file holds."""
        templates = Templates(self.options.templates) if self.options.templates else BUNDLED
        made: str | bytes = load(REPORT_FORMATS, format_)(self.report, templates)
        return made

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was written for the report and does not stand in it."""
        shown = {part.id for part in self.report.parts}
        sections = {each.id for each in (*self.results.hallmarks, *self.results.outcomes)}
        lost = [
            name
            for name in self.recipe.interpretation
            if (name not in shown if name in PARTS else name not in sections or "hallmarks" not in shown)
        ]
        if not lost:
            return ()
        text = f"Interpretations that the report has no place for, as their part is not in it: {', '.join(lost)}."
        return (Note("interpretation-not-shown", text, "warning", values={"parts": lost}),)


def recipe_in_use(options: ReportOptions, *, subjects: Subjects) -> Recipe:
    """The recipe that is asked for, held against what it speaks of; without one, the whole report.

    Raises:
        RecipeError: with everything that is wrong with it.
        OptionError: where the language, or the folder of templates, is not there.
    """
    _, texts = open_language(options.language, texts=subjects.languages)
    if options.templates and not options.templates.is_dir():
        found, hint = "there is no such folder", "check the path; docs/reports.md says what may lie in it"
        raise OptionError(Problem("no-folder", found, Place(str(options.templates)), "a folder of templates", hint))
    return load_recipe(options.recipe, subjects=subjects, language=texts) if options.recipe else WHOLE_REPORT
