"""The interview on a whole screen: the same course as line by line, with everything in view at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from rich.console import Console

from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.app.application import AssessApp
from mentorscan.interview.opening import Opening
from mentorscan.interview.screen import Screen


def conduct_on_screen(opening: Opening, *, console: Console) -> AnswerFile | None:
    """What the rater answered; ``None`` where they want to go on later. Whatever happens, the journal holds it all.

    ``console``: where it is said how to go on, once the screen is the terminal's own again. Raises as
    ``interview.conduct.conduct`` does.
    """
    with ExitStack() as sessions, _untouched("NO_COLOR"):
        app = AssessApp(opening, sessions=sessions)
        answers = app.run()
        if app.fault is not None:
            raise app.fault
        if answers is None and opening.journal.exists():
            Screen(console, voice=app.voice).quit(opening.journal)
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
