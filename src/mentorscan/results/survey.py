"""A survey beside an assessment: how the raters' view stands to the employees', as far as both were asked the same."""

from __future__ import annotations

from typing import Final

from mentorscan.results.parts import Interval, Part, Shown, Verdict
from mentorscan.results.provenance import Wave

APART: Final = 10.0
"""From how many points of the index on the two views are clearly different.

Half a level of the built-in instrument, whose levels are 20 points wide. A rater can only say whole points: with six
statements on five points, each point more or less on one of them moves the index by four, so that a smaller difference
may come from two answers that might as well have been the next one.
"""


class ItemBeside(Shown):
    """An item that both were asked in the same words, on 0-100. ``difference``: the raters' less the employees'."""

    id: str
    index: float | None = None
    raters_index: float | None = None
    difference: float | None = None


class HallmarkBeside(Shown):
    """A hallmark as the employees (``index``, ``interval``, ``respondents``) and the raters (``raters_index``) see it.

    ``difference``: the raters' less the employees'. ``common``: the items that all of this rests on, where the two
    sides were not asked, or did not rate, the same ones; empty where the whole hallmark is compared. ``verdict``:
    ``above`` where the raters see clearly more, ``below`` where they see clearly less; null where nothing is compared.
    """

    id: str
    index: float | None = None
    interval: Interval | None = None
    respondents: int | None = None
    raters_index: float | None = None
    difference: float | None = None
    common: tuple[str, ...] = ()
    verdict: Verdict | None = None


class SurveyBeside(Part):
    """The survey that stands beside an assessment: which one it is (``sha256``: of its results file), and both views.

    ``respondents``: of the whole survey; null where they may not be shown.
    """

    respondents: int | None = None
    wave: Wave | None = None
    created: str
    sha256: str
    organisation: str | None = None
    version: str
    form: str | None = None
    hallmarks: tuple[HallmarkBeside, ...] = ()
    items: tuple[ItemBeside, ...] = ()
