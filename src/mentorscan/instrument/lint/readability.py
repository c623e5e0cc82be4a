"""How easy texts are to read, by the formulas of their languages; higher is easier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mentorscan.instrument.lint.vocabulary import words_of

_VOWELS = re.compile(r"[aeiouyàèéìòù]+")
_SILENT = re.compile(r"(?<=[^aeiouy])(?:e|es|ed)$")
_SPOKEN = re.compile(r"(?:[^aeiouyl]le|[cgsxz]es|ches|shes|[td]ed)s?$")


def flesch(texts: Sequence[str]) -> float:
    """Flesch reading ease of English texts, each a sentence: 206.835 - 1.015 words/sentence - 84.6 syllables/word.

    Flesch 1948, A New Readability Yardstick. Syllables are counted by their vowels, which errs by a few in a hundred.

    >>> round(flesch(["People ask for mentoring."]))
    55
    """
    words = [word for text in texts for word in words_of(text)]
    if not words:
        return 100.0
    return 206.835 - 1.015 * len(words) / len(texts) - 84.6 * sum(map(syllables, words)) / len(words)


def syllables(word: str) -> int:
    """The syllables of an English word in lower case, by its groups of vowels and without a silent e at its end.

    >>> [syllables(word) for word in ("mentor", "people", "made", "meetings", "needed", "planned")]
    [2, 2, 1, 2, 2, 1]
    """
    count = len(_VOWELS.findall(word))
    silent = _SILENT.search(word) and not _SPOKEN.search(word)
    return max(1, count - bool(silent))


def gulpease(texts: Sequence[str]) -> float:
    """GULPEASE of Italian texts, each a sentence: 89 + (300 sentences - 10 letters) / words.

    Lucisano and Piemontese 1988, GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana.

    >>> round(gulpease(["Le persone chiedono il mentoring."]))
    93
    """
    words = [part for text in texts for word in words_of(text) for part in re.findall(r"\w+", word)]
    if not words:
        return 100.0
    return 89 + (300 * len(texts) - 10 * sum(map(len, words))) / len(words)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A formula, its name, and the bound below which a text is hard for those who have just left school."""

    name: str
    ease: Callable[[Sequence[str]], float]
    school_leaving: int


READINGS: Final[Mapping[str, Reading]] = MappingProxyType(
    {
        "flesch": Reading(name="the Flesch reading ease", ease=flesch, school_leaving=50),
        "gulpease": Reading(name="GULPEASE", ease=gulpease, school_leaving=40),
    }
)
