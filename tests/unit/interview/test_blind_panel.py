"""A blind panel: neither a name nor a single answer is left, in the results or in any format of the report."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from tests.unit.interview.table import NAMES, NOT_HERE, PULSE, consensus_file, items_of, panel_files, scored
from tests.unit.report.pdfs import Pdf

from mentorscan import pipeline
from mentorscan.errors import OptionError
from mentorscan.results_file import to_json

A, B, C = PULSE[:3]
APART = (
    {A: {"value": 1, "note": "zebra", "evidence": "minutes of May"}, B: NOT_HERE},
    {A: {"value": 5, "note": "apple", "confidence": "high"}},
    {C: {"value": 5, "evidence": "a chart"}},
)


def three(folder: Path) -> list[Path]:
    return panel_files(folder, *APART, comments={"accountability": "so much to do"}, date="2026-11-20")


def test_fewer_than_three_raters_cannot_be_blind(tmp_path: Path) -> None:
    files = three(tmp_path)
    with pytest.raises(OptionError) as found:
        scored(*files[:2], consensus_file(tmp_path / "c.yaml", {}, of=files[:2]), blind=True)
    assert [each.code for each in found.value.problems] == ["too-few-to-be-blind"]


def test_texts_stay_unnamed_and_apart_and_answers_go(tmp_path: Path) -> None:
    items = items_of(scored(*three(tmp_path), blind=True))
    assert [each.model_dump(exclude_none=True) for each in items[A].ratings] == [
        {"rater": "", "evidence": "minutes of May"},
        {"rater": "", "note": "apple"},
        {"rater": "", "note": "zebra"},
    ]
    assert [each.model_dump(exclude_none=True) for each in items[B].ratings] == [
        {"rater": "", "reason": "no programme yet"}
    ]
    assert all(each.counts is None and each.hidden["counts"] == "not_agreed" for each in items.values())
    assert items[A].sd is not None


def test_figures_are_those_of_an_open_panel(tmp_path: Path) -> None:
    files = three(tmp_path)
    hidden, seen = scored(*files, blind=True), scored(*files)
    assert hidden.overall == seen.overall
    assert [each.index for each in hidden.hallmarks] == [each.index for each in seen.hallmarks]
    assert hidden.panel
    assert seen.panel
    assert hidden.panel.krippendorff_alpha == pytest.approx(seen.panel.krippendorff_alpha)
    assert [each.item for each in hidden.panel.discuss] == [each.item for each in seen.panel.discuss] == [A, C, B]
    ends = [[(each.lowest, each.highest) for each in panel.spread] for panel in (hidden.panel, seen.panel)]
    assert ends[0] == ends[1]
    assert all(each.raters == () for each in hidden.panel.spread)


def test_the_ends_of_a_range_are_told_of_three_answers_on(tmp_path: Path) -> None:
    unknown = {"opt_out": "dont_know"}
    every = dict.fromkeys(PULSE[3:], unknown)
    panel = scored(*panel_files(tmp_path, {A: 1, B: 1}, {A: 5, B: 4}, {B: unknown, **every}), blind=True).panel
    assert panel
    assert [(each.item, each.lowest, each.highest, each.apart, each.rated) for each in panel.discuss] == [
        (A, 1, 5, 4, 3),
        (B, None, None, 3, 2),
    ]
    assert panel.spread[0].lowest is not None
    assert (panel.spread[1].rated, panel.spread[1].lowest, panel.spread[1].highest) == (2, None, None)


def test_the_files_order_says_nothing(tmp_path: Path) -> None:
    files = three(tmp_path)
    made = [scored(*each, blind=True).model_copy(update={"created": ""}) for each in (files, files[::-1])]
    assert to_json(made[0]) == to_json(made[1])
    assert [each.file for each in made[0].source.raters] == ["rater-1", "rater-2", "rater-3"]
    sums = [each.sha256 for each in made[0].source.files]
    assert sums == sorted(sums)


def readable(path: Path) -> str:
    """Everything that stands in a file, of a packed one in all its parts."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return Pdf(content).words
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            return "\n".join(packed.read(each).decode("utf-8", "replace") for each in packed.namelist())
    return content.decode("utf-8", "replace")


@pytest.mark.parametrize("language", ["en", "it"])
def test_no_name_of_a_rater_or_a_file_stands_anywhere(tmp_path: Path, language: str) -> None:
    files = panel_files(tmp_path, *APART[:2], {each: {"note": "left blank"} for each in PULSE[5:]})
    talked = {A: {"value": 2, "reason": "the chart"}}
    consensus = consensus_file(tmp_path / f"{NAMES[0].split()[0]}.yml", talked, of=files[:2], rater=NAMES[0])
    folder = tmp_path / "out"
    outputs = pipeline.Outputs(
        results=folder / "results.json",
        report=folder,
        formats=("html", "md", "pdf", "docx", "pptx", "xlsx", "csv"),
        language=language,
    )
    results = scored(*files, consensus, blind=True, outputs=outputs)
    assert [each.code for each in results.notes] == ["consensus-of-others"]
    written = sorted(folder.iterdir())
    assert len(written) == 8
    names = {part.lower() for each in NAMES for part in each.split()}
    for path in written:
        text = readable(path).lower()
        assert [each for each in names if each in text] == [], path.name
    assert "zebra" in readable(folder / "report.html")
