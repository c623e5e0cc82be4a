"""Sentences from figures. Every sentence of the report that depends on what was found is made here.

Titles come from the instrument and may be anything, so they stand where no article, plural or gender has to agree with
them. A sentence that has nothing to say is left out (``None`` or no entry), never replaced by filler.
"""

from __future__ import annotations

from mentorscan.instrument.model import OptOutCode
from mentorscan.report.edition import Edition, hidden_reason, index_of
from mentorscan.report.model import Presence
from mentorscan.report.wording import standing, targets
from mentorscan.results import Condition, Figures, Hallmark, Interval, ItemFigures, Overall
from mentorscan.results import Presence as PresenceCode

_NOTICEABLE = 0.05


def explanation(edition: Edition) -> tuple[str, ...]:
    """What stands behind the headline: index and level, why it is capped, the lowest statement, what is missing."""
    if edition.results.overall.index is None:
        return _without_index(edition)
    sentences = (
        _judges(edition),
        not_asked(edition),
        _index_and_level(edition),
        _cap(edition),
        *standing.apart(edition, edition.results.segments),
        _lowest_statement(edition),
        targets.below(edition),
        left_out(edition),
    )
    return tuple(sentence for sentence in sentences if sentence)


def level(edition: Edition, figures: Figures | Overall) -> str | None:
    """The level in words; ``between`` two where the interval straddles a bound, and over several from one to another.

    A cap on the level holds for both ends.
    """
    if figures.level is None and not _spans_levels(edition, figures):
        return None
    low, high = _levels(edition, figures)
    if low == high:
        return edition.text(edition.levels[low].title)
    lower, upper = (edition.text(edition.levels[place].title) for place in (low, high))
    if high - low > 1:
        return edition.words.gettext("anywhere from {lower} to {upper}", lower=lower, upper=upper)
    return edition.words.gettext("between {lower} and {upper}", lower=lower, upper=upper)


def _spans_levels(edition: Edition, figures: Figures | Overall) -> bool:
    """Whether a hallmark of a group has no level because its interval reaches over more than one."""
    return (
        edition.subject is not None
        and edition.recipe.level_words
        and isinstance(figures, Figures)
        and figures.index is not None
        and figures.interval is not None
    )


def level_held(edition: Edition) -> str | None:
    """The level of the whole, and that it is held down by the weakest hallmark; ``None`` where it is not."""
    overall = edition.results.overall
    name = level(edition, overall)
    if name is None or overall.level_reason is None:
        return None
    return edition.words.gettext(
        "level {level}, held one level above the weakest: {title}",
        level=name,
        title=edition.title(overall.level_reason.hallmark),
    )


def presence(edition: Edition, code: PresenceCode) -> Presence:
    """How far a hallmark is there: word, mark and meaning."""
    words, rules = edition.words, edition.results.rules.consistent
    index = words.number(rules.index)
    consistent = words.gettext("strong on average, hardly anyone without it, and no part of the organisation left out")
    present = words.gettext("index of at least {index}, but not everywhere or not for everyone", index=index)
    unchecked = standing.unchecked(edition)
    if unchecked:
        consistent = words.gettext("strong on average, and hardly anyone without it; {unchecked}", unchecked=unchecked)
        present = words.gettext("index of at least {index}, but with too many unfavourable answers", index=index)
    if edition.without_reach:
        consistent = words.gettext("strong on average, with hardly an unfavourable answer")
        present = words.gettext("index of at least {index}, but with too many unfavourable answers", index=index)
    second = words.number(edition.levels[min(1, len(edition.levels) - 1)].from_index)
    known = {
        "consistent": (
            "●",
            words.pgettext("presence", "consistent"),
            consistent,
        ),
        "present": (
            "◕",
            words.pgettext("presence", "present"),
            present,
        ),
        "partial": (
            "◑",
            words.pgettext("presence", "partial"),
            words.gettext("index from {lower} to below {upper}", lower=second, upper=index),
        ),
        "slight": ("◔", words.pgettext("presence", "slight"), words.gettext("index below {bound}", bound=second)),
    }
    mark, word, meaning = known[code]
    return Presence(code=code, word=word, mark=mark, meaning=meaning)


def failed_conditions(edition: Edition, figures: Figures) -> tuple[str, ...]:
    """The conditions of ``consistent`` that a hallmark misses, or that could not be judged, as phrases."""
    failed = [each for each in figures.presence_conditions if each.met is not True]
    return tuple(_condition(edition, figures, each) for each in failed)


def strongest_and_weakest(edition: Edition, hallmark: Hallmark) -> tuple[str, ...]:
    """The statements with the highest and the lowest index, where a hallmark has two that differ; ties tell nothing."""
    items = [each for each in edition.items(hallmark) if each.index is not None]
    if len(items) < 2:
        return ()
    low, high = min(items, key=_index), max(items, key=_index)
    if edition.index_text(_index(low)) == edition.index_text(_index(high)):
        return ()
    words, ends = edition.words, [_index(each) for each in items]
    strongest = words.gettext(
        "Strongest statement: {text} (index {index}).",
        text=edition.quoted(edition.text(high.text)),
        index=edition.index_text(_index(high)),
    )
    weakest = words.gettext(
        "Weakest statement: {text} (index {index}).",
        text=edition.quoted(edition.text(low.text)),
        index=edition.index_text(_index(low)),
    )
    told = ((strongest, _index(high)), (weakest, _index(low)))
    return tuple(sentence for sentence, index in told if ends.count(index) == 1)


