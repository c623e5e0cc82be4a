"""Whether a word is ever lost: the real ``mentorscan assess``, killed (kill -9) at random moments; ``make kills``.

``python -m benchmarks.kills [KILLS] [SEED]`` kills it that often (300 if not given), goes on each time with the journal
that was left, and compares the journal with what was typed and with what the screen had called kept.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.functional.killing import killed_often


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        found = killed_often(Path(folder), kills=kills, seed=seed)
    print(f"seed {seed}, {time.perf_counter() - start:.0f} s")
    print(f"killed {found.killed} times, {found.before_the_first} times before the first answer")
    print(f"{found.told} changes called kept, every one of them in the journal of {found.written} lines")
    print(f"lines cut in two: {found.torn}")


if __name__ == "__main__":
    main()
