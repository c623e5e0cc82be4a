from pathlib import Path

import pytest
from tests.unit.responses.platforms.heads import GOLDEN, head_of, recognised_elsewhere

from mentorscan.responses.platforms.typeform import PLATFORM

FOLDER = GOLDEN / "typeform"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_both_layouts_are_recognised(path: Path) -> None:
    assert PLATFORM.recognises(head_of(path))


def test_exports_of_other_platforms_are_not_recognised() -> None:
    assert recognised_elsewhere(PLATFORM) == []


def test_a_table_without_the_time_of_submission_is_not_recognised() -> None:
    assert not PLATFORM.recognises(head_of(b"#,A\n1,2\n"))


def test_what_stands_behind_the_questions_is_the_platforms_own() -> None:
    columns = PLATFORM.dialect(head_of(FOLDER / "mentor.csv"), ()).columns
    assert columns[0].use == "respondent"
    assert [column.use for column in columns[1:10]] == [None] * 9
    assert [column.use for column in columns[10:]] == [*["platform"] * 3, "submitted", *["platform"] * 3]


def test_a_question_may_be_called_like_one_of_the_platforms_columns() -> None:
    head = head_of(b"#,Tags,Ending,Start Date (UTC),Submit Date (UTC),Network ID\n")
    assert [column.use for column in PLATFORM.dialect(head, ()).columns[1:3]] == [None, None]


def test_tags_that_the_author_put_into_a_question_are_not_read() -> None:
    columns = PLATFORM.dialect(head_of(FOLDER / "mentor_old.csv"), ()).columns
    assert columns[1].texts == ("My mentor gives me useful feedback.",)


def test_a_response_that_was_not_sent_in_is_incomplete() -> None:
    head = head_of(FOLDER / "mentor.csv")
    (rule,) = PLATFORM.dialect(head, ()).rows
    assert rule.reason == "incomplete"
    assert [row[rule.column] in rule.cells for row in head.rows[1:]] == [False, False, True]


def test_a_response_that_was_only_begun_is_incomplete_too() -> None:
    head = head_of(b"#,A,Response Type,Start Date (UTC),Submit Date (UTC)\n1,,started,2026-03-02 10:11:12,\n")
    (rule,) = PLATFORM.dialect(head, ()).rows
    assert head.row(1)[rule.column] in rule.cells


def test_in_the_old_layout_a_response_without_a_time_is_incomplete() -> None:
    head = head_of(FOLDER / "mentor_old.csv")
    (rule,) = PLATFORM.dialect(head, ()).rows
    assert (rule.cells, head.header[rule.column]) == (frozenset({""}), "Submit Date (UTC)")


def test_the_apostrophe_before_what_could_be_a_formula_is_taken_off() -> None:
    head = head_of(FOLDER / "mentor.csv")
    prose = PLATFORM.dialect(head, ()).prose
    assert prose is not None
    assert [prose(row[9]) for row in head.rows[1:]] == ['Fine; really, "great"\nsecond line', "=1+1 läuft", ""]


def test_another_table_can_be_named_an_export_of_typeform() -> None:
    dialect = PLATFORM.dialect(head_of(b"A,B,\n1,2,3\n"), ())
    assert [column.codes for column in dialect.columns] == [("A",), ("B",), ()]
    assert dialect.rows == ()
