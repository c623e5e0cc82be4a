"""Which slides a report makes: for each of its parts the one or two that a board should see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from mentorscan.report.model import (
    Beside,
    Chapters,
    Hallmarks,
    HallmarkSection,
    ItemTable,
    KeyFigure,
    Part,
    Practices,
    Priorities,
    Profile,
    ProfileRow,
    Reinforcement,
    Report,
    Summary,
    Tables,
)
from mentorscan.report.prose import Block
from mentorscan.report.renderers.deck.charts import Bar, Stack, bars, stacks
from mentorscan.report.renderers.deck.grids import marks, show
from mentorscan.report.renderers.deck.pages import Deck, Page
from mentorscan.report.renderers.deck.type import EMU, Paragraph, fitted, named, paragraphs, said

_SIZES: Final = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)
_GAP: Final = 137_160
_LOWEST: Final = 2
"""Of how many hallmarks, the lowest, the statements are shown."""

_RELIABILITY: Final = "trust-reliability"
_WORDS: Final = 4
"""The table that stands beside what is said of trust, and how many of its columns."""

_RATERS: Final = "differences"
"""The part whose tables each have a slide."""

_ENOUGH: Final = 4
"""From how many hallmarks on more than one of them is shown."""


def cover(deck: Deck, report: Report) -> None:
    """The first slide: title, whose results these are, and the logo; what matters most first, in case room is short."""
    wanted = report.cover
    page = deck.cover(wanted.title if wanted else report.title)
    secret = [said(report.confidentiality, strong=True, gap=0.5)] if report.confidentiality else []
    if wanted:
        known = {each for fact in wanted.facts for each in fact.meaning}
        first = [said(wanted.subtitle, scale=1.15)] if wanted.subtitle else []
        context = [said(each, tone="quiet", gap=0.2) for each in report.context if each not in known]
        facts = [named(each.name, ", ".join(each.meaning), gap=0.35) for each in wanted.facts]
        told = [*first, *secret, *context, *facts, *(said(each, gap=0.35) for each in wanted.lines)]
    else:
        told = [*(said(each, tone="quiet", gap=0.2) for each in report.context), *secret]
        told.append(said(report.generator, tone="quiet", scale=0.7, gap=0.9))
    page.say(told, sizes=(20, 18, 16, 14, 12, 10))
    if report.design.logo:
        page.logo(report.design.logo.data, told=report.design.logo.alternative)
    page.finish()


def slides(deck: Deck, report: Report, part: Part) -> None:
    """The slides of one part."""
    _PARTS[type(part)](deck, report, part)


def sign_off(deck: Deck, report: Report) -> None:
    """The last slide: who stands by the report."""
    wanted = report.sign_off
    if wanted is None:
        return
    page = deck.page(wanted.title, of_text=True)
    lines = [said(each, gap=1.2 if place == 0 else 0.2) for place, each in enumerate(wanted.lines)]
    page.say((*paragraphs(wanted.text), *lines), box=page.room, sizes=_SIZES)
    page.finish()


def _summary(deck: Deck, report: Report, part: Summary) -> None:
    page = _page(deck, part, finding=part.headline)
    _read(page, report, part)
    page.tell(*part.lead, part.track.alternative, part.level_held)
    page.tell(*(" ".join(each.meaning) for each in (part.level_meaning,) if each), *report.basis, *report.protection)
    if part.figures:
        high = min(round(page.room.height * 0.46), 1_920_240)
        wide = (page.room.width - _GAP * 2) // 3
        box = replace(page.room, width=wide, height=high)
        figures = [_key_figure(each) for each in part.figures[:3]]
        sizes = (48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0)
        size = min(fitted(each, width=page.wide(box), room=high / EMU, sizes=sizes)[0] for each in figures)
        for place, (each, figure) in enumerate(zip(part.figures, figures, strict=False)):
            own = replace(box, left=page.room.left + place * (wide + _GAP))
            page.say(figure, box=own, place=None, sizes=(size,), name=each.title)
        page.room = page.room.below(high + _GAP)
    page.say((said(each, sign="•", gap=0.35) for each in part.lead), box=page.room, sizes=_SIZES)
    _finish(page, report, part)


def _profile(deck: Deck, report: Report, part: Profile) -> None:
    page = _page(deck, part)
    _read(page, report, part)
    whiskers = any(each.track.low is not None for each in part.table.rows)
    key = [" ".join((f"{each.name}:", *each.meaning)) for each in part.key[: 2 if whiskers else 1]]
    page.small_print((" · ".join(f"{each.mark} {each.word}" for each in part.presences), ". ".join(key)))
    page.tell(*part.lead, *(f"{each.mark} {each.word}: {each.meaning}" for each in part.presences))
    strong = {"consistent"} & {each.presence.code for each in part.table.rows if each.presence}
    rows = [
        _bar(each, strong=not strong or bool(each.presence and each.presence.code in strong))
        for each in part.table.rows
    ]
    _bars(page, part.table.rows, rows, name=part.table.caption, series=_index_title(part.table.columns))
    _finish(page, report, part)


def _beside(deck: Deck, report: Report, part: Beside) -> None:
    """The table with the figures of both views; a chart of PowerPoint has no place for the mark beside a bar."""
    page = _page(deck, part)
    _read(page, report, part)
    page.tell(*part.lead)
    if part.tables:
        further = (report.labels.shortened,) if len(part.tables) > 1 else ()
        page.small_print((*further, *part.lead[2:]))
        show(page, part.tables[0], again=part.title, shortened_note=report.labels.shortened)
    else:
        page.say((said(each) for each in part.lead if each != part.finding), box=page.room, sizes=_SIZES)
    _finish(page, report, part)


def _tables(deck: Deck, report: Report, part: Tables) -> None:
    if not part.tables:
        return
    page = _page(deck, part)
    _read(page, report, part)
    table, *more = part.tables
    own = more if part.id == _RATERS else []
    further = (report.labels.shortened,) if len(more) > len(own) else ()
    rule = part.lead[:1] if table.layout == "consistency" else part.picture
    page.small_print((*further, *rule, *marks(table)))
    page.tell(*part.lead)
    show(page, table, again=part.title, shortened_note=report.labels.shortened)
    _finish(page, report, part)
    for each in own:
        page = deck.page(each.caption, question=part.title)
        page.small_print(each.notes)
        show(page, each, again=each.caption, shortened_note=report.labels.shortened)
        page.finish()


def _hallmarks(deck: Deck, report: Report, part: Hallmarks) -> None:
    for each in _chosen(report, part):
        page = deck.page(each.finding or each.title, question=each.title)
        page.tell(part.title, each.definition, *each.sentences)
        page.tell(*(f"{fact.name}: {', '.join(fact.meaning)}" for fact in each.facts), *part.lead)
        left = _band(page, report, (*each.interpretation,))
        if each.items:
            _items(page, each.items)
        elif each.ratings:
            show(page, each.ratings, again=each.title, shortened_note=report.labels.shortened)
        page.finish()
        _own_page(deck, report, left, title=each.title)
    if part.interpretation:
        _own_page(deck, report, part.interpretation, title=part.title)


def _practices(deck: Deck, report: Report, part: Practices) -> None:
    page = _page(deck, part)
    _read(page, report, part)
    page.tell(*part.lead)
    words = [said(each, gap=0.4) for each in part.lead if each != part.finding]
    high = round(page.room.height * 0.4)
    taken = page.say(words, box=page.room.first(high), sizes=(14, 13, 12, 11, 10), snug=True)
    page.room = page.room.below(taken + _GAP)
    rows = [_bar(each, strong=True) for each in part.table.rows]
    _bars(page, part.table.rows, rows, name=part.table.caption, series=_index_title(part.table.columns))
    _finish(page, report, part)


def _reinforcement(deck: Deck, report: Report, part: Reinforcement) -> None:
    if part.matrix is None:
        return
    page = _page(deck, part)
    _read(page, report, part)
    page.small_print((*part.lead[:1], *part.picture))
    page.tell(*part.lead)
    if part.drivers:
        page.tell(part.drivers.title, *part.drivers.sentences)
    show(page, part.matrix, again=part.title, shortened_note=report.labels.shortened)
    _finish(page, report, part)


def _priorities(deck: Deck, report: Report, part: Priorities) -> None:
    page = _page(deck, part, of_text=True)
    left = _band(page, report, part.interpretation)
    words: list[Paragraph] = [] if part.entries else [said(each) for each in part.lead if each != part.finding]
    for each in part.entries:
        words.append(said(each.text, strong=True, sign=f"{each.rank}.", gap=0.7))
        words.append(Paragraph(spans=said(each.facts).spans, level=1, scale=0.85, gap=0.1, tone="quiet"))
        words += [Paragraph(spans=said(each.advice).spans, level=1, scale=0.9, gap=0.15)] if each.advice else []
        page.tell(f"{each.rank}. {each.text}", each.facts)
        page.tell(
            *(
                f"{title}: {text}"
                for title, text in ((part.advice_title, each.advice), (part.evidence_title, each.evidence))
                if text
            )
        )
    page.tell(*part.lead)
    page.say(words, box=page.room, sizes=_SIZES)
    page.finish()
    _own_page(deck, report, left, title=part.title)
    page = deck.page(part.actions.caption, question=part.title)
    page.small_print(part.actions.notes)
    show(page, part.actions, again=part.actions.caption, shortened_note=report.labels.shortened)
    page.finish()


def _chapters(deck: Deck, report: Report, part: Chapters) -> None:
    page = _page(deck, part, of_text=True)
    _read(page, report, part)
    words: list[Paragraph] = []
    for chapter in part.chapters:
        if part.id == "guide":
            words += [named(each.name, each.meaning[0]) for each in chapter.terms]
        elif sentences := [each for each in chapter.sentences if each != part.finding]:
            words += [said(chapter.title, strong=True, gap=0.9), said(sentences[0], gap=0.2)]
        page.tell(chapter.title, *chapter.sentences)
        page.tell(*(f"{each.name}: {' '.join(each.meaning)}" for each in chapter.terms))
    figures = next((table for each in part.chapters for table in each.tables if each.id == _RELIABILITY), None)
    if figures:
        half = (page.room.width - 2 * _GAP) // 2
        page.say(words, box=replace(page.room, width=half), sizes=_SIZES[1:])
        page.room = replace(page.room, left=page.room.right - half, width=half)
        few = replace(
            figures,
            columns=figures.columns[:_WORDS],
            rows=tuple(replace(each, cells=each.cells[:_WORDS]) for each in figures.rows),
        )
        show(page, few, again=part.title, shortened_note=report.labels.shortened)
    else:
        page.say(words, box=page.room, sizes=_SIZES[1:], columns=2)
    _finish(page, report, part)


_PARTS: Final[dict[type[Part], Callable[[Deck, Report, Any], None]]] = {
    Summary: _summary,
    Profile: _profile,
    Tables: _tables,
    Beside: _beside,
    Hallmarks: _hallmarks,
    Practices: _practices,
    Reinforcement: _reinforcement,
    Priorities: _priorities,
    Chapters: _chapters,
}


def _page(deck: Deck, part: Part, *, finding: str | None = None, of_text: bool = False) -> Page:
    return deck.page(finding or part.finding or part.title, question=part.title, of_text=of_text)


def _read(page: Page, report: Report, part: Part) -> None:
    """What the consultant wrote about a part, at the foot of its page where it is short enough."""
    page.left = _band(page, report, part.interpretation)


def _band(page: Page, report: Report, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What of the consultant's words did not go onto the page."""
    if not blocks:
        return ()
    page.tell(report.labels.interpretation, *(each.text for each in blocks))
    return () if page.reading(report.labels.interpretation, paragraphs(blocks)) else blocks


