"""A blind panel: results in which no rater is named and no single answer is told.

It is a courtesy in the room, so that people can talk about an answer without asking whose it is. It is no disclosure
gate: the mean and the range of three answers leave little to guess, and texts that raters wrote stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from mentorscan.errors import OptionError, Problem
from mentorscan.interview.agreed import AnswerFiles
from mentorscan.interview.answers import Agreeing, Answer, ReadAnswers
from mentorscan.results import Discussion, Hallmark, ItemFigures, Panel, RaterComment, Rating, Results, Spread

FEWEST: Final = 3
"""From how many raters on a panel can be blind: of two, each knows the other's answer."""

_SINGLE: Final = frozenset({"left-blank", "targets-differ"})
"""Notes that tell what a single rater answered."""


def require_enough(raters: Sequence[object]) -> None:
    """Raise ``OptionError`` where there are too few raters to hide an answer among them."""
    if len(raters) < FEWEST:
        found = f"--blind needs at least {FEWEST} raters' answer files; there are {len(raters)}"
        hint = "leave --blind out, or add answer files"
        raise OptionError(Problem("too-few-to-be-blind", found, hint=hint))


def unnamed(given: AnswerFiles) -> AnswerFiles:
    """The same files under names that tell nobody: ``rater-1`` and so on, in the order of their checksums."""
    ordered = sorted(given.raters, key=lambda each: each.sha256)
    raters = tuple(_named(each, f"rater-{number}") for number, each in enumerate(ordered, 1))
    read = given.consensus
    return AnswerFiles(raters=raters, consensus=_named(read, "consensus") if read else None)


def _named(read: ReadAnswers, name: str) -> ReadAnswers:
    consensus = tuple(Agreeing(sha256=each.sha256) for each in read.file.consensus)
    file = read.file.model_copy(update={"rater": name, "consensus": consensus})
    notes = tuple(replace(each, place=name) for each in read.notes)
    return ReadAnswers(file=file, name=name, sha256=read.sha256, notes=notes)


def blind_results(results: Results) -> Results:
    """The results of ``unnamed`` files without single answers: figures, and texts that nobody signs."""
    panel = results.panel
    return results.model_copy(
        update={
            "hallmarks": tuple(map(_hallmark, results.hallmarks)),
            "outcomes": tuple(map(_hallmark, results.outcomes)),
            "notes": tuple(each for each in results.notes if each.code not in _SINGLE),
            "panel": _panel(panel) if panel else None,
        }
    )


def _hallmark(hallmark: Hallmark) -> Hallmark:
    texts = sorted(each.text for each in hallmark.comments)
    comments = tuple(RaterComment(rater="", text=each) for each in texts)
    return hallmark.model_copy(update={"items": tuple(map(_item, hallmark.items)), "comments": comments})


def _item(item: ItemFigures) -> ItemFigures:
    ratings = tuple(Rating(rater="", **each) for each in unsigned(item.ratings))
    return item.model_copy(
        update={"ratings": ratings, "counts": None, "hidden": {**item.hidden, "counts": "not_agreed"}}
    )


def unsigned(said: Sequence[Answer | Rating]) -> Iterator[dict[str, str]]:
    """Every text that was left with an item, by what it is, each for itself: none tells who wrote another."""
    for kind in ("reason", "evidence", "note"):
        texts = (getattr(each, kind) for each in said)
        yield from ({kind: each} for each in sorted(filter(None, texts)))


def _panel(panel: Panel) -> Panel:
    consensus = panel.consensus.model_copy(update={"by": None}) if panel.consensus else None
    discuss, spread = tuple(map(blind_discussion, panel.discuss)), tuple(map(_spread, panel.spread))
    return panel.model_copy(update={"blind": True, "consensus": consensus, "discuss": discuss, "spread": spread})


def blind_discussion(found: Discussion) -> Discussion:
    """How far the answers to an item lie apart, without the two ends where these would be single answers."""
    return found if (found.rated or 0) >= FEWEST else found.model_copy(update=_NO_ENDS)


def _spread(spread: Spread) -> Spread:
    return spread.model_copy(update={"raters": (), **(_NO_ENDS if spread.rated < FEWEST else {})})


_NO_ENDS: Final = {"lowest": None, "highest": None}
