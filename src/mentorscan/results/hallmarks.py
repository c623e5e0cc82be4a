"""A hallmark, with its facets and items: what the whole organisation has, and what a group has alike."""

from __future__ import annotations

from typing import Literal

from mentorscan.instrument.model import OptOutCode, Practice, Role, Text
from mentorscan.results.parts import Interval, Part, Presence, Shown


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
    """What a named rater said about an item: a value as answered, or an opt-out with its reason, and what was noted.

    ``confidence``: how sure the rater is of the value. In a blind panel (``panel.blind``) one text that a rater left,
    with neither name (``rater`` is empty) nor answer, in code-point order.
    """

    rater: str
    value: int | None = None
    opt_out: OptOutCode | None = None
    reason: str | None = None
    note: str | None = None
    evidence: str | None = None
    confidence: Literal["low", "medium", "high"] | None = None


class Agreed(Part):
    """What several raters agreed on when they talked an item over: a value as answered, or an opt-out; and why."""

    value: int | None = None
    opt_out: OptOutCode | None = None
    reason: str | None = None


class RaterComment(Part):
    """A rater's comment on a hallmark; ``rater`` is empty where raters are not named."""

    rater: str
    text: str


class ItemFigures(GroupItem):
    """An item of the whole organisation, with its words. ``ratings``: in an assessment, what each rater said.

    ``favourable_interval``: Wilson's 95 % interval of the favourable share; ``item_rest``, ``alpha_if_dropped``: on
    the respondents complete on all items; ``influence``: how many points of the index the item moves its hallmark
    (mean of the shown items' indices with it, minus the same without it). ``agreed``: what the raters agreed on, which
    the figures then stand on, while ``ratings`` are what each said before.
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
    agreed: Agreed | None = None


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


class Hallmark(Figures):
    """A hallmark, or an outcome questionnaire, of the whole organisation.

    In an assessment: ``comments`` of raters; ``target``: the id of the level that it shall reach, where one was set.
    """

    title: Text
    definition: Text | None = None
    role: Role = "hallmark"
    scale: str
    reliability: Reliability | None = Reliability()
    differences: tuple[Differences, ...] | None = ()
    items: tuple[ItemFigures, ...] = ()
    comments: tuple[RaterComment, ...] = ()
    target: str | None = None
