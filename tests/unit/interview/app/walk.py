"""What the tests of the whole screen share: a rater who presses keys, and what they then see, as text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.unit.interview.desk import TODAY, small
from tests.unit.interview.three_raters import ANNA, BRUNO, CARLA

from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.app.application import AssessApp, TalkApp, WholeScreen
from mentorscan.interview.journal import State, read_journal
from mentorscan.interview.opening import Opening, Wishes
from mentorscan.interview.talk import TalkOpening, TalkWishes

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

    def __call__(self, *keys: str | Callable[[WholeScreen], object], **wishes: Any) -> str:
        """What the screen shows after these keys."""
        return asyncio.run(self._walk(keys, wishes={**KNOWN, **wishes}))

    async def _walk(self, keys: tuple[str | Callable[[WholeScreen], object], ...], *, wishes: dict[str, Any]) -> str:
        with ExitStack() as sessions:
            app = self._app(wishes, sessions=sessions)
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

    def _app(self, wishes: dict[str, Any], *, sessions: ExitStack) -> WholeScreen:
        opening = Opening(
            self.journal,
            target=self.folder / "answers.yaml",
            instrument=with_both_opt_outs(self.instrument),
            wishes=Wishes(**wishes),
            today=TODAY,
        )
        return AssessApp(opening, sessions=sessions)

    @property
    def state(self) -> State:
        """What the journal holds."""
        return read_journal(self.journal)[1]


class Talk(Walk):
    """Raters at one terminal: each call runs the application once more in the same folder."""

    async def _walk(self, keys: tuple[str | Callable[[WholeScreen], object], ...], *, wishes: dict[str, Any]) -> str:
        return await super()._walk(keys, wishes={name: each for name, each in wishes.items() if name not in KNOWN})

    def _app(self, wishes: dict[str, Any], *, sessions: ExitStack) -> WholeScreen:
        opening = TalkOpening(
            self.journal,
            target=self.folder / "consensus.yaml",
            files=(ANNA, BRUNO, CARLA),
            instrument=with_both_opt_outs(self.instrument),
            form="full",
            wishes=TalkWishes(again="mentorscan assess --consensus a b c", **wishes),
            today=TODAY,
        )
        return TalkApp(opening, sessions=sessions)


def seen(app: WholeScreen) -> str:
    """The screen as lines of text, without what only colours and weights say."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"
