"""``mentorscan assess --sheet``: a sheet goes out, comes back filled in, and is scored beside answer files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.functional.command_line import Command
from tests.unit.interview.sheets import main, sheets_of

from mentorscan.files import is_ours
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.interview.answers import Answer, AnswerFile, InstrumentName, answers_text
from mentorscan.interview.sheet import sheet_bytes
from mentorscan.interview.sheet_format import ABOUT

BUILT_IN = open_instrument(None)
PULSE = BUILT_IN.form_items("pulse")


def answered(rater: str, *, value: int, language: str) -> AnswerFile:
    """What a rater says on the pulse, with something of every kind."""
    answers = {item: Answer(value=value) for item in PULSE}
    answers["accowner"] = Answer(value=value, confidence="low", note="since May", evidence="=the chart")
    answers["accgoals"] = Answer(opt_out="not_applicable", reason="no programme")
    answers["comstart"] = Answer(opt_out="dont_know")
    del answers["comnews"]
    return AnswerFile(
        instrument=InstrumentName(id=BUILT_IN.id, version=BUILT_IN.version),
        organisation="Example Ltd",
        rater=rater,
        date="2026-11-23",
        form="pulse",
        language=language,
        answers=answers,
        comments={"accountability": "Ask the board"},
    )


RATERS = [
    answered("Anna", value=4, language="it"),
    answered("Bruno", value=2, language="en"),
    answered("C", value=5, language="en"),
]


def told(results: Path) -> dict[str, Any]:
    """Results without what differs between files of one kind and another: names and checksums."""
    found: dict[str, Any] = json.loads(results.read_text("utf-8"))
    del found["source"]["files"]
    for each in (*found["source"]["raters"], *found["notes"]):
        for key in {"file", "place", "text", "sha256"} & set(each):
            del each[key]
    return found


def test_a_panel_of_two_sheets_and_a_file_is_scored_as_three_files_are(mentorscan: Command, tmp_path: Path) -> None:
    mixed, plain = tmp_path / "mixed", tmp_path / "plain"
    for folder in (mixed, plain):
        folder.mkdir()
    for rater in RATERS:
        (plain / f"{rater.rater}.yaml").write_text(answers_text(rater, instrument=BUILT_IN), encoding="utf-8")
    for rater in RATERS[:2]:
        (mixed / f"{rater.rater}.xlsx").write_bytes(sheet_bytes(rater, instrument=BUILT_IN))
    (mixed / "C.yaml").write_bytes((plain / "C.yaml").read_bytes())
    both = {}
    for folder in (mixed, plain):
        files = sorted(folder.iterdir())
        ended = mentorscan("assess", *files, "--output", folder / "out", "--format", "md", "--format", "xlsx")
        assert ended.code == 0
        both[folder.name] = ended.out, told(folder / "out" / "results.json")
    assert both["mixed"] == both["plain"]
    written = json.loads((mixed / "out" / "results.json").read_text("utf-8"))
    assert [each["name"] for each in written["source"]["files"]] == ["Anna.xlsx", "Bruno.xlsx", "C.yaml"]
    report = (mixed / "out" / "report.md").read_text("utf-8")
    assert "=the chart" in report


def test_a_folder_may_hold_sheets_files_and_a_report(mentorscan: Command, tmp_path: Path) -> None:
    folder = tmp_path / "panel"
    folder.mkdir()
    (folder / "anna.xlsx").write_bytes(sheet_bytes(RATERS[0], instrument=BUILT_IN))
    (folder / "c.yaml").write_text(answers_text(RATERS[2], instrument=BUILT_IN), encoding="utf-8")
    assert mentorscan("assess", "panel", "--output", "panel", "--format", "xlsx").code == 0
    assert (folder / "report.xlsx").exists()
    assert mentorscan("assess", "panel", "--output", "again").code == 0
    results = json.loads((tmp_path / "again" / "results.json").read_text("utf-8"))
    assert [each["rater"] for each in results["source"]["raters"]] == ["Anna", "C"]


def test_a_sheet_is_written_with_what_is_known_and_what_to_do_next(mentorscan: Command, tmp_path: Path) -> None:
    ended = mentorscan(
        "assess", "--sheet", "to send/anna.xlsx", "--form", "pulse", "--language", "it", "--rater", "Anna",
        "--organisation", "Rossi",
    )  # fmt: skip
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.splitlines() == [
        "Written: to send/anna.xlsx",
        "Send it to the rater. When it comes back filled in: mentorscan assess 'to send/anna.xlsx'",
    ]
    sheets = sheets_of((tmp_path / "to send" / "anna.xlsx").read_bytes())
    head = {row[0]: row[3] for row in main(sheets)}
    assert (head["/rater"], head["/organisation"]) == ("Anna", "Rossi")
    assert [row[1] for row in sheets[ABOUT] if row[0] == "item"] == list(PULSE)
    assert ["language", "it"] in [row[:2] for row in sheets[ABOUT]]
    assert not (tmp_path / "assessment").exists()


def test_the_project_names_organisation_and_language_and_the_first_form_is_asked(
    mentorscan: Command, tmp_path: Path
) -> None:
    project = "schema: 1\norganisation: Rossi\nreport: {language: it}\n"
    (tmp_path / "mentorscan.yaml").write_text(project, encoding="utf-8")
    assert mentorscan("assess", "--sheet", "anna.xlsx").code == 0
    about = [row[:2] for row in sheets_of((tmp_path / "anna.xlsx").read_bytes())[ABOUT]]
    assert about[3:6] == [["form", "full"], ["language", "it"], ["organisation", "Rossi"]]


def test_a_blank_sheet_asks_for_the_name_before_anything_else(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("assess", "--sheet", "anna.xlsx")
    ended = mentorscan("assess", "anna.xlsx")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "anna.xlsx:3: error[missing-rater]: D3: the rater's name is missing; expected who answered",
        "  hint: write it into this cell",
    ]
    assert not (tmp_path / "assessment").exists()


def test_what_a_rater_has_filled_in_is_never_replaced(mentorscan: Command, tmp_path: Path) -> None:
    target = tmp_path / "anna.xlsx"
    sample = Path(__file__).resolve().parents[1] / "data" / "sheets" / "libreoffice.xlsx"
    target.write_bytes(sample.read_bytes())
    for further in ([], ["--force"]):
        ended = mentorscan("assess", "--sheet", "anna.xlsx", *further)
        assert ended.code == 2
        assert "error[output-not-ours]" in ended.err
    assert target.read_bytes() == sample.read_bytes()
    target.unlink()
    assert mentorscan("assess", "--sheet", "anna.xlsx").code == 0
    assert is_ours(target)
    assert "error[output-exists]" in mentorscan("assess", "--sheet", "anna.xlsx").err
    assert mentorscan("assess", "--sheet", "anna.xlsx", "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["anna.yaml"], "sheet-alone"),
        (["--resume", "journal.jsonl"], "sheet-alone"),
        (["--output", "out"], "sheet-alone"),
        (["--format", "pdf"], "sheet-alone"),
        (["--form", "pluse"], "unknown-form"),
        (["--language", "de"], "unknown-language"),
    ],
)
def test_what_does_not_go_with_a_sheet_is_refused(
    mentorscan: Command, tmp_path: Path, arguments: list[str], code: str
) -> None:
    ended = mentorscan("assess", "--sheet", "sheet.xlsx", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert f"error[{code}]" in ended.err
    assert not (tmp_path / "sheet.xlsx").exists()


def test_a_sheet_is_an_xlsx_file(mentorscan: Command) -> None:
    ended = mentorscan("assess", "--sheet", "sheet.csv")
    assert ended.code == 2
    assert "error[sheet-format]: sheet.csv names no known format; expected a name in .xlsx" in ended.err


def test_a_sheet_needs_the_extra_that_writes_workbooks(
    mentorscan: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "xlsxwriter"]:
        monkeypatch.delitem(sys.modules, name)
    for name in (
        "mentorscan.interview.sheet",
        "mentorscan.interview.sheet_about",
        "mentorscan.report.renderers.workbook",
    ):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ended = mentorscan("assess", "--sheet", "sheet.xlsx")
    assert ended.code == 2
    assert "error[missing-extra]: xlsx needs the package xlsxwriter" in ended.err
    # Reading one back needs no extra.
    (tmp_path / "anna.xlsx").write_bytes(sheet_bytes(RATERS[0], instrument=BUILT_IN))
    assert mentorscan("assess", "anna.xlsx").code == 0


def test_every_bad_sheet_of_a_panel_is_told_in_one_run(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "cut.xlsx").write_bytes(sheet_bytes(RATERS[0], instrument=BUILT_IN)[:900])
    nameless = RATERS[1].model_copy(update={"rater": ""})
    (tmp_path / "nameless.xlsx").write_bytes(sheet_bytes(nameless, instrument=BUILT_IN))
    (tmp_path / "bad.yaml").write_text("answers: [", encoding="utf-8")
    ended = mentorscan("assess", "cut.xlsx", "nameless.xlsx", "bad.yaml")
    assert ended.code == 2
    assert "cut.xlsx: error[broken-workbook]" in ended.err
    assert "nameless.xlsx:3: error[missing-rater]" in ended.err
    assert "bad.yaml:2:1: error" in ended.err


def test_a_sheet_that_is_scored_like_an_export_is_told_its_command(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("assess", "--sheet", "dora.xlsx", "--rater", "Dora", "--form", "pulse")
    ended = mentorscan("score", "dora.xlsx")
    assert ended.code == 2
    assert "mentorscan assess scores them" in ended.err