def opt_out_share(figures: Hallmark | ItemFigures, code: OptOutCode) -> float | None:
    """The share of an opt-out among all answers given, blanks apart; ``None`` where a count of them is not shown."""
    items = figures.items if isinstance(figures, Hallmark) else (figures,)
    if not items or any(each.answered is None or hidden_reason(each, code) for each in items):
        return None
    chosen = sum(getattr(each, code) or 0 for each in items)
    given = sum((each.answered or 0) + (each.dont_know or 0) + (each.not_applicable or 0) for each in items)
    return chosen / given if given else None


def dont_know_finding(edition: Edition) -> str | None:
    """Where people most often could not tell, if that happens often enough to mean something."""
    shares = [(opt_out_share(each, "dont_know"), each) for each in edition.results.hallmarks]
    known = [(share, each) for share, each in shares if share is not None]
    if not known:
        return None
    words, share = edition.words, max(share for share, _ in known)
    if share < _NOTICEABLE:
        return None
    most = [each for other, each in known if round(other, 9) == round(share, 9)]
    if len(most) == len(edition.results.hallmarks):
        told = words.ngettext(
            "“Don't know”: {share} of the answers.",
            "“Don't know” is equally frequent for all hallmarks: {share} of the answers.",
            len(most),
            share=words.share(share),
        )
    else:
        told = words.gettext(
            "“Don't know” is most frequent for {titles}: {share} of the answers.",
            titles=edition.named(most),
            share=words.share(share),
        )
    if edition.assessed:
        return f"{told} {words.gettext('Ask those who can show it.')}"
    follow_up = words.gettext("A question to follow up: can people not see it, or does nobody talk about it?")
    return f"{told} {follow_up}"


def holds_back(edition: Edition) -> str | None:
    """Which hallmark holds sustainability back; ``None`` with fewer than two, or without the figure."""
    if edition.results.overall.sustainability is None or edition.alike:
        return None
    return edition.words.gettext(
        "What holds sustainability back most: {title} (index {index}).",
        title=edition.named(edition.weakest),
        index=edition.index_text(index_of(edition.weakest[0])),
    )


def not_asked(edition: Edition) -> str | None:
    """On how many of the instrument's hallmarks the report rests, and which were not asked."""
    missing = edition.not_asked
    if not missing:
        return None
    words, asked = edition.words, len(edition.results.hallmarks)
    return words.ngettext(
        "This rests on one of the {all} hallmarks; {missing}.",
        "This rests on {asked} of the {all} hallmarks; {missing}.",
        asked,
        asked=words.count(asked),
        all=words.count(asked + len(missing)),
        missing=words.ngettext("not asked: {titles}", "not asked: {titles}", len(missing), titles=", ".join(missing)),
    )


def left_out(edition: Edition) -> str | None:
    """Which hallmarks the figures of the whole are made without, and why."""
    words, of = edition.words, edition.results.overall.of
    missing = [each for each in edition.results.hallmarks if each.id not in of]
    if not missing or not of:
        return None
    titles = ", ".join(edition.text(each.title) for each in missing)
    if edition.assessed:
        return words.ngettext(
            "Left out of the figures for the whole, because too few of its statements were answered on the scale: "
            "{titles}.",
            "Left out of the figures for the whole, because too few of their statements were answered on the scale: "
            "{titles}.",
            len(missing),
            titles=titles,
        )
    if edition.subject:
        return words.ngettext(
            "Left out of the figures over all hallmarks, because it is hidden or has no score: {titles}.",
            "Left out of the figures over all hallmarks, because they are hidden or have no score: {titles}.",
            len(missing),
            titles=titles,
        )
    if all(each in edition.unscored for each in missing):
        return words.ngettext(
            "Left out of the figures for the whole, because it has no score: {titles}.",
            "Left out of the figures for the whole, because they have no score: {titles}.",
            len(missing),
            titles=titles,
        )
    return words.ngettext(
        "Left out of the figures for the whole, because it is hidden: {titles}.",
        "Left out of the figures for the whole, because they are hidden or have no score: {titles}.",
        len(missing),
        titles=titles,
    )


def _without_index(edition: Edition) -> tuple[str, ...]:
    words = edition.words
    if not edition.results.hallmarks:
        return ()
    if hidden_reason(edition.results.overall, "index"):
        return (
            words.gettext(
                "Figures that rest on fewer than {minimum} people are hidden. Hidden does not mean zero, nor bad.",
                minimum=words.count(edition.results.rules.minimum_group),
            ),
        )
    return (words.gettext("No hallmark has enough answers on the scale to be scored."),)


