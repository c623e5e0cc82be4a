"""Parts 1 to 3: how strong is it, which hallmarks carry it, are they consistent?"""

from __future__ import annotations

from dataclasses import replace

from mentorscan.instrument.model import OPT_OUTS, OptOutCode
from mentorscan.report import numbers
from mentorscan.report.charts import radar
from mentorscan.report.edition import Edition, index_of
from mentorscan.report.model import (
    Cell,
    Column,
    Figure,
    KeyFigure,
    Profile,
    ProfileTable,
    Row,
    Summary,
    Table,
    Tables,
    Term,
)
from mentorscan.report.parts.grounds import rests_on
from mentorscan.report.parts.profiles import axis, hallmark_row, index_columns
from mentorscan.report.pictures import Radar
from mentorscan.report.wording import sentences, standing, targets, two_views
from mentorscan.report.wording.headline import fullness, headline, unscored
from mentorscan.results import Hallmark
from mentorscan.results import Presence as PresenceCode

PRESENCES: tuple[PresenceCode, ...] = ("consistent", "present", "partial", "slight")


def summary(edition: Edition) -> Summary:
    """Part 1: the headline, what explains it, and the figures that it rests on."""
    words, overall = edition.words, edition.results.overall
    title = edition.subject_title or words.gettext("The whole")
    meaning = next((each.meaning for each in edition.levels if each.id == overall.level), None)
    told = overall.level and sentences.level(edition, overall) == edition.level_title(overall.level)
    held = sentences.level_held(edition)
    return Summary(
        id="summary",
        title=words.gettext("How strong is it, over all hallmarks?")
        if edition.subject
        else words.gettext("How strong is it as a whole?"),
        lead=(*sentences.explanation(edition), *_beside_survey(edition)),
        headline=headline(edition),
        level_held=held[:1].upper() + held[1:] if held else None,
        figures=_key_figures(edition),
        track=edition.track(title, part=overall, index=overall.index, interval=overall.interval),
        axis=axis(edition),
        level_meaning=Term(
            name=words.gettext(
                "What the level {level} means", level=edition.quoted(edition.level_title(overall.level))
            ),
            meaning=(edition.text(meaning),),
        )
        if overall.level and meaning and told
        else None,
    )


def _beside_survey(edition: Edition) -> tuple[str, ...]:
    """Whether the raters and the employees see the same, where a survey stands beside the raters' view."""
    survey = edition.results.survey
    return (two_views.finding(edition, survey),) if survey else ()


def profile(edition: Edition) -> Profile | None:
    """Part 2: the hallmarks on one axis; ``None`` where none has an index."""
    hallmarks, words = edition.results.hallmarks, edition.words
    if not edition.shows_hallmarks:
        return None
    return Profile(
        id="profile",
        title=words.gettext("Which hallmarks carry it, which are missing?"),
        finding=_range(edition),
        lead=tuple(
            sentence
            for sentence in (sentences.not_asked(edition), _range(edition), sentences.left_out(edition))
            if sentence
        ),
        table=ProfileTable(
            id="profile-table",
            caption=words.gettext("The hallmarks on the index from 0 to 100"),
            columns=(
                *index_columns(edition, first=words.gettext("Hallmark")),
                *((Column(title=words.gettext("Level"), field="level"),) if edition.recipe.level_words else ()),
                *((Column(title=words.gettext("Presence"), field="presence"),) if _shows_presence(edition) else ()),
            ),
            rows=tuple(
                hallmark_row(edition, each, anchor=f"hallmark-{place}" if "hallmarks" in edition.recipe.order else None)
                for place, each in enumerate(hallmarks, 1)
            ),
        ),
        axis=axis(edition),
        radar=_radar(edition),
        key_title=words.gettext("How to read the picture"),
        key=_key(edition),
        presences=tuple(
            sentences.presence(edition, code) for code in PRESENCES if code in {each.presence for each in hallmarks}
        ),
    )


