"""Part 4: where in the organisation? A heatmap a segment: groups by hallmarks, beside the whole. No ranks."""

from __future__ import annotations

from dataclasses import replace

from mentorscan.report import standing
from mentorscan.report.charts import tint
from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Cell, Column, Mark, Row, Table, Tables
from mentorscan.report.parts.steadiness import steadiness
from mentorscan.results import Comparison, GroupFigures, SegmentFigures, Shown

_MEANS_ONLY = "†"
_WITHOUT_COMPARISON = "‡"

NOT_COMPARED = Comparison()
"""Stands where a group was not held against the whole."""


def groups(edition: Edition) -> Tables | None:
    """The heatmaps; ``None`` without segments, or where no hallmark has an index."""
    segments = [each for each in edition.results.segments if each.groups]
    if not segments or not edition.shows_hallmarks:
        return None
    words = edition.words
    judged = _judged(edition)
    tables = tuple(_heatmap(edition, each, place=place) for place, each in enumerate(segments, 1))
    tinted = any(cell.tint for table in tables for row in table.rows for cell in row.cells)
    return Tables(
        id="groups",
        title=words.gettext("Where in the organisation?"),
        lead=(
            words.gettext(
                "Each cell holds a group's index and its difference from the whole, taken before rounding. In small "
                "groups a few answers move the index."
            ),
            *(_verdicts_explained(edition, segments) if judged else ()),
        ),
        picture=(
            words.gettext("Blue: above the whole; orange: below it. The stronger the tint, the larger the difference."),
        )
        if tinted
        else (),
        tables=tables,
    )


def _judged(edition: Edition) -> bool:
    """Whether any group was held against the whole."""
    groups = (group for segment in edition.results.segments for group in segment.groups)
    return any(each.verdict for group in groups for each in standing.comparisons(group))


def _verdicts_explained(edition: Edition, segments: list[SegmentFigures]) -> tuple[str, ...]:
    words = edition.words
    unclear = (
        words.gettext(
            "A cell with neither a word nor the sign {sign} is unclear: these answers do not tell whether the group "
            "differs, which is not the same as being like the whole. The intervals of the differences stand below each "
            "table.",
            sign=_WITHOUT_COMPARISON,
        )
        if not all(_all_compared(edition, segment) for segment in segments)
        else words.gettext(
            "A cell without a word is unclear: these answers do not tell whether the group differs, which is not the "
            "same as being like the whole. The intervals of the differences stand below each table."
        )
    )
    return (
        words.gettext(
            "“Above” and “below” stand where the group differs from everybody else by more than chance alone would "
            "explain. With so many comparisons some would stand out by chance; that is corrected for: on average at "
            "most one in twenty of the marked cells of a table is a false alarm."
        ),
        unclear,
    )


def _compared(edition: Edition, group: GroupFigures) -> tuple[bool, ...]:
    """Of each cell of a group that holds a difference: whether it was held against the whole."""
    known = {each.id for each in edition.results.hallmarks if each.index is not None}
    over_all = _several(edition) and group.overall is not None and group.overall.index is not None
    found = (
        *((group.against_whole,) if over_all and edition.results.overall.index is not None else ()),
        *(part.against_whole for part in group.hallmarks if part.id in known and part.index is not None),
    )
    return tuple(bool(each and each.verdict) for each in found)


def _heatmap(edition: Edition, segment: SegmentFigures, *, place: int) -> Table:
    words = edition.words
    title = edition.text(segment.title)
    return Table(
        id=f"groups-{place}",
        caption=words.gettext("{segment}: index by group and hallmark", segment=title),
        columns=(
            Column(title=title),
            Column(title=words.gettext("People"), kind="number"),
            *_hallmark_columns(edition),
        ),
        rows=(_whole(edition), *(_group(edition, each) for each in segment.groups)),
        notes=_notes(edition, segment),
        folded=_intervals(edition, segment, place=place),
    )


def _hallmark_columns(edition: Edition) -> tuple[Column, ...]:
    over_all = (Column(title=edition.words.gettext("All hallmarks"), kind="number"),) if _several(edition) else ()
    return (*over_all, *(Column(title=edition.text(each.title), kind="number") for each in edition.results.hallmarks))


def _several(edition: Edition) -> bool:
    """Whether there is more than one hallmark, so that a figure over all of them says something of its own."""
    return len(edition.results.hallmarks) > 1


