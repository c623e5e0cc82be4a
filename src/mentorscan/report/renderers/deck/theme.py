"""The deck that stands where nobody brings one: white, calm, wide, with one accent colour.

Built from python-pptx's own template: its pages are made wide, its layouts laid out anew, its theme replaced.
"""

from __future__ import annotations

import re
import zipfile
from importlib.resources import files
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu

from mentorscan.report.renderers.deck.layouts import places
from mentorscan.report.renderers.deck.type import Box

WIDTH: Final = 12_192_000
HEIGHT: Final = 6_858_000
TITLE_SIZE: Final = 26
COVER_SIZE: Final = 40

KICKER, TEXT, NOTE, READING = 13, 14, 15, 16
"""Placeholders beside title and body: the question above the title, text, small print, the consultant's reading."""

_MARGIN: Final = 685_800
_WIDE: Final = WIDTH - 2 * _MARGIN
_ABOVE: Final = Box(left=_MARGIN, top=365_760, width=_WIDE, height=292_608)
_TITLE: Final = Box(left=_MARGIN, top=649_224, width=_WIDE, height=886_968)
_BODY: Final = Box(left=_MARGIN, top=1_682_496, width=_WIDE, height=4_480_560)
_FOOTER: Final = Box(left=_MARGIN, top=6_382_512, width=9_144_000, height=256_032)
_NUMBER: Final = Box(left=WIDTH - _MARGIN - 914_400, top=6_382_512, width=914_400, height=256_032)
_RULE: Final = Box(left=_MARGIN, top=6_309_360, width=_WIDE, height=6_350)
_STRIP: Final = Box(left=0, top=402_336, width=109_728, height=1_060_704)
_COVER_STRIP: Final = Box(left=0, top=0, width=365_760, height=HEIGHT)
_COVER_TITLE: Final = Box(left=1_097_280, top=1_920_240, width=9_966_960, height=1_463_040)
_COVER_TEXT: Final = Box(left=1_097_280, top=3_520_440, width=9_966_960, height=2_377_440)

_KEPT: Final = ("Title Slide", "Title and Content", "Title Only")
_DROPPED: Final = ("thumbnail.jpeg", "printerSettings1.bin", "docProps/app.xml")
_COLOURS: Final = (
    ("dk1", "1B2733"),
    ("lt1", "FFFFFF"),
    ("dk2", "46535F"),
    ("lt2", "EEF1F4"),
    ("accent1", ""),
    ("accent2", "0B6AA8"),
    ("accent3", "B84E00"),
    ("accent4", "6B7782"),
    ("accent5", "3E7C6B"),
    ("accent6", "7A5C99"),
    ("hlink", ""),
    ("folHlink", "6B7782"),
)
_FONT: Final = "Arial"

_SPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def own_deck(accent: str) -> Deck:
    """An empty deck in mentorscan's design; ``accent``: ``#rrggbb``."""
    deck = Presentation(BytesIO(_themed(accent.removeprefix("#").upper())))
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    size = next(each for each in deck.element if each.tag.endswith("}sldSz"))
    size.attrib.pop("type", None)
    for layout in [each for each in deck.slide_layouts if each.name not in _KEPT]:
        deck.slide_layouts.remove(layout)
    _lay_out_master(deck.slide_master)
    cover, text, picture = deck.slide_layouts
    _lay_out_cover(cover)
    _lay_out(text, body=True)
    _lay_out(picture, body=False)
    return deck


def _themed(accent: str) -> bytes:
    """python-pptx's template with fonts and colours of our own, and without what its maker left in it."""
    out = BytesIO()
    template = (files("pptx") / "templates" / "default.pptx").read_bytes()
    with zipfile.ZipFile(BytesIO(template)) as archive, zipfile.ZipFile(out, "w") as target:
        for name in archive.namelist():
            if name.endswith(_DROPPED):
                continue
            content = archive.read(name).decode("utf-8")
            if name.endswith(".rels"):
                unwanted = "|".join(re.escape(each) for each in _DROPPED)
                content = re.sub(rf'<Relationship [^>]*Target="[^"]*(?:{unwanted})"[^>]*/>', "", content)
            if name == "[Content_Types].xml":
                content = re.sub(r'<Override PartName="/docProps/app.xml"[^>]*/>', "", content)
            target.writestr(name, _theme(content, accent=accent) if "/theme/" in name else content)
    return out.getvalue()


def _theme(xml: str, *, accent: str) -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour or accent}"/></a:{name}>' for name, colour in _COLOURS)
    xml = re.sub(r"(?s)<a:clrScheme .*?</a:clrScheme>", f'<a:clrScheme name="mentorscan">{colours}</a:clrScheme>', xml)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=)"[^"]*"', rf'\1"{_FONT}"', xml)
    return re.sub(r'(<a:theme [^>]*name=)"[^"]*"', r'\1"mentorscan"', xml)


