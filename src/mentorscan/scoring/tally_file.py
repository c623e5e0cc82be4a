"""Tally files: ``mentorscan/tally/1``, JSON, gzip where the name ends in ``.gz``.

A file carries the instrument's model, so that merging needs no instrument folder, and says where each sum stands in
its vectors (``layout``), so that other programs can read it.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from mentorscan.errors import Note, Place, Problem, UserError
from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import SourceFile
from mentorscan.scoring.layout import Layout
from mentorscan.scoring.tally import Sums, Tally

SCHEMA = "mentorscan/tally/1"
NOTICE = (
    "This file is personal data: the sums of a small group come close to the answers of its people. "
    "It has not passed the disclosure gate. Keep it as you keep the survey export."
)


SAFE_NOTICE = (
    "Groups that the disclosure gate does not show whole are counted as without a group here. What is merged from such "
    "files is not what scoring together gives."
)


def dump(tally: Tally, *, compress: bool, safe: bool = False) -> bytes:
    """The bytes of a tally file; the same tally gives the same bytes. ``safe``: whether its groups are folded."""
    layout = tally.layout
    document = {
        "schema": SCHEMA,
        "notice": SAFE_NOTICE if safe else NOTICE,
        "instrument": tally.instrument.model_dump(mode="json"),
        "items": list(layout.items),
        "form": layout.form,
        "weighted": layout.weighted,
        "options": tally.options,
        "segments": tally.segments,
        "sources": [asdict(source) for source in tally.sources],
        "notes": [asdict(note) | {"values": dict(note.values)} for note in tally.notes],
        "layout": {
            "cell": {name: [part.start, part.stop] for name, part in layout.sections.items()},
            "listwise": {name: [part.start, part.stop] for name, part in layout.whole_sections.items()},
            "crossed": list(layout.crossed),
        },
        "whole": tally.whole.tolist(),
        "listwise": tally.listwise.tolist(),
        "margins": {
            segment: [{"group": group, "sums": sums.tolist()} for group, sums in in_order(groups)]
            for segment, groups in tally.margins.items()
        },
        "crossed": [{"groups": list(groups), "counts": sums.tolist()} for groups, sums in in_order(tally.crossed)],
        "cells": [{"groups": list(groups), "sums": sums.tolist()} for groups, sums in in_order(tally.cells)],
        "quality": tally.quality,
        "left_out": tally.left_out,
        "weights": tally.weights and list(tally.weights),
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    return gzip.compress(text.encode(), mtime=0) if compress else text.encode()


def in_order(sums: dict[Any, Sums]) -> list[tuple[Any, Sums]]:
    """Vectors by code point of their groups, people without a group last."""

    def key(entry: tuple[Any, Sums]) -> tuple[tuple[bool, str], ...]:
        groups = entry[0] if isinstance(entry[0], tuple) else (entry[0],)
        return tuple((group is None, group or "") for group in groups)

    return sorted(sums.items(), key=key)


def load(path: Path) -> Tally:
    """Read a tally file. Raises ``UserError`` where it is none, damaged, or of another schema version."""

    def refuse(message: str) -> UserError:
        return UserError(Problem("not-a-tally", message, Place(path.name), f"a file of schema {SCHEMA}"))

    try:
        data = path.read_bytes()
        document = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    except OSError as error:
        raise refuse(f"cannot be read: {error.strerror or error}") from error
    except (ValueError, EOFError, zlib.error) as error:
        raise refuse("is not JSON, or is damaged") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise refuse("is not a tally of this version")
    try:
        instrument = Instrument.model_validate(document["instrument"])
        layout = Layout(instrument, tuple(document["items"]), document["form"], weighted=document["weighted"])
        return Tally(
            layout=layout,
            segments=document["segments"],
            margins={
                segment: {each["group"]: vector(each["sums"], layout.width) for each in groups}
                for segment, groups in document["margins"].items()
            },
            whole=vector(document["whole"], layout.width),
            listwise=vector(document["listwise"], layout.whole_width),
            crossed={
                tuple(each["groups"]): vector(each["counts"], len(layout.crossed)) for each in document["crossed"]
            },
            cells={tuple(each["groups"]): vector(each["sums"], layout.width) for each in document["cells"]},
            quality=counts(document["quality"]),
            left_out=counts(document["left_out"]),
            weights=document["weights"] and weight_range(document["weights"]),
            sources=tuple(map(source_file, document["sources"])),
            notes=tuple(Note(**note) for note in document["notes"]),
            options=document["options"],
        )
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError) as error:
        raise refuse("is damaged: a part is missing or of the wrong form") from error


def source_file(given: dict[str, Any]) -> SourceFile:
    """A file that was read."""
    fields: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in given.items()}
    return SourceFile(**fields)


def counts(given: dict[str, int]) -> dict[str, int]:
    """Counts by name. Raises ``ValueError`` where they are not."""
    if not all(type(number) is int and number >= 0 for number in given.values()):
        raise ValueError
    return dict(given)


def weight_range(given: list[int]) -> tuple[int, int]:
    """The least and the largest weight. Raises ``ValueError`` where they are not."""
    low, high = vector(given, 2).tolist()
    return low, high


def vector(numbers: list[int], length: int) -> Sums:
    """Whole numbers of a known count as a vector. Raises ``ValueError`` where they are not."""
    if len(numbers) != length or not all(type(number) is int for number in numbers):
        raise ValueError
    fits = all(-(2**62) < number < 2**62 for number in numbers)
    return np.array(numbers, np.int64 if fits else object)
