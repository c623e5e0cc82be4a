"""A deck that grows page by page, in mentorscan's design or in the client's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as PptxPresentation
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Pt

from mentorscan.report.prose import Block
from mentorscan.report.renderers.deck.layouts import Layouts, body_of, layouts, places
from mentorscan.report.renderers.deck.look import Look, look
from mentorscan.report.renderers.deck.theme import KICKER, NOTE, READING, TEXT, own_deck
from mentorscan.report.renderers.deck.type import EMU, Box, Paragraph, cut_to, fitted, height, measured, said
from mentorscan.report.renderers.office import legal

_SPACE: Final = 91_440
_KICKER_HEIGHT: Final = 274_320
_SMALLEST_TITLE: Final = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The file in the making. ``own``: in mentorscan's design.

    ``lines``: what stands at the foot of every page: the first of them for which there is room.
    """

    file: PptxPresentation
    own: bool
    layouts: Layouts
    language: str
    lines: tuple[str, ...]
    look: Look

    def page(self, title: str, *, question: str | None = None, of_text: bool = False) -> Page:
        """A new page under this title; ``question``: what it answers, in a small line above."""
        layout = self.layouts.text if of_text else self.layouts.picture
        slide = self.file.slides.add_slide(layout)
        page = Page(deck=self, slide=slide, room=self.layouts.frame)
        page.entitle(title)
        page.furnish(layout)
        if question and question != title:
            page.ask(question)
        return page

    def cover(self, title: str) -> Page:
        """The first page."""
        slide = self.file.slides.add_slide(self.layouts.cover)
        page = Page(deck=self, slide=slide, room=self.layouts.frame)
        page.entitle(title)
        return page


def open_deck(template: PptxPresentation | None, *, accent: str, language: str, lines: tuple[str, ...]) -> Deck:
    """A deck without slides: mentorscan's own where ``template`` is ``None``, else that of the client."""
    file = template or own_deck(accent)
    _empty(file)
    return Deck(
        file=file,
        own=template is None,
        layouts=layouts(file),
        language=language,
        lines=tuple(map(legal, lines)),
        look=look(file),
    )


