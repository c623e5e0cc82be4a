"""``mentorscan instrument``: check, show, schema and new, as its users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.functional.command_line import Command


def test_check_says_in_one_line_that_the_built_in_instrument_is_right(mentorscan: Command) -> None:
    ended = mentorscan("instrument", "check")
    assert ended.code == 0
    assert ended.out.startswith("mentoring-culture ")
    assert ended.out.endswith(" items, no problems, 2 waived\n")
    assert ended.out.count("\n") == 1
    assert ended.err == ""


def test_new_writes_an_instrument_that_checks_and_says_what_to_do_next(mentorscan: Command, tmp_path: Path) -> None:
    ended = mentorscan("instrument", "new", "mine")
    assert (ended.code, ended.out) == (0, "")
    assert "mentorscan instrument check mine" in ended.err
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [
        "clear_goals.yaml",
        "instrument.yaml",
        "time_and_support.yaml",
    ]
    checked = mentorscan("instrument", "check", "mine")
    assert (checked.code, checked.err) == (0, "")
    assert checked.out == "my-instrument 0.1.0: 2 questionnaires, 5 items, no problems, 3 waived\n"


def test_new_does_not_touch_files_that_are_there(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    (tmp_path / "mine" / "instrument.yaml").write_text("changed", encoding="utf-8")
    ended = mentorscan("instrument", "new", "mine")
    assert (ended.code, ended.out) == (2, "")
    assert "error[output-exists]" in ended.err
    assert (tmp_path / "mine" / "instrument.yaml").read_text(encoding="utf-8") == "changed"


def test_the_new_instrument_scores_at_once(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    rows = ["goals_set,goals_known,goals_forgotten,time_given,help_known"]
    rows += [",".join(str((person + item) % 5 + 1) for item in range(5)) for person in range(20)]
    (tmp_path / "export.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    ended = mentorscan("score", "export.csv", "--instrument", "mine", "--output", "results.json")
    assert ended.code == 0
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert [hallmark["id"] for hallmark in results["hallmarks"]] == ["clear_goals", "time_and_support"]
    assert results["overall"]["index"] is not None


def test_check_tells_every_problem_on_stderr_and_the_verdict_on_stdout(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    file = tmp_path / "mine" / "time_and_support.yaml"
    text = file.read_text(encoding="utf-8").replace("scale: agreement", "scale: agrement").replace("items:", "itmes:")
    file.write_text(text, encoding="utf-8")
    ended = mentorscan("instrument", "check", "mine")
    assert ended.code == 2
    assert ended.out == "mine: 3 problems\n"
    place = Path("mine", "time_and_support.yaml")
    assert f"{place}:4:8: error[unknown-scale]: unknown scale agrement" in ended.err
    assert f"{place}:5:1: error[unknown-key]: unknown key itmes" in ended.err
    assert f"{place}:2:1: error[missing-key]: the key items is missing" in ended.err
    assert "hint: did you mean agreement?" in ended.err
    assert "Traceback" not in ended.err


def test_check_tells_warnings_and_ends_well(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    (tmp_path / "mine" / "draft.yaml").write_text("id: draft\n", encoding="utf-8")
    ended = mentorscan("instrument", "check", "mine")
    assert ended.code == 0
    assert ended.out == "my-instrument 0.1.0: 2 questionnaires, 5 items, 1 warning, 3 waived\n"
    assert "warning[unlisted-file]: nobody lists draft.yaml" in ended.err


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_folder_that_is_not_there_is_told(mentorscan: Command, command: str) -> None:
    ended = mentorscan("instrument", command, "missing")
    assert ended.code == 2
    assert "missing: error[no-folder]: there is no such folder" in ended.err


def test_show_lists_scales_hallmarks_and_items(mentorscan: Command) -> None:
    mentorscan("instrument", "new", "mine")
    ended = mentorscan("instrument", "show", "mine")
    assert (ended.code, ended.err) == (0, "")
    words = " ".join(ended.out.split())
    for shown in (
        "Our mentoring questionnaire my-instrument 0.1.0",
        "2 hallmarks, 5 items",
        "Items full pulse",
        "Clear goals 3 1",
        "In all 5 2",
        "Minutes to answer, about 1 1",
        "200 words a minute, and 5 seconds an item",
        "5 Strongly agree",
        "Don't know (dont_know, not scored)",
        "Hallmark: Clear goals (clear_goals, 3 items, scale agreement)",
        "goals_forgotten (R)",
        "Open comment goals_comment",
    ):
        assert shown in words
    assert max(map(len, ended.out.splitlines())) <= 80


def test_show_speaks_the_language_that_is_asked_for(mentorscan: Command) -> None:
    ended = mentorscan("instrument", "show", "--language", "it")
    assert ended.code == 0
    assert "Valutazione della cultura del mentoring" in ended.out
    refused = mentorscan("instrument", "show", "--language", "fr")
    assert (refused.code, refused.out) == (2, "")
    assert "expected one of en, it" in refused.err


def test_show_prints_foreign_text_as_it_is(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    file = tmp_path / "mine" / "time_and_support.yaml"
    text = file.read_text(encoding="utf-8").replace("Time and support", "[never] [/tmp] [red]x[/red] \u202etxet")
    file.write_text(text, encoding="utf-8")
    ended = mentorscan("instrument", "show", "mine")
    assert ended.code == 0
    assert "[never] [/tmp] [red]x[/red]" in ended.out
    assert "\u202e" not in ended.out
    assert "\\u202etxet" in ended.out


def test_schema_prints_what_an_instrument_must_fit(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    ended = mentorscan("instrument", "schema")
    assert (ended.code, ended.err) == (0, "")
    schema = json.loads(ended.out)
    for file in (tmp_path / "mine").iterdir():
        jsonschema.validate(yaml.safe_load(file.read_text(encoding="utf-8")), schema)


def test_schema_of_results_names_fields_as_they_stand_in_the_file(mentorscan: Command) -> None:
    ended = mentorscan("instrument", "schema", "--results")
    schema = json.loads(ended.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == "mentorscan/results/1"
    assert "from" in schema["$defs"]["Wave"]["properties"]
