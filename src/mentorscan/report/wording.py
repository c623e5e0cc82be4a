"""Sentences from figures. Every sentence of the report that depends on what was found is made here.

Titles come from the instrument and may be anything, so they stand where no article, plural or gender has to agree with
them. A sentence that has nothing to say is left out (``None`` or no entry), never replaced by filler.
"""

from __future__ import annotations

from mentorscan.instrument.model import OptOutCode
from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Presence
from mentorscan.results import Condition, Figures, Hallmark, Interval, ItemFigures, Overall
from mentorscan.results import Presence as PresenceCode

_NOTICEABLE = 0.05
_CLOSE = 5.0


def headline(edition: Edition) -> str:
    """The report in one or two short sentences: how many hallmarks are consistently present, and the weakest."""
    return " ".join(sentence for sentence in (_fullness(edition), _weakest(edition)) if sentence)


def explanation(edition: Edition) -> tuple[str, ...]:
    """What stands behind the headline: index and level, why it is capped, the lowest statement, what is missing."""
    if edition.results.overall.index is None:
        return _without_index(edition)
    sentences = (_index_and_level(edition), _cap(edition), _lowest_statement(edition), left_out(edition))
    return tuple(sentence for sentence in sentences if sentence)


def level(edition: Edition, figures: Figures | Overall) -> str | None:
    """The level in words; ``between`` two where the interval straddles a bound (a cap on the level holds for both)."""
    if figures.level is None:
        return None
    lower, upper = _levels(edition, figures)
    if lower == upper:
        return edition.level_title(figures.level)
    return edition.words.gettext("between {lower} and {upper}", lower=lower, upper=upper)


