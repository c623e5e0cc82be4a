"""``mentorscan instrument check`` on wording, ``--strict``, and copies with ``new --from``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.functional.command_line import Command

NEGATED = "People know whom to ask when mentoring gets stuck."


@pytest.fixture
def mine(mentorscan: Command, tmp_path: Path) -> Path:
    """The small instrument with a negated item and one that is too long."""
    mentorscan("instrument", "new", "mine")
    file = tmp_path / "mine" / "time_and_support.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace(NEGATED, f"People don't ask{' and ask' * 12}.").replace("during working hours", "\u202eat noon")
    file.write_text(text, encoding="utf-8")
    return file


def test_findings_come_with_place_code_reason_and_advice_on_stdout(mentorscan: Command, mine: Path) -> None:
    ended = mentorscan("instrument", "check", "mine")
    assert (ended.code, ended.err) == (0, "")
    place = Path("mine", "time_and_support.yaml")
    assert f'{place}:10:11: warning[negation]: help_known (en) is negated by "don\'t"\n  do: say what is' in ended.out
    assert f"{place}:10:11: error[long-item]: help_known (en) has 27 words\n" in ended.out
    assert ended.out.index(f"{place}:10:11") < ended.out.index("\nWhy:\n") < ended.out.index("\nThese checks look")
    why = " ".join(ended.out.partition("Why:")[2].split())
    assert "long-item: A long statement has to be held in mind" in why
    assert "(Edwards 1957" in why
    assert "say nothing about validity" in why
    assert ended.out.endswith("5 items, no problems, 1 error and 2 warnings about the wording, 3 waived\n")
    assert "\u202e" not in ended.out


def test_strict_ends_with_1_where_the_wording_has_errors_or_warnings(mentorscan: Command, mine: Path) -> None:
    ended = mentorscan("instrument", "check", "mine", "--strict")
    assert ended.code == 1
    assert "3 findings" in ended.err
    assert ended.out == mentorscan("instrument", "check", "mine").out


@pytest.mark.parametrize("folder", [[], ["mine"]])
def test_strict_passes_what_is_clean_or_waived(mentorscan: Command, folder: list[str]) -> None:
    mentorscan("instrument", "new", "mine")
    ended = mentorscan("instrument", "check", *folder, "--strict")
    assert (ended.code, ended.err) == (0, "")


def test_strict_passes_remarks(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    main = tmp_path / "mine" / "instrument.yaml"
    main.write_text(main.read_text(encoding="utf-8") + '  absolute: "None left."\n', encoding="utf-8")
    ended = mentorscan("instrument", "check", "mine", "--strict")
    assert (ended.code, ended.err) == (0, "")
    assert "info[unused-waiver]" in ended.out
    assert "1 remark about the wording" in ended.out


def test_a_wrong_file_ends_with_2_also_when_strict(mentorscan: Command, mine: Path) -> None:
    mine.write_text(mine.read_text(encoding="utf-8") + "  negatoin: x\n", encoding="utf-8")
    ended = mentorscan("instrument", "check", "mine", "--strict")
    assert (ended.code, ended.out) == (2, "mine: 1 problem\n")
    assert "error[unknown-rule]: no rule is called negatoin" in ended.err
    assert "did you mean negation?" in ended.err


def test_a_language_without_word_lists_is_named_once(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    main = tmp_path / "mine" / "instrument.yaml"
    text = main.read_text(encoding="utf-8").replace("languages: [en]", "languages: [de]")
    main.write_text(text, encoding="utf-8")
    ended = mentorscan("instrument", "check", "mine")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "Not checked word by word: de (there are word lists for en, it)."


@pytest.mark.parametrize("source", ["builtin", "mentoring-culture"])
def test_a_copy_of_the_built_in_instrument_checks_shows_and_can_be_renamed(
    mentorscan: Command, tmp_path: Path, source: str
) -> None:
    ended = mentorscan("instrument", "new", "mine", "--from", source)
    assert (ended.code, ended.out) == (0, "")
    assert "give the copy an id and a version of its own" in ended.err
    assert "mentorscan instrument check mine" in ended.err
    main = tmp_path / "mine" / "instrument.yaml"
    text = main.read_text(encoding="utf-8").replace("\nid: mentoring-culture", "\nid: our-culture")
    main.write_text(text, encoding="utf-8")
    assert mentorscan("instrument", "check", "mine", "--strict").code == 0
    shown = mentorscan("instrument", "show", "mine")
    assert shown.code == 0
    assert shown.out.splitlines()[1].startswith("our-culture ")
    assert ", a copy of mentoring-culture " in shown.out.splitlines()[1]


def test_a_copy_of_a_folder_keeps_its_comments_and_scores(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "first")
    ended = mentorscan("instrument", "new", "second", "--from", "first")
    assert ended.code == 0
    for name in ("clear_goals.yaml", "time_and_support.yaml"):
        assert (tmp_path / "second" / name).read_bytes() == (tmp_path / "first" / name).read_bytes()
    assert mentorscan("instrument", "check", "second", "--strict").code == 0


def test_what_cannot_be_copied_is_told(mentorscan: Command, tmp_path: Path) -> None:
    ended = mentorscan("instrument", "new", "mine", "--from", "missing")
    assert (ended.code, ended.out) == (2, "")
    assert "missing: error[no-folder]" in ended.err
    assert not (tmp_path / "mine").exists()
