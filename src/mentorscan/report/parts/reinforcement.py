"""Part 7: how do the hallmarks reinforce each other, and which go together with the outcomes? Never cause."""

from __future__ import annotations

from itertools import combinations

from mentorscan.report import numbers
from mentorscan.report.charts import correlation_tint
from mentorscan.report.edition import DASH, Edition
from mentorscan.report.model import Cell, Chapter, Column, Reinforcement, Row, Table
from mentorscan.results import Driver, Drivers
from mentorscan.results import Reinforcement as Correlations

_ALIKE = 0.1
"""Correlations that all lie within this distance tell no pair from the others."""

_CLOSEST = 3
"""How many pairs are named as the closest, where there are more."""

_CLEARLY = 0.05
"""How far a hallmark's mean correlation has to lie below all others for it to stand apart."""

_PER_HALLMARK = 10
"""With fewer people a hallmark, what each has to do with the outcomes is unsteady."""

_NAMED = 3

Pair = tuple[float, str, str]


def reinforcement(edition: Edition) -> Reinforcement | None:
    """Part 7; ``None`` for named raters, with a single hallmark, and where no hallmark has an index."""
    found = edition.results.reinforcement
    if edition.assessed or not edition.shows_hallmarks or found is None or len(found.hallmarks) < 2:
        return None
    words, pairs = edition.words, _pairs(found)
    told = (
        (
            words.gettext(
                "A correlation says how far people who rate one hallmark high rate another one high too: 1 without "
                "exception, 0 no more than others do. Part of it is a general impression that colours every answer. "
                "What comes from what it cannot say."
            ),
            *_closest_and_most_apart(edition, found, pairs),
        )
        if pairs
        else (
            words.gettext(
                "No correlation is shown: it takes at least {minimum} people with a score on both hallmarks.",
                minimum=words.count(edition.results.rules.minimum_correlation),
            ),
        )
    )
    return Reinforcement(
        id="reinforcement",
        title=words.gettext("Which hallmarks go together?"),
        finding=told[1] if pairs else None,
        lead=told,
        picture=(words.gettext("The stronger the tint, the closer two hallmarks go together."),) if pairs else (),
        matrix=_matrix(edition, found) if pairs else None,
        drivers=_drivers(edition, edition.results.drivers) if edition.results.drivers else None,
    )


def _pairs(found: Correlations) -> list[Pair]:
    """Every pair of hallmarks with a correlation, the closest first; ties in the order of the model."""
    pairs = [
        (round(correlation, 9), one, other)
        for (row, one), (column, other) in combinations(enumerate(found.hallmarks), 2)
        if (correlation := found.correlation[row][column]) is not None
    ]
    return sorted(pairs, key=lambda pair: pair[0], reverse=True)


def _closest_and_most_apart(edition: Edition, found: Correlations, pairs: list[Pair]) -> tuple[str, ...]:
    words = edition.words
    high, low = pairs[0][0], pairs[-1][0]
    ends = words.number(low, decimals=2), words.number(high, decimals=2)
    if len(pairs) == 1:
        _, one, other = pairs[0]
        return (
            words.gettext(
                "{one} and {other}: {correlation}.",
                one=edition.title(one),
                other=edition.title(other),
                correlation=ends[0],
            ),
        )
    if ends[0] == ends[1]:
        return (words.gettext("All pairs go together equally closely, at {correlation}.", correlation=ends[0]),)
    if high - low < _ALIKE:
        return (
            words.gettext(
                "All pairs go together about equally closely, between {low} and {high}.",
                low=ends[0],
                high=ends[1],
            ),
        )
    closest = ", ".join(
        f"{edition.title(one)} / {edition.title(other)} ({words.number(correlation, decimals=2)})"
        for correlation, one, other in pairs[: _CLOSEST if len(pairs) > _CLOSEST else 1]
    )
    apart = _most_apart(edition, found, pairs)
    return (words.gettext("Most closely together: {pairs}.", pairs=closest), *((apart,) if apart else ()))


def _most_apart(edition: Edition, found: Correlations, pairs: list[Pair]) -> str | None:
    """The hallmark that goes clearly least with the others on average, or that none does.

    Nothing with fewer than three hallmarks, or where a pair is missing.
    """
    words, count = edition.words, len(found.hallmarks)
    if count < 3 or len(pairs) < count * (count - 1) // 2:
        return None
    means = sorted(
        (sum(each for each, *both in pairs if hallmark in both) / (count - 1), hallmark) for hallmark in found.hallmarks
    )
    (lowest, hallmark), (next_lowest, _) = means[:2]
    if round(next_lowest - lowest, 9) < _CLEARLY:
        return words.gettext("No hallmark stands clearly apart from the others.")
    return words.gettext(
        "The hallmark that stands most apart: {title}, with {correlation} on average with the others.",
        title=edition.title(hallmark),
        correlation=words.number(lowest, decimals=2),
    )


def _matrix(edition: Edition, found: Correlations) -> Table:
    """The half below the diagonal, as a table."""
    words = edition.words
    missing = any(each is None for place, row in enumerate(found.correlation) for each in row[:place])
    return Table(
        id="reinforcement-table",
        caption=words.gettext("Correlations between the hallmarks"),
        layout="matrix",
        columns=(
            Column(title=words.gettext("Hallmark")),
            *(Column(title=edition.title(each), kind="number") for each in found.hallmarks),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=edition.title(hallmark)),
                    *(_correlation(edition, each) for each in found.correlation[place][:place]),
                    Cell(text=words.number(1), state="absent", number=numbers.coefficient(1)),
                    *(Cell(text="") for _ in found.hallmarks[place + 1 :]),
                )
            )
            for place, hallmark in enumerate(found.hallmarks)
        ),
        notes=(
            words.gettext(
                "{sign}: hidden, fewer than {minimum} people with a score on both, or no differences in their answers.",
                sign=DASH,
                minimum=words.count(edition.results.rules.minimum_correlation),
            ),
        )
        if missing
        else (),
    )


