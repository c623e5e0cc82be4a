"""Every golden export, of every registered platform, comes out as the answers that were given."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mentorscan.errors import ExportError
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.instrument.model import Instrument
from mentorscan.registry import PLATFORMS, load
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions, states_of
from mentorscan.responses.platforms.platform import Platform

GOLDEN = Path(__file__).parents[1] / "golden" / "exports"
EXPECTED = ".expected.json"
EXPORTS = sorted(path.with_name(path.name.removesuffix(EXPECTED)) for path in GOLDEN.rglob(f"*{EXPECTED}"))
DEFINITIONS = sorted(
    path
    for path in GOLDEN.glob("*/*")
    if path.is_file() and path not in EXPORTS and not path.name.endswith((EXPECTED, ".md", ".py"))
)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@cache
def instrument(name: str) -> Instrument:
    return open_instrument(GOLDEN / "instruments" / name)


def answers(path: Path, options: ReadOptions, made: Instrument) -> dict[str, Any]:
    """What an export says, as the golden files write it."""
    export = read_export(path, instrument=made, options=options)
    items: dict[str, list[Any]] = {item: [] for item in export.items}
    segments: dict[str, list[Any]] = {segment: [] for segment in export.segments}
    for batch in export.batches():
        for item, states in zip(export.items, batch.states, strict=True):
            names = states_of(made.scale_of(made.questionnaire_of[item]))
            items[item] += [value(names[state]) for state in states]
        for segment, codes in batch.groups.items():
            segments[segment] += [export.groups[segment][code] for code in codes]
    return {
        "platform": export.source.platform,
        "items": items,
        "segments": segments,
        "left_out": dict(export.left_out),
    }


def value(state: str) -> int | str | None:
    if state == "blank":
        return None
    return int(state) if state.lstrip("-").isdigit() else state


@pytest.mark.parametrize("path", EXPORTS, ids=named)
def test_an_export_says_what_was_answered(path: Path) -> None:
    expected = json.loads(path.with_name(path.name + EXPECTED).read_text("utf-8"))
    made = instrument(expected.get("instrument", "mentor"))
    found = answers(path, ReadOptions(), made)
    assert found["platform"] == expected["platform"]
    assert found["items"] == expected["items"]
    assert {each: found["segments"][each] for each in expected["segments"]} == expected["segments"]
    assert found["left_out"] == expected["left_out"]


@pytest.mark.parametrize("path", EXPORTS, ids=named)
def test_incomplete_responses_are_left_out_only_where_it_is_asked(path: Path) -> None:
    expected = json.loads(path.with_name(path.name + EXPECTED).read_text("utf-8"))
    if "complete_only" in expected:
        made = instrument(expected.get("instrument", "mentor"))
        found = answers(path, ReadOptions(complete_only=True), made)
        assert found["left_out"] == expected["left_out"] | expected["complete_only"]


def test_an_export_is_recognised_by_one_platform_or_by_none() -> None:
    """``read_export`` refuses what two recognise: the platform that it names is the only one."""
    recognised = {json.loads(path.with_name(path.name + EXPECTED).read_text("utf-8"))["platform"] for path in EXPORTS}
    assert recognised == set(PLATFORMS)


@pytest.mark.parametrize("path", DEFINITIONS, ids=named)
def test_a_file_that_holds_no_answers_is_refused_with_what_it_is(path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        read_export(path, instrument=instrument("mentor"), options=ReadOptions())
    (problem,) = caught.value.problems
    assert problem.code in {"definition", "wrong-kind", "broken-spss"}
    assert problem.hint


def test_the_same_survey_is_the_same_in_every_variant_of_limesurvey() -> None:
    variants = [path for path in EXPORTS if path.name.startswith("ls621_")]
    found = [answers(path, ReadOptions(complete_only=True), instrument("mentor")) for path in variants]
    assert len(found) == 9
    for each in found:
        assert each["items"] == found[0]["items"]
        assert each["segments"] == found[0]["segments"]


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_platform_bears_its_name_and_says_how_its_exports_are_known(name: str) -> None:
    platform: Platform = load(PLATFORMS, name)
    assert platform.name == name
    assert platform.title
    assert platform.seen
