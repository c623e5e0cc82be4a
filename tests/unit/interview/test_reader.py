"""Keys and lines, from a terminal and from a pipe."""

from __future__ import annotations

from io import StringIO

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from mentorscan.interview.reader import Lines, Terminal


def terminal(source: PipeInput) -> Terminal:
    return Terminal(source=source, screen=DummyOutput())


def lines(text: str) -> tuple[Lines, StringIO]:
    shown = StringIO()
    return Lines(StringIO(text), console=Console(file=shown, width=40)), shown


def test_in_a_terminal_one_key_is_enough_and_what_was_typed_ahead_is_kept() -> None:
    with create_pipe_input() as source:
        source.send_text("4?n\rè")
        reader = terminal(source)
        assert [reader.key() for _ in range(5)] == ["4", "?", "n", "", "è"]


def test_a_line_can_be_edited_where_it_stands() -> None:
    with create_pipe_input() as source:
        source.send_text("\x1b[D!\x15again\r4")
        reader = terminal(source)
        assert reader.text("Note:", default="before") == "againe"
        assert reader.key() == "4"


def test_a_text_does_not_recall_another_one() -> None:
    with create_pipe_input() as source:
        source.send_text("a secret note\r\x1b[A\r")
        reader = terminal(source)
        assert [reader.text("Note:"), reader.text("Why?")] == ["a secret note", ""]


def test_control_c_interrupts_and_control_d_ends() -> None:
    with create_pipe_input() as source:
        source.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            terminal(source).key()
        source.send_text("\x04")
        with pytest.raises(EOFError):
            terminal(source).key()


def test_any_key_ends_a_pause() -> None:
    with create_pipe_input() as source:
        source.send_text(" 4")
        reader = terminal(source)
        reader.pause("Press any key.")
        assert reader.key() == "4"


def test_in_a_pipe_every_answer_is_a_line() -> None:
    reader, shown = lines("4\n\n  ?  \nfour words\n")
    assert [reader.key() for _ in range(3)] == ["4", "", "?"]
    assert reader.text("Why?") == "four words"
    assert "Why? four words\n" in shown.getvalue()


def test_in_a_pipe_an_empty_line_leaves_a_text_and_a_hyphen_is_told_as_it_is() -> None:
    reader, _ = lines("\n-\nnew\n")
    assert [reader.text("Note:", default="old") for _ in range(3)] == ["old", "-", "new"]


def test_a_pipe_that_ends_is_no_answer_and_a_pause_reads_nothing() -> None:
    reader, _ = lines("4\n")
    reader.pause("Press any key.")
    assert reader.key() == "4"
    with pytest.raises(EOFError):
        reader.key()
    with pytest.raises(EOFError):
        reader.text("Why?")
