"""``mentorscan demo``: the shortest way to see the tool work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorscan.cli.options import Force, Formats, Language, Recipe, examples
from mentorscan.cli.project import IGNORED, open_project

EXAMPLES = examples("mentorscan demo", "mentorscan demo prova/ --language it --force")


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="A new or empty folder, or one of an earlier demo.")
    ] = Path("demo"),
    *,
    formats: Formats = None,
    language: Language = None,
    recipe: Recipe = None,
    project: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Use the instrument, segments and name of this project. Default: none."),
    ] = None,
    force: Force = False,
) -> None:
    """Make a sample export of an invented organisation, score it and write its report."""
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_notes, say_written, show_profile
    from mentorscan.registry import installed_formats

    used = open_project(project or IGNORED)
    language = language or (used.report.language if used else None)
    recipe = recipe or (used.report.recipe if used else None)
    chosen = formats or (used.report.formats if used else None) or list(installed_formats())
    results, written = pipeline.demo(
        folder,
        language=language,
        formats=chosen,
        force=force,
        project=used,
        recipe=recipe,
        present=show_profile,
    )
    say_notes(results)
    say_written(*written)
