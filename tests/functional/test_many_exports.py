"""Many exports, one wave: folders, rolling exports, dates, groups in files' names, and files that cannot be read."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.functional.command_line import Command, write_export

GOLDEN = Path(__file__).parents[1] / "golden" / "exports"
MENTOR = ("--instrument", GOLDEN / "instruments" / "mentor")
SURVEY = '"id","submitdate","lastpage","startlanguage","seed",' + ",".join(f'"mentor[m{i}]"' for i in range(1, 7))


def limesurvey(path: Path, rows: Iterable[tuple[int, str, int]]) -> Path:
    """A LimeSurvey export: of each response the id, when it was submitted, and the one answer to all items."""
    cells = ([str(id_), date, "1", "en", "1", *[str(answer)] * 6] for id_, date, answer in rows)
    lines = [SURVEY, *(",".join(f'"{cell}"' for cell in row) for row in cells)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    return path


def day(number: int) -> str:
    return f"2026-10-{number:02} 09:30:00"


def results_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_folder_of_one_survey_in_many_forms_is_added_up_and_its_definitions_set_aside(
    mentorscan: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    shutil.copytree(GOLDEN / "limesurvey", folder, ignore=shutil.ignore_patterns("*.expected.json", "*.sav"))
    ended = mentorscan("score", folder, *MENTOR, "--output", "-")
    assert ended.code == 0
    files = {each["name"]: each for each in results_of(ended.out)["source"]["files"]}
    assert files["ls621_structure.txt"]["status"] == "set-aside"
    assert files["ls621_full.xlsx"]["platform"] == "limesurvey"
    assert files["ls621_codes.csv"]["definitions"] == ["ls621_structure.lss"]
    assert "Read ls621_codes.csv: LimeSurvey, with ls621_structure.lss; 8 rows, 6 items" in ended.err
    assert "ls621_structure.txt holds no answers and was set aside." in ended.err


def test_a_response_in_several_exports_of_a_survey_counts_once_as_it_was_submitted_last(
    mentorscan: Command, tmp_path: Path
) -> None:
    monday = limesurvey(tmp_path / "monday.csv", [(i, day(1) if i < 12 else "", 1) for i in range(1, 13)])
    friday = limesurvey(tmp_path / "friday.csv", [(i, day(1 if i < 12 else 5), 1 + 4 * (i > 11)) for i in range(1, 21)])
    once = results_of(mentorscan("score", friday, *MENTOR, "--output", "-").out)
    for order in ([monday, friday], [friday, monday]):
        ended = mentorscan("score", *order, *MENTOR, "--rolling", "--output", "-")
        both = results_of(ended.out)
        assert both["hallmarks"][0]["mean"] == once["hallmarks"][0]["mean"]
        assert both["source"]["respondents"] == {
            "read": 32,
            "scored": 20,
            "left_out": {"replaced": 12},
            "people": None,
        }
        assert "12 responses stand in more than one export" in ended.err


def test_without_rolling_such_responses_count_twice_and_the_run_says_so(mentorscan: Command, tmp_path: Path) -> None:
    monday = limesurvey(tmp_path / "monday.csv", [(i, day(1), 1) for i in range(1, 13)])
    friday = limesurvey(tmp_path / "friday.csv", [(i, day(1), 1) for i in range(1, 21)])
    ended = mentorscan("score", monday, friday, *MENTOR, "--output", "-")
    assert results_of(ended.out)["source"]["respondents"]["scored"] == 32
    assert "counted-twice" in ended.err
    assert "--rolling counts each once" in ended.err


def test_equal_ids_in_two_surveys_are_two_people(mentorscan: Command, tmp_path: Path) -> None:
    north = limesurvey(tmp_path / "results-survey111111.csv", [(i, day(1), 1) for i in range(1, 13)])
    south = limesurvey(tmp_path / "results-survey222222.csv", [(i, day(1), 2) for i in range(1, 13)])
    ended = mentorscan("score", north, south, *MENTOR, "--rolling", "--output", "-")
    assert results_of(ended.out)["source"]["respondents"]["scored"] == 24
    ended = mentorscan("score", north, south, *MENTOR, "--leave-out", "duplicates", "--output", "-")
    assert results_of(ended.out)["source"]["respondents"]["scored"] == 24


def test_rolling_needs_ids(mentorscan: Command, tmp_path: Path) -> None:
    path = write_export(tmp_path / "export.csv", people=12)
    path.write_text("\n".join(line.partition(",")[2] for line in path.read_text().splitlines()) + "\n")
    ended = mentorscan("score", path, "--rolling")
    assert ended.code == 2
    assert "export.csv: error[no-ids]" in ended.err


@pytest.mark.parametrize(
    ("options", "scored", "left_out"),
    [
        (("--since", "2026-10-05"), 16, {"outside_dates": 4}),
        (("--until", "2026-10-05"), 5, {"outside_dates": 15}),
        (("--since", "2026-10-05", "--until", "2026-10-14 09:29"), 9, {"outside_dates": 11}),
    ],
)
def test_only_responses_submitted_between_the_dates_count(
    mentorscan: Command, tmp_path: Path, options: tuple[str, ...], scored: int, left_out: dict[str, int]
) -> None:
    export = limesurvey(tmp_path / "export.csv", [(i, day(i), 1 + i % 5) for i in range(1, 21)])
    found = results_of(mentorscan("score", export, *MENTOR, *options, "--output", "-").out)["source"]["respondents"]
    assert (found["scored"], found["left_out"]) == (scored, left_out)


def test_responses_without_a_date_are_left_out_where_dates_are_asked_for(mentorscan: Command, tmp_path: Path) -> None:
    rows = [(i, day(i) if i < 11 else "1980-01-01 00:00:00" if i < 13 else "", 3) for i in range(1, 16)]
    export = limesurvey(tmp_path / "export.csv", rows)
    found = results_of(mentorscan("score", export, *MENTOR, "--since", "2026-10-01", "--output", "-").out)
    assert found["source"]["respondents"]["left_out"] == {"undated": 5}


def test_an_export_without_dates_cannot_be_cut_by_date(mentorscan: Command, tmp_path: Path) -> None:
    ended = mentorscan("score", write_export(tmp_path / "export.csv", people=12), "--since", "2026-10-01")
    assert ended.code == 2
    assert "export.csv: error[no-dates]" in ended.err


def test_1980_means_complete_and_an_empty_date_does_not(mentorscan: Command, tmp_path: Path) -> None:
    rows = [(i, "1980-01-01 00:00:00" if i < 11 else "", 3) for i in range(1, 16)]
    export = limesurvey(tmp_path / "export.csv", rows)
    found = results_of(mentorscan("score", export, *MENTOR, "--complete-only", "--output", "-").out)
    assert found["source"]["respondents"]["left_out"] == {"incomplete": 5}
    found = results_of(mentorscan("score", export, *MENTOR, "--output", "-").out)
    assert found["source"]["respondents"]["scored"] == 15


def test_the_group_stands_in_the_name_of_the_file_and_its_rows_are_not_told(
    mentorscan: Command, tmp_path: Path
) -> None:
    for unit, people in {"North": 12, "south-east": 14}.items():
        limesurvey(tmp_path / f"bu-{unit}.csv", [(i, day(1), 1 + i % 5) for i in range(people)])
    found = results_of(
        mentorscan("score", tmp_path, *MENTOR, "--segment-from-name", "bu-{unit}.csv", "--output", "-").out
    )
    assert [(each["value"], each["respondents"]) for each in found["segments"][-1]["groups"]] == [
        ("North", 12),
        ("south-east", 14),
    ]
    assert [each["rows"] for each in found["source"]["files"]] == [None, None]


def test_a_file_whose_name_does_not_fit_is_named(mentorscan: Command, tmp_path: Path) -> None:
    limesurvey(tmp_path / "north.csv", [(i, day(1), 3) for i in range(12)])
    ended = mentorscan("score", "north.csv", *MENTOR, "--segment-from-name", "bu-{unit}.csv")
    assert ended.code == 2
    assert "north.csv: error[name-without-group]" in ended.err


@pytest.mark.parametrize("pattern", ["bu.csv", "{unit}-{unit}.csv", "bu-{}.csv"])
def test_a_pattern_without_a_segment_is_an_error(mentorscan: Command, export: Path, pattern: str) -> None:
    ended = mentorscan("score", export, "--segment-from-name", pattern)
    assert ended.code == 2
    assert "name-pattern" in ended.err


def test_a_group_in_a_name_must_be_declared_where_the_list_is_closed(mentorscan: Command, tmp_path: Path) -> None:
    limesurvey(tmp_path / "bu-enginering.csv", [(i, day(1), 3) for i in range(12)])
    options = ("--segment-from-name", "bu-{department}.csv")
    ended = mentorscan("score", "bu-enginering.csv", *MENTOR, *options)
    assert ended.code == 2
    assert "'enginering' in the file's name is no group of department" in ended.err
    assert "the nearest is 'eng'" in ended.err
    kept = mentorscan("score", "bu-enginering.csv", *MENTOR, *options, "--unknown-groups", "keep", "--output", "-")
    groups = {each["value"]: each["respondents"] for each in results_of(kept.out)["segments"][0]["groups"]}
    assert groups["enginering"] == 12


def test_a_wrong_file_stops_the_run_and_with_keep_going_only_itself(mentorscan: Command, tmp_path: Path) -> None:
    limesurvey(tmp_path / "a.csv", [(i, day(1), 3) for i in range(12)])
    limesurvey(tmp_path / "b.csv", [(i, day(1), 3 if i < 11 else 9) for i in range(12)])
    (tmp_path / "c.csv").write_text("to,be,or\nnot,to,be\n")
    stopped = mentorscan("score", "a.csv", "b.csv", "c.csv", *MENTOR, "--output", "r.json")
    assert stopped.code == 2
    assert "b.csv" in stopped.err
    assert "c.csv:1: error[no-item-columns]" in stopped.err
    assert not (tmp_path / "r.json").exists()
    outputs = ("--output", "r.json", "--respondents", "people.csv", "--keep-ids")
    went_on = mentorscan("score", "a.csv", "b.csv", "c.csv", *MENTOR, "--keep-going", *outputs)
    assert went_on.code == 0
    found = results_of((tmp_path / "r.json").read_text("utf-8"))
    assert {each["name"]: each["status"] for each in found["source"]["files"]} == {
        "a.csv": "read",
        "b.csv": "unknown-answer",
        "c.csv": "no-item-columns",
    }
    assert found["source"]["respondents"]["scored"] == 12
    assert "'9' stands in" in went_on.err
    assert "'9' stands in" not in json.dumps(found)
    people = (tmp_path / "people.csv").read_text("utf-8").splitlines()[1:]
    assert {line.split(",")[1] for line in people} == {"a.csv"}
    assert len(people) == 12


def test_where_no_file_can_be_read_keep_going_ends_in_an_error(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("to,be,or\nnot,to,be\n")
    ended = mentorscan("score", "c.csv", *MENTOR, "--keep-going")
    assert ended.code == 2
    assert "no-item-columns" in ended.err


def test_a_map_beside_an_export_is_used_under_the_exports_name(mentorscan: Command, tmp_path: Path) -> None:
    rows = "\n".join(f"{i % 3},{1 + i % 5}" for i in range(20))
    (tmp_path / "team.csv").write_text(f"Where do you work?,Q1\n{rows}\n", encoding="utf-8")
    (tmp_path / "team.map.yaml").write_text("schema: 1\ncolumns:\n  Q1: {item: m1}\n", encoding="utf-8")
    ended = mentorscan("score", "team.csv", *MENTOR, "--output", "-")
    assert ended.code == 0
    assert results_of(ended.out)["source"]["files"][0]["definitions"] == ["team.map.yaml"]
    assert results_of(ended.out)["source"]["respondents"]["scored"] == 20


def test_an_unknown_platform_is_an_error_that_names_the_known_ones(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--from", "lime")
    assert ended.code == 2
    assert "limesurvey" in ended.err


def test_what_was_understood_is_said_on_stderr_and_stands_in_the_results(mentorscan: Command, tmp_path: Path) -> None:
    header = '"My mentor listens to me.","I would recommend my mentor.",m1,Department,Shoe size'
    rows = "\n".join(f"Agree,Disagree,{1 + i % 5},{'Sales' if i % 2 else 'HR'},40" for i in range(24))
    (tmp_path / "sheet.csv").write_text(f"{header}\n{rows}\n", encoding="utf-8")
    ended = mentorscan("score", "sheet.csv", *MENTOR, "--output", "-")
    assert "Read sheet.csv: Plain table, one column an item; 24 rows, 3 items (2 by their statements)" in ended.err
    (file,) = results_of(ended.out)["source"]["files"]
    assert (file["items"], file["by_text"], file["segments"]) == (3, 2, ["department"])
    assert file["unused"] == ["Shoe size"]


def test_a_statement_that_was_changed_on_the_platform_is_suggested_and_not_taken(
    mentorscan: Command, tmp_path: Path
) -> None:
    (tmp_path / "sheet.csv").write_text("My mentor listens to us.,m1\n4,4\n", encoding="utf-8")
    ended = mentorscan("score", "sheet.csv", *MENTOR)
    assert ended.code == 2
    assert "sheet.csv:1: error[near-miss]: column 1 asks almost what m2 asks" in ended.err
    assert "mentorscan survey map" in ended.err


def test_what_mentorscan_wrote_into_the_folder_is_set_aside_when_it_is_scored_again(
    mentorscan: Command, tmp_path: Path
) -> None:
    limesurvey(tmp_path / "export.csv", [(i, day(1), 1 + i % 5) for i in range(20)])
    outputs = ("--output", "r.json", "--tally", "t.json", "--respondents", "p.csv", "--keep-ids", "--report", ".")
    first = mentorscan("score", ".", *MENTOR, *outputs)
    assert first.code == 0
    again = mentorscan("score", ".", *MENTOR, "--output", "-")
    assert again.code == 0
    files = {each["name"]: each["status"] for each in results_of(again.out)["source"]["files"]}
    assert files == {"export.csv": "read", "p.csv": "set-aside", "r.json": "set-aside", "t.json": "set-aside"}
    named = mentorscan("score", "export.csv", "p.csv", *MENTOR)
    assert named.code == 2
    assert "this is a respondents' file of mentorscan" in named.err


def test_a_folder_without_exports_is_an_error(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = mentorscan("score", "empty")
    assert ended.code == 2
    assert "empty: error[empty-folder]" in ended.err


def test_a_date_that_is_none_is_told_with_how_dates_are_written(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--since", "5.10.2026")
    assert ended.code == 2
    assert "'5.10.2026' is no date: write 2026-10-05" in ended.err


def test_equal_ids_in_two_surveys_get_two_pseudonyms_and_the_same_one_in_every_export(
    mentorscan: Command, tmp_path: Path
) -> None:
    names = ["results-survey111111.csv", "results-survey222222.csv", "results-survey111111 (1).csv"]
    ids = []
    for name in names:
        limesurvey(tmp_path / name, [(i, day(1), 1 + i % 5) for i in range(12)])
        assert mentorscan("score", name, *MENTOR, "--respondents", "p.csv", "--key", "key", "--force").code == 0
        ids.append([line.split(",")[0] for line in (tmp_path / "p.csv").read_text("utf-8").splitlines()[1:]])
    assert ids[0] == ids[2]
    assert not set(ids[0]) & set(ids[1])


def test_two_surveys_that_look_alike_are_not_taken_for_one_because_their_ids_are_equal(
    mentorscan: Command, tmp_path: Path
) -> None:
    for name, answer in {"north.csv": 1, "south.csv": 2}.items():
        limesurvey(tmp_path / name, [(i, day(1), answer) for i in range(1, 13)])
    ended = mentorscan("score", "north.csv", "south.csv", *MENTOR, "--rolling", "--output", "-")
    assert results_of(ended.out)["source"]["respondents"]["scored"] == 24
    assert "warning[rolling-apart]" in ended.err
    limesurvey(tmp_path / "north 2.csv", [(i, day(1), 1) for i in range(1, 15)])
    ended = mentorscan("score", "north.csv", "north 2.csv", "south.csv", *MENTOR, "--rolling", "--output", "-")
    assert results_of(ended.out)["source"]["respondents"]["scored"] == 26


def test_a_group_in_the_name_keeps_equal_ids_apart(mentorscan: Command, tmp_path: Path) -> None:
    for name, people in {"bu-north.csv": 12, "bu-south.csv": 13}.items():
        limesurvey(tmp_path / name, [(i, day(1), 1 + i % 5) for i in range(1, 1 + people)])
    options = ("--rolling", "--segment-from-name", "bu-{unit}", "--output", "-")
    found = results_of(mentorscan("score", "bu-north.csv", "bu-south.csv", *MENTOR, *options).out)
    assert found["source"]["respondents"]["scored"] == 25


def test_responses_without_a_date_or_without_an_id_that_count_twice_are_told_too(
    mentorscan: Command, tmp_path: Path
) -> None:
    never = "1980-01-01 00:00:00"
    limesurvey(tmp_path / "w1.csv", [(i, never, 1 + i % 5) for i in range(12)])
    limesurvey(tmp_path / "w2.csv", [(i, never, 1 + i % 5) for i in range(20)])
    assert "12 responses stand in more than one" in mentorscan("score", "w1.csv", "w2.csv", *MENTOR).err
    rows = [f"5/{1 + i}/2026 13:52:51,{1 + i % 5}" for i in range(20)]
    for name, count in {"g1.csv": 12, "g2.csv": 20}.items():
        (tmp_path / name).write_text("Timestamp,My mentor listens to me.\r\n" + "\r\n".join(rows[:count]) + "\r\n")
    assert "12 responses stand in more than one" in mentorscan("score", "g1.csv", "g2.csv", *MENTOR).err


def test_where_every_row_is_left_out_nothing_can_be_shown(mentorscan: Command) -> None:
    path = GOLDEN / "qualtrics" / "QT_Single_Answer_Matrix_Questions.csv"
    ended = mentorscan("score", path, "--instrument", GOLDEN / "instruments" / "qualtrics_matrix")
    assert ended.code == 3
    assert "Nothing may be shown" in ended.err


def test_an_item_that_stands_in_one_column_by_its_id_and_in_another_by_its_statement_is_an_error(
    mentorscan: Command, tmp_path: Path
) -> None:
    (tmp_path / "sheet.csv").write_text("m2,My mentor listens to me.\n4,2\n", encoding="utf-8")
    ended = mentorscan("score", "sheet.csv", *MENTOR)
    assert ended.code == 2
    assert "error[repeated-column]" in ended.err


def test_an_export_that_cannot_tell_complete_from_incomplete_says_so(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--complete-only")
    assert ended.code == 0
    assert "export.csv does not say which responses were completed" in ended.err


def test_a_bent_apostrophe_is_an_apostrophe(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text("m1,m2\n" + "Agree,Agree\nDisagree,Don’t know\n" * 20, encoding="utf-8")
    found = results_of(mentorscan("score", "sheet.csv", *MENTOR, "--output", "-").out)
    assert found["hallmarks"][0]["dont_know"] == 20


def test_codes_without_a_definition_count_as_points_and_the_run_says_so(mentorscan: Command, tmp_path: Path) -> None:
    limesurvey(tmp_path / "export.csv", [(i, day(1), 1 + i % 5) for i in range(20)])
    assert "info[codes-as-values]" in mentorscan("score", "export.csv", *MENTOR).err
    shutil.copy(GOLDEN / "limesurvey" / "ls621_structure.lss", tmp_path)
    assert "codes-as-values" not in mentorscan("score", "export.csv", *MENTOR).err
