"""The results file: what may be shown, as data. ``mentorscan/results/1``, section 6 of the contract.

These models are the published schema (``mentorscan instrument schema --results``). They are made by
``mentorscan.disclosure`` from scores and read by ``mentorscan.report``; whatever the gate hid is not in them any more.

Units: ``index``, ``interval`` and ``sustainability`` on 0-100, shares 0-1, ``mean`` and ``sd`` in scale units (of
facets and practices on 0-100), counts are integers. A figure that cannot be computed or may not be shown is ``None``;
what may not be shown is named in ``hidden``: field -> reason (``"*"`` for the whole object).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mentorscan.instrument.model import Level, OptOutCode, Practice, Role, Rules, Scale, Text

SCHEMA: Literal["mentorscan/results/1"] = "mentorscan/results/1"
METHOD = 1
"""Grows when a formula changes, so that figures of different methods are never compared unawares."""

HiddenReason = Literal["protected", "too_few_for_distribution", "not_agreed"]
Interval = tuple[float, float]
Presence = Literal["consistent", "present", "partial", "slight"]
Verdict = Literal["above", "below", "unclear"]


class Part(BaseModel):
    """A frozen part of the results; keys that this version does not know are left aside when a file is read."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, serialize_by_alias=True)


class Shown(Part):
    """A part of which the gate may have hidden something."""

    hidden: dict[str, HiddenReason] = Field(default_factory=dict)


class Tool(Part):
    """Which mentorscan made the file, by which method."""

    version: str
    method: int = METHOD


class Wave(Part):
    """One round of asking; dates as ISO text."""

    name: str
    from_date: str | None = Field(default=None, alias="from")
    to_date: str | None = Field(default=None, alias="to")


class ItemPrint(Part):
    """An item's id and fingerprint."""

    id: str
    fingerprint: str


class InstrumentInfo(Part):
    """The instrument as far as a reader of the report needs it."""

    id: str
    version: str
    fingerprint: str
    title: Text
    introduction: Text | None = None
    languages: tuple[str, ...]
    form: str | None = None
    scales: tuple[Scale, ...]
    levels: tuple[Level, ...]
    items: tuple[ItemPrint, ...]


class FileInfo(Part):
    """A file that was read. ``rows`` is null where it could disclose people."""

    name: str
    sha256: str
    platform: str
    rows: int | None = None
    status: str = "read"


class Respondents(Part):
    """``read`` = ``scored`` + the sum of ``left_out`` (reason -> count); all null where they may not be shown.

    ``people``: the headcount of the whole, where one was given: ``scored / people`` is the response rate.
    """

    read: int | None
    scored: int | None
    left_out: dict[str, int | None]
    people: int | None = None


class RaterInfo(Part):
    """Who answered an answer file, and when (ISO text)."""

    rater: str
    date: str | None = None
    file: str


class Source(Part):
    """Where the answers came from. ``raters``: in an assessment, one a file."""

    kind: Literal["survey", "assessment"]
    files: tuple[FileInfo, ...]
    respondents: Respondents
    raters: tuple[RaterInfo, ...] = ()


class NoteInfo(Part):
    """Something the reader should know."""

    code: str
    severity: Literal["error", "warning", "info"]
    place: str | None = None
    values: dict[str, Any] = Field(default_factory=dict)
    text: str


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


class Condition(Part):
    """One condition of presence; ``met`` null where it was not judged. ``segment``: of ``reach``, the lowest one."""

    condition: Literal["index", "unfavourable", "reach"]
    bound: float
    value: float | None
    met: bool | None
    segment: str | None = None


class Reliability(Shown):
    """Reliability on the ``n`` respondents complete on all items.

    ``alpha``: Cronbach's, with Feldt's 95 % ``interval``; ``omega``: McDonald's, of one factor by maximum likelihood
    on raw answers, from three items on; ``spearman_brown``: of two items, in its place; ``eigenvalue_ratio``: of the
    first two eigenvalues of the items' correlations.
    """

    n: int | None = None
    alpha: float | None = None
    interval: Interval | None = None
    omega: float | None = None
    spearman_brown: float | None = None
    eigenvalue_ratio: float | None = None


class Comparison(Shown):
    """A group against the whole that it is part of, in points of the index.

    ``difference``: group minus whole, with its 95 % ``interval``; ``p``: of Welch's test against everyone else,
    corrected for all comparisons of the segment (Benjamini-Hochberg); ``verdict``: above or below where that is at
    most 0.05, else unclear.
    """

    difference: float | None = None
    interval: Interval | None = None
    p: float | None = None
    verdict: Verdict | None = None


class Differences(Part):
    """How far the groups of a segment explain the answers: ICC(1), and ICC(2), the reliability of their means.

    Over the ``groups`` that are shown with their spread; parents and people without a group are left out.
    """

    segment: str
    groups: int
    icc1: float | None = None
    icc2: float | None = None


class Agreement(Shown):
    """Agreement within the group, on items: r_wg_star, r_wg_j under both nulls, AD about the mean."""

    r_wg_star: float | None = None
    r_wg_j: float | None = None
    r_wg_j_skewed: float | None = None
    ad_m: float | None = None


class FacetFigures(Shown):
    """A facet; ``sd`` on 0-100."""

    id: str
    title: Text
    respondents: int | None = None
    index: float | None = None
    sd: float | None = None
    interval: Interval | None = None


