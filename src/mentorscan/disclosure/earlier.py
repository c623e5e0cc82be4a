"""The same wave scored again: earlier figures stay where the new ones would tell on a few people.

41 answers today and 43 next week: the difference is two people. So a group whose answers grew, shrank or changed by
fewer than ``minimum_group`` people since the earlier results keeps its earlier figures, all of them, and so does as
much beside it that the changes that can be worked out are those of ``minimum_group`` people at least, in two groups.
Where the whole changed by fewer, everything stays. Groups of different segments are not taken together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mentorscan.disclosure.gate import PEOPLE, Gate, SegmentGate, close_gate
from mentorscan.disclosure.publish import Figures, Publisher
from mentorscan.disclosure.siblings import Group
from mentorscan.errors import Note
from mentorscan.instrument.model import Rules
from mentorscan.results import GroupFigures, Results, SegmentFigures
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.scores import Scores


@dataclass(frozen=True)
class Kept:
    """What stays: ``everything``, or some groups of segments."""

    everything: bool
    groups: Mapping[str, frozenset[Group]]


def publish_after(
    earlier: Results, scores: Scores, *, rules: Rules, by: Sequence[str] | None = None, gate: Gate | None = None
) -> Figures:
    """All figures that may be shown beside those of an earlier publication of the same wave.

    ``gate``: the decision for these scores and rules, where it was taken before.
    """
    gate = gate or close_gate(scores, rules)
    kept = kept_standing(scores, earlier, gate=gate, rules=rules)
    if kept.everything:
        return _all_of(earlier, by=by)
    figures = Publisher(scores, rules, gate=_closed_for(gate, kept)).figures(by)
    known = {(segment.id, group.value): group for segment in earlier.segments for group in segment.groups}
    named: list[str] = []

    def standing(segment: str, group: GroupFigures) -> GroupFigures:
        if group.value not in kept.groups.get(segment, ()):
            return group
        before = known[segment, group.value]
        named.append(f"{'without a group' if group.value is None else group.value} ({segment})")
        return before.model_copy(update={"as_of": before.as_of or earlier.created})

    segments = tuple(
        segment.model_copy(update={"groups": tuple(standing(segment.id, group) for group in segment.groups)})
        for segment in figures.segments
    )
    notes = figures.notes
    if named:
        text = f"Since {earlier.created} only a few answers changed in {', '.join(named)}: the earlier figures stand."
        notes = (*notes, Note("earlier-figures", text, values={"groups": named, "created": earlier.created}))
    return replace(figures, segments=segments, notes=notes)


def kept_standing(scores: Scores, earlier: Results, *, gate: Gate, rules: Rules) -> Kept:
    """What stays of the earlier results."""
    minimum = rules.minimum_group
    before = {part.id: (part.respondents, part.index) for part in (*earlier.hallmarks, *earlier.outcomes)}
    before |= {f"practice:{part.id}": (part.respondents, part.index) for part in earlier.practices}
    before[PEOPLE] = earlier.overall.respondents, None
    if earlier.overall.respondents is None:
        return Kept(everything=False, groups={})
    if gate.closed or any(_slight(scores.whole, before, minimum=minimum)):
        return Kept(everything=True, groups={})
    grown = scores.whole.scored - earlier.overall.respondents
    found = {}
    for segment in earlier.segments:
        if segment.id in scores.cells:
            hidden = gate.segments[segment.id].hidden[PEOPLE]
            found[segment.id] = _kept_groups(segment, scores.cells[segment.id], hidden, grown=grown, minimum=minimum)
    return Kept(everything=False, groups=found)


def _kept_groups(
    segment: SegmentFigures, cells: Mapping[Group, Cell], hidden: frozenset[Group], *, grown: int, minimum: int
) -> frozenset[Group]:
    """The groups of a segment that keep their earlier figures; ``grown``: by how many people the whole did."""
    changes: dict[Group, int] = {}
    kept: set[Group] = set()
    for group in segment.groups:
        if group.respondents is None or group.value not in cells or group.value in hidden:
            continue
        cell = cells[group.value]
        before = {part.id: (part.respondents, part.index) for part in group.hallmarks}
        before |= {f"practice:{part.id}": (part.respondents, part.index) for part in group.practices}
        before[PEOPLE] = group.respondents, None
        changes[group.value] = cell.scored - group.respondents
        if any(_slight(cell, before, minimum=minimum)):
            kept.add(group.value)
    rest = sorted(set(changes) - kept, key=lambda each: (abs(changes[each]), each is None, each or ""), reverse=True)
    while rest and not _protected(changes, kept, grown=grown, minimum=minimum):
        kept.add(rest.pop())
    return frozenset(kept)


def _protected(changes: Mapping[Group, int], kept: set[Group], *, grown: int, minimum: int) -> bool:
    """Whether what changed in the groups without new figures, taken together, is about enough people, or nobody."""
    elsewhere = grown - sum(changes.values())
    if not kept:
        return elsewhere == 0 or abs(elsewhere) >= minimum
    behind = sum(abs(changes[group]) for group in kept) + abs(elsewhere)
    return behind >= minimum and (len(kept) > 1 or elsewhere != 0)


def _slight(cell: Cell, before: Mapping[str, tuple[int | None, float | None]], *, minimum: int) -> Iterator[bool]:
    """For each figure of a cell that was shown before, whether fewer than ``minimum`` people changed it."""
    for column, (people, index) in before.items():
        if people is None:
            continue
        grown = (cell.scored if column == PEOPLE else cell.n(column)) - people
        score = cell.score(column) if index is not None else None
        moved = score is not None and index is not None and abs(score.index - index) > 1e-9 * max(1.0, abs(index))
        yield 0 < abs(grown) < minimum or (grown == 0 and moved)


def _closed_for(gate: Gate, kept: Kept) -> Gate:
    """The gate, closed for the new figures of the groups that keep their earlier ones."""
    segments = {
        name: SegmentGate(
            hidden={column: groups | kept.groups.get(name, frozenset()) for column, groups in each.hidden.items()},
            thin={column: groups | kept.groups.get(name, frozenset()) for column, groups in each.thin.items()},
            bare={column: groups | kept.groups.get(name, frozenset()) for column, groups in each.bare.items()},
        )
        for name, each in gate.segments.items()
    }
    return replace(gate, segments=segments)


def _all_of(earlier: Results, *, by: Sequence[str] | None) -> Figures:
    """The earlier figures, all of them."""
    text = f"Since {earlier.created} only a few answers changed: all earlier figures stand."
    return Figures(
        overall=earlier.overall,
        hallmarks=earlier.hallmarks,
        outcomes=earlier.outcomes,
        practices=earlier.practices,
        reinforcement=earlier.reinforcement,
        drivers=earlier.drivers,
        weighting=earlier.weighting,
        answers_quality=earlier.answers_quality,
        priorities=earlier.priorities,
        segments=tuple(each for each in earlier.segments if by is None or each.id in by),
        notes=(Note("earlier-figures", text, "warning", values={"groups": [], "created": earlier.created}),),
        as_of=earlier.as_of or earlier.created,
        respondents=earlier.source.respondents,
    )
