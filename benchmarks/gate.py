"""What the disclosure gate protects, what that hides, and how long it takes; ``make attack``.

``python -m benchmarks.gate [ORGANISATIONS]`` attacks that many generated organisations (300 if not given), with the
gate and without, and prints the share of people and cells hidden, against what rules 1 and 2 alone would hide, and the
time that the gate takes for organisations of several sizes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table
from tests.attack.organisations import Organisation, large, organisation
from tests.attack.waves import attack, holds_too_few, with_gate_off, within_segments_only

from mentorscan.disclosure import gate
from mentorscan.disclosure.crossing import Crossing
from mentorscan.disclosure.gate import PEOPLE, Decision, close_gate
from mentorscan.scoring.scores import Scores

VARIANTS = (
    "rules 1 and 2, no thin siblings for items",
    "rules 1 and 2",
    "and 7 (unanimity)",
    "and 3 (across segments)",
)


@contextmanager
def only(variant: str) -> Iterator[None]:
    """The gate with some of its rules."""
    position = VARIANTS.index(variant)
    with ExitStack() as stack:
        if position < 3:
            stack.enter_context(patch.object(Crossing, "find", lambda *_, **__: None))
        if position < 2:
            stack.enter_context(patch.object(gate, "UNANIMITY", 0))
        if position < 1:
            whole = Decision.of_parts

            def first_base(self: Decision, *args: Any) -> gate.Column:
                column = whole(self, *args)
                return gate.Column(column.measure, column.figures, column.bases[:1], column.unanimous)

            stack.enter_context(patch.object(Decision, "of_parts", first_base))
        yield


def hidden_by(made: Organisation) -> Counter[str]:
    """Cells (group x column) and the people in them: all, hidden, and those that show no distribution."""
    scores = Scores(made.tally)
    decided = close_gate(scores, made.instrument.rules)
    found: Counter[str] = Counter()
    for segment, cells in scores.cells.items():
        for group, cell in cells.items():
            if not cell.scored:
                continue
            for column in (PEOPLE, "a", "b"):
                gone = group in decided.segments[segment].hidden[column]
                thin = group in decided.segments[segment].thin[column]
                found.update({"cells": 1, "hidden cells": gone, "thin cells": thin})
                found.update({"people": cell.scored, "hidden people": gone * cell.scored})
                found.update({"thin people": thin * cell.scored})
    return found


def attacks(count: int) -> dict[str, int]:
    """How many attacks there were and how many succeeded."""
    found: Counter[str] = Counter()
    for seed in range(count):
        made = organisation(seed)
        insiders = 2 if seed % 4 == 0 else 0
        found["attacks with the gate"] += 1
        found["that succeeded"] += bool(attack(made, [made.published()], insiders=insiders))
        if holds_too_few(made):
            found["attacks without any gate, where a group has too few"] += 1
            found["that succeeded without any gate"] += bool(attack(made, [with_gate_off(made)]))
        if made.shape == "overlap":
            found["attacks on nearly nested segments, rules 1 and 2 alone"] += 1
            found["that succeeded with rules 1 and 2 alone"] += bool(attack(made, [within_segments_only(made)]))
    return found


def prices(count: int, *, sizes: str) -> Table:
    """What is hidden under more and more rules, on the same organisations."""
    table = Table(title=f"hidden in {count} {sizes} organisations")
    for column in ("", "people hidden", "cells hidden", "people without distribution", "cells without distribution"):
        table.add_column(column)
    for variant in VARIANTS:
        found: Counter[str] = Counter()
        with only(variant):
            for seed in range(count):
                made = organisation(seed) if sizes == "small" else large(seed, people=1500, units=(20, 4, 4, 2))
                found += hidden_by(made)
        shares = [
            f"{found[f'{kind} {what}'] / found[what]:.1%}"
            for kind in ("hidden", "thin")
            for what in ("people", "cells")
        ]
        table.add_row(variant, *shares)
    return table


def times() -> Table:
    """How long the gate takes, the better of two."""
    table = Table(title="time of the gate")
    for column in ("people", "groups in each segment", "crossed cells", "seconds"):
        table.add_column(column)
    shapes: list[tuple[int, tuple[int, ...]]] = [
        (1000, (20,)),
        (1000, (20, 4)),
        (1000, (20, 4, 4, 2)),
        (5000, (20, 4, 4, 2)),
        (5000, (200,)),
        (3000, (200, 8, 5, 4)),
    ]
    for people, units in shapes:
        made = large(1, people=people, units=units)
        scores = Scores(made.tally)
        taken = []
        for _ in range(2):
            start = perf_counter()
            close_gate(scores, made.instrument.rules)
            taken.append(perf_counter() - start)
        table.add_row(str(people), " x ".join(map(str, units)), str(len(made.tally.crossed)), f"{min(taken):.3f}")
    return table


def main(count: int) -> None:
    """Everything, printed."""
    console = Console()
    console.print(times())
    console.print(prices(min(count, 200), sizes="small"))
    console.print(prices(min(count, 5), sizes="large"))
    for name, number in attacks(count).items():
        console.print(f"{number:6d}  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
