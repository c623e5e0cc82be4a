"""Generated organisations: who belongs where, and what everybody answered. The same seed makes the same one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.instrument.model import Instrument, Rules
from mentorscan.pipeline.options import ScoreOptions
from mentorscan.pipeline.publication import make_results
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import Tally, tally_responses

T = TypeVar("T")
ITEMS = {
    "a": [
        item("a0", practice="support", facet="f"),
        item("a1", practice="readiness", facet="f", reverse=True),
        item("a2", practice="opportunity", facet="g"),
    ],
    "b": [item("b0", practice="support"), item("b1", practice="readiness")],
}
FACETS = [{"id": "f", "title": {"en": "F"}}, {"id": "g", "title": {"en": "G"}}]


@dataclass(frozen=True)
class Organisation:
    """Its people and what they answered.

    ``cells``: of every respondent the groups, one a segment; ``parents``: segment -> group -> the group above it.
    """

    cells: Sequence[tuple[str | None, ...]]
    rows: Sequence[dict[str, int | str | None]]
    parents: dict[str, dict[str, str | None]]
    shape: str

    @property
    def segments(self) -> list[str]:
        """The segments' ids."""
        return list(self.parents)

    @cached_property
    def instrument(self) -> Instrument:
        """Two hallmarks with facets and practices, and the segments; those with parents have a closed list."""
        segments = []
        for segment, groups in self.parents.items():
            declared = [
                {"id": group, "label": {"en": group}} | ({"parent": parent} if parent else {})
                for group, parent in groups.items()
            ]
            closed = any(groups.values())
            segments.append({"id": segment, "title": {"en": segment}} | ({"groups": declared} if closed else {}))
        asked = [questionnaire("a", ITEMS["a"], facets=FACETS), questionnaire("b", ITEMS["b"])]
        return instrument(asked, segments=segments)

    @cached_property
    def tally(self) -> Tally:
        """The sums of all answers."""
        people = {segment: [cell[i] for cell in self.cells] for i, segment in enumerate(self.segments)}
        return tally_responses(Answered(self.instrument, self.rows, people), instrument=self.instrument)

    def published(self, *, rules: Rules | None = None, by: Sequence[str] = ()) -> dict[str, Any]:
        """The results file, as anybody may read it. ``by``: the segments that the run shows (all, if none)."""
        options = ScoreOptions(by=tuple(by)) if by else ScoreOptions()
        scores = Scores(self.tally)
        return make_results(scores, rules=rules or self.instrument.rules, options=options).model_dump(mode="json")


SHAPES = ("one", "crossed", "crossed", "nested", "parents", "overlap", "overlap", "three", "four")
Groups = tuple[str | None, ...]


class Dice:
    """Random choices that the seed decides."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return int(self.rng.integers(least, most + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of these."""
        return options[int(self.rng.integers(len(options)))]

    def happens(self, share: float) -> bool:
        """True in this share of cases."""
        return bool(self.rng.random() < share)

    def draw(self, weights: Sequence[float], count: int) -> list[int]:
        """So many positions, each by its weight."""
        made = np.array(weights, float)
        return [int(each) for each in self.rng.choice(len(made), count, p=made / made.sum())]


def organisation(seed: int, *, most: int = 90, shape: str | None = None) -> Organisation:
    """An organisation of up to ``most`` people: one team or several segments, crossed, nested or with parents."""
    dice = Dice(seed)
    drawn_shape = dice.pick(SHAPES)
    shape = shape or drawn_shape
    people = dice.pick([dice.number(5, 20), dice.number(15, 45), dice.number(30, most)])
    number = {"one": 1, "three": 3, "four": 4}.get(shape, 2)
    wide = dice.pick([2, 3, 4, 6])
    weights = [[dice.pick([1, 1, 2, 5]) for _ in range(dice.number(2, wide))] for _ in range(number)]
    drawn = [dice.draw(each, people) for each in weights]
    cells: list[Groups] = [tuple(f"s{i}g{group}" for i, group in enumerate(cell)) for cell in zip(*drawn, strict=True)]
    parents = flat([len(each) for each in weights])
    if shape == "nested":
        cells = [(f"s0g{group}", f"s1g{group // 2}") for group in drawn[0]]
    if shape == "overlap":
        cells = overlapping(dice)
    if shape == "parents":
        above: dict[str, str | None] = {name: dice.pick(["top0", "top0", "top1", None]) for name in parents["s0"]}
        parents["s0"] = dict.fromkeys(["top0", "top1"]) | above
        cells = [(dice.pick(["top0", "top1"]), *cell[1:]) if dice.happens(0.15) else cell for cell in cells]
    if shape != "overlap" and dice.happens(0.3):
        cells = [tuple(None if dice.happens(0.05) else group for group in cell) for cell in cells]
    return Organisation(cells, answers(dice, cells), parents, shape)


def flat(sizes: Sequence[int]) -> dict[str, dict[str, str | None]]:
    """Segments of so many groups each, none above another."""
    return {f"s{i}": dict.fromkeys(f"s{i}g{group}" for group in range(size)) for i, size in enumerate(sizes)}


def overlapping(dice: Dice) -> list[Groups]:
    """Two segments that nearly nest: sites made of departments, but for one to four people of the next one."""
    sizes = [dice.number(10, 18) for _ in range(4)]
    cells: list[Groups] = [(f"s0g{i}", f"s1g{i // 2}") for i, n in enumerate(sizes) for _ in range(n)]
    for i in range(dice.number(1, 4)):
        cells[-1 - i] = (cells[-1 - i][0], "s1g0")
    return cells


def answers(dice: Dice, cells: Sequence[Groups]) -> list[dict[str, int | str | None]]:
    """What people in these cells answer: some groups are of one mind, some organisations leave items out."""
    centre, noise = 2 + 2.6 * float(dice.rng.random()), dice.pick([0.3, 0.8, 1.2])
    leaving = dice.pick([0, 0, 0, 0.05, 0.15])
    named = sorted({group or "" for cell in cells for group in cell})
    of_one_mind = {group for group in named if dice.happens(0.08)}
    mood = {group: dice.rng.normal(0, 0.4) for group in named}
    rows: list[dict[str, int | str | None]] = []
    for cell in cells:
        level = centre + sum(mood[group or ""] for group in cell) + dice.rng.normal(0, 0.4)
        answered: dict[str, int | str | None] = {}
        for each in (*ITEMS["a"], *ITEMS["b"]):
            value = round(level + dice.rng.normal(0, noise))
            if of_one_mind.intersection(cell):
                value = round(centre)
            value = min(5, max(1, 6 - value if each.get("reverse") else value))
            answered[each["id"]] = dice.pick([None, "dont_know"]) if dice.happens(leaving) else value
        rows.append(answered)
    return rows


def large(seed: int, *, people: int, units: Sequence[int]) -> Organisation:
    """A large organisation: so many groups in each segment, sizes as uneven as they are in life."""
    dice = Dice(seed)
    drawn = [dice.draw([float(0.3 + dice.rng.exponential()) for _ in range(each)], people) for each in units]
    cells: list[Groups] = [tuple(f"s{i}g{group}" for i, group in enumerate(cell)) for cell in zip(*drawn, strict=True)]
    return Organisation(cells, answers(dice, cells), flat(units), "large")
