"""Which small changes of the code no test notices: mutation testing; ``make mutants``.

Of a copy of the project in ``mutants/``, mutmut changes one thing at a time in the folder that it is given, and runs
the unit tests that mirror the folder and its doctests, as far as they reach the change. What no test notices is
listed: a change that makes no difference, or a test that is missing. ``mutmut show NAME`` shows a change.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

COPY = Path("mutants")
STATUSES = ("killed", "survived", "timeout", "no tests")


def run_mutants(folder: PurePosixPath, *, module: str) -> dict[str, str]:
    """Test every change of the code in a folder, or in one module of it; their names and what became of them."""
    names = ".".join((*folder.relative_to("src").parts, module))
    tests = PurePosixPath("tests", "unit", *folder.relative_to("src").parts[1:])
    # Every changed function is a copy with the same docstring: of those, doctests test nothing.
    options = f"-k 'not mutmut' -o 'testpaths={tests} {folder}'"
    environment = os.environ | {"TEST_EXAMPLES": "mutants", "PYTEST_ADDOPTS": options}
    command = [sys.executable, "-m", "mutmut"]
    shutil.rmtree(COPY, ignore_errors=True)
    subprocess.run([*command, "run", "--max-children", "1", names], env=environment, check=True)
    listed = subprocess.run([*command, "results", "--all", "true"], capture_output=True, text=True, check=True).stdout
    found = [line.strip().rpartition(": ") for line in listed.splitlines()]
    return {name: status for name, _, status in found if fnmatch(name, names)}


def as_table(found: Mapping[str, str]) -> str:
    """How many changes there are of each kind, module by module, and how many are killed."""
    modules: dict[str, Counter[str]] = {}
    for name, status in found.items():
        kind = status if status in STATUSES else "other"
        modules.setdefault(name.rpartition(".")[0], Counter())[kind] += 1
    modules["all"] = sum(modules.values(), Counter())
    kinds = (*STATUSES, "other")
    lines = [f"{'module':<48}" + "".join(f"{kind:>10}" for kind in kinds) + f"{'share':>9}"]
    for module, counts in modules.items():
        share = counts["killed"] / max(1, counts.total())
        lines.append(f"{module:<48}" + "".join(f"{counts[kind]:>10}" for kind in kinds) + f"{share:>9.1%}")
    return "\n".join(lines)


def main() -> None:
    """Run and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=PurePosixPath, nargs="?", default=PurePosixPath("src/mentorscan/scoring"))
    parser.add_argument("--module", default="*", help="one module of the folder, such as kernel.*")
    asked = parser.parse_args()
    found = run_mutants(asked.folder, module=asked.module)
    for name, status in found.items():
        if status != "killed":
            print(f"{status}: {name}")
    print(as_table(found))


if __name__ == "__main__":
    main()
