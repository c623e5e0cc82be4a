"""A person at a terminal: the real program in a pseudo-terminal, keys in, and what then stands on the screen."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pexpect
import pyte

SOURCE: Final = Path(__file__).resolve().parents[2] / "src"
SIZE: Final = (80, 24)
PATIENCE: Final = 60.0
"""Seconds after which something that should have happened has not: far more than a busy machine needs."""

ENTER, ESCAPE, TAB, CTRL_C, CTRL_Z = "\r", "\x1b", "\t", "\x03", "\x1a"

_STRANGE: Final = re.compile(rb"\x1b\[[<=>][0-9;:]*[a-zA-Z]")
"""Sequences of newer terminals, such as those that ask for more keys; the emulator would print their last letters."""


class Terminal:
    """The program at work in a terminal: its screen as a person sees it, and everything that it sent there.

    ``mentorscan`` gets the arguments; whatever it writes to stdout goes to the file ``stdout`` of its folder.
    ``before``: is called in the new process before the program; ``piped``: what the program gets in place of the keys.
    """

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        size: tuple[int, int] = SIZE,
        environment: Mapping[str, str | None] | None = None,
        before: Callable[[], None] | None = None,
        piped: str | None = None,
    ) -> None:
        self.folder = folder
        self.sent = b""
        self._emulator = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._emulator)
        self._rest = b""
        settings = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "SOURCE_DATE_EPOCH": "1790000000",
            "NO_COLOR": None,
            "COLUMNS": None,
            "LINES": None,
            "LC_ALL": "C.UTF-8",
            **(environment or {}),
        }
        script = 'exec "$0" -m mentorscan "$@" >stdout'
        if piped is not None:
            (folder / "piped").write_text(piped, "utf-8")
            script = f"cat piped | {script.removeprefix('exec ')}"
        self.program: pexpect.spawn[bytes] = pexpect.spawn(
            "/bin/sh",
            ["-c", script, sys.executable, *arguments],
            cwd=str(folder),
            env={name: value for name, value in settings.items() if value is not None},
            dimensions=(size[1], size[0]),
            preexec_fn=before,
        )
        self.program.delaybeforesend = None

    @property
    def screen(self) -> str:
        """What stands on the screen now."""
        return "\n".join(line.rstrip() for line in self._emulator.display)

    @property
    def stdout(self) -> str:
        """What the program wrote to its standard output."""
        return (self.folder / "stdout").read_text("utf-8")

    @property
    def state(self) -> str:
        """The process' state, as ``ps`` has it: ``S`` where it waits, ``T`` where it is stopped."""
        return Path(f"/proc/{self.program.pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]

    @property
    def clean(self) -> bool:
        """Whether the terminal is as before: its own screen, the cursor, no mouse, no marks around what is pasted."""
        switched = {b"?1049": b"l", b"?25": b"h", b"?1000": b"l", b"?2004": b"l", b"?7": b"h"}
        other = {b"h": b"l", b"l": b"h"}
        return all(
            self.sent.rfind(b"\x1b[" + mode + last) >= self.sent.rfind(b"\x1b[" + mode + other[last])
            for mode, last in switched.items()
        )

    @property
    def echoing(self) -> bool:
        """Whether the terminal shows what is typed, takes lines, and Ctrl-C ends programs."""
        flags = termios.tcgetattr(self.program.child_fd)[3]
        wanted = termios.ECHO | termios.ICANON | termios.ISIG
        return isinstance(flags, int) and flags & wanted == wanted

    def press(self, *keys: str) -> None:
        """Nothing; the keys are on their way, as fast as they come."""
        self.program.send("".join(keys).encode())

    def wait_for(self, *texts: str) -> str:
        """The screen, once all of these can be read on it."""
        return self.wait_until(lambda: all(text in self._flowing for text in texts), what=f"{texts} on the screen")

    def wait_until(self, happened: Callable[[], object], *, what: str) -> str:
        """The screen, once this has happened."""
        end = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > end or not self._look():
                assert happened(), f"not seen: {what}\n{self.screen}\n{self.sent[-300:]!r}"
                break
        return self.screen

    def resize(self, columns: int, lines: int) -> None:
        """Nothing; the window has another size from now on."""
        self._emulator.resize(lines, columns)
        self.program.setwinsize(lines, columns)

    def end(self) -> int:
        """The exit code, once the program has ended by itself; negative: the signal that ended it."""
        self.wait_until(lambda: not self.program.isalive(), what="the end of the program")
        while self._look():
            pass
        return self.program.exitstatus if self.program.exitstatus is not None else -(self.program.signalstatus or 0)

    def shut(self) -> None:
        """Nothing; the window was closed, and the program has ended."""
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), self.program.child_fd)
        end = time.monotonic() + PATIENCE
        while self.program.isalive():
            assert time.monotonic() < end, "the program goes on without a terminal"
            time.sleep(0.01)

    def signal(self, number: signal.Signals) -> None:
        """Nothing; the program has got this signal."""
        self.program.kill(number)

    @property
    def _flowing(self) -> str:
        """The screen with the breaks of its lines as blanks."""
        return re.sub(r"\s+", " ", self.screen) + self.screen

    def _look(self) -> bool:
        """Whether there may be more to see: the screen is as the program has drawn it by now."""
        try:
            new = self.program.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.sent += new
        self._stream.feed(_STRANGE.sub(b"", new))
        return True


@contextmanager
def terminal(
    folder: Path,
    *arguments: str,
    size: tuple[int, int] = SIZE,
    environment: Mapping[str, str | None] | None = None,
    before: Callable[[], None] | None = None,
    piped: str | None = None,
) -> Iterator[Terminal]:
    """A terminal with the program in it, which ends with the block."""
    opened = Terminal(folder, *arguments, size=size, environment=environment, before=before, piped=piped)
    try:
        yield opened
    finally:
        opened.program.close(force=True)