def _whole(edition: Edition) -> Row:
    results = edition.results
    parts = (*((results.overall,) if _several(edition) else ()), *results.hallmarks)
    return Row(
        cells=(
            Cell(text=edition.words.gettext("The whole")),
            _everyone(edition),
            *(_cell(edition, each, each.index, whole=None) for each in parts),
        ),
        reference=True,
    )


def _group(edition: Edition, group: GroupFigures) -> Row:
    overall, results = group.overall, edition.results
    compared = _compared(edition, group)
    alone = _judged(edition) and bool(compared) and not any(compared)
    signs = (_MEANS_ONLY if _means_only(group) else "") + (_WITHOUT_COMPARISON if alone else "")
    heading = Cell(
        text=edition.group_title(group) + (f"\u00a0{signs}" if signs else ""),
        detail=edition.words.gettext("as of {date}", date=edition.words.date(group.as_of)) if group.as_of else None,
    )
    if overall is None:
        missing = edition.missing(group, "overall", "respondents")
        return Row(cells=(heading,), span=Cell(text=missing.text, detail=missing.reason, state=missing.state))
    own = {each.id: each for each in group.hallmarks}
    cells, marked = [], any(compared)
    for hallmark in results.hallmarks:
        part = own.get(hallmark.id)
        against = part.against_whole if part else None
        index = part.index if part else None
        cells.append(_cell(edition, part or group, index, whole=hallmark.index, against=against, marked=marked))
    whole, against = results.overall.index, group.against_whole
    over_all = _cell(edition, overall, overall.index, whole=whole, against=against, marked=marked)
    return Row(
        cells=(
            heading,
            _people(edition, group, group.respondents, people=group.people),
            *((over_all,) if _several(edition) else ()),
            *cells,
        )
    )


def _everyone(edition: Edition) -> Cell:
    """How many the figures of the whole rest on; of how many, and how many of these answered, where that is known."""
    words, overall, answered = edition.words, edition.results.overall, edition.answered
    people = edition.results.source.respondents.people
    cell = _people(edition, overall, overall.respondents, people=people)
    if not people or answered is None or answered == overall.respondents or cell.detail is None:
        return cell
    told = words.gettext(
        "{answered} of {people} answered, {rate}",
        answered=words.count(answered),
        people=words.count(people),
        rate=words.share(answered / people),
    )
    return replace(cell, detail=told)


def _people(edition: Edition, part: Shown, respondents: int | None, *, people: int | None) -> Cell:
    """How many answered; of how many, where that is known."""
    words = edition.words
    if respondents is None:
        missing = edition.missing(part, "respondents")
        return Cell(text=missing.text, state=missing.state)
    if not people:
        return Cell(text=words.count(respondents))
    return Cell(
        text=words.count(respondents),
        detail=words.gettext("of {people}, {rate}", people=words.count(people), rate=words.share(respondents / people)),
    )


def _cell(
    edition: Edition,
    part: Shown,
    index: float | None,
    *,
    whole: float | None,
    against: Comparison | None = None,
    marked: bool = False,
) -> Cell:
    """An index and its difference from the whole; tinted and marked only where the group lies apart from it.

    ``marked``: a cell that was not compared bears a sign.
    """
    figure = edition.index_figure(part, index)
    if index is None or whole is None:
        return Cell(text=figure.text, state=figure.state)
    words, found = edition.words, against or NOT_COMPARED
    difference = index - whole if found.difference is None else found.difference
    text = edition.index_text(index, of_group=True)
    marks = {
        "above": Mark(sign="▲", word=words.pgettext("verdict", "above")),
        "below": Mark(sign="▼", word=words.pgettext("verdict", "below")),
    }
    mark = marks.get(found.verdict or "unclear")
    if mark is None:
        sign = f"\u00a0{_WITHOUT_COMPARISON}" if marked and not found.verdict else ""
        return Cell(text=text, detail=words.difference(difference) + sign)
    shade = tint(difference) or (1 if found.verdict == "above" else -1)
    return Cell(text=text, detail=words.difference(difference), mark=mark, tint=shade)


def _intervals(edition: Edition, segment: SegmentFigures, *, place: int) -> Table | None:
    """The interval of every difference; ``None`` where none may be shown."""
    words = edition.words
    rows = [row for group in segment.groups if (row := _interval_row(edition, group))]
    if not rows:
        return None
    return Table(
        id=f"groups-{place}-intervals",
        caption=words.gettext(
            "{segment}: 95% intervals of the differences from the whole", segment=edition.text(segment.title)
        ),
        columns=(Column(title=edition.text(segment.title)), *_hallmark_columns(edition)),
        rows=tuple(rows),
        notes=(
            words.gettext(
                "The intervals are those of single differences; the words in the table above are stricter, because "
                "they take all comparisons together."
            ),
        ),
    )


