"""Bullets and numbers, as Word has them: a list is a definition, a numbering that follows it, and paragraphs in it."""

from __future__ import annotations

from typing import Any, Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from mentorscan.report.renderers.word.elements import element

_LEVELS: Final = 3
_STEP: Final = 340
_BULLETS: Final = "•–·"


class Lists:
    """The lists of a document. Each numbered list starts again, whichever style its paragraphs have."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root: Any = _numbering(document)
        self._own: dict[bool, int] = {}

    def own(self, *, numbered: bool) -> int:
        """The number of our own list of bullets, or of numbers."""
        if numbered not in self._own:
            self._own[numbered] = self._follow(self._define(numbered=numbered))
        return self._own[numbered]

    def started(self, *, style: str, level: int, at: int) -> int:
        """The number of a new list that looks like the one of this style and starts at this number."""
        return self._follow(self._definition_of(style), level=level, start=at)

    def _definition_of(self, style: str) -> int:
        """The definition that a paragraph style follows, or our own where it follows none."""
        named = self._document.styles.element.xpath(f'w:style[@w:styleId="{style}"]/w:pPr/w:numPr/w:numId/@w:val')
        number = named[0] if named else self.own(numbered=True)
        found = self._root.xpath(f'w:num[@w:numId="{number}"]/w:abstractNumId/@w:val')
        return int(found[0]) if found else self._define(numbered=True)

    def _define(self, *, numbered: bool) -> int:
        """A definition with three levels."""
        number = 1 + max((int(each) for each in self._root.xpath("w:abstractNum/@w:abstractNumId")), default=0)
        levels = [_level(place, numbered=numbered) for place in range(_LEVELS)]
        made = element("w:abstractNum", element("w:multiLevelType", val="hybridMultilevel"), *levels)
        made.set(qn("w:abstractNumId"), str(number))
        # All definitions stand before the first list that follows one.
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(made)
        else:
            first.addprevious(made)
        return number

    def _follow(self, definition: int, *, level: int | None = None, start: int = 1) -> int:
        number = 1 + max((int(each) for each in self._root.xpath("w:num/@w:numId")), default=0)
        made = element("w:num", element("w:abstractNumId", val=definition), numId=number)
        if level is not None:
            made.append(element("w:lvlOverride", element("w:startOverride", val=start), ilvl=level))
        last = self._root.xpath("w:num")
        if last:
            last[-1].addnext(made)
        else:
            self._root.xpath("w:abstractNum")[-1].addnext(made)
        return number


def _level(place: int, *, numbered: bool) -> Any:
    return element(
        "w:lvl",
        element("w:start", val=1),
        element("w:numFmt", val="decimal" if numbered else "bullet"),
        element("w:lvlText", val=f"%{place + 1}." if numbered else _BULLETS[place]),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left=_STEP * (place + 1), hanging=_STEP)),
        ilvl=place,
    )


def _numbering(document: Document) -> Any:
    """The root of the document's lists; many templates have none."""
    part = document.part
    for each in part.rels.values():
        if each.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return each.target_part.element
    root = element("w:numbering")
    made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return root
