"""What somebody wrote in Markdown, as blocks: paragraphs, headings, lists, quotations, emphasis and links.

Read by markdown-it-py, by the rules of CommonMark without HTML: whatever else stands there stays text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mentorscan.report.plain import plain
from mentorscan.report.prose import Block, BlockKind, Span

_SCHEMES = frozenset({"http", "https", "mailto"})
_OPEN: dict[str, BlockKind] = {"heading_open": "heading", "paragraph_open": "paragraph"}


def prose(text: str) -> tuple[Block, ...]:
    r"""The blocks of a text in Markdown.

    Pictures become their description, code its text, links to anything but a page or a mailbox their words.

    >>> [(each.kind, each.text) for each in prose("Read *this*:\n\n1. one\n2. two")]
    [('paragraph', 'Read this:'), ('number', 'one'), ('number', 'two')]
    """
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    return tuple(each for each in _blocks(tokens) if each.text.strip())


@dataclass
class _Lists:
    """The lists that are open, outermost first: the number of the next entry, ``None`` where they have bullets."""

    numbers: list[int | None] = field(default_factory=list)
    fresh: bool = False
    """Whether the next paragraph begins an entry."""


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    lists, quotes, kind = _Lists(), 0, "paragraph"
    for token in tokens:
        if token.type == "bullet_list_open":
            lists.numbers.append(None)
        elif token.type == "ordered_list_open":
            lists.numbers.append(int(token.attrGet("start") or 1))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.numbers.pop()
        elif token.type == "list_item_open":
            lists.fresh = True
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quotes += token.nesting
        elif token.type in _OPEN:
            kind = _OPEN[token.type]
        elif token.type == "inline":
            yield _block(_spans(token.children or ()), kind=kind, lists=lists, quoted=quotes > 0)
        elif token.type in {"fence", "code_block"}:
            yield _block((Span(text=plain(token.content)),), kind="paragraph", lists=lists, quoted=quotes > 0)


def _block(spans: tuple[Span, ...], *, kind: str, lists: _Lists, quoted: bool) -> Block:
    """A block as what surrounds it makes it: an entry of a list, a quotation, or by itself."""
    level = max(0, len(lists.numbers) - 1)
    if lists.fresh and lists.numbers:
        lists.fresh = False
        number = lists.numbers[-1]
        if number is None:
            return Block(kind="bullet", spans=spans, level=level)
        lists.numbers[-1] = number + 1
        return Block(kind="number", spans=spans, level=level, number=number)
    if quoted:
        return Block(kind="quote", spans=spans)
    return Block(kind="heading" if kind == "heading" else "paragraph", spans=spans)


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    strong = emphasis = 0
    link: str | None = None
    spans = []
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            strong += token.nesting
        elif token.type in {"em_open", "em_close"}:
            emphasis += token.nesting
        elif token.type == "link_open":
            link = _address(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            link = None
        else:
            text = " " if token.type in {"softbreak", "hardbreak"} else _run(token.content)
            spans.append(Span(text=text, strong=strong > 0, emphasis=emphasis > 0, link=link))
    return tuple(each for each in spans if each.text)


def _address(href: str) -> str | None:
    """Where a link leads, ``None`` where that is neither a page nor a mailbox."""
    try:
        return href if urlsplit(href).scheme.lower() in _SCHEMES else None
    except ValueError:
        return None


def _run(text: str) -> str:
    """A run of plain text, with one space at either end where there was white space."""
    line = plain(text)
    if not line:
        return " " if text.isspace() else ""
    return f"{' ' if text[0].isspace() else ''}{line}{' ' if text[-1].isspace() else ''}"
