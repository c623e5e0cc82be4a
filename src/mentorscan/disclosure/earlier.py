"""The same wave scored again: earlier figures stay where the new ones would tell on a few people.

41 answers today and 43 next week: the difference is two people. So a group whose answers grew, shrank or changed by
fewer than ``minimum_group`` people since the earlier results keeps its earlier figures, all of them, and so does as
much beside and below it as it takes (``disclosure.late``). Where the whole changed by fewer, everything stays. Groups
of different segments are not taken together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mentorscan.disclosure.gate import PEOPLE, Gate, SegmentGate, close_gate
from mentorscan.disclosure.late import Late, shown_before, slightly_changed
from mentorscan.disclosure.publish import Figures, Publisher
from mentorscan.disclosure.siblings import Group
from mentorscan.errors import Note
from mentorscan.instrument.model import Rules
from mentorscan.results import GroupFigures, Results
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
        before = known.get((segment, group.value))
        if group.value not in kept.groups.get(segment, ()) or before is None or before.respondents is None:
            return group
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
    questionnaires = (*earlier.hallmarks, *earlier.outcomes)
    before = shown_before(earlier.overall.respondents, questionnaires, earlier.practices)
    if PEOPLE not in before:
        return Kept(everything=False, groups={})
    if gate.closed or slightly_changed(scores.whole, before, minimum=rules.minimum_group):
        return Kept(everything=True, groups={})
    found = {
        segment.id: Late(segment, scores, gate, before, rules.minimum_group).kept
        for segment in earlier.segments
        if segment.id in scores.cells
    }
    return Kept(everything=False, groups=found)


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
