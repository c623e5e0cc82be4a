"""A panel: how far several raters agree, how each sees the hallmarks, and what they should talk about first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument, Questionnaire
from mentorscan.interview.answers import Answer, ReadAnswers, share_of_range
from mentorscan.interview.responses import AnsweredByRater
from mentorscan.results import Discussion, Panel, RaterIndex, Spread
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.statistics import krippendorff_alpha
from mentorscan.scoring.tally import tally_responses

APART = 2
"""From how many points of the answer scale on two ratings differ enough to be talked about; of two points, from one."""


def panel_of(files: Sequence[ReadAnswers], *, instrument: Instrument, items: Sequence[str], form: str) -> Panel:
    """The raters' agreement on these items, those on which they differ most, and the index that each rater gives.

    Krippendorff's alpha takes each item as a unit and each rater's answer as a share of its scale's range, after
    reversing, so that items on different scales count together; on one scale that changes no figure.
    """

    def share(answer: Answer, item: str) -> float | None:
        value = answer.value
        return None if value is None else share_of_range(value, item=item, instrument=instrument)

    ratings = [[share(each.file.answers.get(item, Answer()), item) for item in items] for each in files]
    return Panel(
        raters=tuple(each.file.rater for each in files),
        krippendorff_alpha=krippendorff_alpha(ratings, metric="ordinal"),
        krippendorff_alpha_interval=krippendorff_alpha(ratings, metric="interval"),
        discuss=to_discuss(files, instrument=instrument, items=items),
        spread=_spread(files, instrument=instrument, items=items, form=form),
    )


def to_discuss(files: Sequence[ReadAnswers], *, instrument: Instrument, items: Sequence[str]) -> tuple[Discussion, ...]:
    """The items on which these raters differ enough to be talked about, what differs most first.

    First those whose ratings lie at least ``APART``, those that cover most of their scale before the others: scales may
    have other numbers of points. Then those that some call not applicable while others rate them: who is right changes
    what the hallmark is judged by. "Don't know" is no view of its own, and differs from nothing. Ties stand in the
    order of ``items``.
    """

    def breadth(found: Discussion) -> float:
        scale = instrument.scale_of(instrument.questionnaire_of[found.item])
        return round((found.apart or 0) / scale.range, 9) if _apart(found, instrument) else 0.0

    found = (_difference(item, [each.file.answers.get(item, Answer()) for each in files]) for item in items)
    differing = [each for each in found if each and (each.not_applicable or _apart(each, instrument))]
    return tuple(sorted(differing, key=lambda each: -breadth(each)))


def _difference(item: str, answers: Sequence[Answer]) -> Discussion | None:
    """How far the answers to an item lie apart; ``None`` where nobody rates it."""
    values = [each.value for each in answers if each.value is not None]
    if not values:
        return None
    outside = sum(each.opt_out == "not_applicable" for each in answers)
    return Discussion(
        item=item,
        lowest=min(values),
        highest=max(values),
        apart=max(values) - min(values),
        rated=len(values),
        not_applicable=outside,
    )


def _apart(found: Discussion, instrument: Instrument) -> bool:
    scale = instrument.scale_of(instrument.questionnaire_of[found.item])
    return (found.apart or 0) >= min(APART, scale.range)


def _spread(
    files: Sequence[ReadAnswers], *, instrument: Instrument, items: Sequence[str], form: str
) -> tuple[Spread, ...]:
    """By hallmark the index that the answers of each rater alone would give: the same sums as for all make it."""
    offered = with_both_opt_outs(instrument)
    alone = [
        Scores(tally_responses(AnsweredByRater(each, instrument=offered, form=form), instrument=offered, options={}))
        for each in files
    ]

    def indices(hallmark: Questionnaire) -> Iterator[float | None]:
        for each in alone:
            score = each.whole.score(hallmark.id, scale=offered.scale_of(hallmark))
            yield score.index if score else None

    def spread(hallmark: Questionnaire) -> Spread:
        own = tuple(indices(hallmark))
        known = [each for each in own if each is not None]
        raters = (RaterIndex(rater=each.file.rater, index=index) for each, index in zip(files, own, strict=True))
        return Spread(
            hallmark=hallmark.id,
            rated=len(known),
            lowest=min(known, default=None),
            highest=max(known, default=None),
            raters=tuple(raters),
        )

    asked = {offered.questionnaire_of[each].id for each in items}
    return tuple(spread(each) for each in offered.hallmarks if each.id in asked)
