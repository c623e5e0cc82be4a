"""How groups stand to the whole: which lie apart from it everywhere, and whom a hallmark does not reach."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.results import Condition, Figures, GroupFigures, SegmentFigures

_TOLD = 2
_NAMED = 3


def apart(edition: Edition, segments: tuple[SegmentFigures, ...]) -> tuple[str, ...]:
    """The groups that lie below (or above) the whole on every hallmark, the largest first, in a sentence each.

    Only where the intervals of the group leave out the whole's index on every hallmark; so never for a group that is
    hidden, or shown without intervals.
    """
    found = [
        (group.respondents or 0, sentence)
        for segment in segments
        for group in segment.groups
        if group.value is not None and (sentence := _apart(edition, segment, group))
    ]
    largest = sorted(found, key=lambda each: each[0], reverse=True)[:_TOLD]
    return tuple(sentence for _, sentence in largest)


def unchecked(edition: Edition, figures: Figures | None = None) -> str | None:
    """That nobody could tell whether a part of the organisation is left out: by a hallmark, or by all of them."""
    if edition.assessed:
        return None
    parts = edition.results.hallmarks if figures is None else (figures,)
    reach = [each for part in parts for each in part.presence_conditions if each.condition == "reach"]
    if not reach or any(each.value is not None or each.met is None for each in reach):
        return None
    if any(segment.groups for segment in edition.results.segments):
        return edition.words.gettext("not checked by group: no group to judge by")
    return edition.words.gettext("not checked by group: no groups in the data")


def reach(edition: Edition, figures: Figures, condition: Condition) -> str:
    """How many people work in groups that a hallmark reaches, by which segment, and the few groups that it misses."""
    words, bound = edition.words, edition.results.rules.consistent.group_index
    value, needed = words.beside(condition.value or 0.0, condition.bound, as_share=True)
    group_index = words.number(bound)
    if condition.segment is None:
        return words.gettext(
            "people in groups that reach {group_index}: {value} (at least {bound})",
            group_index=group_index,
            value=value,
            bound=needed,
        )
    segments = edition.results.segments
    segment = next((each for each in segments if each.id == condition.segment), None)
    name = edition.text(segment.title) if segment else condition.segment
    if len(segments) > 1:
        name = words.gettext("{segment}, the lowest of the segments", segment=name)
    missed = _missed(edition, segment, hallmark=figures.id, bound=bound) if segment else ()
    told = words.gettext("at least {bound}", bound=needed)
    if 0 < len(missed) <= _NAMED:
        told = words.gettext(
            "at least {bound}; below {group_index}: {groups}",
            bound=needed,
            group_index=group_index,
            groups=", ".join(missed),
        )
    return words.gettext(
        "people in groups that reach {group_index}: {value} by {segment} ({needed})",
        group_index=group_index,
        value=value,
        segment=name,
        needed=told,
    )


def _missed(edition: Edition, segment: SegmentFigures, *, hallmark: str, bound: float) -> tuple[str, ...]:
    """The shown groups of a segment whose index on a hallmark stays below the bound."""
    return tuple(
        edition.group_title(group)
        for group in segment.groups
        if group.value is not None
        for part in group.hallmarks
        if part.id == hallmark and part.index is not None and round(part.index, 9) < round(bound, 9)
    )


def _apart(edition: Edition, segment: SegmentFigures, group: GroupFigures) -> str | None:
    whole = {each.id: each.index for each in edition.results.hallmarks if each.index is not None}
    own = {part.id: part for part in group.hallmarks}
    differences, below, above = [], True, True
    for hallmark, index in whole.items():
        part = own.get(hallmark)
        if part is None or part.index is None or part.interval is None:
            return None
        low, high = (round(each, 9) for each in part.interval)
        below, above = below and high < round(index, 9), above and low > round(index, 9)
        differences.append(abs(part.index - index))
    if len(whole) < 2 or group.respondents is None or not (below or above):
        return None
    words = edition.words
    least, most = words.number(min(differences)), words.number(max(differences))
    values = {
        "points": words.ngettext("{number} point", "{number} points", round(max(differences)), number=most)
        if least == most
        else words.gettext("{least} to {most} points", least=least, most=most),
        "group": edition.group_title(group),
        "segment": edition.text(segment.title),
        "people": words.count(group.respondents),
    }
    if below:
        return words.gettext(
            "Below the whole on every hallmark, by {points}: {group} ({segment}, {people} people).", **values
        )
    return words.gettext(
        "Above the whole on every hallmark, by {points}: {group} ({segment}, {people} people).", **values
    )
