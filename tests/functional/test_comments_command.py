"""Comments from a survey export to its report: collected, reviewed, released, printed."""

from __future__ import annotations

import csv
import json
import stat
import sys
from pathlib import Path

import pytest
from tests.functional.command_line import HEADER, Command
from tests.unit.comments.reviews import comments_in, parts_of, saved_again, sheets_of, with_releases

IDS = [f"zq{place:03}ki" for place in range(24)]
DEPARTMENTS = ("Vendite Estero", "Officina Centrale")
DEMAND = [f"comment number {place:02}" for place in range(12)]
HOSTILE = [
    "=HYPERLINK(\"https://example.org\",\"x\")",
    "<script>alert(1)</script>",
    "[bold red]x[/bold red] [/nope]",
    "| a | **b** [c](d)",
    "\u202egnitirw",
    "long " * 20_000,
    "👩🏽\u200d🚀",
    "one\ntwo\r\nthree",
    "@SUM(A1)",
    "Ask Giulia Bianchi, 333 1234567",
    "giulia@example.org",
]  # fmt: skip
AGREED = "schema: 1\nworks_agreement:\n  minimum_group: 10\n  comments: {}\n"


def write_commented(path: Path, *, accountability: list[str], communication: list[str], safety: list[str]) -> Path:
    """An export of 24 people of two departments, with comments on three hallmarks."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([*HEADER.split(","), "acccomment", "comcomment", "safcomment", "submitted"])
        for place, id_ in enumerate(IDS):
            answers = [str((place + item) % 4 + 2) for item in range(6)]
            comments = [texts[place] if place < len(texts) else "" for texts in (accountability, communication, safety)]
            time = f"2026-10-{place + 1:02}T08:00"
            table.writerow([id_, DEPARTMENTS[place % 2], *answers, *comments, time])
    return path


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def commented(tmp_path: Path) -> Path:
    """Twelve comments on accountability, eleven hostile ones on communication, nine on safety nets."""
    return write_commented(
        tmp_path / "export.csv",
        accountability=DEMAND[7:] + DEMAND[:7],
        communication=HOSTILE,
        safety=[f"seldom {place}" for place in range(9)],
    )


@pytest.fixture
def collected(mentorscan: Command, commented: Path, tmp_path: Path) -> Path:
    assert mentorscan("score", commented, "--output", "results.json", "--comments", "comments.xlsx").code == 0
    return tmp_path / "comments.xlsx"


def test_comments_are_written_for_review_and_the_run_says_what_that_means(
    mentorscan: Command, commented: Path, tmp_path: Path
) -> None:
    ended = mentorscan("score", commented, "--comments", "comments.xlsx")
    assert ended.code == 0
    assert stat.S_IMODE((tmp_path / "comments.xlsx").stat().st_mode) == 0o600
    assert "comments.xlsx holds what people wrote, word for word, and has not passed the disclosure gate." in ended.err
    assert "info[too-few-comments]: Comments not written, because fewer than 10 people commented: 'Safety nets'." in (
        ended.err
    )
    rows = comments_in(tmp_path / "comments.xlsx")
    assert [row[1] for row in rows if row[0] == "Accountability"] == DEMAND
    assert {row[0] for row in rows} == {"Accountability", "Communication"}
    assert "seldom" not in str(sheets_of(tmp_path / "comments.xlsx"))
    assert not any(row[2] for row in rows)


def test_the_results_and_the_profile_are_the_same_with_and_without_comments(
    mentorscan: Command, commented: Path, tmp_path: Path
) -> None:
    plain = mentorscan("score", commented, "--output", "plain.json")
    other = mentorscan("score", commented, "--output", "other.json", "--comments", "comments.xlsx")
    assert plain.out == other.out
    assert (tmp_path / "plain.json").read_bytes() == (tmp_path / "other.json").read_bytes()
    assert DEMAND[0] not in (tmp_path / "plain.json").read_text(encoding="utf-8")


def test_the_workbook_holds_no_id_no_group_and_no_time_that_people_did_not_write_themselves(collected: Path) -> None:
    everything = "".join(parts_of(collected).values())
    assert DEMAND[0] in everything
    for secret in (*IDS, *DEPARTMENTS, "2026-10", "export.csv", "department", "zq0"):
        assert secret not in everything, secret


def test_the_order_of_rows_in_the_export_leaves_no_trace_but_the_checksum_of_the_file(
    mentorscan: Command, commented: Path, collected: Path, tmp_path: Path
) -> None:
    head, *rows = rows_of(commented)
    with (tmp_path / "other.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *reversed(rows)])
    assert mentorscan("score", "other.csv", "--comments", "other.xlsx").code == 0
    first, second = parts_of(collected), parts_of(tmp_path / "other.xlsx")
    assert first.keys() == second.keys()
    differing = [name for name in first if first[name] != second[name]]
    assert differing == ["xl/sharedStrings.xml"]
    (theirs,), (ours,) = (
        {text for text in one.split("<si>") if text not in other.split("<si>")}
        for one, other in ((first[differing[0]], second[differing[0]]), (second[differing[0]], first[differing[0]]))
    )
    assert len(theirs) == len(ours) == len("<t>" + "0" * 64 + "</t></si>")


def test_released_comments_are_printed_and_nothing_else(mentorscan: Command, collected: Path, tmp_path: Path) -> None:
    saved_again(collected, tmp_path / "reviewed.xlsx", with_releases("Yes", "number 03", "number 01", "script"))
    ended = mentorscan(
        "report", "results.json", "--comments", "reviewed.xlsx", "--format", "html", "--format", "md", "--output", "out"
    )
    assert ended.code == 0
    assert "Comments: 3 of 23 released and printed." in ended.err
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    text = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "- comment number 01\n- comment number 03\n" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    for written in (page, text):
        assert written.count("comment number") == 2
        assert "giulia" not in written.lower()
    assert "number 0" not in mentorscan("report", "results.json", "--format", "md", "--output", "-").out


def test_a_printed_report_has_the_comments_too(mentorscan: Command, collected: Path, tmp_path: Path) -> None:
    saved_again(collected, tmp_path / "reviewed.xlsx", with_releases("sì", *DEMAND[:2]))
    ended = mentorscan(
        "report", "results.json", "--comments", "reviewed.xlsx", "--format", "md", "--language", "it", "--output", "-"
    )
    assert "**Commenti**\n\n- comment number 00\n- comment number 01\n" in ended.out


def test_hostile_comments_can_all_be_released(mentorscan: Command, collected: Path, tmp_path: Path) -> None:
    saved_again(collected, tmp_path / "reviewed.xlsx", with_releases("x"))
    ended = mentorscan("report", "results.json", "--comments", "reviewed.xlsx", "--format", "md", "--output", "-")
    assert ended.code == 0
    assert r"- =HYPERLINK" not in ended.out
    assert r"- \=HYPERLINK(" in ended.out
    assert r"- \[bold red\]x\[/bold red\] \[/nope\]" in ended.out
    assert "- one two three\n" in ended.out
    assert "\u202e" not in ended.out


def test_marks_hint_at_what_may_identify(collected: Path) -> None:
    marks = {row[1]: row[3] for row in comments_in(collected)}
    assert marks["giulia@example.org"] == "e-mail address: giulia@example.org"
    assert marks["Ask Giulia Bianchi, 333 1234567"] == "telephone number?: 333 1234567; a name?: Giulia Bianchi"
    assert marks[DEMAND[0]] == ""


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_workbook_speaks_the_language_of_the_run(mentorscan: Command, commented: Path, language: str) -> None:
    assert mentorscan("score", commented, "--comments", "ours.xlsx", "--language", language).code == 0
    names = {"en": ["Read this first", "Comments"], "it": ["Da leggere prima", "Commenti"]}
    assert list(sheets_of(Path("ours.xlsx"))) == names[language]


def test_a_works_agreement_without_comments_forbids_to_collect_and_to_print_them(
    mentorscan: Command, commented: Path, collected: Path, tmp_path: Path
) -> None:
    (tmp_path / "mentorscan.yaml").write_text(AGREED.format("false"), encoding="utf-8")
    for arguments in (
        ["score", commented, "--comments", "more.xlsx"],
        ["report", "results.json", "--comments", collected, "--output", "ours.html"],
        ["report", "results.json", "--comments", collected, "--project", tmp_path / "mentorscan.yaml"],
    ):
        ended = mentorscan(*arguments)
        assert (ended.code, ended.out) == (2, "")
        assert "mentorscan.yaml:4:13: error[comments-not-agreed]" in ended.err
    assert {path.name for path in tmp_path.iterdir()} == {
        "export.csv", "results.json", "comments.xlsx", "mentorscan.yaml",
    }  # fmt: skip
    assert mentorscan("report", "results.json", "--comments", collected, "--project", "none").code == 0


def test_a_works_agreement_with_comments_allows_them_from_its_own_minimum_on(
    mentorscan: Command, commented: Path, tmp_path: Path
) -> None:
    (tmp_path / "mentorscan.yaml").write_text(AGREED.format("true").replace("10", "12"), encoding="utf-8")
    ended = mentorscan("score", commented, "--comments", "comments.xlsx")
    assert ended.code == 0
    assert "fewer than 12 people commented: 'Communication', 'Safety nets'." in ended.err


def test_a_minimum_that_was_raised_since_holds_back_what_was_released(
    mentorscan: Command, commented: Path, collected: Path, tmp_path: Path
) -> None:
    saved_again(collected, tmp_path / "reviewed.xlsx", with_releases("x"))
    assert mentorscan("score", commented, "--output", "strict.json", "--minimum-group", "12").code == 0
    ended = mentorscan("report", "strict.json", "--comments", "reviewed.xlsx", "--format", "md", "--output", "-")
    assert ended.code == 0
    assert "comment number 00" in ended.out
    assert "giulia@" not in ended.out
    assert "not printed, because too few people commented: Communication." in ended.err


def test_the_minimum_of_the_agreement_holds_for_results_that_were_made_without_it(
    mentorscan: Command, collected: Path, tmp_path: Path
) -> None:
    saved_again(collected, tmp_path / "reviewed.xlsx", with_releases("x"))
    (tmp_path / "mentorscan.yaml").write_text(AGREED.format("true").replace("10", "12"), encoding="utf-8")
    ended = mentorscan("report", "results.json", "--comments", "reviewed.xlsx", "--format", "md", "--output", "-")
    assert "not printed, because too few people commented: Communication." in ended.err
    assert "giulia@" not in ended.out


def test_a_reviewed_file_is_never_written_over(
    mentorscan: Command, commented: Path, collected: Path, tmp_path: Path
) -> None:
    assert mentorscan("score", commented, "--comments", collected).code == 2
    assert mentorscan("score", commented, "--comments", collected, "--force").code == 0
    reviewed = saved_again(collected, tmp_path / "reviewed.xlsx", with_releases("x"))
    before = reviewed.read_bytes()
    ended = mentorscan("score", commented, "--comments", reviewed, "--force")
    assert (ended.code, reviewed.read_bytes()) == (2, before)
    assert "output-not-ours" in ended.err


def test_a_file_for_other_results_ends_with_2_and_no_report(
    mentorscan: Command, commented: Path, collected: Path, tmp_path: Path
) -> None:
    commented.write_text(commented.read_text(encoding="utf-8").replace("number 03", "number 3"), encoding="utf-8")
    assert mentorscan("score", commented, "--output", "other.json").code == 0
    ended = mentorscan("report", "other.json", "--comments", collected)
    assert (ended.code, ended.out) == (2, "")
    assert "comments.xlsx: error[other-results]" in ended.err
    assert not (tmp_path / "report.html").exists()


def test_a_release_that_says_neither_yes_nor_no_ends_with_2_and_the_row(
    mentorscan: Command, collected: Path, tmp_path: Path
) -> None:
    saved_again(collected, tmp_path / "reviewed.xlsx", with_releases("later", "number 02"))
    ended = mentorscan("report", "results.json", "--comments", "reviewed.xlsx")
    assert ended.code == 2
    assert "reviewed.xlsx:4: error[unknown-release]: the column of releases says 'later'" in ended.err


@pytest.mark.parametrize(
    ("name", "code"), [("comments.csv", "comments-format"), ("comments", "comments-format"), ("export.csv", "output")]
)
def test_a_name_that_is_no_workbook_is_refused_before_any_work(
    mentorscan: Command, commented: Path, name: str, code: str
) -> None:
    ended = mentorscan("score", commented, "--comments", name, "--output", "results.json")
    assert (ended.code, ended.out) == (2, "")
    assert f"error[{code}" in ended.err
    assert not Path("results.json").exists()


def test_an_export_without_comments_is_told(mentorscan: Command, export: Path) -> None:
    ended = mentorscan("score", export, "--comments", "comments.xlsx", "--output", "results.json")
    assert (ended.code, ended.out) == (2, "")
    assert "export.csv: error[no-comment-columns]" in ended.err
    assert "acccomment" in ended.err
    assert not Path("results.json").exists()


def test_without_the_extra_the_command_says_which_one_is_missing(
    mentorscan: Command, commented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for module in ("mentorscan.comments.workbook", "mentorscan.report.renderers.workbook"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    ended = mentorscan("score", commented, "--comments", "comments.xlsx")
    assert (ended.code, ended.out) == (2, "")
    assert "error[missing-extra]" in ended.err
    assert "[office]" in ended.err
    assert mentorscan("score", commented).code == 0


def test_reading_released_comments_needs_no_extra(
    mentorscan: Command, collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for module in ("mentorscan.comments.workbook", "mentorscan.report.renderers.workbook"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    assert mentorscan("report", "results.json", "--comments", collected).code == 0


def test_left_out_rows_leave_their_comments_out(mentorscan: Command, commented: Path) -> None:
    lines = commented.read_text(encoding="utf-8").replace(IDS[23], IDS[0]).replace(IDS[22], IDS[1])
    head, *rows = list(csv.reader(lines.splitlines(keepends=True)))
    rows[23][8] = rows[22][8] = "written by somebody who answered twice"
    with commented.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    for options, count in (([], 14), (["--leave-out", "duplicates"], 12)):
        ended = mentorscan("score", commented, "--comments", "ours.xlsx", "--force", *options)
        assert ended.code == 0
        found = [row for row in comments_in(Path("ours.xlsx")) if row[0] == "Accountability"]
        assert len(found) == count


def test_the_comments_of_several_files_come_together_in_one_order(
    mentorscan: Command, commented: Path, tmp_path: Path
) -> None:
    head, *rows = rows_of(commented)
    for name, part in (("north.csv", rows[::2]), ("south.csv", rows[1::2])):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *part])
    for order, name in ((("north.csv", "south.csv"), "one.xlsx"), (("south.csv", "north.csv"), "two.xlsx")):
        assert mentorscan("score", *order, "--output", f"{name}.json", "--comments", name).code == 0
    assert Path("one.xlsx").read_bytes() == Path("two.xlsx").read_bytes()
    assert [row[1] for row in comments_in(Path("one.xlsx"))][:12] == DEMAND
    saved_again(Path("one.xlsx"), Path("reviewed.xlsx"), with_releases("x"))
    assert mentorscan("report", "two.xlsx.json", "--comments", "reviewed.xlsx").code == 0


def test_a_tampered_results_file_cannot_lend_its_comments_to_another_survey(
    mentorscan: Command, collected: Path
) -> None:
    results = json.loads(Path("results.json").read_text(encoding="utf-8"))
    results["source"]["files"][0]["sha256"] = "0" * 64
    Path("results.json").write_text(json.dumps(results), encoding="utf-8")
    assert mentorscan("report", "results.json", "--comments", collected).code == 2
