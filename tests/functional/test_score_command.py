import json
from pathlib import Path

import polars as pl
import pytest
from tests.functional.command_line import Command, write_export


def test_the_profile_is_on_stdout_and_fits_80_columns_without_escapes(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export)
    assert ended.code == 0
    assert "Accountability" in ended.out
    assert "Safety nets" in ended.out
    assert "\x1b" not in ended.out
    assert all(len(line) <= 80 for line in ended.out.splitlines())


def test_the_profile_speaks_the_language_that_was_asked_for(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--language", "it")
    assert ended.code == 0
    assert "Responsabilità" in ended.out
    assert "Accountability" not in ended.out


def test_one_command_leads_from_the_export_to_the_report(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    ended = mentorscan("score", export, "--report", "out")
    assert ended.code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.html", "report.md"}
    assert "report.html" in ended.err
    assert "report.html" not in ended.out


def test_every_output_is_written_where_it_was_asked_for(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    names = ["results.json", "tally.json.gz", "people.csv"]
    ended = mentorscan("score", export, "--output", names[0], "--tally", names[1], "--respondents", names[2])
    assert ended.code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"export.csv", *names}
    assert json.loads((tmp_path / names[0]).read_text(encoding="utf-8"))["schema"] == "mentorscan/results/1"


def test_results_on_stdout_are_json_and_nothing_else(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--output", "-", "--by", "department")
    assert ended.code == 0
    results = json.loads(ended.out)
    assert [segment["id"] for segment in results["segments"]] == ["department"]


def test_printed_and_written_results_are_the_same(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    printed = mentorscan("score", export, "--output", "-")
    mentorscan("score", export, "--output", "results.json")
    assert printed.out == (tmp_path / "results.json").read_text(encoding="utf-8")


def test_several_exports_are_added_up(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    other = write_export(tmp_path / "other.csv", people=10, first="5")
    results = json.loads(mentorscan("score", export, other, "--output", "-").out)
    assert results["source"]["respondents"]["read"] == 34


def test_a_folder_stands_for_the_exports_in_it(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    (tmp_path / "wave").mkdir()
    export.rename(tmp_path / "wave" / "north.csv")
    write_export(tmp_path / "wave" / "south.CSV", people=10, first="5")
    (tmp_path / "wave" / "letter.docx").write_text("no export", encoding="utf-8")
    results = json.loads(mentorscan("score", "wave", "--output", "-").out)
    assert [file["name"] for file in results["source"]["files"]] == ["north.csv", "south.CSV"]


def test_a_column_that_is_not_declared_becomes_a_segment(mentorscan: Command, export: Path) -> None:
    text = export.read_text(encoding="utf-8").replace("department", "Team")
    export.write_text(text, encoding="utf-8")
    results = json.loads(mentorscan("score", export, "--segment", "Team", "--output", "-").out)
    assert [group["value"] for group in results["segments"][0]["groups"]] == ["Production", "Sales"]


def test_ids_are_pseudonyms_unless_they_are_to_be_kept(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    ended = mentorscan("score", export, "--respondents", "hidden.csv")
    assert "hidden.csv holds a row for each person and has not passed the disclosure gate." in ended.err
    mentorscan("score", export, "--respondents", "kept.csv", "--keep-ids")
    assert "p17" not in pl.read_csv(tmp_path / "hidden.csv")["respondent"].cast(pl.String).to_list()
    assert "p17" in pl.read_csv(tmp_path / "kept.csv")["respondent"].to_list()


def test_a_file_of_respondents_can_be_replaced_with_force(mentorscan: Command, export: Path) -> None:
    for name in ("people.csv", "people.parquet", "tally.json", "tally.json.gz"):
        option = "--tally" if name.startswith("tally") else "--respondents"
        assert mentorscan("score", export, option, name).code == 0
        assert mentorscan("score", export, option, name).code == 2
        assert mentorscan("score", export, option, name, "--force").code == 0


def test_a_gate_that_is_not_passed_ends_with_1_after_everything_was_written(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    assert mentorscan("score", export, "--fail-under", "10").code == 0
    ended = mentorscan("score", export, "--fail-under", "99", "--output", "results.json")
    assert ended.code == 1
    assert "99" in ended.err
    assert (tmp_path / "results.json").exists()


def test_too_few_people_end_with_3_and_the_results_file_says_so(mentorscan: Command, tmp_path: Path) -> None:
    few = write_export(tmp_path / "few.csv", people=4)
    ended = mentorscan("score", few, "--output", "results.json", "--report", "out")
    assert ended.code == 3
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert results["overall"]["hidden"] == {"*": "protected"}
    assert (tmp_path / "out" / "report.html").exists()


def test_an_unknown_answer_ends_with_2_and_leaves_no_file(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    write_export(export, people=24, first="6")
    ended = mentorscan("score", export, "--output", "results.json", "--report", "out")
    assert (ended.code, ended.out) == (2, "")
    assert "export.csv" in ended.err
    assert "accowner" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]
    assert mentorscan("score", export, "--unknown", "blank").code == 0


def test_na_is_blank_where_it_was_said(mentorscan: Command, export: Path) -> None:
    write_export(export, people=24, first="NA")
    assert mentorscan("score", export).code == 2
    assert mentorscan("score", export, "--blank", "NA").code == 0


def test_the_minimum_can_be_raised_but_not_lowered(mentorscan: Command, export: Path) -> None:
    assert mentorscan("score", export, "--minimum-group", "30").code == 3
    assert mentorscan("score", export, "--minimum-group", "4").code == 2


def test_outputs_are_checked_before_any_work(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text("mine", encoding="utf-8")
    ended = mentorscan("score", "missing.csv", "--output", "results.json", "--force")
    assert ended.code == 2
    assert "results.json" in ended.err
    assert "missing.csv" not in ended.err
    assert (tmp_path / "results.json").read_text(encoding="utf-8") == "mine"


def test_an_output_may_not_be_an_input(mentorscan: Command, export: Path) -> None:
    before = export.read_bytes()
    ended = mentorscan("score", export, "--output", export, "--force")
    assert ended.code == 2
    assert export.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", "missing.csv"],
        ["score", "export.csv", "--unknown", "guess"],
        ["score", "export.csv", "--fail-under", "101"],
        ["score", "export.csv", "--form", "no-such-form"],
        ["score", "export.csv", "--by", "no-such-segment"],
        ["score", "export.csv", "--language", "xx"],
        ["score", "export.csv", "--respondents", "people.docx"],
        ["score", "export.csv", "--instrument", "no-such-folder"],
        ["score", "export.csv", "--encoding", "no-such-encoding"],
        ["score", "export.csv", "--output", "export.csv/results.json"],
        ["score", "empty-folder"],
        ["no-such-command"],
        ["--no-such-option"],
    ],
)
def test_a_wrong_command_ends_with_2_and_a_message(mentorscan: Command, export: Path, arguments: list[str]) -> None:
    (export.parent / "empty-folder").mkdir()
    ended = mentorscan(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert "Traceback" not in ended.err
    assert export.exists()


def test_text_of_the_survey_cannot_steer_the_terminal(mentorscan: Command, export: Path) -> None:
    text = export.read_text(encoding="utf-8").replace("Sales", "[red]\x1b[2J")
    export.write_text(text.replace("p0,[red]\x1b[2J,4", "p0,[red]\x1b[2J,\x1b[31m9"), encoding="utf-8")
    ended = mentorscan("score", export)
    assert ended.code == 2
    assert "\x1b" not in ended.out + ended.err


def test_ids_are_not_kept_in_a_file_that_is_not_written(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--keep-ids")
    assert (ended.code, ended.out) == (2, "")
    assert "error[ids-of-no-file]" in ended.err


def test_a_segment_in_another_letter_case_leads_to_its_id(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--by", "Department")
    assert ended.code == 2
    assert "did you mean department?" in ended.err


def test_without_files_nothing_is_said_about_files_where_nothing_may_be_shown(
    mentorscan: Command, tmp_path: Path
) -> None:
    few = write_export(tmp_path / "few.csv", people=4)
    ended = mentorscan("score", few)
    assert ended.code == 3
    assert "file" not in ended.err.lower()
    assert "The file that was asked for says so." in mentorscan("score", few, "--output", "results.json").err
    assert "The files that were asked for say so." in mentorscan("score", few, "--report", "out").err


def test_one_file_that_is_not_for_sharing_is_spoken_of_as_one(mentorscan: Command, export: Path) -> None:
    assert "Keep it as" in mentorscan("score", export, "--tally", "tally.json").err
    assert "Keep it as" in mentorscan("score", export, "--respondents", "people.csv").err
    assert "Keep them as" in mentorscan("score", export, "--tally", "t.json", "--respondents", "p.csv").err


def test_every_file_that_is_wrong_is_named_at_once(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    (tmp_path / "wave").mkdir()
    export.rename(tmp_path / "wave" / "good.csv")
    (tmp_path / "wave" / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "wave" / "empty.csv").write_bytes(b"")
    write_export(tmp_path / "wave" / "x.csv", people=10, first="x")
    ended = mentorscan("score", "wave")
    assert (ended.code, ended.out) == (2, "")
    assert "bad.csv:1: error[no-item-columns]" in ended.err
    assert "empty.csv: error[empty-file]" in ended.err
    assert "x.csv:2: error[unknown-answer]" in ended.err
    assert "good.csv" not in ended.err


def test_unknown_answers_of_every_file_are_told_at_once(mentorscan: Command, export: Path, tmp_path: Path) -> None:
    write_export(export, people=24, first="x")
    other = write_export(tmp_path / "other.csv", people=10, first="99")
    ended = mentorscan("score", export, other)
    assert ended.code == 2
    assert "export.csv:2: error[unknown-answer]: 'x' stands in 1 cell of column accowner" in ended.err
    assert "other.csv:2: error[unknown-answer]: '99' stands in 1 cell of column accowner" in ended.err


def test_groups_that_differ_only_by_case_are_a_warning_also_across_files(
    mentorscan: Command, export: Path, tmp_path: Path
) -> None:
    other = write_export(tmp_path / "other.csv", people=10, first="5")
    other.write_text(other.read_text(encoding="utf-8").replace("Sales", "SALES "), encoding="utf-8")
    ended = mentorscan("score", export, other, "--output", "-")
    assert ended.code == 0
    assert "department: warning[groups-alike]" in ended.err
    (note,) = [note for note in json.loads(ended.out)["notes"] if note["code"] == "groups-alike"]
    assert note["values"] == {"groups": [["SALES", "Sales"]]}
    assert "groups-alike" not in mentorscan("score", export).err


def test_how_much_was_counted_as_blank_is_said(mentorscan: Command, export: Path) -> None:
    text = export.read_text(encoding="utf-8").replace(",5", ",0")
    export.write_text(text, encoding="utf-8")
    cells = text.count(",0")
    ended = mentorscan("score", export)
    assert "another scale" in ended.err
    assert "blank" not in ended.err
    ended = mentorscan("score", export, "--unknown", "blank")
    assert ended.code == 0
    assert f"{cells} of 144 answers of export.csv are unknown values and count as blank" in ended.err
