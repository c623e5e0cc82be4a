"""How groups stand to the whole: which lie apart from it everywhere, and whom a hallmark does not reach."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.results import Condition, Figures, GroupFigures, SegmentFigures

_TOLD = 2
_NAMED = 3


def apart(edition: Edition, segments: tuple[SegmentFigures, ...]) -> tuple[str, ...]:
    """The groups that lie below (or above) the whole on every hallmark, the largest first, in a sentence each.

    Only where the comparison with the whole says so on every hallmark; so never for a group that is hidden, or shown
    without its spread.
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
    values = {"group_index": group_index, "value": value, "segment": name, "needed": told}
    if segment and _some_hidden(segment, hallmark=figures.id):
        return words.gettext(
            "people in groups that reach {group_index}: {value} of those in groups that are shown, by {segment} "
            "({needed})",
            **values,
        )
    return words.gettext("people in groups that reach {group_index}: {value} by {segment} ({needed})", **values)


def _some_hidden(segment: SegmentFigures, *, hallmark: str) -> bool:
    """Whether the gate hid a group of a segment, whole or on this hallmark."""
    return any(
        group.overall is None or any(part.id == hallmark and "*" in part.hidden for part in group.hallmarks)
        for group in segment.groups
        if group.value is not None
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


def _points(edition: Edition, *, least: float, most: float) -> str:
    """By how many points, as it is told after rounding."""
    words, ends = edition.words, (edition.words.number(least), edition.words.number(most))
    if most < 1:
        return words.gettext("by less than one point")
    if least < 1:
        return words.ngettext("by up to one point", "by up to {most} points", int(ends[1] == "1") or 2, most=ends[1])
    if ends[0] == ends[1]:
        return words.ngettext("by one point", "by {most} points", int(ends[1] == "1") or 2, most=ends[1])
    return words.gettext("by {least} to {most} points", least=ends[0], most=ends[1])


def _apart(edition: Edition, segment: SegmentFigures, group: GroupFigures) -> str | None:
    own = {part.id: part.against_whole for part in group.hallmarks if part.against_whole}
    compared = [own.get(each.id) for each in edition.results.hallmarks if each.index is not None]
    verdicts = {each.verdict if each else None for each in compared}
    differences = [abs(each.difference) for each in compared if each and each.difference is not None]
    if len(compared) < 2 or group.respondents is None or verdicts not in ({"below"}, {"above"}) or not differences:
        return None
    words = edition.words
    values = {
        "by": _points(edition, least=min(differences), most=max(differences)),
        "group": edition.group_title(group),
        "segment": edition.text(segment.title),
        "people": words.count(group.respondents),
    }
    if verdicts == {"below"}:
        return words.gettext("Below the whole on every hallmark, {by}: {group} ({segment}, {people} people).", **values)
    return words.gettext("Above the whole on every hallmark, {by}: {group} ({segment}, {people} people).", **values)
