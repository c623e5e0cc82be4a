"""``mentorscan assess --survey``: the raters' view beside the employees', or a clear word why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.functional.command_line import Command, write_export

from mentorscan.instrument.catalogue import open_instrument

BUILT_IN = open_instrument(None)


def answers(path: Path, *, value: int = 5, rater: str = "Anna", **fields: Any) -> Path:
    """An answer file with the same value throughout the pulse form."""
    head = {"schema": 1, "instrument": {"id": BUILT_IN.id, "version": BUILT_IN.version}, "rater": rater}
    given = dict.fromkeys(BUILT_IN.form_items("pulse"), value)
    path.write_text(yaml.safe_dump({**head, "form": "pulse", **fields, "answers": given}), encoding="utf-8")
    return path


@pytest.fixture
def survey(mentorscan: Command, export: Path) -> str:
    """A scored survey of a few items of three hallmarks."""
    assert mentorscan("score", export, "--output", "survey.json").code == 0
    return "survey.json"


def changed(name: str, **fields: Any) -> str:
    """The survey's file with other fields."""
    document = json.loads(Path(name).read_text("utf-8"))
    for key, value in fields.items():
        document[key] = {**document[key], **value} if isinstance(value, dict) else value
    Path("changed.json").write_text(json.dumps(document), encoding="utf-8")
    return "changed.json"


def test_both_views_stand_in_the_results_and_in_every_report(mentorscan: Command, survey: str, tmp_path: Path) -> None:
    formats = ("html", "md", "csv")
    given = [option for each in formats for option in ("--format", each)]
    ended = mentorscan("assess", answers(tmp_path / "anna.yaml"), "--survey", survey, "--output", "out", *given)
    assert ended.code == 0
    assert "The rater sees clearly more than the employees" in ended.out
    results = json.loads((tmp_path / "out" / "results.json").read_text("utf-8"))
    beside = results["survey"]
    assert beside["respondents"] == 24
    asked = {each["id"]: each for each in beside["hallmarks"]}
    assert set(asked) == {"accountability", "communication", "safety_nets"}
    published = json.loads((tmp_path / survey).read_text("utf-8"))
    theirs = {each["id"]: {item["id"]: item["index"] for item in each["items"]} for each in published["hallmarks"]}
    pulse = BUILT_IN.form_items("pulse")
    both = {name: [item for item in items if item in pulse] for name, items in theirs.items()}
    for name, each in asked.items():
        mean = sum(theirs[name][item] for item in both[name]) / len(both[name])
        assert each["index"] == pytest.approx(mean)
        assert (each["raters_index"], each["verdict"]) == (100, "above")
        assert each["difference"] == pytest.approx(100 - mean)
    assert {each["id"] for each in beside["items"]} == {item for items in both.values() for item in items}
    for name in formats:
        assert "survey" in (tmp_path / "out" / f"report.{name}").read_text("utf-8")
    assert "Do the rater and the employees see the same organisation?" in (tmp_path / "out" / "report.md").read_text()


def test_the_report_can_be_written_again_from_the_results(mentorscan: Command, survey: str, tmp_path: Path) -> None:
    mentorscan("assess", answers(tmp_path / "anna.yaml"), "--survey", survey, "--output", "out", "--format", "md")
    ended = mentorscan("report", "out/results.json", "--format", "md", "--language", "it", "--output", "it.md")
    assert ended.code == 0
    assert "Chi ha valutato e il personale vedono la stessa organizzazione?" in Path("it.md").read_text("utf-8")


def test_another_form_and_another_organisation_are_noted(mentorscan: Command, survey: str, tmp_path: Path) -> None:
    file = answers(tmp_path / "anna.yaml", organisation="Example Ltd")
    ended = mentorscan("assess", file, "--survey", changed(survey, organisation="Rossi"), "--output", "out")
    assert ended.code == 0
    assert "changed.json: warning[survey-other-form]" in ended.err
    assert "warning[survey-other-organisation]: The survey is of Rossi, the assessment of Example Ltd." in ended.err


def test_an_assessment_is_no_survey(mentorscan: Command, tmp_path: Path) -> None:
    file = answers(tmp_path / "anna.yaml")
    mentorscan("assess", file, "--output", "first")
    ended = mentorscan("assess", file, "--survey", "first/results.json", "--output", "second")
    assert ended.code == 2
    assert "results.json: error[not-a-survey]: it holds the results of an assessment, not of a survey" in ended.err
    assert "hint: --survey takes what mentorscan score --output has written" in ended.err
    assert not (tmp_path / "second").exists()


def test_a_survey_of_another_instrument_is_refused(mentorscan: Command, survey: str, tmp_path: Path) -> None:
    ended = mentorscan("assess", answers(tmp_path / "a.yaml"), "--survey", changed(survey, instrument={"id": "other"}))
    assert ended.code == 2
    assert "changed.json: error[other-instrument]: it was made with the instrument other" in ended.err


def test_a_survey_that_shows_nothing_is_refused(mentorscan: Command, tmp_path: Path) -> None:
    write_export(tmp_path / "few.csv", people=3)
    assert mentorscan("score", "few.csv", "--output", "few.json").code == 3
    ended = mentorscan("assess", answers(tmp_path / "a.yaml"), "--survey", "few.json")
    assert ended.code == 2
    assert "few.json: error[survey-shows-nothing]" in ended.err
    assert "hint: leave --survey out" in ended.err


@pytest.mark.parametrize(("text", "code"), [("{}", "not-results"), ("no json", "not-results"), (None, "cannot-read")])
def test_what_is_no_results_file_is_refused_before_anything_is_asked(
    mentorscan: Command, tmp_path: Path, text: str | None, code: str
) -> None:
    if text is not None:
        (tmp_path / "survey.json").write_text(text, encoding="utf-8")
    ended = mentorscan("assess", "--survey", "survey.json")
    assert ended.code == 2
    assert f"survey.json: error[{code}]" in ended.err
    assert "Rater" not in ended.err
    assert not (tmp_path / "assessment").exists()


def test_the_survey_is_never_written_over(mentorscan: Command, survey: str, tmp_path: Path) -> None:
    Path(survey).rename(tmp_path / "results.json")
    before = (tmp_path / "results.json").read_bytes()
    ended = mentorscan("assess", answers(tmp_path / "a.yaml"), "--survey", "results.json", "--output", ".", "--force")
    assert ended.code == 2
    assert (tmp_path / "results.json").read_bytes() == before
