"""``mentorscan assess``: named raters answer item by item, or their answer files are scored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from mentorscan.cli.desk import Desk, today
from mentorscan.cli.options import Force, Formats, Language, examples
from mentorscan.cli.project import ProjectFile, open_project

if TYPE_CHECKING:
    from mentorscan.interview.answers import AnswerFile
    from mentorscan.interview.opening import Wishes
    from mentorscan.pipeline import ScoreOptions

EXAMPLES = examples(
    "mentorscan assess                                     item by item, in the terminal",
    "mentorscan assess --form pulse --language it",
    "mentorscan assess --resume assessment/journal.jsonl   go on where you stopped",
    "mentorscan assess anna.yaml bruno.yaml --output both/ score answer files, without asking",
    "mentorscan assess --consensus anna.yaml bruno.yaml    talk over what you differ on, then score",
    "mentorscan assess anna.yaml --survey results.json     beside what the employees say",
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
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line instead of a whole screen; good with a screen reader.")
    ] = False,
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
    force: Force = False,
) -> None:
    """Assess an organisation yourself: item by item in the terminal, with notes and evidence.

    Every answer is on disk before the screen says so: stop whenever you like, and go on later. With answer files
    (ANSWERS: one a rater, or folders of them) it scores these without asking.
    """
    from mentorscan import pipeline
    from mentorscan.cli.consensus import ANSWERS as AGREED
    from mentorscan.cli.consensus import FOLDER as TOGETHER
    from mentorscan.cli.consensus import talked_over
    from mentorscan.cli.profile import say_notes, say_written, show_profile
    from mentorscan.errors import OptionError, Problem
    from mentorscan.files import check_outputs
    from mentorscan.interview.opening import Wishes
    from mentorscan.locales import catalogue_of
    from mentorscan.responses.forms import AUTO
    from mentorscan.responses.model import ReadOptions

    if answers and (resume or (rater and not consensus) or organisation):
        found = "--resume, --rater and --organisation are for answering, but answer files were given"
        raise OptionError(Problem("answers-given", found, hint="leave the options out, or the files"))
    if (consensus or blind) and not answers:
        found = "--consensus and --blind are for several raters' answer files, but none were given"
        raise OptionError(Problem("no-answers-given", found, hint="add the files, or folders of them"))
    used = open_project(project, instrument=instrument)
    language = language or (used.report.language if used else None)
    folder = output or (resume.parent if resume else TOGETHER if consensus else FOLDER)
    outputs = pipeline.Outputs(
        results=folder / "results.json",
        report=folder,
        formats=tuple(formats or ()) or (used.report.formats if used else ()) or pipeline.Outputs.formats,
        language=language,
        recipe=used.report.recipe if used else None,
        force=force,
    )
    options = pipeline.ScoreOptions(project=used, instrument=instrument, read=ReadOptions(form=form or AUTO))
    at_hand = pipeline.read_survey(survey, instrument=pipeline.instrument_in_use(options)) if survey else None
    files = answer_files(answers or ())
    written: tuple[Path, ...] = ()
    if consensus:
        agreed = folder / AGREED
        files = [each for each in files if each.absolute() != agreed.absolute()]
        check_outputs((agreed, *outputs.paths), force=force, inputs=files)
        talked = talked_over(
            files,
            folder=folder,
            options=options,
            language=language,
            leader=rater,
            blind=blind,
            force=force,
            desk=Desk(plain=plain),
        )
        if talked is None:
            return
        files, spoken = talked
        written = (agreed,) if agreed in files else ()
        outputs = replace(outputs, language=language or (spoken if catalogue_of(spoken or "") else None))
    if not files:
        file, journal = folder / ANSWERS, resume or folder / JOURNAL
        check_outputs((file, *outputs.paths), force=force, inputs=[survey] if survey else ())
        wishes = Wishes(
            form=form,
            language=language,
            rater=rater,
            organisation=organisation or (used.organisation if used else None),
            going_on=resume is not None,
        )
        answered = _answered(file, journal, options=options, wishes=wishes, desk=Desk(plain=plain), force=force)
        if answered is None:
            return
        files, written = [file], (file,)
        language = language or (answered.language if catalogue_of(answered.language or "") else None)
        outputs = replace(outputs, language=language)
    results = pipeline.assess(
        files, options=options, outputs=outputs, blind=blind, survey=at_hand, present=show_profile
    )
    say_notes(results)
    say_written(*written, *outputs.paths)


def answer_files(paths: Iterable[Path]) -> list[Path]:
    """The answer files that were named; in place of a folder those in it, by name (itself where it has none)."""

    def inside(folder: Path) -> list[Path]:
        return sorted(each for each in folder.iterdir() if each.suffix.lower() in ENDINGS and each.is_file())

    return [each for path in paths for each in ((inside(path) or [path]) if path.is_dir() else [path])]


def _answered(
    file: Path, journal: Path, *, options: ScoreOptions, wishes: Wishes, desk: Desk, force: bool
) -> AnswerFile | None:
    """What the rater answered, which is then in ``file``; ``None`` where they want to go on later."""
    from mentorscan.files import write_whole
    from mentorscan.instrument.build import with_both_opt_outs
    from mentorscan.interview.answers import answers_text
    from mentorscan.interview.opening import Opening
    from mentorscan.pipeline import instrument_in_use

    instrument = instrument_in_use(options)
    offered = with_both_opt_outs(instrument)
    answers = desk.ask(Opening(journal, target=file, instrument=offered, wishes=wishes, today=today()))
    if answers is not None:
        write_whole(file, answers_text(answers, instrument=instrument), force=force)
    return answers
