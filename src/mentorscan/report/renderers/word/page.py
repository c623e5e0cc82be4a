"""A document while it is being written: headings, paragraphs, lists, tables and pictures, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu, Twips

from mentorscan.report.model import KeyFigure, Table
from mentorscan.report.prose import Block, Span
from mentorscan.report.renderers.office import legal
from mentorscan.report.renderers.word.elements import bookmark_name, element, field_end, field_start, run
from mentorscan.report.renderers.word.lists import Lists
from mentorscan.report.renderers.word.looks import LABEL, READING, TABLE_STYLES
from mentorscan.report.renderers.word.styles import style_ids
from mentorscan.report.renderers.word.tables import Dress, figures_element, table_element

_DEEPEST: Final = 3
_FIRST_BOOKMARK: Final = 9000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A heading that the contents list names."""

    level: int
    title: str
    name: str


class Page:
    """Where the report is written: before ``end``, an element of the document's body."""

    def __init__(self, document: Document, *, end: Any, lists: Lists, right_to_left: bool = False) -> None:
        self.document = document
        self.entries: list[Entry] = []
        self._end, self._lists = end, lists
        self._ids: Mapping[str, str] = style_ids(document)
        self._section = _section_of(end)
        self._number = _FIRST_BOOKMARK
        table_style = next(self._ids[each] for each in TABLE_STYLES if each in self._ids)
        self._dress = Dress(style=self.style, spans=self._spans, table_style=table_style, right_to_left=right_to_left)

    def style(self, name: str) -> str:
        """The id of the style with this name."""
        return self._ids[name]

    @property
    def width(self) -> int:
        """How wide the text is, in twentieths of a point."""
        margins = self._section.find(qn("w:pgMar"))
        sides = sum(_measure(margins, each, default=1440) for each in ("left", "right"))
        return max(3000, _measure(self._section.find(qn("w:pgSz")), "w", default=11906) - sides)

    def add(self, made: Any) -> None:
        """Nothing; this element is then the last one of the report."""
        self._end.addprevious(made)

    def paragraph(self, *runs: Any, style: str = "Normal", break_before: bool = False) -> Any:
        """A paragraph with these runs."""
        look = element("w:pPr")
        if style != "Normal":
            look.append(element("w:pStyle", val=self.style(style)))
        if break_before:
            look.append(element("w:pageBreakBefore"))
        made = element("w:p", look, *runs) if len(look) else element("w:p", *runs)
        self.add(made)
        return made

    def text(self, text: str, style: str = "Normal", *, keep: bool = False) -> None:
        """Nothing; the document then ends with this sentence. ``keep``: on the page of what follows."""
        made = self.paragraph(run(text), style=style)
        if keep:
            made.get_or_add_pPr().get_or_add_keepNext()

    def heading(self, title: str, *, level: int, anchor: str | None = None, break_before: bool = False) -> None:
        """Nothing; the document then ends with this heading, which links may lead to."""
        self._number += 1
        name = bookmark_name(anchor or f"heading-{self._number}")
        start = element("w:bookmarkStart", id=self._number, name=name)
        end = element("w:bookmarkEnd", id=self._number)
        style = f"Heading {min(level, _DEEPEST)}"
        self.paragraph(start, run(title), end, style=style, break_before=break_before)
        self.entries.append(Entry(level=level, title=title, name=name))

    def link(self, text: str, *, anchor: str) -> Any:
        """A run that leads to a heading of the document."""
        return element("w:hyperlink", run(text, style=self.style("Hyperlink")), anchor=bookmark_name(anchor), history=1)

    def table(self, table: Table, *, captioned: bool = True) -> None:
        """Nothing; the document then ends with this table, below its caption if none stands there yet."""
        if captioned:
            self.text(table.caption, "Caption")
        self.add(table_element(table, width=self.width, dress=self._dress))
        self.gap()

    def key_figures(self, figures: Sequence[KeyFigure], *, caption: str) -> None:
        """Nothing; the document then ends with these figures side by side."""
        self.add(figures_element(figures, caption=caption, width=self.width, dress=self._dress))
        self.gap()

    def gap(self) -> None:
        """Nothing; the document then ends with a small empty space, which also keeps tables apart."""
        space = element("w:spacing", before=0, after=0, line=160, lineRule="exact")
        self.add(element("w:p", element("w:pPr", space)))

    def picture(self, data: bytes, *, alternative: str, share: float = 1.0, tallest: float = 0.8) -> None:
        """Nothing; the document then ends with this picture, at most as wide as this share of the text.

        ``tallest``: how much of the text's height it may take.
        """
        try:
            inline: Any = self.document.part.new_pic_inline(BytesIO(data), width=Emu(int(Twips(self.width) * share)))
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
            return
        most = Twips(self._height) * tallest
        if inline.extent.cy > most:
            factor = most / inline.extent.cy
            width, height = Emu(int(inline.extent.cx * factor)), Emu(int(most))
            for each in (inline.extent, *inline.iter(qn("a:ext"))):
                each.set("cx", str(width))
                each.set("cy", str(height))
        for each in (inline.docPr, *inline.iter(qn("pic:cNvPr"))):
            each.set("descr", legal(alternative))
            each.set("name", f"Picture {inline.docPr.get('id')}")
        self.paragraph(element("w:r", element("w:drawing", inline)))

    def reading(self, blocks: Iterable[Block], *, title: str, level: int) -> None:
        """Nothing; the document then ends with what the consultant wrote; its headings are of this level."""
        self.text(title, LABEL)
        self.prose(blocks, level=level, style=READING)

    def prose(self, blocks: Iterable[Block], *, level: int, style: str = "Normal") -> None:
        """Nothing; the document then ends with these paragraphs, lists and headings."""
        running: dict[int, int] = {}
        for block in blocks:
            if block.kind == "heading":
                self.heading(block.text, level=level)
            elif block.kind in {"bullet", "number"}:
                self._list_line(block, running)
            else:
                self.paragraph(*self._runs(block), style="Quote" if block.kind == "quote" else style)
            if block.kind != "number":
                running = {key: value for key, value in running.items() if block.kind == "bullet" and key < block.level}

    def _list_line(self, block: Block, running: dict[int, int]) -> None:
        level = min(block.level, _DEEPEST - 1)
        name = ("List Bullet" if block.kind == "bullet" else "List Number") + (f" {level + 1}" if level else "")
        made = self.paragraph(*self._runs(block), style=name)
        if block.kind == "number":
            if level not in running:
                running[level] = self._lists.started(style=self.style(name), level=level, at=block.number or 1)
            self.numbered(made, running[level], level=level)

    def new_list(self) -> int:
        """The number of a list that starts at one."""
        return self._lists.started(style=self.style("List Number"), level=0, at=1)

    def numbered(self, paragraph: Any, number: int, *, level: int = 0) -> None:
        """Nothing; the paragraph then belongs to this list."""
        place = element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=number))
        paragraph.find(qn("w:pPr")).find(qn("w:pStyle")).addnext(place)

    def _runs(self, block: Block) -> Iterator[Any]:
        return self._spans(block.spans)

    def _spans(self, spans: Iterable[Span]) -> Iterator[Any]:
        for span in spans:
            style = self.style("Hyperlink") if span.link else None
            made = run(span.text, style=style, strong=span.strong, emphasis=span.emphasis)
            if span.link:
                id_ = self.document.part.relate_to(legal(span.link), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                outer = element("w:hyperlink", made, history=1)
                outer.set(qn("r:id"), id_)
                made = outer
            yield made

    def contents(self, before: Any, *, title: str, new_page: bool) -> None:
        """Nothing; a list of all headings then stands before this element; Word adds the pages when it updates it."""
        entries = [each for each in self.entries if each.level <= 2]
        lines = [
            element(
                "w:p",
                element("w:pPr", element("w:pStyle", val=self.style(f"toc {each.level}"))),
                element("w:hyperlink", run(each.title), anchor=each.name, history=1),
            )
            for each in entries
        ]
        if not lines:
            return
        for place, each in enumerate(field_start('TOC \\o "1-2" \\h \\z \\u')):
            lines[0].insert(1 + place, each)
        lines[-1].append(field_end())
        gallery = element(
            "w:docPartObj", element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique")
        )
        look = element("w:pPr", element("w:pStyle", val=self.style("TOC Heading")))
        look.extend([element("w:pageBreakBefore")] if new_page else [])
        head = element("w:p", look, run(title))
        content = element("w:sdtContent", head, *lines)
        before.addprevious(element("w:sdt", element("w:sdtPr", gallery), content))

    @contextmanager
    def landscape(self) -> Iterator[None]:
        """What is written meanwhile stands on pages of its own that lie on their side."""
        upright = self._section
        if _measure(upright.find(qn("w:pgSz")), "w", default=0) > _measure(upright.find(qn("w:pgSz")), "h", default=1):
            yield
            return
        self.add(element("w:p", element("w:pPr", deepcopy(upright))))
        self._section = turned = _turned(upright)
        yield
        self.add(element("w:p", element("w:pPr", turned)))
        self._section = upright
        _go_on(upright)

    @property
    def _height(self) -> int:
        margins = self._section.find(qn("w:pgMar"))
        ends = sum(_measure(margins, each, default=1440) for each in ("top", "bottom"))
        return max(3000, _measure(self._section.find(qn("w:pgSz")), "h", default=16838) - ends)


def _section_of(end: Any) -> Any:
    """The properties of the section in which this element of the body stands."""
    for each in (end, *end.itersiblings()):
        found = each if each.tag == qn("w:sectPr") else each.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if found is not None:
            return found
    body = end.getparent()
    body.append(element("w:sectPr", element("w:pgSz", w=11906, h=16838)))
    return body[-1]


def _turned(section: Any) -> Any:
    """The same pages on their side."""
    made = deepcopy(section)
    _go_on(made)
    size, margins = made.find(qn("w:pgSz")), made.find(qn("w:pgMar"))
    width, height = _measure(size, "w", default=11906), _measure(size, "h", default=16838)
    if size is None:
        size = element("w:pgSz")
        made.append(size)
    if width < height:
        size.set(qn("w:w"), str(height))
        size.set(qn("w:h"), str(width))
        size.set(qn("w:orient"), "landscape")
        if margins is not None:
            top, right, bottom, left = (margins.get(qn(f"w:{each}")) for each in ("top", "right", "bottom", "left"))
            for side, value in (("top", left), ("right", top), ("bottom", right), ("left", bottom)):
                if value is not None:
                    margins.set(qn(f"w:{side}"), value)
    return made


def _go_on(section: Any) -> None:
    """Nothing; the section then follows another one: on a new page, with its numbers, and no first page of its own."""
    for tag in ("w:titlePg", "w:type"):
        found = section.find(qn(tag))
        if found is not None:
            section.remove(found)
    numbers = section.find(qn("w:pgNumType"))
    if numbers is not None:
        numbers.attrib.pop(qn("w:start"), None)


def _measure(found: Any, name: str, *, default: int) -> int:
    """A length in twentieths of a point; files that are not quite right may hold anything."""
    text = "" if found is None else found.get(qn(f"w:{name}"), "")
    try:
        return abs(round(float(text)))
    except ValueError:
        return default
