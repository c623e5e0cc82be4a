"""The styles of a document: those of a template stay as they are, and missing ones are made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from mentorscan.report.design import ACCENT, Design
from mentorscan.report.renderers.word.elements import element
from mentorscan.report.renderers.word.lists import Lists
from mentorscan.report.renderers.word.looks import (
    BODY,
    INK,
    LINE,
    LOOKS,
    OWN,
    SANS,
    SERIF,
    SOFT,
    TABLE_STYLES,
    Look,
)

_FACES: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_BASE_TABLE: Final = "Normal Table"


def style_ids(document: Document) -> Mapping[str, str]:
    """The id of each style by its name."""
    found = ((each.name, each.style_id) for each in document.styles)
    return MappingProxyType({name: id_ for name, id_ in found if name})


def complete(document: Document, *, design: Design, lists: Lists) -> None:
    """Nothing; a template then has every style that it lacked, in its own typeface."""
    known = style_ids(document)
    for name, look in LOOKS.items():
        if name not in known:
            _apply(_added(document, name, look), look, accent=_accent(design), lists=lists)
    if not any(name in known for name in TABLE_STYLES):
        _add_table_style(document)


def restyle(document: Document, *, design: Design, lists: Lists) -> None:
    """Nothing; the document then looks as our reports do, and has no table styles but ours."""
    for each in list(document.styles):
        if each.type == WD_STYLE_TYPE.TABLE and each.name != _BASE_TABLE:
            each.delete()
    known = style_ids(document)
    for name, look in {"Normal": BODY, **LOOKS}.items():
        style = document.styles[name] if name in known else _added(document, name, look)
        _clear(document, style)
        face = SERIF if look.serif else SANS if name == "Normal" else None
        _apply(style, look, accent=_accent(design), lists=lists, face=face)
    _add_table_style(document)


def speak(document: Document, *, language: str, right_to_left: bool) -> None:
    """Nothing; the text is then marked as being in this language, for spelling and for reading aloud."""
    root: Any = document.styles.element
    defaults = _child(_child(_child(root, "w:docDefaults", first=True), "w:rPrDefault", first=True), "w:rPr")
    _child(defaults, "w:lang")
    for each in root.iter(qn("w:lang")):
        each.set(qn("w:bidi" if right_to_left else "w:val"), language)


def _child(parent: Any, tag: str, *, first: bool = False) -> Any:
    found = parent.find(qn(tag))
    if found is None:
        found = element(tag)
        parent.insert(0 if first else len(parent), found)
    return found


def _accent(design: Design) -> str:
    return (design.accent or ACCENT).lstrip("#").upper()


def _added(document: Document, name: str, look: Look) -> Any:
    """A new style, based on the body text where it is one of paragraphs."""
    kind = WD_STYLE_TYPE.CHARACTER if look.character else WD_STYLE_TYPE.PARAGRAPH
    style: Any = document.styles.add_style(name, kind, builtin=not name.startswith(OWN))
    style.quick_style = style.priority is None and not look.character
    if not look.character:
        style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return style


def _clear(document: Document, style: Any) -> None:
    """Nothing; the style then says nothing of itself."""
    for tag in ("w:pPr", "w:rPr"):
        found = style.element.find(qn(tag))
        if found is not None:
            style.element.remove(found)
    if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name != "Normal":
        style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)


def _apply(style: Any, look: Look, *, accent: str, lists: Lists, face: str | None = None) -> None:
    """Nothing; the style then looks like that. Without a typeface it has the one that it is based on."""
    letters = style.element.get_or_add_rPr()
    if face:
        letters.append(element("w:rFonts", **dict.fromkeys(_FACES, face)))
    for tag, wanted in (("w:b", look.bold), ("w:i", look.italic)):
        if wanted is not None:
            letters.append(element(tag) if wanted else element(tag, val="0"))
    if look.colour:
        letters.append(element("w:color", val={"ink": INK, "soft": SOFT, "accent": accent}[look.colour]))
    if look.size:
        letters.extend(element(tag, val=round(2 * look.size)) for tag in ("w:sz", "w:szCs"))
    if not look.character:
        style.element.get_or_add_pPr().extend(_paragraph(look, accent=accent, lists=lists))


def _paragraph(look: Look, *, accent: str, lists: Lists) -> list[Any]:
    """The properties of paragraphs of this look, in the order that Word asks for."""
    made = [element("w:keepNext")] if look.keep else []
    if look.list_level is not None:
        number = lists.own(numbered=look.numbered)
        made.append(element("w:numPr", element("w:ilvl", val=look.list_level), element("w:numId", val=number)))
    if look.ruled:
        made.append(element("w:pBdr", element("w:left", val="single", sz=12, space=8, color=accent)))
    spacing = {
        name: round(20 * value) for name, value in (("before", look.before), ("after", look.after)) if value is not None
    }
    if look.line:
        made.append(element("w:spacing", **spacing, line=round(240 * look.line), lineRule="auto"))
    elif spacing:
        made.append(element("w:spacing", **spacing))
    if look.indent:
        made.append(element("w:ind", left=round(20 * look.indent)))
    if look.tight:
        made.append(element("w:contextualSpacing"))
    if look.aligned:
        made.append(element("w:jc", val=look.aligned))
    if look.outline is not None:
        made.append(element("w:outlineLvl", val=look.outline))
    return made


def _add_table_style(document: Document) -> None:
    """Nothing; the document then has our table style: hairlines between rows, and nothing else."""
    style: Any = document.styles.add_style(OWN, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles.default(WD_STYLE_TYPE.TABLE)
    hair: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    style.element.append(
        element(
            "w:tblPr",
            element("w:tblBorders", element("w:bottom", **hair), element("w:insideH", **hair)),
            element(
                "w:tblCellMar",
                *(element(f"w:{side}", w=width, type="dxa") for side, width in (("left", 60), ("right", 60))),
            ),
        )
    )
    under = element("w:tcBorders", element("w:bottom", val="single", sz=6, space=0, color=INK))
    style.element.append(element("w:tblStylePr", element("w:tcPr", under), type="firstRow"))
