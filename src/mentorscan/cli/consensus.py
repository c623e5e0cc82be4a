"""``mentorscan assess --consensus``: raters talk over what they differ on, and what they agree on is scored with it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mentorscan.cli.desk import today
from mentorscan.cli.given import Given

if TYPE_CHECKING:
    from mentorscan.cli.desk import Desk
    from mentorscan.pipeline import ScoreOptions

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
    desk: Desk,
) -> Given | None:
    """The files to score, the consensus among them once there is one; ``None`` where they want to go on later."""
    from mentorscan.errors import OptionError, Problem
    from mentorscan.files import write_whole
    from mentorscan.instrument.build import with_both_opt_outs
    from mentorscan.interview.agreed import answer_files_of
    from mentorscan.interview.answer_reading import check_organisation, read_answer_files
    from mentorscan.interview.answers import answers_text
    from mentorscan.interview.blind import require_enough
    from mentorscan.interview.panel import to_discuss
    from mentorscan.interview.responses import form_of
    from mentorscan.interview.talk import TalkOpening, TalkWishes, say_that_nothing_differs
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
    if not to_discuss(given.raters, instrument=instrument, items=instrument.form_items(form)):
        say_that_nothing_differs(desk.console, instrument=instrument, language=language)
        return Given(files=files, language=language)
    target, again = folder / ANSWERS, _again(files, folder=folder, blind=blind)
    opening = TalkOpening(
        folder / JOURNAL,
        target=target,
        files=given.raters,
        instrument=with_both_opt_outs(instrument),
        form=form,
        wishes=TalkWishes(again=again, language=language, leader=leader, blind=blind),
        today=today(),
    )
    answers = desk.talk(opening)
    if answers is None:
        return None
    write_whole(target, answers_text(answers, instrument=instrument), force=force)
    return Given(files=[*files, target], language=answers.language, written=(target,))


def _again(files: Sequence[Path], *, folder: Path, blind: bool) -> str:
    """The command that goes on with it."""
    named = ["mentorscan", "assess", "--consensus", *(["--blind"] if blind else []), *map(str, files)]
    return shlex.join([*named, *([] if folder == Path("consensus") else ["--output", str(folder)])])
