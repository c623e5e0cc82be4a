"""SurveyMonkey's expanded columns: one for each point of a statement or choice of a question, with its label or empty.

Nothing in the file says that columns are expanded; it shows where every choice's column holds its own label only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from mentorscan.responses.text import caseless, plain

_BETWEEN: Final = " - "
_TYPED: Final = frozenset({"other (please specify)"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A column below a question: where it stands, what its second header says, and the cells that are known of it."""

    position: int
    question: str
    part: str
    cells: frozenset[str]


class UnevenError(Exception):
    """The columns of a question are expanded, and which ones belong to one statement cannot be told."""


def merged(choices: Sequence[Choice], *, rows: Sequence[Sequence[str]]) -> Mapping[int, tuple[str, tuple[int, ...]]]:
    """First column -> the statement (or ``""``: the question itself) and the other columns that answer it.

    Nothing where the columns are condensed. Columns that two cells of one row are filled in are boxes to tick. Raises
    ``UnevenError`` where a statement has other points than the next one.
    """
    questions = [list(each) for _, each in groupby(choices, key=lambda each: each.question)]
    if not all(map(_holds_own_labels, questions)):
        return {}
    matrices = [_statements(each) for each in questions]
    if not any(len(columns) > 1 for each in matrices for columns in each.values()):
        return {}
    found: dict[int, tuple[str, tuple[int, ...]]] = {}
    for question, statements in zip(questions, matrices, strict=True):
        if len({len(columns) for columns in statements.values()}) > 1:
            raise UnevenError(next(iter(statements)))
        single = [each.position for each in question if caseless(each.part) not in _TYPED and _is_own(each)]
        for statement, (first, *others) in (statements or {"": single} if single else statements).items():
            if others and not any(sum(bool(row[at].strip()) for at in (first, *others)) > 1 for row in rows):
                found[first] = (statement, tuple(others))
    return found


def _is_own(choice: Choice) -> bool:
    """Whether a column holds nothing but the whole of its second header."""
    return choice.cells <= {choice.part}


def _holds_own_labels(question: Sequence[Choice]) -> bool:
    """Whether every column holds its own label only, but for a last one in which people type something else."""
    own = [all(each.part == cell or each.part.endswith(_BETWEEN + cell) for cell in each.cells) for each in question]
    return all(own) or (all(own[:-1]) and any(each.cells for each in question[:-1]))


def _statements(question: Sequence[Choice]) -> dict[str, list[int]]:
    """Statement -> its columns, in a matrix. A label is what stands in a cell, where it was chosen in any statement."""
    labels = {cell for each in question for cell in each.cells if each.part.endswith(_BETWEEN + cell)}
    if not labels:
        return {}
    statements: dict[str, list[int]] = {}
    for each in question:
        if caseless(each.part) not in _TYPED and _BETWEEN in each.part:
            statements.setdefault(_statement(each.part, labels), []).append(each.position)
    return statements


def _statement(part: str, labels: Iterable[str]) -> str:
    """What stands before a label."""
    known = max((label for label in labels if part.endswith(_BETWEEN + label)), key=len, default=None)
    return part.rpartition(_BETWEEN)[0] if known is None else plain(part.removesuffix(_BETWEEN + known))
