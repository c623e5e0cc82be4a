"""The same wave scored again: what a few late answers would give away stays as it was published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.functional.command_line import Command

from mentorscan.instrument.catalogue import open_instrument

ITEMS = list(open_instrument(None).form_items("pulse"))
PROJECT = "schema: 1\norganisation: Example Ltd\nwave: {name: autumn 2026}\n"


def write_survey(path: Path, people: Sequence[tuple[str, int]]) -> Path:
    """Groups with how many people each; the answers of a person depend on the place in the group alone."""
    lines = [f"department,{','.join(ITEMS)}"]
    for group, count in people:
        for i in range(count):
            answers = [str((i * 3 + place + len(group)) % 4 + 2) for place in range(len(ITEMS))]
            lines.append(f"{group},{','.join(answers)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def scored(mentorscan: Command, *arguments: str | Path) -> dict[str, Any]:
    ended = mentorscan("score", *arguments, "--output", "-")
    assert ended.code == 0, ended.err
    results: dict[str, Any] = json.loads(ended.out)
    return results


def groups(results: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {group["value"]: group for group in results["segments"][0]["groups"]}


@pytest.fixture
def first(mentorscan: Command, tmp_path: Path) -> Path:
    survey = write_survey(tmp_path / "first.csv", [("Sales", 20), ("Law", 15), ("Plant", 30)])
    assert mentorscan("score", survey, "--output", "first.json").code == 0
    return tmp_path / "first.json"


def test_two_late_answers_change_nothing_at_all(mentorscan: Command, tmp_path: Path, first: Path) -> None:
    survey = write_survey(tmp_path / "again.csv", [("Sales", 22), ("Law", 15), ("Plant", 30)])
    before, after = json.loads(first.read_text(encoding="utf-8")), scored(mentorscan, survey, "--after", first)
    for part in ("overall", "hallmarks", "practices", "segments", "reinforcement", "priorities"):
        assert after[part] == before[part]
    assert after["source"]["respondents"] == before["source"]["respondents"]
    assert after["as_of"] == before["created"]
    assert "earlier-figures" in [note["code"] for note in after["notes"]]


def test_a_group_with_two_late_answers_stays_and_so_does_one_beside_it(
    mentorscan: Command, tmp_path: Path, first: Path
) -> None:
    survey = write_survey(tmp_path / "again.csv", [("Sales", 22), ("Law", 21), ("Plant", 40)])
    before, after = json.loads(first.read_text(encoding="utf-8")), scored(mentorscan, survey, "--after", first)
    old, new = groups(before), groups(after)
    for kept in ("Sales", "Law"):
        assert new[kept]["as_of"] == before["created"]
        assert {**new[kept], "as_of": None} == old[kept]
    assert new["Plant"]["as_of"] is None
    assert (new["Plant"]["respondents"], after["overall"]["respondents"]) == (40, 83)
    (note,) = [note for note in after["notes"] if note["code"] == "earlier-figures"]
    assert note["values"]["groups"] == ["Law (department)", "Sales (department)"]
    for hallmark in after["hallmarks"]:
        assert [each["groups"] for each in hallmark["differences"]] == [1]


def test_groups_that_grew_by_enough_people_have_new_figures(mentorscan: Command, tmp_path: Path, first: Path) -> None:
    survey = write_survey(tmp_path / "again.csv", [("Sales", 25), ("Law", 15), ("Plant", 36)])
    after = scored(mentorscan, survey, "--after", first)
    assert {name: group["respondents"] for name, group in groups(after).items()} == {
        "Law": 15,
        "Plant": 36,
        "Sales": 25,
    }
    assert all(group["as_of"] is None for group in groups(after).values())
    assert after["as_of"] is None


def test_a_changed_answer_of_one_person_is_not_shown(mentorscan: Command, tmp_path: Path, first: Path) -> None:
    survey = write_survey(tmp_path / "again.csv", [("Sales", 20), ("Law", 15), ("Plant", 30)])
    lines = survey.read_text(encoding="utf-8").splitlines()
    lines[-1] = f"Plant,{','.join('1' for _ in ITEMS)}"
    survey.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before, after = json.loads(first.read_text(encoding="utf-8")), scored(mentorscan, survey, "--after", first)
    assert after["hallmarks"] == before["hallmarks"]
    assert after["segments"] == before["segments"]


def test_the_same_answers_again_give_the_same_figures_unmarked(
    mentorscan: Command, tmp_path: Path, first: Path
) -> None:
    before, after = (
        json.loads(first.read_text(encoding="utf-8")),
        scored(mentorscan, tmp_path / "first.csv", "--after", first),
    )
    assert after["as_of"] is None
    assert after["hallmarks"] == before["hallmarks"]


def test_results_of_something_else_are_refused(mentorscan: Command, tmp_path: Path, first: Path) -> None:
    survey = tmp_path / "first.csv"
    (tmp_path / "text.json").write_text("{}", encoding="utf-8")
    assert mentorscan("score", survey, "--after", "text.json").code == 2
    assert mentorscan("score", survey, "--after", "missing.json").code == 2
    document = json.loads(first.read_text(encoding="utf-8"))
    document["instrument"]["fingerprint"] = "0" * 64
    (tmp_path / "other.json").write_text(json.dumps(document), encoding="utf-8")
    ended = mentorscan("score", survey, "--after", "other.json")
    assert ended.code == 2
    assert "not-the-same-wave" in ended.err
    (tmp_path / "mentorscan.yaml").write_text(PROJECT, encoding="utf-8")
    assert mentorscan("score", survey, "--output", "autumn.json").code == 0
    (tmp_path / "mentorscan.yaml").write_text(PROJECT.replace("autumn", "spring"), encoding="utf-8")
    ended = mentorscan("score", survey, "--after", "autumn.json")
    assert ended.code == 2
    assert "spring 2026" in ended.err


def test_a_wave_that_was_scored_before_is_told(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "mentorscan.yaml").write_text(PROJECT, encoding="utf-8")
    survey = write_survey(tmp_path / "survey.csv", [("Sales", 20), ("Law", 15)])
    assert "scored-before" not in mentorscan("score", survey, "--output", "monday.json").err
    assert "scored-before" not in mentorscan("score", survey).err
    write_survey(survey, [("Sales", 22), ("Law", 15)])
    ended = mentorscan("score", survey)
    assert "scored-before" in ended.err
    assert "monday.json" in ended.err
    assert "scored-before" not in mentorscan("score", survey, "--after", "monday.json").err
    (tmp_path / "mentorscan.yaml").write_text(PROJECT.replace("autumn", "spring"), encoding="utf-8")
    assert "scored-before" not in mentorscan("score", survey).err
    write_survey(survey, [("Sales", 20), ("Law", 15)])
    (tmp_path / "mentorscan.yaml").write_text(PROJECT, encoding="utf-8")
    assert "scored-before" in mentorscan("score", survey, "--leave-out", "sparse").err
