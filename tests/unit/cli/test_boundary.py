import pytest

from mentorscan.cli.boundary import Boundary
from mentorscan.errors import ExportError, GateError, NothingToShowError, Place, Problem


def ended(error: BaseException | None) -> int:
    with Boundary() as boundary:
        if error:
            raise error
    return boundary.exit_code


PROBLEM = Problem("unknown-value", "'6' in 3 cells", Place("export.csv", 2), "a value from 1 to 5", "--unknown blank")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (None, 0),
        (SystemExit(0), 0),
        (SystemExit(2), 2),
        (SystemExit(None), 0),
        (GateError("below"), 1),
        (ExportError(PROBLEM), 2),
        (NothingToShowError("nothing"), 3),
        (ZeroDivisionError(), 70),
        (MemoryError(), 70),
        (KeyboardInterrupt(), 130),
    ],
)
def test_every_end_has_its_exit_code(error: BaseException | None, code: int) -> None:
    assert ended(error) == code


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(130)])
def test_an_interruption_is_told_in_one_line(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    ended(error)
    assert capsys.readouterr().err == "Interrupted. No output file was left half-written.\n"


def test_all_problems_are_told_with_place_expectation_and_hint(capsys: pytest.CaptureFixture[str]) -> None:
    ended(ExportError([PROBLEM, Problem("no-items", "no item column")]))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "export.csv:2: error[unknown-value]: '6' in 3 cells; expected a value from 1 to 5",
        "  hint: --unknown blank",
        "error[no-items]: no item column",
    ]


def test_foreign_text_cannot_steer_the_terminal_or_fake_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    ended(ExportError(Problem("unknown-value", "\x1b[2Jx\nerror[fake]: y", Place("a\x07.csv"))))
    assert capsys.readouterr().err == "a\\x07.csv: error[unknown-value]: \\x1b[2Jx\\nerror[fake]: y\n"


def test_a_fault_is_told_without_traceback_and_without_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MENTORSCAN_DEBUG", raising=False)
    ended(KeyError("what a respondent wrote"))
    message = capsys.readouterr().err
    assert "KeyError" in message
    assert "Traceback" not in message
    assert "respondent wrote" not in message
    assert len(message.splitlines()) == 2


def test_the_traceback_is_shown_on_demand(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORSCAN_DEBUG", "1")
    assert ended(KeyError("x")) == 70
    assert "Traceback" in capsys.readouterr().err
