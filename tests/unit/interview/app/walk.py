"""What the tests of the whole screen share: a rater who presses keys, and what they then see, as text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.unit.interview.desk import TODAY, small

from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.app.application import AssessApp
from mentorscan.interview.opening import Opening, Wishes
from mentorscan.interview.session import State, read_journal

KNOWN = {"rater": "A. Rater", "organisation": "Example Ltd"}
"""Wishes of a rater who is not asked who they are."""


class Walk:
    """A rater at a terminal: each call runs the application once more in the same folder.

    A key is named as Textual names it; ``>text`` types a text, a function is called with the application.
    """

    def __init__(self, folder: Path, *, instrument: Instrument | None = None, size: tuple[int, int] = (80, 24)) -> None:
        self.folder = folder
        self.journal = folder / "journal.jsonl"
        self.instrument = instrument or small()
        self.size = size
        self.seen = ""
        self.answers: AnswerFile | None = None

    def __call__(self, *keys: str | Callable[[AssessApp], object], **wishes: Any) -> str:
        """What the screen shows after these keys."""
        return asyncio.run(self._walk(keys, wishes={**KNOWN, **wishes}))

    async def _walk(self, keys: tuple[str | Callable[[AssessApp], object], ...], *, wishes: dict[str, Any]) -> str:
        opening = Opening(
            self.journal,
            target=self.folder / "answers.yaml",
            instrument=with_both_opt_outs(self.instrument),
            wishes=Wishes(**wishes),
            today=TODAY,
        )
        with ExitStack() as sessions:
            app = AssessApp(opening, sessions=sessions)
            async with app.run_test(size=self.size) as pilot:
                await pilot.pause()
                for key in keys:
                    if callable(key):
                        key(app)
                    elif key.startswith(">"):
                        for letter in key[1:]:
                            await pilot.press("space" if letter == " " else letter)
                    else:
                        await pilot.press(key)
                    await pilot.pause()
                self.seen = seen(app)
            self.answers = app.return_value
            if app.fault is not None:
                raise app.fault
        return self.seen

    @property
    def state(self) -> State:
        """What the journal holds."""
        return read_journal(self.journal)[1]


def seen(app: AssessApp) -> str:
    """The screen as lines of text, without what only colours and weights say."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"