def _finish(page: Page, report: Report, part: Part) -> None:
    page.finish()
    _own_page(page.deck, report, page.left, title=part.title)


def _own_page(deck: Deck, report: Report, blocks: Iterable[Block], *, title: str) -> None:
    """A page for what the consultant wrote, where it is too long to stand beside anything."""
    words = paragraphs(blocks)
    if not words:
        return
    page = deck.page(f"{report.labels.interpretation}: {title}", of_text=True)
    page.tell(*(each.text for each in words))
    page.say(words, box=page.room, sizes=_SIZES)
    page.finish()


def _bar(row: ProfileRow, *, strong: bool) -> Bar:
    mark = f"{row.presence.mark} " if row.presence else ""
    behind = f" ({row.interval})" if row.interval else "" if row.index.at is not None else f" ({row.index.text})"
    low, high = row.track.low, row.track.high
    return Bar(
        title=f"{mark}{row.title}{behind}", value=row.index.at, label=row.index.text, low=low, high=high, strong=strong
    )


def _bars(page: Page, rows: tuple[ProfileRow, ...], drawn: list[Bar], *, name: str, series: str) -> None:
    told = ". ".join((name, *(each.track.alternative for each in rows)))
    page.tell(*(each.track.alternative for each in rows))
    bars(page, drawn, box=page.room, series=series, name=name, told=told)


