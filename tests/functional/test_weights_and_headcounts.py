"""Headcounts, weights and doubtful rows as they are typed: what they do, and what they say when they cannot."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from tests.functional.command_line import Command

from mentorscan.instrument.catalogue import open_instrument

WHOLE = 0.05
"""A figure made of weighted ones is rounded: this many points of the index are more than rounding takes here."""
ITEMS = list(open_instrument(None).items)


def write_survey(path: Path, *, header: str = "weight", **cells: str) -> Path:
    """Sixty people: forty in Sales, twenty in Law; Law answers two points lower. Every third person leads others."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, ["respondent", header, "department", "leads_people", *ITEMS])
        writer.writeheader()
        for i in range(60):
            group = "Sales" if i < 40 else "Law"
            low, high = (3, 5) if group == "Sales" else (1, 3)
            answers = {item: str(low + (i * 7 + place * 5) % (high - low + 1)) for place, item in enumerate(ITEMS)}
            own = {"respondent": f"p{i}", header: "0,5" if group == "Sales" else "2", "department": group}
            writer.writerow(own | {"leads_people": "no" if i % 3 else "yes"} | answers | (cells if i == 59 else {}))
    return path


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return write_survey(tmp_path / "survey.csv")


def write_people(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["segment,group,people", *rows]) + "\n", encoding="utf-8")
    return path


def scored(mentorscan: Command, *arguments: str | Path) -> dict[str, Any]:
    ended = mentorscan("score", *arguments, "--output", "-")
    assert ended.code == 0, ended.err
    results: dict[str, Any] = json.loads(ended.out)
    return results


def test_weights_move_means_and_leave_counts_alone(mentorscan: Command, survey: Path) -> None:
    plain, weighted = scored(mentorscan, survey), scored(mentorscan, survey, "--weight")
    assert weighted["overall"]["index"] < plain["overall"]["index"] - 5
    assert weighted["overall"]["respondents"] == plain["overall"]["respondents"] == 60
    own, other = weighted["hallmarks"][0], plain["hallmarks"][0]
    assert own["reliability"] == other["reliability"]
    assert own["favourable"] < other["favourable"]
    weighting = weighted["weighting"]
    assert weighting["by"] == ["column"]
    assert weighting["deff"] == float(f"{60 * (40 * 0.25 + 20 * 4) / (40 * 0.5 + 20 * 2) ** 2:.2g}") == 1.5
    assert weighting["n_eff"] == 40
    assert (weighting["min"], weighting["max"]) == (0.5, 2.0)
    assert plain["weighting"] is None
    for group, alone in zip(weighted["segments"][0]["groups"], plain["segments"][0]["groups"], strict=True):
        assert group["overall"]["index"] == pytest.approx(alone["overall"]["index"], abs=WHOLE)


def test_a_single_weight_that_stands_out_does_not_give_its_owner_away(mentorscan: Command, tmp_path: Path) -> None:
    lines = write_survey(tmp_path / "survey.csv").read_text(encoding="utf-8").splitlines()
    same = [line.replace('"0,5"', "1").replace(",2,Law", ",1,Law") for line in lines]
    same[7] = same[7].replace("p6,1,", "p6,1.37,")
    (tmp_path / "one.csv").write_text("\n".join(same) + "\n", encoding="utf-8")
    weighted = scored(mentorscan, "one.csv", "--weight")
    parts = [weighted, *weighted["segments"][0]["groups"]]
    items = [item for part in parts for hallmark in part["hallmarks"] for item in hallmark["items"]]
    assert len(items) > 100
    for item in items:
        for share in ("favourable", "neutral", "unfavourable"):
            assert item[share] * item["answered"] == pytest.approx(round(item[share] * item["answered"]), abs=1e-6)
        assert item["mean"] * item["answered"] == pytest.approx(round(item["mean"] * item["answered"]), abs=1e-6)
        assert item["sd"] is None
    for part in parts:
        for hallmark in part["hallmarks"]:
            steps = hallmark["index"] / 100 * hallmark["respondents"] * 4 * len(hallmark["items"])
            assert steps == pytest.approx(round(steps), abs=1e-4)
            assert hallmark["sd"] is None
            for bound in hallmark["interval"]:
                half = 10 * (bound - hallmark["index"])
                assert half == pytest.approx(round(half), abs=1e-6)
    assert (weighted["weighting"]["deff"], weighted["weighting"]["max"]) == (1.0, 1.4)


