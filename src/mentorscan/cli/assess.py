"""``mentorscan assess``: named raters answer item by item, or their answer files are scored."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterable
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from mentorscan.cli.options import Force, Formats, Language, examples
from mentorscan.cli.project import ProjectFile, open_project

if TYPE_CHECKING:
    from rich.console import Console

    from mentorscan.interview.answers import AnswerFile
    from mentorscan.interview.conduct import Wishes
    from mentorscan.interview.reader import Reader
    from mentorscan.pipeline import ScoreOptions

EXAMPLES = examples(
    "mentorscan assess                                     item by item, in the terminal",
    "mentorscan assess --form pulse --language it",
    "mentorscan assess --resume assessment/journal.jsonl   go on where you stopped",
    "mentorscan assess anna.yaml bruno.yaml --output both/ score answer files, without asking",
    "mentorscan assess --sheet carla.xlsx --rater Carla    a sheet to fill in without mentorscan",
)

FOLDER: Final = Path("assessment")
JOURNAL: Final = "journal.jsonl"
ANSWERS: Final = "answers.yaml"
ENDINGS: Final = (".yaml", ".yml")


def assess(
    answers: Annotated[list[Path] | None, typer.Argument(metavar="[ANSWERS]...", hidden=True)] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for answers, journal, results and report. Default: assessment."),
    ] = None,
    rater: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who answers; asked for where it is not given.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whom it is about; asked for where it is not given.")
    ] = None,
    form: Annotated[
        str | None, typer.Option(metavar="NAME", help="The form, such as full or pulse. Default: the first one.")
    ] = None,
    instrument: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Folder of the questionnaires. Default: the built-in eight hallmarks."),
    ] = None,
    project: ProjectFile = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The journal of an assessment to go on with.")
    ] = None,
    sheet: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Write a sheet to fill in, for a rater who does not have mentorscan."),
    ] = None,
    formats: Formats = None,
    language: Language = None,
    force: Force = False,
) -> None:
    """Assess an organisation yourself: item by item in the terminal, with notes and evidence.

    Every answer is on disk before the screen says so: stop whenever you like, and go on later. With answer files or
    sheets that were filled in (ANSWERS: one a rater, or folders of them) it scores these without asking.
    """
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_notes, say_written, show_profile
    from mentorscan.cli.terminal import say
    from mentorscan.errors import OptionError, Problem
    from mentorscan.files import check_outputs
    from mentorscan.interview.conduct import Wishes
    from mentorscan.locales import catalogue_of
    from mentorscan.responses.forms import AUTO
    from mentorscan.responses.model import ReadOptions

    if sheet and (answers or resume or output or formats):
        found = "--sheet writes a sheet to fill in, and nothing else"
        raise OptionError(Problem("sheet-alone", found, hint="leave out files, --resume, --output and --format"))
    if answers and (resume or rater or organisation):
        found = "--resume, --rater and --organisation are for answering, but answer files were given"
        raise OptionError(Problem("answers-given", found, hint="leave the options out, or the files"))
    used = open_project(project, instrument=instrument)
    language = language or (used.report.language if used else None)
    options = pipeline.ScoreOptions(project=used, instrument=instrument, read=ReadOptions(form=form or AUTO))
    about = organisation or (used.organisation if used else None)
    if sheet:
        pipeline.write_entry_sheet(
            sheet, options=options, language=language, organisation=about, rater=rater, force=force
        )
        say_written(sheet)
        say(f"Send it to the rater. When it comes back filled in: mentorscan assess {shlex.quote(str(sheet))}")
        return
    folder = output or (resume.parent if resume else FOLDER)
    outputs = pipeline.Outputs(
        results=folder / "results.json",
        report=folder,
        formats=tuple(formats or ()) or (used.report.formats if used else ()) or pipeline.Outputs.formats,
        language=language,
        recipe=used.report.recipe if used else None,
        force=force,
    )
    files = answer_files(answers or ())
    if not files:
        file, journal = folder / ANSWERS, resume or folder / JOURNAL
        check_outputs((file, *outputs.paths), force=force)
        wishes = Wishes(
            form=form,
            language=language,
            rater=rater,
            organisation=about,
            going_on=resume is not None,
        )
        answered = _answered(file, journal, options=options, wishes=wishes, force=force)
        if answered is None:
            return
        files = [file]
        language = language or (answered.language if catalogue_of(answered.language or "") else None)
        outputs = replace(outputs, language=language)
    results = pipeline.assess(files, options=options, outputs=outputs, present=show_profile)
    say_notes(results)
    say_written(*(() if answers else files), *outputs.paths)


def answer_files(paths: Iterable[Path]) -> list[Path]:
    """The answer files that were named; in place of a folder those in it, by name (itself where it has none).

    Of the workbooks in a folder only those that were filled in as entry sheets, or cannot be opened.
    """
    from mentorscan.interview.sheet_book import ENDINGS as WORKBOOKS
    from mentorscan.interview.sheet_book import may_be_entry_sheet

    def is_answers(file: Path) -> bool:
        ending = file.suffix.lower()
        return file.is_file() and (ending in ENDINGS or (ending in WORKBOOKS and may_be_entry_sheet(file)))

    def inside(folder: Path) -> list[Path]:
        return sorted(filter(is_answers, folder.iterdir()))

    return [each for path in paths for each in ((inside(path) or [path]) if path.is_dir() else [path])]


def _answered(file: Path, journal: Path, *, options: ScoreOptions, wishes: Wishes, force: bool) -> AnswerFile | None:
    """What the rater answered, which is then in ``file``; ``None`` where they want to go on later."""
    from datetime import UTC, datetime

    from mentorscan.files import write_whole
    from mentorscan.interview.answers import answers_text
    from mentorscan.interview.conduct import conduct
    from mentorscan.pipeline import created, instrument_in_use

    instrument = instrument_in_use(options)
    reader, console = _desk()
    today = created()[:10] if "SOURCE_DATE_EPOCH" in os.environ else datetime.now(UTC).astimezone().date().isoformat()
    answers = conduct(
        journal, target=file, instrument=instrument, wishes=wishes, reader=reader, console=console, today=today
    )
    if answers is not None:
        write_whole(file, answers_text(answers, instrument=instrument), force=force)
    return answers


def _desk() -> tuple[Reader, Console]:
    """What the rater types into and reads from: stdout is kept for the result, so the questions go to stderr."""
    from rich.console import Console

    from mentorscan.interview.reader import Lines, Terminal

    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    if sys.stdin.isatty() and console.is_terminal and not console.is_dumb_terminal:
        from prompt_toolkit.input import create_input
        from prompt_toolkit.output import create_output

        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # some terminals do not answer where the cursor is
        return Terminal(source=create_input(), screen=create_output(stdout=sys.stderr)), console
    # Polars has put a handler of its own in this place, under which Ctrl-C would wait for the end of the line.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return Lines(sys.stdin, console=console), console
