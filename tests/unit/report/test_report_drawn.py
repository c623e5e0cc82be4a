"""The report's pictures as images, for formats that cannot draw them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from tests.unit.report.examples import bare_results, full_results, hidden_results, hostile_results

from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.report.renderers.drawn import RESOLUTION, drawn

MILLIMETRES = 25.4


def width_of(image: bytes) -> float:
    """How wide an image is on paper, in millimetres."""
    with Image.open(BytesIO(image)) as opened:
        return opened.width / RESOLUTION * MILLIMETRES


def colours_in(image: bytes) -> set[object]:
    with Image.open(BytesIO(image)) as opened:
        return {colour for _, colour in opened.convert("RGB").getcolors(maxcolors=1 << 24) or []}


def ids_in(report: Report) -> list[str]:
    """The pictures that a report has, as its parts name them."""
    assert report.profile
    assert report.groups
    assert report.hallmarks
    assert report.practices
    assert report.reinforcement
    assert report.reinforcement.matrix
    assert report.outcomes
    sections = (*report.hallmarks.sections, *report.outcomes.sections)
    return [
        "summary",
        "radar",
        report.profile.table.id,
        report.practices.table.id,
        report.reinforcement.matrix.id,
        *(each.id for each in report.groups.tables),
        *(each.items.id for each in sections if each.items),
        *(each.facets.id for each in sections if each.facets),
    ]


def test_every_picture_is_drawn_under_its_id() -> None:
    report = build_report(full_results())
    found = drawn(report)
    assert sorted(found) == sorted(ids_in(report))
    assert all(each.startswith(b"\x89PNG") for each in found.values())


def test_each_id_has_its_own_picture() -> None:
    found = drawn(build_report(full_results()))
    assert len(set(found.values())) == len(found)
    assert width_of(found["summary"]) == pytest.approx(160, abs=0.2)
    assert width_of(found["radar"]) == pytest.approx(100, abs=0.2)
    assert (0x00, 0x4A, 0x75) in colours_in(found["profile-table"])
    assert (0xB0, 0x47, 0x00) in colours_in(found["hallmark-1-items"])
    assert (0xB0, 0x47, 0x00) not in colours_in(found["profile-table"])
    assert {(0x92, 0xC3, 0xE6), (0xF7, 0xD3, 0xB9)} <= colours_in(found["groups-1"])


def test_only_the_parts_that_are_shown_are_drawn() -> None:
    report = replace(build_report(full_results()), order=("profile", "trust"))
    assert sorted(drawn(report)) == ["profile-table", "radar"]


def test_a_report_without_pictures_has_none() -> None:
    assert drawn(build_report(hidden_results())) == {}


def test_an_instrument_without_segments_practices_and_facets_has_fewer() -> None:
    report = build_report(bare_results())
    assert sorted(drawn(report)) == sorted(
        ["summary", "profile-table", "radar", *(f"hallmark-{place}-items" for place in range(1, 5))]
    )


@pytest.mark.parametrize("text", ["#panic() *x* $y$", "中文 \u05e9\u05dc\u05d5\u05dd 👩🏽\u200d🚀", "Unbreakable" * 27])
def test_any_text_can_be_drawn(text: str) -> None:
    report = build_report(hostile_results(text))
    assert sorted(drawn(report)) == sorted(ids_in(report))


def test_the_same_report_gives_the_same_images() -> None:
    report = build_report(full_results())
    assert drawn(report) == drawn(report)
