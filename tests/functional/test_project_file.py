"""A client's project file as its users meet it: ``init``, and ``score`` and ``demo`` with it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.functional.command_line import Command, write_export

ROOT = Path(__file__).resolve().parents[2]
PROJECT = """\
schema: 1
organisation: Example Ltd
wave: {name: autumn 2026, from: "2026-10-01", to: "2026-10-31"}
segments:
  - id: department
    title: Area
    groups:
      - {id: sales, label: {en: Sales, it: Vendite}, people: 40}
      - {id: production, people: 30}
      - {id: legal, people: 12}
"""


def write_project(path: Path, more: str = "") -> Path:
    path.write_text(PROJECT + more, encoding="utf-8")
    return path


def scored(mentorscan: Command, *arguments: str | Path) -> tuple[dict[str, Any], str]:
    """The results of a run that prints them, and what it said on stderr."""
    ended = mentorscan("score", *arguments, "--output", "-")
    assert ended.code == 0, ended.err
    return json.loads(ended.out), ended.err


def test_a_project_file_in_the_working_folder_is_named_and_used(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml")
    results, said = scored(mentorscan, export)
    assert said.splitlines()[0] == "Using project file mentorscan.yaml"
    assert results["organisation"] == "Example Ltd"
    assert results["wave"] == {"name": "autumn 2026", "from": "2026-10-01", "to": "2026-10-31"}
    (segment,) = results["segments"]
    assert segment["title"] == {"en": "Area", "it": "Area"}
    assert [group["value"] for group in segment["groups"]] == ["sales", "production", "legal"]


def test_headcounts_stand_with_the_groups_that_are_shown_only(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml")
    shown, _ = scored(mentorscan, export)
    assert [group["people"] for group in shown["segments"][0]["groups"]] == [40, 30, None]
    hidden, _ = scored(mentorscan, export, "--minimum-group", "13")
    groups = hidden["segments"][0]["groups"]
    assert [(group["people"], group["hidden"]) for group in groups] == [(None, {"*": "protected"})] * 3


def test_a_project_file_is_ignored_where_none_is_asked_for(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    write_project(tmp_path / "mentorscan.yaml", "unknown: key\n")
    results, said = scored(mentorscan, export, "--project", "none")
    assert "project" not in said
    assert (results["organisation"], results["wave"]) == (None, None)
    assert [group["value"] for group in results["segments"][0]["groups"]] == ["Production", "Sales"]


@pytest.mark.parametrize("named", ["clients/example.yaml", "clients/mentorscan.yaml", "clients"])
def test_a_project_file_elsewhere_takes_the_place_of_the_one_that_is_here(
    mentorscan: Command, export: Path, tmp_path: Path, named: str
) -> None:
    (tmp_path / "mentorscan.yaml").write_text("schema: 1\norganisation: Other Ltd\n", encoding="utf-8")
    (tmp_path / "clients").mkdir()
    write_project(tmp_path / "clients" / "example.yaml")
    write_project(tmp_path / "clients" / "mentorscan.yaml")
    results, said = scored(mentorscan, export, "--project", named)
    assert "Using" not in said
    assert results["organisation"] == "Example Ltd"


def test_the_header_of_the_report_says_who_and_when(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    write_project(tmp_path / "mentorscan.yaml")
    assert mentorscan("score", export, "--report", "out").code == 0
    head = (tmp_path / "out" / "report.md").read_text(encoding="utf-8").split("## ")[0]
    assert "Example Ltd · autumn 2026 · " in head
    assert "2026" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_language_and_formats_come_from_the_project_unless_the_command_line_says_otherwise(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml", "report: {language: it, formats: [md]}\n")
    assert "Comunicazione" in mentorscan("score", export, "--report", "ours").out
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["report.md"]
    assert "Communication" in mentorscan("score", export, "--language", "en").out


def test_figures_and_fingerprints_are_the_same_with_and_without_a_project_but_headcounts_narrow_the_intervals(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml")
    ours, _ = scored(mentorscan, export)
    plain, _ = scored(mentorscan, export, "--project", "none")
    assert ours["instrument"] == plain["instrument"]
    (low, high), (wide_low, wide_high) = (each["overall"].pop("interval") for each in (ours, plain))
    assert wide_low < low < high < wide_high
    assert ours["overall"] == plain["overall"]


def test_the_instrument_of_the_project_gives_way_to_the_one_on_the_command_line(
    mentorscan: Command, tmp_path: Path
) -> None:
    mentorscan("instrument", "new", "theirs")
    mentorscan("instrument", "new", "mine")
    mine = tmp_path / "mine" / "instrument.yaml"
    mine.write_text(mine.read_text(encoding="utf-8").replace("my-instrument", "other"), encoding="utf-8")
    rows = ["goals_set,goals_known,goals_forgotten,time_given,help_known", *["4,5,2,4,3"] * 8]
    (tmp_path / "export.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "mentorscan.yaml").write_text("schema: 1\ninstrument: theirs\n", encoding="utf-8")
    assert scored(mentorscan, "export.csv")[0]["instrument"]["id"] == "my-instrument"
    assert scored(mentorscan, "export.csv", "--instrument", "mine")[0]["instrument"]["id"] == "other"


def test_an_unknown_group_leads_to_the_aliases_of_the_project(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    text = export.read_text(encoding="utf-8").replace("Sales", "Selling")
    export.write_text(text, encoding="utf-8")
    project = write_project(tmp_path / "mentorscan.yaml")
    ended = mentorscan("score", export)
    assert ended.code == 2
    assert "error[unknown-group]" in ended.err
    assert "aliases in mentorscan.yaml" in ended.err
    project.write_text(PROJECT.replace("people: 40", "people: 40, aliases: [Selling]"), encoding="utf-8")
    assert scored(mentorscan, export)[0]["segments"][0]["groups"][0]["respondents"] == 12


def test_hints_do_not_speak_of_aliases_without_a_project(mentorscan: Command, tmp_path: Path) -> None:
    export = write_export(tmp_path / "export.csv", people=24)
    text = export.read_text(encoding="utf-8").replace("department", "leads_people")
    export.write_text(text, encoding="utf-8")
    ended = mentorscan("score", export)
    assert ended.code == 2
    assert "unknown-group" in ended.err
    assert "aliases" not in ended.err


def test_the_formats_of_a_project_are_written_where_none_are_named(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml", "report: {formats: [md, parquet]}\n")
    assert mentorscan("score", export, "--report", "out").code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.md", "report.parquet"}
    assert mentorscan("demo", "sample", "--project", "mentorscan.yaml").code == 0
    assert {"report.md", "report.parquet"} <= {path.name for path in (tmp_path / "sample").iterdir()}


def test_the_minimum_of_a_works_agreement_is_in_force_and_can_be_raised_only(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml", "works_agreement: {minimum_group: 10, comments: false}\n")
    assert scored(mentorscan, export)[0]["rules"]["minimum_group"] == 10
    assert scored(mentorscan, export, "--minimum-group", "12")[0]["rules"]["minimum_group"] == 12
    line = (tmp_path / "mentorscan.yaml").read_text(encoding="utf-8").splitlines()
    ended = mentorscan("score", export, "--minimum-group", "6")
    assert ended.code == 2
    assert f"mentorscan.yaml:{len(line)}:34: error[minimum-group-lowered]" in ended.err
    assert scored(mentorscan, export, "--project", "none")[0]["rules"]["minimum_group"] == 5


def test_segments_that_were_not_agreed_are_not_shown_and_cannot_be_asked_for(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml", "works_agreement: {segments: [location]}\n")
    assert scored(mentorscan, export)[0]["segments"] == []
    ended = mentorscan("score", export, "--by", "department")
    assert ended.code == 2
    assert "error[segment-not-agreed]: --by department was not agreed" in ended.err


def test_a_segment_of_the_project_that_the_data_do_not_have_is_told(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    write_project(tmp_path / "mentorscan.yaml").write_text(
        PROJECT.replace("id: department", "id: departmnt"), encoding="utf-8"
    )
    results, said = scored(mentorscan, export)
    assert "info[segments-not-in-data]: Segments of mentorscan.yaml" in said
    (note,) = [note for note in results["notes"] if note["code"] == "segments-not-in-data"]
    assert note["values"] == {"segments": ["departmnt"]}


def test_every_problem_of_a_project_file_ends_the_run_with_its_place(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    text = PROJECT.replace("Example Ltd", "No").replace("people: 40", "people: -1")
    (tmp_path / "mentorscan.yaml").write_text(text, encoding="utf-16")
    ended = mentorscan("score", export, "--output", "results.json")
    assert (ended.code, ended.out) == (2, "")
    assert "mentorscan.yaml:2:15: error[not-text]" in ended.err
    assert "mentorscan.yaml:8:62: error[out-of-range]" in ended.err
    assert not (tmp_path / "results.json").exists()


def test_a_project_file_is_never_written_over(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    path = write_project(tmp_path / "mentorscan.yaml")
    ended = mentorscan("score", export, "--output", "mentorscan.yaml", "--force")
    assert (ended.code, path.read_text(encoding="utf-8")) == (2, PROJECT)
    assert "output-is-input" in ended.err


@pytest.mark.parametrize("named", ["missing.yaml", "empty-folder", "export.csv"])
def test_a_project_that_is_none_ends_with_2(mentorscan: Command, export: Path, tmp_path: Path, named: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    ended = mentorscan("score", export, "--project", named)
    assert (ended.code, ended.out) == (2, "")
    assert "error[" in ended.err


def test_the_demo_uses_a_project_only_where_it_is_named(mentorscan: Command, tmp_path: Path) -> None:
    write_project(tmp_path / "mentorscan.yaml", "report: {language: it}\n")
    assert mentorscan("demo", "plain").code == 0
    plain = json.loads((tmp_path / "plain" / "results.json").read_text(encoding="utf-8"))
    assert plain["organisation"] == "Example organisation (invented data)"
    assert mentorscan("demo", "ours", "--project", "mentorscan.yaml").code == 0
    ours = json.loads((tmp_path / "ours" / "results.json").read_text(encoding="utf-8"))
    assert ours["organisation"] == "Example Ltd (dati inventati)"
    assert ours["wave"]["name"] == "autumn 2026"
    (department,) = [segment for segment in ours["segments"] if segment["id"] == "department"]
    groups = [(group["value"], group["people"]) for group in department["groups"]]
    assert groups == [("sales", None), ("production", None), ("legal", None)]
    for name in ("report.html", "report.md"):
        assert "Example Ltd (dati inventati)" in (tmp_path / "ours" / name).read_text(encoding="utf-8")


def test_the_project_in_the_page_on_formats_is_valid(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```yaml\n(schema: 1\norganisation: .*?)```", page, re.DOTALL)
    (tmp_path / "mentorscan.yaml").write_text(text, encoding="utf-8")
    assert scored(mentorscan, export, "--unknown", "blank")[0]["wave"]["name"] == "autumn 2026"


def test_init_writes_a_project_that_score_takes_at_once(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    ended = mentorscan("init")
    assert (ended.code, ended.out) == (0, "")
    assert "Written: mentorscan.yaml" in ended.err
    assert "mentorscan score EXPORT" in ended.err
    assert {path.name for path in tmp_path.iterdir()} == {"export.csv", "mentorscan.yaml"}
    _, said = scored(mentorscan, export)
    assert said.startswith("Using project file mentorscan.yaml\n")


def test_init_makes_the_folder_and_says_how_to_get_there(mentorscan: Command, tmp_path: Path) -> None:
    ended = mentorscan("init", "example ltd/autumn")
    assert ended.code == 0
    assert "cd 'example ltd/autumn'" in ended.err
    assert [path.name for path in (tmp_path / "example ltd" / "autumn").iterdir()] == ["mentorscan.yaml"]


def test_init_leaves_a_project_alone_that_is_there(mentorscan: Command, tmp_path: Path) -> None:
    path = write_project(tmp_path / "mentorscan.yaml")
    ended = mentorscan("init")
    assert (ended.code, ended.out) == (2, "")
    assert "mentorscan.yaml: error[output-exists]" in ended.err
    assert path.read_text(encoding="utf-8") == PROJECT
