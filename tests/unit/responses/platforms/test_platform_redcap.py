from pathlib import Path

import pytest
from tests.unit.responses.platforms.heads import GOLDEN, head_of, recognised_elsewhere

from mentorscan.errors import ExportError
from mentorscan.responses.platforms.redcap import PLATFORM

FOLDER = GOLDEN / "redcap"
RAW, LABELS, DICTIONARY = (FOLDER / f"mentor_{name}.csv" for name in ("raw", "labels", "dictionary"))
GENUINE = FOLDER / "REDCapR_checkboxes-1_data.csv"


def incomplete(content: Path | bytes) -> list[bool]:
    head = head_of(content)
    rules = PLATFORM.dialect(head, ()).rows
    assert all(rule.reason == "incomplete" for rule in rules)
    return [any(row[rule.column] in rule.cells for rule in rules) for row in head.rows[1:]]


@pytest.mark.parametrize("path", [RAW, LABELS, GENUINE], ids=lambda path: path.name)
def test_raw_data_and_labels_are_recognised(path: Path) -> None:
    assert PLATFORM.recognises(head_of(path))


def test_exports_of_other_platforms_are_not_recognised() -> None:
    assert recognised_elsewhere(PLATFORM) == []


@pytest.mark.parametrize(
    "content",
    [
        "study_id,m1,mentoring_complete\n1,4,2\n",
        "study_id,m1,mentoring_complete\n1,4,2\n2,,0\n3,5,1\n",
        "study_id,redcap_event_name,m1,mentoring_complete,m2,other_complete,x\n1,start_arm_1,4,2,,0,\n",
        "Study ID,Event Name,My mentor listens.,Complete?\n1,Start,Agree,Complete\n",
        "record_id,m1,mentoring_complete,later\n1,4,2,\n",
    ],
)
def test_projects_with_another_record_id_are_recognised(content: str) -> None:
    assert PLATFORM.recognises(head_of(content.encode()))


@pytest.mark.parametrize(
    "content",
    [
        "respondent,m1,training_complete\n1,4,2\n",
        "study_id,m1,training_complete\n1,4,yes\n",
        "study_id,training_complete,m1\n1,1,4\n",
        "respondent_id,m1,training_complete\n1,4,1\n2,5,0\n",
        "respondent_id,m1,training_complete\n1,4,2\n2,5,\n",
        "respondent_id,m1,training_complete\n1,4,complete\n2,5,incomplete\n",
        "record_id,m1\n1,4\n",
        "Name,Complete?\nAlpha,soon\n",
        "\n",
    ],
)
def test_other_tables_are_not_recognised(content: str) -> None:
    assert not PLATFORM.recognises(head_of(content.encode()))


def test_a_dictionary_beside_raw_data_says_what_codes_mean() -> None:
    dialect = PLATFORM.dialect(head_of(RAW), (FOLDER / "REDCapR_checkboxes-1_dictionary.csv", DICTIONARY, LABELS))
    assert dialect.definitions == ("mentor_dictionary.csv",)
    m3 = dialect.columns[5]
    assert (m3.codes, m3.texts) == (("m3",), ("My mentor helps me set goals, even hard ones.",))
    assert m3.labels["-8"] == ("Don't know",)
    assert m3.labels["5"] == ("Strongly agree",)
    assert dialect.columns[9].labels["sal"] == ("Sales",)


def test_a_dictionary_gives_labels_back_their_fields() -> None:
    columns = PLATFORM.dialect(head_of(LABELS), (DICTIONARY,)).columns
    assert columns[3].codes == ("m1", "My mentor gives me useful feedback.")
    assert columns[0].use == "respondent"


def test_without_a_dictionary_raw_headers_are_ids_and_labels_are_texts() -> None:
    assert PLATFORM.dialect(head_of(RAW), ()).columns[3].codes == ("m1",)
    assert PLATFORM.dialect(head_of(LABELS), ()).columns[3].texts == ("My mentor gives me useful feedback.",)


def test_boxes_of_one_question_are_columns_of_their_own() -> None:
    dialect = PLATFORM.dialect(head_of(GENUINE), (FOLDER / "REDCapR_checkboxes-1_dictionary.csv",))
    assert dialect.definitions == ("REDCapR_checkboxes-1_dictionary.csv",)
    assert dialect.columns[2].codes == ("check_one___1",)
    assert dialect.columns[2].labels == {}


def test_a_label_that_two_fields_share_names_neither(tmp_path: Path) -> None:
    text = DICTIONARY.read_text(encoding="utf-8").replace("I would recommend my mentor.", "My mentor listens to me.")
    (tmp_path / "dictionary.csv").write_text(text, encoding="utf-8")
    export = LABELS.read_bytes().replace(b"I would recommend my mentor.", b"My mentor listens to me.")
    dialect = PLATFORM.dialect(head_of(export), (tmp_path / "dictionary.csv",))
    assert "m2" not in dialect.columns[4].codes
    assert "m6" not in dialect.columns[8].codes


def test_a_form_that_is_not_complete_makes_a_row_incomplete() -> None:
    assert incomplete(RAW) == [False, False, True]
    assert incomplete(LABELS) == [False, False, True]


