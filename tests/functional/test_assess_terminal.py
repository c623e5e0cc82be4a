"""``mentorscan assess`` on a whole screen: the real program in a pseudo-terminal, by keyboard alone."""

from __future__ import annotations

import re
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.functional.terminal import CTRL_C, CTRL_Z, ENTER, ESCAPE, TAB, Terminal, terminal
from tests.functional.test_assess_command import PULSE, lines_for

from mentorscan.interview.answers import Answer
from mentorscan.interview.journal import State, read_journal

WHO = ("--form", "pulse", "--rater", "A. Rater", "--organisation", "Example Ltd")
NAMES = ("Example Ltd", ENTER, "A. Rater", ENTER)
TO_ITEM = (ENTER, ENTER)
"""The form is chosen, and what raters are told is read."""
EVIDENCE, NOTE, REASON = "2 pages of the handbook", "ask Anna about it?", "no peers here"
FIRST_ITEM = ("e", EVIDENCE, ENTER, "t", NOTE, ENTER, "n", REASON, ENTER)
FOURS = tuple(line or ENTER for line in lines_for(PULSE)[1:])
DONE = {"en": "Every item is answered.", "it": "A ogni affermazione c'è una risposta."}
ASKED = {"en": "What to look for", "it": "Che cosa cercare"}
WELCOME = {"en": "Enter: begin", "it": "Invio: si comincia"}
BEGUN = "An assessment was begun here"


def journal(folder: Path) -> Path:
    return folder / "assessment" / "journal.jsonl"


def kept(folder: Path) -> State:
    """What the journal holds."""
    return read_journal(journal(folder))[1]


def keeps(folder: Path, item: str, **fields: object) -> Callable[[], bool]:
    """Whether the journal holds this of an item by now."""

    def held() -> bool:
        if not journal(folder).exists() or not journal(folder).read_bytes().count(b"\n"):
            return False
        answer = kept(folder).answers.get(item, Answer())
        return all(getattr(answer, name) == value for name, value in fields.items())

    return held


def begin(at: Terminal, *, language: str = "en") -> None:
    """Nothing; the first item is on the screen."""
    at.wait_for("Pulse" if language == "en" else "rapid")
    at.press(ENTER)
    at.wait_for(WELCOME[language])
    at.press(ENTER)
    at.wait_for(ASKED[language])


@pytest.mark.parametrize("language", ["en", "it"])
def test_from_the_first_question_to_the_report_by_keyboard_alone(tmp_path: Path, language: str) -> None:
    with terminal(tmp_path, "assess", "--form", "pulse", "--language", language) as at:
        at.wait_for("Mentoring culture" if language == "en" else "cultura del mentoring")
        at.press(*NAMES, ENTER)
        at.wait_for(WELCOME[language])
        at.press(ENTER)
        at.wait_for(ASKED[language], "A. Rater")
        at.press(*FIRST_ITEM, *FOURS)
        at.wait_for(DONE[language])
        at.press("f")
        assert at.end() == 0
        assert at.clean
        assert "assessment/report.html" in at.screen
    assert "Index" in at.stdout if language == "en" else "Indice" in at.stdout
    assert "\x1b" not in at.stdout
    assert "Written" not in at.stdout
    first = kept(tmp_path).answers[PULSE[0]]
    assert first == Answer(opt_out="not_applicable", reason=REASON, evidence=EVIDENCE, note=NOTE)
    assert all(kept(tmp_path).answers[item].value == 4 for item in PULSE[1:])


def test_both_editions_write_the_same_answers_and_results(tmp_path: Path) -> None:
    written = {}
    for edition in ("whole", "plain"):
        folder = tmp_path / edition
        folder.mkdir()
        with terminal(folder, "assess", "--form", "pulse", *(["--plain"] if edition == "plain" else [])) as at:
            at.wait_for("Which organisation")
            at.press(*NAMES, *(TO_ITEM if edition == "whole" else [ENTER]), *FIRST_ITEM, *FOURS)
            at.wait_for(DONE["en"])
            at.press("f")
            assert at.end() == 0
        names = ("answers.yaml", "results.json", "report.md")
        written[edition] = [at.stdout, *((folder / "assessment" / name).read_bytes() for name in names)]
    assert written["whole"] == written["plain"]


