"""A sample survey of an invented organisation, scored and reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from mentorscan.demo import organisation, write_export
from mentorscan.files import check_folder, check_outputs
from mentorscan.pipeline.options import Outputs, ScoreOptions, check_language, instrument_in_use
from mentorscan.pipeline.reported import recipe_in_use
from mentorscan.pipeline.scored import score_exports
from mentorscan.project import Project
from mentorscan.report.model import Report
from mentorscan.report.recipe_file import Subjects
from mentorscan.results import Results


def demo(
    folder: Path,
    *,
    language: str | None,
    formats: Sequence[str],
    force: bool,
    project: Project | None = None,
    recipe: Path | None = None,
    present: Callable[[Report], None] | None = None,
) -> tuple[Results, tuple[Path, ...]]:
    """A sample export in ``folder``, scored and reported there; the results and every file written.

    ``present`` is given the report when all is written.
    ``project``: whose instrument, segments and name are used; the answers are invented all the same.
    """
    options = ScoreOptions(project=project.without_people() if project else None)
    instrument = instrument_in_use(options)
    check_language(instrument, language)
    chosen = language or instrument.language
    outputs = Outputs(
        results=folder / "results.json",
        report=folder,
        formats=tuple(formats),
        language=chosen,
        recipe=recipe,
        force=force,
    )
    export = folder / "export.csv"
    check_folder(folder)
    check_outputs((export, *outputs.paths), force=force)
    recipe_in_use(outputs, subjects=Subjects.of_instrument(instrument))
    write_export(export, instrument=instrument, language=chosen, force=force)
    name = organisation(chosen, name=project.organisation if project else None)
    named = replace(options, organisation=name)
    results = score_exports([export], options=named, outputs=outputs, present=present)
    return results, (export, *outputs.paths)
