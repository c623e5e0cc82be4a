"""The comments of a survey, hallmark by hallmark, as they are handed over for review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from mentorscan.comments.texts import alphabetical, cleaned, says_something
from mentorscan.errors import ExportError, Place, Problem
from mentorscan.instrument.model import Instrument, Text
from mentorscan.responses.cells import FAILED_FORMULAS
from mentorscan.responses.model import Batch, Responses
from mentorscan.responses.text import listed, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class HallmarkComments:
    """The comments on one hallmark (or outcome): cleaned, in alphabetical order. ``people``: how many wrote them."""

    id: str
    title: Text
    texts: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What is handed over for review.

    ``hallmarks``: in the instrument's order, those on which at least ``minimum`` people commented. ``too_few``: the
    titles of the others that have a column of comments. ``groups``: names of the groups in the data.
    """

    hallmarks: tuple[HallmarkComments, ...]
    too_few: tuple[Text, ...]
    groups: frozenset[str]
    minimum: int


class Comments:
    """Collects the texts while batches pass: who wrote them, and when, is forgotten at once.

    ``blank``: further texts that mean no answer. Rows with the same respondent id are one person.
    """

    def __init__(self, *, blank: Iterable[str] = ()) -> None:
        self._blank = {*map(plain, blank), *FAILED_FORMULAS}
        self._texts: dict[str, list[str]] = {}
        self._people: dict[str, set[int]] = {}
        self._without_id: Counter[str] = Counter()
        self._groups: list[list[str | None]] = []
        self._files: list[str] = []

    def watch(self, responses: Responses) -> Callable[[Batch], None]:
        """What is to see the batches of one export."""
        self._groups += responses.groups.values()
        self._files.append(responses.source.name)
        return self._add

    def _add(self, batch: Batch) -> None:
        ids = np.zeros(batch.rows, np.uint64) if batch.ids is None else batch.ids
        for questionnaire, cells in batch.comments.items():
            texts = self._texts.setdefault(questionnaire, [])
            people = self._people.setdefault(questionnaire, set())
            for row in np.flatnonzero(cells.astype(bool)).tolist():
                text = cleaned(cells[row])
                if plain(text) in self._blank or not says_something(text):
                    continue
                texts.append(text)
                if ids[row]:
                    people.add(int(ids[row]))
                else:
                    self._without_id[questionnaire] += 1

    def collection(self, instrument: Instrument, *, minimum: int) -> Collection:
        """What was collected, as far as enough people commented. To be called when all batches have passed.

        Raises ``ExportError`` where no export has a column of comments.
        """
        if not self._texts:
            expected = [each.comment.id for each in instrument.questionnaires if each.comment]
            found = "no column holds the comments on a hallmark that was asked"
            hint = "leave --comments out, or rename the columns" if expected else "this instrument asks for no comments"
            columns = f"columns such as {listed(expected, most=3)}" if expected else None
            raise ExportError(
                [Problem("no-comment-columns", found, Place(each), columns, hint) for each in self._files]
            )
        found_in = [each for each in instrument.questionnaires if each.id in self._texts]
        collected = [
            HallmarkComments(
                id=each.id,
                title=each.title,
                texts=alphabetical(self._texts[each.id]),
                people=len(self._people[each.id]) + self._without_id[each.id],
            )
            for each in found_in
        ]
        return Collection(
            hallmarks=tuple(each for each in collected if each.people >= minimum),
            too_few=tuple(each.title for each in collected if each.people < minimum),
            groups=self._group_names(instrument),
            minimum=minimum,
        )

    def _group_names(self, instrument: Instrument) -> frozenset[str]:
        """What the groups are called: as the export has them, and by the labels and aliases of those declared."""
        declared = [group for segment in instrument.segments for group in segment.groups]
        ids = {group.id for group in declared}
        labels = (name for group in declared for name in (*group.label.values(), *group.aliases))
        met = (name for groups in self._groups for name in groups if name and name not in ids)
        return frozenset(map(plain, (*labels, *met)))
