"""What the tests of a panel share: answer files of several raters, and their consensus."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from mentorscan import pipeline
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.responses.model import ReadOptions
from mentorscan.results import ItemFigures, Results

BUILT_IN = open_instrument(None)
PULSE = BUILT_IN.form_items("pulse")
NAMES = ("Annalisa Quadri", "Brunhilde Xaver", "Carlotta Zucchero")
NOT_HERE = {"opt_out": "not_applicable", "reason": "no programme yet"}


def answer_file(path: Path, answers: Mapping[str, Any], *, rater: str, **fields: Any) -> Path:
    head = {"schema": 1, "instrument": {"id": BUILT_IN.id, "version": BUILT_IN.version}, "rater": rater}
    body = {"form": "pulse", "answers": dict(answers), **fields}
    path.write_text(yaml.safe_dump({**head, **body}, sort_keys=False), encoding="utf-8")
    return path


def panel_files(folder: Path, *answers: Mapping[str, Any], **fields: Any) -> list[Path]:
    """A file for each rater on the pulse: 3 throughout, but these answers; named after the rater's first name."""
    files = []
    for name, own in zip(NAMES, answers, strict=False):
        every = {**dict.fromkeys(PULSE, 3), **own}
        files.append(answer_file(folder / f"{name.split()[0].lower()}.yaml", every, rater=name, **fields))
    return files


def consensus_file(
    path: Path, answers: Mapping[str, Any], *, of: list[Path], blind: bool = False, **fields: Any
) -> Path:
    named = zip(of, NAMES, strict=False)
    agreeing = [
        {**({} if blind else {"rater": name}), "sha256": sha256(each.read_bytes()).hexdigest()} for each, name in named
    ]
    return answer_file(path, answers, **{"rater": "Dora Leader", "consensus": agreeing, **fields})


def scored(*files: Path, blind: bool = False, outputs: pipeline.Outputs | None = None, form: str = "auto") -> Results:
    options = pipeline.ScoreOptions(read=ReadOptions(form=form))
    return pipeline.assess(files, options=options, outputs=outputs or pipeline.Outputs(), blind=blind)


def items_of(results: Results) -> dict[str, ItemFigures]:
    return {item.id: item for each in (*results.hallmarks, *results.outcomes) for item in each.items}