def _key_figure(figure: KeyFigure) -> tuple[Paragraph, ...]:
    """A title, a large number, and what explains it."""
    return (
        said(figure.title, strong=True, tone="quiet", scale=0.34, gap=0),
        said(figure.figure.text, strong=True, tone="accent", gap=0.05),
        *(said(line, scale=0.32, gap=0.1) for line in figure.detail),
    )


def _index_title(columns: tuple[Any, ...]) -> str:
    return str(columns[2].title)


def _items(page: Page, table: ItemTable) -> None:
    """The statements as stacked bars; those that may not be shown are named in the notes."""
    drawn = [each for each in table.rows if each.pieces]
    told = [f"{each.text} {each.alternative}" for each in table.rows]
    page.small_print(table.notes)
    page.tell(*told, *table.notes)
    if not drawn:
        page.say((said(each, sign="•") for each in told), box=page.room, sizes=_SIZES)
        return
    parts = [
        Stack(kind=kind, name=name, shares=tuple(_share(each.pieces, kind) for each in drawn))
        for kind, name in table.legend
    ]
    alternative = ". ".join((table.caption, *told))
    stacks(page, [each.text for each in drawn], parts, box=page.room, name=table.caption, told=alternative)


def _share(pieces: tuple[Any, ...], kind: str) -> float | None:
    return next((each.share for each in pieces if each.kind == kind), None)


def _chosen(report: Report, part: Hallmarks) -> list[HallmarkSection]:
    """The hallmarks with the lowest indices; of the outcomes the first."""
    known = {row.title: row.index.at for row in report.profile.table.rows} if report.profile else {}
    ranked = sorted(
        (at, place, each) for place, each in enumerate(part.sections) if (at := known.get(each.title)) is not None
    )
    found = [each for _, _, each in ranked]
    return found[: _LOWEST if len(found) >= _ENOUGH else 1] if found else list(part.sections[:1])