def consistency(edition: Edition) -> Tables | None:
    """Part 3: the table of what makes a hallmark consistent, and what it misses; ``None`` where none has an index.

    And none for a small group, whose hallmarks are shown without presence and shares.
    """
    hallmarks, words = edition.results.hallmarks, edition.words
    if not edition.shows_hallmarks or not _shows_presence(edition):
        return None
    finding = sentences.dont_know_finding(edition)
    opt_outs = declared_opt_outs(edition, hallmarks)
    names = {"dont_know": words.gettext("Don't know"), "not_applicable": words.gettext("Not applicable")}
    columns = (
        Column(title=words.gettext("Hallmark")),
        Column(title=words.gettext("Index"), kind="number"),
        *((Column(title=words.gettext("Level")),) if edition.recipe.level_words else ()),
        Column(title=words.gettext("Presence")),
        Column(title=words.gettext("What is missing")),
        Column(title=words.gettext("Unfavourable"), kind="number"),
        *(Column(title=names[code], kind="number") for code in opt_outs),
    )
    table = Table(
        id="consistency-table",
        caption=words.gettext("Consistency of each hallmark"),
        layout="consistency",
        columns=columns,
        rows=tuple(_consistency_row(edition, each, opt_outs=opt_outs) for each in hallmarks),
        notes=(
            words.gettext(
                "Unfavourable: the mean of the statements' shares of unfavourable answers, among answers on the scale."
            ),
            *(
                (words.gettext("The shares of answers off the scale count all answers given; blanks are not answers."),)
                if opt_outs
                else ()
            ),
        ),
    )
    return Tables(
        id="consistency",
        title=words.gettext("Are they consistent?"),
        finding=fullness(edition),
        lead=(*_rule(edition), *((finding,) if finding else ())),
        tables=(table,),
    )


def declared_opt_outs(edition: Edition, hallmarks: tuple[Hallmark, ...]) -> tuple[OptOutCode, ...]:
    """The opt-outs that the scales of these hallmarks offer, ``dont_know`` first."""
    scales = [edition.scale(each.scale) for each in hallmarks]
    declared = {opt_out.code for scale in scales if scale for opt_out in scale.opt_outs}
    return tuple(code for code in OPT_OUTS if code in declared)


def _shows_presence(edition: Edition) -> bool:
    """Whether the presence of any hallmark is shown; always, but for a small group."""
    return edition.subject is None or any(each.presence for each in edition.results.hallmarks)


def share_cell(edition: Edition, share: float | None, *, missing: Figure) -> Cell:
    """A share as a cell, or what stands in its place."""
    if share is None:
        return Cell(text=missing.text, state=missing.state)
    return Cell(text=edition.words.share_or_trace(share), number=numbers.share(share))


def _key_figures(edition: Edition) -> tuple[KeyFigure, ...]:
    words, overall = edition.words, edition.results.overall
    level = sentences.level(edition, overall)
    interval = edition.interval_text(overall.interval)
    index = edition.index_figure(overall, overall.index)
    details = (
        words.gettext("of 100; 95% interval {interval}", interval=interval) if interval else None,
        sentences.level_held(edition) or (words.gettext("level {level}", level=level) if level else None),
    )
    figures = [
        KeyFigure(
            title=words.gettext("Index"),
            figure=index,
            number=edition.index_if_known(overall.index),
            detail=tuple(each for each in (details if index.state == "shown" else (index.reason,)) if each),
        )
    ]
    if edition.judged:
        met, of = edition.judged
        missing = unscored(edition)
        present = words.ngettext("hallmark consistently present", "hallmarks consistently present", of)
        if missing and edition.assessed:
            present = words.ngettext(
                "judged hallmark consistently present", "judged hallmarks consistently present", of
            )
        elif missing:
            present = words.ngettext(
                "scored hallmark consistently present", "scored hallmarks consistently present", of
            )
        figures.append(
            KeyFigure(
                title=words.gettext("Fullness"),
                figure=Figure(
                    text=words.gettext("{consistent} of {all}", consistent=words.count(met), all=words.count(of))
                ),
                detail=(present, *((missing,) if missing else ())),
            )
        )
        unchecked = standing.unchecked(edition)
        if unchecked:
            figures[-1] = replace(figures[-1], detail=(*figures[-1].detail, unchecked))
    if overall.sustainability is not None:
        back = words.gettext("held back most by {title}", title=edition.named(edition.weakest))
        figures.append(
            KeyFigure(
                title=words.gettext("Sustainability"),
                figure=Figure(text=words.number(overall.sustainability), at=round(overall.sustainability, 2)),
                detail=(words.gettext("of 100"), *(() if edition.alike else (back,))),
                number=numbers.number(overall.sustainability, unit="index"),
            )
        )
    return tuple(figures)


def _range(edition: Edition) -> str | None:
    """Between which indices the hallmarks lie; ``None`` with fewer than two."""
    words, ranked = edition.words, edition.ranked
    if len(ranked) < 2:
        return None
    low, high = index_of(ranked[0]), index_of(ranked[-1])
    if low == high:
        return words.gettext("The hallmarks all have the same index: {index}.", index=edition.index_text(low))
    if edition.alike:
        return words.gettext("The hallmarks all lie at about {index}.", index=edition.index_text(low))
    return words.gettext(
        "The hallmarks lie between {low} ({lowest}) and {high} ({highest}).",
        low=edition.index_text(low),
        lowest=edition.named(edition.weakest),
        high=edition.index_text(high),
        highest=edition.named([each for each in ranked if index_of(each) == high]),
    )


