"""A Word template of the user's own: its placeholders, and where in it the report goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from mentorscan.errors import OptionError, Place, Problem
from mentorscan.instrument.explain import nearest
from mentorscan.report.renderers.office import legal, opened

REPORT: Final = "report"
"""The placeholder of the report itself; the others are the report's own (``Report.placeholders``)."""

NAMES: Final = ("title", "organisation", "date", "prepared_for", "prepared_by", "confidentiality")

_PLACEHOLDER: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_STORIES: Final = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})


def open_document(data: bytes, *, place: Place | None = None) -> Document:
    """The document in this file, which may be a template.

    Raises:
        OptionError: where Word could not open it either, or it is not for Word.
    """
    whole = opened(data, kind="Word", place=place)
    try:
        document = docx.Document(BytesIO(whole))
        list(paragraphs(document))
        list(document.styles)
    except (KeyError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        # What the XML parser finds wrong is a SyntaxError.
        found, hint = "the template cannot be used: it is damaged", "open it in Word and save it again"
        raise OptionError(Problem("office-template", found, place, hint=hint)) from error
    return document


def paragraphs(document: Document) -> Iterator[Any]:
    """Every paragraph of the text, of tables and text boxes in it, of headers and of footers."""
    body: Any = document.element.body
    yield from body.iter(qn("w:p"))
    for each in document.part.rels.values():
        if each.reltype in _STORIES and not each.is_external:
            part: Any = each.target_part
            yield from part.element.iter(qn("w:p"))


def placeholders(paragraph: Any) -> tuple[str, ...]:
    """The names of the placeholders in a paragraph, also where Word has split them."""
    return tuple(_PLACEHOLDER.findall("".join(each.text or "" for each in _texts(paragraph))))


def report_places(document: Document) -> list[Any]:
    """The paragraphs of the text that hold the placeholder of the report."""
    body: Any = document.element.body
    return [each for each in body.findall(qn("w:p")) if REPORT in placeholders(each)]


def check_placeholders(document: Document, *, place: Place | None) -> None:
    """Nothing, if whatever stands in double braces will be filled, and no words are lost with it.

    Raises:
        OptionError: where something else stands there, or ``{{ report }}`` has no line of its own: the reader of the
            report would see the braces, or miss words.
    """
    known = (REPORT, *NAMES)
    problems = [
        Problem(
            "unknown-placeholder",
            f"nothing fills {{{{ {name} }}}}",
            place,
            f"one of {', '.join(known)}",
            nearest(name, known) or "take it out of the template",
        )
        for name in names_used(document)
        if name not in known
    ]
    if lacks_line(document):
        found = "{{ report }} stands within other words, in a table, a text box, a header or a footer"
        hint = "give it a line of its own in the text"
        problems.append(Problem("report-without-line", found, place, "a line with {{ report }} alone", hint))
    if problems:
        raise OptionError(problems)


def names_used(document: Document) -> tuple[str, ...]:
    """The names of all placeholders in the document, each once."""
    return tuple(dict.fromkeys(name for each in paragraphs(document) for name in placeholders(each)))


def lacks_line(document: Document) -> bool:
    """Whether the placeholder of the report is there and has no line of the text to itself."""
    places = report_places(document)
    lines = ("".join(text.text or "" for text in _texts(each)).strip() for each in places)
    return REPORT in names_used(document) and not (places and all(map(_PLACEHOLDER.fullmatch, lines)))


def fill(document: Document, values: Mapping[str, str]) -> None:
    """Nothing; each placeholder with one of these names is then replaced by its value, wherever it stands."""
    for each in list(paragraphs(document)):
        _fill(each, values)


def clear_place(paragraph: Any) -> None:
    """Nothing; the paragraph of a placeholder is then gone, or empty where a section ends with it."""
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        paragraph.getparent().remove(paragraph)
        return
    for each in list(paragraph):
        if each.tag != qn("w:pPr"):
            paragraph.remove(each)


def has_contents(document: Document) -> bool:
    """Whether the template has a contents list of its own, which Word fills."""
    root: Any = document.element
    codes = [each.text or "" for each in root.iter(qn("w:instrText"))]
    simple = [each.get(qn("w:instr"), "") for each in root.iter(qn("w:fldSimple"))]
    return any(each.strip().upper().startswith("TOC") for each in (*codes, *simple))


def _fill(paragraph: Any, values: Mapping[str, str]) -> None:
    """The texts of the runs are read as one; a value goes to where its placeholder begins, in that run's look."""
    nodes = _texts(paragraph)
    whole = "".join(each.text or "" for each in nodes)
    found = [each for each in _PLACEHOLDER.finditer(whole) if each[1] in values]
    for each in reversed(found):
        _replace(nodes, start=each.start(), end=each.end(), value=legal(values[each[1]]))


def _replace(nodes: list[Any], *, start: int, end: int, value: str) -> None:
    at = 0
    for node in nodes:
        text = node.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            node.text = text[:first] + value + text[last:]
            node.set(qn("xml:space"), "preserve")
            value = ""


def _texts(paragraph: Any) -> list[Any]:
    """The pieces of text of this paragraph, without those of text boxes that hang on it."""
    return [each for each in paragraph.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is paragraph]
