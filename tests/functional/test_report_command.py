import re
from pathlib import Path

import pytest
from tests.functional.command_line import Command


@pytest.fixture
def results(mentorscan: Command, export: Path, tmp_path: Path) -> Path:
    assert mentorscan("score", export, "--output", "results.json").code == 0
    export.unlink()
    return tmp_path / "results.json"


@pytest.mark.parametrize(
    ("options", "written"),
    [
        ([], {"report.html"}),
        (["--format", "md"], {"report.md"}),
        (["--format", "md", "--output", "ours.md"], {"ours.md"}),
        (["--format", "md", "--output", "new/"], {"new/report.md"}),
        (["--format", "md", "--format", "html", "--output", "new"], {"new/report.md", "new/report.html"}),
        (["--format", "md", "--format", "md"], {"report.md"}),
    ],
)
def test_reports_go_where_the_contract_says(
    mentorscan: Command, results: Path, options: list[str], written: set[str]
) -> None:
    ended = mentorscan("report", results, *options)
    assert (ended.code, ended.out) == (0, "")
    files = {path.relative_to(results.parent).as_posix() for path in results.parent.rglob("*") if path.is_file()}
    assert files == {"results.json", *written}
    assert all(Path(name).name in ended.err for name in written)


def test_one_format_can_be_printed(mentorscan: Command, results: Path) -> None:
    printed = mentorscan("report", results, "--format", "md", "--output", "-")
    assert (printed.code, printed.err) == (0, "")
    mentorscan("report", results, "--format", "md")
    assert printed.out == (results.parent / "report.md").read_text(encoding="utf-8")


def test_a_report_is_replaced_only_with_force_and_never_a_file_of_others(mentorscan: Command, results: Path) -> None:
    assert mentorscan("report", results).code == 0
    assert mentorscan("report", results).code == 2
    assert mentorscan("report", results, "--force").code == 0
    (results.parent / "report.html").write_text("<p>mine</p>", encoding="utf-8")
    assert mentorscan("report", results, "--force").code == 2
    assert (results.parent / "report.html").read_text(encoding="utf-8") == "<p>mine</p>"


def test_the_results_and_the_report_have_no_name_of_this_machine(mentorscan: Command, results: Path) -> None:
    mentorscan("report", results, "--format", "html", "--format", "md")
    for path in results.parent.iterdir():
        assert str(results.parent) not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "doc"],
        ["--language", "xx"],
        ["--format", "md", "--format", "html", "--output", "-"],
        ["--format", "md", "--output", "results.json", "--force"],
    ],
)
def test_what_cannot_be_done_ends_with_2(mentorscan: Command, results: Path, options: list[str]) -> None:
    before = results.read_bytes()
    ended = mentorscan("report", results, *options)
    assert (ended.code, ended.out) == (2, "")
    assert results.read_bytes() == before


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"schema": "mentorscan/results/99"}', "[" * 100_000])
def test_a_file_that_is_no_results_file_ends_with_2(mentorscan: Command, tmp_path: Path, content: str) -> None:
    (tmp_path / "wrong.json").write_text(content, encoding="utf-8")
    ended = mentorscan("report", "wrong.json")
    assert ended.code == 2
    assert "wrong.json" in ended.err


@pytest.mark.parametrize(
    ("output", "options", "hint"),
    [
        ("rep.pdf", [], "say --format pdf, or name it rep.html"),
        ("rep.MD", [], "say --format md, or name it rep.html"),
        ("new/rep.htm", ["--format", "md"], "say --format html, or name it"),
        ("rep.markdown", ["--format", "html"], "say --format md"),
    ],
)
def test_a_name_that_promises_another_format_is_refused(
    mentorscan: Command, results: Path, output: str, options: list[str], hint: str
) -> None:
    ended = mentorscan("report", results, *options, "--output", output)
    assert (ended.code, ended.out) == (2, "")
    assert "error[format-mismatch]" in ended.err
    assert hint in ended.err
    assert [path.name for path in results.parent.iterdir()] == ["results.json"]


@pytest.mark.parametrize(("output", "format_"), [("rep.htm", "html"), ("rep.markdown", "md"), ("v1.2", "html")])
def test_other_endings_of_the_same_format_and_endings_that_promise_nothing_are_taken(
    mentorscan: Command, results: Path, output: str, format_: str
) -> None:
    assert mentorscan("report", results, "--format", format_, "--output", output).code == 0
    assert (results.parent / output).exists()


def test_damaged_results_are_told_in_our_own_words(mentorscan: Command, results: Path) -> None:
    text = re.sub(r'"read": ?[0-9]+', '"read": "many"', results.read_text(encoding="utf-8"))
    results.write_text(text, encoding="utf-8")
    ended = mentorscan("report", results)
    assert ended.code == 2
    assert "source.respondents.read does not hold what belongs there" in ended.err
    assert "Input should" not in ended.err