def test_weighted_shares_do_not_stand_beside_counts_that_would_give_small_sets_away(
    mentorscan: Command, survey: Path
) -> None:
    weighted = scored(mentorscan, survey, "--weight")
    parts = [weighted, *weighted["segments"][0]["groups"]]
    items = [item for part in parts for hallmark in part["hallmarks"] for item in hallmark["items"]]
    assert items
    assert all(item["counts"] is None and item["hidden"]["counts"] == "protected" for item in items)


def test_a_weight_that_is_none_is_told_with_its_line(mentorscan: Command, tmp_path: Path) -> None:
    survey = write_survey(tmp_path / "survey.csv", weight="heavy")
    ended = mentorscan("score", survey, "--weight")
    assert ended.code == 2
    assert "survey.csv:61" in ended.err
    assert "heavy" in ended.err
    assert mentorscan("score", survey).code == 0


@pytest.mark.parametrize("weight", ["", "0", "-1", "1001", "nan", "inf"])
def test_everyone_who_answered_needs_a_weight_above_0(mentorscan: Command, tmp_path: Path, weight: str) -> None:
    survey = write_survey(tmp_path / "survey.csv", weight=weight)
    ended = mentorscan("score", survey, "--weight", "--output", "results.json")
    assert ended.code == 2
    assert "not-a-weight" in ended.err
    assert not (tmp_path / "results.json").exists()


def test_an_empty_row_needs_no_weight(mentorscan: Command, tmp_path: Path) -> None:
    survey = write_survey(tmp_path / "survey.csv", weight="", **dict.fromkeys(ITEMS, ""))
    assert scored(mentorscan, survey, "--weight")["overall"]["respondents"] == 59


def test_weights_that_are_asked_for_must_be_there(mentorscan: Command, tmp_path: Path) -> None:
    ended = mentorscan("score", write_survey(tmp_path / "survey.csv", header="gewicht"), "--weight")
    assert ended.code == 2
    assert "no-weight-column" in ended.err


def test_headcounts_give_response_rates_and_narrow_the_intervals(
    mentorscan: Command, survey: Path, tmp_path: Path
) -> None:
    people = write_people(tmp_path / "people.csv", "department,Sales,50", "department,Law,20")
    plain, counted = scored(mentorscan, survey), scored(mentorscan, survey, "--headcount", people)
    assert counted["source"]["respondents"]["people"] == 70
    assert [group["people"] for group in counted["segments"][0]["groups"]] == [20, 50]
    law = counted["segments"][0]["groups"][0]
    low, high = law["overall"]["interval"]
    assert low == high == pytest.approx(law["overall"]["index"])
    assert plain["segments"][0]["groups"][0]["overall"]["interval"][0] < low
    assert counted["overall"]["index"] == plain["overall"]["index"]


def test_headcounts_come_from_a_workbook_too_and_the_whole_stands_without_names(
    mentorscan: Command, survey: Path, tmp_path: Path
) -> None:
    with xlsxwriter.Workbook(tmp_path / "people.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Segment", "Group", "People"])
        sheet.write(1, 2, 90)
        sheet.write_row(2, 0, ["department", "Law", 25])
    counted = scored(mentorscan, survey, "--headcount", tmp_path / "people.xlsx")
    assert counted["source"]["respondents"]["people"] == 90
    assert [group["people"] for group in counted["segments"][0]["groups"]] == [25, None]


def test_raking_brings_the_departments_into_their_proportions(
    mentorscan: Command, survey: Path, tmp_path: Path
) -> None:
    people = write_people(tmp_path / "people.csv", "department,Sales,50", "department,Law,150")
    raked = scored(mentorscan, survey, "--headcount", people, "--rake", "department")
    law, sales = (group["overall"]["index"] for group in raked["segments"][0]["groups"])
    assert raked["overall"]["index"] == pytest.approx(0.75 * law + 0.25 * sales, abs=2 * WHOLE)
    assert raked["weighting"]["by"] == ["department"]
    assert (raked["weighting"]["min"], raked["weighting"]["max"]) == pytest.approx((0.38, 2.2))


def test_the_headcount_of_the_option_wins_over_the_projects_and_says_so(
    mentorscan: Command, survey: Path, tmp_path: Path
) -> None:
    (tmp_path / "mentorscan.yaml").write_text(
        "schema: 1\nsegments:\n  - id: department\n    groups:\n      - {id: Sales, people: 45}\n"
        "      - {id: Law, people: 30}\n",
        encoding="utf-8",
    )
    assert scored(mentorscan, survey)["source"]["respondents"]["people"] == 75
    people = write_people(tmp_path / "people.csv", "department,Sales,50")
    counted = scored(mentorscan, survey, "--headcount", people)
    assert counted["source"]["respondents"]["people"] == 80
    assert "headcount-differs" in [note["code"] for note in counted["notes"]]