def _interval_row(edition: Edition, group: GroupFigures) -> Row | None:
    own = {each.id: each.against_whole for each in group.hallmarks}
    found = (
        *((group.against_whole,) if _several(edition) else ()),
        *(own.get(each.id) for each in edition.results.hallmarks),
    )
    if not any(each and each.interval for each in found):
        return None
    return Row(cells=(Cell(text=edition.group_title(group)), *(_interval(edition, each) for each in found)))


def _interval(edition: Edition, against: Comparison | None) -> Cell:
    words = edition.words
    if against is None or against.interval is None:
        missing = edition.missing(against or NOT_COMPARED, "interval", "difference")
        return Cell(text=missing.text, state=missing.state)
    low, high = (words.difference(each) for each in against.interval)
    return Cell(text=words.pgettext("interval of a difference", "{low} to\u00a0{high}", low=low, high=high))


def _notes(edition: Edition, segment: SegmentFigures) -> tuple[str, ...]:
    words = edition.words
    parts: list[Shown] = [edition.results.overall, *edition.results.hallmarks]
    for group in segment.groups:
        parts += [group, *group.hallmarks] if group.overall is None else [group.overall, *group.hallmarks]
    figures = [edition.missing(part, "index", "mean") for part in parts if hidden_reason(part, "index", "mean")]
    reasons = sorted({figure.reason for figure in figures if figure.reason})
    explained = tuple(words.gettext("hidden: {reason}.", reason=reason) for reason in reasons)
    short = words.gettext(
        "{sign}: means and indices only, because the group is small, or a small one could be worked out from it.",
        sign=_MEANS_ONLY,
    )
    left = words.gettext(
        "{sign}: not compared with the whole, because the group is small, a small one could be worked out from it, or "
        "its answers leave nothing to compare.",
        sign=_WITHOUT_COMPARISON,
    )
    return (
        *standing.apart(edition, (segment,)),
        *_found(edition, segment),
        *steadiness(edition, segment),
        *((short,) if any(map(_means_only, segment.groups)) else ()),
        *((left,) if _judged(edition) and not _all_compared(edition, segment) else ()),
        *explained,
    )


def _all_compared(edition: Edition, segment: SegmentFigures) -> bool:
    """Whether every difference that a segment's table holds was held against the whole."""
    return all(all(_compared(edition, group)) for group in segment.groups)


def _means_only(group: GroupFigures) -> bool:
    return group.overall is not None and "interval" in group.overall.hidden


def _found(edition: Edition, segment: SegmentFigures) -> tuple[str, ...]:
    """How many cells lie apart from the whole, and on which hallmark most groups do."""
    words = edition.words
    verdicts = [each.verdict for group in segment.groups for each in standing.comparisons(group) if each.verdict]
    if not verdicts:
        return ()
    if set(verdicts) == {"unclear"}:
        if _all_compared(edition, segment):
            return (words.gettext("No group is clearly above or below the whole, on any hallmark."),)
        return (
            words.gettext(
                "As far as the groups could be compared, none is clearly above or below the whole, on any hallmark."
            ),
        )
    told = words.gettext(
        "Of {all} comparisons with the whole, {above} are above, {below} below and {unclear} unclear.",
        all=words.count(len(verdicts)),
        above=words.count(verdicts.count("above")),
        below=words.count(verdicts.count("below")),
        unclear=words.count(verdicts.count("unclear")),
    )
    most = _most_apart(edition, segment)
    return (told, most) if most else (told,)


def _most_apart(edition: Edition, segment: SegmentFigures) -> str | None:
    """The hallmark on which most groups lie above or below the whole: at least two, and more than on any other."""
    counted = []
    for hallmark in edition.results.hallmarks:
        found = [
            part.against_whole.verdict
            for group in segment.groups
            for part in group.hallmarks
            if part.id == hallmark.id and part.against_whole
        ]
        counted.append((found.count("above") + found.count("below"), hallmark, found))
    most, hallmark, found = max(counted, key=lambda each: each[0])
    if most < 2 or [count for count, *_ in counted].count(most) > 1:
        return None
    words = edition.words
    return words.gettext(
        "The hallmark on which most groups lie apart from the whole: {title} ({above} above, {below} below).",
        title=edition.text(hallmark.title),
        above=words.count(found.count("above")),
        below=words.count(found.count("below")),
    )
