"""What parts share: the axis with its level bands, and rows of figures on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from mentorscan.report import numbers
from mentorscan.report.charts import strengths
from mentorscan.report.edition import Edition
from mentorscan.report.model import Column, ProfileRow, ProfileTable
from mentorscan.report.pictures import Axis, Band, Tick, Track
from mentorscan.report.plain import shortened
from mentorscan.report.wording import sentences, targets
from mentorscan.results import FacetFigures, Hallmark, PracticeFigures

_LETTERS_PER_BAND = 0.56
"""How many letters of a level's name fit into one per cent of the narrowest axis."""

_FIELDS = ("index", "mean", "respondents", "interval", "level", "presence")
"""The fields of a row; where one of them is hidden, every gap in the row is."""


def axis(edition: Edition) -> Axis:
    """The index from 0 to 100 with one band a level; where levels are not named, in one piece."""
    words, levels = edition.words, edition.levels
    if not edition.recipe.level_words:
        return _plain_axis(edition)
    bounds = [*(each.from_index for each in levels), 100.0]
    bands = []
    for each, strength, (start, end) in zip(levels, strengths(len(levels)), pairwise(bounds), strict=True):
        title, width = edition.text(each.title), end - start
        ends = {"low": words.number(start), "high": words.number(end)}
        last = end == bounds[-1]
        bands.append(
            Band(
                title=title,
                label=shortened(title, length=int(width * _LETTERS_PER_BAND)) if width >= 8 else None,
                bounds=words.gettext("{low} to {high}", **ends)
                if last
                else words.gettext("{low} to below {high}", **ends),
                meaning=edition.text(each.meaning) if each.meaning else None,
                at=round(start, 2),
                width=round(width, 2),
                strength=strength,
            )
        )
    return Axis(bands=tuple(bands), ticks=tuple(Tick(text=words.number(each), at=round(each, 2)) for each in bounds))


def _plain_axis(edition: Edition) -> Axis:
    words, quarters = edition.words, (0, 25, 50, 75, 100)
    bounds = words.gettext("{low} to {high}", low=words.number(0), high=words.number(100))
    whole = Band(title="", label=None, bounds=bounds, meaning=None, at=0, width=100, strength=strengths(1)[0])
    return Axis(bands=(whole,), ticks=tuple(Tick(text=words.number(each), at=each) for each in quarters))


def hallmark_row(edition: Edition, hallmark: Hallmark, *, anchor: str | None) -> ProfileRow:
    """A hallmark (or outcome) on the axis, with level and presence."""
    title, index = edition.text(hallmark.title), edition.index_figure(hallmark, hallmark.index)
    beside = edition.subject.hallmark(hallmark.id) if edition.subject else None
    track = edition.track(
        title,
        part=hallmark,
        index=hallmark.index,
        interval=hallmark.interval,
        reference=beside.index if beside else None,
    )
    return ProfileRow(
        title=title,
        anchor=anchor,
        index=index,
        interval=edition.interval_text(hallmark.interval),
        level=sentences.level(edition, hallmark) or (index.reason if index.state == "absent" else None),
        presence=sentences.presence(edition, hallmark.presence) if hallmark.presence else None,
        respondents=None if hallmark.respondents is None else edition.words.count(hallmark.respondents),
        track=_aimed(edition, hallmark, track=track),
        absence=edition.missing(hallmark, *_FIELDS).text,
        number=edition.index_if_known(hallmark.index),
        people=numbers.count(hallmark.respondents),
    )


def _aimed(edition: Edition, hallmark: Hallmark, *, track: Track) -> Track:
    """The track with a mark where the hallmark's target lies, and the same in words."""
    told, goal = targets.target(edition, hallmark), targets.bound(edition, hallmark)
    if told is None or goal is None:
        return track
    alternative = edition.words.gettext("{track}; {target}", track=track.alternative, target=told)
    return replace(track, alternative=alternative, reference=round(goal, 2) if track.state == "shown" else None)


def simple_rows(
    edition: Edition, parts: tuple[FacetFigures, ...] | tuple[PracticeFigures, ...]
) -> tuple[ProfileRow, ...]:
    """Facets or practices on the axis: index, interval and people."""
    return tuple(
        ProfileRow(
            title=edition.text(each.title),
            anchor=None,
            index=edition.index_figure(each, each.index),
            interval=edition.interval_text(each.interval),
            level=None,
            presence=None,
            respondents=None if each.respondents is None else edition.words.count(each.respondents),
            track=edition.track(edition.text(each.title), part=each, index=each.index, interval=each.interval),
            absence=edition.missing(each, *_FIELDS).text,
            number=edition.index_if_known(each.index),
            people=numbers.count(each.respondents),
        )
        for each in parts
    )


def simple_table(
    edition: Edition, rows: tuple[ProfileRow, ...], *, table_id: str, caption: str, first: str
) -> ProfileTable:
    """Rows of index, interval and people under one axis; of named raters without the interval."""
    words = edition.words
    people = words.gettext("Raters") if edition.assessed else words.gettext("People")
    return ProfileTable(
        id=table_id,
        caption=caption,
        columns=(
            *index_columns(edition, first=first),
            *(() if edition.alone else (Column(title=people, kind="number", field="respondents"),)),
        ),
        rows=rows,
    )


def index_columns(edition: Edition, *, first: str) -> tuple[Column, ...]:
    """The columns that every profile begins with: title, picture, index, and of a survey its interval."""
    words, subject = edition.words, edition.subject
    known = not edition.assessed and (subject is None or any(each.interval for each in edition.results.hallmarks))
    interval = Column(title=words.gettext("95% interval"), kind="number", field="interval")
    return (
        Column(title=first, field="title"),
        Column(title=words.gettext("0 to 100"), kind="picture", field="track"),
        Column(title=words.gettext("Index"), kind="number", field="index"),
        *((interval,) if known else ()),
    )
