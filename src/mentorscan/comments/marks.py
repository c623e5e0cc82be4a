"""Marks: what in a comment may tell who wrote it, or whom it is about. Hints for the reviewer, found by pattern.

They miss what has no pattern (a name in small letters, a turn of phrase) and mark what is harmless (a title with
capitals). So nothing is ever taken out because of a mark, and no comment counts as safe for want of one. Every pattern
is bounded, so that no text, however long or odd, takes more than a moment.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import pairwise
from operator import or_
from pathlib import Path
from typing import Literal

from mentorscan.instrument.model import Model
from mentorscan.instrument.strict_yaml import read_yaml

Kind = Literal["email", "web", "telephone", "date", "number", "group", "name"]

_FOLDER = Path(__file__).resolve().parent / "words"
_NOUNS_IN_CAPITALS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital letter, which then tells nothing."""

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (
        "web",
        re.compile(
            r"(?i)(?:\bhttps?://|\bwww\.)[^\s<>\"]{1,2000}"
            r"|\b[\w-]{2,63}\.(?:com|org|net|info|biz|io|eu|it|uk|ch|co|gov|edu|app|me)\b(?:/[^\s<>\"]{0,2000})?"
        ),
    ),
    ("date", re.compile(r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d)")),
    ("telephone", re.compile(r"(?<![\w.,])(?:\+\s?|\()?\d(?:[ ()./-]{0,2}\d){6,15}(?!\w)")),
    (
        "number",
        re.compile(
            r"(?<!\w)(?=\w{0,30}\d{5}|[^\W\d_]{1,30}\d{3}|\d{3,30}[^\W\d_]|(?:[^\W\d_]{1,6}\d{1,4}){3})\w{4,60}"
        ),
    ),
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ANY_WORD = re.compile(r"\w+")
_TAKEN = "\0"
"""Stands for a character that a mark covers already: no cleaned text holds it."""
_SENTENCE_END = re.compile(r"[.!?…\n•]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found: of what kind, and what it says."""

    kind: Kind
    found: str


class NameWords(Model):
    """The words of a language that bear on names (``words/en.yaml`` says how)."""

    ordinary: frozenset[str]
    titles: frozenset[str]


class Marker:
    """Finds what is to be marked in the comments of one survey.

    ``groups``: the names of its groups. ``languages``: those in which people may have written; words in capitals are
    not taken for names where one of them writes all nouns so.
    """

    def __init__(self, *, groups: Collection[str], languages: Iterable[str]) -> None:
        spoken = {each.partition("-")[0].lower() for each in languages}
        known = [words for each in sorted({"en", *spoken}) if (words := name_words(each))]
        self._ordinary: frozenset[str] = reduce(or_, (each.ordinary for each in known), frozenset())
        self._titles: frozenset[str] = reduce(or_, (each.titles for each in known), frozenset())
        self._by_capitals = not spoken & _NOUNS_IN_CAPITALS
        self._groups: dict[str, list[str]] = {}
        for name in sorted(groups, key=len, reverse=True):
            first = _ANY_WORD.match(name)
            if first and len(name) > 1 and name.lower() not in self._ordinary:
                self._groups.setdefault(first.group().lower(), []).append(name.lower())

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The marks of a comment, each once: by kind, then as they stand in the text.

        >>> marker = Marker(groups={"Sales"}, languages=["en"])
        >>> [(mark.kind, mark.found) for mark in marker.marks("Ask Ann Lee in Sales, +39 02 1234567 or lee@site.org.")]
        [('email', 'lee@site.org'), ('telephone', '+39 02 1234567'), ('group', 'Sales'), ('name', 'Ann Lee')]
        """
        found: list[Mark] = []
        for kind, pattern in _PATTERNS:
            text = _taken(text, [each.span() for each in pattern.finditer(text)], kind=kind, found=found)
        text = _taken(text, list(self._group_spans(text)), kind="group", found=found)
        found += (Mark("name", " ".join(each)) for each in self._names(text))
        return tuple(dict.fromkeys(found))

    def _group_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a group is named with a capital letter, as whole words; of several the longest."""
        lower, end = text.lower(), 0
        if len(lower) != len(text):  # a few capitals of other alphabets have no single small letter
            return
        for word in _ANY_WORD.finditer(text):
            if word.start() < end or not word.group()[0].isupper():
                continue
            for name in self._groups.get(word.group().lower(), ()):
                stop = word.start() + len(name)
                if lower.startswith(name, word.start()) and not text[stop : stop + 1].isalnum():
                    end = stop
                    yield word.start(), stop
                    break

    def _names(self, text: str) -> Iterator[list[str]]:
        """Runs of words in capitals: of one word within a sentence, of several anywhere; and what follows a title."""
        loud = 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))
        words = list(_WORD.finditer(text))
        gaps = [text[before.end() : after.start()] for before, after in pairwise(words)]
        run: list[str] = []
        opens = False
        for place, word in enumerate(map(re.Match.group, words)):
            before, gap = (words[place - 1].group(), gaps[place - 1]) if place else ("", "\n")
            titled = before.lower() in self._titles and gap.strip() in {"", "."}
            initial = len(before) == 1 and before.isupper() and gap.startswith(".")
            starts = not titled and not initial and bool(_SENTENCE_END.search(gap))
            capital = self._is_capital(word, loud=loud) and (self._by_capitals or titled or bool(run))
            if run and (starts or gap != " " or not capital):
                yield from _named(run, opens=opens)
                run = []
            if capital:
                opens = opens if run else starts
                run.append(word)
        yield from _named(run, opens=opens)

    def _is_capital(self, word: str, *, loud: bool) -> bool:
        """Whether a word is written as names are; abbreviations and words that always have a capital are not."""
        if len(word) < 2 or not word[0].isupper() or word.lower() in self._ordinary or word.lower() in self._titles:
            return False
        return not word.isupper() or (len(word) > 3 and not loud)


def _taken(text: str, spans: Sequence[tuple[int, int]], *, kind: Kind, found: list[Mark]) -> str:
    """The text without these parts of it, which are added to what was found."""
    for start, end in spans:
        found.append(Mark(kind, text[start:end].strip()))
        text = text[:start] + _TAKEN * (end - start) + text[end:]
    return text


def _named(run: list[str], *, opens: bool) -> Iterator[list[str]]:
    """A run that may be a name: not a single word that opens a sentence."""
    if len(run) > (1 if opens else 0):
        yield run


@cache
def name_words(language: str) -> NameWords | None:
    """The words of a language that bear on names; ``None`` where none are listed.

    >>> "signora" in name_words("it").titles, name_words("tlh")
    (True, None)
    """
    path = _FOLDER / f"{language}.yaml"
    return NameWords.model_validate(read_yaml(path, root=_FOLDER).data) if path.is_file() else None
