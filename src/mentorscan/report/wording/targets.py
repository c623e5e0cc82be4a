"""Sentences about targets: the level that a hallmark shall reach, and how far it is from there."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.results import Hallmark


def bound(edition: Edition, hallmark: Hallmark) -> float | None:
    """The index from which a hallmark has reached its target; ``None`` where it has none, or one nobody knows."""
    return next((each.from_index for each in edition.levels if each.id == hallmark.target), None)


def missing(edition: Edition, hallmark: Hallmark) -> float | None:
    """How many points a hallmark is below its target, 0 where it has reached it; ``None`` without index or target."""
    goal = bound(edition, hallmark)
    if goal is None or hallmark.index is None:
        return None
    return max(0.0, round(goal - hallmark.index, 9))


def level(edition: Edition, hallmark: Hallmark) -> str | None:
    """The level to reach; where levels are not named, its index. ``None`` without a target."""
    goal = bound(edition, hallmark)
    if goal is None:
        return None
    if edition.recipe.level_words:
        return edition.level_title(hallmark.target or "")
    return edition.words.gettext("index {index} or more", index=edition.words.number(goal))


def distance(edition: Edition, hallmark: Hallmark) -> str:
    """How far a hallmark with a target is from it, in words."""
    words, points = edition.words, missing(edition, hallmark)
    if points is None:
        return words.gettext("not judged")
    if points == 0:
        return words.gettext("reached")
    if points < 1:
        return words.gettext("less than one point to go")
    whole = int(points + 0.5)
    return words.ngettext("one point to go", "{number} points to go", whole)


def target(edition: Edition, hallmark: Hallmark) -> str | None:
    """The target and how far it is: ``target: Established, 12 points to go``; ``None`` without a target."""
    name = level(edition, hallmark)
    if name is None:
        return None
    return edition.words.gettext("target: {level}, {distance}", level=name, distance=distance(edition, hallmark))


def below(edition: Edition) -> str | None:
    """How many hallmarks are below their target, and the furthest; ``None`` where no hallmark with one was judged."""
    words = edition.words
    points = [(found, each) for each in edition.results.hallmarks if (found := missing(edition, each)) is not None]
    if not points:
        return None
    short = [each for found, each in points if found > 0]
    if not short and len(points) == 2:
        return words.gettext("Both hallmarks with a target have reached it.")
    if not short:
        return words.ngettext(
            "The one hallmark with a target has reached it.",
            "All {spelled} hallmarks with a target have reached it.",
            len(points),
            spelled=words.spelled(len(points)),
        )
    most = max(found for found, _ in points)
    furthest = [each for found, each in points if found == most]
    if len(short) == 1:
        return words.gettext(
            "One hallmark is below its target: {title} ({distance}).",
            title=edition.text(short[0].title),
            distance=distance(edition, short[0]),
        )
    told = words.gettext(
        "{spelled} hallmarks are below their target; the furthest: {titles} ({distance}).",
        spelled=words.spelled(len(short)),
        titles=edition.named(furthest),
        distance=distance(edition, furthest[0]),
    )
    return told[:1].upper() + told[1:]