def test_a_form_without_a_field_in_the_export_decides_nothing() -> None:
    assert incomplete(GENUINE) == [False, True, False, True]
    assert incomplete(b"record_id,redcap_event_name,a_complete,m1,b_complete\n1,x_arm_1,0,4,2\n") == [False]


def test_a_form_that_was_not_opened_at_an_event_decides_nothing() -> None:
    content = b"record_id,redcap_event_name,m1,one_complete,n1,two_complete\n1,a_arm_1,4,2,,\n1,b_arm_1,,,3,1\n"
    assert incomplete(content) == [False, True]


def test_several_rows_for_one_record_are_a_warning() -> None:
    content = b"record_id,redcap_event_name,m1,one_complete\n1,a_arm_1,4,2\n1,b_arm_1,4,2\n"
    dialect = PLATFORM.dialect(head_of(content), ())
    (note,) = dialect.notes
    assert (note.code, note.severity) == ("rows-per-record", "warning")
    assert "(redcap_event_name)" in note.text
    assert dialect.columns[1].codes == ("redcap_event_name",)
    assert PLATFORM.dialect(head_of(RAW), ()).notes == ()


def test_the_time_of_the_only_survey_is_the_time_of_submission() -> None:
    assert [column.use for column in PLATFORM.dialect(head_of(RAW), ()).columns[:4]] == [
        *("respondent", "platform", "submitted", None)
    ]
    assert PLATFORM.dialect(head_of(RAW), ()).columns[-1].use == "platform"
    two = b"record_id,a_timestamp,m1,a_complete,b_timestamp,m2,b_complete,my_timestamp\n1,,4,2,,4,2,\n"
    assert "submitted" not in [column.use for column in PLATFORM.dialect(head_of(two), ()).columns]
    asked = b"record_id,visit_timestamp,m1,mentoring_complete\n1,2026-03-02 10:11:12,4,2\n"
    assert PLATFORM.dialect(head_of(asked), ()).columns[1].codes == ("visit_timestamp",)


def test_a_survey_that_was_not_completed_has_no_time() -> None:
    assert "[not completed]" in PLATFORM.dialect(head_of(RAW), ()).blank


def test_dictionaries_that_disagree_are_an_error_naming_them(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(DICTIONARY.read_text(encoding="utf-8").replace("4, Agree", "4, Rather agree"), encoding="utf-8")
    with pytest.raises(ExportError) as caught:
        PLATFORM.dialect(head_of(RAW), (DICTIONARY, other))
    (problem,) = caught.value.problems
    assert problem.code == "definitions-disagree"
    assert "'mentor_dictionary.csv', 'other.csv'" in problem.message


def test_dictionaries_that_agree_on_the_export_are_as_good_as_one(tmp_path: Path) -> None:
    other = tmp_path / "zz.csv"
    other.write_bytes(DICTIONARY.read_bytes() + b"later,mentoring,,text,Later" + b"," * 13 + b"\n")
    assert PLATFORM.dialect(head_of(RAW), (other, DICTIONARY)).definitions == ("mentor_dictionary.csv",)


def test_a_dictionary_is_read_as_the_api_and_as_excel_write_it(tmp_path: Path) -> None:
    api, excel = tmp_path / "api.csv", tmp_path / "excel.csv"
    api.write_text(
        "field_name,form_name,field_type,field_label,select_choices_or_calculations\n"
        'record_id,a,text,Id,\nm1,a,radio,<b>Heard</b>,"1, No | 2, Yes"\nm2,a,yesno,Seen,\n',
        encoding="utf-8",
    )
    excel.write_bytes(
        b"\xef\xbb\xbf"
        + api.read_bytes().replace(b"1, No | 2, Yes", b"\0").replace(b",", b";").replace(b"\0", b"1, No | 2, Yes")
    )
    for path in (api, excel):
        columns = PLATFORM.dialect(head_of(b"record_id,m1,m2,a_complete\n1,2,1,2\n"), (path,)).columns
        assert (columns[1].texts, columns[1].labels) == (("Heard",), {"1": ("No",), "2": ("Yes",)})
        assert columns[2].labels == {"1": ("Yes",), "0": ("No",)}


def test_a_dictionary_in_another_encoding_is_an_error_and_other_files_are_left_alone(tmp_path: Path) -> None:
    other, dictionary = tmp_path / "other.csv", tmp_path / "dictionary.csv"
    other.write_bytes("name;größe\n".encode("cp1252"))
    (tmp_path / "folder.csv").mkdir()
    assert PLATFORM.dialect(head_of(RAW), (other, tmp_path / "folder.csv")).definitions == ()
    dictionary.write_bytes(DICTIONARY.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(ExportError) as caught:
        PLATFORM.dialect(head_of(RAW), (dictionary,))
    assert [(each.code, each.place and each.place.file) for each in caught.value.problems] == [
        ("broken-definition", "dictionary.csv")
    ]


def test_a_dictionary_is_a_definition_and_an_export_is_none() -> None:
    for path in (DICTIONARY, FOLDER / "REDCapR_checkboxes-1_dictionary.csv"):
        assert PLATFORM.definition(head_of(path)) == "a REDCap data dictionary"
        assert not PLATFORM.recognises(head_of(path))
    assert PLATFORM.definition(head_of(RAW)) is None
