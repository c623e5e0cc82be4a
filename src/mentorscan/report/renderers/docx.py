"""Word: a document to edit, with real headings, lists and tables, on the user's own template where there is one."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import docx
from babel.core import get_global
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from mentorscan.errors import Place
from mentorscan.report.model import Report
from mentorscan.report.renderers.drawn import drawn
from mentorscan.report.renderers.office import Fit, packed, sign
from mentorscan.report.renderers.templates import BUNDLED, Templates
from mentorscan.report.renderers.word.elements import field, run
from mentorscan.report.renderers.word.front import front, sign_off
from mentorscan.report.renderers.word.lists import Lists
from mentorscan.report.renderers.word.looks import LOOKS, NOTE, OWN, TABLE_STYLES
from mentorscan.report.renderers.word.page import Page
from mentorscan.report.renderers.word.parts import write
from mentorscan.report.renderers.word.styles import complete, restyle, speak, style_ids
from mentorscan.report.renderers.word.template import (
    NAMES,
    REPORT,
    check_placeholders,
    clear_place,
    fill,
    has_contents,
    lacks_line,
    names_used,
    open_document,
    report_places,
)

_BRITISH: Final = {"en": "en-GB"}
_THUMBNAIL: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def render(report: Report, templates: Templates = BUNDLED) -> bytes:
    """The report as a Word document.

    Where the templates have a ``report.docx`` or ``report.dotx``, it stands there: at the line ``{{ report }}``, or at
    the end.

    Raises:
        OptionError: where that file cannot be used.
    """
    found = templates.find("report.docx", "report.dotx")
    document = open_document(found.read_bytes(), place=Place(str(found))) if found else docx.Document()
    used = names_used(document)
    places = report_places(document)
    lists = Lists(document)
    if found:
        check_placeholders(document, place=Place(str(found)))
        complete(document, design=report.design, lists=lists)
    else:
        restyle(document, design=report.design, lists=lists)
        _set_paper(document)
        _write_footer(document, report)
    fill(document, report.placeholders)
    end = places[0] if places else _last(document)
    page = Page(document, end=end, lists=lists, right_to_left=report.direction == "rtl")
    _write(report, page, templates=templates, titled="title" in used, listed=has_contents(document))
    for each in places:
        clear_place(each)
    return _saved(document, report)


def examine(data: bytes, *, place: Place | None = None) -> tuple[Fit, ...]:
    """What a Word template has of what a report needs, and what it lacks.

    Raises:
        OptionError: where the file cannot be used at all.
    """
    document = open_document(data, place=place)
    places, styles = report_places(document), style_ids(document)
    used, misplaced = names_used(document), lacks_line(document)
    lost = "it stands within other words, in a table, a text box, a header or a footer; give it a line of its own"
    absent = "the report goes to the end; write {{ report }} on the line where it is to stand"
    found = [
        Fit(
            fits=bool(places) and not misplaced,
            what="placeholder {{ report }}",
            hint=lost if misplaced else None if places else absent,
        )
    ]
    for name in (each for each in used if each != REPORT):
        known = name in NAMES
        hint = None if known else f"nothing fills it; known ones: report, {', '.join(NAMES)}"
        found.append(Fit(fits=known, what=f"placeholder {{{{ {name} }}}}", hint=hint))
    for name in (each for each in LOOKS if each in styles or not each.startswith(OWN)):
        fits = name in styles
        found.append(Fit(fits=fits, what=f"style {name}", hint=None if fits else "one in plain looks is made for it"))
    table = next((each for each in TABLE_STYLES if each in styles), None)
    hint = None if table else "one with hairlines is made for it; name yours mentorscan to have it used"
    found.append(Fit(fits=table is not None, what=f"table style {table or TABLE_STYLES[0]}", hint=hint))
    return tuple(found)


def _write(report: Report, page: Page, *, templates: Templates, titled: bool, listed: bool) -> None:
    """Nothing; the whole report then stands on the page. A template with a title or a contents list has its own."""
    covered = front(report, page, titled=titled)
    spot = None if listed else page.paragraph()
    pictures = drawn(report, templates)
    for place, part in enumerate(report.parts):
        write(part, page, report=report, pictures=pictures, break_before=place == 0 and spot is not None)
    if report.sign_off:
        sign_off(report.sign_off, page)
    for each in report.footer:
        page.text(each, NOTE)
    if spot is not None:
        page.contents(spot, title=report.labels.contents, new_page=covered)
        spot.getparent().remove(spot)


def _set_paper(document: Document) -> None:
    """Nothing; the pages are then A4, with room around the text."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)


def _write_footer(document: Document, report: Report) -> None:
    """Nothing; every page then has its number and, where asked for, the line on confidentiality.

    Both stand at the left, where they are right on upright pages and on those that lie on their side.
    """
    footer: Any = document.sections[0].footer
    paragraph = footer.part.element.find(qn("w:p"))
    line = report.confidentiality or report.title
    paragraph.extend([*field("PAGE", "1"), run(f"   ·   {line}")])


def _last(document: Document) -> Any:
    """The end of the text: what stands there describes its pages."""
    body: Any = document.element.body
    return body.get_or_add_sectPr()


def _saved(document: Document, report: Report) -> bytes:
    """The file, in the language of the report, without a name, a date or a picture of another one."""
    speak(document, language=_tag(report.language), right_to_left=report.direction == "rtl")
    sign(document.core_properties, title=report.title, language=_tag(report.language), created=report.created)
    package: Any = document.part.package
    for key in [key for key, each in package.rels.items() if each.reltype == _THUMBNAIL]:
        del package.rels[key]
    out = BytesIO()
    document.save(out)
    return packed(out.getvalue(), created=report.created)


def _tag(language: str) -> str:
    """The language with the country whose spelling is meant, as Word wants it.

    >>> _tag("it"), _tag("en")
    ('it-IT', 'en-GB')
    """
    likely = get_global("likely_subtags").get(language, language).split("_")
    return _BRITISH.get(language, f"{language}-{likely[-1]}" if len(likely) > 1 else language)
