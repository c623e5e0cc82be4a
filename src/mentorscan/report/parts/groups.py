"""Part 4: where in the organisation? A heatmap a segment: groups by hallmarks, beside the whole."""

from __future__ import annotations

from mentorscan.report.charts import tint
from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Cell, Column, Row, Table, Tables
from mentorscan.report.plain import plain
from mentorscan.results import GroupFigures, SegmentFigures, Shown


def groups(edition: Edition) -> Tables | None:
    """The heatmaps; ``None`` without segments, or where no hallmark has an index."""
    segments = [each for each in edition.results.segments if each.groups]
    if not segments or not edition.shows_hallmarks:
        return None
    words = edition.words
    return Tables(
        id="groups",
        title=words.gettext("Where in the organisation?"),
        lead=(
            words.gettext(
                "Each cell holds a group's index and its difference from the whole. In small groups a few answers move "
                "the index: look for differences that several cells confirm."
            ),
        ),
        picture=(
            words.gettext("Blue: above the whole; orange: below it. The stronger the tint, the larger the difference."),
        ),
        tables=tuple(_heatmap(edition, each, place=place) for place, each in enumerate(segments, 1)),
    )


def group_title(edition: Edition, group: GroupFigures) -> str:
    """A group as the report calls it: its label, else its value; people without a group under words of ours."""
    if group.title is not None:
        return edition.text(group.title)
    return edition.words.gettext("Without a group") if group.value is None else plain(group.value)


def _heatmap(edition: Edition, segment: SegmentFigures, *, place: int) -> Table:
    words, results = edition.words, edition.results
    title = edition.text(segment.title)
    return Table(
        id=f"groups-{place}",
        caption=words.gettext("{segment}: index by group and hallmark", segment=title),
        columns=(
            Column(title=title),
            Column(title=words.gettext("People"), kind="number"),
            *((Column(title=words.gettext("All hallmarks"), kind="number"),) if _several(edition) else ()),
            *(Column(title=edition.text(each.title), kind="number") for each in results.hallmarks),
        ),
        rows=(_whole(edition), *(_group(edition, each) for each in segment.groups)),
        notes=_notes(edition, segment),
    )


def _several(edition: Edition) -> bool:
    """Whether there is more than one hallmark, so that a figure over all of them says something of its own."""
    return len(edition.results.hallmarks) > 1


def _whole(edition: Edition) -> Row:
    results = edition.results
    return Row(
        cells=(
            Cell(text=edition.words.gettext("The whole")),
            _people(edition, results.overall, results.overall.respondents),
            *((_cell(edition, results.overall, results.overall.index, whole=None),) if _several(edition) else ()),
            *(_cell(edition, each, each.index, whole=None) for each in results.hallmarks),
        ),
        reference=True,
    )


def _group(edition: Edition, group: GroupFigures) -> Row:
    heading = Cell(text=group_title(edition, group))
    overall, results = group.overall, edition.results
    if overall is None:
        missing = edition.missing(group, "overall", "respondents")
        return Row(cells=(heading,), span=Cell(text=missing.text, detail=missing.reason, state=missing.state))
    own = {each.id: each for each in group.hallmarks}
    cells = []
    for hallmark in results.hallmarks:
        part = own.get(hallmark.id)
        cells.append(_cell(edition, part or group, part.index if part else None, whole=hallmark.index))
    return Row(
        cells=(
            heading,
            _people(edition, group, group.respondents),
            *((_cell(edition, overall, overall.index, whole=results.overall.index),) if _several(edition) else ()),
            *cells,
        )
    )


def _people(edition: Edition, part: Shown, respondents: int | None) -> Cell:
    if respondents is None:
        missing = edition.missing(part, "respondents")
        return Cell(text=missing.text, state=missing.state)
    return Cell(text=edition.words.count(respondents))


def _cell(edition: Edition, part: Shown, index: float | None, *, whole: float | None) -> Cell:
    figure = edition.index_figure(part, index)
    if index is None or whole is None:
        return Cell(text=figure.text, state=figure.state)
    difference = index - whole
    return Cell(text=edition.words.number(index), detail=edition.words.difference(difference), tint=tint(difference))


def _notes(edition: Edition, segment: SegmentFigures) -> tuple[str, ...]:
    words = edition.words
    parts: list[Shown] = [edition.results.overall, *edition.results.hallmarks]
    for group in segment.groups:
        parts += [group, *group.hallmarks] if group.overall is None else [group.overall, *group.hallmarks]
    figures = [edition.missing(part, "index", "mean") for part in parts if hidden_reason(part, "index", "mean")]
    reasons = sorted({figure.reason for figure in figures if figure.reason})
    explained = tuple(words.gettext("hidden: {reason}.", reason=reason) for reason in reasons)
    gap = _widest_gap(edition, segment)
    return (*((gap,) if gap else ()), *explained)


def _widest_gap(edition: Edition, segment: SegmentFigures) -> str | None:
    """The hallmark on which the shown groups differ most, with its lowest and highest group."""
    gaps = []
    for hallmark in edition.results.hallmarks:
        shown = [
            (round(part.index, 9), group_title(edition, group))
            for group in segment.groups
            for part in group.hallmarks
            if part.id == hallmark.id and part.index is not None
        ]
        if len(shown) > 1:
            low, high = min(shown, key=_first), max(shown, key=_first)
            gaps.append((high[0] - low[0], edition.text(hallmark.title), low, high))
    if not gaps or max(gaps, key=_first)[0] == 0:
        return None
    _, title, low, high = max(gaps, key=_first)
    words = edition.words
    return words.gettext(
        "The groups differ most on {title}: from {low} ({lowest}) to {high} ({highest}).",
        title=title,
        low=words.number(low[0]),
        lowest=low[1],
        high=words.number(high[0]),
        highest=high[1],
    )


def _first(pair: tuple[float, *tuple[object, ...]]) -> float:
    return pair[0]
