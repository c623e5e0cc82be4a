"""The figures that go beyond means and shares, made up to fit the results that they are put into."""

from __future__ import annotations

from math import sqrt

from mentorscan.results import (
    Agreement,
    AnswersQuality,
    Comparison,
    Differences,
    Driver,
    Drivers,
    GroupFigures,
    GroupHallmark,
    Hallmark,
    ItemFigures,
    Reinforcement,
    Reliability,
    Results,
    SegmentFigures,
    Verdict,
    Weighting,
)

ICC2 = (0.82, 0.74, 0.66, 0.58, 0.41, 0.3, 0.12, -0.2)
SHARES = (0.04, 0.05, 0.13, 0.03, 0.1, 0.02, 0.01, 0.03)


def with_statistics(results: Results) -> Results:
    """The same results with comparisons, reliability, agreement, correlations, drivers and the quality of answers."""
    return results.model_copy(
        update={
            "hallmarks": tuple(
                _hallmark(each, place=place, segments=results.segments) for place, each in enumerate(results.hallmarks)
            ),
            "outcomes": tuple(_hallmark(each, place=0, segments=()) for each in results.outcomes),
            "segments": tuple(
                segment.model_copy(update={"groups": tuple(_group(results, each) for each in segment.groups)})
                for segment in results.segments
            ),
            "reinforcement": correlations(results),
            "drivers": drivers(results, n=290),
            "answers_quality": AnswersQuality(
                same_answer=12, sparse=None, duplicates=0, hidden={"sparse": "protected"}
            ),
        }
    )


def with_people(results: Results, *, people: int | None, by_group: bool = True) -> Results:
    """The same results with the headcounts: that of the whole, and of every group twice those who answered."""
    who = results.source.respondents.model_copy(update={"people": people})
    segments = tuple(
        segment.model_copy(
            update={
                "groups": tuple(
                    each.model_copy(update={"people": 2 * (each.respondents or 2) if by_group else None})
                    for each in segment.groups
                )
            }
        )
        for segment in results.segments
    )
    source = results.source.model_copy(update={"respondents": who})
    return results.model_copy(update={"source": source, "segments": segments})


def with_weights(results: Results, *by: str) -> Results:
    """The same results, weighted; the whole also with equal weights of the items."""
    weighting = Weighting(by=by, deff=1.3, n_eff=350, min=0.51, max=2.14)
    overall = results.overall.model_copy(update={"equal_weights": (results.overall.index or 0) - 1.25})
    return results.model_copy(update={"weighting": weighting, "overall": overall})


def correlations(results: Results) -> Reinforcement:
    """Every pair at about the middle, the first two closest, the last hallmark furthest from all others."""
    ids = [each.id for each in results.hallmarks]

    def pair(row: int, column: int) -> float:
        if row == column:
            return 1.0
        if {row, column} == {0, 1}:
            return 0.74
        return 0.21 if len(ids) - 1 in (row, column) else 0.41 + 0.02 * ((row + column) % 7)

    matrix = tuple(tuple(pair(row, column) for column in range(len(ids))) for row in range(len(ids)))
    return Reinforcement(hallmarks=tuple(ids), correlation=matrix)


def drivers(results: Results, *, n: int) -> Drivers:
    """Two hallmarks hold more than half of an R2 of 0.41."""
    weights = tuple(
        Driver(hallmark=each.id, correlation=sqrt(share) + 0.1, relative_weight=share + 0.001, shapley=share)
        for each, share in zip(results.hallmarks, SHARES, strict=False)
    )
    return Drivers(n=n, r2=sum(SHARES), outcomes=tuple(each.id for each in results.outcomes), weights=weights)


def compared(difference: float, *, spread: float) -> Comparison:
    """A group against the whole: above or below where the difference is at least one and a half half-widths."""
    verdict: Verdict = "unclear"
    if abs(difference) > 1.5 * spread:
        verdict = "above" if difference > 0 else "below"
    interval = difference - spread, difference + spread
    return Comparison(
        difference=difference, interval=interval, p=0.01 if verdict != "unclear" else 0.4, verdict=verdict
    )


def _hallmark(hallmark: Hallmark, *, place: int, segments: tuple[SegmentFigures, ...]) -> Hallmark:
    alpha = 0.86 - 0.03 * place
    return hallmark.model_copy(
        update={
            "reliability": Reliability(
                n=(hallmark.respondents or 30) - 20,
                alpha=alpha,
                interval=(alpha - 0.03, alpha + 0.03),
                omega=alpha + (0.06 if place == 2 else 0.01),
                eigenvalue_ratio=4.2 - 0.3 * place,
            ),
            "agreement": Agreement(r_wg_star=0.31, r_wg_j=0.83, r_wg_j_skewed=0.52, ad_m=0.79),
            "differences": tuple(
                Differences(segment=each.id, groups=len(each.groups), icc1=0.05, icc2=ICC2[place % len(ICC2)])
                for each in segments
            ),
            "items": tuple(_item(each, place=number, alpha=alpha) for number, each in enumerate(hallmark.items)),
        }
    )


def _item(item: ItemFigures, *, place: int, alpha: float) -> ItemFigures:
    favourable = item.favourable or 0.0
    spread = min(0.04, favourable, 1 - favourable)
    return item.model_copy(
        update={
            "favourable_interval": None if item.favourable is None else (favourable - spread, favourable + spread),
            "item_rest": 0.2 if place == 3 else 0.55,
            "alpha_if_dropped": alpha + (0.03 if place == 3 else -0.02),
            "influence": (1.6, -0.4, 0.2, -1.9, 0.1, -0.2, 0.3)[place % 7],
        }
    )


def _group(results: Results, group: GroupFigures) -> GroupFigures:
    if group.overall is None or group.overall.index is None or group.overall.hidden:
        return group
    spread = 40 / sqrt(group.respondents or 1)
    whole = {each.id: each.index for each in results.hallmarks}

    def part(own: GroupHallmark) -> GroupHallmark:
        index = whole[own.id]
        if own.index is None or index is None:
            return own
        return own.model_copy(update={"against_whole": compared(own.index - index, spread=spread)})

    return group.model_copy(
        update={
            "against_whole": compared(group.overall.index - (results.overall.index or 0), spread=0.7 * spread),
            "hallmarks": tuple(part(each) for each in group.hallmarks),
        }
    )
