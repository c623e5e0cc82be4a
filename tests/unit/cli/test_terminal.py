import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.cli.terminal import row_counter, say, show, visible


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


def test_progress_is_not_shown_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with row_counter() as advance:
        assert advance is None
