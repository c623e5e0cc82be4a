"""Where results come from: the tool, the instrument, the wave, the files, and what the run noted."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from mentorscan.instrument.model import Level, Scale, Text
from mentorscan.results.parts import Part

METHOD = 1
"""Grows when a formula changes, so that figures of different methods are never compared unawares."""


class Tool(Part):
    """Which mentorscan made the file, by which method."""

    version: str
    method: int = METHOD


class Wave(Part):
    """One round of asking; dates as ISO text."""

    name: str
    from_date: str | None = Field(default=None, alias="from")
    to_date: str | None = Field(default=None, alias="to")


class ItemPrint(Part):
    """An item's id and fingerprint."""

    id: str
    fingerprint: str


class InstrumentInfo(Part):
    """The instrument as far as a reader of the report needs it."""

    id: str
    version: str
    fingerprint: str
    title: Text
    introduction: Text | None = None
    languages: tuple[str, ...]
    form: str | None = None
    scales: tuple[Scale, ...]
    levels: tuple[Level, ...]
    items: tuple[ItemPrint, ...]


class FileInfo(Part):
    """A file and what was understood of it. ``rows`` is null where it could disclose people.

    ``status``: ``read``, ``set-aside`` (a definition in a folder), or the code of what kept it from being read.
    ``items``: how many items it has columns for, ``by_text`` so many of them found by their statement. ``segments``:
    those it has; ``unused``: the columns that nothing was read from; ``definitions``: the files that said what its
    columns and cells mean.
    """

    name: str
    sha256: str
    platform: str
    rows: int | None = None
    status: str = "read"
    items: int | None = None
    by_text: int = 0
    segments: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()


class Respondents(Part):
    """``read`` = ``scored`` + the sum of ``left_out`` (reason -> count); all null where they may not be shown.

    ``people``: the headcount of the whole, where one was given: ``scored / people`` is the response rate.
    """

    read: int | None
    scored: int | None
    left_out: dict[str, int | None]
    people: int | None = None


class RaterInfo(Part):
    """Who answered an answer file, and when (ISO text)."""

    rater: str
    date: str | None = None
    file: str


class Source(Part):
    """Where the answers came from. ``raters``: in an assessment, one a file."""

    kind: Literal["survey", "assessment"]
    files: tuple[FileInfo, ...]
    respondents: Respondents
    raters: tuple[RaterInfo, ...] = ()


class NoteInfo(Part):
    """Something the reader should know."""

    code: str
    severity: Literal["error", "warning", "info"]
    place: str | None = None
    values: dict[str, Any] = Field(default_factory=dict)
    text: str
