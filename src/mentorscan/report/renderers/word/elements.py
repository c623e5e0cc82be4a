"""Pieces of WordprocessingML. A text from outside becomes the content of ``w:t`` and nothing else."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from mentorscan.report.renderers.office import legal


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of Word's main namespace with its children and attributes.

    >>> element("w:shd", val="clear", fill="ffffff").get(qn("w:fill"))
    'ffffff'
    """
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), legal(str(value)))
    made.extend(children)
    return made


def run(
    text: str, *, style: str | None = None, strong: bool = False, emphasis: bool = False, size: float | None = None
) -> Any:
    """A run of text; ``style`` is the id of a character style, ``size`` in points."""
    content = OxmlElement("w:t")
    content.set(qn("xml:space"), "preserve")
    content.text = legal(text)
    looks = [element("w:rStyle", val=style)] if style else []
    looks += [element(tag) for tag, wanted in (("w:b", strong), ("w:i", emphasis)) if wanted]
    looks += [element("w:sz", val=round(2 * size))] if size else []
    return element("w:r", element("w:rPr", *looks), content) if looks else element("w:r", content)


def line_break() -> Any:
    """A new line within a paragraph."""
    return element("w:r", element("w:br"))


def field(instruction: str, shown: str) -> tuple[Any, ...]:
    """Runs that Word computes by itself, such as the number of a page; until then they show this."""
    return (*field_start(instruction), run(shown), field_end())


def field_start(instruction: str) -> tuple[Any, ...]:
    """The runs that open a field, up to where its result begins."""
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    begin, middle = (element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate"))
    return element("w:r", begin), element("w:r", code), element("w:r", middle)


def field_end() -> Any:
    """The run that closes a field."""
    return element("w:r", element("w:fldChar", fldCharType="end"))


def bookmark_name(anchor: str) -> str:
    """A name for a place in the document, as Word wants it: letters, digits and underscores, at most forty.

    >>> bookmark_name("hallmark-1")
    'ms_hallmark_1'
    """
    return ("ms_" + re.sub(r"[^A-Za-z0-9]", "_", anchor))[:40]
