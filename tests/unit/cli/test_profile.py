from dataclasses import replace
from pathlib import Path

import pytest

from mentorscan import pipeline
from mentorscan.cli.profile import profile_text, say_notes, say_written
from mentorscan.demo import write_export
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.results import NoteInfo, Results


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    export = tmp_path_factory.mktemp("profile") / "export.csv"
    write_export(export, instrument=open_instrument(None), language="en", force=False)
    return pipeline.score_exports([export], options=pipeline.ScoreOptions(), outputs=pipeline.Outputs())


@pytest.fixture(scope="module")
def report(results: Results) -> Report:
    return build_report(results, language="en")


@pytest.mark.parametrize("width", [40, 50, 60, 72, 80, 120, 200])
@pytest.mark.parametrize("pictures", [True, False])
def test_no_word_is_cut_and_no_line_is_too_long(report: Report, *, width: int, pictures: bool) -> None:
    text = profile_text(report, width=width, pictures=pictures)
    assert all(len(line) <= width for line in text.splitlines())
    assert report.profile
    for row in report.profile.table.rows:
        assert set(row.title.split()) <= set(text.split())
        assert row.index.text in text.split()
        assert row.presence
        assert row.presence.word in text.split()


def test_a_wide_table_has_a_bar_an_interval_and_a_level(report: Report) -> None:
    text = profile_text(report, width=80, pictures=True)
    assert report.profile
    first = report.profile.table.rows[0]
    (line,) = [line for line in text.splitlines() if line.startswith(first.title)]
    assert first.index.at is not None
    assert line.count("█") == round(first.index.at / 10)
    assert first.interval
    assert first.interval in line


def test_without_pictures_every_character_is_plain(report: Report) -> None:
    assert profile_text(report, width=80, pictures=False).isascii()


def test_text_of_the_instrument_is_neither_markup_nor_able_to_steer(report: Report) -> None:
    assert report.profile
    table = report.profile.table
    rows = (replace(table.rows[0], title="[red]\x1b[2J[/]"), *table.rows[1:])
    changed = replace(report, profile=replace(report.profile, table=replace(table, rows=rows)))
    text = profile_text(changed, width=100, pictures=True)
    assert "[red]\\x1b[2J[/]" in text
    assert "\x1b" not in text


def test_the_overall_index_stands_below_the_table(report: Report) -> None:
    index = report.summary.figures[0]
    assert f"{index.title}: {index.figure.text} (" in profile_text(report, width=80, pictures=True)


def test_what_the_figures_rest_on_is_told_in_the_words_of_the_report_a_line_each(report: Report) -> None:
    assert report.basis == ()
    basis = ("148 of 260 people answered (57%).", "Left out on request: hardly anything answered (3).")
    text = profile_text(replace(report, basis=basis), width=80, pictures=True)
    assert "\n\n" + "\n".join(basis) + "\n" in text
    assert "\n\n\n" not in text
    assert "\n\n\n" not in profile_text(report, width=80, pictures=True)


def test_every_note_is_told_with_its_place_and_code(results: Results, capsys: pytest.CaptureFixture[str]) -> None:
    note = NoteInfo(code="ignored-columns", severity="info", place="a.csv", text="2 columns\x07 were ignored.")
    say_notes(results.model_copy(update={"notes": (note,)}))
    assert capsys.readouterr().err == "a.csv: info[ignored-columns]: 2 columns\\x07 were ignored.\n"


def test_only_what_was_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    say_written(Path("out/report.md"), None)
    assert capsys.readouterr().err == "Written: out/report.md\n"
