"""What a person wrote, as it may stand in a cell: cleaned, and in an order that tells nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mentorscan.report.plain import DIRECTIONS

_INVISIBLE = DIRECTIONS | frozenset("\u00ad\u200b\u2060\ufeff")
_BREAKS = frozenset("\n\v\f\r\x85\u2028\u2029")


def cleaned(text: str) -> str:
    r"""A comment in plain spelling: Unicode NFC, no control or invisible characters; its line breaks stay.

    White space is trimmed and collapsed within a line, and more than one empty line in a row becomes one.

    >>> cleaned("\ufeff Too\u00a0 late.\r\n\x07\u202eAgain! ")
    'Too late.\nAgain!'
    """
    kept = text.replace("\r\n", "\n").translate(_CHARACTERS)
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", unicodedata.normalize("NFC", "\n".join(lines)).strip())


def alphabetical(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in alphabetical order, without regard to case and accents: the same order, whoever wrote first.

    >>> alphabetical(["Zero", "è vero", "ebbene", "Écoute"])
    ('è vero', 'ebbene', 'Écoute', 'Zero')
    """
    return tuple(sorted(texts, key=lambda text: (_bare(text), text)))


def says_something(text: str) -> bool:
    """Whether a cleaned comment holds more than punctuation: a letter, a figure, or a sign such as an emoji.

    >>> says_something("-"), says_something("…"), says_something("5"), says_something("👍")
    (False, False, True, True)
    """
    return any(unicodedata.category(each)[0] in "LNS" for each in text)


def _bare(text: str) -> str:
    """The letters of a text as they sort: in lower case, without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


class _Characters(dict[int, str]):
    """What becomes of each character, as ``str.translate`` asks for it; worked out once, when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _character(chr(code))
        return self[code]


def _character(each: str) -> str:
    """A character as it may stand in a cell: half characters and those that Unicode keeps for none become a mark."""
    if each in _BREAKS:
        return "\n"
    if each == "\t":
        return " "
    kind = unicodedata.category(each)
    if kind == "Cs" or ord(each) & 0xFFFE == 0xFFFE:
        return "\ufffd"
    return "" if kind == "Cc" or each in _INVISIBLE else each


_CHARACTERS = _Characters()
