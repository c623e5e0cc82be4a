"""How often a group is called above or below the whole although all groups are alike; ``make alike``.

Draws organisations whose people all come from one distribution, scores them as ``mentorscan score`` does, and counts
the words. Beside it: how often 5 % tests without the correction would have spoken, and how often a group that truly
lies ten points lower is found.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentorscan.disclosure.publish import publish
from mentorscan.errors import Note
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import Batch, SourceFile
from mentorscan.results import Comparison, SegmentFigures
from mentorscan.scoring.comparison import compare
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

SHAPES = {
    "8 groups of 40": [40] * 8,
    "20 groups of 12 to 60": list(range(12, 62, 5)) * 2,
    "50 groups of 15": [15] * 50,
    "3 groups of 200, 20 of 10": [200] * 3 + [10] * 20,
}
LOWER = 0.4
"""Ten points of the index on five points."""


@dataclass
class Drawn:
    """Answers as mentorscan's readers deliver them."""

    items: tuple[str, ...]
    states: NDArray[np.uint8]
    teams: NDArray[np.int32]

    def __post_init__(self) -> None:
        self.segments: tuple[str, ...] = ("team",)
        self.groups: dict[str, list[str | None]] = {"team": [None, *map(str, range(1, int(self.teams.max()) + 1))]}
        self.titles: dict[str, str] = {}
        self.left_out: Counter[str] = Counter()
        self.form: str | None = "full"
        self.notes: tuple[Note, ...] = ()
        self.source = SourceFile(name="drawn", sha256="", platform="memory")

    def batches(self, *, with_respondents: bool = False) -> Iterator[Batch]:
        """All rows at once."""
        del with_respondents
        yield Batch(states=self.states, groups={"team": self.teams})


def drawn(sizes: list[int], *, instrument: Instrument, draw: np.random.Generator, lower: float = 0.0) -> Drawn:
    """People with a disposition, hallmarks that differ for each of them, and items that scatter; 5 % left blank.

    ``lower``: how far the first group lies lower, in points of the scale.
    """
    items = tuple(instrument.form_items("full"))
    owner = [instrument.questionnaire_of[item].id for item in items]
    hallmarks = list(dict.fromkeys(owner))
    teams = np.repeat(np.arange(1, len(sizes) + 1, dtype=np.int32), sizes)
    people = draw.normal(3.3, 0.6, (1, len(teams))) - lower * (teams == 1)
    own = dict(zip(hallmarks, draw.normal(0, 0.4, (len(hallmarks), len(teams))), strict=True))
    level = np.stack([people[0] + own[each] for each in owner])
    answers = np.clip(np.rint(level + draw.normal(0, 0.8, level.shape)), 1, 5).astype(np.uint8)
    return Drawn(items, np.where(draw.random(level.shape) < 0.05, 0, answers).astype(np.uint8), teams)


def main() -> None:
    """Print a Markdown table, a row a shape."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--organisations", type=int, default=200, help="per shape (default: 200)")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    instrument = open_instrument(None)
    draw = np.random.default_rng(chosen.seed)
    print(
        "| shape | comparisons | called above or below | organisations with any | uncorrected 5 % tests | found (-10) |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, sizes in SHAPES.items():
        counts: Counter[str] = Counter()
        for _ in range(chosen.organisations):
            segment, raw = compared(drawn(sizes, instrument=instrument, draw=draw), instrument)
            words = [each.verdict for each in told(segment)]
            called = sum(word in ("above", "below") for word in words)
            counts += Counter(
                comparisons=len(words), called=called, organisations=int(called > 0), raw=sum(p <= 0.05 for p in raw)
            )
            lower, _ = compared(drawn(sizes, instrument=instrument, draw=draw, lower=LOWER), instrument)
            found = [each.against_whole for each in lower.groups[0].hallmarks if each.against_whole]
            counts += Counter(found=sum(each.verdict == "below" for each in found), asked=len(found))
        shares = (
            counts["called"] / counts["comparisons"],
            counts["organisations"] / chosen.organisations,
            counts["raw"] / counts["comparisons"],
            counts["found"] / counts["asked"],
        )
        print(f"| {name} | {counts['comparisons']} | {' | '.join(f'{share:.2%}' for share in shares)} |", flush=True)


def compared(answers: Drawn, instrument: Instrument) -> tuple[SegmentFigures, list[float]]:
    """The segment as it is published, and the p of each of its comparisons of single hallmarks, uncorrected."""
    scores = Scores(tally_responses(answers, instrument=instrument))
    whole = scores.whole
    tests = [
        compare(cell, rest=whole - cell, whole=whole, measures=[each])
        for cell in scores.cells["team"].values()
        for each in scores.base.hallmarks
    ]
    return publish(scores, rules=instrument.rules).segments[0], [test.p for test in tests if test]


def told(segment: SegmentFigures) -> list[Comparison]:
    """The comparisons of single hallmarks that say a word."""
    found = [each.against_whole for group in segment.groups for each in group.hallmarks]
    return [each for each in found if each is not None and each.verdict is not None]


if __name__ == "__main__":
    main()
