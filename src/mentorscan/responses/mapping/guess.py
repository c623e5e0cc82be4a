"""What the columns of an export may be: what is certain by the rules of reading, and near misses to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from mentorscan.instrument.model import Instrument
from mentorscan.responses.mapping.checks import ids_of
from mentorscan.responses.mapping.model import UNNAMED
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
    only ``near``, for the ``reason`` given; ``none`` where it is like nothing.
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
    certain = dict(_certain(columns, wording))
    taken = {(guess.kind, guess.id) for guess in certain.values()}
    others = {position: _spelled(column) for position, column in enumerate(columns) if position not in certain}
    found = {bare(caseless(name or kind)) for kind, name in taken}
    near = _near(
        {position: (codes, said) for position, (codes, said) in others.items() if not codes & found},
        {target: texts for target, texts in wording.items() if target not in taken},
    )
    return tuple(certain.get(position) or near.get(position) or Guess() for position in range(len(columns)))


def _wording(instrument: Instrument) -> dict[Target, tuple[str, ...]]:
    """Everything that a column may be -> its texts in every language; of the unnamed none."""
    texts = {("item", item.id): item.text for item in instrument.items.values()}
    texts |= {("segment", segment.id): segment.title for segment in instrument.segments}
    comments = [each.comment for each in instrument.questionnaires if each.comment]
    texts |= {("comment", comment.id): comment.text for comment in comments}
    ids: dict[Target, tuple[str, ...]] = {
        (kind, each): tuple(dict.fromkeys(map(plain_header, texts[kind, each].values())))
        for kind, known in ids_of(instrument).items()
        for each in known
    }
    return ids | {(kind, ""): () for kind in UNNAMED if kind != "ignore"}


def _certain(columns: Sequence[ColumnName], wording: dict[Target, tuple[str, ...]]) -> Iterator[tuple[int, Guess]]:
    """The columns that can be told by the platform, by an id or by a text, each target once: its first column."""
    ids = {each[1] or each[0]: each for each in wording}
    folded = {caseless(name): target for name, target in ids.items()}
    by_text: dict[str, set[Target]] = {}
    for target, texts in wording.items():
        for text in texts:
            by_text.setdefault(text, set()).add(target)
    taken: set[Target] = set()
    for position, column in enumerate(columns):
        if column.use and column.use not in UNNAMED:
            yield position, Guess(how="platform")
            continue
        found: list[tuple[Target | None, How]]
        if column.use:
            found = [((column.use, ""), "platform")]
        else:
            found = [(ids.get(code) or folded.get(caseless(code)), "id") for code in column.codes]
            meant = [by_text.get(plain_header(text), set()) for text in column.texts]
            found += [(next(iter(each)), "text") for each in meant if len(each) == 1]
        for target, how in found:
            if target is not None and target not in taken:
                taken.add(target)
                yield position, Guess(kind=target[0], id=target[1], how=how)
                break


def _near(columns: dict[int, tuple[set[str], set[str]]], targets: dict[Target, tuple[str, ...]]) -> dict[int, Guess]:
    """Near misses among the columns and targets that are left, the likeliest first, each column and target once."""
    words = {target: [_words(text) for text in texts] for target, texts in targets.items()}
    pairs = [
        (-score, position, order, Guess(kind=target[0], id=target[1], how="near", reason=reason))
        for position, (codes, said) in columns.items()
        for order, (target, texts) in enumerate(words.items())
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
