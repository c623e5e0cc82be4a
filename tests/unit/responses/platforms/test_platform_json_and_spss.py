import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.unit.responses.tables.opened import GOLDEN, opened

from mentorscan.errors import ExportError
from mentorscan.responses.platforms import formr, spss, surveyjs
from mentorscan.responses.platforms.platform import ColumnName, Platform
from mentorscan.responses.tables.table import Head

PLATFORMS = (formr.PLATFORM, spss.PLATFORM, surveyjs.PLATFORM)
EXPORTS = sorted(
    path
    for folder in ("formr", "plain", "spss", "surveyjs")
    for path in (GOLDEN / folder).iterdir()
    if path.with_name(f"{path.name}.expected.json").exists()
)


def head(*rows: Sequence[str], container: str = "json") -> Head:
    return Head(name="export", container=container, rows=tuple(map(tuple, rows)))


def column(platform: Platform, of: Head, name: str, beside: Sequence[Path] = ()) -> ColumnName:
    return platform.dialect(of, beside).columns[of.header.index(name)]


def written(folder: Path, name: str, document: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_export_is_recognised_by_its_own_platform_alone(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text())["platform"]
    found = [each.name for each in PLATFORMS if each.recognises(opened(path).head)]
    assert found == ([] if expected == "plain" else [expected])


@pytest.mark.parametrize(
    ("container", "header"),
    [
        ("json", ["id", "submitdate", "lastpage", "startlanguage", "mentor[m1]"]),
        ("json", ["Response ID", "Date submitted", "What, e.g. one. [My mentor.]"]),
        ("json", ["responseId", "values.QID1_1", "labels.QID1_1"]),
        ("json", ["_uuid", "_submission_time", "mentor.m1"]),
        ("json", ["m1", "m2", "department"]),
        ("delimited", ["mentor.m1", "mentor.m2"]),
        ("spss", ["id", "submitdate", "lastpage", "mentor_m1"]),
        ("excel", ["ID", "Start time", "Completion time", "My mentor listens to me."]),
        ("json", []),
    ],
)
def test_tables_of_other_platforms_are_not_recognised(container: str, header: list[str]) -> None:
    of = head(header, container=container)
    assert [each.name for each in PLATFORMS if each.recognises(of)] == []


def test_formr_knows_its_export_in_any_container() -> None:
    header = ["session", "created", "modified", "ended", "expired", "bfi_1R"]
    for container in ("json", "delimited", "excel", "spss"):
        of = head(header, container=container)
        assert [each.name for each in PLATFORMS if each.recognises(of)] == ["formr"]


def test_a_formr_session_that_has_not_ended_is_incomplete_and_a_reversed_item_keeps_its_name() -> None:
    dialect = formr.PLATFORM.dialect(head(["session", "created", "ended", "bfi_1R"]), ())
    (rule,) = dialect.rows
    assert (rule.reason, rule.column, sorted(rule.cells)) == ("incomplete", 2, [""])
    assert [each.use for each in dialect.columns] == ["respondent", "platform", "submitted", None]
    assert dialect.columns[3].codes == ("bfi_1R",)


def test_the_choices_of_a_formr_rating_are_its_two_ends_and_no_labels_of_codes() -> None:
    items = GOLDEN / "formr" / "formr_BFI_post_items.json"
    of = opened(GOLDEN / "formr" / "formr_BFI_post.json").head
    found = column(formr.PLATFORM, of, "BFIK_open_2", [items])
    assert found.texts == ("Ich bin tiefsinnig, denke gerne über Sachen nach.",)
    assert found.labels == {}
    assert formr.PLATFORM.dialect(of, [items]).definitions == (items.name,)


def test_the_choices_of_a_formr_multiple_choice_are_labels(tmp_path: Path) -> None:
    item = {"name": "dep", "type": "mc_button", "label": "Department", "choices": {"1": "Sales", "2": "HR"}}
    beside = [written(tmp_path, "items.json", {"name": "x", "items": [item]})]
    of = head(["session", "created", "ended", "dep"])
    assert column(formr.PLATFORM, of, "dep", beside).labels == {"1": ("Sales",), "2": ("HR",)}


def test_a_row_of_a_surveyjs_matrix_is_known_under_three_codes() -> None:
    of = head(["mentor.m1", "department", "grid.row.column"])
    dialect = surveyjs.PLATFORM.dialect(of, ())
    assert [each.codes for each in dialect.columns] == [
        ("mentor.m1", "mentor_m1", "m1"),
        ("department",),
        ("grid.row.column", "grid_row_column"),
    ]


def test_a_surveyjs_definition_beside_the_export_says_what_is_asked_and_what_values_mean() -> None:
    definition = GOLDEN / "surveyjs" / "mentor_definition.json"
    of = opened(GOLDEN / "surveyjs" / "mentor_array.json").head
    found = column(surveyjs.PLATFORM, of, "mentor.m2", [definition])
    assert found.texts == ("My mentor listens to me.",)
    assert found.labels["DK"] == ("Don't know", "Weiß nicht")
    assert found.labels["5"] == ("Strongly agree", "Stimme voll zu")
    assert column(surveyjs.PLATFORM, of, "tenure", [definition]).labels["t1"] == ("< 1 year", "< 1 Jahr")


def test_questions_within_panels_are_found_and_other_files_beside_are_passed_over(tmp_path: Path) -> None:
    inner = {"type": "dropdown", "name": "dep", "title": "Department", "choices": ["a", {"value": 1, "text": "One"}]}
    panel = {"type": "panel", "name": "p", "elements": [inner]}
    beside = [
        written(tmp_path, "definition.json", {"pages": [{"elements": [panel, 5, None]}, "x"]}),
        written(tmp_path, "broken.json", "{"),
        written(tmp_path, "other.json", {"pages": [{"elements": [{"type": "text", "name": "unasked"}]}]}),
        written(tmp_path, "list.json", [1]),
        written(tmp_path, "notes.txt", {"pages": []}),
    ]
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{\x00")
    of = head(["dep", "mentor.m1"])
    dialect = surveyjs.PLATFORM.dialect(of, [*beside, tmp_path / "bytes.json"])
    assert dialect.definitions == ("definition.json",)
    assert dialect.columns[0].texts == ("Department",)
    assert dialect.columns[0].labels == {"a": ("a",), "1": ("One",)}


@pytest.mark.parametrize("platform", [surveyjs.PLATFORM, formr.PLATFORM], ids=lambda platform: platform.name)
def test_definitions_that_fit_and_disagree_are_refused(tmp_path: Path, platform: Platform) -> None:
    documents = [
        {
            "items": [{"name": "dep", "type": "mc", "label": text}],
            "pages": [{"elements": [{"name": "dep", "title": text}]}],
        }
        for text in ("Department", "Site")
    ]
    beside = [written(tmp_path, f"d{at}.json", document) for at, document in enumerate(documents)]
    with pytest.raises(ExportError, match=r"d0\.json.*d1\.json"):
        platform.dialect(head(["dep"]), beside)
    assert platform.dialect(head(["dep"]), beside[:1]).definitions == ("d0.json",)


def test_an_spss_file_says_itself_what_its_variables_ask_and_what_values_mean() -> None:
    of = opened(GOLDEN / "spss" / "mentor.sav").head
    found = column(spss.PLATFORM, of, "m5")
    assert found.codes == ("m5",)
    assert found.texts == ("My mentor opens doors & networks for me.",)
    assert found.labels["99"] == ("Don't know",)
    assert column(spss.PLATFORM, of, "tenure").labels["t2"] == ("1–3 Jahre",)


def test_previews_and_incomplete_responses_of_a_qualtrics_spss_file_are_told_apart() -> None:
    of = head(["Status", "Finished", "RecordedDate", "ResponseId", "Q1"], container="spss")
    dialect = spss.PLATFORM.dialect(of, ())
    assert [(rule.reason, rule.column) for rule in dialect.rows] == [("preview", 0), ("incomplete", 1)]
    assert "1" in dialect.rows[0].cells
    assert "0" not in dialect.rows[0].cells
    assert [each.use for each in dialect.columns] == ["platform", "platform", "submitted", "respondent", None]
    assert spss.PLATFORM.dialect(head(["Status", "Q1"], container="spss"), ()).rows == ()
