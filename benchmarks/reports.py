"""How long a report takes in each format, and how long those of many groups; ``python -m benchmarks.reports [GROUPS]``.

Draws a survey of the built-in instrument, forty people a group, scores it, and makes its reports in one process.
"""

from __future__ import annotations

import argparse
from time import perf_counter

import numpy as np
import polars as pl

import mentorscan
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.registry import REPORT_FORMATS, load
from mentorscan.report.build import build_group_reports, build_report
from mentorscan.results import Results

PEOPLE = 40
"""So many answer in each group."""


def main() -> None:
    """Prints two tables: the report on the whole by format, and those of the groups as HTML."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("groups", type=int, nargs="?", default=500)
    groups = parser.parse_args().groups
    few = drawn(20)
    print(f"{'format':<10}{'ms':>8}{'KB':>8}   (20 groups, {20 * PEOPLE} people, after a first one)")
    for name in REPORT_FORMATS:
        load(REPORT_FORMATS, name)(build_report(few))
        start = perf_counter()
        made = load(REPORT_FORMATS, name)(build_report(few))
        size = len(made.encode() if isinstance(made, str) else made)
        print(f"{name:<10}{(perf_counter() - start) * 1000:>8.0f}{size / 1000:>8.0f}")
    many, render, count = drawn(groups), load(REPORT_FORMATS, "html"), 0
    start = perf_counter()
    for _, report in build_group_reports(many, segment="department"):
        render(report)
        count += 1
    spent = (perf_counter() - start) * 1000
    print(f"\n{count} reports a group as HTML: {spent / max(count, 1):.1f} ms each (to reach: 10)")


def drawn(groups: int) -> Results:
    """The results of a survey in which all groups are alike."""
    random, instrument = np.random.default_rng(7), open_instrument(None)
    people = groups * PEOPLE
    level = random.normal(3.3, 0.7, people)
    answers = {item: np.clip(np.rint(level + random.normal(0, 0.9, people)), 1, 5) for item in instrument.items}
    columns = {name: pl.Series(each).cast(pl.Int64) for name, each in answers.items()}
    departments = [f"Department {number}" for number in np.arange(people) % groups + 1]
    return mentorscan.score(pl.DataFrame({**columns, "department": departments}), instrument, by=["department"])


if __name__ == "__main__":
    main()
