"""The survey that is measured: an instrument of 8 hallmarks with 6 items each, and exports of any length for it.

A program of its own (``python survey.py FOLDER ROWS values|labels``), because a process that has made a large export
leaves its own size in the peak memory of every process that it starts afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
import yaml

HALLMARKS: Final = 8
ITEMS: Final = 6
POINTS: Final = 5
DEPARTMENTS: Final = 20
LOCATIONS: Final = 4
EMPTY: Final = 0.05
CHUNK: Final = 250_000
LABELS: Final = ("Not true here", "In a few cases", "In about half of cases", "In most cases", "Consistently true here")


def main(folder: Path, *, rows: int, answers: str) -> None:
    """The instrument and one export, made once, in the folder."""
    write_instrument(folder / "instrument")
    write_export(folder / f"{answers}-{rows}.csv", rows=rows, labels=answers == "labels")


def item_ids() -> list[str]:
    """The ids of all 48 items, in order."""
    return [f"h{hallmark}i{item}" for hallmark in range(1, HALLMARKS + 1) for item in range(1, ITEMS + 1)]


def write_instrument(folder: Path) -> None:
    """The instrument, in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    questionnaires = [f"hallmark{number}" for number in range(1, HALLMARKS + 1)]
    points = [{"value": value, "label": label} for value, label in enumerate(LABELS, start=1)]
    instrument = {
        "schema": 1,
        "id": "benchmark",
        "version": "1.0.0",
        "title": "Benchmark",
        "languages": ["en"],
        "questionnaires": questionnaires,
        "scales": {"how_consistently": {"points": points}},
        "segments": [{"id": "department", "title": "Department"}, {"id": "location", "title": "Location"}],
    }
    _write_yaml(folder / "instrument.yaml", instrument)
    for number, questionnaire in enumerate(questionnaires, start=1):
        items = [{"id": f"h{number}i{item}", "text": f"Statement {number}.{item}"} for item in range(1, ITEMS + 1)]
        content: Mapping[str, object] = {
            "id": questionnaire,
            "title": f"Hallmark {number}",
            "scale": "how_consistently",
            "items": items,
        }
        _write_yaml(folder / f"{questionnaire}.yaml", content)


def write_export(path: Path, *, rows: int, labels: bool) -> None:
    """A CSV with this many respondents, if it is not there yet: the same for the same arguments.

    48 items from 1 to 5 (or their labels), 5 % empty, department (20) and location (4), no respondent column. People
    differ in their general attitude, so that scores are not all alike.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    rng = np.random.default_rng(1)
    with draft.open("wb") as stream:
        for start in range(0, rows, CHUNK):
            chunk = _chunk(min(CHUNK, rows - start), labels=labels, rng=rng)
            chunk.write_csv(stream, include_header=start == 0)
    draft.rename(path)


def _chunk(rows: int, *, labels: bool, rng: np.random.Generator) -> pl.DataFrame:
    attitude = rng.standard_normal(rows, dtype=np.float32)
    columns: dict[str, pl.Series] = {}
    for item in item_ids():
        level = 3.4 + 0.7 * attitude + 0.8 * rng.standard_normal(rows, dtype=np.float32)
        answer = pl.Series(item, np.clip(np.rint(level), 1, POINTS).astype(np.int8))
        if labels:
            answer = answer.replace_strict(range(1, POINTS + 1), LABELS, return_dtype=pl.String)
        columns[item] = pl.select(
            pl.when(pl.Series(rng.random(rows, dtype=np.float32) >= EMPTY)).then(answer)
        ).to_series()
    columns["department"] = _names("Department", DEPARTMENTS, rows=rows, rng=rng)
    columns["location"] = _names("Location", LOCATIONS, rows=rows, rng=rng)
    return pl.DataFrame(columns)


def _names(kind: str, groups: int, *, rows: int, rng: np.random.Generator) -> pl.Series:
    names = pl.Series([f"{kind} {number}" for number in range(1, groups + 1)])
    return names.gather(rng.integers(0, groups, rows))


def _write_yaml(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), rows=int(sys.argv[2]), answers=sys.argv[3])