def test_a_window_that_changes_its_size_keeps_the_item(tmp_path: Path) -> None:
    with terminal(tmp_path, "assess", *WHO, size=(140, 40)) as at:
        begin(at)
        at.wait_for("0/3 │")
        at.press("4", "4")
        at.wait_for("item 3 of 3")
        for columns, lines in [(80, 24), (140, 40), (60, 20), (20, 5), (1, 1), (80, 24)]:
            at.resize(columns, lines)
            if columns >= 60:
                at.wait_for("item 3 of 3", "2 of 19 answered")
            if columns == 140:
                at.wait_for("Profile so far")
        at.press("5")
        at.wait_until(keeps(tmp_path, PULSE[2], value=5), what="the answer in the journal")
        at.press("q")
        assert at.end() == 0


def test_ctrl_z_goes_to_the_command_line_and_comes_back(tmp_path: Path) -> None:
    with terminal(tmp_path, "assess", *WHO) as at:
        begin(at)
        at.press("4")
        at.wait_for("item 2 of 3")
        at.press(CTRL_Z)
        at.wait_until(lambda: at.state == "T", what="a stopped process")
        at.wait_until(lambda: at.clean, what="the terminal as it was")
        assert at.echoing
        at.signal(signal.SIGCONT)
        at.wait_until(lambda: not at.clean, what="the whole screen again")
        at.wait_for("item 2 of 3")
        at.wait_until(lambda: not at.echoing, what="keys that count at once")
        at.press("3")
        at.wait_until(keeps(tmp_path, PULSE[1], value=3), what="the answer in the journal")
        at.press("q")
        assert at.end() == 0
        assert at.echoing


def test_a_program_that_was_stopped_unasked_comes_back_and_takes_each_key_once(tmp_path: Path) -> None:
    with terminal(tmp_path, "assess", *WHO) as at:
        begin(at)
        at.signal(signal.SIGSTOP)
        at.wait_until(lambda: at.state == "T", what="a stopped process")
        before = len(at.sent)
        at.signal(signal.SIGCONT)
        at.wait_until(lambda: b"\x1b[?2004h" in at.sent[before:], what="the whole screen again")
        at.wait_until(lambda: not at.echoing, what="keys that count at once")
        letters = "every letter of this line must come through, one after the other"
        at.press("e", letters, ENTER)
        at.wait_until(keeps(tmp_path, PULSE[0], evidence=letters), what="the text in the journal")
        at.press("q")
        assert at.end() == 0
        assert at.echoing


def test_a_pasted_text_of_several_lines_becomes_one_line_with_every_word(tmp_path: Path) -> None:
    with terminal(tmp_path, "assess", *WHO) as at:
        begin(at)
        at.press(
            "4", "\x1b[200~3 pasted\n5 lines\x1b[201~", "e", "\x1b[200~the handbook\r\n  page 3\n\nq\x1b[201~", ENTER
        )
        at.wait_until(keeps(tmp_path, PULSE[1], evidence="the handbook page 3 q"), what="the text in the journal")
        assert kept(tmp_path).answers.keys() == set(PULSE[:2])
        assert kept(tmp_path).answers[PULSE[1]].value is None


def test_a_long_text_shows_how_it_begins_and_is_gone_on_with_at_its_end(tmp_path: Path) -> None:
    begins, ends = "minutes of the leadership", " from March, on page three of the folder"
    with terminal(tmp_path, "assess", *WHO) as at:
        begin(at)
        at.press("e", begins, ends[:-7], ENTER)
        at.wait_for(f"e evidence   {begins}")
        at.press("e", ends[-7:], ENTER)
        at.wait_until(keeps(tmp_path, PULSE[0], evidence=begins + ends), what="the text in the journal")
        at.wait_for(f"e evidence   {begins}")


