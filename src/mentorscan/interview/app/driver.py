"""Where the application reads how large its window is."""

from __future__ import annotations

import os
import sys
from typing import Final

from textual.driver import Driver

if sys.platform == "win32":
    DRIVER: Final[type[Driver] | None] = None
else:
    from textual.drivers.linux_driver import LinuxDriver

    class _OnStderr(LinuxDriver):
        """Asks stderr, on which it draws: stdout may lead into a file, by which every window had 80 by 24."""

        def _get_terminal_size(self) -> tuple[int, int]:
            try:
                size = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
            except OSError:  # the window was closed
                return super()._get_terminal_size()
            return size.columns or 80, size.lines or 24

        def _sigcont_application(self, *told: object) -> None:
            """Take the terminal again; first let go of it where the program was stopped without being asked."""
            if not self._must_signal_resume:
                self.suspend_application_mode()
            super()._sigcont_application(*told)

    DRIVER: Final[type[Driver] | None] = _OnStderr
"""The driver of the terminal; ``None``: the one that Textual chooses."""