class PracticeFigures(Shown):
    """A practice across hallmarks; ``sd`` on 0-100."""

    id: Practice
    title: Text
    respondents: int | None = None
    index: float | None = None
    sd: float | None = None
    interval: Interval | None = None


class GroupItem(Shown):
    """An item's figures (its words stand in ``hallmarks[].items[]``); ``counts`` as answered, the rest reversed."""

    id: str
    answered: int | None = None
    mean: float | None = None
    sd: float | None = None
    index: float | None = None
    favourable: float | None = None
    neutral: float | None = None
    unfavourable: float | None = None
    counts: dict[str, int] | None = None
    dont_know: int | None = None
    not_applicable: int | None = None
    blank: int | None = None


class Rating(Part):
    """What a named rater said about an item: a value as answered, or an opt-out with its reason, and what was noted."""

    rater: str
    value: int | None = None
    opt_out: OptOutCode | None = None
    reason: str | None = None
    note: str | None = None
    evidence: str | None = None


class RaterComment(Part):
    """A named rater's comment on a hallmark."""

    rater: str
    text: str


class ItemFigures(GroupItem):
    """An item of the whole organisation, with its words. ``ratings``: in an assessment, what each rater said.

    ``favourable_interval``: Wilson's 95 % interval of the favourable share; ``item_rest``, ``alpha_if_dropped``: on
    the respondents complete on all items; ``influence``: how many points of the index the item moves its hallmark
    (mean of the shown items' indices with it, minus the same without it).
    """

    text: Text
    facet: str | None = None
    practice: Practice | None = None
    scale: str
    reverse: bool
    weight: float
    claims: tuple[str, ...] = ()
    advice: Text | None = None
    evidence: Text | None = None
    favourable_interval: Interval | None = None
    item_rest: float | None = None
    alpha_if_dropped: float | None = None
    influence: float | None = None
    ratings: tuple[Rating, ...] = ()


class Figures(Shown):
    """What hallmarks have in the whole organisation and in a group alike."""

    id: str
    respondents: int | None = None
    mean: float | None = None
    sd: float | None = None
    index: float | None = None
    interval: Interval | None = None
    level: str | None = None
    presence: Presence | None = None
    presence_conditions: tuple[Condition, ...] = ()
    favourable: float | None = None
    neutral: float | None = None
    unfavourable: float | None = None
    dont_know: int | None = None
    not_applicable: int | None = None
    blank: int | None = None
    agreement: Agreement | None = Agreement()
    facets: tuple[FacetFigures, ...] = ()


class GroupHallmark(Figures):
    """A hallmark within a group."""

    against_whole: Comparison | None = None
    items: tuple[GroupItem, ...] = ()


class Hallmark(Figures):
    """A hallmark, or an outcome questionnaire, of the whole organisation. ``comments``: of raters, in an assessment."""

    title: Text
    definition: Text | None = None
    role: Role = "hallmark"
    scale: str
    reliability: Reliability | None = Reliability()
    differences: tuple[Differences, ...] | None = ()
    items: tuple[ItemFigures, ...] = ()
    comments: tuple[RaterComment, ...] = ()


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
    """An item on which the raters differ: the lowest and the highest rating, as answered."""

    item: str
    lowest: int
    highest: int


class Panel(Part):
    """Several raters: how far they agree (Krippendorff's alpha, ordinal; interval metric beside it).

    ``discuss``: the items on which they differ most, by at least two points, widest first.
    """

    raters: tuple[str, ...]
    krippendorff_alpha: float | None = None
    krippendorff_alpha_interval: float | None = None
    discuss: tuple[Discussion, ...] = ()


class Priority(Part):
    """An item worth working on first: ``gain`` = points that its hallmark would rise if the item reached ``target``."""

    item: str
    hallmark: str
    index: float
    target: float
    gain: float


class GroupFigures(Shown):
    """A group. ``value`` null: people without a group. ``people``: the headcount, where one was given.

    ``against_whole``: of the overall index. ``as_of``: when figures were made that stand from earlier results.
    """

    value: str | None
    title: Text | None = None
    people: int | None = None
    respondents: int | None = None
    as_of: str | None = None
    overall: Overall | None = None
    against_whole: Comparison | None = None
    hallmarks: tuple[GroupHallmark, ...] = ()
    practices: tuple[PracticeFigures, ...] = ()


class SegmentFigures(Part):
    """A segment and its groups, in declared order, else by code point; ``null`` last."""

    id: str
    title: Text
    groups: tuple[GroupFigures, ...]


class Results(Part):
    """A results file. ``as_of``: when the figures were made, where all of them stand from earlier results."""

    schema_id: Literal["mentorscan/results/1"] = Field(default=SCHEMA, alias="schema")
    tool: Tool
    created: str
    as_of: str | None = None
    organisation: str | None = None
    wave: Wave | None = None
    options: dict[str, Any] = Field(default_factory=dict)
    instrument: InstrumentInfo
    rules: Rules
    source: Source
    notes: tuple[NoteInfo, ...] = ()
    overall: Overall
    hallmarks: tuple[Hallmark, ...]
    practices: tuple[PracticeFigures, ...] = ()
    outcomes: tuple[Hallmark, ...] = ()
    reinforcement: Reinforcement | None = None
    drivers: Drivers | None = None
    priorities: tuple[Priority, ...] = ()
    weighting: Weighting | None = None
    answers_quality: AnswersQuality | None = None
    panel: Panel | None = None
    segments: tuple[SegmentFigures, ...] = ()