def ended_and_resumed(folder: Path, end: Callable[[Terminal], None], *, last: str) -> None:
    """Nothing; a run that was ended while a text was being typed was gone on with. ``last``: what must be kept of it"""
    with terminal(folder, "assess", *WHO) as at:
        begin(at)
        at.press("4", "e", "seen and")
        at.wait_until(keeps(folder, PULSE[1], evidence="seen and"), what="the text after a pause")
        at.press(" heard")
        at.wait_for("seen and heard")
        end(at)
    assert kept(folder).answers[PULSE[0]].value == 4
    assert (kept(folder).answers[PULSE[1]].evidence or "").startswith(last)
    with terminal(folder, "assess") as at:
        at.wait_for(BEGUN, "1 of 19 items are answered.")
        at.press(ENTER)
        at.wait_for("item 2 of 3", last)
        at.press("4", *FOURS[1:])
        at.wait_for(DONE["en"])
        at.press("f")
        assert at.end() == 0
    assert "seen and" in (folder / "assessment" / "answers.yaml").read_text("utf-8")


def test_a_terminal_that_is_closed_in_the_middle_of_a_text_loses_no_word(tmp_path: Path) -> None:
    def close(at: Terminal) -> None:
        at.shut()

    ended_and_resumed(tmp_path, close, last="seen and heard")


def test_a_hangup_keeps_the_text_and_ends_the_program_as_hangups_do(tmp_path: Path) -> None:
    def hang_up(at: Terminal) -> None:
        at.signal(signal.SIGHUP)
        assert at.end() == -signal.SIGHUP

    ended_and_resumed(tmp_path, hang_up, last="seen and heard")


def test_a_kill_loses_at_most_what_was_typed_since_the_last_pause(tmp_path: Path) -> None:
    def kill(at: Terminal) -> None:
        at.signal(signal.SIGKILL)
        assert at.end() == -signal.SIGKILL

    ended_and_resumed(tmp_path, kill, last="seen and")


@pytest.mark.parametrize("how", ["SIGTERM", "Ctrl-C"])
def test_an_interruption_leaves_a_clean_terminal_and_tells_how_to_go_on(tmp_path: Path, how: str) -> None:
    def interrupt(at: Terminal) -> None:
        if how == "SIGTERM":
            at.signal(signal.SIGTERM)
        else:
            at.press(CTRL_C)
        at.wait_until(lambda: at.clean, what="the terminal as it was")
        at.wait_until(lambda: at.echoing, what="the terminal that shows what is typed")
        assert at.end() == 130
        assert "mentorscan assess --resume assessment/journal.jsonl" in at.screen
        assert "Traceback" not in at.screen
        assert at.stdout == ""

    ended_and_resumed(tmp_path, interrupt, last="seen and heard")


