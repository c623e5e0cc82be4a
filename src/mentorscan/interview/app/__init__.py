"""The interview on a whole screen: the same course as line by line, with everything in view at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from rich.console import Console

from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.app.application import AssessApp, TalkApp, WholeScreen
from mentorscan.interview.opening import Opening
from mentorscan.interview.plain_consensus import TalkScreen
from mentorscan.interview.screen import Screen
from mentorscan.interview.talk import TalkOpening


def conduct_on_screen(opening: Opening, *, console: Console) -> AnswerFile | None:
    """What the rater answered; ``None`` where they want to go on later. Whatever happens, the journal holds it all.

    ``console``: where it is said how to go on, once the screen is the terminal's own again. Raises as
    ``interview.conduct.conduct`` does.
    """
    with ExitStack() as sessions:
        app = AssessApp(opening, sessions=sessions)
        answers = _run(app)
        if answers is None and opening.journal.exists():
            Screen(console, voice=app.voice).quit(opening.journal)
        return _unless_interrupted(app, answers)


def talk_on_screen(opening: TalkOpening, *, console: Console) -> AnswerFile | None:
    """What the raters agreed on; ``None`` where they want to go on later. Whatever happens, the journal holds it all.

    ``console``: as of ``conduct_on_screen``. Raises as ``interview.talk.talk_over`` does.
    """
    with ExitStack() as sessions:
        app = TalkApp(opening, sessions=sessions)
        answers = _run(app)
        if answers is None:
            TalkScreen(console, voice=app.voice, again=opening.wishes.again).go_on_later()
        return _unless_interrupted(app, answers)


def _run(app: WholeScreen) -> AnswerFile | None:
    """What the application ends with; what ended it before its time is raised."""
    with _untouched("NO_COLOR"):
        answers = app.run()
    if app.fault is not None:
        raise app.fault
    return answers


def _unless_interrupted(app: WholeScreen, answers: AnswerFile | None) -> AnswerFile | None:
    if app.interrupted:
        raise KeyboardInterrupt
    return answers


@contextmanager
def _untouched(name: str) -> Iterator[None]:
    """A block after which an environment variable is as before: Textual takes this one away."""
    before = os.environ.get(name)
    try:
        yield
    finally:
        if before is not None:
            os.environ[name] = before
