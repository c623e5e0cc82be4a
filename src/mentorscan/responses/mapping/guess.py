"""What the columns of an export may be: what is certain by the rules of reading, and near misses to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from mentorscan.instrument.model import Instrument
from mentorscan.responses.mapping.model import NAMED
from mentorscan.responses.matching import OTHERS, Known
from mentorscan.responses.platforms.platform import ColumnName
from mentorscan.responses.text import bare, caseless, plain_header, within_one_edit

How = Literal["platform", "id", "text", "near", "none"]
Target = tuple[str, str]
"""What a column may be (``mapping.model.NAMED`` or ``UNNAMED``), and its id."""

_ALIKE: Final = 0.8
"""From which share of common letters on two texts are alike."""

_ENOUGH: Final = 12
"""From how many letters on a text that another one holds, or begins with, is no coincidence."""

_COMPARED: Final = 400
"""Letters of a text that are compared: more take long, and say no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a column may be: ``kind`` and ``id`` as a map says it.

    ``how``: certain where the ``platform`` says it, or by its exact ``id`` or ``text``; to be confirmed where it is
    only ``near``, for the ``reason`` given; ``none`` where it is like nothing, or another column has it (``reason``).
    """

    kind: str = "ignore"
    id: str = ""
    how: How = "none"
    reason: str = ""

    @property
    def certain(self) -> bool:
        """Whether the rules of reading find the column without a map."""
        return self.how in {"platform", "id", "text"}


def guesses(columns: Sequence[ColumnName], *, instrument: Instrument) -> tuple[Guess, ...]:
    """A guess for each column, in their order. Nothing is guessed twice: of several columns the likeliest has it."""
    wording = _wording(instrument)
    certain = _certain(columns, kinds={name or kind: kind for kind, name in wording}, known=Known(instrument))
    taken = {(guess.kind, guess.id) for guess in certain.values()}
    others = {position: _spelled(column) for position, column in enumerate(columns) if position not in certain}
    found = {bare(caseless(name or kind)) for kind, name in taken}
    near = _near(
        {position: (codes, said) for position, (codes, said) in others.items() if not codes & found},
        {target: texts for target, texts in wording.items() if target not in taken},
    )
    return tuple(certain.get(position) or near.get(position) or Guess() for position in range(len(columns)))


def _wording(instrument: Instrument) -> dict[Target, tuple[str, ...]]:
    """Everything that a column may be -> its texts in every language as ``_words`` gives them, if any."""
    texts = {("item", item.id): item.text for item in instrument.items.values()}
    texts |= {("segment", segment.id): segment.title for segment in instrument.segments}
    comments = [each.comment for each in instrument.questionnaires if each.comment]
    texts |= {("comment", comment.id): comment.text for comment in comments}
    wording = {target: tuple(dict.fromkeys(map(_words, each.values()))) for target, each in texts.items()}
    return wording | {(kind, ""): () for kind in OTHERS}


def _certain(columns: Sequence[ColumnName], *, kinds: dict[str, str], known: Known) -> dict[int, Guess]:
    """The columns that the reader finds by itself; of several for the same id the first has it, ids before texts."""
    found: dict[int, Guess] = {}
    taken: set[str] = set()
    rules: tuple[tuple[How, Callable[[ColumnName], str | None]], ...] = ("id", known.by_id), ("text", known.by_text)
    for how, read in rules:
        for position, column in enumerate(columns):
            name = None if position in found else read(column)
            if name is not None and name not in taken:
                taken.add(name)
                kind = kinds[name]
                found[position] = Guess(
                    kind=kind, id=name if kind in NAMED else "", how="platform" if column.use else how
                )
            elif name is not None:
                found[position] = Guess(reason=f"another column is {name}")
            elif column.use is not None and position not in found:
                found[position] = Guess(how="platform")
    return found


def _near(columns: dict[int, tuple[set[str], set[str]]], targets: dict[Target, tuple[str, ...]]) -> dict[int, Guess]:
    """Near misses among the columns and targets that are left, the likeliest first, each column and target once."""
    pairs = [
        (-score, position, order, Guess(kind=target[0], id=target[1], how="near", reason=reason))
        for position, (codes, said) in columns.items()
        for order, (target, texts) in enumerate(targets.items())
        for score, reason in [_likeness(target[1] or target[0], texts, codes=codes, said=said)]
        if score
    ]
    near: dict[int, Guess] = {}
    taken: set[Target] = set()
    for _, position, _, guess in sorted(pairs, key=lambda pair: pair[:3]):
        if position not in near and (guess.kind, guess.id) not in taken:
            near[position] = guess
            taken.add((guess.kind, guess.id))
    return near


def _spelled(column: ColumnName) -> tuple[set[str], set[str]]:
    """The codes and the texts of a column, as they are compared."""
    codes = {bare(caseless(code)) for code in column.codes} - {""}
    return codes, {_words(text) for text in (*column.texts, column.title)} - {""}


def _likeness(name: str, texts: Sequence[str], *, codes: set[str], said: set[str]) -> tuple[float, str]:
    """How likely a column is meant for what is called so, and why; 0 where it is like nothing of it."""
    own = bare(caseless(name))
    if own in codes:
        return 1.0, "the id but for _, - and spaces"
    if any(within_one_edit(own, code) for code in codes if len(own) > 2):
        return 0.95, "one letter from the id"
    return max((_text_likeness(each, text) for each in said for text in texts), default=(0.0, ""))


def _text_likeness(said: str, text: str) -> tuple[float, str]:
    """How alike two texts are, as ``_words`` gives them, and in what way; 0 where they are not."""
    if said == text:
        return 0.98, "its text but for letter case and punctuation"
    if len(text) >= _ENOUGH and f" {text} " in f" {said} ":
        return 0.93, "holds its text"
    if len(said) >= _ENOUGH and text.startswith(said):
        return 0.9, "the beginning of its text"
    matcher = SequenceMatcher(None, said, text, autojunk=False)
    if min(len(said), len(text)) < 4 or matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0, ""
    ratio = matcher.ratio()
    return (0.9 * ratio, "nearly its text") if ratio >= _ALIKE else (0.0, "")


def _words(text: str) -> str:
    """The words of a text, without regard to case, punctuation and tags."""
    return " ".join(re.findall(r"\w+", caseless(plain_header(text))))[:_COMPARED]
