"""The parts of a report in Word, each laid out as its kind asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby

from mentorscan.report.model import (
    Beside,
    Chapter,
    Chapters,
    Hallmarks,
    HallmarkSection,
    ItemTable,
    Part,
    Practices,
    Priorities,
    Profile,
    ProfileTable,
    Reinforcement,
    Report,
    Summary,
    Table,
    Tables,
    Term,
)
from mentorscan.report.renderers.word.elements import line_break, run
from mentorscan.report.renderers.word.grid import WIDE, of_items, of_profile
from mentorscan.report.renderers.word.looks import HEADLINE, NOTE, SOFTLY
from mentorscan.report.renderers.word.page import Page


def write(part: Part, page: Page, *, report: Report, pictures: Mapping[str, bytes], break_before: bool = False) -> None:
    """Nothing; the document then ends with this part, on pages that lie on their side where its tables are wide."""
    wide = isinstance(part, Tables) and any(_is_wide(each) for each in part.tables)
    with page.landscape() if wide else nullcontext():
        page.heading(part.title, level=1, anchor=part.id, break_before=break_before and not wide)
        _write(part, _Writer(page=page, report=report, pictures=pictures))


def _write(part: Part, writer: _Writer) -> None:
    match part:
        case Summary():
            writer.summary(part)
        case Profile():
            writer.opening(part, keep=True)
            writer.profile_part(part)
        case Tables():
            writer.opening(part)
            writer.tables(part.tables)
        case Beside():
            writer.opening(part, keep=part.profile is not None)
            if part.profile:
                writer.drawing(part.profile)
            writer.tables(part.tables)
        case Hallmarks():
            writer.opening(part)
            for section in part.sections:
                writer.section(section)
        case Practices():
            writer.opening(part, keep=True)
            writer.profile(part.table)
        case Reinforcement():
            writer.opening(part)
            writer.tables((part.matrix,) if part.matrix else ())
            writer.chapters((part.drivers,) if part.drivers else ())
        case Priorities():
            writer.opening(part)
            writer.priorities(part)
        case Chapters():
            writer.opening(part)
            writer.chapters(part.chapters)


def _is_wide(table: Table) -> bool:
    return len(table.columns) > WIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    page: Page
    report: Report
    pictures: Mapping[str, bytes]

    def opening(self, part: Part, *, keep: bool = False) -> None:
        """What a part begins with. ``keep``: on the page of the picture that follows."""
        for each in (*part.lead, *part.picture):
            self.page.text(each, keep=keep and not part.interpretation)
        self.reading(part)

    def reading(self, part: Part | HallmarkSection, *, level: int = 2) -> None:
        """What the consultant wrote about it."""
        if part.interpretation:
            self.page.reading(part.interpretation, title=self.report.labels.interpretation, level=level)

    def summary(self, part: Summary) -> None:
        """The headline, the key figures, the whole on its axis, and what explains them."""
        self.page.text(part.headline, HEADLINE)
        self.page.key_figures(part.figures, caption=part.title)
        self.picture(part.id, alternative=part.track.alternative)
        if part.level_held:
            self.page.text(part.level_held, NOTE)
        for each in part.lead:
            self.page.text(each)
        if part.level_meaning:
            self.term(part.level_meaning)
        self.reading(part)
        if self.report.guide.id in self.report.order:
            self.page.paragraph(self.page.link(self.report.labels.guide, anchor=self.report.guide.id))

    def profile_part(self, part: Profile) -> None:
        """The profile, the radar, and what the marks mean."""
        self.profile(part.table)
        if part.radar:
            self.picture("radar", alternative=f"{part.radar.title}. {part.radar.alternative}", share=0.72)
        self.page.heading(part.key_title, level=2, anchor=f"{part.id}-key")
        self.terms(part.key)
        self.terms(Term(name=f"{each.mark} {each.word}", meaning=(each.meaning,)) for each in part.presences)

    def profile(self, table: ProfileTable) -> None:
        """A profile as a picture, and its figures."""
        self.drawing(table)
        self.figures(of_profile(table))

    def drawing(self, table: ProfileTable) -> None:
        """A profile as a picture, under its caption."""
        self.page.text(table.caption, "Caption")
        self.picture(table.id, alternative="; ".join(row.track.alternative for row in table.rows))

    def items(self, table: ItemTable) -> None:
        """Statements as bars, and their figures."""
        told = (f"{row.text} {row.alternative}." for row in table.rows if row.state == "shown")
        self.page.text(table.caption, "Caption")
        self.picture(table.id, alternative=" ".join((f"{table.caption}.", *told)))
        self.figures(of_items(table))

    def figures(self, table: Table) -> None:
        """The figures of a picture, which stands above them with the caption of both."""
        self.page.table(table, captioned=False)
        for note in table.notes:
            self.page.text(note, NOTE)

    def tables(self, tables: Iterable[Table]) -> None:
        """Tables one after the other, wide ones together on pages that lie on their side."""
        every = [each for table in tables for each in (table, table.folded) if each]
        for wide, group in groupby(every, key=_is_wide):
            if wide:
                with self.page.landscape():
                    self._tables(group)
            else:
                self._tables(group)

    def _tables(self, tables: Iterable[Table]) -> None:
        for each in tables:
            self.page.table(each)
            for note in each.notes:
                self.page.text(note, NOTE)

    def table(self, table: Table) -> None:
        """A single table with its notes and the further one that belongs to it."""
        self.tables((table,))

    def section(self, section: HallmarkSection) -> None:
        """What lies behind one hallmark."""
        self.page.heading(section.title, level=2, anchor=section.id)
        if section.definition:
            self.page.text(section.definition)
        self.facts(section.facts)
        for each in section.sentences:
            self.page.text(each)
        self.reading(section, level=3)
        if section.items:
            self.items(section.items)
        if section.ratings:
            self.table(section.ratings)
        self.terms(section.comments)
        if section.facets:
            self.profile(section.facets)
        if section.released:
            self.page.heading(section.released.title, level=3)
            for text in section.released.texts:
                self.page.text(text, "List Bullet")

    def facts(self, facts: tuple[Term, ...]) -> None:
        """A few figures in a line."""
        runs = []
        for place, fact in enumerate(facts):
            runs += [run("   ·   ")] if place else []
            runs += [run(f"{fact.name}: "), run(fact.meaning[0], strong=True)]
            runs += (
                [run(f" ({'; '.join(fact.meaning[1:])})", style=self.page.style(SOFTLY))] if fact.meaning[1:] else []
            )
        if runs:
            self.page.paragraph(*runs)

    def chapters(self, chapters: Iterable[Chapter]) -> None:
        """Titled runs of sentences, terms and tables."""
        for each in chapters:
            self.page.heading(each.title, level=2, anchor=each.id)
            for sentence in each.sentences:
                self.page.text(sentence)
            self.terms(each.terms)
            self.tables(each.tables)

    def terms(self, terms: Iterable[Term]) -> None:
        """Words and what they mean, a paragraph each."""
        for each in terms:
            self.term(each)

    def term(self, term: Term) -> None:
        """A word and what it means."""
        runs = [each for line in term.meaning for each in (line_break(), run(line))]
        self.page.paragraph(run(f"{term.name}.", strong=True), run(" "), *runs[1:])

    def priorities(self, part: Priorities) -> None:
        """What to do first, as a numbered list, and the table to fill in."""
        number = self.page.new_list() if part.entries else 0
        for entry in part.entries:
            made = self.page.paragraph(run(entry.text, strong=True), style="List Number")
            made.pPr.get_or_add_keepNext()
            self.page.numbered(made, number)
            more = [run(entry.facts, style=self.page.style(SOFTLY))]
            for title, text in ((part.advice_title, entry.advice), (part.evidence_title, entry.evidence)):
                more += [line_break(), run(f"{title}. ", strong=True), run(text)] if text else []
            self.page.paragraph(*more, style="List Continue")
        self.table(part.actions)

    def picture(self, id_: str, *, alternative: str, share: float = 1.0) -> None:
        """The picture with this id, where it was drawn."""
        if id_ in self.pictures:
            self.page.picture(self.pictures[id_], alternative=alternative, share=share)
