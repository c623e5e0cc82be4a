from pathlib import Path

import pytest
from tests.unit.responses.exports import codes_of, problems_of, read_file, read_text, written

from mentorscan.errors import OptionError
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.text import within_one_edit


def test_items_come_in_the_instruments_order_whatever_the_order_of_the_columns(tmp_path: Path) -> None:
    read = read_text(tmp_path, "Site,trust_1,goalmet,department,goalset\nN,2,3,sales,1\n")
    assert read.responses.items == ("goalset", "goalmet", "trust_1")
    assert read.states == {"goalset": [1], "goalmet": [3], "trust_1": [4]}
    assert read.responses.segments == ("department", "Site")


@pytest.mark.parametrize(
    "header", ["GoalSet", " goalset ", "\u00a0goalset", "<b>goalset</b>", "\ufeffgoalset", "GOALSET"]
)
def test_a_header_is_an_id_without_regard_to_case_white_space_and_markup(tmp_path: Path, header: str) -> None:
    assert read_text(tmp_path, f"{header},goalmet\n3,4\n").states == {"goalset": [3], "goalmet": [4]}


@pytest.mark.parametrize("header", ["goalset,goalset", "goalset,GoalSet", "goalset, goalset"])
def test_two_columns_for_one_id_are_an_error_naming_both(tmp_path: Path, header: str) -> None:
    (problem,) = problems_of(tmp_path, f"x,{header}\n0,1,2\n")
    assert problem.code == "repeated-column"
    assert "column 2" in problem.message
    assert "column 3" in problem.message


def test_other_columns_are_ignored_and_listed_once(tmp_path: Path) -> None:
    read = read_text(tmp_path, "id,goalset,goalmet,trust_1,,Comment & more,id\n1,1,2,2,,x,1\n")
    notes = [note for note in read.responses.notes if note.code == "ignored-columns"]
    assert [note.values for note in notes] == [{"columns": ["id", "column 5", "Comment & more", "id"]}]


def test_known_columns_that_hold_no_answers_are_not_called_ignored(tmp_path: Path) -> None:
    read = read_text(
        tmp_path, "respondent,submitted,language,goalcomment,goalset,goalmet,trust_1\nr,2026,en,free text,1,2,2\n"
    )
    assert read.notes == {}


def test_a_weight_that_is_not_used_is_a_note(tmp_path: Path) -> None:
    read = read_text(tmp_path, "Weight,goalset,goalmet,trust_1\n1.5,1,2,2\n")
    assert list(read.notes) == ["weight-not-used"]


@pytest.mark.parametrize("near", ["goalsett", "goalse", "goalzet", "gaolset", "GOALZET"])
def test_a_column_within_one_edit_of_a_missing_item_is_an_error_with_the_suggestion(tmp_path: Path, near: str) -> None:
    (problem,) = problems_of(tmp_path, f"goalmet,{near}\n1,2\n")
    assert problem.code == "near-miss"
    assert "column 2" in problem.message
    assert "goalset" in (problem.hint or "")


@pytest.mark.parametrize("near", ["goal_set", "Goal-Set", "goal  set", "goal_sets", "goalset_", "go_al-se"])
def test_what_stands_between_words_does_not_count_in_a_near_miss(tmp_path: Path, near: str) -> None:
    (problem,) = problems_of(tmp_path, f"goalmet,{near}\n1,2\n")
    assert problem.code == "near-miss"
    assert "rename the column to goalset" in (problem.hint or "")


def test_a_column_that_is_an_item_but_for_spaces_is_near_no_other(tmp_path: Path) -> None:
    assert "ignored-columns" in read_text(tmp_path, "goalset,goal set\n1,2\n").notes
    (problem,) = problems_of(tmp_path, "trust_1,goal_met\n1,2\n")
    assert "'goalmet' has no column" in problem.message


def test_a_column_of_separators_only_is_near_nothing(tmp_path: Path) -> None:
    assert "ignored-columns" in read_text(tmp_path, "goalmet,_,-\n1,2,3\n").notes


@pytest.mark.parametrize("near", ["Departmnt", "depart_ment", "Departments"])
def test_a_column_that_resembles_a_segment_without_one_is_a_warning_naming_both(tmp_path: Path, near: str) -> None:
    read = read_text(tmp_path, f"goalset,{near}\n1,Sales\n")
    (note,) = [note for note in read.responses.notes if note.code == "segment-missing"]
    assert note.severity == "warning"
    assert note.values == {"segments": ["department", "Site"], "columns": {"department": near}}
    assert f"'{near}' for department" in note.text
    assert read.groups == {}


@pytest.mark.parametrize("header", ["Dept", " Department ", "department,Departmnt", "Sales"])
def test_segments_without_a_column_are_no_warning_where_no_column_resembles_them(tmp_path: Path, header: str) -> None:
    read = read_text(tmp_path, f"goalset,{header}\n1{',sales' * (header.count(',') + 1)}\n")
    assert "segment-missing" not in read.notes


def test_a_column_taken_as_a_segment_is_not_meant_for_another(tmp_path: Path) -> None:
    read = read_text(tmp_path, "goalset,Departmnt\n1,Sales\n", ReadOptions(segments=("Departmnt",)))
    assert "segment-missing" not in read.notes


def test_a_column_that_resembles_an_item_which_has_its_own_is_ignored(tmp_path: Path) -> None:
    assert "ignored-columns" in read_text(tmp_path, "goalset,goalsett\n1,2\n").notes


def test_a_segment_asked_for_is_no_near_miss(tmp_path: Path) -> None:
    read = read_text(tmp_path, "goalmet,goalsett\n1,2\n", ReadOptions(segments=("goalsett",)))
    assert read.groups == {"goalsett": ["2"]}


