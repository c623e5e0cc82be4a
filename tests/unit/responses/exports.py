"""An instrument small enough to be seen whole, and exports of it written as text tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from mentorscan.errors import ExportError, Problem
from mentorscan.instrument.model import (
    Comment,
    Form,
    Group,
    Instrument,
    Item,
    Level,
    OptOut,
    Point,
    Questionnaire,
    Scale,
    Segment,
)
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions, Responses

OFTEN = Scale(
    id="often",
    points=tuple(
        Point(value=value, label={"en": english, "it": italian})
        for value, english, italian in [
            (1, "Never", "Mai"),
            (2, "Rarely", "Raramente"),
            (3, "Sometimes", "A volte"),
            (4, "Quite often", "Piuttosto spesso"),
            (5, "Always", "Sempre così"),
        ]
    ),
    opt_outs=(
        OptOut(code="not_applicable", label={"en": "Does not apply", "it": "Non si applica"}),
        OptOut(code="dont_know", label={"en": "Don't know", "it": "Non so"}),
    ),
    favourable_from=4,
    unfavourable_to=2,
)
SURE = Scale(
    id="sure",
    points=tuple(Point(value=value, label={"en": f"Step {value}", "it": f"Passo {value}"}) for value in range(-1, 3)),
    favourable_from=2,
    unfavourable_to=-1,
)
STATES = {None: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, "dont_know": 6, "not_applicable": 7}


def text(words: str) -> dict[str, str]:
    return {"en": words, "it": words}


INSTRUMENT = Instrument(
    id="small",
    version="1.0.0",
    title=text("Small"),
    languages=("en", "it"),
    scales=(OFTEN, SURE),
    segments=(
        Segment(
            id="department",
            title=text("Department"),
            groups=(
                Group(id="sales", label={"en": "Sales", "it": "Vendite"}, aliases=("S&M", "Field\u00a0force")),
                Group(id="7", label={"en": "Workshop", "it": "Officina"}),
            ),
        ),
        Segment(id="Site", title=text("Site")),
    ),
    levels=(Level(id="all", from_index=0, title=text("All")),),
    forms=(Form(id="full", title=text("Full")), Form(id="pulse", title=text("Pulse"))),
    questionnaires=(
        Questionnaire(
            id="goals",
            title=text("Goals"),
            scale="often",
            items=(
                Item(id="goalset", text=text("Goals are set."), forms=("full", "pulse")),
                Item(id="goalmet", text=text("Goals are met.")),
            ),
            comment=Comment(id="goalcomment", text=text("More?")),
        ),
        Questionnaire(
            id="trust",
            title=text("Trust"),
            scale="sure",
            items=(Item(id="trust_1", text=text("We trust."), forms=("full", "pulse")),),
        ),
    ),
)


@dataclass(frozen=True)
class Read:
    """Everything that an export gave: the answers as rows of states by item, the groups as text, the notes' codes."""

    responses: Responses
    states: dict[str, list[int]]
    groups: dict[str, list[str | None]]
    respondents: list[str | None] | None

    @property
    def notes(self) -> dict[str, str]:
        return {note.code: note.text for note in self.responses.notes}


def exhaust(responses: Responses, *, with_respondents: bool = False) -> Read:
    batches = list(responses.batches(with_respondents=with_respondents))
    assert all(batch.states.dtype == np.uint8 and batch.states.flags.c_contiguous for batch in batches)
    assert all(codes.dtype == np.int32 for batch in batches for codes in batch.groups.values())
    assert all(names[0] is None for names in responses.groups.values())
    states = np.concatenate([batch.states for batch in batches], axis=1)
    return Read(
        responses=responses,
        states=dict(zip(responses.items, states.tolist(), strict=True)),
        groups={
            segment: [responses.groups[segment][code] for batch in batches for code in batch.groups[segment]]
            for segment in responses.segments
        },
        respondents=[each for batch in batches for each in batch.respondents or []] if with_respondents else None,
    )


def read_file(
    path: Path,
    options: ReadOptions | None = None,
    *,
    instrument: Instrument = INSTRUMENT,
    with_respondents: bool = False,
) -> Read:
    responses = read_export(path, instrument=instrument, options=options or ReadOptions())
    return exhaust(responses, with_respondents=with_respondents)


def read_text(folder: Path, content: str | bytes, options: ReadOptions | None = None) -> Read:
    return read_file(written(folder, content), options)


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "export.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problems_of(folder: Path, content: str | bytes, options: ReadOptions | None = None) -> list[Problem]:
    with pytest.raises(ExportError) as caught:
        read_text(folder, content, options)
    assert all(problem.place is not None for problem in caught.value.problems)
    return list(caught.value.problems)


def codes_of(folder: Path, content: str | bytes, options: ReadOptions | None = None) -> list[str]:
    return [problem.code for problem in problems_of(folder, content, options)]
