"""``mentorscan assess --consensus``: raters talk over what they differ on, and what they agree on is scored with it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import Console

    from mentorscan.interview.reader import Reader
    from mentorscan.pipeline import ScoreOptions

FOLDER: Final = Path("consensus")
JOURNAL: Final = "consensus.jsonl"
ANSWERS: Final = "consensus.yaml"


def talked_over(
    files: Sequence[Path],
    *,
    folder: Path,
    options: ScoreOptions,
    language: str | None,
    leader: str | None,
    blind: bool,
    force: bool,
    desk: tuple[Reader, Console],
    today: str,
) -> tuple[list[Path], str | None] | None:
    """The files to score, the consensus among them once there is one, and the language in which they talked.

    ``None`` where they want to go on later.
    """
    from mentorscan.errors import OptionError, Problem
    from mentorscan.files import write_whole
    from mentorscan.interview.agreed import answer_files_of
    from mentorscan.interview.answer_reading import check_organisation, read_answer_files
    from mentorscan.interview.answers import answers_text
    from mentorscan.interview.blind import require_enough
    from mentorscan.interview.panel import to_discuss
    from mentorscan.interview.responses import form_of
    from mentorscan.interview.talk import TalkWishes, say_that_nothing_differs, talk_over
    from mentorscan.pipeline import instrument_in_use
    from mentorscan.responses.forms import AUTO

    instrument = instrument_in_use(options)
    given = answer_files_of(read_answer_files(files, instrument=instrument))
    if options.project:
        check_organisation(given.every, project=options.project)
    if given.consensus:
        found, hint = (
            f"{given.consensus.name} is a consensus already",
            "leave it out, or leave --consensus out to score",
        )
        raise OptionError(Problem("consensus-given", found, hint=hint))
    if blind:
        require_enough(given.raters)
    if len(given.raters) < 2:
        found, hint = "--consensus needs the answer files of at least two raters", "add the others' answer files"
        raise OptionError(Problem("consensus-of-one", found, hint=hint))
    asked = None if options.read.form == AUTO else options.read.form
    form = form_of(given.raters, instrument=instrument, asked=asked)
    reader, console = desk
    if not to_discuss(given.raters, instrument=instrument, items=instrument.form_items(form)):
        say_that_nothing_differs(console, instrument=instrument, language=language)
        return list(files), language
    target, again = folder / ANSWERS, _again(files, folder=folder, blind=blind)
    answers = talk_over(
        folder / JOURNAL,
        target=target,
        files=given.raters,
        instrument=instrument,
        form=form,
        wishes=TalkWishes(again=again, language=language, leader=leader, blind=blind),
        reader=reader,
        console=console,
        today=today,
    )
    if answers is None:
        return None
    write_whole(target, answers_text(answers, instrument=instrument), force=force)
    return [*files, target], answers.language


def _again(files: Sequence[Path], *, folder: Path, blind: bool) -> str:
    """The command that goes on with it."""
    named = ["mentorscan", "assess", "--consensus", *(["--blind"] if blind else []), *map(str, files)]
    return shlex.join([*named, *([] if folder == FOLDER else ["--output", str(folder)])])