@pytest.mark.parametrize(
    ("rows", "arguments", "code"),
    [
        (["department,Sales,30", "department,Law,20"], [], "headcount-too-small"),
        (["department,Sales,many"], [], "headcount-number"),
        (["department,Sales,0"], [], "headcount-number"),
        (["department,Sales,50", "department,Sales,50"], [], "headcount-twice"),
        (["department,,50"], [], "headcount-half"),
        (["leads_people,maybe,50"], [], "headcount-group"),
        (["department,Sales,50"], ["--rake", "department"], "cannot-rake"),
        (
            ["department,Sales,50", "department,Law,50", "department,Legal,50"],
            ["--rake", "department"],
            "cannot-rake",
        ),
        (
            ["department,Sales,50", "department,Law,50", "leads_people,yes,50", "leads_people,no,80"],
            ["--rake", "department", "--rake", "leads_people"],
            "cannot-rake",
        ),
        (["department,Sales,50", "department,Law,50"], ["--rake", "location"], "cannot-rake"),
        (["department,Sales,50", "department,Law,50"], ["--rake", "department", "--weight"], "weighted-twice"),
    ],
)
def test_headcounts_that_cannot_be_right_end_the_run(
    mentorscan: Command, tmp_path: Path, rows: list[str], arguments: list[str], code: str
) -> None:
    survey = write_survey(tmp_path / "survey.csv")
    people = write_people(tmp_path / "people.csv", *rows)
    ended = mentorscan("score", survey, "--headcount", people, *arguments, "--output", "results.json")
    assert ended.code == 2
    assert f"error[{code}]" in ended.err
    assert not (tmp_path / "results.json").exists()


def test_raking_needs_headcounts_and_a_headcount_needs_its_columns(
    mentorscan: Command, survey: Path, tmp_path: Path
) -> None:
    assert "no-headcount" in mentorscan("score", survey, "--rake", "department").err
    (tmp_path / "people.csv").write_text("department,people\nSales,50\n", encoding="utf-8")
    ended = mentorscan("score", survey, "--headcount", "people.csv")
    assert ended.code == 2
    assert "headcount-columns" in ended.err


def test_headcounts_of_segments_that_the_data_do_not_have_are_noted(
    mentorscan: Command, survey: Path, tmp_path: Path
) -> None:
    people = write_people(tmp_path / "people.csv", "location,North,50", ",,100")
    counted = scored(mentorscan, survey, "--headcount", people)
    assert "headcount-unused" in [note["code"] for note in counted["notes"]]
    assert counted["source"]["respondents"]["people"] == 100


def test_doubtful_rows_are_counted_and_left_out_only_where_it_is_asked(mentorscan: Command, tmp_path: Path) -> None:
    survey = write_survey(tmp_path / "survey.csv", respondent="p0", **dict.fromkeys(ITEMS, "3"))
    lines = survey.read_text(encoding="utf-8").splitlines()
    again = [lines[-1].replace("p0,", f"q{i},", 1) for i in range(6)]
    survey.write_text("\n".join([*lines, *again]) + "\n", encoding="utf-8")
    everything = scored(mentorscan, survey)
    assert everything["answers_quality"] == {
        "hidden": {},
        "same_answer": 7,
        "sparse": 0,
        "duplicates": 1,
    }
    assert everything["source"]["respondents"]["left_out"] == {}
    less = scored(mentorscan, survey, "--leave-out", "same-answer", "--leave-out", "duplicates")
    assert less["source"]["respondents"] == {
        "read": 66,
        "scored": 59,
        "left_out": {"duplicate": 1, "same_answer": 6},
        "people": None,
    }
    assert less["answers_quality"]["same_answer"] == 7
    assert less["options"]["leave_out"] == ["duplicates", "same-answer"]


def test_what_can_be_left_out_is_told(mentorscan: Command, survey: Path) -> None:
    ended = mentorscan("score", survey, "--leave-out", "duplicate")
    assert ended.code == 2
    assert "--leave-out duplicate: no such kind of rows" in ended.err
    assert "one of duplicates, sparse, same-answer" in ended.err
    assert "did you mean duplicates?" in ended.err
