"""Recipes and templates from the command line: what they change, and how their mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.functional.command_line import Command

RECIPE = """\
schema: 1
sections: [priorities, summary]
confidentiality: For two people only
interpretation:
  summary: Read **this** first.
  groups: Sales is different.
"""


@pytest.fixture
def results(mentorscan: Command, export: Path, tmp_path: Path) -> Path:
    assert mentorscan("score", export, "--output", "results.json").code == 0
    return tmp_path / "results.json"


def test_a_recipe_shapes_the_report_and_says_what_found_no_place(mentorscan: Command, results: Path) -> None:
    Path(results.parent / "recipe.yaml").write_text(RECIPE, encoding="utf-8")
    ended = mentorscan("report", results, "--recipe", "recipe.yaml", "--format", "md", "--output", "-")
    assert ended.code == 0
    assert ended.out.index("## What should we do first?") < ended.out.index("## How strong is it as a whole?")
    assert "Read **this** first." in ended.out
    assert "For two people only" in ended.out
    assert "Sales is different" not in ended.out
    assert "interpretation-not-shown" in ended.err
    assert "groups" in ended.err


def test_the_recipe_of_a_project_is_used_wherever_reports_are_made(
    mentorscan: Command, results: Path, export: Path
) -> None:
    (results.parent / "recipe.yaml").write_text(RECIPE, encoding="utf-8")
    (results.parent / "mentorscan.yaml").write_text(
        "schema: 1\nreport: {formats: [md], recipe: recipe.yaml}\n", encoding="utf-8"
    )
    reported = mentorscan("report", results, "--output", "out/")
    scored = mentorscan("score", export, "--report", "scored")
    assert (reported.code, scored.code) == (0, 0)
    assert "interpretation-not-shown" in reported.err
    assert "interpretation-not-shown" in scored.err
    for folder in ("out", "scored"):
        text = (results.parent / folder / "report.md").read_text(encoding="utf-8")
        assert "Read **this** first." in text
    assert "Using project file" in reported.err
    plain = mentorscan("report", results, "--project", "none", "--format", "md", "--output", "-")
    assert "Read **this** first." not in plain.out


def test_a_recipe_with_mistakes_ends_before_anything_is_written(mentorscan: Command, results: Path) -> None:
    (results.parent / "recipe.yaml").write_text(RECIPE.replace("summary]", "sumary]"), encoding="utf-8")
    for command in (("report", results), ("demo", "demo")):
        ended = mentorscan(*command, "--recipe", "recipe.yaml")
        assert (ended.code, ended.out) == (2, "")
        assert "recipe.yaml:2:24: error[unknown-section]" in ended.err
        assert "summary" in ended.err
    assert not (results.parent / "report.html").exists()
    assert not (results.parent / "demo").exists()


def test_a_template_of_ones_own_takes_the_place_of_the_one_with_its_name(mentorscan: Command, results: Path) -> None:
    own = results.parent / "templates"
    own.mkdir()
    (own / "report.md.j2").write_text("<!-- mentorscan -->\nOurs: {{ report.title|text }}\n", encoding="utf-8")
    ended = mentorscan("report", results, "--templates", "templates", "--format", "md", "--output", "-")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("Ours: Mentoring culture assessment\n")
    page = mentorscan("report", results, "--templates", "templates", "--format", "html", "--output", "-")
    assert "<h1>Mentoring culture assessment</h1>" in page.out


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{{ report.nothing }}", 1),
        ("one\n{% if %}", 2),
        ("one\ntwo\n{{ report.title|no_such_filter }}", 3),
        ("{{ ''.__class__.__mro__ }}", 1),
        ("{% include 'other.j2' %}", 1),
        ("{{ 1 // 0 }}", 1),
    ],
)
def test_a_template_that_does_not_work_is_told_with_file_and_line(
    mentorscan: Command, results: Path, template: str, line: int
) -> None:
    own = results.parent / "templates"
    own.mkdir()
    (own / "report.html.j2").write_text(template, encoding="utf-8")
    ended = mentorscan("report", results, "--templates", "templates")
    assert (ended.code, ended.out) == (2, "")
    assert f"report.html.j2:{line}: error[broken-template]" in ended.err
    assert not (results.parent / "report.html").exists()


@pytest.mark.parametrize("options", [["--templates", "nowhere"], ["--recipe", "nowhere.yaml"], ["--recipe", "."]])
def test_what_is_not_there_ends_with_2(mentorscan: Command, results: Path, options: list[str]) -> None:
    ended = mentorscan("report", results, *options)
    assert (ended.code, ended.out) == (2, "")
    assert "hint: check the path" in ended.err
