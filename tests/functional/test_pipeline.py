"""The road from exports to files: added up, exact, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.instruments import instrument, item, questionnaire

import mentorscan
from mentorscan.errors import ExportError, OptionError, OutputError
from mentorscan.pipeline import Outputs, ScoreOptions, demo, score_exports
from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.report.renderers import html, markdown
from mentorscan.responses.model import ReadOptions
from mentorscan.results import Results
from mentorscan.results_file import to_json

CLIMATE = Path(__file__).parents[1] / "data" / "climate"
BHR = ScoreOptions(instrument=CLIMATE / "bhr2000")


def figures(results: Results) -> Any:
    """The results without where they came from."""
    document = json.loads(to_json(results))
    return {key: value for key, value in document.items() if key not in ("created", "source", "notes")}


def test_two_halves_give_the_same_results_as_the_whole_file(tmp_path: Path) -> None:
    header, *rows = (CLIMATE / "bhr2000.csv").read_text().splitlines()
    halves = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for path, part in zip(halves, (rows[:1234], rows[1234:]), strict=True):
        path.write_text("\n".join([header, *part]) + "\n")
    whole = score_exports([CLIMATE / "bhr2000.csv"], options=BHR, outputs=Outputs())
    together = score_exports(halves, options=BHR, outputs=Outputs())
    assert figures(together) == figures(whole)
    assert [each.rows for each in together.source.files] == [1234, 4166]


def test_a_frame_gives_the_same_results_as_the_file() -> None:
    frame = pl.read_csv(CLIMATE / "bhr2000.csv")
    made = mentorscan.load_instrument(CLIMATE / "bhr2000")
    whole = score_exports([CLIMATE / "bhr2000.csv"], options=BHR, outputs=Outputs())
    for each in (frame, frame.lazy()):
        assert figures(mentorscan.score(each, made)) == figures(whole)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    written = []
    for name in ("a", "b"):
        folder = tmp_path / name
        demo(folder, language=None, formats=("html", "md"), force=False)
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert written[0] == written[1]
    assert set(written[0]) == {"export.csv", "results.json", "report.html", "report.md"}


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.csv"
    copy.write_bytes((CLIMATE / "bhr2000.csv").read_bytes())
    with pytest.raises(ExportError) as caught:
        score_exports([CLIMATE / "bhr2000.csv", copy], options=BHR, outputs=Outputs())
    assert [problem.code for problem in caught.value.problems] == ["same-file-twice"]


def test_outputs_are_checked_before_any_work(tmp_path: Path) -> None:
    other = tmp_path / "results.json"
    other.write_text("not ours")
    with pytest.raises(OutputError):
        score_exports([tmp_path / "there-is-no-export.csv"], options=BHR, outputs=Outputs(results=other, force=True))
    assert other.read_text() == "not ours"


def test_nothing_is_written_where_the_export_is_wrong(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("AF06,RELIG\n1,2\n9,3\n")
    out = tmp_path / "out"
    outputs = Outputs(results=out / "r.json", report=out, tally=out / "t.json", respondents=out / "p.csv")
    with pytest.raises(ExportError) as caught:
        score_exports([export], options=BHR, outputs=outputs)
    assert "9" in caught.value.problems[0].message
    assert not out.exists()


def test_the_minimum_group_can_be_raised_and_never_lowered() -> None:
    lowered = ScoreOptions(instrument=BHR.instrument, minimum_group=4)
    with pytest.raises(OptionError) as caught:
        score_exports([CLIMATE / "bhr2000.csv"], options=lowered, outputs=Outputs())
    assert caught.value.problems[0].code == "minimum-group-lowered"
    raised = ScoreOptions(instrument=BHR.instrument, minimum_group=30)
    results = score_exports([CLIMATE / "bhr2000.csv"], options=raised, outputs=Outputs())
    assert results.rules.minimum_group == 30
    shown = [group.respondents for group in results.segments[0].groups if not group.hidden]
    assert min(filter(None, shown)) >= 30


def test_a_segment_that_no_export_has_is_refused_with_those_it_has() -> None:
    wrong = ScoreOptions(instrument=BHR.instrument, by=("Company",))
    with pytest.raises(OptionError) as caught:
        score_exports([CLIMATE / "bhr2000.csv"], options=wrong, outputs=Outputs())
    assert caught.value.problems[0].expected == "one of GRP"


def test_the_undeclared_column_hrs_can_be_a_segment() -> None:
    options = ScoreOptions(instrument=BHR.instrument, read=ReadOptions(segments=("HRS",)), by=("HRS",))
    results = score_exports([CLIMATE / "bhr2000.csv"], options=options, outputs=Outputs())
    assert [segment.id for segment in results.segments] == ["HRS"]
    assert results.segments[0].title == {"en": "HRS"}


def test_private_files_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    outputs = Outputs(tally=tmp_path / "tally.json.gz", respondents=tmp_path / "people.csv")
    score_exports([CLIMATE / "bhr2000.csv"], options=BHR, outputs=outputs)
    for path in (outputs.tally, outputs.respondents):
        assert path is not None
        assert path.stat().st_mode & 0o777 == 0o600


def test_an_instrument_made_in_memory_scores_a_frame() -> None:
    made = instrument([questionnaire("a", [item("a0"), item("a1")])])
    frame = pl.DataFrame({"a0": [1, 2, 3, 4, 5, 5] * 3, "a1": ["1", "2", "3", "dont_know", "5", None] * 3})
    results = mentorscan.score(frame, made)
    assert results.overall.respondents == 18
    assert results.hallmarks[0].items[1].dont_know == 3


def test_the_report_that_is_written_is_the_one_that_is_presented(tmp_path: Path) -> None:
    presented: list[Report] = []
    outputs = Outputs(report=tmp_path, language="en")
    results = score_exports([CLIMATE / "bhr2000.csv"], options=BHR, outputs=outputs, present=presented.append)
    (report,) = presented
    assert report == build_report(results, language="en")
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == markdown.render(report)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == html.render(report)
