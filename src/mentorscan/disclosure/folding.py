"""A tally to hand on: groups that may not be shown whole are counted as people without a group.

What is merged from such tallies is no longer what scoring together gives: the folded groups are missing in it, and so
is what they would have been together with others. ``docs/privacy.md`` says what such a file still reveals.
"""

from __future__ import annotations

from dataclasses import replace

from mentorscan.disclosure.gate import Gate
from mentorscan.disclosure.siblings import Group
from mentorscan.errors import Note, OptionError, Problem
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import Groups, Sums, Tally, add_up


def folded(scores: Scores, *, gate: Gate) -> Tally:
    """The tally of these scores with all groups folded that the gate, closed for them, does not show whole.

    Crossed cells keep how many people they have, and no sums; so nothing can be raked with it.

    Raises ``OptionError`` where nothing may be shown at all.
    """
    tally = scores.tally
    if gate.closed:
        hint = "leave --safe out, and keep the tally as you keep the survey export"
        raise OptionError(Problem("too-few-for-safe", "too few people answered for a tally to hand on", hint=hint))
    gone: dict[str, frozenset[Group]] = {
        segment: frozenset[Group]().union(*gate.segments[segment].bare.values()) for segment in tally.segments
    }
    margins: dict[str, dict[str | None, Sums]] = {}
    for segment, groups in tally.margins.items():
        kept: dict[str | None, Sums] = {}
        for group, sums in groups.items():
            kept = add_up(kept, {None if group in gone[segment] else group: sums})
        margins[segment] = kept
    crossed: dict[Groups, Sums] = {}
    for cell, counts in tally.crossed.items():
        place = tuple(
            None if group in gone[segment] else group for segment, group in zip(tally.segments, cell, strict=True)
        )
        crossed = add_up(crossed, {place: counts})
    notes = tally.notes
    if any(group is not None for groups in gone.values() for group in groups):
        text = "Groups too small to be handed on are counted as without a group."
        notes = (*notes, Note("tally-folded", text, "warning", tally.sources[0].name if tally.sources else None))
    return replace(tally, margins=margins, crossed=crossed, cells={}, notes=notes)