def test_without_any_item_column_the_error_lists_what_was_found_and_expected(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "a,b,c\n1,2,3\n")
    assert problem.code == "no-item-columns"
    assert "'a', 'b', 'c'" in problem.message
    assert "'goalset'" in (problem.expected or "")
    assert "--from" in (problem.hint or "")
    assert "mentorscan survey map" in (problem.hint or "")


def test_a_platform_that_does_not_exist_is_an_error_of_the_options(tmp_path: Path) -> None:
    with pytest.raises(OptionError) as caught:
        read_text(tmp_path, "goalset\n1\n", ReadOptions(platform="limesurvy"))
    (problem,) = caught.value.problems
    assert problem.code == "unknown-platform"
    assert "limesurvey" in (problem.expected or "")


def test_all_problems_of_the_header_are_told_at_once(tmp_path: Path) -> None:
    codes = codes_of(tmp_path, "trust_1,trust_1,goalmett\n1,2,3\n", ReadOptions(segments=("nowhere",)))
    assert sorted(codes) == ["near-miss", "no-such-column", "repeated-column"]


def test_edits_are_counted_up_to_one() -> None:
    assert all(
        within_one_edit("abc", other) for other in ["abc", "ab", "bc", "ac", "abcd", "xabc", "axc", "acb", "bac"]
    )
    assert not any(within_one_edit("abc", other) for other in ["a", "cba", "abcde", "xbz", "cab", "bca", ""])


def test_the_form_is_named_where_its_items_are_exactly_those_asked(tmp_path: Path) -> None:
    assert read_text(tmp_path, "goalset,goalmet,trust_1\n1,1,1\n").responses.form == "full"
    assert read_text(tmp_path, "trust_1,goalset\n1,1\n").responses.form == "pulse"


def test_a_note_says_that_no_form_fits_and_what_each_lacks(tmp_path: Path) -> None:
    read = read_text(tmp_path, "goalset,goalmet\n1,1\n")
    assert read.responses.form is None
    (note,) = [note for note in read.responses.notes if note.code == "no-form-fits"]
    assert note.values == {
        "forms": [
            {"form": "full", "missing": ["trust_1"], "extra": []},
            {"form": "pulse", "missing": ["trust_1"], "extra": ["goalmet"]},
        ]
    }


def test_items_without_a_column_were_not_asked(tmp_path: Path) -> None:
    assert read_text(tmp_path, "trust_1,goalset\n1,1\n").responses.items == ("goalset", "trust_1")


def test_of_a_form_named_only_its_items_are_read(tmp_path: Path) -> None:
    read = read_text(tmp_path, "goalset,goalmet,trust_1\n1,odd,1\n", ReadOptions(form="pulse"))
    assert read.responses.items == ("goalset", "trust_1")
    assert read.responses.form == "pulse"
    assert list(read.notes) == ["items-beyond-form"]


def test_items_that_the_form_named_lacks_in_the_file_are_an_error(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "goalset,x\n1,1\n", ReadOptions(form="full"))
    assert problem.code == "form-incomplete"
    assert "'goalmet', 'trust_1'" in problem.message


def test_a_form_that_does_not_exist_is_an_error_of_the_options(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="'full', 'pulse'"):
        read_text(tmp_path, "goalset,x\n1,1\n", ReadOptions(form="long"))


def test_undeclared_columns_become_segments_under_their_header(tmp_path: Path) -> None:
    read = read_text(
        tmp_path, "goalset, Job\u00a0family ,Site\n1,Nurse,N\n2,,S\n", ReadOptions(segments=("job family",))
    )
    assert read.responses.segments == ("Site", "Job family")
    assert read.responses.titles == {"Job family": " Job\u00a0family "}
    assert read.groups["Job family"] == ["Nurse", None]


@pytest.mark.parametrize(
    ("segment", "code"),
    [
        ("goalset", "not-a-segment"),
        ("Respondent", "not-a-segment"),
        ("goalcomment", "not-a-segment"),
        ("absent", "no-such-column"),
        ("", "no-such-column"),
        ("TWICE", "repeated-column"),
    ],
)
def test_a_segment_that_cannot_be_taken_is_an_error(tmp_path: Path, segment: str, code: str) -> None:
    content = "goalset,goalmet,trust_1,respondent,goalcomment,twice,Twice ,\n1,1,1,1,1,1,1,1\n"
    assert codes_of(tmp_path, content, ReadOptions(segments=(segment,))) == [code]


def test_a_declared_segment_may_be_asked_for_again(tmp_path: Path) -> None:
    read = read_text(tmp_path, "goalset,site\n1,N\n", ReadOptions(segments=("SITE",)))
    assert read.responses.segments == ("Site",)
    assert read.responses.titles == {}


def test_respondents_are_delivered_only_where_they_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "Respondent,goalset\n007,1\n  ,2\nä\u00a0,3\n")
    assert read_file(path, with_respondents=True).respondents == ["007", None, "ä"]
    assert read_file(path).respondents is None


def test_without_a_respondent_column_all_respondents_are_none(tmp_path: Path) -> None:
    assert read_file(written(tmp_path, "x,goalset\n1,1\n2,2\n"), with_respondents=True).respondents == [None, None]


def test_ten_thousand_columns_are_read_like_any_others(tmp_path: Path) -> None:
    header = ["goalset", *(f"column {number}" for number in range(10_000)), "goalmet"]
    row = ["3", *["x"] * 10_000, "4"]
    read = read_text(tmp_path, ",".join(header) + "\n" + ",".join(row) + "\n")
    assert read.states == {"goalset": [3], "goalmet": [4]}
    assert len(read.notes["ignored-columns"]) < 500