def _lay_out_master(master: SlideMaster) -> None:
    places = {"title": _TITLE, "body": _BODY, "dt": _NUMBER, "ftr": _FOOTER, "sldNum": _NUMBER}
    every: Any = master.placeholders
    for each in every:
        kind = each.element.xpath("string(.//p:ph/@type)")
        _move(each.element, places[str(kind)])
    for properties in master.element.xpath("./p:cSld/p:spTree/p:sp[.//p:ph[@type='title']]//a:bodyPr"):
        properties.set("anchor", "t")
    for properties in master.element.xpath("./p:cSld/p:spTree/p:sp//a:bodyPr"):
        properties.set("lIns", "0")
        properties.set("rIns", "0")
    for level in master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr"):
        level.set("algn", "l")
    for run in master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr"):
        run.set("sz", f"{TITLE_SIZE * 100}")
        run.set("b", "1")
    for place, run in enumerate(master.element.xpath("./p:txStyles/p:bodyStyle/*/a:defRPr")):
        run.set("sz", "1600" if place == 0 else "1400")
    for run in master.element.xpath("./p:cSld/p:spTree/p:sp[.//p:ph[@type='ftr' or @type='sldNum']]//a:defRPr"):
        run.set("sz", "900")
    for properties in master.element.xpath("./p:cSld/p:spTree/p:sp[.//p:ph[@type='ftr']]//a:lvl1pPr"):
        properties.set("algn", "l")
    _draw(master.element, _STRIP, name="Accent", colour="accent1", number=101)
    _draw(master.element, _RULE, name="Rule", colour="lt2", number=102)


def _lay_out_cover(layout: SlideLayout) -> None:
    layout.element.set("showMasterSp", "0")
    for each in places(layout):
        kind = str(each.element.xpath("string(.//p:ph/@type)"))
        if kind in {"dt", "ftr", "sldNum"}:
            each.element.getparent().remove(each.element)
            continue
        title = kind == "ctrTitle"
        _move(each.element, _COVER_TITLE if title else _COVER_TEXT)
        for properties in each.element.xpath(".//a:bodyPr"):
            properties.set("anchor", "b" if title else "t")
        for paler in each.element.xpath(".//a:lstStyle//a:tint"):
            paler.getparent().remove(paler)
        for level in each.element.xpath(".//a:lstStyle/*"):
            level.set("algn", "l")
        for style in each.element.xpath(".//a:lstStyle[not(*)]"):
            style.append(parse_xml(f'<a:lvl1pPr {_SPACES}><a:defRPr sz="{COVER_SIZE * 100}" b="1"/></a:lvl1pPr>'))
    _draw(layout.element, _COVER_STRIP, name="Accent", colour="accent1", number=101)


def _lay_out(layout: SlideLayout, *, body: bool) -> None:
    for each in places(layout):
        if each.element.xpath(".//p:ph[@type='dt']"):
            each.element.getparent().remove(each.element)
    small = _BODY.below(_BODY.height - 457_200)
    extra = [(KICKER, "Question", _ABOVE, 1200, "accent1"), (NOTE, "Small print", small, 1000, "dk2")]
    if not body:
        extra += [(TEXT, "Text", _BODY, 1600, "dk1")]
    extra += [(READING, "Reading", small, 1200, "dk1")]
    (tree,) = layout.element.xpath("./p:cSld/p:spTree")
    for index, name, box, size, colour in extra:
        tree.append(parse_xml(_placeholder(index, name=name, box=box, size=size, colour=colour)))


def _placeholder(index: int, *, name: str, box: Box, size: int, colour: str) -> str:
    bold = ' b="1"' if index == KICKER else ""
    return (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{100 + index}" name={quoteattr(f"{name} {index}")}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="{index}"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
        f'</a:xfrm></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{size}"{bold}><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f'<a:p><a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _move(element: Any, box: Box) -> None:
    """Puts a shape's frame in place, whether it has had one or not."""
    (properties,) = element.xpath("./p:spPr")
    for each in properties.xpath("./a:xfrm"):
        properties.remove(each)
    frame = (
        f'<a:xfrm {_SPACES}><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )
    properties.insert(0, parse_xml(frame))


def _draw(element: Any, box: Box, *, name: str, colour: str, number: int) -> None:
    """Draws a filled rectangle behind everything else."""
    (tree,) = element.xpath("./p:cSld/p:spTree")
    shape = (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/>'
        f"</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    tree.insert(2, parse_xml(shape))
