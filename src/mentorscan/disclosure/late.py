"""Which groups of a segment keep their earlier figures, so that late answers of a few people do not show.

A group keeps them where fewer than ``minimum_group`` people changed one of its columns; and as many more do as it takes
that no column tells on fewer: what is not shown anew is known as a sum, from the whole or the parent minus the others,
and was known as a sum, or group by group, before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mentorscan.disclosure.gate import PEOPLE, Gate, groups_only
from mentorscan.disclosure.siblings import Group, code_point
from mentorscan.disclosure.standing import tree_of
from mentorscan.results import Figures, PracticeFigures, SegmentFigures
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.scores import Scores

Shown = Mapping[str, tuple[int, float | None]]
"""Column -> how many people were shown, and the index if it was."""


def shown_before(
    respondents: int | None, questionnaires: Iterable[Figures], practices: Iterable[PracticeFigures]
) -> Shown:
    """What was shown of a cell, column by column."""
    parts: dict[str, tuple[int | None, float | None]] = {PEOPLE: (respondents, None)}
    parts |= {part.id: (part.respondents, part.index) for part in questionnaires}
    parts |= {f"practice:{part.id}": (part.respondents, part.index) for part in practices}
    return {column: (people, index) for column, (people, index) in parts.items() if people is not None}


def people_in(cell: Cell, column: str) -> int:
    """How many people stand behind a column of a cell."""
    return cell.scored if column == PEOPLE else cell.n(column)


def slightly_changed(cell: Cell, before: Shown, *, minimum: int) -> set[str]:
    """The columns of a cell that were shown before, and that fewer than ``minimum`` people changed."""
    found = set()
    for column, (people, index) in before.items():
        grown = people_in(cell, column) - people
        score = None if index is None else cell.score(column)
        moved = score is not None and index is not None and abs(score.index - index) > 1e-7
        if 0 < abs(grown) < minimum or (grown == 0 and moved):
            found.add(column)
    return found


@dataclass(frozen=True)
class Late:
    """A segment scored again. ``whole``: what was shown of the whole before."""

    segment: SegmentFigures
    scores: Scores
    gate: Gate
    whole: Shown
    minimum: int

    @cached_property
    def cells(self) -> Mapping[Group, Cell]:
        """The groups as they answered now."""
        return self.scores.cells[self.segment.id]

    @cached_property
    def shown(self) -> Mapping[Group, Shown]:
        """What was shown of them before."""
        return {
            each.value: shown_before(each.respondents, each.hallmarks, each.practices)
            for each in self.segment.groups
            if each.value in self.cells
        }

    @cached_property
    def slight(self) -> Mapping[Group, set[str]]:
        """The columns that a few people changed, by group."""
        return {
            group: slightly_changed(self.cells[group], shown, minimum=self.minimum)
            for group, shown in self.shown.items()
        }

    def hidden(self, column: str) -> frozenset[Group]:
        """The groups of which a column may not be shown now."""
        return self.gate.segments[self.segment.id].hidden[column]

    @cached_property
    def kept(self) -> frozenset[Group]:
        """The groups that keep their earlier figures; below one that does, all of them do."""
        tree, columns = tree_of(self.scores, self.segment.id), self.gate.segments[self.segment.id].hidden.keys()
        families = [(parent, groups_only(members)) for parent, members in tree.families]
        both = sorted((self.whole.keys() & columns) - self.gate.hidden)
        kept = {group for group, slight in self.slight.items() if slight} - self.hidden(PEOPLE)
        fewer = -1
        while len(kept) > fewer:
            fewer = len(kept)
            for parent, groups in families:
                if parent is not None and parent in kept:
                    kept |= groups - self.hidden(PEOPLE)
                    continue
                for column in both:
                    kept |= self.kept_among(groups, column, parent=parent, kept=kept & groups)
        return frozenset(kept)

    def kept_among(
        self, groups: Collection[Group], column: str, *, parent: str | None, kept: Collection[Group]
    ) -> set[Group]:
        """The groups of a family to keep so that a column tells on few people neither in the parent nor beside them."""
        made, hidden = set(kept), self.hidden(column)
        above = self.whole if parent is None else self.shown.get(parent, {})
        if column not in above or (parent is not None and parent in hidden):
            return made
        now = {group: people_in(self.cells[group], column) for group in groups}
        changes = {
            each: now[each] - self.shown[each][column][0] for each in groups if column in self.shown.get(each, {})
        }
        fresh = {group: n for group, n in now.items() if group not in changes and group not in hidden}
        total = people_in(self.scores.whole if parent is None else self.cells[parent], column)
        elsewhere = total - above[column][0] - sum(changes.values())
        unseen = total > sum(now[group] for group in (*changes, *fresh))
        if fresh and not unseen and made.isdisjoint(fresh) and 0 < abs(elsewhere) < self.minimum:
            # Those hidden before would all be shown now. Their sum before is known, and so would be its slight change.
            made.add(min(fresh, key=lambda each: (fresh[each], *code_point(each))))

        def protected() -> bool:
            still = {group for group in changes if group in made or group in hidden}
            behind = sum(abs(changes[group]) for group in still)
            if unseen or not made.isdisjoint(fresh):
                behind += abs(elsewhere)
            return behind >= self.minimum if behind else not any(column in self.slight[group] for group in still)

        rest = sorted(changes.keys() - made - hidden, key=lambda each: (abs(changes[each]), *code_point(each)))
        rest += sorted(fresh.keys() - made, key=lambda each: (fresh[each], *code_point(each)))
        while rest and not protected():
            made.add(rest.pop(0))
        return made
