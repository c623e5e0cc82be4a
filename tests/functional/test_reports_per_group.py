"""``mentorscan report --per``: a report for each group of a segment, and the page that leads to them."""

from __future__ import annotations

import json
import re
import sys
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.functional.command_line import HEADER, Command

from mentorscan.instrument.catalogue import open_instrument

SIZES = {"Sales": 16, "Production": 14, "R&D, Turin": 12, "Workshop": 8, "Legal": 3, "": 2}
SHOWN = ("Production", "R&D, Turin", "Sales", "Workshop")


def write_departments(path: Path) -> Path:
    """An export of departments of several sizes, one of them too small to be shown, and two people without one."""
    lines, person = [HEADER.replace("department", "department,location")], 0
    for name, people in SIZES.items():
        for _ in range(people):
            answers = ",".join(str((person * 3 + item * 2) % 5 + 1) for item in range(6))
            lines.append(f'p{person},"{name}",{("Turin", "Leeds")[person % 2]},{answers}')
            person += 1
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def results(mentorscan: Command, tmp_path: Path) -> Path:
    export = write_departments(tmp_path / "export.csv")
    assert mentorscan("score", export, "--output", "results.json").code == 0
    export.unlink()
    return tmp_path / "results.json"


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def department_of(results: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(results.read_text("utf-8"))["segments"][0]["groups"]
    return found


def test_the_export_has_groups_that_are_shown_and_some_that_are_not(results: Path) -> None:
    shown = {each["value"] for each in department_of(results) if each["overall"] is not None}
    assert shown == set(SHOWN)
    assert {each["value"] for each in department_of(results)} == {*SHOWN, "Legal", None}


@pytest.mark.parametrize("formats", [(), ("md",), ("md", "html"), ("csv", "xlsx", "docx"), ("md", "md")])
def test_every_group_that_is_shown_has_its_files_and_the_index_leads_to_them(
    mentorscan: Command, results: Path, formats: tuple[str, ...]
) -> None:
    options = [word for each in formats for word in ("--format", each)]
    ended = mentorscan("report", results, "--per", "department", *options, "--output", "departments")
    assert (ended.code, ended.out) == (0, "")
    written = {f"department-{group}.{kind}" for group in SHOWN for kind in formats or ("html",)}
    assert files_in(results.parent / "departments") == {"index.html", *written}
    said = ended.err.replace("\n", "")
    assert all(f"departments/{name}" in said for name in ("index.html", *written))
    page = (results.parent / "departments" / "index.html").read_text("utf-8")
    assert {unquote(each) for each in re.findall(r'<a href="([^#"]+)"', page)} == written
    assert "Legal" in page
    assert "Without a group" in page


def test_each_report_is_about_its_group_and_names_no_other(mentorscan: Command, results: Path) -> None:
    assert mentorscan("report", results, "--per", "department", "--format", "csv", "--format", "md").code == 0
    for group in SHOWN:
        text = (results.parent / f"department-{group}.md").read_text("utf-8")
        assert f"This report is about {group} (Department): {SIZES[group]} people." in text.replace("\\", "")
        assert not any(each in text for each in {*SHOWN, "Legal"} - {group})


def test_the_rows_of_figures_belong_to_the_group(mentorscan: Command, results: Path) -> None:
    assert mentorscan("report", results, "--per", "department", "--format", "csv").code == 0
    lines = (results.parent / "department-Sales.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) > 50
    assert all(line.startswith("department,Sales,") for line in lines[1:])


def test_the_same_results_give_the_same_files(mentorscan: Command, results: Path) -> None:
    for folder in ("one", "other"):
        assert mentorscan("report", results, "--per", "department", "--output", folder).code == 0
    one, other = results.parent / "one", results.parent / "other"
    assert files_in(one) == files_in(other)
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in files_in(one))


def test_reports_are_replaced_only_with_force(mentorscan: Command, results: Path) -> None:
    command = ("report", results, "--per", "department", "--output", "out")
    assert mentorscan(*command).code == 0
    refused = mentorscan(*command)
    assert (refused.code, refused.out) == (2, "")
    assert "out/index.html" in refused.err
    assert mentorscan(*command, "--force").code == 0


@pytest.mark.parametrize("name", ["department-Workshop.html", "index.html"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_nothing_is_written_where_a_file_of_somebody_else_stands_in_the_way(
    mentorscan: Command, results: Path, name: str, force: tuple[str, ...]
) -> None:
    folder = results.parent / "out"
    folder.mkdir()
    (folder / name).write_text("<p>mine</p>", encoding="utf-8")
    ended = mentorscan("report", results, "--per", "department", "--output", "out", *force)
    assert (ended.code, ended.out) == (2, "")
    assert name in ended.err.replace("\n", "")
    assert files_in(folder) == {name}
    assert (folder / name).read_text("utf-8") == "<p>mine</p>"


def test_the_results_are_never_replaced(mentorscan: Command, results: Path) -> None:
    before = results.read_bytes()
    assert mentorscan("report", results, "--per", "department", "--force").code == 0
    assert results.read_bytes() == before


@pytest.mark.parametrize(
    ("per", "hint"), [("departement", "department"), ("age", "--segment"), ("", "--segment"), ("Department", "")]
)
def test_an_unknown_segment_is_told_with_the_known_ones(
    mentorscan: Command, results: Path, per: str, hint: str
) -> None:
    ended = mentorscan("report", results, "--per", per, "--output", "out")
    assert (ended.code, ended.out) == (2, "")
    assert "error[unknown-segment]" in ended.err
    assert "one of department, location" in " ".join(ended.err.split())
    assert hint in ended.err
    assert not (results.parent / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output", "-"], "reports a group go into a folder; they cannot be printed"),
        (["--output", "x.html"], "error[output-is-file]"),
        (["--output", "new/x.PDF", "--format", "pdf"], "error[output-is-file]"),
        (["--comments", "comments.xlsx"], "error[comments-of-groups]"),
        (["--language", "xx"], "xx"),
        (["--format", "doc"], "doc"),
        (["--recipe", "missing.yaml"], "missing.yaml"),
        (["--templates", "missing"], "error[no-folder]"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_writes_nothing(
    mentorscan: Command, results: Path, options: list[str], said: str
) -> None:
    ended = mentorscan("report", results, "--per", "department", *options)
    assert (ended.code, ended.out) == (2, "")
    assert said in re.sub(r"[│\s]+", " ", ended.err)
    assert files_in(results.parent) == {"results.json"}


def test_a_file_that_is_no_results_file_ends_with_2(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "wrong.json").write_text("{}", encoding="utf-8")
    ended = mentorscan("report", "wrong.json", "--per", "department")
    assert (ended.code, ended.out) == (2, "")
    assert "wrong.json" in ended.err
    assert files_in(tmp_path) == {"wrong.json"}


def test_an_output_folder_that_is_a_file_ends_with_2(mentorscan: Command, results: Path) -> None:
    (results.parent / "taken").write_text("mine", encoding="utf-8")
    ended = mentorscan("report", results, "--per", "department", "--output", "taken")
    assert (ended.code, ended.out) == (2, "")
    assert (results.parent / "taken").read_text("utf-8") == "mine"


def test_results_without_groups_say_so(mentorscan: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built_in = open_instrument(None)
    typed, before = ["Example Ltd", "A. Rater"], None
    for item in built_in.form_items("pulse"):
        of = built_in.questionnaire_of[item]
        typed += [""] * (before is not None and of is not before) + ["4"]
        before = of
    monkeypatch.setattr(sys, "stdin", StringIO("\n".join([*typed, "", "f"]) + "\n"))
    assert mentorscan("assess", "--form", "pulse").code == 0
    ended = mentorscan("report", "assessment/results.json", "--per", "department", "--output", "out")
    assert (ended.code, ended.out) == (2, "")
    assert "error[unknown-segment]" in ended.err
    assert "results with groups" in " ".join(ended.err.split())
    assert not (tmp_path / "out").exists()


def test_the_language_the_formats_and_the_recipe_of_a_project_are_used(mentorscan: Command, results: Path) -> None:
    (results.parent / "recipe.yaml").write_text(
        "schema: 1\nconfidentiality: For two people only\ninterpretation:\n  summary: Of the whole.\n", encoding="utf-8"
    )
    (results.parent / "mentorscan.yaml").write_text(
        "schema: 1\nreport: {formats: [md], recipe: recipe.yaml, language: it}\n", encoding="utf-8"
    )
    assert mentorscan("report", results, "--per", "department", "--output", "out").code == 0
    assert files_in(results.parent / "out") == {"index.html", *(f"department-{each}.md" for each in SHOWN)}
    text = (results.parent / "out" / "department-Sales.md").read_text("utf-8")
    assert "Questo rapporto riguarda Sales" in text
    assert "For two people only" in text
    assert "Of the whole." not in text
    index = (results.parent / "out" / "index.html").read_text("utf-8")
    assert '<html lang="it"' in index
    assert "For two people only" in index


def test_a_template_of_ones_own_shapes_the_index_and_one_that_fails_leaves_nothing(
    mentorscan: Command, results: Path
) -> None:
    folder = results.parent / "own"
    folder.mkdir()
    (folder / "index.html.j2").write_text("<!DOCTYPE html><p>{{ index.title }}, our way</p>", encoding="utf-8")
    command = ("report", results, "--per", "department", "--templates", "own", "--output")
    assert mentorscan(*command, "out").code == 0
    assert (results.parent / "out" / "index.html").read_text("utf-8").strip().endswith(", our way</p>")
    (folder / "index.html.j2").write_text("{{ index.nothing.at.all }}", encoding="utf-8")
    ended = mentorscan(*command, "again")
    assert (ended.code, ended.out) == (2, "")
    assert "index.html.j2" in ended.err.replace("\n", "")
    assert not (results.parent / "again").exists()


def test_another_segment_has_reports_of_its_own(mentorscan: Command, results: Path) -> None:
    assert mentorscan("report", results, "--per", "location", "--output", "out").code == 0
    assert files_in(results.parent / "out") == {"index.html", "location-Leeds.html", "location-Turin.html"}
