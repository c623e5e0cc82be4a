"""Decks as a client would bring them: another size, another master, layouts named in another language."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Pt

ITALIAN = {"Title Slide": "Diapositiva titolo", "Title and Content": "Titolo e contenuto", "Title Only": "Solo titolo"}


def client_deck(*, names: dict[str, str] | None = None, template: bool = False) -> bytes:
    """4:3, a dark bar behind the titles, fonts and colours of its own, and two slides that show how it looks.

    ``names``: new names for its layouts; ``template``: as a ``.potx``.
    """
    deck: Any = Presentation()
    for layout in deck.slide_layouts:
        layout.name = (names or {}).get(layout.name, layout.name)
    master = deck.slide_master
    bar = master.shapes.element
    helper = deck.slides.add_slide(deck.slide_layouts[0])
    helper.shapes.title.text = "An example slide"
    shape = helper.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, deck.slide_width, Emu(1_188_720))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0x2B, 0x1B, 0x3D)
    shape.line.fill.background()
    bar.insert(2, shape.element)
    title = master.placeholders[0]
    title.left, title.top, title.width, title.height = Emu(457_200), Emu(91_440), Emu(8_229_600), Emu(1_005_840)
    for run in master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr"):
        run.set("sz", "2800")
    for colour in master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/a:solidFill/a:schemeClr"):
        colour.set("val", "bg1")
    cover = helper.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, deck.slide_width, deck.slide_height // 2 + 300_000)
    cover.fill.solid()
    cover.fill.fore_color.rgb = RGBColor(0x2B, 0x1B, 0x3D)
    deck.slide_layouts[0].shapes.element.insert(2, cover.element)
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "Another example"
    deck.core_properties.author = deck.core_properties.last_modified_by = "Somebody Else"
    deck.slides[1].notes_slide.notes_text_frame.text = "a note of the template"
    deck.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(20)
    out = BytesIO()
    deck.save(out)
    return _branded(out.getvalue(), template=template)


def _branded(data: bytes, *, template: bool) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "ppt/theme/theme1.xml":
                text = content.decode("utf-8")
                text = re.sub(r"(<a:accent1>\s*<a:srgbClr val=)\"\w+\"", r'\1"F2B705"', text)
                text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=)"[^"]*"', r'\1"DejaVu Serif"', text)
                content = text.encode("utf-8")
            if template and name == "[Content_Types].xml":
                content = content.replace(b"presentationml.presentation.main", b"presentationml.template.main")
            target.writestr(name, content)
    return out.getvalue()
