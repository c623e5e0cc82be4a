"""SurveyMonkey: two header rows, the question over its statements, or what people make of them by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.golden.exports import synthetic_qualtrics as words
from tests.golden.exports import synthetic_surveymonkey as made
from tests.unit.responses.platforms.heads import GOLDEN, head_of, other_files

from mentorscan.errors import ExportError
from mentorscan.responses.platforms.platform import ColumnName, Dialect
from mentorscan.responses.platforms.surveymonkey import PLATFORM
from mentorscan.responses.tables.table import Head

FOLDER = GOLDEN / "surveymonkey"
EXPORTED = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))
OTHERS = [path for path in other_files("surveymonkey") if path.suffix in (".csv", ".tsv", ".txt", ".xlsx", ".json")]
TEXTS = {f"m{number}": english for number, (english, _) in enumerate(words.STATEMENTS, start=1)} | {
    "documentation": "Documentation",
    "blog": "Blog posts",
    "examples": "Example YAML files on GitHub",
    "lists": "Mailing lists",
    "slack": "Slack channel",
    "discussions": "GitHub discussions",
    "source": "Reading source code",
    "videos": "YouTube channel",
    "use": "Which best describes your use of Strimzi?",
    "department": "Department",
    "tenure": "Years in company",
}
STATES = {
    **{text: state for cells in (made.LABELS, made.ENDPOINTS) for state, text in cells.items()},
    **{str(point): point for point in range(1, 9)},
}


def read(name: str) -> tuple[Head, Dialect]:
    head = head_of(FOLDER / name)
    return head, PLATFORM.dialect(head, ())


def head(*rows: Sequence[str]) -> Head:
    return Head(name="export.csv", container="delimited", rows=tuple(map(tuple, rows)))


def names(*rows: Sequence[str]) -> tuple[ColumnName, ...]:
    return PLATFORM.dialect(head(*rows), ()).columns


def people(name: str) -> list[list[str]]:
    text = (FOLDER / name).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[2:]


@pytest.mark.parametrize("name", EXPORTED)
def test_every_export_is_recognised_and_holds_what_is_expected_of_it(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    head, dialect = read(name)

    assert PLATFORM.recognises(head)
    assert (dialect.header_rows, dialect.rows) == (2, ())
    for item, states in expected["items"].items():
        [at] = [at for at, each in enumerate(dialect.columns) if TEXTS[item] in each.texts]
        columns = (at, *dialect.merged.get(at, ()))
        assert [STATES["".join(row[each] for each in columns)] for row in people(name)] == states
    for segment, groups in expected["segments"].items():
        [at] = [at for at, each in enumerate(dialect.columns) if TEXTS[segment] in each.texts]
        columns = (at, *dialect.merged.get(at, ()))
        filled = [any(row[each] for each in columns) for row in people(name)]
        assert filled == [group is not None for group in groups]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_no_export_of_another_platform_is_recognised(path: Path) -> None:
    assert not PLATFORM.recognises(head_of(path))


def test_its_own_columns_say_who_and_when_on_a_twelve_hour_clock() -> None:
    _, dialect = read("mentor_labels.csv")
    uses = {each.title: each.use for each in dialect.columns}
    times = [row[3] for row in people("mentor_labels.csv")]

    assert (uses["Respondent ID"], uses["End Date"], uses["Start Date"]) == ("respondent", "submitted", "platform")
    assert uses["Custom Data 1"] is None
    parsed = pl.Series(times).str.to_datetime(dialect.dates[0])
    assert [str(time) for time in parsed] == [f"2025-01-{17 + day} {13 + day}:39:43" for day in range(4)]


def test_midnight_on_a_twelve_hour_clock_is_the_start_of_the_day() -> None:
    dates = read("mentor_labels.csv")[1].dates

    assert str(pl.Series(["01/17/2020 12:39:43 AM"]).str.to_datetime(dates[0])[0]) == "2020-01-17 00:39:43"


def test_a_question_stands_over_all_its_statements_and_not_over_the_next_column_of_its_own() -> None:
    columns = names(
        ["Respondent ID", "Collector ID", "Agree?", "", "Unit", "Site", ""],
        ["", "", "I am heard", "I am seen", "Response", "", ""],
    )

    assert [each.title for each in columns[2:6]] == ["Agree? - I am heard", "Agree? - I am seen", "Unit", "Site"]
    assert columns[3].texts == ("I am seen", "Agree? - I am seen")
    assert columns[5].codes == ("Site",)
    assert columns[6].use == "platform"


@pytest.mark.parametrize("word", ["Response", "Open-Ended Response", "response", "Antwort"])
def test_a_question_in_one_column_is_itself_what_is_asked(word: str) -> None:
    [column] = names(["Respondent ID", "I am heard"], ["", word])[1:]

    assert (column.texts, column.codes) == (("I am heard",), ("I am heard",))


def test_an_unknown_word_under_a_question_in_one_column_leaves_both_readings_open() -> None:
    [column] = names(["Respondent ID", "I am heard"], ["", "Vastaus"])[1:]

    assert column.texts == ("Vastaus", "I am heard - Vastaus", "I am heard")


def test_the_first_statement_of_several_is_never_taken_for_the_question() -> None:
    columns = names(["Respondent ID", "Departments?", ""], ["", "Sales", "Engineering"])

    assert not any("Departments?" in each.texts for each in columns)


def test_entities_tags_and_odd_spaces_in_headers_are_plain() -> None:
    columns = names(["Respondent ID", "<b>R&amp;D?</b>", ""], ["", "I\u00a0am  heard", "I am seen"])

    assert columns[1].texts == ("I am heard", "R&D? - I am heard")


@pytest.mark.parametrize(
    "own", [["respondent_id", "collector_id", "date_modified"], ["RespondentID", "CollectorID", "EndDate"]]
)
def test_its_own_columns_are_known_in_each_of_their_spellings(own: list[str]) -> None:
    export = head([*own, "Agree?", ""], ["", "", "", "I am heard", "I am seen"])

    assert PLATFORM.recognises(export)
    assert [each.use for each in PLATFORM.dialect(export, ()).columns[:3]] == ["respondent", "platform", "submitted"]


def test_header_rows_that_were_joined_by_hand_are_taken_apart() -> None:
    export = head(
        ["RespondentID", "How often? - I am heard - at last", "Unit - Response", "Site"],
        ["4337954960", "Often", "Sales", "Rome"],
    )
    dialect = PLATFORM.dialect(export, ())

    assert PLATFORM.recognises(export)
    assert dialect.header_rows == 1
    assert dialect.columns[0].use == "respondent"
    assert dialect.columns[1].texts == ("at last", "I am heard - at last", "How often? - I am heard - at last")
    assert dialect.columns[2].texts == ("Unit",)
    assert dialect.columns[3].texts == ("Site",)


def test_a_plain_table_is_not_recognised_whatever_its_first_respondent_wrote() -> None:
    assert not PLATFORM.recognises(head(["respondent", "m1", "comment"], ["1", "4", "Response"]))
    assert not PLATFORM.recognises(head(["Respondent ID", "m1"], ["1", "4"]))
    assert not PLATFORM.recognises(head(["m1", ""], ["4", "Antwort"]))
    assert not PLATFORM.recognises(head(["comment", "", "m1"], ["Response", "Sales", ""]))


def expanded() -> list[list[str]]:
    """A matrix as it comes with expanded columns: one for each point, with its label in the one that was chosen."""
    points = ["Agree", "Disagree"]
    return [
        ["Respondent ID", "Collector ID", "Agree?", "", "", ""],
        ["", "", *(f"{statement} - {point}" for statement in ("I am heard", "I am seen") for point in points)],
        ["1", "9", "Agree", "", "", "Disagree"],
        ["2", "9", "", "Disagree", "Agree", ""],
    ]


def test_the_columns_of_one_statement_are_merged_into_its_first_one() -> None:
    export = head(*expanded())

    assert PLATFORM.recognises(export)
    dialect = PLATFORM.dialect(export, ())
    assert dialect.merged == {2: (3,), 4: (5,)}
    assert [each.texts for each in dialect.columns if each.use is None] == [
        ("I am heard", "Agree? - I am heard"),
        ("I am seen", "Agree? - I am seen"),
    ]


def test_expanded_columns_that_cannot_be_told_apart_are_refused_with_what_to_do() -> None:
    rows = [[*row, more] for row, more in zip(expanded(), ["", "I am well - Agree", "", "Agree"], strict=True)]
    with pytest.raises(ExportError) as refused:
        PLATFORM.dialect(head(*rows), ())
    [problem] = refused.value.problems
    assert (problem.code, problem.hint) == ("expanded-export", "export all responses again with condensed columns")


def test_columns_with_two_answers_in_one_row_are_boxes_to_tick() -> None:
    rows = [*expanded(), ["3", "9", "Agree", "Disagree", "Agree", ""]]

    assert PLATFORM.dialect(head(*rows), ()).merged == {4: (5,)}


def test_a_matrix_of_boxes_to_tick_does_not_make_an_export_expanded() -> None:
    ratings = (["Rate?", ""], ["Pay", "Hours"], ["Good", "Bad"], ["Bad", "Good"])
    rows = [[*row, *more] for row, more in zip(expanded(), ratings, strict=True)]

    assert len(names(*rows)) == 8


def test_a_single_box_to_tick_does_not_make_an_export_expanded() -> None:
    assert len(names(["Respondent ID", "Consent"], ["", "I agree - fully"], ["1", "fully"], ["2", ""])) == 2


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), min_size=1, max_size=2))
def test_any_header_rows_at_all_give_names(rows: list[list[str]]) -> None:
    columns = names(*rows)

    assert len(columns) == 3
    assert all(each.title for each in columns)
