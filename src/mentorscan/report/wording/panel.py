"""What is said of several raters: how far their answers to a statement, and their views of a hallmark, lie apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorscan.report.edition import Edition
from mentorscan.report.language import Language
from mentorscan.results import Discussion, Hallmark, Panel, Spread


def how_far_apart(words: Language, found: Discussion) -> str:
    """How far the answers to a statement lie apart, without anybody's own: ``3 raters: from 1 to 5.``."""
    told = _range(words, found)
    if not found.not_applicable:
        return told
    more = words.ngettext(
        "One says that it does not apply.", "{number} say that it does not apply.", found.not_applicable
    )
    return f"{told} {more}"


def points_apart(found: Discussion) -> int:
    """How many points lie between the lowest and the highest answer."""
    return (found.highest or 0) - (found.lowest or 0) if found.apart is None else found.apart


def _range(words: Language, found: Discussion) -> str:
    rated = found.rated or 2
    if found.lowest is None or found.highest is None:
        told = words.ngettext("One rates it.", "{number} rate it.", rated)
        apart = points_apart(found)
        if not apart:
            return told
        more = words.ngettext("Their answers are one point apart.", "Their answers are {number} points apart.", apart)
        return f"{told} {more}"
    lowest, highest = words.number(found.lowest), words.number(found.highest)
    if lowest == highest:
        return words.ngettext("One rater: {value}.", "{number} raters: {value}.", rated, value=lowest)
    return words.gettext(
        "{number} raters: from {lowest} to {highest}.", number=words.count(rated), lowest=lowest, highest=highest
    )


def to_talk_over(edition: Edition, panel: Panel, *, found: Sequence[Discussion], shown: int) -> Iterator[str]:
    """What there is to talk over, and what of it has been; ``shown``: how many statements are listed."""
    words, number = edition.words, len(found)
    if not found:
        yield words.gettext(
            "On no statement do the raters' answers lie far apart: there is nothing to talk over first."
        )
        return
    agreed = sum(each.agreed is not None for each in found)
    if panel.consensus and agreed == number:
        yield words.ngettext(
            "On one statement the raters' answers lay far apart. They talked it over and agreed on an answer, on which "
            "the figures stand.",
            "On {number} statements the raters' answers lay far apart. They talked all of them over and agreed on an "
            "answer to each, on which the figures stand.",
            number,
        )
    elif agreed:
        yield words.ngettext(
            "On {all} statements the raters' answers lay far apart. They talked it over and agreed on one of them, on "
            "which the figures stand; {left} are still to be talked over.",
            "On {all} statements the raters' answers lay far apart. They agreed on {number} of them, on which the "
            "figures stand; still to be talked over: {left}.",
            agreed,
            all=words.count(number),
            left=words.count(number - agreed),
        )
    else:
        yield words.gettext(
            "On these statements the raters' answers lie furthest apart. Talk them over: an average hides such a "
            "difference."
        )
    if any(each.not_applicable and not each.agreed for each in found):
        yield words.gettext(
            "Where some call a statement not applicable that others rate, agree first on whether it applies: that "
            "decides what the hallmark is judged by."
        )
    if shown < number:
        yield words.gettext(
            "The {shown} widest differences of {all} are listed.", shown=words.count(shown), all=words.count(number)
        )


def how_hallmarks_differ(edition: Edition, spreads: Sequence[tuple[Hallmark, Spread]]) -> str | None:
    """On which hallmarks the raters see the same, and on which they lie furthest apart; ``None`` where none is known.

    Gaps that read alike are alike.
    """
    words = edition.words
    gaps = {each.id: _gap(spread) for each, spread in spreads}
    if not gaps:
        return None
    near, far = min(gaps.values()), max(gaps.values())
    points = {gap: words.ngettext("one point", "{number} points", gap) for gap in (near, far)}
    if far == 0:
        return words.gettext("The raters see every hallmark alike: the indices that they give are the same.")
    if near == far:
        return words.gettext(
            "Between the lowest and the highest index that the raters give lie {points} on every hallmark.",
            points=points[far],
        )
    closest, widest = ([each for each, _ in spreads if gaps[each.id] == gap] for gap in (near, far))
    if near == 0:
        return words.gettext(
            "The raters give the same index to {closest}, and differ most on {widest} ({far} between the lowest and "
            "the highest index).",
            closest=edition.named(closest),
            widest=edition.named(widest),
            far=points[far],
        )
    return words.gettext(
        "The raters agree most on {closest} ({near} between the lowest and the highest index) and least on {widest} "
        "({far}).",
        closest=edition.named(closest),
        widest=edition.named(widest),
        near=points[near],
        far=points[far],
    )


def _gap(spread: Spread) -> int:
    """The points between the lowest and the highest index, whole as they are read."""
    return round((spread.highest or 0) - (spread.lowest or 0))
