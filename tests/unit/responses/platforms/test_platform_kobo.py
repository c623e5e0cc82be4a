from pathlib import Path

import pytest
import xlsxwriter
from tests.golden.exports.synthetic_forms import AGREE, ENGLISH, GERMAN, STIMME_ZU
from tests.unit.responses.platforms.heads import GOLDEN, head_of, recognised_elsewhere

from mentorscan.errors import ExportError
from mentorscan.responses.platforms.kobo import PLATFORM

FOLDER = GOLDEN / "kobo"
XML = FOLDER / "kobo_xml.csv"


def xlsform(path: Path, *, four: str = "Agree", again: str = "") -> Path:
    survey = [["type", "name", "label::English (en)", "label::Deutsch (de)"]]
    survey += [["start", "start", "", ""], ["begin_group", "mentor", "How much?", "Wie sehr?"]]
    pairs = enumerate(zip(ENGLISH, GERMAN, strict=True), start=1)
    survey += [["select_one agree5", f"m{number}", *texts] for number, texts in pairs]
    survey += [["select_one other", again, "Again?", "Noch einmal?"]] if again else []
    survey += [["end_group", "", "", ""], ["text", "comment", "Anything else?", "Sonst noch etwas?"]]
    choices = [["list_name", "name", "label::English (en)", "label::Deutsch (de)"]]
    choices += [["agree5", str(value), AGREE[value], STIMME_ZU[value]] for value in range(1, 6)]
    choices += [["agree5", "dk", "Don't know", "Weiß nicht"]]
    choices[4][2] = four
    with xlsxwriter.Workbook(path) as book:
        for title, rows in (("survey", survey), ("choices", choices)):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_exports_with_names_and_with_labels_are_recognised(path: Path) -> None:
    assert PLATFORM.recognises(head_of(path))


def test_exports_of_other_platforms_are_not_recognised() -> None:
    assert recognised_elsewhere(PLATFORM) == []


def test_groups_are_taken_off_the_headers() -> None:
    german = PLATFORM.dialect(head_of(FOLDER / "kobo_german_groups.csv"), ()).columns
    assert german[2].texts[0] == "Mein Mentor gibt mir nützliches Feedback."
    central = PLATFORM.dialect(head_of(FOLDER / "mentor_central.csv"), ()).columns
    assert central[3].codes == ("mentor-m1", "m1")


def test_a_statement_with_a_slash_is_offered_whole_as_well() -> None:
    head = head_of(b'"About us/I like it and/or say so.";"_uuid";"_submission_time"\n')
    assert "I like it and/or say so." in PLATFORM.dialect(head, ()).columns[0].texts


def test_a_header_of_nothing_but_slashes_is_not_taken_apart_without_end() -> None:
    head = head_of(b'"' + b"/" * 50_000 + b'a";"_uuid";"_submission_time"\n')
    assert len(PLATFORM.dialect(head, ()).columns[0].codes) < 20


def test_the_platforms_own_columns_are_not_read() -> None:
    for name in ("kobo_xml.csv", "mentor_central.csv"):
        head = head_of(FOLDER / name)
        columns = PLATFORM.dialect(head, ()).columns
        assert [column.title for column in columns if column.use is None][-3:] == ["department", "tenure", "comment"]
        assert next(column.title for column in columns if column.use is None).endswith("m1")
        uses = {column.use: column.title for column in columns if column.use not in {None, "platform"}}
        assert uses in (
            {"respondent": "_uuid", "submitted": "_submission_time"},
            {"respondent": "KEY", "submitted": "SubmissionDate"},
        )


def test_the_customary_name_of_dont_know_counts_beside_points_that_are_numbers() -> None:
    columns = PLATFORM.dialect(head_of(XML), ()).columns
    assert "Don't know" in columns[3].labels["dk"]
    assert [column.title for column in columns if column.labels] == ["m1", "m2", "m3", "m4", "m5", "m6"]


