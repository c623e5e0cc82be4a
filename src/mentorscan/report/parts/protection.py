"""What the gate hid, why, and how many more answers would change that; never how many people are in a hidden group."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.results import GroupFigures

_NAMED = 5
"""How many groups are named that a few more answers would show in full."""


def protection(edition: Edition) -> tuple[str, ...]:
    """What is hidden, why, and what would be needed, a sentence each; empty where nothing is."""
    words, rules = edition.words, edition.results.rules
    told = _of_group(edition) if edition.subject else _counts(edition)
    if not told or edition.assessed:
        return ()
    return (
        " ".join(told),
        words.gettext(
            "A figure is hidden where it rests on fewer than {minimum} people, or where such a figure could be worked "
            "out from it. One reason is given for both. Hidden does not mean zero, nor bad.",
            minimum=words.count(rules.minimum_group),
        ),
        words.gettext(
            "A group can be shown from {minimum} answers on, and in full from {distribution}; what stands beside it "
            "may have to stay hidden all the same.",
            minimum=words.count(rules.minimum_group),
            distribution=words.count(rules.minimum_distribution),
        ),
        *_needed(edition),
    )


def _counts(edition: Edition) -> tuple[str, ...]:
    """How many hallmarks and groups are hidden, whole or in part."""
    words, results = edition.words, edition.results
    groups = [group for segment in results.segments for group in segment.groups]
    shown = [group for group in groups if group.overall is not None]
    whole = len(groups) - len(shown)
    cells = sum(each.index is None and bool(each.hidden) for group in shown for each in group.hallmarks)
    short = sum(group.overall is not None and "interval" in group.overall.hidden for group in shown)
    hallmarks = sum(each.index is None and bool(each.hidden) for each in results.hallmarks)
    found = (
        (hallmarks, words.ngettext("One hallmark is hidden.", "{number} hallmarks are hidden.", hallmarks)),
        (whole, words.ngettext("One group is hidden.", "{number} groups are hidden.", whole)),
        (
            cells,
            words.ngettext(
                "One hallmark of a group that is shown is hidden.",
                "{number} hallmarks of groups that are shown are hidden.",
                cells,
            ),
        ),
        (
            short,
            words.ngettext(
                "One group shows its means and indices only: it is small, or a small one could be worked out from it.",
                "{number} groups show their means and indices only: they are small, or a small one could be worked out "
                "from them.",
                short,
            ),
        ),
    )
    return tuple(sentence for count, sentence in found if count)


def _of_group(edition: Edition) -> tuple[str, ...]:
    """What of the group that the report is about is hidden."""
    words, results = edition.words, edition.results
    hallmarks = sum(each.index is None and bool(each.hidden) for each in results.hallmarks)
    shown = [results.overall, *(each for each in results.hallmarks if each.index is not None), *results.practices]
    short = "interval" in results.overall.hidden
    told = (
        (hallmarks, words.ngettext("One hallmark is hidden.", "{number} hallmarks are hidden.", hallmarks)),
        (
            short,
            words.gettext(
                "This group shows its means and indices only: it is small, or a small one could be worked out from it."
            ),
        ),
        (
            not short and any(each.hidden for each in shown),
            words.gettext("Some figures of this group are hidden where others of it are shown."),
        ),
    )
    return tuple(sentence for found, sentence in told if found)


def _needed(edition: Edition) -> tuple[str, ...]:
    """How many more answers the groups need that are too small to be shown in full."""
    words, least = edition.words, edition.results.rules.minimum_distribution
    few = [
        (least - group.respondents, group)
        for segment in edition.results.segments
        for group in segment.groups
        if group.respondents is not None and group.respondents < least
    ]
    few.sort(key=lambda each: each[0])
    if not few:
        return ()

    def told(more: int, group: GroupFigures) -> str:
        return words.gettext("{group} ({number})", group=edition.group_title(group), number=words.count(more))

    return (
        words.gettext(
            "More answers that would be needed to show a group in full: {groups}.",
            groups=", ".join(told(*each) for each in few[:_NAMED]),
        ),
    )
