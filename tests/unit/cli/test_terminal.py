import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.cli.terminal import row_counter, say, show, visible, wrapped


@given(st.text())
def test_nothing_that_steers_a_terminal_stays_invisible(text: str) -> None:
    shown = visible(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u200e\u2028\ufeff")


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_messages_go_to_stderr_and_the_result_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    say("a message")
    show("the result\n")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("the result\n", "a message\n")


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_a_long_message_is_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "40")
    message = "warning[few-complete]: Reliability rests on those who answered every item\n    hint: ask them once more"
    say(f"{message}, each and every one")
    lines = screen.getvalue().splitlines()
    assert max(map(len, lines)) <= 40
    assert " ".join(screen.getvalue().split()) == " ".join(f"{message}, each and every one".split())
    assert [line.startswith("    ") for line in lines] == [False, False, True, True]


def test_no_word_is_cut_even_where_it_is_wider_than_the_terminal() -> None:
    path = "/a/very/long/path/without-any-space.csv"
    assert wrapped(f"Written: {path}", width=20) == f"Written:\n{path}"


def test_in_a_pipe_a_message_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("word " * 60)
    assert capsys.readouterr().err == "word " * 60 + "\n"


def test_progress_is_not_shown_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with row_counter() as advance:
        assert advance is None
