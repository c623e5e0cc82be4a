"""The whole picture, and what is said across hallmarks."""

from __future__ import annotations

from typing import Literal

from mentorscan.instrument.model import Practice, Text
from mentorscan.results.hallmarks import Agreed
from mentorscan.results.parts import Interval, Part, Shown


class LevelReason(Part):
    """Why the whole has a lower level than its index alone would give: capped one level above ``hallmark``'s."""

    code: Literal["capped"] = "capped"
    hallmark: str
    uncapped: str


class Fullness(Part):
    """How many hallmarks are consistently present, of how many."""

    consistent: int | None
    of: int


class Overall(Shown):
    """The whole picture of an organisation or a group. ``of``: the hallmarks that the figures are made of.

    ``equal_weights``: of the whole, where items weigh differently: the index if every item weighed the same.
    """

    respondents: int | None = None
    index: float | None = None
    interval: Interval | None = None
    level: str | None = None
    level_reason: LevelReason | None = None
    fullness: Fullness | None = None
    sustainability: float | None = None
    equal_weights: float | None = None
    of: tuple[str, ...] = ()


class PracticeFigures(Shown):
    """A practice across hallmarks; ``sd`` on 0-100."""

    id: Practice
    title: Text
    respondents: int | None = None
    index: float | None = None
    sd: float | None = None
    interval: Interval | None = None


class Reinforcement(Part):
    """Pearson correlations between hallmarks, over people with both scored; null below ``minimum_correlation``."""

    hallmarks: tuple[str, ...]
    correlation: tuple[tuple[float | None, ...], ...]


class Driver(Part):
    """What a hallmark has to do with the outcomes. Association, never cause.

    ``correlation``: with the outcome; ``relative_weight`` (Johnson 2000) and ``shapley`` (LMG): two ways to share out
    ``Drivers.r2``, each summing to it; ``shapley`` null with very many hallmarks.
    """

    hallmark: str
    correlation: float
    relative_weight: float
    shapley: float | None = None


class Drivers(Shown):
    """How the hallmarks go together with the outcomes, over the ``n`` people scored on all of them.

    ``outcomes``: the questionnaires whose mean score is the outcome. All null below 30 people, or where a hallmark is
    constant or follows from others.
    """

    n: int | None = None
    r2: float | None = None
    outcomes: tuple[str, ...] = ()
    weights: tuple[Driver, ...] = ()


class Weighting(Part):
    """How respondents were weighted: means, indices, intervals and shares are, counts and all else are not.

    ``by``: ``column`` (of the export), and the segments that were raked to their headcounts. ``deff``: what the
    weights multiply variances by (Kish), ``n_eff`` = n / deff; ``min`` and ``max`` of the weights, whose mean is 1.
    """

    by: tuple[str, ...]
    deff: float
    n_eff: float
    min: float
    max: float


class AnswersQuality(Shown):
    """Rows that were counted, not judged: the same answer throughout, hardly any answer, an id that came before.

    ``duplicates`` null without ids.
    """

    same_answer: int | None = None
    sparse: int | None = None
    duplicates: int | None = None


class Discussion(Part):
    """An item on which the raters differ: the lowest and the highest rating, as answered, of so many (``rated``).

    ``apart``: how many points lie between them, which stands also where, in a blind panel, so few rated the item that
    the two would tell single answers and are null; ``not_applicable``: how many say that it does not apply, while
    others rate it; ``agreed``: what came of the talk.
    """

    item: str
    lowest: int | None
    highest: int | None
    apart: int | None = None
    rated: int | None = None
    not_applicable: int = 0
    agreed: Agreed | None = None


class RaterIndex(Part):
    """A hallmark's index as one rater alone sees it."""

    rater: str
    index: float | None


class Spread(Part):
    """How differently the raters see a hallmark: the index of each, the lowest and the highest of so many (``rated``).

    In a blind panel without ``raters``; where fewer than three give an index, the two are null.
    """

    hallmark: str
    rated: int
    lowest: float | None
    highest: float | None
    raters: tuple[RaterIndex, ...] = ()


class ConsensusInfo(Part):
    """The file with what the raters agreed on. ``by``: who led the talk; null in a blind panel."""

    by: str | None = None
    date: str | None = None
    file: str
    sha256: str


class Panel(Part):
    """Several raters: how far they agree (Krippendorff's alpha, ordinal; interval metric beside it).

    ``discuss``: the items on which they differ most, by at least two points of the scale (or the whole of a shorter
    one), those that cover most of their scale first; then those that only some call not applicable. ``spread``: by
    hallmark. Alpha, ``discuss`` and ``spread`` stand on what the raters said by themselves, before any ``consensus``.
    ``blind``: whether names and single answers are left out.
    """

    raters: tuple[str, ...]
    krippendorff_alpha: float | None = None
    krippendorff_alpha_interval: float | None = None
    discuss: tuple[Discussion, ...] = ()
    spread: tuple[Spread, ...] = ()
    consensus: ConsensusInfo | None = None
    blind: bool = False


class Priority(Part):
    """An item worth working on first: ``gain`` = points that its hallmark would rise if the item reached ``target``."""

    item: str
    hallmark: str
    index: float
    target: float
    gain: float


class PlannedAction(Part):
    """What is to be done for a hallmark. ``item``: whose advice it follows; ``due``: ISO text; ``sign``: of success."""

    hallmark: str
    item: str | None = None
    action: str
    owner: str | None = None
    due: str | None = None
    sign: str | None = None
