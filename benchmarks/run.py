"""``make bench``: how fast mentorscan is, and how much memory it takes, against what cannot be undercut.

Prints a Markdown table of ratios, with the absolute figures behind them. The data are made once, into ``data/``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.processes import Measure, measure

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
MILLION = 1_000_000

PARSE = """
import sys
import polars as pl
import polars.selectors as cs
lengths = cs.string().str.len_bytes().sum()
pl.scan_csv(sys.argv[1]).select(cs.numeric().sum(), lengths).collect()
"""

Row = tuple[str, str, str, str, str]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=MILLION, help="respondents of the export (default: 1000000)")
    options.add_argument("--repeats", type=int, default=5, help="runs of each long command (default: 5)")
    chosen = options.parse_args()
    print("| what | mentorscan | against | ratio | to reach |")
    print("| --- | --- | --- | --- | --- |")
    for row in (*start_up(), *score(chosen.rows, repeats=chosen.repeats)):
        print(f"| {' | '.join(row)} |", flush=True)


def start_up() -> Iterator[Row]:
    """How long it takes until help stands there."""
    commands = {
        "imports": [sys.executable, "-c", "import typer, rich"],
        "--version": [sys.executable, "-m", "mentorscan", "--version"],
        "--help": [sys.executable, "-m", "mentorscan", "--help"],
    }
    measures = measure(commands, repeats=20)
    for option in ("--version", "--help"):
        what = f"`mentorscan {option}` against `import typer, rich`"
        yield _compared(what, measures[option].seconds, measures["imports"].seconds, "1.5", _seconds)


def score(rows: int, *, repeats: int) -> Iterator[Row]:
    """How long a whole run of ``mentorscan score`` takes, and how much memory."""
    sizes = sorted({MILLION, rows} if rows > MILLION else {rows})
    commands: dict[str, list[str]] = {}
    for size in sizes:
        export = _export(size, answers="values")
        commands[f"parse {size}"] = [sys.executable, "-c", PARSE, str(export)]
        commands[f"score {size}"] = _score(export)
    commands["labels"] = _score(_export(sizes[0], answers="labels"))
    measures = measure(commands, repeats=repeats)

    for size in sizes:
        scored, parsed = measures[f"score {size}"], measures[f"parse {size}"]
        bound = "1.15" if size > MILLION else "1.5"
        yield _compared(
            f"`score`, {size:,} x 48, against the bare parse", scored.seconds, parsed.seconds, bound, _seconds
        )
        yield _compared(
            f"its peak memory, {size:,} x 48, against the bare parse", scored.memory, parsed.memory, "-", _mb
        )
    small = measures[f"score {sizes[0]}"]
    yield _compared(
        f"labels against values, {sizes[0]:,} x 48", measures["labels"].seconds, small.seconds, "2", _seconds
    )
    if len(sizes) > 1:
        large: Measure = measures[f"score {sizes[1]}"]
        yield _compared(f"peak memory, {sizes[1]:,} against {sizes[0]:,}", large.memory, small.memory, "1.3", _mb)


def _export(rows: int, *, answers: str) -> Path:
    """An export of this many rows, made by a process of its own."""
    subprocess.run([sys.executable, str(HERE / "survey.py"), str(DATA), str(rows), answers], check=True)
    return DATA / f"{answers}-{rows}.csv"


def _score(export: Path) -> list[str]:
    results = DATA / "results.json"
    options = ["--instrument", str(DATA / "instrument"), "--by", "department", "--output", str(results), "--force"]
    return [sys.executable, "-m", "mentorscan", "score", str(export), *options]


def _compared(what: str, ours: float, floor: float, bound: str, unit: Callable[[float], str]) -> Row:
    return what, unit(ours), unit(floor), f"{ours / floor:.2f}", bound


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _mb(memory: float) -> str:
    return f"{memory / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
