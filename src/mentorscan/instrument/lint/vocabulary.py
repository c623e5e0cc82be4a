"""The word lists of a language (``words/<language>.yaml``), and finding their words in a text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from mentorscan.instrument.model import Model
from mentorscan.instrument.strict_yaml import read_yaml

_FOLDER = Path(__file__).resolve().parent / "words"


class Words(Model):
    """Words and phrases to look for, and longer phrases that hold them and are passed over."""

    words: tuple[str, ...]
    harmless: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        groups = [("harmless", self.harmless), ("word", self.words)]
        return re.compile("|".join(f"(?P<{name}>{_alternatives(phrases)})" for name, phrases in groups if phrases))

    def within(self, text: str) -> list[str]:
        """The words that stand in a text, in order, as the text has them (``plain``)."""
        return [match.group() for match in self._pattern.finditer(plain(text)) if match.lastgroup == "word"]


class Vocabulary(Model):
    """The word lists of one language; ``words/en.yaml`` says what each is for."""

    reading: Literal["flesch", "gulpease"]
    negations: Words
    concord: tuple[str, ...]
    half_negations: Words
    absolutes: Words
    vague: Words
    joining: Words
    pairs: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]
    abbreviations: Words
    unfavourable: Words
    troubles: Words
    poles: tuple[tuple[str, str], ...]

    def negated(self, text: str) -> list[str]:
        """The negations of a text that turn its sense round; one that only repeats an earlier one is left out."""
        found = self.negations.within(text)
        return [word for position, word in enumerate(found) if position == 0 or word not in self.concord]

    @cached_property
    def joiners(self) -> Words:
        """The joining words, with all fixed pairs among what is harmless."""
        joining = [word for word in self.joining.words if "*" not in word]
        both = [*self.pairs, *((second, first) for first, second in self.pairs)]
        pairs = [f"{first} {word} {second}" for first, second in both for word in joining]
        slashed = [f"{first}/{second}" for first, second in both]
        return Words(words=self.joining.words, harmless=(*self.joining.harmless, *pairs, *slashed))

    def without_examples(self, text: str) -> str:
        """A text up to its list of examples."""
        return re.split(_alternatives(self.examples), plain(text), maxsplit=1)[0]


@cache
def vocabulary_of(language: str) -> Vocabulary | None:
    """The word lists of a language: its own, or those of the language without its region; ``None`` where none are.

    >>> vocabulary_of("it-CH") == vocabulary_of("it"), vocabulary_of("tlh")
    (True, None)
    """
    path = _FOLDER / f"{language.partition('-')[0].lower()}.yaml"
    if not path.is_file():
        return None
    return Vocabulary.model_validate(read_yaml(path, root=_FOLDER).data)


def listed_languages() -> tuple[str, ...]:
    """The languages that have word lists."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def plain(text: str) -> str:
    """A text as the lists write it: lower case, straight apostrophes, single spaces, and ``e'`` as ``è``.

    >>> plain("E’  chiaro")
    'è chiaro'
    """
    text = unicodedata.normalize("NFC", " ".join(text.split())).casefold().replace("’", "'").replace("ʼ", "'")
    return re.sub(r"\be'(?!\w)", "è", text)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case. What a hyphen or an apostrophe joins is one word; an elided article is none.

    >>> words_of("All'inizio, one-to-one: don't!")
    ("all'inizio", 'one-to-one', "don't")
    """
    return tuple(re.findall(r"\w+(?:['\-.]\w+)*", plain(text)))


def _alternatives(phrases: tuple[str, ...]) -> str:
    """A pattern for any of some phrases as whole words, the longest first; ``*`` stands for letters."""
    ordered = sorted(phrases, key=len, reverse=True)
    patterns = (re.escape(each).replace(re.escape("*"), r"\w*") for each in ordered)
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
