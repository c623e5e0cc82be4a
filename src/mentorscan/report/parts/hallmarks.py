"""Part 5: what lies behind each hallmark? And the outcomes, in the same way, apart from the maturity figures."""

from __future__ import annotations

from dataclasses import replace

from mentorscan.instrument.model import OptOutCode
from mentorscan.report import numbers
from mentorscan.report.charts import DivergingFrame
from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Column, Hallmarks, HallmarkSection, ItemRow, ItemTable, Quotations, Term
from mentorscan.report.parts.grounds import judgement_alone, rests_on
from mentorscan.report.parts.overview import declared_opt_outs, share_cell
from mentorscan.report.parts.profiles import axis, simple_rows, simple_table
from mentorscan.report.parts.ratings import comments, ratings
from mentorscan.report.pictures import Piece, PieceKind
from mentorscan.report.plain import plain
from mentorscan.report.wording import sentences, standing, targets
from mentorscan.results import Hallmark, ItemFigures

_LISTED = 7
"""Up to how many points an answer scale is listed point by point."""


def hallmarks(edition: Edition) -> Hallmarks | None:
    """A section a hallmark; ``None`` where there is not one figure to show."""
    if not any(_has_something(edition, each) for each in edition.results.hallmarks):
        return None
    words = edition.words
    return Hallmarks(
        id="hallmarks",
        title=words.gettext("What lies behind each hallmark?"),
        lead=(
            words.gettext(
                "What each hallmark means, how its statements were answered, and where it is strong or weak. "
                "Percentages may add up to 99 or 101 because of rounding."
            )
            if not edition.assessed
            else words.gettext(
                "What each hallmark means, how its statements were rated, what was seen and noted, and where it is "
                "strong or weak."
            ),
            *(_scale(edition, edition.results.hallmarks[0]) if _shared_scale(edition) else ()),
            *_about_comments(edition),
            *_without_some(edition),
        ),
        picture=()
        if edition.assessed
        or not any(_shares(item) for each in edition.results.hallmarks for item in edition.items(each))
        else (
            words.gettext(
                "Each statement is a bar: unfavourable answers to the left, favourable ones to the right, those in the "
                "middle of the scale around the dotted line, and answers off the scale apart, in grey. The bars of one "
                "hallmark compare by their length; between hallmarks compare the numbers."
            ),
        ),
        sections=tuple(
            _section(edition, each, section_id=f"hallmark-{place}")
            for place, each in enumerate(edition.results.hallmarks, 1)
        ),
        axis=axis(edition),
    )


def outcomes(edition: Edition) -> Hallmarks | None:
    """What it is all for; ``None`` where none were asked, or none may be shown."""
    if not any(_has_something(edition, each) for each in edition.results.outcomes):
        return None
    words = edition.words
    return Hallmarks(
        id="outcomes",
        title=words.gettext("What comes of it?"),
        lead=(
            words.gettext(
                "These statements are about results. They are shown apart and count in no hallmark, index or level."
            ),
        ),
        sections=tuple(
            _section(edition, each, section_id=f"outcome-{place}")
            for place, each in enumerate(edition.results.outcomes, 1)
        ),
        axis=axis(edition),
    )


def _has_something(edition: Edition, hallmark: Hallmark) -> bool:
    """Whether a hallmark has an index, or an item that is shown or that a rater said something about, or comments."""
    shown = any(item.index is not None or item.ratings for item in hallmark.items)
    return hallmark.index is not None or shown or bool(hallmark.comments) or bool(edition.comments.get(hallmark.id))


def _about_comments(edition: Edition) -> tuple[str, ...]:
    """What the comments are and are not, where any are printed."""
    if not any(edition.comments.values()):
        return ()
    return (
        edition.words.gettext(
            "A person has read and released each comment that is printed here; some may have been shortened to protect "
            "those who wrote them. They stand in alphabetical order, and show what some think, not how many think so."
        ),
    )


def _without_some(edition: Edition) -> tuple[str, ...]:
    """That some statements are not shown, because the recipe leaves them out."""
    every = [item for each in edition.results.hallmarks for item in each.items]
    missing = sum(each.id in edition.recipe.without_items for each in every)
    if not missing:
        return ()
    return (
        edition.words.ngettext(
            "One statement is not shown, as was asked for this report; it counts in every figure.",
            "{number} statements are not shown, as was asked for this report; they count in every figure.",
            missing,
        ),
    )


def _released(edition: Edition, hallmark: Hallmark) -> Quotations | None:
    """The comments on a hallmark that were released."""
    texts = tuple(map(plain, edition.comments.get(hallmark.id, ())))
    return Quotations(title=edition.words.gettext("Comments"), texts=texts) if texts else None


