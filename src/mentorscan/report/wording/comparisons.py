"""Groups held against the whole, like with like: which figures are, what came of it, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from mentorscan.report.edition import Edition
from mentorscan.report.model import Mark
from mentorscan.results import Comparison, GroupFigures, SegmentFigures

OTHER_HALLMARKS: Final = "§"
"""The sign of an index that is made of other hallmarks than that of the whole."""


def several(edition: Edition) -> bool:
    """Whether there is more than one hallmark, so that a figure over all of them says something of its own."""
    return len(edition.results.hallmarks) > 1


def over_other_hallmarks(edition: Edition, group: GroupFigures) -> bool:
    """Whether a group's index is made of other hallmarks than that of the whole, so that their difference says nothing.

    A group of which Safety nets, the weakest hallmark, is hidden would lie far above the whole for that alone.
    """
    own, whole = group.overall, edition.results.overall
    if own is None or own.index is None or whole.index is None:
        return False
    return set(own.of) != set(whole.of)


def over_all(edition: Edition, group: GroupFigures) -> Comparison | None:
    """The comparison of a group over all hallmarks; ``None`` where it would be one over different hallmarks."""
    return None if over_other_hallmarks(edition, group) else group.against_whole


def comparisons(edition: Edition, group: GroupFigures) -> Iterator[Comparison]:
    """Every comparison of a group with the whole: over all hallmarks, and by hallmark."""
    for each in (over_all(edition, group), *(part.against_whole for part in group.hallmarks)):
        if each:
            yield each


def judged(edition: Edition) -> bool:
    """Whether any group was held against the whole."""
    groups = (group for segment in edition.results.segments for group in segment.groups)
    return any(each.verdict for group in groups for each in comparisons(edition, group))


def compared(edition: Edition, group: GroupFigures) -> tuple[bool, ...]:
    """Of each cell of a group that holds a difference: whether it was held against the whole."""
    known = {each.id for each in edition.results.hallmarks if each.index is not None}
    indices = group.overall and group.overall.index, edition.results.overall.index
    differs = several(edition) and None not in indices and not over_other_hallmarks(edition, group)
    found = (
        *((over_all(edition, group),) if differs else ()),
        *(part.against_whole for part in group.hallmarks if part.id in known and part.index is not None),
    )
    return tuple(bool(each and each.verdict) for each in found)


def all_compared(edition: Edition, segment: SegmentFigures) -> bool:
    """Whether every difference that a segment's table holds was held against the whole."""
    return all(all(compared(edition, group)) for group in segment.groups)


def counted(edition: Edition, segment: SegmentFigures) -> tuple[str, ...]:
    """How many cells lie apart from the whole, and on which hallmark most groups do."""
    words = edition.words
    verdicts = [each.verdict for group in segment.groups for each in comparisons(edition, group) if each.verdict]
    if not verdicts:
        return ()
    if set(verdicts) == {"unclear"}:
        every = words.gettext("No group is clearly above or below the whole, on any hallmark.")
        known = words.gettext(
            "As far as the groups could be compared, none is clearly above or below the whole, on any hallmark."
        )
        if not several(edition):
            every = words.gettext("No group is clearly above or below the whole.")
            known = words.gettext("As far as the groups could be compared, none is clearly above or below the whole.")
        return (every if all_compared(edition, segment) else known,)
    told = words.gettext(
        "Comparisons with the whole: {all} (above: {above}, below: {below}, unclear: {unclear}).",
        all=words.count(len(verdicts)),
        above=words.count(verdicts.count("above")),
        below=words.count(verdicts.count("below")),
        unclear=words.count(verdicts.count("unclear")),
    )
    most = _most_apart(edition, segment)
    return (told, most) if most else (told,)


def _most_apart(edition: Edition, segment: SegmentFigures) -> str | None:
    """The hallmark on which most groups lie above or below the whole: at least two, and more than on any other."""
    if not several(edition):
        return None
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


def interval_of(edition: Edition, found: Comparison) -> str | None:
    """The interval of a difference as a phrase, ``None`` where it is not shown."""
    if found.interval is None:
        return None
    low, high = (edition.words.difference(each) for each in found.interval)
    return edition.words.pgettext("interval of a difference", "{low} to\u00a0{high}", low=low, high=high)


def marks(edition: Edition) -> Mapping[str, Mark]:
    """The signs and words of groups that lie apart from the whole, by their verdict."""
    return {
        "above": Mark(sign="▲", word=edition.words.pgettext("verdict", "above")),
        "below": Mark(sign="▼", word=edition.words.pgettext("verdict", "below")),
    }
