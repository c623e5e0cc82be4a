"""The attacker: what a reader of published results can work out about sets of too few people.

Knows the organisation chart (in which cell everybody is, who answered), the page that says what is protected, and every
figure of every run of one wave; may be one of the respondents. Stands on numpy and scipy alone, and on nothing of the
gate.

Unknown are the sums of every item in every cell, each between 0 and its people (fractions of the range). Every shown
mean times its n is an equation: of an item, of a facet, a hallmark, a practice or the overall index, which are means
over items where nobody left one out. Where people did leave items out, hallmarks, facets and practices are attacked one
by one, and the attacker is told how many people of each cell are behind the figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Cell = tuple[str | None, ...]
Array = NDArray[np.float64]
Published = Mapping[str, Any]
NARROW = 0.2
CLOSE = 1e-6
POINTS = 16
SETS = 30_000


@dataclass(frozen=True)
class Chart:
    """What everybody knows: the cell of each person who was scored, and which group is part of which."""

    people: Mapping[Cell, int]
    segments: Sequence[str]
    parents: Mapping[str, Mapping[str, str | None]]

    def within(self, cell: Cell, segment: str, group: str | None) -> bool:
        """Whether a cell is part of a group."""
        own = cell[self.segments.index(segment)]
        while group is not None and own is not None and own != group:
            own = self.parents[segment].get(own)
        return own == group

    def members(self, segment: str, group: str | None) -> Array:
        """Which cells are part of a group, as 0 and 1."""
        return np.array([float(self.within(cell, segment, group)) for cell in self.people])


@dataclass(frozen=True)
class Found:
    """A set about which too much is known: its cells, the figure, and between what it lies (0 to its people)."""

    figure: str
    cells: tuple[Cell, ...]
    people: int
    least: float
    most: float
    insider: Cell | None = None


@dataclass(frozen=True)
class Shown:
    """A published mean: of which figure, over which group, on the 0-100 index, with its n."""

    figure: str
    segment: str | None
    group: str | None
    index: float
    n: int


def shown_figures(results: Published) -> Iterator[Shown]:
    """Every mean with its n that a results file holds."""
    yield from _of(results, None, None, results["practices"])
    for segment in results["segments"]:
        for group in segment["groups"]:
            if group["overall"] is not None:
                yield from _of(group, segment["id"], group["value"], group["practices"])


def _of(part: Published, segment: str | None, group: str | None, practices: Sequence[Published]) -> Iterator[Shown]:
    def shown(name: str, figures: Published, n: str = "respondents") -> Iterator[Shown]:
        if figures["index"] is not None and figures[n]:
            yield Shown(name, segment, group, figures["index"], figures[n])

    overall = part["overall"]
    if overall["index"] is not None:
        yield from shown("overall:" + ",".join(overall["of"]), overall)
    for hallmark in part["hallmarks"]:
        yield from shown(hallmark["id"], hallmark)
        for facet in hallmark["facets"]:
            yield from shown(f"{hallmark['id']}/{facet['id']}", facet)
        for item in hallmark["items"]:
            yield from shown(item["id"], item, "answered")
    for practice in practices:
        yield from shown(f"practice:{practice['id']}", practice)


@dataclass(frozen=True)
class System:
    """Unknown sums, and what is known of them: ``rows @ x = sums``, ``0 <= x <= people``.

    ``x``: figure after figure, in each the cells. ``targets``: figure -> its weight in each unknown figure (they add up
    to 1).
    """

    figures: Sequence[str]
    people: Array
    rows: Array
    sums: Array
    targets: Mapping[str, Array]
    cells: Sequence[Cell]


class Attack:
    """Everything that is tried against what was published.

    ``minimum``: the smallest set that need not be protected; ``made_of``: measure -> its items; ``behind``: item or
    measure -> how many people of each cell are behind it.
    """

    def __init__(
        self,
        published: Sequence[Published],
        chart: Chart,
        *,
        minimum: int,
        made_of: Mapping[str, Sequence[str]],
        behind: Mapping[str, Mapping[Cell, int]],
    ) -> None:
        self.chart, self.minimum = chart, minimum
        self.made_of = made_of
        self.cells = list(chart.people)
        self.people = np.array([float(chart.people[cell]) for cell in self.cells])
        self.shown = list(dict.fromkeys(each for results in published for each in shown_figures(results)))
        self.behind = behind
        self.seed = np.random.default_rng(1)

    def systems(self) -> Iterator[System]:
        """One system of all items together, where nobody left anything out; else one for each measure."""
        complete = all(dict(each) == dict(self.chart.people) for each in self.behind.values())
        if complete:
            yield self.joint()
            return
        for figure in self.made_of:
            people = np.array([float(self.behind[figure].get(cell, 0)) for cell in self.cells])
            kept = np.flatnonzero(people)
            known = [each for each in self.shown if each.figure == figure]
            rows = np.array([self.of_group(each)[kept] for each in known]).reshape(len(known), len(kept))
            fits = [i for i, each in enumerate(known) if abs(rows[i] @ people[kept] - each.n) < CLOSE]
            sums = np.array([each.index / 100 * each.n for each in known])
            yield System(
                [figure], people[kept], rows[fits], sums[fits], {figure: np.ones(1)}, [self.cells[i] for i in kept]
            )

    def joint(self) -> System:
        """The system of all items."""
        items = list(dict.fromkeys(item for made in self.made_of.values() for item in made))
        weights = {item: np.eye(len(items))[i] for i, item in enumerate(items)}
        weights |= {name: np.mean([weights[item] for item in made], axis=0) for name, made in self.made_of.items()}
        rows, sums = [], []
        for each in self.shown:
            if each.figure.startswith("overall:"):
                of = np.mean([weights[name] for name in each.figure.removeprefix("overall:").split(",")], axis=0)
            else:
                of = weights[each.figure]
            rows.append(np.outer(of, self.of_group(each)).ravel())
            sums.append(each.index / 100 * each.n)
        return System(items, np.tile(self.people, len(items)), np.array(rows), np.array(sums), weights, self.cells)

    def of_group(self, each: Shown) -> Array:
        """The cells of the group that a figure is about."""
        return np.ones(len(self.cells)) if each.segment is None else self.chart.members(each.segment, each.group)

    def sets(self, people: Array, most: int) -> list[NDArray[np.int64]]:
        """Every set of cells with at most ``most`` people, by number of cells; a sample where there are too many."""
        small = [int(i) for i in np.flatnonzero((people <= most) & (people > 0))]
        made = []
        for count in range(1, most + 1):
            chosen: list[tuple[int, ...]] = []
            for each in combinations(small, count):
                if people[list(each)].sum() <= most:
                    chosen.append(each)
                if len(chosen) >= SETS // most:
                    break
            if chosen:
                made.append(np.array(chosen))
        return made

    def run(self, insiders: Sequence[tuple[Cell, Mapping[str, float]]] = ()) -> Iterator[Found]:
        """What is found, by outsiders and then by each insider (their cell and their own figures, 0 to 1)."""
        for system in self.systems():
            yield from self.search(system)
            for cell, own in insiders:
                if cell in system.cells and all(figure in own for figure in system.figures):
                    yield from self.search(system, (cell, own))

    def search(self, system: System, insider: tuple[Cell, Mapping[str, float]] | None = None) -> Iterator[Found]:
        """The sets whose interval is too narrow. Most are cleared by answers that fit what was published."""
        count = len(system.cells)
        people = system.people[:count].copy()
        lower, upper = np.zeros(len(system.people)), system.people.copy()
        most = self.minimum - 1
        if insider is not None:
            own = np.array([insider[1][figure] for figure in system.figures])
            at = system.cells.index(insider[0]) + count * np.arange(len(own))
            lower[at], upper[at] = own, upper[at] - 1 + own
            people[system.cells.index(insider[0])] -= 1
            most -= 1
        solver = Solver(system, lower, upper)
        if not solver.fits:
            raise ValueError("what was published contradicts the organisation chart")
        sets = self.sets(people, most)
        if sets:
            solver.explore(self.seed)
        for name, weights in system.targets.items():
            for group in sets:
                size = people[group].sum(axis=1)
                narrow = np.flatnonzero(solver.spread(weights, group) < NARROW * size)
                for i in narrow:
                    if solver.spread(weights, group[i : i + 1])[0] >= NARROW * size[i]:
                        continue
                    least, highest = solver.interval(weights, group[i])
                    if highest - least < NARROW * size[i] - CLOSE:
                        cells = tuple(system.cells[j] for j in group[i])
                        yield Found(name, cells, int(size[i]), least, highest, insider[0] if insider else None)


class Solver:
    """Linear programmes over one system; every answer that fits is kept."""

    def __init__(self, system: System, lower: Array, upper: Array) -> None:
        self.system = system
        self.bounds = np.stack([lower, upper], axis=1)
        self.points = np.zeros((0, len(lower)))
        self.rows, self.sums = independent(system.rows, system.sums)
        self.fits = self.solve(np.zeros(len(lower)))

    def solve(self, aim: Array) -> bool:
        """Keep the answers that fit and make ``aim`` smallest."""
        equations = {"A_eq": self.rows, "b_eq": self.sums} if len(self.rows) else {}
        found = linprog(aim, bounds=self.bounds, method="highs", **equations)
        if found.x is None:
            return False
        self.points = np.concatenate([self.points, found.x[None, :]])
        return True

    def explore(self, seed: np.random.Generator) -> None:
        """Answers far apart, in directions drawn at random."""
        for _ in range(POINTS // 2):
            aim = seed.normal(size=self.points.shape[1])
            self.solve(aim)
            self.solve(-aim)

    def spread(self, weights: Array, sets: NDArray[np.int64]) -> Array:
        """How far apart the answers kept put each set."""
        values = np.einsum("f,pfc->pc", weights, self.points.reshape(len(self.points), len(weights), -1))
        made: Array = np.ptp(values[:, sets].sum(axis=2), axis=0)
        return made

    def interval(self, weights: Array, chosen: NDArray[np.int64]) -> tuple[float, float]:
        """The least and the most that a set can add up to."""
        one = np.zeros(len(self.system.cells))
        one[chosen] = 1
        aim = np.outer(weights, one).ravel()
        self.solve(aim)
        self.solve(-aim)
        values = self.points @ aim
        return float(values.min()), float(values.max())


def independent(rows: Array, sums: Array) -> tuple[Array, Array]:
    """Equations that say the same with none too many, so that the last bits of printed figures contradict nothing."""
    if not len(rows):
        return rows, sums
    left, size, right = np.linalg.svd(rows, full_matrices=False)
    kept = size > 1e-9 * size[0]
    return right[kept], (left[:, kept].T @ sums) / size[kept]


def chart_of(cells: Sequence[Cell], segments: Sequence[str], parents: Mapping[str, Mapping[str, str | None]]) -> Chart:
    """The organisation chart of those who were scored."""
    return Chart(Counter(cells), segments, parents)
