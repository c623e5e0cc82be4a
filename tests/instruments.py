"""Small instruments and in-memory responses for the tests, made without any file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mentorscan.errors import Note
from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import Batch, SourceFile, states_of

LEVELS = [
    {"id": id_, "from": start, "title": {"en": id_.title()}}
    for id_, start in [("latent", 0), ("emerging", 20), ("developing", 40), ("established", 60), ("sustained", 80)]
]


def scale(
    id_: str = "five", *, lowest: int = 1, points: int = 5, opt_outs: Sequence[str] = ("dont_know",)
) -> dict[str, Any]:
    """A scale of ``points`` points from ``lowest`` on, with the contract's default shares."""
    ends = 2 if points >= 5 else 1
    return {
        "id": id_,
        "points": [{"value": lowest + i, "label": {"en": f"point {i}"}} for i in range(points)],
        "opt_outs": [{"code": code, "label": {"en": code}} for code in opt_outs],
        "favourable_from": lowest + points - ends,
        "unfavourable_to": lowest + ends - 1,
    }


def item(id_: str, **fields: Any) -> dict[str, Any]:
    """An item."""
    return {"id": id_, "text": {"en": id_}} | fields


def questionnaire(id_: str, items: Sequence[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """A questionnaire on the scale ``five``."""
    return {"id": id_, "title": {"en": id_.title()}, "scale": "five", "items": list(items)} | fields


def instrument(questionnaires: Sequence[dict[str, Any]], **fields: Any) -> Instrument:
    """An instrument in English with the contract's levels."""
    return Instrument.model_validate(
        {
            "id": "test",
            "version": "1.0.0",
            "title": {"en": "Test"},
            "languages": ["en"],
            "scales": [scale()],
            "levels": LEVELS,
            "forms": [{"id": "full", "title": {"en": "Full"}}],
            "questionnaires": list(questionnaires),
        }
        | fields
    )


@dataclass
class Answered:
    """Responses in memory: ``rows``: item -> point, opt-out or None; ``people``: segment -> a group for each row.

    ``weights``: millionths, ``ids``: numbers (0: none), for each row.
    """

    instrument: Instrument
    rows: Sequence[dict[str, int | str | None]]
    people: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    form: str | None = "full"
    batch_rows: int = 1000
    name: str = "memory"
    weights: Sequence[int] | None = None
    ids: Sequence[int] | None = None

    def __post_init__(self) -> None:
        self.items = tuple(id_ for id_ in self.instrument.items if not self.rows or id_ in self.rows[0])
        self.segments = tuple(self.people)
        self.groups: dict[str, list[str | None]] = {
            name: [None, *dict.fromkeys(value for value in values if value is not None)]
            for name, values in self.people.items()
        }
        self.titles: dict[str, str] = {}
        self.left_out: Counter[str] = Counter()
        self.notes: tuple[Note, ...] = ()
        self.source = SourceFile(name=self.name, sha256=self.name, platform="memory")

    def batches(self, *, with_respondents: bool = False) -> Iterator[Batch]:
        """The rows, ``batch_rows`` at a time."""
        owner = self.instrument.questionnaire_of
        states = {id_: states_of(self.instrument.scale_of(owner[id_])) for id_ in self.items}
        table = np.array(
            [[0 if row[id_] is None else states[id_].index(str(row[id_])) for row in self.rows] for id_ in self.items],
            np.uint8,
        ).reshape(len(self.items), len(self.rows))
        codes = {
            name: np.array([self.groups[name].index(value) for value in values], np.int32)
            for name, values in self.people.items()
        }
        for start in range(0, len(self.rows), self.batch_rows):
            part = slice(start, start + self.batch_rows)
            ids: list[str | None] = [f"p{i}" for i in range(*part.indices(len(self.rows)))]
            yield Batch(
                states=np.ascontiguousarray(table[:, part]),
                groups={name: values[part] for name, values in codes.items()},
                respondents=ids if with_respondents else None,
                ids=None if self.ids is None else np.array(self.ids[part], np.uint64),
                weights=None if self.weights is None else np.array(self.weights[part], np.int64),
            )
