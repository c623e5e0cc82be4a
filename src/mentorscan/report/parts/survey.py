"""Beside a survey: whether the raters and the employees see the same organisation."""

from __future__ import annotations

from typing import Final

from mentorscan.report import numbers
from mentorscan.report.charts import tint
from mentorscan.report.edition import DASH, Edition, hidden_reason
from mentorscan.report.model import Beside, Cell, Column, Figure, Mark, Number, ProfileRow, ProfileTable, Row, Table
from mentorscan.report.parts.profiles import axis
from mentorscan.report.parts.ratings import answers_by_rater, statement
from mentorscan.report.pictures import Track
from mentorscan.report.wording.two_views import employees_asked, finding, not_compared, rule
from mentorscan.results import APART, Hallmark, HallmarkBeside, ItemBeside, ItemFigures, Shown, SurveyBeside

SHOWN: Final = 5
"""How many statements are listed."""


def survey(edition: Edition) -> Beside | None:
    """The raters' hallmarks beside the employees'; ``None`` where no survey stands beside them."""
    found = edition.results.survey
    if found is None:
        return None
    words = edition.words
    known = {each.id: each for each in found.hallmarks}
    pairs = [(each, known[each.id]) for each in edition.results.hallmarks if each.id in known]
    compared = any(each.difference is not None for _, each in pairs)
    told = finding(edition, found)
    return Beside(
        id="survey",
        title=words.ngettext(
            "Do the rater and the employees see the same organisation?",
            "Do the raters and the employees see the same organisation?",
            len(edition.results.source.raters),
        ),
        finding=told,
        lead=(told, employees_asked(edition, found), *((rule(edition),) if compared else ())),
        picture=(
            words.gettext(
                "Bar and dot: the index of the employees, with its 95% interval. Hollow mark: that of the raters."
            ),
        )
        if compared
        else (),
        profile=_profile(edition, pairs) if compared else None,
        axis=axis(edition),
        tables=(_table(edition, pairs), *_statements(edition, found)) if compared else (),
    )


def _profile(edition: Edition, pairs: list[tuple[Hallmark, HallmarkBeside]]) -> ProfileTable:
    words = edition.words
    return ProfileTable(
        id="survey-profile",
        caption=words.gettext("The employees' index of each hallmark, with the raters' beside it"),
        columns=(
            Column(title=words.gettext("Hallmark"), field="title"),
            Column(title=words.gettext("0 to 100"), kind="picture", field="track"),
            Column(title=words.gettext("Index"), kind="number", field="index"),
        ),
        rows=tuple(_profile_row(edition, hallmark, each) for hallmark, each in pairs),
    )


def _profile_row(edition: Edition, hallmark: Hallmark, found: HallmarkBeside) -> ProfileRow:
    title, index = edition.text(hallmark.title), _index(edition, found, found.index)
    return ProfileRow(
        title=title,
        anchor=None,
        index=index,
        interval=_interval(edition, found),
        level=None,
        presence=None,
        respondents=None,
        track=_track(edition, title, found, index=index),
        absence=index.text,
        number=edition.index_if_known(found.index),
    )


def _track(edition: Edition, title: str, found: HallmarkBeside, *, index: Figure) -> Track:
    """The employees' index with its interval, and the raters' as the mark beside it."""
    words, interval = edition.words, _interval(edition, found)
    if found.index is None:
        told = words.gettext(
            "{title}: {figure} ({reason})", title=title, figure=index.text, reason=index.reason or index.text
        )
        return Track(alternative=told, blocks="", state=index.state)
    told = words.gettext("{title}: index of the employees {index} of 100", title=title, index=index.text)
    if interval:
        told = words.gettext(
            "{title}: index of the employees {index} of 100, 95% interval {interval}",
            title=title,
            index=index.text,
            interval=interval,
        )
    if found.raters_index is not None:
        told = words.gettext(
            "{track}; of the raters: {index}", track=told, index=edition.index_text(found.raters_index)
        )
    low, high = (round(each, 2) for each in found.interval) if found.interval else (None, None)
    beside = None if found.raters_index is None else round(found.raters_index, 2)
    return Track(alternative=told, blocks="", state="shown", at=index.at, low=low, high=high, reference=beside)


def _table(edition: Edition, pairs: list[tuple[Hallmark, HallmarkBeside]]) -> Table:
    words = edition.words
    hidden = {_index(edition, each, each.index).reason for _, each in pairs if hidden_reason(each, "index")}
    there = {each.id for _, each in pairs}
    missing = [edition.text(each.title) for each in edition.results.hallmarks if each.id not in there]
    wider = words.gettext(
        "Where only some statements are compared, the interval is on the wide side: the survey does not say how the "
        "answers to them go together."
    )
    return Table(
        id="survey-table",
        caption=words.gettext("The raters' view beside the employees'"),
        columns=(
            Column(title=words.gettext("Hallmark")),
            Column(title=_raters(edition), kind="number"),
            Column(title=words.gettext("Employees"), kind="number"),
            Column(title=words.gettext("Difference"), kind="number"),
            Column(title=words.gettext("What it says")),
        ),
        rows=tuple(_row(edition, hallmark, each) for hallmark, each in pairs),
        notes=(
            *((wider,) if any(each.common for _, each in pairs) else ()),
            *((words.gettext("Not asked in the survey: {titles}.", titles=", ".join(missing)),) if missing else ()),
            *(words.gettext("hidden: {reason}.", reason=reason) for reason in sorted(filter(None, hidden))),
        ),
    )


