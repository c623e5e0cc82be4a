"""A panel: how far several raters agree, and what they should talk about first."""

from __future__ import annotations

from collections.abc import Sequence

from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Answer, ReadAnswers, share_of_range
from mentorscan.results import Discussion, Panel
from mentorscan.scoring.statistics import krippendorff_alpha

APART = 2
"""From how many points of the answer scale on two ratings differ enough to be talked about."""


def panel_of(files: Sequence[ReadAnswers], *, instrument: Instrument, items: Sequence[str]) -> Panel:
    """The raters' agreement on these items, and those on which they differ most.

    Krippendorff's alpha takes each item as a unit and each rater's answer as a share of its scale's range, after
    reversing, so that items on different scales count together; on one scale that changes no figure.
    """
    values = {item: [each.file.answers.get(item, Answer()).value for each in files] for item in items}

    def share(item: str, value: int | None) -> float | None:
        return None if value is None else share_of_range(value, item=item, instrument=instrument)

    ratings = [[share(item, values[item][rater]) for item in items] for rater in range(len(files))]
    apart = []
    for item, given in values.items():
        known = [value for value in given if value is not None]
        if len(known) > 1 and max(known) - min(known) >= APART:
            apart.append(Discussion(item=item, lowest=min(known), highest=max(known)))
    return Panel(
        raters=tuple(each.file.rater for each in files),
        krippendorff_alpha=krippendorff_alpha(ratings, metric="ordinal"),
        krippendorff_alpha_interval=krippendorff_alpha(ratings, metric="interval"),
        discuss=tuple(sorted(apart, key=lambda each: each.lowest - each.highest)),
    )
