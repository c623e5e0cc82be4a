"""Addresses of web pages in what people wrote: the one thing in it that may become a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from mentorscan.report.prose import Span

_FOUND: Final = re.compile(r"(?i)(?<!\S)[(\[<]?(https?://\S+)")
"""What looks like an address: at the start of a word, perhaps in brackets."""

_ADDRESS: Final = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&*+,;=%()]+")
"""The characters of an address (RFC 3986), without those that some format might read as markup or as a quotation."""

_AFTER: Final = ".,;:!?>]}'\"»”…"
"""What stands behind an address, rather than at its end."""


def linked(text: str) -> tuple[Span, ...]:
    """A text in pieces, its addresses as links: http and https with a host, and without a name or password in it.

    Whatever else looks like a link stays text, and so does an address that holds a character that needs escaping.

    >>> [(each.text, each.link) for each in linked("see https://example.org/a, p. 2")]
    [('see ', None), ('https://example.org/a', 'https://example.org/a'), (', p. 2', None)]
    >>> [each.link for each in linked("javascript:alert(1) https://me@example.org data:text/html,x")]
    [None]
    """
    return tuple(each for each in _pieces(text) if each.text)


def _pieces(text: str) -> Iterator[Span]:
    end = 0
    for found in _FOUND.finditer(text):
        address = _bare(found[1])
        if _leads_somewhere(address):
            yield Span(text=text[end : found.start(1)])
            yield Span(text=address, link=address)
            end = found.start(1) + len(address)
    yield Span(text=text[end:])


def _bare(word: str) -> str:
    """An address without what stands behind it: punctuation, and a bracket that was not opened in it."""
    while word and (word[-1] in _AFTER or (word[-1] == ")" and word.count(")") > word.count("("))):
        word = word[:-1]
    return word


def _leads_somewhere(address: str) -> bool:
    if not _ADDRESS.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
