"""An attack on one wave of a generated organisation, and what the attacker is told about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from unittest.mock import patch

from tests.attack.attacker import Attack, Cell, Found, Published, chart_of
from tests.attack.organisations import ITEMS, Organisation

from mentorscan.disclosure import gate, publish
from mentorscan.disclosure.crossing import Crossing
from mentorscan.disclosure.gate import Gate, SegmentGate
from mentorscan.instrument.model import Rules
from mentorscan.scoring.scores import Scores

HALLMARKS = {name: [each["id"] for each in items] for name, items in ITEMS.items()}
EVERY = [each for items in ITEMS.values() for each in items]
MADE_OF = {
    **HALLMARKS,
    "a/f": ["a0", "a1"],
    "a/g": ["a2"],
    **{
        f"practice:{name}": [each["id"] for each in EVERY if each["practice"] == name]
        for name in ("readiness", "opportunity", "support")
    },
}
REVERSED = {each["id"] for each in EVERY if each.get("reverse")}


def figures_of(row: Mapping[str, Any]) -> dict[str, float]:
    """A person's own figures from 0 to 1, as far as they are scored: items, and measures with half of theirs."""
    own = {}
    for item, value in row.items():
        if isinstance(value, int):
            own[item] = (5 - value if item in REVERSED else value - 1) / 4
    scores = {}
    for name, items in MADE_OF.items():
        there = [own[item] for item in items if item in own]
        if there and len(there) >= len(items) / 2:
            scores[name] = sum(there) / len(there)
    return own | scores


def attack(
    organisation: Organisation, published: Sequence[Published], *, minimum: int = 5, insiders: int = 0
) -> list[Found]:
    """What an attacker finds in published results; the first sets only."""
    own = [figures_of(row) for row in organisation.rows]
    scored = [i for i, each in enumerate(own) if set(HALLMARKS) & set(each)]
    chart = chart_of([organisation.cells[i] for i in scored], organisation.segments, organisation.parents)
    names = [*MADE_OF, *(each["id"] for each in EVERY)]
    behind: dict[str, Mapping[Cell, int]] = {
        name: Counter(organisation.cells[i] for i in scored if name in own[i]) for name in names
    }
    chosen = scored[:: max(1, len(scored) // insiders)][:insiders] if insiders else []
    made = Attack(published, chart, minimum=minimum, made_of=MADE_OF, behind=behind)
    found = []
    for each in made.run([(organisation.cells[i], own[i]) for i in chosen]):
        found.append(each)
        if len(found) >= 3:
            break
    return found


def open_gate(scores: Scores, rules: Rules) -> Gate:
    """A gate that lets everything through."""
    nothing = SegmentGate(Everywhere(), Everywhere(), Everywhere())
    segments = dict.fromkeys(scores.cells, nothing)
    return Gate(closed=False, hidden=frozenset(), thin=frozenset(), bare=frozenset(), segments=segments)


class Everywhere(dict[str, frozenset[str | None]]):
    """Nothing, whatever the column."""

    def __missing__(self, column: str) -> frozenset[str | None]:
        return frozenset()

    def items(self) -> Any:
        """No column at all."""
        return {}.items()


def with_gate_off(organisation: Organisation) -> Published:
    """What would be published without any gate."""
    with patch.object(publish, "close_gate", open_gate):
        return organisation.published(rules=Rules(minimum_group=1, minimum_distribution=1))


def within_segments_only(organisation: Organisation) -> Published:
    """What a gate would publish that looks at each segment alone (rules 1 and 2)."""
    with patch.object(Crossing, "find", lambda *_, **__: None), patch.object(gate, "UNANIMITY", 0):
        return organisation.published()


def holds_too_few(organisation: Organisation, *, minimum: int = 5) -> bool:
    """Whether some group has fewer people than the minimum, but some, who are scored on a hallmark."""
    scored = [bool(set(HALLMARKS) & set(figures_of(row))) for row in organisation.rows]
    cells = [cell for cell, there in zip(organisation.cells, scored, strict=True) if there]
    sizes = [Counter(cell[i] for cell in cells) for i in range(len(organisation.segments))]
    tops = {parent for each in organisation.parents.values() for parent in each.values()}
    return any(n < minimum for each in sizes for group, n in each.items() if group not in tops)