def _correlation(edition: Edition, correlation: float | None) -> Cell:
    if correlation is None:
        return Cell(text=DASH, state="absent")
    return Cell(
        text=edition.words.number(correlation, decimals=2),
        tint=correlation_tint(correlation),
        number=numbers.coefficient(correlation),
    )


def _drivers(edition: Edition, found: Drivers) -> Chapter:
    words = edition.words
    shared = found.r2 is not None and round(found.r2, 9) > 0 and bool(found.weights)
    return Chapter(
        id="reinforcement-outcomes",
        title=words.gettext("Which of them go together with the outcomes?"),
        sentences=_told(edition, found) if shared else _not_told(edition, found),
        tables=(_shares(edition, found),) if shared else (),
    )


def _not_told(edition: Edition, found: Drivers) -> tuple[str, ...]:
    """Why the hallmarks are not held against the outcomes."""
    words = edition.words
    missing = edition.missing(found, "r2", "n", "weights")
    if missing.state == "hidden":
        return (words.gettext("hidden: {reason}.", reason=missing.reason or ""),)
    rules = edition.results.rules
    needed = max(rules.minimum_correlation, rules.minimum_group)
    if found.n is not None and found.n < needed:
        return (
            words.gettext(
                "Not shown: it takes at least {minimum} people with a score on every hallmark and on the outcomes.",
                minimum=words.count(needed),
            ),
        )
    if found.r2 is not None:
        return (words.gettext("None of the differences in the outcomes goes together with the hallmarks."),)
    return (
        words.gettext(
            "Not shown: the scores on some hallmark or on the outcomes are the same for everyone, or can be worked out "
            "from others."
        ),
    )


def _told(edition: Edition, found: Drivers) -> tuple[str, ...]:
    words, total = edition.words, found.r2 or 0.0
    together = words.gettext(
        "Together the hallmarks account for {share} of the differences in the outcomes ({people} people).",
        share=words.share(total),
        people=DASH if found.n is None else words.count(found.n),
    )
    largest = _largest(found)
    names = ", ".join(edition.title(each.hallmark) for each in largest[:_NAMED])
    goes = (
        words.gettext("Most of it goes with: {titles}.", titles=names)
        if len(largest) <= _NAMED
        else words.gettext("It is spread over many of them; the largest shares go with: {titles}.", titles=names)
    )
    sentences = [f"{together} {goes}"]
    against = [edition.title(each.hallmark) for each in found.weights if round(each.correlation, 2) < 0]
    if against:
        sentences.append(
            words.gettext("High scores here go together with lower outcomes: {titles}.", titles=", ".join(against))
        )
    sentences.append(
        words.gettext(
            "This is association: the answers of one moment cannot say whether a hallmark brings better outcomes, or "
            "good outcomes a kinder view of the hallmark."
        )
    )
    if found.n is not None and found.n < _PER_HALLMARK * len(found.weights):
        sentences.append(
            words.gettext(
                "Read with caution: there are fewer than {minimum} people for each hallmark, so that a few answers "
                "more could divide the shares otherwise.",
                minimum=words.count(_PER_HALLMARK),
            )
        )
    return tuple(sentences)


def _share(driver: Driver) -> float:
    """A hallmark's part of R2: the Shapley value, or where there are too many hallmarks for it the relative weight."""
    return round(driver.relative_weight if driver.shapley is None else driver.shapley, 9)


def _ordered(found: Drivers) -> list[Driver]:
    return sorted(found.weights, key=_share, reverse=True)


def _largest(found: Drivers) -> list[Driver]:
    """The fewest hallmarks that make up more than half of it, the largest first."""
    kept, total = list[Driver](), 0.0
    for each in _ordered(found):
        kept.append(each)
        total += _share(each)
        if total > (found.r2 or 0.0) / 2:
            break
    return kept


def _shares(edition: Edition, found: Drivers) -> Table:
    words, total = edition.words, found.r2 or 1.0
    shapley = all(each.shapley is not None for each in found.weights)

    def row(driver: Driver) -> Row:
        values = ((driver.shapley,) if shapley else ()) + (driver.relative_weight,)
        return Row(
            cells=(
                Cell(text=edition.title(driver.hallmark)),
                *(
                    Cell(text=words.share(part), number=numbers.share(part))
                    for part in ((value or 0.0) / total for value in values)
                ),
                Cell(text=words.number(driver.correlation, decimals=2), number=numbers.coefficient(driver.correlation)),
            )
        )

    return Table(
        id="reinforcement-shares",
        caption=words.gettext(
            "The {share} (R² = {r2}) shared out between the hallmarks",
            share=words.share(found.r2 or 0.0),
            r2=words.number(found.r2 or 0.0, decimals=2),
        ),
        columns=(
            Column(title=words.gettext("Hallmark")),
            *((Column(title=words.gettext("Share (Shapley value)"), kind="number"),) if shapley else ()),
            Column(title=words.gettext("Share (relative weight)"), kind="number"),
            Column(title=words.gettext("Correlation with the outcomes"), kind="number"),
        ),
        rows=tuple(map(row, _ordered(found))),
        notes=(
            words.gettext(
                "Two ways to divide the same sum between hallmarks that overlap. Where they differ, trust neither to "
                "the last few per cent."
            ),
        )
        if shapley
        else (),
    )
