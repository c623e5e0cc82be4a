"""Part 4: where in the organisation? A heatmap a segment: groups by hallmarks, beside the whole. No ranks."""

from __future__ import annotations

from dataclasses import replace

from mentorscan.report import numbers
from mentorscan.report.charts import tint
from mentorscan.report.edition import DASH, Edition, hidden_reason
from mentorscan.report.model import Cell, Column, Reading, Row, Table, Tables
from mentorscan.report.parts.steadiness import steadiness
from mentorscan.report.parts.views import readings, with_views
from mentorscan.report.wording import comparisons, standing
from mentorscan.results import Comparison, GroupFigures, Overall, SegmentFigures, Shown

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
    judged = comparisons.judged(edition)
    tables = tuple(_heatmap(edition, each, place=place) for place, each in enumerate(segments, 1))
    stands_out = standing.apart(edition, tuple(segments[:1]))
    return Tables(
        id="groups",
        title=words.gettext("Where in the organisation?"),
        finding=stands_out[0] if stands_out else None,
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
        if any(cell.tint for table in tables for row in table.rows for cell in row.cells)
        else (),
        tables=tables,
    )


def _verdicts_explained(edition: Edition, segments: list[SegmentFigures]) -> tuple[str, ...]:
    words = edition.words
    unclear = (
        words.gettext(
            "A difference with neither a word nor the sign {sign} is unclear: these answers do not tell whether the "
            "group differs, which is not the same as being like the whole. The intervals of the differences stand "
            "below each table.",
            sign=_WITHOUT_COMPARISON,
        )
        if not all(comparisons.all_compared(edition, segment) for segment in segments)
        else words.gettext(
            "A difference without a word is unclear: these answers do not tell whether the group differs, which is not "
            "the same as being like the whole. The intervals of the differences stand below each table."
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


def _heatmap(edition: Edition, segment: SegmentFigures, *, place: int) -> Table:
    words = edition.words
    title = edition.text(segment.title)
    table = Table(
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
        layout="heatmap",
    )
    return with_views(edition, table, segment)


def _hallmark_columns(edition: Edition) -> tuple[Column, ...]:
    over_all = (
        (Column(title=edition.words.gettext("All hallmarks"), kind="number"),) if comparisons.several(edition) else ()
    )
    return (*over_all, *(Column(title=edition.text(each.title), kind="number") for each in edition.results.hallmarks))


def _whole(edition: Edition) -> Row:
    results = edition.results
    parts = (*((results.overall,) if comparisons.several(edition) else ()), *results.hallmarks)
    return Row(
        cells=(
            Cell(text=edition.words.gettext("The whole")),
            _everyone(edition),
            *(_own(edition, each, each.index) for each in parts),
        ),
        reference=True,
    )


def _own(edition: Edition, part: Shown, index: float | None) -> Cell:
    """An index of the whole, which is also what the differences start from."""
    cell = _cell(edition, part, index, whole=None)
    if index is None:
        return cell
    return _viewed(edition, cell, part=part, index=index, apart=Reading(text=cell.text))


def _group(edition: Edition, group: GroupFigures) -> Row:
    overall, results = group.overall, edition.results
    compared = comparisons.compared(edition, group)
    alone = comparisons.judged(edition) and bool(compared) and not any(compared)
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
    return Row(
        cells=(
            heading,
            _people(edition, group, group.respondents, people=group.people),
            *((_over_all(edition, group, overall, marked=marked),) if comparisons.several(edition) else ()),
            *cells,
        )
    )


def _over_all(edition: Edition, group: GroupFigures, overall: Overall, *, marked: bool) -> Cell:
    """The index over all hallmarks, and its difference from the whole where both are made of the same ones."""
    if overall.index is not None and comparisons.over_other_hallmarks(edition, group):
        cell = Cell(
            text=f"{edition.index_text(overall.index, of_group=True)}\u00a0{comparisons.OTHER_HALLMARKS}",
            number=edition.index_number(overall.index, of_group=True),
        )
        return _viewed(edition, cell, part=overall, index=overall.index, apart=Reading(text=DASH))
    whole, against = edition.results.overall.index, comparisons.over_all(edition, group)
    return _cell(edition, overall, overall.index, whole=whole, against=against, marked=marked)


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
        return Cell(text=words.count(respondents), number=numbers.count(respondents))
    return Cell(
        text=words.count(respondents),
        number=numbers.count(respondents),
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
    if index is None:
        return Cell(text=figure.text, state=figure.state, hint=figure.reason)
    if whole is None:
        cell = Cell(text=figure.text, number=edition.index_number(index))
        return _viewed(edition, cell, part=part, index=index, apart=Reading(text=DASH))
    words, found = edition.words, against or NOT_COMPARED
    difference = index - whole if found.difference is None else found.difference
    text, number = edition.index_text(index, of_group=True), edition.index_number(index, of_group=True)
    mark = comparisons.marks(edition).get(found.verdict or "unclear")
    if mark is None:
        sign = f"\u00a0{_WITHOUT_COMPARISON}" if marked and not found.verdict else ""
        cell = Cell(text=text, detail=words.difference(difference) + sign, number=number)
    else:
        shade = tint(difference) or (1 if found.verdict == "above" else -1)
        cell = Cell(text=text, detail=words.difference(difference), mark=mark, tint=shade, number=number)
    apart = Reading(text=cell.detail or DASH, shade=cell.tint, number=numbers.points(difference))
    return _viewed(edition, cell, part=part, index=index, apart=apart)


def _viewed(edition: Edition, cell: Cell, *, part: Shown, index: float, apart: Reading) -> Cell:
    """The cell with what it holds in each view."""
    return replace(cell, readings=readings(edition, cell, part=part, index=index, apart=apart))


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
        layout="heatmap",
    )


def _interval_row(edition: Edition, group: GroupFigures) -> Row | None:
    own = {each.id: each.against_whole for each in group.hallmarks}
    found = (
        *((comparisons.over_all(edition, group),) if comparisons.several(edition) else ()),
        *(own.get(each.id) for each in edition.results.hallmarks),
    )
    if not any(each and each.interval for each in found):
        return None
    return Row(cells=(Cell(text=edition.group_title(group)), *(_interval(edition, each) for each in found)))


def _interval(edition: Edition, against: Comparison | None) -> Cell:
    told = comparisons.interval_of(edition, against or NOT_COMPARED)
    if told is None:
        missing = edition.missing(against or NOT_COMPARED, "interval", "difference")
        return Cell(text=missing.text, state=missing.state)
    return Cell(text=told)


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
    unlike = words.gettext(
        "{sign}: not made of the same hallmarks as the whole, so not set against it.", sign=comparisons.OTHER_HALLMARKS
    )
    return (
        *standing.apart(edition, (segment,)),
        *comparisons.counted(edition, segment),
        *steadiness(edition, segment),
        *((short,) if any(map(_means_only, segment.groups)) else ()),
        *((left,) if comparisons.judged(edition) and not comparisons.all_compared(edition, segment) else ()),
        *((unlike,) if any(comparisons.over_other_hallmarks(edition, each) for each in segment.groups) else ()),
        *explained,
    )


def _means_only(group: GroupFigures) -> bool:
    return group.overall is not None and "interval" in group.overall.hidden
