"""Damaged files for every reader, until one is not refused in words; ``make fuzz``.

``python -m benchmarks.fuzz [MINUTES] [READER...]`` gives each reader (all of them if none is named) changed golden
files for that many minutes (1 if not given). Right is an answer or a ``UserError``, within 10 seconds and 3 GB. What
breaks a reader is kept in ``tests/corpus/READER/``, where the test suite reads it from then on.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from tests.corpus.readers import CORPUS, READERS

_SECONDS: Final = 10
_MEGABYTES: Final = 3000
_LONGEST: Final = 300_000
_ENDED: Final = re.compile(r"(timeout|oom|crash|leak)-[0-9a-f]{40}")


@dataclass(slots=True, kw_only=True)
class Found:
    """What a reader was given, how often it took it, and the files that broke it with how often they did."""

    cases: int = 0
    taken: int = 0
    breaks: Counter[str] = field(default_factory=Counter)


def fuzz(reader: str, *, seconds: float) -> Found:
    """Fuzz a reader for a time, beginning anew where its process ends."""
    found = Found()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="fuzz-") as temporary:
        seeds = _seeds(reader, folder=Path(temporary) / "seeds")
        turn = 0
        while (left := int(until - time.monotonic())) > 0:
            turn += 1
            findings = Path(temporary) / f"turn{turn}"
            findings.mkdir()
            said = _run(reader, seeds=seeds, findings=findings, seconds=left)
            counts = findings / "counts.json"
            if counts.exists():
                told = json.loads(counts.read_text("utf-8"))
                found.cases += told["cases"]
                found.taken += told.get("taken", 0)
            elif not any(findings.iterdir()):
                raise RuntimeError(said)
            for name, data in _broken(findings):
                found.breaks[_kept(data, reader=reader, name=name)] += 1
                (seeds / sha256(data).hexdigest()).unlink(missing_ok=True)
    return found


def _seeds(reader: str, *, folder: Path) -> Path:
    """A folder with what the fuzzer begins from; it puts there what leads to new places."""
    folder.mkdir()
    for path in READERS[reader].begins_from:
        data = path.read_bytes()
        (folder / sha256(data).hexdigest()).write_bytes(data)
    return folder


def _run(reader: str, *, seeds: Path, findings: Path, seconds: int) -> str:
    """The fuzzing of a reader in a process of its own, up to the end of the time or of the process; what it said."""
    limits = (f"-max_total_time={seconds}", f"-timeout={_SECONDS}", f"-rss_limit_mb={_MEGABYTES}")
    command = [sys.executable, "-m", "benchmarks.fuzz_case", reader, str(findings), str(seeds), *limits]
    command += [f"-max_len={_LONGEST}", f"-artifact_prefix={findings}/", "-verbosity=0"]
    command += ["-len_control=0", "-reduce_inputs=0"]
    environment = {**os.environ, "RUST_BACKTRACE": "0", "TMPDIR": str(findings)}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    return done.stderr.decode("utf-8", "replace")[-4000:]


def _broken(findings: Path) -> Iterator[tuple[str, bytes]]:
    """What broke the reader: a name that says how, and the bytes."""
    for path in sorted(findings.iterdir()):
        if path.suffix == ".data":
            yield path.stem.lower(), path.read_bytes()
        elif ended := _ENDED.fullmatch(path.name):
            yield ended[1], path.read_bytes()


def _kept(data: bytes, *, reader: str, name: str) -> str:
    """The name of the file in the corpus, written where there is none like it: one for each place in the code."""
    folder = CORPUS / reader
    folder.mkdir(exist_ok=True)
    mark = "" if "_" in name else f"_{sha256(data).hexdigest()[:6]}"
    path = folder / f"{name}{mark}{READERS[reader].suffix}"
    if not path.exists():
        path.write_bytes(data)
    return path.name


def main(minutes: float, readers: list[str]) -> int:
    """Print what was found; how many files broke a reader."""
    table = Table("reader", "cases", "taken", "what broke it")
    broken = 0
    for reader in readers:
        found = fuzz(reader, seconds=60 * minutes)
        broken += len(found.breaks)
        told = "\n".join(f"{name} ({times})" for name, times in found.breaks.items())
        table.add_row(reader, f"{found.cases:,}", f"{found.taken:,}", told or "nothing")
    Console(width=shutil.get_terminal_size().columns).print(table)
    return broken


if __name__ == "__main__":
    asked = sys.argv[1:]
    length = float(asked.pop(0)) if asked and asked[0].replace(".", "", 1).isdigit() else 1
    sys.exit(bool(main(length, asked or list(READERS))))
