"""Texts from files in the one spelling in which they are compared: cells, headers, and the way they are quoted back."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SHOWN = 60

BYTE_ORDER_MARK: Final = "\ufeff"
"""The mark that some programs leave at the beginning of files, and within texts that were copied from them."""


def plain(text: str) -> str:
    r"""A cell in plain spelling: Unicode NFC, without U+FEFF, white space trimmed and collapsed (no-break spaces too).

    >>> plain("\ufeff Quite\u00a0 often ")
    'Quite often'
    """
    return unicodedata.normalize("NFC", " ".join(text.replace(BYTE_ORDER_MARK, "").split()))


def caseless(text: str) -> str:
    """A plain text as it compares without regard to case, and to how a spreadsheet has bent its apostrophes.

    >>> caseless("STRASSE") == caseless("Straße")
    True
    """
    return unicodedata.normalize("NFC", plain(text).casefold()).replace("’", "'")


def plain_header(text: str) -> str:
    """A column's header in plain spelling: as a cell, and without HTML tags and entities, which some platforms leave.

    >>> plain_header("<b>R&amp;D</b> ")
    'R&D'
    """
    return plain(html.unescape(_TAG.sub(" ", text)))


def shown(text: str, *, most: int = _SHOWN) -> str:
    r"""A text from a file as it is quoted in messages: short, on one line, control characters spelled out.

    >>> print(shown("a\x1b[31m"), shown("x" * 100)[-6:])
    'a\x1b[31m' xxxx…'
    """
    short = text if len(text) <= most else text[: most - 1] + "…"
    return "'" + "".join(each if each.isprintable() else ascii(each)[1:-1] for each in short) + "'"


def listed(names: Iterable[str], *, most: int = 12) -> str:
    """Names in a row as messages list them: the first ones quoted, then how many more there are.

    >>> listed(["a", "b", "c"], most=2)
    "'a', 'b' and 1 more"
    """
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(shown(name) for name in every[:most]) + more


def counted(count: int, noun: str) -> str:
    """How many of something.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1200 rows')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def within_one_edit(one: str, other: str) -> bool:
    """Whether two texts differ by at most one letter put in, left out, replaced, or swapped with its neighbour.

    >>> [within_one_edit("goals", other) for other in ("goal", "goalz", "gaols", "gols1")]
    [True, True, True, False]
    """
    if abs(len(one) - len(other)) > 1:
        return False
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    end = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def bare(name: str) -> str:
    """A caseless name without what people put between its words, as names compare that may be meant alike.

    >>> bare("acc_goals"), bare("acc - goals")
    ('accgoals', 'accgoals')
    """
    return re.sub(r"[\s_-]", "", name)


def _shared(one: str, other: str) -> int:
    """How many letters two texts share at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