def presence(edition: Edition, code: PresenceCode) -> Presence:
    """How far a hallmark is there: word, mark and meaning."""
    words, rules = edition.words, edition.results.rules.consistent
    index = words.number(rules.index)
    second = words.number(edition.levels[min(1, len(edition.levels) - 1)].from_index)
    known = {
        "consistent": (
            "●",
            words.pgettext("presence", "consistent"),
            words.gettext("strong on average, hardly anyone without it, and no part of the organisation left out"),
        ),
        "present": (
            "◕",
            words.pgettext("presence", "present"),
            words.gettext("index of at least {index}, but not everywhere or not for everyone", index=index),
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
    return tuple(_condition(edition, each) for each in figures.presence_conditions if each.met is not True)


def strongest_and_weakest(edition: Edition, hallmark: Hallmark) -> tuple[str, ...]:
    """The statements with the highest and the lowest index, where a hallmark has two that differ."""
    items = [each for each in hallmark.items if each.index is not None]
    if len(items) < 2:
        return ()
    low, high = min(items, key=_index), max(items, key=_index)
    if _index(low) == _index(high):
        return ()
    words = edition.words
    return (
        words.gettext(
            "Strongest statement: {text} (index {index}).",
            text=edition.quoted(edition.text(high.text)),
            index=words.number(_index(high)),
        ),
        words.gettext(
            "Weakest statement: {text} (index {index}).",
            text=edition.quoted(edition.text(low.text)),
            index=words.number(_index(low)),
        ),
    )


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
    share, hallmark = max(known, key=lambda pair: pair[0])
    if share < _NOTICEABLE:
        return None
    return edition.words.gettext(
        "“Don't know” is most frequent for {title}: {share} of the answers. "
        "Where people do not know, they do not see it, or nobody talks about it.",
        title=edition.text(hallmark.title),
        share=edition.words.share(share),
    )


def practices(edition: Edition) -> str | None:
    """Which practice lags behind, or that they lie close together; ``None`` with fewer than two."""
    known = [
        (round(each.index, 9), edition.text(each.title)) for each in edition.results.practices if each.index is not None
    ]
    if len(known) < 2:
        return None
    words = edition.words
    (low, lowest), (high, highest) = min(known), max(known)
    if high - low < _CLOSE:
        return words.gettext(
            "The practices lie close together: between {low} and {high} on the index.",
            low=words.number(low),
            high=words.number(high),
        )
    return words.gettext(
        "The practice that lags: {lowest} (index {low}). The strongest: {highest} (index {high}).",
        lowest=lowest,
        low=words.number(low),
        highest=highest,
        high=words.number(high),
    )


def holds_back(edition: Edition) -> str | None:
    """Which hallmark holds sustainability back; ``None`` with fewer than two, or without the figure."""
    ranked = edition.ranked
    if edition.results.overall.sustainability is None or len(ranked) < 2 or ranked[0].index == ranked[-1].index:
        return None
    return edition.words.gettext(
        "What holds sustainability back most: {title} (index {index}).",
        title=edition.text(ranked[0].title),
        index=edition.index_text(ranked[0].index or 0.0),
    )


def left_out(edition: Edition) -> str | None:
    """Which hallmarks the figures of the whole are made without."""
    missing = [
        edition.text(each.title) for each in edition.results.hallmarks if each.id not in edition.results.overall.of
    ]
    if not missing or not edition.results.overall.of:
        return None
    return edition.words.gettext(
        "Left out of the figures for the whole, because hidden or without a figure: {titles}.",
        titles=", ".join(missing),
    )


def _fullness(edition: Edition) -> str | None:
    words, fullness = edition.words, edition.results.overall.fullness
    if fullness is None or fullness.consistent is None or fullness.of == 0:
        return _without_fullness(edition)
    met, of = fullness.consistent, fullness.of
    if of == 1 and len(edition.results.hallmarks) == 1:
        title = edition.text(edition.results.hallmarks[0].title)
        if met:
            return words.gettext(
                "{title}, the one hallmark of this questionnaire, is consistently present.", title=title
            )
        return words.gettext(
            "{title}, the one hallmark of this questionnaire, is not consistently present yet.", title=title
        )
    spelled = words.spelled(of)
    if met == 0:
        sentence = words.ngettext(
            "The one hallmark with a figure is not consistently present yet.",
            "None of the {all} hallmarks is consistently present yet.",
            of,
            all=spelled,
        )
    elif met == of:
        sentence = words.ngettext(
            "The one hallmark with a figure is consistently present.",
            "All {all} hallmarks are consistently present.",
            of,
            all=spelled,
        )
    else:
        sentence = words.ngettext(
            "One of {all} hallmarks is consistently present.",
            "{spelled} of {all} hallmarks are consistently present.",
            met,
            all=spelled,
            spelled=words.spelled(met),
        )
    return sentence[:1].upper() + sentence[1:]


def _without_fullness(edition: Edition) -> str:
    words = edition.words
    if edition.results.overall.index is not None:
        return words.gettext(
            "The index is {index} of 100. How many hallmarks are consistently present may not be shown.",
            index=edition.index_text(edition.results.overall.index),
        )
    if hidden_reason(edition.results.overall, "index") or any(each.hidden for each in edition.results.hallmarks):
        return words.gettext("Nothing may be shown: too few people answered to protect each one of them.")
    return words.gettext("There are too few answers for any figure.")


def _weakest(edition: Edition) -> str | None:
    ranked = edition.ranked
    if len(ranked) < 2 or ranked[0].index == ranked[-1].index:
        return None
    words, overall = edition.words, edition.results.overall
    title, index = edition.text(ranked[0].title), edition.index_text(ranked[0].index or 0.0)
    if overall.fullness and overall.fullness.consistent == overall.fullness.of:
        return words.gettext("Even the lowest of them, {title}, reaches {index} of 100.", title=title, index=index)
    return words.gettext("The weakest is {title}, at {index} of 100.", title=title, index=index)


def _without_index(edition: Edition) -> tuple[str, ...]:
    words = edition.words
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
    ranked = edition.ranked
    items = [each for each in ranked[0].items if each.index is not None] if ranked else []
    if not items:
        return None
    lowest, words = min(items, key=_index), edition.words
    text, title = edition.quoted(edition.text(lowest.text)), edition.text(ranked[0].title)
    if lowest.favourable is None:
        return words.gettext(
            "The lowest statement of {title}: {text} (index {index}).",
            title=title,
            text=text,
            index=words.number(_index(lowest)),
        )
    return words.gettext(
        "The lowest statement of {title}: {text} (favourable answers: {share}).",
        title=title,
        text=text,
        share=words.share_or_trace(lowest.favourable),
    )


def _levels(edition: Edition, figures: Figures | Overall) -> tuple[str, str]:
    """The levels at both ends of the interval, none above the one that the whole is capped at."""
    level_id = figures.level or ""
    interval: Interval | None = figures.interval
    capped = isinstance(figures, Overall) and figures.level_reason is not None
    here, top = edition.position_of(level_id), edition.position_of(level_id if capped else None)
    ends = [min(edition.position_at(each), top) for each in interval] if interval else [here, here]
    low, high = min(ends[0], here), max(ends[1], here)
    return edition.level_title(edition.levels[low].id), edition.level_title(edition.levels[high].id)


def _condition(edition: Edition, condition: Condition) -> str:
    words = edition.words
    if condition.value is None or condition.met is None:
        unjudged = {
            "index": words.gettext("the index could not be judged"),
            "unfavourable": words.gettext("the unfavourable share could not be judged"),
            "reach": words.gettext("whether every part of the organisation is reached could not be judged"),
        }
        return unjudged[condition.condition]
    value, bound = words.beside(condition.value, condition.bound, as_share=condition.condition != "index")
    if condition.condition == "index":
        return words.gettext("index {value} (at least {bound})", value=value, bound=bound)
    if condition.condition == "unfavourable":
        return words.gettext("unfavourable answers {value} (at most {bound})", value=value, bound=bound)
    return words.gettext(
        "people in groups that reach {group_index}: {value} (at least {bound})",
        group_index=words.number(edition.results.rules.consistent.group_index),
        value=value,
        bound=bound,
    )


def _index(item: ItemFigures) -> float:
    return round(item.index or 0.0, 9)