def _radar(edition: Edition) -> Radar | None:
    """The radar, where it has at least three hallmarks and every one of them has an index."""
    hallmarks = edition.results.hallmarks
    positions = [(edition.text(each.title), each.index) for each in hallmarks if each.index is not None]
    if len(positions) < 3 or len(positions) < len(hallmarks):
        return None
    words = edition.words
    listed = ", ".join(f"{name} {edition.index_text(index)}" for name, index in positions)
    return radar(
        positions,
        rings=[*(each.from_index for each in edition.levels[1:]), 100.0],
        title=words.gettext("The profile as a radar"),
        alternative=words.gettext("Radar of the hallmarks' indices: {listed}.", listed=listed),
    )


def _key(edition: Edition) -> tuple[Term, ...]:
    words = edition.words
    whisker = Term(
        name=words.gettext("Whisker"),
        meaning=(words.gettext("the 95% interval: how exactly the answers fix the index"),),
    )
    bands = Term(
        name=words.gettext("Tinted bands"),
        meaning=(
            words.gettext(
                "the levels, from {names}", names=" · ".join(edition.text(each.title) for each in edition.levels)
            ),
        ),
    )
    whole = Term(
        name=words.gettext("Hollow mark"),
        meaning=(words.gettext("the index of the whole organisation"),),
    )
    target = Term(
        name=words.gettext("Hollow mark"),
        meaning=(words.gettext("the target: the index from which the hallmark has the level that it shall reach"),),
    )
    aimed = any(targets.missing(edition, each) is not None for each in edition.results.hallmarks)
    return (
        Term(name=words.gettext("Bar"), meaning=(words.gettext("the index: how strong the hallmark is on average"),)),
        *(() if edition.assessed or not any(each.interval for each in edition.results.hallmarks) else (whisker,)),
        *((whole,) if edition.subject and edition.subject.whole.overall.index is not None else ()),
        *((target,) if aimed else ()),
        *((bands,) if edition.recipe.level_words else ()),
    )


def _rule(edition: Edition) -> tuple[str, ...]:
    words, rule = edition.words, edition.results.rules.consistent
    unchecked = standing.unchecked(edition)
    if edition.without_reach or unchecked:
        two = words.gettext(
            "A hallmark is consistently present when two things hold together: its index is at least {index}; and at "
            "most {unfavourable} of the answers are unfavourable.",
            index=words.number(rule.index),
            unfavourable=words.share(rule.unfavourable),
        )
        third = words.gettext(
            "It should also leave no part of the organisation out, but that was {unchecked}.",
            unchecked=unchecked or "",
        )
        return (two, third) if unchecked else (two,)
    three = words.gettext(
        "A hallmark is consistently present when three things hold together: its index is at least {index}; at most "
        "{unfavourable} of the answers are unfavourable; and at least {reach} of the people work in groups whose own "
        "index reaches {group_index}.",
        index=words.number(rule.index),
        unfavourable=words.share(rule.unfavourable),
        reach=words.share(rule.reach),
        group_index=words.number(rule.group_index),
    )
    return (three,)


def _consistency_row(edition: Edition, hallmark: Hallmark, *, opt_outs: tuple[OptOutCode, ...]) -> Row:
    words = edition.words
    index, level = edition.index_figure(hallmark, hallmark.index), sentences.level(edition, hallmark)
    presence = sentences.presence(edition, hallmark.presence) if hallmark.presence else None
    absent = edition.missing(hallmark, "presence", "mean")
    failed = sentences.failed_conditions(edition, hallmark)
    unchecked = standing.unchecked(edition, hallmark) if hallmark.presence in {"consistent", "present"} else None
    target = targets.target(edition, hallmark)
    beside = (target,) if target and not edition.recipe.level_words else ()
    below = (*(", ".join(each) for each in (rests_on(edition, hallmark),) if each), *beside)
    missing = words.gettext("nothing") if hallmark.presence == "consistent" else absent.text
    if index.state != "shown":
        missing = index.reason or missing
    return Row(
        cells=(
            Cell(text=edition.text(hallmark.title), detail="; ".join(below) or None),
            Cell(text=index.text, state=index.state, number=edition.index_if_known(hallmark.index)),
            *(
                (Cell(text=level or index.text, detail=target, state=index.state),)
                if edition.recipe.level_words
                else ()
            ),
            Cell(text=presence.word, presence=presence) if presence else Cell(text=absent.text, state=absent.state),
            Cell(text=missing, lines=(*(failed or (missing,)), unchecked) if unchecked else failed),
            share_cell(edition, hallmark.unfavourable, missing=edition.missing(hallmark, "unfavourable")),
            *(
                share_cell(edition, sentences.opt_out_share(hallmark, code), missing=edition.missing(hallmark, code))
                for code in opt_outs
            ),
        )
    )
