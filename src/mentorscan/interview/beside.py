"""The raters' view beside the employees': an assessment and the published results of a survey, like with like.

Items compare where both were asked in the same words on the same scale, which their fingerprints say. Nothing is used
of the survey but what its results show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum, sqrt

from mentorscan.results import (
    APART,
    Hallmark,
    HallmarkBeside,
    HiddenReason,
    Interval,
    ItemBeside,
    ItemFigures,
    NoteInfo,
    Results,
    SurveyBeside,
    Verdict,
)
from mentorscan.scoring.statistics import mean_interval

_Pair = tuple[ItemFigures, ItemFigures]


def beside(rated: Results, survey: Results, *, sha256: str) -> SurveyBeside:
    """The survey as it stands beside an assessment. ``sha256``: of the file that the survey's results were read from.

    A hallmark is compared as a whole where the raters rated exactly the items that the employees were asked; else over
    the items that both have an index for, each side's index being the mean of these items'.
    """
    prints = {each.id: each.fingerprint for each in survey.instrument.items}
    same = {each.id for each in rated.instrument.items if prints.get(each.id) == each.fingerprint}
    asked = {each.id: each for each in survey.hallmarks}
    hallmarks = [(each, asked[each.id]) for each in rated.hallmarks if each.id in asked]
    pairs = {each.id: _pairs(each, theirs, same=same) for each, theirs in hallmarks}
    ranges = {each.id: each.range for each in survey.instrument.scales}
    design = survey.weighting.deff if survey.weighting else 1.0
    return SurveyBeside(
        respondents=survey.overall.respondents,
        wave=survey.wave,
        created=survey.created,
        sha256=sha256,
        organisation=survey.organisation,
        version=survey.instrument.version,
        form=survey.instrument.form,
        hallmarks=tuple(
            _hallmark(each, theirs, pairs[each.id], unit=100 * sqrt(design) / ranges[theirs.scale])
            for each, theirs in hallmarks
        ),
        items=tuple(_item(*pair) for each, _ in hallmarks for pair in pairs[each.id]),
    )


def notes_beside(rated: Results, survey: SurveyBeside, *, place: str) -> Iterator[NoteInfo]:
    """What the reader should know of a survey that stands beside an assessment. ``place``: the name of its file."""
    own = rated.instrument

    def note(code: str, text: str, **values: str | None) -> NoteInfo:
        return NoteInfo(code=code, severity="warning", place=place, values=values, text=text)

    if survey.version != own.version:
        text = (
            f"The survey was made with version {survey.version} of the instrument, the assessment with {own.version}."
        )
        yield note("survey-other-version", text, version=survey.version, in_force=own.version)
    if survey.form != own.form:
        text = f"The survey asked the form {survey.form}, the raters answered {own.form}: what both asked is compared."
        yield note("survey-other-form", text, form=survey.form, in_force=own.form)
    if survey.organisation and rated.organisation and survey.organisation != rated.organisation:
        text = f"The survey is of {survey.organisation}, the assessment of {rated.organisation}."
        yield note("survey-other-organisation", text, organisation=survey.organisation, in_force=rated.organisation)
    if all(each.difference is None for each in survey.hallmarks):
        yield note("survey-not-compared", "The survey and the assessment have no hallmark that could be compared.")


def _pairs(rated: Hallmark, asked: Hallmark, *, same: set[str]) -> list[_Pair]:
    """The items of a hallmark that both were asked alike: the raters' figures with the employees'."""
    theirs = {each.id: each for each in asked.items}
    return [(each, theirs[each.id]) for each in rated.items if each.id in same and each.id in theirs]


def _hallmark(rated: Hallmark, asked: Hallmark, pairs: Sequence[_Pair], *, unit: float) -> HallmarkBeside:
    """One hallmark in both views. ``unit``: how many points of the index a unit of the scale is, in standard errors."""
    shown = HallmarkBeside(
        id=rated.id,
        index=asked.index,
        interval=asked.interval,
        respondents=asked.respondents,
        raters_index=rated.index,
        hidden=_hidden(asked, "index", "interval", "respondents"),
    )
    if rated.index is None or asked.index is None:
        return shown
    if _same_items(rated, asked, pairs):
        return _judged(shown)
    known = [(own, theirs) for own, theirs in pairs if own.index is not None and theirs.index is not None]
    if not known:
        return HallmarkBeside(id=rated.id)
    weights = [own.weight for own, _ in known]
    over_common = {
        "index": _mean([theirs.index for _, theirs in known], weights),
        "interval": _interval(known, unit=unit),
        "respondents": asked.respondents,
        "raters_index": _mean([own.index for own, _ in known], weights),
        "common": tuple(own.id for own, _ in known),
    }
    return _judged(shown.model_copy(update=over_common))


def _same_items(rated: Hallmark, asked: Hallmark, pairs: Sequence[_Pair]) -> bool:
    """Whether both indices are made of the same items with the same weights."""
    own = {(each.id, each.weight) for each in rated.items if each.index is not None}
    theirs = {(each.id, each.weight) for each in asked.items}
    return own == theirs == {(each.id, each.weight) for each, _ in pairs}


def _interval(pairs: Sequence[_Pair], *, unit: float) -> Interval | None:
    """An interval of the employees' index over some items that is not too narrow; ``None`` where an item shows no SD.

    The results do not tell how the answers to these items go together. The standard error of a mean is at most the mean
    of the standard errors, which it reaches where the answers rise and fall as one (the triangle inequality): that is
    what is taken here.
    """
    weights, errors, counts = [], [], []
    for own, theirs in pairs:
        if theirs.sd is None or not theirs.answered:
            return None
        weights.append(own.weight)
        errors.append(unit * theirs.sd / sqrt(theirs.answered))
        counts.append(theirs.answered)
    index = _mean([theirs.index for _, theirs in pairs], weights)
    return mean_interval(index, _mean(errors, weights), df=min(counts) - 1, bounds=(0.0, 100.0))


def _mean(values: Sequence[float | None], weights: Sequence[float]) -> float:
    """The weighted mean of figures that are all known."""
    return fsum(weight * (value or 0.0) for value, weight in zip(values, weights, strict=True)) / fsum(weights)


def _judged(found: HallmarkBeside) -> HallmarkBeside:
    """The hallmark with its difference, and whether that is a clear one."""
    if found.index is None or found.raters_index is None:
        return found
    difference = found.raters_index - found.index
    verdict = _verdict(found.raters_index, found.interval, difference=difference)
    return found.model_copy(update={"difference": difference, "verdict": verdict})


def _verdict(index: float, interval: Interval | None, *, difference: float) -> Verdict:
    """Whether the raters see clearly more or less: outside the employees' interval, and far enough from their index.

    As every comparison with a bound it is made on figures rounded to nine decimals.
    """
    if interval is None or abs(round(difference, 9)) < APART:
        return "unclear"
    low, high = (round(each, 9) for each in interval)
    if low <= round(index, 9) <= high:
        return "unclear"
    return "above" if difference > 0 else "below"


def _item(rated: ItemFigures, asked: ItemFigures) -> ItemBeside:
    known = rated.index is not None and asked.index is not None
    return ItemBeside(
        id=rated.id,
        index=asked.index,
        raters_index=rated.index,
        difference=(rated.index or 0.0) - (asked.index or 0.0) if known else None,
        hidden=_hidden(asked, "index"),
    )


def _hidden(part: Hallmark | ItemFigures, *names: str) -> dict[str, HiddenReason]:
    """Which of these figures the survey hides, and why; an index is hidden with its mean."""
    found: dict[str, HiddenReason] = {}
    for name in names:
        reasons = (part.hidden.get(each) for each in (name, *(("mean",) if name == "index" else ()), "*"))
        reason = next((each for each in reasons if each), None)
        if reason and getattr(part, name) is None:
            found[name] = reason
    return found
