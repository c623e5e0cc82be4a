"""Whole processes measured side by side: wall time and peak memory, in turns so that a busy machine hits all alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

_KIB: Final = 1024
_MAXRSS_UNIT: Final = 1 if sys.platform == "darwin" else _KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The median wall time in seconds and the median peak memory in bytes of some runs."""

    seconds: float
    memory: float


def measure(commands: Mapping[str, Sequence[str]], *, repeats: int) -> dict[str, Measure]:
    """A measure of each command, run ``repeats`` times in turns after one run to warm up.

    Raises:
        RuntimeError: where a command fails.
    """
    runs: dict[str, list[tuple[float, int]]] = {name: [] for name in commands}
    for turn in range(repeats + 1):
        for name, command in commands.items():
            run = _run(command)
            if turn:
                runs[name].append(run)
    return {
        name: Measure(seconds=median(run[0] for run in done), memory=median(run[1] for run in done))
        for name, done in runs.items()
    }


def _run(command: Sequence[str]) -> tuple[float, int]:
    """Wall time and peak memory of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    with process:
        message = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{message}")
    return seconds, usage.ru_maxrss * _MAXRSS_UNIT