def at_most(size: int) -> Callable[[], None]:
    """Called in the program's process before it starts: no file can grow beyond this, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_on_a_full_disk_the_screen_says_that_nothing_is_kept_and_forgets_nothing(tmp_path: Path) -> None:
    with terminal(tmp_path, "assess", *WHO) as at:
        begin(at)
        at.press("3")
        at.wait_for("item 2 of 3")
        at.press("q")
        assert at.end() == 0
    before = journal(tmp_path).read_bytes()
    with terminal(tmp_path, "assess", before=at_most(len(before) + 10)) as at:
        at.wait_for(BEGUN)
        at.press(ENTER)
        at.wait_for("item 2 of 3")
        at.press("4")
        at.wait_for("Not kept", "item 2 of 3", "1 of 19 answered")
        assert "▶ 4" not in at.screen
        at.press("e", "seen", ENTER)
        at.wait_for("Not kept", "e evidence   seen")
        at.press(TAB, ESCAPE)
        at.resize(100, 30)
        at.press(" and heard")
        at.wait_for("Not kept", "e evidence   seen and heard")
        at.press(CTRL_C)
        assert at.end() == 130
        assert "Traceback" not in at.screen
        assert at.clean
    assert kept(tmp_path).answers == {PULSE[0]: Answer(value=3)}
    with terminal(tmp_path, "assess") as at:
        at.wait_for(BEGUN)
        at.press(ENTER, "4")
        at.wait_until(keeps(tmp_path, PULSE[1], value=4), what="the answer in the journal")


@pytest.mark.parametrize("folder", ["file/assessment", "/proc/assessment"])
def test_a_folder_that_cannot_be_written_is_told_of_without_a_fault(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with terminal(tmp_path, "assess", *WHO, "--output", folder) as at:
        at.wait_until(lambda: "error[" in at.screen or "Pulse" in at.screen, what="an error, or the first question")
        if "error[" not in at.screen:
            at.press(ENTER)
        assert at.end() == 2
        assert at.clean
        assert "error[" in at.screen
        assert "Traceback" not in at.screen


def test_without_colour_there_are_weights_and_no_colour(tmp_path: Path) -> None:
    with terminal(tmp_path, "assess", *WHO, environment={"NO_COLOR": "1"}) as at:
        begin(at)
        at.press("4")
        at.wait_for("item 2 of 3")
        at.press("q")
        assert at.end() == 0
        colours = {tuple(map(int, each.split(b";"))) for each in re.findall(rb"[34]8;2;(\d+;\d+;\d+)", at.sent)}
        assert not [each for each in colours if len(set(each)) > 1]
        others = re.sub(rb"[34]8;2;\d+;\d+;\d+", b"", at.sent)
        assert not re.search(rb"\x1b\[(?:[0-9;]*;)?(?:[349][0-7]|10[0-7]|[34]8;5;\d+)(?:;[0-9;]*)?m", others)
        assert b"\x1b[1" in at.sent


@pytest.mark.parametrize("kind", ["dumb", "small", "plain", "pipe", "latin", "ascii"])
def test_where_the_whole_screen_cannot_be_the_lines_are(tmp_path: Path, kind: str) -> None:
    environment = {
        "dumb": {"TERM": "dumb"},
        "latin": {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1"},
        "ascii": {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    }.get(kind)
    size = (59, 24) if kind == "small" else (80, 24)
    arguments = ("--plain",) if kind == "plain" else ()
    piped = "4\nq\n" if kind == "pipe" else None
    with terminal(tmp_path, "assess", *WHO, *arguments, size=size, environment=environment, piped=piped) as at:
        if kind not in {"dumb", "pipe"}:
            at.wait_for("Press any key to begin.")
            at.press("x")
        if kind != "pipe":
            at.wait_for("1  Not true here")
            at.press(*(["4", ENTER, "q", ENTER] if kind == "dumb" else ["4", "q"]))
        assert at.end() == 0
        assert b"\x1b[?1049h" not in at.sent
    assert kept(tmp_path).answers == {PULSE[0]: Answer(value=4)}


def test_the_editions_go_on_with_the_journals_of_each_other(tmp_path: Path) -> None:
    keys = ("4", *FOURS)
    for number, edition in enumerate(["whole", "plain", "whole", "plain"]):
        with terminal(tmp_path, "assess", *WHO, *(["--plain"] if edition == "plain" else [])) as at:
            if number == 0:
                begin(at)
            else:
                at.wait_for(BEGUN)
                at.press("g")
            at.press(*keys[5 * number : 5 * number + 5], "q")
            assert at.end() == 0
        assert len(kept(tmp_path).answers) == keys[: 5 * number + 5].count("4")
        assert {each.value for each in kept(tmp_path).answers.values()} == {4}


@pytest.mark.parametrize("name", ["xterm-mono", "linux", "vt100", "unheard-of"])
def test_many_terminals_show_the_item(tmp_path: Path, name: str) -> None:
    with terminal(tmp_path, "assess", *WHO, environment={"TERM": name, "COLORTERM": None}) as at:
        begin(at)
        at.press("4")
        at.wait_until(keeps(tmp_path, PULSE[0], value=4), what="the answer in the journal")
        at.press("q")
        assert at.end() == 0


def test_a_second_session_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with terminal(tmp_path, "assess", *WHO) as first:
        begin(first)
        first.press("4")
        first.wait_for("item 2 of 3")
        for choice in ("g", "n"):
            with terminal(tmp_path, "assess") as second:
                second.wait_for(BEGUN)
                second.press(choice)
                assert second.end() == 2
                assert "error[journal-in-use]" in second.screen
                assert second.clean
        first.press("5")
        first.wait_until(keeps(tmp_path, PULSE[1], value=5), what="the answer in the journal")
