"""Part 4: where in the organisation? A heatmap a segment: groups by hallmarks, beside the whole."""

from __future__ import annotations

from mentorscan.report import standing
from mentorscan.report.charts import tint
from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Cell, Column, Row, Table, Tables
from mentorscan.results import GroupFigures, SegmentFigures, Shown

_MEANS_ONLY = "†"


def groups(edition: Edition) -> Tables | None:
    """The heatmaps; ``None`` without segments, or where no hallmark has an index."""
    segments = [each for each in edition.results.segments if each.groups]
    if not segments or not edition.shows_hallmarks:
        return None
    words = edition.words
    tables = tuple(_heatmap(edition, each, place=place) for place, each in enumerate(segments, 1))
    tinted = any(cell.tint for table in tables for row in table.rows for cell in row.cells)
    return Tables(
        id="groups",
        title=words.gettext("Where in the organisation?"),
        lead=(
            words.gettext(
                "Each cell holds a group's index and its difference from the whole. In small groups a few answers move "
                "the index: look for differences that several cells confirm."
            ),
            words.gettext(
                "Differences are taken before rounding. The intervals of the groups are not in these tables; where "
                "they may be shown they stand in the results file."
            ),
        ),
        picture=(
            words.gettext("Blue: above the whole; orange: below it. The stronger the tint, the larger the difference."),
        )
        if tinted
        else (),
        tables=tables,
    )


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
    overall, results = group.overall, edition.results
    heading = Cell(text=edition.group_title(group) + (f"\u00a0{_MEANS_ONLY}" if _means_only(group) else ""))
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
    text = edition.index_text(index, of_group=True)
    return Cell(text=text, detail=edition.words.difference(difference), tint=tint(difference))


def _notes(edition: Edition, segment: SegmentFigures) -> tuple[str, ...]:
    words = edition.words
    parts: list[Shown] = [edition.results.overall, *edition.results.hallmarks]
    for group in segment.groups:
        parts += [group, *group.hallmarks] if group.overall is None else [group.overall, *group.hallmarks]
    figures = [edition.missing(part, "index", "mean") for part in parts if hidden_reason(part, "index", "mean")]
    reasons = sorted({figure.reason for figure in figures if figure.reason})
    explained = tuple(words.gettext("hidden: {reason}.", reason=reason) for reason in reasons)
    gap = _widest_gap(edition, segment)
    short = words.gettext(
        "{sign}: means and indices only, because the group is small, or a small one could be worked out from it.",
        sign=_MEANS_ONLY,
    )
    return (
        *standing.apart(edition, (segment,)),
        *((gap,) if gap else ()),
        *((short,) if any(map(_means_only, segment.groups)) else ()),
        *explained,
    )


def _means_only(group: GroupFigures) -> bool:
    return group.overall is not None and bool(group.overall.hidden)


def _widest_gap(edition: Edition, segment: SegmentFigures) -> str | None:
    """The hallmark on which the shown groups differ most, with its lowest and highest group."""
    gaps = []
    for hallmark in edition.results.hallmarks:
        shown = [
            (round(part.index, 9), edition.group_title(group))
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
        low=edition.index_text(low[0], of_group=True),
        lowest=low[1],
        high=edition.index_text(high[0], of_group=True),
        highest=high[1],
    )


def _first(pair: tuple[float, *tuple[object, ...]]) -> float:
    return pair[0]