def _raters(edition: Edition) -> str:
    return edition.words.gettext("Rater") if edition.alone else edition.words.gettext("Raters")


def _row(edition: Edition, hallmark: Hallmark, found: HallmarkBeside) -> Row:
    words, interval = edition.words, _interval(edition, found)
    raters, employees = _index(edition, found, found.raters_index), _index(edition, found, found.index)
    over = words.ngettext(
        "over one statement that both were asked",
        "over {number} statements that both were asked",
        len(found.common),
    )
    spread = words.gettext("95% interval {interval}", interval=interval) if interval else None
    return Row(
        cells=(
            Cell(text=edition.text(hallmark.title), detail=over if found.common else None),
            _cell(raters, number=edition.index_if_known(found.raters_index)),
            _cell(employees, detail=spread, number=edition.index_if_known(found.index)),
            _difference(edition, found.difference, clear=found.verdict in {"above", "below"}),
            Cell(text=_said(edition, found), state="shown" if found.verdict else "absent"),
        )
    )


def _said(edition: Edition, found: HallmarkBeside) -> str:
    """What comes of the comparison, in words, with a sign where the two views differ clearly."""
    words = edition.words
    if found.verdict is None:
        return not_compared(edition, found)
    if found.verdict == "unclear":
        if found.interval is None:
            return words.gettext("cannot be told: the survey shows no interval")
        return words.gettext("not clearly different")
    above = Mark(sign="▲", word=words.gettext("clearly more than the employees"))
    below = Mark(sign="▼", word=words.gettext("clearly less than the employees"))
    mark = above if found.verdict == "above" else below
    return f"{mark.sign} {mark.word}"


def _statements(edition: Edition, found: SurveyBeside) -> tuple[Table, ...]:
    """The statements on which the two lie furthest apart, with both views; nothing where they hardly do."""
    words = edition.words
    items = {item.id: (each, item) for each in edition.results.hallmarks for item in edition.items(each)}
    apart = [
        (abs(round(each.difference, 9)), each, *items[each.id])
        for each in found.items
        if each.id in items and each.difference is not None and abs(round(each.difference, 9)) >= APART
    ]
    if not apart:
        return ()
    furthest = sorted(apart, key=lambda each: -each[0])[:SHOWN]
    return (
        Table(
            id="survey-statements",
            caption=words.ngettext(
                "The statement on which the two views lie furthest apart",
                "The {number} statements on which the two views lie furthest apart",
                len(furthest),
                number=words.spelled(len(furthest)),
            ),
            columns=(
                Column(title=words.gettext("Statement")),
                Column(title=words.gettext("Answer") if edition.alone else words.gettext("Answers")),
                Column(title=_raters(edition), kind="number"),
                Column(title=words.gettext("Employees"), kind="number"),
                Column(title=words.gettext("Difference"), kind="number"),
            ),
            rows=tuple(_statement(edition, each, hallmark, item) for _, each, hallmark, item in furthest),
            notes=(
                words.gettext(
                    "A rater can only choose a point of the answer scale: on a single statement, a difference smaller "
                    "than from one point to the next means little."
                ),
            ),
        ),
    )


def _statement(edition: Edition, found: ItemBeside, hallmark: Hallmark, item: ItemFigures) -> Row:
    answers = answers_by_rater(edition, item)
    return Row(
        cells=(
            Cell(text=statement(edition, item), detail=edition.text(hallmark.title)),
            Cell(text=answers[0]) if edition.alone else Cell(text="", lines=answers),
            _cell(_index(edition, found, found.raters_index), number=edition.index_if_known(found.raters_index)),
            _cell(_index(edition, found, found.index), number=edition.index_if_known(found.index)),
            _difference(edition, found.difference, clear=True),
        )
    )


def _index(edition: Edition, found: Shown, index: float | None) -> Figure:
    return edition.index_figure(found, index)


def _interval(edition: Edition, found: HallmarkBeside) -> str | None:
    """The interval of the employees' index; that of the raters would have no meaning."""
    if found.interval is None:
        return None
    low, high = (edition.index_text(each) for each in found.interval)
    return edition.words.pgettext("interval", "{low} to {high}", low=low, high=high)


def _cell(figure: Figure, *, number: Number | None, detail: str | None = None) -> Cell:
    return Cell(text=figure.text, state=figure.state, detail=detail, number=number)


def _difference(edition: Edition, difference: float | None, *, clear: bool) -> Cell:
    """The raters' less the employees'; with decimals where rounding would lift it to the bound that it misses."""
    if difference is None:
        return Cell(text=DASH, state="absent")
    words, decimals = edition.words, 0
    size = abs(round(difference, 9))
    while (
        size < APART
        and decimals < 3
        and words.number(size, decimals=decimals) == words.number(APART, decimals=decimals)
    ):
        decimals += 1
    return Cell(
        text=words.difference(difference, decimals=decimals),
        tint=tint(difference) if clear else 0,
        number=numbers.points(difference),
    )