def _frame(edition: Edition, hallmark: Hallmark) -> DivergingFrame:
    """One frame for the bars of a hallmark, so that they compare, and are as wide as they can be."""
    shares = [each for each in map(_shares, edition.items(hallmark)) if each]
    opt_outs = [share for share in map(_opt_outs, edition.items(hallmark)) if share]
    return DivergingFrame(shares, opt_outs=opt_outs if declared_opt_outs(edition, (hallmark,)) else ())


def _section(edition: Edition, hallmark: Hallmark, *, section_id: str) -> HallmarkSection:
    words, title = edition.words, edition.text(hallmark.title)
    failed = sentences.failed_conditions(edition, hallmark) if hallmark.presence else ()
    missed = words.gettext("What keeps it from being consistent: {conditions}.", conditions="; ".join(failed))
    facets = simple_rows(edition, hallmark.facets)
    ends, alone = sentences.strongest_and_weakest(edition, hallmark), judgement_alone(edition, hallmark)
    findings = (ends[-1], alone) if len(ends) > 1 else ()
    return HallmarkSection(
        id=section_id,
        title=title,
        definition=edition.text(hallmark.definition) if hallmark.definition else None,
        facts=_facts(edition, hallmark),
        sentences=tuple(each for each in (missed if failed else None, *ends, alone) if each),
        finding=" ".join(each for each in findings if each) or None,
        items=_items(edition, hallmark, table_id=f"{section_id}-items")
        if edition.items(hallmark) and not edition.assessed
        else None,
        ratings=ratings(edition, hallmark, table_id=f"{section_id}-items") if edition.assessed else None,
        comments=comments(edition, hallmark),
        released=_released(edition, hallmark),
        interpretation=edition.recipe.on_questionnaire(hallmark.id),
        facets=simple_table(
            edition,
            facets,
            table_id=f"{section_id}-facets",
            caption=words.gettext("{title}: its facets", title=title),
            first=words.gettext("Facet"),
        )
        if facets
        else None,
    )


def _facts(edition: Edition, hallmark: Hallmark) -> tuple[Term, ...]:
    words = edition.words
    index, interval = edition.index_figure(hallmark, hallmark.index), edition.interval_text(hallmark.interval)
    spread = words.gettext("95% interval {interval}", interval=interval) if interval else None
    facts = [
        Term(name=words.gettext("Index"), meaning=tuple(each for each in (index.text, spread or index.reason) if each))
    ]
    level = sentences.level(edition, hallmark)
    if level:
        facts.append(Term(name=words.gettext("Level"), meaning=(level,)))
    goal = targets.level(edition, hallmark)
    if goal:
        facts.append(Term(name=words.gettext("Target"), meaning=(goal, targets.distance(edition, hallmark))))
    if hallmark.presence:
        word = sentences.presence(edition, hallmark.presence).word
        unchecked = standing.unchecked(edition, hallmark) if hallmark.presence in {"consistent", "present"} else None
        facts.append(Term(name=words.gettext("Presence"), meaning=(word, unchecked) if unchecked else (word,)))
    if hallmark.respondents is not None and not edition.alone:
        people = words.gettext("Raters") if edition.assessed else words.gettext("People")
        facts.append(Term(name=people, meaning=(words.count(hallmark.respondents),)))
    if edition.assessed:
        facts.append(Term(name=words.gettext("Rests on"), meaning=(", ".join(rests_on(edition, hallmark)),)))
    return tuple(facts)


def _items(edition: Edition, hallmark: Hallmark, *, table_id: str) -> ItemTable:
    words, frame = edition.words, _frame(edition, hallmark)
    opt_outs = declared_opt_outs(edition, (hallmark,))
    names = {"dont_know": words.gettext("Don't know"), "not_applicable": words.gettext("Not applicable")}
    reverse = any(each.reverse for each in edition.items(hallmark))
    rows = tuple(_item(edition, each, opt_outs=opt_outs, frame=frame) for each in edition.items(hallmark))
    drawn = {piece.kind for row in rows for piece in row.pieces}
    kinds: tuple[tuple[PieceKind, str], ...] = (
        ("unfavourable", words.gettext("Unfavourable")),
        ("neutral", words.gettext("Neutral")),
        ("favourable", words.gettext("Favourable")),
        ("optout", " / ".join(names[code] for code in opt_outs)),
    )
    return ItemTable(
        id=table_id,
        caption=words.gettext("{title}: its statements", title=edition.text(hallmark.title)),
        columns=(
            Column(title=words.gettext("Statement")),
            Column(title=words.gettext("Answers"), kind="picture"),
            Column(title=words.gettext("Unfavourable"), kind="number"),
            Column(title=words.gettext("Neutral"), kind="number"),
            Column(title=words.gettext("Favourable"), kind="number"),
            *(Column(title=names[code], kind="number") for code in opt_outs),
            Column(title=words.gettext("Answered"), kind="number"),
        ),
        rows=rows,
        legend=tuple((kind, name) for kind, name in kinds if kind in drawn),
        middle=frame.middle,
        optouts_from=frame.optouts_from if opt_outs else None,
        notes=(
            *(() if _shared_scale(edition) and hallmark.role == "hallmark" else _scale(edition, hallmark)),
            *((words.gettext("Statements marked (R) were turned round before scoring."),) if reverse else ()),
        ),
    )


