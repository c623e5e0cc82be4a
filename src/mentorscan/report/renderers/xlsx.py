"""The report as a workbook (XLSX): a sheet a table, numbers as numbers, and a table of actions ready to fill in.

Texts stay texts, whatever they look like. The same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from mentorscan.report.design import ACCENT
from mentorscan.report.model import (
    Beside,
    Cell,
    Chapter,
    Chapters,
    Column,
    Hallmarks,
    HallmarkSection,
    Number,
    Part,
    Practices,
    Priorities,
    Profile,
    Reinforcement,
    Report,
    Row,
    Summary,
    Tables,
)
from mentorscan.report.renderers.book.grids import folded, grids, profile
from mentorscan.report.renderers.book.sheets import Grid, Look, Sheet, SheetWriter, Words
from mentorscan.report.renderers.book.statements import comments, in_words, notes_of, ratings, statements
from mentorscan.report.renderers.book.styles import Styles
from mentorscan.report.renderers.templates import BUNDLED, Templates
from mentorscan.report.renderers.workbook import NO_TIME, new_workbook, sheet_name

Blocks = tuple[Words | Grid, ...]


def render(report: Report, _templates: Templates = BUNDLED) -> bytes:
    """The report as the bytes of a workbook; the first sheet says what it is, and what is in it."""
    further = [sheet for part in report.parts for sheet in _sheets(report, part)]
    names: dict[str, str] = {}
    for each in (_opening(report, further), *further):
        names[each.id] = sheet_name(each.name, besides=frozenset(names.values()))
    opening = _opening(report, [replace(each, name=names[each.id]) for each in further])
    accent = report.design.accent or ACCENT
    look = Look(
        accent=accent,
        names=names,
        footer=report.confidentiality or report.title,
        leftwards=report.direction == "rtl",
    )
    out = BytesIO()
    with new_workbook(out, created=_created(report), title=report.title) as book:
        styles = Styles(book, accent=accent)
        for each in (opening, *further):
            SheetWriter(book, each, look=look, styles=styles).write()
    return out.getvalue()


def _created(report: Report) -> datetime:
    """When the results were made; no time at all where that cannot be read."""
    try:
        return datetime.fromisoformat(report.created).astimezone(UTC)
    except (ValueError, OverflowError):
        return NO_TIME


def _opening(report: Report, further: Iterable[Sheet]) -> Sheet:
    """The first sheet: the cover, the summary, what is on the other sheets, and who stands by it."""
    cover, summary = report.cover, report.summary
    shown = any(part is summary for part in report.parts)
    facts = [(each.name, " ".join(each.meaning)) for each in cover.facts] if cover else []
    lines: list[Words | Grid] = [Words(text=cover.title if cover else report.title, weight="title")]
    if cover:
        lines += [Words(text=each, weight="note") for each in (cover.subtitle, *cover.lines) if each]
    lines += [Words(text=f"{name}: {value}", weight="note") for name, value in facts]
    lines.append(Words(text=" · ".join(report.context), weight="note"))
    if report.confidentiality:
        lines.append(Words(text=report.confidentiality, weight="note"))
    if shown:
        lines += _summary(report, summary)
        lines += [Words(text=each, weight="note") for each in (*report.protection, *report.basis)]
    lines.append(Words(text=report.labels.contents, weight="heading"))
    lines += [Words(text=each.name, weight="link", target=each.id) for each in further]
    lines.append(Words(text="", weight="note"))
    if report.sign_off:
        lines.append(Words(text=report.sign_off.title, weight="heading"))
        lines += [Words(text=each.text) for each in report.sign_off.text]
        lines += [Words(text=each) for each in report.sign_off.lines]
    lines += [Words(text=each, weight="note") for each in report.footer]
    name = report.labels.sheets["summary"] if shown else report.labels.contents
    return Sheet(id="opening", name=name, blocks=tuple(lines))


def _summary(report: Report, summary: Summary) -> Iterator[Words | Grid]:
    columns = report.labels.columns
    yield Words(text=summary.title, weight="heading")
    yield Words(text=summary.headline, weight="headline")
    yield from (Words(text=each) for each in summary.lead)
    yield Grid(
        columns=(
            Column(title=columns["figure"]),
            Column(title=columns["value"], kind="number"),
            Column(title=columns["meaning"]),
        ),
        rows=tuple(
            (
                Cell(text=each.title),
                Cell(text=each.figure.text, state=each.figure.state, number=each.number),
                Cell(text=" · ".join(each.detail)),
            )
            for each in summary.figures
        ),
    )
    yield from _interpreted(report, summary)


def _sheets(report: Report, part: Part) -> Iterator[Sheet]:
    """The sheets of a part; the summary stands on the first one, which every workbook has."""
    names = report.labels.sheets
    if isinstance(part, Profile | Practices):
        grid = profile(report, [("", part.table)])
        presences = part.presences if isinstance(part, Profile) else ()
        yield _sheet(
            report, part, blocks=(grid,), notes=[f"{each.mark} {each.word}: {each.meaning}" for each in presences]
        )
    elif isinstance(part, Tables):
        for place, table in enumerate(part.tables, 1):
            heatmap = table.layout == "heatmap"
            blocks = grids(table, response=report.labels.columns["response"])
            first = next(each for each in blocks if isinstance(each, Grid))
            found = _sheet(report, part, blocks=blocks, after=folded(table, beside=first))
            own = heatmap or table.id in names
            yield replace(
                found,
                id=f"{part.id}-{place}",
                name=table.columns[0].title if heatmap else names.get(table.id, found.name),
                blocks=(Words(text=table.caption if own else part.title, weight="title"), *found.blocks[1:]),
            )
    elif isinstance(part, Beside):
        one, further = part.tables[:1], part.tables[1:]
        captioned = (
            block for table in further for block in (Words(text=table.caption, weight="heading"), *grids(table))
        )
        yield _sheet(report, part, blocks=tuple(block for table in one for block in grids(table)), after=captioned)
    elif isinstance(part, Hallmarks):
        yield from _hallmarks(report, part)
    elif isinstance(part, Reinforcement):
        yield _sheet(report, part, blocks=grids(part.matrix) if part.matrix else ())
        if part.drivers:
            tables = tuple(block for table in part.drivers.tables for block in grids(table))
            sentences = tuple(Words(text=each, weight="note") for each in part.drivers.sentences)
            title = Words(text=part.drivers.title, weight="title")
            yield Sheet(id="drivers", name=names["drivers"], blocks=(title, *tables, *sentences))
    elif isinstance(part, Priorities):
        yield _priorities(report, part)
        actions = Grid(
            columns=(*part.actions.columns, Column(title=report.labels.columns["status"])),
            rows=tuple((*row.cells, _status(report, row)) for row in part.actions.rows),
            kind="actions",
            statuses=report.labels.statuses,
        )
        title = Words(text=part.actions.caption, weight="title")
        notes = tuple(Words(text=each, weight="note") for each in part.actions.notes)
        yield Sheet(id="actions", name=names["actions"], blocks=(title, actions, *notes))
    elif isinstance(part, Chapters):
        told = tuple(block for each in part.chapters for block in _chapter(each))
        lead = tuple(Words(text=each) for each in part.lead)
        title = Words(text=part.title, weight="title")
        yield Sheet(id=part.id, name=names[part.id], blocks=(title, *lead, *_interpreted(report, part), *told))


def _status(report: Report, action: Row) -> Cell:
    """How far an action is: open to begin with; nothing where none is planned yet."""
    return Cell(text=report.labels.statuses[0] if action.cells[1].text else "")


def _sheet(
    report: Report, part: Part, *, blocks: Blocks, notes: Iterable[str] = (), after: Iterable[Words | Grid] = ()
) -> Sheet:
    """A sheet on which the table comes first, so that its headings stay in sight, and the sentences below it."""
    told = tuple(Words(text=each, weight="note") for each in (*part.lead, *part.picture, *notes))
    return Sheet(
        id=part.id,
        name=report.labels.sheets[part.id],
        blocks=(Words(text=part.title, weight="title"), *blocks, *told, *_interpreted(report, part), *after),
    )


def _interpreted(report: Report, part: Part | HallmarkSection) -> tuple[Words, ...]:
    """What the consultant wrote, under its heading."""
    if not part.interpretation:
        return ()
    heading = Words(text=report.labels.interpretation, weight="heading")
    return (heading, *(Words(text=each.text) for each in part.interpretation))


def _hallmarks(report: Report, part: Hallmarks) -> Iterator[Sheet]:
    """What lies behind the hallmarks, or the outcomes: in words, statement by statement, by facet, and in comments."""
    names, columns = report.labels.sheets, report.labels.columns
    own = columns["hallmark" if part.id == "hallmarks" else "outcome"]
    heading, first = Words(text=part.title, weight="title"), in_words(report, part, own=own)
    yield Sheet(id=part.id, name=names[part.id], blocks=(heading, first, *_interpreted(report, part)))
    rated = any(each.ratings for each in part.sections)
    grid = ratings(part, own=own) if rated else statements(report, part, own=own)
    if grid.rows:
        told = dict.fromkeys((*part.lead, *(note for each in part.sections for note in notes_of(each))))
        notes = tuple(Words(text=each, weight="note") for each in told)
        name = names["statements"] if part.id == "hallmarks" else f"{names[part.id]} – {names['statements']}"
        title = Words(text=name, weight="title")
        yield Sheet(id=f"{part.id}-statements", name=name, blocks=(title, grid, *notes))
    facets = [(each.title, each.facets) for each in part.sections if each.facets]
    if facets:
        grid = profile(report, facets, heading=own)
        title = Words(text=names["facets"], weight="title")
        yield Sheet(id=f"{part.id}-facets", name=names["facets"], blocks=(title, grid))
    written = tuple(row for each in part.sections for row in comments(each))
    if written:
        grid = Grid(columns=(Column(title=own), Column(title=columns["comment"])), rows=written, kind="filtered")
        title = Words(text=names["comments"], weight="title")
        yield Sheet(id=f"{part.id}-comments", name=names["comments"], blocks=(title, grid))


def _priorities(report: Report, part: Priorities) -> Sheet:
    names = report.labels.columns
    columns = (
        Column(title=names["number"], kind="number"),
        Column(title=names["statement"]),
        Column(title=names["hallmark"]),
        Column(title=names["index"], kind="number"),
        Column(title=names["gain"], kind="number"),
        Column(title=part.advice_title),
        Column(title=part.evidence_title),
    )
    rows = tuple(
        (
            Cell(text=each.rank, number=Number(value=place, unit="count")),
            Cell(text=each.text),
            Cell(text=each.hallmark),
            Cell(text="", number=each.index),
            Cell(text="", number=each.gain),
            Cell(text=each.advice or ""),
            Cell(text=each.evidence or ""),
        )
        for place, each in enumerate(part.entries, 1)
    )
    grid = Grid(columns=columns, rows=rows, kind="filtered", bars={3: "index"})
    return _sheet(report, part, blocks=(grid,) if rows else ())


def _chapter(chapter: Chapter) -> Iterator[Words | Grid]:
    yield Words(text=chapter.title, weight="heading")
    yield from (Words(text=each) for each in chapter.sentences)
    yield from (Words(text=f"{each.name}: {' '.join(each.meaning)}") for each in chapter.terms)
    for table in chapter.tables:
        yield Words(text=table.caption, weight="caption")
        yield from (*grids(table), *folded(table))
