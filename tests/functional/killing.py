"""The real program, killed at random moments while it answers, until it has been killed often enough.

What was typed is known, so it is known what must stand in the journal: all that was there before, then the answers in
the order in which they were typed, at least as many as the screen called kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import yaml

from mentorscan.instrument.catalogue import open_instrument

SOURCE: Final = Path(__file__).resolve().parents[2] / "src"
ITEMS: Final = open_instrument(None).form_items("full")
POINTS: Final = 5
_ROUND: Final = 40
"""Items answered by one process; fewer than there are, so that none comes twice."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What is typed to answer an item: a note, then a point. ``before``: the point that stood there."""

    item: str
    note: str
    value: int
    before: int | None

    @property
    def lines(self) -> list[str]:
        """The lines, from wherever the program stands."""
        return ["/", self.item, str(ITEMS.index(self.item) + 1), "t", self.note, str(self.value)]

    @property
    def changes(self) -> list[tuple[str, str, int | None]]:
        """The changes that this makes, as they stand in the journal."""
        return [(self.item, self.note, self.before), (self.item, self.note, self.value)]

    @property
    def told(self) -> list[str]:
        """What the screen says of each, as far as it is known here."""
        return [f"Kept: {self.note}", f"Kept: {self.value}, "]


@dataclass(kw_only=True)
class Tally:
    """How often the program was killed, and what became of it.

    ``before_the_first``: killed before it had called anything kept; ``told``: changes called kept; ``written``: lines
    of the journal; ``torn``: kills that left a line without its end; ``values`` and ``notes``: what must stand there.
    """

    killed: int = 0
    before_the_first: int = 0
    told: int = 0
    written: int = 0
    torn: int = 0
    seconds_to_open: float | None = None
    values: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def learn(self, changes: Sequence[tuple[str, str, int | None]]) -> None:
        """Nothing; these changes are in the journal."""
        for item, note, value in changes:
            self.notes[item] = note
            if value is not None:
                self.values[item] = value


def killed_often(folder: Path, *, kills: int, seed: int) -> Tally:
    """What became of an assessment whose program was killed that many times, and then finished.

    Raises:
        AssertionError: where a word was lost, changed or invented.
    """
    chance = np.random.default_rng(seed)
    journal = folder / "assessment" / "journal.jsonl"
    found = Tally()
    numbers = iter(range(10**9))
    while found.killed < kills:
        answers = list(_round(found, numbers=numbers, chance=chance))
        before = whole_lines(journal)
        killed, told = _killed(folder, answers, chance=chance, found=found, resume=bool(before))
        found.killed += killed
        found.before_the_first += not told
        found.told += len(told)
        found.learn(_checked(journal, before=before, answers=answers, told=told))
        found.written = len(whole_lines(journal))
        found.torn += journal.exists() and not journal.read_bytes().endswith(b"\n")
    _finish(folder, found=found)
    return found


def whole_lines(journal: Path) -> list[bytes]:
    """The lines of a journal that end."""
    content = journal.read_bytes() if journal.exists() else b""
    return content[: content.rfind(b"\n") + 1].splitlines(keepends=True)


def _round(found: Tally, *, numbers: Iterator[int], chance: np.random.Generator) -> Iterator[Typed]:
    for item in chance.choice(ITEMS, _ROUND, replace=False).tolist():
        before = found.values.get(item)
        value = (before or int(chance.integers(POINTS))) % POINTS + 1
        yield Typed(item=item, note=f"nota {next(numbers)} però ☂", value=value, before=before)


def _checked(
    journal: Path, *, before: list[bytes], answers: Sequence[Typed], told: list[str]
) -> list[tuple[str, str, int | None]]:
    """The changes that the journal holds of these answers, after they were compared with what was typed and told."""
    expected = [text for each in answers for text in each.told]
    wrong = [(said, should) for said, should in zip(told, expected, strict=False) if not said.startswith(should)]
    assert not wrong, f"the screen says what was not typed: {wrong}"
    lines = whole_lines(journal)
    assert lines[: len(before)] == before, "what stood in the journal is not there any more"
    documents = [json.loads(line) for line in lines[len(before) :]]
    changes = [_change(each) for each in documents if "set" in each]
    typed = [change for each in answers for change in each.changes]
    assert changes == typed[: len(changes)], "the journal holds what was not typed"
    assert len(changes) >= len(told), f"{len(told)} changes were called kept, {len(changes)} are in the journal"
    return changes


def _change(document: dict[str, Any]) -> tuple[str, str, int | None]:
    return document["set"], document["answer"]["note"], document["answer"].get("value")


def _killed(
    folder: Path, answers: Sequence[Typed], *, chance: np.random.Generator, found: Tally, resume: bool
) -> tuple[bool, list[str]]:
    """Whether the program was killed before it ended by itself, and the whole lines in which it called something kept.

    One in four is killed about the moment at which the journal is opened, the others while they answer.
    """
    typed, screen = folder / "typed", folder / "screen"
    lines = [line for each in answers for line in each.lines]
    typed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    early = found.seconds_to_open is not None and chance.random() < 0.25
    until = int(chance.integers(_ROUND))
    start = time.monotonic()
    with typed.open("rb") as keys, screen.open("wb") as shown, _started(folder, keys, shown, resume=resume) as process:
        if early:
            time.sleep(chance.uniform(0.8, 1.05) * (found.seconds_to_open or 0))
        else:
            while process.poll() is None and not screen.stat().st_size:
                time.sleep(0.001)
            found.seconds_to_open = time.monotonic() - start
            while process.poll() is None and len(_kept(screen)) < until:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.003))
        killed = process.poll() is None
        process.kill()
        process.wait()
    assert killed or process.returncode == 130, screen.read_text("utf-8")[-2000:]
    return killed, _kept(screen)


def _kept(screen: Path) -> list[str]:
    lines = screen.read_bytes().split(b"\n")[:-1]
    return [line.decode() for line in lines if line.startswith(b"Kept: ")]


def _started(folder: Path, keys: BinaryIO, shown: BinaryIO, *, resume: bool) -> subprocess.Popen[bytes]:
    begin = ["--rater", "Ånna", "--organisation", "Example Ltd", "--output", "assessment"]
    arguments = ["--resume", "assessment/journal.jsonl"] if resume else begin
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}
    return subprocess.Popen(
        [sys.executable, "-m", "mentorscan", "assess", "--format", "md", *arguments],
        cwd=folder,
        env=environment,
        stdin=keys,
        stdout=subprocess.DEVNULL,
        stderr=shown,
    )


def _finish(folder: Path, *, found: Tally) -> None:
    """Nothing, once the assessment is finished and every answer stands in the answer file."""
    typed, screen = folder / "typed", folder / "screen"
    lines = ["/", ITEMS[-1], str(len(ITEMS)), "s", "", "f"]
    typed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    with typed.open("rb") as keys, screen.open("wb") as shown, _started(folder, keys, shown, resume=True) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=60)
        process.kill()
    assert process.returncode == 0, screen.read_text("utf-8")[-2000:]
    answers = yaml.safe_load((folder / "assessment" / "answers.yaml").read_text("utf-8"))["answers"]
    assert {item: each["note"] for item, each in answers.items()} == found.notes
    assert {item: each["value"] for item, each in answers.items() if "value" in each} == found.values
