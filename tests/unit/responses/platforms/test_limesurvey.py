"""LimeSurvey's exports: recognised, read as the same responses in every variant, and told apart from structures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.golden.exports import synthetic_limesurvey
from tests.unit.responses.platforms.heads import GOLDEN, exports, head_of, other_files

from mentorscan.errors import ExportError
from mentorscan.instrument.load import load_instrument
from mentorscan.instrument.model import Instrument
from mentorscan.responses.platforms.limesurvey import PLATFORM
from mentorscan.responses.platforms.platform import ColumnName, Dialect
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import caseless, plain_header

FOLDER = GOLDEN / "limesurvey"
BESIDE = sorted(FOLDER.iterdir())
STRUCTURES = [FOLDER / name for name in ("ls621_structure.lss", "ls621_structure.txt", "limesurvey_survey_418265.txt")]
OWN = [path for path in exports() if path.parent == FOLDER]
CODES = FOLDER / "ls621_codes.csv"
SYNTHETIC = FOLDER / "results-survey418265.csv"

State = int | str | None


def head(*rows: Sequence[str], name: str = "export.csv") -> Head:
    """A head of these rows."""
    return Head(name=name, container="delimited", rows=tuple(map(tuple, rows)))


def column(dialect: Dialect, title: str) -> ColumnName:
    """The column with a title."""
    (found,) = [each for each in dialect.columns if each.title == title]
    return found


def mentor() -> Instrument:
    return load_instrument(GOLDEN / "instruments" / "mentor")


def answers(path: Path, beside: Sequence[Path]) -> dict[str, dict[str, list[State]]]:
    """What a file holds by its dialect: a simple reading of its own, apart from the one that is shipped."""
    top, instrument = head_of(path), mentor()
    scale = instrument.scales[0]
    points: dict[str, State] = {caseless(label): each.value for each in scale.points for label in each.label.values()}
    points |= {str(point.value): point.value for point in scale.points}
    points |= {caseless(label): each.code for each in scale.opt_outs for label in each.label.values()}
    items = {id_: cells(top, id_, item.text, points, beside=beside) for id_, item in instrument.items.items()}
    segments = {}
    for segment in instrument.segments:
        groups: dict[str, State] = {
            caseless(label): each.id for each in segment.groups for label in each.label.values()
        }
        groups |= {group.id: group.id for group in segment.groups}
        segments[segment.id] = cells(top, segment.id, segment.title, groups, beside=beside)
    return {"items": items, "segments": segments}


def cells(
    top: Head, id_: str, texts: Mapping[str, str], meanings: Mapping[str, State], *, beside: Sequence[Path]
) -> list[State]:
    """What the cells of the one column mean that bears an id or asks one of these texts."""
    dialect = PLATFORM.dialect(top, beside)
    asked = set(map(plain_header, texts.values()))
    ((position, column),) = [
        (position, each)
        for position, each in enumerate(dialect.columns)
        if each.use is None and (id_ in each.codes or not asked.isdisjoint(map(plain_header, each.texts)))
    ]
    blank = {"", *dialect.not_shown}
    written = [row[position] for row in top.rows[dialect.header_rows :]]
    return [None if cell in blank else meaning(cell, column.labels.get(cell, ()), meanings) for cell in written]


def meaning(cell: str, labels: Sequence[str], meanings: Mapping[str, State]) -> State:
    """The one meaning of a cell, by its labels before itself."""
    known = {meanings[caseless(each)] for each in labels if caseless(each) in meanings}
    (state,) = known or {meanings[caseless(cell)]}
    return state


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_every_variant_is_recognised_and_holds_the_expected_responses(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
    assert PLATFORM.recognises(head_of(path))
    assert PLATFORM.definition(head_of(path)) is None
    assert answers(path, BESIDE) == {"items": expected["items"], "segments": expected["segments"]}


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_incomplete_responses_are_those_without_a_date_of_submission(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
    top = head_of(path)
    dialect = PLATFORM.dialect(top, ())
    (rule,) = dialect.rows
    incomplete = [row for row in top.rows[dialect.header_rows :] if row[rule.column] in rule.cells]
    assert rule.reason == "incomplete"
    assert len(incomplete) == expected["complete_only"].get("incomplete", 0)


def test_the_golden_folder_holds_every_variant() -> None:
    assert len(OWN) == 11


@pytest.mark.parametrize("path", STRUCTURES, ids=lambda path: path.name)
def test_a_structure_is_no_export(path: Path) -> None:
    assert PLATFORM.definition(head_of(path)) == "a LimeSurvey survey structure"
    assert not PLATFORM.recognises(head_of(path))


def test_files_of_other_platforms_are_not_recognised() -> None:
    others = other_files("limesurvey")
    assert [path for path in others if PLATFORM.recognises(head_of(path)) or PLATFORM.definition(head_of(path))] == []


@pytest.mark.parametrize(
    "header",
    [
        ["respondent", "submitted", "language", "m1"],
        ["id", "submitdate_utc", "m1"],
        ["id", "token", "seed", "m1"],
        ["ResponseId", "StartDate", "EndDate", "Q1"],
        ["lastpage", "m1"],
        ["Response ID", "Timestamp", "Department"],
        [],
    ],
)
def test_a_table_with_only_some_similar_names_is_not_recognised(header: list[str]) -> None:
    assert not PLATFORM.recognises(head(header, ["1"] * len(header)))


@pytest.mark.parametrize(
    "names",
    [
        ("Response ID", "Date submitted", "Last page", "Start language", "Seed"),
        ("Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsgeneratorstartwert"),
        ("ID risposta", "Data invio", "Ultima pagina", "Lingua iniziale", "Seme"),
        ("Response_ID", "Date_submitted", "Last_page", "Start_language", "Seed"),
        ("id", "submitdate", "lastpage", "startlanguage", "seed"),
        ("id. Réponse", "submitdate. Soumission", "lastpage. Page", "startlanguage. Langue", "seed. Graine"),
        ("id._.A", "submitdate._.B", "lastpage._.C", "startlanguage._.D", "seed._.E"),
        ("idID risposta", "submitdateData invio", "lastpageUltima pagina", "startlanguageLingua iniziale", "seedSeme"),
    ],
    ids=lambda names: names[1],
)
def test_fixed_columns_are_known_under_every_name(names: tuple[str, ...]) -> None:
    top = head(names, ("7", "1980-01-01 00:00:00", "1", "it", "5"))
    assert PLATFORM.recognises(top)
    uses = [each.use for each in PLATFORM.dialect(top, ()).columns]
    assert uses == ["respondent", "submitted", "platform", "language", "platform"]


def test_the_date_of_a_survey_without_dates_means_complete() -> None:
    (rule,) = PLATFORM.dialect(head_of(CODES), ()).rows
    assert rule.cells.isdisjoint({"1980-01-01 00:00:00"})
    assert {"", "{question_not_shown}"} == rule.cells


def test_tokens_timings_and_the_like_are_never_read() -> None:
    header = [
        "id",
        "submitdate",
        "token",
        "ipaddr",
        "mentor[m1]",
        "interviewtime",
        "groupTime12",
        "mentorTime",
        "leadTime",
    ]
    uses = {each.title: each.use for each in PLATFORM.dialect(head(header), ()).columns}
    assert [title for title, use in uses.items() if use is None] == ["mentor[m1]", "leadTime"]


def test_a_question_that_ends_in_time_is_read_where_the_export_has_no_timings() -> None:
    columns = PLATFORM.dialect(head(["id", "submitdate", "lead", "leadTime"]), ()).columns
    assert [each.use for each in columns[2:]] == [None, None]


def test_an_other_answer_has_a_label_and_its_words_are_no_row_of_their_own() -> None:
    dialect = PLATFORM.dialect(head(["id", "submitdate", "dept", "dept[other]", "site", "site_other", "team"]), ())
    assert "Other" in column(dialect, "dept").labels["-oth-"]
    assert "Altro" in column(dialect, "site").labels["-oth-"]
    assert column(dialect, "team").labels == {}
    assert "other" not in column(dialect, "dept[other]").codes + column(dialect, "site_other").codes


def test_a_row_never_takes_the_name_of_another_question() -> None:
    dialect = PLATFORM.dialect(head(["id", "submitdate", "team[comment2]", "boss[site]", "site"]), ())
    assert column(dialect, "boss[site]").codes == ("boss[site]", "boss_site")
    assert column(dialect, "site").codes == ("site",)
    assert "comment2" in column(dialect, "team[comment2]").codes


@pytest.mark.parametrize(
    ("name", "survey"),
    [
        ("results-survey123.csv", "123"),
        ("results-survey123 (2).xlsx", "123"),
        ("vvexport_77.txt", "77"),
        ("wave2024.csv", None),
    ],
)
def test_the_survey_is_told_by_the_name_of_the_file(name: str, survey: str | None) -> None:
    assert PLATFORM.dialect(head_of(CODES.read_bytes(), name=name), ()).survey == survey


def test_the_survey_is_told_by_codes_with_numbers() -> None:
    assert PLATFORM.dialect(head_of(FOLDER / "ls621_vvexport_v1.txt"), ()).survey == "932872"


def test_typed_text_comes_back_as_it_was_typed() -> None:
    mask, escape = (
        PLATFORM.dialect(head_of(FOLDER / name), ()).prose for name in (CODES.name, "ls621_vvexport_v2.csv")
    )
    assert mask is not None
    assert escape is not None
    assert [mask(text) for text in ("'=1+1 läuft", "'tis", "=1", "a\nb")] == ["=1+1 läuft", "'tis", "=1", "a\nb"]
    assert escape('"really"{newline}second line{tab}with tab') == '"really"\nsecond line\twith tab'
    assert escape("{lbrace}newline} {quote}{cr}{question_not_shown}") == '{newline} "\r'


def test_only_vv_files_tell_what_was_not_shown() -> None:
    shown = {path.name: PLATFORM.dialect(head_of(path), ()).not_shown for path in OWN}
    assert {name for name, cells in shown.items() if cells} == {"ls621_vvexport_v1.txt", "ls621_vvexport_v2.csv"}
    assert shown["ls621_vvexport_v2.csv"] == {"{question_not_shown}"}


def test_answer_codes_get_their_labels_from_the_structure_in_every_language() -> None:
    item = column(PLATFORM.dialect(head_of(SYNTHETIC), BESIDE), "G01Q01[SQ001]")
    assert set(item.labels["AO01"]) == {"Strongly agree", "Stimme voll zu"}
    assert "My mentor gives me useful feedback." in item.texts
    assert column(PLATFORM.dialect(head_of(SYNTHETIC), ()), "G01Q01[SQ001]").labels == {}


def test_labels_of_a_language_are_told_by_those_of_the_others() -> None:
    item = column(PLATFORM.dialect(head_of(FOLDER / "ls621_codetext_de_semicolon.csv"), BESIDE), "mentor[m1]")
    assert set(item.labels["Weiß nicht"]) == {"Don't know", "Weiß nicht"}
    assert "DK" not in item.labels


def test_columns_with_full_texts_get_their_codes_from_the_structure() -> None:
    dialect = PLATFORM.dialect(head_of(FOLDER / "ls621_full_default.csv"), BESIDE)
    assert dialect.definitions == ("ls621_structure.lss",)
    assert dialect.columns[9].codes == ("mentor[m5]", "mentor_m5", "m5")


def test_a_question_without_rows_in_vv_1_is_told_by_its_text_or_the_structure() -> None:
    path = FOLDER / "ls621_vvexport_v1.txt"
    alone = column(PLATFORM.dialect(head_of(path), ()), "932872X1X2")
    assert (alone.codes, alone.texts) == (("932872X1X2",), ("Department",))
    assert "department" in column(PLATFORM.dialect(head_of(path), BESIDE), "932872X1X2").codes


def test_the_structure_of_the_same_survey_goes_before_others(tmp_path: Path) -> None:
    other = tmp_path / "a_copy.txt"
    changed = STRUCTURES[2].read_text(encoding="utf-8").replace("418265", "5").replace("Strongly agree", "Fully agree")
    other.write_text(changed, encoding="utf-8")
    dialect = PLATFORM.dialect(head_of(SYNTHETIC), [other, *BESIDE])
    assert dialect.definitions == ("limesurvey_survey_418265.txt",)


def test_structures_that_disagree_are_named(tmp_path: Path) -> None:
    other = tmp_path / "old.lss"
    other.write_text(STRUCTURES[0].read_text(encoding="utf-8").replace("[Agree]", "[Disagree]"), encoding="utf-8")
    with pytest.raises(ExportError) as raised:
        PLATFORM.dialect(head_of(CODES), [other, *BESIDE])
    (problem,) = raised.value.problems
    assert problem.code == "definitions-disagree"
    assert "'old.lss', 'ls621_structure.lss'" in problem.message


def test_structures_of_other_surveys_are_left_alone(tmp_path: Path) -> None:
    top = head(["id", "submitdate", "acc[goals]", "acc[roles]", "department"], ["1", "", "A1", "A2", "eng"])
    dialect = PLATFORM.dialect(top, BESIDE)
    assert dialect.definitions == ()
    assert all(not each.labels for each in dialect.columns)


def test_a_damaged_structure_is_noted_and_not_used(tmp_path: Path) -> None:
    broken = tmp_path / "broken.lss"
    broken.write_bytes(STRUCTURES[0].read_bytes()[:5000])
    dialect = PLATFORM.dialect(head_of(CODES), [broken])
    assert [note.code for note in dialect.notes] == ["definition-unreadable"]
    assert dialect.definitions == ()


def test_names_in_an_unknown_language_are_taken_as_they_stand_and_noted() -> None:
    top = head(["N° de réponse", "Envoi", "Que pensez-vous ? [Mon mentor m'écoute.]"], ["1", "", "Oui"])
    assert not PLATFORM.recognises(top)
    dialect = PLATFORM.dialect(top, ())
    assert [note.code for note in dialect.notes] == ["completion-unknown"]
    assert dialect.rows == ()
    assert dialect.columns[2].texts[0] == "Mon mentor m'écoute."


def test_a_file_of_spss_brings_its_texts_and_labels() -> None:
    rows = (("id", "submitdate", "mentor_m1"), ("1", "2026-03-02 10:11:12", "4"))
    top = Head(
        name="survey.sav",
        container="spss",
        rows=rows,
        texts={2: "[It rains.] How much do you agree?"},
        labels={2: {"4": "Agree", "0": "Don't know"}},
    )
    item = PLATFORM.dialect(top, ()).columns[2]
    assert item.codes == ("mentor_m1", "mentor[m1]", "m1")
    assert item.texts == ("It rains.", "[It rains.] How much do you agree?")
    assert item.labels == {"4": ("Agree",), "0": ("Don't know",)}


def test_the_synthetic_files_are_those_of_their_script() -> None:
    assert {name: (FOLDER / name).read_bytes() for name in synthetic_limesurvey.files()} == synthetic_limesurvey.files()


def test_the_genuine_files_are_as_limesurvey_wrote_them() -> None:
    content = CODES.read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"id","submitdate"')
    assert content.count(b"\r\n") == 9
    assert b'really, ""great""\nsecond line\twith tab' in content
    assert next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[5] == "mentor[m1]"


def test_the_fullest_of_structures_that_agree_is_used(tmp_path: Path) -> None:
    english = tmp_path / "a.txt"
    lines = STRUCTURES[2].read_text(encoding="utf-8").splitlines(keepends=True)
    english.write_text("".join(line for line in lines if '"de"' not in line), encoding="utf-8")
    for beside in ([english, STRUCTURES[2]], [STRUCTURES[2], english]):
        assert PLATFORM.dialect(head_of(SYNTHETIC), beside).definitions == ("limesurvey_survey_418265.txt",)
    assert PLATFORM.dialect(head_of(SYNTHETIC), [english]).definitions == ("a.txt",)


def test_a_structure_is_used_where_columns_were_added_by_hand() -> None:
    top = head(["id", "submitdate", "mentor[m1]", "mentor[m2]", "unit", "site"], ["1", "", "DK", "4", "A", "B"])
    assert column(PLATFORM.dialect(top, STRUCTURES[:1]), "mentor[m1]").labels["DK"] == ("Weiß nicht", "Don't know")


def test_structures_that_give_one_statement_different_codes_are_named(tmp_path: Path) -> None:
    other = tmp_path / "moved.lss"
    text = STRUCTURES[0].read_text(encoding="utf-8")
    other.write_text(text.replace("[m1]", "[x]").replace("[m2]", "[m1]").replace("[x]", "[m2]"), encoding="utf-8")
    with pytest.raises(ExportError, match="definitions-disagree"):
        PLATFORM.dialect(head_of(FOLDER / "ls621_full_default.csv"), [other, *BESIDE])


def test_a_question_with_a_code_of_its_own_is_not_told_by_its_text() -> None:
    header = ["id. Response ID", "submitdate. Date submitted", "dept. Department", "years. Years in company"]
    assert PLATFORM.dialect(head(header, ["1", "", "eng", "t1"]), BESIDE).definitions == ()


def test_numbers_of_another_survey_mean_other_questions(tmp_path: Path) -> None:
    other = tmp_path / "other.lss"
    other.write_text(STRUCTURES[0].read_text(encoding="utf-8").replace("932872", "5"), encoding="utf-8")
    assert PLATFORM.dialect(head_of(FOLDER / "ls621_vvexport_v1.txt"), [other]).definitions == ()


def test_an_export_without_rows_is_taken_to_hold_codes() -> None:
    item = column(PLATFORM.dialect(head(head_of(CODES).header), BESIDE), "mentor[m1]")
    assert set(item.labels) == {"1", "2", "3", "4", "5", "DK"}