def _index_and_level(edition: Edition) -> str:
    words, overall = edition.words, edition.results.overall
    index = edition.index_text(overall.index or 0.0)
    interval, name = edition.interval_text(overall.interval), level(edition, overall)
    if edition.subject:
        return _index_of_group(edition, index, interval=interval, level=name)
    if name is None:
        return words.gettext("The index of the whole is {index} on a scale from 0 to 100.", index=index)
    if interval is None:
        return words.gettext(
            "The index of the whole is {index} on a scale from 0 to 100: level {level}.", index=index, level=name
        )
    return words.gettext(
        "The index of the whole is {index} on a scale from 0 to 100 (95% interval {interval}): level {level}.",
        index=index,
        interval=interval,
        level=name,
    )


def _index_of_group(edition: Edition, index: str, *, interval: str | None, level: str | None) -> str:
    words = edition.words
    if interval and level:
        return words.gettext(
            "Over all hallmarks the index is {index} on a scale from 0 to 100 (95% interval {interval}): level "
            "{level}.",
            index=index,
            interval=interval,
            level=level,
        )
    if interval:
        return words.gettext(
            "Over all hallmarks the index is {index} on a scale from 0 to 100 (95% interval {interval}).",
            index=index,
            interval=interval,
        )
    if level:
        return words.gettext(
            "Over all hallmarks the index is {index} on a scale from 0 to 100: level {level}.", index=index, level=level
        )
    return words.gettext("Over all hallmarks the index is {index} on a scale from 0 to 100.", index=index)


def _judges(edition: Edition) -> str | None:
    """Whose judgement it is, where it is not a survey."""
    if not edition.assessed:
        return None
    return edition.words.ngettext(
        "This is what one rater judged, not a survey of the organisation.",
        "This is what {number} raters judged, not a survey of the organisation.",
        len(edition.results.source.raters),
    )


def _cap(edition: Edition) -> str | None:
    reason = edition.results.overall.level_reason
    if reason is None:
        return None
    return edition.words.gettext(
        "By the index alone the level would be {uncapped}; it is held one level above that of the weakest hallmark, "
        "{title}.",
        uncapped=edition.level_title(reason.uncapped),
        title=edition.title(reason.hallmark),
    )


def _lowest_statement(edition: Edition) -> str | None:
    """The lowest statement of the weakest hallmark; nothing where several share that place."""
    items = [(item, each) for each in edition.weakest for item in edition.items(each) if item.index is not None]
    if not items or (edition.alike and len(edition.ranked) > 1):
        return None
    (lowest, hallmark), words = min(items, key=lambda each: _index(each[0])), edition.words
    if sum(_index(item) == _index(lowest) for item, _ in items) > 1:
        return None
    text, title = edition.quoted(edition.text(lowest.text)), edition.text(hallmark.title)
    unknown = opt_out_share(lowest, "dont_know")
    if lowest.favourable is None or edition.assessed:
        return words.gettext(
            "The lowest statement of {title}: {text} (index {index}).",
            title=title,
            text=text,
            index=edition.index_text(_index(lowest)),
        )
    if unknown:
        return words.gettext(
            "The lowest statement of {title}: {text} (favourable: {share} of those who could say; “Don't know”: "
            "{unknown} of all who answered).",
            title=title,
            text=text,
            share=words.share_or_trace(lowest.favourable),
            unknown=words.share_or_trace(unknown),
        )
    return words.gettext(
        "The lowest statement of {title}: {text} (favourable answers: {share}).",
        title=title,
        text=text,
        share=words.share_or_trace(lowest.favourable),
    )


def _levels(edition: Edition, figures: Figures | Overall) -> tuple[int, int]:
    """The places of the levels at both ends of the interval, none above the one that the whole is capped at."""
    level_id = figures.level or edition.levels[edition.position_at(figures.index or 0.0)].id
    interval: Interval | None = edition.told(figures.interval)
    capped = isinstance(figures, Overall) and figures.level_reason is not None
    here, top = edition.position_of(level_id), edition.position_of(level_id if capped else None)
    ends = [min(edition.position_at(each), top) for each in interval] if interval else [here, here]
    return min(ends[0], here), max(ends[1], here)


def _condition(edition: Edition, figures: Figures, condition: Condition) -> str:
    words = edition.words
    if condition.value is None or condition.met is None:
        unjudged = {
            "index": words.gettext("the index could not be judged"),
            "unfavourable": words.gettext("the unfavourable share could not be judged"),
            "reach": words.gettext("whether every part of the organisation is reached could not be judged"),
        }
        return unjudged[condition.condition]
    if condition.condition == "reach":
        return standing.reach(edition, figures, condition)
    value, bound = words.beside(condition.value, condition.bound, as_share=condition.condition != "index")
    if condition.condition == "index":
        return words.gettext("index {value} (at least {bound})", value=edition.index_text(condition.value), bound=bound)
    return words.gettext("unfavourable answers {value} (at most {bound})", value=value, bound=bound)


def _index(item: ItemFigures) -> float:
    return round(item.index or 0.0, 9)