def test_the_customary_name_may_be_in_capitals() -> None:
    head = head_of(b'"m1";"_uuid";"_submission_time"\n"4";"u";""\n"DK";"v";""\n')
    assert "Don't know" in PLATFORM.dialect(head, ()).columns[0].labels["dk"]


@pytest.mark.parametrize("cells", ["dk;de;us", "dk;;", ";;"])
def test_elsewhere_dk_may_be_denmark(cells: str) -> None:
    rows = "".join(f'"{cell}";"u";"2026-03-02T10:11:12"\n' for cell in cells.split(";"))
    head = head_of(f'"country";"_uuid";"_submission_time"\n{rows}'.encode())
    assert PLATFORM.dialect(head, ()).columns[0].labels == {}


def test_an_xlsform_beside_the_export_says_what_names_mean(tmp_path: Path) -> None:
    dialect = PLATFORM.dialect(head_of(XML), (xlsform(tmp_path / "form.xlsx"), GOLDEN / "microsoft" / "mentor.xlsx"))
    assert dialect.definitions == ("form.xlsx",)
    assert dialect.columns[2].labels["4"] == ("Agree", "Stimme zu")
    assert dialect.columns[2].labels["dk"] == ("Don't know", "Weiß nicht")
    assert dialect.columns[2].texts == ("m1", ENGLISH[0], GERMAN[0])
    assert dialect.columns[8].labels == {}


def test_an_xlsform_says_the_same_of_odk_central(tmp_path: Path) -> None:
    dialect = PLATFORM.dialect(head_of(FOLDER / "mentor_central.csv"), (xlsform(tmp_path / "form.xlsx"),))
    assert dialect.columns[3].labels["dk"] == ("Don't know", "Weiß nicht")


def test_a_name_that_stands_in_two_groups_of_a_form_is_not_told_by_it(tmp_path: Path) -> None:
    form = xlsform(tmp_path / "form.xlsx", again="m6")
    dialect = PLATFORM.dialect(head_of(XML), (form,))
    assert dialect.definitions == ("form.xlsx",)
    assert [bool(column.labels) for column in dialect.columns[2:8]] == [True] * 5 + [False]


def test_an_xlsform_of_another_survey_is_left_alone(tmp_path: Path) -> None:
    other = xlsform(tmp_path / "other.xlsx")
    head = head_of(b'"m1";"_uuid";"_submission_time"\n"4";"u";"2026-03-02T10:11:12"\n')
    assert PLATFORM.dialect(head, (other,)).definitions == ()


def test_forms_that_agree_are_as_good_as_one(tmp_path: Path) -> None:
    forms = (xlsform(tmp_path / "b.xlsx"), xlsform(tmp_path / "a.xlsx"))
    assert PLATFORM.dialect(head_of(XML), forms).definitions == ("a.xlsx",)


def test_forms_that_disagree_are_an_error_naming_them(tmp_path: Path) -> None:
    forms = (xlsform(tmp_path / "a.xlsx"), xlsform(tmp_path / "b.xlsx", four="Rather agree"))
    with pytest.raises(ExportError) as caught:
        PLATFORM.dialect(head_of(XML), forms)
    (problem,) = caught.value.problems
    assert problem.code == "definitions-disagree"
    assert "'a.xlsx', 'b.xlsx'" in problem.message


def test_workbooks_that_cannot_be_read_are_left_alone(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "folder.xlsx").mkdir()
    assert PLATFORM.dialect(head_of(XML), (broken, tmp_path / "folder.xlsx")).definitions == ()


def test_an_xlsform_is_a_definition_and_an_export_is_none(tmp_path: Path) -> None:
    assert "XLSForm" in (PLATFORM.definition(head_of(xlsform(tmp_path / "form.xlsx"))) or "")
    assert PLATFORM.definition(head_of(XML)) is None
    assert PLATFORM.definition(head_of(b"id,survey_id,type,name,label,choice1\n")) is None
    assert PLATFORM.definition(head_of(b"type,choice_list,type_options,name,label\n")) is None