def _shared_scale(edition: Edition) -> bool:
    """Whether all hallmarks are answered on one scale, so that it need not be told with each."""
    return len({each.scale for each in edition.results.hallmarks}) == 1


def _scale(edition: Edition, hallmark: Hallmark) -> tuple[str, ...]:
    """The answer scale in one sentence: its points (only the ends of a long one), and what counts as favourable."""
    words, scale = edition.words, edition.scale(hallmark.scale)
    if scale is None:
        return ()
    named = [(words.number(each.value), edition.text(each.label)) for each in scale.points]
    points = [value if value == label else f"{value} = {label}" for value, label in named]
    listed = points if len(points) <= _LISTED else [points[0], "…", points[-1]]
    told = words.gettext(
        "Answer scale: {points}. Favourable: {favourable} or more; unfavourable: {unfavourable} or less.",
        points=", ".join(listed),
        favourable=words.number(scale.favourable_from),
        unfavourable=words.number(scale.unfavourable_to),
    )
    return (told,)


def _item(edition: Edition, item: ItemFigures, *, opt_outs: tuple[OptOutCode, ...], frame: DivergingFrame) -> ItemRow:
    words = edition.words
    text = edition.text(item.text) + (words.pgettext("reversed", " (R)") if item.reverse else "")
    shares = _shares(item)
    missing = edition.missing(item, "favourable", "mean", "answered")
    unfavourable, neutral, favourable = (
        share_cell(edition, each, missing=missing) for each in (item.unfavourable, item.neutral, item.favourable)
    )
    answered = (
        Cell(text=missing.text, state=missing.state)
        if item.answered is None
        else Cell(text=words.count(item.answered), number=numbers.count(item.answered))
    )
    pieces: tuple[Piece, ...] = ()
    if shares:
        apart = _opt_outs(item)
        labels = (words.share(shares[0]), words.share(shares[1]), words.share(shares[2]))
        pieces = frame.pieces(shares, labels, opt_out=None if apart is None else (apart, words.share(apart)))
        alternative = words.gettext(
            "Unfavourable {unfavourable}, neutral {neutral}, favourable {favourable}",
            unfavourable=unfavourable.text,
            neutral=neutral.text,
            favourable=favourable.text,
        )
    else:
        alternative = (
            f"{missing.text}: {missing.reason}" if missing.state == "hidden" else missing.reason or missing.text
        )
    return ItemRow(
        text=text,
        pieces=pieces,
        alternative=alternative,
        cells=(
            unfavourable,
            neutral,
            replace(favourable, hint=_favourable_interval(edition, item)),
            *(share_cell(edition, sentences.opt_out_share(item, code), missing=missing) for code in opt_outs),
            answered,
        ),
        state="shown" if shares else missing.state,
        index=edition.index_if_known(item.index),
    )


def _shares(item: ItemFigures) -> tuple[float, float, float] | None:
    if item.unfavourable is None or item.neutral is None or item.favourable is None:
        return None
    return item.unfavourable, item.neutral, item.favourable


def _favourable_interval(edition: Edition, item: ItemFigures) -> str | None:
    """The interval of the favourable share, to be told on demand."""
    if item.favourable_interval is None:
        return None
    low, high = (edition.words.share(each) for each in item.favourable_interval)
    spread = edition.words.pgettext("interval", "{low} to {high}", low=low, high=high)
    return edition.words.gettext("95% interval {interval}", interval=spread)


def _opt_outs(item: ItemFigures) -> float | None:
    """Both opt-outs together, as a share of the answers given."""
    shares = sentences.opt_out_share(item, "dont_know"), sentences.opt_out_share(item, "not_applicable")
    return None if shares[0] is None or shares[1] is None else shares[0] + shares[1]
