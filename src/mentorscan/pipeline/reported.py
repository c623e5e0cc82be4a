"""The report on a run's results, for every format and for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from mentorscan.errors import Note, OptionError, Place, Problem
from mentorscan.instrument.explain import nearest
from mentorscan.registry import REPORT_FORMATS, TEMPLATE_CHECKS, load
from mentorscan.report.build import build_group_reports, build_report
from mentorscan.report.index import build_index, file_stems
from mentorscan.report.language import open_language
from mentorscan.report.model import Report
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.report.recipe_file import Subjects, load_recipe
from mentorscan.report.renderers.html import render_index
from mentorscan.report.renderers.office import Fit
from mentorscan.report.renderers.templates import BUNDLED, Templates
from mentorscan.results import Results, SegmentFigures

INDEX: Final = "index.html"
"""The page that leads to the reports of groups."""


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
        return _content(self.report, format_, templates=_templates(self.options))

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was written for the report and does not stand in it."""
        shown = {part.id for part in self.report.parts}
        for part, questionnaires in (("hallmarks", self.results.hallmarks), ("outcomes", self.results.outcomes)):
            shown |= {each.id for each in questionnaires} if part in shown else set()
        lost = [name for name in self.recipe.interpretation if name not in shown]
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


def group_reports(results: Results, *, per: str, formats: Sequence[str], options: ReportOptions) -> GroupReports:
    """The reports of a segment's groups that are shown, and where each goes; nothing is made yet.

    Raises:
        OptionError: where the results have no such segment, or were made from answer files.
        RecipeError: with everything that is wrong with the recipe.
    """
    recipe = recipe_in_use(options, subjects=Subjects.of_results(results))
    known = {each.id: each for each in results.segments if each.groups}
    found = known.get(per)
    if found is None:
        code, message = "unknown-segment", f"the results have no groups by {per}"
        expected = f"one of {', '.join(known)}" if known else "results with groups"
        hint = nearest(per, list(known)) or "score shows every declared segment; --segment adds others"
        raise OptionError(Problem(code, message, expected=expected, hint=hint))
    stems = file_stems(found)
    shown = [stem for stem, group in zip(stems, found.groups, strict=True) if group.overall is not None]
    return GroupReports(
        results, found, options, recipe, {each: tuple(f"{each}.{kind}" for kind in formats) for each in shown}
    )


@dataclass(frozen=True)
class GroupReports:
    """The reports of a segment's groups. ``files``: by the stem of a group's files, their names."""

    results: Results
    segment: SegmentFigures
    options: ReportOptions
    recipe: Recipe
    files: Mapping[str, Sequence[str]]

    @property
    def names(self) -> tuple[str, ...]:
        """Every file, the index page first."""
        return (INDEX, *(name for names in self.files.values() for name in names))

    def contents(self) -> Iterator[tuple[str, str | bytes]]:
        """Every file with what it holds, made one after the other."""
        templates, language = _templates(self.options), self.options.language
        made = build_group_reports(self.results, segment=self.segment.id, language=language, recipe=self.recipe)
        for names, (_, report) in zip(self.files.values(), made, strict=True):
            for name in names:
                yield name, _content(report, name.rpartition(".")[2], templates=templates)
        index = build_index(self.results, segment=self.segment, files=self.files, language=language, recipe=self.recipe)
        yield INDEX, render_index(index, templates)


def check_template(file: Path) -> tuple[Fit, ...]:
    """What a Word or PowerPoint template has of what a report needs, and what it lacks.

    Raises ``OptionError`` where it cannot be read, or be used at all.
    """
    place, ending = Place(str(file)), file.suffix.lower()
    if ending not in TEMPLATE_CHECKS:
        found, hint = "only templates of Word and PowerPoint can be checked", "others are checked when they are used"
        raise OptionError(Problem("unknown-template", found, place, f"a {', '.join(TEMPLATE_CHECKS)} file", hint))
    try:
        data = file.read_bytes()
    except OSError as error:
        raise OptionError(Problem("no-template", f"the file cannot be read: {error.strerror}", place)) from error
    fits: tuple[Fit, ...] = load(TEMPLATE_CHECKS, ending)(data, place=place)
    return fits


def _templates(options: ReportOptions) -> Templates:
    return Templates(options.templates) if options.templates else BUNDLED


def _content(report: Report, format_: str, *, templates: Templates) -> str | bytes:
    made: str | bytes = load(REPORT_FORMATS, format_)(report, templates)
    return made
