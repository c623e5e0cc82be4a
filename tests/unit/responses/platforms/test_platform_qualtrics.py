"""Qualtrics: recognised by its import ids in any account's language, its columns named, its previews told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.golden.exports import synthetic_qualtrics as made
from tests.unit.responses.platforms.heads import GOLDEN, head_of, other_files

from mentorscan.errors import ExportError
from mentorscan.responses.platforms.platform import ColumnName, Dialect, RowRule
from mentorscan.responses.platforms.qualtrics import PLATFORM
from mentorscan.responses.tables.table import Head

FOLDER = GOLDEN / "qualtrics"
BESIDE = tuple(sorted(FOLDER.iterdir()))
EXPORTED = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))
OTHERS = [path for path in other_files("qualtrics") if path.suffix in (".csv", ".tsv", ".txt", ".xlsx", ".json")]
STATES = {english: state for state, (english, _) in made.AGREE.items()} | {
    **{german: state for state, (_, german) in made.AGREE.items()},
    **{label: state for state, label in enumerate(("Like", "Neither like nor dislike", "Dislike"), start=1)},
    "No Opinion": "dont_know",
    "Never tried it": "not_applicable",
    "": None,
    **{f"Click to write Scale point {point}": point for point in range(1, 5)},
}
STATEMENTS = {f"m{number}": words for number, words in enumerate(made.STATEMENTS, start=1)}


def read(name: str, *, beside: Sequence[Path] = BESIDE) -> tuple[Head, Dialect]:
    head = head_of(FOLDER / name)
    return head, PLATFORM.dialect(head, beside)


def column(dialect: Dialect, title: str) -> ColumnName:
    return next(each for each in dialect.columns if each.title == title)


def head(*rows: Sequence[str]) -> Head:
    return Head(name="export.csv", container="delimited", rows=tuple(map(tuple, rows)))


def positions(dialect: Dialect, item: str) -> list[int]:
    """Where an item stands: by its id among the codes, else by its words in either language among the texts."""
    by_code = [at for at, each in enumerate(dialect.columns) if item in each.codes]
    words = STATEMENTS.get(item, ())
    return by_code or [at for at, each in enumerate(dialect.columns) if set(words) & set(each.texts)]


def people(head: Head, dialect: Dialect) -> list[tuple[str, ...]]:
    """The rows of respondents, without previews."""
    previews = [rule for rule in dialect.rows if rule.reason == "preview"]
    rows = head.rows[dialect.header_rows :]
    return [row for row in rows if not any(row[rule.column].casefold() in rule.cells for rule in previews)]


@pytest.mark.parametrize("name", EXPORTED)
def test_every_export_is_recognised_and_holds_what_is_expected_of_it(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    head, dialect = read(name)
    respondents = people(head, dialect)

    assert PLATFORM.recognises(head)
    assert len(dialect.columns) == len(head.header)
    for item, states in expected["items"].items():
        [at] = positions(dialect, item)
        labels = dialect.columns[at].labels
        cells = ["" if row[at] in dialect.blank else row[at] for row in respondents]
        assert [STATES[labels[cell][0] if cell in labels else cell] for cell in cells] == states
    assert len(head.rows) - dialect.header_rows - len(respondents) == expected["left_out"].get("preview", 0)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_no_export_of_another_platform_is_recognised(path: Path) -> None:
    assert not PLATFORM.recognises(head_of(path))


@pytest.mark.parametrize("name", EXPORTED)
def test_who_when_and_in_which_language_are_told_by_ids_and_not_by_words(name: str) -> None:
    head, dialect = read(name)
    uses = {each.use: head.header[at] for at, each in enumerate(dialect.columns) if each.use not in (None, "platform")}
    legacy = head.header[0] == "V1"

    assert uses["respondent"].casefold() == ("v1" if legacy else "responseid")
    assert uses["submitted"] == ("V9" if legacy else "RecordedDate" if "RecordedDate" in head.header else "EndDate")
    assert ("language" in uses) == ("UserLanguage" in head.header)
    at = list(head.header).index(uses["submitted"])
    times = pl.Series([row[at] for row in head.rows[dialect.header_rows :]])
    assert times.str.to_datetime(dialect.dates[0]).null_count() == 0


@pytest.mark.parametrize("name", ["mentor_numeric.csv", "mentor_texts.csv", "mentor_texts_de.csv", "mentor_legacy.csv"])
def test_a_response_that_was_not_finished_is_told(name: str) -> None:
    head, dialect = read(name)
    rules = [rule for rule in dialect.rows if rule.reason == "incomplete"]
    rows = head.rows[dialect.header_rows :]
    left = [number for number, row in enumerate(rows) if any(row[r.column].casefold() in r.cells for r in rules)]

    assert left == [made.FINISHED.index(False)]


@pytest.mark.parametrize("status", ["0", "4", "8", "16", "32", "IP Address", "Imported", "Spam", "Offline"])
def test_imported_suspected_and_offline_responses_stay(status: str) -> None:
    assert status.casefold() not in _status_rule().cells


@pytest.mark.parametrize("status", ["1", "2", "9", "17", "Survey Preview", "Survey Test", "Offline Survey Preview"])
def test_previews_and_generated_answers_are_left_out(status: str) -> None:
    assert status.casefold() in _status_rule().cells


def _status_rule() -> RowRule:
    names = ["Status", "Q1"]
    export = head(names, ["Response Type", "Text"], ['{"ImportId":"status"}', '{"ImportId":"QID1"}'])
    [rule] = PLATFORM.dialect(export, ()).rows
    assert (rule.reason, rule.column) == ("preview", 0)
    return rule


def test_a_channel_says_what_a_status_in_another_language_does_not() -> None:
    head, dialect = read("mentor_texts_de.csv")
    preview = head.rows[-1]

    assert [preview[rule.column] for rule in dialect.rows if rule.reason == "preview"] == ["Umfragevorschau", "preview"]
    assert len(people(head, dialect)) == 4


def test_the_row_of_a_matrix_is_known_by_its_tag_with_and_without_that_of_the_question() -> None:
    _, dialect = read("QT_Single_Answer_Matrix_Questions_Insights.csv")
    codes = column(dialect, "Q3_question_one").codes

    assert codes[:2] == ("Q3_question_one", "question_one")
    assert column(dialect, "Q2_1").codes == ("Q2_1",)


def test_what_was_typed_beside_a_choice_is_no_answer_to_the_statement() -> None:
    _, dialect = read("QT_Single_Answer_Matrix_Questions_Insights.csv")
    typed = column(dialect, "matrix_question_five_question_two_TEXT")

    assert (typed.codes, typed.texts) == ((typed.title,), ())
    assert column(dialect, "matrix_question_five_question_two").texts[0] == "Click to write Statement 2"


def test_a_question_with_a_box_for_another_choice_is_known_by_its_text_alone() -> None:
    _, dialect = read("mentor_texts.csv")

    assert "Department" in column(dialect, "Q2").texts
    assert column(dialect, "Q2_3_TEXT").texts == ()


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("How much do you agree with each of these statements about your mentor ...-I am heard", "I am heard"),
        ("How often? - I feel well - or at least not left alone", "I feel well - or at least not left alone"),
        ("Self-rating - My co-workers help me", "My co-workers help me"),
        ("Zustimmung-Ich fühle mich wohl", "Ich fühle mich wohl"),
    ],
)
def test_every_hyphen_may_be_the_one_between_a_stem_and_a_statement(text: str, statement: str) -> None:
    export = head(["Q1_1", "Status"], [text, "Art"], ['{"ImportId":"QID1_1"}', '{"ImportId":"status"}'])
    texts = PLATFORM.dialect(export, ()).columns[0].texts

    assert statement in texts
    assert texts[-1] == text
    assert sorted(texts, key=len) == list(texts)


def test_embedded_data_may_be_a_segment_and_what_qualtrics_logs_is_none() -> None:
    ids = ["status", "Site", "Q_RecaptchaScore", "QID7_FIRST_CLICK", "QID1_DO_1"]
    names = ["Status", "Site", "Q_RecaptchaScore", "Q7_First Click", "Q1_DO_1"]
    export = head(names, names, [json.dumps({"ImportId": each}) for each in ids])
    columns = PLATFORM.dialect(export, ()).columns

    assert [each.use for each in columns] == ["platform", None, "platform", "platform", "platform"]
    assert columns[1].codes == ("Site",)


def test_repeated_names_and_the_empty_column_of_a_trailing_comma_do_no_harm() -> None:
    head, dialect = read("QT_Single_Answer_Matrix_Questions.csv")

    assert [each.title for each in dialect.columns].count("question_one") == 3
    assert (head.header[-1], dialect.columns[-1].use) == ("", "platform")


def test_an_export_that_lost_header_rows_in_a_spreadsheet_is_still_one() -> None:
    rows = list(csv.reader(io.StringIO((FOLDER / "mentor_numeric.csv").read_text(encoding="utf-8"), newline="")))
    for gone, header_rows in (([1, 2], 1), ([2], 2), ([1], 2)):
        export = head(*(row for number, row in enumerate(rows) if number not in gone))
        dialect = PLATFORM.dialect(export, ())

        assert PLATFORM.recognises(export)
        assert dialect.header_rows == header_rows
        assert "m1" in column(dialect, "mentor_m1").codes
        assert column(dialect, "ResponseId").use == "respondent"


def test_single_quotes_in_import_ids_are_understood() -> None:
    export = head(["a", "b"], ["A", "B"], ["{'ImportId': 'QID2-1'}", "{'ImportId': 'panel-RecipientEmail'}"])

    assert PLATFORM.recognises(export)
    assert [each.use for each in PLATFORM.dialect(export, ()).columns] == [None, "platform"]


def test_a_table_in_which_nothing_is_from_qualtrics_is_refused_where_the_user_says_that_it_is() -> None:
    with pytest.raises(ExportError) as refused:
        PLATFORM.dialect(head(["m1", "m2"], ["4", "5"]), ())

    assert refused.value.problems[0].code == "not-qualtrics"


def test_a_definition_is_no_export() -> None:
    as_json = Head(name="mentor.qsf", container="json", rows=(("SurveyEntry", "SurveyElements"),))
    as_text = head_of((FOLDER / "mentor.qsf").read_bytes(), name="mentor.qsf")
    advanced = head(["[[AdvancedFormat]]"], ["[[Block:Mentoring]]"])

    for each in (as_json, as_text, advanced):
        assert PLATFORM.definition(each) is not None
        assert not PLATFORM.recognises(each)
    assert PLATFORM.definition(read("mentor_numeric.csv")[0]) is None


def test_minus_99_is_seen_and_not_answered_unless_it_is_an_answer(tmp_path: Path) -> None:
    definition = json.loads((FOLDER / "mentor.qsf").read_bytes())
    definition["SurveyElements"][1]["Payload"]["RecodeValues"]["6"] = "-99"
    changed = tmp_path / "mentor.qsf"
    changed.write_text(json.dumps(definition), encoding="utf-8")

    assert read("mentor_numeric.tsv")[1].blank == {"-99"}
    assert read("mentor_numeric.tsv", beside=[changed])[1].blank == set()


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_table_at_all_gives_columns_or_a_refusal(rows: list[list[str]]) -> None:
    export = head(*rows)
    try:
        dialect = PLATFORM.dialect(export, ())
    except ExportError:
        assert not PLATFORM.recognises(export)
    else:
        assert len(dialect.columns) == 3
        assert all(each.title for each in dialect.columns)


def test_a_header_of_hyphens_or_underscores_costs_little() -> None:
    long: Mapping[str, str] = {"_": "a_" * 50_000, "-": "a-" * 50_000}
    export = head([long["_"], "b"], [long["-"], "B"], ['{"ImportId":"QID1_1"}', '{"ImportId":"status"}'])
    name = PLATFORM.dialect(export, ()).columns[0]

    assert len(name.codes) <= 42
    assert len(name.texts) <= 42
