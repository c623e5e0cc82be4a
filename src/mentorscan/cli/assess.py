"""``mentorscan assess``: named raters answer item by item, talk their answers over, or have their files scored."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from mentorscan.cli.desk import Desk, today
from mentorscan.cli.given import Given, answer_files
from mentorscan.cli.options import Force, Formats, Language, examples
from mentorscan.cli.project import ProjectFile, open_project

if TYPE_CHECKING:
    from mentorscan.interview.opening import Wishes
    from mentorscan.pipeline import ScoreOptions

EXAMPLES = examples(
    "mentorscan assess                                     item by item, in the terminal",
    "mentorscan assess --form pulse --language it",
    "mentorscan assess --resume assessment/journal.jsonl   go on where you stopped",
    "mentorscan assess anna.yaml bruno.yaml --output both/ score answer files, without asking",
    "mentorscan assess --consensus anna.yaml bruno.yaml    talk over what you differ on, then score",
    "mentorscan assess anna.yaml --survey results.json     beside what the employees say",
    "mentorscan assess --sheet carla.xlsx --rater Carla    a sheet to fill in without mentorscan",
)

FOLDER: Final = Path("assessment")
TOGETHER: Final = Path("consensus")
JOURNAL: Final = "journal.jsonl"
ANSWERS: Final = "answers.yaml"


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
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line instead of a whole screen; good with a screen reader.")
    ] = False,
    sheet: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Write a sheet to fill in, for a rater who does not have mentorscan."),
    ] = None,
    consensus: Annotated[
        bool, typer.Option("--consensus", help="Talk over the items on which the answer files differ, then score.")
    ] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Without raters' names and single answers; from three answer files on.")
    ] = False,
    survey: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Results of a survey (score --output), to stand beside the raters' view."),
    ] = None,
    formats: Formats = None,
    language: Language = None,
    json: Annotated[
        bool, typer.Option("--json", help="One line of JSON on stdout instead of the profile, for scripts.")
    ] = False,
    force: Force = False,
) -> None:
    """Assess an organisation yourself: item by item in the terminal, with notes and evidence.

    Every answer is on disk before the screen says so: stop whenever you like, and go on later. With answer files or
    sheets that were filled in (ANSWERS: one a rater, or folders of them) it scores these without asking.
    """
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_notes, say_written, show_profile
    from mentorscan.cli.summary import show_summary, show_unfinished
    from mentorscan.files import check_outputs
    from mentorscan.interview.opening import Wishes, require_unfinished
    from mentorscan.locales import catalogue_of
    from mentorscan.responses.forms import AUTO
    from mentorscan.responses.model import ReadOptions

    beside_sheet = {
        "files": answers,
        "--resume": resume,
        "--output": output,
        "--format": formats,
        "--survey": survey,
        "--json": json,
    }
    if sheet:
        _require_alone("--sheet", [name for name, value in beside_sheet.items() if value])
    _check_files(answers, resume=resume, rater=rater, organisation=organisation, consensus=consensus, blind=blind)
    used = open_project(project, instrument=instrument)
    language = language or (used.report.language if used else None)
    options = pipeline.ScoreOptions(project=used, instrument=instrument, read=ReadOptions(form=form or AUTO))
    about = organisation or (used.organisation if used else None)
    if sheet:
        _write_sheet(sheet, options=options, language=language, organisation=about, rater=rater, force=force)
        return
    folder = output or (resume.parent if resume else TOGETHER if consensus else FOLDER)
    outputs = pipeline.Outputs(
        results=folder / "results.json",
        report=folder,
        formats=tuple(formats or ()) or (used.report.formats if used else ()) or pipeline.Outputs.formats,
        language=language,
        recipe=used.report.recipe if used else None,
        force=force,
    )
    at_hand = pipeline.read_survey(survey, instrument=pipeline.instrument_in_use(options)) if survey else None
    files, desk = answer_files(answers or ()), Desk(plain=plain)
    given: Given | None
    if consensus:
        from mentorscan.cli.consensus import ANSWERS as AGREED
        from mentorscan.cli.consensus import JOURNAL as TALK
        from mentorscan.cli.consensus import talked_over

        journal, agreed = folder / TALK, folder / AGREED
        files = [each for each in files if each.absolute() != agreed.absolute()]
        check_outputs((agreed, *outputs.paths), force=force, inputs=files)
        given = talked_over(
            files, folder=folder, options=options, language=language, leader=rater, blind=blind, force=force, desk=desk
        )
    elif files:
        journal, given = folder / JOURNAL, Given(files=files, language=language)
    else:
        journal, file = resume or folder / JOURNAL, folder / ANSWERS
        require_unfinished(file, force=force)
        check_outputs((file, *outputs.paths), force=force, inputs=[survey] if survey else ())
        wishes = Wishes(form=form, language=language, rater=rater, organisation=about, going_on=resume is not None)
        given = _answered(file, journal, options=options, wishes=wishes, desk=desk, force=force)
    if given is None:
        if json:
            show_unfinished(journal)
        return
    spoken = given.language if catalogue_of(given.language or "") else None
    outputs = replace(outputs, language=language or spoken)
    results = pipeline.assess(
        given.files,
        options=options,
        outputs=outputs,
        blind=blind,
        survey=at_hand,
        present=None if json else show_profile,
    )
    if json:
        show_summary(results, written=(*given.written, *outputs.paths))
    say_notes(results)
    say_written(*given.written, *outputs.paths)


def _require_alone(option: str, others: Sequence[str]) -> None:
    """Raise ``OptionError`` where other options stand beside one that does something else than they are for."""
    from mentorscan.errors import OptionError, Problem

    if others:
        found = f"{option} writes a sheet to fill in, and nothing else"
        raise OptionError(Problem("sheet-alone", found, hint=f"leave out {', '.join(others)}"))


def _check_files(
    answers: Sequence[Path] | None,
    *,
    resume: Path | None,
    rater: str | None,
    organisation: str | None,
    consensus: bool,
    blind: bool,
) -> None:
    """Raise ``OptionError`` where options for answering stand beside files, or options for files without any."""
    from mentorscan.errors import OptionError, Problem

    if answers and (resume or (rater and not consensus) or organisation):
        found = "--resume, --rater and --organisation are for answering, but answer files were given"
        raise OptionError(Problem("answers-given", found, hint="leave the options out, or the files"))
    if (consensus or blind) and not answers:
        found = "--consensus and --blind are for several raters' answer files, but none were given"
        raise OptionError(Problem("no-answers-given", found, hint="add the files, or folders of them"))


def _write_sheet(
    path: Path,
    *,
    options: ScoreOptions,
    language: str | None,
    organisation: str | None,
    rater: str | None,
    force: bool,
) -> None:
    from mentorscan import pipeline
    from mentorscan.cli.profile import say_written
    from mentorscan.cli.terminal import say

    pipeline.write_entry_sheet(
        path, options=options, language=language, organisation=organisation, rater=rater, force=force
    )
    say_written(path)
    say(f"Send it to the rater. When it comes back filled in: mentorscan assess {shlex.quote(str(path))}")


def _answered(
    file: Path, journal: Path, *, options: ScoreOptions, wishes: Wishes, desk: Desk, force: bool
) -> Given | None:
    """What the rater answered, which is then in ``file``; ``None`` where they want to go on later."""
    from mentorscan.files import write_whole
    from mentorscan.instrument.build import with_both_opt_outs
    from mentorscan.interview.answers import answers_text
    from mentorscan.interview.opening import Opening
    from mentorscan.pipeline import instrument_in_use

    instrument = instrument_in_use(options)
    offered = with_both_opt_outs(instrument)
    answers = desk.ask(Opening(journal, target=file, instrument=offered, wishes=wishes, today=today()))
    if answers is None:
        return None
    write_whole(file, answers_text(answers, instrument=instrument), force=force)
    return Given(files=[file], language=answers.language, written=(file,))
