"""The survey definition beside a Qualtrics export: taken where it fits, and only then."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.responses.platforms.heads import GOLDEN, head_of

from mentorscan.errors import ExportError
from mentorscan.responses.platforms.platform import Dialect
from mentorscan.responses.platforms.qualtrics import PLATFORM
from mentorscan.responses.platforms.qualtrics_definition import read_definition
from mentorscan.responses.tables.table import Head

FOLDER = GOLDEN / "qualtrics"
DEFINITIONS = sorted(FOLDER.glob("*.qsf"))


def dialect_of(name: str, *beside: Path) -> Dialect:
    return PLATFORM.dialect(head_of(FOLDER / name), beside)


def changed(folder: Path, name: str, change: Callable[[dict[str, Any]], object]) -> Path:
    """The definition of the synthetic survey, with its questions (by tag) changed."""
    definition = json.loads((FOLDER / "mentor.qsf").read_bytes())
    change({each["Payload"]["DataExportTag"]: each["Payload"] for each in definition["SurveyElements"][1:]})
    path = folder / name
    path.write_text(json.dumps(definition), encoding="utf-8")
    return path


def as_it_is(_: dict[str, Any]) -> None:
    """Change nothing."""


def labels(dialect: Dialect, title: str) -> dict[str, tuple[str, ...]]:
    return dict(next(each.labels for each in dialect.columns if each.title == title))


@pytest.mark.parametrize(
    ("export", "definition"),
    [
        ("QT_No_Basis_for_Evaluation_Insights.csv", "QT_No_Basis_for_Evaluation.qsf"),
        ("QT_No_Basis_for_Evaluation_Legacy.csv", "QT_No_Basis_for_Evaluation.qsf"),
        ("QT_Single_Answer_Matrix_Questions_Insights.csv", "QT_Single_Answer_Matrix_Questions.qsf"),
        ("QT_Single_Answer_Matrix_Questions.csv", "QT_Single_Answer_Matrix_Questions.qsf"),
        ("mentor_numeric.csv", "mentor.qsf"),
        ("mentor_legacy.csv", "mentor.qsf"),
    ],
)
def test_of_several_definitions_the_one_of_the_survey_is_taken(export: str, definition: str) -> None:
    assert dialect_of(export, *DEFINITIONS).definitions == (definition,)


@pytest.mark.parametrize("export", sorted(path.name for path in FOLDER.glob("*.csv") if "texts" not in path.name))
def test_the_definition_of_another_survey_is_never_taken(export: str) -> None:
    right = dialect_of(export, *DEFINITIONS).definitions
    dialect = dialect_of(export, *(path for path in DEFINITIONS if path.name not in right))

    assert dialect.definitions == ()
    assert not any(each.labels for each in dialect.columns)
    assert [note.code for note in dialect.notes] == ["definition-not-used"]


def test_numbers_and_opt_outs_get_the_labels_of_every_language() -> None:
    dialect = dialect_of("mentor_numeric.csv", *DEFINITIONS)

    assert labels(dialect, "mentor_m1") == {
        "10": ("Strongly disagree", "Stimme gar nicht zu"),
        "11": ("Disagree", "Stimme nicht zu"),
        "12": ("Neither agree nor disagree", "Teils/teils"),
        "13": ("Agree", "Stimme zu"),
        "14": ("Strongly agree", "Stimme voll zu"),
        "-1": ("Don't know", "Weiß nicht"),
    }
    assert labels(dialect, "department") == {"1": ("Engineering", "Technik"), "2": ("Sales", "Vertrieb")}


def test_statements_are_known_in_every_language_with_entities_resolved() -> None:
    dialect = dialect_of("mentor_numeric.csv", *DEFINITIONS)
    texts = next(each.texts for each in dialect.columns if each.title == "mentor_m5")

    assert texts[:2] == ("My mentor opens doors & networks for me.", "Mein Mentor öffnet mir Türen & Netzwerke.")


def test_boxes_to_tick_have_no_labels_because_their_numbers_only_say_that_they_are_ticked() -> None:
    dialect = dialect_of("QT_No_Basis_for_Evaluation_Insights.csv", *DEFINITIONS)

    assert [labels(dialect, title) for title in ("Q2_1", "Q2_-1", "Q5_1_1")] == [{}, {}, {}]


def test_an_export_of_texts_needs_no_definition() -> None:
    dialect = dialect_of("mentor_texts.csv", *DEFINITIONS)

    assert (dialect.definitions, dialect.notes) == ((), ())


def test_definitions_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    turned = {"1": "14", "5": "10"}
    one = changed(tmp_path, "old.qsf", lambda questions: questions["mentor"]["RecodeValues"].update(turned))
    other = changed(tmp_path, "new.qsf", as_it_is)

    with pytest.raises(ExportError, match=r"'new\.qsf', 'old\.qsf'") as refused:
        dialect_of("mentor_numeric.csv", one, other)
    assert refused.value.problems[0].code == "several-definitions"


def test_copies_of_one_definition_are_no_contradiction(tmp_path: Path) -> None:
    copies = [changed(tmp_path, name, as_it_is) for name in ("b.qsf", "a.qsf")]

    assert dialect_of("mentor_numeric.csv", *copies).definitions == ("a.qsf",)


def test_a_definition_whose_statements_are_others_does_not_fit(tmp_path: Path) -> None:
    def reworded(questions: dict[str, Any]) -> None:
        questions["mentor"]["Choices"]["2"]["Display"] = "My mentor never listens to me."
        questions["mentor"]["Language"] = []

    assert dialect_of("mentor_numeric.csv", changed(tmp_path, "mentor.qsf", reworded)).definitions == ()


def test_a_definition_without_one_of_the_questions_does_not_fit(tmp_path: Path) -> None:
    path = changed(tmp_path, "mentor.qsf", lambda questions: questions["tenure"].update(QuestionID="QID9"))

    assert dialect_of("mentor_numeric.csv", path).definitions == ()


@pytest.mark.parametrize(("tag", "fits"), [("mentor", True), ("Q1", False)])
def test_without_texts_only_tags_that_someone_chose_tell_a_survey(tmp_path: Path, tag: str, *, fits: bool) -> None:
    def tagged(questions: dict[str, Any]) -> None:
        questions["mentor"] |= {"DataExportTag": tag, "ChoiceDataExportTags": False}

    names = ["StartDate", "EndDate", "Finished", "ResponseId", *(f"{tag}_{row}" for row in range(1, 7))]
    rows = (tuple(names), ("2025-11-04", "2025-11-04", "1", "R_1", *["13"] * 6))
    cleaned = Head(name="cleaned.csv", container="delimited", rows=rows)
    dialect = PLATFORM.dialect(cleaned, [changed(tmp_path, "mentor.qsf", tagged)])

    assert dialect.definitions == ("mentor.qsf",) * fits


def test_text_that_is_filled_in_while_people_answer_does_not_keep_a_definition_from_fitting(tmp_path: Path) -> None:
    def piped(questions: dict[str, Any]) -> None:
        questions["mentor"]["Choices"]["2"]["Display"] = "${e://Field/mentor} listens to me."

    dialect = dialect_of("mentor_numeric.csv", changed(tmp_path, "mentor.qsf", piped))
    assert labels(dialect, "mentor_m2")["13"] == ("Agree", "Stimme zu")


def test_a_note_says_where_the_same_answers_have_other_numbers(tmp_path: Path) -> None:
    def turned(questions: dict[str, Any]) -> None:
        questions["tenure"] |= {"Choices": questions["department"]["Choices"], "Language": []}
        questions["tenure"]["RecodeValues"] = {"1": "2", "2": "1"}

    [note] = dialect_of("mentor_numeric.csv", changed(tmp_path, "mentor.qsf", turned)).notes
    assert note.code == "recoded-answers"
    assert "Engineering is 1 in department and 2 in tenure" in note.text


@pytest.mark.parametrize(("label", "noted"), [("5", True), ("5 - very", True), ("5: very", True), ("5–6 years", False)])
def test_a_note_says_where_a_number_is_not_the_one_in_its_label(tmp_path: Path, label: str, *, noted: bool) -> None:
    path = changed(tmp_path, "a.qsf", lambda questions: questions["tenure"]["Choices"]["1"].update(Display=label))

    assert [note.code for note in dialect_of("mentor_numeric.csv", path).notes] == ["recoded-answers"] * noted


def test_numbers_that_are_the_labels_own_need_no_note() -> None:
    assert dialect_of("mentor_numeric.csv", *DEFINITIONS).notes == ()
    assert dialect_of("QT_No_Basis_for_Evaluation_Insights.csv", *DEFINITIONS).notes == ()


def test_a_number_that_two_answers_share_has_the_label_of_neither(tmp_path: Path) -> None:
    path = changed(tmp_path, "a.qsf", lambda questions: questions["mentor"]["RecodeValues"].update({"5": "13"}))

    assert labels(dialect_of("mentor_numeric.csv", path), "mentor_m1")["13"] == ("Agree / Strongly agree",)


def test_a_tag_that_questions_with_other_numbers_share_has_the_labels_of_none(tmp_path: Path) -> None:
    definition = json.loads((FOLDER / "QT_Single_Answer_Matrix_Questions.qsf").read_bytes())
    [question] = [each["Payload"] for each in definition["SurveyElements"] if each["PrimaryAttribute"] == "QID3"]
    question["RecodeValues"] = {"1": "13", "2": "12", "3": "11", "4": "10"}
    path = tmp_path / "turned.qsf"
    path.write_text(json.dumps(definition), encoding="utf-8")

    found = labels(dialect_of("QT_Single_Answer_Matrix_Questions.csv", path), "question_one")
    assert [*found] == ["10", "11", "12", "13"]
    assert all(len(texts) == 1 and " / " in texts[0] for texts in found.values())


def test_a_definition_with_other_tags_does_not_fit(tmp_path: Path) -> None:
    path = changed(tmp_path, "mentor.qsf", lambda questions: questions["tenure"].update(DataExportTag="years"))

    assert dialect_of("mentor_numeric.csv", path).definitions == ()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How long have you been with us, " * 5 + "in years?", ("How long have you been with us, " * 5)[:97] + "..."),
        ("Years in company", "Years in company - Selected Choice"),
        ("Years<br>in company&nbsp;", "Years in company"),
    ],
)
def test_a_text_that_was_cut_or_added_to_is_still_that_of_its_question(
    tmp_path: Path, question: str, text: str
) -> None:
    path = changed(tmp_path, "mentor.qsf", lambda questions: questions["tenure"].update(QuestionText=question))
    export = head_of((FOLDER / "mentor_numeric.csv").read_bytes().replace(b"Years in company", f'"{text}"'.encode()))

    assert PLATFORM.dialect(export, [path]).definitions == ("mentor.qsf",)


def test_a_name_given_to_an_answer_for_exports_is_one_of_its_labels(tmp_path: Path) -> None:
    path = changed(tmp_path, "a.qsf", lambda questions: questions["tenure"].update(VariableNaming={"1": "new"}))

    assert labels(dialect_of("mentor_numeric.csv", path), "tenure")["1"] == ("< 1 year", "< 1 Jahr", "new")


def test_the_answers_of_a_drill_down_are_not_taken_for_those_of_a_list(tmp_path: Path) -> None:
    drilled = {"QuestionType": "DD", "Selector": "DL"}
    path = changed(tmp_path, "a.qsf", lambda questions: questions["tenure"].update(drilled))
    dialect = dialect_of("mentor_numeric.csv", path)

    assert dialect.definitions == ("a.qsf",)
    assert labels(dialect, "tenure") == {}


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[" * 200_000, b"null", b"[]", b"\xff\xfe{"),
        *(b'{"SurveyElements": {}}', b'{"SurveyElements": [null, {}]}'),
    ],
)
def test_what_is_no_definition_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mentor.qsf"
    path.write_bytes(content)

    assert read_definition(path) is None
    assert [note.code for note in dialect_of("mentor_numeric.csv", path).notes] == ["definition-not-used"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
KEYS = (
    *("QuestionID", "DataExportTag", "QuestionType", "QuestionText", "Selector", "SubSelector", "Choices", "Answers"),
    *("RecodeValues", "VariableNaming", "ChoiceDataExportTags", "Language"),
)


@given(key=st.sampled_from(KEYS), value=JSON, tag=st.sampled_from(["mentor", "department", "comment"]))
@settings(deadline=None)
def test_a_question_of_any_shape_is_read_without_a_fault(key: str, value: object, tag: str) -> None:
    with TemporaryDirectory() as folder:
        path = changed(Path(folder), "mentor.qsf", lambda questions: questions[tag].update({key: value}))
        dialect = dialect_of("mentor_numeric.csv", path)

    assert len(dialect.columns) == 20