@dataclass(slots=True, kw_only=True)
class Page:
    """A slide in the making. ``room``: what is left of it for content; ``notes``: what the speaker is told.

    ``left``: what the consultant wrote about it and found no room on it.
    """

    deck: Deck
    slide: Slide
    room: Box
    notes: list[str] = field(default_factory=list)
    left: tuple[Block, ...] = ()

    @property
    def shapes(self) -> Any:
        """The slide's shapes."""
        return self.slide.shapes

    def entitle(self, title: str) -> None:
        """Sets the title, in smaller letters where it is long, and cut where it is longer still."""
        title = legal(title)
        shapes = self.shapes
        place = shapes.title
        if place is None:
            place = shapes.add_textbox(self.room.left, _SPACE, self.room.width, self.room.top - _SPACE)
        own = _title_size(self.slide.slide_layout)
        sizes = (
            own,
            *(round(own * share) for share in (0.92, 0.85, 0.77, 0.69, 0.62, 0.54, 0.46, 0.38) if own * share >= 12),
        )
        wide = (place.width / EMU - (0 if self.deck.own else 14.4)) / self.deck.look.title_breadth
        room = place.height / EMU - 7.2
        size, kept = fitted((said(title, gap=0),), width=wide, room=max(room, 20), sizes=sizes, bold=True)
        place.text_frame.text = kept[0].text if kept else title
        if kept and kept[0].text != title:
            self.tell(title)
        if size != own:
            place.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        speak(place.element, self.deck.language)

    def ask(self, question: str) -> None:
        """The line above the title that says which question the page answers; on a client's deck, below it."""
        wide = self.wide(self.room)
        line = said(cut_to(legal(question), size=12, width=wide, most=1, bold=True), strong=True, tone="accent", gap=0)
        if self._placeholder(KICKER) is not None:
            self.say((line,), sizes=(12,), place=KICKER)
            return
        self.say((line,), sizes=(12,), box=self.room.first(_KICKER_HEIGHT), place=None, name="Question")
        self.room = self.room.below(_KICKER_HEIGHT + _SPACE // 2)

    def say(
        self,
        wanted: Iterable[Paragraph],
        *,
        sizes: Sequence[float],
        box: Box | None = None,
        place: int | None = TEXT,
        columns: int = 1,
        name: str = "Text",
        snug: bool = False,
    ) -> int:
        """Writes these paragraphs into the box as large as they fit; how high they came out, in EMU.

        ``snug``: the box is made as high as they are.
        """
        every, shapes = tuple(wanted), self.shapes
        holder = None if place is None else self._placeholder(place)
        if holder is None and place == TEXT:
            holder = self._body()
        if box is None and holder is not None:
            box = Box(left=holder.left, top=holder.top, width=holder.width, height=holder.height)
        box = box or self.room
        inset = 0.0 if self.deck.own or holder is None else 14.4
        size, kept = fitted(
            every, width=self.wide(box) - inset, room=box.height / EMU - inset / 2, sizes=sizes, columns=columns
        )
        if holder is None:
            holder = shapes.add_textbox(box.left, box.top, box.width, box.height)
            holder.name = name
            for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
                setattr(holder.text_frame, side, Emu(0))
        else:
            holder.left, holder.top, holder.width, holder.height = box.left, box.top, box.width, box.height
        _write(holder, kept, size=size, columns=columns, accent=self.deck.look.accent_reads)
        speak(holder.element, self.deck.language)
        taken = height(kept, size=size, width=self.wide(box) - inset, columns=columns) + inset / 2
        high = min(box.height, round(taken * EMU))
        if snug:
            holder.height = Emu(high)
        return high

    def small_print(self, sentences: Iterable[str]) -> None:
        """A note at the lower end of what is left of the page, which is less by it afterwards."""
        every = tuple(said(each, tone="quiet", gap=0.15) for each in sentences if each)
        if not every:
            return
        wide = self.wide(self.room)
        size, kept = fitted(every, width=wide, room=self.room.height / EMU / 5, sizes=(11, 10, 9))
        tall = round(height(kept, size=size, width=wide) * EMU) + _SPACE // 2
        box = self.room.below(self.room.height - tall)
        self.say(kept, sizes=(size,), box=box, place=NOTE, name="Note")
        self.room = self.room.first(self.room.height - tall - _SPACE)

    def reading(self, title: str, wanted: Sequence[Paragraph]) -> bool:
        """The consultant's own words in a band at the lower end; ``False`` where they are too long for one."""
        every = (said(title, strong=True, tone="accent", gap=0), *wanted)
        wide = self.wide(self.room) - 10
        tall = height(every, size=12, width=wide) + 6
        if tall * EMU > self.room.height * 0.34:
            return False
        box = self.room.below(self.room.height - round(tall * EMU))
        self.say(every, sizes=(12,), box=box, place=READING, name="Reading")
        self.room = self.room.first(self.room.height - round(tall * EMU) - _SPACE)
        return True

    def wide(self, box: Box) -> float:
        """How many points of Arial go into a line of this box, in the deck's own font."""
        return box.width / EMU / self.deck.look.breadth

    def tell(self, *sentences: str | None) -> None:
        """Puts sentences into the speaker's notes, each once."""
        for each in filter(None, (legal(sentence or "").strip() for sentence in sentences)):
            if each not in self.notes:
                self.notes.append(each)

    def logo(self, data: bytes, *, told: str) -> None:
        """The client's or consultant's logo in the upper right corner."""
        file = self.deck.file
        picture = self.shapes.add_picture(BytesIO(data), 0, 0)
        wide, high = int(file.slide_width or 0), int(file.slide_height or 0)
        share = min(wide * 0.2 / picture.width, high * 0.12 / picture.height)
        picture.width, picture.height = Emu(round(picture.width * share)), Emu(round(picture.height * share))
        picture.left, picture.top = Emu(wide - wide // 18 - picture.width), Emu(high // 14)
        picture.name = "Logo"
        describe(picture, told)

    def furnish(self, layout: SlideLayout) -> None:
        """Slide number and the line at the foot, where the layout has them."""
        kinds = {each.placeholder_format.type: each for each in places(layout)}
        for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            if kind not in kinds or (kind == PP_PLACEHOLDER.FOOTER and not self.deck.lines):
                continue
            pattern = kinds[kind]
            element = deepcopy(pattern.element)
            element.nvSpPr.cNvPr.set("id", str(1 + max(each.shape_id for each in self.slide.shapes)))
            for frame in element.xpath("./p:spPr/*"):
                frame.getparent().remove(frame)
            self.slide.shapes.element.append(element)
            if kind == PP_PLACEHOLDER.FOOTER:
                shape = next(each for each in self.slide.placeholders if each.element is element)
                shape.text_frame.text = self._foot(pattern.width)
                _set_small(shape.text_frame.paragraphs[0], own=self.deck.own)

    def finish(self) -> None:
        """Takes away what stayed empty, and writes the notes."""
        for each in list(self.slide.placeholders):
            if each.has_text_frame and not each.text_frame.text.strip():
                each.element.getparent().remove(each.element)
        frame = self.slide.notes_slide.notes_text_frame if self.notes else None
        if frame is not None:
            frame.text = "\n".join(self.notes)

    def _foot(self, width: int) -> str:
        """The first of the lines that fits at the foot; the last, cut, where none does."""
        room = (width / EMU - 14.4) / self.deck.look.breadth
        size = 9 if self.deck.own else 12
        fitting = (each for each in self.deck.lines if measured(each, size=size) <= room)
        return next(fitting, "") or cut_to(self.deck.lines[-1], size=size, width=room, most=1)

    def _placeholder(self, index: int) -> Any:
        """Mentorscan's own placeholder while it is empty; a client's deck has others under these numbers."""
        every = self.slide.placeholders if self.deck.own else ()
        found = (each for each in every if each.placeholder_format.idx == index and not each.text_frame.text)
        return next(found, None)

    def _body(self) -> Any:
        """The layout's own place for text, where it is still empty."""
        number = body_of(self.slide.slide_layout)
        every = (each for each in self.slide.placeholders if each.placeholder_format.idx == number)
        return next((each for each in every if each.has_text_frame and not each.text_frame.text), None)


def paint(colour: ColorFormat, *, tone: str) -> None:
    """Gives a text the theme's colour for this tone; ink is what stands there anyway."""
    if tone == "quiet":
        colour.theme_color, colour.brightness = MSO_THEME_COLOR.TEXT_1, 0.25
    elif tone == "accent":
        colour.theme_color = MSO_THEME_COLOR.ACCENT_1


def describe(shape: Any, told: str) -> None:
    """Gives a shape its alternative text."""
    (properties,) = shape.element.xpath("./*/p:cNvPr")
    properties.set("descr", legal(told))


def speak(element: Any, language: str) -> None:
    """Marks the language of every run, for those who hear it, and for spelling."""
    for run in element.xpath(".//a:r"):
        run.get_or_add_rPr().set("lang", language)


def _set_small(paragraph: Any, *, own: bool) -> None:
    """Sets a line as the master says, for programs that do not look there."""
    font = paragraph.runs[0].font
    font.name = "+mn-lt"
    if own:
        paragraph.alignment, font.size = PP_ALIGN.LEFT, Pt(9)
        paint(font.color, tone="quiet")


def _write(shape: Any, wanted: Sequence[Paragraph], *, size: float, columns: int, accent: bool) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    if columns > 1:
        (properties,) = shape.element.xpath("./p:txBody/a:bodyPr")
        properties.set("numCol", str(columns))
        properties.set("spcCol", str(24 * EMU))
    for place, each in enumerate(wanted):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        own = size * each.scale
        paragraph.space_before, paragraph.space_after = Pt(0 if place == 0 else own * each.gap), Pt(0)
        paragraph.line_spacing = 1.0
        for span in each.spans:
            run = paragraph.add_run()
            run.text = legal(span.text)
            run.font.size = Pt(round(own, 1))
            run.font.bold, run.font.italic = span.strong or None, span.emphasis or None
            if span.link:
                run.hyperlink.address = span.link
            elif each.tone == "quiet" or (each.tone == "accent" and accent):
                paint(run.font.color, tone=each.tone)
    for element, each in zip(shape.element.xpath("./p:txBody/a:p"), wanted, strict=False):
        _sign(element.get_or_add_pPr(), each, size=size * each.scale)


def _sign(properties: Any, wanted: Paragraph, *, size: float) -> None:
    """The sign before a paragraph, with its indent; none where the layout would put one."""
    step = round(size * 1.2 * EMU)
    properties.set("marL", str(step * (wanted.level + (1 if wanted.sign else 0))))
    properties.set("indent", str(-step if wanted.sign else 0))
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    if wanted.sign is None:
        marks = [f"<a:buNone {space}/>"]
    elif wanted.sign.rstrip(".").isdecimal():
        start = max(1, int(wanted.sign.rstrip(".")))
        marks = [
            f'<a:buFont {space} typeface="+mj-lt"/>',
            f'<a:buAutoNum {space} type="arabicPeriod" startAt="{start}"/>',
        ]
    else:
        marks = [f'<a:buFont {space} typeface="Arial"/>', f'<a:buChar {space} char="•"/>']
    for mark in marks:
        properties.append(parse_xml(mark))


def _title_size(layout: SlideLayout) -> float:
    """The size of a layout's title, from the layout or its master."""
    inner = ".//p:sp[.//p:ph[@type='title' or @type='ctrTitle']]//a:lstStyle/a:lvl1pPr/a:defRPr/@sz"
    found = layout.element.xpath(inner) or layout.slide_master.element.xpath(inner)
    found = found or layout.slide_master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return max(_SMALLEST_TITLE, int(found[0]) / 100) if found else 32.0


def _empty(file: PptxPresentation) -> None:
    """Takes away the example slides of a template, and the lists that speak of them."""
    listed = file.slides.element
    for each in list(listed):
        file.part.drop_rel(each.rId)
        listed.remove(each)
    for each in file.element.xpath("./p:custShowLst | ./p:extLst/p:ext[*[local-name()='sectionLst']]"):
        each.getparent().remove(each)
