"""What a PDF holds, as another program reads it: for tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader


class Pdf:
    """A PDF: the words of its pages, its bookmarks, and what it tells those who do not see it."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._reader = PdfReader(BytesIO(content))
        self.root: Any = self._reader.trailer["/Root"].get_object()
        self.properties: Any = self._reader.metadata

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, without the white space and hyphens that lines break at."""
        return [squeezed(each.extract_text()) for each in self._reader.pages]

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """How wide and how high each page is."""
        return [(float(each.mediabox.width), float(each.mediabox.height)) for each in self._reader.pages]

    @cached_property
    def words(self) -> str:
        """The words of all pages, without what stands at the foot of each."""
        foot = re.compile(r"\d+/\d+$")
        title = str(self.properties["/Title"])
        named = squeezed(title if len(title) <= 90 else title[:89] + "…")
        return "".join(foot.sub("", page).removesuffix(named) for page in self.pages)

    @cached_property
    def bookmarks(self) -> list[tuple[int, str]]:
        """The bookmarks, each with its depth from 1."""
        return list(_nested(self._reader.outline, depth=1))

    @cached_property
    def links(self) -> list[str]:
        """The addresses that links lead to outside of the document."""
        marks = [mark.get_object() for page in self._reader.pages for mark in page.get("/Annots", [])]
        return [str(mark["/A"]["/URI"]) for mark in marks if "/URI" in mark.get("/A", {})]

    @cached_property
    def tags(self) -> list[tuple[str, str | None]]:
        """The structure: each element's kind, with its text alternative."""
        return list(_tags(self.root["/StructTreeRoot"].get_object()))

    @cached_property
    def alternatives(self) -> set[str]:
        """What pictures say in words."""
        return {words for _, words in self.tags if words}


def squeezed(text: str) -> str:
    """The text without what may differ by where a line breaks."""
    return re.sub(r"[\s\u00ad\u200b\u2066-\u2069-]", "", text)


def _nested(outline: Any, *, depth: int) -> Iterator[tuple[int, str]]:
    for each in outline:
        if isinstance(each, list):
            yield from _nested(each, depth=depth + 1)
        else:
            yield depth, str(each.title)


def _tags(element: Any) -> Iterator[tuple[str, str | None]]:
    if "/S" in element:
        yield str(element["/S"]), str(element["/Alt"]) if "/Alt" in element else None
    kids = element.get("/K", [])
    for each in kids if isinstance(kids, list) else [kids]:
        kid = each.get_object()
        if isinstance(kid, dict):
            yield from _tags(kid)
